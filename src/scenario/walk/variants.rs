//! Walks `[[variant]]`: its name and label, the parameters that differ, the events of its own.

use std::ops::Range;

use super::super::document::{Entry, Key, Node};
use super::super::faults::Fault;
use super::super::keys::Context;
use super::super::layer::{Given, Layer, OwnLayers, VariantLayer};
use super::super::reader::Reader;
use super::{assignments, events, own};

const LONGEST_LABEL: usize = 80;
const OWN: [&str; 5] = ["name", "label", "event", "team", "person"];

/// All variants of a file that could be read; two of one name are a fault.
pub(super) fn list(reader: &mut Reader<'_>, key: &Key, node: &Node) -> Vec<VariantLayer> {
    let mut variants: Vec<VariantLayer> = Vec::new();
    for (entries, span) in reader.tables("variant", key, node) {
        let variant = variant(reader, entries, &span);
        let Some(variant) = variant else {
            reader.unsettled.push("variant");
            continue;
        };
        let twin = variants
            .iter()
            .find(|other| other.name.value == variant.name.value);
        if let Some(twin) = twin {
            let message = format!("two variants are called `{}`", variant.name.value);
            let fault = Fault::at(&variant.name.place, message)
                .label("second")
                .help("Give one of them another name: it stands for the variant in tables and on charts.")
                .also_at(&twin.name.place, "first");
            reader.faults.push(fault);
        }
        variants.push(variant);
    }
    variants
}

fn variant(
    reader: &mut Reader<'_>,
    entries: &[Entry],
    span: &Range<usize>,
) -> Option<VariantLayer> {
    let mut name = None;
    let mut label = None;
    let mut own_events = Vec::new();
    let mut own = OwnLayers::default();
    let mut named = false;
    for entry in entries {
        let Entry { key, node } = entry;
        match key.name.as_str() {
            "name" => {
                named = true;
                let place = reader.place(key, node);
                name = reader
                    .name("variant", key, node)
                    .map(|value| Given { value, place });
            }
            "label" => label = reader.line(key, node, LONGEST_LABEL),
            "event" => own_events = events::list(reader, "variant.event", key, node),
            "team" => own.teams = own::list(reader, "variant.team", own::Kind::Team, key, node),
            "person" => {
                own.people = own::list(reader, "variant.person", own::Kind::Person, key, node);
            }
            _ => {}
        }
    }
    let mut layer = Layer::default();
    assignments(reader, entries, Context::Variant, &OWN, &mut layer);
    let faults = layer.complete(reader.registry, &mut reader.refused);
    reader.faults.extend(faults);
    if !named {
        let fault = Fault::within(reader.page, span, "this variant has no name".to_owned())
            .label("no name")
            .help("Add a line such as: name = \"balanced\"");
        reader.absences.push(fault);
    }
    name.map(|name| VariantLayer {
        name,
        label,
        layer,
        events: own_events,
        own,
    })
}
