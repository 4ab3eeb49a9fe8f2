//! A toy model through every design: design → cells → tables.

#![allow(clippy::float_cmp)] // Exactness is what is tested.

use super::*;
use crate::design::{Levels, grid, morris, one_at_a_time, saltelli};
use crate::random::{Domain, RunKey};
use crate::table::examples::manifest;
use crate::table::{DesignInfo, SweptInfo};

/// Two swept parameters, three metrics, two variants.
fn study(kind: &str, rows: &[Vec<f64>], replicates: u32) -> Manifest {
    let swept = |name: &str, scale: &str, low, high| SweptInfo {
        name: name.to_owned(),
        label: name.to_owned(),
        unit: String::new(),
        scale: scale.to_owned(),
        low,
        high,
        base: low,
    };
    let mut manifest = manifest();
    manifest.variants.truncate(2);
    manifest.metrics.truncate(3);
    Manifest {
        replicates,
        swept: vec![
            swept("share", "linear", 0.0, 1.0),
            swept("rate", "log", 0.01, 1.0),
        ],
        design: Some(DesignInfo {
            kind: kind.to_owned(),
            rows: rows.len() as u64,
            points: distinct(rows).points.len() as u64,
        }),
        ..manifest
    }
}

/// The model: a parabola in the share, the decades of the rate, and their sum plus one in the second variant. Each run adds
/// luck that all cells share, and a little noise of its own.
fn run(variant: usize, point: usize, values: &[f64], replicate: u32) -> [f64; 3] {
    let stream = |seed| RunKey { seed, replicate }.stream(Domain::Reality, 0);
    let luck = f64::from(stream(1).unit());
    let own = f64::from(stream(2 + (2 * point + variant) as u64).unit());
    let parabola = -(values[0] - 0.4) * (values[0] - 0.4) + luck + 0.01 * own;
    let decades = libm::log10(values[1]) + luck;
    let shift = if variant == 0 { 0.0 } else { 1.0 };
    [parabola, decades, parabola + decades + shift]
}

/// All tables of a study of the model; `fails` says which runs are missing.
fn tables_of(
    manifest: &Manifest,
    rows: &[Vec<f64>],
    fails: impl Fn(usize, usize, u32) -> bool,
) -> (Vec<SweepRow>, Vec<LeftOut>) {
    let points = distinct(rows).points;
    let mut found = Vec::new();
    let mut read = |variant: usize, point: usize| -> Result<Cell, String> {
        let mut cell = Cell::new(manifest.metrics.len());
        for replicate in 0..manifest.replicates {
            if !fails(variant, point, replicate) {
                cell.push(replicate, &run(variant, point, &points[point], replicate));
            }
        }
        Ok(cell)
    };
    let left_out = tables(manifest, rows, &mut read, &mut |row| {
        found.push(row);
        Ok(())
    });
    (found, left_out.expect("no fault"))
}

macro_rules! rows_of {
    ($rows:expr, $table:ident) => {
        $rows
            .iter()
            .filter_map(|row| match row {
                SweepRow::$table(row) => Some(row),
                _ => None,
            })
            .collect::<Vec<_>>()
    };
}

/// The two ranges: a share from 0 to 1, and a rate over two decades.
fn points_at(units: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let axis = |low, high, scale| Axis {
        low,
        high,
        scale,
        numbers: Numbers::Real,
    };
    let share = axis(0.0, 1.0, Scale::Linear);
    let rate = axis(0.01, 1.0, Scale::Log);
    let points = units.iter();
    points
        .map(|unit| vec![share.at(unit[0]), rate.at(unit[1])])
        .collect()
}

fn shares() -> Vec<f64> {
    (0..=10).map(|step| f64::from(step) / 10.0).collect()
}

