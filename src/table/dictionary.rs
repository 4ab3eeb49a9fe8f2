//! The data dictionary: what every column of every table means, once.
//!
//! Owns the names, the order, the types, the units and the meanings of columns. The headers of the tables, the types of
//! their Parquet twins and `docs/tables.md` are all made from it, so they cannot disagree. Knows no rows and no files but
//! by name; swept parameters and metrics are described by the model's registry.

mod comparison;
mod manifest;
mod people;
mod runs;
mod sweep;
#[cfg(test)]
mod tests;

use super::Columns;

pub(super) use comparison::{COMPARED, DIFFERENCES};
pub use manifest::{FIELDS, Field};
pub(super) use people::{DEPARTURES, NETWORK, PEOPLE};
pub(super) use runs::{FAILURES, PAIRED, RUNS, SERIES};
pub(super) use sweep::{CONVERGENCE, DESIGN, EFFECTS, OPTIMUM, POINTS, SENSITIVITY};

/// All tables: first those of every folder, then those of sweeps, then those of comparisons.
pub const TABLES: &[&Table] = &[
    &RUNS,
    &SERIES,
    &PAIRED,
    &FAILURES,
    &PEOPLE,
    &NETWORK,
    &DEPARTURES,
    &DESIGN,
    &POINTS,
    &EFFECTS,
    &OPTIMUM,
    &SENSITIVITY,
    &CONVERGENCE,
    &COMPARED,
    &DIFFERENCES,
];

/// The tables that only `seci compare` writes; to run the scenario of its folder again gives all others.
pub const OF_COMPARISONS: [&str; 2] = [COMPARED.file, DIFFERENCES.file];

/// A table of an output folder.
#[derive(Debug)]
pub struct Table {
    /// The name of its file.
    pub file: &'static str,
    /// What the table is for.
    pub purpose: &'static str,
    /// What one row is.
    pub row: &'static str,
    /// The order of the rows.
    pub order: &'static str,
    /// When the folder has it.
    pub when: &'static str,
    /// Its columns, in order.
    pub parts: &'static [Part],
}

/// A column, or a place for the columns that depend on the scenario.
#[derive(Debug, Clone, Copy)]
pub enum Part {
    Column(Column),
    /// One column for each swept parameter, in the order of the manifest; none without a sweep.
    Swept {
        kind: Kind,
        meaning: &'static str,
    },
    /// One column for each metric, in the order of the manifest.
    Metrics,
}

/// A column whose name does not depend on the scenario.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    pub name: &'static str,
    pub kind: Kind,
    /// In words; empty for texts and for numbers without a unit.
    pub unit: &'static str,
    pub meaning: &'static str,
}

/// The type of a column as its reader meets it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Text,
    /// Empty where there is nothing to say.
    TextOrEmpty,
    /// From 0 to 2⁵³ − 1.
    Whole,
    Number,
    /// Empty where the number is not defined.
    NumberOrEmpty,
}

impl Kind {
    /// In the words of the documentation.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Kind::Text => "text",
            Kind::TextOrEmpty => "text or empty",
            Kind::Whole => "whole number",
            Kind::Number => "number",
            Kind::NumberOrEmpty => "number or empty",
        }
    }
}

impl Table {
    /// The names and types of the columns of a given folder, in order.
    #[must_use]
    pub fn columns(&self, columns: &Columns) -> Vec<(String, Kind)> {
        let mut named = Vec::new();
        for part in self.parts {
            match part {
                Part::Column(column) => named.push((column.name.to_owned(), column.kind)),
                Part::Swept { kind, .. } => {
                    named.extend(columns.swept.iter().map(|name| (name.clone(), *kind)));
                }
                Part::Metrics => named.extend(columns.metrics.iter().map(|metric| {
                    let name = metric_column(metric, &columns.swept);
                    (name, Kind::NumberOrEmpty)
                })),
            }
        }
        named
    }

    /// The names of the columns, in order.
    #[must_use]
    pub fn header(&self, columns: &Columns) -> Vec<String> {
        let named = self.columns(columns);
        named.into_iter().map(|(name, _)| name).collect()
    }

    /// The name of the table without its ending.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.file.trim_end_matches(".csv")
    }
}

/// The column of a metric. `explicit_share` is a parameter as well as a metric: where the parameter is swept, it keeps the
/// name, since tables are joined by it, and the metric's column says that it was observed. No table has two columns of one
/// name, which many readers refuse.
fn metric_column(metric: &str, swept: &[String]) -> String {
    if swept.iter().any(|name| name == metric) {
        format!("observed_{metric}")
    } else {
        metric.to_owned()
    }
}

const fn text(name: &'static str, meaning: &'static str) -> Part {
    column(name, Kind::Text, "", meaning)
}

const fn whole(name: &'static str, unit: &'static str, meaning: &'static str) -> Part {
    column(name, Kind::Whole, unit, meaning)
}

const fn number(name: &'static str, unit: &'static str, meaning: &'static str) -> Part {
    column(name, Kind::Number, unit, meaning)
}

/// A number that may be empty.
const fn optional(name: &'static str, unit: &'static str, meaning: &'static str) -> Part {
    column(name, Kind::NumberOrEmpty, unit, meaning)
}

const fn column(name: &'static str, kind: Kind, unit: &'static str, meaning: &'static str) -> Part {
    Part::Column(Column {
        name,
        kind,
        unit,
        meaning,
    })
}

/// The unit of a number that is in the unit of the row's metric.
const METRIC: &str = "the metric's";
const SHARE: &str = "share, 0 to 1";
const PARAMETER: &str = "the parameter's";

const VARIANT: Part = text(
    "variant",
    "Name of the variant; `manifest.json` has its label.",
);
const METRIC_NAME: Part = text("metric", "Name of the metric.");
const SWEPT: Part = Part::Swept {
    kind: Kind::Number,
    meaning: "Value of the swept parameter.",
};
