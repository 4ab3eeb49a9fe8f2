//! What should emerge: the right column of the table in `docs/model.md`, row by row.

use super::{
    Cell, Claim, HIGHER, LOWER, Measured, Prediction, above, at_share, below, cell, claim, level,
    minus, part,
};

const BUDGETS: &str = "over-investment";
const CONDITIONS: &str = "conditions";

const TACIT: Cell = cell(BUDGETS, "all-tacit");
const BALANCED: Cell = cell(BUDGETS, "balanced");
const HEAVY: Cell = cell(BUDGETS, "explicit-heavy");

const BY_DOCUMENTS: Cell = cell("steering", "by-documents");
const BY_CAPABILITY: Cell = cell("steering", "by-capability");

fn best(variant: &'static str) -> Measured {
    Measured::Best {
        study: CONDITIONS,
        variant,
    }
}

fn moves(from: &'static str, to: &'static str) -> Measured {
    Measured::BestMoves {
        study: CONDITIONS,
        variant: to,
        from,
    }
}

/// What balanced gains over tacit-only, times a weight, in an organisation of another size.
fn gain(weight: f64, variant: &'static str) -> Vec<super::Term> {
    vec![
        at_share(CONDITIONS, variant, 0.3).term(weight, "capability"),
        at_share(CONDITIONS, variant, 0.0).term(-weight, "capability"),
    ]
}

fn gains_more(larger: &'static str, smaller: &'static str) -> Measured {
    Measured::Contrast([gain(1.0, larger), gain(-1.0, smaller)].concat())
}

#[allow(clippy::too_many_lines, reason = "a list")]
pub fn claims() -> Vec<Claim> {
    let twice = Measured::Contrast(vec![
        HEAVY.term(1.0, "documents"),
        BALANCED.term(-2.0, "documents"),
    ]);
    vec![
        claim(
            "E1",
            "Explicit-heavy budgets have several times the documents of balanced ones",
            "Follows from the hours alone (0.8/0.3 = 2.67): no finding",
            vec![part(
                "documents, explicit-heavy − twice balanced",
                twice,
                above(0.0),
            )],
        ),
        claim(
            "E2",
            "… and less capability than balanced ones",
            "",
            vec![part(
                "capability, explicit-heavy − balanced",
                minus(HEAVY, BALANCED, "capability"),
                LOWER,
            )],
        ),
        claim(
            "E3",
            "… and less than tacit-only ones",
            "",
            vec![part(
                "capability, explicit-heavy − tacit-only",
                minus(HEAVY, TACIT, "capability"),
                LOWER,
            )],
        ),
        claim(
            "E4",
            "… in everyday work (performance) too, against balanced ones",
            "",
            vec![part(
                "performance, explicit-heavy − balanced",
                minus(HEAVY, BALANCED, "performance"),
                LOWER,
            )],
        ),
        claim(
            "E5",
            "… in everyday work too, against tacit-only ones",
            "",
            vec![part(
                "performance, explicit-heavy − tacit-only",
                minus(HEAVY, TACIT, "performance"),
                LOWER,
            )],
        ),
        claim(
            "E6",
            "Espoused competence without capability, widest in explicit-heavy organisations",
            "",
            vec![
                part(
                    "gap of explicit-heavy",
                    level(HEAVY, "knowing_doing_gap"),
                    HIGHER,
                ),
                part(
                    "gap, explicit-heavy − balanced",
                    minus(HEAVY, BALANCED, "knowing_doing_gap"),
                    HIGHER,
                ),
                part(
                    "gap, explicit-heavy − tacit-only",
                    minus(HEAVY, TACIT, "knowing_doing_gap"),
                    HIGHER,
                ),
            ],
        ),
        claim(
            "E7",
            "An interior optimum of the explicit share when the loops are coupled",
            "",
            vec![part(
                "best share",
                best("baseline"),
                Prediction::Between(0.0, 1.0),
            )],
        ),
        claim(
            "E8",
            "… moving to more explicit work with more judgements a situation",
            "",
            vec![part(
                "best share, 8 judgements − 3",
                moves("judgements-3", "judgements-8"),
                above(0.0),
            )],
        ),
        claim(
            "E9",
            "… and not with more situations",
            "",
            vec![part(
                "best share, 16 situations − 4, no further than a step of the grid",
                moves("situations-4", "situations-16"),
                Prediction::Within(0.1 + 1e-9),
            )],
        ),
        claim(
            "E10",
            "… and to less with drift",
            "",
            vec![part(
                "best share, drift 0.6 − none",
                moves("drift-none", "drift-high"),
                below(0.0),
            )],
        ),
        claim(
            "E11",
            "… and to less with weak coupling",
            "",
            vec![
                part(
                    "best share, coupling 0.2 − 0.6",
                    moves("baseline", "coupling-weak"),
                    below(0.0),
                ),
                part(
                    "best share, coupling 0 − 0.6",
                    moves("baseline", "coupling-none"),
                    below(0.0),
                ),
            ],
        ),
        claim(
            "E12",
            "Larger organisations gain more from the explicit loop",
            "",
            vec![
                part(
                    "gain of balanced over tacit-only, 100 people − 25",
                    gains_more("baseline", "employees-25"),
                    HIGHER,
                ),
                part(
                    "the same, 25 people − 8",
                    gains_more("employees-25", "employees-8"),
                    HIGHER,
                ),
            ],
        ),
        claim(
            "E13",
            "… and a handful of people gain nothing",
            "",
            vec![part(
                "gain of 8 people, below a point",
                minus(
                    cell("small-firm", "balanced"),
                    cell("small-firm", "all-tacit"),
                    "capability",
                ),
                below(super::POINT),
            )],
        ),
        claim(
            "E14",
            "When no claim comes from practice (externalisation 0), an explicit-heavy knowledge base is coherent, confident and wrong",
            "",
            hearsay("explicit-heavy-hearsay"),
        ),
        claim(
            "E15",
            "… and so is that of a balanced budget",
            "Debriefs mend beliefs, and beliefs get into documents",
            hearsay("balanced-hearsay"),
        ),
        claim(
            "E16",
            "Management steered by document count runs away into over-investment; steered by capability it does not",
            "After six years of quarterly reviews; running away is a share above 0.8",
            vec![
                part(
                    "explicit share, by documents",
                    level(BY_DOCUMENTS, "explicit_share"),
                    above(0.8),
                ),
                part(
                    "explicit share, by capability",
                    level(BY_CAPABILITY, "explicit_share"),
                    below(0.8),
                ),
                part(
                    "capability, by documents − by capability",
                    minus(BY_DOCUMENTS, BY_CAPABILITY, "capability"),
                    LOWER,
                ),
            ],
        ),
    ]
}

fn hearsay(variant: &'static str) -> Vec<super::Part> {
    let base = cell("patterns", variant);
    vec![
        part("coherence, above 0.9", level(base, "coherence"), above(0.9)),
        part(
            "confidence of the knowledge base, above 0.9",
            level(base, "kb_confidence"),
            above(0.9),
        ),
        part(
            "its validity, within 0.05 of chance",
            level(base, "kb_validity"),
            Prediction::Within(0.05),
        ),
    ]
}
