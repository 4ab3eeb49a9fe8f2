//! Shock: how deep capability falls when the world turns, and when it is back, one panel for each variant.
//!
//! Drawn where a shock befalls the variants. The fall is the mean in the week of the shock less the lowest mean after it;
//! variants are back from the first week on from which their mean stays at or above what it was. Seeds are not matched in
//! these two, since `series.csv` holds no single runs: the interval of the fall is Welch's. The title speaks of the
//! reference and of the alternative whose capability at the end differs most, and that difference is of matched seeds.

mod response;
mod words;

use super::axis::{self, Range, Scale};
use super::canvas::{Anchor, Area, Canvas, Line, at, solid, stroke};
use super::data::{Data, Measure};
use super::font::Weight;
use super::panel::ends::{self, End};
use super::panel::{self, Cell, Grid, events};
use super::question::{self, Findings, Question};
use super::theme::{Dash, Shape, Theme};
use super::{Chart, Drawn, Sheet, frame, number, wording};
use response::Response;

pub const CHART: Chart = Chart {
    id: "shock",
    questions,
    draw,
};

const MOST_COLUMNS: usize = 4;
/// Room to the right of a panel for the last mean.
const VALUE_ROOM: f64 = 112.0;
/// Between the names of events and the panel.
const TOP: f64 = 6.0;
/// How high a panel wants to be.
const HEIGHT: f64 = 270.0;

fn questions(data: &Data<'_>) -> Vec<Question> {
    if response::week(data).is_none() {
        return Vec::new();
    }
    data.measure("capability").map_or_else(Vec::new, |measure| {
        question::against_reference(data, &measure)
    })
}

fn draw(data: &Data<'_>, findings: &Findings, theme: &Theme) -> Option<Drawn> {
    let measure = data.measure("capability")?;
    let week = response::week(data)?;
    let responses: Option<Vec<Response>> = (0..data.variants.len())
        .map(|variant| Response::of(&data.weekly(variant, &measure), week))
        .collect();
    let responses = responses?;
    let headers = panel::headers(data);
    let layout = Layout::of(data, theme, &headers, &measure);
    let rows: Vec<Scale> = layout
        .grid
        .across(theme)
        .iter()
        .map(|cell| layout.weeks(data, cell))
        .collect();
    let (words, standing) = words::words(data, findings, theme, &measure, &responses, &rows);
    let around = events::room(data, theme) + theme.text.tick * 2.95 + TOP + panel::WEEK_ROOM;
    let wanted = layout.grid.height(around + HEIGHT);
    let (mut canvas, room) = frame::open(theme, &words, wanted);
    for (variant, cell) in layout.grid.cells(room).iter().enumerate() {
        panel::header(&mut canvas, theme, cell.header, &headers[variant]);
        let response = &responses[variant];
        draw_panel(
            &mut canvas,
            data,
            theme,
            (&measure, &layout),
            (variant, cell),
            response,
        );
    }
    Some(Drawn {
        canvas,
        words,
        standing,
        sheet: sheet(data, &responses),
        alt: words::alt(data, &responses),
    })
}

/// How panels share the room.
struct Layout<'h> {
    grid: Grid<'h>,
    range: Range,
    /// Room to the right of a panel for the last mean.
    value_room: f64,
}

impl<'h> Layout<'h> {
    fn of(data: &Data<'_>, theme: &Theme, headers: &'h [String], measure: &Measure) -> Layout<'h> {
        let all = 0..data.variants.len();
        let everything = all
            .clone()
            .flat_map(|variant| data.weekly(variant, measure));
        let marked = data.levels.iter().map(|(value, _)| *value);
        let range = axis::from_zero(everything.map(|(_, summary)| summary.mean).chain(marked));
        let numbers = panel::numbers(&range, number::share_tick);
        let gutter = panel::gutter(theme, numbers, "week");
        let ends: Vec<End> = all
            .filter_map(|variant| end(data, theme, measure, variant))
            .collect();
        Layout {
            grid: Grid::of(theme, headers, MOST_COLUMNS, gutter),
            range,
            value_room: theme.room(VALUE_ROOM, ends::needed(theme, &ends)),
        }
    }

    fn weeks(&self, data: &Data<'_>, cell: &Cell) -> Scale {
        panel::weeks(data, cell.body.left, cell.body.right - self.value_room)
    }
}

