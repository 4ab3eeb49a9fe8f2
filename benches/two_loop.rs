//! What an employee-week of the two-loop model costs, beside its floor: the random numbers alone, 34 words of ChaCha8 in bulk.
//!
//! `cargo bench --bench two_loop` prints the table of `docs/performance.md`; with `-- large` also a million employees beside
//! the memory that they touch, and two threads against one. `SECI_LEVEL=portable` measures the code that every processor
//! can run. Times are those of the processor, medians, model and floor taken in turns, so that neighbours on the machine
//! slow both.

#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss
)]

use std::fs;
use std::hint::black_box;
use std::time::Instant;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use rayon::prelude::*;
use seci::engine::{Course, follow, pool};
use seci::model::Model;
use seci::model::two_loop::TwoLoop;
use seci::scenario::{Assignment, Values};

/// Words of an employee-week at the defaults of a plain implementation, one for each draw.
const WORDS: usize = 34;
const ROUNDS: usize = 7;

/// A line of the table: what it is, the keys that differ from the defaults, weeks, and the weeks between observations.
type Line = (&'static str, &'static [(&'static str, f64)], u32, u32);

#[rustfmt::skip]
const LINES: &[Line] = &[
    ("100 employees, observed every week", &[], 156, 1),
    ("100 employees, observed at the end", &[], 156, 156),
    ("8 employees, observed every week", &[("employees", 8.0)], 156, 1),
    ("8 employees, 52 weeks, observed at the end", &[("employees", 8.0)], 52, 52),
    ("1,000 employees, observed every week", &[("employees", 1e3)], 52, 1),
    ("100,000 employees, observed every week", &[("employees", 1e5)], 10, 1),
    ("1 judgement a situation", &[("judgements", 1.0)], 156, 1),
    ("8 judgements", &[("judgements", 8.0)], 156, 1),
    ("12 judgements", &[("judgements", 12.0)], 156, 1),
    ("explicit share 0.8", &[("explicit_share", 0.8)], 156, 1),
];

/// Seconds that this thread has had of a processor; of the clock where the system does not say.
fn seconds() -> f64 {
    let text = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = text
        .split_whitespace()
        .next()
        .and_then(|first| first.parse::<f64>().ok());
    nanoseconds.map_or_else(clock, |nanoseconds| nanoseconds / 1e9)
}

fn clock() -> f64 {
    static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    START.get_or_init(Instant::now).elapsed().as_secs_f64()
}

fn timed(work: impl FnOnce()) -> f64 {
    let before = seconds();
    work();
    seconds() - before
}

fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers[numbers.len() / 2]
}

fn values(keys: &[(&str, f64)]) -> Values {
    let registry = TwoLoop.registry();
    let mut values = Values::defaults(registry);
    let assignment = |&(name, number): &(&str, f64)| Assignment {
        position: registry.position(name).expect("a key of the registry"),
        number,
    };
    let layer: Vec<_> = keys.iter().map(assignment).collect();
    values.apply(&layer);
    values
}

fn run(values: &Values, weeks: u32, every: u32, replicate: u32) {
    let observed: Vec<u32> = (0..=weeks).filter(|week| week % every == 0).collect();
    let course = Course {
        values,
        events: &[],
        roster: None,
        own: &[],
        seed: 1,
        replicate,
        weeks,
        observed: &observed,
        people: &[],
    };
    black_box(follow(&TwoLoop, &course).expect("the two-loop model never fails"));
}

/// Nanoseconds of the random numbers of an employee-week.
fn floor() -> f64 {
    let mut generator = ChaCha8Rng::seed_from_u64(1);
    let mut bytes = vec![0_u8; 4096];
    let times = 10_000_usize;
    let seconds = timed(|| {
        for _ in 0..times {
            generator.fill_bytes(black_box(&mut bytes));
        }
    });
    seconds * 1e9 / (times * 1024) as f64 * WORDS as f64
}

/// Nanoseconds of an employee-week, of its floor, and the one over the other.
fn measure(&(_, keys, weeks, every): &Line) -> [f64; 3] {
    let values = values(keys);
    let employee_weeks = values.get("employees") * f64::from(weeks);
    let replicates = (1e6 / employee_weeks).max(1.0) as u32;
    let (mut costs, mut floors, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let floor = floor();
        let seconds =
            timed(|| (0..replicates).for_each(|number| run(&values, weeks, every, number)));
        let cost = seconds * 1e9 / (employee_weeks * f64::from(replicates));
        costs.push(cost);
        floors.push(floor);
        ratios.push(cost / floor);
    }
    [median(costs), median(floors), median(ratios)]
}

/// Gigabytes a second at which this thread reads and writes memory that no cache holds: a copy, both ways counted.
fn bandwidth() -> f64 {
    let from = vec![1_u8; 1 << 28];
    let mut to = vec![0_u8; 1 << 28];
    let mut all = Vec::new();
    for _ in 0..ROUNDS {
        let seconds = timed(|| to.copy_from_slice(black_box(&from)));
        black_box(&mut to);
        all.push(2.0 * from.len() as f64 / seconds / 1e9);
    }
    median(all)
}

/// Bytes that an employee-week has to read and write whatever happens in it: habits of last week read, those of this week
/// written, beliefs and practice read and written; the defaults, rows padded to eight judgements.
fn touched(values: &Values) -> f64 {
    let row = (values.get("judgements") / 8.0).ceil() * 8.0 * 4.0;
    values.get("situations") * (4.0 * row + 2.0 * 4.0)
}

/// A million employees, and one run on one thread and on two.
fn large() {
    let million = values(&[("employees", 1e6)]);
    let seconds = timed(|| run(&million, 52, 1, 0));
    let (bytes, speed) = (touched(&million), bandwidth());
    println!(
        "\n1,000,000 employees × 52 weeks: {:.0} ns an employee-week; its {bytes:.0} bytes at the {speed:.1} GB/s of a copy: \
         {:.0} ns",
        seconds * 1e9 / 52e6,
        bytes / speed
    );
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    if let Some(peak) = status.lines().find(|line| line.starts_with("VmHWM")) {
        println!("peak memory of the program: {peak}");
    }
    let hundred_thousand = values(&[("employees", 1e5)]);
    on_two_threads("one run of 100,000 employees", || {
        run(&hundred_thousand, 20, 1, 0);
    });
    // As a sweep does: each thread has runs of its own.
    let hundred = values(&[]);
    on_two_threads("800 runs of 100 employees", || {
        (0..800_u32)
            .into_par_iter()
            .for_each(|number| run(&hundred, 156, 1, number));
    });
}

/// Seconds of the processor that all threads of this program had so far, in hundredths.
fn of_all_threads() -> f64 {
    let text = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // Behind the name in parentheses; user and system time are the fields 14 and 15 (proc(5)).
    let fields: Vec<&str> = text
        .rsplit(')')
        .next()
        .unwrap_or_default()
        .split_whitespace()
        .collect();
    let ticks = |field: usize| fields.get(field - 3).and_then(|text| text.parse().ok());
    ticks(14).unwrap_or(f64::NAN) / 100.0 + ticks(15).unwrap_or(f64::NAN) / 100.0
}

/// One thread and two in turns, five times: the best pair by the clock, and the median of what the processor did.
fn on_two_threads(what: &str, work: impl Fn() + Sync) {
    let (mut speeds, mut costs) = (Vec::new(), Vec::new());
    for _ in 0..5 {
        let [one, two] = [1, 2].map(|threads| {
            let pool = pool(threads).expect("threads");
            let (start, before) = (Instant::now(), of_all_threads());
            pool.install(&work);
            [start.elapsed().as_secs_f64(), of_all_threads() - before]
        });
        speeds.push(one[0] / two[0]);
        costs.push(two[1] / one[1]);
    }
    let best = speeds.iter().copied().fold(0.0, f64::max);
    println!(
        "{what} on two threads, best of 5 pairs: {best:.2} times as fast (median {:.2}), at {:.2} times the processor time",
        median(speeds),
        median(costs)
    );
}

fn main() {
    println!("| run | ns an employee-week | floor | times the floor |");
    println!("|---|---|---|---|");
    for line in LINES {
        let [cost, floor, ratio] = measure(line);
        println!("| {} | {cost:.0} | {floor:.1} | {ratio:.1} |", line.0);
    }
    if std::env::args().any(|argument| argument == "large") {
        large();
    }
}
