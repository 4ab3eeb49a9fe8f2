//! Scales and their ticks: from numbers to pixels, at round numbers, at most five of them.
//!
//! Owns the choice of the range and of the ticks. It must not know how an axis is drawn or what it measures.

/// A linear map from numbers to pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    pub low: f64,
    pub high: f64,
    /// The pixel of `low`.
    pub start: f64,
    /// The pixel of `high`.
    pub end: f64,
}

impl Scale {
    pub fn pixel(&self, value: f64) -> f64 {
        let span = self.high - self.low;
        if span == 0.0 {
            return f64::midpoint(self.start, self.end);
        }
        self.start + (value - self.low) / span * (self.end - self.start)
    }
}

/// A range with its ticks, all of which lie within it.
#[derive(Debug, Clone, PartialEq)]
pub struct Range {
    pub low: f64,
    pub high: f64,
    pub ticks: Vec<f64>,
}

impl Range {
    pub fn scale(&self, start: f64, end: f64) -> Scale {
        Scale {
            low: self.low,
            high: self.high,
            start,
            end,
        }
    }
}

/// A range that holds all the numbers and zero, with at most five ticks at round numbers.
pub fn from_zero(numbers: impl IntoIterator<Item = f64>) -> Range {
    let (low, high) = bounds(numbers);
    round_range(low.min(0.0), high.max(0.0))
}

/// A range for lines, which need no zero: it leaves zero out where more than two fifths of the height would be empty.
pub fn fitted(numbers: impl IntoIterator<Item = f64>) -> Range {
    let (low, high) = bounds(numbers);
    if low > 0.4 * high && high > low {
        round_range(low, high)
    } else {
        round_range(low.min(0.0), high.max(0.0))
    }
}

/// A range from one number to another, a little wider where the next tick is near.
pub fn spanning(low: f64, high: f64) -> Range {
    round_range(low, high)
}

/// At most five ticks on a logarithmic axis between two numbers above zero: 1, 2 and 5 times powers of ten, or these
/// powers alone where that would be too many.
pub fn powers(low: f64, high: f64) -> Vec<f64> {
    let [first, last] = [low, high].map(|end| libm::log10(end).floor().clamp(-300.0, 300.0) as i32);
    let between = |factors: &[f64], stride: usize| -> Vec<f64> {
        (first..=last)
            .step_by(stride)
            .flat_map(|power| factors.iter().map(move |factor| factor * 10f64.powi(power)))
            .filter(|tick| (low * 0.999_999..=high * 1.000_001).contains(tick))
            .collect()
    };
    let dense = [&[1.0, 2.0, 5.0][..], &[1.0, 3.0][..]]
        .into_iter()
        .map(|factors| between(factors, 1))
        .find(|ticks| ticks.len() <= 5);
    let mut strides = (1..=601).map(|stride| between(&[1.0], stride));
    let ticks = dense
        .or_else(|| strides.find(|ticks| ticks.len() <= 5))
        .unwrap_or_default();
    if ticks.is_empty() { vec![low] } else { ticks }
}

/// The least and the greatest; 0 and 0 without numbers.
fn bounds(numbers: impl IntoIterator<Item = f64>) -> (f64, f64) {
    let finite = numbers.into_iter().filter(|number| number.is_finite());
    finite
        .map(|number| (number, number))
        .reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
        .unwrap_or((0.0, 0.0))
}

/// The data end a little before the last tick, or a little behind it where the next one would waste much room.
fn round_range(low: f64, high: f64) -> Range {
    let (low, high) = if high - low > f64::MIN_POSITIVE {
        (low, high)
    } else {
        (low, low + 1.0)
    };
    // Almost a tick counts as one.
    let ends = |step: f64| ((low / step - 0.1).ceil(), (high / step + 0.1).floor());
    let mut step = round_step((high - low) / 8.0);
    while {
        let (first, last) = ends(step);
        last - first > 4.0
    } {
        step = round_step(step * 1.01);
    }
    let (first, last) = ends(step);
    let mut ticks: Vec<f64> = Vec::new();
    while first + ticks.len() as f64 <= last && ticks.len() < 5 {
        ticks.push((first + ticks.len() as f64) * step);
    }
    if ticks.is_empty() {
        ticks.push(low);
    }
    Range {
        low: low.min(first * step),
        high: high.max(last * step),
        ticks,
    }
}

