//! The plan: every run that a scenario asks for, each with a name of its own.
//!
//! A cell is a variant (later: at a point of a sweep); a run is a cell and a replicate. Runs are taken replicate by
//! replicate, so that whatever is finished covers all cells about equally. Knows scenarios; knows no model.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

use crate::scenario::{Event, Replicates, Scenario, Values};

/// The version of the rules by which results come about: the model's rules, the streams and the order in which they are
/// consumed. Raised whenever any number can differ; results of different versions are never mixed.
pub const ENGINE_VERSION: u32 = 1;

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

/// A set of runs that differ in the replicate only.
#[derive(Debug)]
pub struct Cell<'a> {
    /// Index of the variant in the scenario.
    pub variant: usize,
    /// The swept parameters' values; empty without a sweep.
    pub point: Vec<f64>,
    pub values: &'a Values,
    pub events: &'a [Event],
    identity: Sha256,
}

/// One run: a cell and a replicate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    pub cell: usize,
    pub replicate: u32,
}

/// Every run that a scenario asks for.
#[derive(Debug)]
pub struct Plan<'a> {
    pub scenario: &'a Scenario,
    pub cells: Vec<Cell<'a>>,
}

impl<'a> Plan<'a> {
    #[must_use]
    pub fn new(scenario: &'a Scenario) -> Self {
        let cells = scenario
            .variants
            .iter()
            .enumerate()
            .map(|(index, variant)| Cell {
                variant: index,
                point: Vec::new(),
                values: &variant.values,
                events: &variant.events,
                identity: identity(scenario, &variant.name, &variant.values, &variant.events),
            })
            .collect();
        Plan { scenario, cells }
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

/// All of a run's identity but the replicate. Texts are hashed with their length, so that no two lists run together.
fn identity(scenario: &Scenario, variant: &str, values: &Values, events: &[Event]) -> Sha256 {
    let mut hash = Sha256::new();
    let mut text = |text: &str| {
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text.as_bytes());
    };
    text("seci run");
    text(scenario.model.model);
    text(variant);
    let parameters = scenario.model.parameters;
    for (parameter, number) in parameters.iter().zip(values.numbers()) {
        text(parameter.name);
        text(&number.to_string());
    }
    for event in events {
        text(event.kind.name);
        text(&event.week.to_string());
        for (field, number) in event.kind.fields.iter().zip(&event.fields) {
            text(field.name);
            text(&number.to_string());
        }
        for assignment in &event.set {
            text(parameters[assignment.position].name);
            text(&assignment.number.to_string());
        }
    }
    hash.update(ENGINE_VERSION.to_le_bytes());
    hash.update(scenario.run.weeks.to_le_bytes());
    hash.update(scenario.run.seed.to_le_bytes());
    hash
}
