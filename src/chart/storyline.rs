//! Storyline: what a small team says and does over the weeks of its workshops, and what each of its people did.
//!
//! Drawn where there are workshops (in the room or at the gemba) and people who are observed from week to week. At the
//! left one panel below another on one axis of time, blue what is said, orange what is done; at the right a row for each
//! person. The title speaks of the variant with the most weeks at the gemba against the reference. What it says of the end
//! (capability, internalisations) is of matched seeds and adjusted; what it says of the workshop in the room is of weekly
//! means (Welch), since the tables hold no single runs of single weeks.

mod cast;
mod people;
mod strand;
mod words;

use super::axis::Scale;
use super::canvas::{Anchor, Area, Canvas, Fill, Line, at};
use super::data::Data;
use super::font::{self, Weight};
use super::label;
use super::panel::{self, Edge};
use super::question::{Findings, Question};
use super::theme::{Colour, Format, Theme};
use super::{Chart, Drawn, Sheet, frame};
use cast::{Cast, Place, Span};
use strand::{Flow, Strand, draw_strand, panel_name, sides, strands, weekly};

pub const CHART: Chart = Chart {
    id: "storyline",
    questions,
    draw,
};

/// The share of the slide that the panels of the team take; the rest is for its people.
const TEAM_SHARE: f64 = 0.6;
const BLOCK_GAP: f64 = 48.0;
/// Room for the name of a panel, left of the numbers of its axis.
const NAME_ROOM: f64 = 186.0;
const NAME_ROOM_NEEDED: f64 = 204.0;
const PANEL_GAP: f64 = 26.0;
/// The height of the names of workshops, in their own size.
const EVENT_LINES: f64 = 1.5;
/// How high a panel wants to be.
const HEIGHT: f64 = 120.0;

fn questions(data: &Data<'_>) -> Vec<Question> {
    let Some(Cast {
        told,
        other: Some(other),
        ..
    }) = Cast::of(data)
    else {
        return Vec::new();
    };
    let measures = ["capability", "internalisations"].map(|metric| data.measure(metric));
    let question = |measure| Question {
        measure,
        variant: told,
        other,
    };
    measures.into_iter().flatten().map(question).collect()
}

fn draw(data: &Data<'_>, findings: &Findings, theme: &Theme) -> Option<Drawn> {
    let cast = Cast::of(data)?;
    let strands = strands(data);
    data.measure("capability")?;
    let (words, standing) = words::words(data, findings, theme, &cast);
    let wanted = [team_height(theme, &strands), people::height(theme, &cast)];
    let whole = wanted[0] + BLOCK_GAP + wanted[1];
    let (mut canvas, room) = frame::open(theme, &words, whole);
    let [team, people] = match theme.format {
        Format::Slide => {
            let left = Area {
                right: room.left + TEAM_SHARE * room.width() - BLOCK_GAP / 2.0,
                ..room
            };
            let right = Area {
                left: left.right + BLOCK_GAP,
                ..room
            };
            [left, right]
        }
        Format::Column => {
            let share = wanted[0] / (wanted[0] + wanted[1]);
            let above = Area {
                bottom: room.top + share * (room.height() - BLOCK_GAP),
                ..room
            };
            let below = Area {
                top: above.bottom + BLOCK_GAP,
                ..room
            };
            [above, below]
        }
    };
    draw_team(&mut canvas, data, theme, &cast, &strands, team);
    people::draw(&mut canvas, data, theme, &cast, people);
    let mut rows = sheet(data, &cast, &strands);
    rows.extend(people::sheet(data, &cast));
    Some(Drawn {
        canvas,
        words,
        standing,
        sheet: Sheet::new(&["variant", "person", "metric", "week", "n", "mean"], rows),
        alt: words::alt(data, &cast, &strands),
    })
}

/// How high the panels of the team want to be in a column.
fn team_height(theme: &Theme, strands: &[Strand]) -> f64 {
    let panels = strands.len() as f64 * (HEIGHT + PANEL_GAP) - PANEL_GAP;
    theme.text.tick * EVENT_LINES + panels + panel::WEEK_ROOM
}

