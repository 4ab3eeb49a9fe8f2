//! Numbers in words: how shares, differences, counts and intervals are written for people.
//!
//! Knows units, not metrics. Two or three significant digits, a true minus sign, a thousands separator, "pp" for
//! percentage points. Tables for programs are written elsewhere, with all digits.

use crate::table::Unit;

/// The true minus sign.
const MINUS: char = '\u{2212}';
/// What stands for a number that is not defined.
const UNDEFINED: &str = "n/a";

/// Whether a number above 0 gets a plus sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    WhenNegative,
    Always,
}

/// A share in per cent: "52 %", "5.2 %", "0.4 %".
#[must_use]
pub fn share(value: f64) -> String {
    if value.is_nan() {
        return UNDEFINED.to_owned();
    }
    let percent = 100.0 * value;
    let size = percent.abs();
    if size > 0.0 && size < 0.05 {
        return "under 0.1 %".to_owned();
    }
    let whole = size <= 0.0 || (9.95..=99.0).contains(&size) || size >= 100.0;
    format!(
        "{} %",
        fixed(percent, i32::from(!whole), Sign::WhenNegative)
    )
}

/// A difference of shares in percentage points: "+3.4 pp", "−0.04 pp".
#[must_use]
pub fn points(difference: f64) -> String {
    self::difference(Unit::Share, difference)
}

/// A count with three significant digits: "12,400", "57", "3.46".
#[must_use]
pub fn count(value: f64) -> String {
    number(value, count_decimals(value), Sign::WhenNegative)
}

/// A count to the last one: "12,345".
#[must_use]
pub fn whole(value: f64) -> String {
    number(value, 0, Sign::WhenNegative)
}

/// Any number, at most four significant digits, no zeros at the end: "0.05", "12.5".
#[must_use]
pub fn plain(value: f64) -> String {
    let decimals = (0..6)
        .find(|&decimals| value.abs() * power_of_ten(decimals) >= 1_000.0)
        .unwrap_or(6);
    trimmed(&number(value, decimals, Sign::WhenNegative))
}

/// A level of a metric: "52 %", "12,400", "0.25".
#[must_use]
pub fn level(unit: Unit, value: f64) -> String {
    match unit {
        Unit::Share => share(value),
        Unit::Points => difference(unit, value),
        Unit::Signed => number(value, signed_decimals(value), Sign::WhenNegative),
        Unit::Count => count(value),
    }
}

/// A difference with its sign: "+3.4 pp", "−1,230", "+0.034".
#[must_use]
pub fn difference(unit: Unit, value: f64) -> String {
    with_unit(unit, value, Sign::Always)
}

/// The size of a difference, without a sign: "3.4 pp", "1,230".
#[must_use]
pub fn size(unit: Unit, value: f64) -> String {
    with_unit(unit, value.abs(), Sign::WhenNegative)
}

/// A bound, without zeros at the end: "1 pp", "0.01", "5 %" of the reference's mean if relative.
#[must_use]
pub fn bound(unit: Unit, value: f64) -> String {
    match unit {
        Unit::Share | Unit::Points => format!("{} pp", plain(100.0 * value)),
        Unit::Signed | Unit::Count => plain(value),
    }
}

/// A mean difference and both ends of its interval, all with their signs and with the decimals that tell the ends apart
/// and from 0: "+65.0", "+64.9", "+65.1". Without a unit, which is "pp" for shares.
#[must_use]
pub fn estimate(unit: Unit, mean: f64, low: f64, high: f64) -> [String; 3] {
    let factor = scale(unit);
    let [least, most] = match unit {
        Unit::Share | Unit::Points => [1, 2],
        Unit::Signed => [2, 4],
        Unit::Count => [
            count_decimals(low.abs().max(high.abs())).min(1),
            count_decimals(0.0001),
        ],
    };
    let tells = |decimals: &i32| {
        let written = |end: f64| number(factor * end, *decimals, Sign::Always);
        let lost =
            |end: f64| end.abs() > 0.0 && (factor * end).abs() < 0.5 * power_of_ten(-decimals);
        written(low) != written(high) && !lost(low) && !lost(high)
    };
    let decimals = if high > low {
        (least..=most).find(tells).unwrap_or(most)
    } else {
        least
    };
    [mean, low, high].map(|value| number(factor * value, decimals, Sign::Always))
}

