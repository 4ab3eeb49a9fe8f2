//! A study: one scenario to one folder. Plan, what is there already, runs, tables, charts.
//!
//! Owns the order of these steps and nothing of what happens inside them; knows nothing of the command line.

mod bundle;
mod charts;
pub mod compare;
mod describe;
mod error;
mod estimate;
mod folder;
mod merge;
mod replay;
mod report;
mod resources;
mod tables;

pub use bundle::{COMMAND, agrees, bundle, default_target};
pub use charts::{Drawn, DrawnChart, draw};
pub use error::StudyError;
pub use estimate::{Estimate, estimate};
pub use folder::Existing;
pub use merge::{Merged, MissingPart, merge};
pub use replay::{Replay, replay};
pub use resources::bytes;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use sha2::{Digest, Sha256};

use crate::analysis::interval::half_width;
use crate::analysis::sweep::LeftOut;
use crate::engine::ledger::{Layout, Ledger, PeopleLayout};
use crate::engine::{self, Done, EngineError, Progress};
use crate::plan::{BLOCK, ENGINE_VERSION, Plan, Shard};
use crate::scenario::roster::{PEOPLE_FILE, TIES_FILE};
use crate::scenario::{Replicates, Scenario};
use crate::study::tables::Runs;
use crate::table::{
    DesignRow, Manifest, RunCounts, ShardInfo, Summary, read_manifest, write_atomically,
    write_manifest, write_table,
};

/// The name of the resolved scenario in an output folder.
pub const SCENARIO_FILE: &str = "scenario.toml";

/// How a study is to be made.
#[derive(Debug, Clone)]
pub struct Options {
    /// The output folder itself.
    pub folder: PathBuf,
    /// Threads.
    pub jobs: usize,
    /// The part of all runs that is made; of a part there are no tables, they come with the merging.
    pub shard: Shard,
    pub existing: Existing,
    pub twins: Twins,
    /// The most bytes that the study may write without being allowed to.
    pub most_bytes: f64,
}

/// Whether the tables are written a second time, in another format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Twins {
    None,
    Parquet,
}

impl Twins {
    /// Parquet, where this program was built with it.
    ///
    /// # Errors
    /// How to build the program so that it can.
    pub fn parquet() -> Result<Twins, &'static str> {
        if cfg!(feature = "parquet") {
            Ok(Twins::Parquet)
        } else {
            Err(
                "this seci was built without Parquet; build it with: cargo build --release --features parquet",
            )
        }
    }

    /// Writes the twins of a folder's tables, or removes those of an earlier call.
    fn write(self, folder: &Path, manifest: &Manifest) -> Result<(), StudyError> {
        #[cfg(feature = "parquet")]
        if self == Twins::Parquet {
            return Ok(crate::table::write_parquet_twins(
                folder,
                &manifest.columns(),
            )?);
        }
        // A build without Parquet has no columns to write either.
        let _ = (self, manifest);
        Ok(crate::table::remove_parquet_twins(folder)?)
    }
}

/// Who watches a study.
pub trait Watcher: Progress {
    /// The runs are about to start: how many there are, and how many of them are in the folder already.
    fn runs_start(&self, planned: u64, reused: u64);
    /// All runs are finished, or were stopped.
    fn runs_end(&self);
    /// Something the user should know.
    fn note(&self, text: &str);
}

/// What a study has made.
#[derive(Debug)]
pub struct Outcome {
    pub manifest: Manifest,
    /// Where a former study of the same name was moved to.
    pub moved: Option<PathBuf>,
    /// Whether it was stopped before all runs were finished.
    pub cancelled: bool,
    /// The half-width reached, where a precision was asked for.
    pub precision: Option<PrecisionReached>,
}

/// How close a precision target was come to.
#[derive(Debug, Clone, PartialEq)]
pub struct PrecisionReached {
    pub metric: &'static str,
    pub wanted: f64,
    /// In the variant known worst.
    pub reached: f64,
}