/// The last mean beside the line's end.
fn end(data: &Data<'_>, theme: &Theme, measure: &Measure, variant: usize) -> Option<End> {
    let weekly = data.weekly(variant, measure);
    let (_, last) = weekly.last()?;
    Some(End {
        value: last.mean,
        text: wording::value(measure, last.mean),
        colour: theme.tacit,
        note: None,
        ghost: None,
    })
}

fn draw_panel(
    canvas: &mut Canvas,
    data: &Data<'_>,
    theme: &Theme,
    (measure, layout): (&Measure, &Layout<'_>),
    (variant, cell): (usize, &Cell),
    response: &Response,
) {
    let small = theme.text.tick;
    let range = &layout.range;
    let event_room = events::room(data, theme);
    // Below the header the fall and the return in words, in two lines.
    let top = cell.body.top + small * 1.05;
    for (index, line) in words::in_panel(response).into_iter().enumerate() {
        let position = at(cell.body.left, top + index as f64 * small * 1.3);
        canvas.text(Line::plain(
            position,
            small,
            line,
            theme.muted,
            Weight::Regular,
        ));
    }
    let plot = Area {
        top: top + small * 1.9 + event_room + TOP,
        bottom: cell.body.bottom - panel::WEEK_ROOM,
        right: cell.body.right - layout.value_room,
        ..cell.body
    };
    let weeks = layout.weeks(data, cell);
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
    let line = ends::points(&weekly, weeks, scale, |summary| summary.mean);
    let level = scale.pixel(response.before.mean);
    let from = weeks.pixel(f64::from(response.week));
    let until = response
        .back
        .map_or(plot.right, |week| weeks.pixel(f64::from(week)));
    let dashes = super::canvas::Stroke {
        dash: Dash::Short,
        ..stroke(theme.baseline, 3.0)
    };
    canvas.line(at(from, level), at(until, level), dashes);
    canvas.path(&line, stroke(theme.tacit, theme.line));
    let rim = stroke(theme.paper, 2.0);
    let (lowest, summary) = response.lowest;
    let bottom = at(weeks.pixel(f64::from(lowest)), scale.pixel(summary.mean));
    canvas.mark(Shape::Triangle, bottom, 10.0, solid(theme.ink), rim);
    if let Some(week) = response.back {
        let back = at(weeks.pixel(f64::from(week)), level);
        canvas.mark(Shape::Circle, back, 9.0, solid(theme.tacit), rim);
        let text = format!("week\u{a0}{week}");
        // Above the dashes and to the left of the line, which rises there.
        let position = at(back.x - 12.0, back.y - 12.0);
        let text = Line::plain(position, small, text, theme.ink, Weight::Regular);
        let text = text.anchored(Anchor::End);
        if text.area().left >= from + 10.0 && text.area().top >= plot.top {
            canvas.text(text);
        }
    }
    events::levels(canvas, theme, data, plot, scale);
    events::lines(canvas, theme, &data.variants[variant], &[plot], weeks);
    events::labels(
        canvas,
        theme,
        &data.variants[variant],
        plot.top - TOP,
        weeks,
    );
    panel::week_axis(canvas, theme, plot, weeks, cell.edge);
    if let Some(end) = end(data, theme, measure, variant) {
        ends::label(canvas, theme, plot, scale, layout.value_room, end);
    }
}

fn sheet(data: &Data<'_>, responses: &[Response]) -> Sheet {
    let rows = data
        .variants
        .iter()
        .zip(responses)
        .map(|(variant, response)| {
            let [low, high] = response.interval;
            vec![
                variant.name.to_owned(),
                response.week.to_string(),
                response.before.n.to_string(),
                response.before.mean.to_string(),
                response.lowest.0.to_string(),
                response.lowest.1.mean.to_string(),
                low.to_string(),
                high.to_string(),
                response
                    .back
                    .map_or_else(String::new, |week| week.to_string()),
                response.last.mean.to_string(),
            ]
        });
    Sheet::new(
        &[
            "variant",
            "shock_week",
            "n",
            "before",
            "lowest_week",
            "lowest",
            "change_ci_low",
            "change_ci_high",
            "back_from_week",
            "last",
        ],
        rows.collect(),
    )
}
