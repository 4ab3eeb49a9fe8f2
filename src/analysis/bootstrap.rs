//! The bootstrap: what an estimate might have been, had other runs or other points of the design been drawn.
//!
//! Resamples are weights: how often each item is drawn into a sample as large as the original (Efron 1979). They depend on
//! the seed, on what is resampled and on how many items there are, so that one study draws the same luck for all its
//! metrics, variants and lines. Knows no estimate.

use super::summary::{quantile, sorted_numbers};
use crate::random::{Domain, RunKey};

/// What is drawn anew. The numbers are part of what defines the results.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resampled {
    Replicates = 1,
    Trajectories = 2,
    Samples = 3,
}

/// An estimate with its 95 % percentile interval over resamples.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    pub value: f64,
    /// NaN where nothing can be resampled.
    pub low: f64,
    pub high: f64,
}

impl Estimate {
    /// An estimate and what resamples made of it, which is left sorted; what is not defined is not counted.
    #[must_use]
    pub fn new(value: f64, resamples: &mut [f64]) -> Estimate {
        let sorted = sorted_numbers(resamples);
        Estimate {
            value,
            low: quantile(sorted, 0.025),
            high: quantile(sorted, 0.975),
        }
    }

    /// How wide the interval is.
    #[must_use]
    pub fn width(&self) -> f64 {
        self.high - self.low
    }
}

/// Hands each of so many resamples of items to a statistic, as the number of times that each item is drawn. Of fewer than
/// two items nothing can be learnt about chance, and nothing is drawn.
pub fn resample(
    seed: u64,
    what: Resampled,
    items: usize,
    resamples: u32,
    mut statistic: impl FnMut(&[f64]),
) {
    if items < 2 {
        return;
    }
    let key = RunKey { seed, replicate: 0 };
    let mut words = key.stream(Domain::Bootstrap, what as u64);
    let mut weights = vec![0.0; items];
    for _ in 0..resamples {
        weights.fill(0.0);
        for _ in 0..items {
            weights[words.choices().among(items)] += 1.0;
        }
        statistic(&weights);
    }
}

/// For each column of a table of rows the sum of its values times the row's weight, row after row.
pub(super) fn weighted_sums(rows: &[f64], weights: &[f64], sums: &mut [f64]) {
    sums.fill(0.0);
    for (row, &weight) in rows.chunks_exact(sums.len().max(1)).zip(weights) {
        if weight > 0.0 {
            for (sum, value) in sums.iter_mut().zip(row) {
                *sum += weight * value;
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::float_cmp)] // Exactness is what is tested.
mod tests {
    use super::*;

    #[test]
    fn every_resample_draws_as_many_items_as_there_are() {
        let mut drawn = 0;
        resample(1, Resampled::Samples, 7, 50, |weights| {
            assert_eq!((weights.len(), weights.iter().sum::<f64>()), (7, 7.0));
            drawn += 1;
        });
        assert_eq!(drawn, 50);
        resample(1, Resampled::Samples, 1, 50, |_| unreachable!());
    }

    #[test]
    fn resamples_depend_on_seed_and_subject_alone() {
        let draw = |seed, what, resamples| {
            let mut all = Vec::new();
            resample(seed, what, 5, resamples, |weights| {
                all.push(weights.to_vec());
            });
            all
        };
        let here = draw(1, Resampled::Replicates, 20);
        assert_eq!(here, draw(1, Resampled::Replicates, 30)[..20]);
        assert_ne!(here, draw(2, Resampled::Replicates, 20));
        assert_ne!(here, draw(1, Resampled::Trajectories, 20));
    }

    /// The bootstrap spread of a mean is sd · √((n − 1)/n) / √n: here √(33/4)/√10 = 0.9083, so that the interval is about
    /// 2 · 1.96 · 0.9083 = 3.56 wide; with 4,000 resamples its ends are known to about 0.04.
    #[test]
    fn the_interval_of_a_mean() {
        let sample: Vec<f64> = (1..=10).map(f64::from).collect();
        let mut means = Vec::new();
        resample(3, Resampled::Replicates, 10, 4_000, |weights| {
            let mut sum = [0.0];
            weighted_sums(&sample, weights, &mut sum);
            means.push(sum[0] / 10.0);
        });
        let found = Estimate::new(5.5, &mut means);
        assert!((found.width() - 3.56).abs() < 0.15, "{found:?}");
        assert!((found.low + found.high - 11.0).abs() < 0.15, "{found:?}");
    }

    #[test]
    fn what_cannot_be_resampled_has_no_interval() {
        let found = Estimate::new(2.0, &mut [f64::NAN]);
        assert!(found.value == 2.0 && found.low.is_nan() && found.high.is_nan());
    }
}
