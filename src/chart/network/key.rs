//! The key of the network: how large a capability and how wide a trust is drawn.
//!
//! Owns the row below the panels. It must not know people.

use super::cast::Cast;
use super::fit::Fit;
use super::{
    Anchor, Area, Canvas, Fill, Line, Shape, Theme, Weight, at, circle, draw_tie, font, number,
    solid, stroke,
};

/// Capabilities that a key may show.
const SIZES: [f64; 9] = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 0.8, 1.0];
const GAP: f64 = 12.0;
const BLOCK: f64 = 56.0;
const TIE: f64 = 44.0;

/// In a column trust has a line of its own, and no disc is larger than its line.
pub fn height(theme: &Theme) -> f64 {
    line(theme) * theme.room(1.0, 2.0)
}

fn line(theme: &Theme) -> f64 {
    theme.text.tick * 2.2
}

/// The largest size of the key that is drawn, and one of about a quarter of its area.
fn sizes(theme: &Theme, largest: f64, fit: &Fit) -> Vec<f64> {
    let highest = theme.room(f64::INFINITY, line(theme) / 2.0);
    let fits = |size: &f64| *size <= largest * 1.001 && fit.radius(*size) <= highest;
    let most = SIZES.iter().copied().rfind(fits);
    let Some(most) = most else {
        return Vec::new();
    };
    let less = SIZES.iter().copied().rfind(|size| *size <= most / 3.5);
    less.into_iter().chain([most]).collect()
}

pub fn draw(
    canvas: &mut Canvas,
    theme: &Theme,
    cast: &Cast<'_>,
    fit: &Fit,
    widest: f64,
    room: Area,
) {
    let size = theme.text.tick;
    let below = theme.room(0.0, line(theme));
    let middle = f64::midpoint(room.top, room.bottom - below) + 2.0;
    let baseline = |middle: f64| middle + size * 0.36;
    let mut left = room.left;
    let write = |canvas: &mut Canvas, (left, middle): (f64, f64), text: &str| -> f64 {
        canvas.text(
            Line::plain(
                at(left, baseline(middle)),
                size,
                text,
                theme.muted,
                Weight::Regular,
            )
            .anchored(Anchor::Start),
        );
        left + font::width(text, size, Weight::Regular)
    };
    let disc = |canvas: &mut Canvas, left: f64, radius: f64| {
        let centre = at(left + radius, middle);
        let rim = stroke(theme.paper, 2.0);
        canvas.mark(
            Shape::Circle,
            centre,
            radius + 1.0,
            solid(theme.baseline),
            rim,
        );
        centre
    };
    left = write(canvas, (left, middle), "Capability") + GAP;
    for value in sizes(theme, cast.largest(), fit) {
        let radius = fit.radius(value);
        disc(canvas, left, radius);
        left = write(
            canvas,
            (left + 2.0 * radius + GAP * 0.7, middle),
            &number::share(value),
        ) + GAP * 1.6;
    }
    left += BLOCK - GAP * 1.6;
    let radius = fit.radius(cast.largest()).min(size * 0.7);
    let centre = disc(canvas, left, radius);
    circle(canvas, centre, radius * 0.5, stroke(theme.paper, 1.6));
    let text = format!("inner ring: week\u{a0}{}", cast.frames[0].week);
    let place = (left + 2.0 * radius + GAP * 0.7, middle);
    left = theme.room(write(canvas, place, &text) + BLOCK, room.left);
    let middle = middle + below;
    left = write(canvas, (left, middle), "Trust") + GAP;
    let fill = Fill {
        colour: theme.muted,
        opacity: 0.75,
    };
    for trust in [0.2, 0.6, 1.0] {
        draw_tie(
            canvas,
            [at(left, middle), at(left + TIE, middle)],
            widest * trust,
            fill,
        );
        let place = (left + TIE + GAP * 0.7, middle);
        left = write(canvas, place, &format!("{trust:.1}")) + GAP * 1.6;
    }
}
