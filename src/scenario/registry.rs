//! What a registry is: the one description of a model's parameters, metrics and events.
//!
//! Each model owns one `Registry` as a constant. Validation, error texts, the resolved file, `seci explain`, the JSON
//! schema, the documentation and the labels of charts are all read from it, so they cannot disagree. This file knows
//! no model and no file format.

use std::fmt;

use super::values::Values;

/// The complete public description of one model.
#[derive(Debug)]
pub struct Registry {
    /// The name a scenario file gives in `model = "…"`.
    pub model: &'static str,
    /// One sentence: what the model is.
    pub title: &'static str,
    /// The tables of a scenario file, in the order in which they are written.
    pub groups: &'static [Group],
    /// All parameters, in the order in which they are documented and hashed.
    pub parameters: &'static [Parameter],
    /// Pairs of keys of which a file gives one pair or the other.
    pub pairs: &'static [EitherOr],
    /// All metrics, in the order of the columns of the tables.
    pub metrics: &'static [Metric],
    /// The kinds of event the model understands.
    pub events: &'static [EventKind],
    /// How time goes by, and what says how long a run lasts.
    pub clock: Clock,
    /// Consecutive replicates that the model makes side by side, from a multiple of this number on: work is shared out in
    /// such blocks. What a run comes to does not depend on which others of its block were asked for.
    pub block: u32,
    /// Groups of which a team or a person of a roster may have keys of its own; empty: the model knows no rosters.
    pub own_groups: &'static [&'static str],
    /// Single keys of other groups of which the same holds.
    pub own_keys: &'static [&'static str],
    /// The metrics that are also observed of every person of a roster, in this order.
    pub person_metrics: &'static [&'static str],
    /// Checks that span several parameters; called with values that are each within their own range.
    pub check: fn(&Values) -> Vec<Breach>,
}

/// How time goes by in a model.
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    /// What a step is called: "week", "period". The tables call it `week` in any case.
    pub step: &'static str,
    pub horizon: Horizon,
}

/// What says how long a run lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Horizon {
    /// The key `weeks` of `[run]`.
    Weeks,
    /// A parameter of the model; where it is 0, a run goes on to its own end, which it must reach within so many steps.
    Parameter { name: &'static str, at_most: u32 },
}

/// A table of the scenario file, such as `[work]`; a dot makes a table within a table.
#[derive(Debug)]
pub struct Group {
    pub name: &'static str,
    pub meaning: &'static str,
}

/// A parameter: a number that a scenario file may set by its name.
#[derive(Debug)]
pub struct Parameter {
    /// The key, unique across all groups.
    pub name: &'static str,
    /// The table it belongs to.
    pub group: &'static str,
    /// A few words for charts and tables.
    pub label: &'static str,
    /// The unit in words: "hours a week", "probability", "rate a year" …
    pub unit: &'static str,
    pub range: Range,
    pub default: f64,
    /// What it means, in a sentence or two.
    pub meaning: &'static str,
    /// Where the default comes from: a citation, or "assumption".
    pub source: &'static str,
    pub confidence: Confidence,
    /// Whether a policy event may change it during a run.
    pub change: Change,
}

/// The values a parameter may take. Infinity as `high` means: no upper bound.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Range {
    /// Real numbers, both bounds included.
    Real { low: f64, high: f64 },
    /// Real numbers above `low`, up to and including `high`.
    Above { low: f64, high: f64 },
    /// Whole numbers, both bounds included.
    Whole { low: f64, high: f64 },
    /// One of these names, which a file writes as a text; the number is its place in the list.
    Named(&'static [&'static str]),
}

/// How well a default is supported; the letters of the fact sheet in `docs/facts.md`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confidence {
    High,
    Medium,
    Low,
    Contested,
    Assumption,
}

/// Whether a parameter may change while a run is under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// A policy event may set it.
    ByPolicy,
    /// Fixed from the start: it shapes what exists at the start.
    Never,
}

