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
mod events;
mod forgetting;
mod happenings;
mod knowledge_base;
mod lanes;
mod learning;
mod levels;
mod metrics;
mod observation;
mod organisation;
mod parameters;
mod people;
mod practice;
mod profiles;
mod rates;
mod reading;
mod registry;
mod spread;
mod staff;
mod steering;
#[cfg(test)]
mod tests;
mod ties;
mod week;
mod workshop;
mod world;

use crate::model::{Batch, Failure, Model, Simulation, Watch};
use crate::random::{Chance, Domain, RunKey, index};
use crate::scenario::{Assignment, Event, Registry, Roster, Values};

use happenings::Apart;
use knowledge_base::KnowledgeBase;
use levels::{Any, Level};
use organisation::{Organisation, Shape};
use profiles::Profiles;
use rates::Rates;
use spread::{Counter, State};
use staff::Way;
use steering::Steering;
use ties::Ties;
use week::{Circumstances, Counts};
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
            Run::new(key, batch)
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

    fn observe_people(&self, position: usize, observation: &mut [f64]) {
        people::write(&self.0[position], observation);
    }
}

/// One run under way.
struct Run<'a> {
    key: RunKey,
    /// The parameters of the organisation, as policies have left them.
    values: Values,
    events: &'a [Event],
    roster: Option<&'a Roster>,
    /// What holds for the organisation, and for all who have nothing of their own.
    rates: Rates,
    profiles: Profiles,
    /// What an event puts in the place of the pressure.
    pressure: Option<f64>,
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
    /// Per seat what it has done since the start; empty where people are not observed.
    counted: Vec<Counts>,
}

