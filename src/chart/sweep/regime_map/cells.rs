//! The maps on the slide: cells in rows and columns, the names around them, best values beside them.
//!
//! Owns how maps share the slide; `paint` how a cell looks. It must not know any sentence.

mod names;
mod paint;

use super::{Map, found};
use crate::chart::canvas::{Area, Canvas, Line, at};
use crate::chart::font::{self, Weight};
use crate::chart::panel;
use crate::chart::sweep::data::Sweep;
use crate::chart::sweep::field::Plane;
use crate::chart::sweep::parameter::{Parameter, key};
use crate::chart::theme::Theme;
use crate::chart::wording;
use paint::Written;

/// Room for the best values at the right.
const BEST_ROOM: f64 = 330.0;
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
    let widths = names::of_rows(&style)
        .into_iter()
        .map(|name| font::width(&name, size, Weight::Regular));
    let gutter = widths.fold(panel::TICK_GUTTER - 20.0, f64::max).min(300.0) + 20.0;
    let top = room.top + size * 1.5;
    let foot = size * 3.1;
    names::captions(canvas, &style, room, gutter, maps.len());
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
        let written = draw_map(canvas, &style, plot, map, Names::Shown);
        if written == Written::Nothing {
            paint::key(canvas, &style, at(plot.right, room.top + size * 0.6));
        }
        names::columns(canvas, &style, plot);
        if beside > 0.0 {
            names::bests(canvas, &style, plot, map);
        }
        return;
    }
    let columns = 2;
    let rows = maps.len().div_ceil(columns);
    let gap = 34.0;
    let width = (grid.width() - gutter - gap) / columns as f64;
    let height = (grid.height() - size * 1.5) / rows as f64;
    let mut written = Written::Numbers;
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
        written = draw_map(canvas, &style, plot, map, names);
        names::columns(canvas, &style, plot);
    }
    if written == Written::Nothing {
        paint::key(canvas, &style, at(room.right, room.top + size * 0.6));
    }
}

/// Draws a map; says whether its cells have room for numbers.
fn draw_map(
    canvas: &mut Canvas,
    style: &Style<'_>,
    room: Area,
    map: &Map<'_>,
    names: Names,
) -> Written {
    let (columns, rows) = (style.across.values.len(), style.up.values.len());
    let plot = room;
    let (width, height) = (plot.width() / columns as f64, plot.height() / rows as f64);
    let place = |column: usize, row: usize| Area {
        left: plot.left + width * column as f64,
        right: plot.left + width * (column + 1) as f64,
        top: plot.bottom - height * (row + 1) as f64,
        bottom: plot.bottom - height * row as f64,
    };
    let written = paint::written(style, map, width, height);
    for (row, cells) in map.rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            paint::cell(canvas, style, place(column, row), *cell, written);
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
                .position(|known| key(*known) == key(value))
        };
        if let Some(column) = column(best.row.at) {
            let colour = if best.holds() {
                style.theme.ink
            } else {
                style.theme.rule
            };
            paint::frame(canvas, place(column, row), colour);
        }
    }
    if names == Names::Shown {
        names::rows(canvas, style, plot, height);
    }
    written
}
