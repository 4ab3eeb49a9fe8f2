//! Where the parts of rows stand: on a slide name, marks and figures of a row side by side, in a column name and figures in
//! a head above the marks, which then have the whole width.
//!
//! Owns that choice and how high heads are. It must not know what is measured.

use super::{bands, name_lines, write_lines};
use crate::chart::axis::{Range, Scale};
use crate::chart::canvas::{Anchor, Area, Canvas, Line, at, solid};
use crate::chart::font::{self, Weight};
use crate::chart::frame;
use crate::chart::theme::{Format, Theme};
use crate::chart::wording;

/// Between the name and the figures of a head.
const APART: f64 = 24.0;
/// Above and below the texts of a head.
const PAD: f64 = 12.0;
const LEADING: f64 = 1.2;
/// The most lines of a name in a head.
const MOST_LINES: usize = 4;
/// Bands take at least this part of all rows.
const LEAST_BAND: f64 = 0.3;

/// What rows need beside their marks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sides {
    /// On a slide: room for the names on the left, the gap after the marks, and room for gap and figures on the right.
    pub names: f64,
    pub gap: f64,
    pub figures: f64,
    /// In a column: how wide the figures are and how many lines they have.
    pub needed: f64,
    pub lines: usize,
}

/// A row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Row {
    /// At what height name and figures stand: that of the marks on a slide, above them in a column.
    pub head: Area,
    /// Where the marks are.
    pub band: Area,
}

/// Rows that share a scale.
#[derive(Debug, Clone, PartialEq)]
pub struct Rows {
    /// From the first band to the last.
    pub plot: Area,
    pub each: Vec<Row>,
    /// Where figures begin and how wide they may be.
    pub figures: [f64; 2],
    left: f64,
    /// The room for names.
    names: f64,
    format: Format,
}

/// How high rows want to be, heads included, with bands of this height; nothing on a slide, which does not ask.
pub fn height(theme: &Theme, labels: &[String], sides: Sides, band: f64) -> f64 {
    let heads = heads(theme, labels, sides, frame::width(theme));
    heads.iter().sum::<f64>() + labels.len() as f64 * band
}

/// Lays rows out between the top and the bottom of a room; `slots` rows share its height, of which the first have labels.
pub fn lay(theme: &Theme, room: Area, labels: &[String], sides: Sides, slots: usize) -> Rows {
    match theme.format {
        Format::Slide => {
            let plot = Area {
                left: room.left + sides.names,
                right: room.right - sides.figures,
                ..room
            };
            let each = bands(plot, slots.max(labels.len()));
            let each = each.into_iter().take(labels.len());
            Rows {
                plot,
                each: each.map(|band| Row { head: band, band }).collect(),
                figures: [plot.right + sides.gap, sides.figures - sides.gap],
                left: room.left,
                names: sides.names,
                format: theme.format,
            }
        }
        Format::Column => {
            let heads = heads(theme, labels, sides, room.width());
            let all: f64 = heads.iter().sum();
            let count = labels.len().max(1) as f64;
            // Bands are equally high; where there is too little room, heads give way.
            let band = (room.height() - all).max(LEAST_BAND * room.height()) / count;
            let shrunk = ((room.height() - band * count) / all.max(1.0)).min(1.0);
            let mut top = room.top;
            let each = heads.into_iter().map(|head| {
                let head = Area {
                    top,
                    bottom: top + head * shrunk,
                    ..room
                };
                let band = Area {
                    top: head.bottom,
                    bottom: head.bottom + band,
                    ..room
                };
                top = band.bottom;
                Row { head, band }
            });
            let each = each.collect();
            Rows {
                plot: room,
                each,
                figures: [room.right - sides.needed, sides.needed],
                left: room.left,
                names: room.width() - sides.needed - APART,
                format: theme.format,
            }
        }
    }
}

