//! Small multiples: panels of equal scales in rows and columns, with headers, ticks and marked events.
//!
//! Owns how axes look; `grid` divides the room among panels, `events` marks what happens on them, `ends` what lines come
//! to. It must not know which metric a panel shows.

pub mod ends;
pub mod events;
mod grid;

use super::axis::{self, Range, Scale};
use super::canvas::{Anchor, Area, Canvas, Line, at, stroke};
use super::data::Data;
use super::font::{self, Weight};
use super::theme::Theme;
use super::wording;

pub use grid::{Cell, Edge, Grid, header, split};

/// Room to the left of the leftmost panels for the numbers of the axis.
const TICK_GUTTER: f64 = 92.0;
/// Room below the lowest panels for the weeks.
pub const WEEK_ROOM: f64 = 42.0;
/// Between an axis and its numbers, and between an axis and the unit that stands below them.
const TICK_GAP: f64 = 14.0;
const UNIT_GAP: f64 = 26.0;
/// What stays free of a slide's margin beside the widest numbers.
const EDGE: f64 = 24.0;

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

/// Room to the left of panels for numbers and for the unit of the axis below them.
pub fn gutter(theme: &Theme, numbers: impl IntoIterator<Item = String>, unit: &str) -> f64 {
    let size = theme.text.tick;
    let width = |text: &str| font::width(text, size, Weight::Regular);
    let unit = width(&wording::sentence(unit)) + UNIT_GAP;
    let numbers = numbers.into_iter().map(|number| width(&number) + TICK_GAP);
    let widest = numbers.fold(0.0, f64::max);
    // On a slide the margin takes what does not fit, up to its edge.
    let on_slides = TICK_GUTTER.max(widest - (theme.margin - EDGE));
    theme.room(on_slides, unit.max(widest))
}

/// The numbers of an axis.
pub fn numbers(range: &Range, text: impl Fn(f64, f64) -> String) -> impl Iterator<Item = String> {
    let step = step(range);
    range.ticks.iter().map(move |tick| text(*tick, step))
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
            let position = at(plot.left - TICK_GAP, y + size * 0.36);
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
        let position = at(plot.left - UNIT_GAP, baseline);
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
