//! Positions at which distances on paper come near to distances in a graph: stress majorisation.
//!
//! After Gansner, Koren & North (2004), Graph drawing by stress majorization, Graph Drawing 2004, LNCS 3383, 239–250,
//! one node at a time (their section 2.3), begun from classical scaling (Torgerson 1952). Nothing but sums, products,
//! quotients and square roots in a fixed order, which are the same on every machine. It must not know people or teams.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A place in the plane.
pub type Place = [f64; 2];

/// Distances between all pairs, row by row.
#[derive(Debug, Clone, PartialEq)]
pub struct Distances {
    count: usize,
    all: Vec<f64>,
}

const MOST_SWEEPS: usize = 300;
/// Sweeps end when the stress falls by less than this share.
const SETTLED: f64 = 1e-6;
const POWER_STEPS: usize = 60;

impl Distances {
    /// Lengths of the shortest paths (Dijkstra 1959) over edges with positive lengths; infinite between pieces that nothing
    /// joins.
    pub fn along(count: usize, edges: &[(usize, usize, f64)]) -> Distances {
        let mut beside: Vec<Vec<(usize, f64)>> = vec![Vec::new(); count];
        for &(one, other, length) in edges {
            beside[one].push((other, length));
            beside[other].push((one, length));
        }
        let mut all = vec![f64::INFINITY; count * count];
        for (source, row) in all.chunks_mut(count.max(1)).enumerate() {
            row[source] = 0.0;
            // Of numbers that are not negative, bits are in the order of the numbers.
            let mut open = BinaryHeap::from([(Reverse(0u64), source)]);
            while let Some((Reverse(bits), node)) = open.pop() {
                let reached = f64::from_bits(bits);
                if reached > row[node] {
                    continue;
                }
                for &(next, length) in &beside[node] {
                    let farther = reached + length;
                    if farther < row[next] {
                        row[next] = farther;
                        open.push((Reverse(farther.to_bits()), next));
                    }
                }
            }
        }
        Distances { count, all }
    }

    pub fn between(&self, one: usize, other: usize) -> f64 {
        self.all[one * self.count + other]
    }

    /// The nodes of each piece, in order, pieces by their first node.
    pub fn pieces(&self) -> Vec<Vec<usize>> {
        let mut pieces: Vec<Vec<usize>> = Vec::new();
        for node in 0..self.count {
            match pieces
                .iter_mut()
                .find(|piece| self.between(piece[0], node).is_finite())
            {
                Some(piece) => piece.push(node),
                None => pieces.push(vec![node]),
            }
        }
        pieces
    }

    /// The distances among some nodes.
    pub fn among(&self, nodes: &[usize]) -> Distances {
        let pairs = nodes
            .iter()
            .flat_map(|one| nodes.iter().map(move |other| self.between(*one, *other)));
        Distances {
            count: nodes.len(),
            all: pairs.collect(),
        }
    }
}

/// Places of all nodes of one piece.
pub fn majorise(distances: &Distances) -> Vec<Place> {
    let count = distances.count;
    let mut places = scaled(distances);
    let mut before = stress(distances, &places);
    for _ in 0..MOST_SWEEPS {
        for node in 0..count {
            places[node] = settled(distances, &places, node);
        }
        let now = stress(distances, &places);
        if before - now <= SETTLED * before {
            break;
        }
        before = now;
    }
    places
}

/// Where the stress of one node is least if all others stay (Gansner, Koren & North 2004, equation 11).
fn settled(distances: &Distances, places: &[Place], node: usize) -> Place {
    let [x, y] = places[node];
    let (mut sum, mut weights) = ([0.0, 0.0], 0.0);
    for (other, [other_x, other_y]) in places.iter().enumerate() {
        if other == node {
            continue;
        }
        let wanted = distances.between(node, other);
        let weight = 1.0 / (wanted * wanted);
        let [dx, dy] = [x - other_x, y - other_y];
        let length = (dx * dx + dy * dy).sqrt();
        let share = if length > 0.0 { wanted / length } else { 0.0 };
        sum[0] += weight * (other_x + share * dx);
        sum[1] += weight * (other_y + share * dy);
        weights += weight;
    }
    if weights > 0.0 {
        [sum[0] / weights, sum[1] / weights]
    } else {
        [x, y]
    }
}

/// Squared misses of all pairs, near pairs counting most.
pub fn stress(distances: &Distances, places: &[Place]) -> f64 {
    let mut sum = 0.0;
    for (one, place) in places.iter().enumerate() {
        for (other, beside) in places.iter().enumerate().skip(one + 1) {
            let wanted = distances.between(one, other);
            let miss = (apart(*place, *beside) - wanted) / wanted;
            sum += miss * miss;
        }
    }
    sum
}

pub fn apart(one: Place, other: Place) -> f64 {
    let [dx, dy] = [one[0] - other[0], one[1] - other[1]];
    (dx * dx + dy * dy).sqrt()
}