fn draw_team(
    canvas: &mut Canvas,
    data: &Data<'_>,
    theme: &Theme,
    cast: &Cast<'_>,
    strands: &[Strand],
    room: Area,
) {
    let count = strands.len().max(1) as f64;
    let event_room = theme.text.tick * EVENT_LINES;
    let top = room.top + event_room;
    let bottom = room.bottom - panel::WEEK_ROOM;
    let height = (bottom - top - PANEL_GAP * (count - 1.0)) / count;
    let [tick_room, value_room] = sides(data, theme, cast, strands);
    let whole = Area {
        left: room.left + theme.room(NAME_ROOM, NAME_ROOM_NEEDED) + tick_room,
        top,
        right: room.right - value_room,
        bottom,
    };
    let weeks = panel::weeks(data, whole.left, whole.right);
    shades(canvas, theme, &cast.spans, whole, weeks);
    let beyond = Area {
        left: room.left,
        right: room.right,
        ..whole
    };
    place_names(canvas, theme, &cast.spans, beyond, weeks);
    for (index, strand) in strands.iter().enumerate() {
        let top = top + index as f64 * (height + PANEL_GAP);
        let plot = Area {
            top,
            bottom: top + height,
            ..whole
        };
        panel_name(canvas, theme, strand, room.left, plot);
        draw_strand(canvas, data, theme, cast, strand, (plot, value_room));
        if index + 1 == strands.len() {
            panel::week_axis(canvas, theme, plot, weeks, Edge::First);
        }
    }
}

/// The weeks of the workshops, tinted through all panels.
fn shades(canvas: &mut Canvas, theme: &Theme, spans: &[Span], whole: Area, weeks: Scale) {
    for span in spans {
        let area = Area {
            left: weeks.pixel(f64::from(span.from).min(weeks.high)),
            right: weeks.pixel(f64::from(span.to).min(weeks.high)),
            ..whole
        };
        let fill = Fill {
            colour: colour(theme, span.place),
            opacity: 0.13,
        };
        canvas.rectangle(area, fill);
    }
}

/// What is said in the room is blue, what is tried at the gemba orange.
fn colour(theme: &Theme, place: Place) -> Colour {
    match place {
        Place::Room => theme.explicit,
        Place::Gemba => theme.tacit,
    }
}

/// The names of the workshops above their weeks; where all do not fit, of the first in either place.
fn place_names(canvas: &mut Canvas, theme: &Theme, spans: &[Span], room: Area, weeks: Scale) {
    let size = theme.text.tick;
    let within = |span: &&Span| f64::from(span.from) <= weeks.high;
    let all: Vec<&Span> = spans.iter().filter(within).collect();
    let firsts: Vec<&Span> = [Place::Room, Place::Gemba]
        .into_iter()
        .filter_map(|place| all.iter().find(|span| span.place == place).copied())
        .collect();
    let placed = |named: &[&Span]| {
        let text = |span: &&Span| match span.place {
            Place::Room => "in the room",
            Place::Gemba => "at the gemba",
        };
        let centre = |span: &&Span| {
            let [from, to] = [span.from, span.to].map(|week| f64::from(week).min(weeks.high));
            weeks.pixel(f64::midpoint(from, to))
        };
        let texts: Vec<&str> = named.iter().map(text).collect();
        let widths: Vec<f64> = texts
            .iter()
            .map(|text| font::width(text, size, Weight::SemiBold) + 18.0)
            .collect();
        let wishes: Vec<f64> = named.iter().map(centre).collect();
        let centres = label::spread(&wishes, &widths, room.left, room.right)?;
        // A name that had to go far from its weeks would be taken for that of others.
        let near = |index: usize| (centres[index] - wishes[index]).abs() <= 0.6 * widths[index];
        let is_near = (0..named.len()).all(near);
        is_near.then(|| texts.into_iter().zip(centres).collect::<Vec<_>>())
    };
    let (named, texts) = if let Some(texts) = placed(&all) {
        (all, texts)
    } else {
        let texts = placed(&firsts).unwrap_or_default();
        (firsts, texts)
    };
    for (span, (text, centre)) in named.into_iter().zip(texts) {
        let position = at(centre, room.top - size * theme.room(0.42, 0.66));
        let ink = colour(theme, span.place);
        let line = Line::plain(position, size, text, ink, Weight::SemiBold);
        canvas.text(line.anchored(Anchor::Middle));
    }
}

fn sheet(data: &Data<'_>, cast: &Cast<'_>, strands: &[Strand]) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for variant in [Some(cast.told), cast.other].into_iter().flatten() {
        for strand in strands {
            let metric = match strand.flow {
                Flow::Level => strand.measure.metric.clone(),
                Flow::Weekly => format!("{}_a_week", strand.measure.metric),
            };
            let runs = data.variants[variant].runs();
            rows.extend(
                weekly(data, strand, variant)
                    .into_iter()
                    .map(|(week, mean)| {
                        vec![
                            data.variants[variant].name.to_owned(),
                            String::new(),
                            metric.clone(),
                            week.to_string(),
                            runs.to_string(),
                            mean.to_string(),
                        ]
                    }),
            );
        }
    }
    rows
}
