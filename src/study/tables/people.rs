//! The tables of a roster: what is observed of its people, teams and ties, from the ledger, variant by variant and week by
//! week.

use std::path::Path;

use crate::engine::EngineError;
use crate::study::StudyError;
use crate::table::{Level, PersonInfo, PersonRow, Row, Summary, TieRow};

use super::{Runs, Sink, streamed};

/// Writes `people.csv` and `network.csv` where people and ties are observed, and removes those of an earlier call where
/// they are not.
pub(super) fn write(runs: &mut Runs<'_, '_>, folder: &Path) -> Result<(), StudyError> {
    let columns = runs.manifest.columns();
    let cells = runs.plan.cells.len();
    let is_observed = !runs.manifest.people.is_empty();
    if is_observed {
        streamed::<PersonRow>(folder, &columns, |table| {
            (0..cells).try_for_each(|cell| of_people(runs, cell, table))
        })?;
    } else {
        remove(folder, PersonRow::FILE);
    }
    if is_observed && !ties(runs).is_empty() {
        streamed::<TieRow>(folder, &columns, |table| {
            (0..cells).try_for_each(|cell| of_ties(runs, cell, table))
        })?;
    } else {
        remove(folder, TieRow::FILE);
    }
    Ok(())
}

/// A table that is not there need not be removed.
pub(super) fn remove(folder: &Path, file: &str) {
    let _ = std::fs::remove_file(folder.join(file));
}

/// The seats of the ties that are observed.
fn ties(runs: &Runs<'_, '_>) -> Vec<[u32; 2]> {
    let ties = runs.plan.roster().and_then(|roster| roster.ties.as_ref());
    ties.map_or_else(Vec::new, |ties| ties.iter().map(|tie| tie.seats).collect())
}

/// What was observed of people in a week, in all runs of a cell.
fn observed(
    runs: &mut Runs<'_, '_>,
    cell: usize,
    week: usize,
) -> Result<Vec<Vec<f64>>, StudyError> {
    let ids = runs.finished(cell).into_iter();
    let read = ids.map(|(_, id)| runs.ledger.people(id, week..week + 1));
    let all: Result<Vec<Vec<f64>>, _> = read.collect();
    Ok(all.map_err(EngineError::from)?)
}

/// People who are taken together: a person, or all of a team.
struct Group<'a> {
    level: Level,
    id: &'a str,
    name: &'a str,
    team: &'a str,
    seats: Vec<usize>,
}

/// Every person, then every team in the order in which people first name them.
fn groups(people: &[PersonInfo]) -> Vec<Group<'_>> {
    let persons = people.iter().enumerate().map(|(seat, person)| Group {
        level: Level::Person,
        id: &person.id,
        name: &person.name,
        team: &person.team,
        seats: vec![seat],
    });
    let mut teams: Vec<Group<'_>> = Vec::new();
    for (seat, person) in people.iter().enumerate() {
        match teams.iter_mut().find(|team| team.id == person.team) {
            Some(team) => team.seats.push(seat),
            None => teams.push(Group {
                level: Level::Team,
                id: &person.team,
                name: &person.team,
                team: &person.team,
                seats: vec![seat],
            }),
        }
    }
    persons.chain(teams).collect()
}

fn of_people(
    runs: &mut Runs<'_, '_>,
    cell: usize,
    table: Sink<'_, PersonRow>,
) -> Result<(), StudyError> {
    let manifest = runs.manifest;
    for (place, &week) in manifest.people_weeks.iter().enumerate() {
        let observed = observed(runs, cell, place)?;
        if observed.is_empty() {
            return Ok(());
        }
        for group in groups(&manifest.people) {
            let mut row = PersonRow {
                variant: runs.variant(cell).to_owned(),
                point: runs.plan.point(cell).to_vec(),
                level: group.level,
                id: group.id.to_owned(),
                name: group.name.to_owned(),
                team: group.team.to_owned(),
                week,
                metric: String::new(),
                summary: Summary::of(&mut []),
            };
            for (index, metric) in manifest.person_metrics.iter().enumerate() {
                let metrics = manifest.person_metrics.len();
                let mut sample = means(&observed, &group.seats, index, metrics);
                row.metric.clone_from(metric);
                row.summary = Summary::of(&mut sample);
                table(&row)?;
            }
        }
    }
    Ok(())
}

/// In each run the mean over these seats of one of so many metrics.
#[allow(clippy::cast_precision_loss, reason = "a number of people")]
fn means(observed: &[Vec<f64>], seats: &[usize], index: usize, metrics: usize) -> Vec<f64> {
    let of_run = |run: &Vec<f64>| {
        let of_seats = seats.iter().map(|seat| run[seat * metrics + index]);
        of_seats.sum::<f64>() / seats.len() as f64
    };
    observed.iter().map(of_run).collect()
}

fn of_ties(
    runs: &mut Runs<'_, '_>,
    cell: usize,
    table: Sink<'_, TieRow>,
) -> Result<(), StudyError> {
    let manifest = runs.manifest;
    let start = manifest.people.len() * manifest.person_metrics.len();
    let ties = ties(runs);
    for (place, &week) in manifest.people_weeks.iter().enumerate() {
        let observed = observed(runs, cell, place)?;
        if observed.is_empty() {
            return Ok(());
        }
        for (tie, seats) in ties.iter().enumerate() {
            let mut sample: Vec<f64> = observed.iter().map(|run| run[start + tie]).collect();
            let summary = Summary::of(&mut sample);
            let [from, to] = seats.map(|seat| manifest.people[seat as usize].id.clone());
            table(&TieRow {
                variant: runs.variant(cell).to_owned(),
                point: runs.plan.point(cell).to_vec(),
                from,
                to,
                week,
                n: summary.n,
                trust: summary.mean,
                sd: summary.sd,
            })?;
        }
    }
    Ok(())
}
