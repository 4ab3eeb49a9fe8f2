//! Scissors: documents per head above capability, a column of two panels for each variant, weeks in common.
//!
//! Two panels and never two axes in one: the eye compares heights along the row. The reference returns in grey dashes
//! in the panels of the others. The title speaks of the alternative whose documents differ most from the reference's;
//! where no difference in documents holds, of the one whose capability differs most.

mod words;

use super::axis::{self, Range};
use super::canvas::{Area, Canvas, Fill, Line, at, stroke};
use super::data::{Data, Kind, Measure};
use super::font::Weight;
use super::panel::ends::{self, End};
use super::panel::{self, Cell, Grid, events};
use super::question::{self, Findings};
use super::theme::{Colour, Theme};
use super::{Chart, Drawn, Sheet, frame, number, wording};
use crate::analysis::Verdict;

pub const CHART: Chart = Chart {
    id: "scissors",
    questions: question::documents_and_capability,
    draw,
};

const MOST_COLUMNS: usize = 6;
/// Extra room between the two rows.
const ROW_GAP: f64 = 14.0;
/// Room to the right of a panel for the last value and its difference.
const VALUE_ROOM: f64 = 112.0;
/// The height of the name of a row, in its own size.
const NAME_LINES: f64 = 2.05;
/// How high a panel wants to be.
const HEIGHT: f64 = 160.0;

/// A row of panels.
struct Row {
    measure: Measure,
    colour: Colour,
    range: Range,
}

fn draw(data: &Data<'_>, findings: &Findings, theme: &Theme) -> Option<Drawn> {
    let measures = [data.documents()?, data.measure("capability")?];
    let [documents, capability] = measures.clone();
    let rows =
        [(documents, theme.explicit), (capability, theme.tacit)].map(|(measure, colour)| Row {
            range: range(data, &measure),
            measure,
            colour,
        });
    let headers = panel::headers(data);
    let layout = Layout::of(data, findings, theme, &headers, &rows);
    let weeks: Vec<axis::Scale> = layout
        .grid
        .across(theme)
        .iter()
        .map(|cell| layout.weeks(data, cell))
        .collect();
    let (words, standing) = words::words(data, findings, theme, &measures, &weeks);
    let wanted = layout.grid.height(layout.around + 2.0 * HEIGHT);
    let (mut canvas, room) = frame::open(theme, &words, wanted);
    draw_panels(&mut canvas, data, findings, theme, room, (&layout, &rows));
    Some(Drawn {
        canvas,
        words,
        standing,
        sheet: sheet(data, &rows),
        alt: words::alt(data, theme, [&rows[0].measure, &rows[1].measure]),
    })
}

/// How panels share the room.
struct Layout<'h> {
    grid: Grid<'h>,
    /// Room to the right of a panel for the last value and its difference.
    value_room: f64,
    /// The height of a cell that is left for both panels once this is taken off.
    around: f64,
}

impl<'h> Layout<'h> {
    fn of(
        data: &Data<'_>,
        findings: &Findings,
        theme: &Theme,
        headers: &'h [String],
        rows: &[Row; 2],
    ) -> Layout<'h> {
        let numbers = rows
            .iter()
            .flat_map(|row| panel::numbers(&row.range, row.tick()));
        let gutter = panel::gutter(theme, numbers, "week");
        let each = rows
            .iter()
            .flat_map(|row| (0..data.variants.len()).map(move |variant| (row, variant)));
        let ends: Vec<End> = each
            .filter_map(|(row, variant)| end(data, findings, row, variant))
            .collect();
        Layout {
            grid: Grid::of(theme, headers, MOST_COLUMNS, gutter),
            value_room: theme.room(VALUE_ROOM, ends::needed(theme, &ends)),
            around: ROW_GAP
                + 2.0 * theme.text.label * NAME_LINES
                + events::room(data, theme)
                + panel::WEEK_ROOM,
        }
    }

    fn weeks(&self, data: &Data<'_>, cell: &Cell) -> axis::Scale {
        panel::weeks(data, cell.body.left, cell.body.right - self.value_room)
    }
}

impl Row {
    /// How the numbers of its axis are written.
    fn tick(&self) -> fn(f64, f64) -> String {
        match self.measure.kind {
            Kind::Share => number::share_tick,
            Kind::Count => number::count_tick,
        }
    }
}

fn range(data: &Data<'_>, measure: &Measure) -> Range {
    let weekly = (0..data.variants.len()).flat_map(|variant| data.weekly(variant, measure));
    axis::from_zero(weekly.map(|(_, summary)| summary.mean))
}

