//! Why a study could not be made, and whose fault it is.

use thiserror::Error;

use crate::analysis::AnalysisError;
use crate::chart::ChartError;
use crate::engine::EngineError;
use crate::engine::ledger::{Access, LedgerError};
use crate::report::ReportError;
use crate::table::TableError;

/// Why a study could not be made.
#[derive(Debug, Error)]
pub enum StudyError {
    /// The folder cannot be used: nothing was written.
    #[error("{0}")]
    Folder(String),
    /// The machine is too small for it: nothing was written.
    #[error("{0}")]
    Resources(String),
    #[error(transparent)]
    Engine(EngineError),
    #[error(transparent)]
    Table(#[from] TableError),
    #[error(transparent)]
    Analysis(#[from] AnalysisError),
    #[error(transparent)]
    Chart(#[from] ChartError),
    #[error(transparent)]
    Report(#[from] ReportError),
    #[error("{0}")]
    Replay(String),
    /// Folders that cannot be joined: nothing was written.
    #[error("{0}")]
    Merge(String),
    /// Scenarios that cannot be compared: nothing was written.
    #[error("{0}")]
    Compare(String),
}

impl From<EngineError> for StudyError {
    /// Faults of the ledger's file are told like those of any other file.
    fn from(error: EngineError) -> Self {
        match error {
            EngineError::Ledger(LedgerError::Io { doing, file, cause }) => {
                StudyError::Table(match doing {
                    Access::Write => TableError::write(&file, &cause),
                    Access::Read => TableError::read(&file, &cause),
                })
            }
            error => StudyError::Engine(error),
        }
    }
}

impl StudyError {
    /// Whether the input is at fault, so that nothing was begun.
    #[must_use]
    pub fn is_bad_input(&self) -> bool {
        matches!(
            self,
            StudyError::Folder(_)
                | StudyError::Resources(_)
                | StudyError::Replay(_)
                | StudyError::Merge(_)
                | StudyError::Compare(_)
                | StudyError::Table(
                    TableError::NoFolder { .. }
                        | TableError::NotAFolder { .. }
                        | TableError::Foreign { .. }
                        | TableError::OtherVersion { .. }
                        | TableError::DamagedManifest { .. }
                )
                | StudyError::Engine(EngineError::Ledger(_))
        )
    }
}
