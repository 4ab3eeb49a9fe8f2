//! What changed within runs from one week to another, as far as weekly means can tell.
//!
//! Owns the estimate and its words. The tables hold no single runs of single weeks, so the interval is Welch's, as if the
//! runs of both weeks were different ones: wider than that of matched pairs wherever a run resembles itself. It must not
//! know why somebody asks.

use super::data::{Measure, Smallest};
use super::number;
use super::wording;
use crate::analysis::Difference;
use crate::analysis::onset::welch;
use crate::table::Summary;

/// The means of two weeks and the interval of their difference.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Change {
    pub from: Summary,
    pub to: Summary,
    /// 95 %, Welch; NaN for fewer than two runs.
    pub interval: [f64; 2],
    smallest: f64,
}

impl Change {
    pub fn of(measure: &Measure, from: &Summary, to: &Summary) -> Change {
        Change {
            from: *from,
            to: *to,
            interval: welch(to, from),
            smallest: match measure.smallest {
                Smallest::Absolute(size) => size,
                Smallest::Relative(share) => share * from.mean.abs(),
            },
        }
    }

    /// From one week to the first one observed at or after another; `None` where either was not observed.
    pub fn between(
        measure: &Measure,
        weekly: &[(u32, Summary)],
        from: u32,
        to: u32,
    ) -> Option<Change> {
        let start = weekly.iter().find(|(week, _)| *week == from)?;
        let end = weekly.iter().find(|(week, _)| *week >= to)?;
        Some(Change::of(measure, &start.1, &end.1))
    }

    pub fn size(&self) -> f64 {
        self.to.mean - self.from.mean
    }

    /// Above zero by more than chance, and by enough to matter.
    pub fn rises(&self) -> bool {
        self.interval[0] > 0.0 && self.size() >= self.smallest
    }

    pub fn falls(&self) -> bool {
        self.interval[1] < 0.0 && self.size() <= -self.smallest
    }

    /// The whole interval lies within what does not matter.
    pub fn is_small(&self) -> bool {
        let [low, high] = self.interval;
        low > -self.smallest && high < self.smallest
    }

    /// "coherence +50.5 pp (95 % CI +50.1 to +50.9)".
    pub fn in_words(&self, measure: &Measure) -> String {
        let what = measure.spoken();
        let [ci_low, ci_high] = self.interval;
        let difference = Difference {
            n: self.to.n,
            mean: self.size(),
            sd: f64::NAN,
            ci_low,
            ci_high,
            p: f64::NAN,
            share_higher: f64::NAN,
        };
        match number::estimate(measure.unit(), &difference) {
            Some(number::Estimate {
                mean,
                low,
                high,
                suffix,
            }) => format!("{what} {mean}{suffix} (95\u{a0}% CI {low}\u{a0}to\u{a0}{high})"),
            None => format!("{what} {}", wording::difference(measure, self.size())),
        }
    }
}
