//! One to four lines in one pair of panels, each named at its end.
//!
//! Owns how the pair is composed. A single line wears the metric's colour and has its best value labelled; several wear
//! colours, dashes and marks of their own, and their best values stand above the upper panel, each with its interval.
//! `best` draws the best values, `ends` what stands at the ends of lines.

mod best;
mod ends;

use super::pair::{self, Dress, Panel};
use super::{Curve, Dot, Role};
use crate::chart::canvas::{Area, Canvas, Line, at};
use crate::chart::font::{self, Weight};
use crate::chart::panel::Edge;
use crate::chart::sweep::data::Sweep;
use crate::chart::sweep::parameter::Parameter;
use crate::chart::theme::{Colour, Look, Theme};
use crate::chart::wording;

/// How high both panels want to be with all that stands around them.
pub const HEIGHT: f64 = 860.0;
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
    let documents = super::documents(sweep, curves);
    let ranges = pair::ranges(&sweep.main, curves);
    let beside = if curves.len() == 1 {
        theme.room(VALUE_ROOM, value_room(sweep, theme, curves))
    } else {
        name_room(theme, curves).max(theme.room(0.0, value_room(sweep, theme, curves)))
    };
    let inner = Area {
        left: room.left + pair::gutter((sweep, documents), theme, &ranges),
        right: room.right - beside,
        bottom: room.bottom - theme.room(AXIS_ROOM, along.axis_room(theme)),
        ..room
    };
    let names = theme.text.label * 2.05;
    let mut panels = pair::panels((sweep, documents), theme, inner, names, &ranges);
    for panel in &panels {
        draw_name(canvas, theme, room.left, panel);
    }
    let track = along.track(inner.left + 12.0, inner.right - 12.0);
    let dresses: Vec<Dress> = curves
        .iter()
        .map(|curve| dress(theme, curves, curve.role))
        .collect();
    if curves.len() > 1 && along.values.len() > 1 {
        best::draw_above(canvas, theme, &mut panels[0], track, (curves, &dresses));
    }
    for (index, panel) in panels.iter().enumerate() {
        if let [curve] = curves
            && along.values.len() > 1
        {
            pair::draw_place(canvas, theme, panel, track, curve);
        }
        pair::draw_grid(canvas, theme, panel, along, track, Edge::First);
        let value = |dot: &Dot| if index == 0 { dot.mean } else { dot.documents };
        // Lines that are one to the eye are drawn as one.
        let (curves, dresses) = if index > 0 && are_one(panel, curves) {
            (&curves[..1], &[Dress::Metric][..])
        } else {
            (curves, dresses.as_slice())
        };
        for (curve, dress) in curves.iter().zip(dresses) {
            match (index, curves) {
                (0, _) => pair::draw_band(canvas, panel, track, curve, colour(panel, *dress)),
                (_, [_]) => pair::fill_below(canvas, panel, track, curve),
                _ => {}
            }
        }
        for (curve, dress) in curves.iter().zip(dresses) {
            pair::draw_curve(canvas, theme, panel, track, (curve, *dress), value);
        }
        ends::draw(
            canvas,
            theme,
            panel,
            track,
            (curves, dresses),
            (room.right, index),
        );
    }
    best::draw(canvas, theme, along, &panels, track, (curves, &dresses));
    if let Some(last) = panels.last() {
        along.draw_axis(canvas, theme, last.plot, track);
        along.draw_caption(canvas, theme, last.plot, track);
    }
}

/// Whether all lines have the same documents everywhere, as far as they can be read off.
fn are_one(panel: &Panel<'_>, curves: &[Curve<'_>]) -> bool {
    let read = |curve: &Curve<'_>| -> Vec<String> {
        let dots = curve.dots.iter();
        dots.map(|dot| panel.measure.value(dot.documents)).collect()
    };
    let first = curves.first().map(read);
    curves
        .iter()
        .all(|curve| first.as_ref() == Some(&read(curve)))
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

/// What the last values need beside the panels.
fn value_room(sweep: &Sweep<'_>, theme: &Theme, curves: &[Curve<'_>]) -> f64 {
    let size = theme.text.label;
    let last = |curve: &Curve<'_>, of: fn(&Dot) -> f64| {
        let values = curve.dots.iter().rev().map(of);
        values.into_iter().find(|value| value.is_finite())
    };
    let documents = sweep.documents.as_ref();
    let texts = curves.iter().flat_map(|curve| {
        let mean = last(curve, |dot| dot.mean).map(|value| sweep.main.value(value));
        let written = last(curve, |dot| dot.documents);
        let written = written.zip(documents);
        [
            mean,
            written.map(|(value, documents)| documents.measure.value(value)),
        ]
    });
    let widths = texts.flatten();
    let widths = widths.map(|text| font::width(&text, size, Weight::SemiBold));
    widths.fold(0.0, f64::max) + ends::GAP
}

fn name_room(theme: &Theme, curves: &[Curve<'_>]) -> f64 {
    let size = theme.text.label;
    let most = theme.room(NAME_ROOM, 230.0);
    let least = theme.room(VALUE_ROOM, 0.0);
    let widths = curves
        .iter()
        .map(|curve| font::width(&curve.label, size, Weight::SemiBold));
    (widths.fold(least, f64::max) + theme.room(40.0, 16.0)).min(most)
}
