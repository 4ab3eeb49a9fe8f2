//! What an employee-week of the two-loop model costs, beside its floor: the random numbers alone, 34 words of ChaCha8 in bulk.
//!
//! `cargo bench --bench two_loop` prints the table of `docs/performance.md`; with `-- large` also a million employees, and one
//! run on two threads. `SECI_LEVEL=portable` measures the code that every processor can run. Times are those of the
//! processor, medians, model and floor taken in turns, so that neighbours on the machine slow both.

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

/// A million employees, and one run on one thread and on two.
fn large() {
    let million = values(&[("employees", 1e6)]);
    let seconds = timed(|| run(&million, 52, 1, 0));
    println!(
        "\n1,000,000 employees × 52 weeks: {:.0} ns an employee-week",
        seconds * 1e9 / 52e6
    );
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    if let Some(peak) = status.lines().find(|line| line.starts_with("VmHWM")) {
        println!("peak memory of the program: {peak}");
    }
    let hundred_thousand = values(&[("employees", 1e5)]);
    let mut best = 0.0_f64;
    for _ in 0..5 {
        let walls = [1, 2].map(|threads| {
            let pool = pool(threads).expect("threads");
            let start = Instant::now();
            pool.install(|| run(&hundred_thousand, 20, 1, 0));
            start.elapsed().as_secs_f64()
        });
        best = best.max(walls[0] / walls[1]);
    }
    println!(
        "one run of 100,000 employees on two threads, best of 5 pairs: {best:.2} times as fast"
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
