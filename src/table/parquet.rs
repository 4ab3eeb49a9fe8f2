//! Parquet twins: each csv table of a folder once more, with the types of the dictionary.
//!
//! Owns the schema and the layout of the files. A twin is made from the csv table beside it, row by row, so it holds the
//! same numbers to the last bit, and memory does not grow with the table. The same table gives the same bytes: no times,
//! no machine, row groups of a fixed size.

mod group;
#[cfg(test)]
mod tests;

use std::fs::File;
use std::io::{self, ErrorKind, Read, Write};
use std::path::Path;
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::{Type, TypePtr};

use self::group::Group;
use super::dictionary::{Kind, TABLES, Table};
use super::read::Records;
use super::twin;
use super::{Columns, TableError, write_atomically};

/// The most fields of a row group. They are in memory while it is written.
const GROUP: usize = 1 << 20;

/// Writes the twin of every table that a folder has. A twin whose table is gone is removed.
///
/// # Errors
/// A table that cannot be read or was changed by hand; a twin that cannot be written.
pub fn write_parquet_twins(folder: &Path, columns: &Columns) -> Result<(), TableError> {
    for table in TABLES {
        let source = folder.join(table.file);
        match File::open(&source) {
            Ok(file) => {
                let records = Records::new(file, &source, table.header(columns))?;
                write_twin(records, table, columns, &folder.join(table.parquet_file()))?;
            }
            Err(error) if error.kind() == ErrorKind::NotFound => twin::remove(folder, table)?,
            Err(error) => return Err(TableError::read(&source, &error)),
        }
    }
    Ok(())
}

/// Writes one twin, atomically.
fn write_twin<S: Read>(
    mut records: Records<S>,
    table: &Table,
    columns: &Columns,
    path: &Path,
) -> Result<(), TableError> {
    let columns = table.columns(columns);
    let mut fault = None;
    let written = write_atomically(path, |target| {
        write(&mut records, table, &columns, GROUP, target).map_err(|stopped| match stopped {
            Stopped::Writing(error) => error,
            Stopped::Reading(error) => {
                fault = Some(error);
                io::Error::other("the rows could not be read")
            }
        })
    });
    match fault {
        Some(error) => Err(error),
        None => written,
    }
}

/// What stopped a table from being written again.
#[derive(Debug)]
enum Stopped {
    Reading(TableError),
    Writing(io::Error),
}

impl From<TableError> for Stopped {
    fn from(error: TableError) -> Self {
        Stopped::Reading(error)
    }
}

impl From<ParquetError> for Stopped {
    /// The fault of the file beneath, where there is one.
    fn from(error: ParquetError) -> Self {
        Stopped::Writing(match error {
            ParquetError::External(inner) => match inner.downcast::<io::Error>() {
                Ok(error) => *error,
                Err(other) => io::Error::other(other),
            },
            other => io::Error::other(other),
        })
    }
}

/// Writes all rows, in groups of at most so many fields.
fn write<S: Read, W: Write + Send>(
    records: &mut Records<S>,
    table: &Table,
    columns: &[(String, Kind)],
    fields: usize,
    target: W,
) -> Result<(), Stopped> {
    let properties = WriterProperties::builder()
        .set_created_by(concat!("seci version ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_compression(Compression::SNAPPY)
        .build();
    let schema = schema(table, columns)?;
    let mut writer = SerializedFileWriter::new(target, schema, Arc::new(properties))?;
    let rows = (fields / columns.len().max(1)).max(1);
    loop {
        let mut group = Group::new(columns);
        group.fill(records, rows)?;
        if group.rows() == 0 {
            break;
        }
        group.write(&mut writer)?;
    }
    writer.close()?;
    Ok(())
}

/// Texts are strings, whole numbers 64-bit integers, numbers doubles. All numbers may be null: that a table has an empty
/// field where none was foreseen is no reason to have no twin.
fn schema(table: &Table, columns: &[(String, Kind)]) -> Result<TypePtr, ParquetError> {
    let mut fields = Vec::with_capacity(columns.len());
    for (name, kind) in columns {
        let (physical, logical, repetition) = match kind {
            Kind::Text => (
                Physical::BYTE_ARRAY,
                Some(LogicalType::String),
                Repetition::REQUIRED,
            ),
            Kind::TextOrEmpty => (
                Physical::BYTE_ARRAY,
                Some(LogicalType::String),
                Repetition::OPTIONAL,
            ),
            Kind::Whole => (Physical::INT64, None, Repetition::REQUIRED),
            Kind::Number | Kind::NumberOrEmpty => (Physical::DOUBLE, None, Repetition::OPTIONAL),
        };
        let field = Type::primitive_type_builder(name, physical)
            .with_logical_type(logical)
            .with_repetition(repetition);
        fields.push(Arc::new(field.build()?));
    }
    let root = Type::group_type_builder(table.name()).with_fields(fields);
    Ok(Arc::new(root.build()?))
}
