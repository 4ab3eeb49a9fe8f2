//! The table of who matters: what one person's leaving changes, the largest loss first.

use std::path::Path;

use crate::analysis::{departures, differences_of_cells};
use crate::scenario::Purpose;
use crate::study::StudyError;
use crate::table::{DepartureRow, MetricInfo, Row, Summary};

use super::{LastWeek, Runs, Sink, people, streamed};

/// The metrics that it speaks of, where the model has them.
const METRICS: [&str; 2] = ["capability", "performance"];

/// Somebody whose leaving was tried: the variant, and the seat.
type Leaver = (usize, u32);

/// Writes `departures.csv` where departures were tried, and removes that of an earlier call where they were not.
pub(super) fn write(runs: &mut Runs<'_, '_>, folder: &Path) -> Result<(), StudyError> {
    let variants = runs.plan.scenario.variants.iter().enumerate();
    let leavers = variants.filter_map(|(index, variant)| match variant.purpose {
        Purpose::Departure { seat } => Some((index, seat)),
        _ => None,
    });
    let leavers: Vec<Leaver> = leavers.collect();
    if leavers.is_empty() {
        people::remove(folder, DepartureRow::FILE);
        return Ok(());
    }
    let columns = runs.manifest.columns();
    streamed::<DepartureRow>(folder, &columns, |table| {
        (0..runs.plan.points.len()).try_for_each(|point| at_point(runs, &leavers, point, table))
    })
}

/// The places of the metrics that are told.
fn metrics(all: &[MetricInfo]) -> Vec<usize> {
    let known = METRICS
        .iter()
        .filter_map(|name| all.iter().position(|metric| metric.name == *name));
    let known: Vec<usize> = known.collect();
    if known.is_empty() {
        (0..all.len().min(1)).collect()
    } else {
        known
    }
}

fn at_point(
    runs: &mut Runs<'_, '_>,
    leavers: &[Leaver],
    point: usize,
    table: Sink<'_, DepartureRow>,
) -> Result<(), StudyError> {
    let (plan, manifest) = (runs.plan, runs.manifest);
    let Some(roster) = plan.roster() else {
        return Ok(());
    };
    let stay = runs.last_week(plan.cell(plan.scenario.reference, point))?;
    let cells: Result<Vec<LastWeek>, StudyError> = leavers
        .iter()
        .map(|&(variant, _)| runs.last_week(plan.cell(variant, point)))
        .collect();
    let cells = cells?;
    let sums = roster.ties.is_some().then(|| roster.sums_of_trust());
    for metric in metrics(&manifest.metrics) {
        let info = &manifest.metrics[metric];
        let smallest = if info.smallest_is_relative {
            let mut sample: Vec<f64> = stay.iter().map(|(_, run)| run[metric]).collect();
            let level = Summary::of(&mut sample).mean;
            info.smallest * level.abs()
        } else {
            info.smallest
        };
        let differences: Vec<Vec<f64>> = cells
            .iter()
            .map(|cell| differences_of_cells(metric, [cell, &stay]))
            .collect();
        for (rank, found) in (1..).zip(departures(&differences, smallest)) {
            let (variant, seat) = leavers[found.person];
            let person = &roster.people[seat as usize];
            table(&DepartureRow {
                variant: manifest.variants[variant].name.clone(),
                point: plan.points[point].clone(),
                metric: info.name.clone(),
                rank,
                id: person.id.clone(),
                name: person.name.clone(),
                team: roster.teams[person.team as usize].clone(),
                sum_of_trust: sums.as_ref().map_or(f64::NAN, |sums| sums[seat as usize]),
                n: found.estimate.n,
                mean_difference: found.estimate.mean,
                ci_low: found.estimate.ci_low,
                ci_high: found.estimate.ci_high,
                p: found.estimate.p,
                p_adjusted: if found.estimate.n < 2 {
                    f64::NAN
                } else {
                    found.adjusted
                },
                standing: found.verdict.name().to_owned(),
            })?;
        }
    }
    Ok(())
}
