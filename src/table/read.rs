//! Reading: rows streamed back, every column and every field checked.
//!
//! Knows rows only as [`Row`], or as records of texts below a header. Whatever a file holds, it is either read as what it
//! says or refused with file and line.

use std::fs::File;
use std::io::{self, Read};
use std::marker::PhantomData;
use std::path::{Path, PathBuf};

use csv::{Position, StringRecord};

use super::row::{Row, Taken};
use super::{Columns, TableError};

/// Streams the records of one table: texts, as many as the header has names.
#[derive(Debug)]
pub(super) struct Records<S: Read> {
    csv: csv::Reader<S>,
    path: PathBuf,
    header: Vec<String>,
    record: StringRecord,
}

impl<S: Read> Records<S> {
    /// Checks the header; `path` is where faults are said to be.
    pub(super) fn new(source: S, path: &Path, header: Vec<String>) -> Result<Self, TableError> {
        let mut records = Records {
            csv: csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .buffer_capacity(1 << 16)
                .from_reader(source),
            path: path.to_path_buf(),
            header,
            record: StringRecord::new(),
        };
        records.check_header()?;
        Ok(records)
    }

    fn check_header(&mut self) -> Result<(), TableError> {
        if !self.next_record()? {
            return Err(TableError::NoColumns {
                path: self.path.clone(),
                expected: self.header.join(", "),
            });
        }
        let longer = self.header.len().max(self.record.len());
        let differing = (0..longer)
            .find(|&index| self.record.get(index) != self.header.get(index).map(String::as_str));
        let Some(index) = differing else {
            return Ok(());
        };
        let named =
            |name: Option<&str>| name.map_or("missing".to_owned(), |name| format!("\"{name}\""));
        Err(TableError::WrongColumn {
            path: self.path.clone(),
            position: index + 1,
            found: named(self.record.get(index)),
            expected: self
                .header
                .get(index)
                .map_or("no further column".to_owned(), |name| format!("\"{name}\"")),
        })
    }

    /// Reads the next record; whether there was one.
    fn next_record(&mut self) -> Result<bool, TableError> {
        let read = self.csv.read_record(&mut self.record);
        read.map_err(|error| {
            let line = error.position().map_or(0, Position::line);
            let detail = match error.kind() {
                csv::ErrorKind::Utf8 { .. } => "the text is not UTF-8".to_owned(),
                _ => error.to_string(),
            };
            match error.into_kind() {
                csv::ErrorKind::Io(error) if error.kind() != io::ErrorKind::InvalidData => {
                    TableError::read(&self.path, &error)
                }
                _ => TableError::Malformed {
                    path: self.path.clone(),
                    line,
                    detail,
                },
            }
        })
    }

    /// Reads the next record; whether there was one.
    pub(super) fn read(&mut self) -> Result<bool, TableError> {
        if !self.next_record()? {
            return Ok(false);
        }
        if self.record.len() != self.header.len() {
            return Err(TableError::WrongLength {
                path: self.path.clone(),
                line: self.line(),
                found: self.record.len(),
                expected: self.header.len(),
            });
        }
        Ok(true)
    }

    /// The fields of the record that was read last.
    pub(super) fn fields(&self) -> &StringRecord {
        &self.record
    }

    /// The fault of a field of that record.
    pub(super) fn wrong_field(&self, column: usize, expected: &'static str) -> TableError {
        TableError::WrongField {
            path: self.path.clone(),
            line: self.line(),
            column: self.header.get(column).cloned().unwrap_or_default(),
            found: self.record.get(column).unwrap_or_default().to_owned(),
            expected,
        }
    }

    fn line(&self) -> u64 {
        self.record.position().map_or(0, Position::line)
    }
}

/// Streams rows of one table from a reader; stops after the first fault.
#[derive(Debug)]
pub struct TableReader<S: Read, R: Row> {
    records: Records<S>,
    columns: Columns,
    stopped: Stopped,
    rows: PhantomData<fn() -> R>,
}

/// Whether a reader may go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stopped {
    NotYet,
    AfterAFault,
}

impl<R: Row> TableReader<File, R> {
    /// Opens the table's file in a folder and checks its columns.
    ///
    /// # Errors
    /// A file that cannot be read, or with other columns.
    pub fn open(folder: &Path, columns: &Columns) -> Result<Self, TableError> {
        let path = folder.join(R::FILE);
        let source = File::open(&path).map_err(|error| TableError::read(&path, &error))?;
        TableReader::new(source, &path, columns)
    }
}

impl<S: Read, R: Row> TableReader<S, R> {
    /// Reads a table from any source; `path` is where faults are said to be.
    ///
    /// # Errors
    /// A source that cannot be read, or with other columns.
    pub fn new(source: S, path: &Path, columns: &Columns) -> Result<Self, TableError> {
        Ok(TableReader {
            records: Records::new(source, path, R::header(columns))?,
            columns: columns.clone(),
            stopped: Stopped::NotYet,
            rows: PhantomData,
        })
    }

    fn next_row(&mut self) -> Result<Option<R>, TableError> {
        if !self.records.read()? {
            return Ok(None);
        }
        let mut taken = Taken {
            record: self.records.fields(),
            columns: &self.columns,
            next: 0,
        };
        R::take(&mut taken)
            .map(Some)
            .map_err(|fault| self.records.wrong_field(fault.column, fault.expected))
    }
}

impl<S: Read, R: Row> Iterator for TableReader<S, R> {
    type Item = Result<R, TableError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.stopped == Stopped::AfterAFault {
            return None;
        }
        let row = self.next_row();
        if row.is_err() {
            self.stopped = Stopped::AfterAFault;
        }
        row.transpose()
    }
}
