//! Reads single values off a page: texts, names, tables and, in the file below, numbers; and says what is wrong with them.
//!
//! Owns the wording of wrong types. Knows no key by its name.

mod numbers;

use std::ops::Range as Span;

use super::document::{Content, Entry, Key, Node};
use super::faults::{Fault, Place};
use super::names;
use super::registry::Registry;
use super::source::Page;

pub(super) use numbers::{Expected, per_cent};

/// A page being read, and what is found wrong with it.
pub(super) struct Reader<'a> {
    pub page: &'a Page,
    pub registry: &'static Registry,
    /// All models, to tell a key of another one from a slip of the pen.
    pub models: &'static [&'static Registry],
    pub faults: Vec<Fault>,
    /// Faults that something is missing: noise when the page has lines that cannot be read.
    pub absences: Vec<Fault>,
    /// Positions of parameters of which a value was refused: what does not fit together with them is noise.
    pub refused: Vec<usize>,
    /// Names of [run] keys, or `variant`, or `event`, of which something was refused.
    pub unsettled: Vec<&'static str>,
}

impl<'a> Reader<'a> {
    pub fn new(
        page: &'a Page,
        registry: &'static Registry,
        models: &'static [&'static Registry],
    ) -> Self {
        Reader {
            page,
            registry,
            models,
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
        if let Some(bad) = text.chars().find(|c| names::is_invisible(*c)) {
            let label = match bad {
                '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => "a line break or tab within",
                c if c.is_control() => "a control character within",
                _ => "an invisible sign within that turns the direction of writing",
            };
            self.fault(
                &node.span,
                format!("`{name}` must be a single line of plain text"),
                label,
                "It becomes a line on a chart: delete it and type it again on one line.",
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
        let help = if names::is_reserved(&name) {
            format!("Windows keeps this name for itself; choose another{example}.{any}")
        } else {
            format!("Allowed are {}{example}.{any}", names::RULE)
        };
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
            let (message, label) = match &node.content {
                Content::Table(_) => (
                    format!(
                        "there may be several of [[{name}]], so its heading has double brackets"
                    ),
                    "single brackets",
                ),
                content => (
                    format!(
                        "`{name}` is a table of keys, but here is {}",
                        content.kind()
                    ),
                    "a heading belongs here",
                ),
            };
            let help = format!("Write the heading with double brackets: [[{name}]]");
            self.fault(&key.span, message, label, help);
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
