//! Storyline: what a small team says and does over the weeks of its workshops, and what each of its people did.
//!
//! Drawn where there are workshops (in the room or at the gemba) and people who are observed from week to week. At the
//! left one panel below another on one axis of time, blue what is said, orange what is done; at the right a row for each
//! person. The title speaks of the variant with the most weeks at the gemba against the reference. What it says of the end
//! (capability, internalisations) is of matched seeds and adjusted; what it says of the workshop in the room is of weekly
//! means (Welch), since the tables hold no single runs of single weeks.

mod cast;
mod people;
mod words;

use super::axis::{self, Range, Scale};
use super::canvas::{Anchor, Area, Canvas, Fill, Line, at, stroke};
use super::data::{Data, Measure};
use super::font::{self, Weight};
use super::label;
use super::panel::{self, Edge, ends};
use super::question::{Findings, Question};
use super::theme::{Colour, Format, Theme};
use super::{Chart, Drawn, Sheet, frame, number, wording};
use crate::table::Summary;
use cast::{Cast, Place, Span};

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
const TICK_ROOM: f64 = 82.0;
/// Room to the right of a panel for the last values.
const VALUE_ROOM: f64 = 92.0;
const PANEL_GAP: f64 = 26.0;
/// The height of the names of workshops, in their own size.
const EVENT_LINES: f64 = 1.5;
/// How high a panel wants to be.
const HEIGHT: f64 = 120.0;

