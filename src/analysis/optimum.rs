//! Where along one axis a mean is highest, how sure that place is, and what it gains over the ends.
//!
//! Knows one line of points and one metric at equal replicates. The place of the best mean is an estimate like any other:
//! its interval comes from resamples of replicates, drawn for all points of the line together, because a replicate's luck
//! is shared by them.

use super::bootstrap::{Resampled, resample, weighted_sums};
use super::cell::Block;
use super::interval::Difference;
use super::summary::{mean_and_sd, sorted_numbers};
use crate::table::Gain;

/// Resamples of replicates behind an interval.
const RESAMPLES: u32 = 2_000;

/// The best point of a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Optimum {
    /// Replicates that all points of the line have.
    pub n: u64,
    /// The value of the axis with the highest mean; of several the lowest.
    pub at: f64,
    /// 95 % percentile interval of that value, itself made of values of the axis; NaN for fewer than two replicates.
    pub low: f64,
    pub high: f64,
    /// The mean there. Being the highest of several, it is more likely to be too high than too low.
    pub best: f64,
    /// Share of resamples in which the highest mean is at neither end; NaN for fewer than two replicates.
    pub interior: f64,
    pub over_low: Gain,
    pub over_high: Gain,
}

/// The optimum of a line: the ascending values of an axis, and a column of the block for each. None without a replicate that
/// all points have.
#[must_use]
pub fn optimum(values: &[f64], block: &Block, seed: u64) -> Option<Optimum> {
    let last = values.len().checked_sub(1)?;
    if block.cells() != values.len() || block.replicates() == 0 {
        return None;
    }
    let means: Vec<f64> = (0..=last).map(|point| mean(block, point)).collect();
    let best = highest(&means);
    let place = place(values, block, seed);
    Some(Optimum {
        n: block.replicates() as u64,
        at: values[best],
        low: place.low,
        high: place.high,
        best: means[best],
        interior: place.interior,
        over_low: gain(block, best, 0),
        over_high: gain(block, best, last),
    })
}

fn mean(block: &Block, point: usize) -> f64 {
    let mut sample: Vec<f64> = block.column(point).collect();
    mean_and_sd(sorted_numbers(&mut sample)).0
}

/// The place of the highest number, of several the first.
fn highest(numbers: &[f64]) -> usize {
    let mut best = 0;
    for (place, number) in numbers.iter().enumerate() {
        if *number > numbers[best] {
            best = place;
        }
    }
    best
}

/// Where resamples have the best point.
struct Place {
    low: f64,
    high: f64,
    interior: f64,
}

fn place(values: &[f64], block: &Block, seed: u64) -> Place {
    let mut sums = vec![0.0; values.len()];
    let mut wins = vec![0_u32; values.len()];
    let items = block.replicates();
    resample(seed, Resampled::Replicates, items, RESAMPLES, |weights| {
        weighted_sums(block.values(), weights, &mut sums);
        wins[highest(&sums)] += 1;
    });
    let drawn: u32 = wins.iter().sum();
    if drawn == 0 {
        return Place {
            low: f64::NAN,
            high: f64::NAN,
            interior: f64::NAN,
        };
    }
    // The lowest value at or below which at least this share of the resamples has its best point.
    let quantile = |level: f64| {
        let mut below = 0;
        let reached = wins.iter().position(|won| {
            below += won;
            f64::from(below) >= level * f64::from(drawn)
        });
        values[reached.unwrap_or(values.len() - 1)]
    };
    let inner = wins.iter().skip(1).take(values.len().saturating_sub(2));
    Place {
        low: quantile(0.025),
        high: quantile(0.975),
        interior: f64::from(inner.sum::<u32>()) / f64::from(drawn),
    }
}

/// What the best point gains over another. The best was chosen among all points, so its advantage over any of them is tested
/// as the largest of so many (Bonferroni); the interval is that of the difference alone.
#[allow(clippy::cast_precision_loss)] // Points are far fewer than 2⁵³.
fn gain(block: &Block, best: usize, over: usize) -> Gain {
    let difference = Difference::of(&mut block.differences(best, over));
    let others = (block.cells() - 1).max(1) as f64;
    Gain {
        mean: difference.mean,
        ci_low: difference.ci_low,
        ci_high: difference.ci_high,
        // Written so that an undefined p stays undefined.
        p: if difference.p * others > 1.0 {
            1.0
        } else {
            difference.p * others
        },
    }
}

#[cfg(test)]
#[allow(clippy::float_cmp)] // Exactness is what is tested.
mod tests {
    use super::*;
    use crate::random::{Domain, RunKey, Words};

    /// A sum of twelve uniform numbers less 6: mean 0, standard deviation 1.
    fn noise(words: &mut Words) -> f64 {
        (0..12).map(|_| f64::from(words.unit())).sum::<f64>() - 6.0
    }

