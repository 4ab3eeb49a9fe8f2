//! The shapes of the published figures, as claims on the published models.

use super::super::estimate::{Measured, Term};
use super::{Claim, Part, Prediction, above, below, claim, part};

const ONE: &str = "march-1991-figure-1";
const FOUR: &str = "march-1991-figure-4";

fn term(weight: f64, study: &'static str, variant: &'static str, point: f64) -> Term {
    Term {
        weight,
        study,
        variant,
        point: vec![point],
        metric: "code_score",
    }
}

/// A study and a variant at one point minus at another.
fn step(study: &'static str, variant: &'static str, to: f64, from: f64) -> Measured {
    Measured::Contrast(vec![
        term(1.0, study, variant, to),
        term(-1.0, study, variant, from),
    ])
}

fn falls(study: &'static str, variant: &'static str, key: &str, points: &[f64]) -> Vec<Part> {
    let pairs = points.windows(2);
    let parts = pairs.map(|pair| {
        let what = format!("{key} {} − {}", pair[1], pair[0]);
        part(what, step(study, variant, pair[1], pair[0]), below(0.0))
    });
    parts.collect()
}

fn payoff(weight: f64, variant: &'static str, rewiring: f64) -> Term {
    Term {
        weight,
        study: "fang-2010",
        variant,
        point: vec![rewiring],
        metric: "payoff",
    }
}

#[allow(clippy::too_many_lines, reason = "a list")]
pub fn claims() -> Vec<Claim> {
    let over_random =
        |variant| Measured::Contrast(vec![payoff(1.0, variant, 0.2), payoff(-1.05, variant, 1.0)]);
    vec![
        claim(
            "M1",
            "March, Figure 1: with p2 = 0.9 knowledge falls with p1",
            "",
            falls(ONE, "fast-code", "p1", &[0.1, 0.3, 0.5, 0.7, 0.9]),
        ),
        claim(
            "M2",
            "March, Figure 1: with p2 = 0.1 it is U-shaped",
            "",
            vec![
                part("p1 0.1 − 0.5", step(ONE, "slow-code", 0.1, 0.5), above(0.0)),
                part("p1 0.9 − 0.5", step(ONE, "slow-code", 0.9, 0.5), above(0.0)),
            ],
        ),
        claim(
            "M3",
            "March, Figure 2: a mixture of fast and slow learners knows more than its average",
            "",
            vec![part(
                "half and half",
                Measured::Contrast(vec![
                    term(1.0, "march-1991-figure-2", "mixture", 0.5),
                    term(-1.0, "march-1991-figure-2", "average", 0.5),
                ]),
                above(0.0),
            )],
        ),
        claim(
            "M4",
            "March, Figure 4: turnover harms slow learners",
            "",
            falls(FOUR, "slow-learners", "p3", &[0.0, 0.1, 0.3, 0.5, 1.0]),
        ),
        claim(
            "M5",
            "March, Figure 4: for fast learners it is an inverted U",
            "",
            vec![
                part(
                    "p3 0.3 − 0",
                    step(FOUR, "fast-learners", 0.3, 0.0),
                    above(0.0),
                ),
                part(
                    "p3 0.3 − 1",
                    step(FOUR, "fast-learners", 0.3, 1.0),
                    above(0.0),
                ),
            ],
        ),
        claim(
            "M6",
            "March, Figure 5: in a turbulent world knowledge lasts with turnover and wears away without",
            "",
            vec![part(
                "period 100, turnover 0.1 − none",
                Measured::Contrast(vec![
                    Term {
                        point: Vec::new(),
                        ..term(1.0, "march-1991-figure-5", "with-turnover", 0.0)
                    },
                    Term {
                        point: Vec::new(),
                        ..term(-1.0, "march-1991-figure-5", "without-turnover", 0.0)
                    },
                ]),
                above(0.0),
            )],
        ),
        claim(
            "F1",
            "Fang, Lee & Schilling: with interdependence moderate rewiring is best, at least 5 % above a random network",
            "Relational agreement only: the paper's exact rules are not public here",
            vec![
                part(
                    "payoff, rewiring 0.2 − 0",
                    Measured::Contrast(vec![
                        payoff(1.0, "interdependent", 0.2),
                        payoff(-1.0, "interdependent", 0.0),
                    ]),
                    above(0.0),
                ),
                part(
                    "payoff at 0.2 − 1.05 · payoff at 1",
                    over_random("interdependent"),
                    above(0.0),
                ),
                part(
                    "place of the highest payoff",
                    Measured::BestOf {
                        study: "fang-2010",
                        variant: "interdependent",
                        metric: "payoff",
                    },
                    // 0.1 to 0.3, both included.
                    Prediction::Between(0.1 - 1e-9, 0.3 + 1e-9),
                ),
            ],
        ),
        claim(
            "F2",
            "… and without interdependence there is no such maximum",
            "Less than 5 % above a random network",
            vec![part(
                "payoff at 0.2 − 1.05 · payoff at 1",
                over_random("independent"),
                below(0.0),
            )],
        ),
    ]
}
