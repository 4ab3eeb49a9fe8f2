//! What stands around a map: the names of both axes, rows and columns, and the best value of each row.

use super::plan::{Plan, best_gap};
use super::{LEAST_ROW, Style};
use crate::chart::canvas::{Anchor, Area, Canvas, Line, at};
use crate::chart::font::{self, Weight};
use crate::chart::sweep::parameter::apart;
use crate::chart::sweep::regime_map::{Best, Map};
use crate::chart::theme::{Format, Theme};

/// The distance of lines, in their own size.
pub const LEADING: f64 = 1.25;
/// A row of two lines is at least so high, in their own size.
const TWO_LINES: f64 = 2.4;

pub fn of_rows(style: &Style<'_>) -> Vec<String> {
    style
        .up
        .values
        .iter()
        .map(|value| style.up.value(*value))
        .collect()
}

/// The names of both axes, and in grey where both parameters stand without the sweep.
pub fn captions(canvas: &mut Canvas, style: &Style<'_>, room: Area, plan: &Plan) {
    let theme = style.theme;
    let size = theme.text.tick;
    let whole = room.width();
    let widest = theme.room(whole / 2.0, whole);
    let text = |text: String, widest: f64| font::shorten(&text, size, Weight::SemiBold, widest);
    let up = text(format!("↑ {}", style.up.caption()), widest);
    canvas.text(Line::plain(
        at(room.left, room.top + size * 0.6),
        size,
        up,
        theme.ink,
        Weight::SemiBold,
    ));
    let right = room.right - plan.beside;
    let widest = theme.room(whole / 2.0, right - room.left);
    let across = text(format!("{} →", style.across.caption()), widest);
    let base = base(style);
    let base_texts = base_lines(theme, &base, whole - plan.gutter, whole);
    let last = room.bottom - size * 0.3;
    let below = theme.room(0.0, base_texts.len() as f64 * size * LEADING);
    let caption = Line::plain(
        at(right, last - below),
        size,
        across,
        theme.ink,
        Weight::SemiBold,
    );
    canvas.text(caption.anchored(Anchor::End));
    let raised = base_texts.len().saturating_sub(1) as f64 * size * LEADING;
    for (index, text) in base_texts.into_iter().enumerate() {
        let y = last - raised + index as f64 * size * LEADING;
        let left = room.left + plan.gutter;
        canvas.text(Line::plain(
            at(left, y),
            size,
            text,
            theme.baseline,
            Weight::Regular,
        ));
    }
}

/// Where both parameters stand without the sweep.
pub fn base(style: &Style<'_>) -> String {
    format!(
        "base {} {}, {} {}",
        style.across.lower(),
        style.across.value(style.across.base),
        style.up.lower(),
        style.up.value(style.up.base)
    )
}

/// The same in the lines that it has: one on a slide, beside the name of the axis, and up to three in a column.
pub fn base_lines(theme: &Theme, base: &str, column: f64, whole: f64) -> Vec<String> {
    let size = theme.text.tick;
    match theme.format {
        Format::Slide => {
            let gutter = whole - column;
            let room = whole / 2.0 - gutter - 30.0;
            vec![font::shorten(base, size, Weight::Regular, room)]
        }
        Format::Column => font::wrap(base, size, Weight::Regular, column, 3),
    }
}

/// Rows are named as far as their height allows.
pub fn rows(canvas: &mut Canvas, style: &Style<'_>, plot: Area, height: f64) {
    let size = style.theme.text.tick;
    let stride = (LEAST_ROW / height).ceil().max(1.0) as usize;
    for (row, name) in of_rows(style).into_iter().enumerate().step_by(stride) {
        let y = plot.bottom - height * (row as f64 + 0.5) + size * 0.36;
        let name = font::shorten(&name, size, Weight::Regular, 300.0);
        let line = Line::plain(
            at(plot.left - 14.0, y),
            size,
            name,
            style.theme.muted,
            Weight::Regular,
        );
        canvas.text(line.anchored(Anchor::End));
    }
}

