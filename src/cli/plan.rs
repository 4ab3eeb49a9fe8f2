//! `seci plan FILE…`: how many runs, how long, how much memory and disk; runs nothing but a few trials.

use std::path::PathBuf;

use serde_json::json;

use super::output::{self, Format};
use super::{Changes, Ending, default_folder, jobs, open, shard_of};
use crate::analysis::describe;
use crate::plan::Shard;
use crate::scenario::{Loaded, Replicates};
use crate::study::{Estimate, bytes, estimate};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "The time is measured: a few runs are tried for a second or two, and nothing of them is kept."
)]
pub(super) struct PlanArguments {
    /// Scenario files
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    changes: Changes,
    /// Threads [default: as many as the machine has]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
    /// The part of the runs to plan for, as for `seci run`
    #[arg(long, value_name = "I/N")]
    shard: Option<String>,
    /// Print JSON lines, for programs
    #[arg(long)]
    json: bool,
}

pub(super) fn plan(arguments: &PlanArguments) -> Ending {
    let format = Format::of(arguments.json);
    let Some(shard) = shard_of(arguments.shard.as_deref(), format) else {
        return Ending::BadInput;
    };
    let mut ending = Ending::Well;
    for file in &arguments.files {
        let Some(loaded) = open(file, &arguments.changes, format) else {
            ending = Ending::BadInput;
            continue;
        };
        let folder = default_folder(&loaded.scenario.name, shard);
        let Some(estimate) = estimate(&loaded.scenario, shard, jobs(arguments.jobs), &folder)
        else {
            continue;
        };
        match format {
            Format::People => output::result(&told(&loaded, &estimate, shard)),
            Format::Programs => output::event(
                "plan",
                json!({
                    "file": file, "name": loaded.scenario.name, "variants": estimate.variants, "rows": estimate.rows,
                    "points": estimate.points, "replicates": estimate.replicates, "runs": estimate.runs,
                    "present": estimate.present, "tried": estimate.tried, "seconds_a_run": estimate.seconds_a_run,
                    "jobs": estimate.jobs, "seconds": estimate.seconds(), "memory_bytes": estimate.memory,
                    "disk_bytes": estimate.disk,
                }),
            ),
        }
    }
    ending
}

fn told(loaded: &Loaded, estimate: &Estimate, shard: Shard) -> String {
    let scenario = &loaded.scenario;
    #[allow(clippy::cast_precision_loss, reason = "a number for people")]
    let count = |number: u64| describe::whole(number as f64);
    let mut factors = Vec::new();
    if estimate.variants > 1 {
        let asked = scenario.variants.iter();
        let asked = asked.filter(|variant| variant.purpose.is_what_if()).count() as u64;
        let besides = match estimate.variants - asked {
            0 => String::new(),
            more => format!(" ({} besides those of the file)", count(more)),
        };
        factors.push(format!("{} variants{besides}", count(estimate.variants)));
    }
    if let Some(sweep) = &scenario.sweep {
        let points = format!(
            "{} points ({})",
            count(estimate.points),
            sweep.design.name()
        );
        factors.push(points);
    }
    let at_most = match scenario.run.replicates {
        Replicates::Count(_) => "",
        Replicates::Precision { .. } => "at most ",
    };
    factors.push(format!(
        "{at_most}{} replicates",
        count(u64::from(estimate.replicates))
    ));
    let part = if shard.is_whole() {
        String::new()
    } else {
        format!(", of which part {} of {}", shard.number(), shard.of())
    };
    let mut lines = vec![
        format!("{}: {}", scenario.name, scenario.title),
        format!(
            "  runs    {at_most}{} = {}{part}",
            count(estimate.runs),
            factors.join(" × ")
        ),
    ];
    if estimate.rows > estimate.points {
        let repeated = format!(
            "          the design has {} rows; points that it repeats are run once",
            count(estimate.rows)
        );
        lines.push(repeated);
    }
    if estimate.present > 0 {
        lines.push(format!(
            "  there   {} of them are in the output folder already",
            count(estimate.present)
        ));
    }
    lines.push(format!(
        "  time    about {} for the runs, on {} thread{} ({} of a processor a run, by {} trials)",
        time(estimate.seconds()),
        estimate.jobs,
        if estimate.jobs == 1 { "" } else { "s" },
        time(estimate.seconds_a_run),
        count(estimate.tried)
    ));
    lines.push(format!("  memory  about {}", bytes(estimate.memory)));
    lines.push(format!("  disk    about {}", bytes(estimate.disk)));
    lines.join("\n")
}

/// A time for people.
fn time(seconds: f64) -> String {
    if seconds < 1e-3 {
        format!("{:.0} µs", seconds * 1e6)
    } else if seconds < 1.0 {
        format!("{seconds:.3} s")
    } else if seconds < 10.0 {
        format!("{seconds:.1} s")
    } else if seconds < 120.0 {
        format!("{seconds:.0} s")
    } else if seconds < 7_200.0 {
        format!("{:.0} minutes", seconds / 60.0)
    } else if seconds < 172_800.0 {
        format!("{:.1} hours", seconds / 3_600.0)
    } else {
        format!("{:.1} days", seconds / 86_400.0)
    }
}
