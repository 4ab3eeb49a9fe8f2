//! Reads single values off a page: numbers within their ranges, texts, names, tables; and says what is wrong with them.
//!
//! Owns the wording of wrong types and values out of range. Knows the registry only as ranges, units and labels.

use std::ops::Range as Span;

use super::document::{Content, Entry, Key, Node};
use super::faults::{Fault, Place};
use super::names;
use super::registry::{Parameter, Range, Registry};
use super::run_keys::{RunKey, RunKind};
use super::source::Page;

/// A page being read, and what is found wrong with it.
pub(super) struct Reader<'a> {
    pub page: &'a Page,
    pub registry: &'static Registry,
    pub faults: Vec<Fault>,
    /// Faults that something is missing: noise when the page has lines that cannot be read.
    pub absences: Vec<Fault>,
    /// Positions of parameters of which a value was refused: what does not fit together with them is noise.
    pub refused: Vec<usize>,
    /// Names of [run] keys, or `variant`, or `event`, of which something was refused.
    pub unsettled: Vec<&'static str>,
}

/// What is known of a number before it is read.
#[derive(Clone, Copy)]
pub(super) struct Expected<'a> {
    pub name: &'a str,
    pub range: Range,
    /// A few words for the help: label, unit, default.
    pub about: Option<&'a dyn std::fmt::Display>,
}

impl<'a> Reader<'a> {
    pub fn new(page: &'a Page, registry: &'static Registry) -> Self {
        Reader {
            page,
            registry,
            faults: Vec::new(),
            absences: Vec::new(),
            refused: Vec::new(),
            unsettled: Vec::new(),
        }
    }

    pub fn place(&self, key: &Key, node: &Node) -> Place {
        Place::new(self.page, &key.span, &node.span)
    }

    pub fn fault(
        &mut self,
        span: &Span<usize>,
        message: String,
        label: impl Into<String>,
        help: impl Into<String>,
    ) {
        let fault = Fault::within(self.page, span, message).label(label);
        let help = help.into();
        self.faults.push(if help.is_empty() {
            fault
        } else {
            fault.help(help)
        });
    }

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
        let about: Option<&dyn std::fmt::Display> = if key.unit == "-" || key.default == "none" {
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

    /// A text on one line of at most so many characters.
    pub fn line(&mut self, key: &Key, node: &Node, longest: usize) -> Option<String> {
        let text = self.text(key, node)?;
        let name = &key.name;
        if text.trim().is_empty() {
            self.fault(
                &node.span,
                format!("`{name}` is empty"),
                "no text",
                format!("Write a text, or remove `{name}`."),
            );
            return None;
        }
        if text.chars().any(char::is_control) {
            self.fault(
                &node.span,
                format!("`{name}` must be a single line of plain text"),
                "a line break or tab within",
                "Write it on one line: it becomes a line on a chart.",
            );
            return None;
        }
        let count = text.chars().count();
        if count > longest {
            self.fault(
                &node.span,
                format!("`{name}` has {count} characters; allowed are at most {longest}"),
                "too long",
                "Shorten it: it becomes a line on a chart.",
            );
            return None;
        }
        Some(text)
    }

    /// A text of any kind.
    pub fn text(&mut self, key: &Key, node: &Node) -> Option<String> {
        if let Content::Text(text) = &node.content {
            return Some(text.clone());
        }
        self.fault(
            &node.span,
            format!(
                "`{}` needs a text, but here is {}",
                key.name,
                node.content.kind()
            ),
            "a text belongs here",
            format!("Write it in quotation marks: {} = \"…\"", key.name),
        );
        None
    }

    /// A name of a scenario or a variant.
    pub fn name(&mut self, of: &str, key: &Key, node: &Node) -> Option<String> {
        let name = self.text(key, node)?;
        if names::is_allowed(&name) {
            return Some(name);
        }
        let example = names::mended(&name)
            .map(|mended| format!(", for example: name = \"{mended}\""))
            .unwrap_or_default();
        let any = if of == "variant" {
            " A `label` may be any text."
        } else {
            ""
        };
        let help = format!("Allowed are {}{example}.{any}", names::RULE);
        self.fault(
            &node.span,
            format!(
                "{} cannot be the name of a {of}",
                self.page.quote(&node.span)
            ),
            "not allowed as a name",
            help,
        );
        None
    }

    /// The entries of a table under `[name]`, or the fault that it is no table.
    pub fn table<'n>(&mut self, name: &str, key: &Key, node: &'n Node) -> Option<&'n [Entry]> {
        match &node.content {
            Content::Table(entries) => Some(entries),
            Content::List(_) => {
                self.fault(
                    &key.span,
                    format!("[{name}] is a single table"),
                    "written as a list",
                    format!("Write the heading with single brackets, once: [{name}]"),
                );
                None
            }
            content => {
                self.fault(
                    &node.span,
                    format!(
                        "`{name}` is a table of keys, but here is {}",
                        content.kind()
                    ),
                    "a table belongs here",
                    format!("Write the heading [{name}] and its keys on the lines below."),
                );
                None
            }
        }
    }

    /// The tables of a list under `[[name]]`, each with its span.
    pub fn tables<'n>(
        &mut self,
        name: &str,
        key: &Key,
        node: &'n Node,
    ) -> Vec<(&'n [Entry], Span<usize>)> {
        let Content::List(items) = &node.content else {
            self.fault(
                &key.span,
                format!("each {name} is one of a list of tables"),
                "not a list",
                format!("Write the heading with double brackets: [[{name}]]"),
            );
            return Vec::new();
        };
        let mut tables = Vec::new();
        for item in items {
            if let Content::Table(entries) = &item.content {
                tables.push((entries.as_slice(), item.span.clone()));
            } else {
                self.fault(
                    &item.span,
                    format!(
                        "a {name} is a table of keys, but here is {}",
                        item.content.kind()
                    ),
                    "a table belongs here",
                    format!("Write the heading [[{name}]] and its keys on the lines below."),
                );
            }
        }
        tables
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
