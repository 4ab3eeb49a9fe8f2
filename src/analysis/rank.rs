//! How far one quantity goes with another, whatever the form: Spearman's rank correlation.
//!
//! Knows samples only.

use super::interval::t_quantile;

/// A correlation with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Correlation {
    pub value: f64,
    /// By Fisher's transformation with the variance (1 + ρ²/2)/(n − 3) of Bonett & Wright (2000); NaN for fewer than four
    /// pairs.
    pub low: f64,
    pub high: f64,
    pub n: usize,
}

/// Spearman's correlation of two samples of equal length, equal numbers sharing their ranks.
#[must_use]
#[allow(clippy::cast_precision_loss)] // Samples are far smaller than 2⁵³.
pub fn spearman(one: &[f64], other: &[f64]) -> Correlation {
    let n = one.len().min(other.len());
    let value = pearson(&ranks(&one[..n]), &ranks(&other[..n]));
    let (mut low, mut high) = (f64::NAN, f64::NAN);
    if n > 3 && value.is_finite() {
        let spread = libm::sqrt((1.0 + value * value / 2.0) / (n as f64 - 3.0));
        // So many degrees of freedom that this is the quantile of the normal distribution.
        let reach = t_quantile(0.975, 1e9) * spread;
        let middle = libm::atanh(value.clamp(-0.999_999_999, 0.999_999_999));
        (low, high) = (libm::tanh(middle - reach), libm::tanh(middle + reach));
    }
    Correlation {
        value,
        low,
        high,
        n,
    }
}

/// The mean rank of each number among all.
#[allow(clippy::cast_precision_loss)]
fn ranks(numbers: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..numbers.len()).collect();
    order.sort_by(|&a, &b| numbers[a].total_cmp(&numbers[b]));
    let mut ranks = vec![0.0; numbers.len()];
    let mut start = 0;
    while start < order.len() {
        let equal = |place: &&usize| numbers[**place].total_cmp(&numbers[order[start]]).is_eq();
        let length = order[start..].iter().take_while(equal).count();
        let rank = start as f64 + (length as f64 - 1.0) / 2.0;
        for &place in &order[start..start + length] {
            ranks[place] = rank;
        }
        start += length;
    }
    ranks
}

/// NaN where one of them does not vary.
#[allow(clippy::cast_precision_loss)]
fn pearson(one: &[f64], other: &[f64]) -> f64 {
    let n = one.len() as f64;
    let mean = |numbers: &[f64]| numbers.iter().sum::<f64>() / n;
    let (a, b) = (mean(one), mean(other));
    let (mut both, mut first, mut second) = (0.0, 0.0, 0.0);
    for (x, y) in one.iter().zip(other) {
        both += (x - a) * (y - b);
        first += (x - a) * (x - a);
        second += (y - b) * (y - b);
    }
    both / libm::sqrt(first * second)
}

#[cfg(test)]
#[allow(clippy::float_cmp)] // Exactness is what is tested.
mod tests {
    use super::*;

    #[test]
    fn what_rises_together_correlates_whatever_its_form() {
        let one: Vec<f64> = (0..50).map(f64::from).collect();
        let other: Vec<f64> = one.iter().map(|x| x.powi(3)).collect();
        assert_eq!(spearman(&one, &other).value, 1.0);
        let down: Vec<f64> = other.iter().map(|y| -y).collect();
        assert_eq!(spearman(&one, &down).value, -1.0);
    }

    /// IQ and hours of television, the example of the encyclopaedias: ρ = −29/165.
    #[test]
    fn a_known_example() {
        let iq = [
            106.0, 100.0, 86.0, 101.0, 99.0, 103.0, 97.0, 113.0, 112.0, 110.0,
        ];
        let hours = [7.0, 27.0, 2.0, 50.0, 28.0, 29.0, 20.0, 12.0, 6.0, 17.0];
        let found = spearman(&iq, &hours);
        assert!((found.value + 29.0 / 165.0).abs() < 1e-12, "{found:?}");
        assert!(found.low < found.value && found.value < found.high && found.high > 0.0);
    }

    #[test]
    fn equal_numbers_share_their_ranks() {
        assert_eq!(ranks(&[3.0, 1.0, 3.0, 2.0]), vec![2.5, 0.0, 2.5, 1.0]);
    }

    #[test]
    fn what_does_not_vary_correlates_with_nothing() {
        assert!(
            spearman(&[1.0; 5], &[1.0, 2.0, 3.0, 4.0, 5.0])
                .value
                .is_nan()
        );
    }
}
