//! A range of one parameter, and how positions in it become values and values positions.
//!
//! Values are decimals of twelve digits, so that 0.15 is written 0.15 wherever it comes from; the ends of a range are
//! exactly as given. Knows no design.

/// How a range is walked through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scale {
    /// Equal differences.
    #[default]
    Linear,
    /// Equal ratios; both ends of the range are above 0.
    Log,
}

impl Scale {
    /// The word for it in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Scale::Linear => "linear",
            Scale::Log => "log",
        }
    }

    /// The scale of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Scale> {
        [Scale::Linear, Scale::Log]
            .into_iter()
            .find(|scale| scale.name() == name)
    }
}

/// Which numbers of a range a parameter may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Numbers {
    #[default]
    Real,
    /// Whole numbers only; both ends of the range are whole.
    Whole,
}

/// One swept parameter as a range; `low` is at most `high`, and above 0 on a log scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Axis {
    pub low: f64,
    pub high: f64,
    pub scale: Scale,
    pub numbers: Numbers,
}

impl Axis {
    /// The value at a position in [0, 1], never outside the range and exact at both of its ends. On a linear whole axis
    /// every whole number is equally likely for a position drawn uniformly from [0, 1).
    #[must_use]
    pub fn at(&self, unit: f64) -> f64 {
        if unit <= 0.0 {
            return self.low;
        }
        if unit >= 1.0 {
            return self.high;
        }
        match self.numbers {
            Numbers::Real => self.clean(self.between(unit, self.high)),
            Numbers::Whole => self.within(libm::floor(self.between(unit, self.high + 1.0))),
        }
    }

    /// The position of a value in [0, 1] on the scale of the axis, at which real axes have that value; 0 where the range
    /// is a single value.
    #[must_use]
    pub fn unit(&self, value: f64) -> f64 {
        let position = match self.scale {
            Scale::Linear => (value - self.low) / (self.high - self.low),
            Scale::Log => libm::log(value / self.low) / libm::log(self.high / self.low),
        };
        if self.high > self.low { position } else { 0.0 }
    }

    /// So many values from low to high, equally spaced on the scale, the first and the last exact. None for fewer than
    /// two steps, and for whole axes if a step is not whole.
    #[must_use]
    pub fn steps(&self, steps: u32) -> Option<Vec<f64>> {
        let last = steps.checked_sub(1).filter(|&last| last > 0)?;
        let value = |step: u32| match step {
            0 => self.low,
            step if step == last => self.high,
            step => self.clean(self.between(f64::from(step) / f64::from(last), self.high)),
        };
        let values: Vec<f64> = (0..steps).map(value).collect();
        let fits = |&value: &f64| self.numbers == Numbers::Real || value.fract().abs() <= 0.0;
        values.iter().all(fits).then_some(values)
    }

    /// The number at a position between the lower end and some upper one.
    fn between(&self, unit: f64, high: f64) -> f64 {
        match self.scale {
            Scale::Linear => self.low * (1.0 - unit) + high * unit,
            Scale::Log => libm::exp(libm::log(self.low) * (1.0 - unit) + libm::log(high) * unit),
        }
    }

    /// Rounded to twelve digits: of the range on a linear scale, so that what should be 0 is 0; of the number on a log
    /// scale.
    fn clean(&self, value: f64) -> f64 {
        let largest = match self.scale {
            Scale::Linear => self.low.abs().max(self.high.abs()),
            Scale::Log => value.abs(),
        };
        if !value.is_finite() || !largest.is_normal() {
            return self.within(value);
        }
        let shortened = format!("{value:.*}", decimals(largest));
        // Adding 0 turns minus zero into zero.
        self.within(shortened.parse().unwrap_or(value) + 0.0)
    }

    fn within(&self, value: f64) -> f64 {
        value.max(self.low).min(self.high)
    }
}

/// Decimal places that leave twelve significant digits of a number.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between 0 and 320"
)]
fn decimals(largest: f64) -> usize {
    (12.0 - libm::ceil(libm::log10(largest))).max(0.0) as usize
}

