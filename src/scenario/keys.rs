//! Says of a key that is not where it may be what it is, where it belongs, or which key was meant.
//!
//! Owns the list of all names that a scenario file may hold, including those planned for later versions. Reads no values.

use super::document::Key;
use super::names;
use super::reader::Reader;
use super::registry::Registry;
use super::run_keys::{precision_keys, run_keys};
use super::sweep_keys;
use super::walk::{FILES, ORGANISATION};

/// The table in which a key stands.
#[derive(Debug, Clone, Copy)]
pub(super) enum Context<'a> {
    Top,
    /// A table at the top of the file, under a heading.
    Heading,
    Group(&'a str),
    Set,
    Run,
    Precision,
    Sweep,
    SweepParameters,
    /// A parameter's `{ from = …, to = … }`.
    SweepRange,
    SweepPoint,
    Variant,
    /// A `[[team]]` or a `[[person]]`.
    Own(&'a str),
    Event,
    WhoMatters,
    /// The `set = { … }` of an event.
    EventSet,
    CommandLine,
}

pub(super) const TOP_KEYS: [&str; 4] = ["model", "extends", "name", "title"];
const HEADINGS: [&str; 4] = ["run", "set", "sweep", "who_matters"];
const LISTS: [&str; 4] = ["variant", "event", "team", "person"];

/// What later versions will understand.
const PLANNED: [(&str, &str); 1] = [("chart", "Charts of your own ([[chart]])")];

impl Context<'_> {
    fn describe(self) -> String {
        match self {
            Context::Top | Context::Heading => "at the top of the file".to_owned(),
            Context::Group(group) => format!("in [{group}]"),
            Context::Set => "in [set]".to_owned(),
            Context::Run => "in [run]".to_owned(),
            Context::Precision => "in `precision`".to_owned(),
            Context::Sweep => "in [sweep]".to_owned(),
            Context::SweepParameters => "in [sweep.parameters]".to_owned(),
            Context::SweepRange => "in a range".to_owned(),
            Context::SweepPoint => "in a [[sweep.point]]".to_owned(),
            Context::Variant => "in a [[variant]]".to_owned(),
            Context::Own(kind) => format!("in a [[{kind}]]"),
            Context::Event => "in an [[event]]".to_owned(),
            Context::WhoMatters => "in [who_matters]".to_owned(),
            Context::EventSet => "in the `set` of an event".to_owned(),
            Context::CommandLine => "after --set".to_owned(),
        }
    }

    /// Whether parameters may be named here by their bare keys.
    fn takes_parameters(self) -> bool {
        matches!(
            self,
            Context::Set
                | Context::SweepParameters
                | Context::SweepPoint
                | Context::Variant
                | Context::Own(_)
                | Context::EventSet
                | Context::CommandLine
        )
    }
}

/// Adds the fault of a key that may not stand where it does; `candidates` are names that may, besides parameters.
pub(super) fn misplaced(
    reader: &mut Reader<'_>,
    key: &Key,
    context: Context<'_>,
    candidates: &[&str],
) {
    let registry = reader.registry;
    let name = key.name.as_str();
    let shown = reader.page.quote(&key.span);
    let place = context.describe();
    if let Some(message) = planned(name, context) {
        reader.fault(
            &key.span,
            format!("{message} not in this version of seci"),
            "not yet",
            "Remove it for now.",
        );
    } else if let Some((home, help)) = home(registry, name, context) {
        let message = format!("`{shown}` does not belong {place}");
        reader.fault(&key.span, message, home, help);
    } else if registry.metrics.iter().any(|metric| metric.name == name) {
        reader.fault(
            &key.span,
            format!("`{shown}` is a result, not a setting"),
            "a metric",
            format!("`seci explain {name}` says what it measures."),
        );
    } else if let Some(other) = of_another_model(reader, name) {
        let own = registry.model;
        let message =
            format!("`{shown}` belongs to the model \"{other}\", and this file is for \"{own}\"");
        let help = format!(
            "Remove it, or write at the top of the file: model = \"{other}\". `seci explain` lists what each model has."
        );
        reader.fault(&key.span, message, "of another model", help);
    } else if let Context::Heading = context {
        let help = suggestion(registry, name, context, candidates);
        reader.fault(
            &key.span,
            format!("there is no heading [{shown}]"),
            "unknown heading",
            help,
        );
    } else {
        let help = suggestion(registry, name, context, candidates);
        reader.fault(
            &key.span,
            format!("there is no key `{shown}` {place}"),
            "unknown key",
            help,
        );
    }
}

