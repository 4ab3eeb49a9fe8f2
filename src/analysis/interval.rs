//! Confidence intervals and tests of means: Student's t, paired differences, Holm's adjustment, the number of runs.
//!
//! Knows samples only. Everything that reaches a table goes through crate `libm`, so the last digits are the same on any
//! machine; that is why Student's t is written out here.

use super::summary::{mean_and_sd, sorted_numbers};

/// Mean, interval and test of the differences within pairs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    /// Pairs in which both sides are defined.
    pub n: u64,
    /// NaN without pairs, as is all below.
    pub mean: f64,
    pub sd: f64,
    /// 95 % t interval; NaN for fewer than two pairs.
    pub ci_low: f64,
    pub ci_high: f64,
    /// Two-sided, of no difference; NaN for fewer than two pairs.
    pub p: f64,
    /// Share of pairs with a difference above 0.
    pub share_higher: f64,
}

impl Difference {
    /// Summarises differences, which are left sorted; NaN is not counted.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // Samples are far smaller than 2⁵³.
    pub fn of(differences: &mut [f64]) -> Difference {
        let sorted = sorted_numbers(differences);
        let n = sorted.len() as u64;
        let (mean, sd) = mean_and_sd(sorted);
        let half_width = half_width(n, sd);
        let higher = sorted.len() - sorted.partition_point(|&difference| difference <= 0.0);
        Difference {
            n,
            mean,
            sd,
            ci_low: mean - half_width,
            ci_high: mean + half_width,
            p: p_value(n, mean, sd),
            share_higher: higher as f64 / n as f64,
        }
    }

    /// Whether the interval lies wholly on one side of 0.
    #[must_use]
    pub fn excludes_zero(&self) -> bool {
        self.ci_low > 0.0 || self.ci_high < 0.0
    }

    /// Half the width of the interval.
    #[must_use]
    pub fn half_width(&self) -> f64 {
        half_width(self.n, self.sd)
    }
}

/// Half the width of the 95 % interval of a mean; 0 for a sample without spread, NaN for fewer than two numbers.
#[must_use]
#[allow(clippy::cast_precision_loss)]
pub fn half_width(n: u64, sd: f64) -> f64 {
    if n < 2 {
        return f64::NAN;
    }
    if sd <= 0.0 {
        return 0.0;
    }
    t_quantile(0.975, (n - 1) as f64) * sd / (n as f64).sqrt()
}

/// The least number of runs whose 95 % interval has at most this half-width, given the spread seen so far; none if
/// either number is not defined, the half-width is not above 0, or it would take more than 10⁹ runs.
#[must_use]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub fn needed_runs(sd: f64, wanted: f64) -> Option<u64> {
    if !sd.is_finite() || !wanted.is_finite() || wanted <= 0.0 {
        return None;
    }
    // The normal quantile lies below every t quantile, so the search starts from below and is short.
    let ratio = 1.959 * sd / wanted;
    let at_least = ratio * ratio;
    if at_least > 1e9 {
        return None;
    }
    let start = (at_least.floor() as u64).max(2);
    (start..2_000_000_000).find(|&n| half_width(n, sd) <= wanted)
}

/// Two-sided p-value of a t test of mean 0; without spread 1 for a mean of 0 and 0 for any other.
#[must_use]
#[allow(clippy::cast_precision_loss)]
pub fn p_value(n: u64, mean: f64, sd: f64) -> f64 {
    if n < 2 {
        return f64::NAN;
    }
    if sd <= 0.0 {
        return if mean.abs() > 0.0 { 0.0 } else { 1.0 };
    }
    let t = mean / (sd / (n as f64).sqrt());
    (2.0 * t_upper_tail(t.abs(), (n - 1) as f64)).min(1.0)
}

/// Holm's step-down adjustment for several tests at once; what is not defined counts as a test with p = 1.
#[must_use]
#[allow(clippy::cast_precision_loss)]
pub fn holm(p_values: &[f64]) -> Vec<f64> {
    let defined = |p: f64| if p.is_nan() { 1.0 } else { p };
    let mut order: Vec<usize> = (0..p_values.len()).collect();
    order.sort_by(|&a, &b| defined(p_values[a]).total_cmp(&defined(p_values[b])));
    let mut adjusted = vec![1.0; p_values.len()];
    let mut largest = 0.0_f64;
    for (place, index) in order.into_iter().enumerate() {
        let left = (p_values.len() - place) as f64;
        largest = largest.max((left * defined(p_values[index])).min(1.0));
        adjusted[index] = largest;
    }
    adjusted
}

