//! The generated parts of `docs/tables.md`: the dictionary and the registry in words.

use std::fmt::Write;

use seci::model::two_loop::REGISTRY;
use seci::scenario::Registry;
use seci::scenario::registry::Unit;
use seci::table::{Column, FIELDS, Kind, Part, TABLES, Table};

/// All tables, each with its columns.
pub fn tables() -> String {
    TABLES.iter().map(|table| one(table)).collect()
}

fn one(table: &Table) -> String {
    let mut text = format!(
        "### {}\n\n{}\n\nA row: {}. Order: {}. There: {}.\n\n",
        table.file, table.purpose, table.row, table.order, table.when
    );
    text.push_str("| column | type | unit | meaning |\n|---|---|---|---|\n");
    for part in table.parts {
        let (name, kind, unit, meaning) = match part {
            Part::Column(Column {
                name,
                kind,
                unit,
                meaning,
            }) => (format!("`{name}`"), *kind, *unit, *meaning),
            Part::Swept { kind, meaning } => (
                "*one for each swept parameter*".to_owned(),
                *kind,
                "the parameter's",
                *meaning,
            ),
            Part::Metrics => (
                "*one for each [metric](#metrics)*".to_owned(),
                Kind::NumberOrEmpty,
                "the metric's",
                "The metric at the last week.",
            ),
        };
        let unit = if unit.is_empty() { "–" } else { unit };
        writeln!(text, "| {name} | {} | {unit} | {meaning} |", kind.words())
            .expect("a string takes all");
    }
    text.push('\n');
    text
}

/// All metrics of the two-loop model.
pub fn metrics() -> String {
    metrics_of(&REGISTRY)
}

/// All metrics of a model.
pub fn metrics_of(registry: &Registry) -> String {
    let mut text = String::from("| metric | unit | meaning |\n|---|---|---|\n");
    for metric in registry.metrics {
        let unit = match metric.unit {
            Unit::Share => "share, 0 to 1",
            Unit::Points => "difference of shares, −1 to 1",
            Unit::Signed => "−1 to 1",
            Unit::Count => "count",
        };
        writeln!(text, "| `{}` | {unit} | {} |", metric.name, metric.meaning)
            .expect("a string takes all");
    }
    text
}

/// All fields of the manifest.
pub fn manifest() -> String {
    let mut text = String::from("| field | type | meaning |\n|---|---|---|\n");
    for field in FIELDS {
        writeln!(
            text,
            "| `{}` | {} | {} |",
            field.path, field.kind, field.meaning
        )
        .expect("a string takes all");
    }
    text
}
