//! Sweeps as they occur, and as they hardly do, for tests and for the eye.

use super::fixture::*;
use crate::chart::ChartInput;

/// Every sweep of the gallery, with its name.
pub fn galleries() -> Vec<(String, ChartInput)> {
    let mut all = Vec::new();
    for part in [lines, shapes, maps, corners, bars, precision] {
        part(&mut |name: &str, input: ChartInput| all.push((name.to_owned(), input)));
    }
    all
}

type Add<'a> = &'a mut dyn FnMut(&str, ChartInput);

/// Sweeps along one parameter.
fn lines(add: Add<'_>) {
    add(
        "peak",
        grid(&Made {
            replicates: 200,
            ..peak()
        }),
    );
    let lowest = Made {
        capability: |_, p| 0.30 - 0.2 * p[0],
        ..peak()
    };
    add("lowest", grid(&lowest));
    add(
        "unclear",
        grid(&Made {
            capability: |_, p| 0.30 + 0.004 * p[0] * (1.0 - p[0]),
            replicates: 12,
            ..peak()
        }),
    );
    add(
        "one-replicate",
        grid(&Made {
            replicates: 1,
            ..peak()
        }),
    );
    add(
        "constant",
        grid(&Made {
            capability: |_, _| 0.3,
            spread: 0.0,
            ..peak()
        }),
    );
    add(
        "one-point",
        grid(&Made {
            values: vec![vec![0.3]],
            ..peak()
        }),
    );
    add(
        "four-points",
        grid(&Made {
            values: vec![steps(0.0, 1.0, 4)],
            ..peak()
        }),
    );
}

/// Several lines.
fn shapes(add: Add<'_>) {
    let coupled: Response = |v, p| {
        if v == 0 {
            hill(p[0], 0.3)
        } else {
            0.22 - 0.16 * p[0]
        }
    };
    add(
        "two-variants",
        grid(&Made {
            variants: vec!["coupled", "loops uncoupled"],
            capability: coupled,
            ..peak()
        }),
    );
    let three: Response = |v, p| hill(p[0], 0.2 + 0.2 * v as f64);
    add(
        "three-variants",
        grid(&Made {
            variants: vec![
                "low complexity",
                "middling complexity of all the work that is done here",
                "high",
            ],
            capability: three,
            ..peak()
        }),
    );
    let names = vec![
        "reference",
        "b",
        "c",
        "a rather long label of a variant",
        "e",
        "f",
        "g",
        "h",
        "i",
        "j",
        "k",
        "l",
    ];
    let twelve: Response = |v, p| {
        if v % 4 == 3 {
            0.2 - 0.1 * p[0]
        } else {
            hill(p[0], 0.1 + 0.05 * v as f64)
        }
    };
    add(
        "twelve-variants",
        grid(&Made {
            variants: names,
            capability: twelve,
            ..peak()
        }),
    );
}

/// Sweeps of two parameters, and along a logarithmic one.
fn maps(add: Add<'_>) {
    let moves: Response = |_, p| hill(p[0], 0.4 - 1.5 * p[1]);
    let lines = Made {
        axes: vec![explicit_share(), turnover()],
        values: vec![steps(0.0, 1.0, 11), vec![0.0, 0.1, 0.2]],
        capability: moves,
        ..peak()
    };
    add("lines", grid(&lines));
    let complexity: Response = |_, p| {
        let best = ((p[1] - 3.0) / 14.0).clamp(0.0, 0.5);
        let gain = if best > 0.0 {
            hill(p[0], best)
        } else {
            0.22 - 0.15 * p[0]
        };
        gain + 0.5 / p[1]
    };
    let map = Made {
        axes: vec![explicit_share(), judgements()],
        values: vec![steps(0.0, 1.0, 11), vec![1.0, 2.0, 4.0, 6.0, 10.0]],
        capability: complexity,
        ..peak()
    };
    add("map", grid(&map));
    add(
        "map-wide",
        grid(&Made {
            values: vec![steps(0.0, 1.0, 21), steps(1.0, 9.0, 9)],
            ..map.clone()
        }),
    );
    add(
        "map-tall",
        grid(&Made {
            values: vec![steps(0.0, 1.0, 5), steps(1.0, 11.0, 11)],
            ..map.clone()
        }),
    );
    add(
        "map-dense",
        grid(&Made {
            values: vec![steps(0.0, 1.0, 41), steps(1.0, 21.0, 31)],
            replicates: 20,
            ..map.clone()
        }),
    );
    let regimes: Response = |v, p| {
        if v == 0 {
            0.3
        } else {
            0.3 + 0.1 * v as f64 * (p[0] - 0.1 * p[1] + 0.2)
        }
    };
    add(
        "map-two-variants",
        grid(&Made {
            variants: vec!["balanced", "heavy"],
            capability: regimes,
            ..map.clone()
        }),
    );
    add(
        "map-five-variants",
        grid(&Made {
            variants: vec!["balanced", "heavy", "heavier", "all explicit", "tacit"],
            capability: regimes,
            replicates: 20,
            ..map.clone()
        }),
    );
    let mut log = axis(
        "drift",
        "drift of reality",
        "probability or share a year",
        0.05,
    );
    log.scale = "log".to_owned();
    add(
        "log",
        grid(&Made {
            axes: vec![log],
            values: vec![vec![0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0]],
            capability: |_, p| 0.4 - 0.1 * (p[0] * 1000.0).ln() / 7.0,
            ..peak()
        }),
    );
}