/// Classical scaling: the two longest axes of the doubly centred squared distances, by the power method; a little off, so
/// that nodes that these axes do not tell apart do not stay on one spot or one line.
fn scaled(distances: &Distances) -> Vec<Place> {
    let count = distances.count;
    let size = count as f64;
    let square = |one: usize, other: usize| {
        let distance = distances.between(one, other);
        distance * distance
    };
    let of_rows: Vec<f64> = (0..count)
        .map(|one| (0..count).map(|other| square(one, other)).sum::<f64>() / size)
        .collect();
    let mean = of_rows.iter().sum::<f64>() / size;
    let product = |axis: &[f64]| -> Vec<f64> {
        let row = |one: usize| {
            let centred =
                |other: usize| -0.5 * (square(one, other) - of_rows[one] - of_rows[other] + mean);
            (0..count).map(|other| centred(other) * axis[other]).sum()
        };
        (0..count).map(row).collect()
    };
    let mut found: Vec<Vec<f64>> = Vec::new();
    for turn in 0..2 {
        let mut axis: Vec<f64> = (0..count).map(|node| off(2 * node + turn)).collect();
        let mut length = 0.0;
        for _ in 0..POWER_STEPS {
            for known in &found {
                let along = dot(&axis, known) / dot(known, known).max(f64::MIN_POSITIVE);
                for (value, other) in axis.iter_mut().zip(known) {
                    *value -= along * other;
                }
            }
            let norm = dot(&axis, &axis).sqrt();
            if norm <= 0.0 {
                break;
            }
            for value in &mut axis {
                *value /= norm;
            }
            axis = product(&axis);
            length = dot(&axis, &axis).sqrt();
        }
        // The axis has the length of its eigenvalue; coordinates have that of its root.
        let scale = if length > 0.0 {
            1.0 / length.sqrt()
        } else {
            0.0
        };
        found.push(axis.iter().map(|value| value * scale).collect());
    }
    let shift = 0.02 * mean.max(0.0).sqrt();
    (0..count)
        .map(|node| [0, 1].map(|axis| found[axis][node] + shift * off(2 * node + axis)))
        .collect()
}

fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(a, b)| a * b).sum()
}

/// Spread between −1 and 1 without a pattern that a graph could share: the index, mixed as in `SplitMix64` (Steele, Lea &
/// Flood 2014).
fn off(index: usize) -> f64 {
    let mut mixed = (index as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^= mixed >> 31;
    2.0 * ((mixed >> 11) as f64 / (1u64 << 53) as f64) - 1.0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// On a path the distance of the ends is the sum of the lengths: 1 + 2, and the stress of a straight line is 0.
    #[test]
    fn a_path_of_three_is_straight_and_has_the_right_distances() {
        let distances = Distances::along(3, &[(0, 1, 1.0), (1, 2, 2.0)]);
        assert!((distances.between(0, 2) - 3.0).abs() < 1e-12);
        let places = majorise(&distances);
        for (one, other, wanted) in [(0, 1, 1.0), (1, 2, 2.0), (0, 2, 3.0)] {
            let found = apart(places[one], places[other]);
            assert!((found - wanted).abs() < 0.01, "{one}–{other}: {found}");
        }
    }

    /// A square of sides 1 with diagonals of 2 along the sides. Of all squares of side s the stress is
    /// 4 (s − 1)² + 2 (s √2 − 2)² / 4, which is least at s = (4 + √2) / 5 = 1.083.
    #[test]
    fn a_ring_of_four_is_a_square() {
        let ring = [(0, 1, 1.0), (1, 2, 1.0), (2, 3, 1.0), (3, 0, 1.0)];
        let places = majorise(&Distances::along(4, &ring));
        let side = (4.0 + 2.0_f64.sqrt()) / 5.0;
        for (one, other, _) in ring {
            let found = apart(places[one], places[other]);
            assert!((found - side).abs() < 0.01, "{found} {side}");
        }
        for (one, other) in [(0, 2), (1, 3)] {
            let found = apart(places[one], places[other]);
            assert!((found - side * 2.0_f64.sqrt()).abs() < 0.01, "{found}");
        }
    }

    /// Two stars joined at their middles: whoever is each other's mirror image lies as far from both middles.
    #[test]
    fn what_is_mirrored_in_the_graph_is_mirrored_on_paper() {
        let edges = [
            (0, 1, 1.0),
            (0, 2, 1.0),
            (0, 3, 1.0),
            (1, 4, 1.0),
            (1, 5, 1.0),
        ];
        let places = majorise(&Distances::along(6, &edges));
        let arms = [(2, 0), (3, 0), (4, 1), (5, 1)];
        let lengths = arms.map(|(arm, middle)| apart(places[arm], places[middle]));
        for length in lengths {
            assert!((length - lengths[0]).abs() < 0.01, "{lengths:?}");
        }
    }

    #[test]
    fn pieces_that_nothing_joins_are_told_apart() {
        let distances = Distances::along(5, &[(0, 3, 1.0), (1, 4, 1.0)]);
        assert_eq!(distances.pieces(), [vec![0, 3], vec![1, 4], vec![2]]);
    }

    #[test]
    fn one_node_or_none() {
        assert!(majorise(&Distances::along(0, &[])).is_empty());
        assert!(
            majorise(&Distances::along(1, &[]))[0]
                .iter()
                .all(|at| at.is_finite())
        );
    }
}
