//! Tests of the two-loop model: what each rule means in small cases computed by hand, limiting cases, rates, what never
//! fails to hold, and directions that the literature gives.
//!
//! A test starts from [`firm`], in which one person with one judgement does nothing and forgets nothing, and switches on
//! what it is about, with chances of 0 or 1 wherever the outcome must be certain. All that tests know of how state is
//! laid out stands in [`state`].

// Counts and signs are compared exactly, all other numbers by `near`.
#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::float_cmp
)]

mod articulation;
mod choice;
mod common_numbers;
mod consequence;
mod determinism;
mod directions;
mod forgetting;
mod guidance;
mod habit;
mod happenings;
mod imitation;
mod internalisation;
mod invariants;
mod investment;
mod knowledge;
mod metrics;
mod network;
mod people;
mod policy;
mod profiles;
mod reading;
mod rules;
mod seats;
mod state;
mod steering;
mod world;

use super::{REGISTRY, Run};
use crate::model::{Batch, Watch};
use crate::random::RunKey;
use crate::scenario::{Assignment, Event, Own, Participants, Person, Roster, Tie, Values, Who};

/// What a run is made of.
#[derive(Debug, Clone)]
struct Firm {
    values: Values,
    events: Vec<Event>,
    roster: Option<Roster>,
    own: Vec<Own>,
    seed: u64,
}

/// Everything of this firm that could move stands still.
const STILL: &[(&str, f64)] = &[
    ("employees", 1.0),
    ("team_size", 8.0),
    ("cross_team_ties", 0.0),
    ("turnover", 0.0),
    ("initial_skill", 0.0),
    ("skill_spread", 0.0),
    ("opinion_spread", 0.0),
    ("session_hours", 1.0),
    ("situations", 1.0),
    ("judgements", 1.0),
    ("drift", 0.0),
    ("pressure", 0.0),
    ("visible_outcomes", 0.0),
    ("tacit_hours", 0.0),
    ("explicit_hours", 0.0),
    ("shared_practice", 0.0),
    ("externalisation", 0.0),
    ("internalisation", 0.0),
    ("voice", 0.0),
    ("trust_decay", 0.0),
    ("attribution", 0.0),
    ("feedback_noise", 0.0),
    ("codifiability", 1.0),
    ("reading_breadth", 1.0),
    ("habit_decay", 0.0),
    ("belief_decay", 0.0),
    ("doubt", 0.0),
    ("evidence_decay", 0.0),
];

/// The firm that stands still.
fn firm() -> Firm {
    usual_firm().with(STILL)
}

/// The firm of the defaults.
fn usual_firm() -> Firm {
    Firm {
        values: Values::defaults(&REGISTRY),
        events: Vec::new(),
        roster: None,
        own: Vec::new(),
        seed: 1,
    }
}

fn layer(keys: &[(&str, f64)]) -> Vec<Assignment> {
    let assignment = |&(name, number): &(&str, f64)| Assignment {
        position: REGISTRY.position(name).expect("a key of the registry"),
        number,
    };
    keys.iter().map(assignment).collect()
}

impl Firm {
    fn set(self, key: &str, number: f64) -> Self {
        self.with(&[(key, number)])
    }

    fn with(mut self, keys: &[(&str, f64)]) -> Self {
        self.values.apply(&layer(keys));
        self
    }

    fn get(&self, key: &str) -> f64 {
        self.values.get(key)
    }

    fn seed(self, seed: u64) -> Self {
        Firm { seed, ..self }
    }

    /// Hours for this many practice sessions a week, whatever the weights of the stages; to be set after the weights.
    fn practice(self, sessions: f64) -> Self {
        let weights = self.get("practice") + self.get("feedback") + self.get("refinement");
        let hours = sessions * self.get("session_hours") * weights / self.get("practice");
        self.set("tacit_hours", hours)
    }

    /// Practice of which nobody tells anything, with or without visible outcomes.
    fn without_debriefs(self) -> Self {
        self.set("feedback", 0.0)
    }

    /// Hours for this many drafts a week; to be set after the weights.
    fn drafts(self, sessions: f64) -> Self {
        let weights = self.get("articulation") + self.get("structuring") + self.get("integration");
        let hours = sessions * self.get("session_hours") * weights / self.get("articulation");
        self.set("explicit_hours", hours)
    }

