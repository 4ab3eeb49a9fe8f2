//! How a cell looks: a colour between loss and gain, hatching, a number where there is room, a frame.

use super::{LEAST_ROW, Style};
use crate::analysis::Verdict;
use crate::chart::canvas::{Anchor, Area, Canvas, Fill, Line, Point, at, solid, stroke};
use crate::chart::contrast;
use crate::chart::font::{self, Weight};
use crate::chart::sweep::regime_map::{Cell, Map, found};
use crate::chart::theme::{Colour, Theme};

/// The strongest colour leaves a dark text readable beside it and a white one on it.
const STRONGEST: f64 = 0.92;
/// The distance of the hatching's lines.
const HATCH: f64 = 13.0;

/// Whether numbers are written into cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    Numbers,
    Nothing,
}

/// Numbers, if all of them fit.
pub fn written(style: &Style<'_>, map: &Map<'_>, width: f64, height: f64) -> Written {
    let size = style.theme.text.tick;
    let around = style.theme.room(8.0, 6.0);
    let fits = |text: String| font::width(&text, size, Weight::Regular) + around <= width;
    let all = found(map).all(|(.., difference, _)| fits(number(style, difference.mean)));
    if height >= LEAST_ROW && all {
        Written::Numbers
    } else {
        Written::Nothing
    }
}

/// Without its unit, which the subtitle tells.
fn number(style: &Style<'_>, mean: f64) -> String {
    let text = style.sweep.main.difference(mean);
    text.trim_end_matches("pp")
        .trim_end_matches('\u{a0}')
        .to_owned()
}

pub fn cell(canvas: &mut Canvas, style: &Style<'_>, area: Area, cell: Cell, written: Written) {
    let theme = style.theme;
    let gap = (0.1 * area.width().min(area.height())).min(0.75);
    let inner = Area {
        left: area.left + gap,
        top: area.top + gap,
        right: area.right - gap,
        bottom: area.bottom - gap,
    };
    let size = theme.text.tick;
    let baseline = f64::midpoint(area.top, area.bottom) + size * 0.36;
    let middle = at(f64::midpoint(area.left, area.right), baseline);
    let write = |canvas: &mut Canvas, text: String, colour: Colour| {
        let line =
            Line::plain(middle, size, text, colour, Weight::Regular).anchored(Anchor::Middle);
        canvas.text(line);
    };
    match cell {
        Cell::Empty => {}
        Cell::Origin => {
            canvas.rectangle(inner, solid(theme.grid));
            if written == Written::Numbers {
                write(canvas, "0".to_owned(), theme.muted);
            }
        }
        Cell::Found(difference, verdict) => {
            let fill = fill(style, difference.mean);
            // White below, so that the colour is the same on any ground.
            canvas.rectangle(inner, solid(theme.paper));
            canvas.rectangle(inner, fill);
            let is_clear = matches!(verdict, Verdict::Higher | Verdict::Lower);
            if !is_clear {
                hatch(canvas, theme, inner);
            }
            if written == Written::Numbers {
                let text = number(style, difference.mean);
                if !is_clear {
                    // The number stands on a plain ground of its cell's colour.
                    let half = font::width(&text, size, Weight::Regular) / 2.0 + 3.0;
                    let ground = Area {
                        left: middle.x - half,
                        right: middle.x + half,
                        top: (baseline - size * 0.8).max(inner.top),
                        bottom: (baseline + size * 0.14).min(inner.bottom),
                    };
                    canvas.rectangle(ground, solid(theme.paper));
                    canvas.rectangle(ground, fill);
                }
                let ink = contrast::readable(theme, fill);
                write(canvas, text, ink);
            }
        }
    }
}

/// How strong the colour of a difference is, in steps that the eye cannot tell apart.
fn strength(style: &Style<'_>, mean: f64) -> f64 {
    if style.largest <= 0.0 || !mean.is_finite() {
        return 0.0;
    }
    let share = STRONGEST * (mean.abs() / style.largest).min(1.0);
    (share * 100.0).round() / 100.0
}

/// Slanting lines across a box.
fn hatch(canvas: &mut Canvas, theme: &Theme, area: Area) {
    let (width, height) = (area.width(), area.height());
    let mut offset = HATCH / 2.0;
    while offset < width + height {
        let from = if offset <= height {
            at(area.left, area.top + offset)
        } else {
            at(area.left + offset - height, area.bottom)
        };
        let to = if offset <= width {
            at(area.left + offset, area.top)
        } else {
            at(area.right, area.top + offset - width)
        };
        canvas.line(from, to, stroke(theme.rule, 1.2));
        offset += HATCH;
    }
}

/// The frame of a best value.
pub fn frame(canvas: &mut Canvas, area: Area, colour: Colour) {
    let inset = 2.0;
    let (left, right) = (area.left + inset, area.right - inset);
    let (top, bottom) = (area.top + inset, area.bottom - inset);
    let corners: [Point; 5] = [
        at(left, top),
        at(right, top),
        at(right, bottom),
        at(left, bottom),
        at(left, top),
    ];
    canvas.path(&corners, stroke(colour, 3.5));
}

/// What the colours are worth, where cells have no room for numbers: from the largest loss to the largest gain, ending at
/// a point.
pub fn key(canvas: &mut Canvas, style: &Style<'_>, end: Point) {
    const STEPS: i32 = 5;
    let theme = style.theme;
    let size = theme.text.tick;
    let width = 26.0;
    let text = |value: f64| style.sweep.main.difference(value);
    let [low, high] = [-style.largest, style.largest].map(text);
    let right = end.x - font::width(&high, size, Weight::Regular) - 10.0;
    let left = right - width * f64::from(2 * STEPS + 1);
    for step in -STEPS..=STEPS {
        let place = left + width * f64::from(step + STEPS);
        let value = style.largest * f64::from(step) / f64::from(STEPS);
        let area = Area {
            left: place,
            right: place + width - 1.5,
            top: end.y - size * 0.72,
            bottom: end.y + size * 0.08,
        };
        canvas.rectangle(area, fill(style, value));
        if step == 0 {
            canvas.rectangle(area, solid(theme.grid));
        }
    }
    let line =
        |x: f64, text: String| Line::plain(at(x, end.y), size, text, theme.muted, Weight::Regular);
    canvas.text(line(left - 10.0, low).anchored(Anchor::End));
    canvas.text(line(end.x, high).anchored(Anchor::End));
}

fn fill(style: &Style<'_>, mean: f64) -> Fill {
    let colour = if mean < 0.0 {
        style.theme.loss
    } else {
        style.theme.tacit
    };
    Fill {
        colour,
        opacity: strength(style, mean),
    }
}
