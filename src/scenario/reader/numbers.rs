//! Reads numbers off a page and says what is wrong with them. Knows the registry only as ranges, units and labels.

use std::fmt;

use super::super::document::{Content, Node};
use super::super::registry::{Parameter, Range};
use super::super::run_keys::{RunKey, RunKind};
use super::Reader;

/// What is known of a number before it is read.
#[derive(Clone, Copy)]
pub(in super::super) struct Expected<'a> {
    pub name: &'a str,
    pub range: Range,
    /// A few words for the help: label, unit, default.
    pub about: Option<&'a dyn fmt::Display>,
}

impl Reader<'_> {
    /// A parameter's number.
    pub fn parameter(&mut self, parameter: &Parameter, node: &Node) -> Option<f64> {
        let about = format!(
            "{} ({}); default {}",
            parameter.label, parameter.unit, parameter.default
        );
        self.number(
            Expected {
                name: parameter.name,
                range: parameter.range,
                about: Some(&about),
            },
            node,
        )
    }

    /// The number of a key of `[run]`.
    pub fn run_number(&mut self, key: &RunKey, node: &Node) -> Option<f64> {
        let RunKind::Number(range) = key.kind else {
            return None;
        };
        let about = format!("Counted in: {}; default {}", key.unit, key.default);
        let about: Option<&dyn fmt::Display> = if key.unit == "-" || key.default == "none" {
            None
        } else {
            Some(&about)
        };
        self.number(
            Expected {
                name: key.name,
                range,
                about,
            },
            node,
        )
    }

    /// A number within its range, or the fault that it is none.
    pub fn number(&mut self, expected: Expected<'_>, node: &Node) -> Option<f64> {
        let Expected { name, range, .. } = expected;
        match node.content {
            Content::Number(number) if range.contains(number) => Some(number),
            Content::Number(number) => {
                self.fault(
                    &node.span,
                    format!(
                        "`{name}` is {}; allowed is {range}",
                        self.page.quote(&node.span)
                    ),
                    format!("allowed: {range}"),
                    help_for(expected, number),
                );
                None
            }
            Content::Text(ref text)
                if text
                    .trim()
                    .parse::<f64>()
                    .is_ok_and(|number| range.contains(number)) =>
            {
                self.fault(
                    &node.span,
                    format!("`{name}` needs a number, but here is text"),
                    format!("allowed: {range}"),
                    format!("Write it without quotation marks: {name} = {}", text.trim()),
                );
                None
            }
            Content::Text(ref text) if text.trim().replacen(',', ".", 1).parse::<f64>().is_ok() => {
                let message = format!("`{name}` needs a number, but here is text");
                let point = text.trim().replacen(',', ".", 1);
                let help = format!(
                    "Write the number with a point and without quotation marks: {name} = {point}"
                );
                self.fault(&node.span, message, format!("allowed: {range}"), help);
                None
            }
            ref content => {
                self.fault(
                    &node.span,
                    format!("`{name}` needs a number, but here is {}", content.kind()),
                    format!("allowed: {range}"),
                    expected
                        .about
                        .map(|about| format!("{about}."))
                        .unwrap_or_default(),
                );
                None
            }
        }
    }

    /// A whole number that a range has already been asked to keep within `u32`.
    pub fn whole(&mut self, key: &RunKey, node: &Node) -> Option<u32> {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "within the key's range"
        )]
        self.run_number(key, node).map(|number| number as u32)
    }
}

fn help_for(expected: Expected<'_>, number: f64) -> String {
    let Expected { name, range, about } = expected;
    let about = about.map(|about| format!("{about}.")).unwrap_or_default();
    let mend = match range {
        Range::Real {
            low: 0.0,
            high: 1.0,
        } if number > 1.0 && number <= 100.0 => {
            format!(
                " If {number} per cent is meant, write {name} = {}",
                (number * 1e10).round() / 1e12
            )
        }
        Range::Whole { low, high } if number.is_finite() && number.fract() != 0.0 => {
            let near = number.round().clamp(low, high);
            format!(" Write a whole number, such as {name} = {near}")
        }
        _ => String::new(),
    };
    format!("{about}{mend}").trim().to_owned()
}
