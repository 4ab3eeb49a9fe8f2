//! Rows of marks on one scale: a name on the left, marks in the middle, figures on the right.
//!
//! Owns how rows share the room, so that one row fills a slide as well as twelve do; `lay` says where their parts stand,
//! `figures` how figures fit beside them. It must not know what is measured.

mod figures;
mod lay;

use super::axis::{Range, Scale};
use super::canvas::{Anchor, Area, Canvas, Line, Point, at, stroke};
use super::font::{self, Weight};
use super::panel;
use super::theme::Theme;
use super::wording;

pub use figures::{Figures, figures};
pub use lay::{Row, Rows, Sides, height, lay};

/// Room for the names on the left.
pub const NAME_ROOM: f64 = 330.0;
/// Numbers of an axis stay so far from the edges of a picture.
const EDGE: f64 = 6.0;
const LEADING: f64 = 1.2;

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
    let whole = [[plot.top, plot.bottom]];
    upright(canvas, theme, (&whole, plot.bottom), scale, range, text);
}

/// The same with lines that have gaps.
fn upright(
    canvas: &mut Canvas,
    theme: &Theme,
    (stretches, bottom): (&[[f64; 2]], f64),
    scale: Scale,
    range: &Range,
    text: impl Fn(f64, f64) -> String,
) {
    let step = panel::step(range);
    let mut free = f64::NEG_INFINITY;
    for tick in &range.ticks {
        let x = scale.pixel(*tick);
        let (colour, width) = if *tick == 0.0 {
            (theme.muted, 2.5)
        } else {
            (theme.grid, 1.5)
        };
        for [from, to] in stretches {
            canvas.line(at(x, *from), at(x, *to), stroke(colour, width));
        }
        let size = theme.text.tick;
        let position = at(x, bottom + size * 1.3);
        let line = Line::plain(
            position,
            size,
            text(*tick, step),
            theme.muted,
            Weight::Regular,
        );
        let line = within(theme, line.anchored(Anchor::Middle));
        let area = line.area();
        if area.left > free {
            free = area.right;
            canvas.text(line);
        }
    }
}

/// A line of text that would leave the picture at a side stands at its edge.
fn within(theme: &Theme, line: Line) -> Line {
    let area = line.area();
    let right = (area.right - (theme.size.width - EDGE)).max(0.0);
    let left = (EDGE - area.left).max(0.0);
    let position = at(line.position.x - right + left, line.position.y);
    Line { position, ..line }
}

/// The name of a row, in the middle of its height.
pub fn name_within(
    canvas: &mut Canvas,
    theme: &Theme,
    left: f64,
    room: f64,
    band: Area,
    label: &str,
) {
    let size = theme.text.label;
    let lines = name_lines(theme, room - 40.0, band.height() - 6.0, label);
    let first = f64::midpoint(band.top, band.bottom) + size * 0.36
        - (lines.len() - 1) as f64 * size * LEADING / 2.0;
    write_lines(canvas, theme, at(left, first), &lines);
}

/// A name in as many lines as its height allows, at most four.
fn name_lines(theme: &Theme, width: f64, height: f64, label: &str) -> Vec<String> {
    let size = theme.text.label;
    let most = (height / (size * LEADING)).floor().clamp(1.0, 4.0) as usize;
    let label = wording::sentence(label);
    font::wrap(&label, size, Weight::SemiBold, width, most)
}

fn write_lines(canvas: &mut Canvas, theme: &Theme, first: Point, lines: &[String]) {
    let size = theme.text.label;
    for (index, line) in lines.iter().enumerate() {
        let position = at(first.x, first.y + index as f64 * size * LEADING);
        canvas.text(Line::plain(
            position,
            size,
            line,
            theme.ink,
            Weight::SemiBold,
        ));
    }
}
