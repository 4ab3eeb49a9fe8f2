//! The look of every chart: colours, sizes of text, widths of lines, the size of the picture.
//!
//! Owns the rule that a thing has the same colour on every chart: capability and all that is tacit is orange, documents
//! and all that is explicit is blue, the reference is grey. Plain values and no drawing; `file` reads them from TOML. It
//! must not know which charts exist.

mod file;
mod format;

use crate::table::ChartInfo;

pub use file::{SHIPPED, ThemeFault, parse};
pub use format::{COLUMN_MILLIMETRES, Format};

/// A colour as SVG writes it.
pub type Colour = &'static str;

/// The size of a picture in its own pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Size {
    pub width: f64,
    pub height: f64,
}

impl Size {
    /// 16:9, as wide as a slide of 13.33 inches at 144 pixels an inch.
    pub const SLIDE: Size = Size {
        width: 1920.0,
        height: 1080.0,
    };
}

/// Everything about a chart that is taste and not data.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    /// What pictures are made for; never in a theme's file.
    pub format: Format,
    /// The size of a slide; a column's height is the most that it may have.
    pub size: Size,
    /// The empty space on the left and on the right.
    pub margin: f64,
    pub paper: Colour,
    /// Titles, labels and numbers.
    pub ink: Colour,
    /// Subtitles, footers and ticks.
    pub muted: Colour,
    pub grid: Colour,
    /// Axis lines, event lines, frames of small multiples.
    pub rule: Colour,
    /// What ties two marks of one row together.
    pub link: Colour,
    /// Capability and everything tacit: what people do.
    pub tacit: Colour,
    /// Documents and everything explicit: what is written or said.
    pub explicit: Colour,
    /// Whatever others are compared with.
    pub baseline: Colour,
    /// Losses, where a scale of colours has gains on its other side: told from orange by every kind of eye.
    pub loss: Colour,
    /// Variants, where no metric rules the colour: in the order of the file, without the reference.
    pub variants: [Colour; 3],
    pub text: TextSizes,
    pub line: f64,
    /// The font of deck and report; pictures keep the font that their letters were measured in.
    pub font: String,
    /// A sentence of the client's in every footer.
    pub footer: Option<String>,
    /// On slides and in the report.
    pub logo: Option<Logo>,
    /// What the author of the scenario says on one chart; never in a theme's file.
    pub author: Author,
}

/// The words of an author on a chart, which stand where the theme's own do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Author {
    pub title: Option<String>,
    pub note: Option<String>,
    /// Whether the chart shows something else than its kind does by itself.
    pub is_adapted: bool,
}

/// A picture, as PNG, and its size in pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    pub png: Vec<u8>,
    pub width: u32,
    pub height: u32,
}

impl Logo {
    /// `None` where the bytes are no PNG picture with an extent.
    #[must_use]
    pub fn of(png: Vec<u8>) -> Option<Logo> {
        // The size stands in the first chunk, behind signature, length and name (PNG 1.2, section 11.2.2).
        let number = |from: usize| {
            let bytes = png.get(from..from + 4)?.try_into().ok()?;
            Some(u32::from_be_bytes(bytes))
        };
        let is_png = png.starts_with(b"\x89PNG\r\n\x1a\n") && png.get(12..16) == Some(b"IHDR");
        let (width, height) = (number(16)?, number(20)?);
        (is_png && width > 0 && height > 0).then_some(Logo { png, width, height })
    }
}

/// Sizes of text; none below 24 on a slide, which is 12 pt.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TextSizes {
    pub title: f64,
    pub subtitle: f64,
    pub label: f64,
    pub tick: f64,
    pub footer: f64,
}

impl Default for Theme {
    fn default() -> Self {
        Theme {
            format: Format::Slide,
            size: Size::SLIDE,
            margin: 80.0,
            paper: "#ffffff",
            ink: "#1f2428",
            muted: "#5b636b",
            grid: "#e4e7ea",
            rule: "#9aa2a9",
            link: "#c5cacf",
            tacit: "#D55E00",
            explicit: "#0072B2",
            baseline: "#6b737b",
            loss: "#542788",
            variants: ["#00795c", "#882e72", "#8c6d00"],
            text: TextSizes {
                title: 46.0,
                subtitle: 28.0,
                label: 26.0,
                tick: 24.0,
                footer: 24.0,
            },
            line: 4.0,
            font: "Arial".to_owned(),
            footer: None,
            logo: None,
            author: Author::default(),
        }
    }
}

/// The second cue besides colour: how a line is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dash {
    Solid,
    Long,
    Short,
    Dotted,
}

/// The second cue besides colour: the shape of a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    Circle,
    Square,
    Diamond,
    Triangle,
}

/// How a variant is drawn where no metric rules the colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    pub colour: Colour,
    pub dash: Dash,
    pub shape: Shape,
}

impl Theme {
    /// The theme for a page that is white whatever the theme says: the same if its own paper is light, else the plain one.
    #[must_use]
    pub fn on_white(&self) -> Theme {
        if super::contrast::between(self.paper, "#000000") >= 12.0 {
            self.clone()
        } else {
            Theme {
                font: self.font.clone(),
                ..Theme::default()
            }
        }
    }

    /// The sentences of a footer with the client's own before the last, which says what made the chart.
    #[must_use]
    pub fn footed(&self, footer: &[String]) -> Vec<String> {
        let mut all = footer.to_vec();
        if let Some(own) = &self.footer {
            all.insert(footer.len().saturating_sub(1), own.clone());
        }
        all
    }

    /// The theme for a chart that a scenario chooses, with what its author says on it.
    #[must_use]
    pub fn signed(&self, choice: &ChartInfo) -> Theme {
        let ChartInfo {
            title,
            note,
            metric,
            variants,
            marks,
            ..
        } = choice;
        Theme {
            author: Author {
                title: title.clone(),
                note: note.clone(),
                is_adapted: metric.is_some() || !variants.is_empty() || !marks.is_empty(),
            },
            ..self.clone()
        }
    }

    /// The look of the reference: grey, as every baseline.
    #[must_use]
    pub fn reference(&self) -> Look {
        Look {
            colour: self.baseline,
            dash: Dash::Solid,
            shape: Shape::Circle,
        }
    }

    /// The look of the `index`-th variant of the file that is not the reference.
    #[must_use]
    pub fn variant(&self, index: usize) -> Look {
        let place = index % self.variants.len();
        Look {
            colour: self.variants[place],
            dash: [Dash::Long, Dash::Short, Dash::Dotted][place],
            shape: [Shape::Square, Shape::Diamond, Shape::Triangle][place],
        }
    }
}
