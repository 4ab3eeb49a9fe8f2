//! Rows of marks on one scale: a name on the left, marks in the middle, figures on the right.
//!
//! Owns how rows share the room, so that one row fills a slide as well as twelve do, and how figures fit beside them. It
//! must not know what is measured.

use super::axis::{Range, Scale};
use super::canvas::{Anchor, Area, Canvas, Line, at, stroke};
use super::font::{self, Weight};
use super::number;
use super::panel;
use super::theme::Theme;
use super::wording;
use crate::analysis::Difference;
use crate::table::Unit;

/// Room for the names on the left.
pub const NAME_ROOM: f64 = 330.0;
/// A row lower than this has its figures in one line.
const TALL: f64 = 76.0;
/// From this height on, the first figure is as large as a headline.
const LARGE: f64 = 190.0;

/// The rows from the top down, equally high.
pub fn bands(plot: Area, count: usize) -> Vec<Area> {
    let height = plot.height() / count.max(1) as f64;
    (0..count)
        .map(|index| Area {
            top: plot.top + height * index as f64,
            bottom: plot.top + height * (index + 1) as f64,
            ..plot
        })
        .collect()
}

/// Lines between rows, across the whole room.
pub fn rules(canvas: &mut Canvas, theme: &Theme, room: Area, bands: &[Area]) {
    for band in bands.iter().skip(1) {
        canvas.line(
            at(room.left, band.top),
            at(room.right, band.top),
            stroke(theme.grid, 1.5),
        );
    }
}

/// Upright lines at the ticks, and their numbers below.
pub fn axis(
    canvas: &mut Canvas,
    theme: &Theme,
    plot: Area,
    scale: Scale,
    range: &Range,
    text: impl Fn(f64, f64) -> String,
) {
    let step = panel::step(range);
    for tick in &range.ticks {
        let x = scale.pixel(*tick);
        let (colour, width) = if *tick == 0.0 {
            (theme.muted, 2.5)
        } else {
            (theme.grid, 1.5)
        };
        canvas.line(at(x, plot.top), at(x, plot.bottom), stroke(colour, width));
        let size = theme.text.tick;
        let position = at(x, plot.bottom + size * 1.3);
        let line = Line::plain(
            position,
            size,
            text(*tick, step),
            theme.muted,
            Weight::Regular,
        );
        canvas.text(line.anchored(Anchor::Middle));
    }
}

/// The name of a row, in the middle of its height.
pub fn name(canvas: &mut Canvas, theme: &Theme, left: f64, band: Area, label: &str) {
    name_within(canvas, theme, left, NAME_ROOM, band, label);
}

/// The same in a room of another width.
pub fn name_within(
    canvas: &mut Canvas,
    theme: &Theme,
    left: f64,
    room: f64,
    band: Area,
    label: &str,
) {
    let size = theme.text.label;
    let leading = size * 1.2;
    let most = ((band.height() - 6.0) / leading).floor().clamp(1.0, 4.0) as usize;
    let label = wording::sentence(label);
    let lines = font::wrap(&label, size, Weight::SemiBold, room - 40.0, most);
    let first = f64::midpoint(band.top, band.bottom) + size * 0.36
        - (lines.len() - 1) as f64 * leading / 2.0;
    for (index, line) in lines.iter().enumerate() {
        let position = at(left, first + index as f64 * leading);
        canvas.text(Line::plain(
            position,
            size,
            line,
            theme.ink,
            Weight::SemiBold,
        ));
    }
}

/// The figures of a row at its right: the difference of shares, its interval, a note, as far as the height allows.
pub fn figures(
    canvas: &mut Canvas,
    theme: &Theme,
    (left, width): (f64, f64),
    band: Area,
    difference: &Difference,
    note: Option<String>,
) {
    if !difference.mean.is_finite() {
        return;
    }
    let (mean, interval) = match number::estimate(Unit::Share, difference) {
        Some(found) => (
            format!("{}{}", found.mean, found.suffix),
            format!("{} to {}", found.low, found.high),
        ),
        None => (
            number::points(difference.mean),
            "no interval of one seed".to_owned(),
        ),
    };
    let small = theme.text.tick;
    let notes: Vec<String> = match note {
        _ if band.height() < TALL => Vec::new(),
        Some(note) if band.height() >= TALL + small => vec![interval, note],
        _ => vec![interval],
    };
    let size = if band.height() >= LARGE {
        theme.text.label * 1.5
    } else {
        theme.text.label
    };
    let leading = small * 1.3;
    let height = size * 0.76 + notes.len() as f64 * leading;
    let first = f64::midpoint(band.top, band.bottom) - height / 2.0 + size * 0.76;
    canvas.text(Line::plain(
        at(left, first),
        size,
        mean,
        theme.ink,
        Weight::SemiBold,
    ));
    for (index, note) in notes.into_iter().enumerate() {
        let position = at(left, first + (index + 1) as f64 * leading);
        let note = font::shorten(&note, small, Weight::Regular, width);
        canvas.text(Line::plain(
            position,
            small,
            note,
            theme.muted,
            Weight::Regular,
        ));
    }
}
