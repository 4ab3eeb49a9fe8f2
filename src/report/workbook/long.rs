//! The long sheet: one row for each variant, point, week and metric, for pivots and other programs.
//!
//! Read row by row from the tables, of a sweep its points at the last week, else all weeks. Where there are more rows than
//! a workbook bears, only some weeks or the first rows are here, and the sheet says where the rest is.

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use super::Listed;
use super::sheet::{self, Formats, text};
use crate::report::{Material, ReportError};
use crate::table::{PointRow, SeriesRow, Summary};

pub const NAME: &str = "Long";
/// The most rows of the sheet.
const MOST_ROWS: usize = 24_000;
const HEAD: u32 = 2;

pub fn write(
    workbook: &mut Workbook,
    formats: &Formats,
    material: &Material<'_>,
) -> Result<Listed, ReportError> {
    let manifest = &material.input.manifest;
    let sheet = workbook.add_worksheet().set_name(NAME)?;
    sheet.set_landscape();
    sheet.set_paper_size(9);
    sheet.set_print_fit_to_pages(1, 0);
    let mut head: Vec<&str> = vec!["variant"];
    head.extend(manifest.swept.iter().map(|axis| axis.name.as_str()));
    head.extend([
        "week", "metric", "n", "mean", "sd", "q05", "q10", "q25", "q50", "q75", "q90", "q95",
    ]);
    for (column, name) in (0..).zip(&head) {
        text(
            sheet,
            HEAD - 1,
            column,
            name,
            &formats.head.clone().unset_text_wrap(),
        )?;
    }
    let mut line = HEAD;
    let note = if manifest.design.is_some() {
        let mut all = 0_usize;
        for row in material.folder.rows::<PointRow>()? {
            let row = row?;
            if manifest.variant(&row.variant).is_none() {
                continue;
            }
            all += 1;
            if all <= MOST_ROWS {
                let key = Key {
                    variant: &row.variant,
                    point: &row.point,
                    week: manifest.weeks,
                    metric: &row.metric,
                };
                put(sheet, line, &key, &row.summary)?;
                line += 1;
            }
        }
        if all > MOST_ROWS {
            format!("The first {MOST_ROWS} of {all} rows; points.csv has all of them.")
        } else {
            format!("All {all} rows of points.csv, {}.", manifest.end())
        }
    } else {
        let every = every(
            manifest.observed_weeks.len(),
            manifest.variants.len() * manifest.metrics.len(),
        );
        let last = manifest.observed_weeks.len().saturating_sub(1);
        for row in &material.input.series {
            let SeriesRow {
                variant,
                point,
                week,
                metric,
                summary,
            } = row;
            let place = manifest.observed_weeks.binary_search(week).unwrap_or(0);
            if place % every == 0 || place == last {
                put(
                    sheet,
                    line,
                    &Key {
                        variant,
                        point,
                        week: *week,
                        metric,
                    },
                    summary,
                )?;
                line += 1;
            }
        }
        if every > 1 {
            format!("Every {every}th week and the last; series.csv has all of them.")
        } else {
            "All rows of series.csv.".to_owned()
        }
    };
    text(sheet, 0, 0, &note, &formats.note.clone().unset_text_wrap())?;
    let columns = u16::try_from(head.len()).unwrap_or(u16::MAX);
    if line > HEAD {
        sheet.autofilter(HEAD - 1, 0, line - 1, columns - 1)?;
    }
    sheet.set_freeze_panes(HEAD, 0)?;
    sheet.set_column_width(0, 26)?;
    let metric = 2 + u16::try_from(manifest.swept.len()).unwrap_or(0);
    sheet.set_column_width(metric, 26)?;
    Ok(Listed {
        name: NAME,
        meaning: format!("One row for each variant, week and metric, for pivot tables. {note}"),
    })
}

/// Of how many weeks one is kept.
fn every(weeks: usize, of_a_week: usize) -> usize {
    (weeks * of_a_week).div_ceil(MOST_ROWS).max(1)
}

/// What a row is about.
struct Key<'a> {
    variant: &'a str,
    point: &'a [f64],
    week: u32,
    metric: &'a str,
}

fn put(sheet: &mut Worksheet, row: u32, key: &Key<'_>, summary: &Summary) -> Result<(), XlsxError> {
    sheet.write_string(row, 0, sheet::cell_text(key.variant))?;
    let mut column = 1;
    let mut next = |sheet: &mut Worksheet, value: f64| {
        if value.is_finite() {
            sheet.write_number(row, column, value)?;
        }
        column += 1;
        Ok::<u16, XlsxError>(column)
    };
    for value in key.point {
        next(sheet, *value)?;
    }
    let metric = next(sheet, f64::from(key.week))?;
    sheet.write_string(row, metric, sheet::cell_text(key.metric))?;
    // Counts of runs are far below 2^53.
    let numbers = [f64::NAN, summary.n as f64, summary.mean, summary.sd];
    for value in numbers.into_iter().chain(summary.quantiles) {
        next(sheet, value)?;
    }
    Ok(())
}
