//! Writing: rows streamed into any writer, and files that appear whole or not at all.
//!
//! Knows rows only as [`Row`]. A file is first written to `<name>.part` and renamed when all of it is on the disk, so a
//! full disk never leaves half a table under its final name.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::marker::PhantomData;
use std::path::{Path, PathBuf};

use super::row::{Fields, Row};
use super::{Columns, TableError};

/// Streams rows of one table into a writer; the header is written first.
#[derive(Debug)]
pub struct TableWriter<W: Write, R: Row> {
    csv: csv::Writer<W>,
    fields: Fields,
    rows: PhantomData<fn(&R)>,
}

impl<W: Write, R: Row> TableWriter<W, R> {
    /// Starts a table by writing its header.
    ///
    /// # Errors
    /// The writer's own.
    pub fn new(target: W, columns: &Columns) -> io::Result<Self> {
        let mut csv = csv::WriterBuilder::new()
            .buffer_capacity(1 << 16)
            .from_writer(target);
        csv.write_record(R::header(columns)).map_err(plain)?;
        Ok(TableWriter {
            csv,
            fields: Fields::default(),
            rows: PhantomData,
        })
    }

    /// Writes one row.
    ///
    /// # Errors
    /// The writer's own, and a row with more or fewer fields than the header.
    pub fn row(&mut self, row: &R) -> io::Result<()> {
        self.fields.clear();
        row.put(&mut self.fields);
        self.csv.write_record(&self.fields.record).map_err(plain)
    }

    /// Hands what is still in memory to the writer. To be called: a fault at the end would otherwise go unseen.
    ///
    /// # Errors
    /// The writer's own.
    pub fn finish(mut self) -> io::Result<()> {
        self.csv.flush()
    }

    /// The same, and hands the writer back.
    fn finish_into(self) -> io::Result<W> {
        self.csv
            .into_inner()
            .map_err(|error| io::Error::new(error.error().kind(), error.to_string()))
    }
}

/// A table that is written row by row beside others, and appears whole or not at all.
#[derive(Debug)]
pub struct TableFile<R: Row> {
    table: TableWriter<BufWriter<File>, R>,
    path: PathBuf,
}

impl<R: Row> TableFile<R> {
    /// Starts the table of a folder under its preliminary name.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub fn create(folder: &Path, columns: &Columns) -> Result<Self, TableError> {
        let path = folder.join(R::FILE);
        let table = File::create(part_of(&path))
            .and_then(|file| TableWriter::new(BufWriter::with_capacity(1 << 16, file), columns));
        match table {
            Ok(table) => Ok(TableFile { table, path }),
            Err(error) => Err(TableError::write(&path, &error)),
        }
    }

    /// Writes one row.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub fn row(&mut self, row: &R) -> Result<(), TableError> {
        let written = self.table.row(row);
        written.map_err(|error| TableError::write(&self.path, &error))
    }

    /// Gives the table its name, once all of it is on the disk.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub fn finish(self) -> Result<(), TableError> {
        let TableFile { table, path } = self;
        let written = table.finish_into().and_then(|file| {
            let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
            // Some file systems report a full disk only here.
            file.sync_all()?;
            fs::rename(part_of(&path), &path)
        });
        written.map_err(|error| TableError::write(&path, &error))
    }
}

/// The fault of the writer beneath, where there is one.
fn plain(error: csv::Error) -> io::Error {
    let text = error.to_string();
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        _ => io::Error::new(io::ErrorKind::InvalidInput, text),
    }
}

/// Writes a whole table into a folder, atomically; with no rows, the header alone.
///
/// # Errors
/// A file that cannot be written.
pub fn write_table<'a, R: Row + 'a>(
    folder: &Path,
    columns: &Columns,
    rows: impl IntoIterator<Item = &'a R>,
) -> Result<(), TableError> {
    write_atomically(&folder.join(R::FILE), |target| {
        let mut table = TableWriter::new(target, columns)?;
        rows.into_iter().try_for_each(|row| table.row(row))?;
        table.finish()
    })
}

/// Fills `<path>.part` and renames it to `path` once it is whole. After a fault, what was at `path` before is still
/// there, and the part is gone.
///
/// # Errors
/// A file that cannot be written, or whatever `fill` reports.
pub fn write_atomically(
    path: &Path,
    fill: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
) -> Result<(), TableError> {
    let part = part_of(path);
    let written = (|| {
        let mut target = BufWriter::with_capacity(1 << 16, File::create(&part)?);
        fill(&mut target)?;
        target.flush()?;
        // Some file systems report a full disk only here.
        target.get_ref().sync_all()?;
        drop(target);
        fs::rename(&part, path)
    })();
    written.map_err(|error| {
        // The first fault is the one to tell; that the part cannot be removed either adds nothing.
        let _ = fs::remove_file(&part);
        TableError::write(path, &error)
    })
}

fn part_of(path: &Path) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(".part");
    name.into()
}
