//! Reads numbers off a page and says what is wrong with them. Knows the registry only as ranges, units and labels.

use std::fmt;

use super::super::document::{Content, Node};
use super::super::names;
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
        let what = if parameter.says_more() {
            format!(
                "{} ({})",
                names::capitalised(parameter.label),
                parameter.unit
            )
        } else {
            format!("Unit: {}", parameter.unit)
        };
        let about = format!("{what}; default {}", parameter.shown(parameter.default));
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
        let about = format!("The default is {} {}", key.default, key.unit);
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
        if let Range::Named(names) = range {
            return self.one_of(expected, names, node);
        }
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
            Content::Text(ref text) if per_cent(text).is_some() => {
                let share = per_cent(text).unwrap_or_default();
                let help = if range.contains(share) && range.is_share() {
                    format!("Write it as a share: {name} = {share}")
                } else {
                    expected.told()
                };
                let message = format!("`{name}` is given in per cent");
                self.fault(&node.span, message, format!("allowed: {range}"), help);
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
                let marks = if self.page.has_lines() {
                    " and without quotation marks"
                } else {
                    ""
                };
                let help = format!("Write the number with a point{marks}: {name} = {point}");
                self.fault(&node.span, message, format!("allowed: {range}"), help);
                None
            }
            ref content => {
                self.fault(
                    &node.span,
                    format!("`{name}` needs a number, but here is {}", content.kind()),
                    format!("allowed: {range}"),
                    expected.told(),
                );
                None
            }
        }
    }

    /// The number of one of these names, or the fault that it is none of them.
    fn one_of(&mut self, expected: Expected<'_>, known: &[&str], node: &Node) -> Option<f64> {
        let Expected { name, range, .. } = expected;
        if let Content::Text(text) = &node.content
            && let Some(number) = range.number_of(text)
        {
            return Some(number);
        }
        let (message, help) = match &node.content {
            Content::Text(text) => {
                let near = names::nearest(text, known.iter().copied());
                let help = near.map(|near| format!("Did you mean \"{near}\"?"));
                let shown = self.page.quote(&node.span);
                (format!("`{name}` cannot be {shown}"), help)
            }
            content => (
                format!("`{name}` needs a name, but here is {}", content.kind()),
                None,
            ),
        };
        let help = help.unwrap_or_else(|| format!("Write one of {range}."));
        self.fault(&node.span, message, format!("allowed: {range}"), help);
        None
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

/// The share that a text such as `30 %` or `30 per cent` gives.
pub(in super::super) fn per_cent(text: &str) -> Option<f64> {
    let text = text.trim();
    let signs = ["%", "per cent", "percent"];
    let number = signs.iter().find_map(|sign| text.strip_suffix(sign))?;
    let number: f64 = number.trim().replacen(',', ".", 1).parse().ok()?;
    number.is_finite().then(|| hundredth(number))
}

/// A hundredth of a number, without the dust of its last digits.
fn hundredth(number: f64) -> f64 {
    (number * 1e10).round() / 1e12
}

impl Range {
    /// Whether this is the range of a share, of which percentages are often written.
    fn is_share(&self) -> bool {
        matches!(
            *self,
            Range::Real {
                low: 0.0,
                high: 1.0
            }
        )
    }
}

impl Expected<'_> {
    /// What is known, as a sentence; empty when nothing is.
    fn told(&self) -> String {
        self.about
            .map(|about| format!("{about}."))
            .unwrap_or_default()
    }
}

fn help_for(expected: Expected<'_>, number: f64) -> String {
    let Expected { name, range, .. } = expected;
    let mend = match range {
        _ if range.is_share() && number > 1.0 && number <= 100.0 => {
            format!(
                " If {number} per cent is meant, write {name} = {}",
                hundredth(number)
            )
        }
        Range::Whole { low, high } if number.is_finite() && number.fract() != 0.0 => {
            let near = number.round().clamp(low, high);
            format!(" Write a whole number, such as {name} = {near}")
        }
        _ => String::new(),
    };
    format!("{}{mend}", expected.told()).trim().to_owned()
}
