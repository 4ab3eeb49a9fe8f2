//! What differs in `[run]` and in the sweep. Knows no variants but by name.

use super::{Difference, Pairing, Shown, Side, Subject};
use crate::design::Scale;
use crate::scenario::load::Loaded;
use crate::scenario::names;
use crate::scenario::registry::{Horizon, Registry};
use crate::scenario::run_keys::run_keys;
use crate::scenario::sweep::{AxisValues, Origin as Drawn, Sweep};
use crate::scenario::{Observe, Replicates, RunSettings};

/// The keys of `[run]` that differ.
pub(super) fn keys(
    sides: [&Loaded; 2],
    run: [&RunSettings; 2],
    pairing: &Pairing,
) -> Vec<Difference> {
    let told = |index: usize| {
        let RunSettings {
            weeks,
            replicates,
            seed,
            observe,
            people,
        } = run[index];
        let scenario = &sides[index].scenario;
        let reference = scenario.variants.get(scenario.reference);
        let (how_many, key) = match replicates {
            Replicates::Count(count) => (Shown::Number(f64::from(*count)), "replicates"),
            Replicates::Precision {
                metric,
                half_width,
                at_most,
            } => {
                let metric = scenario.model.metrics.get(*metric);
                let metric = metric.map_or("", |metric| metric.name);
                let text =
                    format!("as many as it takes for ±{half_width} in {metric}, at most {at_most}");
                (Shown::Text(text), "precision")
            }
        };
        [
            (Shown::Number(f64::from(*weeks)), "weeks"),
            (how_many, key),
            // Seeds are below 2⁵³, but not all of them look well as a number.
            (Shown::Text(seed.to_string()), "seed"),
            (Shown::Text(observed(observe)), "observe"),
            (
                Shown::Text(people.as_ref().map_or("never".to_owned(), observed)),
                "observe_people",
            ),
            (
                Shown::Text(reference.map_or(String::new(), |variant| variant.name.clone())),
                "reference",
            ),
        ]
    };
    let has_weeks = sides
        .iter()
        .any(|side| side.scenario.model.clock.horizon == Horizon::Weeks);
    // Of one against one there is nothing to refer to.
    let is_one_each = sides.iter().all(|side| side.scenario.variants.len() == 1);
    let is_told = |key: &str| match key {
        "weeks" => has_weeks,
        "reference" => !is_one_each && !pairing.both.is_empty(),
        _ => true,
    };
    let mut found = Vec::new();
    for ((a, key_a), (b, key_b)) in told(0).into_iter().zip(told(1)) {
        if a == b || !is_told(key_a) {
            continue;
        }
        let origin = |index: usize, key: &str| {
            let origins = &sides[index].origins.run;
            let known = origins.iter().find(|(name, _)| *name == key);
            known.map_or(String::new(), |(_, origin)| origin.to_string())
        };
        let [a, b] = [(0, key_a, a), (1, key_b, b)]
            .map(|(index, key, value)| Some(Side::new(value, origin(index, key))));
        let unit = run_keys().iter().find(|key| key.name == key_a);
        let unit = unit.map_or("", |key| key.unit).trim_matches('-');
        found.push(Difference::of_all(Subject::Run, key_a, unit, [a, b]));
    }
    found
}

fn observed(observe: &Observe) -> String {
    match observe {
        Observe::Weekly => "weekly".to_owned(),
        Observe::End => "end".to_owned(),
        Observe::Weeks(weeks) => {
            let weeks: Vec<String> = weeks.iter().map(u32::to_string).collect();
            names::listed(&weeks)
        }
    }
}

/// What differs in the sweeps: the design, its size, and what it says of each parameter.
pub(super) fn sweeps(
    model: &Registry,
    sweeps: [Option<&Sweep>; 2],
    origins: &[String; 2],
) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut add = |key: &str, unit: &'static str, texts: [Option<String>; 2]| {
        if texts[0] != texts[1] {
            let [a, b] = texts;
            let side = |text: Option<String>, index: usize| {
                text.map(|text| Side::text(text, origins[index].clone()))
            };
            found.push(Difference::of_all(
                Subject::Sweep,
                key,
                unit,
                [side(a, 0), side(b, 1)],
            ));
        }
    };
    let whole = |sweep: Option<&Sweep>| {
        sweep.map(|sweep| format!("{}, {} points", sweep.design.name(), sweep.rows.len()))
    };
    add("sweep", "", sweeps.map(whole));
    add(
        "levels",
        "",
        sweeps.map(|sweep| sweep?.levels.map(|levels| levels.to_string())),
    );
    for (position, parameter) in model.parameters.iter().enumerate() {
        let axis = |sweep: Option<&Sweep>| {
            let axis = sweep?.axes.iter().find(|axis| axis.position == position);
            axis.map(|axis| axis_text(&axis.values, |number| parameter.shown(number)))
        };
        add(parameter.name, parameter.unit, sweeps.map(axis));
    }
    if found.is_empty()
        && let [Some(a), Some(b)] = sweeps
        && a.rows != b.rows
        // Drawn from the same ranges; the seeds are told.
        && a.design.origin() != Drawn::Ranges
    {
        let differing = a.rows.iter().zip(&b.rows).position(|(a, b)| a != b);
        let row = |sweep: &Sweep| {
            let row = differing.and_then(|at| sweep.rows.get(at));
            let numbers: Vec<String> = row.into_iter().flatten().map(f64::to_string).collect();
            Some(Side::text(
                format!(
                    "point {}: {}",
                    differing.map_or(0, |at| at + 1),
                    names::listed(&numbers)
                ),
                "",
            ))
        };
        found.push(Difference::of_all(
            Subject::Sweep,
            "points",
            "",
            [row(a), row(b)],
        ));
    }
    found
}

fn axis_text(values: &AxisValues, shown: impl Fn(f64) -> String) -> String {
    let scaled = |scale: Scale| match scale {
        Scale::Linear => "",
        Scale::Log => ", by equal factors",
    };
    match values {
        AxisValues::Listed(values) => {
            let values: Vec<String> = values.iter().map(|value| shown(*value)).collect();
            format!("swept: {}", names::listed(&values))
        }
        AxisValues::Stepped {
            from,
            to,
            steps,
            scale,
        } => format!("swept: {from} to {to} in {steps} steps{}", scaled(*scale)),
        AxisValues::Range { from, to, scale } => {
            format!("swept: {from} to {to}{}", scaled(*scale))
        }
        AxisValues::OfPoints => "swept: the values of the points".to_owned(),
    }
}
