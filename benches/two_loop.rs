//! Cost of the two-loop model on one core, beside the cost of its random numbers alone as the floor.
//!
//! `cargo bench --bench two_loop`. Wall times on a busy machine move; compare within one run, and take medians. The floor
//! is 34 words of ChaCha8 in bulk for each employee-week, what the model's draws would take if nothing else cost time.

#![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use seci::engine::{Course, follow};
use seci::model::Model;
use seci::model::two_loop::TwoLoop;
use seci::scenario::{Assignment, Values};

const WEEKS: u32 = 156;
const WORDS: usize = 34;

fn main() {
    divan::main();
}

fn values(keys: &[(&str, f64)]) -> Values {
    let mut values = Values::defaults(TwoLoop.registry());
    let layer: Vec<Assignment> = keys
        .iter()
        .filter_map(|&(name, number)| {
            Some(Assignment {
                position: TwoLoop.registry().position(name)?,
                number,
            })
        })
        .collect();
    values.apply(&layer);
    values
}

fn whole_run(bencher: Bencher<'_, '_>, values: &Values, weeks: u32, observed: &[u32]) {
    let employees = values.get("employees") as u32;
    bencher
        .counter(ItemsCount::new(employees * weeks))
        .bench_local(|| {
            let course = Course {
                values,
                events: &[],
                seed: 1,
                replicate: black_box(7),
                weeks,
                observed,
            };
            follow(&TwoLoop, &course)
        });
}

/// A whole run of 100 employees, all metrics observed each week: items are employee-weeks.
#[divan::bench(sample_count = 50)]
fn run_100_observed_weekly(bencher: Bencher<'_, '_>) {
    let weekly: Vec<u32> = (0..=WEEKS).collect();
    whole_run(bencher, &values(&[]), WEEKS, &weekly);
}

/// The same, observed at the end alone.
#[divan::bench(sample_count = 50)]
fn run_100_observed_at_the_end(bencher: Bencher<'_, '_>) {
    whole_run(bencher, &values(&[]), WEEKS, &[WEEKS]);
}

/// By headcount.
#[divan::bench(sample_count = 10, args = [8, 1_000, 10_000])]
fn run_by_headcount(bencher: Bencher<'_, '_>, employees: u32) {
    let weekly: Vec<u32> = (0..=52).collect();
    whole_run(
        bencher,
        &values(&[("employees", f64::from(employees))]),
        52,
        &weekly,
    );
}

/// The floor: 34 words for each employee-week of the run of 100 employees, in bulk.
#[divan::bench(sample_count = 50)]
fn floor_random_numbers(bencher: Bencher<'_, '_>) {
    let mut generator = ChaCha8Rng::seed_from_u64(1);
    let mut bytes = vec![0_u8; 4 * 1024];
    let total = 100 * WEEKS as usize * WORDS * 4;
    bencher
        .counter(ItemsCount::new(100 * WEEKS))
        .bench_local(|| {
            for _ in 0..total / bytes.len() {
                generator.fill_bytes(black_box(&mut bytes));
            }
        });
}
