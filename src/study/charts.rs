//! The charts of a folder, drawn from its tables once these are seen to be whole, and the documents made of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::analysis::RunTable;
use crate::chart::{
    self, Album, Artwork, ChartError, ChartInput, Preset, RosterTables, SweepTables, Theme,
};
use crate::scenario::Scenario;
use crate::study::{StudyError, describe, folder, report};
use crate::table::{
    ConvergenceRow, EffectRow, Folder, OptimumRow, PersonRow, PointRow, Row, SensitivityRow,
    TableError, TableReader, TieRow,
};

/// The folder of the charts in an output folder.
pub const CHARTS_FOLDER: &str = "charts";
/// Where charts are while they are drawn.
pub(super) const DRAWING_FOLDER: &str = ".charts.part";

/// A chart that was drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawnChart {
    /// The checked one.
    pub title: String,
    /// The larger of its pictures.
    pub picture: PathBuf,
}

/// What was made of a folder's tables.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Drawn {
    pub charts: Vec<DrawnChart>,
    /// The documents beside them.
    pub documents: Vec<PathBuf>,
    /// Why a chart that the scenario chooses was not drawn, one text for each.
    pub missing: Vec<String>,
}

/// Draws all charts that the tables of a folder have something for, and makes the documents that show them; those of an
/// earlier drawing are replaced, but only once all of the new ones are on the disk. The scenario is the one resolved in
/// that folder; without it the documents do not say what was assumed.
///
/// # Errors
/// Tables that cannot be read or are not whole, files that cannot be written, a folder somebody else works in.
pub fn draw(
    output: &Path,
    scenario: Option<&Scenario>,
    (theme, preset): (&Theme, Preset),
) -> Result<Drawn, StudyError> {
    let tables = Folder::open(output)?;
    let _lock = folder::lock(output)?;
    let input = if tables.manifest().design.is_some() {
        of_sweep(&tables)?
    } else {
        let input = ChartInput {
            manifest: tables.manifest().clone(),
            runs: tables.runs()?.collect::<Result<_, _>>()?,
            series: tables.series()?.collect::<Result<_, _>>()?,
            paired: tables.paired()?.collect::<Result<_, _>>()?,
            roster: of_roster(&tables)?,
            sweep: SweepTables::default(),
            besides: Vec::new(),
        };
        check(&input, output)?;
        input
    };
    let mut input = input.of_what_ifs();
    // Whoever edits the charts of the scenario in the folder sees them without a run.
    if let Some(scenario) = scenario {
        input.manifest.charts = describe::charts(scenario);
    }
    let Album { artworks, missing } = chart::album(&input, theme)?;
    // The documents have slides whatever the charts are drawn for.
    let in_column = match preset {
        Preset::Slide | Preset::Paper => None,
        Preset::PaperSingle => Some(chart::album(&input, &theme.for_column())?.artworks),
    };
    let (charts, documents) = rayon::join(
        || write_charts(in_column.as_ref().unwrap_or(&artworks), preset, output),
        || report::write(&tables, &input, (&artworks, theme), scenario),
    );
    Ok(Drawn {
        charts: charts?,
        documents: documents?,
        missing,
    })
}

/// Writes all charts, then puts them in the place of the former ones.
fn write_charts(
    artworks: &[Artwork],
    preset: Preset,
    output: &Path,
) -> Result<Vec<DrawnChart>, StudyError> {
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
        .try_for_each(|artwork| chart::write(artwork, preset, &fresh));
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
    let drawn = artworks.iter().map(|artwork| DrawnChart {
        picture: charts.join(format!("{}@2x.png", artwork.id)),
        title: artwork.finding.clone(),
    });
    Ok(drawn.collect())
}

