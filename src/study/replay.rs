//! Repeating one run of a folder, week by week, and holding it against what the folder says.

use std::path::Path;

use crate::engine::{Course, follow};
use crate::model;
use crate::plan::{ENGINE_VERSION, Plan, Run, RunId};
use crate::scenario::Scenario;
use crate::study::StudyError;
use crate::table::Folder;

/// One run, week by week.
#[derive(Debug, Clone, PartialEq)]
pub struct Replay {
    pub run_id: RunId,
    pub variant: String,
    /// The values of the swept parameters.
    pub point: Vec<f64>,
    pub replicate: u32,
    pub metrics: Vec<&'static str>,
    /// Week after week, each in the order of the metrics.
    pub weeks: Vec<Vec<f64>>,
    /// Whether the last week equals the row of `runs.csv` to the bit; none if the run is not in the table.
    pub agrees: Option<bool>,
}

/// Repeats the run of a folder whose id starts with `id`. The scenario is the one resolved in that folder.
///
/// # Errors
/// When the folder holds no such run, the id fits several, the folder is of another engine version, or the run fails.
pub fn replay(folder: &Path, scenario: &Scenario, id: &str) -> Result<Replay, StudyError> {
    let refuse = |text: String| Err(StudyError::Replay(text));
    let tables = Folder::open(folder)?;
    let manifest = tables.manifest();
    if manifest.engine != ENGINE_VERSION {
        return refuse(format!(
            "{} was computed by engine version {}; this is version {ENGINE_VERSION}, whose results may differ; use the \
             program that made it (seci {})",
            folder.display(),
            manifest.engine,
            manifest.seci
        ));
    }
    if super::hash_of(scenario) != manifest.scenario_hash {
        return refuse(format!(
            "{}/scenario.toml was changed after the runs were made; run it again, or put it back as it was",
            folder.display()
        ));
    }
    let plan = Plan::new(scenario);
    let wanted = id.to_ascii_lowercase();
    let found: Vec<(Run, RunId)> = plan
        .runs(0..manifest.replicates)
        .map(|run| (run, plan.id(run)))
        .filter(|(_, id)| id.to_string().starts_with(&wanted))
        .take(2)
        .collect();
    let (run, run_id) = match found[..] {
        [one] if !wanted.is_empty() => one,
        [] => {
            return refuse(format!(
                "no run of {} has the id \"{id}\"; the first column of runs.csv lists them",
                folder.display()
            ));
        }
        _ => {
            return refuse(format!(
                "several runs have ids that start with \"{id}\"; give more of its digits"
            ));
        }
    };
    let Some(model) = model::of(scenario.model) else {
        return refuse(format!(
            "this version of seci has no model \"{}\"",
            scenario.model.model
        ));
    };
    let values = plan.values(run.cell);
    let all: Vec<u32> = (0..=scenario.run.weeks).collect();
    let course = Course {
        values: &values,
        events: plan.events(run.cell),
        roster: plan.roster(),
        own: plan.own(run.cell),
        seed: scenario.run.seed,
        replicate: run.replicate,
        weeks: scenario.run.weeks,
        observed: &all,
        people: &[],
    };
    let metrics: Vec<&'static str> = scenario
        .model
        .metrics
        .iter()
        .map(|metric| metric.name)
        .collect();
    let weeks: Vec<Vec<f64>> = match follow(model, &course) {
        Ok(numbers) => numbers
            .chunks_exact(metrics.len())
            .map(<[f64]>::to_vec)
            .collect(),
        Err((week, message)) => return refuse(format!("the run fails in week {week}: {message}")),
    };
    let mut agrees = None;
    for row in tables.runs()? {
        let row = row?;
        if row.run_id == run_id.to_string() {
            agrees = Some(weeks.last().is_some_and(|last| *last == row.metrics));
        }
    }
    Ok(Replay {
        run_id,
        variant: scenario.variants[plan.cells[run.cell].variant].name.clone(),
        point: plan.point(run.cell).to_vec(),
        replicate: run.replicate,
        metrics,
        weeks,
        agrees,
    })
}
