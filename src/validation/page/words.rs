//! How estimates, predictions and verdicts are written.

use super::super::estimate::{Estimate, Kind};
use super::super::verdict::{Judged, Prediction, Verdict};
use crate::analysis::describe;
use crate::table::Unit;

/// A number with so many decimals and a real minus.
pub fn decimals(number: f64, count: usize) -> String {
    if !number.is_finite() {
        return "–".to_owned();
    }
    let text = format!("{number:.count$}");
    let is_zero = text
        .trim_start_matches('-')
        .chars()
        .all(|c| c == '0' || c == '.');
    match text.strip_prefix('-') {
        Some(rest) if is_zero => rest.to_owned(),
        Some(rest) => format!("−{rest}"),
        None => text,
    }
}

pub fn p_value(p: f64) -> String {
    if p < 0.0001 {
        "below 0.0001".to_owned()
    } else {
        decimals(p, 4)
    }
}

/// "−15.6 pp (−15.9 to −15.2)".
pub fn estimate(found: &Estimate) -> String {
    let [value, low, high] = digits(found);
    let suffix = suffix(found);
    format!("{value}{suffix} ({low} to {high})")
}

/// The same in a table of percentage points, and the place of a best share.
pub fn short(found: &Estimate) -> String {
    let [value, low, high] = digits(found);
    match found.kind {
        Kind::Share => format!("{value} ({low} to {high}) %"),
        Kind::Metric(_) | Kind::Correlation => format!("{value} ({low} to {high})"),
    }
}

fn digits(found: &Estimate) -> [String; 3] {
    let numbers = [found.value, found.low, found.high];
    match found.kind {
        Kind::Metric(unit) if found.is_difference => {
            describe::estimate(unit, found.value, found.low, found.high)
        }
        Kind::Metric(Unit::Share | Unit::Points) => {
            numbers.map(|number| decimals(100.0 * number, 1))
        }
        Kind::Metric(Unit::Signed) => numbers.map(|number| decimals(number, 3)),
        Kind::Metric(Unit::Count) => numbers.map(|number| decimals(number, 1)),
        Kind::Share => numbers.map(|number| decimals(100.0 * number, 0)),
        Kind::Correlation => numbers.map(|number| decimals(number, 2)),
    }
}

fn suffix(found: &Estimate) -> &'static str {
    match found.kind {
        Kind::Metric(Unit::Share | Unit::Points) | Kind::Share if found.is_difference => " pp",
        Kind::Metric(Unit::Points) => " pp",
        Kind::Metric(Unit::Share) | Kind::Share => " %",
        Kind::Metric(Unit::Signed | Unit::Count) | Kind::Correlation => "",
    }
}

/// "above 0", "−0.05 to 0.05", "below −1 pp".
pub fn prediction(judged: &Judged) -> String {
    let kind = judged.estimate.kind;
    let is_share = matches!(kind, Kind::Share | Kind::Metric(Unit::Share | Unit::Points));
    let bound = |number: f64| {
        if !is_share || number.abs() <= 0.0 {
            // What is added to include a bound itself is not told.
            decimals(number, 2)
                .trim_end_matches('0')
                .trim_end_matches('.')
                .to_owned()
        } else {
            let is_points = judged.estimate.is_difference || kind == Kind::Metric(Unit::Points);
            let unit = if is_points { "pp" } else { "%" };
            format!("{} {unit}", decimals(100.0 * number, 0))
        }
    };
    match judged.part.prediction {
        Prediction::Above { bound: from, by } if by > 0.0 => {
            format!("above {}, by {} at least", zero(&bound(from)), bound(by))
        }
        Prediction::Below { bound: from, by } if by > 0.0 => {
            format!("below {}, by {} at least", zero(&bound(from)), bound(by))
        }
        Prediction::Above { bound: from, .. } => format!("above {}", zero(&bound(from))),
        Prediction::Below { bound: from, .. } => format!("below {}", zero(&bound(from))),
        Prediction::Within(reach) => format!("within ±{}", bound(reach)),
        Prediction::Between(from, to) => {
            format!("between {} and {}", zero(&bound(from)), bound(to))
        }
    }
}

/// A bound of which nothing is left is 0.
fn zero(bound: &str) -> &str {
    if bound.is_empty() { "0" } else { bound }
}

/// In bold where it is not what was claimed.
pub fn verdict(verdict: Verdict) -> String {
    match verdict {
        Verdict::Supported => verdict.to_string(),
        _ => format!("**{verdict}**"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_minus_nothing() {
        assert_eq!(decimals(-0.0004, 2), "0.00");
        assert_eq!(decimals(-1.25, 1), "−1.2");
        assert_eq!(decimals(f64::NAN, 1), "–");
    }
}