/// What the charts of a sweep are drawn from: of each table the rows of the metrics that they show, however many runs
/// there are. Tables that are not whole are refused.
fn of_sweep(tables: &Folder) -> Result<ChartInput, StudyError> {
    let manifest = tables.manifest();
    let wanted = chart::sweep_metrics(manifest);
    let is_wanted = |metric: &str| wanted.contains(&metric);
    let mut sweep = SweepTables::default();
    let mut found = 0_usize;
    // Without the runs behind repeated rows of a design.
    let mut runs = 0;
    let mut seen: BTreeSet<(String, Vec<u64>)> = BTreeSet::new();
    let first = manifest.metrics.first().map(|metric| metric.name.as_str());
    for row in tables.rows::<PointRow>()? {
        let row = row?;
        found += 1;
        if first == Some(row.metric.as_str())
            && seen.insert((row.variant.clone(), bits(&row.point)))
        {
            runs += row.summary.n;
        }
        if is_wanted(&row.metric) {
            sweep.points.push(row);
        }
    }
    let rows = manifest.design.as_ref().map_or(0, |design| design.rows);
    let rows = usize::try_from(rows).unwrap_or(usize::MAX);
    let expected = rows * manifest.variants.len() * manifest.metrics.len();
    let counts = manifest.runs;
    if found != expected || runs != counts.reused + counts.computed {
        return refuse_rows(tables.path(), PointRow::FILE, found, expected);
    }
    sweep.effects = only(tables.rows::<EffectRow>()?, |row| is_wanted(&row.metric))?;
    sweep.optima = only(tables.rows::<OptimumRow>()?, |row| is_wanted(&row.metric))?;
    sweep.sensitivity = only(tables.rows::<SensitivityRow>()?, |row| {
        is_wanted(&row.metric)
    })?;
    sweep.convergence = only(tables.rows::<ConvergenceRow>()?, |row| {
        is_wanted(&row.metric)
    })?;
    let paired = only(tables.paired()?, |row| is_wanted(&row.metric))?;
    Ok(ChartInput {
        manifest: manifest.clone(),
        runs: Vec::new(),
        series: Vec::new(),
        paired,
        roster: RosterTables::default(),
        sweep,
        besides: Vec::new(),
    })
}

/// What the charts of a roster are drawn from, however many people and weeks there are.
fn of_roster(tables: &Folder) -> Result<RosterTables, StudyError> {
    let manifest = tables.manifest();
    if manifest.people.is_empty() {
        return Ok(RosterTables::default());
    }
    let people = only(tables.rows::<PersonRow>()?, |row| {
        RosterTables::is_wanted(manifest, row)
    })?;
    // There is no such table where the ties were not read from a file.
    let ties = if tables.path().join(TieRow::FILE).exists() {
        only(tables.rows::<TieRow>()?, |row| {
            RosterTables::is_wanted_tie(manifest, row)
        })?
    } else {
        Vec::new()
    };
    Ok(RosterTables { people, ties })
}

/// The rows that are wanted; the others are not kept while the table is read.
fn only<R: Row>(
    rows: TableReader<File, R>,
    is_wanted: impl Fn(&R) -> bool,
) -> Result<Vec<R>, TableError> {
    let wanted = rows.filter(|row| row.as_ref().map_or(true, &is_wanted));
    wanted.collect()
}

fn refuse_rows<T>(
    output: &Path,
    file: &str,
    found: usize,
    expected: usize,
) -> Result<T, StudyError> {
    Err(StudyError::Folder(format!(
        "{}/{file} holds {found} rows where {expected} are expected: it was changed, or was not written to its end; \
         run {}/scenario.toml again",
        output.display(),
        output.display()
    )))
}

/// Refuses tables that are not all that the manifest says: a title must not speak of a part as if it were the whole.
fn check(input: &ChartInput, output: &Path) -> Result<(), StudyError> {
    let manifest = &input.manifest;
    // A run that is there twice, or of a variant that is not, is refused here.
    let runs = RunTable::gather(manifest, input.runs.iter().cloned().map(Ok))?;
    let refuse = |file: &str, found, expected| refuse_rows(output, file, found, expected);
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
