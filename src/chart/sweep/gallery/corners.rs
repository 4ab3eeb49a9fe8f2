//! Sweeps that hardly occur.

use super::Add;
use crate::chart::sweep::fixture::*;

/// What hardly occurs.
pub fn corners(add: Add<'_>) {
    // Three axes, of which the last stands still; the point shown is the one nearest to its base.
    let three = Made {
        axes: vec![explicit_share(), turnover(), judgements()],
        values: vec![steps(0.0, 1.0, 5), vec![0.0, 0.2], vec![2.0, 5.0, 8.0]],
        capability: |_, p| hill(p[0], 0.3) - 0.1 * p[1] + 0.01 * p[2],
        ..peak()
    };
    add("three-axes", grid(&three));
    // A map on which nothing happens, and one on which an alternative is better on one side and worse on the other.
    let flat = Made {
        axes: vec![explicit_share(), judgements()],
        values: vec![steps(0.0, 1.0, 6), steps(1.0, 6.0, 6)],
        capability: |_, _| 0.3,
        ..peak()
    };
    add("map-flat", grid(&flat));
    let split: Response = |v, p| 0.3 + 0.05 * v as f64 * (3.4 - p[1]);
    add(
        "map-split",
        grid(&Made {
            variants: vec!["balanced", "heavy"],
            capability: split,
            ..flat.clone()
        }),
    );
    add(
        "map-twins",
        grid(&Made {
            variants: vec!["balanced", "heavy"],
            spread: 0.0,
            ..flat
        }),
    );
    // A model with neither capability nor documents: its first metric, a count without limits.
    let mut other = grid(&Made {
        capability: |_, p| 1e18 * hill(p[0], 0.3),
        spread: 1e16,
        replicates: 20,
        ..peak()
    });
    let rename = |name: &mut String| {
        if name == "capability" {
            "ideas".clone_into(name);
        } else if name == "documents" {
            "notes".clone_into(name);
        }
    };
    for metric in &mut other.manifest.metrics {
        rename(&mut metric.name);
        metric.label.clone_from(&metric.name);
        "count".clone_into(&mut metric.unit);
        "neutral".clone_into(&mut metric.tone);
        metric.smallest_is_relative = true;
    }
    let sweep = &mut other.sweep;
    sweep
        .points
        .iter_mut()
        .for_each(|row| rename(&mut row.metric));
    sweep
        .effects
        .iter_mut()
        .for_each(|row| rename(&mut row.metric));
    sweep
        .optima
        .iter_mut()
        .for_each(|row| rename(&mut row.metric));
    sweep
        .convergence
        .iter_mut()
        .for_each(|row| rename(&mut row.metric));
    add("another-model", other);
    // Runs of a sweep that was stopped: some points are missing, others have fewer seeds.
    let mut partial = grid(&peak());
    partial.manifest.complete = false;
    partial.sweep.points.retain(|row| row.row % 5 != 3);
    for row in &mut partial.sweep.points {
        row.summary.n -= row.row % 2;
    }
    add("stopped", partial);
}
