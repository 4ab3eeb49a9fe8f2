//! Designs that fill the unit cube: the Latin hypercube, Sobol's sequence and the matrices of Saltelli.
//!
//! Knows unit points only.

use sobol_burley::{NUM_DIMENSIONS, sample};

use super::{Drawn, stream};
use crate::random::Words;

/// Dimensions that are jointly evenly filled by [`sobol`]; [`saltelli`] takes two for each parameter. Beyond them a further
/// sequence is added, which is independent of the first and thus no better than chance together with it.
pub const SOBOL_DIMENSIONS: u32 = NUM_DIMENSIONS;

/// Samples that are jointly evenly spread by [`sobol`]; beyond them an independently scrambled sequence follows.
pub const SOBOL_SAMPLES: u32 = 1 << SAMPLE_BITS;

const SAMPLE_BITS: u32 = 16;

/// In each dimension one point in each of `samples` equal slices, at a random place within it, the slices paired at random
/// across dimensions (`McKay`, Beckman & Conover 1979). More samples mean finer slices, that is, another design.
#[must_use]
pub fn latin_hypercube(seed: u64, samples: u32, dimensions: usize) -> Vec<Vec<f64>> {
    let mut points = vec![Vec::with_capacity(dimensions); samples as usize];
    for dimension in (0_u32..).take(dimensions) {
        let mut words = stream(seed, Drawn::LatinHypercube, dimension);
        let mut slices: Vec<u32> = (0..samples).collect();
        shuffle(&mut slices, &mut words);
        for (point, slice) in points.iter_mut().zip(slices) {
            let place = f64::from(slice) + f64::from(words.unit());
            point.push(place / f64::from(samples));
        }
    }
    points
}

/// Puts things into random order (Fisher & Yates).
pub(super) fn shuffle<T>(things: &mut [T], words: &mut Words) {
    for last in (1..things.len()).rev() {
        things.swap(last, words.choices().among(last + 1));
    }
}

/// The first points of Sobol's sequence with the direction numbers of Joe & Kuo (2008), scrambled as Owen (1995) proposed
/// and Burley (2020) made cheap. Best filled for numbers of samples that are powers of two. More samples keep the rows there
/// are.
#[must_use]
pub fn sobol(seed: u64, samples: u32, dimensions: usize) -> Vec<Vec<f64>> {
    let groups = dimensions.div_ceil(SOBOL_DIMENSIONS as usize);
    let mut points = Vec::with_capacity(samples as usize);
    let mut scrambles = Vec::new();
    for row in 0..samples {
        let block = row >> SAMPLE_BITS;
        if row % SOBOL_SAMPLES == 0 {
            let mut words = stream(seed, Drawn::Sobol, block);
            scrambles = (0..groups).map(|_| words.word()).collect();
        }
        let dimensions_of = |group: usize| {
            let left = dimensions - group * SOBOL_DIMENSIONS as usize;
            (0..SOBOL_DIMENSIONS).take(left)
        };
        let groups = scrambles.iter().enumerate();
        let coordinates = groups.flat_map(|(group, &scramble)| {
            dimensions_of(group)
                .map(move |dimension| f64::from(sample(row % SOBOL_SAMPLES, dimension, scramble)))
        });
        points.push(coordinates.collect());
    }
    points
}

/// The rows that Saltelli et al. (2010) need for first-order and total indices. Each sample is two points A and B, taken from
/// one Sobol point of twice the dimensions, and gives the rows A, A with the first coordinate of B, …, A with the last
/// coordinate of B, B: the order in which `SALib` writes them without second order. More samples keep the rows there are.
#[must_use]
pub fn saltelli(seed: u64, samples: u32, dimensions: usize) -> Vec<Vec<f64>> {
    let mut rows = Vec::new();
    for pair in sobol(seed, samples, 2 * dimensions) {
        let (a, b) = pair.split_at(dimensions);
        rows.push(a.to_vec());
        for dimension in 0..dimensions {
            let mut mixed = a.to_vec();
            mixed[dimension] = b[dimension];
            rows.push(mixed);
        }
        rows.push(b.to_vec());
    }
    rows
}

/// Rows of one sample of [`saltelli`].
#[must_use]
pub fn saltelli_rows(dimensions: usize) -> usize {
    dimensions + 2
}

#[cfg(test)]
#[allow(clippy::float_cmp)] // Exactness is what is tested.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
mod tests {
    use super::*;

    /// How many points fall into each of so many equal slices of a coordinate.
    fn counts(points: &[Vec<f64>], dimension: usize, slices: u32) -> Vec<u32> {
        let mut counts = vec![0; slices as usize];
        for point in points {
            counts[(point[dimension] * f64::from(slices)) as usize] += 1;
        }
        counts
    }

    #[test]
    fn a_latin_hypercube_has_one_point_in_every_slice() {
        for samples in [1, 2, 7, 100, 1_000] {
            let points = latin_hypercube(5, samples, 4);
            for dimension in 0..4 {
                assert_eq!(
                    counts(&points, dimension, samples),
                    vec![1; samples as usize]
                );
            }
        }
        assert_ne!(latin_hypercube(5, 10, 2), latin_hypercube(6, 10, 2));
        assert_eq!(latin_hypercube(5, 3, 0), vec![Vec::<f64>::new(); 3]);
    }

