//! A panel for each path, with all others as thin lines: where there are too many for one panel.

use super::{Plane, draw_axes, draw_path, pixels};
use crate::chart::axis::Scale;
use crate::chart::canvas::{Anchor, Area, Canvas, Line, at, stroke};
use crate::chart::data::Data;
use crate::chart::font::Weight;
use crate::chart::frame::{self, Words};
use crate::chart::panel::{self, Cell, Grid, ends};
use crate::chart::theme::{Dash, Look, Shape, Theme};

const MOST_COLUMNS: usize = 4;

/// How high a panel wants to be.
const HEIGHT: f64 = 270.0;

pub fn draw(data: &Data<'_>, theme: &Theme, words: &Words, plane: &Plane) -> Canvas {
    let headers = panel::headers(data);
    let grid = Grid::of(theme, &headers, MOST_COLUMNS, plane.gutter(theme));
    let strip = theme.text.tick * 1.7;
    let wanted = grid.height(HEIGHT + theme.text.tick * 1.6) + strip;
    let (mut canvas, room) = frame::open(theme, words, wanted);
    let panels = Area {
        bottom: room.bottom - strip,
        ..room
    };
    for (variant, cell) in grid.cells(panels).iter().enumerate() {
        draw_panel(
            &mut canvas,
            data,
            theme,
            plane,
            &headers[variant],
            (variant, cell),
        );
    }
    let caption = format!("{} →", plane.across.label);
    let line = Line::plain(
        at(room.right, room.bottom - 4.0),
        theme.text.tick,
        caption,
        theme.explicit,
        Weight::SemiBold,
    );
    canvas.text(line.anchored(Anchor::End));
    canvas
}

fn draw_panel(
    canvas: &mut Canvas,
    data: &Data<'_>,
    theme: &Theme,
    plane: &Plane,
    header: &str,
    (variant, cell): (usize, &Cell),
) {
    panel::header(canvas, theme, cell.header, header);
    let plot = Area {
        top: cell.body.top + 6.0,
        bottom: cell.body.bottom - theme.text.tick * 1.6,
        ..cell.body
    };
    let scales = scales(plane, plot);
    draw_axes(canvas, theme, plot, scales, plane, cell.edge);
    for other in (0..plane.paths.len()).filter(|other| *other != variant) {
        let points = pixels(plane, other, scales);
        if data.reference == Some(other) {
            ends::ghost(canvas, theme, &points);
        } else {
            canvas.path(&points, stroke("#cfd4d8", 2.0));
        }
    }
    let look = Look {
        colour: if data.reference == Some(variant) {
            theme.baseline
        } else {
            theme.ink
        },
        dash: Dash::Solid,
        shape: Shape::Circle,
    };
    draw_path(
        canvas,
        theme,
        plane,
        &pixels(plane, variant, scales),
        variant,
        look,
    );
}

fn scales(plane: &Plane, plot: Area) -> [Scale; 2] {
    // A little room left of nothing, so that a path without documents does not lie on the axis.
    let inset = plot.width() * 0.012;
    [
        plane.ranges[0].scale(plot.left + inset, plot.right - inset),
        plane.ranges[1].scale(plot.bottom, plot.top),
    ]
}
