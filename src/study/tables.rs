//! The tables of a study, made from its ledger, cell by cell: memory does not grow with the number of runs.

mod departures;
mod people;

use std::io::Write;
use std::path::Path;

use crate::analysis::cell::Cell;
use crate::analysis::pairs_of_cells;
use crate::analysis::sweep::{self, LeftOut, SweepRow};
use crate::engine::ledger::Ledger;
use crate::engine::{EngineError, FailedRun};
use crate::plan::{Plan, Run, RunId};
use crate::study::StudyError;
use crate::table::{
    Columns, ConvergenceRow, EffectRow, FailureRow, Manifest, OptimumRow, PairedRow, PointRow, Row,
    RunRow, SensitivityRow, SeriesRow, Summary, TableError, TableFile, TableWriter,
    write_atomically, write_table,
};

/// The most numbers of a cell that are held at a time while its series is made.
const AT_A_TIME: usize = 8 << 20;

/// Runs of a cell, ascending by replicate, each with all metrics of the last week.
pub(super) type LastWeek = Vec<(u32, Vec<f64>)>;

/// The finished runs of a study, cell by cell.
pub(super) struct Runs<'a, 'p> {
    pub plan: &'a Plan<'p>,
    pub manifest: &'a Manifest,
    pub ledger: &'a mut Ledger,
}

impl Runs<'_, '_> {
    /// The replicates of a cell that are there.
    fn finished(&self, cell: usize) -> Vec<(u32, RunId)> {
        (0..self.manifest.replicates)
            .map(|replicate| (replicate, self.plan.id(Run { cell, replicate })))
            .filter(|&(_, id)| self.ledger.contains(id))
            .collect()
    }

    /// The last week of a cell's runs.
    pub fn last_week(&mut self, cell: usize) -> Result<LastWeek, StudyError> {
        let last = self.manifest.observed_weeks.len() - 1;
        let finished = self.finished(cell).into_iter();
        let read = finished.map(|(replicate, id)| {
            let metrics = self.ledger.weeks(id, last..last + 1);
            Ok((replicate, metrics.map_err(EngineError::from)?))
        });
        read.collect()
    }

    fn variant(&self, cell: usize) -> &str {
        &self.manifest.variants[self.plan.cells[cell].variant].name
    }
}

/// Writes all tables from the runs that are in the ledger; returns what could not be made for want of runs.
pub(super) fn write(
    runs: &mut Runs<'_, '_>,
    failed: &[FailedRun],
    folder: &Path,
) -> Result<Vec<LeftOut>, StudyError> {
    let columns = runs.manifest.columns();
    let cells = runs.plan.cells.len();
    streamed::<RunRow>(folder, &columns, |table| {
        for cell in 0..cells {
            let ids = runs.finished(cell);
            for ((replicate, metrics), (_, id)) in runs.last_week(cell)?.into_iter().zip(ids) {
                table(&RunRow {
                    run_id: id.to_string(),
                    variant: runs.variant(cell).to_owned(),
                    point: runs.plan.point(cell).to_vec(),
                    replicate,
                    seed: runs.manifest.seed,
                    metrics,
                })?;
            }
        }
        Ok(())
    })?;
    streamed::<SeriesRow>(folder, &columns, |table| {
        (0..cells).try_for_each(|cell| series(runs, cell, table))
    })?;
    streamed::<PairedRow>(folder, &columns, |table| paired(runs, table))?;
    people::write(runs, folder)?;
    departures::write(runs, folder)?;
    write_failures(runs.plan, runs.manifest, failed, folder)?;
    match &runs.plan.scenario.sweep {
        Some(sweep) => of_sweep(runs, &sweep.rows, folder),
        None => Ok(Vec::new()),
    }
}

/// Writes the tables that only a sweep has; returns what could not be made of them for want of runs.
fn of_sweep(
    runs: &mut Runs<'_, '_>,
    rows: &[Vec<f64>],
    folder: &Path,
) -> Result<Vec<LeftOut>, StudyError> {
    let manifest = runs.manifest;
    let columns = manifest.columns();
    let metrics = manifest.metrics.len();
    let mut points = TableFile::<PointRow>::create(folder, &columns)?;
    let mut effects = TableFile::<EffectRow>::create(folder, &columns)?;
    let mut optimum = TableFile::<OptimumRow>::create(folder, &columns)?;
    let mut sensitivity = TableFile::<SensitivityRow>::create(folder, &columns)?;
    let mut convergence = TableFile::<ConvergenceRow>::create(folder, &columns)?;
    let left_out = sweep::tables(
        manifest,
        rows,
        &mut |variant, point| {
            let mut cell = Cell::new(metrics);
            for (replicate, metrics) in runs.last_week(runs.plan.cell(variant, point))? {
                cell.push(replicate, &metrics);
            }
            Ok(cell)
        },
        &mut |row| {
            match &row {
                SweepRow::Point(row) => points.row(row)?,
                SweepRow::Effect(row) => effects.row(row)?,
                SweepRow::Optimum(row) => optimum.row(row)?,
                SweepRow::Sensitivity(row) => sensitivity.row(row)?,
                SweepRow::Convergence(row) => convergence.row(row)?,
            }
            Ok::<(), StudyError>(())
        },
    )?;
    points.finish()?;
    effects.finish()?;
    optimum.finish()?;
    sensitivity.finish()?;
    convergence.finish()?;
    Ok(left_out)
}

