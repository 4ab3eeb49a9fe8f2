//! Made-up sweeps for the tests of their charts: plausible numbers, and odd ones. Knows no model.
//!
//! The tables are made of single runs in the way that the columns say (means, t intervals, paired differences at equal
//! replicate, resampled replicates for the place of the optimum), so that titles can be held against known responses.

mod rows;

use super::SweepTables;
use crate::analysis::interval;
use crate::chart::ChartInput;
use crate::table::{
    ConvergenceRow, DesignInfo, Manifest, MetricInfo, PointRow, Purpose, RunCounts, SensitivityRow,
    Summary, SweptInfo, VariantInfo,
};
use rows::{difference, effect, optimum, pair, sample};

/// The mean of a variant at a point.
pub type Response = fn(usize, &[f64]) -> f64;

/// A sweep to be made up.
#[derive(Clone)]
pub struct Made {
    pub axes: Vec<SweptInfo>,
    /// The values along each axis.
    pub values: Vec<Vec<f64>>,
    pub variants: Vec<&'static str>,
    pub replicates: u32,
    /// Standard deviation over runs.
    pub spread: f64,
    pub capability: Response,
    pub documents: Response,
}

/// Evenly spaced values.
pub fn steps(from: f64, to: f64, count: u32) -> Vec<f64> {
    let last = f64::from(count.saturating_sub(1).max(1));
    (0..count)
        .map(|index| from + (to - from) * f64::from(index) / last)
        .collect()
}

pub fn axis(name: &str, label: &str, unit: &str, base: f64) -> SweptInfo {
    SweptInfo {
        name: name.to_owned(),
        label: label.to_owned(),
        unit: unit.to_owned(),
        scale: "linear".to_owned(),
        low: 0.0,
        high: 1.0,
        base,
    }
}

pub fn explicit_share() -> SweptInfo {
    axis("explicit_share", "explicit share", "share", 0.3)
}

pub fn turnover() -> SweptInfo {
    axis("turnover", "turnover", "probability or share a year", 0.18)
}

pub fn judgements() -> SweptInfo {
    axis("judgements", "judgements a situation", "judgements", 6.0)
}

/// Along the explicit share alone, with a peak at 30 %.
pub fn peak() -> Made {
    Made {
        axes: vec![explicit_share()],
        values: vec![steps(0.0, 1.0, 21)],
        variants: vec!["balanced"],
        replicates: 60,
        spread: 0.03,
        capability: |_, point| hill(point[0], 0.3),
        documents: |_, point| 13_000.0 * point[0],
    }
}

/// From 22 % at 0 up to 32 % at the best share and down to 6 % at 1.
pub fn hill(share: f64, best: f64) -> f64 {
    let (rise, fall) = (
        (share / best.max(1e-9)).min(1.0),
        ((share - best) / (1.0 - best)).max(0.0),
    );
    0.22 + 0.10 * rise * (2.0 - rise) - 0.26 * fall * fall
}

/// The tables of a grid.
pub fn grid(made: &Made) -> ChartInput {
    let points = all_points(&made.values);
    let mut input = folder(made, "grid", &points);
    for (variant, name) in made.variants.iter().enumerate() {
        for (index, axis) in made.axes.iter().enumerate() {
            for point in &points {
                let mut against = point.clone();
                against[index] = made.values[index][0];
                if against != *point {
                    let difference = difference(made, (variant, point), (variant, &against));
                    input.sweep.effects.push(effect(
                        name,
                        &axis.name,
                        point,
                        against[index],
                        &difference,
                    ));
                }
            }
            for line in all_points(&made.values)
                .into_iter()
                .filter(|point| point[index].total_cmp(&made.values[index][0]).is_eq())
            {
                input
                    .sweep
                    .optima
                    .push(optimum(made, variant, index, &line));
            }
        }
    }
    input
}

/// The tables of a one-at-a-time design: each axis moves alone from the base through its values.
pub fn one_at_a_time(made: &Made) -> ChartInput {
    let base: Vec<f64> = made.axes.iter().map(|axis| axis.base).collect();
    let mut points = vec![base.clone()];
    for (index, values) in made.values.iter().enumerate() {
        for value in values {
            let mut point = base.clone();
            point[index] = *value;
            points.push(point);
        }
    }
    let mut input = folder(made, "one-at-a-time", &points);
    for (variant, name) in made.variants.iter().enumerate() {
        for point in points.iter().skip(1) {
            let moved =
                (0..base.len()).find(|index| point[*index].total_cmp(&base[*index]).is_ne());
            if let Some(index) = moved {
                let difference = difference(made, (variant, point), (variant, &base));
                input.sweep.effects.push(effect(
                    name,
                    &made.axes[index].name,
                    point,
                    base[index],
                    &difference,
                ));
            }
        }
    }
    input
}

/// A parameter's label and its indices: name, estimate, both ends of the interval.
pub type Indices<'a> = (&'a str, &'a [(&'a str, [f64; 3])]);

