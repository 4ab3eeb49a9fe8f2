//! One to four lines in one pair of panels, each named at its end.
//!
//! Owns where names and the label of the best value go. A single line wears the metric's colour and has its best value
//! labelled; several wear colours, dashes and marks of their own.

use super::pair::{self, Bar, Dress, Panel};
use super::{Curve, Dot, Role};
use crate::chart::canvas::{Area, Canvas, Line, Point, at, solid, stroke};
use crate::chart::font::{self, Weight};
use crate::chart::label::beside::{Scene, Side};
use crate::chart::label::spread;
use crate::chart::panel::{Edge, TICK_GUTTER};
use crate::chart::sweep::data::Sweep;
use crate::chart::sweep::parameter::{Parameter, Track};
use crate::chart::sweep::words;
use crate::chart::theme::{Colour, Look, Shape, Theme};
use crate::chart::wording;

/// Room for the last value of a single line.
const VALUE_ROOM: f64 = 130.0;
/// The most room for names at the ends of several lines.
const NAME_ROOM: f64 = 320.0;
/// Below the panels: values of the axis, its name.
const AXIS_ROOM: f64 = 76.0;

pub fn draw(
    canvas: &mut Canvas,
    sweep: &Sweep<'_>,
    theme: &Theme,
    room: Area,
    along: &Parameter,
    curves: &[Curve<'_>],
) {
    let beside = if curves.len() == 1 {
        VALUE_ROOM
    } else {
        name_room(theme, curves)
    };
    let inner = Area {
        left: room.left + TICK_GUTTER,
        right: room.right - beside,
        bottom: room.bottom - AXIS_ROOM,
        ..room
    };
    let names = theme.text.label * 2.05;
    let panels = pair::panels(sweep, theme, inner, names, &pair::ranges(curves));
    let track = along.track(inner.left + 12.0, inner.right - 12.0);
    let dresses: Vec<Dress> = curves
        .iter()
        .map(|curve| dress(theme, curves, curve.role))
        .collect();
    for (index, panel) in panels.iter().enumerate() {
        draw_name(canvas, theme, room.left, panel);
        if let [curve] = curves {
            pair::draw_place(canvas, theme, panel, track, curve);
        }
        pair::draw_grid(canvas, theme, panel, along, track, Edge::First);
        let value = |dot: &Dot| if index == 0 { dot.mean } else { dot.documents };
        for (curve, dress) in curves.iter().zip(&dresses) {
            match (index, curves) {
                (0, _) => pair::draw_band(canvas, panel, track, curve, colour(panel, *dress)),
                (_, [_]) => pair::fill_below(canvas, panel, track, curve),
                _ => {}
            }
        }
        for (curve, dress) in curves.iter().zip(&dresses) {
            pair::draw_curve(canvas, theme, panel, track, (curve, *dress), value);
        }
        draw_ends(
            canvas,
            theme,
            panel,
            track,
            curves,
            &dresses,
            (room.right, index),
        );
    }
    draw_bests(canvas, theme, along, &panels, track, curves, &dresses);
    if let Some(last) = panels.last() {
        along.draw_axis(canvas, theme, last.plot, track);
        along.draw_caption(canvas, theme, last.plot, track);
    }
}

/// The look of a line among the others.
fn dress(theme: &Theme, curves: &[Curve<'_>], role: Role) -> Dress {
    let has_reference = curves.iter().any(|curve| curve.role == Role::Reference);
    match role {
        _ if curves.len() == 1 => Dress::Metric,
        Role::Reference => Dress::Own(theme.reference()),
        Role::Other(place) if has_reference => Dress::Own(theme.variant(place)),
        // Four lines of which none is the reference: the first one is black.
        Role::Other(0) => Dress::Own(Look {
            colour: theme.ink,
            ..theme.reference()
        }),
        Role::Other(place) => Dress::Own(theme.variant(place - 1)),
    }
}

fn colour(panel: &Panel<'_>, dress: Dress) -> Colour {
    match dress {
        Dress::Own(look) => look.colour,
        Dress::Metric | Dress::Ghost => panel.colour,
    }
}

fn draw_name(canvas: &mut Canvas, theme: &Theme, left: f64, panel: &Panel<'_>) {
    let size = theme.text.label;
    let position = at(left, panel.plot.top - size * 0.86);
    let name = wording::sentence(&panel.measure.label);
    canvas.text(Line::plain(
        position,
        size,
        name,
        panel.colour,
        Weight::SemiBold,
    ));
}

fn name_room(theme: &Theme, curves: &[Curve<'_>]) -> f64 {
    let size = theme.text.label;
    let widths = curves
        .iter()
        .map(|curve| font::width(&curve.label, size, Weight::SemiBold));
    (widths.fold(VALUE_ROOM, f64::max) + 40.0).min(NAME_ROOM)
}

/// At the end of each line its name, in the upper panel, and its last value; none on another.
fn draw_ends(
    canvas: &mut Canvas,
    theme: &Theme,
    panel: &Panel<'_>,
    track: Track,
    curves: &[Curve<'_>],
    dresses: &[Dress],
    (right, index): (f64, usize),
) {
    let (size, small) = (theme.text.label, theme.text.tick);
    let scale = panel.range.scale(panel.plot.bottom, panel.plot.top);
    let left = panel.plot.right + 14.0;
    let mut ends = Vec::new();
    for (curve, dress) in curves.iter().zip(dresses) {
        let value = |dot: &Dot| if index == 0 { dot.mean } else { dot.documents };
        let Some(last) = curve.dots.iter().rev().find(|dot| value(dot).is_finite()) else {
            continue;
        };
        let mark = at(track.pixel(last.value), scale.pixel(value(last)));
        let value = panel.measure.value(value(last));
        let lines = if curves.len() == 1 || index > 0 {
            vec![value]
        } else {
            let mut lines = font::wrap(&curve.label, size, Weight::SemiBold, right - left, 2);
            lines.push(value);
            lines
        };
        ends.push((mark, lines, colour(panel, *dress), *dress));
    }
    // Lines that end at the same number have one number, in the panel's own colour.
    if index > 0 && ends.len() > 1 && ends.iter().all(|(_, lines, ..)| *lines == ends[0].1) {
        ends.drain(..ends.len() - 1);
        ends[0].2 = panel.colour;
    }
    let height = |lines: &[String]| (lines.len() - 1) as f64 * size * 1.16 + small * 1.3;
    let wishes: Vec<f64> = ends.iter().map(|(mark, ..)| mark.y).collect();
    let heights: Vec<f64> = ends.iter().map(|(_, lines, ..)| height(lines)).collect();
    let (top, bottom) = (panel.plot.top - size * 1.6, panel.plot.bottom + size * 0.6);
    let Some(centres) = spread(&wishes, &heights, top, bottom) else {
        return;
    };
    for ((mark, lines, colour, dress), (centre, height)) in
        ends.into_iter().zip(centres.iter().zip(heights))
    {
        if let Dress::Own(look) = dress {
            canvas.mark(
                look.shape,
                mark,
                8.0,
                solid(colour),
                stroke(theme.paper, 2.0),
            );
        }
        let mut baseline = centre - height / 2.0 + size * 0.86;
        let last = lines.len() - 1;
        for (index, line) in lines.into_iter().enumerate() {
            let is_note = index == last && last > 0;
            let (size, weight, colour) = if is_note {
                (small, Weight::Regular, theme.muted)
            } else {
                (size, Weight::SemiBold, colour)
            };
            canvas.text(Line::plain(at(left, baseline), size, line, colour, weight));
            baseline += theme.text.label * 1.16;
        }
    }
}

/// The marks of the best values; a single one is labelled, and has its documents marked below.
fn draw_bests(
    canvas: &mut Canvas,
    theme: &Theme,
    along: &Parameter,
    panels: &[Panel<'_>],
    track: Track,
    curves: &[Curve<'_>],
    dresses: &[Dress],
) {
    let Some(upper) = panels.first() else {
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
        pair::draw_best(
            canvas,
            theme,
            upper,
            track,
            (curve, colour(upper, *dress)),
            Bar::Interval,
        );
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
    let Some(best) = curve.best.filter(super::Best::holds) else {
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
