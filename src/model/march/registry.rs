//! The registry of March's model: names, ranges, defaults and sources.

use crate::model::published::{CHANCE, MOST_PERIODS, PERIODS, parameter, whole};
use crate::scenario::registry::{
    Breach, Group, Metric, Parameter, Range, Registry, Smallest, Tone, Unit,
};
use crate::scenario::values::Values;

use super::lanes;

/// The complete public description of March's model.
pub static REGISTRY: Registry = Registry {
    model: "march-1991",
    title: "Individuals learn from an organisational code, and the code from those individuals who know better: exploration and exploitation in organisational learning (March 1991).",
    groups: &[
        Group {
            name: "organisation",
            meaning: "Who is there, and who comes and goes.",
        },
        Group {
            name: "work",
            meaning: "The reality that is to be known.",
        },
        Group {
            name: "learning",
            meaning: "How fast individuals and the code learn, and for how long.",
        },
    ],
    parameters: PARAMETERS,
    pairs: &[],
    metrics: METRICS,
    events: &[],
    clock: PERIODS,
    block: lanes::RUNS as u32,
    own_groups: &[],
    own_keys: &[],
    person_metrics: &[],
    check,
};

fn check(values: &Values) -> Vec<Breach> {
    let moving: Vec<&'static str> = ["p3", "p4"]
        .into_iter()
        .filter(|name| values.get(name) > 0.0)
        .collect();
    if values.get("periods") > 0.0 || moving.is_empty() {
        return Vec::new();
    }
    let mut keys = vec!["periods"];
    keys.extend(moving);
    vec![Breach {
        keys,
        message: "with turnover (p3) or turbulence (p4) there is no equilibrium to wait for"
            .to_owned(),
        help: "say for how many periods to run: March's Figures 4 and 5 use periods = 20 and 100"
            .to_owned(),
    }]
}

const fn chance(default: f64) -> (f64, &'static str, Range) {
    (default, "probability a period", CHANCE)
}

#[rustfmt::skip]
const PARAMETERS: &[Parameter] = &[
    parameter(("organisation", "individuals"), "individuals", whole(50.0, "individuals", 1.0, 1e6),
        "Members of the organisation.", "March 1991, Figures 1 to 5: 50"),
    parameter(("organisation", "p3"), "turnover", chance(0.0),
        "The chance that an individual is replaced by a newcomer, whose beliefs are drawn anew.",
        "March 1991, Figure 4: 0 to 1; without turnover 0"),
    parameter(("work", "dimensions"), "dimensions of reality", whole(30.0, "dimensions", 1.0, 10_000.0),
        "Dimensions of reality, each +1 or −1.", "March 1991, all figures: 30"),
    parameter(("work", "p4"), "turbulence", chance(0.0),
        "The chance that a dimension of reality turns round.",
        "March 1991, Figure 5: 0.02; without turbulence 0"),
    parameter(("learning", "p1"), "socialisation", chance(0.5),
        "How fast individuals learn from the code: the chance that a belief that differs from a code that is not 0 moves one step towards it.",
        "March 1991, Figure 1: 0.1 to 0.9"),
    parameter(("learning", "slow_share"), "share of slow learners", (0.0, "share", CHANCE),
        "The share of individuals (to the nearest whole number of them, the first ones) who learn with `slow_p1` instead of `p1`; newcomers learn like those whose seats they take.",
        "March 1991, Figure 2: heterogeneous socialisation; without it 0"),
    parameter(("learning", "slow_p1"), "socialisation of slow learners", chance(0.1),
        "How fast the slow learners learn from the code.", "March 1991, Figure 2: 0.1"),
    parameter(("learning", "averaged"), "averaging of speeds", (0.0, "share of the distance", CHANCE),
        "How far the speeds of slow and other learners are moved towards their average. 0: as they are; 1: everybody learns at the average speed, which is what a mixture is to be compared with.",
        "March 1991, Figure 2: homogeneous organisations of the same average"),
    parameter(("learning", "p2"), "learning by the code", chance(0.5),
        "How fast the code learns from those who know better than it does: it takes over the majority's view of a dimension with probability 1 − (1 − p2)^k, where k is the margin of that majority.",
        "March 1991, Figure 1: 0.1 to 0.9"),
    parameter(("learning", "periods"), "periods", whole(0.0, "periods", 0.0, MOST_PERIODS as f64),
        "How many periods a run lasts; 0: until nobody can learn any more, which needs p3 = 0 and p4 = 0. A run that has no equilibrium after 10000 periods fails.",
        "March 1991: Figures 1 to 3 are at equilibrium, Figure 4 at period 20, Figure 5 over 100 periods"),
];

#[rustfmt::skip]
const METRICS: &[Metric] = &[
    Metric {
        name: "code_score",
        label: "knowledge of the code",
        unit: Unit::Signed,
        meaning: "The mean of code · reality over all dimensions: 1 all right, 0 no better than knowing nothing, −1 all wrong. March's measure of organisational knowledge.",
        tone: Tone::Explicit,
        smallest: Smallest::Absolute(0.02),
    },
    Metric {
        name: "code_share",
        label: "share of reality that the code knows",
        unit: Unit::Share,
        meaning: "The share of dimensions in which the code is right. (1 + code_score)/2 once no value of the code is 0; mixing up the two is the commonest error of replications.",
        tone: Tone::Explicit,
        smallest: Smallest::Absolute(0.01),
    },
    Metric {
        name: "individual_share",
        label: "share of reality that individuals know",
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
