//! The overview: the few numbers that a person reads first, as data and as plain text.
//!
//! Per variant and point the means at the last week with their uncertainty, the paired differences from the reference,
//! and how many runs a wanted precision takes. Which metrics are shown is for the caller to say.

mod text;

use super::AnalysisError;
use super::interval::{Difference, half_width, needed_runs};
use super::paired::paired_between;
use super::runs::RunTable;
use crate::table::{Manifest, MetricInfo, Summary, Unit};

/// The half-width of a share's interval that is usually enough.
const WANTED: f64 = 0.01;

/// What a run of the program ends with.
#[derive(Debug, Clone, PartialEq)]
pub struct Overview {
    /// The last week, which all numbers are of.
    pub week: u32,
    /// The label of the variant the others are compared with.
    pub reference: String,
    /// The metrics shown.
    pub metrics: Vec<MetricInfo>,
    /// By variant, then point; those without runs are left out.
    pub rows: Vec<Row>,
    /// For each metric that is a share.
    pub precision: Vec<Precision>,
}

/// One variant at one point.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What the row is called: the variant's label, and the swept values.
    pub label: String,
    pub variant: String,
    pub point: Vec<f64>,
    pub runs: u64,
    /// In the order of the metrics.
    pub cells: Vec<Cell>,
}

/// One metric of one row.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    pub summary: Summary,
    /// Half of the 95 % interval of the mean; NaN for fewer than two runs.
    pub half_width: f64,
    /// Variant minus reference; none in rows of the reference, and where the reference has no runs.
    pub difference: Option<Difference>,
}

/// How well a metric is known, in the row where it is known worst.
#[derive(Debug, Clone, PartialEq)]
pub struct Precision {
    pub metric: String,
    pub label: String,
    pub runs: u64,
    pub half_width: f64,
    /// The half-width that `needed` speaks of: 1 pp.
    pub wanted: f64,
    /// Runs of each variant for the wanted half-width.
    pub needed: Option<u64>,
}

/// Computes the overview of a folder for some of its metrics.
///
/// # Errors
/// A metric that is not there.
pub fn overview(
    runs: &RunTable,
    manifest: &Manifest,
    metrics: &[&str],
) -> Result<Overview, AnalysisError> {
    let mut shown = Vec::new();
    for &name in metrics {
        let metric = manifest
            .metric(name)
            .ok_or_else(|| AnalysisError::UnknownMetric {
                name: name.to_owned(),
                known: manifest.columns().metrics.join(", "),
            })?;
        shown.push(metric.clone());
    }
    let mut rows = Vec::new();
    for variant in &manifest.variants {
        for point in runs.points() {
            let cells: Result<Vec<Cell>, _> = metrics
                .iter()
                .map(|metric| cell(runs, manifest, &variant.name, metric, point))
                .collect();
            let count = runs
                .cell(runs.variant(&variant.name)?, runs.point(point)?)
                .count() as u64;
            if count > 0 {
                rows.push(Row {
                    label: text::row_label(manifest, variant, point),
                    variant: variant.name.clone(),
                    point: point.clone(),
                    runs: count,
                    cells: cells?,
                });
            }
        }
    }
    let precision = shown
        .iter()
        .enumerate()
        .filter(|(_, metric)| metric.unit() == Unit::Share);
    let precision = precision
        .filter_map(|(index, metric)| precision_of(&rows, index, metric))
        .collect();
    Ok(Overview {
        week: manifest.weeks,
        reference: manifest.variant(&manifest.reference).map_or_else(
            || manifest.reference.clone(),
            |variant| variant.label.clone(),
        ),
        metrics: shown,
        rows,
        precision,
    })
}

fn cell(
    runs: &RunTable,
    manifest: &Manifest,
    variant: &str,
    metric: &str,
    point: &[f64],
) -> Result<Cell, AnalysisError> {
    let summary = Summary::of(&mut runs.sample(variant, point, metric)?);
    let difference = if variant == manifest.reference {
        None
    } else {
        let pairs = paired_between(runs, variant, &manifest.reference, metric, point)?;
        (pairs.difference.n > 0).then_some(pairs.difference)
    };
    Ok(Cell {
        half_width: half_width(summary.n, summary.sd),
        summary,
        difference,
    })
}

/// The worst case over the rows; none if no row has two runs.
fn precision_of(rows: &[Row], index: usize, metric: &MetricInfo) -> Option<Precision> {
    let cells = rows
        .iter()
        .map(|row| &row.cells[index])
        .filter(|cell| !cell.half_width.is_nan());
    let worst = cells
        .clone()
        .max_by(|a, b| a.half_width.total_cmp(&b.half_width))?;
    let widest = cells.map(|cell| cell.summary.sd).max_by(f64::total_cmp)?;
    Some(Precision {
        metric: metric.name.clone(),
        label: metric.label.clone(),
        runs: worst.summary.n,
        half_width: worst.half_width,
        wanted: WANTED,
        needed: needed_runs(widest, WANTED),
    })
}

#[cfg(test)]
mod tests;
