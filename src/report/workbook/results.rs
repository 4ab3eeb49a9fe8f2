//! Metric by variant: means and paired differences at the last week, each with both ends of its interval.

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use super::Listed;
use super::sheet::{self, Formats, number, text};
use crate::analysis::overview::{Overview, Row};
use crate::report::Material;
use crate::report::facts;
use crate::table::Manifest;

pub const NAME: &str = "Metric by variant";
/// The rows above the first metric.
pub const HEAD: u32 = 4;
/// The columns before the first variant.
pub const LEFT: u16 = 3;
/// The columns of a variant: mean, low, high, half-width.
pub const OF_MEAN: u16 = 4;

pub fn write(
    workbook: &mut Workbook,
    formats: &Formats,
    material: &Material<'_>,
    overview: &Overview,
) -> Result<Listed, XlsxError> {
    let manifest = &material.input.manifest;
    let sheet = workbook.add_worksheet().set_name(NAME)?;
    sheet::printed(sheet);
    sheet::widths(sheet, &[32.0, 24.0, 26.0])?;
    let title = format!(
        "{}: means over runs, and differences from {}",
        facts::capital(&overview.end),
        facts::capital(&overview.reference)
    );
    text(sheet, 0, 0, &title, &formats.title)?;
    text(
        sheet,
        1,
        0,
        "Intervals are 95 %. Differences are taken seed by seed; those of shares are in percentage points.",
        &formats.note,
    )?;
    for (column, head) in (0..).zip(["Metric", "Key", "Unit"]) {
        text(sheet, HEAD - 1, column, head, &formats.head)?;
    }
    let is_compared = |row: &&Row| row.cells.iter().any(|cell| cell.difference.is_some());
    let mut column = LEFT;
    for row in &overview.rows {
        means(sheet, formats, manifest, row, column)?;
        column += OF_MEAN;
    }
    for row in overview.rows.iter().filter(is_compared) {
        differences(sheet, formats, (manifest, overview), row, column)?;
        column += 4;
    }
    sheet.set_column_range_width(LEFT, column.max(LEFT + 1) - 1, 11.0)?;
    for (line, metric) in (HEAD..).zip(&manifest.metrics) {
        text(
            sheet,
            line,
            0,
            &facts::capital(&metric.label),
            &formats.strong,
        )?;
        text(sheet, line, 1, &metric.name, &formats.plain)?;
        text(sheet, line, 2, facts::unit(metric), &formats.plain)?;
    }
    sheet.set_freeze_panes(HEAD, 1)?;
    Ok(Listed {
        name: NAME,
        meaning: "Each metric at the last week: mean of each variant and difference from the reference, with 95 % intervals.".to_owned(),
    })
}

/// The means of a variant, in four columns.
fn means(
    sheet: &mut Worksheet,
    formats: &Formats,
    manifest: &Manifest,
    row: &Row,
    column: u16,
) -> Result<(), XlsxError> {
    let name = format!("{} (n {})", facts::capital(&row.label), row.runs);
    sheet.merge_range(
        HEAD - 2,
        column,
        HEAD - 2,
        column + OF_MEAN - 1,
        &sheet::cell_text(&name),
        &formats.band,
    )?;
    for (offset, head) in (0..).zip(["Mean", "Low", "High", "± half"]) {
        text(sheet, HEAD - 1, column + offset, head, &formats.head_right)?;
    }
    for (line, (metric, cell)) in (HEAD..).zip(manifest.metrics.iter().zip(&row.cells)) {
        let format = formats.level(metric.unit());
        let (mean, half) = (cell.summary.mean, cell.half_width);
        for (offset, value) in (0..).zip([mean, mean - half, mean + half, half]) {
            number(sheet, line, column + offset, value, format)?;
        }
    }
    Ok(())
}

/// Its differences from the reference, in four columns.
fn differences(
    sheet: &mut Worksheet,
    formats: &Formats,
    (manifest, overview): (&Manifest, &Overview),
    row: &Row,
    column: u16,
) -> Result<(), XlsxError> {
    let name = format!(
        "{} − {}",
        facts::capital(&row.label),
        facts::capital(&overview.reference)
    );
    sheet.merge_range(
        HEAD - 2,
        column,
        HEAD - 2,
        column + 3,
        &sheet::cell_text(&name),
        &formats.band,
    )?;
    for (offset, head) in (0..).zip(["Difference", "Low", "High", "Interval excludes 0"]) {
        text(sheet, HEAD - 1, column + offset, head, &formats.head_right)?;
    }
    for (line, (metric, cell)) in (HEAD..).zip(manifest.metrics.iter().zip(&row.cells)) {
        let Some(difference) = &cell.difference else {
            continue;
        };
        let format = formats.difference(metric.unit());
        for (offset, value) in (0..).zip([difference.mean, difference.ci_low, difference.ci_high]) {
            number(sheet, line, column + offset, value, format)?;
        }
        let clear = if difference.excludes_zero() {
            "yes"
        } else {
            "no"
        };
        text(sheet, line, column + 3, clear, &formats.plain)?;
    }
    Ok(())
}