/// Makes a study: computes the runs that are missing and writes the tables. A folder that holds a part of it continues.
///
/// # Errors
/// See [`StudyError`]; whatever was computed before stays in the folder, and the same call continues.
pub fn run(
    scenario: &Scenario,
    options: &Options,
    cancel: &AtomicBool,
    watcher: &dyn Watcher,
) -> Result<Outcome, StudyError> {
    let clock = Instant::now();
    let plan = Plan::new(scenario);
    resources::check(&plan, options)?;
    let mut manifest = describe::describe(&plan, hash_of(scenario));
    manifest.shard = (!options.shard.is_whole()).then(|| ShardInfo {
        number: options.shard.number(),
        of: options.shard.of(),
    });
    // What cannot be read is dealt with in a moment.
    if let Ok(former) = read_manifest(&options.folder) {
        describe::keep_columns(&mut manifest, &former);
    }
    let prepared = folder::prepare(&options.folder, &manifest, options.existing)?;
    if let Some(moved) = &prepared.moved {
        watcher.note(&format!(
            "the scenario has changed: the former results are now in {}, and runs that are the same are reused",
            moved.display()
        ));
    }
    // First what may be refused, then what is written.
    let mut ledger = Ledger::open(&options.folder, &layout(&plan)).map_err(EngineError::from)?;
    write_beginning(scenario, &manifest, &options.folder)?;
    if let Some(moved) = &prepared.moved {
        reuse(&plan, &mut ledger, moved, watcher);
    }
    let (done, replicates, precision) = all_runs(&plan, &mut ledger, options, cancel, watcher)?;
    manifest.replicates = replicates;
    manifest.runs = RunCounts {
        planned: planned(&plan, options.shard, 0..replicates),
        reused: done.reused,
        computed: done.computed,
        failed: done.failed.len() as u64,
    };
    manifest.complete = !done.cancelled && done.failed.is_empty();
    if options.shard.is_whole() {
        let mut runs = Runs {
            plan: &plan,
            manifest: &manifest,
            ledger: &mut ledger,
        };
        // What tables leave to several threads keeps to their number.
        let pool = engine::pool(options.jobs)?;
        let left_out = pool.install(|| tables::write(&mut runs, &done.failed, &options.folder))?;
        tell(&left_out, watcher);
        options.twins.write(&options.folder, &manifest)?;
    } else {
        tables::write_failures(&plan, &manifest, &done.failed, &options.folder)?;
    }
    manifest.seconds = clock.elapsed().as_secs_f64();
    write_manifest(&options.folder, &manifest)?;
    Ok(Outcome {
        manifest,
        moved: prepared.moved,
        cancelled: done.cancelled,
        precision,
    })
}

/// Says what could not be used of a sampled design; of the many metrics the first speaks for all that lack as much.
fn tell(left_out: &[LeftOut], watcher: &dyn Watcher) {
    let mut told = Vec::new();
    for lack in left_out {
        let key = (&lack.variant, lack.parts, lack.of);
        if lack.parts > 0 && !told.contains(&key) {
            told.push(key);
            watcher.note(&format!(
                "the indices of {} in variant {} rest on {} of {} parts of the design, since runs are missing",
                lack.metric,
                lack.variant,
                lack.of - lack.parts,
                lack.of
            ));
        }
    }
}

/// What a folder says before there are runs: its manifest, the resolved scenario, the points of a sweep.
fn write_beginning(
    scenario: &Scenario,
    manifest: &Manifest,
    folder: &Path,
) -> Result<(), StudyError> {
    write_manifest(folder, manifest)?;
    write_atomically(&folder.join(SCENARIO_FILE), |file| {
        std::io::Write::write_all(file, scenario.to_toml().as_bytes())
    })?;
    if let Some(roster) = &scenario.roster {
        let ties = roster.ties_csv().map(|ties| (TIES_FILE, ties));
        for (file, text) in [(PEOPLE_FILE, roster.people_csv())].into_iter().chain(ties) {
            write_atomically(&folder.join(file), |file| {
                std::io::Write::write_all(file, text.as_bytes())
            })?;
        }
    }
    if let Some(sweep) = &scenario.sweep {
        let rows = sweep.rows.iter().map(|point| DesignRow {
            point: point.clone(),
        });
        let rows: Vec<DesignRow> = rows.collect();
        write_table(folder, &manifest.columns(), &rows)?;
    }
    Ok(())
}

/// How many runs of these replicates a part has.
fn planned(plan: &Plan<'_>, shard: Shard, replicates: std::ops::Range<u32>) -> u64 {
    if shard.is_whole() {
        return replicates.len() as u64 * plan.cells.len() as u64;
    }
    plan.runs(replicates)
        .filter(|&run| plan.is_of(run, shard))
        .count() as u64
}