fn draw_panels(
    canvas: &mut Canvas,
    data: &Data<'_>,
    findings: &Findings,
    theme: &Theme,
    room: Area,
    (layout, rows): (&Layout<'_>, &[Row; 2]),
) {
    let event_room = events::room(data, theme);
    let name_room = theme.text.label * NAME_LINES;
    for (variant, cell) in layout.grid.cells(room).iter().enumerate() {
        panel::header(canvas, theme, cell.header, &layout.grid.headers[variant]);
        let space = cell.body.height() - ROW_GAP - 2.0 * name_room - event_room - panel::WEEK_ROOM;
        let upper = Area {
            top: cell.body.top + name_room + event_room,
            bottom: cell.body.top + name_room + event_room + space / 2.0,
            right: cell.body.right - layout.value_room,
            ..cell.body
        };
        let lower = Area {
            top: upper.bottom + ROW_GAP + name_room,
            bottom: upper.bottom + ROW_GAP + name_room + space / 2.0,
            ..upper
        };
        let weeks = layout.weeks(data, cell);
        let plots = [upper, lower];
        for (row, plot) in rows.iter().zip(plots) {
            draw_row_name(
                canvas,
                theme,
                room.left,
                plot.top - if plot == upper { event_room } else { 0.0 },
                row,
                cell,
            );
            draw_panel(canvas, data, theme, plot, weeks, row, (variant, cell));
            if let Some(end) = end(data, findings, row, variant) {
                let scale = row.range.scale(plot.bottom, plot.top);
                ends::label(canvas, theme, plot, scale, layout.value_room, end);
            }
        }
        events::lines(canvas, theme, &data.variants[variant], &plots, weeks);
        events::labels(canvas, theme, &data.variants[variant], upper.top, weeks);
        panel::week_axis(canvas, theme, lower, weeks, cell.edge);
    }
}

fn draw_row_name(
    canvas: &mut Canvas,
    theme: &Theme,
    left: f64,
    floor: f64,
    row: &Row,
    cell: &Cell,
) {
    if cell.edge == panel::Edge::First {
        let size = theme.text.label;
        let line = Line::plain(
            at(left, floor - size * 0.86),
            size,
            wording::sentence(&row.measure.label),
            row.colour,
            Weight::SemiBold,
        );
        canvas.text(line);
    }
}

fn draw_panel(
    canvas: &mut Canvas,
    data: &Data<'_>,
    theme: &Theme,
    plot: Area,
    weeks: axis::Scale,
    row: &Row,
    (variant, cell): (usize, &Cell),
) {
    let scale = row.range.scale(plot.bottom, plot.top);
    let path = |variant: usize| {
        let weekly = data.weekly(variant, &row.measure);
        ends::points(&weekly, weeks, scale, |summary| summary.mean)
    };
    let own = path(variant);
    if let (Some(first), Some(last)) = (own.first(), own.last()) {
        let floor = scale.pixel(0.0);
        let mut filled = own.clone();
        filled.extend([at(last.x, floor), at(first.x, floor)]);
        let tint = Fill {
            colour: row.colour,
            opacity: 0.13,
        };
        canvas.polygon(&filled, tint);
    }
    panel::value_axis(
        canvas,
        theme,
        plot,
        scale,
        &row.range,
        cell.edge,
        row.tick(),
    );
    if let Some(reference) = data.reference.filter(|reference| *reference != variant) {
        ends::ghost(canvas, theme, &path(reference));
    }
    canvas.path(&own, stroke(row.colour, theme.line));
}

/// The value at the last week beside the line's end, and below it the difference to the reference.
fn end(data: &Data<'_>, findings: &Findings, row: &Row, variant: usize) -> Option<End> {
    let weekly = data.weekly(variant, &row.measure);
    let (_, last) = weekly.last()?;
    let finding = data
        .reference
        .and_then(|reference| findings.get(&row.measure, variant, reference));
    let note = finding.map(
        |finding| match (finding.verdict, row.measure.kind, finding.means) {
            (Verdict::Lower, Kind::Count, [a, b]) if b > 0.0 && a > 0.0 => {
                format!("−{}", number::share(1.0 - a / b))
            }
            (Verdict::Higher, Kind::Count, [a, b]) if b > 0.0 => {
                format!("{}\u{a0}×", number::count(a / b))
            }
            (Verdict::Higher | Verdict::Lower, ..) => {
                wording::difference(&row.measure, finding.estimate.mean)
            }
            (Verdict::TooSmall, Kind::Share, _) => {
                format!("<\u{a0}{}", number::points_size(finding.smallest))
            }
            (Verdict::TooSmall | Verdict::Unclear, ..) => "unclear".to_owned(),
        },
    );
    Some(End {
        value: last.mean,
        text: wording::value(&row.measure, last.mean),
        colour: row.colour,
        note,
        ghost: ends::ghost_end(data, &row.measure, variant, |summary| summary.mean),
    })
}

fn sheet(data: &Data<'_>, rows: &[Row; 2]) -> Sheet {
    let mut lines = Vec::new();
    for (index, variant) in data.variants.iter().enumerate() {
        for row in rows {
            for (week, summary) in data.weekly(index, &row.measure) {
                lines.push(vec![
                    variant.name.to_owned(),
                    row.measure.label.clone(),
                    week.to_string(),
                    summary.n.to_string(),
                    summary.mean.to_string(),
                ]);
            }
        }
    }
    Sheet::new(&["variant", "measure", "week", "n", "mean"], lines)
}
