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
use crate::scenario::registry::Horizon;
use crate::scenario::{Event, Own, Registry, Roster, Values};
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
    pub roster: Option<&'a Roster>,
    pub own: &'a [Own],
    pub seed: u64,
    pub replicate: u32,
    pub weeks: u32,
    /// Ascending.
    pub observed: &'a [u32],
    /// The weeks in which the people of the roster are observed, ascending.
    pub people: &'a [u32],
}

/// The observations of a run, week after week, each in the order of the model's metrics, then week after week those of
/// people ([`people_width`]); or the week in which it failed,
/// and why.
pub type Followed = Result<Vec<f64>, (u32, String)>;

/// How many numbers are observed of the people of a roster in a week: of each the registry's `person_metrics`, then the
/// trust of each of its ties.
#[must_use]
pub fn people_width(registry: &Registry, roster: Option<&Roster>) -> usize {
    roster.map_or(0, |roster| {
        let ties = roster.ties.as_ref().map_or(0, Vec::len);
        roster.people.len() * registry.person_metrics.len() + ties
    })
}

/// Follows one run.
///
/// # Errors
/// The week and the message, when the model cannot go on. A model that panics is caught here: one run must not end the
/// others.
pub fn follow(model: &dyn Model, course: &Course<'_>) -> Followed {
    let one = follow_block(model, course, 1).pop();
    one.unwrap_or_else(|| Err((0, "the model started no run".to_owned())))
}

/// Follows the run and so many less one of the replicates after it, side by side.
pub fn follow_block(model: &dyn Model, course: &Course<'_>, count: u32) -> Vec<Followed> {
    let week = StdCell::new(0);
    let followed = catch_unwind(AssertUnwindSafe(|| {
        step_by_step(model, course, count, &week)
    }));
    let all_failed = |text: String| vec![Err((week.get(), text)); count as usize];
    match followed {
        Ok(Ok(runs)) => runs,
        Ok(Err(failure)) => all_failed(failure.to_string()),
        Err(panic) => {
            let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
            let text = text.or_else(|| panic.downcast_ref::<String>().cloned());
            let text = text.unwrap_or_else(|| "no message".to_owned());
            all_failed(format!("the model has a fault of its own: {text}"))
        }
    }
}

fn step_by_step(
    model: &dyn Model,
    course: &Course<'_>,
    count: u32,
    now: &StdCell<u32>,
) -> Result<Vec<Followed>, model::Failure> {
    let metrics = model.registry().metrics.len();
    let length = course.observed.len() * metrics;
    let width = people_width(model.registry(), course.roster);
    let mut observations = vec![vec![0.0; length + course.people.len() * width]; count as usize];
    let mut people = course.people.iter().copied().enumerate().peekable();
    let mut pending = course.observed.iter().copied().enumerate().peekable();
    let batch = Batch {
        values: course.values,
        events: course.events,
        roster: course.roster,
        own: course.own,
        people: if course.people.is_empty() {
            Watch::Nothing
        } else {
            Watch::Metrics
        },
        seed: course.seed,
        replicates: course.replicate..course.replicate + count,
    };
    let mut simulation = model.start(&batch);
    let ends_by_itself = model.registry().clock.horizon != Horizon::Weeks;
    for week in 0..=course.weeks {
        now.set(week);
        let is_over = simulation.has_ended();
        // Once all have ended, what is observed stays as it is.
        while let Some((place, _)) =
            pending.next_if(|&(_, observed)| observed == week || (is_over && observed > week))
        {
            for (position, observations) in observations.iter_mut().enumerate() {
                let row = &mut observations[place * metrics..(place + 1) * metrics];
                simulation.observe(position, row);
            }
        }
        while let Some((place, _)) =
            people.next_if(|&(_, observed)| observed == week || (is_over && observed > week))
        {
            for (position, observations) in observations.iter_mut().enumerate() {
                let row = &mut observations[length + place * width..][..width];
                simulation.observe_people(position, row);
            }
        }
        if is_over {
            break;
        }
        if week < course.weeks {
            let watch = match pending.peek() {
                // A run that ends is observed at its end, whenever that is.
                _ if ends_by_itself => Watch::Metrics,
                Some(&(_, next)) if next == week + 1 => Watch::Metrics,
                _ => Watch::Nothing,
            };
            simulation.step(week, watch)?;
        }
    }
    let week = now.get();
    let ended = observations.into_iter().enumerate();
    let ended = ended.map(
        |(position, observations)| match simulation.fault(position) {
            Some(model::Failure(text)) => Err((week, text)),
            None => Ok(observations),
        },
    );
    Ok(ended.collect())
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
        if plan.is_of(run, shard) {
            *is_wanted = !ledger.contains(plan.id(run));
            done.reused += u64::from(!*is_wanted);
        }
    }
    let missing = wanted.iter().filter(|is_wanted| **is_wanted).count();
    if missing == 0 {
        return Ok(done);
    }
    let observed = plan.scenario.run.observed_weeks();
    let people = plan.scenario.run.people_weeks();
    let pool = Pool {
        plan,
        model,
        observed: &observed,
        people: &people,
        replicates,
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
    people: &'a [u32],
    replicates: Range<u32>,
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

    /// Pieces of work: a block of replicates of a cell each.
    fn pieces(&self) -> usize {
        let block = self.model.registry().block;
        let blocks = self.replicates.end.div_ceil(block) - self.replicates.start / block;
        blocks as usize * self.plan.cells.len()
    }

    /// One thread's work: claims runs, makes them, hands them over together.
    fn work(&self) {
        let mut records = Records::default();
        let mut failed = Vec::new();
        let mut claimed = 1;
        let pieces = self.pieces();
        while !self.is_over() {
            let start = self.next.fetch_add(claimed, Ordering::Relaxed);
            if start >= pieces {
                return;
            }
            let clock = Instant::now();
            let mut made = 0;
            for piece in start..pieces.min(start + claimed) {
                if self.is_over() {
                    break;
                }
                made += self.make(piece, &mut records, &mut failed);
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

    /// Makes those runs of a piece of work that are wanted; says how many.
    fn make(&self, piece: usize, records: &mut Records, failed: &mut Vec<FailedRun>) -> u64 {
        let cells = self.plan.cells.len();
        let cell = piece % cells;
        let first = self.replicates.start;
        let block = self.model.registry().block;
        let number = first / block + u32::try_from(piece / cells).unwrap_or(u32::MAX);
        let start = number.saturating_mul(block).max(first);
        let end = (number + 1).saturating_mul(block).min(self.replicates.end);
        let is_wanted = |replicate: &u32| self.wanted[(replicate - first) as usize * cells + cell];
        let mut wanted = (start..end).filter(is_wanted);
        let Some(start) = wanted.next() else {
            return 0;
        };
        let end = wanted.next_back().unwrap_or(start) + 1;
        let values = self.plan.values(cell);
        let course = Course {
            values: &values,
            events: self.plan.events(cell),
            roster: self.plan.roster(),
            own: self.plan.own(cell),
            seed: self.plan.scenario.run.seed,
            replicate: start,
            weeks: self.plan.scenario.run.weeks,
            observed: self.observed,
            people: self.people,
        };
        let mut made = 0;
        let runs = (start..end).zip(follow_block(self.model, &course, end - start));
        for (replicate, followed) in runs.filter(|(replicate, _)| is_wanted(replicate)) {
            let run = Run { cell, replicate };
            made += 1;
            match followed {
                Ok(observations) => records.push(self.plan.id(run), &observations),
                Err((week, message)) => failed.push(FailedRun { run, week, message }),
            }
        }
        made
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
