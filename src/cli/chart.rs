//! `seci chart DIR…`: the charts and documents of an output folder again, without running.

use std::path::{Path, PathBuf};

use super::Ending;
use super::output::{self, Format};
use crate::scenario::{Overrides, Scenario, Source, load};
use crate::shipped::LIBRARY;
use crate::study::{self, Drawn, SCENARIO_FILE, StudyError};

#[derive(Debug, clap::Args)]
pub(super) struct ChartArguments {
    /// Output folders
    #[arg(required = true, value_name = "DIR")]
    folders: Vec<PathBuf>,
}

pub(super) fn chart(arguments: &ChartArguments) -> Ending {
    let mut ending = Ending::Well;
    for folder in &arguments.folders {
        match draw(folder) {
            Ok(drawn) if drawn.charts.is_empty() => {
                output::note(&format!(
                    "the tables of {} hold nothing that a chart could show",
                    folder.display()
                ));
            }
            Ok(drawn) => {
                for chart in drawn.charts {
                    output::result(&format!("{}: {}", chart.picture.display(), chart.title));
                }
                for document in drawn.documents {
                    output::result(&document.display().to_string());
                }
            }
            Err(error) => {
                output::error(&error, Format::People);
                // Tables that cannot be read are bad input; charts that cannot be written are not.
                let bad = error.is_bad_input()
                    || matches!(error, StudyError::Analysis(_))
                    || matches!(&error, StudyError::Table(error) if !error.is_about_writing());
                ending = ending.max(if bad {
                    Ending::BadInput
                } else {
                    Ending::RunsFailed
                });
            }
        }
    }
    ending
}

/// Draws a folder; a scenario in it that can no longer be read is left out of the documents.
pub(super) fn draw(folder: &Path) -> Result<Drawn, StudyError> {
    study::draw(folder, scenario_of(folder).as_ref())
}

fn scenario_of(folder: &Path) -> Option<Scenario> {
    let path = folder.join(SCENARIO_FILE);
    let loaded = load(Source::File(&path), &Overrides::default(), &LIBRARY);
    if loaded.is_err() {
        output::note(&format!(
            "{} cannot be read any more: the documents leave out what was assumed",
            path.display()
        ));
    }
    loaded.ok().map(|loaded| loaded.scenario)
}
