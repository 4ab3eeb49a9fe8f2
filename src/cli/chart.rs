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
                let bad = matches!(error, StudyError::Table(_) | StudyError::Analysis(_));
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
