//! TOML in, a tree of entries with their spans out, in the order of the file.
//!
//! Owns the only use of the TOML parser, so the rest of the scenario files knows keys, numbers and texts, not TOML.
//! Knows no registry.

mod syntax;

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::faults::{Fault, line_of};
use super::source::Page;

/// `key = value`, or a table under its heading.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub key: Key,
    pub node: Node,
}

#[derive(Debug, Clone)]
pub(super) struct Key {
    pub name: String,
    pub span: Range<usize>,
}

/// A value; the span of a table under a heading is that of the heading.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub span: Range<usize>,
    pub content: Content,
}

#[derive(Debug, Clone)]
pub(super) enum Content {
    Text(String),
    /// Whole numbers too: up to 2⁵³ they are exact.
    Number(f64),
    Truth,
    Date,
    List(Vec<Node>),
    Table(Vec<Entry>),
}

/// A page as a tree, with what TOML itself finds wrong with it.
pub(super) struct Document {
    pub entries: Vec<Entry>,
    pub faults: Vec<Fault>,
    /// Lines that are not valid TOML, or below a heading that is not: what else is said of them is noise.
    pub broken: Vec<usize>,
}

impl Document {
    /// A key at the top of the file, if it stands there and its line can be read.
    pub fn top(&self, page: &Page, name: &str) -> Option<&Entry> {
        let mut entries = self.entries.iter();
        entries.find(|entry| {
            entry.key.name == name
                && !self
                    .broken
                    .contains(&line_of(&page.text, entry.key.span.start))
        })
    }
}

/// Parses a whole page.
pub(super) fn parse(page: &Page) -> Document {
    let (table, errors) = DeTable::parse_recoverable(&page.text);
    let mut broken = Vec::new();
    let mut orphans = Vec::new();
    let mut faults = Vec::new();
    for error in errors.iter().take(MOST_ERRORS) {
        let span = error.span().unwrap_or(0..0);
        let line = line_of(&page.text, span.start);
        if !broken.contains(&line) {
            broken.push(line);
            faults.push(syntax::fault(page, error.message(), &span));
        }
        if !error.message().starts_with("duplicate") {
            orphans.extend(below_heading(&page.text, line));
        }
    }
    broken.extend(orphans);
    Document {
        entries: entries(table.into_inner()),
        faults,
        broken,
    }
}

/// The lines below a heading that cannot be read: nobody knows which table they belong to.
fn below_heading(text: &str, heading: usize) -> std::ops::Range<usize> {
    let is_heading = |line: &str| line.trim_start().starts_with('[');
    let mut lines = text.split('\n').skip(heading - 1);
    if !lines.next().is_some_and(is_heading) {
        return 0..0;
    }
    let below = lines.take_while(|line| !is_heading(line)).count();
    heading + 1..heading + 1 + below
}

/// Of more syntax errors than this only the first are looked at.
const MOST_ERRORS: usize = 1_000;

/// Parses the value of a `--set`, which is TOML, or else a text without its quotation marks. It stands at `start`.
pub(super) fn parse_value(text: &str, start: usize) -> Content {
    let trimmed = text.trim();
    match DeValue::parse(trimmed) {
        Ok(value) => {
            let before = text.len() - text.trim_start().len();
            let mut node = node(value.span(), value.into_inner());
            node.shift(start + before);
            node.content
        }
        Err(_) => Content::Text(trimmed.to_owned()),
    }
}

// The parser refuses more than 80 levels, so this recursion is shallow.
fn entries(table: DeTable<'_>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = table
        .into_iter()
        .map(|(key, value)| Entry {
            key: Key {
                span: key.span(),
                name: key.into_inner().into_owned(),
            },
            node: node(value.span(), value.into_inner()),
        })
        .collect();
    entries.sort_by_key(|entry| entry.key.span.start);
    entries
}

fn node(span: Range<usize>, value: DeValue<'_>) -> Node {
    let content = match value {
        DeValue::String(text) => Content::Text(text.into_owned()),
        DeValue::Integer(whole) => {
            Content::Number(match i128::from_str_radix(whole.as_str(), whole.radix()) {
                #[expect(
                    clippy::cast_precision_loss,
                    reason = "beyond 2^53 every range ends anyway"
                )]
                Ok(number) => number as f64,
                Err(_) if whole.radix() == 10 => whole.as_str().parse().unwrap_or(f64::NAN),
                Err(_) => f64::INFINITY,
            })
        }
        // Zero has no sign here: a range that begins at 0 means 0.
        DeValue::Float(real) => {
            Content::Number(real.as_str().parse::<f64>().unwrap_or(f64::NAN) + 0.0)
        }
        DeValue::Boolean(_) => Content::Truth,
        DeValue::Datetime(_) => Content::Date,
        DeValue::Array(list) => Content::List(
            list.into_iter()
                .map(|item| node(item.span(), item.into_inner()))
                .collect(),
        ),
        DeValue::Table(table) => Content::Table(entries(table)),
    };
    Node { span, content }
}

impl Node {
    fn shift(&mut self, by: usize) {
        let shift = |span: &mut Range<usize>| *span = span.start + by..span.end + by;
        shift(&mut self.span);
        match &mut self.content {
            Content::List(items) => items.iter_mut().for_each(|item| item.shift(by)),
            Content::Table(entries) => {
                for entry in entries {
                    shift(&mut entry.key.span);
                    entry.node.shift(by);
                }
            }
            _ => {}
        }
    }
}

impl Content {
    /// What kind of value it is, for "needs a number, but here is …".
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Content::Text(_) => "text",
            Content::Number(_) => "a number",
            Content::Truth => "true or false",
            Content::Date => "a date",
            Content::List(_) => "a list",
            Content::Table(_) => "a table of keys",
        }
    }
}
