//! March's model on one core: agent-steps per second of processor time, by headcount.
//!
//! `cargo bench --bench march`. The setting is that in which others were measured: 30 dimensions, p1 = p2 = 0.5, 100 periods.
//! An agent-step is one individual in one period; items are those of the sixteen runs that are made side by side. Others make
//! all 100 periods also where nothing changes any more, so a turbulence that never happens keeps ours from ending at their
//! equilibrium (which would be three times as fast and is not what was measured there).

#![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use seci::engine::{Course, follow_block};
use seci::model::march::{March, REGISTRY};
use seci::scenario::{Assignment, Values};

const PERIODS: u32 = 100;

fn main() {
    divan::main();
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

#[divan::bench(args = [50, 1_000, 100_000], sample_count = 20)]
fn agent_steps(bencher: Bencher<'_, '_>, individuals: u32) {
    let values = values(individuals);
    bencher
        .counter(ItemsCount::new(
            u64::from(individuals * PERIODS) * u64::from(REGISTRY.block),
        ))
        .bench_local(|| {
            let course = Course {
                values: &values,
                events: &[],
                seed: 1,
                replicate: black_box(0),
                weeks: PERIODS,
                observed: &[PERIODS],
            };
            follow_block(&March, &course, REGISTRY.block)
        });
}
