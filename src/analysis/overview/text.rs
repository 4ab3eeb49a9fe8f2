//! The overview as plain text: aligned columns, at most 100 characters wide, no colour.
//!
//! Computes nothing. Widths are counted in characters.

use super::{Overview, Precision, Row};
use crate::analysis::describe;
use crate::table::{Manifest, VariantInfo};

/// The widest line.
const WIDTH: usize = 100;
/// The widest label of a row, and of a column.
const ROW_LABEL: usize = 34;
const COLUMN_LABEL: usize = 20;
/// A label of a column longer than this is set on two lines.
const ONE_LINE: usize = 14;
/// From fewer runs than this no standard deviation is known well enough to plan with.
const FEW: u64 = 10;
/// The most rows shown of a sweep.
pub(super) const ROWS: usize = 12;
const GAP: &str = "  ";

/// What a row is called: the variant unless there is but one, then the swept values.
pub(super) fn row_label(manifest: &Manifest, variant: &VariantInfo, point: &[f64]) -> String {
    let mut parts = Vec::new();
    if manifest.variants.len() > 1 || point.is_empty() {
        parts.push(variant.label.clone());
    }
    for (swept, &value) in manifest.swept.iter().zip(point) {
        parts.push(format!("{} {}", swept.label, describe::plain(value)));
    }
    parts.join(", ")
}

impl Overview {
    /// The overview as text for a terminal; every line ends with a line break.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = self.heading();
        if self.rows.is_empty() {
            return text;
        }
        let all: Vec<&Row> = self.rows.iter().collect();
        text.push_str(&self.block(&all, |row, index| {
            let cell = &row.cells[index];
            describe::mean(
                self.metrics[index].unit(),
                cell.summary.mean,
                cell.half_width,
            )
        }));
        let compared: Vec<&Row> = self.rows.iter().filter(|row| is_compared(row)).collect();
        if !compared.is_empty() {
            let heading = format!(
                "Difference from {}, pair by pair; in brackets if it may be 0",
                self.reference
            );
            line(&mut text, "");
            line(&mut text, &shortened(&heading, WIDTH));
            line(&mut text, "");
            text.push_str(&self.block(&compared, |row, index| self.difference(row, index)));
        }
        if !self.precision.is_empty() {
            line(&mut text, "");
        }
        for precision in &self.precision {
            line(&mut text, &shortened(&sentence(precision), WIDTH));
        }
        text
    }

    /// What the numbers are of: "200 runs", or "180 to 200 runs" where rows differ.
    fn heading(&self) -> String {
        let counts = self.rows.iter().map(|row| row.runs);
        let what = match (counts.clone().min(), counts.max()) {
            (Some(1), Some(1)) => "1 run".to_owned(),
            (Some(least), Some(most)) if least == most => {
                format!("mean of {most} runs ± 95 % interval")
            }
            (Some(least), Some(most)) => format!("mean of {least} to {most} runs ± 95 % interval"),
            _ => return format!("At {}: no runs\n", self.end),
        };
        format!("At {}: {what}\n\n", self.end)
    }

    fn difference(&self, row: &Row, index: usize) -> String {
        let Some(difference) = &row.cells[index].difference else {
            return String::new();
        };
        let half_width = difference.half_width();
        let text =
            describe::mean_difference(self.metrics[index].unit(), difference.mean, half_width);
        if difference.excludes_zero() {
            text
        } else {
            format!("({text})")
        }
    }

    /// Columns side by side as far as they fit, the rest beneath with the rows' labels again; of many rows the first.
    fn block(&self, rows: &[&Row], written: impl Fn(&Row, usize) -> String) -> String {
        let shown = &rows[..rows.len().min(ROWS)];
        let labels: Vec<String> = shown
            .iter()
            .map(|row| shortened_within(&row.label, ROW_LABEL))
            .collect();
        let label_width = labels.iter().map(|label| width(label)).max().unwrap_or(0);
        let start = || -> Vec<String> {
            let padded = labels.iter().map(|label| format!("{label:label_width$}"));
            [" ".repeat(label_width), " ".repeat(label_width)]
                .into_iter()
                .chain(padded)
                .collect()
        };
        let mut text = String::new();
        let mut lines = start();
        for (index, metric) in self.metrics.iter().enumerate() {
            let mut cells = Vec::from(in_two_lines(&metric.label));
            cells.extend(shown.iter().map(|row| written(row, index)));
            let column = cells.iter().map(|cell| width(cell)).max().unwrap_or(0);
            let is_full = width(&lines[0]) + GAP.len() + column > WIDTH;
            if is_full && width(&lines[0]) > label_width {
                text.push_str(&joined(&lines));
                line(&mut text, "");
                lines = start();
            }
            for (line, cell) in lines.iter_mut().zip(&cells) {
                line.push_str(GAP);
                line.extend(std::iter::repeat_n(' ', column - width(cell)));
                line.push_str(cell);
            }
        }
        text.push_str(&joined(&lines));
        // Of a sweep not all rows are held; every variant has as many.
        let all = self.all_rows * rows.len() as u64 / (self.rows.len() as u64).max(1);
        if all > shown.len() as u64 {
            let rest = all - shown.len() as u64;
            line(&mut text, &format!("… and {rest} further rows"));
        }
        text
    }
}

