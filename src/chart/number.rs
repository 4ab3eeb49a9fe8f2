//! Numbers as a reader wants them: two or three significant digits, a real minus, "%" and "pp".
//!
//! Owns how a number is written on a chart: shorter than in tables, since a title is read at a glance. It must not know
//! which number it is.

use crate::analysis::{Difference, describe};
use crate::table::Unit;

/// No break between a number and its unit.
const GLUE: char = '\u{a0}';

/// A share between 0 and 1 in per cent: "46 %", "4.6 %".
pub fn share(value: f64) -> String {
    format!("{}{GLUE}%", percent(value))
}

/// A difference of shares, with its sign: "−12 pp".
pub fn points(difference: f64) -> String {
    format!("{}{GLUE}pp", signed(&percent(difference.abs()), difference))
}

/// The size of a difference of shares, without sign: "12 pp".
pub fn points_size(difference: f64) -> String {
    format!("{}{GLUE}pp", percent(difference.abs()))
}

/// A count, with a comma at thousands: "3.1", "38", "12,400", "1.2 million".
pub fn count(value: f64) -> String {
    let size = value.abs();
    if !value.is_finite() {
        return "–".to_owned();
    }
    let digits = if size >= 999_500.0 {
        let (size, name) = [(1e12, "trillion"), (1e9, "billion")]
            .into_iter()
            .find(|(unit, _)| size >= 0.9995 * unit)
            .map_or((size / 1e6, "million"), |(unit, name)| (size / unit, name));
        format!("{}{GLUE}{name}", significant(size))
    } else {
        significant(size)
    };
    let digits = digits
        .strip_suffix(".0")
        .map_or(digits.clone(), ToOwned::to_owned);
    negative(digits, value)
}

/// A difference of counts, with its sign.
pub fn signed_count(difference: f64) -> String {
    signed(&count(difference.abs()), difference)
}

/// A count in tenths, so that those of a column have equal digits: "12.9", "13.0", from 100 on "104".
pub fn tenths(value: f64) -> String {
    if value.abs() < 99.95 {
        negative(fixed(value.abs(), 1), value)
    } else {
        count(value)
    }
}

/// Both ends of an interval of counts: "3.1 to 4.2"; `None` where there is none.
pub fn range(low: f64, high: f64) -> Option<String> {
    (low.is_finite() && high.is_finite()).then(|| format!("{} to {}", tenths(low), tenths(high)))
}

/// How many times one is the other: "3.1", "12".
pub fn times(ratio: f64) -> String {
    if ratio >= 9.95 {
        count(ratio.round())
    } else {
        format!("{ratio:.1}")
    }
}

/// A difference and both ends of its interval, in the decimals of the interval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Estimate {
    pub mean: String,
    pub low: String,
    pub high: String,
    /// The unit with the space before it; empty for counts and plain numbers.
    pub suffix: &'static str,
}

/// `None` where there is no interval.
pub fn estimate(unit: Unit, difference: &Difference) -> Option<Estimate> {
    let Difference {
        mean,
        ci_low,
        ci_high,
        ..
    } = *difference;
    if ![mean, ci_low, ci_high].iter().all(|end| end.is_finite()) {
        return None;
    }
    let [mean, low, high] = describe::estimate(unit, mean, ci_low, ci_high);
    Some(Estimate {
        mean,
        low,
        high,
        suffix: match unit {
            Unit::Share | Unit::Points => "\u{a0}pp",
            Unit::Signed | Unit::Count => "",
        },
    })
}

/// A tick of an axis of shares, all ticks with the decimals that their step needs.
pub fn share_tick(value: f64, step: f64) -> String {
    format!(
        "{}{GLUE}%",
        negative(
            fixed(100.0 * value.abs(), step_decimals(100.0 * step)),
            value
        )
    )
}

/// A tick of an axis of differences of shares.
pub fn points_tick(value: f64, step: f64) -> String {
    format!(
        "{}{GLUE}pp",
        signed(
            &fixed(100.0 * value.abs(), step_decimals(100.0 * step)),
            value
        )
    )
}

/// A tick of an axis of counts.
pub fn count_tick(value: f64, step: f64) -> String {
    if value.abs() >= 1e6 {
        return count(value);
    }
    negative(grouped(&fixed(value.abs(), step_decimals(step))), value)
}

fn percent(value: f64) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    let size = 100.0 * value.abs();
    let digits = if size >= 9.95 {
        fixed(size, 0)
    } else {
        fixed(size, 1)
    };
    negative(digits.trim_end_matches(".0").to_owned(), value)
}

fn significant(size: f64) -> String {
    let decimals = if size >= 99.95 || (size >= 9.95 && size.fract() == 0.0) || size == 0.0 {
        0
    } else if size >= 9.95 {
        usize::from(size < 19.95)
    } else if size >= 0.1 {
        1
    } else {
        2
    };
    grouped(&fixed(size, decimals))
}

fn step_decimals(step: f64) -> usize {
    (0..6)
        .find(|decimals| {
            let scaled = step * 10f64.powi(*decimals);
            (scaled - scaled.round()).abs() < 1e-6 * scaled.max(1e-6)
        })
        .map_or(6, |decimals| decimals as usize)
}

fn fixed(size: f64, decimals: usize) -> String {
    format!("{size:.decimals$}")
}

fn is_zero(digits: &str) -> bool {
    digits.chars().all(|c| matches!(c, '0' | '.' | ',' | '-'))
}

fn signed(digits: &str, value: f64) -> String {
    if is_zero(digits) || !value.is_finite() {
        digits.to_owned()
    } else if value < 0.0 {
        format!("−{digits}")
    } else {
        format!("+{digits}")
    }
}

fn negative(digits: String, value: f64) -> String {
    if value < 0.0 && !is_zero(&digits) {
        format!("−{digits}")
    } else {
        digits
    }
}

fn grouped(digits: &str) -> String {
    let (whole, fraction) = digits
        .split_once('.')
        .map_or((digits, None), |(w, f)| (w, Some(f)));
    let mut text = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    if let Some(fraction) = fraction {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> String {
        text.replace(GLUE, " ")
    }

    #[test]
    fn shares_and_points() {
        assert_eq!(plain(&share(0.4567)), "46 %");
        assert_eq!(plain(&share(0.0456)), "4.6 %");
        assert_eq!(plain(&share(0.06)), "6 %");
        assert_eq!(plain(&points(-0.1214)), "−12 pp");
        assert_eq!(plain(&points(0.0)), "0 pp");
        assert_eq!(plain(&points_tick(-0.1, 0.05)), "−10 pp");
        assert_eq!(plain(&share(f64::NAN)), "– %");
    }

    #[test]
    fn counts() {
        for (value, text) in [
            (0.0, "0"),
            (0.034, "0.03"),
            (3.12, "3.1"),
            (12.34, "12.3"),
            (38.4, "38"),
            (101.2, "101"),
            (12_400.0, "12,400"),
            (1_234_567.0, "1.2 million"),
            (3e12, "3.0 trillion"),
        ] {
            assert_eq!(plain(&count(value)), text);
        }
        assert_eq!(count_tick(2.5, 2.5), "2.5");
        assert_eq!(times(12.3), "12");
    }
}
