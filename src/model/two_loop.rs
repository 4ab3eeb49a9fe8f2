//! The two-loop model: employees learn in a tacit and an explicit loop, coupled by externalisation and internalisation.
//!
//! `docs/model.md` specifies it. One file for each activity of the week; here they are put in order. Employees are worked
//! on in chunks of 64 consecutive seats, each chunk with a stream of its own in each week.

#![allow(
    clippy::inline_always,
    reason = "only what is inlined is compiled for the instruction set of the one function that calls it: see levels.rs"
)]
#![allow(
    clippy::needless_range_loop,
    reason = "lanes of several rows are worked on by number"
)]

mod acting;
mod articulation;
mod knowledge_base;
mod lanes;
mod levels;
mod metrics;
mod organisation;
mod parameters;
mod practice;
mod rates;
mod reading;
mod registry;
mod spread;
mod steering;
#[cfg(test)]
mod tests;
mod ties;
mod week;
mod world;

use crate::model::{Batch, Failure, Model, Simulation, Watch};
use crate::random::{Chance, Domain, RunKey};
use crate::scenario::{Event, Registry, Values};

use knowledge_base::KnowledgeBase;
use levels::Level;
use organisation::{Organisation, Shape};
use rates::Rates;
use spread::{Counter, State};
use steering::Steering;
use ties::Ties;
use week::Circumstances;
use world::Reality;

pub use registry::REGISTRY;

/// Consecutive seats that share a stream in a week. Part of what defines the results.
const CHUNK: usize = 64;

/// The two-loop model.
#[derive(Debug, Clone, Copy)]
pub struct TwoLoop;

impl Model for TwoLoop {
    fn registry(&self) -> &'static Registry {
        &REGISTRY
    }

    fn headcount(&self, values: &Values) -> Option<u64> {
        Some(values.get("employees") as u64)
    }

    fn memory(&self, values: &Values) -> f64 {
        let get = |name| values.get(name);
        let judgements = get("situations") * (get("judgements") + 8.0);
        Organisation::memory(get("employees"), get("situations"), get("judgements"))
            + Ties::memory(get("employees"), get("team_size"), get("cross_team_ties"))
            + judgements * 80.0
    }

    fn splits(&self, values: &Values) -> bool {
        spread::is_worth_while(values.get("employees"))
    }

    fn start<'a>(&'a self, batch: &Batch<'a>) -> Box<dyn Simulation + 'a> {
        let runs = batch.replicates.clone().map(|replicate| {
            let key = RunKey {
                seed: batch.seed,
                replicate,
            };
            Run::new(key, batch.values, batch.events)
        });
        Box::new(Runs(runs.collect()))
    }
}

/// A batch: its runs, one after the other.
struct Runs<'a>(Vec<Run<'a>>);

impl Simulation for Runs<'_> {
    fn step(&mut self, week: u32, watch: Watch) -> Result<(), Failure> {
        for run in &mut self.0 {
            run.step(week, watch);
        }
        Ok(())
    }

    fn observe(&self, position: usize, observation: &mut [f64]) {
        metrics::write(&self.0[position], observation);
    }
}

/// One run under way.
struct Run<'a> {
    key: RunKey,
    values: Values,
    events: &'a [Event],
    rates: Rates,
    reality: Reality,
    organisation: Organisation,
    ties: Ties,
    knowledge: KnowledgeBase,
    /// What is counted and observed: counts since the start, the claims and shared ties of the week.
    total: Counter,
    /// The same for pieces of the organisation but the first, while several threads work on it.
    others: Vec<Counter>,
    level: Level,
    steering: Steering,
}

impl<'a> Run<'a> {
    fn new(key: RunKey, values: &Values, events: &'a [Event]) -> Self {
        let whole = |name| values.get(name) as usize;
        let rates = Rates::new(values);
        let shape = Shape::new(whole("employees"), whole("situations"), whole("judgements"));
        let reality = Reality::new(key, shape);
        let mut organisation = Organisation::new(shape);
        organisation.fill(key, &reality, &rates);
        let across = values.get("cross_team_ties") as u32;
        let ties = Ties::new(
            key,
            shape.employees,
            whole("team_size"),
            across,
            rates.initial_trust,
        );
        let mut run = Run {
            key,
            values: values.clone(),
            events,
            rates,
            reality,
            organisation,
            ties,
            knowledge: KnowledgeBase::new(shape.blocks_per_seat()),
            total: Counter::new(shape),
            others: Vec::new(),
            level: Level::best(),
            steering: Steering::new(Vec::new()),
        };
        run.look();
        run.steering = Steering::new(run.observed());
        run
    }

