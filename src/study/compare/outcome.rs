//! The outcome of a comparison: what becomes of each variant that both scenarios have, B minus A, pair by pair.
//!
//! Owns `compared.csv` and `differences.csv`, and the verdicts, judged together (Holm 1979). Works from the tables of the
//! folder; words are for the command line.

use std::path::Path;

use super::Comparison;
use crate::analysis::{Difference, RunTable, Verdict, holm, paired_between, verdict};
use crate::scenario::Differences;
use crate::scenario::differences::{Scope, Side};
use crate::study::{StudyError, folder};
use crate::table::{ComparedRow, DifferenceRow, Folder, MetricInfo, TableFile, write_table};

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
    let tables = Folder::open(output)?;
    let _lock = folder::lock(output)?;
    let manifest = tables.manifest();
    let columns = manifest.columns();
    write_table(output, &columns, &rows(&comparison.differences))?;
    let runs = RunTable::read(&tables)?;
    let mut compared = TableFile::<ComparedRow>::create(output, &columns)?;
    let mut judged = Vec::new();
    for (index, pair) in comparison.pairs.iter().enumerate() {
        let [a, b] = &pair.variants;
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
                if told.contains(&metric.name.as_str()) && !pair.is_identical {
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