/// A mean and half of its interval: "52.3 ± 0.4 %", "12,340 ± 120"; the mean alone if the other is not defined.
#[must_use]
pub fn mean(unit: Unit, mean: f64, half_width: f64) -> String {
    if half_width.is_nan() {
        return level(unit, mean);
    }
    let (sign, suffix) = match unit {
        Unit::Share => (Sign::WhenNegative, " %"),
        Unit::Points => (Sign::Always, " pp"),
        Unit::Signed | Unit::Count => (Sign::WhenNegative, ""),
    };
    format!("{}{suffix}", with_spread(unit, mean, half_width, sign))
}

/// A mean difference and half of its interval: "−8.7 ± 1.0 pp".
#[must_use]
pub fn mean_difference(unit: Unit, mean: f64, half_width: f64) -> String {
    if half_width.is_nan() {
        return difference(unit, mean);
    }
    format!(
        "{}{}",
        with_spread(unit, mean, half_width, Sign::Always),
        suffix(unit)
    )
}

/// A ratio: "2.9 times".
#[must_use]
pub fn times(ratio: f64) -> String {
    if ratio.is_finite() {
        format!(
            "{} times",
            number(ratio, i32::from(ratio.abs() < 99.5), Sign::WhenNegative)
        )
    } else {
        UNDEFINED.to_owned()
    }
}

fn with_unit(unit: Unit, value: f64, sign: Sign) -> String {
    let scaled = scale(unit) * value;
    let decimals = match unit {
        Unit::Share | Unit::Points => 1 + i32::from(scaled.abs() > 0.0 && scaled.abs() < 0.095),
        Unit::Signed => signed_decimals(value),
        Unit::Count => count_decimals(value),
    };
    let number = number(scaled, decimals, sign);
    if number == UNDEFINED {
        number
    } else {
        number + suffix(unit)
    }
}

fn with_spread(unit: Unit, mean: f64, half_width: f64, sign: Sign) -> String {
    let (mean, half_width) = (scale(unit) * mean, scale(unit) * half_width);
    let decimals = decimals_of_width(unit, 2.0 * half_width, mean.abs());
    let mean = number(mean, decimals, sign);
    format!(
        "{mean} ± {}",
        number(half_width, decimals, Sign::WhenNegative)
    )
}

/// Whether differences of the unit are in percentage points.
fn is_of_shares(unit: Unit) -> bool {
    matches!(unit, Unit::Share | Unit::Points)
}

/// Shares are written in per cent.
fn scale(unit: Unit) -> f64 {
    if is_of_shares(unit) { 100.0 } else { 1.0 }
}

fn suffix(unit: Unit) -> &'static str {
    if is_of_shares(unit) { " pp" } else { "" }
}

fn signed_decimals(value: f64) -> i32 {
    2 + i32::from(value.abs() > 0.0 && value.abs() < 0.0995)
}

/// Three significant digits, whole numbers below 1,000 as they are; below 0 to round before the point.
fn count_decimals(value: f64) -> i32 {
    if value.abs() < 999.5 && value.fract().abs() <= 0.0 {
        return 0;
    }
    let below = |decimals: &i32| value.abs() * power_of_ten(*decimals) < 999.5;
    (-12..=2).rev().find(below).unwrap_or(-12)
}

/// As many decimals as the width of an interval deserves; without width, as many as the size does.
fn decimals_of_width(unit: Unit, width: f64, size: f64) -> i32 {
    let (least, most, parts) = match unit {
        Unit::Share | Unit::Points => (1, 3, 5.0),
        Unit::Signed => (2, 4, 5.0),
        Unit::Count => (-12, 2, 4.0),
    };
    if width > 0.0 {
        let fine = |decimals: &i32| power_of_ten(-decimals) <= width / parts;
        (least..=most).find(fine).unwrap_or(most)
    } else if unit == Unit::Count {
        count_decimals(size).max(0)
    } else {
        least
    }
}

fn power_of_ten(exponent: i32) -> f64 {
    // Multiplication and division by whole powers of ten: exact up to 10²², and equal on any machine.
    let power = (0..exponent.abs()).fold(1.0, |power, _| power * 10.0);
    if exponent < 0 { 1.0 / power } else { power }
}

fn number(value: f64, decimals: i32, sign: Sign) -> String {
    if value.is_finite() {
        fixed(value, decimals, sign)
    } else {
        UNDEFINED.to_owned()
    }
}

