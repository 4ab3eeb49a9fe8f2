//! The engine: the only loop over weeks, and the pool that spreads runs over threads.
//!
//! Finished runs go into the [`ledger`], from which everything else is read; a run's result depends on its identity
//! alone, never on the thread, the order or what else was running. Knows models only through their trait.

pub mod ledger;
#[cfg(test)]
mod tests;

use std::cell::Cell as StdCell;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use rayon::{ThreadPool, ThreadPoolBuilder};
use thiserror::Error;

use crate::model::{self, Batch, Model, Watch};
use crate::plan::{Plan, Run, Shard};
use crate::scenario::{Event, Values};
use ledger::{Ledger, LedgerError, Records};

/// Who wants to know how far the runs are; called from many threads.
pub trait Progress: Sync {
    /// So many more runs are finished or have failed.
    fn runs_done(&self, runs: u64);
}

/// Nobody.
pub struct Silent;

impl Progress for Silent {
    fn runs_done(&self, _: u64) {}
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
/// The week and the message, when the model cannot go on. A model that panics is caught here: one run must not end the
/// others.
pub fn follow(model: &dyn Model, course: &Course<'_>) -> Result<Vec<f64>, (u32, String)> {
    let week = StdCell::new(0);
    let followed = catch_unwind(AssertUnwindSafe(|| step_by_step(model, course, &week)));
    match followed {
        Ok(Ok(observations)) => Ok(observations),
        Ok(Err(failure)) => Err((week.get(), failure.to_string())),
        Err(panic) => {
            let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
            let text = text.or_else(|| panic.downcast_ref::<String>().cloned());
            let text = text.unwrap_or_else(|| "no message".to_owned());
            Err((
                week.get(),
                format!("the model has a fault of its own: {text}"),
            ))
        }
    }
}

fn step_by_step(
    model: &dyn Model,
    course: &Course<'_>,
    now: &StdCell<u32>,
) -> Result<Vec<f64>, model::Failure> {
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
        now.set(week);
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
            simulation.step(week, watch)?;
        }
    }
    Ok(observations)
}

/// Makes sure that the runs of a part of these replicates of all cells are in the ledger; runs that are there already are
/// not computed again. Stops early when `cancel` is set: the runs under way are finished.
///
/// # Errors
/// When the ledger cannot be written, or threads cannot be had. All runs finished before are kept.
pub fn run(
    plan: &Plan<'_>,
    shard: Shard,
    replicates: Range<u32>,
    ledger: &mut Ledger,
    jobs: usize,
    cancel: &AtomicBool,
    progress: &dyn Progress,
) -> Result<Done, EngineError> {
    let model =
        model::of(plan.scenario.model).ok_or(EngineError::NoModel(plan.scenario.model.model))?;
    // A byte for each run, so that memory stays small however many there are.
    let mut done = Done::default();
    let mut wanted = vec![false; plan.cells.len() * replicates.len()];
    for (is_wanted, run) in wanted.iter_mut().zip(plan.runs(replicates.clone())) {
        if shard.has(run) {
            *is_wanted = !ledger.contains(plan.id(run));
            done.reused += u64::from(!*is_wanted);
        }
    }
    let missing = wanted.iter().filter(|is_wanted| **is_wanted).count();
    if missing == 0 {
        return Ok(done);
    }
    let observed = plan.scenario.run.observed_weeks();
    let pool = Pool {
        plan,
        model,
        observed: &observed,
        first: replicates.start,
        wanted: &wanted,
        next: AtomicUsize::new(0),
        cancel,
        broken: AtomicBool::new(false),
        progress,
        shared: Mutex::new(Shared {
            ledger,
            done: &mut done,
            fault: None,
        }),
    };
    // Threads without a run of their own help with a large one.
    let cells = 0..plan.cells.len();
    let threads = if missing < jobs
        && cells
            .into_iter()
            .any(|cell| model.splits(&plan.values(cell)))
    {
        jobs
    } else {
        jobs.clamp(1, missing)
    };
    pool.work_on(threads)?;
    let Shared {
        ledger,
        done: so_far,
        fault,
    } = pool
        .shared
        .into_inner()
        .unwrap_or_else(PoisonError::into_inner);
    if let Some(error) = fault {
        return Err(error.into());
    }
    so_far
        .failed
        .sort_by_key(|failed| (failed.run.cell, failed.run.replicate));
    so_far.cancelled = so_far.computed + (so_far.failed.len() as u64) < missing as u64;
    ledger.sync()?;
    Ok(done)
}

