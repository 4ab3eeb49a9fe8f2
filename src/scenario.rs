//! Scenario files: TOML with inheritance in, one validated [`Scenario`] out, or every fault at once.
//!
//! Owns what a [`Registry`] is, how layers of values fall on one another and where each value came from, and the texts
//! of faults. Knows no model: it is handed the registries of those there are.

mod assemble;
pub mod charts;
mod csv_file;
pub mod differences;
mod document;
mod explain;
mod faults;
mod keys;
mod layer;
mod load;
mod names;
mod overrides;
mod points_file;
mod purpose;
mod reader;
pub mod registry;
mod resolved;
pub mod roster;
mod run_keys;
mod schema;
mod settle;
mod source;
pub mod sweep;
mod sweep_keys;
pub mod values;
mod walk;

use std::sync::Arc;

pub use charts::{CHART_KINDS, Chart};
pub use differences::{Difference, Differences, differences};
pub use explain::{Unexplained, explain, overview};
pub use faults::{Fault, Faults, Place};
pub use load::{Loaded, Origins, load};
pub use names::{is_allowed as is_allowed_name, nearest};
pub use overrides::Overrides;
pub use purpose::Purpose;
pub use registry::Registry;
pub use roster::{
    Answers, Odd, Own, OwnColumns, Participants, Person, Roster, Structure, Survey, TeamsFrom, Tie,
    Who,
};
pub use run_keys::{RunKey, RunKind, precision_keys, run_keys};
pub use schema::schema;
pub use settle::Origin;
pub use source::{Library, Shipped, Source};
pub use sweep::{Axis, AxisValues, Design, Sweep};
pub use values::{Assignment, Event, Values};

/// What a scenario file says, validated: everything needed to run it.
#[derive(Debug, Clone)]
pub struct Scenario {
    pub model: &'static Registry,
    /// Names the output folder; letters, digits, `-` and `_`.
    pub name: String,
    /// The question the scenario asks, or its headline; the name where the file itself gives none.
    pub title: String,
    pub run: RunSettings,
    /// What the variants start from: the defaults, the files and the command line, without any variant.
    pub base: Values,
    /// At least one; a file without variants has one called `base`.
    pub variants: Vec<Variant>,
    /// Index of the variant that the others are compared with.
    pub reference: usize,
    /// The points at which every variant is run; none: as it is.
    pub sweep: Option<Sweep>,
    /// The people of a real organisation, and the ties between them; none: the model makes them up.
    pub roster: Option<Arc<Roster>>,
    /// Whose departures are tried, each in a variant of its own.
    pub who_matters: Option<WhoMatters>,
    /// The charts that the file chooses, in their order; none: all that there are.
    pub charts: Vec<Chart>,
}

/// The table `[run]`: how long, how often, from which seed, what is observed. Equal for all variants.
#[derive(Debug, Clone, PartialEq)]
pub struct RunSettings {
    pub weeks: u32,
    pub replicates: Replicates,
    /// The root seed, 0 … 2⁵³ − 1.
    pub seed: u64,
    pub observe: Observe,
    /// The same of every single person and tie of the roster; none: they are not kept.
    pub people: Option<Observe>,
}

/// How many runs each variant gets.
#[derive(Debug, Clone, PartialEq)]
pub enum Replicates {
    Count(u32),
    /// As many blocks of 50 as it takes until the 95 % interval of the metric's mean at the last week has at most this
    /// half-width in every variant, at most `at_most`.
    Precision {
        metric: usize,
        half_width: f64,
        at_most: u32,
    },
}

/// The weeks whose metrics are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Observe {
    Weekly,
    /// Week 0 and the last.
    End,
    /// These, and the last.
    Weeks(Vec<u32>),
}

/// Whose departures are tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhoMatters {
    /// The week in which each of them leaves.
    pub week: u32,
    /// Seats, ascending.
    pub people: Vec<u32>,
}

/// One what-if: a full set of values and the events that befall it.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    pub name: String,
    pub label: String,
    pub values: Values,
    pub events: Vec<Event>,
    /// What teams and people of the roster have of their own: teams first, each kind in the order of the roster.
    pub own: Vec<Own>,
    /// What the file asks for, unless a chart or a study of the file needs it.
    pub purpose: Purpose,
}

impl PartialEq for Scenario {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.model, other.model)
            && self.name == other.name
            && self.title == other.title
            && self.run == other.run
            && self.base == other.base
            && self.variants == other.variants
            && self.reference == other.reference
            && self.sweep == other.sweep
            && self.roster == other.roster
            && self.who_matters == other.who_matters
            && self.charts == other.charts
    }
}

impl Scenario {
    /// Whether any of the runs goes on to an end of its own.
    #[must_use]
    pub fn is_open_ended(&self) -> bool {
        let any = |values: &Values| self.model.is_open_ended(values);
        self.variants.iter().any(|variant| match &self.sweep {
            None => any(&variant.values),
            Some(sweep) => sweep.rows.iter().any(|point| {
                let mut values = variant.values.clone();
                sweep.apply(point, &mut values);
                any(&values)
            }),
        })
    }

    /// How long runs last: "156 weeks", "to equilibrium, at most 10000 periods".
    #[must_use]
    pub fn length(&self) -> String {
        let steps = format!("{} {}s", self.run.weeks, self.model.clock.step);
        if self.is_open_ended() {
            format!("to equilibrium, at most {steps}")
        } else {
            steps
        }
    }
}

impl Observe {
    /// The weeks, ascending, where the last is this one: always among them.
    fn weeks(&self, last: u32) -> Vec<u32> {
        let mut weeks = match self {
            Observe::Weekly => (0..=last).collect(),
            Observe::End => vec![0, last],
            Observe::Weeks(weeks) => weeks.clone(),
        };
        weeks.push(last);
        weeks.sort_unstable();
        weeks.dedup();
        weeks
    }
}

impl RunSettings {
    /// The weeks observed, ascending, the last week always among them.
    #[must_use]
    pub fn observed_weeks(&self) -> Vec<u32> {
        self.observe.weeks(self.weeks)
    }

    /// The weeks in which people are observed, likewise; none where they are not.
    #[must_use]
    pub fn people_weeks(&self) -> Vec<u32> {
        let people = self.people.as_ref();
        people.map_or_else(Vec::new, |people| people.weeks(self.weeks))
    }
}
