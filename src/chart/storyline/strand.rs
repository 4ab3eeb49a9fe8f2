//! One panel of a team's story: what is said or done week by week, in both variants, and what it comes to.
//!
//! Owns which panels there are and how one looks. It must not know how panels share the room.

use super::cast::Cast;
use crate::chart::axis::{self, Range, Scale};
use crate::chart::canvas::{Area, Canvas, Line, at, stroke};
use crate::chart::data::{Data, Measure};
use crate::chart::font::{self, Weight};
use crate::chart::label;
use crate::chart::number;
use crate::chart::panel::{self, Edge, ends};
use crate::chart::theme::{Colour, Theme};
use crate::chart::wording;
use crate::table::{Summary, Unit};

/// Room to the left of a panel for the numbers of its axis.
const TICK_ROOM: f64 = 82.0;
/// Room to the right of a panel for the last values.
const VALUE_ROOM: f64 = 92.0;

/// One panel: what it shows, and in which words.
pub struct Strand {
    pub measure: Measure,
    pub name: [&'static str; 2],
    pub flow: Flow,
    voice: Voice,
}

/// How weekly means are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    /// As they are.
    Level,
    /// A count since the start, drawn as what each week adds.
    Weekly,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
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
pub fn strands(data: &Data<'_>) -> Vec<Strand> {
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

/// How the numbers of a panel's axis are written.
pub fn tick(strand: &Strand) -> fn(f64, f64) -> String {
    match strand.measure.unit() {
        Unit::Count => number::count_tick,
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
pub fn sides(data: &Data<'_>, theme: &Theme, cast: &Cast<'_>, strands: &[Strand]) -> [f64; 2] {
    let size = theme.text.tick;
    let numbers = strands.iter().flat_map(|strand| {
        let range = range(data, cast, strand);
        panel::numbers(&range, tick(strand)).collect::<Vec<_>>()
    });
    let numbers: Vec<String> = numbers.collect();
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
    // On a slide numbers of any usual length fit; longer ones push the panels aside.
    let width = |number: &String| font::width(number, size, Weight::Regular) + 16.0;
    let on_slides = numbers.iter().map(width).fold(TICK_ROOM, f64::max);
    [
        theme.room(on_slides, panel::gutter(theme, numbers, "")),
        theme.room(VALUE_ROOM, lasts.fold(0.0, f64::max) + 12.0),
    ]
}

pub fn panel_name(canvas: &mut Canvas, theme: &Theme, strand: &Strand, left: f64, plot: Area) {
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
pub fn draw_strand(
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
pub fn weekly(data: &Data<'_>, strand: &Strand, variant: usize) -> Vec<(u32, f64)> {
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
