//! Puts the charts of a file together with what they speak of: variants, metrics, weeks, and whether the scenario can
//! give a chart of that kind at all.
//!
//! Owns these checks; a bridge's way from one variant to another is a file of its own.

use super::super::charts::{Chart, Mark, MarkAt, Needs};
use super::super::faults::Fault;
use super::super::layer::{ChartLayer, Given};
use super::super::names;
use super::super::registry::{Registry, Unit};
use super::super::sweep::{AxisValues, Design};
use super::super::{Sweep, Variant};
use super::bridge::{self, Coalition};

/// What charts are checked against.
pub(super) struct Whole<'a> {
    pub registry: &'static Registry,
    pub variants: &'a [Variant],
    pub sweep: Option<&'a Sweep>,
    pub weeks: u32,
}

/// The charts, and the variants that bridges need besides.
pub(super) fn charts(
    layers: &[ChartLayer],
    given: &Whole<'_>,
    faults: &mut Vec<Fault>,
) -> (Vec<Chart>, Vec<Coalition>) {
    let (mut charts, mut coalitions) = (Vec::new(), Vec::new());
    for layer in layers {
        let before = faults.len();
        check(layer, given, faults);
        let mut bridge = None;
        if faults.len() == before && layer.kind.needs == Needs::Bridge && given.sweep.is_none() {
            match bridge::bridge(layer, given, &mut coalitions) {
                Ok(found) => bridge = Some(found),
                Err(fault) => faults.push(*fault),
            }
        }
        charts.push(Chart {
            kind: layer.kind,
            title: layer.title.clone(),
            note: layer.note.clone(),
            metric: layer.metric.as_ref().map(|metric| metric.value),
            variants: layer
                .variants
                .iter()
                .map(|name| name.value.clone())
                .collect(),
            marks: layer
                .marks
                .iter()
                .filter_map(|mark| {
                    let week = mark.week.as_ref().map(|week| MarkAt::Week(week.value));
                    let value = || mark.value.as_ref().map(|value| MarkAt::Value(value.value));
                    Some(Mark {
                        at: week.or_else(value)?,
                        text: mark.text.clone(),
                    })
                })
                .collect(),
            bridge,
        });
    }
    (charts, coalitions)
}

fn check(layer: &ChartLayer, given: &Whole<'_>, faults: &mut Vec<Fault>) {
    let before = faults.len();
    for name in layer.variants.iter().chain(&layer.from).chain(&layer.to) {
        faults.extend(unknown(name, given.variants));
    }
    for (index, name) in layer.variants.iter().enumerate() {
        if layer.variants[..index]
            .iter()
            .any(|earlier| earlier.value == name.value)
        {
            let message = format!("`{}` is named twice in this chart", name.value);
            faults.push(
                Fault::at(&name.place, message)
                    .label("again")
                    .help("Keep one."),
            );
        }
    }
    for mark in &layer.marks {
        if let Some(week) = mark.week.as_ref().filter(|week| week.value > given.weeks) {
            let message = format!(
                "week {} cannot be marked: it lies after the last week",
                week.value
            );
            let help = format!("The run lasts {} weeks.", given.weeks);
            faults.push(Fault::at(&week.place, message).label("too late").help(help));
        }
        if let Some(value) = &mark.value
            && layer.kind.name == "scissors"
        {
            let message =
                "a chart of kind \"scissors\" has two scales, and a `value` would be of neither"
                    .to_owned();
            let fault = Fault::at(&value.place, message).label("of which?");
            faults.push(fault.help("Mark a `week`, or a value in a chart of kind \"fan\"."));
        }
    }
    if let Some(metric) = &layer.metric
        && layer.kind.needs != Needs::Bridge
        && given.registry.metrics[metric.value].unit != Unit::Share
    {
        let shares: Vec<&str> = given
            .registry
            .metrics
            .iter()
            .filter(|metric| metric.unit == Unit::Share)
            .map(|metric| metric.name)
            .collect();
        let message = format!(
            "a chart of kind \"{}\" shows shares, and `{}` is none",
            layer.kind.name, given.registry.metrics[metric.value].name
        );
        let help = format!("Shares are: {}.", names::listed(&shares));
        faults.push(
            Fault::at(&metric.place, message)
                .label("no share")
                .help(help),
        );
    }
    if faults.len() == before
        && let Some((why, help)) = lacking(layer, given)
    {
        let message = format!("the chart \"{}\" {why}", layer.kind.name);
        faults.push(
            Fault::at(&layer.place, message)
                .label("cannot be drawn")
                .help(help),
        );
    }
}

