//! What can go wrong with the files of an output folder, each said once: where, what, and how to mend it.
//!
//! Knows the names of files and the faults of the file system, nothing of what the tables mean.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use thiserror::Error;

/// A fault of an output folder or of a file in it.
#[derive(Debug, Error)]
pub enum TableError {
    #[error("cannot write {}: {cause}; {mend}", path.display())]
    Write {
        path: PathBuf,
        cause: String,
        mend: &'static str,
    },
    #[error("cannot read {}: {cause}; {mend}", path.display())]
    Read {
        path: PathBuf,
        cause: String,
        mend: &'static str,
    },
    #[error("there is no folder {}; `seci run` makes one from a scenario file", path.display())]
    NoFolder { path: PathBuf },
    #[error("{} is not a folder; give the output folder of a run, such as output/over-investment", path.display())]
    NotAFolder { path: PathBuf },
    #[error("{} was not made by seci: it holds no manifest.json of its kind; give the output folder of a run", path.display())]
    Foreign { path: PathBuf },
    #[error(
        "{} was written in version {found} of the table format, this program reads version {expected}; run the \
         scenario.toml beside it again, or use the program that wrote it",
        path.display()
    )]
    OtherVersion {
        path: PathBuf,
        found: u64,
        expected: u32,
    },
    #[error("{}, line {line}: the manifest is damaged ({detail}); run the scenario.toml beside it again", path.display())]
    DamagedManifest {
        path: PathBuf,
        line: usize,
        detail: String,
    },
    #[error("{}, line 1: the file is empty, expected the columns {expected}; {}", path.display(), REDO)]
    NoColumns { path: PathBuf, expected: String },
    #[error("{}, line 1: column {position} is {found}, expected {expected}; {}", path.display(), REDO)]
    WrongColumn {
        path: PathBuf,
        /// Counted from 1.
        position: usize,
        found: String,
        expected: String,
    },
    #[error("{}, line {line}: {found} fields, expected {expected}; {}", path.display(), REDO)]
    WrongLength {
        path: PathBuf,
        line: u64,
        found: usize,
        expected: usize,
    },
    #[error("{}, line {line}: {column} is \"{found}\", expected {expected}; {}", path.display(), REDO)]
    WrongField {
        path: PathBuf,
        line: u64,
        column: String,
        found: String,
        expected: &'static str,
    },
    #[error("{}, line {line}: {detail}; {}", path.display(), REDO)]
    Malformed {
        path: PathBuf,
        line: u64,
        detail: String,
    },
}

/// How to mend a table that someone has changed.
const REDO: &str =
    "the file was changed after it was written: run the scenario.toml beside it again";

impl TableError {
    /// Whether something could not be written, rather than read.
    #[must_use]
    pub fn is_about_writing(&self) -> bool {
        matches!(self, TableError::Write { .. })
    }

    /// The fault of a write that failed.
    #[must_use]
    pub fn write(path: &Path, error: &io::Error) -> Self {
        TableError::Write {
            path: path.to_path_buf(),
            cause: cause(error),
            mend: match error.kind() {
                ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
                    "free some space and run the same command again: it continues"
                }
                ErrorKind::FileTooLarge => {
                    "raise the limit on the size of files (ulimit -f) and run the same command again: it continues"
                }
                ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
                    "make the folder writable, or choose another one with --out"
                }
                ErrorKind::NotFound => {
                    "the folder does not exist any more; run the same command again"
                }
                ErrorKind::NotADirectory | ErrorKind::AlreadyExists => {
                    "choose another folder with --out"
                }
                _ => "run the same command again: it continues",
            },
        }
    }

    /// The fault of a read that failed.
    #[must_use]
    pub fn read(path: &Path, error: &io::Error) -> Self {
        TableError::Read {
            path: path.to_path_buf(),
            cause: cause(error),
            mend: match error.kind() {
                ErrorKind::NotFound => "run the scenario.toml beside it again",
                ErrorKind::PermissionDenied => "make the file readable",
                _ => "check the disk and try again",
            },
        }
    }
}

/// The cause in the words of the system, without its error number and without a capital.
fn cause(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_lowercase().chain(letters).collect())
        .unwrap_or_default()
}
