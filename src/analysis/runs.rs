//! The runs of a folder in memory, found by variant, point and replicate.
//!
//! Holds the metrics of the last week only, 8 bytes each. Points are in the order in which they first appear; apart
//! from that the order of rows is irrelevant to everything that is computed from here. Computes nothing itself.

use std::collections::BTreeMap;

use super::AnalysisError;
use crate::table::{Folder, Manifest, RunRow, TableError};

/// All runs of a folder, by variant, point and replicate.
#[derive(Debug, Clone)]
pub struct RunTable {
    variants: Vec<String>,
    reference: String,
    metrics: Vec<String>,
    swept: usize,
    points: Vec<Vec<f64>>,
    /// Index of each point by the bits of its values.
    point_indices: BTreeMap<Vec<u64>, usize>,
    /// By variant and point: the number of the run of each replicate.
    cells: BTreeMap<(usize, usize), BTreeMap<u32, usize>>,
    /// All metrics of run 0, then those of run 1 …
    values: Vec<f64>,
    runs: usize,
}

impl RunTable {
    /// An empty table for the variants and metrics of a manifest.
    #[must_use]
    pub fn new(manifest: &Manifest) -> Self {
        let columns = manifest.columns();
        RunTable {
            variants: manifest
                .variants
                .iter()
                .map(|variant| variant.name.clone())
                .collect(),
            reference: manifest.reference.clone(),
            metrics: columns.metrics,
            swept: columns.swept.len(),
            points: Vec::new(),
            point_indices: BTreeMap::new(),
            cells: BTreeMap::new(),
            values: Vec::new(),
            runs: 0,
        }
    }

    /// Reads the `runs.csv` of a folder.
    ///
    /// # Errors
    /// A table that cannot be read, or that does not fit its manifest.
    pub fn read(folder: &Folder) -> Result<Self, AnalysisError> {
        RunTable::gather(folder.manifest(), folder.runs()?)
    }

    /// Gathers rows as they are streamed.
    ///
    /// # Errors
    /// The first fault of a row.
    pub fn gather(
        manifest: &Manifest,
        rows: impl IntoIterator<Item = Result<RunRow, TableError>>,
    ) -> Result<Self, AnalysisError> {
        let mut table = RunTable::new(manifest);
        for row in rows {
            table.push(&row?)?;
        }
        Ok(table)
    }

    /// Adds one run.
    ///
    /// # Errors
    /// A variant that the manifest does not name, another number of metrics or of swept parameters, a run that is
    /// there already.
    pub fn push(&mut self, row: &RunRow) -> Result<(), AnalysisError> {
        let variant = self.variant(&row.variant)?;
        let shape = |what, found, expected| AnalysisError::OtherShape {
            variant: row.variant.clone(),
            what,
            found,
            expected,
        };
        if row.metrics.len() != self.metrics.len() {
            return Err(shape("metrics", row.metrics.len(), self.metrics.len()));
        }
        if row.point.len() != self.swept {
            return Err(shape("swept parameters", row.point.len(), self.swept));
        }
        let next = self.points.len();
        let point = *self.point_indices.entry(key(&row.point)).or_insert(next);
        if point == next {
            self.points.push(row.point.clone());
        }
        let cell = self.cells.entry((variant, point)).or_default();
        if cell.insert(row.replicate, self.runs).is_some() {
            return Err(AnalysisError::RepeatedRun {
                variant: row.variant.clone(),
                place: place(&row.point),
                replicate: row.replicate,
            });
        }
        self.values.extend_from_slice(&row.metrics);
        self.runs += 1;
        Ok(())
    }

    /// The names of the variants, in the order of the manifest.
    #[must_use]
    pub fn variants(&self) -> &[String] {
        &self.variants
    }

    /// The name of the variant that the others are compared with.
    #[must_use]
    pub fn reference(&self) -> &str {
        &self.reference
    }

    /// The names of the metrics, in the order of the columns.
    #[must_use]
    pub fn metrics(&self) -> &[String] {
        &self.metrics
    }

    /// The points of the sweep; without a sweep one, which is empty.
    #[must_use]
    pub fn points(&self) -> &[Vec<f64>] {
        &self.points
    }

    /// How many runs there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.runs
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.runs == 0
    }

    /// One metric of all runs of a variant at a point, in the order of replicates.
    ///
    /// # Errors
    /// A variant, point or metric that is not there.
    pub fn sample(
        &self,
        variant: &str,
        point: &[f64],
        metric: &str,
    ) -> Result<Vec<f64>, AnalysisError> {
        let metric = self.metric(metric)?;
        let cell = self.cell(self.variant(variant)?, self.point(point)?);
        Ok(cell.map(|(_, values)| values[metric]).collect())
    }

    /// The same with the replicate of each.
    ///
    /// # Errors
    /// A variant, point or metric that is not there.
    pub fn by_replicate(
        &self,
        variant: &str,
        point: &[f64],
        metric: &str,
    ) -> Result<BTreeMap<u32, f64>, AnalysisError> {
        let metric = self.metric(metric)?;
        let cell = self.cell(self.variant(variant)?, self.point(point)?);
        Ok(cell
            .map(|(replicate, values)| (replicate, values[metric]))
            .collect())
    }

    /// The runs of a variant at a point, ascending by replicate: the replicate and all its metrics.
    pub(super) fn cell(&self, variant: usize, point: usize) -> impl Iterator<Item = (u32, &[f64])> {
        let width = self.metrics.len();
        let runs = self.cells.get(&(variant, point)).into_iter().flatten();
        runs.map(move |(&replicate, &run)| {
            (replicate, &self.values[run * width..(run + 1) * width])
        })
    }

    pub(super) fn variant(&self, name: &str) -> Result<usize, AnalysisError> {
        let found = self.variants.iter().position(|variant| variant == name);
        found.ok_or_else(|| AnalysisError::UnknownVariant {
            name: name.to_owned(),
            known: self.variants.join(", "),
        })
    }

    pub(super) fn metric(&self, name: &str) -> Result<usize, AnalysisError> {
        let found = self.metrics.iter().position(|metric| metric == name);
        found.ok_or_else(|| AnalysisError::UnknownMetric {
            name: name.to_owned(),
            known: self.metrics.join(", "),
        })
    }

    pub(super) fn point(&self, point: &[f64]) -> Result<usize, AnalysisError> {
        let found = self.point_indices.get(&key(point)).copied();
        found.ok_or_else(|| AnalysisError::UnknownPoint {
            point: listed(point),
        })
    }
}

/// The bits of a point; minus zero is zero.
fn key(point: &[f64]) -> Vec<u64> {
    point.iter().map(|value| (value + 0.0).to_bits()).collect()
}

fn listed(point: &[f64]) -> String {
    let values: Vec<String> = point.iter().map(f64::to_string).collect();
    values.join(", ")
}

fn place(point: &[f64]) -> String {
    if point.is_empty() {
        String::new()
    } else {
        format!(" at the point ({})", listed(point))
    }
}
