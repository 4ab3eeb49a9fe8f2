//! Reading: rows streamed back, every column and every field checked.
//!
//! Knows rows only as [`Row`]. Whatever a file holds, it is either read as what it says or refused with file and line.

use std::fs::File;
use std::io::{self, Read};
use std::marker::PhantomData;
use std::path::{Path, PathBuf};

use csv::{Position, StringRecord};

use super::row::{Row, Taken};
use super::{Columns, TableError};

/// Streams rows of one table from a reader; stops after the first fault.
#[derive(Debug)]
pub struct TableReader<S: Read, R: Row> {
    csv: csv::Reader<S>,
    path: PathBuf,
    columns: Columns,
    header: Vec<String>,
    record: StringRecord,
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
        let mut reader = TableReader {
            csv: csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .buffer_capacity(1 << 16)
                .from_reader(source),
            path: path.to_path_buf(),
            columns: columns.clone(),
            header: R::header(columns),
            record: StringRecord::new(),
            stopped: Stopped::NotYet,
            rows: PhantomData,
        };
        reader.check_header()?;
        Ok(reader)
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

    fn next_row(&mut self) -> Result<Option<R>, TableError> {
        if !self.next_record()? {
            return Ok(None);
        }
        let line = self.record.position().map_or(0, Position::line);
        if self.record.len() != self.header.len() {
            return Err(TableError::WrongLength {
                path: self.path.clone(),
                line,
                found: self.record.len(),
                expected: self.header.len(),
            });
        }
        let mut taken = Taken {
            record: &self.record,
            columns: &self.columns,
            next: 0,
        };
        R::take(&mut taken)
            .map(Some)
            .map_err(|fault| TableError::WrongField {
                path: self.path.clone(),
                line,
                column: self.header.get(fault.column).cloned().unwrap_or_default(),
                found: self.record.get(fault.column).unwrap_or_default().to_owned(),
                expected: fault.expected,
            })
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
