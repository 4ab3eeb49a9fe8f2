//! What the published models have in common: a clock of periods, parameters that nothing changes during a run.

use crate::scenario::registry::{Change, Clock, Confidence, Horizon, Parameter, Range};

/// Periods within which a run must come to its equilibrium.
pub(super) const MOST_PERIODS: u32 = 10_000;

/// Periods, as many as the parameter `periods` says; at 0 a run goes on to its equilibrium.
pub(super) const PERIODS: Clock = Clock {
    step: "period",
    horizon: Horizon::Parameter {
        name: "periods",
        at_most: MOST_PERIODS,
    },
};

pub(super) const CHANCE: Range = Range::Real {
    low: 0.0,
    high: 1.0,
};

pub(super) const fn parameter(
    (group, name): (&'static str, &'static str),
    label: &'static str,
    (default, unit, range): (f64, &'static str, Range),
    meaning: &'static str,
    source: &'static str,
) -> Parameter {
    Parameter {
        name,
        group,
        label,
        unit,
        range,
        default,
        meaning,
        source,
        confidence: Confidence::Assumption,
        change: Change::Never,
    }
}

pub(super) const fn whole(
    default: f64,
    unit: &'static str,
    low: f64,
    high: f64,
) -> (f64, &'static str, Range) {
    (default, unit, Range::Whole { low, high })
}

/// The defaults of a registry with some keys set, for tests.
#[cfg(test)]
pub(super) fn values(
    registry: &'static crate::scenario::Registry,
    set: &[(&str, f64)],
) -> crate::scenario::Values {
    let mut values = crate::scenario::Values::defaults(registry);
    let assignments = set
        .iter()
        .map(|&(name, number)| crate::scenario::Assignment {
            position: registry.position(name).expect("a parameter"),
            number,
        });
    values.apply(&assignments.collect::<Vec<_>>());
    values
}
