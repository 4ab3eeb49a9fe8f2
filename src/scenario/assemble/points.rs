//! Lays out the points of a sweep and holds every one of them against every variant.
//!
//! Owns what can be wrong between a sweep and the rest of the scenario: two layers that decide the same parameter, points
//! whose values do not fit together, designs that are too large.

use std::collections::BTreeSet;

use super::super::faults::{Fault, Place, merge};
use super::super::layer::{AxisLayer, EventLayer, Given, Layer, SweepLayer, VariantLayer};
use super::super::overrides::CommandLine;
use super::super::registry::Registry;
use super::super::settle::{Settled, Speaker, do_not_fit};
use super::super::sweep::{Axis, AxisValues, Design, MOST_ROWS, Sweep};
use super::super::sweep_keys::DEFAULT_LEVELS;
use super::super::values::{Assignment, Values};
use super::super::walk::{axis_of, steps_of};
use super::{LONE_VARIANT, checks};
use crate::design::{self, Levels, Scale};

/// The sweep with all its points, or what is wrong with it.
pub(super) fn lay_out(
    layer: &SweepLayer,
    base: &Values,
    seed: u64,
    command_line: &CommandLine,
) -> Result<Sweep, Vec<Fault>> {
    let registry = base.registry();
    let mut pairs = Layer::default();
    for axis in &layer.axes {
        let number = registry.parameters[axis.position].default;
        let value = Assignment {
            position: axis.position,
            number,
        };
        pairs.assignments.push(Given {
            value,
            place: axis.place.clone(),
        });
    }
    let faults = pairs.complete(registry, &mut Vec::new());
    if !faults.is_empty() {
        return Err(faults);
    }
    let samples = command_line.samples.as_ref().or(layer.samples.as_ref());
    let levels = (layer.design == Design::Morris).then(|| {
        layer
            .levels
            .as_ref()
            .map_or(DEFAULT_LEVELS, |given| given.value)
    });
    let samples_value = samples.map(|given| given.value);
    size(
        layer,
        registry,
        samples_value,
        samples.map(|given| &given.place),
    )?;
    Ok(Sweep {
        design: layer.design,
        samples: samples_value,
        levels,
        axes: layer
            .axes
            .iter()
            .map(|axis| Axis {
                position: axis.position,
                values: axis.values.clone(),
            })
            .collect(),
        rows: rows(layer, base, seed, samples_value.unwrap_or(0), levels),
    })
}

/// The values of an axis, where it has any.
fn listed(axis: &AxisLayer, registry: &Registry) -> Vec<f64> {
    match &axis.values {
        AxisValues::Listed(values) => values.clone(),
        AxisValues::Stepped {
            from,
            to,
            steps,
            scale,
        } => {
            // Whether all steps are whole where they must be has been asked when they were read.
            steps_of(
                &registry.parameters[axis.position],
                *from,
                *to,
                *scale,
                *steps,
            )
            .unwrap_or_default()
        }
        AxisValues::Range { .. } | AxisValues::OfPoints => Vec::new(),
    }
}

/// Refuses designs that are too large, and values that cannot be taken together.
fn size(
    layer: &SweepLayer,
    registry: &Registry,
    samples: Option<u32>,
    place: Option<&Place>,
) -> Result<(), Vec<Fault>> {
    let lengths: Vec<usize> = layer
        .axes
        .iter()
        .map(|axis| listed(axis, registry).len())
        .collect();
    let axes = layer.axes.len();
    let samples = samples.map_or(0, |samples| samples as usize);
    // More than can be counted is too many as well.
    let rows = match layer.design {
        Design::Grid => lengths
            .iter()
            .fold(1_usize, |rows, length| rows.saturating_mul(*length)),
        Design::OneAtATime => lengths.iter().sum(),
        Design::LatinHypercube | Design::Sobol => samples,
        Design::Morris => samples.saturating_mul(axes + 1),
        Design::Saltelli => samples.saturating_mul(axes + 2),
        Design::Zip | Design::List | Design::Csv => 0,
    };
    if rows > MOST_ROWS {
        let fault = Fault::at(place.unwrap_or(&layer.place), format!("this sweep has {rows} points; at most {MOST_ROWS} are possible"))
            .label("too many")
            .help("Take fewer values or samples, or a design that needs fewer points for the same question: `seci explain design` lists them.");
        return Err(vec![fault]);
    }
    if layer.design == Design::Zip
        && let Some(other) = lengths.iter().position(|length| *length != lengths[0])
    {
        let name = |axis: usize| registry.parameters[layer.axes[axis].position].name;
        let message = format!(
            "a zip takes the values of all parameters together, but `{}` has {} of them and `{}` has {}",
            name(0),
            lengths[0],
            name(other),
            lengths[other]
        );
        let fault = Fault::at(&layer.axes[other].place, message)
            .label(format!("{} values", lengths[other]))
            .help("Give every parameter as many values. All combinations of them are the design \"grid\".")
            .also_at(&layer.axes[0].place, &format!("{} values", lengths[0]));
        return Err(vec![fault]);
    }
    Ok(())
}

