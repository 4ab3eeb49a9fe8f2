//! A swept parameter: the values it takes, how they are written, and where they lie on an axis.
//!
//! Owns the words for a parameter and its values and the axis along which it runs. It must not know what is measured.

use std::collections::BTreeMap;

use crate::analysis::describe;
use crate::chart::axis;
use crate::chart::canvas::{Anchor, Area, Canvas, Line, at, stroke};
use crate::chart::font::{self, Weight};
use crate::chart::theme::Theme;
use crate::chart::wording;
use crate::table::SweptInfo;

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
        let [from, to] = [low, high].map(|end| self.value(end));
        if from == to {
            return to;
        }
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

    /// The name of its axis: "Explicit share", "Learning hours (hours a week)".
    pub fn caption(&self) -> String {
        let label = wording::sentence(&self.label);
        let per = if self.unit.contains("a year") {
            " a year"
        } else {
            ""
        };
        match self.form {
            Form::Percent => format!("{label}{per}"),
            Form::Number if self.unit.is_empty() || label.to_lowercase().contains(&self.unit) => {
                label
            }
            Form::Number => format!("{label} ({})", self.unit),
        }
    }

    /// The axis from one pixel to another.
    pub fn track(&self, start: f64, end: f64) -> Track {
        let [low, high] = [self.lowest(), self.highest()].map(|value| self.spacing.place(value));
        Track {
            spacing: self.spacing,
            low,
            high,
            start,
            end,
        }
    }

    /// At most five values to be named on an axis: those that were tested, or round ones where these are too many.
    fn ticks(&self) -> Vec<f64> {
        if self.values.len() <= 5 {
            return self.values.clone();
        }
        let (low, high) = (self.lowest(), self.highest());
        let slack = 1e-9 * (high - low);
        let within = |tick: &f64| (low - slack..=high + slack).contains(tick);
        match self.spacing {
            Spacing::Linear => axis::spanning(low, high)
                .ticks
                .into_iter()
                .filter(within)
                .collect(),
            Spacing::Log => axis::powers(low, high),
        }
    }

    /// Ticks below a panel, as many of their values as fit without touching.
    pub fn draw_axis(&self, canvas: &mut Canvas, theme: &Theme, plot: Area, track: Track) {
        let size = theme.text.tick;
        let baseline = plot.bottom + size * 1.4;
        let mut labels: Vec<Line> = Vec::new();
        for tick in self.ticks() {
            let x = track.pixel(tick);
            canvas.line(
                at(x, plot.bottom),
                at(x, plot.bottom + 7.0),
                stroke(theme.rule, 1.5),
            );
            let text = Line::plain(
                at(x, baseline),
                size,
                self.value(tick),
                theme.muted,
                Weight::Regular,
            );
            labels.push(within(text.anchored(Anchor::Middle), plot));
        }
        for label in apart(labels) {
            canvas.text(label);
        }
    }

    /// The name of the axis, and in grey where the parameter stands without the sweep; each gives way to the other.
    pub fn draw_caption(&self, canvas: &mut Canvas, theme: &Theme, plot: Area, track: Track) {
        let size = theme.text.tick;
        let baseline = plot.bottom + size * 2.7;
        let base = self.base_mark(theme, plot, track, baseline);
        let room = plot.width() - base.as_ref().map_or(0.0, |line| line.area().width() + 24.0);
        let caption = font::shorten(
            &format!("{} →", self.caption()),
            size,
            Weight::SemiBold,
            room,
        );
        let line = |x: f64, anchor: Anchor| {
            Line::plain(
                at(x, baseline),
                size,
                caption.clone(),
                theme.ink,
                Weight::SemiBold,
            )
            .anchored(anchor)
        };
        let right = line(plot.right, Anchor::End);
        let free = base
            .as_ref()
            .is_none_or(|base| !with_margin(&base.area(), 20.0).overlaps(&right.area()));
        canvas.text(if free {
            right
        } else {
            line(plot.left, Anchor::Start)
        });
        if let Some(base) = base {
            canvas.text(base);
        }
    }

    fn base_mark(&self, theme: &Theme, plot: Area, track: Track, baseline: f64) -> Option<Line> {
        let x = self.base_pixel(track)?;
        let size = theme.text.tick;
        let text = format!("base {}", self.value(self.base));
        let half = font::width(&text, size, Weight::Regular) / 2.0;
        // Never beyond the panel, so that it stays clear of what stands beside it.
        let centre = x.min(plot.right - half).max(plot.left + half);
        let line = Line::plain(
            at(centre, baseline),
            size,
            text,
            theme.baseline,
            Weight::Regular,
        );
        Some(line.anchored(Anchor::Middle))
    }

    /// Where the parameter stands without the sweep, if that lies within the axis.
    pub fn base_pixel(&self, track: Track) -> Option<f64> {
        let within = (self.lowest()..=self.highest()).contains(&self.base);
        (within && self.values.len() > 1).then(|| track.pixel(self.base))
    }
}

/// Where values lie.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Track {
    spacing: Spacing,
    low: f64,
    high: f64,
    pub start: f64,
    pub end: f64,
}

impl Track {
    pub fn pixel(&self, value: f64) -> f64 {
        let span = self.high - self.low;
        if span > 0.0 && span.is_finite() {
            self.start + (self.spacing.place(value) - self.low) / span * (self.end - self.start)
        } else {
            f64::midpoint(self.start, self.end)
        }
    }
}

impl Spacing {
    fn place(self, value: f64) -> f64 {
        match self {
            Spacing::Linear => value,
            Spacing::Log => libm::log10(value),
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

/// Of labels in a row those that keep apart: the first, the last, and what fits between.
pub fn apart(labels: Vec<Line>) -> Vec<Line> {
    const GAP: f64 = 14.0;
    let mut kept: Vec<Line> = Vec::new();
    let Some(last) = labels.last().cloned() else {
        return kept;
    };
    let limit = last.area().left - GAP;
    let count = labels.len();
    for label in labels.into_iter().take(count - 1) {
        let area = label.area();
        let free = kept
            .last()
            .is_none_or(|before| before.area().right + GAP <= area.left);
        if free && area.right <= limit {
            kept.push(label);
        }
    }
    kept.push(last);
    kept
}

/// A label of an axis that has neighbours: it stays between the ends of its own axis.
fn within(label: Line, plot: Area) -> Line {
    const ALONE: f64 = 600.0;
    const BEYOND: f64 = 8.0;
    if plot.width() >= ALONE {
        return label;
    }
    let area = label.area();
    let right = (area.right - plot.right - BEYOND).max(0.0);
    let left = (plot.left - BEYOND - area.left).max(0.0);
    let position = at(label.position.x - right + left, label.position.y);
    Line { position, ..label }
}

fn with_margin(area: &Area, margin: f64) -> Area {
    Area {
        left: area.left - margin,
        right: area.right + margin,
        ..*area
    }
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

    #[test]
    fn a_logarithmic_axis_keeps_ratios_and_needs_numbers_above_zero() {
        let mut info = SweptInfo {
            name: "drift".to_owned(),
            label: String::new(),
            unit: String::new(),
            scale: "log".to_owned(),
            low: 0.1,
            high: 10.0,
            base: 1.0,
        };
        let track = Parameter::of(0, &info, vec![0.1, 1.0, 10.0]).track(0.0, 100.0);
        assert!((track.pixel(1.0) - 50.0).abs() < 1e-9);
        info.low = 0.0;
        let track = Parameter::of(0, &info, vec![0.0, 5.0, 10.0]).track(0.0, 100.0);
        assert!((track.pixel(5.0) - 50.0).abs() < 1e-9);
    }
}
