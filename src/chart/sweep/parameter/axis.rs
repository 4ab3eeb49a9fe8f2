//! The axis of a parameter: where values lie, which are named, and where the parameter stands without the sweep.
//!
//! Owns the drawing below a panel. It must not know what is measured.

use super::{Parameter, Spacing};
use crate::chart::axis;
use crate::chart::canvas::{Anchor, Area, Canvas, Line, at, stroke};
use crate::chart::font::{self, Weight};
use crate::chart::frame;
use crate::chart::theme::{Format, Theme};

/// Of the width of a column, what the name of an axis may take.
const CAPTION_SHARE: f64 = 0.7;
/// The distance of lines below a panel, in their own size.
const LEADING: f64 = 1.3;

impl Parameter {
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
            labels.push(within(theme, text.anchored(Anchor::Middle), plot));
        }
        for label in apart(labels) {
            canvas.text(label);
        }
    }

    /// The height of numbers, name and base below a panel in a column.
    pub fn axis_room(&self, theme: &Theme) -> f64 {
        let lines = 1.0 + self.caption_lines(theme).len() as f64;
        let is_marked = self.values.len() > 1 && self.has_base();
        let base = if is_marked { 1.0 } else { 0.0 };
        theme.text.tick * LEADING * (lines + base) + 8.0
    }

    /// The name of the axis in a column, which has lines of its own.
    fn caption_lines(&self, theme: &Theme) -> Vec<String> {
        let caption = format!("{} →", self.caption());
        let room = CAPTION_SHARE * frame::width(theme);
        font::wrap(&caption, theme.text.tick, Weight::SemiBold, room, 3)
    }

    /// The name of the axis, and in grey where the parameter stands without the sweep; each gives way to the other.
    pub fn draw_caption(&self, canvas: &mut Canvas, theme: &Theme, plot: Area, track: Track) {
        match theme.format {
            Format::Slide => self.caption_beside(canvas, theme, plot, track),
            Format::Column => self.caption_below(canvas, theme, plot, track),
        }
    }

    fn caption_below(&self, canvas: &mut Canvas, theme: &Theme, plot: Area, track: Track) {
        let size = theme.text.tick;
        let mut baseline = plot.bottom + size * 2.7;
        if let Some(base) = self.base_mark(theme, plot, track, baseline) {
            canvas.text(base);
            baseline += size * LEADING;
        }
        for line in self.caption_lines(theme) {
            let position = at(plot.right, baseline);
            let line = Line::plain(position, size, line, theme.ink, Weight::SemiBold);
            canvas.text(line.anchored(Anchor::End));
            baseline += size * LEADING;
        }
    }

    /// Both in one line, as far as there is room.
    fn caption_beside(&self, canvas: &mut Canvas, theme: &Theme, plot: Area, track: Track) {
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
        (self.has_base() && self.values.len() > 1).then(|| track.pixel(self.base))
    }

    fn has_base(&self) -> bool {
        (self.lowest()..=self.highest()).contains(&self.base)
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
fn within(theme: &Theme, label: Line, plot: Area) -> Line {
    const ALONE: f64 = 600.0;
    const BEYOND: f64 = 8.0;
    if plot.width() >= theme.room(ALONE, f64::INFINITY) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::SweptInfo;

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
