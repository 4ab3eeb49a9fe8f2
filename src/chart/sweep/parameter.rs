//! A swept parameter: the values it takes, how they are written, and where they lie on an axis.
//!
//! Owns the words for a parameter and its values and the axis along which it runs. It must not know what is measured.

mod axis;

use std::collections::BTreeMap;

use crate::analysis::describe;
use crate::chart::wording;
use crate::table::SweptInfo;

pub use axis::{Track, apart};

const GLUE: char = '\u{a0}';

/// A swept parameter.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// Its place in a point.
    pub index: usize,
    pub name: String,
    pub label: String,
    unit: String,
    form: Form,
    spacing: Spacing,
    /// What it would be without the sweep.
    pub base: f64,
    /// The different values it takes, from the lowest to the highest.
    pub values: Vec<f64>,
}

/// How values are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Percent,
    Number,
}

/// How values lie on an axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spacing {
    Linear,
    Log,
}

impl Parameter {
    pub fn of(index: usize, info: &SweptInfo, values: Vec<f64>) -> Parameter {
        let unit = info.unit.trim();
        let is_share = ["share", "probability"]
            .iter()
            .any(|word| unit.starts_with(word))
            && values.iter().all(|value| (0.0..=1.0).contains(value));
        let is_positive = values.iter().all(|value| *value > 0.0);
        Parameter {
            index,
            name: info.name.clone(),
            label: if info.label.trim().is_empty() {
                info.name.clone()
            } else {
                info.label.trim().to_owned()
            },
            unit: unit.to_owned(),
            form: if is_share {
                Form::Percent
            } else {
                Form::Number
            },
            spacing: if info.scale == "log" && is_positive {
                Spacing::Log
            } else {
                Spacing::Linear
            },
            base: info.base,
            values,
        }
    }

    pub fn lowest(&self) -> f64 {
        self.values.first().copied().unwrap_or(f64::NAN)
    }

    pub fn highest(&self) -> f64 {
        self.values.last().copied().unwrap_or(f64::NAN)
    }

    /// The tested value that lies nearest to what it would be without the sweep.
    pub fn nearest_to_base(&self) -> f64 {
        let distance = |value: &f64| (value - self.base).abs();
        let nearest = self
            .values
            .iter()
            .min_by(|a, b| distance(a).total_cmp(&distance(b)));
        nearest.copied().unwrap_or(f64::NAN)
    }

    /// The label in the middle of a sentence.
    pub fn lower(&self) -> String {
        wording::lower(&self.label)
    }

    /// A value: "30 %", "0.35", "10".
    pub fn value(&self, value: f64) -> String {
        match self.form {
            Form::Percent => format!("{}{GLUE}%", plain(100.0 * value)),
            Form::Number => plain(value),
        }
    }

    /// Two values: "25 to 35 %".
    pub fn span(&self, low: f64, high: f64) -> String {
        if self.value(low) == self.value(high) {
            self.value(high)
        } else {
            self.interval(low, high)
        }
    }

    /// The ends of an interval, of which both are said: "25 to 35 %", "0 to 0 %".
    pub fn interval(&self, low: f64, high: f64) -> String {
        let [from, to] = [low, high].map(|end| self.value(end));
        format!("{}{GLUE}to{GLUE}{to}", from.trim_end_matches(['%', GLUE]))
    }

    /// Where it has a value: "at an explicit share of 30 %", "with learning hours at 10".
    pub fn at(&self, value: &str) -> String {
        let label = self.lower();
        let words: Vec<&str> = label.split_whitespace().collect();
        let is_plain = words.len() <= 2
            && words
                .last()
                .is_some_and(|word| !word.ends_with('s') && !word.contains(['(', ',']));
        if is_plain {
            format!("at {} of {value}", article(&label))
        } else {
            format!("with {label} at {value}")
        }
    }

