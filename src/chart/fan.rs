//! Fan: the spread of capability over the runs, week by week, one panel for each variant.
//!
//! The bands show how far single runs lie apart, which is what one organisation has to reckon with; they are not the
//! uncertainty of a mean. The title speaks of the variant with the highest mean at the end, against the next one.

mod words;

use super::axis::{self, Range, Scale};
use super::canvas::{Area, Canvas, Fill, stroke};
use super::data::{Data, Measure};
use super::panel::ends::{self, End};
use super::panel::{self, Cell, Grid, events};
use super::question::{Findings, Question};
use super::theme::Theme;
use super::{Chart, Drawn, Sheet, frame, number};
use crate::table::Summary;

pub const CHART: Chart = Chart {
    id: "fan",
    questions,
    draw,
};

const MOST_COLUMNS: usize = 4;
/// Room to the right of a panel for the last median and the range of runs.
const VALUE_ROOM: f64 = 124.0;
/// Between the names of events and the panel.
const TOP: f64 = 6.0;
/// How high a panel wants to be.
const HEIGHT: f64 = 270.0;

fn questions(data: &Data<'_>) -> Vec<Question> {
    let Some(measure) = data.main() else {
        return Vec::new();
    };
    let order = ranking(data, &measure);
    let Some((first, others)) = order.split_first() else {
        return Vec::new();
    };
    let question = |other: &usize| Question {
        measure: measure.clone(),
        variant: *first,
        other: *other,
    };
    others.iter().map(question).collect()
}

/// The variants from the highest mean to the lowest; of equal ones the first in the file first.
fn ranking(data: &Data<'_>, measure: &Measure) -> Vec<usize> {
    let mut order: Vec<(usize, f64)> = (0..data.variants.len())
        .map(|v| (v, data.mean(v, measure)))
        .filter(|(_, mean)| mean.is_finite())
        .collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1));
    order.into_iter().map(|(variant, _)| variant).collect()
}

fn draw(data: &Data<'_>, findings: &Findings, theme: &Theme) -> Option<Drawn> {
    // Where runs go on to an end of their own, there are no weeks that they share.
    let measure = data.main().filter(|_| !data.manifest.open_ended)?;
    let headers = panel::headers(data);
    let layout = Layout::of(data, theme, &headers, &measure);
    let rows: Vec<_> = layout
        .grid
        .across(theme)
        .iter()
        .map(|cell| layout.weeks(data, cell))
        .collect();
    let (words, standing) = words::words(data, findings, theme, &measure, &rows);
    let wanted = layout.grid.height(layout.around + HEIGHT);
    let (mut canvas, room) = frame::open(theme, &words, wanted);
    draw_panels(&mut canvas, data, theme, room, &layout, &measure);
    Some(Drawn {
        canvas,
        words,
        standing,
        sheet: sheet(data, &measure),
        alt: words::alt(data, &measure),
    })
}

/// How panels share the room.
struct Layout<'h> {
    grid: Grid<'h>,
    range: Range,
    /// Room to the right of a panel for the last median and the range of runs.
    value_room: f64,
    /// The height of a cell that is left for the panel once this is taken off.
    around: f64,
}

impl<'h> Layout<'h> {
    fn of(data: &Data<'_>, theme: &Theme, headers: &'h [String], measure: &Measure) -> Layout<'h> {
        let all = 0..data.variants.len();
        let everything = all
            .clone()
            .flat_map(|variant| data.weekly(variant, measure));
        let marked = data.levels.iter().map(|(value, _)| *value);
        let range = axis::fitted(
            everything
                .flat_map(|(_, summary)| summary.quantiles)
                .chain(marked),
        );
        let numbers = panel::numbers(&range, number::share_tick);
        let gutter = panel::gutter(theme, numbers, &data.manifest.step);
        let ends: Vec<End> = all
            .filter_map(|variant| end(data, theme, measure, variant))
            .collect();
        Layout {
            grid: Grid::of(theme, headers, MOST_COLUMNS, gutter),
            range,
            value_room: theme.room(VALUE_ROOM, ends::needed(theme, &ends)),
            around: events::room(data, theme) + TOP + panel::WEEK_ROOM,
        }
    }

    fn weeks(&self, data: &Data<'_>, cell: &Cell) -> Scale {
        panel::weeks(data, cell.body.left, cell.body.right - self.value_room)
    }
}

