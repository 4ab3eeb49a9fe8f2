//! What stands around a map: the names of both axes, rows and columns, and the best value of each row.

use super::{BEST_ROOM, LEAST_ROW, Style};
use crate::chart::canvas::{Anchor, Area, Canvas, Line, at};
use crate::chart::font::{self, Weight};
use crate::chart::sweep::parameter::apart;
use crate::chart::sweep::regime_map::Map;

pub fn of_rows(style: &Style<'_>) -> Vec<String> {
    style
        .up
        .values
        .iter()
        .map(|value| style.up.value(*value))
        .collect()
}

/// The names of both axes, and in grey where both parameters stand without the sweep.
pub fn captions(canvas: &mut Canvas, style: &Style<'_>, room: Area, gutter: f64, maps: usize) {
    let theme = style.theme;
    let size = theme.text.tick;
    let room_for = room.width() / 2.0;
    let text = |text: String| font::shorten(&text, size, Weight::SemiBold, room_for);
    let up = text(format!("↑ {}", style.up.caption()));
    canvas.text(Line::plain(
        at(room.left, room.top + size * 0.6),
        size,
        up,
        theme.ink,
        Weight::SemiBold,
    ));
    let across = text(format!("{} →", style.across.caption()));
    let right = if maps == 1 && style.sweep.variants.len() == 1 {
        room.right - BEST_ROOM
    } else {
        room.right
    };
    let position = at(right, room.bottom - size * 0.3);
    let line =
        Line::plain(position, size, across, theme.ink, Weight::SemiBold).anchored(Anchor::End);
    canvas.text(line);
    let base = format!(
        "base {} {}, {} {}",
        style.across.lower(),
        style.across.value(style.across.base),
        style.up.lower(),
        style.up.value(style.up.base)
    );
    let base = font::shorten(
        &base,
        size,
        Weight::Regular,
        room.width() / 2.0 - gutter - 30.0,
    );
    let position = at(room.left + gutter, room.bottom - size * 0.3);
    canvas.text(Line::plain(
        position,
        size,
        base,
        theme.baseline,
        Weight::Regular,
    ));
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

/// Beside each row its best value, with the interval.
pub fn bests(canvas: &mut Canvas, style: &Style<'_>, plot: Area, map: &Map<'_>) {
    let theme = style.theme;
    let size = theme.text.tick;
    let left = plot.right + 24.0;
    let room = BEST_ROOM - 24.0;
    let title = font::shorten(
        &format!("Best {}", style.across.lower()),
        size,
        Weight::SemiBold,
        room,
    );
    let position = at(left, plot.top - size * 0.9);
    canvas.text(Line::plain(
        position,
        size,
        title,
        theme.ink,
        Weight::SemiBold,
    ));
    let height = plot.height() / map.bests.len().max(1) as f64;
    let stride = (LEAST_ROW / height).ceil().max(1.0) as usize;
    for (row, best) in map.bests.iter().enumerate().step_by(stride) {
        let Some(best) = best else {
            continue;
        };
        let y = plot.bottom - height * (row as f64 + 0.5) + size * 0.36;
        let value = if best.holds() {
            style.across.value(best.row.at)
        } else {
            "unclear".to_owned()
        };
        let weight = if best.holds() {
            Weight::SemiBold
        } else {
            Weight::Regular
        };
        let width = font::width(&value, size, weight);
        let ink = if best.holds() { theme.ink } else { theme.muted };
        canvas.text(Line::plain(at(left, y), size, value, ink, weight));
        if best.has_interval() {
            let span = style.across.interval(best.row.at_low, best.row.at_high);
            let span = font::shorten(
                &format!("({span})"),
                size,
                Weight::Regular,
                room - width - 12.0,
            );
            canvas.text(Line::plain(
                at(left + width + 12.0, y),
                size,
                span,
                theme.muted,
                Weight::Regular,
            ));
        }
    }
}
