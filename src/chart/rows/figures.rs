//! The figures of a row: the difference, its interval, a note; on a slide below one another as far as the height of the row
//! allows, in a column difference and interval in a line of its head and the note below.
//!
//! It must not know what differs.

use super::{Row, Rows};
use crate::analysis::Difference;
use crate::chart::canvas::{Anchor, Area, Canvas, Line, Span, at};
use crate::chart::font::{self, Weight};
use crate::chart::number;
use crate::chart::theme::{Format, Theme};
use crate::table::Unit;

/// A row lower than this has its figures in one line.
const TALL: f64 = 76.0;
/// From this height on, the first figure is as large as a headline.
const LARGE: f64 = 190.0;
/// Between a difference and its interval in one line.
const SPACE: &str = "\u{a0}\u{a0}";

/// A difference of shares in words; empty where there is none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Figures {
    mean: String,
    interval: String,
    note: Option<String>,
}

impl Figures {
    pub fn of(difference: &Difference, note: Option<String>) -> Figures {
        if !difference.mean.is_finite() {
            return Figures::default();
        }
        let (mean, interval) = match number::estimate(Unit::Share, difference) {
            Some(found) => (
                format!("{}{}", found.mean, found.suffix),
                format!("{} to {}", found.low, found.high),
            ),
            None => (
                number::points(difference.mean),
                "no interval of one seed".to_owned(),
            ),
        };
        Figures {
            mean,
            interval,
            note,
        }
    }

    /// How wide they are in a head.
    fn width(&self, theme: &Theme) -> f64 {
        let small = theme.text.tick;
        let first = font::width(&self.mean, theme.text.label, Weight::SemiBold)
            + font::width(&format!("{SPACE}{}", self.interval), small, Weight::Regular);
        let note = self.note.as_deref().unwrap_or_default();
        first.max(font::width(note, small, Weight::Regular)) + 4.0
    }

    /// The width of the widest.
    pub fn widest(theme: &Theme, all: &[Figures]) -> f64 {
        let widths = all.iter().map(|figures| figures.width(theme));
        widths.fold(0.0, f64::max)
    }
}

/// Writes the figures of a row.
pub fn figures(canvas: &mut Canvas, theme: &Theme, rows: &Rows, row: Row, figures: Figures) {
    if figures.mean.is_empty() {
        return;
    }
    match theme.format {
        Format::Slide => beside(canvas, theme, rows.figures, row.head, figures),
        Format::Column => in_head(canvas, theme, rows, row, figures),
    }
}

fn in_head(canvas: &mut Canvas, theme: &Theme, rows: &Rows, row: Row, figures: Figures) {
    let (size, small) = (theme.text.label, theme.text.tick);
    let right = rows.figures[0] + rows.figures[1];
    let first = rows.baseline(theme, row, size);
    let spans = [
        (figures.mean, theme.ink, Weight::SemiBold),
        (
            format!("{SPACE}{}", figures.interval),
            theme.muted,
            Weight::Regular,
        ),
    ];
    let spans = spans.map(|(text, colour, weight)| Span {
        text,
        colour,
        weight,
    });
    canvas.text(Line {
        position: at(right, first),
        anchor: Anchor::End,
        size: small,
        spans: spans.to_vec(),
    });
    let second = first + size * super::LEADING;
    if let Some(note) = figures.note.filter(|_| second <= row.head.bottom) {
        let line = Line::plain(at(right, second), small, note, theme.muted, Weight::Regular);
        canvas.text(line.anchored(Anchor::End));
    }
}

fn beside(
    canvas: &mut Canvas,
    theme: &Theme,
    [left, width]: [f64; 2],
    band: Area,
    figures: Figures,
) {
    let Figures {
        mean,
        interval,
        note,
    } = figures;
    let small = theme.text.tick;
    let notes: Vec<String> = match note {
        _ if band.height() < TALL => Vec::new(),
        Some(note) if band.height() >= TALL + small => vec![interval, note],
        _ => vec![interval],
    };
    let size = if band.height() >= LARGE {
        theme.text.label * 1.5
    } else {
        theme.text.label
    };
    let leading = small * 1.3;
    let height = size * 0.76 + notes.len() as f64 * leading;
    let first = f64::midpoint(band.top, band.bottom) - height / 2.0 + size * 0.76;
    canvas.text(Line::plain(
        at(left, first),
        size,
        mean,
        theme.ink,
        Weight::SemiBold,
    ));
    for (index, note) in notes.into_iter().enumerate() {
        let position = at(left, first + (index + 1) as f64 * leading);
        let note = font::shorten(&note, small, Weight::Regular, width);
        canvas.text(Line::plain(
            position,
            small,
            note,
            theme.muted,
            Weight::Regular,
        ));
    }
}
