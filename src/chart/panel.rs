//! Small multiples: panels of equal scales in rows and columns, with headers, ticks and marked events.
//!
//! Owns how a grid of panels divides the room and how axes of time look; `events` marks what happens on them, `ends`
//! what lines come to. It must not know which metric a panel shows.

pub mod ends;
pub mod events;

use super::axis::{self, Range, Scale};
use super::canvas::{Anchor, Area, Canvas, Line, at, stroke};
use super::data::Data;
use super::font::{self, Weight};
use super::theme::Theme;
use super::wording;

/// Room to the left of the leftmost panels for the numbers of the axis.
pub const TICK_GUTTER: f64 = 92.0;
/// Room below the lowest panels for the weeks.
pub const WEEK_ROOM: f64 = 42.0;
const COLUMN_GAP: f64 = 28.0;
const ROW_GAP: f64 = 26.0;
const HEADER_LINES: usize = 3;
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

/// The columns of panels, before it is known how high they are: the grid's rooms from left to right.
pub fn across(theme: &Theme, headers: &[String], columns: usize) -> Vec<Cell> {
    let room = Area {
        left: theme.margin,
        top: 0.0,
        right: theme.size.width - theme.margin,
        bottom: theme.size.height,
    };
    cells(room, headers, columns, theme.text.label)
}

/// Where in its row a cell stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    First,
    Inner,
}

/// The scale of weeks from one pixel to another.
pub fn weeks(data: &Data<'_>, left: f64, right: f64) -> Scale {
    Scale {
        low: 0.0,
        high: f64::from(data.weeks()),
        start: left,
        end: right,
    }
}

/// The names above the panels.
pub fn headers(data: &Data<'_>) -> Vec<String> {
    data.variants
        .iter()
        .map(|variant| wording::sentence(&variant.label))
        .collect()
}

/// How many columns a number of panels is set in.
pub fn columns(count: usize, most: usize) -> usize {
    let rows = count.div_ceil(most.max(1)).max(1);
    count.div_ceil(rows).max(1)
}

/// Divides the room for panels under headers; the header row is as high as the longest header needs.
pub fn cells(room: Area, headers: &[String], columns: usize, size: f64) -> Vec<Cell> {
    let rows = headers.len().div_ceil(columns).max(1);
    let width = (room.width() - TICK_GUTTER - COLUMN_GAP * (columns - 1) as f64) / columns as f64;
    let height = (room.height() - ROW_GAP * (rows - 1) as f64) / rows as f64;
    let lines = |row: usize| {
        let end = ((row + 1) * columns).min(headers.len());
        headers[row * columns..end]
            .iter()
            .map(|header| font::wrap(header, size, Weight::SemiBold, width, HEADER_LINES).len())
            .max()
            .unwrap_or(1)
    };
    // Rows get headers of equal height, so that their panels are equally high.
    let most = (0..rows).map(lines).max().unwrap_or(1);
    let header_height = most as f64 * size * LEADING + 8.0;
    (0..headers.len())
        .map(|index| {
            let (row, column) = (index / columns, index % columns);
            let left = room.left + TICK_GUTTER + column as f64 * (width + COLUMN_GAP);
            let top = room.top + row as f64 * (height + ROW_GAP);
            let header = Area {
                left,
                top,
                right: left + width,
                bottom: top + header_height,
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

/// Writes a header on the floor of its room, so that one line stands as near to its panel as three.
pub fn header(canvas: &mut Canvas, theme: &Theme, area: Area, text: &str) {
    let size = theme.text.label;
    let lines = font::wrap(text, size, Weight::SemiBold, area.width(), HEADER_LINES);
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

/// Horizontal lines at the ticks, a stronger one at zero, and the numbers in the first column.
pub fn value_axis(
    canvas: &mut Canvas,
    theme: &Theme,
    plot: Area,
    scale: Scale,
    range: &Range,
    edge: Edge,
    text: impl Fn(f64, f64) -> String,
) {
    let step = step(range);
    // In a low panel every second tick, or every fourth, so that the numbers do not touch.
    let distance = (scale.pixel(step) - scale.pixel(0.0)).abs().max(1.0);
    let stride = [1, 2, 4]
        .into_iter()
        .find(|n| distance * *n as f64 >= 1.35 * theme.text.tick)
        .unwrap_or(5);
    for tick in range.ticks.iter().step_by(stride) {
        let y = scale.pixel(*tick);
        let (colour, width) = if *tick == 0.0 {
            (theme.rule, 2.0)
        } else {
            (theme.grid, 1.5)
        };
        canvas.line(at(plot.left, y), at(plot.right, y), stroke(colour, width));
        if edge == Edge::First {
            let size = theme.text.tick;
            let position = at(plot.left - 14.0, y + size * 0.36);
            let line = Line::plain(
                position,
                size,
                text(*tick, step),
                theme.muted,
                Weight::Regular,
            );
            canvas.text(line.anchored(Anchor::End));
        }
    }
}

/// The distance of the ticks.
pub fn step(range: &Range) -> f64 {
    range
        .ticks
        .windows(2)
        .map(|pair| pair[1] - pair[0])
        .next()
        .unwrap_or(1.0)
}

/// The weeks below a panel; as many as fit without touching. The unit stands in the gutter of the first column.
pub fn week_axis(canvas: &mut Canvas, theme: &Theme, plot: Area, scale: Scale, edge: Edge) {
    step_axis(canvas, theme, plot, scale, edge, "week");
}

/// The same for a model whose steps are called something else.
pub fn step_axis(
    canvas: &mut Canvas,
    theme: &Theme,
    plot: Area,
    scale: Scale,
    edge: Edge,
    step: &str,
) {
    let size = theme.text.tick;
    let baseline = plot.bottom + size * 1.4;
    let label = |x: f64, text: String| {
        Line::plain(at(x, baseline), size, text, theme.muted, Weight::Regular)
            .anchored(Anchor::Middle)
    };
    let last = scale.high.max(0.0) as u32;
    let ticks = if step == "week" {
        axis::week_ticks(last)
    } else {
        axis::step_ticks(last)
    };
    let marks: Vec<(f64, Line)> = ticks
        .into_iter()
        .map(|week| (scale.pixel(f64::from(week)), week.to_string()))
        .map(|(x, text)| (x, label(x, text)))
        .collect();
    for (x, _) in &marks {
        canvas.line(
            at(*x, plot.bottom),
            at(*x, plot.bottom + 7.0),
            stroke(theme.rule, 1.5),
        );
    }
    // All numbers if they fit, else every second, else the first and the last.
    let apart = |stride: usize| {
        let kept: Vec<Area> = marks
            .iter()
            .step_by(stride)
            .map(|(_, line)| line.area())
            .collect();
        kept.windows(2)
            .all(|pair| pair[0].right + 10.0 <= pair[1].left)
    };
    let last = marks.len().saturating_sub(1);
    let stride = [1, 2]
        .into_iter()
        .find(|stride| last.is_multiple_of(*stride) && apart(*stride))
        .unwrap_or(last.max(1));
    for (_, line) in marks.into_iter().step_by(stride) {
        canvas.text(line);
    }
    if edge == Edge::First {
        let position = at(plot.left - 26.0, baseline);
        canvas.text(
            Line::plain(
                position,
                size,
                wording::sentence(step),
                theme.muted,
                Weight::Regular,
            )
            .anchored(Anchor::End),
        );
    }
}