#[test]
fn a_grid_gives_points_convergence_effects_and_optima() {
    let rows: Vec<Vec<f64>> = grid(&[shares(), vec![0.01, 1.0]]).collect();
    let manifest = study("grid", &rows, 30);
    let (found, left_out) = tables_of(&manifest, &rows, |_, _, _| false);
    assert!(left_out.is_empty());

    let points = rows_of!(found, Point);
    assert_eq!(points.len(), 22 * 2 * 3);
    let last = points.last().expect("points");
    assert_eq!(
        (last.row, last.variant.as_str(), last.summary.n),
        (22, "heavy", 30)
    );
    assert_eq!(
        (&last.point[..], last.metric.as_str()),
        (&[1.0, 1.0][..], "espoused_competence")
    );
    assert!(last.ci_low < last.summary.mean && last.summary.mean < last.ci_high);

    let convergence = rows_of!(found, Convergence);
    let steps: Vec<u64> = convergence.iter().map(|row| row.n).collect();
    assert_eq!(steps, [[2, 3, 4, 5, 7, 10, 14, 20, 28, 30]; 3].concat());
    assert!(convergence.iter().all(|row| row.cells == 44));

    // Per variant: 10 moves of the share in each of two lines, and one of the rate in each of eleven.
    let effects = rows_of!(found, Effect);
    assert_eq!(effects.len(), 2 * (10 * 2 + 11) * 3);
    // Two decades, and the luck cancels.
    let decades = effects
        .iter()
        .find(|row| row.axis == "rate" && row.metric == "capability");
    let decades = decades.expect("the effect of the rate");
    assert_eq!(
        (decades.against, decades.point[1], decades.n),
        (0.01, 1.0, 30)
    );
    assert!((decades.mean_difference - 2.0).abs() < 1e-12);
    assert!(decades.ci_high - decades.ci_low < 1e-12);

    // The rate has two values only, so there are no optima along it.
    let optima = rows_of!(found, Optimum);
    assert_eq!(optima.len(), 2 * 2 * 3);
    let best = optima[0];
    assert_eq!(
        (best.axis.as_str(), best.metric.as_str(), best.points),
        ("share", "documents", 11)
    );
    assert!(best.point[0].is_nan() && best.point[1] == 0.01);
    assert_eq!(
        (best.at, best.at_low, best.at_high, best.interior),
        (0.4, 0.4, 0.4, 1.0)
    );
    // 0.6², and noise of 0.01 times a uniform number.
    assert!((best.over_high.mean - 0.36).abs() < 0.01);
    // Decades do not depend on the share: equal means, of which the first counts, and no gain.
    let none = optima[1];
    assert_eq!((none.at, none.interior, none.over_high.p), (0.0, 0.0, 1.0));
}

#[test]
fn one_at_a_time_compares_with_the_first_row() {
    let rows = one_at_a_time(&[0.4, 0.1], &[vec![0.0, 0.4, 1.0], vec![0.01, 1.0]]);
    let manifest = study("one-at-a-time", &rows, 10);
    let (found, _) = tables_of(&manifest, &rows, |_, _, _| false);
    let effects = rows_of!(found, Effect);
    assert_eq!(effects.len(), 2 * 4 * 3);
    let moves: Vec<(&str, f64)> = effects
        .iter()
        .filter(|row| row.metric == "capability" && row.variant == "balanced")
        .map(|row| (row.axis.as_str(), row.against))
        .collect();
    assert_eq!(
        moves,
        [("share", 0.4), ("share", 0.4), ("rate", 0.1), ("rate", 0.1)]
    );
    let down = effects
        .iter()
        .find(|row| row.point == [0.4, 0.01] && row.metric == "capability");
    assert!((down.expect("a decade down").mean_difference + 1.0).abs() < 1e-12);
    assert!(rows_of!(found, Optimum).is_empty());
}

#[test]
fn morris_finds_what_each_parameter_does_over_its_range() {
    let rows = points_at(&morris(4, 40, Levels::default(), 2));
    let manifest = study("morris", &rows, 8);
    let (found, left_out) = tables_of(&manifest, &rows, |_, _, _| false);
    assert!(left_out.is_empty());
    // Points that trajectories share are run once, their rows stay.
    assert_eq!(rows_of!(found, Point).len(), 120 * 2 * 3);
    assert!(
        rows_of!(found, Convergence)
            .iter()
            .all(|row| row.cells <= 32)
    );
    let sensitivity = rows_of!(found, Sensitivity);
    assert_eq!(sensitivity.len(), 2 * 3 * 2 * 4);
    let index = |metric: &str, parameter: &str, index: &str| {
        let fits = |row: &&&SensitivityRow| {
            (&row.metric[..], &row.parameter[..], &row.index[..]) == (metric, parameter, index)
        };
        sensitivity.iter().find(fits).expect("a row").estimate
    };
    // Two decades over the range, the same everywhere, without noise.
    assert!((index("capability", "rate", "mu") - 2.0).abs() < 1e-9);
    assert!(index("capability", "rate", "sigma") < 1e-9);
    assert_eq!(index("capability", "share", "mu_star"), 0.0);
    // Of the parabola from 0 to 2/3 or from 1/3 to 1: −0.133 and −0.533, half each: μ* = 1/3, up to the noise.
    let noise = index("documents", "share", "noise");
    assert!((index("documents", "share", "mu_star") - 1.0 / 3.0).abs() < 0.05 + noise);
    // The rate leaves the parabola alone: what remains is the noise, its size about 0.01 / √12 · √(2/8) · 1.5 · √(2/π).
    assert!((index("documents", "rate", "mu_star") / noise - 1.0).abs() < 0.4);
    assert!((noise - 0.001_73).abs() < 0.000_4, "{noise}");
}

