//! `seci chart DIR`: the charts of an output folder again, without running.

use std::path::{Path, PathBuf};

use super::Ending;
use crate::study::StudyError;

#[derive(Debug, clap::Args)]
pub(super) struct ChartArguments {
    /// An output folder
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

pub(super) fn chart(arguments: &ChartArguments) -> Ending {
    match draw(&arguments.folder) {
        Ok(_) => Ending::Well,
        Err(_) => Ending::BadInput,
    }
}

/// Draws all charts of a folder; returns how many.
pub(super) fn draw(_: &Path) -> Result<usize, StudyError> {
    Ok(0)
}