    /// Of independent permutations of 1,000 the correlation has standard deviation 1/√999 = 0.032; four of them.
    #[test]
    fn the_coordinates_of_a_latin_hypercube_are_not_correlated() {
        let points = latin_hypercube(5, 1_000, 3);
        for (a, b) in [(0, 1), (0, 2), (1, 2)] {
            let products = points.iter().map(|p| (p[a] - 0.5) * (p[b] - 0.5));
            let correlation = 12.0 * products.sum::<f64>() / 1_000.0;
            assert!(correlation.abs() < 0.127, "{correlation}");
        }
    }

    /// What a (t, m, s)-net in base 2 is: any 2^k points of the start fill each of 2^k slices of every coordinate once, and
    /// the first two coordinates, whose t is 0, every box of area 2^−k once.
    #[test]
    fn sobol_points_are_balanced() {
        let points = sobol(11, 1_024, 20);
        for power in 0..=10 {
            let slices = 1_u32 << power;
            let start = &points[..slices as usize];
            for dimension in 0..20 {
                assert_eq!(
                    counts(start, dimension, slices),
                    vec![1; slices as usize],
                    "{dimension} {slices}"
                );
            }
            for wide in 0..=power {
                let (columns, rows) = (1_u32 << wide, 1_u32 << (power - wide));
                let mut boxes = vec![0; slices as usize];
                for point in start {
                    let column = (point[0] * f64::from(columns)) as u32;
                    let row = (point[1] * f64::from(rows)) as u32;
                    boxes[(column * rows + row) as usize] += 1;
                }
                assert!(boxes.iter().all(|&count| count == 1), "{columns} × {rows}");
            }
        }
    }

    /// The squared L2-star discrepancy in closed form (Warnock 1972).
    fn squared_discrepancy(points: &[Vec<f64>]) -> f64 {
        let dimensions = u32::try_from(points[0].len()).expect("few");
        let count = f64::from(u32::try_from(points.len()).expect("few"));
        let single: f64 = points
            .iter()
            .map(|p| p.iter().map(|x| (1.0 - x * x) / 2.0).product::<f64>())
            .sum();
        let pairs = points
            .iter()
            .flat_map(|p| points.iter().map(move |q| (p, q)));
        let double: f64 = pairs
            .map(|(p, q)| {
                p.iter()
                    .zip(q)
                    .map(|(x, y)| 1.0 - x.max(*y))
                    .product::<f64>()
            })
            .sum();
        1.0 / f64::from(3_u32.pow(dimensions)) - 2.0 / count * single + double / (count * count)
    }

    /// Of independent points the square is (2^−d − 3^−d) / n on average: 2.6e-5 for 1,024 points in five dimensions. The
    /// sequence has to stay below a tenth of it.
    #[test]
    fn sobol_points_are_far_more_even_than_chance() {
        let by_chance = (2.0_f64.powi(-5) - 3.0_f64.powi(-5)) / 1_024.0;
        for seed in 0..5 {
            let found = squared_discrepancy(&sobol(seed, 1_024, 5));
            assert!(
                found > 0.0 && found < 0.1 * by_chance,
                "{found} {by_chance}"
            );
        }
    }

    #[test]
    fn more_samples_keep_the_rows_there_are() {
        assert_eq!(sobol(3, 100, 6), sobol(3, 300, 6)[..100]);
        let rows = saltelli_rows(6);
        assert_eq!(saltelli(3, 10, 6), saltelli(3, 25, 6)[..10 * rows]);
        assert_ne!(sobol(3, 100, 6), sobol(4, 100, 6));
    }

    #[test]
    fn beyond_the_sequence_there_are_further_ones() {
        let points = sobol(3, SOBOL_SAMPLES + 2, 1);
        assert_ne!(points[0], points[SOBOL_SAMPLES as usize]);
        let wide = sobol(3, 4, SOBOL_DIMENSIONS as usize + 2);
        assert_eq!(wide[0].len(), 258);
        assert_ne!(wide[0][..2], wide[0][256..]);
        assert_eq!(wide[3][..3], sobol(3, 4, 3)[3]);
    }

    #[test]
    fn saltelli_mixes_one_coordinate_at_a_time() {
        let rows = saltelli(9, 2, 3);
        assert_eq!(rows.len(), 2 * saltelli_rows(3));
        for (sample, pair) in rows.chunks(5).zip(sobol(9, 2, 6)) {
            assert_eq!((&sample[0][..], &sample[4][..]), pair.split_at(3));
            for (row, mixed) in sample[1..4].iter().enumerate() {
                for dimension in 0..3 {
                    let from = if dimension == row {
                        &sample[4]
                    } else {
                        &sample[0]
                    };
                    assert_eq!(mixed[dimension], from[dimension]);
                }
            }
        }
    }
}
