//! Rows of bars, a parameter each: how they share a slide, whiskers, and which of them clearly lead.
//!
//! Owns the rule for the lead: intervals that do not meet. It must not know what a bar measures.

use crate::chart::axis::Scale;
use crate::chart::canvas::{Anchor, Area, Canvas, Line, at, stroke};
use crate::chart::font::{self, Weight};
use crate::chart::rows::{self, Row, Rows, Sides};
use crate::chart::theme::{Colour, Theme};

/// Room for the names of parameters, which are longer than those of variants and often have but one line.
const NAME_ROOM: f64 = 420.0;
/// More rows than this do not fit on a slide.
pub const MOST_ROWS: usize = 12;
/// Room for figures on the right, and the gap before it.
const FIGURE_ROOM: f64 = 270.0;
const FIGURE_GAP: f64 = 30.0;

fn sides(needed: f64) -> Sides {
    Sides {
        names: NAME_ROOM,
        gap: FIGURE_GAP,
        figures: FIGURE_ROOM,
        needed,
        lines: 1,
    }
}

/// Above the rows a heading, below them ticks.
fn edge(theme: &Theme) -> f64 {
    theme.text.tick * 1.7
}

/// Whether anything is written above rows; a slide has room for it anyway.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Above {
    Heading,
    Nothing,
}

impl Above {
    fn height(self, theme: &Theme) -> f64 {
        match self {
            Above::Heading => edge(theme),
            Above::Nothing => theme.room(edge(theme), 0.0),
        }
    }
}

/// The rows of the bars, with figures that are as wide as `needed` in a column; on a slide there is room for `slots` rows.
pub fn lay(
    theme: &Theme,
    room: Area,
    labels: &[String],
    (needed, above): (f64, Above),
    slots: usize,
) -> Rows {
    let inner = Area {
        top: room.top + above.height(theme),
        bottom: room.bottom - edge(theme),
        ..room
    };
    rows::lay(theme, inner, labels, sides(needed), slots)
}

/// How high such rows want to be with bars in bands of this height.
pub fn height(theme: &Theme, labels: &[String], (needed, above): (f64, Above), band: f64) -> f64 {
    let rows = rows::height(theme, labels, sides(needed), band);
    rows + above.height(theme) + edge(theme)
}

/// Names, and lines between the rows.
pub fn names(canvas: &mut Canvas, theme: &Theme, room: Area, rows: &Rows, labels: &[String]) {
    rows.rules(canvas, theme, room);
    for (row, label) in rows.each.iter().zip(labels) {
        rows.name(canvas, theme, *row, label);
    }
}

/// How wide figures are in a column under a heading.
pub fn width(theme: &Theme, heading: &str, figures: impl IntoIterator<Item = String>) -> f64 {
    let heading = font::width(heading, theme.text.tick, Weight::Regular);
    let figures = figures.into_iter();
    let widths = figures.map(|text| font::width(&text, theme.text.label, Weight::SemiBold));
    widths.fold(heading, f64::max) + 2.0
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
pub fn figure(
    canvas: &mut Canvas,
    theme: &Theme,
    x: f64,
    (rows, row): (&Rows, Row),
    text: &str,
    colour: Colour,
) {
    let size = theme.text.label;
    let y = rows.baseline(theme, row, size);
    canvas.text(Line::plain(at(x, y), size, text, colour, Weight::SemiBold));
}

/// A small text in a row, cut where it would be too long.
pub fn note(
    canvas: &mut Canvas,
    theme: &Theme,
    (x, room): (f64, f64),
    (rows, row): (&Rows, Row),
    text: &str,
) {
    let size = theme.text.tick;
    let y = rows.baseline(theme, row, size);
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
