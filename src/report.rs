//! Documents for people who were not there: a report to read, a workbook to reckon with, a deck to show.
//!
//! Owns what these say and how they look. All of them are made from what a folder holds, its tables and its resolved
//! scenario, and from the charts drawn from it: their sentences of findings are the checked titles of the charts, word
//! for word. Same input, same bytes. It must not know the engine, or who runs what; it reads no file but through its
//! tables, and writes none.

#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "counts of runs and lines are far below 2^53, lengths on a slide far below 2^63"
)]
#![allow(clippy::format_collect, reason = "pieces of XML, short and few")]

mod deck;
mod facts;
mod html;
mod leavers;
mod own;
mod workbook;

use std::sync::Arc;

use crate::analysis::AnalysisError;
use crate::chart::{Artwork, ChartError, ChartInput, Theme};
use crate::table::{Folder, TableError};

/// Everything that documents are made from.
#[derive(Debug, Clone, Copy)]
pub struct Material<'a> {
    pub folder: &'a Folder,
    pub input: &'a ChartInput,
    /// The charts, in the order in which they are shown.
    pub artworks: &'a [Artwork],
    /// The theme that they were drawn in.
    pub theme: &'a Theme,
    /// What the scenario assumes; `None` where the folder no longer holds a scenario that this program can read.
    pub model: Option<&'a ModelFacts>,
    /// The resolved scenario as it stands in the folder; empty where there is none.
    pub scenario: &'a str,
}

/// What a model is and which numbers it was run with.
#[derive(Debug, Clone, PartialEq)]
pub struct ModelFacts {
    /// One sentence: what the model is.
    pub title: String,
    pub assumptions: Vec<Assumption>,
    /// The teams and people that have settings of their own.
    pub holders: Vec<Holder>,
    /// Those settings: by variant, what all variants share first, then as the holders, then as the assumptions.
    pub own: Vec<OwnSetting>,
    /// What happens on the way, by variant, what all variants share first.
    pub events: Vec<Happening>,
}

/// A team or a person with settings of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    pub kind: HolderKind,
    pub id: String,
    /// What charts and texts say.
    pub name: String,
    pub team: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum HolderKind {
    Team,
    Person,
}

/// One parameter that a team or a person has of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnSetting {
    /// Index of the variant; none: in all of them alike.
    pub variant: Option<usize>,
    /// Index in [`ModelFacts::holders`].
    pub holder: usize,
    /// Index in [`ModelFacts::assumptions`].
    pub assumption: usize,
    pub value: f64,
    pub stands: Stands,
}

/// Where a setting of one's own stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stands {
    /// In the scenario, among the settings of the team or the person.
    Scenario,
    /// In a column of the file of people of this name.
    Column(Arc<str>),
}

/// Something that happens on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happening {
    /// Index of the variant; none: in all of them alike.
    pub variant: Option<usize>,
    pub week: u32,
    pub kind: String,
    /// The teams and people that it is confined to; none: it meets everybody.
    pub who: Vec<String>,
    pub what: String,
}

/// One parameter and its values.
#[derive(Debug, Clone, PartialEq)]
pub struct Assumption {
    pub key: String,
    pub label: String,
    pub group: String,
    pub unit: String,
    pub meaning: String,
    pub source: String,
    /// How well the default is supported, in a word.
    pub confidence: String,
    pub default: f64,
    /// Of each variant, in the order of the file.
    pub values: Vec<f64>,
    /// What its values are called, 0 first; none where they are numbers.
    pub names: Vec<String>,
    /// Whether the sweep moves it, so that its value is that of the point.
    pub is_swept: bool,
}

impl Assumption {
    /// A value as people read it: a name, where it has one, or the number.
    #[must_use]
    pub fn shown(&self, value: f64) -> String {
        let is_value = |place: &usize| (*place as f64).to_bits() == value.to_bits();
        let place = (0..self.names.len()).find(is_value);
        place.map_or_else(|| facts::exact(value), |place| self.names[place].clone())
    }

    /// Whether a variant has another value than the default.
    #[must_use]
    pub fn differs(&self) -> bool {
        self.is_swept
            || self
                .values
                .iter()
                .any(|value| value.to_bits() != self.default.to_bits())
    }
}

/// A document, ready to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The name of its file.
    pub name: &'static str,
    pub bytes: Vec<u8>,
}

/// The names of the files of all documents.
pub const FILES: [&str; 3] = [html::FILE, workbook::FILE, deck::FILE];

/// Why a document could not be made.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    #[error(transparent)]
    Table(#[from] TableError),
    #[error(transparent)]
    Analysis(#[from] AnalysisError),
    #[error(transparent)]
    Chart(#[from] ChartError),
    #[error("report.html could not be made: {0}")]
    Page(#[from] minijinja::Error),
    #[error("workbook.xlsx could not be made: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    #[error("deck.pptx could not be made: {0}")]
    Package(#[from] zip::result::ZipError),
    #[error("deck.pptx could not be made: {0}")]
    Memory(#[from] std::io::Error),
}

/// All documents, in a fixed order.
///
/// # Errors
/// Tables that cannot be read; anything else would be a mistake in a document and not in the folder.
pub fn all(material: &Material<'_>) -> Result<Vec<Document>, ReportError> {
    let facts = facts::Facts::of(material)?;
    let ((page, workbook), deck) = rayon::join(
        || {
            rayon::join(
                || html::page(material, &facts),
                || workbook::file(material, &facts),
            )
        },
        || deck::file(material, &facts),
    );
    let document = |name, bytes| Document { name, bytes };
    Ok(vec![
        document(html::FILE, page?.into_bytes()),
        document(workbook::FILE, workbook?),
        document(deck::FILE, deck?),
    ])
}
