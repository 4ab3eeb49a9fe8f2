//! What a picture is made for: a slide, or a column of a journal.
//!
//! One rule tells the two apart. A slide has a size of its own and the same rooms on every chart, so that charts align from
//! slide to slide; a column is narrow and as high as its chart needs, so it gives each thing what it needs and puts under
//! one another what stands side by side on a slide. Charts say both, what a slide has and what is needed, and how many
//! panels they would like abreast; which of it counts is decided here. It must not know which charts exist.

use super::{Size, TextSizes, Theme};

/// What a picture is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// 16:9, with title, subtitle and footer.
    Slide,
    /// As wide as a column of a journal, panels alone.
    Column,
}

/// The width of a column in millimetres (Nature; Elsevier has 90).
pub const COLUMN_MILLIMETRES: f64 = 89.0;
/// The width of a column in pixels: letters of 26 pixels are 7 pt high, the most that Nature takes and what Elsevier asks
/// for, those of 25 are 6.7 pt.
const COLUMN_WIDTH: f64 = 940.0;
/// The most that a page has room for, about 227 mm.
const PAGE_HEIGHT: f64 = 2400.0;
/// More panels than this stand three abreast in a column.
const MOST_IN_PAIRS: usize = 10;

impl Theme {
    /// The same look in a column of a journal.
    #[must_use]
    pub fn for_column(&self) -> Theme {
        Theme {
            format: Format::Column,
            size: Size {
                width: COLUMN_WIDTH,
                height: PAGE_HEIGHT,
            },
            margin: 16.0,
            text: TextSizes {
                title: 26.0,
                subtitle: 26.0,
                label: 26.0,
                tick: 25.0,
                footer: 25.0,
            },
            ..self.clone()
        }
    }

    /// Room for something: the same on every slide, in a column what it needs.
    #[must_use]
    pub fn room(&self, on_slides: f64, needed: f64) -> f64 {
        match self.format {
            Format::Slide => on_slides,
            Format::Column => needed,
        }
    }

    /// Words for what stands elsewhere in a column than on a slide.
    #[must_use]
    pub fn said<'w>(&self, of_slides: &'w str, of_columns: &'w str) -> &'w str {
        match self.format {
            Format::Slide => of_slides,
            Format::Column => of_columns,
        }
    }

    /// How many of so many panels may stand abreast, where a slide has room for `most`.
    #[must_use]
    pub fn abreast(&self, most: usize, count: usize) -> usize {
        match self.format {
            Format::Slide => most,
            Format::Column if count > MOST_IN_PAIRS => most.min(3),
            Format::Column => most.min(2),
        }
    }
}
