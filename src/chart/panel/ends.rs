//! What stands at the right end of a line: its last value, a small figure below, and the name of the grey line nearby.
//!
//! Owns how these give way to each other. It must not know what a line measures.

use crate::chart::axis::Scale;
use crate::chart::canvas::{Area, Canvas, Line, Point, Stroke, at, stroke};
use crate::chart::data::{Data, Measure};
use crate::chart::font::{self, Weight};
use crate::chart::theme::{Colour, Dash, Theme};
use crate::chart::wording;
use crate::table::Summary;

/// The end of a line.
pub struct End {
    /// The last value and how it is written.
    pub value: f64,
    pub text: String,
    pub colour: Colour,
    /// A small figure below.
    pub note: Option<String>,
    /// What the grey line is called and where it ends, where it is named.
    pub ghost: Option<(String, f64)>,
}

/// Between a panel and what stands beside it.
const GAP: f64 = 12.0;
/// How far the name of the grey line may reach into the space beside that room.
const BEYOND: f64 = 18.0;
/// A longer name of the grey line gets no room for itself.
const LONGEST_GHOST: f64 = 150.0;

/// The room beside a panel that these ends need.
pub fn needed<'e>(theme: &Theme, ends: impl IntoIterator<Item = &'e End>) -> f64 {
    let (size, small) = (theme.text.label, theme.text.tick);
    let width = |end: &End| {
        let text = font::width(&end.text, size, Weight::SemiBold);
        let note = end.note.as_deref().unwrap_or_default();
        let note = font::width(note, small, Weight::Regular);
        let ghost = end.ghost.as_ref().map_or(0.0, |(name, _)| {
            let ghost = font::width(name, small, Weight::Regular);
            if ghost <= LONGEST_GHOST { ghost } else { 0.0 }
        });
        text.max(note).max(ghost) + GAP
    };
    ends.into_iter().map(width).fold(GAP, f64::max)
}

/// The points of a line through the weeks.
pub fn points(
    weekly: &[(u32, Summary)],
    weeks: Scale,
    scale: Scale,
    value: impl Fn(&Summary) -> f64,
) -> Vec<Point> {
    weekly
        .iter()
        .map(|(week, summary)| at(weeks.pixel(f64::from(*week)), scale.pixel(value(summary))))
        .filter(|point| point.y.is_finite())
        .collect()
}

/// The line of the reference in the panel of another variant.
pub fn ghost(canvas: &mut Canvas, theme: &Theme, points: &[Point]) {
    let dashes = Stroke {
        dash: Dash::Short,
        ..stroke(theme.baseline, 3.0)
    };
    canvas.path(points, dashes);
}

/// What the grey line is called and where it ends: once on a chart, in the first panel that has it.
pub fn ghost_end(
    data: &Data<'_>,
    measure: &Measure,
    variant: usize,
    value: impl Fn(&Summary) -> f64,
) -> Option<(String, f64)> {
    let reference = data
        .reference
        .filter(|_| data.alternatives().first() == Some(&variant))?;
    let weekly = data.weekly(reference, measure);
    let end = value(&weekly.last()?.1);
    Some((wording::sentence(&data.variants[reference].label), end))
}

/// Writes all of it beside the panel, as wide as `room`.
pub fn label(canvas: &mut Canvas, theme: &Theme, plot: Area, scale: Scale, room: f64, end: End) {
    if !end.value.is_finite() {
        return;
    }
    let (size, small) = (theme.text.label, theme.text.tick);
    let height = size * 0.8 + if end.note.is_some() { small * 1.2 } else { 0.0 };
    let highest = plot.top - size * 0.4;
    let top = (scale.pixel(end.value) - size * 0.4)
        .min(plot.bottom - height)
        .max(highest);
    let x = plot.right + GAP;
    let baseline = top + size * 0.76;
    canvas.text(Line::plain(
        at(x, baseline),
        size,
        end.text,
        end.colour,
        Weight::SemiBold,
    ));
    if let Some(note) = end.note {
        let position = at(x, baseline + small * 1.2);
        canvas.text(Line::plain(
            position,
            small,
            note,
            theme.muted,
            Weight::Regular,
        ));
    }
    if let Some((name, value)) = end.ghost {
        let beside = Area {
            left: x,
            right: plot.right + room + theme.room(BEYOND, 1.0),
            ..plot
        };
        let taken = Area {
            top,
            bottom: top + height + 4.0,
            ..beside
        };
        ghost_name(canvas, theme, &name, scale.pixel(value), beside, taken);
    }
}

/// The name of the grey line at its end, above or below what is taken, as long as that is still beside the line.
fn ghost_name(canvas: &mut Canvas, theme: &Theme, name: &str, end: f64, room: Area, taken: Area) {
    let size = theme.text.tick;
    if font::width(name, size, Weight::Regular) > room.width() {
        return;
    }
    let height = size * 1.1;
    let centre = end.max(room.top).min(room.bottom);
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
