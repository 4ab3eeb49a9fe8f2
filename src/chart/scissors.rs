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
use super::panel::{self, Cell, events};
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

/// A row of panels.
struct Row {
    measure: Measure,
    colour: Colour,
    range: Range,
}

fn draw(data: &Data<'_>, findings: &Findings, theme: &Theme) -> Option<Drawn> {
    let measures = [data.documents()?, data.measure("capability")?];
    let mut canvas = Canvas::new(theme.size, theme.paper);
    let (words, standing) = words::words(data, findings, theme, &measures, &all_weeks(data, theme));
    let room = frame::draw(&mut canvas, theme, &words);
    let [documents, capability] = measures;
    let rows =
        [(documents, theme.explicit), (capability, theme.tacit)].map(|(measure, colour)| Row {
            range: range(data, &measure),
            measure,
            colour,
        });
    draw_panels(&mut canvas, data, findings, theme, room, &rows);
    Some(Drawn {
        canvas,
        words,
        standing,
        sheet: sheet(data, &rows),
        alt: words::alt(data, [&rows[0].measure, &rows[1].measure]),
    })
}

/// The weeks of each panel, from left to right, before it is known how high panels are.
fn all_weeks(data: &Data<'_>, theme: &Theme) -> Vec<axis::Scale> {
    let headers = panel::headers(data);
    let columns = panel::columns(headers.len(), MOST_COLUMNS);
    let cells = panel::across(theme, &headers, columns);
    cells.iter().map(|cell| weeks(data, cell)).collect()
}

fn weeks(data: &Data<'_>, cell: &Cell) -> axis::Scale {
    panel::weeks(data, cell.body.left, cell.body.right - VALUE_ROOM)
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
    rows: &[Row; 2],
) {
    let headers = panel::headers(data);
    let columns = panel::columns(headers.len(), MOST_COLUMNS);
    let cells = panel::cells(room, &headers, columns, theme.text.label);
    let event_room = events::room(data, theme);
    let name_room = theme.text.label * 2.05;
    for (variant, cell) in cells.iter().enumerate() {
        panel::header(canvas, theme, cell.header, &headers[variant]);
        let space = cell.body.height() - ROW_GAP - 2.0 * name_room - event_room - panel::WEEK_ROOM;
        let upper = Area {
            top: cell.body.top + name_room + event_room,
            bottom: cell.body.top + name_room + event_room + space / 2.0,
            right: cell.body.right - VALUE_ROOM,
            ..cell.body
        };
        let lower = Area {
            top: upper.bottom + ROW_GAP + name_room,
            bottom: upper.bottom + ROW_GAP + name_room + space / 2.0,
            ..upper
        };
        let weeks = weeks(data, cell);
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
            draw_last_value(canvas, data, findings, theme, plot, row, variant);
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
    let text = match row.measure.kind {
        Kind::Share => number::share_tick,
        Kind::Count => number::count_tick,
    };
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
    panel::value_axis(canvas, theme, plot, scale, &row.range, cell.edge, text);
    if let Some(reference) = data.reference.filter(|reference| *reference != variant) {
        ends::ghost(canvas, theme, &path(reference));
    }
    canvas.path(&own, stroke(row.colour, theme.line));
}

/// The value at the last week beside the line's end, and below it the difference to the reference.
fn draw_last_value(
    canvas: &mut Canvas,
    data: &Data<'_>,
    findings: &Findings,
    theme: &Theme,
    plot: Area,
    row: &Row,
    variant: usize,
) {
    let weekly = data.weekly(variant, &row.measure);
    let Some((_, last)) = weekly.last() else {
        return;
    };
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
    let end = End {
        value: last.mean,
        text: wording::value(&row.measure, last.mean),
        colour: row.colour,
        note,
        ghost: ends::ghost_end(data, &row.measure, variant, |summary| summary.mean),
    };
    let scale = row.range.scale(plot.bottom, plot.top);
    ends::label(canvas, theme, plot, scale, VALUE_ROOM, end);
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
