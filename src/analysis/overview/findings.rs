//! What a sweep found, in a few lines for a terminal: the best point of each line, the parameters that govern a metric.
//!
//! Reads tables and words them; computes nothing.

use std::fmt::Write as _;

use crate::analysis::{AnalysisError, describe};
use crate::table::{Folder, Manifest, OptimumRow, SensitivityRow};

/// The most lines of one kind.
const MOST: usize = 12;

/// The findings of a folder's sweep in these metrics; empty without a sweep, or where its design has no such tables.
///
/// # Errors
/// Tables that cannot be read.
pub fn sweep_findings(folder: &Folder, metrics: &[&str]) -> Result<String, AnalysisError> {
    let manifest = &folder.manifest().of_what_ifs();
    let mut text = String::new();
    let kind = manifest.design.as_ref().map(|design| design.kind.as_str());
    match kind {
        Some("grid") => {
            let mut rows: Vec<OptimumRow> = Vec::new();
            for row in folder.rows::<OptimumRow>()? {
                let row = row?;
                if metrics.first() == Some(&row.metric.as_str())
                    && manifest.variant(&row.variant).is_some()
                {
                    rows.push(row);
                }
            }
            optima(&mut text, manifest, &rows);
        }
        Some("morris" | "saltelli") => {
            let mut rows: Vec<SensitivityRow> = Vec::new();
            for row in folder.rows::<SensitivityRow>()? {
                let row = row?;
                if metrics.first() == Some(&row.metric.as_str())
                    && row.variant == manifest.reference
                {
                    rows.push(row);
                }
            }
            indices(&mut text, manifest, &rows);
        }
        _ => {}
    }
    Ok(text)
}

fn label_of(manifest: &Manifest, metric: &str) -> String {
    let metric = manifest.metric(metric);
    metric.map_or_else(String::new, |metric| metric.label.clone())
}

/// "Not coupled: 0 (0 to 0)", a line for each line of the grid along its first axis.
fn optima(text: &mut String, manifest: &Manifest, rows: &[OptimumRow]) {
    let Some(axis) = manifest.swept.first() else {
        return;
    };
    let along: Vec<&OptimumRow> = rows.iter().filter(|row| row.axis == axis.name).collect();
    let Some(first) = along.first() else {
        return;
    };
    let metric = label_of(manifest, &first.metric);
    // Writing to a string cannot fail.
    let _ = writeln!(
        text,
        "\nHighest {metric} along {} ({} points; in brackets where 95 % of resamples put it):",
        axis.label, first.points
    );
    for row in along.iter().take(MOST) {
        let mut where_: Vec<String> = Vec::new();
        if manifest.variants.len() > 1 {
            let variant = manifest.variant(&row.variant);
            where_.push(variant.map_or_else(|| row.variant.clone(), |known| known.label.clone()));
        }
        let others = manifest.swept.iter().zip(&row.point).skip(1);
        where_.extend(
            others.map(|(other, value)| format!("{} {}", other.label, describe::plain(*value))),
        );
        let unit = manifest
            .metric(&row.metric)
            .map_or(crate::table::Unit::Signed, crate::table::MetricInfo::unit);
        let place = if where_.is_empty() {
            String::new()
        } else {
            format!("{}: ", where_.join(", "))
        };
        let _ = writeln!(
            text,
            "  {place}{} ({} to {}), {}",
            describe::plain(row.at),
            describe::plain(row.at_low),
            describe::plain(row.at_high),
            describe::level(unit, row.best)
        );
    }
    if along.len() > MOST {
        let _ = writeln!(text, "  … and {} further lines", along.len() - MOST);
    }
}

/// The parameters with the largest indices, and what chance alone would show.
fn indices(text: &mut String, manifest: &Manifest, rows: &[SensitivityRow]) {
    let index = if rows.iter().any(|row| row.index == "total") {
        "total"
    } else {
        "mu_star"
    };
    let mut chosen: Vec<&SensitivityRow> = rows.iter().filter(|row| row.index == index).collect();
    chosen.sort_by(|a, b| b.estimate.total_cmp(&a.estimate));
    let Some(first) = chosen.first() else {
        return;
    };
    let metric = label_of(manifest, &first.metric);
    let what = if index == "total" {
        format!(
            "Share of the variance of {metric} in which a parameter has a hand (total index, 95 % interval)"
        )
    } else {
        format!(
            "Mean size of the effect on {metric} of moving a parameter (mu*, 95 % interval; what noise alone would show)"
        )
    };
    let _ = writeln!(text, "\n{what}:");
    for row in chosen.iter().take(MOST) {
        let noise = rows
            .iter()
            .find(|other| other.index == "noise" && other.parameter == row.parameter)
            .filter(|_| index == "mu_star")
            .map_or_else(String::new, |noise| format!("; {:.4}", noise.estimate));
        let _ = writeln!(
            text,
            "  {}: {:.3} ({:.3} to {:.3}{noise})",
            row.parameter, row.estimate, row.ci_low, row.ci_high
        );
    }
    if chosen.len() > MOST {
        let _ = writeln!(text, "  … and {} further parameters", chosen.len() - MOST);
    }
    if rows.iter().any(|row| row.verdict == "not converged") {
        let _ = writeln!(
            text,
            "  Not converged: the intervals are wider than 0.05; more samples narrow them and keep what is there"
        );
    }
}
