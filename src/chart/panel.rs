//! Small multiples: panels of equal scales in rows and columns, with headers, ticks and marked events.
//!
//! Owns how a grid of panels divides the room and how axes of time look. It must not know which metric a panel shows.

use super::axis::{self, Range, Scale};
use super::canvas::{Anchor, Area, Canvas, Line, at, stroke};
use super::data::{Data, Variant};
use super::font::{self, Weight};
use super::theme::{Dash, Theme};

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

/// Where in its row a cell stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    First,
    Inner,
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
    let size = theme.text.tick;
    let baseline = plot.bottom + size * 1.4;
    let label = |x: f64, text: String| {
        Line::plain(at(x, baseline), size, text, theme.muted, Weight::Regular)
            .anchored(Anchor::Middle)
    };
    let marks: Vec<(f64, Line)> = axis::week_ticks(scale.high.max(0.0) as u32)
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
            Line::plain(position, size, "Week", theme.muted, Weight::Regular).anchored(Anchor::End),
        );
    }
}

/// Thin lines at the weeks of a variant's events, across the given panels.
pub fn event_lines(
    canvas: &mut Canvas,
    theme: &Theme,
    variant: &Variant<'_>,
    plots: &[Area],
    weeks: Scale,
) {
    for week in event_weeks(variant) {
        let x = weeks.pixel(week);
        for plot in plots.iter().filter(|_| week <= weeks.high) {
            let thin = super::canvas::Stroke {
                dash: Dash::Short,
                ..stroke(theme.muted, 2.0)
            };
            canvas.line(at(x, plot.top), at(x, plot.bottom), thin);
        }
    }
}

/// The height of the row above a panel in which events are named; none without events.
pub fn event_room(data: &Data<'_>, theme: &Theme) -> f64 {
    if data
        .variants
        .iter()
        .any(|variant| !variant.events.is_empty())
    {
        theme.text.tick * 1.4
    } else {
        0.0
    }
}

/// Names the events above the panel's lines: the event where there is room, else its week; what still collides is
/// left to the line alone.
pub fn event_labels(
    canvas: &mut Canvas,
    theme: &Theme,
    variant: &Variant<'_>,
    row: Area,
    weeks: Scale,
) {
    let size = theme.text.tick;
    let mut free = row.left;
    let mut labels: Vec<(f64, &crate::table::EventInfo)> = variant
        .events
        .iter()
        .map(|event| (f64::from(event.week), event))
        .collect();
    labels.sort_by(|a, b| a.0.total_cmp(&b.0));
    labels.retain(|(week, _)| *week <= weeks.high);
    for (index, (week, event)) in labels.iter().enumerate() {
        let x = weeks.pixel(*week);
        let wall = labels
            .get(index + 1)
            .map_or(row.right, |next| weeks.pixel(next.0) - 6.0);
        let forms = [
            format!("{}: {}", event.kind, event.label),
            event.label.clone(),
            event.kind.clone(),
            format!("wk\u{a0}{}", event.week),
        ];
        let placed = forms.iter().find_map(|form| {
            let width = font::width(form, size, Weight::Regular);
            if width > wall - free {
                return None;
            }
            let left = (x - 4.0).min(wall - width).max(free);
            // Still above its own line.
            (left <= x + 2.0 && left + width >= x - 2.0).then_some((form, left, width))
        });
        if let Some((form, left, width)) = placed {
            let position = at(left, row.bottom - size * 0.34);
            canvas.text(Line::plain(
                position,
                size,
                form,
                theme.muted,
                Weight::Regular,
            ));
            free = left + width + 10.0;
        }
    }
}

/// The name of the reference beside the end of its grey line, if it fits there beside the label that is taken.
pub fn ghost_name(
    canvas: &mut Canvas,
    theme: &Theme,
    name: &str,
    end: super::canvas::Point,
    room: Area,
    taken: Area,
) {
    let size = theme.text.tick;
    let width = font::width(name, size, Weight::Regular);
    if width > room.width() {
        return;
    }
    let height = size * 1.1;
    let centre = end.y.clamp(room.top, room.bottom);
    // Above or below what is taken, whichever is nearer, as long as that is still beside its line.
    let above = centre.min(taken.top - height / 2.0);
    let below = centre.max(taken.bottom + height / 2.0);
    let middle = if centre - above <= below - centre {
        above
    } else {
        below
    };
    if (middle - centre).abs() <= 1.4 * size
        && middle >= room.top - height / 2.0
        && middle <= room.bottom
    {
        let position = at(room.left, middle + size * 0.36);
        canvas.text(Line::plain(
            position,
            size,
            name,
            theme.baseline,
            Weight::Regular,
        ));
    }
}

/// All events in words for the footer, if there are few; equal ones of several variants once. `called` says how they
/// are marked.
pub fn events_in_words(data: &Data<'_>, called: &str) -> Option<String> {
    let mut words: Vec<(u32, String)> = Vec::new();
    for event in data.variants.iter().flat_map(|variant| variant.events) {
        let text = format!("week\u{a0}{}: {}, {}", event.week, event.kind, event.label);
        if !words.iter().any(|(_, known)| *known == text) {
            words.push((event.week, text));
        }
    }
    words.sort();
    let list: Vec<String> = words.into_iter().map(|(_, text)| text).collect();
    match list.len() {
        0 => None,
        1..=3 => Some(format!("{called}: {}", list.join("; "))),
        more => Some(format!("{called}: {more} events of the scenario")),
    }
}

fn event_weeks(variant: &Variant<'_>) -> Vec<f64> {
    let mut weeks: Vec<u32> = variant.events.iter().map(|event| event.week).collect();
    weeks.sort_unstable();
    weeks.dedup();
    weeks.into_iter().map(f64::from).collect()
}