    /// A line on which each replicate has luck of its own that all points share, and noise on top.
    fn line(mean: fn(f64) -> f64, spread: f64, replicates: u32, trial: u64) -> (Vec<f64>, Block) {
        let values: Vec<f64> = (0..11).map(|step| f64::from(step) / 10.0).collect();
        let key = RunKey {
            seed: 8,
            replicate: replicates,
        };
        let mut words = key.stream(Domain::Bootstrap, trial);
        let mut row = || {
            let luck = noise(&mut words);
            let points = values.iter();
            points
                .map(|&value| mean(value) + luck + spread * noise(&mut words))
                .collect()
        };
        let rows: Vec<Vec<f64>> = (0..replicates).map(|_| row()).collect();
        let block = Block::new(11, &rows);
        (values, block)
    }

    /// Highest at 0.4.
    fn parabola(value: f64) -> f64 {
        -(value - 0.4) * (value - 0.4)
    }

    #[test]
    fn without_noise_the_optimum_is_certain() {
        let (values, block) = line(parabola, 0.0, 20, 0);
        let found = optimum(&values, &block, 1).expect("replicates");
        assert_eq!((found.at, found.low, found.high), (0.4, 0.4, 0.4));
        assert_eq!((found.interior, found.n), (1.0, 20));
        // 0.4² and 0.6² by hand.
        assert!((found.over_low.mean - 0.16).abs() < 1e-12);
        assert!((found.over_high.mean - 0.36).abs() < 1e-12);
        assert!(found.over_low.p < 1e-12);
    }

    #[test]
    fn with_more_replicates_the_interval_narrows_around_the_optimum() {
        let width = |replicates| {
            let (values, block) = line(parabola, 0.1, replicates, 0);
            let found = optimum(&values, &block, 1).expect("replicates");
            assert!(found.low <= 0.4 && found.high >= 0.4, "{found:?}");
            found.high - found.low
        };
        let (few, many) = (width(20), width(2_000));
        assert!(many < few && many <= 0.2 + 1e-12, "{few} {many}");
    }

    #[test]
    fn a_monotone_line_has_its_optimum_at_the_end() {
        let (values, block) = line(|value| 2.0 * value, 0.1, 50, 0);
        let found = optimum(&values, &block, 1).expect("replicates");
        assert_eq!((found.at, found.low, found.high), (1.0, 1.0, 1.0));
        assert_eq!(found.interior, 0.0);
        // Against itself.
        assert_eq!((found.over_high.mean, found.over_high.p), (0.0, 1.0));
        assert!(found.over_low.ci_low > 1.9 && found.over_low.ci_high < 2.1);
    }

    /// Of 300 lines the true place should be within the interval in at least 95 %; four standard deviations below are 90 %.
    /// Shared luck, ten times the noise, must not matter.
    #[test]
    fn the_interval_covers_the_true_place() {
        let mut covered = 0;
        for trial in 0..300 {
            let (values, block) = line(parabola, 0.1, 30, trial);
            let found = optimum(&values, &block, trial).expect("replicates");
            assert!(found.high - found.low <= 0.6 + 1e-12, "{found:?}");
            covered += u32::from(found.low <= 0.4 && found.high >= 0.4);
        }
        assert!(covered >= 270, "{covered} of 300");
    }

    /// Means 1 3 3 over two replicates: the lowest of the best. The difference to the first is 2 in both, without spread.
    #[test]
    fn of_equal_means_the_lowest_value_counts() {
        let block = Block::new(3, &[vec![0.0, 2.0, 2.0], vec![2.0, 4.0, 4.0]]);
        let found = optimum(&[1.0, 10.0, 100.0], &block, 1).expect("replicates");
        assert_eq!((found.at, found.best), (10.0, 3.0));
        assert_eq!((found.low, found.high, found.interior), (10.0, 10.0, 1.0));
        assert_eq!((found.over_low.mean, found.over_low.p), (2.0, 0.0));
        assert_eq!((found.over_high.mean, found.over_high.p), (0.0, 1.0));
    }

    /// Differences of the best to the first 1 and 3: mean 2, t = 2, one degree of freedom: p = 0.2951672 (R: 2 * pt(-2, 1)),
    /// times two.
    #[test]
    fn p_is_raised_for_the_choice_of_the_best() {
        let block = Block::new(3, &[vec![0.0, 1.0, 0.0], vec![0.0, 3.0, 0.0]]);
        let found = optimum(&[0.0, 0.5, 1.0], &block, 1).expect("replicates");
        assert!((found.over_low.p - 2.0 * 0.295_167_2).abs() < 1e-6);
    }

    #[test]
    fn one_replicate_has_a_best_point_and_no_interval() {
        let block = Block::new(2, &[vec![1.0, 2.0]]);
        let found = optimum(&[0.0, 1.0], &block, 1).expect("a replicate");
        assert_eq!((found.at, found.best, found.n), (1.0, 2.0, 1));
        assert!(found.low.is_nan() && found.interior.is_nan() && found.over_low.p.is_nan());
        assert_eq!(optimum(&[0.0, 1.0], &Block::new(2, &[]), 1), None);
        assert_eq!(optimum(&[], &Block::new(0, &[]), 1), None);
    }
}