/// The first 12 hexadecimal digits of the SHA-256 of what is run, the resolved scenario without its charts, followed by the
/// points of its sweep and by its people and ties: what a folder, its charts and the documentation name a scenario by. So a
/// title of a chart may change without a new folder.
#[must_use]
pub fn hash_of(scenario: &Scenario) -> String {
    let mut hash = Sha256::new();
    hash.update(scenario.what_is_run());
    let rows = scenario.sweep.iter().flat_map(|sweep| &sweep.rows);
    for number in rows.flatten() {
        hash.update(number.to_le_bytes());
    }
    if let Some(roster) = &scenario.roster {
        hash.update(roster.people_csv());
        hash.update(roster.ties_csv().unwrap_or_default());
    }
    let mut digits = String::with_capacity(12);
    for byte in &hash.finalize()[..6] {
        // Writing to a string never fails.
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

fn layout(plan: &Plan<'_>) -> Layout {
    let registry = plan.scenario.model;
    let metrics = registry
        .metrics
        .iter()
        .map(|metric| metric.name.to_owned())
        .collect();
    let weeks = plan.scenario.run.people_weeks();
    let people = (!weeks.is_empty()).then(|| PeopleLayout {
        width: engine::people_width(registry, plan.roster()),
        weeks,
    });
    Layout::new(
        ENGINE_VERSION,
        registry.model,
        metrics,
        plan.scenario.run.observed_weeks(),
        people,
    )
}

/// Takes over the runs of a former study that are the same. It saves time and nothing else: what cannot be taken over is
/// computed again.
fn reuse(plan: &Plan<'_>, ledger: &mut Ledger, former: &Path, watcher: &dyn Watcher) {
    let ids = plan.runs(0..plan.most_replicates()).map(|run| plan.id(run));
    let taken =
        Ledger::open_to_read(former).and_then(|mut other| ledger.take_over(&mut other, ids));
    if let Err(error) = taken {
        watcher.note(&format!(
            "runs of the former results are computed again: {error}"
        ));
    }
}

/// Has all runs made; returns what was done, the replicates that count, and the precision reached.
fn all_runs(
    plan: &Plan<'_>,
    ledger: &mut Ledger,
    options: &Options,
    cancel: &AtomicBool,
    watcher: &dyn Watcher,
) -> Result<(Done, u32, Option<PrecisionReached>), StudyError> {
    let mut total = Done::default();
    let shard = options.shard;
    let present = |ledger: &Ledger, replicates| {
        let runs = plan.runs(replicates).filter(|&run| plan.is_of(run, shard));
        runs.filter(|&run| ledger.contains(plan.id(run))).count() as u64
    };
    let most = plan.most_replicates();
    let (mut replicates, wanted) = match plan.scenario.run.replicates {
        Replicates::Count(count) => (count, None),
        Replicates::Precision {
            metric,
            half_width,
            at_most,
        } => (BLOCK.min(at_most), Some((metric, half_width))),
    };
    let all = planned(plan, shard, 0..replicates);
    watcher.runs_start(all, present(ledger, 0..replicates));
    let mut from = 0;
    let result = loop {
        let done = engine::run(
            plan,
            shard,
            from..replicates,
            ledger,
            options.jobs,
            cancel,
            watcher,
        );
        let done = match done {
            Ok(done) => done,
            Err(error) => break Err(error.into()),
        };
        total.computed += done.computed;
        total.reused += done.reused;
        total.failed.extend(done.failed);
        total.cancelled = done.cancelled;
        let Some((metric, wanted)) = wanted else {
            break Ok(None);
        };
        let reached = match widest(plan, ledger, replicates, metric) {
            Ok(reached) => reached,
            Err(error) => break Err(error),
        };
        if reached <= wanted || replicates >= most || total.cancelled {
            let metric = plan.scenario.model.metrics[metric].name;
            break Ok(Some(PrecisionReached {
                metric,
                wanted,
                reached,
            }));
        }
        from = replicates;
        replicates = (replicates + BLOCK).min(most);
        let all = planned(plan, shard, from..replicates);
        watcher.runs_start(all, present(ledger, from..replicates));
    };
    watcher.runs_end();
    result.map(|precision| (total, replicates, precision))
}

/// The widest 95 % half-width of a metric's mean at the last week, over all cells of what the file asks for: what charts
/// need besides gets as many runs as these.
fn widest(
    plan: &Plan<'_>,
    ledger: &mut Ledger,
    replicates: u32,
    metric: usize,
) -> Result<f64, StudyError> {
    let last = plan.scenario.run.observed_weeks().len() - 1;
    let mut widest = 0.0_f64;
    let is_asked_for = |cell: &usize| {
        let variant = plan.cells[*cell].variant;
        plan.scenario.variants[variant].purpose.is_what_if()
    };
    for cell in (0..plan.cells.len()).filter(is_asked_for) {
        let mut sample = Vec::with_capacity(replicates as usize);
        for replicate in 0..replicates {
            let id = plan.id(crate::plan::Run { cell, replicate });
            if ledger.contains(id) {
                sample.push(
                    ledger
                        .weeks(id, last..last + 1)
                        .map_err(EngineError::from)?[metric],
                );
            }
        }
        let summary = Summary::of(&mut sample);
        let width = half_width(summary.n, summary.sd);
        // With fewer than two runs nothing is known.
        widest = widest.max(if width.is_nan() { f64::INFINITY } else { width });
    }
    Ok(widest)
}
