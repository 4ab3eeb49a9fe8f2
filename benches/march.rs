//! March's model on one core: agent-steps per second of processor time, by headcount.
//!
//! `cargo bench --bench march`. The setting is that in which others were measured: 30 dimensions, p1 = p2 = 0.5, 100 periods.
//! An agent-step is one individual in one period, of each of the sixteen runs that are made side by side. Others make all 100
//! periods also where nothing changes any more, so a turbulence that never happens keeps ours from ending at their
//! equilibrium (which would be faster, and is not what was measured there). Medians of seven rounds.

#![allow(clippy::cast_precision_loss)]

use std::fs;
use std::hint::black_box;
use std::time::Instant;

use seci::engine::{Course, follow_block};
use seci::model::march::{March, REGISTRY};
use seci::scenario::{Assignment, Values};

const PERIODS: u32 = 100;
const ROUNDS: usize = 7;
/// Agent-steps of a round at the least, so that it takes a while.
const STEPS: f64 = 4e7;

fn main() {
    println!("{:>12}  million agent-steps a second", "individuals");
    for individuals in [50, 1_000, 100_000] {
        let values = values(individuals);
        let of_block = f64::from(individuals) * f64::from(PERIODS) * f64::from(REGISTRY.block);
        let mut blocks = 1.0;
        while blocks * of_block < STEPS {
            blocks *= 2.0;
        }
        let mut speeds: Vec<f64> = (0..ROUNDS)
            .map(|_| {
                let before = seconds();
                let mut made = 0.0;
                while made < blocks {
                    run(&values);
                    made += 1.0;
                }
                blocks * of_block / (seconds() - before) / 1e6
            })
            .collect();
        speeds.sort_by(f64::total_cmp);
        println!("{individuals:>12}  {:>8.0}", speeds[ROUNDS / 2]);
    }
}

fn run(values: &Values) {
    let course = Course {
        values,
        events: &[],
        roster: None,
        own: &[],
        seed: 1,
        replicate: black_box(0),
        weeks: PERIODS,
        observed: &[PERIODS],
        people: &[],
    };
    black_box(follow_block(&March, &course, REGISTRY.block));
}

fn values(individuals: u32) -> Values {
    let mut values = Values::defaults(&REGISTRY);
    let keys = [
        ("individuals", f64::from(individuals)),
        ("periods", f64::from(PERIODS)),
        ("p4", 1e-12),
    ];
    let layer = keys.iter().filter_map(|&(name, number)| {
        Some(Assignment {
            position: REGISTRY.position(name)?,
            number,
        })
    });
    values.apply(&layer.collect::<Vec<_>>());
    values
}

/// Seconds that this thread has had of a processor; of the clock where the system does not say.
fn seconds() -> f64 {
    static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    let text = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let first = text.split_whitespace().next();
    let nanoseconds = first.and_then(|first| first.parse::<f64>().ok());
    nanoseconds.map_or_else(
        || START.get_or_init(Instant::now).elapsed().as_secs_f64(),
        |nanoseconds| nanoseconds / 1e9,
    )
}
