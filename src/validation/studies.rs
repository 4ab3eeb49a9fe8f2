//! The studies that the evidence comes from: shipped scenarios, as anybody can run them.
//!
//! Owns which there are and how they are made; what they are evidence for is for the others to say.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use crate::analysis::RunTable;
use crate::plan::Shard;
use crate::scenario::{Overrides, Scenario, Source, load};
use crate::shipped::LIBRARY;
use crate::study::{self, Existing, Options, StudyError, Twins, Watcher};
use crate::table::{Folder, Manifest, SeriesRow};

/// A shipped scenario, and what is changed of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Study {
    /// Names its folder.
    pub id: &'static str,
    pub file: &'static str,
    pub set: &'static [&'static str],
    /// Where it takes more than the file's own.
    pub replicates: Option<u32>,
}

const fn study(id: &'static str, file: &'static str) -> Study {
    Study {
        id,
        file,
        set: &[],
        replicates: None,
    }
}

/// Runs of a cell against which a published figure is held.
const DOCKING: Option<u32> = Some(10_000);

const fn docking(file: &'static str, id: &'static str) -> Study {
    Study {
        replicates: DOCKING,
        ..study(id, file)
    }
}

/// All of them, in the order in which they are made.
pub const STUDIES: &[Study] = &[
    docking("march-1991-figure-1.toml", "march-1991-figure-1"),
    docking("march-1991-figure-2.toml", "march-1991-figure-2"),
    docking("march-1991-figure-4.toml", "march-1991-figure-4"),
    docking("march-1991-figure-5.toml", "march-1991-figure-5"),
    study("fang-2010", "fang-2010.toml"),
    study("over-investment", "over-investment.toml"),
    Study {
        set: &["weeks=26"],
        ..study("over-investment-week-26", "over-investment.toml")
    },
    Study {
        replicates: Some(1_000),
        ..study("small-firm", "small-firm.toml")
    },
    study("patterns", "patterns.toml"),
    Study {
        set: &["weeks=26"],
        ..study("patterns-week-26", "patterns.toml")
    },
    study("steering", "steering.toml"),
    study("conditions", "conditions.toml"),
    study("rules", "rules.toml"),
    study("contested", "contested.toml"),
    study("practice", "practice.toml"),
    study("random-settings", "random-settings.toml"),
];

impl Study {
    /// The scenario, with so many times fewer runs where a quick look is enough.
    ///
    /// # Errors
    /// Only if a shipped file were not in order, which a test holds.
    pub fn scenario(&self, thrift: u32) -> Result<Scenario, StudyError> {
        let read = |replicates: Option<u32>| {
            let overrides = Overrides {
                set: self.set.iter().map(|&set| set.to_owned()).collect(),
                replicates: replicates.map(|count| count.to_string()),
                seed: None,
            };
            load(Source::Shipped(self.file), &overrides, &LIBRARY)
                .map_err(|faults| StudyError::Folder(format!("{}: {faults}", self.file)))
        };
        let loaded = read(self.replicates)?;
        if thrift <= 1 {
            return Ok(loaded.scenario);
        }
        let most = match loaded.scenario.run.replicates {
            crate::scenario::Replicates::Count(count) => count,
            crate::scenario::Replicates::Precision { at_most, .. } => at_most,
        };
        Ok(read(Some((most / thrift).max(4)))?.scenario)
    }

    /// The command that makes the same runs.
    #[must_use]
    pub fn command(&self) -> String {
        let mut command = format!("seci run {}", self.file);
        for set in self.set {
            command.push_str(" --set ");
            command.push_str(set);
        }
        if let Some(replicates) = self.replicates {
            // Writing to a string cannot fail.
            let _ = write!(command, " --replicates {replicates}");
        }
        command
    }
}

/// The runs of a study.
#[derive(Debug)]
pub struct Evidence {
    pub manifest: Manifest,
    pub runs: RunTable,
    pub scenario: Scenario,
    /// The summaries of every observed week, of the model's first metric.
    pub weeks: Vec<SeriesRow>,
}

/// All studies, by id.
pub type Made = BTreeMap<&'static str, Evidence>;

/// Makes all studies, or what is missing of them, each in a folder of its own; stops early when `cancel` is set.
///
/// # Errors
/// See [`StudyError`]; whatever was computed stays, and the same call continues.
pub fn make(
    folder: &Path,
    jobs: usize,
    thrift: u32,
    cancel: &AtomicBool,
    watcher: &dyn Watcher,
) -> Result<Option<Made>, StudyError> {
    let mut made = BTreeMap::new();
    for study in STUDIES {
        let scenario = study.scenario(thrift)?;
        let options = Options {
            folder: folder.join(study.id),
            jobs,
            shard: Shard::WHOLE,
            existing: Existing::Keep,
            twins: Twins::None,
            most_bytes: f64::INFINITY,
        };
        let outcome = study::run(&scenario, &options, cancel, watcher)?;
        if outcome.cancelled {
            return Ok(None);
        }
        let tables = Folder::open(&options.folder)?;
        let first = scenario.model.metrics.first().map(|metric| metric.name);
        let mut weeks = Vec::new();
        for row in tables.series()? {
            let row = row?;
            if Some(row.metric.as_str()) == first {
                weeks.push(row);
            }
        }
        let evidence = Evidence {
            manifest: outcome.manifest,
            runs: RunTable::read(&tables)?,
            scenario,
            weeks,
        };
        made.insert(study.id, evidence);
    }
    Ok(Some(made))
}
