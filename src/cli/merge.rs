//! `seci merge DIR…`: parts of a study joined into one folder, with its tables and charts.

use std::path::PathBuf;

use serde_json::json;

use super::output::{self, Format};
use super::{Changes, Ending, default_folder, open, summary, twins};
use crate::chart::Theme;
use crate::plan::Shard;
use crate::study::{self, Merged, SCENARIO_FILE};
use crate::table::read_manifest;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "The parts are folders made by `seci run FILE --shard I/N`. They stay as they are, may hold the same runs, and \
                  may be joined before all of them are there: what is missing is said, and joining them again later is no harm."
)]
pub(super) struct MergeArguments {
    /// Folders of parts
    #[arg(required = true, value_name = "DIR")]
    parts: Vec<PathBuf>,
    /// The folder to join them in [default: output/NAME of the scenario]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Write every table as Parquet too
    #[arg(long)]
    parquet: bool,
    /// Write the tables only
    #[arg(long)]
    no_charts: bool,
    /// Print events as JSON lines on stdout, for programs
    #[arg(long)]
    json: bool,
}

pub(super) fn merge(arguments: &MergeArguments) -> Ending {
    let format = Format::of(arguments.json);
    let Some(twins) = twins(arguments.parquet, format) else {
        return Ending::BadInput;
    };
    // Every part holds the scenario; the first that has one says what all of them are of.
    let begun = arguments
        .parts
        .iter()
        .find(|part| read_manifest(part).is_ok());
    let first = begun.unwrap_or(&arguments.parts[0]);
    let manifest = match read_manifest(first) {
        Ok(manifest) => manifest,
        Err(error) => {
            output::error(&error, format);
            return Ending::BadInput;
        }
    };
    let Some(loaded) = open(&first.join(SCENARIO_FILE), &Changes::none(), format) else {
        return Ending::BadInput;
    };
    let folder = arguments
        .out
        .clone()
        .unwrap_or_else(|| default_folder(&manifest.name, Shard::WHOLE));
    let merged = match study::merge(&loaded.scenario, &arguments.parts, &folder, twins) {
        Ok(merged) => merged,
        Err(error) => return super::run::fail(&error, format),
    };
    let mut ending = Ending::Well;
    tell_missing(&merged, format, &mut ending);
    if !arguments.no_charts && merged.manifest.runs.reused > 0 {
        super::run::draw(&folder, &Theme::default(), format, &mut ending);
    }
    let counts = merged.manifest.runs;
    if format == Format::People {
        summary::print(&folder, &merged.manifest);
    }
    match format {
        Format::People => output::result(&format!(
            "joined {} of {} runs from {} folders: {}/",
            counts.reused,
            counts.planned,
            arguments.parts.len(),
            folder.display()
        )),
        Format::Programs => output::event(
            "merged",
            json!({
                "folder": folder, "name": merged.manifest.name, "scenario_hash": merged.manifest.scenario_hash,
                "planned": counts.planned, "present": counts.reused, "failed": counts.failed,
                "complete": merged.manifest.complete,
            }),
        ),
    }
    ending
}

/// Says which parts lack runs, and how they are made.
fn tell_missing(merged: &Merged, format: Format, ending: &mut Ending) {
    let counts = merged.manifest.runs;
    if counts.failed > 0 {
        *ending = Ending::RunsFailed;
        output::note(&format!(
            "{} runs failed: failures.csv says which, and how to repeat them",
            counts.failed
        ));
    }
    for part in &merged.missing {
        *ending = Ending::RunsFailed;
        let shard = part.shard;
        if format == Format::Programs {
            let fields = json!({
                "part": shard.number, "of": shard.of, "missing": part.missing, "planned": part.planned,
            });
            output::event("missing", fields);
            continue;
        }
        let what = if part.missing == part.planned {
            "is missing".to_owned()
        } else {
            format!("lacks {} of its {} runs", part.missing, part.planned)
        };
        output::note(&format!(
            "part {} of {} {what}: make it as the others were, with --shard {}/{}, and join them again",
            shard.number, shard.of, shard.number, shard.of
        ));
    }
}
