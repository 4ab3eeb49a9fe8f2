//! The first sheet: the question, the findings, what is on which sheet, what each metric means, how far to trust it.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::Listed;
use super::sheet::{self, Formats, text};
use crate::report::Material;
use crate::report::facts::{self, Facts};

pub const NAME: &str = "Read me";

pub fn write(
    sheet: &mut Worksheet,
    formats: &Formats,
    material: &Material<'_>,
    facts: &Facts,
    listed: &[Listed],
) -> Result<(), XlsxError> {
    let manifest = &material.input.manifest;
    sheet::widths(sheet, &[30.0, 24.0, 26.0, 66.0, 22.0])?;
    sheet::printed(sheet);
    text(sheet, 0, 0, &manifest.title, &formats.title)?;
    sheet.set_row_height(0, 24)?;
    text(sheet, 1, 0, &facts::size(manifest), &formats.plain)?;
    text(sheet, 2, 0, &facts.provenance, &formats.plain)?;
    let mut row = 4;
    let heading = |sheet: &mut Worksheet, row: &mut u32, words: &str| {
        text(sheet, *row, 0, words, &formats.heading)?;
        *row += 1;
        Ok::<(), XlsxError>(())
    };
    if !facts.findings.is_empty() {
        heading(sheet, &mut row, "Findings")?;
        for finding in &facts.findings {
            let standing = facts::standing(finding.standing);
            text(sheet, row, 0, standing, &formats.note)?;
            text(sheet, row, 1, &finding.title, &formats.plain)?;
            row += 1;
        }
        row += 1;
    }
    heading(sheet, &mut row, "Sheets")?;
    for entry in listed {
        let link = format!("internal:'{}'!A1", entry.name);
        sheet.write_url_with_text(row, 0, link.as_str(), entry.name)?;
        text(sheet, row, 1, &entry.meaning, &formats.plain)?;
        row += 1;
    }
    row += 1;
    heading(sheet, &mut row, "Method")?;
    for line in facts.method.iter().chain(&facts.caveats) {
        paragraph(sheet, formats, &mut row, line)?;
    }
    row += 1;
    heading(sheet, &mut row, "Metrics")?;
    for (column, head) in (0..).zip([
        "Metric",
        "Key",
        "Unit",
        "Meaning",
        "Smallest relevant difference",
    ]) {
        text(sheet, row, column, head, &formats.head)?;
    }
    row += 1;
    for metric in &manifest.metrics {
        text(
            sheet,
            row,
            0,
            &facts::capital(&metric.label),
            &formats.strong,
        )?;
        text(sheet, row, 1, &metric.name, &formats.text)?;
        text(sheet, row, 2, facts::unit(metric), &formats.text)?;
        text(sheet, row, 3, &metric.meaning, &formats.text)?;
        text(sheet, row, 4, &facts::smallest(metric), &formats.text)?;
        sheet::fit(sheet, row, &[(&metric.meaning, 66.0)])?;
        row += 1;
    }
    if !facts.precision.is_empty() {
        row += 1;
        heading(sheet, &mut row, "How many runs are enough")?;
        for (column, head) in (0..).zip([
            "Metric",
            "Runs of each",
            "Mean known to",
            "Runs for the precision wanted",
        ]) {
            text(sheet, row, column, head, &formats.head)?;
        }
        row += 1;
        for line in &facts.precision {
            text(sheet, row, 0, &line.metric, &formats.strong)?;
            text(sheet, row, 1, &line.runs, &formats.text)?;
            text(sheet, row, 2, &line.half_width, &formats.text)?;
            text(
                sheet,
                row,
                3,
                &format!("{} for {}", line.needed, line.wanted),
                &formats.text,
            )?;
            row += 1;
        }
    }
    sheet.set_active(true);
    Ok(())
}

/// A paragraph over all columns, as high as its lines need.
fn paragraph(
    sheet: &mut Worksheet,
    formats: &Formats,
    row: &mut u32,
    line: &str,
) -> Result<(), XlsxError> {
    sheet.merge_range(*row, 0, *row, 4, &sheet::cell_text(line), &formats.text)?;
    sheet::fit(sheet, *row, &[(line, 150.0)])?;
    *row += 1;
    Ok(())
}