#[test]
fn saltelli_finds_the_shares_of_the_variance() {
    let rows = points_at(&saltelli(4, 512, 2));
    let manifest = study("saltelli", &rows, 3);
    let (found, left_out) = tables_of(&manifest, &rows, |_, _, _| false);
    assert!(left_out.is_empty());
    let sensitivity = rows_of!(found, Sensitivity);
    assert_eq!(sensitivity.len(), 2 * 3 * 2 * 3);
    let value = |metric: &str, parameter: &str, index: &str| {
        let fits = |row: &&&SensitivityRow| {
            (&row.metric[..], &row.parameter[..], &row.index[..]) == (metric, parameter, index)
        };
        sensitivity.iter().find(fits).expect("a row")
    };
    // The decades have variance 2²/12; the parabola (x − 0.4)² has 4/45 · (1/2)⁴ + (0.2)²/12 = 0.00889.
    let parabola = 4.0 / 45.0 / 16.0 + 0.04 / 12.0;
    let share = parabola / (parabola + 1.0 / 3.0);
    assert!((value("espoused_competence", "share", "total").estimate - share).abs() < 0.005);
    assert!((value("espoused_competence", "rate", "first").estimate - (1.0 - share)).abs() < 0.05);
    assert_eq!(
        value("capability", "rate", "first").verdict,
        "not converged"
    );
    assert_eq!(value("capability", "share", "total").estimate, 0.0);
    assert_eq!(value("capability", "share", "noise").estimate, 0.0);
    assert!(value("documents", "rate", "noise").estimate > 0.0);
}

#[test]
fn missing_runs_are_left_out_where_they_would_be_compared() {
    let rows: Vec<Vec<f64>> = grid(&[shares(), vec![0.01, 1.0]]).collect();
    let manifest = study("grid", &rows, 6);
    // Replicate 2 is missing at one point, and the second variant has no runs at another.
    let fails =
        |variant, point, replicate| (point == 4 && replicate == 2) || (variant, point) == (1, 0);
    let (found, _) = tables_of(&manifest, &rows, fails);
    // A cell without runs keeps its rows, which say that there are none.
    let points = rows_of!(found, Point);
    assert_eq!(points.len(), 22 * 2 * 3);
    assert_eq!(points.iter().filter(|row| row.summary.n == 0).count(), 3);
    let optima = rows_of!(found, Optimum);
    // The line at rate 0.01 of the second variant has a point without runs.
    assert_eq!(optima.len(), 3 * 3);
    assert_eq!((optima[0].n, optima[3].n), (5, 6));
    let last = rows_of!(found, Convergence)[4].cells;
    assert_eq!(last, 44 - 1 - 2);

    let rows = points_at(&morris(4, 10, Levels::default(), 2));
    let manifest = study("morris", &rows, 2);
    let (_, left_out) = tables_of(&manifest, &rows, |variant, point, _| {
        (variant, point) == (1, 0)
    });
    assert_eq!(left_out.len(), 3);
    assert!(
        left_out
            .iter()
            .all(|gap| gap.variant == "heavy" && gap.of == 20)
    );
    assert!(left_out.iter().all(|gap| gap.parts >= 1 && gap.parts < 20));
}

#[test]
fn a_fault_in_reading_or_writing_ends_it() {
    let rows = vec![vec![0.0, 1.0]];
    let manifest = study("list", &rows, 2);
    let mut unreadable = |_, _| Err("unreadable");
    let result = tables(&manifest, &rows, &mut unreadable, &mut |_| Ok(()));
    assert_eq!(result, Err("unreadable"));
    let mut read = |_, _| {
        let mut cell = Cell::new(3);
        cell.push(0, &[1.0; 3]);
        Ok(cell)
    };
    let result = tables(&manifest, &rows, &mut read, &mut |_| Err("full"));
    assert_eq!(result, Err("full"));
}
