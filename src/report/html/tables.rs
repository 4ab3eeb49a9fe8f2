//! The tables of the page as rows of texts.

use serde::Serialize;

use super::organisation;
use crate::analysis::describe;
use crate::analysis::overview::{Cell, Overview};
use crate::report::facts::{self, Facts};
use crate::report::{Assumption, Material};
use crate::table::{Manifest, MetricInfo};

/// A table of results.
#[derive(Serialize)]
pub struct Results {
    pub heading: String,
    pub corner: &'static str,
    pub columns: Vec<String>,
    pub rows: Vec<Row>,
    pub note: Option<&'static str>,
    pub folded: bool,
}

#[derive(Serialize)]
pub struct Row {
    pub label: String,
    pub cells: Vec<Field>,
}

#[derive(Serialize)]
pub struct Field {
    pub text: String,
    pub unclear: bool,
}

/// Means and differences of the headline metrics, then those of all metrics; `None` for a sweep.
pub fn results(material: &Material<'_>, facts: &Facts) -> Option<Vec<Results>> {
    let overview = facts
        .overview
        .as_ref()
        .filter(|overview| !overview.rows.is_empty())?;
    let all: Vec<usize> = (0..material.input.manifest.metrics.len()).collect();
    let mut tables = vec![by_variant(
        overview,
        "Means over runs ± 95 % interval".to_owned(),
        &facts.headline,
        mean,
        None,
    )];
    let is_compared = overview
        .rows
        .iter()
        .any(|row| row.cells.iter().any(|cell| cell.difference.is_some()));
    if is_compared {
        tables.push(by_variant(
            overview,
            format!("Difference from {}, seed by seed", facts::capital(&overview.reference)),
            &facts.headline,
            difference,
            Some("Grey and in brackets: the interval includes 0. These intervals stand alone; the findings above are adjusted for their number."),
        ));
    }
    tables.extend(organisation::leavers(material, facts));
    let mut means = by_metric(overview, "All metrics: means".to_owned(), &all, mean);
    means.folded = true;
    tables.push(means);
    if is_compared {
        let mut differences = by_metric(
            overview,
            format!(
                "All metrics: differences from {}",
                facts::capital(&overview.reference)
            ),
            &all,
            difference,
        );
        differences.folded = true;
        tables.push(differences);
    }
    Some(tables)
}

type Written = fn(&MetricInfo, &Cell) -> Option<Field>;

#[allow(
    clippy::unnecessary_wraps,
    reason = "one of two ways of writing a cell"
)]
fn mean(metric: &MetricInfo, cell: &Cell) -> Option<Field> {
    Some(Field {
        text: describe::mean(metric.unit(), cell.summary.mean, cell.half_width),
        unclear: false,
    })
}

fn difference(metric: &MetricInfo, cell: &Cell) -> Option<Field> {
    let difference = cell.difference.as_ref()?;
    let text = describe::mean_difference(metric.unit(), difference.mean, difference.half_width());
    let unclear = !difference.excludes_zero();
    Some(Field {
        text: if unclear { format!("({text})") } else { text },
        unclear,
    })
}

pub fn field(written: Option<Field>) -> Field {
    written.unwrap_or(Field {
        text: String::new(),
        unclear: true,
    })
}

fn by_variant(
    overview: &Overview,
    heading: String,
    metrics: &[usize],
    written: Written,
    note: Option<&'static str>,
) -> Results {
    let rows = overview.rows.iter().filter(|row| {
        metrics
            .iter()
            .any(|&place| written(&overview.metrics[place], &row.cells[place]).is_some())
    });
    Results {
        heading,
        corner: "Variant",
        columns: metrics
            .iter()
            .map(|&place| facts::capital(&overview.metrics[place].label))
            .collect(),
        rows: rows
            .map(|row| Row {
                label: facts::capital(&row.label),
                cells: metrics
                    .iter()
                    .map(|&place| field(written(&overview.metrics[place], &row.cells[place])))
                    .collect(),
            })
            .collect(),
        note,
        folded: false,
    }
}