#[cfg(test)]
#[allow(clippy::float_cmp)] // Exactness is what is tested.
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn axis(low: f64, high: f64, scale: Scale, numbers: Numbers) -> Axis {
        Axis {
            low,
            high,
            scale,
            numbers,
        }
    }

    #[test]
    fn steps_are_clean_decimals() {
        let unit = axis(0.0, 1.0, Scale::Linear, Numbers::Real);
        let steps = unit.steps(21).expect("steps");
        let expected: Vec<f64> = (0..=20).map(|step| f64::from(step * 5) / 100.0).collect();
        assert_eq!(steps, expected);
        let around = axis(-0.3, 0.3, Scale::Linear, Numbers::Real);
        assert_eq!(
            around.steps(7),
            Some(vec![-0.3, -0.2, -0.1, 0.0, 0.1, 0.2, 0.3])
        );
        assert_eq!(unit.steps(4).expect("steps")[1], 0.333_333_333_333);
        assert_eq!((unit.steps(0), unit.steps(1)), (None, None));
    }

    #[test]
    fn steps_of_a_log_axis_have_equal_ratios() {
        let decades = axis(0.001, 10.0, Scale::Log, Numbers::Real);
        assert_eq!(decades.steps(5), Some(vec![0.001, 0.01, 0.1, 1.0, 10.0]));
        let doubling = axis(1.0, 16.0, Scale::Log, Numbers::Whole);
        assert_eq!(doubling.steps(5), Some(vec![1.0, 2.0, 4.0, 8.0, 16.0]));
        assert_eq!(doubling.steps(4), None);
    }

    #[test]
    fn steps_of_a_whole_axis_are_whole_or_none() {
        let people = axis(10.0, 100.0, Scale::Linear, Numbers::Whole);
        assert_eq!(people.steps(4), Some(vec![10.0, 40.0, 70.0, 100.0]));
        assert_eq!(people.steps(5), None);
    }

    #[test]
    fn every_whole_number_is_equally_likely() {
        let dice = axis(1.0, 6.0, Scale::Linear, Numbers::Whole);
        let mut counts = [0; 6];
        for step in 0..6_000 {
            let value = dice.at((f64::from(step) + 0.5) / 6_000.0);
            counts[(1..=6)
                .position(|face| f64::from(face) == value)
                .expect("a face")] += 1;
        }
        assert_eq!(counts, [1_000; 6]);
        assert_eq!((dice.at(0.0), dice.at(1.0)), (1.0, 6.0));
    }

    #[test]
    fn positions_and_values_of_a_log_axis() {
        let rate = axis(0.01, 1.0, Scale::Log, Numbers::Real);
        assert_eq!((rate.at(0.5), rate.at(0.25)), (0.1, 0.031_622_776_601_7));
        assert!((rate.unit(0.1) - 0.5).abs() < 1e-15);
        assert_eq!((rate.unit(0.01), rate.unit(1.0)), (0.0, 1.0));
    }

    #[test]
    fn a_range_of_one_value_and_positions_beyond_the_ends() {
        let fixed = axis(3.0, 3.0, Scale::Linear, Numbers::Whole);
        assert_eq!((fixed.at(0.7), fixed.unit(3.0)), (3.0, 0.0));
        let unit = axis(0.0, 1.0, Scale::Linear, Numbers::Real);
        assert_eq!((unit.at(-1.0), unit.at(2.0)), (0.0, 1.0));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn values_stay_within_the_range_and_lead_back_to_their_position(
            low in 1e-6..1e3_f64,
            factor in 1.01..1e6_f64,
            unit in 0.0..1.0_f64,
            log in any::<bool>(),
        ) {
            let scale = if log { Scale::Log } else { Scale::Linear };
            let axis = axis(low, low * factor, scale, Numbers::Real);
            let value = axis.at(unit);
            prop_assert!(value >= axis.low && value <= axis.high);
            prop_assert!((axis.unit(value) - unit).abs() < 1e-9);
            prop_assert_eq!((axis.at(0.0), axis.at(1.0)), (axis.low, axis.high));
        }

        #[test]
        fn whole_values_are_whole_on_either_scale(
            low in 1..50_u32,
            more in 0..200_u32,
            unit in 0.0..1.0_f64,
            log in any::<bool>(),
        ) {
            let scale = if log { Scale::Log } else { Scale::Linear };
            let axis = axis(f64::from(low), f64::from(low + more), scale, Numbers::Whole);
            let value = axis.at(unit);
            prop_assert_eq!(value.fract(), 0.0);
            prop_assert!(value >= axis.low && value <= axis.high);
        }
    }
}
