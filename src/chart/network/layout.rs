//! Where people stand: near whom they trust, teams apart from one another, pieces of the network side by side.
//!
//! Owns the steps from ties to places, in units of the distance between neighbours; `stress` has the method. A tie is the
//! longer the less trust it has, and longer between teams than within, so that teams gather; what is left of their overlap
//! is moved apart. Pieces are packed on shelves, the largest first and people without ties last. Places are the same on
//! every machine. It must not know pixels or what is drawn.

#[cfg(test)]
mod tests;

use super::stress::{Distances, Place, apart, majorise};

/// Between teams a tie is longer by this factor.
const BETWEEN: f64 = 1.5;
/// A place that is farther from the middle of its team than this many root mean squares is drawn in.
const FARTHEST: f64 = 1.7;
/// The room around a piece, in units.
const RIM: f64 = 0.7;
/// The directions that are tried for each piece.
const TURNS: u32 = 24;
const MOST_STEPS: usize = 200;
/// Places are rounded to this part of a unit: what is left of rounding does not show.
const GRAIN: f64 = 1e6;

/// Who is laid out: the team of each, and ties with their trust.
pub struct Graph<'a> {
    pub teams: &'a [usize],
    pub ties: &'a [(usize, usize, f64)],
}

/// Where everybody stands, and in which piece of the network.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    pub places: Vec<Place>,
    /// The piece that each belongs to; the largest is 0.
    pub pieces: Vec<usize>,
}

/// Lays out people for a room of this width per height.
pub fn layout(graph: &Graph<'_>, aspect: f64) -> Layout {
    let count = graph.teams.len();
    let edges: Vec<(usize, usize, f64)> = graph
        .ties
        .iter()
        .filter(|(one, other, _)| one != other && *one < count && *other < count)
        .map(|&(one, other, trust)| {
            let trust = if trust.is_finite() {
                trust.clamp(0.0, 1.0)
            } else {
                0.0
            };
            let is_within = graph.teams[one] == graph.teams[other];
            let factor = if is_within { 1.0 } else { BETWEEN };
            (one, other, factor / (0.25 + 0.75 * trust))
        })
        .collect();
    let distances = Distances::along(count, &edges);
    let mut pieces = distances.pieces();
    // Stable: of equal ones the one with the first person.
    pieces.sort_by_key(|piece| std::cmp::Reverse(piece.len()));
    let drawn: Vec<Vec<Place>> = pieces
        .iter()
        .map(|piece| {
            let teams: Vec<usize> = piece.iter().map(|&person| graph.teams[person]).collect();
            let mut places = majorise(&distances.among(piece));
            even(&mut places);
            part(&mut places, &teams);
            turn(&mut places, aspect);
            places
        })
        .collect();
    let corners = pack(&drawn, aspect);
    let mut found = Layout {
        places: vec![[0.0; 2]; count],
        pieces: vec![0; count],
    };
    for (index, (piece, corner)) in pieces.iter().zip(corners).enumerate() {
        for (&person, place) in piece.iter().zip(&drawn[index]) {
            found.places[person] =
                [0, 1].map(|axis| ((place[axis] + corner[axis]) * GRAIN).round() / GRAIN);
            found.pieces[person] = index;
        }
    }
    found
}

/// How far everybody is from the nearest other, on average; infinite for one alone.
fn spacing(places: &[Place]) -> f64 {
    let nearest = |one: usize| {
        let others = (0..places.len()).filter(|other| *other != one);
        others
            .map(|other| apart(places[one], places[other]))
            .fold(f64::INFINITY, f64::min)
    };
    (0..places.len()).map(nearest).sum::<f64>() / places.len() as f64
}

/// Scales places so that neighbours are a unit apart on average.
fn even(places: &mut [Place]) {
    let scale = 1.0 / spacing(places);
    if scale.is_finite() && scale > 0.0 {
        for place in places {
            *place = place.map(|at| at * scale);
        }
    }
}

/// A team within a piece: its members, its middle, how far it reaches.
struct Circle {
    members: Vec<usize>,
    middle: Place,
    reach: f64,
}

/// Moves teams apart as wholes until they do not overlap; those who lie far from their team are drawn in before.
fn part(places: &mut [Place], teams: &[usize]) {
    let mut names: Vec<usize> = teams.to_vec();
    names.sort_unstable();
    names.dedup();
    if names.len() < 2 {
        return;
    }
    let mut circles: Vec<Circle> = names
        .iter()
        .map(|team| {
            circle(
                places,
                (0..teams.len()).filter(|at| teams[*at] == *team).collect(),
            )
        })
        .collect();
    let before: Vec<Place> = circles.iter().map(|circle| circle.middle).collect();
    for _ in 0..MOST_STEPS {
        let mut is_moved = false;
        for one in 0..circles.len() {
            for other in one + 1..circles.len() {
                is_moved |= push(&mut circles, one, other);
            }
        }
        if !is_moved {
            break;
        }
    }
    for (circle, before) in circles.iter().zip(before) {
        for &member in &circle.members {
            for axis in 0..2 {
                places[member][axis] += circle.middle[axis] - before[axis];
            }
        }
    }
}

/// Draws a team together whose members have few ties among them, until they too are a unit apart on average.
fn gather(places: &mut [Place], members: &[usize], middle: Place) {
    let own: Vec<Place> = members.iter().map(|&member| places[member]).collect();
    let scale = 1.0 / spacing(&own);
    if scale.is_finite() && scale < 1.0 {
        for &member in members {
            places[member] =
                [0, 1].map(|axis| middle[axis] + scale * (places[member][axis] - middle[axis]));
        }
    }
}

