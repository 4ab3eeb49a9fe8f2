//! Rows of bars, a parameter each: how they share a slide, whiskers, and which of them clearly lead.
//!
//! Owns the rule for the lead: intervals that do not meet. It must not know what a bar measures.

use crate::chart::axis::Scale;
use crate::chart::canvas::{Anchor, Area, Canvas, Line, at, stroke};
use crate::chart::font::{self, Weight};
use crate::chart::rows;
use crate::chart::theme::{Colour, Theme};

/// Room for the names of parameters, which are longer than those of variants and often have but one line.
const NAME_ROOM: f64 = 420.0;
/// More rows than this do not fit on a slide.
pub const MOST_ROWS: usize = 12;
/// Room for figures on the right, and the gap before it.
pub const FIGURE_ROOM: f64 = 270.0;
pub const FIGURE_GAP: f64 = 30.0;

/// The room of the bars: names on its left, figures on its right, a heading above, ticks below.
pub fn plot(theme: &Theme, room: Area) -> Area {
    Area {
        left: room.left + NAME_ROOM,
        top: room.top + theme.text.tick * 1.7,
        right: room.right - FIGURE_ROOM,
        bottom: room.bottom - theme.text.tick * 1.7,
    }
}

/// Names, and lines between the rows.
pub fn names(canvas: &mut Canvas, theme: &Theme, room: Area, bands: &[Area], labels: &[String]) {
    rows::rules(canvas, theme, room, bands);
    for (band, label) in bands.iter().zip(labels) {
        rows::name_within(canvas, theme, room.left, NAME_ROOM, *band, label);
    }
}

/// A heading above a column at the right.
pub fn heading(canvas: &mut Canvas, theme: &Theme, (x, baseline): (f64, f64), text: &str) {
    let line = Line::plain(
        at(x, baseline),
        theme.text.tick,
        text,
        theme.muted,
        Weight::Regular,
    );
    canvas.text(line);
}

/// A figure in a row at the right.
pub fn figure(canvas: &mut Canvas, theme: &Theme, x: f64, band: Area, text: &str, colour: Colour) {
    let size = theme.text.label;
    let y = f64::midpoint(band.top, band.bottom) + size * 0.36;
    canvas.text(Line::plain(at(x, y), size, text, colour, Weight::SemiBold));
}

/// A small text in a row, cut where it would be too long.
pub fn note(canvas: &mut Canvas, theme: &Theme, (x, room): (f64, f64), band: Area, text: &str) {
    let size = theme.text.tick;
    let y = f64::midpoint(band.top, band.bottom) + size * 0.36;
    let text = font::shorten(text, size, Weight::Regular, room);
    canvas.text(Line::plain(
        at(x, y),
        size,
        text,
        theme.muted,
        Weight::Regular,
    ));
}

/// A text beside the end of a bar, on the side where the bar ends.
pub fn end(canvas: &mut Canvas, theme: &Theme, x: f64, y: f64, text: &str, anchor: Anchor) {
    let size = theme.text.tick;
    let gap = if anchor == Anchor::End { -10.0 } else { 10.0 };
    let line = Line::plain(
        at(x + gap, y + size * 0.36),
        size,
        text,
        theme.muted,
        Weight::Regular,
    );
    canvas.text(line.anchored(anchor));
}

/// An interval as a thin line with ends, kept within the axis; nothing where there is none.
pub fn whisker(canvas: &mut Canvas, scale: Scale, y: f64, [low, high]: [f64; 2], colour: Colour) {
    if !(low.is_finite() && high.is_finite()) {
        return;
    }
    let (first, last) = (scale.start.min(scale.end), scale.start.max(scale.end));
    let [from, to] = [low, high].map(|end| scale.pixel(end).max(first).min(last));
    let line = stroke(colour, 2.5);
    canvas.line(at(from, y), at(to, y), line);
    for x in [from, to] {
        canvas.line(at(x, y - 6.0), at(x, y + 6.0), line);
    }
}

/// A size with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ranked {
    pub size: f64,
    pub low: f64,
    pub high: f64,
    /// Whether it may be claimed at all.
    pub standing: Clear,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clear {
    Yes,
    No,
}

/// How many of the first rows lead together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lead {
    /// Not even the first may be claimed.
    Nobody,
    /// So many are not clearly apart from the first; the others are.
    First(usize),
}

/// Of rows sorted from the largest down: those whose intervals reach that of the first, and that may be claimed.
pub fn lead(rows: &[Ranked]) -> Lead {
    let Some(first) = rows.first().filter(|row| row.standing == Clear::Yes) else {
        return Lead::Nobody;
    };
    // Without an interval nothing is clearly below.
    let reaches =
        |row: &&Ranked| row.standing == Clear::Yes && (row.high >= first.low || row.high.is_nan());
    Lead::First(rows.iter().filter(reaches).count().max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(size: f64, half: f64, standing: Clear) -> Ranked {
        Ranked {
            size,
            low: size - half,
            high: size + half,
            standing,
        }
    }

    #[test]
    fn one_leads_where_its_interval_lies_above_all_others() {
        let rows = [row(10.0, 1.0, Clear::Yes), row(8.0, 0.9, Clear::Yes)];
        assert_eq!(lead(&rows), Lead::First(1));
    }

    #[test]
    fn those_whose_intervals_meet_lead_together() {
        let rows = [
            row(10.0, 1.0, Clear::Yes),
            row(9.0, 0.5, Clear::Yes),
            row(9.5, 3.0, Clear::No),
            row(2.0, 0.5, Clear::Yes),
        ];
        assert_eq!(lead(&rows), Lead::First(2));
    }

    #[test]
    fn nobody_leads_where_nothing_is_clear() {
        assert_eq!(lead(&[row(10.0, 11.0, Clear::No)]), Lead::Nobody);
        assert_eq!(lead(&[]), Lead::Nobody);
    }
}
