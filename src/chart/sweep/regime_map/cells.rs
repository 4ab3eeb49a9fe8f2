//! The cells of a map: colours from loss to gain, hatching, numbers where there is room, frames around best values.
//!
//! Owns how maps share the slide. It must not know any sentence.

use super::{Cell, Map, found};
use crate::analysis::Verdict;
use crate::chart::canvas::{Anchor, Area, Canvas, Fill, Line, Point, at, solid, stroke};
use crate::chart::contrast;
use crate::chart::font::{self, Weight};
use crate::chart::panel;
use crate::chart::sweep::data::Sweep;
use crate::chart::sweep::field::Plane;
use crate::chart::sweep::parameter::{Parameter, apart};
use crate::chart::theme::{Colour, Theme};
use crate::chart::wording;

/// Room for the best values at the right.
const BEST_ROOM: f64 = 300.0;
/// The strongest colour leaves a dark text readable beside it and a white one on it.
const STRONGEST: f64 = 0.92;
/// The distance of the hatching's lines.
const HATCH: f64 = 13.0;
/// A row lower than this has no text.
const LEAST_ROW: f64 = 30.0;

/// What all maps of a slide have in common.
struct Style<'s> {
    sweep: &'s Sweep<'s>,
    theme: &'s Theme,
    across: &'s Parameter,
    up: &'s Parameter,
    /// The largest difference of all maps, which has the strongest colour.
    largest: f64,
}

/// Whether the values of the second parameter stand beside a map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Names {
    Shown,
    Left,
}

