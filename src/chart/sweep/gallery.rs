//! Sweeps as they occur, and as they hardly do, for tests and for the eye.

mod corners;
mod parameters;

use super::fixture::*;
use crate::chart::ChartInput;
use corners::corners;
use parameters::{ten, thirty};

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
