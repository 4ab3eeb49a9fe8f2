//! Charts that are fit for a client's deck: every title is a finding that was checked against the tables.
//!
//! Owns what a chart ships (drawing, data, words for the ear) and how it is written; which charts there are and the order
//! of work are in `album`: all charts first say which differences they want to speak of, these are judged together, then
//! each is drawn. The charts here are of runs at one point; those of a sweep over many points have a room of their own,
//! `sweep`. Works from tables alone; it must not know the model, the engine, or where a folder lies.
//!
//! The same thing always looks the same. Where a *metric* can carry the colour it does: orange is what people do
//! (capability), blue is what is written or said (documents, espoused competence), grey is what others are compared
//! with. Only where paths of several variants share one panel (phase) the *variant* carries the colour: the reference
//! grey, the others green, purple and ochre in the order of the file, each with a dash and a mark of its own.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss
)]

mod album;
mod axis;
mod bridge;
mod canvas;
mod change;
mod contrast;
mod data;
mod fan;
#[cfg(test)]
mod fixture;
mod font;
pub mod forest;
mod frame;
mod label;
mod loops;
mod network;
mod number;
mod paired;
mod panel;
mod phase;
mod picture;
mod pressure;
mod question;
mod roster;
mod rows;
mod scissors;
mod shock;
mod spiral;
mod storyline;
mod sweep;
#[cfg(test)]
mod tests;
mod theme;
mod who_matters;
mod wording;

use std::path::{Path, PathBuf};

pub use album::{Album, album};
pub use canvas::escape;
pub use data::{ChartInput, MOST_VARIANTS};
pub use picture::PictureError;
pub use roster::RosterTables;
pub use sweep::{SweepTables, sweep_metrics};
pub use theme::{
    COLUMN_MILLIMETRES, Colour, Dash, Format, Logo, Look, SHIPPED, Shape, Size, TextSizes, Theme,
    ThemeFault, parse as parse_theme,
};

use crate::analysis::Finding;
use album::Sketch;
use canvas::{Canvas, Span};
use data::Data;
use font::Weight;
use frame::Words;
use question::{Findings, Question};

/// A chart and all that it ships.
#[derive(Debug, Clone, PartialEq)]
pub struct Artwork {
    /// The name of its files: the kind, with a number where a folder has several of it.
    pub id: String,
    /// Such as "scissors".
    pub kind: &'static str,
    /// What stands on top: the finding, or the author's title.
    pub title: String,
    /// The finding, a full sentence, true to the tables.
    pub finding: String,
    /// Whether the scenario asks for something else than the kind shows by itself: other variants, another metric, marks.
    pub is_adapted: bool,
    pub standing: Standing,
    /// Metric, unit, horizon; stretches that wear a colour name it.
    pub subtitle: Vec<Stretch>,
    /// What was compared, with intervals; the bands in words; version, hash and runs.
    pub footer: Vec<String>,
    /// The drawing, its texts as outlines: opens right without any font.
    pub svg: String,
    /// The numbers that are drawn.
    pub csv: String,
    /// For those who hear it: the finding and the numbers in a few sentences.
    pub alt: String,
    /// The drawing with its texts as texts, from which pixels are made.
    drawing: String,
    /// From where to where, in parts of the height, the picture has its panels: below the subtitle and above the footer.
    body: [f64; 2],
}

/// A piece of text and the colour that it wears.
#[derive(Debug, Clone, PartialEq)]
pub struct Stretch {
    pub text: String,
    pub colour: Colour,
    pub is_strong: bool,
}

/// What the title rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The claim was checked and holds.
    Holds,
    /// The claim was checked and does not hold; the title says so.
    Fails,
    /// Nothing is compared; the title describes.
    Describes,
}

/// A chart that could not be made or written.
#[derive(Debug, thiserror::Error)]
pub enum ChartError {
    #[error("chart {id}: {source}")]
    Picture { id: String, source: PictureError },
    #[error("{}: {source}", path.display())]
    Write {
        path: PathBuf,
        source: std::io::Error,
    },
}

/// What a chart hands over for being framed, labelled and written.
struct Drawn {
    canvas: Canvas,
    words: Words,
    standing: Standing,
    sheet: Sheet,
    /// Sentences after the title.
    alt: String,
}

