//! Walks `[sweep]`: the design, the parameters with their values or ranges, points that are listed. What a design file
//! holds and whether the points fit the variants is settled later.

use super::super::document::{Content, Entry, Key, Node};
use super::super::faults::{Fault, Place};
use super::super::keys::{self, Context};
use super::super::layer::{AxisLayer, Given, Layer, PointsFile, SweepLayer};
use super::super::names;
use super::super::reader::Reader;
use super::super::registry::{Parameter, Range};
use super::super::run_keys::RunKey;
use super::super::sweep::{AxisValues, Design, Origin};
use super::super::sweep_keys::{
    COLUMNS, DESIGN, FILE, LEVELS, OWN, PARAMETERS, POINT, RANGE_KEYS, SAMPLES, STEPS,
};
use super::refuse;
use crate::design::Scale;

/// The whole table; nothing where something of it was refused.
pub(super) fn table(
    reader: &mut Reader<'_>,
    key: &Key,
    node: &Node,
    entries: &[Entry],
) -> Option<SweepLayer> {
    let before = reader.faults.len() + reader.absences.len();
    let find = |name: &str| entries.iter().find(|entry| entry.key.name == name);
    for entry in entries {
        if !OWN.contains(&entry.key.name.as_str()) {
            keys::misplaced(reader, &entry.key, Context::Sweep, &OWN);
            refuse(reader, &entry.key.name);
        }
    }
    let design = match find(DESIGN) {
        Some(entry) => design(reader, entry),
        None => Some(Design::Grid),
    };
    let mut layer = SweepLayer {
        place: reader.place(key, node),
        design: design.unwrap_or(Design::Grid),
        samples: find(SAMPLES.name).and_then(|entry| whole(reader, &SAMPLES, entry)),
        levels: find(LEVELS.name).and_then(|entry| levels(reader, entry)),
        axes: Vec::new(),
        rows: None,
        file: None,
    };
    if let Some(design) = design {
        unused(reader, design, entries);
        match design.origin() {
            Origin::Values | Origin::Ranges => {
                layer.axes = axes(reader, design, &layer.place, find(PARAMETERS));
                if design.origin() == Origin::Ranges && find(SAMPLES.name).is_none() {
                    let message = format!("a {} design needs `samples`", design.name());
                    let help = format!(
                        "Add below [sweep], such as: samples = 64. {}",
                        SAMPLES.meaning
                    );
                    absent(reader, &layer.place, message, help);
                }
            }
            Origin::Points if design == Design::List => {
                points(reader, &mut layer, find(POINT).or(find("points")));
            }
            Origin::Points => layer.file = file(reader, &layer.place, find(FILE), find(COLUMNS)),
        }
    }
    if reader.faults.len() + reader.absences.len() > before {
        reader.unsettled.push("sweep");
        return None;
    }
    Some(layer)
}

fn absent(reader: &mut Reader<'_>, place: &Place, message: String, help: impl Into<String>) {
    let fault = Fault::at(place, message).label("incomplete").help(help);
    reader.absences.push(fault);
}

fn design(reader: &mut Reader<'_>, entry: &Entry) -> Option<Design> {
    let name = reader.text(&entry.key, &entry.node)?;
    let design = Design::of(&name);
    if design.is_none() {
        let known = Design::ALL.map(Design::name);
        let help = match names::nearest(&name, known) {
            Some(near) => format!("Did you mean \"{near}\"?"),
            None => format!("There are: {}.", names::listed(&known)),
        };
        let shown = reader.page.quote(&entry.node.span);
        let message = format!("there is no design {shown}");
        reader.fault(&entry.node.span, message, "unknown design", help);
    }
    design
}

/// Keys that the design has no use for: whoever writes them expects something of them.
fn unused(reader: &mut Reader<'_>, design: Design, entries: &[Entry]) {
    for Entry { key, .. } in entries {
        let (is_used, of) = match key.name.as_str() {
            "samples" => (
                design.origin() == Origin::Ranges,
                "designs that are sampled: \"latin-hypercube\", \"sobol\", \"morris\" or \"saltelli\"",
            ),
            "levels" => (design == Design::Morris, "the design \"morris\""),
            FILE | COLUMNS => (design == Design::Csv, "the design \"csv\""),
            POINT | "points" => (design == Design::List, "the design \"list\""),
            PARAMETERS => (
                design.origin() != Origin::Points,
                "designs that are made of values or ranges; the points of this one name their parameters themselves",
            ),
            _ => continue,
        };
        if !is_used {
            let message = format!(
                "`{}` means nothing to the design \"{}\"",
                key.name,
                design.name()
            );
            let help = format!("It belongs to {of}. Remove it, or choose another design.");
            reader.fault(&key.span, message, "not used", help);
        }
    }
}

fn whole(reader: &mut Reader<'_>, key: &RunKey, entry: &Entry) -> Option<Given<u32>> {
    let place = reader.place(&entry.key, &entry.node);
    let value = reader.whole(key, &entry.node)?;
    Some(Given { value, place })
}