fn by_metric(overview: &Overview, heading: String, metrics: &[usize], written: Written) -> Results {
    let columns: Vec<_> = overview
        .rows
        .iter()
        .filter(|row| {
            metrics
                .iter()
                .any(|&place| written(&overview.metrics[place], &row.cells[place]).is_some())
        })
        .collect();
    Results {
        heading,
        corner: "Metric",
        columns: columns
            .iter()
            .map(|row| facts::capital(&row.label))
            .collect(),
        rows: metrics
            .iter()
            .map(|&place| Row {
                label: facts::capital(&overview.metrics[place].label),
                cells: columns
                    .iter()
                    .map(|row| field(written(&overview.metrics[place], &row.cells[place])))
                    .collect(),
            })
            .collect(),
        note: None,
        folded: false,
    }
}

#[derive(Serialize)]
pub struct Precision<'a> {
    metric: &'a str,
    runs: &'a str,
    half_width: &'a str,
    wanted: &'a str,
    needed: &'a str,
}

pub fn precision(facts: &Facts) -> Vec<Precision<'_>> {
    let lines = facts.precision.iter().map(|line| Precision {
        metric: &line.metric,
        runs: &line.runs,
        half_width: &line.half_width,
        wanted: &line.wanted,
        needed: &line.needed,
    });
    lines.collect()
}

#[derive(Serialize)]
pub struct Metric<'a> {
    label: String,
    name: &'a str,
    unit: &'static str,
    meaning: &'a str,
    smallest: String,
}

pub fn metrics(manifest: &Manifest) -> Vec<Metric<'_>> {
    manifest
        .metrics
        .iter()
        .map(|metric| Metric {
            label: facts::capital(&metric.label),
            name: &metric.name,
            unit: facts::unit(metric),
            meaning: &metric.meaning,
            smallest: facts::smallest(metric),
        })
        .collect()
}

/// A table of assumptions.
#[derive(Serialize)]
pub struct Assumptions {
    heading: String,
    variants: Vec<String>,
    rows: Vec<AssumptionRow>,
    folded: bool,
}

impl Assumptions {
    /// Whether it is shown only when it is asked for.
    pub fn is_folded(&self) -> bool {
        self.folded
    }
}

#[derive(Serialize)]
struct AssumptionRow {
    label: String,
    key: String,
    values: Vec<Value>,
    default: String,
    unit: String,
    source: String,
    confidence: String,
    differs: bool,
}

#[derive(Serialize)]
struct Value {
    text: String,
    differs: bool,
}

/// What differs from the defaults, then all, group by group.
pub fn assumptions(material: &Material<'_>) -> Vec<Assumptions> {
    let Some(model) = material.model else {
        return Vec::new();
    };
    let manifest = &material.input.manifest;
    let variants: Vec<String> = if manifest.variants.len() > 1 {
        let labels = manifest.variants.iter();
        labels
            .map(|variant| facts::capital(&variant.label))
            .collect()
    } else {
        vec!["Value".to_owned()]
    };
    let table = |heading: String, rows: Vec<&Assumption>| Assumptions {
        heading,
        variants: variants.clone(),
        rows: rows.into_iter().map(row).collect(),
        folded: true,
    };
    let differing: Vec<&Assumption> = model
        .assumptions
        .iter()
        .filter(|assumption| assumption.differs())
        .collect();
    let mut tables = Vec::new();
    if !differing.is_empty() {
        let mut first = table("What differs from the defaults".to_owned(), differing);
        first.folded = false;
        tables.push(first);
    }
    let mut groups: Vec<&str> = Vec::new();
    for assumption in &model.assumptions {
        if !groups.contains(&assumption.group.as_str()) {
            groups.push(&assumption.group);
        }
    }
    for group in groups {
        let rows: Vec<&Assumption> = model
            .assumptions
            .iter()
            .filter(|assumption| assumption.group == group)
            .collect();
        let heading = format!("All of [{group}]: {} parameters", rows.len());
        tables.push(table(heading, rows));
    }
    tables
}

fn row(assumption: &Assumption) -> AssumptionRow {
    let value = |value: &f64| Value {
        text: if assumption.is_swept {
            "swept".to_owned()
        } else {
            assumption.shown(*value)
        },
        differs: assumption.is_swept || value.to_bits() != assumption.default.to_bits(),
    };
    AssumptionRow {
        label: facts::capital(&assumption.label),
        key: assumption.key.clone(),
        values: assumption.values.iter().map(value).collect(),
        default: assumption.shown(assumption.default),
        unit: assumption.unit.clone(),
        source: assumption.source.clone(),
        confidence: if assumption.confidence == assumption.source {
            String::new()
        } else {
            assumption.confidence.clone()
        },
        differs: assumption.differs(),
    }
}
