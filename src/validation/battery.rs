//! The battery: what is claimed of the two-loop model, each claim with the runs that could refute it.
//!
//! Owns claims as data. Nothing here knows how a claim came out: that is measured and judged anew at every run.

mod emergence;
mod patterns;
mod published;
mod robustness;

use super::estimate::{Measured, Term};
use super::verdict::{Part, Prediction};

pub use robustness::{CHECKS, Check};

/// A claim with all that must come out for it to be supported.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// "E1", "P3".
    pub id: &'static str,
    /// The row of `docs/model.md`, or the pattern of `docs/facts.md`, in a sentence.
    pub statement: &'static str,
    /// What to know about the claim: that it follows from a rule, that evidence is contested, why it is not tested.
    pub remark: &'static str,
    pub parts: Vec<Part>,
}

/// The claims on the published models.
#[must_use]
pub fn published() -> Vec<Claim> {
    published::claims()
}

/// The claims of what emerges, then the patterns from the field.
#[must_use]
pub fn claims() -> Vec<Claim> {
    let mut claims = emergence::claims();
    claims.extend(patterns::claims());
    claims
}

/// The smallest difference of shares that matters.
pub(super) const POINT: f64 = 0.01;

fn claim(
    id: &'static str,
    statement: &'static str,
    remark: &'static str,
    parts: Vec<Part>,
) -> Claim {
    Claim {
        id,
        statement,
        remark,
        parts,
    }
}

fn part(what: impl Into<String>, measured: Measured, prediction: Prediction) -> Part {
    Part {
        what: what.into(),
        measured,
        prediction,
    }
}

/// A cell of a study without a sweep, or of one along the explicit share.
#[derive(Debug, Clone, Copy)]
struct Cell {
    study: &'static str,
    variant: &'static str,
    share: Option<f64>,
}

const fn cell(study: &'static str, variant: &'static str) -> Cell {
    Cell {
        study,
        variant,
        share: None,
    }
}

const fn at_share(study: &'static str, variant: &'static str, share: f64) -> Cell {
    Cell {
        study,
        variant,
        share: Some(share),
    }
}

impl Cell {
    fn term(self, weight: f64, metric: &'static str) -> Term {
        Term {
            weight,
            study: self.study,
            variant: self.variant,
            point: self.share.into_iter().collect(),
            metric,
        }
    }
}

fn level(cell: Cell, metric: &'static str) -> Measured {
    Measured::Contrast(vec![cell.term(1.0, metric)])
}

/// The first minus the second.
fn minus(cell: Cell, other: Cell, metric: &'static str) -> Measured {
    Measured::Contrast(vec![cell.term(1.0, metric), other.term(-1.0, metric)])
}

/// Whatever its size.
const fn above(bound: f64) -> Prediction {
    Prediction::Above { bound, by: 0.0 }
}

const fn below(bound: f64) -> Prediction {
    Prediction::Below { bound, by: 0.0 }
}

/// Above 0 by a percentage point at least.
const HIGHER: Prediction = Prediction::Above {
    bound: 0.0,
    by: POINT,
};
const LOWER: Prediction = Prediction::Below {
    bound: 0.0,
    by: POINT,
};
