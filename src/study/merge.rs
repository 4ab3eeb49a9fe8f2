//! Parts of a study, made apart from one another, joined into the folder that one machine would have made.
//!
//! Owns which folders may be joined and what is said to be missing; the tables are made as for any study.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::folder::{self, Existing};
use super::tables::{self, Runs};
use super::{StudyError, Twins, describe, hash_of, layout, write_beginning};
use crate::engine::ledger::Ledger;
use crate::engine::{EngineError, FailedRun};
use crate::plan::{ENGINE_VERSION, Plan, Run, RunId, Shard};
use crate::scenario::{Replicates, Scenario};
use crate::table::{FailureRow, Folder, Manifest, Row, RunCounts, ShardInfo, write_manifest};

/// What came of joining parts.
#[derive(Debug)]
pub struct Merged {
    pub manifest: Manifest,
    /// Parts that lack runs, of the number of parts that the folders were made as.
    pub missing: Vec<MissingPart>,
}

/// A part that lacks runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MissingPart {
    pub shard: ShardInfo,
    pub missing: u64,
    pub planned: u64,
}

/// Joins parts of a study into one folder. Folders that hold the same runs do no harm, and the folder may hold some
/// already.
///
/// # Errors
/// Folders that are not of this scenario or this engine, or that cannot be read; a folder that cannot be written to.
pub fn merge(
    scenario: &Scenario,
    parts: &[PathBuf],
    target: &Path,
    twins: Twins,
) -> Result<Merged, StudyError> {
    let clock = Instant::now();
    if let Replicates::Precision { .. } = scenario.run.replicates {
        return refuse(
            "a number of runs that a precision decides cannot be made in parts".to_owned(),
        );
    }
    let hash = hash_of(scenario);
    // A part that was stopped before its first run holds nothing yet.
    let parts: Vec<&PathBuf> = parts
        .iter()
        .filter(|part| !folder::is_unbegun(part))
        .collect();
    let manifests: Vec<Manifest> = parts
        .iter()
        .map(|part| fitting(part, &hash))
        .collect::<Result<_, _>>()?;
    if let Some(own) = parts.iter().find(|part| is_same(part, target)) {
        return refuse(format!(
            "{} is one of the parts; choose another folder to join them in with --out",
            own.display()
        ));
    }
    let plan = Plan::new(scenario);
    let mut manifest = describe::describe(&plan, hash);
    if let Some(part) = manifests.first() {
        describe::keep_columns(&mut manifest, part);
    }
    let _prepared = folder::prepare(target, &manifest, Existing::Keep)?;
    let mut ledger = Ledger::open(target, &layout(&plan)).map_err(EngineError::from)?;
    write_beginning(scenario, &manifest, target)?;
    let replicates = plan.most_replicates();
    let mut failed = Vec::new();
    for part in &parts {
        let mut other = Ledger::open_to_read(part).map_err(EngineError::from)?;
        let ids = plan.runs(0..replicates).map(|run| plan.id(run));
        ledger
            .take_over(&mut other, ids)
            .map_err(EngineError::from)?;
        failures(&plan, part, &mut failed)?;
    }
    ledger.sync().map_err(EngineError::from)?;
    failed.retain(|failed| !ledger.contains(plan.id(failed.run)));
    failed.sort_by_key(|failed| (failed.run.cell, failed.run.replicate));
    failed.dedup_by_key(|failed| failed.run);

    let missing = missing(&plan, &ledger, &failed, &manifests);
    let lacking: u64 = missing.iter().map(|part| part.missing).sum();
    let planned = u64::from(replicates) * plan.cells.len() as u64;
    manifest.runs = RunCounts {
        planned,
        reused: planned - lacking - failed.len() as u64,
        computed: 0,
        failed: failed.len() as u64,
    };
    manifest.complete = lacking == 0 && failed.is_empty();
    let mut runs = Runs {
        plan: &plan,
        manifest: &manifest,
        ledger: &mut ledger,
    };
    tables::write(&mut runs, &failed, target)?;
    twins.write(target, &manifest)?;
    manifest.seconds = clock.elapsed().as_secs_f64();
    write_manifest(target, &manifest)?;
    Ok(Merged { manifest, missing })
}

