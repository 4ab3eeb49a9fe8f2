//! Walks `[sweep.parameters]`: each parameter's list of values, or its range.

use crate::design::{self, Numbers, Scale};
use crate::scenario::document::{Content, Entry, Key, Node};
use crate::scenario::faults::Place;
use crate::scenario::keys::{self, Context};
use crate::scenario::layer::AxisLayer;
use crate::scenario::reader::Reader;
use crate::scenario::registry::{Parameter, Range};
use crate::scenario::sweep::{AxisValues, Design, Origin};
use crate::scenario::sweep_keys::{RANGE_KEYS, STEPS};

use super::absent;
use crate::scenario::walk::refuse;

/// The parameters with their values or ranges, in the order of the file.
pub(super) fn axes(
    reader: &mut Reader<'_>,
    design: Design,
    place: &Place,
    parameters: Option<&Entry>,
) -> Vec<AxisLayer> {
    let example = match design.origin() {
        Origin::Ranges => "explicit_share = { from = 0, to = 1 }",
        _ => "explicit_share = { from = 0, to = 1, steps = 5 }",
    };
    let help = format!("Write [sweep.parameters] and below it a line for each, such as: {example}");
    let Some(Entry { key, node }) = parameters else {
        absent(
            reader,
            place,
            "this sweep moves no parameter".to_owned(),
            help,
        );
        return Vec::new();
    };
    let Some(entries) = reader.table("sweep.parameters", key, node) else {
        return Vec::new();
    };
    if entries.is_empty() {
        reader.fault(
            &key.span,
            "this sweep moves no parameter".to_owned(),
            "empty",
            help,
        );
    }
    let mut axes = Vec::new();
    for entry in entries {
        let name = entry.key.name.as_str();
        let Some(position) = reader.registry.position(name) else {
            keys::misplaced(reader, &entry.key, Context::SweepParameters, &[]);
            refuse(reader, name);
            continue;
        };
        let parameter = &reader.registry.parameters[position];
        let place = reader.place(&entry.key, &entry.node);
        match values(reader, design, parameter, entry) {
            Some(values) => axes.push(AxisLayer {
                position,
                place,
                values,
            }),
            None => reader.refused.push(position),
        }
    }
    axes
}

fn values(
    reader: &mut Reader<'_>,
    design: Design,
    parameter: &Parameter,
    entry: &Entry,
) -> Option<AxisValues> {
    let name = parameter.name;
    let is_range = design.origin() == Origin::Ranges;
    let example = if is_range {
        format!("{name} = {{ from = …, to = … }}")
    } else {
        format!("{name} = [ …, … ], or a range: {name} = {{ from = …, to = …, steps = … }}")
    };
    match &entry.node.content {
        Content::Table(entries) => range(reader, design, parameter, &entry.key, entries),
        Content::List(items) if !is_range => list(reader, parameter, entry, items),
        Content::List(_) => {
            let message = format!(
                "a {} design draws from ranges, but `{name}` has a list",
                design.name()
            );
            reader.fault(
                &entry.node.span,
                message,
                "a range belongs here",
                format!("Write: {example}"),
            );
            None
        }
        content => {
            let message = format!("`{name}` is swept, but here is {}", content.kind());
            let label = if is_range {
                "a range belongs here"
            } else {
                "a list or a range belongs here"
            };
            reader.fault(
                &entry.node.span,
                message,
                label,
                format!("Write: {example}"),
            );
            None
        }
    }
}

fn list(
    reader: &mut Reader<'_>,
    parameter: &Parameter,
    entry: &Entry,
    items: &[Node],
) -> Option<AxisValues> {
    let before = reader.faults.len();
    let mut numbers: Vec<f64> = Vec::with_capacity(items.len());
    for item in items {
        let Some(number) = reader.parameter(parameter, item) else {
            continue;
        };
        if numbers
            .iter()
            .any(|known| known.to_bits() == number.to_bits())
        {
            let message = format!("`{}` has the value {number} twice", parameter.name);
            reader.fault(&item.span, message, "again", "Keep one of the two.");
        }
        numbers.push(number);
    }
    if items.is_empty() {
        let message = format!("`{}` has an empty list of values", parameter.name);
        reader.fault(
            &entry.node.span,
            message,
            "empty",
            "Write the values that it takes in turn.",
        );
    }
    (reader.faults.len() == before).then_some(AxisValues::Listed(numbers))
}

