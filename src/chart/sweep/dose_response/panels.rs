//! Many lines: a pair of panels for each, on equal scales, with the reference in grey dashes.
//!
//! Owns how the pairs share the slide, and the line of words above each that says where its best value lies.

use super::pair::{self, Bar, Dress};
use super::{Curve, Dot, MOST_IN_A_ROW, Role};
use crate::chart::axis::Range;
use crate::chart::canvas::{Area, Canvas, Line, at};
use crate::chart::font::{self, Weight};
use crate::chart::frame::{self, Words};
use crate::chart::panel::{self, Cell, Edge, Grid};
use crate::chart::sweep::data::Sweep;
use crate::chart::sweep::optimum::Kind;
use crate::chart::sweep::parameter::Parameter;
use crate::chart::theme::Theme;
use crate::chart::wording;

/// Below a pair: values of the axis.
const AXIS_ROOM: f64 = 42.0;

/// How high a panel wants to be, with or without another below it.
const HEIGHT: f64 = 190.0;

pub fn draw(
    sweep: &Sweep<'_>,
    theme: &Theme,
    words: &Words,
    along: &Parameter,
    curves: &[Curve<'_>],
) -> Canvas {
    let headers: Vec<String> = curves.iter().map(|curve| curve.label.clone()).collect();
    let ranges = pair::ranges(&sweep.main, curves);
    let documents = super::documents(sweep, curves);
    let gutter = pair::gutter((sweep, documents), theme, &ranges);
    let grid = Grid::of(theme, &headers, MOST_IN_A_ROW, gutter);
    let names = theme.text.tick * 1.5;
    let panels = if documents.is_some() { 2.0 } else { 1.0 };
    let body = panels * (HEIGHT + names) + theme.text.tick * 1.2 + AXIS_ROOM + 22.0;
    let (mut canvas, room) = frame::open(theme, words, grid.height(body));
    draw_cells(
        &mut canvas,
        sweep,
        theme,
        room,
        along,
        (curves, &grid, &ranges),
    );
    canvas
}

fn draw_cells(
    canvas: &mut Canvas,
    sweep: &Sweep<'_>,
    theme: &Theme,
    room: Area,
    along: &Parameter,
    (curves, grid, ranges): (&[Curve<'_>], &Grid<'_>, &[Range; 2]),
) {
    let cells = grid.cells(room);
    let reference = curves.iter().find(|curve| curve.role == Role::Reference);
    for (curve, cell) in curves.iter().zip(&cells) {
        panel::header(canvas, theme, cell.header, &curve.label);
        draw_note(canvas, theme, along, curve, cell);
        let inner = Area {
            top: cell.body.top + theme.text.tick * 1.2,
            bottom: cell.body.bottom - AXIS_ROOM,
            ..cell.body
        };
        let documents = super::documents(sweep, curves);
        let names = theme.text.tick * 1.5;
        let panels = pair::panels((sweep, documents), theme, inner, names, ranges);
        let track = along.track(inner.left + 10.0, inner.right - 10.0);
        for (index, panel) in panels.iter().enumerate() {
            let value = |dot: &Dot| if index == 0 { dot.mean } else { dot.documents };
            if cell.edge == Edge::First {
                let size = theme.text.tick;
                let name = wording::sentence(&panel.measure.label);
                // The header of the first column leaves the gutter free.
                let position = at(room.left, panel.plot.top - size * 0.6);
                let name = font::shorten(&name, size, Weight::SemiBold, inner.right - room.left);
                canvas.text(Line::plain(
                    position,
                    size,
                    name,
                    panel.colour,
                    Weight::SemiBold,
                ));
            }
            if index > 0 {
                pair::fill_below(canvas, panel, track, curve);
            }
            pair::draw_grid(canvas, theme, panel, along, track, cell.edge);
            if let Some(reference) = reference.filter(|_| curve.role != Role::Reference) {
                pair::draw_curve(
                    canvas,
                    theme,
                    panel,
                    track,
                    (reference, Dress::Ghost),
                    value,
                );
            }
            if index == 0 {
                pair::draw_band(canvas, panel, track, curve, panel.colour);
            }
            pair::draw_curve(canvas, theme, panel, track, (curve, Dress::Metric), value);
            if index == 0 {
                pair::draw_best(
                    canvas,
                    theme,
                    panel,
                    track,
                    (curve, panel.colour),
                    Bar::Interval,
                );
            }
        }
        if let Some(last) = panels.last() {
            along.draw_axis(canvas, theme, last.plot, track);
        }
    }
}

/// Where the best value lies, as far as it may be said and there is room.
fn draw_note(
    canvas: &mut Canvas,
    theme: &Theme,
    along: &Parameter,
    curve: &Curve<'_>,
    cell: &Cell,
) {
    let size = theme.text.tick;
    let Some(best) = curve.best else {
        return;
    };
    let at_best = along.value(best.row.at);
    let span = along.interval(best.row.at_low, best.row.at_high);
    let forms = match best.kind {
        Kind::Small => vec!["hardly changes".to_owned()],
        Kind::Unclear => vec!["no clear optimum".to_owned(), "unclear".to_owned()],
        _ if best.has_interval() => vec![
            format!("best {at_best} ({span})"),
            format!("best {at_best}"),
            at_best,
        ],
        _ => vec![format!("best {at_best}"), at_best],
    };
    let fits = |text: &String| font::width(text, size, Weight::Regular) <= cell.header.width();
    if let Some(text) = forms.into_iter().find(fits) {
        let position = at(cell.body.left, cell.body.top + size * 0.5);
        canvas.text(Line::plain(
            position,
            size,
            text,
            theme.muted,
            Weight::Regular,
        ));
    }
}
