//! The overview: the few numbers that a person reads first, as data and as plain text.
//!
//! Per variant and point the means at the last week with their uncertainty, the paired differences from the reference,
//! and how many runs a wanted precision takes. Which metrics are shown is for the caller to say.

mod findings;
mod of_sweep;
mod text;

pub use findings::sweep_findings;

use super::AnalysisError;
use super::describe;
use super::interval::{Difference, half_width, needed_runs};
use super::paired::paired_between;
use super::runs::RunTable;
use crate::table::{Folder, Manifest, MetricInfo, Summary, Unit};

/// What a run of the program ends with.
#[derive(Debug, Clone, PartialEq)]
pub struct Overview {
    /// What all numbers are of: "week 156", "equilibrium".
    pub end: String,
    /// The label of the variant the others are compared with.
    pub reference: String,
    /// The metrics shown.
    pub metrics: Vec<MetricInfo>,
    /// By variant, then point; those without runs are left out.
    pub rows: Vec<Row>,
    /// How many rows there are in all, where not all of them are held.
    pub all_rows: u64,
    /// For each metric.
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
    pub unit: Unit,
    /// The half-width that `needed` speaks of: the smallest difference that matters in the metric.
    pub wanted: f64,
    /// What share of the mean that is, where it is said as one.
    pub wanted_share: Option<f64>,
    /// Runs of each variant for the wanted half-width.
    pub needed: Option<u64>,
}

impl Precision {
    /// The half-width that is wanted: "1 pp", "5 %".
    #[must_use]
    pub fn wanted_in_words(&self) -> String {
        match self.wanted_share {
            Some(share) => format!("{} %", describe::plain(100.0 * share)),
            None => describe::bound(self.unit, self.wanted),
        }
    }
}

/// The overview of a folder for some of its metrics, from its tables. Of a sweep only the first points are kept, however
/// many there are.
///
/// # Errors
/// A metric that is not there, tables that cannot be read.
pub fn overview_of(folder: &Folder, metrics: &[&str]) -> Result<Overview, AnalysisError> {
    if folder.manifest().design.is_some() {
        of_sweep::overview(folder, metrics)
    } else {
        overview(&RunTable::read(folder)?, folder.manifest(), metrics)
    }
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
    let manifest = &manifest.of_what_ifs();
    let shown = shown(manifest, metrics)?;
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
    let precision = shown.iter().enumerate();
    let precision = precision
        .filter_map(|(index, metric)| precision_of(&rows, index, metric))
        .collect();
    Ok(Overview {
        end: manifest.end(),
        reference: reference_label(manifest),
        metrics: shown,
        all_rows: rows.len() as u64,
        rows,
        precision,
    })
}

fn shown(manifest: &Manifest, metrics: &[&str]) -> Result<Vec<MetricInfo>, AnalysisError> {
    let found = metrics.iter().map(|&name| {
        let metric = manifest.metric(name).cloned();
        metric.ok_or_else(|| AnalysisError::UnknownMetric {
            name: name.to_owned(),
            known: manifest.columns().metrics.join(", "),
        })
    });
    found.collect()
}

fn reference_label(manifest: &Manifest) -> String {
    manifest.variant(&manifest.reference).map_or_else(
        || manifest.reference.clone(),
        |variant| variant.label.clone(),
    )
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
    let mut worst = Worst::default();
    for row in rows {
        worst.see(&row.cells[index].summary);
    }
    worst.precision(metric)
}

/// The cell known worst of those seen.
#[derive(Debug, Clone, Copy, Default)]
struct Worst {
    runs: u64,
    half_width: f64,
    /// The largest spread, and the mean with it.
    sd: f64,
    mean: f64,
}

impl Worst {
    fn see(&mut self, summary: &Summary) {
        let half_width = half_width(summary.n, summary.sd);
        if half_width.is_nan() {
            return;
        }
        if self.runs == 0 || half_width >= self.half_width {
            self.runs = summary.n;
            self.half_width = half_width;
        }
        if summary.sd >= self.sd {
            self.sd = summary.sd;
            self.mean = summary.mean;
        }
    }

    /// None if no cell has two runs.
    fn precision(&self, metric: &MetricInfo) -> Option<Precision> {
        let wanted_share = metric.smallest_is_relative.then_some(metric.smallest);
        let wanted = wanted_share.map_or(metric.smallest, |share| share * self.mean.abs());
        // Of a metric that is 0 throughout nothing is wanted.
        (self.runs > 0 && wanted > 0.0).then(|| Precision {
            metric: metric.name.clone(),
            label: metric.label.clone(),
            runs: self.runs,
            half_width: self.half_width,
            unit: metric.unit(),
            wanted,
            wanted_share,
            needed: needed_runs(self.sd, wanted),
        })
    }
}

#[cfg(test)]
mod tests;
