//! The plan: every run that a scenario asks for, each with a name of its own.
//!
//! A cell is a variant at a point of a sweep; a run is a cell and a replicate. Runs are taken replicate by replicate, so
//! that whatever is finished covers all cells about equally. Knows scenarios; knows no model.

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

use crate::design::{Distinct, distinct};
use crate::scenario::registry::{Horizon, Parameter};
use crate::scenario::{Event, Own, Replicates, Roster, Scenario, Values, Variant, Who};

/// The version of the rules by which results come about: the model's rules, the streams and the order in which they are
/// consumed. Raised whenever any number can differ; results of different versions are never mixed.
pub const ENGINE_VERSION: u32 = 2;

/// Replicates after which a precision target is looked at.
pub const BLOCK: u32 = 50;

/// The name of a run: a hash of all that determines its result.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct RunId(pub [u8; 16]);

impl fmt::Display for RunId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for RunId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RunId({self})")
    }
}

impl FromStr for RunId {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const WRONG: &str = "a run id has 32 hexadecimal digits";
        if text.len() != 32 || !text.is_ascii() {
            return Err(WRONG);
        }
        let mut id = [0_u8; 16];
        for (byte, position) in id.iter_mut().zip((0..32).step_by(2)) {
            *byte = u8::from_str_radix(&text[position..position + 2], 16).map_err(|_| WRONG)?;
        }
        Ok(RunId(id))
    }
}

/// A set of runs that differ in the replicate only: a variant at a point.
#[derive(Debug)]
pub struct Cell {
    /// Index of the variant in the scenario.
    pub variant: usize,
    /// Index of the point in [`Plan::points`].
    pub point: usize,
    identity: Sha256,
}

/// One run: a cell and a replicate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    pub cell: usize,
    pub replicate: u32,
}

/// A part of all runs, one of several that are made apart from one another: this one of so many.
///
/// Runs are dealt out so that every part has its share of every cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    index: u32,
    of: u32,
}

impl Shard {
    /// All runs.
    pub const WHOLE: Shard = Shard { index: 0, of: 1 };

    /// Part `number` of `of`, counted from 1; none if there is no such part.
    #[must_use]
    pub fn new(number: u32, of: u32) -> Option<Shard> {
        let index = number.checked_sub(1)?;
        (index < of).then_some(Shard { index, of })
    }

    /// Counted from 1.
    #[must_use]
    pub fn number(self) -> u32 {
        self.index + 1
    }

    #[must_use]
    pub fn of(self) -> u32 {
        self.of
    }

    #[must_use]
    pub fn is_whole(self) -> bool {
        self.of == 1
    }
}

/// Every run that a scenario asks for.
#[derive(Debug)]
pub struct Plan<'a> {
    pub scenario: &'a Scenario,
    /// Variant by variant, then point by point.
    pub cells: Vec<Cell>,
    /// The different points of the sweep, in the order in which the design first names them; without a sweep one, which
    /// is empty.
    pub points: Vec<Vec<f64>>,
    /// For each row of the design, the index of its point.
    pub rows: Vec<usize>,
}

impl<'a> Plan<'a> {
    #[must_use]
    pub fn new(scenario: &'a Scenario) -> Self {
        let Distinct { points, of_row } = match &scenario.sweep {
            Some(sweep) => distinct(&sweep.rows),
            None => distinct(&[Vec::new()]),
        };
        let mut plan = Plan {
            scenario,
            cells: Vec::with_capacity(points.len() * scenario.variants.len()),
            points,
            rows: of_row,
        };
        for (index, variant) in scenario.variants.iter().enumerate() {
            for point in 0..plan.points.len() {
                let values = plan.values_at(index, point);
                let identity = identity(scenario, variant, &values);
                plan.cells.push(Cell {
                    variant: index,
                    point,
                    identity,
                });
            }
        }
        plan
    }