fn circle(places: &mut [Place], members: Vec<usize>) -> Circle {
    let count = members.len() as f64;
    let middle = [0, 1].map(|axis| members.iter().map(|&at| places[at][axis]).sum::<f64>() / count);
    gather(places, &members, middle);
    let squares = members.iter().map(|&at| apart(places[at], middle));
    let spread = (squares.map(|far| far * far).sum::<f64>() / count).sqrt();
    let most = FARTHEST * spread;
    let mut reach = 0.0_f64;
    for &member in &members {
        let far = apart(places[member], middle);
        if far > most {
            let share = most / far;
            places[member] =
                [0, 1].map(|axis| middle[axis] + share * (places[member][axis] - middle[axis]));
        }
        reach = reach.max(far.min(most));
    }
    Circle {
        members,
        middle,
        reach: reach + RIM,
    }
}

/// Moves two circles apart, each by half of what they overlap; whether they did.
fn push(circles: &mut [Circle], one: usize, other: usize) -> bool {
    let [from, to] = [circles[one].middle, circles[other].middle];
    let far = apart(from, to);
    let overlap = circles[one].reach + circles[other].reach - far;
    if overlap <= 1e-3 {
        return false;
    }
    let way = if far > 0.0 {
        [0, 1].map(|axis| (to[axis] - from[axis]) / far)
    } else {
        [1.0, 0.0]
    };
    for (axis, along) in way.into_iter().enumerate() {
        circles[one].middle[axis] -= along * overlap / 2.0;
        circles[other].middle[axis] += along * overlap / 2.0;
    }
    true
}

/// The lowest and the highest corner of places.
pub fn bounds(places: &[Place]) -> [Place; 2] {
    let along = |axis: usize| places.iter().map(move |at| at[axis]);
    [
        [0, 1].map(|axis| along(axis).fold(f64::INFINITY, f64::min)),
        [0, 1].map(|axis| along(axis).fold(f64::NEG_INFINITY, f64::max)),
    ]
}

/// Width and height of places with a rim around them, and their lowest corner.
fn extent(places: &[Place]) -> ([f64; 2], Place) {
    let [low, high] = bounds(places);
    ([0, 1].map(|axis| high[axis] - low[axis] + 2.0 * RIM), low)
}

/// Turns a piece so that it fills a room of that shape best, its first person in the upper left half, and sets its corner
/// to the rim.
fn turn(places: &mut [Place], aspect: f64) {
    let turned = |step: u32| -> Vec<Place> {
        let angle = std::f64::consts::PI * f64::from(step) / f64::from(TURNS);
        let [cosine, sine] = [libm::cos(angle), libm::sin(angle)];
        let turned = |[x, y]: &Place| [x * cosine - y * sine, x * sine + y * cosine];
        places.iter().map(turned).collect()
    };
    let fits = |places: &[Place]| {
        let ([width, height], _) = extent(places);
        (aspect / width).min(1.0 / height)
    };
    let mut best = turned(0);
    for step in 1..TURNS {
        let next = turned(step);
        // Only what is clearly better, so that rounding does not choose.
        if fits(&next) > fits(&best) * (1.0 + 1e-6) {
            best = next;
        }
    }
    let ([width, height], low) = extent(&best);
    for axis in 0..2 {
        let length = [width, height][axis];
        let is_far = best[0][axis] - low[axis] > (length - 2.0 * RIM) / 2.0 + 1e-9;
        for (place, from) in places.iter_mut().zip(&best) {
            let along = from[axis] - low[axis] + RIM;
            place[axis] = if is_far { length - along } else { along };
        }
    }
}

/// The corner of each piece: on shelves from the top down, as wide as fills the room best.
fn pack(pieces: &[Vec<Place>], aspect: f64) -> Vec<Place> {
    let sizes: Vec<[f64; 2]> = pieces.iter().map(|piece| extent(piece).0).collect();
    let widest = sizes.iter().map(|size| size[0]).fold(0.0, f64::max);
    let total: f64 = sizes.iter().map(|size| size[0]).sum();
    let tries = (0..=40).map(|step| widest + (total - widest) * f64::from(step) / 40.0);
    let mut best: Option<(f64, Vec<Place>)> = None;
    for width in tries {
        let (corners, [used, height]) = shelves(&sizes, width);
        let fit = (aspect / used).min(1.0 / height);
        if best
            .as_ref()
            .is_none_or(|(known, _)| fit > known * (1.0 + 1e-6))
        {
            best = Some((fit, corners));
        }
    }
    best.map(|(_, corners)| corners).unwrap_or_default()
}

/// Pieces in rows of at most this width; a single person after a larger piece begins a row.
fn shelves(sizes: &[[f64; 2]], width: f64) -> (Vec<Place>, [f64; 2]) {
    let single = 2.0 * RIM + 1e-9;
    let (mut corners, mut left, mut top, mut height, mut used) =
        (Vec::new(), 0.0, 0.0, 0.0f64, 0.0f64);
    let mut was_single = true;
    for (index, size) in sizes.iter().enumerate() {
        let is_single = size[0] <= single && size[1] <= single;
        let is_first = index > 0 && is_single && !was_single;
        if left > 0.0 && (left + size[0] > width + 1e-9 || is_first) {
            (left, top, height) = (0.0, top + height, 0.0);
        }
        corners.push([left, top]);
        left += size[0];
        height = height.max(size[1]);
        used = used.max(left);
        was_single = is_single;
    }
    (corners, [used, top + height])
}