    /// The name of its axis: "Explicit share", "Turnover (% a year)", "Learning hours (hours a week)".
    pub fn caption(&self) -> String {
        let label = wording::sentence(&self.label);
        match self.form {
            Form::Percent if self.unit.contains("a year") => format!("{label} (% a year)"),
            Form::Percent => label,
            Form::Number if self.unit.is_empty() || label.to_lowercase().contains(&self.unit) => {
                label
            }
            Form::Number => format!("{label} ({})", self.unit),
        }
    }
}

/// The different values that each coordinate of the points takes, from the lowest to the highest.
pub fn values<'a>(points: impl Iterator<Item = &'a [f64]>, coordinates: usize) -> Vec<Vec<f64>> {
    let mut found: Vec<BTreeMap<u64, f64>> = vec![BTreeMap::new(); coordinates];
    for point in points {
        for (values, value) in found.iter_mut().zip(point) {
            if value.is_finite() {
                values.insert(key(*value), *value);
            }
        }
    }
    let sorted = |values: BTreeMap<u64, f64>| {
        let mut values: Vec<f64> = values.into_values().collect();
        values.sort_by(f64::total_cmp);
        values
    };
    found.into_iter().map(sorted).collect()
}

/// The same for equal numbers: zero has two signs and one value.
pub fn key(value: f64) -> u64 {
    (value + 0.0).to_bits()
}

fn article(label: &str) -> String {
    let an = label.starts_with(['a', 'e', 'i', 'o', 'u']) || label.starts_with("hour");
    format!("{} {label}", if an { "an" } else { "a" })
}

/// Three significant digits, all digits before the point, no zeros at the end.
fn plain(value: f64) -> String {
    let size = value.abs();
    if !value.is_finite() {
        return "–".to_owned();
    }
    if size >= 1e15 || (size > 0.0 && size < 1e-6) {
        return format!("{value:e}").replace('-', "−");
    }
    let decimals = (0..9)
        .find(|places| size * 10f64.powi(*places) >= 99.95)
        .unwrap_or(9);
    let scale = 10f64.powi(decimals);
    describe::plain((value * scale).round() / scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parameter(label: &str, unit: &str, values: &[f64]) -> Parameter {
        let info = SweptInfo {
            name: label.to_owned(),
            label: label.to_owned(),
            unit: unit.to_owned(),
            scale: "linear".to_owned(),
            low: 0.0,
            high: 1.0,
            base: 0.3,
        };
        Parameter::of(0, &info, values.to_vec())
    }

    #[test]
    fn values_are_written_as_their_unit_wants_it() {
        let plain = |text: String| text.replace(GLUE, " ");
        let share = parameter("explicit share", "share", &[0.0, 1.0]);
        assert_eq!(plain(share.value(0.3)), "30 %");
        assert_eq!(plain(share.value(0.125)), "12.5 %");
        assert_eq!(plain(share.value(1.0 / 3.0)), "33.3 %");
        assert_eq!(plain(share.span(0.25, 0.35)), "25 to 35 %");
        let hours = parameter("learning hours", "hours a week", &[0.0, 20.0]);
        assert_eq!(hours.value(12.5), "12.5");
        assert_eq!(hours.value(1e300), "1e300");
        assert_eq!(hours.value(1_250.0), "1,250");
        // A share outside of 0 to 1 would be a mistake in the unit; the number is shown as it is.
        assert_eq!(parameter("odd", "share", &[0.0, 40.0]).value(40.0), "40");
    }

    #[test]
    fn any_label_reads_in_a_sentence() {
        for (label, text) in [
            ("explicit share", "at an explicit share of 3"),
            ("turnover", "at a turnover of 3"),
            ("learning hours", "with learning hours at 3"),
            ("judgements a situation", "with judgements a situation at 3"),
            (
                "learning without reflection",
                "with learning without reflection at 3",
            ),
        ] {
            assert_eq!(parameter(label, "", &[0.0, 5.0]).at("3"), text);
        }
    }
}
