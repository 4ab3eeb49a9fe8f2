//! The maps on the slide: cells in rows and columns, the names around them, best values beside them.
//!
//! Owns how maps share the slide; `paint` how a cell looks. It must not know any sentence.

mod names;
mod paint;
mod plan;

use super::{Map, found};
use crate::chart::canvas::{Area, Canvas, Line, at};
use crate::chart::font::{self, Weight};
use crate::chart::frame::{self, Words};
use crate::chart::sweep::data::Sweep;
use crate::chart::sweep::field::Plane;
use crate::chart::sweep::parameter::{Parameter, key};
use crate::chart::theme::Theme;
use crate::chart::wording;
use paint::Written;
use plan::{GAP, Plan};

/// So many times the smallest relevant size has the strongest colour at least.
const PALE: f64 = 5.0;
/// A row lower than this has no text.
const LEAST_ROW: f64 = 30.0;

/// What all maps of a slide have in common.
struct Style<'s> {
    sweep: &'s Sweep<'s>,
    theme: &'s Theme,
    across: &'s Parameter,
    up: &'s Parameter,
    /// The difference that has the strongest colour: the largest of all maps, if it matters.
    largest: f64,
}

/// Whether the values of the second parameter stand beside a map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Names {
    Shown,
    Left,
}

pub fn draw(
    sweep: &Sweep<'_>,
    theme: &Theme,
    words: &Words,
    plane: &Plane,
    maps: &[Map<'_>],
) -> Canvas {
    let sizes = maps
        .iter()
        .flat_map(|map| found(map).map(|(.., difference, _)| difference.mean.abs()));
    // Differences too small to matter stay pale, even where there are no larger ones.
    let least = PALE * sweep.main.smallest;
    let style = Style {
        sweep,
        theme,
        across: &sweep.parameters[plane.across],
        up: &sweep.parameters[plane.up],
        largest: sizes.filter(|size| size.is_finite()).fold(least, f64::max),
    };
    let plan = Plan::of(&style, maps);
    let (mut canvas, room) = frame::open(theme, words, plan.wanted);
    let size = theme.text.tick;
    names::captions(&mut canvas, &style, room, &plan);
    let grid = Area {
        top: room.top + plan.head,
        ..room
    };
    let key = |canvas: &mut Canvas, right: f64| {
        let down = theme.room(0.0, size * 1.4);
        paint::key(canvas, &style, at(right, room.top + size * 0.6 + down));
    };
    if let [map] = maps {
        let plot = Area {
            left: grid.left + plan.gutter,
            right: grid.right - plan.beside,
            bottom: grid.bottom - plan.foot,
            ..grid
        };
        let written = draw_map(&mut canvas, &style, plot, map, Names::Shown);
        if written == Written::Nothing {
            key(&mut canvas, plot.right);
        }
        names::columns(&mut canvas, &style, plot);
        if plan.beside > 0.0 {
            names::bests(&mut canvas, &style, plot, map, plan.beside);
        }
        return canvas;
    }
    let columns = theme.room(2.0, 1.0) as usize;
    let rows = maps.len().div_ceil(columns);
    let gaps = GAP * (columns - 1) as f64;
    let width = (grid.width() - plan.gutter - gaps) / columns as f64;
    let height = (grid.height() - plan.foot) / rows as f64;
    let mut written = Written::Numbers;
    for (index, map) in maps.iter().enumerate() {
        let (row, column) = (index / columns, index % columns);
        let left = grid.left + plan.gutter + column as f64 * (width + GAP);
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
        written = draw_map(&mut canvas, &style, plot, map, names);
        names::columns(&mut canvas, &style, plot);
    }
    if written == Written::Nothing {
        key(&mut canvas, room.right);
    }
    canvas
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
