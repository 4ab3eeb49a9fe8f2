//! The columns of the files of an organisation: those that are there, those that only look like them, and fields that
//! hold no line of plain text.
//!
//! Owns nothing of any one file.

use super::super::csv_file::{CsvFile, Row, is_missing, number};
use super::super::faults::Fault;
use super::super::names;

/// A column that a file may have, and words that others use for it.
pub(super) struct Wanted {
    pub name: &'static str,
    pub alike: &'static [&'static str],
}

/// Columns that are not there, and what seems to stand for them.
pub(super) fn alike(
    wanted: &'static [Wanted],
    ignored: &[String],
    has: impl Fn(usize) -> bool,
) -> Vec<(String, &'static str)> {
    let mut found = Vec::new();
    for (index, column) in wanted.iter().enumerate() {
        if has(index) {
            continue;
        }
        let plain = |name: &str| name.trim().to_lowercase().replace([' ', '-', '.'], "_");
        let stands_for = ignored.iter().find(|name| {
            column.alike.contains(&plain(name).as_str())
                || (column.name.len() > 3 && names::nearest(name, [column.name]).is_some())
        });
        found.extend(stands_for.map(|name| (name.clone(), column.name)));
    }
    found
}

/// Whether a first line holds values instead of names.
pub(super) fn are_values(row: &Row) -> bool {
    let mut numbers = row.fields.iter().filter(|field| !is_missing(field));
    numbers.clone().next().is_some() && numbers.all(|field| number(field).is_some())
}

/// Whether a field is a line of plain text of no more than so many characters.
pub(super) fn is_plain(field: &str, longest: usize) -> bool {
    field.chars().count() <= longest && !field.chars().any(names::is_invisible)
}

/// The fault of a field that is none.
pub(super) fn not_plain(file: &CsvFile, row: &Row, place: usize, name: &str) -> Fault {
    let field = row.fields.get(place).unwrap_or_default();
    if field.contains('\n') && field.chars().count() > 80 {
        return file
            .fault_of_row(
                row.at,
                "a quotation mark is opened here and not closed on the same line".to_owned(),
            )
            .label("opened here")
            .help("Close it, or remove it.");
    }
    file.fault_of_row(
        row.at,
        format!("`{name}` is not a short line of plain text"),
    )
    .label("too long, or with a line break or an invisible sign within")
    .help("It becomes a label on charts: write it on one line, at most 200 characters.")
}