    /// All metrics as they are now.
    fn observed(&self) -> Vec<f64> {
        let mut observed = vec![0.0; REGISTRY.metrics.len()];
        metrics::write(self, &mut observed);
        observed
    }

    /// Observes the state between two weeks; after a step, the sessions have done so on their way.
    fn look(&mut self) {
        let organisation = &self.organisation;
        let shape = organisation.shape;
        let size = CHUNK * shape.blocks_per_seat();
        let chunks = organisation.habits.chunks(size);
        for (habits, beliefs) in chunks.zip(organisation.beliefs.chunks(size)) {
            let seats = habits
                .chunks_exact(shape.blocks_per_seat())
                .zip(beliefs.chunks_exact(shape.blocks_per_seat()));
            for (habits, beliefs) in seats {
                self.total
                    .observation
                    .add::<0>(shape, &self.reality, habits, beliefs);
            }
            self.total.observation.close_chunk();
        }
        self.total.observation.close();
    }

    /// The share of documents that can be found, as observed.
    fn findability(&self) -> f64 {
        let counts = &self.total.tally.counts;
        (counts.integrated_documents + 1) as f64 / (counts.documents + 1) as f64
    }

    /// One week (MODEL section 5).
    fn step(&mut self, week: u32, watch: Watch) {
        if steering::is_review(&self.values, week) {
            let observed = self.observed();
            self.steering.review(&mut self.values, observed);
            self.rates = Rates::new(&self.values);
        }
        let (guided_practice, guided_work);
        {
            let findability = self.findability();
            self.happen(week);
            (guided_practice, guided_work) = self.rates.guided(findability);
        }
        self.reality.drift(self.key, week, self.rates.drift);
        self.turn_over(week);
        // Management sees the end of a week before its review, whatever else is observed.
        let watch = if steering::is_review(&self.values, week + 1) {
            Watch::Metrics
        } else {
            watch
        };
        self.sessions(week, watch, guided_practice, guided_work);
        self.knowledge
            .close_week(&self.total.tally.claims, &self.rates);
        self.ties
            .close_week(&self.total.tally.shared_ties, &self.rates);
        self.organisation.turn_week();
    }

    /// The events of the week, in the order of the file.
    fn happen(&mut self, week: u32) {
        let mut shocks = 0;
        for event in self.events.iter().filter(|event| event.week == week) {
            match event.kind.name {
                "policy" => {
                    self.values.apply(&event.set);
                    self.rates = Rates::new(&self.values);
                }
                "shock" => {
                    self.reality
                        .shock(self.key, week, shocks, Chance::new(event.fields[0]));
                    shocks += 1;
                }
                // Events are made from the registry of this model, whose kinds are all above.
                other => unreachable!("the registry has no event `{other}`"),
            }
        }
    }

    /// Who leaves is replaced by a newcomer, whose ties start again.
    fn turn_over(&mut self, week: u32) {
        if self.rates.turnover == Chance::new(0.0) {
            return;
        }
        let mut words = self.key.stream(Domain::Turnover, u64::from(week));
        for seat in 0..self.organisation.shape.employees {
            if words.happens(self.rates.turnover) {
                self.organisation
                    .enter(seat, week + 1, self.key, &self.reality, &self.rates);
                self.ties.reset(seat, self.rates.initial_trust);
                self.total.tally.counts.leavers += 1;
            }
        }
    }

    fn sessions(&mut self, week: u32, watch: Watch, guided_practice: Chance, guided_work: Chance) {
        let Organisation {
            shape,
            habits,
            next_habits,
            beliefs,
            practised,
        } = &mut self.organisation;
        let shape = *shape;
        let pieces = spread::pieces(shape.employees);
        self.others.resize_with(pieces - 1, || Counter::new(shape));
        self.total.tally.start_week();
        self.total.observation.clear();
        let now = Circumstances {
            shape,
            rates: &self.rates,
            reality: &self.reality,
            ties: &self.ties,
            knowledge: &self.knowledge,
            habits,
            guided_practice,
            guided_work,
        };
        let state = State {
            habits: next_habits,
            beliefs,
            practised,
        };
        let when = (self.key, week, watch);
        let (total, others) = (&mut self.total, &mut self.others);
        spread::sessions(self.level, &now, state, when, total, others);
        self.total.observation.close();
    }
}
