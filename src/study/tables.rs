//! The tables of a study, made from its ledger. Memory does not grow with the number of runs, but for the last week's
//! metrics, which the paired differences need side by side.

use std::io::Write;
use std::path::Path;

use crate::analysis::{RunTable, all_pairs};
use crate::engine::ledger::Ledger;
use crate::engine::{EngineError, FailedRun};
use crate::plan::{Plan, Run, RunId};
use crate::study::StudyError;
use crate::table::{
    FailureRow, Manifest, PairedRow, Row, RunRow, SeriesRow, Summary, TableWriter,
    write_atomically, write_table,
};

/// The most numbers of a cell that are held at a time while its series is made.
const AT_A_TIME: usize = 8 << 20;

/// Writes `runs.csv`, `series.csv`, `paired.csv` and `failures.csv` from the runs that are in the ledger.
pub(super) fn write(
    plan: &Plan<'_>,
    manifest: &Manifest,
    ledger: &mut Ledger,
    failed: &[FailedRun],
    folder: &Path,
) -> Result<(), StudyError> {
    let columns = manifest.columns();
    let finished: Vec<Vec<(u32, RunId)>> = (0..plan.cells.len())
        .map(|cell| {
            (0..manifest.replicates)
                .map(|replicate| (replicate, plan.id(Run { cell, replicate })))
                .filter(|&(_, id)| ledger.contains(id))
                .collect()
        })
        .collect();

    let mut last = RunTable::new(manifest);
    streamed::<RunRow>(folder, &columns, |table| {
        let week = manifest.observed_weeks.len() - 1;
        for (cell, runs) in plan.cells.iter().zip(&finished) {
            for &(replicate, id) in runs {
                let row = RunRow {
                    run_id: id.to_string(),
                    variant: manifest.variants[cell.variant].name.clone(),
                    point: cell.point.clone(),
                    replicate,
                    seed: manifest.seed,
                    metrics: ledger
                        .weeks(id, week..week + 1)
                        .map_err(EngineError::from)?,
                };
                table(&row)?;
                last.push(&row)?;
            }
        }
        Ok(())
    })?;

    streamed::<SeriesRow>(folder, &columns, |table| {
        for (cell, runs) in plan.cells.iter().zip(&finished) {
            let ids: Vec<RunId> = runs.iter().map(|&(_, id)| id).collect();
            let template = SeriesRow {
                variant: manifest.variants[cell.variant].name.clone(),
                point: cell.point.clone(),
                week: 0,
                metric: String::new(),
                summary: Summary::of(&mut []),
            };
            series(manifest, ledger, &ids, &template, table)?;
        }
        Ok(())
    })?;

    let paired: Vec<PairedRow> = all_pairs(&last)?.rows;
    write_table(folder, &columns, &paired)?;
    let failures: Vec<FailureRow> = failed
        .iter()
        .map(|failed| failure(plan, manifest, failed, folder))
        .collect();
    write_table(folder, &columns, &failures)?;
    Ok(())
}

/// Writes a table row by row; faults of the source and of the file are both told.
fn streamed<R: Row>(
    folder: &Path,
    columns: &crate::table::Columns,
    fill: impl FnOnce(&mut dyn FnMut(&R) -> Result<(), StudyError>) -> Result<(), StudyError>,
) -> Result<(), StudyError> {
    let path = folder.join(R::FILE);
    let mut fault = None;
    let written = write_atomically(&path, |file| {
        let mut table = TableWriter::<&mut dyn Write, R>::new(file, columns)?;
        let filled = fill(&mut |row| {
            table
                .row(row)
                .map_err(|error| StudyError::Table(crate::table::TableError::write(&path, &error)))
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

/// The distribution of every metric in every observed week over the runs of a cell, some weeks at a time.
fn series(
    manifest: &Manifest,
    ledger: &mut Ledger,
    ids: &[RunId],
    template: &SeriesRow,
    table: &mut dyn FnMut(&SeriesRow) -> Result<(), StudyError>,
) -> Result<(), StudyError> {
    if ids.is_empty() {
        return Ok(());
    }
    let metrics = manifest.metrics.len();
    let weeks_at_a_time = (AT_A_TIME / (ids.len() * metrics)).max(1);
    let mut sample = vec![0.0; ids.len()];
    let mut start = 0;
    while start < manifest.observed_weeks.len() {
        let end = (start + weeks_at_a_time).min(manifest.observed_weeks.len());
        let mut runs = Vec::with_capacity(ids.len());
        for &id in ids {
            runs.push(ledger.weeks(id, start..end).map_err(EngineError::from)?);
        }
        for (position, &week) in manifest.observed_weeks[start..end].iter().enumerate() {
            for (index, metric) in manifest.metrics.iter().enumerate() {
                for (number, run) in sample.iter_mut().zip(&runs) {
                    *number = run[position * metrics + index];
                }
                table(&SeriesRow {
                    week,
                    metric: metric.name.clone(),
                    summary: Summary::of(&mut sample),
                    ..template.clone()
                })?;
            }
        }
        start = end;
    }
    Ok(())
}

fn failure(plan: &Plan<'_>, manifest: &Manifest, failed: &FailedRun, folder: &Path) -> FailureRow {
    let cell = &plan.cells[failed.run.cell];
    let id = plan.id(failed.run);
    FailureRow {
        run_id: id.to_string(),
        variant: manifest.variants[cell.variant].name.clone(),
        point: cell.point.clone(),
        replicate: failed.run.replicate,
        seed: manifest.seed,
        week: failed.week,
        message: failed.message.clone(),
        replay: format!("seci replay {} {id}", folder.display()),
    }
}
