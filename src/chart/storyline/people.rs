//! The people of a story, a row for each: the trace of their capability, and in numbers what they did.
//!
//! Owns the rows and how their columns share the room. All numbers are means over runs of the told variant; the grey trace
//! is the same person without it.

use std::collections::BTreeMap;

use super::cast::Cast;
use super::shades;
use crate::chart::axis::{self, Scale};
use crate::chart::canvas::{Anchor, Area, Canvas, Line, Stroke, at, stroke};
use crate::chart::data::Data;
use crate::chart::font::{self, Weight};
use crate::chart::number;
use crate::chart::panel;
use crate::chart::roster;
use crate::chart::theme::{Dash, Theme};
use crate::table::{PersonInfo, Summary};

const HIGHEST_ROW: f64 = 96.0;
/// How high a row wants to be.
const ROW: f64 = 56.0;
const COLUMN_GAP: f64 = 22.0;
const NAME_MOST: f64 = 150.0;
const TRACE_LEAST: f64 = 90.0;
const TRACE_MOST: f64 = 230.0;
const HEADERS: [[&str; 2]; 3] = [
    ["Challenges", "raised"],
    ["Behaviours", "changed"],
    ["Capability", "from → to"],
];

type Courses<'a> = BTreeMap<&'a str, Vec<(u32, Summary)>>;

/// What becomes of the people of a variant, by id.
struct Traces<'a> {
    capability: Courses<'a>,
    challenges: Courses<'a>,
    internalisations: Courses<'a>,
}

impl<'a> Traces<'a> {
    fn of(data: &Data<'a>, variant: usize) -> Traces<'a> {
        let name = data.variants[variant].name;
        let [capability, challenges, internalisations] =
            ["capability", "challenges", "internalisations"]
                .map(|metric| data.roster.courses(name, metric));
        Traces {
            capability,
            challenges,
            internalisations,
        }
    }

    /// Challenges raised, behaviours changed, capability from and to.
    fn figures(&self, id: &str) -> [String; 3] {
        let last = |courses: &Courses<'_>| {
            let end = courses.get(id).and_then(|course| course.last());
            end.map_or_else(
                || "–".to_owned(),
                |(_, summary)| number::tenths(summary.mean),
            )
        };
        let course = self.capability.get(id);
        let ends = course.and_then(|course| Some((course.first()?.1.mean, course.last()?.1.mean)));
        let capability = ends.map_or_else(
            || "–".to_owned(),
            |(from, to)| {
                let from = number::share(from);
                let from = from.trim_end_matches(['\u{a0}', '%']);
                format!("{from} → {}", number::share(to))
            },
        );
        [
            last(&self.challenges),
            last(&self.internalisations),
            capability,
        ]
    }
}

/// What each person did, for those who hear the chart.
pub fn in_words(data: &Data<'_>, cast: &Cast<'_>) -> Vec<String> {
    let traces = Traces::of(data, cast.told);
    let told = cast.people.iter().map(|person| {
        let [challenges, changed, capability] = traces.figures(&person.id);
        format!(
            "{}: {challenges} challenges, {changed} behaviours changed, capability {capability}",
            called(person)
        )
    });
    told.collect()
}

/// The columns of the rows, from left to right.
struct Columns {
    trace: [f64; 2],
    /// Where the figures end, which stand to the left of it.
    ends: [f64; 3],
}

impl Columns {
    /// Names and figures take what they need, the traces what is left.
    fn of(theme: &Theme, room: Area, names: &[String], figures: &[[String; 3]]) -> Columns {
        let size = theme.text.tick;
        let name = names
            .iter()
            .map(|name| font::width(name, size, Weight::SemiBold))
            .fold(0.0, f64::max)
            .min(name_most(theme));
        let widths = [0, 1, 2].map(|column| {
            let cells = figures.iter().map(|row| row[column].as_str());
            let heads = HEADERS[column].iter().copied();
            cells
                .map(|text| font::width(text, size, Weight::SemiBold))
                .chain(heads.map(|text| font::width(text, size, Weight::Regular)))
                .fold(0.0, f64::max)
        });
        let last = room.right;
        let second = last - widths[2] - COLUMN_GAP;
        let first = second - widths[1] - COLUMN_GAP;
        let left = room.left + name + COLUMN_GAP;
        let right = (first - widths[0] - COLUMN_GAP)
            .max(left + TRACE_LEAST)
            .min(left + theme.room(TRACE_MOST, f64::INFINITY));
        Columns {
            trace: [left, right],
            ends: [first, second, last],
        }
    }
}

/// Above the rows.
fn head(theme: &Theme) -> f64 {
    theme.text.tick * 2.75
}

/// The widest names.
fn name_most(theme: &Theme) -> f64 {
    theme.room(NAME_MOST, 300.0)
}

/// How high the rows want to be in a column.
pub fn height(theme: &Theme, cast: &Cast<'_>) -> f64 {
    head(theme) + cast.people.len() as f64 * ROW
}