fn range(
    reader: &mut Reader<'_>,
    design: Design,
    parameter: &Parameter,
    key: &Key,
    entries: &[Entry],
) -> Option<AxisValues> {
    let before = reader.faults.len();
    let find = |name: &str| entries.iter().find(|entry| entry.key.name == name);
    let name = parameter.name;
    for entry in entries {
        if !RANGE_KEYS.contains(&entry.key.name.as_str()) {
            keys::misplaced(reader, &entry.key, Context::SweepRange, &RANGE_KEYS);
        }
    }
    let mut end = |which: &str| {
        if let Some(entry) = find(which) {
            return reader.parameter(parameter, &entry.node);
        }
        let message = format!("the range of `{name}` has no `{which}`");
        let help = format!("Write: {name} = {{ from = …, to = … }}");
        reader.fault(&key.span, message, "incomplete", help);
        None
    };
    let (from, to) = (end("from"), end("to"));
    let scale = find("scale").map_or(Some(Scale::Linear), |entry| scale(reader, entry));
    let steps = find("steps").map(|entry| (entry, reader.whole(&STEPS, &entry.node)));
    let (from, to, scale) = (from?, to?, scale?);
    if from >= to {
        let message = format!("the range of `{name}` goes from {from} to {to}");
        reader.fault(
            &key.span,
            message,
            "not a range",
            "`from` must be below `to`.",
        );
    }
    if scale == Scale::Log && from <= 0.0 {
        let message = format!("the range of `{name}` cannot be logarithmic: it begins at {from}");
        reader.fault(
            &key.span,
            message,
            "begins at 0 or below",
            "Let it begin above 0, or remove `scale`.",
        );
    }
    let values = match (design.origin(), steps) {
        (Origin::Ranges, Some((entry, _))) => {
            let message = format!("a {} design draws from the whole range", design.name());
            reader.fault(
                &entry.key.span,
                message,
                "not used",
                "Remove `steps`; `samples` says how much is drawn.",
            );
            return None;
        }
        (Origin::Ranges, None) => AxisValues::Range { from, to, scale },
        (_, Some((_, steps))) => AxisValues::Stepped {
            from,
            to,
            steps: steps?,
            scale,
        },
        // The two ends are what such a design looks at.
        (_, None) if design == Design::OneAtATime => AxisValues::Stepped {
            from,
            to,
            steps: 2,
            scale,
        },
        // Of a range with a misspelt key it is not known what it lacks.
        (_, None) if reader.faults.len() > before => return None,
        (_, None) => {
            let message = format!("the range of `{name}` has no `steps`");
            let help = format!(
                "Say how many values it has, such as: {name} = {{ from = {from}, to = {to}, steps = 5 }}"
            );
            reader.fault(&key.span, message, "incomplete", help);
            return None;
        }
    };
    if let AxisValues::Stepped { steps, .. } = values
        && reader.faults.len() == before
        && steps_of(parameter, from, to, scale, steps).is_none()
    {
        let message =
            format!("`{name}` is a whole number, but {steps} steps from {from} to {to} are not");
        reader.fault(
            &key.span,
            message,
            "not whole",
            format!("Choose other `steps`, or list the values: {name} = [ …, … ]"),
        );
    }
    (reader.faults.len() == before).then_some(values)
}

/// The values of a range in steps; none if they are not whole where they must be.
pub(in super::super::super) fn steps_of(
    parameter: &Parameter,
    low: f64,
    high: f64,
    scale: Scale,
    steps: u32,
) -> Option<Vec<f64>> {
    axis_of(parameter, low, high, scale).steps(steps)
}

/// The range of a parameter as a design knows it.
pub(in super::super::super) fn axis_of(
    parameter: &Parameter,
    low: f64,
    high: f64,
    scale: Scale,
) -> design::Axis {
    let kind = match parameter.range {
        Range::Whole { .. } | Range::Named(_) => Numbers::Whole,
        Range::Real { .. } | Range::Above { .. } => Numbers::Real,
    };
    design::Axis {
        low,
        high,
        scale,
        numbers: kind,
    }
}

fn scale(reader: &mut Reader<'_>, entry: &Entry) -> Option<Scale> {
    let text = reader.text(&entry.key, &entry.node)?;
    match text.as_str() {
        "linear" => Some(Scale::Linear),
        "log" => Some(Scale::Log),
        _ => {
            let message = format!("there is no scale {}", reader.page.quote(&entry.node.span));
            reader.fault(
                &entry.node.span,
                message,
                "unknown scale",
                "Write \"linear\" (the default) or \"log\".",
            );
            None
        }
    }
}
