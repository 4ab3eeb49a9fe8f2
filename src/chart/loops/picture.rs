//! Arrows as wide as a flow, and stages as words on paper. Knows no variant and no metric.

use crate::chart::canvas::{Anchor, Area, Canvas, Fill, Line, Point, Stroke, at, solid, stroke};
use crate::chart::font::{self, Weight};
use crate::chart::number;
use crate::chart::theme::{Colour, Dash, Theme};

/// The width of the widest arrow, and of the narrowest that still is one.
const WIDEST: f64 = 54.0;
const NARROWEST: f64 = 3.0;

/// An arrow from one point to another.
pub struct Arrow {
    pub from: Point,
    pub to: Point,
    pub flow: f64,
    pub colour: Colour,
}

/// An arrow that leaves sideways, goes along an upright line and comes back.
pub struct Return {
    pub from: Point,
    pub to: Point,
    /// Where the upright part stands.
    pub at: f64,
    pub flow: f64,
    pub colour: Colour,
}

pub struct Stage {
    pub centre: Point,
    pub name: &'static str,
    pub value: f64,
    pub colour: Colour,
    pub is_slowest: bool,
}

/// How wide a flow is drawn, and its head; `None` where nothing flows.
fn widths(flow: f64, most: f64) -> Option<[f64; 3]> {
    if !(flow.is_finite() && flow > 0.0 && most > 0.0) {
        return None;
    }
    let width = (WIDEST * flow / most).max(NARROWEST);
    Some([
        width / 2.0,
        width / 2.0 + 9.0,
        (width * 0.9).clamp(16.0, 40.0),
    ])
}

fn faint(colour: Colour) -> Fill {
    Fill {
        colour,
        opacity: 0.38,
    }
}

fn dots(theme: &Theme) -> Stroke {
    Stroke {
        dash: Dash::Dotted,
        ..stroke(theme.rule, 3.0)
    }
}

/// A straight arrow; a dotted line where nothing flows.
pub fn arrow(canvas: &mut Canvas, theme: &Theme, arrow: &Arrow, most: f64) {
    let [dx, dy] = [arrow.to.x - arrow.from.x, arrow.to.y - arrow.from.y];
    let length = (dx * dx + dy * dy).sqrt();
    let Some([half, wing, head]) = widths(arrow.flow, most) else {
        canvas.line(arrow.from, arrow.to, dots(theme));
        return;
    };
    if length <= head {
        return;
    }
    let [ux, uy] = [dx / length, dy / length];
    let along = |by: f64, across: f64| {
        at(
            arrow.from.x + ux * by - uy * across,
            arrow.from.y + uy * by + ux * across,
        )
    };
    let points = [
        along(0.0, -half),
        along(length - head, -half),
        along(length - head, -wing),
        along(length, 0.0),
        along(length - head, wing),
        along(length - head, half),
        along(0.0, half),
    ];
    canvas.polygon(&points, faint(arrow.colour));
}

/// An arrow around the outside, in one piece.
pub fn back(canvas: &mut Canvas, theme: &Theme, back: &Return, most: f64) {
    let Return {
        from, to, at: x, ..
    } = *back;
    let Some([half, wing, head]) = widths(back.flow, most) else {
        canvas.path(&[from, at(x, from.y), at(x, to.y), to], dots(theme));
        return;
    };
    let way = (to.x - x).signum();
    let up = (from.y - to.y).signum();
    let points = [
        at(from.x, from.y + up * half),
        at(x - way * half, from.y + up * half),
        at(x - way * half, to.y - up * half),
        at(to.x - way * head, to.y - up * half),
        at(to.x - way * head, to.y - up * wing),
        to,
        at(to.x - way * head, to.y + up * wing),
        at(to.x - way * head, to.y + up * half),
        at(x + way * half, to.y + up * half),
        at(x + way * half, from.y - up * half),
        at(from.x, from.y - up * half),
    ];
    canvas.polygon(&points, faint(back.colour));
}

/// The name of a stage and what flows through it, on paper of its own; the slowest is framed.
pub fn stage(canvas: &mut Canvas, theme: &Theme, stage: &Stage) {
    let (size, small) = (theme.text.label, theme.text.tick);
    let value = number::tenths(stage.value);
    let note = stage.is_slowest.then_some("slowest");
    let widths = [
        font::width(stage.name, small, Weight::SemiBold),
        font::width(&value, size, Weight::SemiBold),
        note.map_or(0.0, |note| font::width(note, small, Weight::Regular)),
    ];
    let width = widths.into_iter().fold(0.0, f64::max) + 20.0;
    let lines = 2.0 + f64::from(u8::from(note.is_some()));
    let height = lines * small * 1.25 + 12.0;
    let area = Area {
        left: stage.centre.x - width / 2.0,
        top: stage.centre.y - height / 2.0,
        right: stage.centre.x + width / 2.0,
        bottom: stage.centre.y + height / 2.0,
    };
    if stage.is_slowest {
        let rim = Area {
            left: area.left - 4.0,
            top: area.top - 4.0,
            right: area.right + 4.0,
            bottom: area.bottom + 4.0,
        };
        canvas.rectangle(rim, solid(theme.ink));
    }
    canvas.rectangle(area, solid(theme.paper));
    let mut baseline = area.top + 6.0 + small * 0.92;
    let mut line = |text: &str, size: f64, colour: Colour, weight: Weight| {
        let line = Line::plain(at(stage.centre.x, baseline), size, text, colour, weight);
        canvas.text(line.anchored(Anchor::Middle));
        baseline += small * 1.25;
    };
    line(stage.name, small, stage.colour, Weight::SemiBold);
    line(&value, size, theme.ink, Weight::SemiBold);
    if let Some(note) = note {
        line(note, small, theme.ink, Weight::Regular);
    }
}
