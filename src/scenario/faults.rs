//! Faults: what is wrong with a scenario, where, and how to mend it.
//!
//! Owns the type of a fault and its order in a list. How a fault is drawn is the business of the file below; printing is
//! that of the command line.

mod diagnostic;
mod merge;

use std::fmt;
use std::ops::Range;

use super::source::Page;

pub(super) use merge::merge;

/// More faults than this are counted, not listed.
const LISTED: usize = 100;

/// Where something stands: a page and the spans of a key and its value.
#[derive(Debug, Clone)]
pub struct Place {
    pub(super) page: Page,
    pub(super) key: Range<usize>,
    pub(super) value: Range<usize>,
}

/// One fault of a scenario.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{}", self.headline())]
pub struct Fault {
    message: String,
    help: Option<String>,
    location: Location,
    labels: Vec<(Range<usize>, String)>,
}

#[derive(Debug, Clone)]
enum Location {
    /// The command line as a whole.
    None,
    /// A file that could not be read.
    File(String),
    Page(Box<Page>),
}

/// Every fault of a scenario, in the order in which they stand: the file asked for first.
#[derive(Debug, Clone, thiserror::Error)]
pub struct Faults {
    list: Vec<Fault>,
    unlisted: usize,
}

impl Place {
    pub(super) fn new(page: &Page, key: &Range<usize>, value: &Range<usize>) -> Self {
        Place {
            page: page.clone(),
            key: key.clone(),
            value: value.clone(),
        }
    }

    /// The key together with its value, when they stand on one line.
    fn whole(&self) -> Range<usize> {
        let all = self.key.start..self.value.end.max(self.key.end);
        match self.page.shown.get(all.clone()) {
            Some(text) if self.value.start >= self.key.start && !text.contains('\n') => all,
            _ => self.key.clone(),
        }
    }

    /// The file as messages name it.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.page.name
    }

    /// The line of the key, from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        line_of(&self.page.shown, self.key.start)
    }

    pub(super) fn is_within(&self, page: &Page) -> bool {
        self.page.rank == page.rank && self.page.name == page.name
    }

    pub(super) fn is_same(&self, other: &Place) -> bool {
        self.is_within(&other.page) && self.key == other.key && self.value == other.value
    }

    pub(super) fn page(&self) -> &Page {
        &self.page
    }

    /// `file, line 3`, or the argument of the command line.
    pub(super) fn describe(&self) -> String {
        if self.page.has_lines() {
            format!("{}, line {}", self.page.name, self.line())
        } else {
            format!(
                "{} {}",
                self.page.name,
                self.page.quote(&(0..self.page.shown.len()))
            )
        }
    }
}

impl Fault {
    /// A fault of no particular file.
    pub(super) fn general(message: String) -> Self {
        Fault {
            message,
            help: None,
            location: Location::None,
            labels: Vec::new(),
        }
    }

    /// A fault of a file as a whole.
    pub(super) fn of_file(file: &str, message: String) -> Self {
        Fault {
            location: Location::File(file.to_owned()),
            ..Fault::general(message)
        }
    }

    /// A fault of a key and its value.
    pub(super) fn at(place: &Place, message: String) -> Self {
        Fault::within(&place.page, &place.whole(), message)
    }

    /// A fault of a stretch of text.
    pub(super) fn within(page: &Page, span: &Range<usize>, message: String) -> Self {
        Fault {
            location: Location::Page(Box::new(page.clone())),
            labels: vec![(span.clone(), String::new())],
            ..Fault::general(message)
        }
    }

    /// The same with some words before the message.
    pub(super) fn prefixed(mut self, words: &str) -> Self {
        self.message.insert_str(0, words);
        self
    }

    /// What is written below the place.
    pub(super) fn label(mut self, label: impl Into<String>) -> Self {
        if let Some(first) = self.labels.first_mut() {
            first.1 = label.into();
        }
        self
    }

    /// A further place of the same page.
    pub(super) fn also(mut self, span: &Range<usize>, label: impl Into<String>) -> Self {
        self.labels.push((span.clone(), label.into()));
        self
    }

