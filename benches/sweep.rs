//! A sweep of short runs on one thread and on two, tables included: interleaved pairs, so that a neighbour on the machine
//! slows both sides. `cargo bench --bench sweep`

use std::fs;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use seci::engine::Progress;
use seci::plan::Shard;
use seci::scenario::{Overrides, Scenario, Source, load};
use seci::shipped::LIBRARY;
use seci::study::{self, Existing, Options, Twins, Watcher};

/// 21,000 runs of 8 employees over 52 weeks, at 84 points.
const SWEEP: &str = "
[run]
weeks = 52
replicates = 250
[organisation]
employees = 8
[sweep.parameters]
explicit_share = { from = 0, to = 1, steps = 21 }
turnover = [0, 0.1, 0.2, 0.4]
";

const PAIRS: usize = 5;

struct Nobody;

impl Progress for Nobody {
    fn runs_done(&self, _: u64) {}
}

impl Watcher for Nobody {
    fn runs_start(&self, _: u64, _: u64) {}
    fn runs_end(&self) {}
    fn note(&self, _: &str) {}
}

/// Wall and processor seconds of the whole sweep; the latter NaN where the system does not say.
fn measured(scenario: &Scenario, jobs: usize) -> [f64; 2] {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let options = Options {
        folder: folder.path().join("sweep"),
        jobs,
        shard: Shard::WHOLE,
        existing: Existing::Keep,
        twins: Twins::None,
        most_bytes: f64::INFINITY,
    };
    let (clock, before) = (Instant::now(), processor_seconds());
    study::run(scenario, &options, &AtomicBool::new(false), &Nobody).expect("a study");
    [clock.elapsed().as_secs_f64(), processor_seconds() - before]
}

/// Processor time of this process so far, from Linux's clock ticks of a hundredth of a second.
fn processor_seconds() -> f64 {
    let text = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = text
        .rsplit(')')
        .next()
        .unwrap_or_default()
        .split_whitespace()
        .collect();
    let ticks = |place: usize| {
        fields
            .get(place)
            .and_then(|field| field.parse::<f64>().ok())
    };
    match (ticks(11), ticks(12)) {
        (Some(user), Some(system)) => (user + system) / 100.0,
        _ => f64::NAN,
    }
}

fn main() {
    let source = Source::Text {
        name: "sweep.toml",
        text: SWEEP,
    };
    let loaded = load(source, &Overrides::default(), &LIBRARY).expect("a scenario in order");
    println!("21,000 short runs, tables included: seconds on one thread and on two");
    let mut best = 0.0_f64;
    for _ in 0..PAIRS {
        let [wall_one, cpu_one] = measured(&loaded.scenario, 1);
        let [wall_two, cpu_two] = measured(&loaded.scenario, 2);
        best = best.max(wall_one / wall_two);
        println!(
            "wall {wall_one:.2} / {wall_two:.2} = {:.2}   processor {cpu_two:.2} / {cpu_one:.2} = {:.3}",
            wall_one / wall_two,
            cpu_two / cpu_one
        );
    }
    println!("best of {PAIRS} pairs: {best:.2} times as fast");
}
