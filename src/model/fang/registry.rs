//! The registry of the model of Fang, Lee & Schilling: names, ranges, defaults and sources.

use crate::model::published::{CHANCE, MOST_PERIODS, PERIODS, parameter, whole};
use crate::scenario::registry::{
    Breach, Change, Group, Metric, Parameter, Registry, Smallest, Tone, Unit,
};
use crate::scenario::values::Values;

/// The complete public description of the model of Fang, Lee & Schilling.
pub static REGISTRY: Registry = Registry {
    model: "fang-2010",
    title: "Individuals in semi-isolated subgroups learn from contacts who do better, in a world of interdependent dimensions (Fang, Lee & Schilling 2010).",
    groups: &[
        Group {
            name: "organisation",
            meaning: "Who is there, and who is tied to whom.",
        },
        Group {
            name: "work",
            meaning: "The reality that is to be known, and what knowing it pays.",
        },
        Group {
            name: "learning",
            meaning: "How fast individuals learn, and for how long.",
        },
    ],
    parameters: PARAMETERS,
    pairs: &[],
    metrics: METRICS,
    events: &[],
    clock: PERIODS,
    block: 1,
    own_groups: &[],
    own_keys: &[],
    person_metrics: &[],
    check,
};

fn check(values: &Values) -> Vec<Breach> {
    let (dimensions, block) = (values.get("dimensions"), values.get("block"));
    if dimensions % block == 0.0 {
        return Vec::new();
    }
    vec![Breach {
        keys: vec!["dimensions", "block"],
        message: format!("{dimensions} dimensions cannot be divided into blocks of {block}"),
        help: "make `dimensions` a multiple of `block`".to_owned(),
    }]
}

#[rustfmt::skip]
const PARAMETERS: &[Parameter] = &[
    parameter(("organisation", "groups"), "groups", whole(40.0, "groups", 1.0, 10_000.0),
        "Subgroups of the organisation.", "Fang, Lee & Schilling 2010: 280 individuals in groups of 7"),
    parameter(("organisation", "group_size"), "size of a group", whole(7.0, "individuals", 1.0, 1_000.0),
        "Individuals in a group; before rewiring all of them are tied to one another.", "Fang, Lee & Schilling 2010: 7"),
    parameter(("organisation", "rewiring"), "rewiring", (0.1, "probability", CHANCE),
        "The chance that a tie within a group is replaced by one to somebody of another group. 0: isolated groups, 1: nearly a random network.",
        "Fang, Lee & Schilling 2010: 0 to 1 (β)"),
    parameter(("work", "dimensions"), "dimensions of reality", whole(100.0, "dimensions", 1.0, 10_000.0),
        "Dimensions of reality, each +1 or −1.", "Fang, Lee & Schilling 2010: 100"),
    // What pays shapes nothing that is drawn at the start, so organisations that differ in it share their luck.
    Parameter {
        change: Change::ByPolicy,
        ..parameter(("work", "block"), "interdependent dimensions", whole(5.0, "dimensions", 1.0, 10_000.0),
        "Dimensions in a block, which pays only if every belief in it is right; 1: each pays for itself.",
        "Fang, Lee & Schilling 2010: 5 (s); 1 without interdependence")
    },
    parameter(("learning", "learning"), "learning", (0.3, "probability a period", CHANCE),
        "The chance, for each dimension, that an individual takes over the majority view of those contacts who do better.",
        "Fang, Lee & Schilling 2010: 0.3"),
    parameter(("learning", "periods"), "periods", whole(0.0, "periods", 0.0, MOST_PERIODS as f64),
        "How many periods a run lasts; 0: until nobody can learn any more. A run that has no equilibrium after 10000 periods fails.",
        "Fang, Lee & Schilling 2010: equilibrium"),
];

#[rustfmt::skip]
const METRICS: &[Metric] = &[
    Metric {
        name: "payoff",
        label: "mean payoff",
        unit: Unit::Count,
        meaning: "s times the number of blocks of s dimensions in which every belief is right, the mean over individuals: 0 to the number of dimensions.",
        tone: Tone::Tacit,
        smallest: Smallest::Relative(0.05),
    },
    Metric {
        name: "share_correct",
        label: "share of reality that is known",
        unit: Unit::Share,
        meaning: "The share of dimensions in which an individual's belief is right, the mean over individuals.",
        tone: Tone::Tacit,
        smallest: Smallest::Absolute(0.01),
    },
    Metric {
        name: "periods_to_equilibrium",
        label: "periods to equilibrium",
        unit: Unit::Count,
        meaning: "Periods until nobody could learn any more; where that has not come about, the periods so far.",
        tone: Tone::Neutral,
        smallest: Smallest::Relative(0.05),
    },
];