/// The quantile of Student's t at a level between 0.5 and 1, both excluded.
#[must_use]
pub fn t_quantile(level: f64, freedom: f64) -> f64 {
    let tail = 1.0 - level;
    let (mut low, mut high) = (0.0, 2.0);
    while t_upper_tail(high, freedom) > tail && high < 1e12 {
        low = high;
        high *= 2.0;
    }
    // Newton's steps, kept within the bracket by halving it.
    let mut t = 0.5 * (low + high);
    for _ in 0..100 {
        let excess = t_upper_tail(t, freedom) - tail;
        if excess > 0.0 {
            low = t;
        } else {
            high = t;
        }
        let step = t + excess / t_density(t, freedom);
        let next = if step > low && step < high {
            step
        } else {
            0.5 * (low + high)
        };
        let moved = (next - t).abs();
        t = next;
        if moved <= 1e-14 * t {
            break;
        }
    }
    t
}

/// The chance that Student's t lies above `t`, for t from 0 on.
fn t_upper_tail(t: f64, freedom: f64) -> f64 {
    0.5 * incomplete_beta(0.5 * freedom, 0.5, freedom / (freedom + t * t))
}

fn t_density(t: f64, freedom: f64) -> f64 {
    let scale = libm::lgamma(0.5 * (freedom + 1.0)) - libm::lgamma(0.5 * freedom);
    let shape = -0.5 * (freedom + 1.0) * libm::log1p(t * t / freedom);
    libm::exp(scale + shape) / (freedom * std::f64::consts::PI).sqrt()
}

/// The regularised incomplete beta function by its continued fraction (Lentz's method; Press et al. 2007, 6.4).
fn incomplete_beta(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    let front = libm::lgamma(a + b) - libm::lgamma(a) - libm::lgamma(b)
        + a * libm::log(x)
        + b * libm::log1p(-x);
    let front = libm::exp(front);
    if x < (a + 1.0) / (a + b + 2.0) {
        front * beta_fraction(a, b, x) / a
    } else {
        1.0 - front * beta_fraction(b, a, 1.0 - x) / b
    }
}

fn beta_fraction(a: f64, b: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let away_from_zero = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut numerator = 1.0;
    let mut inverse = 1.0 / away_from_zero(1.0 - (a + b) * x / (a + 1.0));
    let mut fraction = inverse;
    for step in (1..10_000).map(f64::from) {
        let place = a + 2.0 * step;
        let terms = [
            step * (b - step) * x / ((place - 1.0) * place),
            -(a + step) * (a + b + step) * x / (place * (place + 1.0)),
        ];
        let before = fraction;
        for term in terms {
            inverse = 1.0 / away_from_zero(1.0 + term * inverse);
            numerator = away_from_zero(1.0 + term / numerator);
            fraction *= inverse * numerator;
        }
        if (fraction - before).abs() <= 1e-16 * fraction.abs() {
            break;
        }
    }
    fraction
}

#[cfg(test)]
#[allow(clippy::float_cmp)] // Exactness is what is tested.
mod tests {
    use super::*;
    use proptest::prelude::*;
    use statrs::distribution::{ContinuousCDF, StudentsT};

    fn close(found: f64, expected: f64, tolerance: f64) -> bool {
        (found - expected).abs() <= tolerance * expected.abs().max(1.0)
    }

    /// R: qt(0.975, c(1, 2, 3, 9, 29, 199, 1e5)), to 10 digits.
    #[test]
    fn t_quantiles_as_in_r() {
        for (freedom, expected) in [
            (1.0, 12.706_204_736),
            (2.0, 4.302_652_730),
            (3.0, 3.182_446_305),
            (9.0, 2.262_157_163),
            (29.0, 2.045_229_642),
            (199.0, 1.971_956_544),
            (1e5, 1.959_987_708),
        ] {
            assert!(
                close(t_quantile(0.975, freedom), expected, 1e-9),
                "{freedom}"
            );
        }
    }

