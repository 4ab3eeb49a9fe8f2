//! Walks the tree of one file against a registry and collects what the file says and everything that is wrong with it.
//!
//! Owns the shape of a scenario file: which tables there are and which keys each may hold. Knows one file at a time:
//! nothing of inheritance, defaults or what values mean together.

mod charts;
mod events;
mod own;
mod run;
mod sweep;
mod variants;
mod who_matters;

use super::document::{Content, Document, Entry};
use super::faults::{Fault, line_of};
use super::keys::{self, Context, TOP_KEYS};
use super::layer::{FileLayer, Given, Layer};
use super::names;
use super::reader::Reader;
use super::registry::Registry;
use super::source::Page;
use super::values::Assignment;

pub(super) use own::{FILES, ORGANISATION};
pub(super) use run::run_key;
pub(super) use sweep::{axis_of, steps_of};

const LONGEST_TITLE: usize = 200;

/// What a file says of its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum NameGiven {
    Nowhere,
    Refused,
    Allowed(String),
}

/// What came of walking a page.
pub(super) struct Walked {
    pub layer: FileLayer,
    pub name: NameGiven,
    pub faults: Vec<Fault>,
    pub refused: Vec<usize>,
    pub unsettled: Vec<&'static str>,
}

/// Walks a whole file. The faults of its TOML are among those returned.
pub(super) fn file(
    page: &Page,
    document: Document,
    registry: &'static Registry,
    models: &'static [&'static Registry],
) -> Walked {
    let mut reader = Reader::new(page, registry, models);
    let mut layer = FileLayer::default();
    let mut name = NameGiven::Nowhere;
    if document.entries.is_empty() && document.faults.is_empty() {
        reader.faults.push(
            Fault::of_file(&page.name, "the file is empty".to_owned())
                .help("`seci new` writes a scenario to start from, with a comment on every key."),
        );
    }
    for entry in &document.entries {
        top(&mut reader, entry, &mut layer, &mut name);
    }
    let faults = layer.layer.complete(registry, &mut reader.refused);
    reader.faults.extend(faults);
    let Reader {
        mut faults,
        absences,
        refused,
        unsettled,
        ..
    } = reader;
    if document.faults.is_empty() {
        faults.extend(absences);
    } else {
        faults.retain(|fault| match fault.first() {
            Some((page, span)) => !document.broken.contains(&line_of(&page.text, span.start)),
            None => true,
        });
        faults.extend(document.faults);
    }
    Walked {
        layer,
        name,
        faults,
        refused,
        unsettled,
    }
}

fn top(reader: &mut Reader<'_>, entry: &Entry, layer: &mut FileLayer, name: &mut NameGiven) {
    let Entry { key, node } = entry;
    match key.name.as_str() {
        // Both are read when the chain of files is opened.
        "extends" | "model" => {
            reader.text(key, node);
        }
        "name" => {
            let given = reader.name("scenario", key, node);
            *name = given.map_or(NameGiven::Refused, NameGiven::Allowed);
        }
        "title" => layer.title = reader.line(key, node, LONGEST_TITLE),
        "run" => {
            if let Some(entries) = reader.table("run", key, node) {
                layer.run = run::table(reader, entries);
            }
        }
        "set" => {
            if let Some(entries) = reader.table("set", key, node) {
                assignments(reader, entries, Context::Set, &[], &mut layer.layer);
            }
        }
        "variant" => layer.variants = Some(variants::list(reader, key, node)),
        "sweep" => {
            if let Some(entries) = reader.table("sweep", key, node) {
                layer.sweep = sweep::table(reader, key, node, entries);
            } else {
                reader.unsettled.push("sweep");
            }
        }
        "who_matters" => match reader.table("who_matters", key, node) {
            Some(entries) => {
                layer.who_matters = Some(who_matters::table(reader, key, node, entries));
            }
            None => reader.unsettled.push("who_matters"),
        },
        "chart" => layer.charts = Some(charts::list(reader, key, node)),
        "event" => layer.events = Some(events::list(reader, "event", key, node)),
        "team" => layer.teams = Some(own::list(reader, "team", own::Kind::Team, key, node)),
        "person" => layer.people = Some(own::list(reader, "person", own::Kind::Person, key, node)),
        path if keys::is_group(reader.registry, path) => {
            group(reader, entry, path, layer);
        }
        // A model may have no parameters of that group.
        ORGANISATION => group(reader, entry, ORGANISATION, layer),
        _ => {
            // A misspelt heading says all there is to say; what stands below it is not looked at.
            match node.content {
                Content::Table(_) | Content::List(_) => {
                    keys::misplaced(reader, key, Context::Heading, &[]);
                }
                _ => keys::misplaced(reader, key, Context::Top, &TOP_KEYS),
            }
            refuse(reader, key.name.as_str());
            if let Content::Table(entries) = &node.content {
                for entry in entries {
                    refuse(reader, &entry.key.name);
                }
            }
        }
    }
}