/// Writes `failures.csv`.
pub(super) fn write_failures(
    plan: &Plan<'_>,
    manifest: &Manifest,
    failed: &[FailedRun],
    folder: &Path,
) -> Result<(), StudyError> {
    let failures: Vec<FailureRow> = failed
        .iter()
        .map(|failed| failure(plan, manifest, failed, folder))
        .collect();
    Ok(write_table(folder, &manifest.columns(), &failures)?)
}

/// What takes the rows of a table, one by one.
pub(super) type Sink<'a, R> = &'a mut dyn FnMut(&R) -> Result<(), StudyError>;

/// Writes a table row by row; faults of the source and of the file are both told.
pub(super) fn streamed<R: Row>(
    folder: &Path,
    columns: &Columns,
    fill: impl FnOnce(Sink<'_, R>) -> Result<(), StudyError>,
) -> Result<(), StudyError> {
    let path = folder.join(R::FILE);
    let mut fault = None;
    let written = write_atomically(&path, |file| {
        let mut table = TableWriter::<&mut dyn Write, R>::new(file, columns)?;
        let filled = fill(&mut |row| {
            table
                .row(row)
                .map_err(|error| StudyError::Table(TableError::write(&path, &error)))
        });
        if let Err(error) = filled {
            fault = Some(error);
            return Err(std::io::Error::other("the rows could not be made"));
        }
        table.finish()
    });
    match fault {
        Some(error) => Err(error),
        None => Ok(written?),
    }
}

/// Every variant against the reference at equal point, variant by variant.
fn paired(runs: &mut Runs<'_, '_>, table: Sink<'_, PairedRow>) -> Result<(), StudyError> {
    let metrics = runs.manifest.columns().metrics;
    let reference = runs.plan.scenario.reference;
    for variant in (0..runs.manifest.variants.len()).filter(|variant| *variant != reference) {
        for point in 0..runs.plan.points.len() {
            let cells = [variant, reference].map(|variant| runs.plan.cell(variant, point));
            let [ours, theirs] = [runs.last_week(cells[0])?, runs.last_week(cells[1])?];
            let names = cells.map(|cell| runs.variant(cell));
            let rows = pairs_of_cells(names, &runs.plan.points[point], &metrics, [&ours, &theirs]);
            rows.iter().try_for_each(&mut *table)?;
        }
    }
    Ok(())
}

/// The distribution of every metric in every observed week over the runs of a cell, some weeks at a time.
fn series(
    runs: &mut Runs<'_, '_>,
    cell: usize,
    table: Sink<'_, SeriesRow>,
) -> Result<(), StudyError> {
    let ids = runs.finished(cell);
    if ids.is_empty() {
        return Ok(());
    }
    let manifest = runs.manifest;
    let mut row = SeriesRow {
        variant: runs.variant(cell).to_owned(),
        point: runs.plan.point(cell).to_vec(),
        week: 0,
        metric: String::new(),
        summary: Summary::of(&mut []),
    };
    let metrics = manifest.metrics.len();
    let weeks_at_a_time = (AT_A_TIME / (ids.len() * metrics)).max(1);
    let mut sample = vec![0.0; ids.len()];
    let mut start = 0;
    while start < manifest.observed_weeks.len() {
        let end = (start + weeks_at_a_time).min(manifest.observed_weeks.len());
        let mut observed = Vec::with_capacity(ids.len());
        for &(_, id) in &ids {
            let weeks = runs.ledger.weeks(id, start..end);
            observed.push(weeks.map_err(EngineError::from)?);
        }
        for (position, &week) in manifest.observed_weeks[start..end].iter().enumerate() {
            for (index, metric) in manifest.metrics.iter().enumerate() {
                for (number, run) in sample.iter_mut().zip(&observed) {
                    *number = run[position * metrics + index];
                }
                row.week = week;
                row.metric.clone_from(&metric.name);
                row.summary = Summary::of(&mut sample);
                table(&row)?;
            }
        }
        start = end;
    }
    Ok(())
}

fn failure(plan: &Plan<'_>, manifest: &Manifest, failed: &FailedRun, folder: &Path) -> FailureRow {
    let id = plan.id(failed.run);
    FailureRow {
        run_id: id.to_string(),
        variant: manifest.variants[plan.cells[failed.run.cell].variant]
            .name
            .clone(),
        point: plan.point(failed.run.cell).to_vec(),
        replicate: failed.run.replicate,
        seed: manifest.seed,
        week: failed.week,
        message: failed.message.clone(),
        replay: format!("seci replay {} {id}", folder.display()),
    }
}
