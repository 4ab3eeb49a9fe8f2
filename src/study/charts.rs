//! The charts of a folder, drawn from its tables once these are seen to be whole.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::analysis::RunTable;
use crate::chart::{self, ChartError, ChartInput, Theme};
use crate::study::{StudyError, folder};
use crate::table::{Folder, TableError};

/// The folder of the charts in an output folder.
pub const CHARTS_FOLDER: &str = "charts";
/// Where charts are while they are drawn.
pub(super) const DRAWING_FOLDER: &str = ".charts.part";

/// A chart that was drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawnChart {
    pub title: String,
    /// The larger of its pictures.
    pub picture: PathBuf,
}

/// Draws all charts that the tables of a folder have something for; charts of an earlier drawing are replaced, but
/// only once all of the new ones are on the disk.
///
/// # Errors
/// Tables that cannot be read or are not whole, files that cannot be written, a folder somebody else works in.
pub fn draw(output: &Path) -> Result<Vec<DrawnChart>, StudyError> {
    let tables = Folder::open(output)?;
    let _lock = folder::lock(output)?;
    let input = ChartInput {
        manifest: tables.manifest().clone(),
        runs: tables.runs()?.collect::<Result<_, _>>()?,
        series: tables.series()?.collect::<Result<_, _>>()?,
        paired: tables.paired()?.collect::<Result<_, _>>()?,
        sweep: chart::SweepTables::default(),
    };
    check(&input, output)?;
    let artworks = chart::all(&input, &Theme::default())?;
    let charts = output.join(CHARTS_FOLDER);
    let fresh = output.join(DRAWING_FOLDER);
    let fault = |path: &Path| {
        let path = path.to_owned();
        move |error: std::io::Error| StudyError::Table(TableError::write(&path, &error))
    };
    if fresh.exists() {
        fs::remove_dir_all(&fresh).map_err(fault(&charts))?;
    }
    fs::create_dir_all(&fresh).map_err(fault(&charts))?;
    let written = artworks
        .par_iter()
        .try_for_each(|artwork| chart::write(artwork, &fresh));
    if let Err(error) = written {
        // The fault is what matters; what is left is replaced by the next drawing.
        let _ = fs::remove_dir_all(&fresh);
        return Err(match error {
            ChartError::Write { path, source } => {
                let name = path.file_name().unwrap_or_default();
                TableError::write(&charts.join(name), &source).into()
            }
            error @ ChartError::Picture { .. } => error.into(),
        });
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

/// Refuses tables that are not all that the manifest says: a title must not speak of a part as if it were the whole.
fn check(input: &ChartInput, output: &Path) -> Result<(), StudyError> {
    let manifest = &input.manifest;
    // A run that is there twice, or of a variant that is not, is refused here.
    let runs = RunTable::gather(manifest, input.runs.iter().cloned().map(Ok))?;
    let refuse = |file: &str, found: usize, expected: usize| {
        Err(StudyError::Folder(format!(
            "{}/{file} holds {found} rows where {expected} are expected: it was changed, or was not written to its end; \
             run {}/scenario.toml again",
            output.display(),
            output.display()
        )))
    };
    let counts = manifest.runs;
    let expected = usize::try_from(counts.reused + counts.computed).unwrap_or(usize::MAX);
    if runs.len() != expected || expected == 0 {
        return refuse("runs.csv", runs.len(), expected);
    }
    let mut sizes: BTreeMap<(&str, Vec<u64>), u64> = BTreeMap::new();
    for run in &input.runs {
        *sizes.entry((&run.variant, bits(&run.point))).or_default() += 1;
    }
    let expected = sizes.len() * manifest.observed_weeks.len() * manifest.metrics.len();
    let known = input.series.iter().filter(|row| {
        let size = sizes.get(&(row.variant.as_str(), bits(&row.point)));
        size.is_some_and(|&size| row.summary.n <= size)
            && manifest.observed_weeks.contains(&row.week)
            && manifest.metric(&row.metric).is_some()
    });
    let known = known.count();
    if known != expected || input.series.len() != expected {
        return refuse("series.csv", known.min(input.series.len()), expected);
    }
    let compared = sizes.keys().filter(|(variant, point)| {
        *variant != manifest.reference
            && sizes.contains_key(&(manifest.reference.as_str(), point.clone()))
    });
    let expected = compared.count() * manifest.metrics.len();
    if input.paired.len() != expected {
        return refuse("paired.csv", input.paired.len(), expected);
    }
    Ok(())
}

fn bits(point: &[f64]) -> Vec<u64> {
    point.iter().map(|number| number.to_bits()).collect()
}
