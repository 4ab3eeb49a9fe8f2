//! Patterns from the field, P1 to P9 of `docs/facts.md`: direction, not size. There is no P4.

use super::{Cell, Claim, Measured, Prediction, above, at_share, below, cell, claim, minus, part};

const PATTERNS: &str = "patterns";
const EARLY: &str = "patterns-week-26";
const CONDITIONS: &str = "conditions";

/// How far documents move what people say beyond what they do, against people who do not learn at all.
fn said_beyond_done(study: &'static str, variant: &'static str) -> Measured {
    let [with, without] = [cell(study, variant), cell(study, "nothing")];
    Measured::Contrast(vec![
        with.term(1.0, "espoused_competence"),
        without.term(-1.0, "espoused_competence"),
        with.term(-1.0, "capability"),
        without.term(1.0, "capability"),
    ])
}

/// What explicit work paired with practice adds to practice alone.
fn pairing(variant: &'static str) -> Measured {
    let at = |share: f64| -> Cell { at_share(CONDITIONS, variant, share) };
    minus(at(0.3), at(0.0), "capability")
}

#[allow(clippy::too_many_lines, reason = "a list")]
pub fn claims() -> Vec<Claim> {
    let of = |variant: &'static str| cell(PATTERNS, variant);
    let [balanced, tacit, heavy] = [of("balanced"), of("all-tacit"), of("explicit-heavy")];
    let early = |variant: &'static str| cell("over-investment-week-26", variant);
    let no_gain = below(super::POINT);
    vec![
        claim(
            "P1",
            "For individuals an exponential fits the practice curve better than a power law (F01)",
            "With one judgement a situation; with several the curve is S-shaped at first",
            vec![part(
                "share of 200 people, above one half",
                Measured::Exponential,
                above(0.5),
            )],
        ),
        claim(
            "P2",
            "Explicit-heavy budgets raise documents, not capability (F14)",
            "",
            vec![
                part(
                    "documents, explicit-heavy − balanced",
                    minus(heavy, balanced, "documents"),
                    above(0.0),
                ),
                part(
                    "capability, explicit-heavy − balanced, below a point",
                    minus(heavy, balanced, "capability"),
                    no_gain,
                ),
                part(
                    "capability, explicit-heavy − tacit-only, below a point",
                    minus(heavy, tacit, "capability"),
                    no_gain,
                ),
            ],
        ),
        claim(
            "P3",
            "Espoused before enacted, pass-through below 1 (F08)",
            "What documents add to what is said minus what they add to what is done, against no learning at all",
            vec![
                part(
                    "explicit-heavy, week 26",
                    said_beyond_done(EARLY, "explicit-heavy"),
                    above(0.0),
                ),
                part(
                    "explicit-heavy, week 156",
                    said_beyond_done(PATTERNS, "explicit-heavy"),
                    above(0.0),
                ),
                part(
                    "documents alone, week 156",
                    said_beyond_done(PATTERNS, "documents-alone"),
                    above(0.0),
                ),
            ],
        ),
        claim(
            "P5",
            "Knowledge bases are worse before better, in capability (F17)",
            "",
            vec![
                part(
                    "balanced − tacit-only, week 26",
                    minus(early("balanced"), early("all-tacit"), "capability"),
                    below(0.0),
                ),
                part(
                    "balanced − tacit-only, week 156",
                    minus(balanced, tacit, "capability"),
                    above(0.0),
                ),
            ],
        ),
        claim(
            "P6",
            "Turnover's effect is modest across heterogeneous firms (F13: ρ −.03 to −.15)",
            "Rank correlation over 256 random settings",
            vec![part(
                "turnover with capability, no further from 0 than 0.3",
                Measured::GoesWith("turnover"),
                Prediction::Within(0.3),
            )],
        ),
        claim(
            "P7",
            "Feedback alone beats documents alone, in capability (F07)",
            "",
            vec![part(
                "practice and feedback alone − documents alone",
                minus(of("feedback-alone"), of("documents-alone"), "capability"),
                above(0.0),
            )],
        ),
        claim(
            "P8",
            "Explicit work paired with practice beats practice alone from five judgements a situation on, and not below four (F06)",
            "A share of 0.3 against none",
            vec![
                part("5 judgements", pairing("judgements-5"), above(0.0)),
                part("6 judgements", pairing("baseline"), above(0.0)),
                part("8 judgements", pairing("judgements-8"), above(0.0)),
                part(
                    "2 judgements, below a point",
                    pairing("judgements-2"),
                    no_gain,
                ),
                part(
                    "3 judgements, below a point",
                    pairing("judgements-3"),
                    no_gain,
                ),
            ],
        ),
        claim(
            "P9",
            "A random or wrong knowledge base does not help",
            "No claim comes from practice (externalisation 0)",
            vec![part(
                "documents of hearsay − no documents, below a point",
                minus(of("balanced-hearsay"), tacit, "capability"),
                no_gain,
            )],
        ),
    ]
}
