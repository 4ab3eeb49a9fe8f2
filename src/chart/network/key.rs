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

pub fn height(theme: &Theme) -> f64 {
    theme.text.tick * 2.2
}

/// The largest size of the key that is drawn, and one of about a quarter of its area.
fn sizes(largest: f64) -> Vec<f64> {
    let most = SIZES.iter().copied().rfind(|size| *size <= largest * 1.001);
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
    let middle = f64::midpoint(room.top, room.bottom) + 2.0;
    let baseline = middle + size * 0.36;
    let mut left = room.left;
    let write = |canvas: &mut Canvas, left: f64, text: &str| -> f64 {
        canvas.text(
            Line::plain(at(left, baseline), size, text, theme.muted, Weight::Regular)
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
    left = write(canvas, left, "Capability") + GAP;
    for value in sizes(cast.largest()) {
        let radius = fit.radius(value);
        disc(canvas, left, radius);
        left = write(
            canvas,
            left + 2.0 * radius + GAP * 0.7,
            &number::share(value),
        ) + GAP * 1.6;
    }
    left += BLOCK - GAP * 1.6;
    let radius = fit.radius(cast.largest()).min(size * 0.7);
    let centre = disc(canvas, left, radius);
    circle(canvas, centre, radius * 0.5, stroke(theme.paper, 1.6));
    let text = format!("inner ring: week\u{a0}{}", cast.frames[0].week);
    left = write(canvas, left + 2.0 * radius + GAP * 0.7, &text) + BLOCK;
    left = write(canvas, left, "Trust") + GAP;
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
        left = write(canvas, left + TIE + GAP * 0.7, &format!("{trust:.1}")) + GAP * 1.6;
    }
}
