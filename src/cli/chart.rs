//! `seci chart DIR…`: the charts of an output folder again, without running.

use std::path::PathBuf;

use super::Ending;
use super::output::{self, Format};
use crate::study::{self, StudyError};

#[derive(Debug, clap::Args)]
pub(super) struct ChartArguments {
    /// Output folders
    #[arg(required = true, value_name = "DIR")]
    folders: Vec<PathBuf>,
}

pub(super) fn chart(arguments: &ChartArguments) -> Ending {
    let mut ending = Ending::Well;
    for folder in &arguments.folders {
        match study::draw(folder) {
            Ok(charts) if charts.is_empty() => {
                output::note(&format!(
                    "the tables of {} hold nothing that a chart could show",
                    folder.display()
                ));
            }
            Ok(charts) => {
                for chart in charts {
                    output::result(&format!("{}: {}", chart.picture.display(), chart.title));
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