    /// A further place; of another page it is named in the help.
    pub(super) fn also_at(mut self, place: &Place, label: &str) -> Self {
        match &self.location {
            Location::Page(page) if place.is_within(page) => self.also(&place.whole(), label),
            _ => {
                let note = if place.page.has_lines() {
                    format!(
                        "`{}` stands in {}.",
                        place.page.quote(&place.whole()),
                        place.describe()
                    )
                } else {
                    format!("The other is {}.", place.describe())
                };
                self.help = Some(
                    self.help
                        .map_or(note.clone(), |help| format!("{help} {note}")),
                );
                self
            }
        }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same with some words after its help.
    pub(super) fn adding(mut self, words: &str) -> Self {
        self.help = Some(match self.help {
            Some(help) => format!("{help} {words}"),
            None => words.to_owned(),
        });
        self
    }

    /// What is wrong; with the file where no place in it can be shown.
    fn headline(&self) -> String {
        match &self.location {
            Location::File(file) => format!("{file}: {}", self.message),
            _ => self.message.clone(),
        }
    }

    /// What is wrong.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// How to mend it.
    #[must_use]
    pub fn advice(&self) -> Option<&str> {
        self.help.as_deref()
    }

    /// The file (or the argument of the command line), as messages name it.
    #[must_use]
    pub fn file(&self) -> Option<&str> {
        match &self.location {
            Location::None => None,
            Location::File(file) => Some(file),
            Location::Page(page) => Some(&page.name),
        }
    }

    /// The line, from 1.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        let (page, span) = self.first()?;
        page.has_lines().then(|| line_of(&page.shown, span.start))
    }

    /// The offending text.
    #[must_use]
    pub fn text(&self) -> Option<String> {
        let (page, span) = self.first()?;
        Some(page.quote(span))
    }

    /// `file:line: message. Help`, on one line.
    #[must_use]
    pub fn one_line(&self) -> String {
        let file = match self.first() {
            Some((page, _)) if !page.has_lines() => {
                format!("{} {}:", page.name, page.quote(&(0..page.shown.len())))
            }
            _ => self
                .file()
                .map(|file| format!("{file}:"))
                .unwrap_or_default(),
        };
        let line = self
            .line()
            .map(|line| format!("{line}:"))
            .unwrap_or_default();
        let space = if file.is_empty() { "" } else { " " };
        let help = self
            .help
            .as_ref()
            .map(|help| format!(". {help}"))
            .unwrap_or_default();
        format!("{file}{line}{space}{}{help}", self.message).replace('\n', " ")
    }

    pub(super) fn first(&self) -> Option<(&Page, &Range<usize>)> {
        match (&self.location, self.labels.first()) {
            (Location::Page(page), Some((span, _))) => Some((page, span)),
            _ => None,
        }
    }

    fn order(&self) -> (usize, usize) {
        match self.first() {
            Some((page, span)) => (page.rank, span.start),
            None => (0, 0),
        }
    }
}

impl Page {
    /// A page of the command line has a single line, whose number says nothing.
    pub(super) fn has_lines(&self) -> bool {
        !self.name.starts_with("--")
    }
}

impl Faults {
    /// Sorts the faults into the order of the text, without repeats.
    pub(super) fn new(mut list: Vec<Fault>) -> Self {
        list.sort_by_key(Fault::order);
        list.dedup_by(|a, b| {
            a.order() == b.order() && a.message == b.message && a.file() == b.file()
        });
        let unlisted = list.len().saturating_sub(LISTED);
        list.truncate(LISTED);
        Faults { list, unlisted }
    }

    /// The faults, at most a hundred of them.
    #[must_use]
    pub fn list(&self) -> &[Fault] {
        &self.list
    }

    /// How many faults are not listed, because there are too many.
    #[must_use]
    pub fn unlisted(&self) -> usize {
        self.unlisted
    }
}

impl From<Fault> for Faults {
    fn from(fault: Fault) -> Self {
        Faults {
            list: vec![fault],
            unlisted: 0,
        }
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, fault) in self.list.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            f.write_str(&fault.one_line())?;
        }
        if self.unlisted > 0 {
            write!(f, "\n… and {} more", self.unlisted)?;
        }
        Ok(())
    }
}

/// The line, from 1, of a byte of a text.
pub(super) fn line_of(text: &str, at: usize) -> usize {
    let before = &text.as_bytes()[..at.min(text.len())];
    before.split(|byte| *byte == b'\n').count()
}

/// The line around a byte of a text, without its end.
pub(super) fn line_around(text: &str, at: usize) -> &str {
    let bytes = text.as_bytes();
    let at = at.min(bytes.len());
    let start = bytes[..at]
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |newline| newline + 1);
    let end = bytes[at..]
        .iter()
        .position(|byte| *byte == b'\n')
        .map_or(bytes.len(), |newline| at + newline);
    text.get(start..end).unwrap_or("")
}