/// The smallest of 1, 2, 2.5, 5, 10 times a power of ten that is not smaller than `rough`.
fn round_step(rough: f64) -> f64 {
    let power = 10f64.powf(rough.abs().max(f64::MIN_POSITIVE).log10().floor());
    [1.0, 2.0, 2.5, 5.0, 10.0]
        .into_iter()
        // 25 and 0.25 are round, but 2.5 % is not.
        .filter(|factor| !(2.1..3.0).contains(factor) || power >= 0.1)
        .map(|factor| factor * power)
        .find(|step| *step >= rough * 0.999_999)
        .unwrap_or(10.0 * power)
}

/// The weeks at which the axis of time carries a tick: whole years where there are some, at most five.
pub fn week_ticks(weeks: u32) -> Vec<u32> {
    const STEPS: [u32; 8] = [1, 2, 4, 8, 13, 26, 52, 104];
    let step = STEPS
        .into_iter()
        .find(|step| weeks / step <= 4)
        .unwrap_or_else(|| 52 * weeks.div_ceil(4 * 52).max(1));
    (0..=weeks).step_by(step as usize).collect()
}

/// Ticks of steps that are not weeks: at most five, in round numbers.
pub fn step_ticks(last: u32) -> Vec<u32> {
    let round = (0..9).flat_map(|power| [1, 2, 5].map(|digit| digit * 10_u32.pow(power)));
    let step = round
        .into_iter()
        .find(|step| last / step <= 4)
        .unwrap_or(u32::MAX);
    (0..=last).step_by(step as usize).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ticks_are_round_and_start_at_zero() {
        assert_eq!(from_zero([0.12, 0.46]).ticks.len(), 5);
        assert_eq!(
            from_zero([37.0, 101.0]).ticks,
            vec![0.0, 25.0, 50.0, 75.0, 100.0]
        );
        assert_eq!(from_zero([-12.3, 4.0]).ticks, vec![-10.0, -5.0, 0.0]);
    }

    #[test]
    fn nothing_to_show_still_has_a_range() {
        assert_eq!(
            from_zero([0.0, f64::NAN]).ticks,
            vec![0.0, 0.25, 0.5, 0.75, 1.0]
        );
    }

    #[test]
    fn logarithmic_ticks_are_round_and_few() {
        assert_eq!(powers(0.001, 1.0), vec![0.001, 0.01, 0.1, 1.0]);
        assert_eq!(powers(2.0, 50.0), vec![2.0, 5.0, 10.0, 20.0, 50.0]);
        assert_eq!(powers(3.1, 3.2), vec![3.1]);
        assert!(powers(1e-300, 1e300).len() <= 5);
    }

    #[test]
    fn weeks_are_counted_in_years_where_there_are_some() {
        assert_eq!(week_ticks(156), vec![0, 52, 104, 156]);
        assert_eq!(week_ticks(52), vec![0, 13, 26, 39, 52]);
        assert_eq!(week_ticks(1), vec![0, 1]);
        assert_eq!(week_ticks(0), vec![0]);
        assert_eq!(week_ticks(520), vec![0, 156, 312, 468]);
        assert_eq!(step_ticks(100), vec![0, 50, 100]);
        assert_eq!(step_ticks(20), vec![0, 5, 10, 15, 20]);
        assert_eq!(step_ticks(0), vec![0]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn every_range_holds_its_numbers_and_at_most_five_ticks(
            numbers in prop::collection::vec(-1e9..1e9f64, 1..8), weeks in 0u32..100_000
        ) {
            for range in [from_zero(numbers.iter().copied()), fitted(numbers.iter().copied())] {
            prop_assert!(numbers.iter().all(|n| (range.low..=range.high).contains(n)));
            prop_assert!((1..=5).contains(&range.ticks.len()));
            prop_assert!(range.ticks.iter().all(|t| (range.low - 1e-6..=range.high + 1e-6).contains(t)));
            }
            prop_assert!((1..=5).contains(&week_ticks(weeks).len()));
        }
    }
}
