//! Numbers in tables: the shortest decimal that reads back as the same number.
//!
//! Knows nothing of columns. Plain decimals as far as spreadsheets and data frames show them well, an exponent
//! ("2.5e-12") only beyond that, an empty field for a number that is not defined.

use std::fmt::Write;

/// From this size on a number is written with an exponent.
const LARGE: f64 = 1e21;
/// Below this size a number other than 0 is written with an exponent.
const SMALL: f64 = 1e-9;

/// Appends a number: "0.3", "1234", "2.5e-12", nothing for NaN; minus zero is written "0".
pub fn push_number(text: &mut String, number: f64) {
    let size = number.abs();
    if number.is_nan() {
        return;
    }
    let written = if size == 0.0 {
        write!(text, "0")
    } else if size.is_infinite() || (SMALL..LARGE).contains(&size) {
        write!(text, "{number}")
    } else {
        write!(text, "{number:e}")
    };
    // Writing to a String cannot fail.
    debug_assert!(written.is_ok());
}

/// Reads a number back; an empty field is NaN.
pub fn parse_number(text: &str) -> Option<f64> {
    if text.is_empty() {
        return Some(f64::NAN);
    }
    text.parse().ok()
}

#[cfg(test)]
#[allow(clippy::float_cmp)] // Exactness is what is tested.
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(number: f64) -> String {
        let mut text = String::new();
        push_number(&mut text, number);
        text
    }

    #[test]
    fn numbers_are_short_and_plain() {
        for (number, text) in [
            (0.3, "0.3"),
            (1234.0, "1234"),
            (1e20, "100000000000000000000"),
            (1e21, "1e21"),
            (-0.0, "0"),
            (0.1 + 0.2, "0.30000000000000004"),
            (1.5e-9, "0.0000000015"),
            (-2.5e-12, "-2.5e-12"),
            (f64::NAN, ""),
            (f64::INFINITY, "inf"),
        ] {
            assert_eq!(written(number), text);
        }
    }

    #[test]
    fn an_empty_field_is_not_defined() {
        assert!(parse_number("").is_some_and(f64::is_nan));
        assert_eq!(parse_number("0,3"), None);
    }

    proptest! {
        #[test]
        fn every_number_reads_back_as_itself(number in any::<f64>()) {
            let back = parse_number(&written(number)).expect("a number that was written");
            prop_assert!(back == number || (back.is_nan() && number.is_nan()));
        }
    }
}
