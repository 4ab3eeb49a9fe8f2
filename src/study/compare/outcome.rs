//! The outcome of a comparison: what becomes of each variant that both scenarios have, B minus A, pair by pair.
//!
//! Owns `compared.csv` and `differences.csv`, and the verdicts, judged together (Holm 1979). Works from the tables of the
//! folder; words are for the command line.

use std::path::Path;

use super::{Comparison, FOLDERS, Studies};
use crate::analysis::{
    AnalysisError, Difference, RunTable, Verdict, holm, paired_between, verdict,
};
use crate::scenario::Differences;
use crate::scenario::differences::{Scope, Side};
use crate::study::{StudyError, folder};
use crate::table::{
    ComparedRow, DepartureRow, DifferenceRow, Folder, Manifest, MetricInfo, Row, TableFile,
    VariantInfo, write_table,
};

/// A metric of a variant at a point, judged.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// Index of the pair in [`Comparison::pairs`].
    pub pair: usize,
    pub point: Vec<f64>,
    pub metric: MetricInfo,
    /// Means of A and of B over the pairs of runs.
    pub means: [f64; 2],
    pub difference: Difference,
    pub verdict: Verdict,
    /// How many claims were judged together.
    pub family: usize,
}

/// Writes the tables of a comparison into its folder, whose runs are finished, and judges some metrics. What is identical
/// is in the table, but nothing to be judged.
///
/// # Errors
/// Tables that cannot be read or written, a folder somebody else works in.
pub fn write(
    comparison: &Comparison,
    output: &Path,
    told: &[&str],
) -> Result<Vec<Judged>, StudyError> {
    let (manifest, runs) = runs(&comparison.studies, output)?;
    let _lock = folder::lock(output)?;
    let columns = manifest.columns();
    write_table(output, &columns, &rows(&comparison.differences))?;
    let mut compared = TableFile::<ComparedRow>::create(output, &columns)?;
    let mut judged = Vec::new();
    let all = comparison.pairs.iter().chain(&comparison.departures);
    for (index, pair) in all.enumerate() {
        let is_told = index < comparison.pairs.len() && !pair.is_identical;
        let [a, b] = &names(&comparison.studies, &pair.variants);
        for point in runs.points() {
            for metric in &manifest.metrics {
                let pairs = paired_between(&runs, b, a, &metric.name, point)?;
                let difference = pairs.difference;
                let means = [pairs.reference_mean, pairs.variant_mean];
                compared.row(&ComparedRow {
                    variant: pair.name.clone(),
                    point: point.clone(),
                    metric: metric.name.clone(),
                    unit: metric.unit.clone(),
                    n: difference.n,
                    mean_a: means[0],
                    mean_b: means[1],
                    mean_difference: difference.mean,
                    ci_low: difference.ci_low,
                    ci_high: difference.ci_high,
                    share_higher: difference.share_higher,
                })?;
                if told.contains(&metric.name.as_str()) && is_told {
                    judged.push(Judged {
                        pair: index,
                        point: point.clone(),
                        metric: metric.clone(),
                        means,
                        difference,
                        verdict: Verdict::Unclear,
                        family: 0,
                    });
                }
            }
        }
    }
    compared.finish()?;
    judge(&mut judged);
    Ok(judged)
}

/// The runs of both, and a manifest that describes them.
fn runs(studies: &Studies, output: &Path) -> Result<(Manifest, RunTable), StudyError> {
    if let Studies::Together(_) = studies {
        let tables = Folder::open(output)?;
        return Ok((tables.manifest().clone(), RunTable::read(&tables)?));
    }
    let folders = FOLDERS.map(|folder| Folder::open(&output.join(folder)));
    let [a, b] = folders;
    let folders = [a?, b?];
    let mut manifest = folders[0].manifest().clone();
    let variants = (0..).zip(&folders).flat_map(|(side, tables)| {
        let variants = tables.manifest().variants.iter();
        variants.map(move |variant| VariantInfo {
            name: of_side(side, &variant.name),
            ..variant.clone()
        })
    });
    manifest.variants = variants.collect();
    manifest.reference = of_side(0, &manifest.reference);
    let mut all = RunTable::new(&manifest);
    for (side, tables) in (0..).zip(&folders) {
        for row in tables.runs()? {
            let mut row = row.map_err(AnalysisError::from)?;
            row.variant = of_side(side, &row.variant);
            all.push(&row)?;
        }
    }
    Ok((manifest, all))
}

/// What the variants of a pair are called among the runs of both.
fn names(studies: &Studies, [a, b]: &[String; 2]) -> [String; 2] {
    match studies {
        Studies::Together(_) => [a.clone(), b.clone()],
        Studies::Apart(_) => [of_side(0, a), of_side(1, b)],
    }
}

/// A name that no variant of the other side can have.
fn of_side(side: usize, variant: &str) -> String {
    format!("{}/{variant}", FOLDERS[side])
}

/// Whose leaving was tried on one side, the largest loss first, in the first metric of the table; none where nobody's was,
/// and of a sweep.
///
/// # Errors
/// A table that cannot be read.
pub fn departures(folder: &Path) -> Result<Vec<DepartureRow>, StudyError> {
    let tables = Folder::open(folder)?;
    if !folder.join(DepartureRow::FILE).exists() || tables.manifest().design.is_some() {
        return Ok(Vec::new());
    }
    let mut rows: Vec<DepartureRow> = Vec::new();
    for row in tables.rows::<DepartureRow>()? {
        let row = row?;
        if rows.first().is_none_or(|first| first.metric == row.metric) {
            rows.push(row);
        }
    }
    Ok(rows)
}

/// The verdicts on all that is told, judged together.
fn judge(judged: &mut [Judged]) {
    let raw: Vec<f64> = judged.iter().map(|each| each.difference.p).collect();
    let adjusted = holm(&raw);
    for (each, p) in judged.iter_mut().zip(adjusted) {
        let smallest = if each.metric.smallest_is_relative {
            each.metric.smallest * each.means[0].abs()
        } else {
            each.metric.smallest
        };
        each.verdict = verdict(&each.difference, smallest, p);
        each.family = raw.len();
    }
}

fn rows(differences: &Differences) -> Vec<DifferenceRow> {
    let rows = differences.list.iter().map(|difference| {
        let [a, b] = difference.sides.each_ref().map(|side| match side {
            None => [String::new(), String::new()],
            Some(Side { value, origin }) => [value.to_string(), origin.clone()],
        });
        let ([value_a, origin_a], [value_b, origin_b]) = (a, b);
        DifferenceRow {
            kind: difference.subject.name().to_owned(),
            key: difference.key.clone(),
            unit: difference.unit.to_owned(),
            variants: match &difference.scope {
                Scope::Everywhere => String::new(),
                Scope::Within(variants) => variants.join("; "),
            },
            value_a,
            origin_a,
            value_b,
            origin_b,
        }
    });
    rows.collect()
}
