//! What a study would take: runs, time, memory, disk. Nothing of it is written; to know the time, a few runs are tried.

#![allow(clippy::cast_precision_loss, reason = "estimates")]

use std::path::Path;
use std::time::{Duration, Instant};

use super::{hash_of, resources};
use crate::engine::ledger::Ledger;
use crate::engine::{Course, follow_block};
use crate::model::{self, Model};
use crate::plan::{Plan, Shard};
use crate::scenario::Scenario;
use crate::scenario::registry::Horizon;
use crate::table::read_manifest;

/// How long is tried.
const TRIAL: Duration = Duration::from_millis(1_500);
/// Runs as short as this tell nothing of the cost of a week.
const TELLING: Duration = Duration::from_millis(10);
const FEWEST_WEEKS: u32 = 4;

/// What a study would take.
#[derive(Debug, Clone, PartialEq)]
pub struct Estimate {
    /// Rows of the design, and the different points among them.
    pub rows: u64,
    pub points: u64,
    pub variants: u64,
    /// Runs of each variant at each point, at most.
    pub replicates: u32,
    /// Runs in all, of this part.
    pub runs: u64,
    /// Those that the output folder holds already.
    pub present: u64,
    /// Runs that were tried, or begun.
    pub tried: u64,
    /// Processor seconds of a run, on average over those tried.
    pub seconds_a_run: f64,
    pub jobs: usize,
    /// Bytes.
    pub memory: f64,
    pub disk: f64,
}

impl Estimate {
    /// Seconds until all runs are made that are not there yet.
    #[must_use]
    pub fn seconds(&self) -> f64 {
        let left = self.runs - self.present;
        self.seconds_a_run * left as f64 / (self.jobs as f64).min((left as f64).max(1.0))
    }
}

/// Estimates what a scenario would take, by trying runs of cells that lie evenly apart.
#[must_use]
pub fn estimate(scenario: &Scenario, shard: Shard, jobs: usize, folder: &Path) -> Option<Estimate> {
    let model = model::of(scenario.model)?;
    let plan = Plan::new(scenario);
    let replicates = plan.most_replicates();
    let (tried, seconds_a_run) = tried(model, &plan);
    let (memory, disk) = resources::needed(&plan, jobs)?;
    Some(Estimate {
        rows: plan.rows.len() as u64,
        points: plan.points.len() as u64,
        variants: scenario.variants.len() as u64,
        replicates,
        runs: super::planned(&plan, shard, 0..replicates),
        present: present(&plan, shard, folder),
        tried,
        seconds_a_run,
        jobs,
        memory,
        disk: disk / f64::from(shard.of()),
    })
}

/// How many of the runs the folder holds, if it is of the same scenario.
fn present(plan: &Plan<'_>, shard: Shard, folder: &Path) -> u64 {
    let is_ours = read_manifest(folder)
        .is_ok_and(|manifest| manifest.scenario_hash == hash_of(plan.scenario));
    let Some(ledger) = is_ours.then(|| Ledger::open_to_read(folder).ok()).flatten() else {
        return 0;
    };
    let runs = plan.runs(0..plan.most_replicates());
    let here = runs.filter(|&run| plan.is_of(run, shard) && ledger.contains(plan.id(run)));
    here.count() as u64
}

/// Tries runs for a while; how many, and the mean time of one.
fn tried(model: &dyn Model, plan: &Plan<'_>) -> (u64, f64) {
    let cells = plan.cells.len();
    let clock = Instant::now();
    let mut total = 0.0;
    let mut tried = 0_u64;
    // Steps of the golden section visit few cells evenly, and all of them in the end.
    let mut place = 0.5_f64;
    while tried == 0 || (clock.elapsed() < TRIAL && tried < 4 * cells as u64) {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "within the number of cells"
        )]
        let cell = ((place * cells as f64) as usize).min(cells - 1);
        total += time_of(model, plan, cell);
        tried += 1;
        place = (place + 0.618_033_988_749_894_9).fract();
    }
    (tried, total / tried as f64)
}

/// The seconds of a run, of which no more weeks are made than it takes to tell.
fn time_of(model: &dyn Model, plan: &Plan<'_>, cell: usize) -> f64 {
    let values = plan.values(cell);
    let whole = plan.scenario.run.weeks;
    let observed = plan.scenario.run.observed_weeks();
    let block = model.registry().block;
    // Of a run that ends by itself a part says nothing of the whole.
    let mut weeks = match model.registry().clock.horizon {
        Horizon::Weeks => FEWEST_WEEKS.min(whole),
        Horizon::Parameter { .. } => whole,
    };
    loop {
        let observed: Vec<u32> = observed
            .iter()
            .copied()
            .filter(|week| *week <= weeks)
            .collect();
        let course = Course {
            values: &values,
            events: plan.events(cell),
            roster: plan.roster(),
            own: plan.own(cell),
            seed: plan.scenario.run.seed,
            replicate: 0,
            weeks,
            observed: &observed,
            people: &[],
        };
        let clock = Instant::now();
        // A run that fails has told its time as well.
        let _ = follow_block(model, &course, block);
        let took = clock.elapsed();
        if took >= TELLING || weeks == whole {
            let of_block = took.as_secs_f64() * f64::from(whole) / f64::from(weeks);
            return of_block / f64::from(block);
        }
        weeks = weeks.saturating_mul(4).min(whole);
    }
}
