//! Walks `[[event]]`: its week, its kind, the fields of the kind and what it sets.

use std::ops::Range;

use super::super::document::{Content, Entry, Key, Node};
use super::super::faults::Fault;
use super::super::keys::{self, Context};
use super::super::layer::{EventLayer, Given, Layer};
use super::super::names;
use super::super::reader::{Expected, Reader};
use super::super::registry::{self, Change, EventKind, Sets};
use super::super::run_keys::MOST_WEEKS;

/// All events under one heading that could be read.
pub(super) fn list(
    reader: &mut Reader<'_>,
    heading: &str,
    key: &Key,
    node: &Node,
) -> Vec<EventLayer> {
    let mut events = Vec::new();
    for (entries, span) in reader.tables(heading, key, node) {
        match event(reader, entries, &span) {
            Some(event) => events.push(event),
            None => reader.unsettled.push("event"),
        }
    }
    events
}

fn event(reader: &mut Reader<'_>, entries: &[Entry], span: &Range<usize>) -> Option<EventLayer> {
    let find = |name: &str| entries.iter().find(|entry| entry.key.name == name);
    let week = find("week").map(|entry| week(reader, entry));
    let kind = find("kind").map(|entry| kind(reader, entry));
    let mut absent = |missing: &str, help: String| {
        let fault = Fault::within(reader.page, span, format!("this event has no `{missing}`"));
        reader.absences.push(fault.label("incomplete").help(help));
    };
    if week.is_none() {
        absent("week", "Add a line such as: week = 52. It happens at the start of that week; the first week is 0.".to_owned());
    }
    if kind.is_none() {
        let help = format!(
            "Add a line: kind = \"…\". There are: {}.",
            kinds(reader.registry)
        );
        absent("kind", help);
    }
    let kind = kind??;
    let (fields, set) = body(reader, entries, span, kind);
    let who = ["teams", "people"].map(|key| participants(reader, entries, key));
    let [teams, people] = who;
    Some(EventLayer {
        week: week??,
        kind,
        fields: fields?,
        set: set?,
        teams: teams?,
        people: people?,
    })
}

/// The names of those who take part; none where one of them cannot be read.
pub(super) fn participants(
    reader: &mut Reader<'_>,
    entries: &[Entry],
    key: &str,
) -> Option<Vec<Given<String>>> {
    let Some(Entry { key, node }) = entries.iter().find(|entry| entry.key.name == key) else {
        return Some(Vec::new());
    };
    let example = format!(
        "Name them in brackets, such as: {} = [\"…\"]. Without the key everybody takes part.",
        key.name
    );
    let Content::List(items) = &node.content else {
        let message = format!(
            "`{}` needs a list of names, but here is {}",
            key.name,
            node.content.kind()
        );
        reader.fault(&node.span, message, "not a list", example);
        return None;
    };
    if items.is_empty() {
        reader.fault(
            &node.span,
            format!("`{}` names nobody", key.name),
            "empty",
            example,
        );
        return None;
    }
    let mut names = Vec::new();
    for item in items {
        let value = reader.text(key, item)?;
        let place = reader.place(key, item);
        names.push(Given { value, place });
    }
    Some(names)
}

fn week(reader: &mut Reader<'_>, entry: &Entry) -> Option<Given<u32>> {
    let expected = Expected {
        name: "week",
        range: registry::Range::Whole {
            low: 0.0,
            high: MOST_WEEKS,
        },
        about: None,
    };
    let place = reader.place(&entry.key, &entry.node);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "within the range"
    )]
    reader.number(expected, &entry.node).map(|number| Given {
        value: number as u32,
        place,
    })
}

