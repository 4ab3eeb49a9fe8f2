//! How panels share the room: a grid of cells under headers, and a few large panels beside or below one another.
//!
//! Owns rows, columns and gaps. It must not know what a panel shows.

use crate::chart::canvas::{Area, Canvas, Line, at};
use crate::chart::font::{self, Weight};
use crate::chart::frame;
use crate::chart::theme::{Format, Theme};

const COLUMN_GAP: f64 = 28.0;
const ROW_GAP: f64 = 26.0;
const HEADER_LINES: f64 = 3.0;
const LEADING: f64 = 1.22;

/// One cell of the grid.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cell {
    /// Where the header stands.
    pub header: Area,
    /// What is left below the header.
    pub body: Area,
    pub column: usize,
    /// Whether nothing stands to its left, so that it carries the numbers of the axis.
    pub edge: Edge,
}

/// Where in its row a cell stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    First,
    Inner,
}

/// Panels of equal size under headers, with room for the numbers of an axis on the left.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid<'h> {
    pub headers: &'h [String],
    columns: usize,
    gutter: f64,
    /// The size of the headers, and how many lines each has.
    size: f64,
    lines: usize,
    /// How wide all cells are together, gutter included.
    width: f64,
}

impl<'h> Grid<'h> {
    /// A panel for each header, where a slide has room for `most` abreast.
    pub fn of(theme: &Theme, headers: &'h [String], most: usize, gutter: f64) -> Grid<'h> {
        let most = theme.abreast(most, headers.len());
        let rows = headers.len().div_ceil(most.max(1)).max(1);
        let mut grid = Grid {
            headers,
            columns: headers.len().div_ceil(rows).max(1),
            gutter,
            size: theme.text.label,
            lines: 1,
            width: frame::width(theme),
        };
        let most_lines = lines(theme);
        let wrapped = headers.iter().map(|header| {
            let width = grid.cell_width();
            font::wrap(header, grid.size, Weight::SemiBold, width, most_lines).len()
        });
        // Rows get headers of equal height, so that their panels are equally high.
        grid.lines = wrapped.max().unwrap_or(1);
        grid
    }

    fn rows(&self) -> usize {
        self.headers.len().div_ceil(self.columns).max(1)
    }

    fn cell_width(&self) -> f64 {
        let gaps = COLUMN_GAP * (self.columns - 1) as f64;
        (self.width - self.gutter - gaps) / self.columns as f64
    }

    fn header_height(&self) -> f64 {
        self.lines as f64 * self.size * LEADING + 8.0
    }

    /// How high all of it is with bodies of this height.
    pub fn height(&self, body: f64) -> f64 {
        let rows = self.rows() as f64;
        rows * (self.header_height() + body) + (rows - 1.0) * ROW_GAP
    }

    /// The cells from left to right, before it is known how high they are.
    pub fn across(&self, theme: &Theme) -> Vec<Cell> {
        self.cells(Area {
            left: theme.margin,
            top: 0.0,
            right: theme.size.width - theme.margin,
            bottom: theme.size.height,
        })
    }

    /// Divides a room for panels under headers.
    pub fn cells(&self, room: Area) -> Vec<Cell> {
        let rows = self.rows();
        let width = self.cell_width();
        let height = (room.height() - ROW_GAP * (rows - 1) as f64) / rows as f64;
        (0..self.headers.len())
            .map(|index| {
                let (row, column) = (index / self.columns, index % self.columns);
                let left = room.left + self.gutter + column as f64 * (width + COLUMN_GAP);
                let top = room.top + row as f64 * (height + ROW_GAP);
                let header = Area {
                    left,
                    top,
                    right: left + width,
                    bottom: top + self.header_height(),
                };
                Cell {
                    header,
                    body: Area {
                        top: header.bottom,
                        bottom: top + height,
                        ..header
                    },
                    column,
                    edge: if column == 0 {
                        Edge::First
                    } else {
                        Edge::Inner
                    },
                }
            })
            .collect()
    }
}

/// The most lines of a header.
fn lines(theme: &Theme) -> usize {
    theme.room(HEADER_LINES, HEADER_LINES + 2.0) as usize
}

/// Writes a header on the floor of its room, so that one line stands as near to its panel as three.
pub fn header(canvas: &mut Canvas, theme: &Theme, area: Area, text: &str) {
    let size = theme.text.label;
    let lines = font::wrap(text, size, Weight::SemiBold, area.width(), lines(theme));
    let first = area.bottom - 8.0 - size * 0.24 - (lines.len() - 1) as f64 * size * LEADING;
    for (index, line) in lines.iter().enumerate() {
        let baseline = first + index as f64 * size * LEADING;
        canvas.text(Line::plain(
            at(area.left, baseline),
            size,
            line,
            theme.ink,
            Weight::SemiBold,
        ));
    }
}

/// Divides a room among a few large panels: beside one another on a slide, below one another in a column.
pub fn split(theme: &Theme, room: Area, count: usize, gap: f64) -> Vec<Area> {
    let parts = count.max(1) as f64;
    let gaps = gap * (parts - 1.0);
    let part = |index: usize| {
        let place = index as f64;
        match theme.format {
            Format::Slide => {
                let width = (room.width() - gaps) / parts;
                let left = room.left + place * (width + gap);
                Area {
                    left,
                    right: left + width,
                    ..room
                }
            }
            Format::Column => {
                let height = (room.height() - gaps) / parts;
                let top = room.top + place * (height + gap);
                Area {
                    top,
                    bottom: top + height,
                    ..room
                }
            }
        }
    };
    (0..count).map(part).collect()
}