fn last(data: &Data<'_>, variant: usize, measure: &Measure) -> Option<Summary> {
    data.weekly(variant, measure)
        .last()
        .map(|(_, summary)| *summary)
}

fn low(summary: &Summary) -> String {
    number::share(summary.quantiles[0])
}

fn high(summary: &Summary) -> String {
    number::share(summary.quantiles[6])
}

fn draw_panels(
    canvas: &mut Canvas,
    data: &Data<'_>,
    theme: &Theme,
    room: Area,
    layout: &Layout<'_>,
    measure: &Measure,
) {
    let event_room = events::room(data, theme);
    let range = &layout.range;
    for (variant, cell) in layout.grid.cells(room).iter().enumerate() {
        panel::header(canvas, theme, cell.header, &layout.grid.headers[variant]);
        let plot = Area {
            top: cell.body.top + event_room + TOP,
            bottom: cell.body.bottom - panel::WEEK_ROOM,
            right: cell.body.right - layout.value_room,
            ..cell.body
        };
        let weeks = layout.weeks(data, cell);
        draw_panel(
            canvas,
            data,
            theme,
            plot,
            weeks,
            (measure, range),
            (variant, cell),
        );
        if let Some(end) = end(data, theme, measure, variant) {
            let scale = range.scale(plot.bottom, plot.top);
            ends::label(canvas, theme, plot, scale, layout.value_room, end);
        }
        events::levels(
            canvas,
            theme,
            data,
            plot,
            range.scale(plot.bottom, plot.top),
        );
        events::lines(canvas, theme, &data.variants[variant], &[plot], weeks);
        events::labels(
            canvas,
            theme,
            &data.variants[variant],
            plot.top - TOP,
            weeks,
        );
        let step = &data.manifest.step;
        panel::step_axis(canvas, theme, plot, weeks, cell.edge, step);
    }
}

fn draw_panel(
    canvas: &mut Canvas,
    data: &Data<'_>,
    theme: &Theme,
    plot: Area,
    weeks: Scale,
    (measure, range): (&Measure, &Range),
    (variant, cell): (usize, &Cell),
) {
    let scale = range.scale(plot.bottom, plot.top);
    panel::value_axis(
        canvas,
        theme,
        plot,
        scale,
        range,
        cell.edge,
        number::share_tick,
    );
    let weekly = data.weekly(variant, measure);
    let line = |weekly: &[(u32, Summary)], quantile: usize| {
        ends::points(weekly, weeks, scale, |summary| summary.quantiles[quantile])
    };
    for (bottom, top, opacity) in [(0, 6, 0.16), (2, 4, 0.28)] {
        let mut band = line(&weekly, bottom);
        band.extend(line(&weekly, top).into_iter().rev());
        let fill = Fill {
            colour: data.hue(theme),
            opacity,
        };
        canvas.polygon(&band, fill);
    }
    if let Some(reference) = data.reference.filter(|reference| *reference != variant) {
        ends::ghost(canvas, theme, &line(&data.weekly(reference, measure), 3));
    }
    canvas.path(&line(&weekly, 3), stroke(data.hue(theme), theme.line));
}

/// The last median beside the line's end, and below it the range of runs.
fn end(data: &Data<'_>, theme: &Theme, measure: &Measure, variant: usize) -> Option<End> {
    let last = last(data, variant, measure)?;
    let ends = format!(
        "{}–{}",
        low(&last).trim_end_matches(['%', '\u{a0}']),
        high(&last)
    );
    Some(End {
        value: last.quantiles[3],
        text: number::share(last.quantiles[3]),
        colour: data.hue(theme),
        note: Some(ends),
        ghost: ends::ghost_end(data, measure, variant, |summary| summary.quantiles[3]),
    })
}

fn sheet(data: &Data<'_>, measure: &Measure) -> Sheet {
    let mut rows = Vec::new();
    for (index, variant) in data.variants.iter().enumerate() {
        for (week, summary) in data.weekly(index, measure) {
            let [q05, _, q25, q50, q75, _, q95] =
                summary.quantiles.map(|quantile| quantile.to_string());
            let (week, n) = (week.to_string(), summary.n.to_string());
            rows.push(vec![
                variant.name.to_owned(),
                week,
                n,
                q05,
                q25,
                q50,
                q75,
                q95,
            ]);
        }
    }
    Sheet::new(
        &["variant", "week", "n", "q05", "q25", "q50", "q75", "q95"],
        rows,
    )
}
