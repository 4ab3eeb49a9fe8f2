//! The metrics that charts of a sweep show, and how their numbers are written.
//!
//! Owns the choice: capability and documents where the model has them, else its first metric. It must not know what is
//! drawn of them.

use crate::analysis::Difference;
use crate::chart::number::{self, Estimate};
use crate::chart::theme::{Colour, Theme};
use crate::chart::wording;
use crate::table::{Manifest, MetricInfo, Tone, Unit};

/// A metric as it is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    pub metric: String,
    pub label: String,
    pub unit: Unit,
    tone: Tone,
    /// The smallest difference that matters, in the metric's own unit.
    pub smallest: f64,
}

/// The metric that the charts are about.
pub fn main(manifest: &Manifest) -> Option<&MetricInfo> {
    manifest
        .metric("capability")
        .or_else(|| manifest.metrics.first())
}

/// What is written, where the model counts it and it is not the main metric.
pub fn documents(manifest: &Manifest) -> Option<&MetricInfo> {
    manifest
        .metric("documents")
        .filter(|documents| main(manifest).is_some_and(|main| main.name != documents.name))
}

impl Measure {
    /// `level` is the mean that a smallest difference given as a share refers to.
    pub fn of(info: &MetricInfo, level: f64) -> Measure {
        let smallest = if info.smallest_is_relative {
            info.smallest * level.abs()
        } else {
            info.smallest
        };
        Measure {
            metric: info.name.clone(),
            label: if info.label.trim().is_empty() {
                info.name.clone()
            } else {
                info.label.trim().to_owned()
            },
            unit: info.unit(),
            tone: info.tone(),
            smallest: if smallest.is_finite() { smallest } else { 0.0 },
        }
    }

    /// The label in the middle of a sentence.
    pub fn lower(&self) -> String {
        wording::lower(&self.label)
    }

    /// Its colour on every chart.
    pub fn colour(&self, theme: &Theme) -> Colour {
        match self.tone {
            Tone::Tacit => theme.tacit,
            Tone::Explicit => theme.explicit,
            Tone::Neutral => theme.ink,
        }
    }

    /// A level: "46 %", "101".
    pub fn value(&self, value: f64) -> String {
        match self.unit {
            _ if self.is_out_of_scale(value) => scientific(value),
            Unit::Share => number::share(value),
            Unit::Points => number::points(value),
            Unit::Signed => signed_number(value),
            Unit::Count => number::count(value),
        }
    }

    /// A difference without its sign: "9.5 pp".
    pub fn size(&self, difference: f64) -> String {
        match self.unit {
            _ if self.is_out_of_scale(difference) => scientific(difference.abs()),
            Unit::Share | Unit::Points => number::points_size(difference),
            Unit::Signed => signed_number(difference.abs()),
            Unit::Count => number::count(difference.abs()),
        }
    }

    /// A bound, without needless zeros: "1 pp".
    pub fn bound(&self, bound: f64) -> String {
        self.size(bound).replace(".0\u{a0}", "\u{a0}")
    }

    /// A difference with its sign: "−9.5 pp".
    pub fn difference(&self, difference: f64) -> String {
        let size = self.size(difference);
        if !difference.is_finite() || !size.contains(|c: char| c.is_ascii_digit() && c != '0') {
            size
        } else if difference < 0.0 {
            format!("−{size}")
        } else {
            format!("+{size}")
        }
    }

    /// What differences are counted in, for headings: "percentage points".
    pub fn unit_of_differences(&self) -> &'static str {
        match self.unit {
            Unit::Share | Unit::Points => ", in percentage points",
            Unit::Signed | Unit::Count => "",
        }
    }

    /// A difference and both ends of its interval; `None` where there is no interval.
    pub fn estimate(&self, difference: &Difference) -> Option<Estimate> {
        let ends = [difference.mean, difference.ci_low, difference.ci_high];
        if ends.into_iter().any(|end| self.is_out_of_scale(end)) {
            return None;
        }
        number::estimate(self.unit, difference)
    }

    /// A tick of an axis of levels.
    pub fn tick(&self, value: f64, step: f64) -> String {
        match self.unit {
            _ if self.is_out_of_scale(value) => scientific(value),
            Unit::Share => number::share_tick(value, step),
            Unit::Points => number::points_tick(value, step),
            Unit::Signed | Unit::Count => number::count_tick(value, step),
        }
    }

    /// Where digits say less than powers of ten.
    fn is_out_of_scale(&self, value: f64) -> bool {
        let most = match self.unit {
            // No share is; but nothing keeps a table from holding one.
            Unit::Share | Unit::Points => 1e3,
            Unit::Signed | Unit::Count => 1e15,
        };
        value.is_finite() && value.abs() >= most
    }

    /// A tick of an axis of differences.
    pub fn difference_tick(&self, value: f64, step: f64) -> String {
        match self.unit {
            _ if self.is_out_of_scale(value) => scientific(value),
            Unit::Share | Unit::Points => number::points_tick(value, step),
            Unit::Signed | Unit::Count if value > 0.0 => {
                format!("+{}", number::count_tick(value, step))
            }
            Unit::Signed | Unit::Count => number::count_tick(value, step),
        }
    }
}

fn scientific(value: f64) -> String {
    format!("{value:.1e}").replace('-', "−")
}

fn signed_number(value: f64) -> String {
    if value.is_finite() {
        let digits = format!("{:.2}", value.abs());
        if value < 0.0 && digits != "0.00" {
            format!("−{digits}")
        } else {
            digits
        }
    } else {
        "–".to_owned()
    }
}
