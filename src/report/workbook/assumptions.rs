//! Every parameter with its values, unit, default and source.

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use super::Listed;
use super::sheet::{self, Formats, number, text};
use crate::report::facts;
use crate::report::{Assumption, Material};

pub const NAME: &str = "Assumptions";

pub fn write(
    workbook: &mut Workbook,
    formats: &Formats,
    material: &Material<'_>,
) -> Result<Option<Listed>, XlsxError> {
    let Some(model) = material.model else {
        return Ok(None);
    };
    let manifest = &material.input.manifest;
    let sheet = workbook.add_worksheet().set_name(NAME)?;
    sheet::printed(sheet);
    text(sheet, 0, 0, "Assumptions", &formats.title)?;
    text(sheet, 1, 0, &model.title, &formats.plain)?;
    text(
        sheet,
        2,
        0,
        "Orange: other than the default.",
        &formats.changed,
    )?;
    if !model.own.is_empty() {
        let words = "Teams and people with values of their own: sheet Own settings.";
        text(sheet, 3, 0, words, &formats.plain)?;
    }
    let head = 4;
    let mut names = vec!["Group".to_owned(), "Parameter".to_owned(), "Key".to_owned()];
    if manifest.variants.len() > 1 {
        names.extend(
            manifest
                .variants
                .iter()
                .map(|variant| facts::capital(&variant.label)),
        );
    } else {
        names.push("Value".to_owned());
    }
    let values = 3..names.len();
    names.extend(
        [
            "Default",
            "Unit",
            "Meaning",
            "Source of the default",
            "Confidence",
        ]
        .map(str::to_owned),
    );
    sheet::widths(sheet, &[15.0, 30.0, 22.0])?;
    for (column, name) in (0_u16..).zip(&names) {
        let is_number = values.contains(&usize::from(column));
        text(
            sheet,
            head,
            column,
            name,
            if is_number {
                &formats.head_right
            } else {
                &formats.head
            },
        )?;
        if column > 2 {
            let width = match names.len() - usize::from(column) {
                5 => 9.0,
                4 => 20.0,
                3 => 60.0,
                2 => 44.0,
                1 => 12.0,
                _ => 15.0,
            };
            sheet.set_column_width(column, width)?;
        }
    }
    for (row, assumption) in (head + 1..).zip(&model.assumptions) {
        line(sheet, formats, row, assumption)?;
    }
    sheet.set_freeze_panes(head + 1, 2)?;
    Ok(Some(Listed {
        name: NAME,
        meaning: "Every parameter with the value of each variant, unit, default and where the default comes from.".to_owned(),
    }))
}

/// The row of a parameter.
fn line(
    sheet: &mut Worksheet,
    formats: &Formats,
    row: u32,
    assumption: &Assumption,
) -> Result<(), XlsxError> {
    text(sheet, row, 0, &assumption.group, &formats.plain)?;
    text(
        sheet,
        row,
        1,
        &facts::capital(&assumption.label),
        &formats.text,
    )?;
    text(sheet, row, 2, &assumption.key, &formats.plain)?;
    let mut column = 3;
    for value in &assumption.values {
        let differs = value.to_bits() != assumption.default.to_bits();
        if assumption.is_swept {
            text(sheet, row, column, "swept", &formats.changed)?;
        } else if !assumption.names.is_empty() {
            let format = if differs {
                &formats.changed
            } else {
                &formats.plain
            };
            text(sheet, row, column, &assumption.shown(*value), format)?;
        } else {
            number(
                sheet,
                row,
                column,
                *value,
                if differs {
                    &formats.changed
                } else {
                    &formats.plain
                },
            )?;
        }
        column += 1;
    }
    if assumption.names.is_empty() {
        number(sheet, row, column, assumption.default, &formats.plain)?;
    } else {
        let default = assumption.shown(assumption.default);
        text(sheet, row, column, &default, &formats.plain)?;
    }
    for (offset, words) in (1..).zip([
        &assumption.unit,
        &assumption.meaning,
        &assumption.source,
        &assumption.confidence,
    ]) {
        text(sheet, row, column + offset, words, &formats.text)?;
    }
    let texts = [
        (assumption.meaning.as_str(), 60.0),
        (assumption.source.as_str(), 44.0),
    ];
    sheet::fit(sheet, row, &texts)?;
    Ok(())
}
