//! A kind of event, with an example to copy.

use super::example;
use super::layout::{fact, paragraph, title};
use crate::scenario::registry::{Change, EventKind, Registry, Sets};

pub(super) fn event(kind: &EventKind, registry: &Registry, model: &str) -> String {
    let mut out = title(kind.name, &format!("a kind of event{model}"));
    paragraph(&mut out, kind.meaning);
    for field in kind.required {
        fact(
            &mut out,
            field.name,
            &format!(
                "{} Allowed: {} ({}).",
                field.meaning, field.range, field.unit
            ),
        );
    }
    for field in kind.optional {
        fact(
            &mut out,
            field.name,
            &format!(
                "{} Allowed: {} ({}). Default: {}.",
                field.meaning, field.range, field.unit, field.default
            ),
        );
    }
    if kind.fields().next().is_some() {
        out.push('\n');
    }
    let mut lines = vec![
        "[[event]]".to_owned(),
        "week = 52".to_owned(),
        format!("kind = \"{}\"", kind.name),
    ];
    lines.extend(
        kind.required
            .iter()
            .map(|field| format!("{} = {}", field.name, field.default)),
    );
    if kind.sets == Sets::Parameters {
        lines.push(format!("set = {{ {} }}", changed(registry)));
    }
    example(&mut out, &lines);
    out.push_str("\n  Under the heading [[variant.event]] it befalls the variant above it only.\n");
    out
}

/// A parameter that a policy may change, with a value: the split of an either-or where there is one.
fn changed(registry: &Registry) -> String {
    let split = registry
        .pairs
        .first()
        .and_then(|pair| registry.position(pair.usual[1]));
    let any = || {
        let mut parameters = registry.parameters.iter();
        parameters.position(|parameter| parameter.change == Change::ByPolicy)
    };
    split.or_else(any).map_or_else(
        || "key = value".to_owned(),
        |position| {
            let parameter = &registry.parameters[position];
            format!("{} = {}", parameter.name, parameter.default)
        },
    )
}
