//! Columns of parameters in the file of people: what each person has of its own, as a cell gives it, and what can be wrong
//! with it.
//!
//! Owns one cell and one column; which columns there are is known in `people.rs`.

use super::super::csv_file::{CsvFile, number};
use super::super::faults::Fault;
use super::super::names;
use super::super::registry::Parameter;
use super::super::source::shorten;

/// A value of a parameter as a cell gives it: a number, or a name where the range is one of names.
pub(super) fn parsed(parameter: &Parameter, field: &str) -> Option<f64> {
    let number = parameter.range.number_of(field).or_else(|| number(field))?;
    // Zero has no sign here.
    parameter.range.contains(number).then_some(number + 0.0)
}

pub(super) fn out_of_range(
    parameter: &Parameter,
    file: &CsvFile,
    row_at: usize,
    place: usize,
    field: &str,
) -> Fault {
    let Parameter { name, range, .. } = parameter;
    let message = format!("`{name}` is {}; allowed is {range}", shorten(field));
    let help = format!(
        "{} ({}). Leave the field empty where what holds for the team, or for everybody, holds.",
        names::capitalised(parameter.label),
        parameter.unit
    );
    file.fault(row_at, place, message)
        .label(format!("allowed: {range}"))
        .help(help)
}

/// A column that is named like a parameter and holds no number anywhere.
pub(super) fn column_of_words(
    parameter: &Parameter,
    file: &CsvFile,
    header: usize,
    place: usize,
    field: &str,
) -> Fault {
    let Parameter {
        name, range, label, ..
    } = parameter;
    let message = format!(
        "the column `{name}` has the name of a key of the model, but holds words, such as `{}`",
        shorten(field)
    );
    file.fault(header, place, message)
        .label(format!("{label}, {range}"))
        .help(format!(
            "If the column is something else, rename it, such as to `{name}_of_person`; it is then left alone. If it is what everybody \
             has of their own of {label}, give numbers ({range})."
        ))
}