    /// The parameters of a cell's runs.
    #[must_use]
    pub fn values(&self, cell: usize) -> Cow<'a, Values> {
        let Cell { variant, point, .. } = self.cells[cell];
        self.values_at(variant, point)
    }

    fn values_at(&self, variant: usize, point: usize) -> Cow<'a, Values> {
        let values = &self.scenario.variants[variant].values;
        let Some(sweep) = &self.scenario.sweep else {
            return Cow::Borrowed(values);
        };
        let mut values = values.clone();
        sweep.apply(&self.points[point], &mut values);
        Cow::Owned(values)
    }

    /// What befalls a cell's runs.
    #[must_use]
    pub fn events(&self, cell: usize) -> &'a [Event] {
        &self.scenario.variants[self.cells[cell].variant].events
    }

    /// The people of all runs, where they are those of a real organisation.
    #[must_use]
    pub fn roster(&self) -> Option<&'a Roster> {
        self.scenario.roster.as_deref()
    }

    /// What teams and people have of their own in a cell's runs.
    #[must_use]
    pub fn own(&self, cell: usize) -> &'a [Own] {
        &self.scenario.variants[self.cells[cell].variant].own
    }

    /// The values of the swept parameters in a cell; empty without a sweep.
    #[must_use]
    pub fn point(&self, cell: usize) -> &[f64] {
        &self.points[self.cells[cell].point]
    }

    /// The cell of a variant at a point.
    #[must_use]
    pub fn cell(&self, variant: usize, point: usize) -> usize {
        variant * self.points.len() + point
    }

    /// The most replicates that a cell can get.
    #[must_use]
    pub fn most_replicates(&self) -> u32 {
        match self.scenario.run.replicates {
            Replicates::Count(count) => count,
            Replicates::Precision { at_most, .. } => at_most,
        }
    }

    /// The runs of these replicates, replicate by replicate.
    pub fn runs(&self, replicates: std::ops::Range<u32>) -> impl Iterator<Item = Run> + use<> {
        let cells = self.cells.len();
        replicates.flat_map(move |replicate| (0..cells).map(move |cell| Run { cell, replicate }))
    }

    /// Whether a run is of a part.
    #[must_use]
    pub fn is_of(&self, run: Run, shard: Shard) -> bool {
        self.part(run, shard.of) == shard.index as usize
    }

    /// The part of so many that has a run, counted from 0. From block to block of replicates it moves on by one, so that
    /// every part gets to every cell.
    #[must_use]
    pub fn part(&self, run: Run, of: u32) -> usize {
        place(run, self.scenario.model.block, of)
    }

    /// The name of a run.
    #[must_use]
    pub fn id(&self, run: Run) -> RunId {
        let mut hash = self.cells[run.cell].identity.clone();
        hash.update(run.replicate.to_le_bytes());
        let digest = hash.finalize();
        let mut id = [0_u8; 16];
        id.copy_from_slice(&digest[..16]);
        RunId(id)
    }
}

/// The part of so many that has a run, where replicates go in blocks of so many.
fn place(run: Run, block: u32, of: u32) -> usize {
    run.cell.wrapping_add((run.replicate / block) as usize) % of as usize
}

/// What determines a result of a real organisation, as a list of texts.
fn people(roster: &Roster, own: &[Own], text: &mut impl FnMut(&str), parameters: &[Parameter]) {
    text("roster");
    text(&roster.people.len().to_string());
    for person in &roster.people {
        text(&person.team.to_string());
    }
    match &roster.ties {
        None => text("ties are drawn"),
        Some(ties) => {
            text(&ties.len().to_string());
            for tie in ties {
                tie.seats.iter().for_each(|seat| text(&seat.to_string()));
                text(&tie.trust.to_string());
            }
        }
    }
    for own in own {
        match own.who {
            Who::Team(team) => text(&format!("team {team}")),
            Who::Person(seat) => text(&format!("person {seat}")),
        }
        text(&own.set.len().to_string());
        for assignment in &own.set {
            text(parameters[assignment.position].name);
            text(&assignment.number.to_string());
        }
    }
}

/// All of a run's identity but the replicate. Texts are hashed with their length, so that no two lists run together.
fn identity(scenario: &Scenario, variant: &Variant, values: &Values) -> Sha256 {
    let mut hash = Sha256::new();
    let mut text = |text: &str| {
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text.as_bytes());
    };
    text("seci run");
    text(scenario.model.model);
    text(&variant.name);
    let parameters = scenario.model.parameters;
    for (parameter, number) in parameters.iter().zip(values.numbers()) {
        text(parameter.name);
        text(&number.to_string());
    }
    for event in &variant.events {
        text(event.kind.name);
        text(&event.week.to_string());
        for (field, number) in event.kind.fields().zip(&event.fields) {
            text(field.name);
            text(&number.to_string());
        }
        for assignment in &event.set {
            text(parameters[assignment.position].name);
            text(&assignment.number.to_string());
        }
        if let Some(seats) = scenario
            .roster
            .as_deref()
            .and_then(|roster| event.who.seats(roster))
        {
            text("participants");
            text(&seats.len().to_string());
            for seat in seats {
                text(&seat.to_string());
            }
        }
    }
    if let Some(roster) = &scenario.roster {
        people(roster, &variant.own, &mut text, parameters);
    }
    hash.update(ENGINE_VERSION.to_le_bytes());
    // Where the model's own parameters say how long a run lasts, they are in the hash already.
    if scenario.model.clock.horizon == Horizon::Weeks {
        hash.update(scenario.run.weeks.to_le_bytes());
    }
    hash.update(scenario.run.seed.to_le_bytes());
    hash
}
