//! `workbook.xlsx`: the numbers in the three shapes that people reach for (long, metric by variant, grid of a sweep),
//! with units, meanings and assumptions, and with native charts of the main figures.
//!
//! Owns which sheets there are and their order. Texts of a folder are written as texts, so that none becomes a formula;
//! the date of creation is fixed, so that the same input gives the same bytes. It must not know how numbers came about.

mod assumptions;
mod charts;
mod leavers;
mod long;
mod own;
mod read_me;
mod results;
mod sheet;
mod sweep;
mod weekly;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

use super::facts::Facts;
use super::{Material, ReportError};
use sheet::Formats;
pub use sheet::cell_text;

pub const FILE: &str = "workbook.xlsx";

/// A sheet of the workbook and what is on it.
struct Listed {
    name: &'static str,
    meaning: String,
}

/// The workbook as a file.
pub fn file(material: &Material<'_>, facts: &Facts) -> Result<Vec<u8>, ReportError> {
    let manifest = &material.input.manifest;
    let mut workbook = Workbook::new();
    let properties = DocProperties::new()
        .set_title(sheet::cell_text(&manifest.title))
        .set_subject(sheet::cell_text(&manifest.name))
        .set_comment(&facts.provenance)
        .set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?);
    workbook.set_properties(&properties);
    let formats = Formats::new();
    // The first sheet lists the others, so it is written last.
    workbook.add_worksheet().set_name(read_me::NAME)?;
    let mut listed: Vec<Listed> = Vec::new();
    if let Some(overview) = &facts.overview {
        listed.push(results::write(&mut workbook, &formats, material, overview)?);
        if let Some(sheet) = weekly::write(&mut workbook, &formats, material, facts)? {
            listed.extend(charts::of_weeks(
                &mut workbook,
                &formats,
                material,
                overview,
                &sheet,
            )?);
            listed.push(sheet.listed);
        }
    }
    listed.extend(leavers::write(&mut workbook, &formats, material, facts)?);
    listed.extend(sweep::write(&mut workbook, &formats, material)?);
    listed.push(long::write(&mut workbook, &formats, material)?);
    listed.extend(assumptions::write(&mut workbook, &formats, material)?);
    listed.extend(own::settings(&mut workbook, &formats, material)?);
    listed.extend(own::events(&mut workbook, &formats, material)?);
    let first = workbook.worksheet_from_index(0)?;
    read_me::write(first, &formats, material, facts, &listed)?;
    Ok(workbook.save_to_buffer()?)
}