/// Columns are named as far as their names keep apart.
pub fn columns(canvas: &mut Canvas, style: &Style<'_>, plot: Area) {
    let size = style.theme.text.tick;
    let width = plot.width() / style.across.values.len() as f64;
    let labels: Vec<Line> = style
        .across
        .values
        .iter()
        .enumerate()
        .map(|(column, value)| {
            let position = at(
                plot.left + width * (column as f64 + 0.5),
                plot.bottom + size * 1.15,
            );
            let text = style.across.value(*value);
            Line::plain(position, size, text, style.theme.muted, Weight::Regular)
                .anchored(Anchor::Middle)
        })
        .collect();
    // Every column, every second, every fifth: named at equal distances where that fits.
    let stride = [1, 2, 5, 10].into_iter().find(|stride| {
        let kept: Vec<Line> = labels.iter().step_by(*stride).cloned().collect();
        apart(kept.clone()).len() == kept.len()
    });
    let labels = match stride {
        Some(stride) => labels.into_iter().step_by(stride).collect(),
        None => apart(labels),
    };
    for label in labels {
        canvas.text(label);
    }
}

/// The heading of the best values.
pub fn best_heading(style: &Style<'_>) -> String {
    match style.theme.format {
        Format::Slide => format!("Best {}", style.across.lower()),
        // There the name of the axis has a line of its own.
        Format::Column => "Best".to_owned(),
    }
}

/// A best value and its interval, where it has one.
pub fn best(style: &Style<'_>, best: &Best<'_>) -> (String, Option<String>) {
    let value = if best.holds() {
        style.across.value(best.row.at)
    } else {
        "unclear".to_owned()
    };
    let span = best
        .has_interval()
        .then(|| style.across.interval(best.row.at_low, best.row.at_high));
    let span = span.map(|span| match style.theme.format {
        Format::Slide => format!("({span})"),
        // There it has a line of its own.
        Format::Column => span,
    });
    (value, span)
}

/// Beside each row its best value, with the interval behind it, or below it in a column.
pub fn bests(canvas: &mut Canvas, style: &Style<'_>, plot: Area, map: &Map<'_>, beside: f64) {
    let theme = style.theme;
    let size = theme.text.tick;
    let left = plot.right + best_gap(theme);
    let room = beside - best_gap(theme);
    let title = font::shorten(&best_heading(style), size, Weight::SemiBold, room);
    let position = at(left, plot.top - size * theme.room(0.9, 0.5));
    canvas.text(Line::plain(
        position,
        size,
        title,
        theme.ink,
        Weight::SemiBold,
    ));
    let height = plot.height() / map.bests.len().max(1) as f64;
    let stride = (LEAST_ROW / height).ceil().max(1.0) as usize;
    for (row, found) in map.bests.iter().enumerate().step_by(stride) {
        let Some(found) = found else {
            continue;
        };
        let (value, span) = best(style, found);
        let (weight, ink) = if found.holds() {
            (Weight::SemiBold, theme.ink)
        } else {
            (Weight::Regular, theme.muted)
        };
        let y = plot.bottom - height * (row as f64 + 0.5) + size * 0.36;
        let width = font::width(&value, size, weight);
        let has_lines = theme.format == Format::Column && height >= TWO_LINES * size;
        let raised = if has_lines && span.is_some() {
            size * LEADING / 2.0
        } else {
            0.0
        };
        canvas.text(Line::plain(at(left, y - raised), size, value, ink, weight));
        let place = match theme.format {
            Format::Slide => Some((left + width + 12.0, y, room - width - 12.0)),
            Format::Column => has_lines.then_some((left, y + raised, room)),
        };
        if let (Some(span), Some((x, y, room))) = (span, place) {
            let span = font::shorten(&span, size, Weight::Regular, room);
            canvas.text(Line::plain(
                at(x, y),
                size,
                span,
                theme.muted,
                Weight::Regular,
            ));
        }
    }
}
