//! An output folder as a reader sees it: its manifest, and its tables behind it.
//!
//! Owns `manifest.json` as a file, with the version of the table format. Runs nothing and changes nothing but the
//! manifest.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    Columns, FailureRow, Manifest, PairedRow, Row, RunRow, SeriesRow, TABLE_VERSION, TableError,
    TableReader, write_atomically,
};

/// The name of the manifest in an output folder.
pub const MANIFEST_FILE: &str = "manifest.json";

/// The manifest as it is saved: what it says, after the version of the format of the tables.
#[derive(Serialize, Deserialize)]
struct Saved<M> {
    table_version: u32,
    #[serde(flatten)]
    manifest: M,
}

/// A folder made by `seci`, opened for reading.
#[derive(Debug, Clone)]
pub struct Folder {
    path: PathBuf,
    manifest: Manifest,
}

impl Folder {
    /// Opens a folder by its manifest.
    ///
    /// # Errors
    /// No such folder, a folder not made by `seci`, tables of another version, a damaged manifest.
    pub fn open(path: &Path) -> Result<Self, TableError> {
        let manifest = read_manifest(path)?;
        Ok(Folder {
            path: path.to_path_buf(),
            manifest,
        })
    }

    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The columns that depend on the scenario.
    #[must_use]
    pub fn columns(&self) -> Columns {
        self.manifest.columns()
    }

    /// The rows of `runs.csv`.
    ///
    /// # Errors
    /// A file that cannot be read, or with other columns.
    pub fn runs(&self) -> Result<TableReader<File, RunRow>, TableError> {
        TableReader::open(&self.path, &self.columns())
    }

    /// The rows of `series.csv`.
    ///
    /// # Errors
    /// A file that cannot be read, or with other columns.
    pub fn series(&self) -> Result<TableReader<File, SeriesRow>, TableError> {
        TableReader::open(&self.path, &self.columns())
    }

    /// The rows of `paired.csv`.
    ///
    /// # Errors
    /// A file that cannot be read, or with other columns.
    pub fn paired(&self) -> Result<TableReader<File, PairedRow>, TableError> {
        TableReader::open(&self.path, &self.columns())
    }

    /// The rows of `failures.csv`.
    ///
    /// # Errors
    /// A file that cannot be read, or with other columns.
    pub fn failures(&self) -> Result<TableReader<File, FailureRow>, TableError> {
        TableReader::open(&self.path, &self.columns())
    }

    /// The rows of any table, such as those that a sweep adds.
    ///
    /// # Errors
    /// A file that cannot be read, or with other columns.
    pub fn rows<R: Row>(&self) -> Result<TableReader<File, R>, TableError> {
        TableReader::open(&self.path, &self.columns())
    }
}

/// Writes `manifest.json` into a folder, atomically.
///
/// # Errors
/// A file that cannot be written.
pub fn write_manifest(folder: &Path, manifest: &Manifest) -> Result<(), TableError> {
    write_atomically(&folder.join(MANIFEST_FILE), |target| {
        let saved = Saved {
            table_version: TABLE_VERSION,
            manifest,
        };
        serde_json::to_writer_pretty(&mut *target, &saved)?;
        target.write_all(b"\n")
    })
}

/// Reads the `manifest.json` of a folder.
///
/// # Errors
/// As of [`Folder::open`].
pub fn read_manifest(folder: &Path) -> Result<Manifest, TableError> {
    let here = || folder.to_path_buf();
    match fs::metadata(folder) {
        Ok(data) if data.is_dir() => {}
        Ok(_) => return Err(TableError::NotAFolder { path: here() }),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return Err(TableError::NoFolder { path: here() });
        }
        Err(error) => return Err(TableError::read(folder, &error)),
    }
    let path = folder.join(MANIFEST_FILE);
    let text = match fs::read(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return Err(TableError::Foreign { path: here() });
        }
        Err(error) => return Err(TableError::read(&path, &error)),
    };
    let damaged = |error: &serde_json::Error| TableError::DamagedManifest {
        path: path.clone(),
        line: error.line(),
        detail: error.to_string(),
    };
    // First the version alone: the fields of another version may well have other types.
    let anything: Value = serde_json::from_slice(&text).map_err(|error| damaged(&error))?;
    match anything.get("table_version").and_then(Value::as_u64) {
        Some(found) if found == u64::from(TABLE_VERSION) => {}
        Some(found) => {
            return Err(TableError::OtherVersion {
                path,
                found,
                expected: TABLE_VERSION,
            });
        }
        None => return Err(TableError::Foreign { path: here() }),
    }
    let saved: Saved<Manifest> = serde_json::from_slice(&text).map_err(|error| damaged(&error))?;
    Ok(saved.manifest)
}
