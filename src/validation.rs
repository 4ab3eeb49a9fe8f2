//! Validation: the evidence that the program computes what it says, and what became of each claim about the model.
//!
//! Two things are made by one command. *Docking*: published models on the same engine, held against independent runs.
//! *The battery*: every claim of what emerges, every pattern from the field, each headline with single rules switched off,
//! at the ends of what is contested, and over random settings. Claims and predictions are data (`battery`); estimates and
//! verdicts are computed, never written by hand (`estimate`, `verdict`). The runs are those of shipped scenarios
//! (`studies`), which anybody can run. Knows nothing of the command line.

pub mod battery;
pub mod docking;
pub mod estimate;
mod page;
pub mod pictures;
mod practice_curve;
pub mod settings;
pub mod studies;
mod tables;
#[cfg(test)]
mod tests;
pub mod verdict;

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use crate::analysis::AnalysisError;
use crate::study::{StudyError, Watcher};
use crate::table::write_atomically;
use battery::{CHECKS, Claim};
use docking::{Docked, Omnibus};
use settings::{Headline, Settings};
use studies::Made;
use verdict::{Judged, Part, Verdict, judge, together};

pub use page::page;

/// How the evidence is to be made.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where the studies, the tables and the page go.
    pub folder: PathBuf,
    /// Threads.
    pub jobs: usize,
    /// So many times fewer runs, for a quick look; 1 for the real thing.
    pub thrift: u32,
}

/// A claim and what became of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    pub claim: Claim,
    pub parts: Vec<Judged>,
    pub verdict: Verdict,
}

/// All evidence.
#[derive(Debug)]
pub struct Report {
    pub docked: Vec<Docked>,
    pub omnibus: Omnibus,
    /// Claims on the published models.
    pub published: Vec<Outcome>,
    /// Claims of what emerges, and patterns from the field.
    pub claims: Vec<Outcome>,
    /// Of each check of [`CHECKS`], the headlines.
    pub checks: Vec<Vec<Judged>>,
    pub settings: Vec<(Headline, Settings, Judged)>,
    /// Tests that the verdicts of the battery were adjusted for.
    pub tests: usize,
    /// Of each study its name, the command that makes it, the hash of its scenario, its runs and failed ones.
    pub studies: Vec<StudyInfo>,
}

/// How a study can be made again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StudyInfo {
    pub id: &'static str,
    pub command: String,
    pub scenario_hash: String,
    pub runs: u64,
    pub failed: u64,
}

/// Makes all runs and judges all claims; none where it was stopped.
///
/// # Errors
/// See [`StudyError`]; whatever was computed stays in the folder, and the same call continues.
pub fn validate(
    options: &Options,
    cancel: &AtomicBool,
    watcher: &dyn Watcher,
) -> Result<Option<Report>, StudyError> {
    let made = studies::make(
        &options.folder,
        options.jobs,
        options.thrift,
        cancel,
        watcher,
    )?;
    let Some(made) = made else {
        return Ok(None);
    };
    let report = report(&made)?;
    tables::write(&report, &options.folder)?;
    pictures::write(&report, &options.folder.join("charts"))?;
    write_page(&report, options, &options.folder.join("validation.md"))?;
    Ok(Some(report))
}

fn report(made: &Made) -> Result<Report, AnalysisError> {
    let (docked, omnibus) = docking::cells(made)?;
    let published = battery::published();
    let claims = battery::claims();
    let of_settings = Headline::ALL.map(|headline| Part {
        what: headline.words().to_owned(),
        measured: estimate::Measured::Settings(headline),
        prediction: verdict::Prediction::Above {
            bound: 0.5,
            by: 0.0,
        },
    });
    // The published models are a family of their own; all that is claimed of the two-loop model is judged together.
    let docking_parts: Vec<Part> = published
        .iter()
        .flat_map(|claim| claim.parts.clone())
        .collect();
    let mut parts: Vec<Part> = claims
        .iter()
        .flat_map(|claim| claim.parts.clone())
        .collect();
    let checks: Vec<Vec<Part>> = CHECKS.iter().map(battery::Check::parts).collect();
    parts.extend(checks.iter().flatten().cloned());
    parts.extend(of_settings);
    let mut judged = measured(parts, made)?.into_iter();
    let tests = judged.clone().filter(|judged| judged.p.is_some()).count();
    let claims = outcomes(claims, &mut judged);
    let checks = checks
        .iter()
        .map(|parts| judged.by_ref().take(parts.len()).collect())
        .collect();
    let mut settings = Vec::new();
    for (headline, judged) in Headline::ALL.into_iter().zip(judged) {
        let found = settings::settings(&made["random-settings"], headline)?;
        settings.push((headline, found, judged));
    }
    Ok(Report {
        omnibus,
        docked,
        published: outcomes(published, &mut measured(docking_parts, made)?.into_iter()),
        claims,
        checks,
        settings,
        tests,
        studies: studies::STUDIES
            .iter()
            .map(|study| {
                let manifest = &made[study.id].manifest;
                StudyInfo {
                    id: study.id,
                    command: study.command(),
                    scenario_hash: manifest.scenario_hash.clone(),
                    runs: manifest.runs.reused + manifest.runs.computed,
                    failed: manifest.runs.failed,
                }
            })
            .collect(),
    })
}

fn measured(parts: Vec<Part>, made: &Made) -> Result<Vec<Judged>, AnalysisError> {
    let mut estimated = Vec::with_capacity(parts.len());
    for part in parts {
        let estimate = part.measured.of(made)?;
        estimated.push((part, estimate));
    }
    Ok(judge(estimated))
}

/// Gives the judged parts back to their claims, in the order in which they were taken from them.
fn outcomes(claims: Vec<Claim>, judged: &mut impl Iterator<Item = Judged>) -> Vec<Outcome> {
    let outcome = |claim: Claim| {
        let parts: Vec<Judged> = judged.by_ref().take(claim.parts.len()).collect();
        Outcome {
            verdict: together(parts.iter().map(|part| part.verdict)),
            claim,
            parts,
        }
    };
    claims.into_iter().map(outcome).collect()
}

impl Report {
    /// How many claims of the battery came to a verdict.
    #[must_use]
    pub fn count(&self, verdict: Verdict) -> usize {
        self.claims
            .iter()
            .filter(|outcome| outcome.verdict == verdict)
            .count()
    }

    /// Whether the published models are reproduced: every cell within four standard errors, all together unremarkable,
    /// every shape there.
    #[must_use]
    pub fn docks(&self) -> bool {
        self.omnibus.largest < 4.0
            && self.omnibus.p > 0.001
            && self
                .published
                .iter()
                .all(|outcome| outcome.verdict == Verdict::Supported)
    }
}

/// Writes the page to a file, and its pictures into a folder `validation` beside it.
///
/// # Errors
/// A file that cannot be written.
pub fn write_page(report: &Report, options: &Options, file: &Path) -> Result<(), StudyError> {
    let text = page(report, options.thrift);
    pictures::draw(report, file)?;
    Ok(write_atomically(file, |file| {
        std::io::Write::write_all(file, text.as_bytes())
    })?)
}
