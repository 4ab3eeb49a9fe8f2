//! The charts of a folder, drawn from its tables.

use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::chart::{self, ChartInput, Theme};
use crate::study::StudyError;
use crate::table::{Folder, TableError};

/// The folder of the charts in an output folder.
pub const CHARTS_FOLDER: &str = "charts";

/// A chart that was drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawnChart {
    pub title: String,
    /// The larger of its files.
    pub picture: PathBuf,
}

/// Draws all charts that the tables of a folder have something for; charts of an earlier drawing are replaced.
///
/// # Errors
/// Tables that cannot be read, files that cannot be written.
pub fn draw(folder: &Path) -> Result<Vec<DrawnChart>, StudyError> {
    let tables = Folder::open(folder)?;
    let input = ChartInput {
        manifest: tables.manifest().clone(),
        runs: tables.runs()?.collect::<Result<_, _>>()?,
        series: tables.series()?.collect::<Result<_, _>>()?,
        paired: tables.paired()?.collect::<Result<_, _>>()?,
    };
    let artworks = chart::all(&input, &Theme::default())?;
    let charts = folder.join(CHARTS_FOLDER);
    let fresh = folder.join(".charts.part");
    let fault = |path: &Path| {
        let path = path.to_owned();
        move |error: std::io::Error| StudyError::Table(TableError::write(&path, &error))
    };
    // Drawn beside the old ones and then put in their place, so that a full disk leaves the old ones whole.
    if fresh.exists() {
        fs::remove_dir_all(&fresh).map_err(fault(&fresh))?;
    }
    fs::create_dir_all(&fresh).map_err(fault(&fresh))?;
    let written: Result<(), chart::ChartError> = artworks
        .par_iter()
        .try_for_each(|artwork| chart::write(artwork, &fresh));
    if let Err(error) = written {
        // The fault is what matters; the part is replaced by the next drawing.
        let _ = fs::remove_dir_all(&fresh);
        return Err(error.into());
    }
    if charts.exists() {
        fs::remove_dir_all(&charts).map_err(fault(&charts))?;
    }
    fs::rename(&fresh, &charts).map_err(fault(&charts))?;
    let drawn = artworks.into_iter().map(|artwork| DrawnChart {
        picture: charts.join(format!("{}@2x.png", artwork.id)),
        title: artwork.title,
    });
    Ok(drawn.collect())
}