pub fn draw(canvas: &mut Canvas, data: &Data<'_>, theme: &Theme, cast: &Cast<'_>, room: Area) {
    let told = Traces::of(data, cast.told);
    let other = cast.other.map(|other| Traces::of(data, other));
    let size = theme.text.tick;
    let names: Vec<String> = cast
        .people
        .iter()
        .map(|person| font::shorten(called(person), size, Weight::SemiBold, name_most(theme)))
        .collect();
    let figures: Vec<[String; 3]> = cast
        .people
        .iter()
        .map(|person| told.figures(&person.id))
        .collect();
    let columns = Columns::of(theme, room, &names, &figures);
    let head = head(theme);
    headers(canvas, theme, room, &columns);
    let count = names.len().max(1) as f64;
    let body = Area {
        top: room.top + head,
        ..room
    };
    let height = (body.height() / count).min(HIGHEST_ROW);
    let weeks = panel::weeks(data, columns.trace[0], columns.trace[1]);
    let traces = Area {
        left: columns.trace[0],
        right: columns.trace[1],
        bottom: body.top + height * count,
        ..body
    };
    shades(canvas, theme, &cast.spans, traces, weeks);
    let both = [Some(&told), other.as_ref()];
    let range = axis::from_zero(both.into_iter().flatten().flat_map(|traces| {
        let courses = traces.capability.values().flatten();
        courses.map(|(_, summary)| summary.mean).collect::<Vec<_>>()
    }));
    for (index, person) in cast.people.iter().enumerate() {
        let row = Area {
            top: body.top + height * index as f64,
            bottom: body.top + height * (index + 1) as f64,
            ..body
        };
        let rule = stroke(theme.grid, 1.5);
        canvas.line(at(row.left, row.top), at(row.right, row.top), rule);
        let scale = range.scale(row.bottom - 8.0, row.top + 8.0);
        if let Some(other) = &other {
            let dashes = Stroke {
                dash: Dash::Short,
                ..stroke(theme.baseline, 2.5)
            };
            trace(canvas, &other.capability, person, (weeks, scale), dashes);
        }
        let line = stroke(theme.tacit, 3.5);
        trace(canvas, &told.capability, person, (weeks, scale), line);
        let baseline = f64::midpoint(row.top, row.bottom) + size * 0.36;
        let ink = if roster::is_named(person) {
            theme.ink
        } else {
            theme.muted
        };
        let name = at(row.left, baseline);
        canvas.text(Line::plain(
            name,
            size,
            &names[index],
            ink,
            Weight::SemiBold,
        ));
        for (text, end) in figures[index].iter().zip(columns.ends) {
            let line = Line::plain(at(end, baseline), size, text, theme.ink, Weight::Regular);
            canvas.text(line.anchored(Anchor::End));
        }
    }
}

fn headers(canvas: &mut Canvas, theme: &Theme, room: Area, columns: &Columns) {
    let size = theme.text.tick;
    let first = room.top + size * 0.86;
    for (header, end) in HEADERS.iter().zip(columns.ends) {
        for (index, text) in header.iter().enumerate() {
            let position = at(end, first + index as f64 * size * 1.2);
            let line = Line::plain(position, size, *text, theme.muted, Weight::Regular);
            canvas.text(line.anchored(Anchor::End));
        }
    }
    let text = "Capability";
    let width = font::width(text, size, Weight::SemiBold);
    if width <= columns.trace[1] - columns.trace[0] + COLUMN_GAP {
        let position = at(columns.trace[0], first + size * 1.2);
        canvas.text(Line::plain(
            position,
            size,
            text,
            theme.tacit,
            Weight::SemiBold,
        ));
    }
}

fn trace(
    canvas: &mut Canvas,
    courses: &Courses<'_>,
    person: &PersonInfo,
    (weeks, scale): (Scale, Scale),
    line: Stroke,
) {
    let course = courses
        .get(person.id.as_str())
        .map_or(&[][..], Vec::as_slice);
    let points: Vec<_> = course
        .iter()
        .map(|(week, summary)| at(weeks.pixel(f64::from(*week)), scale.pixel(summary.mean)))
        .collect();
    canvas.path(&points, line);
}

fn called(person: &PersonInfo) -> &str {
    if roster::is_named(person) {
        person.name.trim()
    } else {
        &person.id
    }
}

pub fn sheet(data: &Data<'_>, cast: &Cast<'_>) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for variant in [Some(cast.told), cast.other].into_iter().flatten() {
        let name = data.variants[variant].name;
        let traces = Traces::of(data, variant);
        let metrics = [
            ("capability", &traces.capability),
            ("challenges", &traces.challenges),
            ("internalisations", &traces.internalisations),
        ];
        for person in &cast.people {
            for (metric, courses) in metrics {
                let course = courses
                    .get(person.id.as_str())
                    .map_or(&[][..], Vec::as_slice);
                // Of counts the last week is drawn, of capability every week.
                let skipped = if metric == "capability" {
                    0
                } else {
                    course.len().saturating_sub(1)
                };
                rows.extend(course.iter().skip(skipped).map(|(week, summary)| {
                    vec![
                        name.to_owned(),
                        person.id.clone(),
                        metric.to_owned(),
                        week.to_string(),
                        summary.n.to_string(),
                        summary.mean.to_string(),
                    ]
                }));
            }
        }
    }
    rows
}
