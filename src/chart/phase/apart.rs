//! A panel for each path, with all others as thin lines: where there are too many for one panel.

use super::{Plane, draw_axes, draw_path, pixels};
use crate::chart::axis::Scale;
use crate::chart::canvas::{Anchor, Area, Canvas, Line, at, stroke};
use crate::chart::data::Data;
use crate::chart::font::Weight;
use crate::chart::panel::{self, ends};
use crate::chart::theme::{Dash, Look, Shape, Theme};

const MOST_COLUMNS: usize = 4;

pub fn draw(canvas: &mut Canvas, data: &Data<'_>, theme: &Theme, room: Area, plane: &Plane) {
    let headers = panel::headers(data);
    let strip = theme.text.tick * 1.7;
    let panels = Area {
        bottom: room.bottom - strip,
        ..room
    };
    let cells = panel::cells(
        panels,
        &headers,
        panel::columns(headers.len(), MOST_COLUMNS),
        theme.text.label,
    );
    for (variant, cell) in cells.iter().enumerate() {
        panel::header(canvas, theme, cell.header, &headers[variant]);
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
    let caption = format!("{} →", plane.across.label);
    let line = Line::plain(
        at(room.right, room.bottom - 4.0),
        theme.text.tick,
        caption,
        theme.explicit,
        Weight::SemiBold,
    );
    canvas.text(line.anchored(Anchor::End));
}

fn scales(plane: &Plane, plot: Area) -> [Scale; 2] {
    // A little room left of nothing, so that a path without documents does not lie on the axis.
    let inset = plot.width() * 0.012;
    [
        plane.ranges[0].scale(plot.left + inset, plot.right - inset),
        plane.ranges[1].scale(plot.bottom, plot.top),
    ]
}