pub fn draw(
    canvas: &mut Canvas,
    sweep: &Sweep<'_>,
    theme: &Theme,
    room: Area,
    plane: &Plane,
    maps: &[Map<'_>],
) {
    let sizes = maps
        .iter()
        .flat_map(|map| found(map).map(|(.., difference, _)| difference.mean.abs()));
    let style = Style {
        sweep,
        theme,
        across: &sweep.parameters[plane.across],
        up: &sweep.parameters[plane.up],
        largest: sizes.filter(|size| size.is_finite()).fold(0.0, f64::max),
    };
    let size = theme.text.tick;
    let names = row_names(&style);
    let widths = names
        .iter()
        .map(|name| font::width(name, size, Weight::Regular));
    let gutter = widths.fold(panel::TICK_GUTTER - 20.0, f64::max).min(300.0) + 20.0;
    let top = room.top + size * 1.5;
    let foot = size * 3.1;
    draw_captions(canvas, &style, room, gutter, maps.len());
    let grid = Area {
        top,
        bottom: room.bottom,
        ..room
    };
    if let [map] = maps {
        let beside = if map.alternative.is_none() {
            BEST_ROOM
        } else {
            0.0
        };
        let plot = Area {
            left: grid.left + gutter,
            right: grid.right - beside,
            bottom: grid.bottom - foot,
            ..grid
        };
        let plot = draw_map(canvas, &style, plot, map, Names::Shown);
        draw_columns(canvas, &style, plot);
        if beside > 0.0 {
            draw_bests(canvas, &style, plot, map);
        }
        return;
    }
    let columns = 2;
    let rows = maps.len().div_ceil(columns);
    let gap = 34.0;
    let width = (grid.width() - gutter - gap) / columns as f64;
    let height = (grid.height() - size * 1.5) / rows as f64;
    for (index, map) in maps.iter().enumerate() {
        let (row, column) = (index / columns, index % columns);
        let left = grid.left + gutter + column as f64 * (width + gap);
        let head = grid.top + row as f64 * height;
        let plot = Area {
            left,
            right: left + width,
            top: head + theme.text.label * 1.4,
            bottom: head + height - size * 1.8,
        };
        if let Some(alternative) = map.alternative {
            let name = wording::sentence(&sweep.variants[alternative].label);
            let name = font::shorten(&name, theme.text.label, Weight::SemiBold, width);
            let position = at(left, head + theme.text.label * 0.95);
            canvas.text(Line::plain(
                position,
                theme.text.label,
                name,
                theme.ink,
                Weight::SemiBold,
            ));
        }
        let names = if column == 0 {
            Names::Shown
        } else {
            Names::Left
        };
        let plot = draw_map(canvas, &style, plot, map, names);
        draw_columns(canvas, &style, plot);
    }
}

fn row_names(style: &Style<'_>) -> Vec<String> {
    style
        .up
        .values
        .iter()
        .map(|value| style.up.value(*value))
        .collect()
}

/// The names of both axes; for maps without numbers also what the colours are worth.
fn draw_captions(canvas: &mut Canvas, style: &Style<'_>, room: Area, gutter: f64, maps: usize) {
    let theme = style.theme;
    let size = theme.text.tick;
    let room_for = room.width() / 2.0;
    let text = |text: String| font::shorten(&text, size, Weight::SemiBold, room_for);
    let up = text(format!("↑ {}", style.up.caption()));
    canvas.text(Line::plain(
        at(room.left, room.top + size * 0.6),
        size,
        up,
        theme.ink,
        Weight::SemiBold,
    ));
    let across = text(format!("{} →", style.across.caption()));
    let right = if maps == 1 && style.sweep.variants.len() == 1 {
        room.right - BEST_ROOM
    } else {
        room.right
    };
    let position = at(right, room.bottom - size * 0.3);
    let line =
        Line::plain(position, size, across, theme.ink, Weight::SemiBold).anchored(Anchor::End);
    canvas.text(line);
    let base = format!(
        "base {} {}, {} {}",
        style.across.lower(),
        style.across.value(style.across.base),
        style.up.lower(),
        style.up.value(style.up.base)
    );
    let base = font::shorten(
        &base,
        size,
        Weight::Regular,
        room.width() / 2.0 - gutter - 30.0,
    );
    let position = at(room.left + gutter, room.bottom - size * 0.3);
    canvas.text(Line::plain(
        position,
        size,
        base,
        theme.baseline,
        Weight::Regular,
    ));
}

/// Draws a map and returns where its cells ended up: whole pixels, so that neighbours meet.
fn draw_map(
    canvas: &mut Canvas,
    style: &Style<'_>,
    room: Area,
    map: &Map<'_>,
    names: Names,
) -> Area {
    let (columns, rows) = (style.across.values.len(), style.up.values.len());
    let width = (room.width() / columns as f64).max(1.0);
    let height = (room.height() / rows as f64).max(1.0);
    let plot = Area {
        right: room.left + width * columns as f64,
        bottom: room.top + height * rows as f64,
        ..room
    };
    let place = |column: usize, row: usize| Area {
        left: plot.left + width * column as f64,
        right: plot.left + width * (column + 1) as f64,
        top: plot.bottom - height * (row + 1) as f64,
        bottom: plot.bottom - height * row as f64,
    };
    let written = numbers(style, map, width, height);
    for (row, cells) in map.rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            draw_cell(canvas, style, place(column, row), *cell, written);
        }
    }
    for (row, best) in map.bests.iter().enumerate() {
        let Some(best) = best else {
            continue;
        };
        let column = |value: f64| {
            style
                .across
                .values
                .iter()
                .position(|known| known.to_bits() == value.to_bits())
        };
        if let Some(column) = column(best.row.at) {
            let colour = if best.holds() {
                style.theme.ink
            } else {
                style.theme.rule
            };
            frame(canvas, place(column, row), colour);
        }
    }
    if names == Names::Shown {
        draw_rows(canvas, style, plot, height);
    }
    plot
}

/// Whether numbers are written into cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Written {
    Numbers,
    Nothing,
}