/// A finite number with so many decimals; with fewer than none, rounded to tens, hundreds …
fn fixed(value: f64, decimals: i32, sign: Sign) -> String {
    let coarse = power_of_ten((-decimals).max(0));
    let rounded = (value.abs() / coarse).round() * coarse;
    let size = if decimals < 0 { rounded } else { value.abs() };
    let digits = format!(
        "{size:.places$}",
        places = usize::try_from(decimals).unwrap_or(0)
    );
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    let is_zero = digits.chars().all(|digit| matches!(digit, '0' | '.'));
    let mut text = String::new();
    if !is_zero && value < 0.0 {
        text.push(MINUS);
    } else if !is_zero && sign == Sign::Always {
        text.push('+');
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

fn trimmed(text: &str) -> String {
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn shares() {
        for (value, text) in [
            (0.5234, "52 %"),
            (0.0523, "5.2 %"),
            (0.004, "0.4 %"),
            (0.0001, "under 0.1 %"),
            (0.0, "0 %"),
            (1.0, "100 %"),
            (0.996, "99.6 %"),
            (f64::NAN, "n/a"),
        ] {
            assert_eq!(share(value), text);
        }
    }

    #[test]
    fn differences() {
        assert_eq!(points(0.0341), "+3.4 pp");
        assert_eq!(points(-0.0341), "−3.4 pp");
        assert_eq!(points(0.000_4), "+0.04 pp");
        assert_eq!(points(-0.0), "0.0 pp");
        assert_eq!(difference(Unit::Count, -1_234.0), "−1,230");
        assert_eq!(difference(Unit::Signed, 0.034), "+0.034");
        assert_eq!(size(Unit::Share, -0.0341), "3.4 pp");
        assert_eq!(bound(Unit::Share, 0.01), "1 pp");
    }

    #[test]
    fn counts() {
        for (value, text) in [
            (12_384.0, "12,400"),
            (1_234_567.0, "1,230,000"),
            (999.6, "1,000"),
            (57.0, "57"),
            (57.25, "57.2"),
            (3.456, "3.46"),
            (0.0, "0"),
        ] {
            assert_eq!(count(value), text);
        }
        assert_eq!(whole(12_345.4), "12,345");
        assert_eq!(plain(0.05), "0.05");
        assert_eq!(plain(0.123_456), "0.1235");
        assert_eq!(plain(12.5), "12.5");
    }

    #[test]
    fn estimates_have_the_decimals_of_their_intervals() {
        for (unit, [mean, low, high], texts) in [
            (
                Unit::Share,
                [0.163, 0.158, 0.168],
                ["+16.3", "+15.8", "+16.8"],
            ),
            (
                Unit::Share,
                [0.0257, 0.0256, 0.0257],
                ["+2.57", "+2.56", "+2.57"],
            ),
            (
                Unit::Share,
                [0.0, -0.0004, 0.0004],
                ["0.00", "−0.04", "+0.04"],
            ),
            (Unit::Share, [0.0, 0.0, 0.0], ["0.0", "0.0", "0.0"]),
            (
                Unit::Count,
                [64.97, 64.86, 65.08],
                ["+65.0", "+64.9", "+65.1"],
            ),
            (
                Unit::Count,
                [-0.09, -0.20, 0.02],
                ["−0.09", "−0.20", "+0.02"],
            ),
            (
                Unit::Count,
                [12_465.0, 12_312.0, 12_618.0],
                ["+12,500", "+12,300", "+12,600"],
            ),
            (
                Unit::Signed,
                [0.05, 0.021, 0.083],
                ["+0.05", "+0.02", "+0.08"],
            ),
            (Unit::Share, [f64::NAN; 3], ["n/a"; 3]),
        ] {
            assert_eq!(estimate(unit, mean, low, high), texts);
        }
    }

    #[test]
    fn means_with_their_uncertainty() {
        assert_eq!(mean(Unit::Share, 0.5234, 0.0041), "52.3 ± 0.4 %");
        assert_eq!(mean(Unit::Count, 12_345.6, 123.4), "12,350 ± 120");
        assert_eq!(mean(Unit::Count, 0.0, 0.0), "0 ± 0");
        assert_eq!(mean(Unit::Share, 0.5234, f64::NAN), "52 %");
        assert_eq!(
            mean_difference(Unit::Share, -0.0871, 0.0102),
            "−8.7 ± 1.0 pp"
        );
        assert_eq!(times(2.94), "2.9 times");
        assert_eq!(times(f64::INFINITY), "n/a");
    }

    proptest! {
        #[test]
        fn any_number_can_be_written(value in any::<f64>(), other in any::<f64>()) {
            for unit in [Unit::Share, Unit::Points, Unit::Signed, Unit::Count] {
                let [middle, low, high] = estimate(unit, value, value, other);
                for text in [
                    level(unit, value),
                    difference(unit, value),
                    bound(unit, value),
                    middle,
                    low,
                    high,
                    mean(unit, value, other.abs()),
                    mean_difference(unit, value, other.abs()),
                ] {
                    prop_assert!(!text.is_empty() && !text.contains('-') && !text.contains("NaN"));
                }
            }
        }
    }
}
