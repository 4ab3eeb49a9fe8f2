//! The distribution of a sample: mean, spread, quantiles.
//!
//! Knows nothing of what the numbers mean. The sample is sorted before anything is added up, so the result depends on
//! the numbers alone, to the last bit, and not on the order in which runs arrived.

use crate::table::{QUANTILES, Summary};

impl Summary {
    /// Summarises a sample, which is left sorted. NaN is not counted; without any number all but `n` is NaN.
    #[must_use]
    pub fn of(sample: &mut [f64]) -> Summary {
        let sorted = sorted_numbers(sample);
        let (mean, sd) = mean_and_sd(sorted);
        // Of a sample of one there is no spread to speak of.
        let sd = if sorted.len() == 1 { f64::NAN } else { sd };
        Summary {
            n: sorted.len() as u64,
            mean,
            sd,
            quantiles: QUANTILES.map(|level| quantile(sorted, level)),
        }
    }
}

/// Sorts a sample; what is not NaN comes first and is returned.
pub(super) fn sorted_numbers(sample: &mut [f64]) -> &[f64] {
    sample.sort_unstable_by(|a, b| a.is_nan().cmp(&b.is_nan()).then(a.total_cmp(b)));
    let numbers = sample.partition_point(|number| !number.is_nan());
    &sample[..numbers]
}

/// Mean and standard deviation (n − 1; 0 for one number) of a sorted sample without NaN; NaN for none.
#[allow(clippy::cast_precision_loss)] // Samples are far smaller than 2⁵³.
pub(super) fn mean_and_sd(sorted: &[f64]) -> (f64, f64) {
    let (Some(&lowest), Some(&highest)) = (sorted.first(), sorted.last()) else {
        return (f64::NAN, f64::NAN);
    };
    // Exact where rounding would make a constant sample spread.
    if lowest.total_cmp(&highest).is_eq() {
        return (lowest, 0.0);
    }
    let count = sorted.len() as f64;
    let mean = (compensated_sum(sorted.iter().copied()) / count).clamp(lowest, highest);
    let squares = compensated_sum(
        sorted
            .iter()
            .map(|number| (number - mean) * (number - mean)),
    );
    (mean, (squares / (count - 1.0)).sqrt())
}

/// The sum with the rounding errors carried along (Neumaier 1974).
fn compensated_sum(numbers: impl Iterator<Item = f64>) -> f64 {
    let mut sum = 0.0_f64;
    let mut lost = 0.0;
    for number in numbers {
        let next = sum + number;
        lost += if sum.abs() >= number.abs() {
            (sum - next) + number
        } else {
            (number - next) + sum
        };
        sum = next;
    }
    sum + lost
}

/// The quantile of type 7 (Hyndman & Fan 1996; the default of R and `NumPy`) of a sorted sample; NaN for none.
#[allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss
)]
pub fn quantile(sorted: &[f64], level: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else {
        return f64::NAN;
    };
    let position = level.clamp(0.0, 1.0) * last as f64;
    // The position is between 0 and `last`, so both indices exist.
    let below = (position.floor() as usize).min(last);
    let above = (below + 1).min(last);
    let (low, high) = (sorted[below], sorted[above]);
    if low.total_cmp(&high).is_eq() {
        return low;
    }
    (low + (position - below as f64) * (high - low)).clamp(low, high)
}

#[cfg(test)]
#[allow(clippy::float_cmp)] // Exactness is what is tested.
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn close(found: f64, expected: f64) -> bool {
        (found - expected).abs() <= 1e-12 * expected.abs().max(1.0)
    }

    /// R: quantile(c(1, 2, 4, 8, 16), c(.05, .1, .25, .5, .75, .9, .95)), mean, sd.
    #[test]
    fn five_numbers_as_in_r() {
        let summary = Summary::of(&mut [16.0, 1.0, 8.0, 2.0, 4.0]);
        assert_eq!(summary.n, 5);
        assert!(close(summary.mean, 6.2));
        assert!(close(summary.sd, 37.2_f64.sqrt()));
        let expected = [1.2, 1.4, 2.0, 4.0, 8.0, 12.8, 14.4];
        for (found, expected) in summary.quantiles.into_iter().zip(expected) {
            assert!(close(found, expected), "{found} {expected}");
        }
    }

    /// R: quantile(1:10, c(.05, .1, .25, .5, .75, .9, .95)).
    #[test]
    fn one_to_ten_as_in_r() {
        let mut sample: Vec<f64> = (1..=10).map(f64::from).collect();
        let summary = Summary::of(&mut sample);
        let expected = [1.45, 1.9, 3.25, 5.5, 7.75, 9.1, 9.55];
        for (found, expected) in summary.quantiles.into_iter().zip(expected) {
            assert!(close(found, expected), "{found} {expected}");
        }
        assert!(close(summary.sd, (55.0_f64 / 6.0).sqrt()));
    }

    #[test]
    fn a_constant_sample_has_no_spread() {
        for count in [2, 3, 7, 50] {
            let summary = Summary::of(&mut vec![0.1; count]);
            assert_eq!((summary.mean, summary.sd), (0.1, 0.0));
            assert_eq!(summary.quantiles, [0.1; 7]);
        }
    }

    #[test]
    fn the_spread_of_one_is_not_defined() {
        let summary = Summary::of(&mut [0.1]);
        assert_eq!((summary.n, summary.mean), (1, 0.1));
        assert!(summary.sd.is_nan());
    }

    #[test]
    fn what_is_not_defined_is_not_counted() {
        let summary = Summary::of(&mut [f64::NAN, 3.0, -f64::NAN, 1.0]);
        assert_eq!((summary.n, summary.mean), (2, 2.0));
        let nothing = Summary::of(&mut [f64::NAN]);
        assert_eq!(nothing.n, 0);
        assert!(
            nothing.mean.is_nan()
                && nothing.sd.is_nan()
                && nothing.quantiles.iter().all(|q| q.is_nan())
        );
    }

    #[test]
    fn small_numbers_beside_large_ones_are_not_lost() {
        let summary = Summary::of(&mut [1e16, 1.0, 1.0, -1e16]);
        assert!(close(summary.mean, 0.5));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn the_order_of_a_sample_is_irrelevant_to_the_bit(
            (sample, shuffled) in prop::collection::vec(-1e6..1e6, 2..60)
                .prop_flat_map(|sample| (Just(sample.clone()), Just(sample).prop_shuffle())),
        ) {
            let (mut sample, mut shuffled): (Vec<f64>, Vec<f64>) = (sample, shuffled);
            prop_assert_eq!(Summary::of(&mut sample), Summary::of(&mut shuffled));
        }

        #[test]
        fn quantiles_rise_and_lie_within_the_sample(mut sample in prop::collection::vec(-1e6..1e6, 1..60)) {
            let summary = Summary::of(&mut sample);
            prop_assert!(summary.quantiles.is_sorted());
            prop_assert!(summary.quantiles[0] >= sample[0]);
            prop_assert!(summary.quantiles[6] <= sample[sample.len() - 1]);
            prop_assert!(summary.mean >= sample[0] && summary.mean <= sample[sample.len() - 1]);
        }
    }
}