/// A group's table; groups within it are named with a dot.
fn group(reader: &mut Reader<'_>, entry: &Entry, path: &str, layer: &mut FileLayer) {
    let Some(entries) = reader.table(path, &entry.key, &entry.node) else {
        return;
    };
    for entry in entries {
        if path == ORGANISATION && own::file(reader, entry, &mut layer.organisation) {
            continue;
        }
        let name = entry.key.name.as_str();
        let inner = format!("{path}.{name}");
        let position = reader.registry.position(name);
        match position {
            Some(position) if reader.registry.parameters[position].group == path => {
                assign(reader, entry, position, &mut layer.layer);
            }
            _ if keys::is_group(reader.registry, &inner) => group(reader, entry, &inner, layer),
            _ => {
                let own: Vec<&str> = reader
                    .registry
                    .parameters
                    .iter()
                    .filter(|parameter| parameter.group == path)
                    .map(|parameter| parameter.name)
                    .collect();
                keys::misplaced(reader, &entry.key, Context::Group(path), &own);
                refuse(reader, name);
            }
        }
    }
}

/// A table of bare parameters; `others` are keys that the caller reads itself.
fn assignments(
    reader: &mut Reader<'_>,
    entries: &[Entry],
    context: Context<'_>,
    others: &[&str],
    layer: &mut Layer,
) {
    for entry in entries {
        let name = entry.key.name.as_str();
        if others.contains(&name) {
            continue;
        }
        if let Some(position) = reader.registry.position(name) {
            assign(reader, entry, position, layer);
        } else {
            keys::misplaced(reader, &entry.key, context, others);
            refuse(reader, name);
        }
    }
}

/// One parameter: its number is added to the layer, or a fault to the list.
pub(super) fn assign(reader: &mut Reader<'_>, entry: &Entry, position: usize, layer: &mut Layer) {
    let registry = reader.registry;
    let place = reader.place(&entry.key, &entry.node);
    let Some(number) = reader.parameter(&registry.parameters[position], &entry.node) else {
        reader.refused.push(position);
        layer.named.push(Given {
            value: position,
            place,
        });
        return;
    };
    if let Some(fault) = layer.add(registry, Assignment { position, number }, place) {
        reader.faults.push(fault);
        reader.refused.push(position);
    }
}

/// Notes the parameter that a refused key is or probably means, so that nothing is concluded from its absence.
fn refuse(reader: &mut Reader<'_>, name: &str) {
    let registry = reader.registry;
    let meant = names::nearest(
        name,
        registry.parameters.iter().map(|parameter| parameter.name),
    );
    reader
        .refused
        .extend(meant.and_then(|meant| registry.position(meant)));
    if let Some(key) = names::nearest(name, super::run_keys::run_keys().iter().map(|key| key.name))
    {
        reader.unsettled.extend(
            super::run_keys::run_keys()
                .iter()
                .map(|known| known.name)
                .find(|known| *known == key),
        );
    }
}