fn rows(
    layer: &SweepLayer,
    base: &Values,
    seed: u64,
    samples: u32,
    levels: Option<u32>,
) -> Vec<Vec<f64>> {
    let registry = base.registry();
    let values = || -> Vec<Vec<f64>> {
        layer
            .axes
            .iter()
            .map(|axis| listed(axis, registry))
            .collect()
    };
    let axes = layer.axes.len();
    let drawn = match layer.design {
        Design::List | Design::Csv => return layer.rows.clone().unwrap_or_default(),
        Design::Grid => return design::grid(&values()).collect(),
        Design::Zip => {
            let values = values();
            let length = values.first().map_or(0, Vec::len);
            return (0..length)
                .map(|row| values.iter().map(|axis| axis[row]).collect())
                .collect();
        }
        Design::OneAtATime => {
            let base: Vec<f64> = layer
                .axes
                .iter()
                .map(|axis| base.numbers()[axis.position])
                .collect();
            return design::one_at_a_time(&base, &values());
        }
        Design::LatinHypercube => design::latin_hypercube(seed, samples, axes),
        Design::Sobol => design::sobol(seed, samples, axes),
        Design::Saltelli => design::saltelli(seed, samples, axes),
        Design::Morris => {
            let levels = levels.and_then(Levels::new).unwrap_or_default();
            design::morris(seed, samples, levels, axes)
        }
    };
    let ranges: Vec<design::Axis> = layer
        .axes
        .iter()
        .map(|axis| {
            let (from, to, scale) = match axis.values {
                AxisValues::Range { from, to, scale } => (from, to, scale),
                _ => (0.0, 0.0, Scale::Linear),
            };
            axis_of(&registry.parameters[axis.position], from, to, scale)
        })
        .collect();
    drawn
        .into_iter()
        .map(|unit| {
            ranges
                .iter()
                .zip(unit)
                .map(|(axis, unit)| axis.at(unit))
                .collect()
        })
        .collect()
}

/// Another layer that decides a parameter that is swept: one of the two would have no effect.
pub(super) fn decided_twice(
    layer: &SweepLayer,
    variants: &[VariantLayer],
    command_line: &Layer,
    registry: &'static Registry,
) -> Vec<Fault> {
    let mut faults = Vec::new();
    for axis in &layer.axes {
        let name = registry.parameters[axis.position].name;
        if let Some(place) = command_line.decides(registry, name) {
            let fault = Fault::at(
                place,
                format!("`{name}` is swept, so it cannot be set as well"),
            )
            .label("has no effect")
            .help("Leave it out, or take the parameter out of [sweep].")
            .also_at(&axis.place, "swept");
            faults.push(fault);
        }
        for variant in variants {
            if let Some(place) = variant.layer.decides(registry, name) {
                let message = format!(
                    "`{name}` is swept, so the variant `{}` cannot set it as well",
                    variant.name.value
                );
                let fault = Fault::at(place, message)
                    .label("has no effect")
                    .help("Every variant is run at every point of the sweep. Leave the key out here, or take the parameter out of [sweep].")
                    .also_at(&axis.place, "swept");
                faults.push(fault);
            }
        }
    }
    faults
}

/// Points at which the values of a variant do not fit together, at the start or once policies have changed them.
pub(super) fn misfits(
    sweep: &Sweep,
    layer: &SweepLayer,
    settled: &[(Settled, &[EventLayer])],
    variants: &[VariantLayer],
    shared: &[EventLayer],
    refused: &[usize],
) -> Vec<Fault> {
    let names: Vec<&str> = match variants {
        [] => vec![LONE_VARIANT],
        some => some.iter().map(|v| v.name.value.as_str()).collect(),
    };
    let mut faults = Vec::new();
    for (index, (values, own)) in settled.iter().enumerate() {
        // What is wrong without the sweep is told without it.
        if !values.breaches(refused).is_empty() {
            continue;
        }
        let events = checks::in_order(shared, own);
        let misfits: Vec<&Vec<f64>> = sweep
            .rows
            .iter()
            .filter(|point| {
                let mut values = values.values.clone();
                sweep.apply(point, &mut values);
                do_not_fit(&values)
                    || events.iter().any(|event| {
                        values.apply(&event.set.plain());
                        !event.set.assignments.is_empty() && do_not_fit(&values)
                    })
            })
            .collect();
        let Some(first) = misfits.first() else {
            continue;
        };
        let mut at_point = values.clone();
        at_point.apply(&as_layer(layer, first), Speaker::File);
        let start = at_point.breaches(refused);
        let after = checks::event_faults(&at_point, &events, refused, &start);
        let start = start.into_iter().map(|breach| at_point.fault(breach, None));
        let shown = told(layer, first, values.values.registry());
        let distinct: BTreeSet<Vec<u64>> = misfits
            .iter()
            .map(|point| point.iter().map(|number| number.to_bits()).collect())
            .collect();
        let prefix = match distinct.len() {
            1 => format!("at the point {shown}: "),
            count => format!("at {count} points of the sweep, the first being {shown}: "),
        };
        faults.extend(
            start
                .chain(after)
                .map(|fault| (index, fault.prefixed(&prefix))),
        );
    }
    merge(faults, &names)
}

pub(super) fn as_layer(layer: &SweepLayer, point: &[f64]) -> Layer {
    let axes = layer.axes.iter().zip(point);
    let mut assignments: Vec<Given<Assignment>> = axes
        .map(|(axis, &number)| Given {
            value: Assignment {
                position: axis.position,
                number,
            },
            place: axis.place.clone(),
        })
        .collect();
    assignments.sort_by_key(|given| given.value.position);
    Layer {
        assignments,
        named: Vec::new(),
    }
}

/// A point in words: `explicit_share = 0.3, turnover = 0.2`.
pub(super) fn told(layer: &SweepLayer, point: &[f64], registry: &Registry) -> String {
    let axes = layer.axes.iter().zip(point);
    let axes: Vec<String> = axes
        .map(|(axis, number)| format!("{} = {number}", registry.parameters[axis.position].name))
        .collect();
    axes.join(", ")
}