/// One panel: what it shows, and in which words.
struct Strand {
    measure: Measure,
    name: [&'static str; 2],
    flow: Flow,
    voice: Voice,
}

/// How weekly means are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Flow {
    /// As they are.
    Level,
    /// A count since the start, drawn as what each week adds.
    Weekly,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Voice {
    Said,
    Done,
}

impl Voice {
    fn colour(self, theme: &Theme) -> Colour {
        match self {
            Voice::Said => theme.explicit,
            Voice::Done => theme.tacit,
        }
    }
}

/// The panels from the top down; those of metrics that the model does not have are left out.
fn strands(data: &Data<'_>) -> Vec<Strand> {
    use Flow::{Level, Weekly};
    use Voice::{Done, Said};
    let all = [
        ("coherence", ["Agreement", "coherence"], Level, Said),
        ("kb_confidence", ["Confidence", "in the model"], Level, Said),
        ("challenges", ["Challenges", "a week"], Weekly, Said),
        (
            "internalisations",
            ["Behaviour", "changes a week"],
            Weekly,
            Done,
        ),
        ("capability", ["Capability", "under pressure"], Level, Done),
    ];
    let strand = |(metric, name, flow, voice)| {
        let measure = data.measure(metric)?;
        Some(Strand {
            measure,
            name,
            flow,
            voice,
        })
    };
    all.into_iter().filter_map(strand).collect()
}

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

/// How the numbers of a panel's axis are written.
fn tick(strand: &Strand) -> fn(f64, f64) -> String {
    match strand.measure.unit() {
        crate::table::Unit::Count => number::count_tick,
        _ => number::share_tick,
    }
}

/// The range of a panel, over both variants.
fn range(data: &Data<'_>, cast: &Cast<'_>, strand: &Strand) -> Range {
    let told = weekly(data, strand, cast.told);
    let other = cast.other.map(|other| weekly(data, strand, other));
    let everything = told.iter().chain(other.iter().flatten());
    axis::from_zero(everything.map(|(_, value)| *value))
}

/// Room beside the panels: on their left for the numbers of their axes, on their right for the last values.
fn sides(data: &Data<'_>, theme: &Theme, cast: &Cast<'_>, strands: &[Strand]) -> [f64; 2] {
    let size = theme.text.tick;
    let numbers = strands.iter().flat_map(|strand| {
        let range = range(data, cast, strand);
        panel::numbers(&range, tick(strand)).collect::<Vec<_>>()
    });
    let last = |strand: &Strand, variant| {
        let (_, value) = *weekly(data, strand, variant).last()?;
        let text = wording::value(&strand.measure, value);
        Some(font::width(&text, size, Weight::SemiBold))
    };
    let both = [Some(cast.told), cast.other];
    let lasts = strands.iter().flat_map(|strand| {
        let variants = both.into_iter().flatten();
        variants.filter_map(move |variant| last(strand, variant))
    });
    let gutter = panel::gutter(theme, numbers, "");
    [
        theme.room(TICK_ROOM, gutter),
        theme.room(VALUE_ROOM, lasts.fold(0.0, f64::max) + 12.0),
    ]
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

fn panel_name(canvas: &mut Canvas, theme: &Theme, strand: &Strand, left: f64, plot: Area) {
    let size = theme.text.tick;
    let middle = f64::midpoint(plot.top, plot.bottom);
    let [name, what] = strand.name;
    let ink = strand.voice.colour(theme);
    let first = at(left, middle - size * 0.26);
    canvas.text(Line::plain(first, size, name, ink, Weight::SemiBold));
    let second = at(left, middle + size * 0.98);
    canvas.text(Line::plain(
        second,
        size,
        what,
        theme.muted,
        Weight::Regular,
    ));
}

/// Both lines of a panel and their last values.
fn draw_strand(
    canvas: &mut Canvas,
    data: &Data<'_>,
    theme: &Theme,
    cast: &Cast<'_>,
    strand: &Strand,
    (plot, value_room): (Area, f64),
) {
    let told = weekly(data, strand, cast.told);
    let other = cast.other.map(|other| weekly(data, strand, other));
    let range = range(data, cast, strand);
    let scale = range.scale(plot.bottom, plot.top);
    let weeks = panel::weeks(data, plot.left, plot.right);
    let text = tick(strand);
    panel::value_axis(canvas, theme, plot, scale, &range, Edge::First, text);
    let points = |course: &[(u32, f64)]| {
        let point =
            |(week, value): &(u32, f64)| at(weeks.pixel(f64::from(*week)), scale.pixel(*value));
        course.iter().map(point).collect::<Vec<_>>()
    };
    if let Some(other) = &other {
        ends::ghost(canvas, theme, &points(other));
    }
    let colour = strand.voice.colour(theme);
    canvas.path(&points(&told), stroke(colour, theme.line));
    let mut last = vec![(told.last(), colour, Weight::SemiBold)];
    if let Some(other) = &other {
        last.push((other.last(), theme.baseline, Weight::Regular));
    }
    last_values(canvas, theme, strand, (plot, value_room), scale, &last);
}

/// The last value of a line, if it has one, and how it is written.
type End<'a> = (Option<&'a (u32, f64)>, Colour, Weight);

/// The last values beside the lines' ends, moved apart where they would collide.
fn last_values(
    canvas: &mut Canvas,
    theme: &Theme,
    strand: &Strand,
    (plot, value_room): (Area, f64),
    scale: Scale,
    ends: &[End<'_>],
) {
    let size = theme.text.tick;
    let ends: Vec<(f64, Colour, Weight)> = ends
        .iter()
        .filter_map(|(end, colour, weight)| Some((end.as_ref()?.1, *colour, *weight)))
        .filter(|(value, ..)| value.is_finite())
        .collect();
    let wishes: Vec<f64> = ends.iter().map(|(value, ..)| scale.pixel(*value)).collect();
    let lengths = vec![size * 1.02; ends.len()];
    let (low, high) = (plot.top - size * 0.5, plot.bottom + size * 0.5);
    let Some(centres) = label::spread(&wishes, &lengths, low, high) else {
        return;
    };
    for ((value, colour, weight), centre) in ends.into_iter().zip(centres) {
        let position = at(plot.right + 10.0, centre + size * 0.36);
        let text = wording::value(&strand.measure, value);
        let text = font::shorten(&text, size, weight, value_room - 10.0);
        canvas.text(Line::plain(position, size, text, colour, weight));
    }
}

/// What a panel draws of a variant, week by week.
fn weekly(data: &Data<'_>, strand: &Strand, variant: usize) -> Vec<(u32, f64)> {
    let course = data.weekly(variant, &strand.measure);
    let mean = |(week, summary): &(u32, Summary)| (*week, summary.mean);
    match strand.flow {
        Flow::Level => course.iter().map(mean).collect(),
        Flow::Weekly => course
            .windows(2)
            .map(|pair| added(&pair[0], &pair[1]))
            .collect(),
    }
}

/// What the weeks from one observation to the next add, each.
fn added(before: &(u32, Summary), after: &(u32, Summary)) -> (u32, f64) {
    let weeks = f64::from(after.0.saturating_sub(before.0).max(1));
    (after.0, (after.1.mean - before.1.mean) / weeks)
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
