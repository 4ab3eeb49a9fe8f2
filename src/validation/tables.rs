//! The evidence as tables: `docking.csv`, `claims.csv`, `settings.csv`.

use std::path::Path;

use super::estimate::Kind;
use super::page::prediction;
use super::verdict::Judged;
use super::{CHECKS, Report};
use crate::table::{TableError, Unit, write_atomically};

/// Writes all of them.
pub(super) fn write(report: &Report, folder: &Path) -> Result<(), TableError> {
    save(folder, "docking.csv", &docking(report))?;
    save(folder, "claims.csv", &claims(report))?;
    save(folder, "settings.csv", &settings(report))
}

fn save(folder: &Path, name: &str, rows: &[Vec<String>]) -> Result<(), TableError> {
    write_atomically(&folder.join(name), |file| {
        let mut writer = csv::Writer::from_writer(file);
        for row in rows {
            writer.write_record(row)?;
        }
        writer.flush()
    })
}

fn header(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn docking(report: &Report) -> Vec<Vec<String>> {
    let mut rows = vec![header(&[
        "figure",
        "cell",
        "runs",
        "mean",
        "standard_error",
        "target_runs",
        "target_mean",
        "target_standard_error",
        "z",
    ])];
    for cell in &report.docked {
        let mut row = vec![
            cell.figure.to_owned(),
            cell.cell.clone(),
            cell.runs.to_string(),
            cell.mean.to_string(),
            cell.error.to_string(),
        ];
        row.extend(match cell.target {
            Some(target) => [
                target.runs.to_string(),
                target.mean.to_string(),
                target.error.to_string(),
                target.z.to_string(),
            ],
            None => [const { String::new() }; 4],
        });
        rows.push(row);
    }
    rows
}

fn claims(report: &Report) -> Vec<Vec<String>> {
    let mut rows = vec![header(&[
        "claim",
        "statement",
        "part",
        "studies",
        "prediction",
        "unit",
        "estimate",
        "ci_low",
        "ci_high",
        "n",
        "p_adjusted",
        "verdict",
    ])];
    let row = |id: &str, statement: &str, judged: &Judged| {
        let estimate = judged.estimate;
        vec![
            id.to_owned(),
            statement.to_owned(),
            judged.part.what.clone(),
            judged.part.measured.studies().join(" "),
            prediction(judged),
            unit(estimate.kind).to_owned(),
            estimate.value.to_string(),
            estimate.low.to_string(),
            estimate.high.to_string(),
            estimate
                .sampled
                .map_or_else(String::new, |(_, n)| n.to_string()),
            judged.p.map_or_else(String::new, |p| p.to_string()),
            judged.verdict.to_string(),
        ]
    };
    for outcome in report.published.iter().chain(&report.claims) {
        let claim = &outcome.claim;
        if outcome.parts.is_empty() {
            let mut empty = vec![String::new(); 12];
            claim.id.clone_into(&mut empty[0]);
            claim.statement.clone_into(&mut empty[1]);
            empty[11] = outcome.verdict.to_string();
            rows.push(empty);
        }
        rows.extend(
            outcome
                .parts
                .iter()
                .map(|part| row(claim.id, claim.statement, part)),
        );
    }
    for (check, parts) in CHECKS.iter().zip(&report.checks) {
        let id = format!("{}/{}", check.study, check.variant);
        rows.extend(parts.iter().map(|part| row(&id, check.words, part)));
    }
    for (_, _, judged) in &report.settings {
        rows.push(row("random-settings", "share of settings", judged));
    }
    rows
}

fn unit(kind: Kind) -> &'static str {
    match kind {
        Kind::Metric(Unit::Share) | Kind::Share => "share",
        Kind::Metric(Unit::Points) => "difference of shares",
        Kind::Metric(Unit::Signed) => "-1 to 1",
        Kind::Metric(Unit::Count) => "count",
        Kind::Correlation => "rank correlation",
    }
}

fn settings(report: &Report) -> Vec<Vec<String>> {
    let mut rows = vec![header(&[
        "headline",
        "parameter",
        "rank_correlation",
        "ci_low",
        "ci_high",
        "settings",
    ])];
    for (headline, found, _) in &report.settings {
        for (parameter, correlation) in &found.deciders {
            rows.push(vec![
                headline.words().to_owned(),
                parameter.clone(),
                correlation.value.to_string(),
                correlation.low.to_string(),
                correlation.high.to_string(),
                correlation.n.to_string(),
            ]);
        }
    }
    rows
}