/// The model that has a parameter or a heading of this name, where this one has not.
fn of_another_model(reader: &Reader<'_>, name: &str) -> Option<&'static str> {
    let has = |model: &&&'static Registry| model.position(name).is_some() || is_group(model, name);
    reader.models.iter().find(has).map(|model| model.model)
}

fn planned(name: &str, context: Context<'_>) -> Option<String> {
    match context {
        // They are headings of their own, and are missed wherever somebody puts them.
        _ if PLANNED.iter().any(|(planned, _)| *planned == name) => PLANNED
            .iter()
            .find(|(planned, _)| *planned == name)
            .map(|(_, what)| format!("{what} are planned, but")),
        _ => None,
    }
}

/// Where a known key belongs: a label and a help.
fn home(registry: &'static Registry, name: &str, context: Context<'_>) -> Option<(String, String)> {
    if let Some(position) = registry.position(name) {
        let group = registry.parameters[position].group;
        let help = match context {
            Context::Event => {
                format!("An event changes parameters with set: set = {{ {name} = … }}")
            }
            Context::Sweep => {
                format!(
                    "To sweep it, move the line below the heading [sweep.parameters]; else below [{group}]."
                )
            }
            _ => format!("Move the line below the heading [{group}]."),
        };
        return Some((format!("belongs in [{group}]"), help));
    }
    if run_keys().iter().any(|key| key.name == name) {
        let help = match context {
            Context::Variant | Context::EventSet | Context::Own(_) => {
                "It is the same for all variants: move the line below the heading [run]."
            }
            Context::SweepParameters | Context::SweepPoint => {
                "It is the same at all points: move the line below the heading [run]."
            }
            _ => "Move the line below the heading [run].",
        };
        return Some(("belongs in [run]".to_owned(), help.to_owned()));
    }
    if FILES.contains(&name) && !registry.own_groups.is_empty() {
        return Some((
            format!("belongs in [{ORGANISATION}]"),
            format!("Move the line below the heading [{ORGANISATION}]."),
        ));
    }
    if let Context::Top | Context::Heading | Context::Run | Context::Group(_) = context
        && sweep_keys::OWN.contains(&name)
    {
        return Some((
            "belongs in [sweep]".to_owned(),
            "Move the line below the heading [sweep].".to_owned(),
        ));
    }
    if precision_keys().iter().any(|key| key.name == name) {
        return Some((
            "belongs in precision".to_owned(),
            "Write in [run]: precision = { metric = \"…\", half_width = … }".to_owned(),
        ));
    }
    if matches!(context, Context::CommandLine) && TOP_KEYS.contains(&name) {
        return Some((
            "only in the file".to_owned(),
            "--set reaches parameters and the keys of [run]; change this in the file.".to_owned(),
        ));
    }
    if TOP_KEYS.contains(&name) {
        return Some((
            "belongs at the top".to_owned(),
            "Move the line above the first [heading] of the file.".to_owned(),
        ));
    }
    if is_group(registry, name) {
        let help = if context.takes_parameters() {
            format!(
                "Write its keys alone, without the group, such as: {}",
                bare_example(registry, name)
            )
        } else {
            format!("Write the heading [{name}] on a line of its own.")
        };
        return Some(("a group of keys".to_owned(), help));
    }
    if HEADINGS.contains(&name) {
        return Some((
            "a heading".to_owned(),
            format!("Write the heading [{name}] on a line of its own."),
        ));
    }
    if LISTS.contains(&name) {
        return Some((
            "a heading".to_owned(),
            format!("Write the heading [[{name}]] on a line of its own."),
        ));
    }
    None
}

fn bare_example(registry: &'static Registry, group: &str) -> String {
    let example = registry.parameters.iter().find(|parameter| {
        parameter.group == group
            || parameter
                .group
                .strip_prefix(group)
                .is_some_and(|rest| rest.starts_with('.'))
    });
    example.map_or_else(
        || "key = value".to_owned(),
        |parameter| format!("{} = {}", parameter.name, parameter.default),
    )
}

/// Whether a name is a group, or the start of one.
pub(super) fn is_group(registry: &'static Registry, path: &str) -> bool {
    let names = registry
        .groups
        .iter()
        .map(|group| group.name)
        .chain(registry.parameters.iter().map(|p| p.group));
    names.into_iter().any(|name| {
        name == path
            || name
                .strip_prefix(path)
                .is_some_and(|rest| rest.starts_with('.'))
    })
}

/// The help for an unknown key: the nearest one, where it belongs, or where to find the list.
fn suggestion(
    registry: &'static Registry,
    name: &str,
    context: Context<'_>,
    candidates: &[&str],
) -> String {
    // `--set work.drift=0.1` with the wrong group.
    let name = name.rsplit('.').next().unwrap_or(name);
    if let Some(near) = names::nearest(name, candidates.iter().copied()) {
        return format!("Did you mean `{near}`?");
    }
    let parameters = registry.parameters.iter().map(|parameter| parameter.name);
    if let Some(near) = names::nearest(name, parameters) {
        let group = registry
            .position(near)
            .map_or("", |position| registry.parameters[position].group);
        return match context {
            Context::Group(here) if here == group => format!("Did you mean `{near}`?"),
            _ if context.takes_parameters() => format!("Did you mean `{near}`?"),
            Context::Event => format!(
                "Did you mean `{near}`? An event changes it with set: set = {{ {near} = … }}"
            ),
            _ => format!("Did you mean `{near}`? It belongs in [{group}]."),
        };
    }
    if let Some(near) = names::nearest(name, run_keys().iter().map(|key| key.name)) {
        return match context {
            Context::Run | Context::CommandLine => format!("Did you mean `{near}`?"),
            _ => format!("Did you mean `{near}`? It belongs in [run]."),
        };
    }
    let groups = registry.groups.iter().map(|group| group.name);
    if let Context::Top | Context::Heading | Context::Group(_) = context {
        let headings = groups.chain(HEADINGS).chain(LISTS).chain(TOP_KEYS);
        if let Some(near) = names::nearest(name, headings) {
            let near = if LISTS.contains(&near) {
                format!("[[{near}]]")
            } else if TOP_KEYS.contains(&near) {
                near.to_owned()
            } else {
                format!("[{near}]")
            };
            return format!("Did you mean {near}?");
        }
    } else if let Some(near) = names::nearest(name, TOP_KEYS) {
        return format!("Did you mean `{near}`? It belongs at the top of the file.");
    }
    "`seci explain` lists all keys.".to_owned()
}
