//! A cloud of dots, one for each seed: each at its difference, stacked away from the middle where dots would hide each
//! other. Above it the mean, as a diamond as wide as its interval.
//!
//! Owns how large dots may be: as large as the fullest stack allows, the same in all rows, so that a stack of equal height
//! means equally many seeds. It must not know what differs.

use std::collections::BTreeMap;

use super::Row;
use crate::analysis::Difference;
use crate::chart::axis::Scale;
use crate::chart::canvas::{Canvas, Fill, at, solid, stroke};
use crate::chart::theme::{Shape, Theme};

/// Sizes in common to all rows; heights from the middle of a row.
pub struct Layout {
    pub radius: f64,
    /// The distance of stacked dots.
    gap: f64,
    /// The middle of the cloud.
    pub cloud: f64,
    /// The middle of the diamond.
    pub mean: f64,
    /// Half the height of the diamond.
    diamond: f64,
}

const RADII: [f64; 9] = [11.0, 10.0, 9.0, 8.0, 7.0, 6.0, 5.0, 4.2, 3.5];
/// The share of a row that cloud and bar may fill.
const FILLED: f64 = 0.88;
/// The least distance of stacked dots, in radii: neighbours may hide a quarter of each other.
const SQUEEZED: f64 = 1.5;

/// The largest dots whose stacks fit into rows of this height.
pub fn layout(rows: &[Row], scale: Scale, height: f64) -> Layout {
    let fullest = |radius: f64| {
        let stacks = rows
            .iter()
            .map(|row| stacks(&row.differences, scale, radius));
        stacks
            .flat_map(BTreeMap::into_values)
            .map(|stack| stack.len())
            .max()
            .unwrap_or(1) as f64
    };
    let diamond = (height * 0.06).clamp(9.0, 20.0);
    let head = 2.0 * diamond + 12.0;
    let room = height * FILLED;
    let fitting = RADII
        .into_iter()
        .find(|radius| head + (SQUEEZED * (fullest(*radius) - 1.0) + 2.0) * radius <= room);
    let radius = fitting.unwrap_or(3.5);
    let count = fullest(radius);
    let reach = (room - head - 2.0 * radius).max(0.0);
    let gap = (2.0 * radius).min(reach / (count - 1.0).max(1.0));
    let cloud = gap * (count - 1.0) + 2.0 * radius;
    let total = head + cloud;
    Layout {
        radius,
        gap,
        cloud: (total - cloud) / 2.0,
        mean: diamond - total / 2.0,
        diamond,
    }
}

pub fn draw(
    canvas: &mut Canvas,
    theme: &Theme,
    middle: f64,
    scale: Scale,
    differences: &[f64],
    layout: &Layout,
) {
    let fill = Fill {
        colour: theme.tacit,
        opacity: 0.55,
    };
    let rim = stroke(theme.paper, 0.8);
    for stack in stacks(differences, scale, layout.radius).values() {
        for (index, x) in stack.iter().enumerate() {
            let y = middle + (index as f64 - (stack.len() - 1) as f64 / 2.0) * layout.gap;
            canvas.mark(Shape::Circle, at(*x, y), layout.radius, fill, rim);
        }
    }
}

/// A diamond as wide as the interval of the mean; without an interval, as wide as high.
pub fn draw_mean(
    canvas: &mut Canvas,
    theme: &Theme,
    y: f64,
    scale: Scale,
    estimate: &Difference,
    layout: &Layout,
) {
    let half = layout.diamond;
    let mean = scale.pixel(estimate.mean);
    let [low, high] = if estimate.ci_low.is_finite() && estimate.ci_high.is_finite() {
        let within = |end: f64| scale.pixel(end).clamp(scale.start, scale.end);
        // Never too narrow to be seen.
        [
            within(estimate.ci_low).min(mean - 2.0),
            within(estimate.ci_high).max(mean + 2.0),
        ]
    } else {
        [mean - half, mean + half]
    };
    let corners = [
        at(low, y),
        at(mean, y - half),
        at(high, y),
        at(mean, y + half),
    ];
    canvas.polygon(&corners, solid(theme.ink));
}

/// Dots of about the same place, from left to right.
fn stacks(differences: &[f64], scale: Scale, radius: f64) -> BTreeMap<i64, Vec<f64>> {
    let mut stacks: BTreeMap<i64, Vec<f64>> = BTreeMap::new();
    for difference in differences {
        let x = scale.pixel(*difference);
        if x.is_finite() {
            let place = (x / (2.0 * radius)).floor() as i64;
            stacks.entry(place).or_default().push(x);
        }
    }
    stacks
}