impl<'a> Run<'a> {
    fn new(key: RunKey, batch: &Batch<'a>) -> Self {
        let Batch { values, roster, .. } = *batch;
        let whole = |name| values.get(name) as usize;
        let rates = Rates::new(values, 0.0);
        let profiles = Profiles::new(values, roster, batch.own);
        let shape = Shape::new(whole("employees"), whole("situations"), whole("judgements"));
        let reality = Reality::new(key, shape);
        let mut organisation = Organisation::new(shape);
        organisation.fill(key, &reality, (&profiles, &rates));
        let across = values.get("cross_team_ties") as u32;
        let (employees, trust) = (shape.employees, rates.initial_trust);
        let ties = match roster {
            None => Ties::new(key, employees, whole("team_size"), across, trust),
            Some(roster) => match &roster.ties {
                None => Ties::of_teams(key, roster, across, trust),
                Some(ties) => Ties::given(employees, ties),
            },
        };
        let mut run = Run {
            key,
            values: values.clone(),
            events: batch.events,
            roster,
            rates,
            profiles,
            pressure: None,
            reality,
            organisation,
            ties,
            knowledge: KnowledgeBase::new(shape.blocks_per_seat()),
            total: Counter::new(shape),
            others: Vec::new(),
            level: Level::best(),
            steering: Steering::new(Vec::new()),
            counted: match batch.people {
                Watch::Metrics => vec![Counts::default(); employees],
                Watch::Nothing => Vec::new(),
            },
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
        let Organisation {
            shape,
            habits,
            beliefs,
            ..
        } = &mut self.organisation;
        let rows = CHUNK * shape.blocks_per_seat();
        for (habits, beliefs) in habits.chunks(rows).zip(beliefs.chunks_mut(rows)) {
            let observation = &mut self.total.observation;
            observation.add::<0, Any>(*shape, &self.reality, habits, beliefs, 1.0);
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
        if self.rates.is_review(week) {
            let observed = self.observed();
            self.steering.review(&mut self.values, observed);
            self.renew();
        }
        let findability = self.findability();
        self.happen(week);
        self.reality.drift(self.key, week, self.rates.drift);
        self.turn_over(week);
        // Management sees the end of a week before its review, whatever else is observed.
        let watch = if self.rates.is_review(week + 1) {
            Watch::Metrics
        } else {
            watch
        };
        self.sessions(week, watch, findability);
        self.knowledge
            .close_week(&self.total.tally.claims, &self.rates);
        self.ties
            .close_week(&self.total.tally.shared_ties, &self.rates);
        self.organisation.turn_week();
    }

    /// The parameters in force: as policies have left them, under the pressure of the week.
    fn in_force(&self) -> Values {
        let mut values = self.values.clone();
        if let Some(number) = self.pressure
            && let Some(position) = REGISTRY.position("pressure")
        {
            values.apply(&[Assignment { position, number }]);
        }
        values
    }

    /// What follows from the parameters, after they have changed.
    fn renew(&mut self) {
        let values = self.in_force();
        self.rates = Rates::new(&values, 0.0);
        self.profiles.renew(&values);
    }

    /// The events of the week, in the order of the file.
    fn happen(&mut self, week: u32) {
        let pressure = happenings::pressure(self.events, week);
        if pressure != self.pressure {
            self.pressure = pressure;
            self.renew();
        }
        let events = self.events;
        let (mut shocks, mut workshops, mut departures) = (0, 0, 0);
        for event in events.iter().filter(|event| event.week == week) {
            match event.kind.name {
                "policy" => self.change(event),
                "shock" => {
                    self.reality
                        .shock(self.key, week, shocks, Chance::new(event.fields[0]));
                    shocks += 1;
                }
                "workshop" => {
                    self.meet(event, index(week, workshops));
                    workshops += 1;
                }
                "departures" => {
                    self.depart(event, index(week, departures));
                    departures += 1;
                }
                // They last, and are found in every week in which they do.
                "gemba" | "pressure" => {}
                // Events are made from the registry of this model, whose kinds are all above.
                other => unreachable!("the registry has no event `{other}`"),
            }
        }
    }

    /// Those who take part in an event, ascending.
    fn participants(&self, event: &Event) -> Vec<u32> {
        let named = self.roster.and_then(|roster| event.who.seats(roster));
        named.unwrap_or_else(|| (0..self.organisation.shape.employees as u32).collect())
    }

    /// A policy: of the organisation, or of some, who then have a profile of their own.
    fn change(&mut self, event: &Event) {
        match self.roster.and_then(|roster| event.who.seats(roster)) {
            None => {
                self.values.apply(&event.set);
                self.renew();
            }
            Some(seats) => {
                let values = self.in_force();
                let employees = self.organisation.shape.employees;
                self.profiles.set(&values, employees, &seats, &event.set);
            }
        }
    }

    /// A workshop in the room.
    fn meet(&mut self, event: &Event, index: u64) {
        let seats = self.participants(event);
        let mut words = self.key.stream(Domain::Workshop, index);
        for _ in 0..event.fields[0] as u32 {
            workshop::round(
                &seats,
                &mut self.organisation,
                &mut self.knowledge,
                (&self.profiles, &self.rates),
                &mut words,
                &mut self.total.tally.counts,
                &mut self.counted,
            );
        }
    }

    /// Some of those named leave. A word for each seat up to the last of them, so that a seat has the same luck whoever
    /// else is named.
    fn depart(&mut self, event: &Event, index: u64) {
        let seats = self.participants(event);
        let chance = Chance::new(event.fields[0]);
        let mut words = self.key.stream(Domain::Departures, index);
        let mut named = seats.iter().copied().peekable();
        for seat in 0..seats.last().map_or(0, |last| last + 1) {
            let leaves = words.happens(chance);
            if named.next_if_eq(&seat).is_some() && leaves {
                self.replace(seat as usize, event.week);
            }
        }
    }

    /// Who leaves is replaced by a newcomer, whose ties start again.
    fn replace(&mut self, seat: usize, week: u32) {
        let rates = self.profiles.rates(seat, &self.rates);
        self.organisation
            .enter(seat, week + 1, self.key, &self.reality, rates);
        self.ties.reset(seat, self.rates.initial_trust);
        self.total.tally.counts.leavers += 1;
        if let Some(own) = self.counted.get_mut(seat) {
            own.leavers += 1;
        }
    }

    /// People come and go.
    fn turn_over(&mut self, week: u32) {
        if self.rates.turnover == Chance::new(0.0) {
            return;
        }
        let mut words = self.key.stream(Domain::Turnover, u64::from(week));
        for seat in 0..self.organisation.shape.employees {
            if words.happens(self.rates.turnover) {
                self.replace(seat, week);
            }
        }
    }

    /// How everybody works this week, where not all work alike.
    fn apart(&self, week: u32, findability: f64) -> Option<Apart> {
        let is_simple = self.events.is_empty() && self.profiles.are_alike();
        if is_simple {
            return None;
        }
        Apart::of(
            (self.events, self.roster),
            &self.profiles,
            &self.in_force(),
            self.organisation.shape.employees,
            week,
            findability,
        )
    }

    fn sessions(&mut self, week: u32, watch: Watch, findability: f64) {
        let apart = self.apart(week, findability);
        let (guided_practice, guided_work) = self.rates.guided(findability);
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
            reality: &self.reality,
            ties: &self.ties,
            knowledge: &self.knowledge,
            habits,
            usual: Way {
                rates: &self.rates,
                guided_practice,
                guided_work,
                cases: 0,
            },
            apart: apart.as_ref(),
        };
        let state = State {
            habits: next_habits,
            beliefs,
            practised,
            counted: &mut self.counted,
        };
        let when = (self.key, week, watch);
        let (total, others) = (&mut self.total, &mut self.others);
        spread::sessions(self.level, &now, state, when, total, others);
        self.total.observation.close();
    }
}
