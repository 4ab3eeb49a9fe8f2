//! Events on axes of time: a line where something happens, its name above, and words for what has no room there.
//!
//! Owns which form of a name fits where. It must not know what an event does.

use crate::chart::axis::Scale;
use crate::chart::canvas::{Area, Canvas, Line, Stroke, at, stroke};
use crate::chart::data::{Data, NOTE, Variant};
use crate::chart::font::{self, Weight};
use crate::chart::theme::{Dash, Theme};
use crate::table::EventInfo;

/// How far a name may reach beyond the last week, where the last value stands.
const BEYOND: f64 = 6.0;

/// The name of an event above its line.
struct Label {
    text: String,
    left: f64,
    /// Whether it says week, kind and what happens.
    whole: bool,
}

/// Thin lines at the weeks of a variant's events, across the given panels.
pub fn lines(
    canvas: &mut Canvas,
    theme: &Theme,
    variant: &Variant<'_>,
    plots: &[Area],
    weeks: Scale,
) {
    let mut drawn: Vec<u32> = variant.marked.iter().map(|event| event.week).collect();
    drawn.sort_unstable();
    drawn.dedup();
    for week in drawn.into_iter().map(f64::from) {
        let x = weeks.pixel(week);
        for plot in plots.iter().filter(|_| week <= weeks.high) {
            let thin = Stroke {
                dash: Dash::Short,
                ..stroke(theme.muted, 2.0)
            };
            canvas.line(at(x, plot.top), at(x, plot.bottom), thin);
        }
    }
}

/// The height of the row above a panel in which events are named; none without events.
pub fn room(data: &Data<'_>, theme: &Theme) -> f64 {
    if data
        .variants
        .iter()
        .any(|variant| !variant.marked.is_empty())
    {
        theme.text.tick * 1.4
    } else {
        0.0
    }
}

/// Names the events above the panel's lines, on a floor.
pub fn labels(canvas: &mut Canvas, theme: &Theme, variant: &Variant<'_>, floor: f64, weeks: Scale) {
    let size = theme.text.tick;
    for label in placed(theme, variant, weeks).into_iter().flatten() {
        let position = at(label.left, floor - size * 0.34);
        let line = Line::plain(position, size, label.text, theme.muted, Weight::Regular);
        canvas.text(line);
    }
}

/// Lines at the values that the author marks, each with its text above it, or below it where the panel ends.
pub fn levels(canvas: &mut Canvas, theme: &Theme, data: &Data<'_>, plot: Area, scale: Scale) {
    let size = theme.text.tick;
    for (value, text) in &data.levels {
        let y = scale.pixel(*value);
        if !(plot.top - 1.0..=plot.bottom + 1.0).contains(&y) {
            continue;
        }
        let thin = Stroke {
            dash: Dash::Short,
            ..stroke(theme.muted, 2.0)
        };
        canvas.line(at(plot.left, y), at(plot.right, y), thin);
        let baseline = if y - size * 1.2 >= plot.top {
            y - size * 0.34
        } else {
            y + size * 1.1
        };
        let text = font::shorten(text, size, Weight::Regular, plot.width() - 8.0);
        let position = at(plot.left + 8.0, baseline);
        canvas.text(Line::plain(
            position,
            size,
            text,
            theme.muted,
            Weight::Regular,
        ));
    }
}

/// The longest form of each event's name that has room above its line; what still collides is left to the line alone.
fn placed(theme: &Theme, variant: &Variant<'_>, weeks: Scale) -> Vec<Option<Label>> {
    let size = theme.text.tick;
    let mut free = weeks.start;
    let mut events: Vec<(f64, &EventInfo)> = variant
        .marked
        .iter()
        .map(|event| (f64::from(event.week), event))
        .filter(|(week, _)| *week <= weeks.high)
        .collect();
    events.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut labels = Vec::new();
    for (index, (week, event)) in events.iter().enumerate() {
        let x = weeks.pixel(*week);
        let wall = events
            .get(index + 1)
            .map_or(weeks.end + BEYOND, |next| weeks.pixel(next.0) - 6.0);
        let forms = [
            in_full(event),
            if event.kind == NOTE {
                event.label.clone()
            } else {
                format!("{}: {}", event.kind, event.label)
            },
            event.label.clone(),
            event.kind.clone(),
            format!("wk\u{a0}{}", event.week),
        ];
        let fitting = forms.into_iter().enumerate().find_map(|(rank, text)| {
            let width = font::width(&text, size, Weight::Regular);
            let left = (x - 4.0).min(wall - width).max(free);
            // Still above its own line.
            let fits = left + width <= wall && left <= x + 2.0 && left + width >= x - 2.0;
            fits.then_some((text, left, width, rank == 0))
        });
        labels.push(fitting.map(|(text, left, width, whole)| {
            free = left + width + 10.0;
            Label { text, left, whole }
        }));
    }
    labels
}

/// All events in words for the footer, if there are few, and unless every one of them is named in full in the panel of
/// its variant; without panels of weeks, always.
pub fn in_words(data: &Data<'_>, theme: &Theme, weeks: &[Scale]) -> Option<String> {
    let named = data.variants.iter().zip(weeks).all(|(variant, weeks)| {
        let labels = placed(theme, variant, *weeks);
        labels
            .iter()
            .all(|label| label.as_ref().is_some_and(|label| label.whole))
    });
    if named && !weeks.is_empty() {
        return None;
    }
    let called = if weeks.is_empty() {
        "Events"
    } else {
        "Dashed vertical"
    };
    let mut words: Vec<(u32, String)> = Vec::new();
    for event in data.variants.iter().flat_map(|variant| &variant.marked) {
        let text = in_full(event);
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

fn in_full(event: &EventInfo) -> String {
    if event.kind == NOTE {
        return format!("week\u{a0}{}: {}", event.week, event.label);
    }
    format!("week\u{a0}{}: {}, {}", event.week, event.kind, event.label)
}