/// The numbers that are drawn, as rows of a table.
struct Sheet {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// One kind of chart: what it wants to know, and how it is drawn.
struct Chart {
    id: &'static str,
    /// Every difference that its title might speak of, so that choosing among them is paid for.
    questions: fn(&Data<'_>) -> Vec<Question>,
    /// `None` where the tables hold nothing that it could show.
    draw: fn(&Data<'_>, &Findings, &Theme) -> Option<Drawn>,
}

/// For what charts are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preset {
    /// A slide: title, subtitle and footer on the picture.
    Slide,
    /// Both columns of a paper: the panels alone, their words in a file for the caption.
    Paper,
    /// A single column of a paper: drawn anew for its width.
    PaperSingle,
}

/// Writes `<id>.svg`, `<id>.png`, `<id>@2x.png`, `<id>.csv` and `<id>.txt` into a folder that exists; for a paper also
/// `<id>.caption.txt`.
///
/// # Errors
/// A file that cannot be written, a picture that cannot be made.
pub fn write(artwork: &Artwork, preset: Preset, folder: &Path) -> Result<(), ChartError> {
    let picture = |zoom| match preset {
        Preset::Slide => artwork.png(zoom),
        Preset::Paper | Preset::PaperSingle => artwork.body_png(zoom),
    };
    let (once, twice) = rayon::join(|| picture(1), || picture(2));
    let id = &artwork.id;
    let drawn = match preset {
        Preset::Slide => artwork.svg.clone(),
        Preset::Paper | Preset::PaperSingle => artwork.body_svg()?,
    };
    let mut files = vec![
        (format!("{id}.svg"), drawn.into_bytes()),
        (format!("{id}.png"), once?),
        (format!("{id}@2x.png"), twice?),
        (format!("{id}.csv"), artwork.csv.clone().into_bytes()),
        (format!("{id}.txt"), artwork.alt.clone().into_bytes()),
    ];
    if preset != Preset::Slide {
        files.push((format!("{id}.caption.txt"), artwork.caption().into_bytes()));
    }
    for (name, bytes) in files {
        let path = folder.join(name);
        std::fs::write(&path, bytes).map_err(|source| ChartError::Write { path, source })?;
    }
    Ok(())
}

impl Artwork {
    /// The chart as PNG: 1920 × 1080 pixels times `zoom`.
    ///
    /// # Errors
    /// A picture that cannot be made, such as one too large for memory.
    pub fn png(&self, zoom: u32) -> Result<Vec<u8>, ChartError> {
        self.cut(zoom, [0.0, 1.0])
    }

    /// The panels alone as PNG, for a page that has title and footer of its own.
    ///
    /// # Errors
    /// As of [`Artwork::png`].
    pub fn body_png(&self, zoom: u32) -> Result<Vec<u8>, ChartError> {
        self.cut(zoom, self.body)
    }

    /// The panels alone as SVG, the texts as outlines.
    ///
    /// # Errors
    /// As of [`Artwork::png`].
    pub fn body_svg(&self) -> Result<String, ChartError> {
        let cut = picture::cut(&self.drawing, self.body);
        picture::outlined(&cut, &self.title, &self.alt).map_err(|source| ChartError::Picture {
            id: self.id.clone(),
            source,
        })
    }

    /// What a picture without words needs below it: finding, subtitle, footer.
    #[must_use]
    pub fn caption(&self) -> String {
        let subtitle: String = self
            .subtitle
            .iter()
            .map(|stretch| stretch.text.as_str())
            .collect();
        format!(
            "{}. {}. {}.\n",
            self.title.trim_end_matches('.'),
            subtitle.trim_end_matches('.'),
            self.footer.join(". ")
        )
    }

    /// From where to where, in parts of the height, the panels stand.
    #[must_use]
    pub fn body(&self) -> [f64; 2] {
        self.body
    }

    /// The drawing with its texts as texts, for a page that brings the font along ([`fonts`]).
    #[must_use]
    pub fn drawing(&self) -> &str {
        &self.drawing
    }

    fn cut(&self, zoom: u32, rows: [f64; 2]) -> Result<Vec<u8>, ChartError> {
        picture::png(&self.drawing, zoom, rows).map_err(|source| ChartError::Picture {
            id: self.id.clone(),
            source,
        })
    }
}

impl Standing {
    fn of(finding: &Finding) -> Standing {
        if finding.holds() {
            Standing::Holds
        } else {
            Standing::Fails
        }
    }
}

/// The font of the drawings, Inter, as TrueType: weight 400 and weight 600.
#[must_use]
pub fn fonts() -> [(u32, &'static [u8]); 2] {
    font::files()
}

fn finish(sketch: Sketch) -> Result<Artwork, ChartError> {
    let Sketch {
        kind,
        id,
        drawn,
        theme,
    } = sketch;
    let body = frame::body(&theme, &drawn.words);
    let (title, footer) = frame::shown(&theme, &drawn.words);
    let alt = format!(
        "{}.\n{}\n{}.\n",
        title.trim_end_matches('.'),
        drawn.alt,
        footer.join(". ")
    );
    let drawing = drawn.canvas.svg();
    let svg = picture::outlined(&drawing, &title, &alt).map_err(|source| ChartError::Picture {
        id: id.clone(),
        source,
    })?;
    Ok(Artwork {
        id,
        kind,
        standing: drawn.standing,
        subtitle: drawn
            .words
            .subtitle
            .into_iter()
            .map(Stretch::from)
            .collect(),
        body,
        footer,
        svg,
        csv: drawn.sheet.csv(),
        alt,
        drawing,
        title,
        finding: drawn.words.title,
        is_adapted: theme.author.is_adapted,
    })
}

impl From<Span> for Stretch {
    fn from(span: Span) -> Stretch {
        Stretch {
            text: span.text,
            colour: span.colour,
            is_strong: span.weight == Weight::SemiBold,
        }
    }
}

impl Sheet {
    fn new(header: &[&str], rows: Vec<Vec<String>>) -> Sheet {
        Sheet {
            header: header.iter().map(|name| (*name).to_owned()).collect(),
            rows,
        }
    }

    fn csv(&self) -> String {
        let mut writer = csv::Writer::from_writer(Vec::new());
        // Writing to memory cannot fail, and all rows have the width of the header.
        let _ = writer.write_record(&self.header);
        for row in &self.rows {
            let _ = writer.write_record(row);
        }
        String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
    }
}