/// The lines one after the other, without a first line that is empty.
fn joined(lines: &[String]) -> String {
    let mut text = String::new();
    let empty = usize::from(lines.first().is_some_and(|first| first.trim().is_empty()));
    for each in &lines[empty..] {
        line(&mut text, each);
    }
    text
}

fn line(text: &mut String, line: &str) {
    text.push_str(line.trim_end());
    text.push('\n');
}

fn is_compared(row: &Row) -> bool {
    row.cells.iter().any(|cell| cell.difference.is_some())
}

/// "capability: ±0.4 pp with 200 runs; ±1 pp takes 37 runs".
fn sentence(precision: &Precision) -> String {
    let unit = precision.unit;
    let known = describe::size(unit, precision.half_width);
    if precision.runs < FEW {
        return format!(
            "{}: ±{known} with {} runs, too few to tell how many a precision takes",
            precision.label, precision.runs
        );
    }
    let wanted = precision.wanted_in_words();
    let needed = precision
        .needed
        .map_or("more runs than can be made".to_owned(), |needed| {
            format!("{needed} runs")
        });
    format!(
        "{}: ±{known} with {} runs; ±{wanted} takes {needed} of each variant",
        precision.label, precision.runs
    )
}

/// A label of a column: on the second of two lines, or on both if it is long.
fn in_two_lines(label: &str) -> [String; 2] {
    let longest = |at: usize| width(&label[..at]).max(width(label[at..].trim_start()));
    let breaks = label
        .char_indices()
        .filter(|(_, letter)| *letter == ' ')
        .map(|(at, _)| at);
    let at = match breaks.min_by_key(|&at| longest(at)) {
        Some(at) if width(label) > ONE_LINE => at,
        _ => 0,
    };
    [&label[..at], label[at..].trim_start()].map(|part| shortened(part, COLUMN_LABEL))
}

fn width(text: &str) -> usize {
    text.chars().count()
}

/// At most so many characters, the last of them … where something is left out.
fn shortened(text: &str, most: usize) -> String {
    if width(text) <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// The same with the middle left out, since labels of a sweep differ at their ends.
fn shortened_within(text: &str, most: usize) -> String {
    let length = width(text);
    if length <= most {
        return text.to_owned();
    }
    let end = most.saturating_sub(1) / 2;
    let start: String = text.chars().take(most.saturating_sub(1) - end).collect();
    let rest: String = text.chars().skip(length - end).collect();
    format!("{}…{}", start.trim_end(), rest.trim_start())
}
