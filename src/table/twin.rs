//! The names of Parquet twins, in every build: a twin of an earlier command must not outlive the table that it was made
//! from.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::TableError;
use super::dictionary::{TABLES, Table};

impl Table {
    /// The name of the table's Parquet twin.
    #[must_use]
    pub fn parquet_file(&self) -> String {
        format!("{}.parquet", self.name())
    }
}

/// Removes the Parquet twins of all tables from a folder. For a command that writes tables without twins.
///
/// # Errors
/// A file that cannot be removed.
pub fn remove_parquet_twins(folder: &Path) -> Result<(), TableError> {
    TABLES.iter().try_for_each(|table| remove(folder, table))
}

pub(super) fn remove(folder: &Path, table: &Table) -> Result<(), TableError> {
    let path = folder.join(table.parquet_file());
    match fs::remove_file(&path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(TableError::write(&path, &error)),
        _ => Ok(()),
    }
}