fn refuse<T>(text: String) -> Result<T, StudyError> {
    Err(StudyError::Merge(text))
}

/// Whether a folder bears the name that former results of another scenario get.
fn is_moved_aside(part: &Path) -> bool {
    part.file_name()
        .is_some_and(|name| name.to_string_lossy().contains('~'))
}

fn is_same(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => one == other,
    }
}

/// The manifest of a part, if it is of the same study.
fn fitting(part: &Path, hash: &str) -> Result<Manifest, StudyError> {
    let manifest = Folder::open(part)?.manifest().clone();
    if manifest.engine != ENGINE_VERSION {
        return refuse(format!(
            "{} was computed by engine version {}; this is version {ENGINE_VERSION}, whose results may differ; join the parts \
             with the program that made them (seci {})",
            part.display(),
            manifest.engine,
            manifest.seci
        ));
    }
    if manifest.scenario_hash != hash {
        return refuse(format!(
            "{} is of another scenario than the first part: {} against {hash}; all parts must be made from the same file with \
             the same --set, --seed and --replicates{}",
            part.display(),
            manifest.scenario_hash,
            if is_moved_aside(part) {
                "; folders with a ~ hold former results and are to be left out"
            } else {
                ""
            }
        ));
    }
    Ok(manifest)
}

/// Adds the runs that failed in a part.
fn failures(plan: &Plan<'_>, part: &Path, failed: &mut Vec<FailedRun>) -> Result<(), StudyError> {
    let folder = Folder::open(part)?;
    // A part that was stopped before its end has no such table yet.
    if !part.join(FailureRow::FILE).exists() {
        return Ok(());
    }
    let mut known: BTreeMap<RunId, (u32, String)> = BTreeMap::new();
    for row in folder.failures()? {
        let row = row?;
        if let Ok(id) = row.run_id.parse() {
            known.insert(id, (row.week, row.message));
        }
    }
    if known.is_empty() {
        return Ok(());
    }
    for run in plan.runs(0..plan.most_replicates()) {
        if let Some((week, message)) = known.remove(&plan.id(run)) {
            failed.push(FailedRun { run, week, message });
        }
    }
    Ok(())
}

/// Which parts lack runs; where no folder says of how many parts it is one, all of the study is one.
fn missing(
    plan: &Plan<'_>,
    ledger: &Ledger,
    failed: &[FailedRun],
    manifests: &[Manifest],
) -> Vec<MissingPart> {
    let of = manifests
        .iter()
        .filter_map(|manifest| Some(manifest.shard?.of))
        .max()
        .unwrap_or(1);
    let mut planned: BTreeMap<u32, [u64; 2]> = BTreeMap::new();
    let shards: Vec<Shard> = (1..=of)
        .filter_map(|number| Shard::new(number, of))
        .collect();
    for run in plan.runs(0..plan.most_replicates()) {
        let Some(shard) = shards.get(plan.part(run, of)) else {
            continue;
        };
        let is_there = ledger.contains(plan.id(run)) || is_failed(failed, run);
        let [all, lacking] = planned.entry(shard.number()).or_default();
        *all += 1;
        *lacking += u64::from(!is_there);
    }
    let parts = planned.into_iter().filter(|(_, [_, lacking])| *lacking > 0);
    parts
        .map(|(number, [planned, missing])| MissingPart {
            shard: ShardInfo { number, of },
            missing,
            planned,
        })
        .collect()
}

/// Whether a run is among those that failed, which are sorted.
fn is_failed(failed: &[FailedRun], run: Run) -> bool {
    let key = (run.cell, run.replicate);
    failed
        .binary_search_by_key(&key, |failed| (failed.run.cell, failed.run.replicate))
        .is_ok()
}
