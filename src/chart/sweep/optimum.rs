//! What may be said of the best value of a parameter: that there is a peak, that more is better or worse, or nothing.
//!
//! Owns the rule. A peak needs its best value between the ends of the axis in 95 % of the resamples, and a clear and
//! relevant gain over *both* ends. It must not know how a best value is drawn.

use super::claim::{self, Judged, Topic};
use super::data::Sweep;
use super::parameter::Parameter;
use crate::analysis::{Difference, Verdict};
use crate::table::OptimumRow;

/// The share of resamples that has to agree.
const SURE: f64 = 0.95;

/// The best value along an axis, and what may be said of it.
#[derive(Debug, Clone, Copy)]
pub struct Best<'a> {
    pub row: &'a OptimumRow,
    /// Its place in `optimum.csv`.
    pub index: usize,
    pub kind: Kind,
}

/// What may be said of a best value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Clearly above both ends of the axis, and between them.
    Peak,
    /// At the lowest value of the axis, clearly above the highest.
    Lowest,
    /// At the highest value of the axis, clearly above the lowest.
    Highest,
    /// Clearly above the lowest value, not clearly above the highest.
    OverLow,
    /// Clearly above the highest value, not clearly above the lowest.
    OverHigh,
    /// Nowhere on the axis by more than the smallest relevant size above either end.
    Small,
    Unclear,
}

/// The ends of an axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    Low,
    High,
}

impl<'a> Best<'a> {
    /// The best value along a parameter, all others being as in `point`.
    pub fn find(
        sweep: &Sweep<'a>,
        judged: &Judged,
        variant: usize,
        along: &Parameter,
        point: &[f64],
    ) -> Option<Best<'a>> {
        let (index, row) = sweep.optimum(variant, along, point)?;
        row.at.is_finite().then(|| Best {
            row,
            index,
            kind: kind(sweep, judged, index, row, along),
        })
    }

    /// Whether there is anything to claim.
    pub fn holds(&self) -> bool {
        !matches!(self.kind, Kind::Small | Kind::Unclear)
    }

    /// The best point minus one end of the axis.
    pub fn gain(&self, sweep: &Sweep<'_>, end: End) -> Option<Difference> {
        claim::difference(sweep, topic(self.index, end))
    }

    /// Whether both ends of the interval of the best value are numbers.
    pub fn has_interval(&self) -> bool {
        self.row.at_low.is_finite() && self.row.at_high.is_finite()
    }
}

/// What is to be judged of a line: its gains over those ends at which it is not itself.
pub fn topics(sweep: &Sweep<'_>, variant: usize, along: &Parameter, point: &[f64]) -> Vec<Topic> {
    let Some((index, row)) = sweep.optimum(variant, along, point) else {
        return Vec::new();
    };
    let apart = |end: &End| row.at.is_finite() && !is_at(row, along, *end);
    [End::Low, End::High]
        .into_iter()
        .filter(apart)
        .map(|end| topic(index, end))
        .collect()
}

fn topic(index: usize, end: End) -> Topic {
    match end {
        End::Low => Topic::OverLow(index),
        End::High => Topic::OverHigh(index),
    }
}

fn is_at(row: &OptimumRow, along: &Parameter, end: End) -> bool {
    match end {
        End::Low => row.at <= along.lowest(),
        End::High => row.at >= along.highest(),
    }
}

fn kind(
    sweep: &Sweep<'_>,
    judged: &Judged,
    index: usize,
    row: &OptimumRow,
    along: &Parameter,
) -> Kind {
    let [over_low, over_high] = [End::Low, End::High].map(|end| {
        if is_at(row, along, end) {
            // The best point against itself.
            Verdict::TooSmall
        } else {
            judged.verdict(topic(index, end))
        }
    });
    let [at_low, at_high] = [End::Low, End::High].map(|end| is_at(row, along, end));
    match (over_low, over_high) {
        (Verdict::TooSmall, Verdict::TooSmall) if row.n > 1 => Kind::Small,
        (Verdict::Higher, Verdict::Higher) if row.interior >= SURE => Kind::Peak,
        (_, Verdict::Higher) if at_low && row.at_high <= row.at => Kind::Lowest,
        (Verdict::Higher, _) if at_high && row.at_low >= row.at => Kind::Highest,
        // Where both gains are clear and the place is not, the larger one is told.
        (Verdict::Higher, Verdict::Higher)
            if mean(sweep, index, End::Low) > mean(sweep, index, End::High) =>
        {
            Kind::OverLow
        }
        (_, Verdict::Higher) => Kind::OverHigh,
        (Verdict::Higher, _) => Kind::OverLow,
        _ => Kind::Unclear,
    }
}

fn mean(sweep: &Sweep<'_>, index: usize, end: End) -> f64 {
    claim::difference(sweep, topic(index, end)).map_or(f64::NAN, |difference| difference.mean)
}