fn numbers(style: &Style<'_>, map: &Map<'_>, width: f64, height: f64) -> Written {
    let size = style.theme.text.tick;
    let fits = |text: String| font::width(&text, size, Weight::Regular) + 8.0 <= width;
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

fn draw_cell(canvas: &mut Canvas, style: &Style<'_>, area: Area, cell: Cell, written: Written) {
    let theme = style.theme;
    let inner = Area {
        left: area.left + 0.75,
        top: area.top + 0.75,
        right: area.right - 0.75,
        bottom: area.bottom - 0.75,
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
            let strength = strength(style, difference.mean);
            let colour = if difference.mean < 0.0 {
                theme.loss
            } else {
                theme.tacit
            };
            let fill = Fill {
                colour,
                opacity: strength,
            };
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

fn frame(canvas: &mut Canvas, area: Area, colour: Colour) {
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

/// Rows are named as far as their height allows.
fn draw_rows(canvas: &mut Canvas, style: &Style<'_>, plot: Area, height: f64) {
    let size = style.theme.text.tick;
    let stride = (LEAST_ROW / height).ceil().max(1.0) as usize;
    for (row, name) in row_names(style).into_iter().enumerate().step_by(stride) {
        let y = plot.bottom - height * (row as f64 + 0.5) + size * 0.36;
        let name = font::shorten(&name, size, Weight::Regular, 300.0);
        let line = Line::plain(
            at(plot.left - 14.0, y),
            size,
            name,
            style.theme.muted,
            Weight::Regular,
        );
        canvas.text(line.anchored(Anchor::End));
    }
}

/// Columns are named as far as their names keep apart.
fn draw_columns(canvas: &mut Canvas, style: &Style<'_>, plot: Area) {
    let size = style.theme.text.tick;
    let width = plot.width() / style.across.values.len() as f64;
    let labels: Vec<Line> = style
        .across
        .values
        .iter()
        .enumerate()
        .map(|(column, value)| {
            let position = at(
                plot.left + width * (column as f64 + 0.5),
                plot.bottom + size * 1.15,
            );
            let text = style.across.value(*value);
            Line::plain(position, size, text, style.theme.muted, Weight::Regular)
                .anchored(Anchor::Middle)
        })
        .collect();
    // Every column, every second, every fifth: named at equal distances where that fits.
    let stride = [1, 2, 5, 10].into_iter().find(|stride| {
        let kept: Vec<Line> = labels.iter().step_by(*stride).cloned().collect();
        apart(kept.clone()).len() == kept.len()
    });
    let labels = match stride {
        Some(stride) => labels.into_iter().step_by(stride).collect(),
        None => apart(labels),
    };
    for label in labels {
        canvas.text(label);
    }
}

/// Beside each row its best value, with the interval.
fn draw_bests(canvas: &mut Canvas, style: &Style<'_>, plot: Area, map: &Map<'_>) {
    let theme = style.theme;
    let size = theme.text.tick;
    let left = plot.right + 24.0;
    let room = BEST_ROOM - 24.0;
    let title = font::shorten(
        &format!("Best {}", style.across.lower()),
        size,
        Weight::SemiBold,
        room,
    );
    let position = at(left, plot.top - size * 0.9);
    canvas.text(Line::plain(
        position,
        size,
        title,
        theme.ink,
        Weight::SemiBold,
    ));
    let height = plot.height() / map.bests.len().max(1) as f64;
    let stride = (LEAST_ROW / height).ceil().max(1.0) as usize;
    for (row, best) in map.bests.iter().enumerate().step_by(stride) {
        let Some(best) = best else {
            continue;
        };
        let y = plot.bottom - height * (row as f64 + 0.5) + size * 0.36;
        let value = if best.holds() {
            style.across.value(best.row.at)
        } else {
            "unclear".to_owned()
        };
        let weight = if best.holds() {
            Weight::SemiBold
        } else {
            Weight::Regular
        };
        let width = font::width(&value, size, weight);
        let ink = if best.holds() { theme.ink } else { theme.muted };
        canvas.text(Line::plain(at(left, y), size, value, ink, weight));
        if best.has_interval() {
            let span = style.across.span(best.row.at_low, best.row.at_high);
            let span = font::shorten(
                &format!("({span})"),
                size,
                Weight::Regular,
                room - width - 12.0,
            );
            canvas.text(Line::plain(
                at(left + width + 12.0, y),
                size,
                span,
                theme.muted,
                Weight::Regular,
            ));
        }
    }
}