/// Two pairs of keys that say the same thing in two ways; both are always held and always agree.
#[derive(Debug)]
pub struct EitherOr {
    /// The pair used when a file names neither.
    pub usual: [&'static str; 2],
    pub other: [&'static str; 2],
    pub to_other: fn([f64; 2]) -> [f64; 2],
    pub to_usual: fn([f64; 2]) -> [f64; 2],
}

/// A number observed of a run in each week.
#[derive(Debug)]
pub struct Metric {
    pub name: &'static str,
    /// A few words for axes and tables.
    pub label: &'static str,
    pub unit: Unit,
    pub meaning: &'static str,
    pub tone: Tone,
    /// The smallest difference that matters to a user.
    pub smallest: Smallest,
}

/// What kind of number a metric is; decides how it is written and which axis it gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Between 0 and 1; written in per cent, differences in percentage points.
    Share,
    /// A difference of two shares, between −1 and 1; written in percentage points.
    Points,
    /// Between −1 and 1.
    Signed,
    /// A count from the start of the run on.
    Count,
}

/// Which loop a metric speaks of; decides its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Tacit,
    Explicit,
    Neutral,
}

/// The smallest difference between two variants that is worth a claim.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Smallest {
    /// In the metric's own unit.
    Absolute(f64),
    /// As a share of the reference's mean.
    Relative(f64),
}

/// A kind of event, such as a shock: what happens, and the fields it takes besides `week` and `kind`.
#[derive(Debug)]
pub struct EventKind {
    pub name: &'static str,
    pub meaning: &'static str,
    /// The fields that must be given; `group` and `change` of a field are not used.
    pub required: &'static [Parameter],
    /// The fields that have their default where they are not given.
    pub optional: &'static [Parameter],
    /// Whether it takes `set = { key = value, … }`.
    pub sets: Sets,
    /// Whom it may be confined to.
    pub meets: Meets,
}

/// Whom an event may be confined to with `teams` and `people`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meets {
    /// Those who are named; everybody where nobody is.
    Participants,
    /// What it changes is the same for all: naming somebody changes nothing, and is remarked upon.
    Everyone,
}

/// Whether an event sets parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sets {
    Nothing,
    /// Any parameter whose `change` is `ByPolicy`.
    Parameters,
}

/// A fault that lies between several parameters: the keys to point at, what is wrong, how to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breach {
    pub keys: Vec<&'static str>,
    pub message: String,
    pub help: String,
}

impl Registry {
    /// The position of a parameter, which is its index in `Values`.
    #[must_use]
    pub fn position(&self, name: &str) -> Option<usize> {
        self.parameters.iter().position(|p| p.name == name)
    }

    /// The position of a metric, which is its index in an observation.
    #[must_use]
    pub fn metric_position(&self, name: &str) -> Option<usize> {
        self.metrics.iter().position(|m| m.name == name)
    }

    /// The steps of a run, where the model's own parameters say so.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a whole number within its range; any other is taken as the nearest"
    )]
    pub fn horizon(&self, values: &Values) -> Option<u32> {
        let Horizon::Parameter { name, at_most } = self.clock.horizon else {
            return None;
        };
        let steps = values.get(name) as u32;
        Some(if steps == 0 { at_most } else { steps })
    }

    /// Whether runs go on to their own end instead of a fixed horizon.
    #[must_use]
    pub fn is_open_ended(&self, values: &Values) -> bool {
        match self.clock.horizon {
            Horizon::Weeks => false,
            Horizon::Parameter { name, .. } => values.get(name) < 1.0,
        }
    }

    /// Whether a team or a person of a roster may have this parameter of its own.
    #[must_use]
    pub fn may_be_own(&self, parameter: &Parameter) -> bool {
        self.own_groups.contains(&parameter.group) || self.own_keys.contains(&parameter.name)
    }

    /// The kind of event of that name.
    #[must_use]
    pub fn event_kind(&self, name: &str) -> Option<&'static EventKind> {
        self.events.iter().find(|e| e.name == name)
    }
}

