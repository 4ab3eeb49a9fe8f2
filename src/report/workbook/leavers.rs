//! Who matters: what each person's leaving changes, with interval, test and standing.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::Listed;
use super::sheet::{self, Formats, number, text};
use crate::report::Material;
use crate::report::facts::{self, Facts};
use crate::report::leavers;

const NAME: &str = "Who matters";
/// The row of the names of columns.
const HEAD: u32 = 4;
/// The columns before those of the metrics.
const LEFT: u16 = 5;
/// The columns of a metric.
const OF_METRIC: [&str; 5] = ["Difference", "Low", "High", "p, adjusted", "Standing"];

/// The sheet; none where nobody's leaving was tried.
pub fn write(
    workbook: &mut Workbook,
    formats: &Formats,
    material: &Material<'_>,
    facts: &Facts,
) -> Result<Option<Listed>, XlsxError> {
    if facts.leavers.is_empty() {
        return Ok(None);
    }
    let sheet = workbook.add_worksheet().set_name(NAME)?;
    sheet::printed(sheet);
    let title = format!(
        "What one person’s leaving changes at {}, against everybody staying",
        material.input.manifest.end()
    );
    text(sheet, 0, 0, &title, &formats.title)?;
    let words = "By the loss in the first metric. Intervals are 95 % and not adjusted; p is adjusted for the number of people (Holm). \
                 Differences of shares are in percentage points. departures.csv has the same.";
    text(sheet, 1, 0, words, &formats.plain)?;
    let left = ["Rank", "Person", "Id", "Team", "Sum of trust"];
    for (column, name) in (0_u16..).zip(left) {
        let format = if [0, 4].contains(&column) {
            &formats.head_right
        } else {
            &formats.head
        };
        text(sheet, HEAD, column, name, format)?;
    }
    sheet::widths(sheet, &[6.0, 30.0, 18.0, 24.0, 10.0])?;
    let metrics = leavers::metrics(&facts.leavers, material);
    for (metric, info) in (0_u16..).zip(&metrics) {
        let column = LEFT + metric * OF_METRIC.len() as u16;
        let last = column + OF_METRIC.len() as u16 - 1;
        let label = sheet::cell_text(&facts::capital(&info.label));
        sheet.merge_range(HEAD - 1, column, HEAD - 1, last, &label, &formats.band)?;
        for (offset, name) in (0_u16..).zip(OF_METRIC) {
            let format = if offset == 4 {
                &formats.head
            } else {
                &formats.head_right
            };
            text(sheet, HEAD, column + offset, name, format)?;
        }
        sheet.set_column_range_width(column, last, 11.0)?;
    }
    for (row, leaver) in (HEAD + 1..).zip(&facts.leavers) {
        let person = leaver.person();
        number(sheet, row, 0, person.rank as f64, &formats.plain)?;
        let texts = [&leavers::name(person), &person.id, &person.team];
        for (column, words) in (1..).zip(texts) {
            text(sheet, row, column, words, &formats.after)?;
        }
        number(sheet, row, 4, person.sum_of_trust, &formats.two_digits)?;
        for (metric, info) in (0_u16..).zip(&metrics) {
            let Some(found) = leaver.row(&info.name) else {
                continue;
            };
            let column = LEFT + metric * OF_METRIC.len() as u16;
            let format = formats.difference(info.unit());
            for (offset, value) in (0..).zip([found.mean_difference, found.ci_low, found.ci_high]) {
                number(sheet, row, column + offset, value, format)?;
            }
            number(
                sheet,
                row,
                column + 3,
                found.p_adjusted,
                &formats.probability,
            )?;
            text(sheet, row, column + 4, &found.standing, &formats.after)?;
        }
    }
    sheet.set_freeze_panes(HEAD + 1, 2)?;
    Ok(Some(Listed {
        name: NAME,
        meaning: "What each person’s leaving changes, the largest loss first, with 95 % intervals and tests.".to_owned(),
    }))
}
