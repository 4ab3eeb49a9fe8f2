//! Sweeps over many parameters, one at a time.

use crate::chart::sweep::fixture::*;

pub fn ten() -> Made {
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

pub fn thirty() -> Made {
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
