//! Headline metrics week by week, a column for each variant: what the charts of the workbook are drawn from.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::Listed;
use super::sheet::{self, Formats, number, text};
use crate::report::Material;
use crate::report::facts::{self, Facts};

pub const NAME: &str = "Weekly means";
/// The rows above the first week.
pub const HEAD: u32 = 3;

/// Where the numbers stand.
pub struct Weekly {
    pub listed: Listed,
    /// The first and the last row of weeks.
    pub rows: [u32; 2],
    /// For each headline metric its place among all metrics and the columns of its variants.
    pub blocks: Vec<(usize, Vec<u16>)>,
}

/// `None` where fewer than three weeks were observed.
pub fn write(
    workbook: &mut Workbook,
    formats: &Formats,
    material: &Material<'_>,
    facts: &Facts,
) -> Result<Option<Weekly>, XlsxError> {
    let manifest = &material.input.manifest;
    let weeks = &manifest.observed_weeks;
    if weeks.len() < 3 {
        return Ok(None);
    }
    let sheet = workbook.add_worksheet().set_name(NAME)?;
    sheet::printed(sheet);
    text(sheet, 0, 0, "Means over runs, week by week", &formats.title)?;
    text(sheet, HEAD - 1, 0, "Week", &formats.head)?;
    for (row, week) in (HEAD..).zip(weeks) {
        number(sheet, row, 0, f64::from(*week), &formats.plain)?;
    }
    let variants = &manifest.variants;
    let width = u16::try_from(variants.len()).unwrap_or(u16::MAX);
    let mut blocks = Vec::new();
    let mut column = 1;
    for &place in &facts.headline {
        let metric = &manifest.metrics[place];
        let name = sheet::cell_text(&facts::capital(&metric.label));
        if width > 1 {
            sheet.merge_range(
                HEAD - 2,
                column,
                HEAD - 2,
                column + width - 1,
                &name,
                &formats.band,
            )?;
        } else {
            text(sheet, HEAD - 2, column, &name, &formats.band)?;
        }
        for (offset, variant) in (0..).zip(variants) {
            text(
                sheet,
                HEAD - 1,
                column + offset,
                &facts::capital(&variant.label),
                &formats.head_right,
            )?;
        }
        let format = formats.level(metric.unit());
        let rows = material
            .input
            .series
            .iter()
            .filter(|row| row.metric == metric.name);
        for row in rows {
            let variant = variants
                .iter()
                .position(|variant| variant.name == row.variant);
            let week = weeks.binary_search(&row.week);
            if let (Some(variant), Ok(week)) =
                (variant.and_then(|place| u16::try_from(place).ok()), week)
                && let Ok(week) = u32::try_from(week)
            {
                number(
                    sheet,
                    HEAD + week,
                    column + variant,
                    row.summary.mean,
                    format,
                )?;
            }
        }
        blocks.push((place, (column..column + width).collect()));
        column += width;
    }
    sheet.set_column_range_width(1, column - 1, 15.0)?;
    sheet.set_freeze_panes(HEAD, 1)?;
    let last = HEAD + u32::try_from(weeks.len()).unwrap_or(u32::MAX - HEAD) - 1;
    Ok(Some(Weekly {
        listed: Listed {
            name: NAME,
            meaning: "The headline metrics week by week, a column for each variant; the charts are drawn from it.".to_owned(),
        },
        rows: [HEAD, last],
        blocks,
    }))
}