/// How high the head of each row wants to be.
fn heads(theme: &Theme, labels: &[String], sides: Sides, width: f64) -> Vec<f64> {
    let size = theme.text.label;
    let room = width - sides.needed - APART;
    let height = |label: &String| {
        let label = wording::sentence(label);
        let lines = font::wrap(&label, size, Weight::SemiBold, room, MOST_LINES).len();
        lines.max(sides.lines) as f64 * size * LEADING + PAD
    };
    labels.iter().map(height).collect()
}

impl Rows {
    /// Whether names and figures stand above the marks.
    pub fn has_heads(&self) -> bool {
        self.format == Format::Column
    }

    /// The heading of the figures, which begins where they begin and in a column ends where they end.
    pub fn heading(&self, line: Line) -> Line {
        match self.format {
            Format::Slide => line,
            Format::Column => {
                let position = at(self.figures[0] + self.figures[1], line.position.y);
                Line { position, ..line }.anchored(Anchor::End)
            }
        }
    }

    /// Lines between rows, across the whole room.
    pub fn rules(&self, canvas: &mut Canvas, theme: &Theme, room: Area) {
        let heads: Vec<Area> = self.each.iter().map(|row| row.head).collect();
        super::rules(canvas, theme, room, &heads);
    }

    /// Upright lines at the ticks, and their numbers below; heads stay free of them.
    pub fn axis(
        &self,
        canvas: &mut Canvas,
        theme: &Theme,
        scale: Scale,
        range: &Range,
        text: impl Fn(f64, f64) -> String,
    ) {
        let stretches = match self.format {
            Format::Slide => vec![[self.plot.top, self.plot.bottom]],
            Format::Column => {
                let bands = self.each.iter().map(|row| row.band);
                bands.map(|band| [band.top, band.bottom]).collect()
            }
        };
        super::upright(
            canvas,
            theme,
            (&stretches, self.plot.bottom),
            scale,
            range,
            text,
        );
    }

    /// The name of a row in the lines of its head.
    fn lines(&self, theme: &Theme, row: Row, label: &str) -> Vec<String> {
        // A little more, as a head is as high as its lines and sums of fractions may fall short of it.
        name_lines(theme, self.names, row.head.height() - PAD + 0.5, label)
    }

    /// The name of a row.
    pub fn name(&self, canvas: &mut Canvas, theme: &Theme, row: Row, label: &str) {
        match self.format {
            Format::Slide => {
                super::name_within(canvas, theme, self.left, self.names, row.head, label);
            }
            Format::Column => {
                let lines = self.lines(theme, row, label);
                let first = row.head.top + PAD * 0.7 + 0.78 * theme.text.label;
                write_lines(canvas, theme, at(self.left, first), &lines);
            }
        }
    }

    /// What passes through a head from row to row is interrupted by its texts.
    pub fn interrupt(&self, canvas: &mut Canvas, theme: &Theme, row: Row, label: &str) {
        if self.format == Format::Slide {
            return;
        }
        let size = theme.text.label;
        let lines = self.lines(theme, row, label);
        let widths = lines
            .iter()
            .map(|line| font::width(line, size, Weight::SemiBold));
        let name = Area {
            right: self.left + widths.fold(0.0, f64::max) + 6.0,
            left: self.left - 6.0,
            top: row.head.top + 2.0,
            bottom: row.head.bottom,
        };
        let figures = Area {
            left: self.figures[0] - 6.0,
            right: self.figures[0] + self.figures[1] + 6.0,
            ..name
        };
        for ground in [name, figures] {
            canvas.rectangle(ground, solid(theme.paper));
        }
    }

    /// The baseline of a single line of figures.
    pub fn baseline(&self, theme: &Theme, row: Row, size: f64) -> f64 {
        match self.format {
            Format::Slide => f64::midpoint(row.head.top, row.head.bottom) + size * 0.36,
            Format::Column => row.head.top + PAD * 0.7 + 0.78 * theme.text.label,
        }
    }
}
