//! The χ² of several deviations that go together, and the upper tail of its distribution.
//!
//! Written out in finite sums (Abramowitz & Stegun 1964, 26.4.4 and 26.4.5), so that its last digits are the same on any
//! machine.

/// The probability that χ² with so many degrees of freedom is at least this large; NaN without any freedom.
#[must_use]
pub fn upper_tail(square: f64, freedom: u32) -> f64 {
    if freedom == 0 || square.is_nan() {
        return f64::NAN;
    }
    if square <= 0.0 {
        return 1.0;
    }
    let half = square / 2.0;
    // From here on every term is the one before it times half over its place.
    let (mut sum, mut term, mut place) = if freedom.is_multiple_of(2) {
        (0.0, libm::exp(-half), 0.0)
    } else {
        let first = libm::sqrt(half / std::f64::consts::PI) * 2.0 * libm::exp(-half);
        (libm::erfc(libm::sqrt(half)), first, 0.5)
    };
    for _ in 0..freedom / 2 {
        sum += term;
        place += 1.0;
        term *= half / place;
    }
    sum.clamp(0.0, 1.0)
}

/// d′ S⁻¹ d by Cholesky's decomposition; the lower triangle of S is given. NaN where S is not positive.
#[must_use]
pub fn quadratic(mut lower: Vec<Vec<f64>>, d: &[f64]) -> f64 {
    let mut square = 0.0;
    let mut solved: Vec<f64> = Vec::with_capacity(d.len());
    for row in 0..d.len() {
        for column in 0..=row {
            let inner: f64 = (0..column).map(|k| lower[row][k] * lower[column][k]).sum();
            let left = lower[row][column] - inner;
            lower[row][column] = if column == row {
                libm::sqrt(left)
            } else {
                left / lower[column][column]
            };
        }
        let inner: f64 = solved.iter().zip(&lower[row]).map(|(y, l)| y * l).sum();
        let y = (d[row] - inner) / lower[row][row];
        square += y * y;
        solved.push(y);
    }
    square
}

#[cfg(test)]
mod tests {
    use super::*;
    use statrs::distribution::{ChiSquared, ContinuousCDF};

    #[test]
    fn it_is_the_tail_that_others_compute() {
        for freedom in [1_u32, 2, 3, 10, 17, 18] {
            let other = ChiSquared::new(f64::from(freedom)).expect("a distribution");
            for square in [0.01, 1.0, 5.0, 18.0, 60.0] {
                let (ours, theirs) = (upper_tail(square, freedom), other.sf(square));
                assert!(
                    (ours - theirs).abs() < 1e-9,
                    "{square} {freedom}: {ours} {theirs}"
                );
            }
        }
        assert!(upper_tail(1.0, 0).is_nan());
    }

    /// d′ S⁻¹ d with S = [[4, 2], [2, 3]]: the inverse is [[3, −2], [−2, 4]]/8.
    #[test]
    fn a_quadratic_form_by_hand() {
        let found = quadratic(vec![vec![4.0], vec![2.0, 3.0]], &[1.0, 2.0]);
        assert!((found - (3.0 - 8.0 + 16.0) / 8.0).abs() < 1e-12, "{found}");
    }
}