/// What hardly occurs.
fn corners(add: Add<'_>) {
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

/// Sensitivities.
fn bars(add: Add<'_>) {
    add("tornado", one_at_a_time(&ten()));
    add("tornado-thirty", one_at_a_time(&thirty()));
    add(
        "morris",
        indices(
            "morris",
            &[
                (
                    "reflection in practice",
                    &[
                        ("mu_star", [0.21, 0.19, 0.23]),
                        ("mu", [0.2, 0.18, 0.22]),
                        ("noise", [0.012, 0.01, 0.013]),
                        ("sigma", [0.05, 0.04, 0.06]),
                    ],
                ),
                (
                    "explicit share",
                    &[
                        ("mu_star", [0.12, 0.10, 0.14]),
                        ("mu", [-0.03, -0.05, 0.01]),
                        ("noise", [0.012, 0.01, 0.013]),
                        ("sigma", [0.05, 0.04, 0.06]),
                    ],
                ),
                (
                    "turnover",
                    &[
                        ("mu_star", [0.07, 0.06, 0.08]),
                        ("mu", [-0.07, -0.08, -0.06]),
                        ("noise", [0.012, 0.01, 0.013]),
                    ],
                ),
                (
                    "drift of reality",
                    &[
                        ("mu_star", [0.011, 0.009, 0.014]),
                        ("mu", [-0.001, -0.008, 0.006]),
                        ("noise", [0.012, 0.01, 0.013]),
                    ],
                ),
            ],
            "",
        ),
    );
    let sobol: &[Indices<'_>] = &[
        (
            "turnover",
            &[("first", [0.2, 0.17, 0.23]), ("total", [0.28, 0.25, 0.31])],
        ),
        (
            "reflection in practice",
            &[("first", [0.45, 0.41, 0.49]), ("total", [0.6, 0.56, 0.64])],
        ),
        (
            "explicit share",
            &[("first", [0.01, -0.02, 0.04]), ("total", [0.1, 0.08, 0.12])],
        ),
        (
            "drift of reality",
            &[
                ("first", [-0.01, -0.04, 0.02]),
                ("total", [0.01, 0.0, 0.02]),
            ],
        ),
    ];
    add("sobol", indices("saltelli", sobol, "converged"));
    add(
        "sobol-not-converged",
        indices("saltelli", sobol, "not converged"),
    );
}

/// More and fewer seeds.
fn precision(add: Add<'_>) {
    add(
        "converged",
        grid(&Made {
            replicates: 200,
            spread: 0.02,
            ..peak()
        }),
    );
    add(
        "far-from-converged",
        grid(&Made {
            replicates: 10,
            spread: 0.2,
            ..peak()
        }),
    );
}

fn ten() -> Made {
    let axes = vec![
        explicit_share(),
        turnover(),
        axis("refinement", "reflection in practice", "weight", 1.0),
        axis("learning_hours", "learning hours", "hours a week", 10.0),
        axis(
            "drift",
            "drift of reality",
            "probability or share a year",
            0.05,
        ),
        axis("voice", "voice", "probability", 0.5),
        axis("noise", "noise of feedback", "probability", 0.1),
    ];
    let values = vec![
        vec![0.0, 1.0],
        vec![0.0, 0.6],
        vec![0.0, 2.0],
        vec![0.0, 20.0],
        vec![0.0, 0.3],
        vec![0.0, 1.0],
        vec![0.0, 0.3],
    ];
    Made {
        axes,
        values,
        replicates: 100,
        capability: |_, p| {
            hill(p[0], 0.3) - 0.12 * p[1] + 0.05 * (p[2] - 1.0) + 0.011 * (p[3] - 10.0) - 0.2 * p[4]
                + 0.002 * p[5]
                - 0.05 * p[6]
        },
        ..peak()
    }
}

fn thirty() -> Made {
    let labels = [
        "a parameter with a label that is much too long for its row",
        "short",
        "weight of practice",
    ];
    let axes = (0..30)
        .map(|i| axis(&format!("p{i}"), &format!("{} {i}", labels[i % 3]), "", 1e6))
        .collect();
    Made {
        axes,
        values: vec![vec![0.0, 2_345_678.0]; 30],
        replicates: 30,
        capability: |_, p| {
            0.3 + p
                .iter()
                .enumerate()
                .map(|(i, v)| (v / 1e6 - 1.0) * 0.1 / (i + 1) as f64)
                .sum::<f64>()
        },
        ..peak()
    }
}