fn kind(reader: &mut Reader<'_>, entry: &Entry) -> Option<&'static EventKind> {
    let name = reader.text(&entry.key, &entry.node)?;
    let kind = reader.registry.event_kind(&name);
    if kind.is_none() {
        let span = &entry.node.span;
        let shown = reader.page.quote(span);
        let known = reader.registry.events.iter().map(|kind| kind.name);
        let help = match names::nearest(&name, known) {
            Some(near) => format!("Did you mean \"{near}\"?"),
            None => format!("There are: {}.", kinds(reader.registry)),
        };
        reader.fault(
            span,
            format!("there is no kind of event {shown}"),
            "unknown kind",
            help,
        );
    }
    kind
}

fn kinds(registry: &registry::Registry) -> String {
    let quoted: Vec<String> = registry
        .events
        .iter()
        .map(|kind| format!("\"{}\"", kind.name))
        .collect();
    names::listed(&quoted)
}

/// The fields of the kind and what the event sets; nothing where something of it was refused.
fn body(
    reader: &mut Reader<'_>,
    entries: &[Entry],
    span: &Range<usize>,
    kind: &'static EventKind,
) -> (Option<Vec<f64>>, Option<Layer>) {
    let mut own: Vec<&str> = vec!["week", "kind", "teams", "people"];
    own.extend(kind.fields().map(|field| field.name));
    if kind.sets == Sets::Parameters {
        own.push("set");
    }
    for Entry { key, .. } in entries {
        if !own.contains(&key.name.as_str()) {
            if key.name == "set" {
                let message = format!("an event of kind \"{}\" sets no parameters", kind.name);
                reader.fault(
                    &key.span,
                    message,
                    "not allowed here",
                    "Only policies change parameters: kind = \"policy\"",
                );
            } else {
                keys::misplaced(reader, key, Context::Event, &own);
            }
        }
    }
    let mut fields = Some(Vec::new());
    for field in kind.fields() {
        let entry = entries.iter().find(|entry| entry.key.name == field.name);
        let is_optional = kind.optional.iter().any(|other| other.name == field.name);
        let number = match entry {
            Some(entry) => reader.parameter(field, &entry.node),
            None => is_optional.then_some(field.default),
        };
        if entry.is_none() && !is_optional {
            let message = format!(
                "this event of kind \"{}\" has no `{}`",
                kind.name, field.name
            );
            let help = format!(
                "Add a line such as: {} = {}. Allowed: {}.",
                field.name, field.default, field.range
            );
            reader.absences.push(
                Fault::within(reader.page, span, message)
                    .label("incomplete")
                    .help(help),
            );
        }
        fields = fields.zip(number).map(|(mut fields, number)| {
            fields.push(number);
            fields
        });
    }
    let set = if kind.sets == Sets::Parameters {
        set(reader, entries, span)
    } else {
        Some(Layer::default())
    };
    (fields, set)
}

fn set(reader: &mut Reader<'_>, entries: &[Entry], span: &Range<usize>) -> Option<Layer> {
    const EXAMPLE: &str = "Say what it sets: set = { key = value }";
    let Some(Entry { key, node }) = entries.iter().find(|entry| entry.key.name == "set") else {
        let fault = Fault::within(reader.page, span, "this event sets nothing".to_owned())
            .label("incomplete")
            .help(EXAMPLE);
        reader.absences.push(fault);
        return None;
    };
    let before = reader.faults.len();
    let refused = reader.refused.len();
    let assigned = match &node.content {
        Content::Table(assigned) => assigned,
        content => {
            let message = format!(
                "`set` needs keys with their values in braces, but here is {}",
                content.kind()
            );
            reader.fault(&node.span, message, "not in braces", EXAMPLE);
            return None;
        }
    };
    if assigned.is_empty() {
        reader.fault(
            &key.span,
            "this event sets nothing".to_owned(),
            "empty",
            EXAMPLE,
        );
    }
    let mut layer = Layer::default();
    super::assignments(reader, assigned, Context::EventSet, &[], &mut layer);
    for given in &layer.assignments {
        let parameter = &reader.registry.parameters[given.value.position];
        if parameter.change == Change::Never {
            let message = format!("`{}` cannot change during a run", parameter.name);
            let help = format!(
                "It shapes the organisation or the work at the start. Set it in [{}] or in a variant instead.",
                parameter.group
            );
            reader.faults.push(
                Fault::at(&given.place, message)
                    .label("fixed from the start")
                    .help(help),
            );
        }
    }
    // Nothing is concluded from the values at the start, so they are not refused.
    let faults = layer.complete(reader.registry, &mut Vec::new());
    reader.faults.extend(faults);
    // The values at the start and those of other events are judged all the same.
    reader.refused.truncate(refused);
    (reader.faults.len() == before).then_some(layer)
}