/// The fault of a name that no variant has.
fn unknown(given: &Given<String>, variants: &[Variant]) -> Option<Fault> {
    let known: Vec<&str> = variants
        .iter()
        .map(|variant| variant.name.as_str())
        .collect();
    if known.contains(&given.value.as_str()) {
        return None;
    }
    let help = match names::nearest(&given.value, known.iter().copied()) {
        Some(near) => format!("Did you mean \"{near}\"?"),
        None => format!("The variants are: {}.", names::listed(&known)),
    };
    let message = format!("there is no variant `{}`", given.value);
    Some(
        Fault::at(&given.place, message)
            .label("no such variant")
            .help(help),
    )
}

/// Why the scenario cannot give a chart, and what would help.
fn lacking(layer: &ChartLayer, given: &Whole<'_>) -> Option<(String, String)> {
    let remove = "Remove the chart";
    let of_runs = || {
        given.sweep.map(|_| {
            (
                "shows runs at one point, and this scenario sweeps over several".to_owned(),
                format!(
                    "{remove}, or the [sweep]; of a sweep there are dose-response, regime-map, bridge, tornado, \
                     sensitivity and convergence."
                ),
            )
        })
    };
    match layer.kind.needs {
        Needs::Runs => of_runs(),
        Needs::Variants => of_runs().or_else(|| {
            let shown = match layer.variants.len() {
                0 => given.variants.len(),
                some => some,
            };
            (shown < 2).then(|| {
                (
                    "compares variants, and here is but one".to_owned(),
                    format!("{remove}, or add a second variant."),
                )
            })
        }),
        Needs::Shock => of_runs().or_else(|| {
            let is_shown = |variant: &&Variant| {
                layer.variants.is_empty()
                    || layer.variants.iter().any(|name| name.value == variant.name)
            };
            let mut weeks = given.variants.iter().filter(is_shown).map(first_shock);
            let first = weeks.next().flatten();
            (first.is_none() || weeks.any(|week| week != first)).then(|| {
                (
                    "needs a shock that befalls all of its variants in the same week".to_owned(),
                    format!("{remove}, or add an [[event]] with kind = \"shock\"."),
                )
            })
        }),
        Needs::Bridge => match given.sweep {
            None => [(&layer.from, "from"), (&layer.to, "to")]
                .into_iter()
                .find(|(end, _)| end.is_none())
                .map(|(_, key)| {
                    (
                        format!("goes from one variant to another, and has no `{key}`"),
                        format!("Add a line below it: {key} = \"…\", the name of a variant."),
                    )
                }),
            Some(_) if layer.from.is_some() || layer.to.is_some() => Some((
                "goes between two variants, and this scenario sweeps over many points".to_owned(),
                "Remove the [sweep], or `from` and `to`: the bridge of a grid with two values for each parameter needs neither."
                    .to_owned(),
            )),
            Some(sweep) => (!is_grid_of_levers(sweep)).then(|| {
                (
                    "of a sweep needs a grid of two to six parameters with two values each".to_owned(),
                    format!("{remove}, or the [sweep] and name two variants: from = \"…\", to = \"…\"."),
                )
            }),
        },
        Needs::Designs(designs) => {
            let design = given.sweep.map(|sweep| sweep.design.name());
            let fits = design.is_some_and(|design| designs.is_empty() || designs.contains(&design));
            (!fits).then(|| {
                let which = match designs {
                    [] => "a sweep".to_owned(),
                    _ => format!("a sweep of design {}", designs.join(" or ")),
                };
                (
                    format!("shows {which}, which this scenario does not have"),
                    format!("{remove}, or add a [sweep]."),
                )
            })
        }
    }
}

fn first_shock(variant: &Variant) -> Option<u32> {
    let shocks = variant
        .events
        .iter()
        .filter(|event| event.kind.name == "shock");
    shocks.map(|event| event.week).next()
}

/// Whether the points of a sweep are the combinations of levers.
fn is_grid_of_levers(sweep: &Sweep) -> bool {
    let two = |values: &AxisValues| match values {
        AxisValues::Listed(values) => values.len() == 2,
        AxisValues::Stepped { steps, .. } => *steps == 2,
        AxisValues::Range { .. } | AxisValues::OfPoints => false,
    };
    sweep.design == Design::Grid
        && (2..=bridge::MOST_LEVERS).contains(&sweep.axes.len())
        && sweep.axes.iter().all(|axis| two(&axis.values))
}
