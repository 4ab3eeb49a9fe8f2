//! The engine: the only loop over weeks, and the pool that spreads runs over threads.
//!
//! Finished runs go into the [`ledger`], from which everything else is read; a run's result depends on its identity
//! alone, never on the thread, the order or what else was running. Knows models only through their trait.

pub mod ledger;

use std::ops::Range;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use rayon::ThreadPoolBuilder;
use thiserror::Error;

use crate::model::{self, Batch, Model, Watch};
use crate::plan::{Plan, Run};
use crate::scenario::{Event, Values};
use ledger::{Ledger, LedgerError};

/// Who wants to know how far the runs are; called from many threads.
pub trait Progress: Sync {
    /// One more run is finished or has failed.
    fn run_done(&self);
}

/// Nobody.
pub struct Silent;

impl Progress for Silent {
    fn run_done(&self) {}
}

/// A run that could not be finished.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FailedRun {
    pub run: Run,
    /// The step in which it failed.
    pub week: u32,
    pub message: String,
}

/// What came of asking for runs.
#[derive(Debug, Default)]
pub struct Done {
    pub computed: u64,
    pub reused: u64,
    pub failed: Vec<FailedRun>,
    /// Whether it was cancelled before all runs were finished.
    pub cancelled: bool,
}

/// Why runs could not be made at all.
#[derive(Debug, Error)]
pub enum EngineError {
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    #[error("cannot start {jobs} threads: {cause}; try a smaller --jobs")]
    Threads { jobs: usize, cause: String },
    #[error("this version of seci has no model `{0}`")]
    NoModel(&'static str),
}

/// One run to follow from its start: its identity, its horizon and the weeks to keep.
#[derive(Debug, Clone)]
pub struct Course<'a> {
    pub values: &'a Values,
    pub events: &'a [Event],
    pub seed: u64,
    pub replicate: u32,
    pub weeks: u32,
    /// Ascending.
    pub observed: &'a [u32],
}

/// Follows one run; returns its observations week after week, each in the order of the model's metrics.
///
/// # Errors
/// The week and the message, when the model cannot go on.
pub fn follow(model: &dyn Model, course: &Course<'_>) -> Result<Vec<f64>, (u32, String)> {
    let metrics = model.registry().metrics.len();
    let mut observations = vec![0.0; course.observed.len() * metrics];
    let mut rows = observations.chunks_exact_mut(metrics);
    let mut pending = course.observed.iter().copied().peekable();
    let batch = Batch {
        values: course.values,
        events: course.events,
        seed: course.seed,
        replicates: course.replicate..course.replicate + 1,
    };
    let mut simulation = model.start(&batch);
    for week in 0..=course.weeks {
        if pending.next_if_eq(&week).is_some()
            && let Some(row) = rows.next()
        {
            simulation.observe(0, row);
        }
        if week < course.weeks {
            let watch = match pending.peek() {
                Some(&next) if next == week + 1 => Watch::Metrics,
                _ => Watch::Nothing,
            };
            simulation
                .step(week, watch)
                .map_err(|failure| (week, failure.to_string()))?;
        }
    }
    Ok(observations)
}

/// Makes sure that the runs of these replicates of all cells are in the ledger; runs that are there already are not
/// computed again. Stops early when `cancel` is set: the runs under way are finished.
///
/// # Errors
/// When the ledger cannot be written, or threads cannot be had. All runs finished before are kept.
pub fn run(
    plan: &Plan<'_>,
    replicates: Range<u32>,
    ledger: &mut Ledger,
    jobs: usize,
    cancel: &AtomicBool,
    progress: &dyn Progress,
) -> Result<Done, EngineError> {
    let model =
        model::of(plan.scenario.model).ok_or(EngineError::NoModel(plan.scenario.model.model))?;
    let asked = plan.runs(replicates.clone()).count() as u64;
    let missing: Vec<Run> = plan
        .runs(replicates)
        .filter(|&run| !ledger.contains(plan.id(run)))
        .collect();
    let mut done = Done {
        reused: asked - missing.len() as u64,
        ..Done::default()
    };
    if missing.is_empty() {
        return Ok(done);
    }
    let observed = plan.scenario.run.observed_weeks();
    let next = AtomicUsize::new(0);
    let broken = AtomicBool::new(false);
    let shared = Mutex::new((ledger, &mut done, None::<LedgerError>));
    let work = || {
        while !cancel.load(Ordering::Relaxed) && !broken.load(Ordering::Relaxed) {
            let Some(&run) = missing.get(next.fetch_add(1, Ordering::Relaxed)) else {
                return;
            };
            let cell = &plan.cells[run.cell];
            let course = Course {
                values: cell.values,
                events: cell.events,
                seed: plan.scenario.run.seed,
                replicate: run.replicate,
                weeks: plan.scenario.run.weeks,
                observed: &observed,
            };
            let result = follow(model, &course);
            // A thread that panicked holds no half-written state: what follows is a single append.
            let mut guard = shared
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner);
            let (ledger, done, fault) = &mut *guard;
            match result {
                Ok(observations) => match ledger.append(plan.id(run), &observations) {
                    Ok(()) => done.computed += 1,
                    Err(error) => {
                        broken.store(true, Ordering::Relaxed);
                        fault.get_or_insert(error);
                        return;
                    }
                },
                Err((week, message)) => done.failed.push(FailedRun { run, week, message }),
            }
            drop(guard);
            progress.run_done();
        }
    };
    let jobs = jobs.clamp(1, missing.len());
    if jobs == 1 {
        work();
    } else {
        let pool = ThreadPoolBuilder::new()
            .num_threads(jobs)
            .build()
            .map_err(|cause| EngineError::Threads {
                jobs,
                cause: cause.to_string(),
            })?;
        pool.broadcast(|_| work());
    }
    let (ledger, done_so_far, fault) = shared
        .into_inner()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    if let Some(error) = fault {
        return Err(error.into());
    }
    done_so_far
        .failed
        .sort_by_key(|failed| (failed.run.cell, failed.run.replicate));
    done_so_far.cancelled =
        done_so_far.computed + (done_so_far.failed.len() as u64) < missing.len() as u64;
    ledger.sync()?;
    Ok(done)
}
