//! Walks `[sweep]`: the design, the parameters with their values or ranges, points that are listed. What a design file
//! holds and whether the points fit the variants is settled later.

mod axes;

use super::super::document::{Content, Entry, Key, Node};
use super::super::faults::{Fault, Place};
use super::super::keys::{self, Context};
use super::super::layer::{AxisLayer, Given, Layer, PointsFile, SweepLayer};
use super::super::names;
use super::super::reader::Reader;
use super::super::run_keys::RunKey;
use super::super::sweep::{AxisValues, Design, Origin};
use super::super::sweep_keys::{COLUMNS, DESIGN, FILE, LEVELS, OWN, PARAMETERS, POINT, SAMPLES};
use super::refuse;

pub(in super::super) use axes::{axis_of, steps_of};

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
                layer.axes = axes::axes(reader, design, &layer.place, find(PARAMETERS));
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
