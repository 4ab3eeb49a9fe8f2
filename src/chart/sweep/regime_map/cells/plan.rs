//! How maps and their names share a picture.
//!
//! Owns the rooms around maps, and how high all of it wants to be in a column. It must not draw.

use super::names::{self, LEADING};
use super::paint::{self, Written};
use super::{Map, Style};
use crate::chart::font::{self, Weight};
use crate::chart::frame;
use crate::chart::theme::{Format, Theme};

/// Room for the best values at the right, with the gap before them.
const BEST_ROOM: f64 = 330.0;
/// Between two maps side by side.
pub const GAP: f64 = 34.0;
/// The least room for the names of rows, and the gap after them.
const LEAST_GUTTER: f64 = 72.0;
const GUTTER_GAP: f64 = 20.0;
/// How high a row wants to be, and all rows of a picture at the most.
const ROW: f64 = 66.0;
const ALL_ROWS: f64 = 1_500.0;

/// The rooms around the maps.
pub struct Plan {
    /// On the left, for the names of rows.
    pub gutter: f64,
    /// On the right, for best values.
    pub beside: f64,
    /// Above the maps, for the name of the upright axis and in a column for the key.
    pub head: f64,
    /// Below the maps, for the names of columns, of the axis across and for the base.
    pub foot: f64,
    /// How high all of it wants to be.
    pub wanted: f64,
}

impl Plan {
    pub fn of(style: &Style<'_>, maps: &[Map<'_>]) -> Plan {
        let theme = style.theme;
        let size = theme.text.tick;
        let widths = names::of_rows(style)
            .into_iter()
            .map(|name| font::width(&name, size, Weight::Regular));
        let least = theme.room(LEAST_GUTTER, 0.0);
        let gutter = widths.fold(least, f64::max).min(300.0) + GUTTER_GAP;
        let beside = match maps {
            [map] if map.alternative.is_none() => theme.room(BEST_ROOM, best_room(style, map)),
            _ => 0.0,
        };
        let slide = Plan {
            gutter,
            beside,
            head: size * 1.5,
            foot: if maps.len() == 1 {
                size * 3.1
            } else {
                size * 1.5
            },
            wanted: 0.0,
        };
        if theme.format == Format::Slide {
            return slide;
        }
        let rows = style.up.values.len() as f64;
        let count = maps.len() as f64;
        let row = ROW.min(ALL_ROWS / (rows * count));
        let width = frame::width(theme);
        let columns = style.across.values.len() as f64;
        let cell = (width - gutter - beside) / columns;
        let mut written = maps.iter().map(|map| paint::written(style, map, cell, row));
        let has_key = written.next_back() == Some(Written::Nothing);
        let head = size * if has_key { 2.9 } else { 1.5 };
        let base = names::base(style);
        let lines = names::base_lines(theme, &base, width - gutter, width).len() as f64;
        let names = size * (0.6 + LEADING * (1.0 + lines));
        // One map has the names of its columns in the foot, of several each has its own below it.
        let (around, foot) = if maps.len() == 1 {
            (0.0, names + size * 1.3)
        } else {
            (theme.text.label * 1.4 + size * 1.8, names)
        };
        Plan {
            head,
            foot,
            wanted: head + count * (around + rows * row) + foot,
            ..slide
        }
    }
}

/// Between a map and its best values.
pub fn best_gap(theme: &Theme) -> f64 {
    theme.room(24.0, 14.0)
}

/// What the best values of a map need in a column, each with its interval below it.
fn best_room(style: &Style<'_>, map: &Map<'_>) -> f64 {
    let size = style.theme.text.tick;
    let bests = map.bests.iter().flatten();
    let widths = bests.map(|best| {
        let (value, span) = names::best(style, best);
        let span = font::width(&span.unwrap_or_default(), size, Weight::Regular);
        font::width(&value, size, Weight::SemiBold).max(span)
    });
    let heading = font::width(&names::best_heading(style), size, Weight::SemiBold);
    (widths.fold(heading, f64::max) + best_gap(style.theme) + 2.0).min(300.0)
}
