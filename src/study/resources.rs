//! Whether the machine is large enough for a study, asked before anything is written.

#![allow(clippy::cast_precision_loss, reason = "estimates")]

use sysinfo::{MemoryRefreshKind, RefreshKind, System};

use crate::analysis::describe;
use crate::engine;
use crate::model;
use crate::plan::Plan;
use crate::study::{Options, StudyError};

/// What the program itself takes, tables and charts included.
const PROGRAM: f64 = 100e6;
/// Bytes of a row of `series.csv`, and of a number in `runs.csv`.
const SERIES_ROW: f64 = 180.0;
const RUNS_NUMBER: f64 = 14.0;

/// Where a run stands in the ledger.
const INDEX: f64 = 50.0;

/// Refuses a study whose runs need more memory than is free, or that would write more than allowed.
pub(super) fn check(plan: &Plan<'_>, options: &Options) -> Result<(), StudyError> {
    let runs = f64::from(plan.most_replicates()) * plan.cells.len() as f64;
    let at_a_time = (options.jobs as f64).min(runs);
    let Some((needed, _)) = needed(plan, options.jobs) else {
        return Ok(());
    };
    let common = PROGRAM + runs * INDEX;
    let largest = (needed - common) / at_a_time;
    let free = free_memory();
    if needed > free {
        return Err(StudyError::Resources(format!(
            "this needs about {} of memory ({} a run, {at_a_time} at a time), and {} are free; {}",
            bytes(needed),
            bytes(largest),
            bytes(free),
            if common + largest <= free {
                "run fewer at a time with --jobs".to_owned()
            } else {
                let sizes = plan.scenario.model.parameters.iter();
                let sizes = sizes.filter(|parameter| parameter.is_size());
                let names: Vec<&str> = sizes.map(|parameter| parameter.name).collect();
                format!("lower what makes it large: {}", names.join(", "))
            }
        )));
    }
    let written = written(plan) / f64::from(options.shard.of());
    if written > options.most_bytes {
        return Err(StudyError::Resources(format!(
            "{} runs would write about {}; if that is meant, say --yes; else observe fewer weeks (observe = \"end\" in \
             [run]) or make fewer replicates",
            describe::whole(runs),
            bytes(written)
        )));
    }
    Ok(())
}

/// The memory that a study needs and the bytes that it writes, at the most; none if there is no such model.
pub(super) fn needed(plan: &Plan<'_>, jobs: usize) -> Option<(f64, f64)> {
    let model = model::of(plan.scenario.model)?;
    let runs = f64::from(plan.most_replicates()) * plan.cells.len() as f64;
    let largest = (0..plan.cells.len())
        .map(|cell| model.memory(&plan.values(cell)))
        .fold(0.0, f64::max);
    let memory = PROGRAM + largest * (jobs as f64).min(runs) + runs * INDEX;
    Some((memory, written(plan)))
}

/// The bytes of the ledger and the tables.
fn written(plan: &Plan<'_>) -> f64 {
    let metrics = plan.scenario.model.metrics.len() as f64;
    let cells = plan.cells.len() as f64;
    let runs = f64::from(plan.most_replicates()) * cells;
    let observed = plan.scenario.run.observed_weeks().len() as f64;
    let (width, weeks) = (
        engine::people_width(plan.scenario.model, plan.roster()) as f64,
        plan.scenario.run.people_weeks().len() as f64,
    );
    let ledger = runs * ((observed * metrics + width * weeks) * 8.0 + 20.0);
    let people = width * weeks * cells * SERIES_ROW;
    let series = observed * metrics * cells * SERIES_ROW;
    let points = if plan.scenario.sweep.is_some() {
        metrics * plan.rows.len() as f64 * plan.scenario.variants.len() as f64 * SERIES_ROW
    } else {
        0.0
    };
    ledger + series + people + points + runs * metrics * RUNS_NUMBER
}

/// Memory that is free to be used, in bytes; the limit of a container counts.
fn free_memory() -> f64 {
    let system = System::new_with_specifics(
        RefreshKind::nothing().with_memory(MemoryRefreshKind::nothing().with_ram()),
    );
    // Where the system does not say what it has, its limits cannot be asked for either.
    if system.total_memory() == 0 {
        return f64::INFINITY;
    }
    let free = system.available_memory();
    let limited = system
        .cgroup_limits()
        .map_or(free, |limits| limits.free_memory.min(free));
    if limited == 0 {
        f64::INFINITY
    } else {
        limited as f64
    }
}

/// A number of bytes for people.
#[must_use]
pub fn bytes(number: f64) -> String {
    let units = ["bytes", "KB", "MB", "GB", "TB", "PB", "EB"];
    let mut scaled = number;
    let mut unit = 0;
    while scaled >= 1000.0 && unit + 1 < units.len() {
        scaled /= 1000.0;
        unit += 1;
    }
    if scaled >= 10.0 || unit == 0 {
        format!("{scaled:.0} {}", units[unit])
    } else {
        format!("{scaled:.1} {}", units[unit])
    }
}
