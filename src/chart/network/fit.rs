//! Places on the slide: how large marks are, and where they stand in a panel without covering one another.
//!
//! Owns the passage from the units of `layout` to pixels, the same in all panels. It must not know what is drawn.

use super::cast::Cast;
use super::layout::{Graph, Layout, bounds, layout};
use crate::chart::canvas::{Area, Point, at};

/// The share of a panel that marks cover if all are as large as the largest.
const COVERED: f64 = 0.16;
const LARGEST: f64 = 46.0;
/// What is smaller is a dot of this radius, so that everybody is seen.
pub const LEAST: f64 = 3.0;
/// Widths and heights may be stretched by this factor against each other.
const STRETCH: f64 = 1.3;
/// The space between two marks.
const GAP: f64 = 4.0;
const MOST_STEPS: usize = 400;

/// Where everybody stands in a panel, relative to its corner, and how large capability is drawn.
pub struct Fit {
    pub places: Vec<Point>,
    /// The piece of the network that each belongs to.
    pub pieces: Vec<usize>,
    /// The radius of each where it is largest.
    pub radii: Vec<f64>,
    /// The radius of a capability of 1: areas are in proportion.
    unit: f64,
}

impl Fit {
    /// Fits the network into panels of this size.
    pub fn of(cast: &Cast<'_>, width: f64, height: f64) -> Fit {
        let ties: Vec<(usize, usize, f64)> = cast
            .ties
            .iter()
            .map(|tie| (tie.ends[0], tie.ends[1], tie.trust[0]))
            .collect();
        let graph = Graph {
            teams: &cast.team_of,
            ties: &ties,
        };
        let Layout { places, pieces } = layout(&graph, width / height);
        let count = cast.people.len().max(1) as f64;
        let largest = (COVERED * width * height / count / std::f64::consts::PI)
            .sqrt()
            .min(LARGEST);
        let unit = largest / cast.largest().max(1e-6).sqrt();
        let radii: Vec<f64> = (0..cast.people.len())
            .map(|person| {
                let all = cast
                    .frames
                    .iter()
                    .map(|frame| radius(unit, frame.capability[person]));
                all.fold(LEAST, f64::max)
            })
            .collect();
        let rim = radii.iter().copied().fold(0.0, f64::max) + GAP;
        let room = Area {
            left: rim,
            top: rim,
            right: width - rim,
            bottom: height - rim,
        };
        let mut places = scaled(&places, room);
        apart(&mut places, &radii, room);
        // Twentieths of a pixel, as they are drawn.
        let grain = |value: f64| (value * 20.0).round() / 20.0;
        Fit {
            places: places
                .into_iter()
                .map(|place| at(grain(place.x), grain(place.y)))
                .collect(),
            pieces,
            radii,
            unit,
        }
    }

    pub fn radius(&self, capability: f64) -> f64 {
        radius(self.unit, capability)
    }
}

/// A place of a panel whose corner is there.
pub fn moved(point: Point, corner: Point) -> Point {
    at(point.x + corner.x, point.y + corner.y)
}

fn radius(unit: f64, capability: f64) -> f64 {
    if capability.is_finite() {
        (unit * capability.max(0.0).sqrt()).max(LEAST)
    } else {
        LEAST
    }
}

/// As large as fits, in the middle of the room.
fn scaled(places: &[[f64; 2]], room: Area) -> Vec<Point> {
    let [low, high] = bounds(places);
    let scale = |axis: usize, length: f64| {
        let extent = high[axis] - low[axis];
        if extent > 0.0 {
            length / extent
        } else {
            f64::INFINITY
        }
    };
    let [across, down] = [scale(0, room.width()), scale(1, room.height())];
    let least = across.min(down);
    // Two people a few pixels apart need no room of the whole panel.
    let most = room.width().min(room.height()) / 2.0;
    let limited = |scale: f64| scale.min(STRETCH * least).min(most);
    let scales = if least.is_finite() {
        [across, down].map(limited)
    } else {
        [1.0, 1.0]
    };
    let centre = [0, 1].map(|axis| f64::midpoint(low[axis], high[axis]));
    let middle = [
        f64::midpoint(room.left, room.right),
        f64::midpoint(room.top, room.bottom),
    ];
    places
        .iter()
        .map(|place| {
            let [x, y] =
                [0, 1].map(|axis| middle[axis] + scales[axis] * (place[axis] - centre[axis]));
            at(x, y)
        })
        .collect()
}

/// Moves marks that cover one another apart, each by half, within the room, as long as that helps.
fn apart(places: &mut [Point], radii: &[f64], room: Area) {
    for _ in 0..MOST_STEPS {
        let mut is_moved = false;
        for one in 0..places.len() {
            for other in one + 1..places.len() {
                let wanted = radii[one] + radii[other] + GAP;
                let [from, to] = [places[one], places[other]];
                let [dx, dy] = [to.x - from.x, to.y - from.y];
                if dx.abs() >= wanted || dy.abs() >= wanted {
                    continue;
                }
                let far = (dx * dx + dy * dy).sqrt();
                if far >= wanted - 0.05 {
                    continue;
                }
                let half = (wanted - far) / 2.0;
                let [x, y] = if far > 0.0 {
                    [dx / far, dy / far]
                } else {
                    [1.0, 0.0]
                };
                places[one] = within(at(from.x - x * half, from.y - y * half), room);
                places[other] = within(at(to.x + x * half, to.y + y * half), room);
                is_moved = true;
            }
        }
        if !is_moved {
            return;
        }
    }
}

fn within(point: Point, room: Area) -> Point {
    at(
        point.x.min(room.right).max(room.left),
        point.y.min(room.bottom).max(room.top),
    )
}