impl Clock {
    /// Weeks, as many as `[run] weeks` says.
    pub const WEEKS: Clock = Clock {
        step: "week",
        horizon: Horizon::Weeks,
    };
}

impl EventKind {
    /// All fields, in the order of [`Event::fields`](super::Event).
    pub fn fields(&self) -> impl Iterator<Item = &'static Parameter> + use<> {
        self.required.iter().chain(self.optional)
    }
}

impl Parameter {
    /// Whether the label says more than the name: `turnover` labelled "turnover" does not.
    #[must_use]
    pub fn says_more(&self) -> bool {
        says_more(self.name, self.label)
    }

    /// A value as people read it: a name where the range is one of names.
    #[must_use]
    pub fn shown(&self, number: f64) -> String {
        match self.range.name_of(number) {
            Some(name) => name.to_owned(),
            None => number.to_string(),
        }
    }

    /// Whether this is a size: a whole number that shapes what exists at the start. How much chance is drawn depends on
    /// it, so variants of other sizes have other luck.
    #[must_use]
    pub fn is_size(&self) -> bool {
        self.change == Change::Never && matches!(self.range, Range::Whole { .. })
    }
}

impl Metric {
    /// Whether the label says more than the name.
    #[must_use]
    pub fn says_more(&self) -> bool {
        says_more(self.name, self.label)
    }
}

fn says_more(name: &str, label: &str) -> bool {
    name.replace('_', " ") != label.to_lowercase()
}

impl Range {
    /// Whether a number lies within the range (and is whole where it must be).
    #[must_use]
    pub fn contains(&self, number: f64) -> bool {
        match *self {
            Range::Real { low, high } => number.is_finite() && number >= low && number <= high,
            Range::Above { low, high } => number.is_finite() && number > low && number <= high,
            Range::Whole { low, high } => {
                number.is_finite() && number.fract() == 0.0 && number >= low && number <= high
            }
            Range::Named(names) => (0..names.len()).any(|place| is_place(number, place)),
        }
    }

    /// The name that a number stands for, where the range is one of names.
    #[must_use]
    pub fn name_of(&self, number: f64) -> Option<&'static str> {
        let Range::Named(names) = *self else {
            return None;
        };
        let place = (0..names.len()).find(|&place| is_place(number, place))?;
        Some(names[place])
    }

    /// The number of a name, where the range is one of names.
    #[must_use]
    pub fn number_of(&self, name: &str) -> Option<f64> {
        let Range::Named(names) = *self else {
            return None;
        };
        let place = names.iter().position(|known| *known == name)?;
        u32::try_from(place).ok().map(f64::from)
    }
}

fn is_place(number: f64, place: usize) -> bool {
    u32::try_from(place).is_ok_and(|place| number.to_bits() == f64::from(place).to_bits())
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Range::Real {
                low,
                high: f64::INFINITY,
            } => write!(f, "{low} or more"),
            Range::Real { low, high } => write!(f, "{low} to {high}"),
            Range::Above {
                low,
                high: f64::INFINITY,
            } => write!(f, "more than {low}"),
            Range::Above { low, high } => write!(f, "more than {low}, up to {high}"),
            Range::Whole {
                low,
                high: f64::INFINITY,
            } => {
                write!(f, "a whole number, {low} or more")
            }
            Range::Whole { low, high } => write!(f, "a whole number, {low} to {high}"),
            Range::Named(names) => {
                let quoted: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
                f.write_str(&quoted.join(", "))
            }
        }
    }
}

impl fmt::Display for Confidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Confidence::High => "high",
            Confidence::Medium => "medium",
            Confidence::Low => "low",
            Confidence::Contested => "contested",
            Confidence::Assumption => "assumption",
        })
    }
}
