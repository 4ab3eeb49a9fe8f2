//! The best values: of a single line labelled at its mark, of several lines in rows above the panel.

use super::colour;
use crate::chart::canvas::{Anchor, Area, Canvas, Fill, Line, Point, at, solid, stroke};
use crate::chart::font::{self, Weight};
use crate::chart::label::beside::{Scene, Side};
use crate::chart::sweep::dose_response::pair::{self, Bar, Dress, Panel};
use crate::chart::sweep::dose_response::{Best, Curve, Dot};
use crate::chart::sweep::parameter::{Parameter, Track};
use crate::chart::sweep::words;
use crate::chart::theme::{Shape, Theme};

/// The height of a row above the panel.
const ROW: f64 = 19.0;

/// A row for each line above the panel, with its best value and the interval; the panel gives way.
pub fn draw_above(
    canvas: &mut Canvas,
    theme: &Theme,
    panel: &mut Panel<'_>,
    track: Track,
    (curves, dresses): (&[Curve<'_>], &[Dress]),
) {
    let rows = curves.iter().filter(|curve| curve.best.is_some()).count();
    if rows == 0 {
        return;
    }
    let top = panel.plot.top - 10.0;
    panel.plot.top = top + ROW * rows as f64 + 16.0;
    let size = theme.text.tick;
    let middle = top + ROW * rows as f64 / 2.0;
    let note = Line::plain(
        at(panel.plot.left - 14.0, middle + size * 0.36),
        size,
        "best",
        theme.muted,
        Weight::Regular,
    );
    canvas.text(note.anchored(Anchor::End));
    let found = curves
        .iter()
        .zip(dresses)
        .filter_map(|(curve, dress)| Some((curve.best?, dress)));
    for (row, (best, dress)) in found.enumerate() {
        let y = top + ROW * (row as f64 + 0.5);
        let colour = colour(panel, *dress);
        let [low, high] =
            [best.row.at_low, best.row.at_high].map(|value| at(track.pixel(value), y));
        if best.has_interval() && high.x > low.x {
            let line = stroke(colour, 3.0);
            canvas.line(low, high, line);
            for end in [low, high] {
                canvas.line(at(end.x, y - 6.0), at(end.x, y + 6.0), line);
            }
        }
        let (fill, rim) = pair::standing(theme, &best, colour);
        canvas.mark(
            Shape::Diamond,
            at(track.pixel(best.row.at), y),
            7.0,
            solid(fill),
            rim,
        );
    }
}

/// The marks of the best values; a single one is labelled, and has its documents marked below.
pub fn draw(
    canvas: &mut Canvas,
    theme: &Theme,
    along: &Parameter,
    panels: &[Panel<'_>],
    track: Track,
    (curves, dresses): (&[Curve<'_>], &[Dress]),
) {
    let Some(upper) = panels.first().filter(|_| along.values.len() > 1) else {
        return;
    };
    if let [curve] = curves {
        let colour = upper.colour;
        if let Some(mark) = pair::draw_best(canvas, theme, upper, track, (curve, colour), Bar::None)
        {
            label_best(canvas, theme, along, upper, track, curve, mark);
        }
        if let Some(lower) = panels.get(1) {
            mark_documents(canvas, theme, lower, track, curve);
        }
        return;
    }
    for (curve, dress) in curves.iter().zip(dresses) {
        let colour = colour(upper, *dress);
        pair::draw_best(canvas, theme, upper, track, (curve, colour), Bar::None);
    }
}

fn label_best(
    canvas: &mut Canvas,
    theme: &Theme,
    along: &Parameter,
    panel: &Panel<'_>,
    track: Track,
    curve: &Curve<'_>,
    mark: Point,
) {
    let Some(best) = curve.best else {
        return;
    };
    let (size, small) = (theme.text.label, theme.text.tick);
    let word = if best.holds() { "Best" } else { "Highest mean" };
    let lines = [
        format!(
            "{word}: {} at {}",
            panel.measure.value(best.row.best),
            along.value(best.row.at)
        ),
        words::interval_of_place(along, &best),
    ];
    let width = font::width(&lines[0], size, Weight::SemiBold).max(font::width(
        &lines[1],
        small,
        Weight::Regular,
    ));
    let height = size + small * 1.25;
    let scale = panel.range.scale(panel.plot.bottom, panel.plot.top);
    let edge = |end: fn(&Dot) -> f64| -> Vec<Point> {
        let dots = curve.dots.iter().filter(|dot| end(dot).is_finite());
        dots.map(|dot| at(track.pixel(dot.value), scale.pixel(end(dot))))
            .collect()
    };
    let mut paths = vec![
        edge(|dot| dot.mean),
        edge(|dot| dot.low),
        edge(|dot| dot.high),
    ];
    if let Some(x) = along.base_pixel(track) {
        paths.push(vec![at(x, panel.plot.top), at(x, panel.plot.bottom)]);
    }
    // The edges of the grey band; a band of one value is no wider than the mark.
    if best.has_interval() && best.row.at_low < best.row.at_high {
        for value in [best.row.at_low, best.row.at_high] {
            let x = track.pixel(value);
            paths.push(vec![at(x, panel.plot.top), at(x, panel.plot.bottom)]);
        }
    }
    let around = |point: Point, radius: f64| Area {
        left: point.x - radius,
        top: point.y - radius,
        right: point.x + radius,
        bottom: point.y + radius,
    };
    let scene = Scene {
        room: Area {
            top: panel.plot.top + 4.0,
            bottom: panel.plot.bottom - 6.0,
            ..panel.plot
        },
        taken: vec![around(mark, 14.0)],
        paths: &paths,
    };
    let beside = if mark.x > f64::midpoint(panel.plot.left, panel.plot.right) {
        Side::Left
    } else {
        Side::Right
    };
    let place = scene.place(mark, width, height, beside);
    if let Some([from, to]) = place.leader {
        canvas.line(from, to, stroke(theme.rule, 1.5));
    }
    // Where there was no free place, the words stay readable.
    canvas.rectangle(
        place.area,
        Fill {
            colour: theme.paper,
            opacity: 0.7,
        },
    );
    let left = place.area.left;
    let first = place.area.top + size * 0.84;
    canvas.text(Line::plain(
        at(left, first),
        size,
        &lines[0],
        panel.colour,
        Weight::SemiBold,
    ));
    let second = at(left, first + small * 1.25);
    canvas.text(Line::plain(
        second,
        small,
        &lines[1],
        theme.muted,
        Weight::Regular,
    ));
}

/// What is written at the best value.
fn mark_documents(
    canvas: &mut Canvas,
    theme: &Theme,
    panel: &Panel<'_>,
    track: Track,
    curve: &Curve<'_>,
) {
    let Some(best) = curve.best.filter(Best::holds) else {
        return;
    };
    let at_best = curve
        .dots
        .iter()
        .find(|dot| dot.value.to_bits() == best.row.at.to_bits());
    let Some(dot) = at_best.filter(|dot| dot.documents.is_finite()) else {
        return;
    };
    let scale = panel.range.scale(panel.plot.bottom, panel.plot.top);
    let mark = at(track.pixel(dot.value), scale.pixel(dot.documents));
    canvas.mark(
        Shape::Diamond,
        mark,
        9.0,
        solid(panel.colour),
        stroke(theme.paper, 2.5),
    );
    let is_last = curve
        .dots
        .last()
        .is_some_and(|last| last.value.to_bits() == dot.value.to_bits());
    if is_last {
        return;
    }
    let size = theme.text.label;
    let text = panel.measure.value(dot.documents);
    let width = font::width(&text, size, Weight::SemiBold);
    // Above its mark and left of it, where a rising line leaves room; inside the panel at the left end.
    let x = (mark.x - width - 10.0).max(panel.plot.left + 4.0);
    let line = Line::plain(
        at(x, mark.y - 16.0),
        size,
        text,
        panel.colour,
        Weight::SemiBold,
    );
    canvas.text(line);
}
