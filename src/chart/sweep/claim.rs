//! What charts of a sweep want to claim, and which of it may be: all claims of the folder are judged together.
//!
//! Owns the way from a row of a table to a verdict. The tests are those in the tables; the verdicts are those of
//! `analysis`, after Holm's adjustment over everything that any chart of the folder might say. It must not know how a
//! claim is worded or drawn.

use std::collections::BTreeMap;

use super::bridge;
use super::data::Sweep;
use crate::analysis::{Difference, Verdict, holm, interval, verdict};
use crate::table::Gain;

/// A difference that a title or a mark may speak of, by its row in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// Of `optimum.csv`: the best point of a line against the lowest value of the axis.
    OverLow(usize),
    /// Of `optimum.csv`: the best point of a line against the highest value of the axis.
    OverHigh(usize),
    /// Of `effects.csv`.
    Effect(usize),
    /// Of `paired.csv`.
    Paired(usize),
    /// The contribution of a lever to a bridge, by its place among the parameters.
    Lever(usize),
}

/// All judged claims of a folder.
#[derive(Debug, Default)]
pub struct Judged {
    verdicts: BTreeMap<Topic, Verdict>,
}

impl Judged {
    /// Judges all topics together; one that is named twice is one claim, and one without a test is none.
    pub fn judge(sweep: &Sweep<'_>, topics: impl IntoIterator<Item = Topic>) -> Judged {
        let tests: BTreeMap<Topic, Difference> = topics
            .into_iter()
            .filter_map(|topic| Some((topic, difference(sweep, topic)?)))
            .filter(|(_, difference)| difference.p.is_finite())
            .collect();
        let raw: Vec<f64> = tests.values().map(|difference| difference.p).collect();
        let verdicts = tests
            .iter()
            .zip(holm(&raw))
            .map(|((topic, difference), adjusted)| {
                (*topic, verdict(difference, sweep.main.smallest, adjusted))
            });
        Judged {
            verdicts: verdicts.collect(),
        }
    }

    /// What may be said; nothing of what was not judged.
    pub fn verdict(&self, topic: Topic) -> Verdict {
        self.verdicts
            .get(&topic)
            .copied()
            .unwrap_or(Verdict::Unclear)
    }

    /// How many claims were judged together.
    pub fn family(&self) -> usize {
        self.verdicts.len()
    }
}

/// The difference behind a topic; `None` if there is no such row.
pub fn difference(sweep: &Sweep<'_>, topic: Topic) -> Option<Difference> {
    match topic {
        Topic::OverLow(row) => {
            let row = sweep.tables.optima.get(row)?;
            Some(gain(row.n, &row.over_low))
        }
        Topic::OverHigh(row) => {
            let row = sweep.tables.optima.get(row)?;
            Some(gain(row.n, &row.over_high))
        }
        Topic::Lever(parameter) => bridge::contribution(sweep, parameter),
        Topic::Effect(row) => {
            let row = sweep.tables.effects.get(row)?;
            Some(Difference {
                n: row.n,
                mean: row.mean_difference,
                sd: f64::NAN,
                ci_low: row.ci_low,
                ci_high: row.ci_high,
                p: row.p,
                share_higher: row.share_higher,
            })
        }
        Topic::Paired(row) => {
            let row = sweep.paired.get(row)?;
            let sd = spread(row.n, 0.5 * (row.ci_high - row.ci_low));
            Some(Difference {
                n: row.n,
                mean: row.mean_difference,
                sd,
                ci_low: row.ci_low,
                ci_high: row.ci_high,
                p: interval::p_value(row.n, row.mean_difference, sd),
                share_higher: row.share_higher,
            })
        }
    }
}

/// A gain as a difference.
fn gain(n: u64, gain: &Gain) -> Difference {
    Difference {
        n,
        mean: gain.mean,
        sd: f64::NAN,
        ci_low: gain.ci_low,
        ci_high: gain.ci_high,
        p: gain.p,
        share_higher: f64::NAN,
    }
}

/// The standard deviation that a t interval of this half-width was made of; `paired.csv` holds the interval alone.
fn spread(n: u64, half_width: f64) -> f64 {
    if n < 2 {
        return f64::NAN;
    }
    half_width * (n as f64).sqrt() / interval::t_quantile(0.975, (n - 1) as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand: differences 0.10, 0.11, 0.12, 0.11 have mean 0.11 and sd 0.0081650.
    #[test]
    fn the_test_behind_an_interval_is_found_again() {
        let sample = Difference::of(&mut [0.10, 0.11, 0.12, 0.11]);
        let found = spread(4, sample.half_width());
        assert!((found - 0.008_165_0).abs() < 1e-7, "{found}");
        let p = interval::p_value(4, sample.mean, found);
        assert!((p - sample.p).abs() < 1e-9 * sample.p, "{p} {}", sample.p);
        assert!(spread(1, 0.1).is_nan());
    }
}