/// A pool of so many threads.
///
/// # Errors
/// When threads cannot be had.
pub fn pool(jobs: usize) -> Result<ThreadPool, EngineError> {
    let pool = ThreadPoolBuilder::new().num_threads(jobs.max(1)).build();
    pool.map_err(|cause| EngineError::Threads {
        jobs,
        cause: cause.to_string(),
    })
}

/// Runs are claimed so many at a time that a claim takes about this long: short runs cost no waiting for one another, and
/// long ones are shared out one by one.
const CLAIM: Duration = Duration::from_millis(4);
/// However short, no more than this are at stake when the program is killed.
const MOST_CLAIMED: usize = 256;
const SYNC_EVERY: Duration = Duration::from_secs(1);

/// What all threads share.
struct Pool<'a> {
    plan: &'a Plan<'a>,
    model: &'static dyn Model,
    observed: &'a [u32],
    /// The first replicate.
    first: u32,
    /// Which runs are to be made, replicate by replicate.
    wanted: &'a [bool],
    next: AtomicUsize,
    cancel: &'a AtomicBool,
    broken: AtomicBool,
    progress: &'a dyn Progress,
    shared: Mutex<Shared<'a>>,
}

struct Shared<'a> {
    ledger: &'a mut Ledger,
    done: &'a mut Done,
    fault: Option<LedgerError>,
}

impl<'a> Pool<'a> {
    fn work_on(&self, jobs: usize) -> Result<(), EngineError> {
        let disk = self.lock().ledger.disk()?;
        let is_over = AtomicBool::new(false);
        std::thread::scope(|scope| {
            // The disk is waited for by a thread of its own, so that nobody else has to.
            let syncing = scope.spawn(|| {
                while !is_over.load(Ordering::Acquire) {
                    std::thread::park_timeout(SYNC_EVERY);
                    if !is_over.load(Ordering::Acquire)
                        && let Err(error) = disk.sync()
                    {
                        return self.break_off(error);
                    }
                }
            });
            let worked = if jobs == 1 {
                self.work();
                Ok(())
            } else {
                pool(jobs).map(|pool| drop(pool.broadcast(|_| self.work())))
            };
            is_over.store(true, Ordering::Release);
            syncing.thread().unpark();
            worked
        })
    }

    fn lock(&self) -> MutexGuard<'_, Shared<'a>> {
        // A thread that panicked holds no half-written state: what is done under the lock is a single append.
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn break_off(&self, error: LedgerError) {
        self.broken.store(true, Ordering::Relaxed);
        self.lock().fault.get_or_insert(error);
    }

    fn is_over(&self) -> bool {
        self.cancel.load(Ordering::Relaxed) || self.broken.load(Ordering::Relaxed)
    }

    /// One thread's work: claims runs, makes them, hands them over together.
    fn work(&self) {
        let mut records = Records::default();
        let mut failed = Vec::new();
        let mut claimed = 1;
        while !self.is_over() {
            let start = self.next.fetch_add(claimed, Ordering::Relaxed);
            if start >= self.wanted.len() {
                return;
            }
            let clock = Instant::now();
            let mut made = 0;
            for index in start..self.wanted.len().min(start + claimed) {
                if !self.wanted[index] {
                    continue;
                }
                if self.is_over() {
                    break;
                }
                self.make(index, &mut records, &mut failed);
                made += 1;
            }
            if let Err(error) = self.hand_over(&mut records, &mut failed) {
                return self.break_off(error);
            }
            self.progress.runs_done(made);
            claimed = match clock.elapsed() {
                took if took < CLAIM / 2 => (claimed * 2).min(MOST_CLAIMED),
                took if took > CLAIM * 2 => (claimed / 2).max(1),
                _ => claimed,
            };
        }
    }

    fn make(&self, index: usize, records: &mut Records, failed: &mut Vec<FailedRun>) {
        let cells = self.plan.cells.len();
        let run = Run {
            cell: index % cells,
            replicate: self.first + u32::try_from(index / cells).unwrap_or(u32::MAX),
        };
        let values = self.plan.values(run.cell);
        let course = Course {
            values: &values,
            events: self.plan.events(run.cell),
            seed: self.plan.scenario.run.seed,
            replicate: run.replicate,
            weeks: self.plan.scenario.run.weeks,
            observed: self.observed,
        };
        match follow(self.model, &course) {
            Ok(observations) => records.push(self.plan.id(run), &observations),
            Err((week, message)) => failed.push(FailedRun { run, week, message }),
        }
    }

    fn hand_over(
        &self,
        records: &mut Records,
        failed: &mut Vec<FailedRun>,
    ) -> Result<(), LedgerError> {
        let mut shared = self.lock();
        let Shared { ledger, done, .. } = &mut *shared;
        done.failed.append(failed);
        let count = ledger.append(records)?;
        done.computed += count;
        Ok(())
    }
}