fn levels(reader: &mut Reader<'_>, entry: &Entry) -> Option<Given<u32>> {
    let levels = whole(reader, &LEVELS, entry)?;
    if levels.value % 2 == 1 {
        let message = format!(
            "`levels` is {}; a Morris design needs an even number",
            levels.value
        );
        reader.fault(&entry.node.span, message, "odd", "The usual number is 4.");
        return None;
    }
    Some(levels)
}

/// The parameters with their values or ranges, in the order of the file.
fn axes(
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
pub(in super::super) fn steps_of(
    parameter: &Parameter,
    low: f64,
    high: f64,
    scale: Scale,
    steps: u32,
) -> Option<Vec<f64>> {
    axis_of(parameter, low, high, scale).steps(steps)
}

/// The range of a parameter as a design knows it.
pub(in super::super) fn axis_of(
    parameter: &Parameter,
    low: f64,
    high: f64,
    scale: Scale,
) -> crate::design::Axis {
    let kind = match parameter.range {
        Range::Whole { .. } => crate::design::Numbers::Whole,
        Range::Real { .. } | Range::Above { .. } => crate::design::Numbers::Real,
    };
    crate::design::Axis {
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

/// Points that are listed: all of them name the same parameters.
fn points(reader: &mut Reader<'_>, layer: &mut SweepLayer, entry: Option<&Entry>) {
    const EXAMPLE: &str = "Write [[sweep.point]] and below it a line for each parameter, such as: explicit_share = 0.3";
    let Some(Entry { key, node }) = entry else {
        let message = "this sweep lists no point".to_owned();
        absent(reader, &layer.place.clone(), message, EXAMPLE);
        return;
    };
    let mut rows = Vec::new();
    for (entries, span) in reader.tables("sweep.point", key, node) {
        let before = reader.faults.len();
        let mut point = Layer::default();
        super::assignments(reader, entries, Context::SweepPoint, &[], &mut point);
        if reader.faults.len() > before {
            continue;
        }
        if layer.axes.is_empty() {
            layer.axes = point
                .assignments
                .iter()
                .map(|given| AxisLayer {
                    position: given.value.position,
                    place: given.place.clone(),
                    values: AxisValues::OfPoints,
                })
                .collect();
        }
        let row: Vec<f64> = layer
            .axes
            .iter()
            .filter_map(|axis| Some(point.find(axis.position)?.value.number))
            .collect();
        if row.len() == layer.axes.len() && row.len() == point.assignments.len() && !row.is_empty()
        {
            rows.push(row);
        } else {
            let named: Vec<&str> = layer
                .axes
                .iter()
                .map(|axis| reader.registry.parameters[axis.position].name)
                .collect();
            let message = "this point does not name the same parameters as the first".to_owned();
            let help = if named.is_empty() {
                EXAMPLE.to_owned()
            } else {
                format!(
                    "Every point of a list has a value for each of: {}.",
                    names::listed(&named)
                )
            };
            reader.fault(&span, message, "another set of parameters", help);
        }
    }
    if rows.is_empty() {
        let message = "this sweep lists no point".to_owned();
        reader.fault(&key.span, message, "empty", EXAMPLE);
    }
    layer.rows = Some(rows);
}

/// The file of a design "csv"; it is read once the whole page is.
fn file(
    reader: &mut Reader<'_>,
    place: &Place,
    file: Option<&Entry>,
    columns: Option<&Entry>,
) -> Option<PointsFile> {
    let columns = match columns {
        Some(entry) => Some(column_names(reader, entry)?),
        None => None,
    };
    let Some(entry) = file else {
        let message = "a csv design needs `file`".to_owned();
        absent(
            reader,
            place,
            message,
            "Add below [sweep], such as: file = \"points.csv\"",
        );
        return None;
    };
    let name = reader.text(&entry.key, &entry.node)?;
    if name.trim().is_empty() {
        reader.fault(
            &entry.node.span,
            "`file` is empty".to_owned(),
            "no name",
            "Write the name of the file with the points.",
        );
        return None;
    }
    Some(PointsFile {
        name: Given {
            value: name,
            place: reader.place(&entry.key, &entry.node),
        },
        columns,
    })
}

fn column_names(reader: &mut Reader<'_>, entry: &Entry) -> Option<Vec<String>> {
    let before = reader.faults.len();
    let Content::List(items) = &entry.node.content else {
        let message = format!(
            "`columns` is a list of names, but here is {}",
            entry.node.content.kind()
        );
        reader.fault(
            &entry.node.span,
            message,
            "a list belongs here",
            "Write: columns = [\"explicit_share\", \"turnover\"]",
        );
        return None;
    };
    let names: Vec<String> = items
        .iter()
        .filter_map(|item| reader.text(&entry.key, item))
        .collect();
    (reader.faults.len() == before && !names.is_empty()).then_some(names)
}
