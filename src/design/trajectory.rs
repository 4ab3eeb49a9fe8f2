//! The trajectories of Morris (1991): walks through the unit cube that move each coordinate once.
//!
//! Knows unit points only.

use super::sampled::shuffle;
use super::{Drawn, stream};

/// Into how many levels each coordinate is divided: an even number, so that all are visited equally often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Levels {
    half: u32,
}

impl Default for Levels {
    /// Four, as usual.
    fn default() -> Self {
        Levels { half: 2 }
    }
}

impl Levels {
    /// An even number of at least two levels.
    #[must_use]
    pub fn new(levels: u32) -> Option<Levels> {
        let half = levels / 2;
        (levels >= 2 && levels.is_multiple_of(2)).then_some(Levels { half })
    }

    /// How many there are.
    #[must_use]
    pub fn count(self) -> u32 {
        2 * self.half
    }

    /// How far a coordinate moves: levels / (2 (levels − 1)).
    #[must_use]
    pub fn delta(self) -> f64 {
        f64::from(self.half) / f64::from(self.count() - 1)
    }

    fn unit(self, level: u32) -> f64 {
        f64::from(level) / f64::from(self.count() - 1)
    }
}

/// Rows of trajectories, one behind the other: each starts at a random level of every coordinate and moves them one after
/// the other in random order, each by [`Levels::delta`] up or down. Each trajectory depends on the seed and its number
/// alone, so more trajectories keep the rows there are.
#[must_use]
pub fn morris(seed: u64, trajectories: u32, levels: Levels, dimensions: usize) -> Vec<Vec<f64>> {
    let mut rows = Vec::new();
    for trajectory in 0..trajectories {
        let mut words = stream(seed, Drawn::Morris, trajectory);
        // One of the levels of the lower half, and half the levels above it: the two ends of a move.
        let ends: Vec<[f64; 2]> = (0..dimensions)
            .map(|_| {
                let lower = words.choices().among(levels.half as usize);
                // Below `half`, which is a u32.
                let lower = u32::try_from(lower).unwrap_or(0);
                let (lower, upper) = (levels.unit(lower), levels.unit(lower + levels.half));
                if words.choices().among(2) == 0 {
                    [lower, upper]
                } else {
                    [upper, lower]
                }
            })
            .collect();
        let mut order: Vec<usize> = (0..dimensions).collect();
        shuffle(&mut order, &mut words);
        let mut place: Vec<f64> = ends.iter().map(|[from, _]| *from).collect();
        rows.push(place.clone());
        for moved in order {
            place[moved] = ends[moved][1];
            rows.push(place.clone());
        }
    }
    rows
}

/// Rows of one trajectory of [`morris`].
#[must_use]
pub fn morris_rows(dimensions: usize) -> usize {
    dimensions + 1
}

#[cfg(test)]
#[allow(clippy::float_cmp)] // Exactness is what is tested.
mod tests {
    use super::*;

    #[test]
    fn levels_are_even() {
        assert_eq!(Levels::new(3), None);
        assert_eq!(Levels::new(0), None);
        assert_eq!(Levels::new(4), Some(Levels::default()));
        let six = Levels::new(6).expect("even");
        assert_eq!((six.count(), six.delta()), (6, 0.6));
    }

    #[test]
    fn every_step_of_a_trajectory_moves_another_coordinate_by_delta() {
        let levels = Levels::new(8).expect("even");
        let rows = morris(1, 50, levels, 5);
        assert_eq!(rows.len(), 50 * morris_rows(5));
        let mut up = 0;
        for trajectory in rows.chunks(6) {
            let mut moved = Vec::new();
            for pair in trajectory.windows(2) {
                let steps = (0..5).filter(|&at| pair[0][at] != pair[1][at]);
                let steps: Vec<usize> = steps.collect();
                assert_eq!(steps.len(), 1);
                let step = pair[1][steps[0]] - pair[0][steps[0]];
                assert!((step.abs() - 4.0 / 7.0).abs() < 1e-15);
                up += u32::from(step > 0.0);
                moved.push(steps[0]);
            }
            moved.sort_unstable();
            assert_eq!(moved, [0, 1, 2, 3, 4]);
        }
        // 250 fair coins: 125 and four standard deviations of 7.9.
        assert!((94..=156).contains(&up), "{up}");
    }

    /// 4 levels, 2,000 starts: 500 each, and four standard deviations of 19.4.
    #[test]
    fn all_levels_are_visited_equally_often() {
        let mut counts = [0_u32; 4];
        for start in morris(2, 2_000, Levels::default(), 1).iter().step_by(2) {
            let level = (0..4).position(|level| Levels::default().unit(level) == start[0]);
            counts[level.expect("a level")] += 1;
        }
        for count in counts {
            assert!((423..=577).contains(&count), "{counts:?}");
        }
    }

    #[test]
    fn more_trajectories_keep_the_rows_there_are() {
        let rows = morris(3, 20, Levels::default(), 4);
        assert_eq!(morris(3, 7, Levels::default(), 4), rows[..7 * 5]);
        assert_ne!(morris(4, 20, Levels::default(), 4), rows);
    }
}
