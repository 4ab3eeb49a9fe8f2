//! Walks what a file says of a real organisation: the files of people and ties in `[organisation]`, and `[[team]]` and
//! `[[person]]` with settings of their own.
//!
//! Owns the shape of these tables. Opens no file; whether there is such a team is found out later.

use std::ops::Range;

use super::super::document::{Content, Entry, Key, Node};
use super::super::faults::Fault;
use super::super::keys::{self, Context};
use super::super::layer::{Given, Layer, OrganisationLayer, OwnLayer};
use super::super::reader::Reader;

/// The group that names the files.
pub(in super::super) const ORGANISATION: &str = "organisation";
/// Its keys that are no parameters.
pub(in super::super) const FILES: [&str; 3] = ["people", "ties", "tie_scale"];

/// A key of `[organisation]` that is no parameter; whether it was one.
pub(super) fn file(reader: &mut Reader<'_>, entry: &Entry, layer: &mut OrganisationLayer) -> bool {
    let Entry { key, node } = entry;
    let name = key.name.as_str();
    if !FILES.contains(&name) {
        return false;
    }
    if reader.registry.own_groups.is_empty() {
        no_rosters(reader, key);
        return true;
    }
    let place = reader.place(key, node);
    if name == "tie_scale" {
        layer.scale = scale(reader, node).map(|value| Given { value, place });
        if layer.scale.is_none() {
            reader.unsettled.push("roster");
        }
        return true;
    }
    let text = reader.text(key, node);
    let Some(value) = text.filter(|text| !text.trim().is_empty()) else {
        reader.unsettled.push("roster");
        if let Content::Text(_) = node.content {
            reader.fault(
                &node.span,
                format!("`{name}` names no file"),
                "empty",
                format!("Write the name of a CSV file beside this one: {name} = \"{name}.csv\""),
            );
        }
        return true;
    };
    let given = Some(Given { value, place });
    if name == "people" {
        layer.people = given;
    } else {
        layer.ties = given;
    }
    true
}

fn no_rosters(reader: &mut Reader<'_>, key: &Key) {
    let model = reader.registry.model;
    let message = format!("the model \"{model}\" knows no people by name");
    reader.fault(
        &key.span,
        message,
        "not of this model",
        "Remove it, or choose a model that reads rosters: `seci explain` lists what each model has.",
    );
    reader.unsettled.push("roster");
}

/// The lowest and the highest point of a scale.
fn scale(reader: &mut Reader<'_>, node: &Node) -> Option<[f64; 2]> {
    const HELP: &str = "Write the lowest and the highest point on which people answered, such as: tie_scale = [0, 5]";
    let numbers: Option<Vec<f64>> = match &node.content {
        Content::List(items) => items
            .iter()
            .map(|item| match item.content {
                Content::Number(number) if number.is_finite() => Some(number),
                _ => None,
            })
            .collect(),
        _ => None,
    };
    match numbers.as_deref() {
        Some(&[low, high]) if low < high => Some([low, high]),
        Some(&[low, high]) if low > high => {
            reader.fault(
                &node.span,
                "`tie_scale` begins with its higher point".to_owned(),
                "lowest first",
                format!("Write: tie_scale = [{high}, {low}]. If the lowest number stands for the strongest tie, turn the scores round first: {} − score.", low + high),
            );
            None
        }
        _ => {
            let message = format!("`tie_scale` cannot be {}", reader.page.quote(&node.span));
            reader.fault(&node.span, message, "two different numbers", HELP);
            None
        }
    }
}

/// `[[team]]` or `[[person]]`, of a file or of a variant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Team,
    Person,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Kind::Team => "team",
            Kind::Person => "person",
        }
    }

    /// The key that says whose settings they are.
    fn key(self) -> &'static str {
        match self {
            Kind::Team => "name",
            Kind::Person => "id",
        }
    }
}

/// All tables under such a heading that could be read.
pub(super) fn list(
    reader: &mut Reader<'_>,
    heading: &str,
    kind: Kind,
    key: &Key,
    node: &Node,
) -> Vec<OwnLayer> {
    if reader.registry.own_groups.is_empty() {
        no_rosters(reader, key);
        return Vec::new();
    }
    let mut all: Vec<OwnLayer> = Vec::new();
    let refused = reader.refused.len();
    for (entries, span) in reader.tables(heading, key, node) {
        let Some(own) = one(reader, kind, entries, &span) else {
            continue;
        };
        if let Some(first) = all.iter().find(|other| other.name.value == own.name.value) {
            let shown = reader.page.quote(&own.name.place.value);
            let message = format!("the {} {shown} is there twice", kind.name());
            let fault = Fault::at(&own.name.place, message)
                .label("again")
                .help("Put all settings under one heading.")
                .also_at(&first.name.place, "first");
            reader.faults.push(fault);
        }
        all.push(own);
    }
    // What everybody has is judged all the same.
    reader.refused.truncate(refused);
    all
}

fn one(
    reader: &mut Reader<'_>,
    kind: Kind,
    entries: &[Entry],
    span: &Range<usize>,
) -> Option<OwnLayer> {
    let (what, naming) = (kind.name(), kind.key());
    let mut layer = Layer::default();
    let context = Context::Own(what);
    for entry in entries {
        let name = entry.key.name.as_str();
        if name == naming {
            continue;
        }
        let Some(position) = reader.registry.position(name) else {
            keys::misplaced(reader, &entry.key, context, &[naming]);
            continue;
        };
        let parameter = &reader.registry.parameters[position];
        if reader.registry.may_be_own(parameter) {
            super::assign(reader, entry, position, &mut layer);
            continue;
        }
        let message = format!("a {what} cannot have a `{name}` of its own");
        let help = format!(
            "It is the same for everybody: set it in [{}], or in a variant.",
            parameter.group
        );
        reader.fault(&entry.key.span, message, "the same for everybody", help);
    }
    let faults = layer.complete(reader.registry, &mut Vec::new());
    reader.faults.extend(faults);
    let Some(Entry { key, node }) = entries.iter().find(|entry| entry.key.name == naming) else {
        let fault = Fault::within(reader.page, span, format!("this {what} has no `{naming}`"))
            .label("whose settings are these?")
            .help(format!(
                "Add a line such as: {naming} = \"…\", as the file of people has it."
            ));
        reader.absences.push(fault);
        return None;
    };
    let value = match &node.content {
        // An id of digits is easily written without quotation marks.
        Content::Number(number)
            if kind == Kind::Person && number.fract() == 0.0 && *number >= 0.0 =>
        {
            reader.page.quote(&node.span)
        }
        _ => reader.text(key, node)?,
    };
    if entries.len() == 1 {
        let fault = Fault::within(
            reader.page,
            span,
            format!("this {what} has nothing of its own"),
        )
        .label("sets nothing")
        .help("Add what differs, such as: explicit_share = 0.5. Or remove the heading.");
        reader.absences.push(fault);
    }
    let place = reader.place(key, node);
    Some(OwnLayer {
        name: Given {
            value: value.trim().to_owned(),
            place,
        },
        layer,
    })
}