    #[test]
    fn tails_agree_with_another_library() {
        for freedom in [1.0, 2.0, 5.0, 49.0, 199.0, 5_000.0] {
            let other = StudentsT::new(0.0, 1.0, freedom).expect("a distribution");
            for t in [0.0, 0.1, 0.7, 1.0, 1.96, 3.5, 8.0] {
                assert!(
                    close(t_upper_tail(t, freedom), other.sf(t), 1e-11),
                    "{freedom} {t}"
                );
            }
        }
    }

    /// Student's sleep data, R: t.test(extra ~ group, paired = TRUE).
    #[test]
    fn the_paired_test_of_the_sleep_data() {
        let mut differences = [1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4];
        let found = Difference::of(&mut differences);
        assert_eq!(found.n, 10);
        assert!(close(found.mean, 1.58, 1e-12));
        assert!(close(found.p, 0.002_832_89, 1e-7), "{}", found.p);
        assert!(close(found.ci_low, 0.700_114_2, 1e-7), "{}", found.ci_low);
        assert!(close(found.ci_high, 2.459_885_8, 1e-7), "{}", found.ci_high);
        assert_eq!(found.share_higher, 0.9);
    }

    #[test]
    fn pairs_without_spread() {
        let same = Difference::of(&mut [0.0; 5]);
        assert_eq!(
            (same.mean, same.ci_low, same.ci_high, same.p),
            (0.0, 0.0, 0.0, 1.0)
        );
        let shifted = Difference::of(&mut [0.1; 5]);
        assert_eq!(
            (shifted.mean, shifted.ci_low, shifted.ci_high, shifted.p),
            (0.1, 0.1, 0.1, 0.0)
        );
        assert_eq!(shifted.share_higher, 1.0);
    }

    #[test]
    fn too_few_pairs_give_no_interval() {
        let one = Difference::of(&mut [0.1, f64::NAN]);
        assert_eq!((one.n, one.mean), (1, 0.1));
        assert!(one.ci_low.is_nan() && one.p.is_nan() && !one.excludes_zero());
        let none = Difference::of(&mut []);
        assert!(none.mean.is_nan() && none.share_higher.is_nan());
    }

    /// R: p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm") gives 0.03 0.06 0.06 0.02.
    #[test]
    fn holm_as_in_r() {
        let adjusted = holm(&[0.01, 0.04, 0.03, 0.005]);
        for (found, expected) in adjusted.into_iter().zip([0.03, 0.06, 0.06, 0.02]) {
            assert!(close(found, expected, 1e-12));
        }
        assert_eq!(holm(&[0.6, f64::NAN]), [1.0, 1.0]);
        assert_eq!(holm(&[]), [0.0; 0]);
    }

    /// By hand: sd 0.1, wanted 0.02: 1.98498 · 0.1 / √99 = 0.01995; with 98 runs 1.98472 · 0.1 / √98 = 0.02005.
    #[test]
    fn the_number_of_runs_for_a_half_width() {
        assert_eq!(needed_runs(0.1, 0.02), Some(99));
        assert_eq!(needed_runs(0.0, 0.02), Some(2));
        assert_eq!(needed_runs(0.1, 0.0), None);
        assert_eq!(needed_runs(f64::NAN, 0.1), None);
        assert_eq!(needed_runs(1e9, 1e-9), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn the_needed_runs_suffice_and_one_less_does_not(sd in 0.001..1.0, wanted in 0.01..1.0) {
            let needed = needed_runs(sd, wanted).expect("few");
            prop_assert!(half_width(needed, sd) <= wanted);
            prop_assert!(needed == 2 || half_width(needed - 1, sd) > wanted);
        }

        #[test]
        fn an_interval_excludes_zero_exactly_when_p_is_below_five_per_cent(
            mut differences in prop::collection::vec(-1.0..2.0, 2..30),
        ) {
            let found = Difference::of(&mut differences);
            prop_assume!((found.p - 0.05).abs() > 1e-9);
            prop_assert_eq!(found.excludes_zero(), found.p < 0.05);
        }

        #[test]
        fn holm_keeps_the_order_and_never_lowers(p_values in prop::collection::vec(0.0..1.0, 1..12)) {
            let adjusted = holm(&p_values);
            for (i, &p) in p_values.iter().enumerate() {
                prop_assert!(adjusted[i] >= p && adjusted[i] <= 1.0);
                for (j, &other) in p_values.iter().enumerate() {
                    prop_assert!(p > other || adjusted[i] <= adjusted[j]);
                }
            }
        }
    }
}
