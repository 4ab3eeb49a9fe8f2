//! Tables that may take several slides: how high a row is, which rows share a slide, and the slide itself.

use super::body;
use super::shapes::{self, Cell, Column, Table};
use super::slide::{Layout, Slide};
use crate::chart::Theme;

/// Points of the texts in tables.
const SIZE: f64 = 12.0;
/// The height of a line of such a text, in pixels.
const LINE: f64 = 28.0;
/// Pixels that a letter takes on average, in the wide font that a machine may put in the place of the theme's.
const LETTER: f64 = 13.0;

/// A slide with a table.
pub fn slide(title: &str, rows: &[Vec<Cell>], columns: &[Column], theme: &Theme) -> Slide {
    let mut slide = Slide::new(Layout::Chart, title);
    let heights: Vec<f64> = rows.iter().map(|row| height(row, columns)).collect();
    let table = Table {
        columns,
        rows,
        size: SIZE,
        heights: &heights,
        rule: theme.grid,
    };
    let place = [body()[0], body()[1] - 36.0];
    slide.shapes.push(shapes::table(place[0], place[1], &table));
    slide
}

/// The height that a row needs: that of its longest cell.
fn height(row: &[Cell], columns: &[Column]) -> f64 {
    let lines = row.iter().zip(columns).map(|(cell, column)| {
        let of_a_line = ((column.width - 18.0) / LETTER).max(4.0);
        wrapped(&cell.text, of_a_line)
    });
    lines.fold(1.0, f64::max) * LINE + 11.0
}

/// How many lines a text takes, broken at words.
fn wrapped(text: &str, letters: f64) -> f64 {
    let mut lines = 1.0;
    let mut used = 0.0;
    for word in text.split(' ') {
        let length = word.chars().count() as f64;
        if used > 0.0 && used + 1.0 + length > letters {
            lines += 1.0;
            used = length;
        } else {
            used += length + if used > 0.0 { 1.0 } else { 0.0 };
        }
        // A word that is longer than a line is broken anywhere.
        while used > letters {
            lines += 1.0;
            used -= letters;
        }
    }
    lines
}

/// Rows on as many pages as they need, each below the head.
pub fn paged(head: &[Cell], rows: Vec<Vec<Cell>>, columns: &[Column]) -> Vec<Vec<Vec<Cell>>> {
    let room = body()[3] + 20.0 - height(head, columns);
    let mut pages: Vec<Vec<Vec<Cell>>> = Vec::new();
    let mut used = room;
    for row in rows {
        let needed = height(&row, columns);
        if used + needed > room {
            pages.push(vec![head.to_vec()]);
            used = 0.0;
        }
        used += needed;
        if let Some(page) = pages.last_mut() {
            page.push(row);
        }
    }
    pages
}
