//! Three fixed runs, of which `tests/instructions/run.sh` counts the instructions: the figure that does not move with the
//! neighbours on a machine. Run by itself, it prints a checksum of each run.
//!
//! `instructions NAME` makes one of them: `weekly`, `short` or `complex`.

use seci::engine::{Course, follow};
use seci::model::Model;
use seci::model::two_loop::TwoLoop;
use seci::scenario::{Assignment, Values};

/// A fixed run: its name, the keys that differ from the defaults, weeks, replicates, and whether all weeks are observed.
type Fixed = (&'static str, &'static [(&'static str, f64)], u32, u32, bool);

const RUNS: &[Fixed] = &[
    // The usual run.
    ("weekly", &[], 156, 1, true),
    // What a sweep is made of: starting and ending count.
    ("short", &[("employees", 8.0)], 52, 60, false),
    // More judgements than fit side by side, rules in part, many ties.
    (
        "complex",
        &[
            ("judgements", 12.0),
            ("employees", 130.0),
            ("team_size", 20.0),
            ("feedback", 0.6),
            ("blame_all", 0.3),
            ("use_protects", 0.5),
        ],
        40,
        1,
        true,
    ),
];

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

fn make((name, keys, weeks, replicates, weekly): Fixed) {
    let values = values(keys);
    let observed: Vec<u32> = if weekly {
        (0..=weeks).collect()
    } else {
        vec![weeks]
    };
    let mut checksum = 0_u64;
    for replicate in 0..replicates {
        let course = Course {
            values: &values,
            events: &[],
            roster: None,
            own: &[],
            seed: 1,
            replicate,
            weeks,
            observed: &observed,
            people: &[],
        };
        let observations = follow(&TwoLoop, &course).expect("the two-loop model never fails");
        for number in observations {
            checksum = checksum.rotate_left(5) ^ number.to_bits();
        }
    }
    println!("{name} {checksum:016x}");
}

fn main() {
    // `cargo bench` hands over `--bench`.
    let wanted = std::env::args()
        .nth(1)
        .filter(|name| !name.starts_with('-'));
    for &run in RUNS {
        if wanted.as_ref().is_none_or(|name| name == run.0) {
            make(run);
        }
    }
}