/// Parameters with Morris' or Sobol's indices, as given.
pub fn indices(kind: &str, parameters: &[Indices<'_>], verdict: &str) -> ChartInput {
    let axes: Vec<SweptInfo> = parameters
        .iter()
        .map(|(label, _)| axis(&label.replace(' ', "_"), label, "share", 0.5))
        .collect();
    let made = Made {
        values: vec![vec![0.0, 1.0]; axes.len()],
        axes,
        ..peak()
    };
    let base = vec![0.5; parameters.len()];
    let mut input = folder(&made, kind, &[base]);
    for (label, indices) in parameters {
        for (index, [estimate, ci_low, ci_high]) in *indices {
            input.sweep.sensitivity.push(SensitivityRow {
                variant: "balanced".to_owned(),
                metric: "capability".to_owned(),
                method: if kind == "morris" { "morris" } else { "sobol" }.to_owned(),
                parameter: label.replace(' ', "_"),
                index: (*index).to_owned(),
                estimate: *estimate,
                ci_low: *ci_low,
                ci_high: *ci_high,
                verdict: verdict.to_owned(),
            });
        }
    }
    input
}

/// The tables that all designs have.
fn folder(made: &Made, kind: &str, points: &[Vec<f64>]) -> ChartInput {
    let mut tables = SweepTables::default();
    let mut paired = Vec::new();
    for (variant, name) in made.variants.iter().enumerate() {
        for (row, point) in points.iter().enumerate() {
            let capability = sample(made, variant, point);
            let documents = vec![(made.documents)(variant, point); made.replicates as usize];
            for (metric, mut values) in [("capability", capability), ("documents", documents)] {
                let summary = Summary::of(&mut values);
                let half = interval::half_width(summary.n, summary.sd);
                tables.points.push(PointRow {
                    row: row as u64 + 1,
                    variant: (*name).to_owned(),
                    point: point.clone(),
                    metric: metric.to_owned(),
                    ci_low: summary.mean - half,
                    ci_high: summary.mean + half,
                    summary,
                });
            }
            if variant > 0 {
                paired.push(pair(made, variant, point));
            }
        }
    }
    let sd = made.spread;
    for n in [2, 5, 10, 20, 50, 100, 200, 500]
        .into_iter()
        .filter(|n| *n <= u64::from(made.replicates))
    {
        let half = interval::half_width(n, sd);
        tables.convergence.push(ConvergenceRow {
            metric: "capability".to_owned(),
            n,
            cells: (points.len() * made.variants.len()) as u64,
            typical: half,
            widest: 1.6 * half,
        });
    }
    ChartInput {
        manifest: manifest(made, kind, points.len() as u64),
        runs: Vec::new(),
        series: Vec::new(),
        paired,
        besides: Vec::new(),
        roster: crate::chart::RosterTables::default(),
        sweep: tables,
    }
}

fn manifest(made: &Made, kind: &str, points: u64) -> Manifest {
    let metric = |name: &str, label: &str, unit: &str, tone: &str, smallest: f64| MetricInfo {
        name: name.to_owned(),
        label: label.to_owned(),
        meaning: String::new(),
        unit: unit.to_owned(),
        tone: tone.to_owned(),
        smallest,
        smallest_is_relative: unit == "count",
    };
    let count = points * made.variants.len() as u64 * u64::from(made.replicates);
    let variants = made.variants.iter().map(|name| VariantInfo {
        name: (*name).to_owned(),
        label: (*name).to_owned(),
        employees: Some(100),
        events: Vec::new(),
        purpose: Purpose::WhatIf,
        own_columns: Vec::new(),
    });
    let swept = made
        .axes
        .iter()
        .zip(&made.values)
        .map(|(axis, values)| SweptInfo {
            low: values.first().copied().unwrap_or(axis.base),
            high: values.last().copied().unwrap_or(axis.base),
            ..axis.clone()
        });
    Manifest {
        reference: made.variants[0].to_owned(),
        replicates: made.replicates,
        variants: variants.collect(),
        swept: swept.collect(),
        design: Some(DesignInfo {
            kind: kind.to_owned(),
            rows: points,
            points,
        }),
        metrics: vec![
            metric(
                "capability",
                "capability under pressure",
                "share",
                "tacit",
                0.01,
            ),
            metric("documents", "documents", "count", "explicit", 0.05),
        ],
        runs: RunCounts {
            planned: count,
            reused: 0,
            computed: count,
            failed: 0,
        },
        ..crate::table::examples::manifest()
    }
}

/// All combinations, the first axis slowest.
fn all_points(values: &[Vec<f64>]) -> Vec<Vec<f64>> {
    values.iter().fold(vec![Vec::new()], |points, axis| {
        points
            .iter()
            .flat_map(|point| {
                axis.iter()
                    .map(|value| [point.as_slice(), &[*value]].concat())
            })
            .collect()
    })
}
