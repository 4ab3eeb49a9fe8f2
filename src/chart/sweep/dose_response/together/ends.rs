//! What stands at the right ends of lines: names and last values, none on another.

use super::colour;
use crate::chart::canvas::{Canvas, Line, at, solid, stroke};
use crate::chart::font::{self, Weight};
use crate::chart::label::spread;
use crate::chart::sweep::dose_response::pair::{Dress, Panel};
use crate::chart::sweep::dose_response::{Curve, Dot};
use crate::chart::sweep::parameter::Track;
use crate::chart::theme::Theme;

/// Between a panel and what stands beside it.
pub const GAP: f64 = 14.0;

/// At the end of each line its name, in the upper panel, and its last value; none on another.
pub fn draw(
    canvas: &mut Canvas,
    theme: &Theme,
    panel: &Panel<'_>,
    track: Track,
    (curves, dresses): (&[Curve<'_>], &[Dress]),
    (right, index): (f64, usize),
) {
    let (size, small) = (theme.text.label, theme.text.tick);
    let scale = panel.range.scale(panel.plot.bottom, panel.plot.top);
    let left = panel.plot.right + GAP;
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
            let mut lines = font::wrap(
                &curve.label,
                size,
                Weight::SemiBold,
                right - left,
                theme.room(2.0, 4.0) as usize,
            );
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
    let (top, bottom) = (panel.plot.top - size * 0.7, panel.plot.bottom + size * 0.6);
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
