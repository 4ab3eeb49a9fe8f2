//! What was predicted, and whether it came out.
//!
//! A prediction is supported where the whole interval agrees with it (and, for means, the test stays significant after
//! Holm's adjustment over the whole battery), not supported where the whole interval contradicts it, and unclear
//! otherwise.

use std::fmt;

use super::estimate::{Estimate, Measured};
use crate::analysis::holm;
use crate::analysis::interval::p_value;

/// What an estimate should be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Prediction {
    /// Above a bound, by at least so much where the size matters.
    Above { bound: f64, by: f64 },
    /// Below a bound, by at least so much where the size matters.
    Below { bound: f64, by: f64 },
    /// No further from 0 than this.
    Within(f64),
    /// Above the first and below the second.
    Between(f64, f64),
}

/// Whether a prediction came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    Supported,
    Unclear,
    NotSupported,
    NotTested,
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Verdict::Supported => "supported",
            Verdict::Unclear => "unclear",
            Verdict::NotSupported => "not supported",
            Verdict::NotTested => "not tested",
        })
    }
}

/// The level at which the battery as a whole is tested.
const LEVEL: f64 = 0.05;

impl Prediction {
    /// The p-value of the test that the prediction rests on; none where there is no sample behind it.
    fn p(&self, estimate: &Estimate) -> Option<f64> {
        let (error, n) = estimate.sampled?;
        #[allow(clippy::cast_precision_loss)]
        let sd = error * libm::sqrt(n as f64);
        match *self {
            Prediction::Above { bound, .. } | Prediction::Below { bound, .. } => {
                Some(p_value(n, estimate.value - bound, sd))
            }
            Prediction::Within(_) | Prediction::Between(..) => None,
        }
    }

    fn verdict(&self, estimate: &Estimate, adjusted: Option<f64>) -> Verdict {
        let Estimate {
            value, low, high, ..
        } = *estimate;
        if !(value.is_finite() && low.is_finite() && high.is_finite()) {
            return Verdict::Unclear;
        }
        let is_significant = adjusted.is_none_or(|p| p <= LEVEL);
        let (agrees, contradicts) = match *self {
            Prediction::Above { bound, by } => (
                low > bound && value >= bound + by && is_significant,
                // As good as none counts against it where a size is asked for.
                high < bound + by || high <= bound,
            ),
            Prediction::Below { bound, by } => (
                high < bound && value <= bound - by && is_significant,
                low > bound - by || low >= bound,
            ),
            Prediction::Within(bound) => {
                (low > -bound && high < bound, low > bound || high < -bound)
            }
            Prediction::Between(from, to) => (low > from && high < to, high <= from || low >= to),
        };
        match (agrees, contradicts) {
            (true, _) => Verdict::Supported,
            (false, true) => Verdict::NotSupported,
            (false, false) => Verdict::Unclear,
        }
    }
}

/// One measurement with its prediction.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// What is measured, in words.
    pub what: String,
    pub measured: Measured,
    pub prediction: Prediction,
}

/// A part, judged.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    pub part: Part,
    pub estimate: Estimate,
    /// After Holm's adjustment; none where the verdict rests on the interval alone.
    pub p: Option<f64>,
    pub verdict: Verdict,
}

/// Judges all parts of a battery together.
#[must_use]
pub fn judge(parts: Vec<(Part, Estimate)>) -> Vec<Judged> {
    let raw: Vec<Option<f64>> = parts
        .iter()
        .map(|(part, estimate)| part.prediction.p(estimate))
        .collect();
    let tested: Vec<f64> = raw.iter().flatten().copied().collect();
    let mut adjusted = holm(&tested).into_iter();
    let judged = parts.into_iter().zip(raw).map(|((part, estimate), raw)| {
        let p = raw.and_then(|_| adjusted.next());
        Judged {
            verdict: part.prediction.verdict(&estimate, p),
            part,
            estimate,
            p,
        }
    });
    judged.collect()
}

/// The verdict on a claim of several parts: all of them must come out, and one that does not is enough against it.
#[must_use]
pub fn together(verdicts: impl IntoIterator<Item = Verdict>) -> Verdict {
    verdicts.into_iter().max().unwrap_or(Verdict::NotTested)
}

#[cfg(test)]
mod tests {
    use super::super::estimate::Kind;
    use super::*;
    use crate::table::Unit;

    fn estimate(value: f64, reach: f64) -> Estimate {
        Estimate {
            value,
            low: value - reach,
            high: value + reach,
            sampled: Some((reach / 2.0, 100)),
            kind: Kind::Metric(Unit::Share),
            is_difference: true,
        }
    }

    const ABOVE: Prediction = Prediction::Above {
        bound: 0.0,
        by: 0.01,
    };

    #[test]
    fn a_prediction_comes_out_fails_or_stays_open() {
        let verdict = |value, reach| ABOVE.verdict(&estimate(value, reach), Some(0.001));
        assert_eq!(verdict(0.05, 0.01), Verdict::Supported);
        assert_eq!(verdict(-0.05, 0.01), Verdict::NotSupported);
        assert_eq!(
            verdict(0.005, 0.002),
            Verdict::NotSupported,
            "too small to matter"
        );
        assert_eq!(verdict(0.02, 0.03), Verdict::Unclear);
        let late = ABOVE.verdict(&estimate(0.05, 0.049), Some(0.2));
        assert_eq!(late, Verdict::Unclear, "not significant among so many");
    }

    #[test]
    fn below_mirrors_above() {
        let below = Prediction::Below {
            bound: 0.0,
            by: 0.01,
        };
        for value in [-0.05, -0.005, 0.0, 0.02, 0.05] {
            for reach in [0.001, 0.02] {
                assert_eq!(
                    below.verdict(&estimate(-value, reach), Some(0.001)),
                    ABOVE.verdict(&estimate(value, reach), Some(0.001))
                );
            }
        }
    }

    #[test]
    fn a_claim_of_equality_needs_the_whole_interval() {
        let within = Prediction::Within(0.05);
        assert_eq!(
            within.verdict(&estimate(0.0, 0.01), None),
            Verdict::Supported
        );
        assert_eq!(within.verdict(&estimate(0.0, 0.1), None), Verdict::Unclear);
        assert_eq!(
            within.verdict(&estimate(0.1, 0.01), None),
            Verdict::NotSupported
        );
    }

    #[test]
    fn one_part_that_fails_is_enough_against_a_claim() {
        use Verdict::{NotSupported, Supported, Unclear};
        assert_eq!(together([Supported, Supported]), Supported);
        assert_eq!(together([Supported, Unclear]), Unclear);
        assert_eq!(together([Unclear, NotSupported, Supported]), NotSupported);
        assert_eq!(together([]), Verdict::NotTested);
    }

    #[test]
    fn the_more_is_tested_the_stricter_each_test_is() {
        let part = Part {
            what: String::new(),
            measured: Measured::Exponential,
            prediction: ABOVE,
        };
        // t = 2.5 with 99 degrees of freedom: p = 0.014.
        let one = judge(vec![(part.clone(), estimate(0.05, 0.04))]);
        assert_eq!(one[0].verdict, Verdict::Supported);
        let many = judge(vec![(part, estimate(0.05, 0.04)); 10]);
        assert!(many.iter().all(|judged| judged.verdict == Verdict::Unclear));
    }
}
