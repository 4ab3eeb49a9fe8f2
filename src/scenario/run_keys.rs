//! The keys of the table `[run]`: a small registry of their own, since they belong to every model.
//!
//! Owns their names, ranges, defaults and meanings, from which error texts, the schema and `seci explain` are made.

use super::registry::Range;

/// A key of `[run]`.
#[derive(Debug)]
pub struct RunKey {
    pub name: &'static str,
    pub kind: RunKind,
    pub unit: &'static str,
    /// As it is written in a file; "none" where there is no default.
    pub default: &'static str,
    pub meaning: &'static str,
}

/// What kind of value a key of `[run]` takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum RunKind {
    Number(Range),
    /// `{ metric = "…", half_width = …, at_most = … }`
    Precision,
    /// `"weekly"`, `"end"` or a list of weeks.
    Observe,
    /// The same, or `"never"`.
    ObservePeople,
    /// The name of a variant.
    Variant,
}

pub(super) const MOST_WEEKS: f64 = 52_000.0;
pub(super) const MOST_REPLICATES: f64 = 1_000_000.0;

pub(super) const WEEKS: RunKey = RunKey {
    name: "weeks",
    kind: RunKind::Number(Range::Whole {
        low: 1.0,
        high: MOST_WEEKS,
    }),
    unit: "weeks",
    default: "156",
    meaning: "How long each run lasts; 156 weeks are three years.",
};

pub(super) const REPLICATES: RunKey = RunKey {
    name: "replicates",
    kind: RunKind::Number(Range::Whole {
        low: 1.0,
        high: MOST_REPLICATES,
    }),
    unit: "runs of each variant",
    default: "100",
    meaning: "How many runs each variant gets. Chance differs from run to run. Replicate 17 of every variant meets the \
              same reality, ties, leavers and newcomers, as far as the variants differ neither in sizes (people, teams, \
              ties, situations, judgements) nor in what decides these draws (such as turnover and drift).",
};

pub(super) const PRECISION: RunKey = RunKey {
    name: "precision",
    kind: RunKind::Precision,
    unit: "-",
    default: "none",
    meaning: "Instead of `replicates`: run blocks of 50 until the 95 % confidence interval of the metric's mean at the \
              last week is at most `half_width` to either side in every variant, or `at_most` runs of each are done.",
};

pub(super) const SEED: RunKey = RunKey {
    name: "seed",
    kind: RunKind::Number(Range::Whole {
        low: 0.0,
        high: 9_007_199_254_740_991.0,
    }),
    unit: "-",
    default: "1",
    meaning: "The number from which all chance is drawn: the same seed gives the same results to the last digit.",
};

pub(super) const OBSERVE: RunKey = RunKey {
    name: "observe",
    kind: RunKind::Observe,
    unit: "weeks",
    default: "\"weekly\"; in a sweep week 0, every 52nd and the last",
    meaning: "The weeks whose metrics are kept: \"weekly\" for all, \"end\" for week 0 and the last, or a list of weeks \
              (the last one is always kept).",
};

pub(super) const OBSERVE_PEOPLE: RunKey = RunKey {
    name: "observe_people",
    kind: RunKind::ObservePeople,
    unit: "weeks",
    default: "\"end\" with a roster of at most 1000 people and no sweep, else \"never\"",
    meaning: "The weeks in which every person of the roster and every tie of its file is observed too, for people.csv and \
              ties between them: \"weekly\", \"end\" for week 0 and the last, \"never\", or a list of weeks.",
};

pub(super) const REFERENCE: RunKey = RunKey {
    name: "reference",
    kind: RunKind::Variant,
    unit: "-",
    default: "the first variant",
    meaning: "The name of the variant with which the others are compared.",
};

/// The key `metric` within `precision` is the name of a metric; these are its numbers.
pub(super) const HALF_WIDTH: RunKey = RunKey {
    name: "half_width",
    kind: RunKind::Number(Range::Above {
        low: 0.0,
        high: f64::INFINITY,
    }),
    unit: "the metric's own unit",
    default: "none",
    meaning: "How far the 95 % confidence interval of the metric's mean may reach to either side.",
};

pub(super) const AT_MOST: RunKey = RunKey {
    name: "at_most",
    kind: RunKind::Number(Range::Whole {
        low: 50.0,
        high: MOST_REPLICATES,
    }),
    unit: "runs of each variant",
    default: "10000",
    meaning: "The number of runs of each variant at which to stop in any case.",
};

pub(super) const METRIC: &str = "metric";

/// All keys of `[run]`, in the order in which they are written.
#[must_use]
pub fn run_keys() -> &'static [RunKey] {
    const {
        &[
            WEEKS,
            REPLICATES,
            PRECISION,
            SEED,
            OBSERVE,
            OBSERVE_PEOPLE,
            REFERENCE,
        ]
    }
}

/// The numbers of `precision = { … }`, besides the name of its metric.
#[must_use]
pub fn precision_keys() -> &'static [RunKey] {
    const { &[HALF_WIDTH, AT_MOST] }
}

impl RunKey {
    /// What may be written, in words.
    #[must_use]
    pub fn accepts(&self) -> String {
        match self.kind {
            RunKind::Number(range) => range.to_string(),
            RunKind::Precision => "{ metric = \"…\", half_width = …, at_most = … }".to_owned(),
            RunKind::Observe => {
                "\"weekly\", \"end\" or a list of weeks such as [0, 52, 104]".to_owned()
            }
            RunKind::ObservePeople => {
                "\"weekly\", \"end\", \"never\" or a list of weeks such as [0, 52, 104]".to_owned()
            }
            RunKind::Variant => "the name of a variant".to_owned(),
        }
    }
}
