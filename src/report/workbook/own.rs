//! What teams and people have of their own, a row for each setting; and what happens on the way.

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use super::Listed;
use super::sheet::{self, Formats, number, text};
use crate::report::{HolderKind, Material, ModelFacts, OwnSetting, own};

const SETTINGS: &str = "Own settings";
const EVENTS: &str = "Events";
/// The row of the names of columns.
const HEAD: u32 = 4;
/// More rows than these are left to the resolved scenario: a sheet holds no more than 1,048,576, and few people open such
/// a file.
const MOST_ROWS: usize = 200_000;

/// The sheet of settings; none where nobody has any.
pub fn settings(
    workbook: &mut Workbook,
    formats: &Formats,
    material: &Material<'_>,
) -> Result<Option<Listed>, XlsxError> {
    let Some(model) = material.model.filter(|model| !model.own.is_empty()) else {
        return Ok(None);
    };
    let sheet = workbook.add_worksheet().set_name(SETTINGS)?;
    sheet::printed(sheet);
    text(
        sheet,
        0,
        0,
        "Settings of teams and people of their own",
        &formats.title,
    )?;
    let words = "Later over earlier: everybody’s, the team’s, the person’s. “All” are the settings that all variants have alike.";
    text(sheet, 1, 0, words, &formats.plain)?;
    if model.own.len() > MOST_ROWS {
        let rest = format!(
            "The first {MOST_ROWS} of {} settings; scenario.toml has all.",
            model.own.len()
        );
        text(sheet, 2, 0, &rest, &formats.changed)?;
    }
    let widths = [
        26.0, 9.0, 18.0, 30.0, 24.0, 30.0, 22.0, 11.0, 14.0, 20.0, 44.0,
    ];
    sheet::widths(sheet, &widths)?;
    let names = [
        "Variant",
        "Level",
        "Id",
        "Name",
        "Team",
        "Parameter",
        "Key",
        "Value",
        "Everybody",
        "Unit",
        "Where it stands",
    ];
    head(sheet, formats, &names, &[7, 8])?;
    for (row, own) in (HEAD + 1..).zip(model.own.iter().take(MOST_ROWS)) {
        setting(sheet, formats, row, (material, model, own))?;
    }
    sheet.set_freeze_panes(HEAD + 1, 0)?;
    Ok(Some(Listed {
        name: SETTINGS,
        meaning: "What teams and people have of their own, a row for each setting, beside what holds for everybody."
            .to_owned(),
    }))
}

/// The row of a setting.
fn setting(
    sheet: &mut Worksheet,
    formats: &Formats,
    row: u32,
    (material, model, own): (&Material<'_>, &ModelFacts, &OwnSetting),
) -> Result<(), XlsxError> {
    let holder = &model.holders[own.holder];
    let assumption = &model.assumptions[own.assumption];
    let level = match holder.kind {
        HolderKind::Team => "team",
        HolderKind::Person => "person",
    };
    let variant = own::variant(material, own.variant);
    let label = crate::report::facts::capital(&assumption.label);
    let texts = [
        &variant,
        level,
        &holder.id,
        &holder.name,
        &holder.team,
        &label,
        &assumption.key,
    ];
    for (column, words) in (0..).zip(texts) {
        text(sheet, row, column, words, &formats.plain)?;
    }
    if assumption.names.is_empty() {
        number(sheet, row, 7, own.value, &formats.changed)?;
    } else {
        text(
            sheet,
            row,
            7,
            &assumption.shown(own.value),
            &formats.changed,
        )?;
    }
    let everybody = own::everybody(assumption, own.variant);
    match everybody.parse::<f64>() {
        Ok(value) => number(sheet, row, 8, value, &formats.plain)?,
        Err(_) => text(sheet, row, 8, &everybody, &formats.plain)?,
    }
    text(sheet, row, 9, &assumption.unit, &formats.after)?;
    text(sheet, row, 10, &own::stands(model, own), &formats.plain)
}

/// The sheet of events; none where nothing happens.
pub fn events(
    workbook: &mut Workbook,
    formats: &Formats,
    material: &Material<'_>,
) -> Result<Option<Listed>, XlsxError> {
    let events = own::events(material);
    if events.is_empty() {
        return Ok(None);
    }
    let sheet = workbook.add_worksheet().set_name(EVENTS)?;
    sheet::printed(sheet);
    text(sheet, 0, 0, "What happens on the way", &formats.title)?;
    let step = &material.input.manifest.step;
    let words = format!(
        "At the start of the {step}; the first {step} is 0. “All” are the events that all variants have alike."
    );
    text(sheet, 1, 0, &words, &formats.plain)?;
    sheet::widths(sheet, &[30.0, 9.0, 16.0, 60.0, 60.0])?;
    let names = ["Variant", "Week", "Event", "Whom it meets", "What"];
    head(sheet, formats, &names, &[1])?;
    for (row, event) in (HEAD + 1..).zip(&events) {
        let whom = if event.who.is_empty() {
            event.whom()
        } else {
            event.who.join(", ")
        };
        text(sheet, row, 0, &event.variant, &formats.text)?;
        number(sheet, row, 1, event.week.into(), &formats.plain)?;
        text(sheet, row, 2, &event.kind, &formats.after)?;
        text(sheet, row, 3, &whom, &formats.text)?;
        text(sheet, row, 4, &event.what, &formats.text)?;
        sheet::fit(
            sheet,
            row,
            &[(&event.variant, 30.0), (&whom, 60.0), (&event.what, 60.0)],
        )?;
    }
    sheet.set_freeze_panes(HEAD + 1, 0)?;
    Ok(Some(Listed {
        name: EVENTS,
        meaning: "What happens on the way: when, to whom and what, with everybody’s names."
            .to_owned(),
    }))
}

/// The names of the columns; those of numbers to the right.
fn head(
    sheet: &mut Worksheet,
    formats: &Formats,
    names: &[&str],
    numbers: &[u16],
) -> Result<(), XlsxError> {
    for (column, name) in (0_u16..).zip(names) {
        let format = if numbers.contains(&column) {
            &formats.head_right
        } else {
            &formats.head
        };
        text(sheet, HEAD, column, name, format)?;
    }
    Ok(())
}