    /// This many reading sessions a week and no drafts.
    fn readings(self, sessions: f64) -> Self {
        let hours = sessions * self.get("session_hours");
        self.with(&[
            ("articulation", 0.0),
            ("structuring", 0.0),
            ("explicit_hours", hours),
        ])
    }

    /// A week of this many work sessions besides the learning; to be set after the learning hours.
    fn work(self, sessions: f64) -> Self {
        let hours = self.get("learning_hours") + sessions * self.get("session_hours");
        self.set("hours_per_week", hours)
    }

    /// A week in which nothing is met, written or read: all hours go into structuring, of which there is nothing.
    fn idle(self) -> Self {
        let hours = self.get("hours_per_week");
        self.with(&[
            ("articulation", 0.0),
            ("integration", 0.0),
            ("tacit_hours", 0.0),
            ("explicit_hours", hours),
        ])
    }

    fn policy(self, week: u32, keys: &[(&str, f64)]) -> Self {
        self.policy_for(week, keys, &[])
    }

    fn policy_for(mut self, week: u32, keys: &[(&str, f64)], people: &[u32]) -> Self {
        self = self.event(week, "policy", &[], people);
        if let Some(event) = self.events.last_mut() {
            event.set = layer(keys);
        }
        self
    }

    fn shock(self, week: u32, size: f64) -> Self {
        self.event(week, "shock", &[size], &[])
    }

    /// An event, its fields in their order, for some seats or for everybody.
    fn event(mut self, week: u32, kind: &str, fields: &[f64], people: &[u32]) -> Self {
        self.events.push(Event {
            week,
            kind: REGISTRY.event_kind(kind).expect("a kind of event"),
            fields: fields.to_vec(),
            set: Vec::new(),
            who: Participants {
                teams: Vec::new(),
                people: people.to_vec(),
            },
        });
        self
    }

    /// The people of these teams, in order of seats, with ties from a file or none.
    fn people(self, teams: &[u32], ties: Option<&[(u32, u32, f32)]>) -> Self {
        let person = |(seat, &team): (usize, &u32)| Person {
            id: seat.to_string(),
            name: seat.to_string(),
            team,
            role: String::new(),
        };
        let last = teams.iter().max().map_or(0, |last| last + 1);
        let tie = |&(low, high, trust): &(u32, u32, f32)| Tie {
            seats: [low, high],
            trust,
        };
        let roster = Roster {
            people: teams.iter().enumerate().map(person).collect(),
            teams: (0..last).map(|team| team.to_string()).collect(),
            ties: ties.map(|ties| ties.iter().map(tie).collect()),
        };
        let mut firm = self.set("employees", teams.len() as f64);
        firm.roster = Some(roster);
        firm
    }

    fn own(mut self, who: Who, keys: &[(&str, f64)]) -> Self {
        let set = layer(keys);
        self.own.push(Own {
            who,
            set,
            columns: None,
        });
        self
    }

    fn batch(&self, replicate: u32) -> Batch<'_> {
        Batch {
            values: &self.values,
            events: &self.events,
            roster: self.roster.as_ref(),
            own: &self.own,
            people: Watch::Nothing,
            seed: self.seed,
            replicates: replicate..replicate + 1,
        }
    }

    /// The first replicate, at week 0.
    fn run(&self) -> Run<'_> {
        self.replicate(0)
    }

    fn replicate(&self, replicate: u32) -> Run<'_> {
        let key = RunKey {
            seed: self.seed,
            replicate,
        };
        Run::new(key, &self.batch(replicate))
    }
}

/// Equal but for the rounding of single precision.
#[track_caller]
fn near(actual: f64, expected: f64) {
    assert!(
        (actual - expected).abs() < 3e-6,
        "{actual} instead of {expected}"
    );
}

/// The weekly value of a yearly rate, in the words of the specification.
fn weekly(yearly: f64) -> f64 {
    1.0 - (1.0 - yearly).powf(1.0 / 52.0)
}

/// A count of events of this chance lies within four standard deviations.
#[track_caller]
fn expected_count(count: f64, trials: f64, chance: f64) {
    let deviation = (trials * chance * (1.0 - chance)).sqrt();
    assert!(
        (count - trials * chance).abs() <= 4.0 * deviation,
        "{count} of {trials}, expected {} ± {deviation}",
        trials * chance
    );
}
