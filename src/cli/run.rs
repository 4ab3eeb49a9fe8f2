//! `seci run FILE…`: what the file says, to a folder.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::available_parallelism;

use serde_json::json;

use super::output::{self, Format};
use super::progress::Bar;
use super::{Changes, Ending, open};
use crate::analysis::{RunTable, overview};
use crate::scenario::Loaded;
use crate::study::{self, Existing, Options, Outcome, StudyError};
use crate::table::Folder;

/// Without `--yes`, no more than this is written: 2 GB.
const MOST_BYTES: f64 = 2e9;

/// The metrics of the summary.
const HEADLINE: [&str; 4] = [
    "documents",
    "capability",
    "performance",
    "knowing_doing_gap",
];

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Running the same command again continues what was stopped. A first Ctrl-C finishes the runs \
                        under way, a second one stops at once."
)]
#[allow(clippy::struct_excessive_bools, reason = "flags of a command line")]
pub(super) struct RunArguments {
    /// Scenario files
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    changes: Changes,
    /// Threads [default: as many as the machine has]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
    /// The output folder [default: output/NAME of the scenario]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Discard earlier results in the output folder instead of continuing or keeping them
    #[arg(long)]
    overwrite: bool,
    /// Write the tables only
    #[arg(long)]
    no_charts: bool,
    /// Allow more than 2 GB of output
    #[arg(long)]
    yes: bool,
    /// Print events as JSON lines on stdout, for programs
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &RunArguments) -> Ending {
    let format = Format::of(arguments.json);
    if arguments.files.len() > 1 && arguments.out.is_some() {
        output::error(
            &"--out names the folder of one scenario; run the files one by one, or without --out",
            format,
        );
        return Ending::BadInput;
    }
    // All files are looked at before the first is run.
    let loaded: Vec<Option<Loaded>> = arguments
        .files
        .iter()
        .map(|file| open(file, &arguments.changes, format))
        .collect();
    let Some(loaded) = loaded.into_iter().collect::<Option<Vec<_>>>() else {
        return Ending::BadInput;
    };
    if let Some(twice) = repeated(&loaded) {
        let text = format!(
            "two of the files are named \"{twice}\" and would write to one folder; run them one by one, each with --out"
        );
        output::error(&text, format);
        return Ending::BadInput;
    }
    let cancel = Arc::new(AtomicBool::new(false));
    listen(&cancel);
    let mut worst = Ending::Well;
    for loaded in loaded {
        worst = worst.max(one(&loaded, arguments, &cancel, format));
        if cancel.load(Ordering::Relaxed) {
            break;
        }
    }
    worst
}

/// A name that two scenarios have.
fn repeated(loaded: &[Loaded]) -> Option<&str> {
    let mut names: Vec<&str> = loaded
        .iter()
        .map(|loaded| loaded.scenario.name.as_str())
        .collect();
    names.sort_unstable();
    names
        .windows(2)
        .find(|pair| pair[0] == pair[1])
        .map(|pair| pair[0])
}

/// The first Ctrl-C asks for an end, the second one ends.
fn listen(cancel: &Arc<AtomicBool>) {
    let flag = Arc::clone(cancel);
    let listening = ctrlc::set_handler(move || {
        if flag.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
        output::note(
            "stopping: the runs under way are finished first; press Ctrl-C again to stop at once",
        );
    });
    if let Err(error) = listening {
        output::note(&format!(
            "Ctrl-C stops at once, without finishing the runs under way ({error})"
        ));
    }
    // A file that grows past the limit of the shell must be an error like any other, not the end of the program.
    #[cfg(unix)]
    if let Err(error) = signal_hook::flag::register(25, Arc::new(AtomicBool::new(false))) {
        output::note(&format!(
            "a limit on the size of files ends the program without a message ({error})"
        ));
    }
}

fn one(loaded: &Loaded, arguments: &RunArguments, cancel: &AtomicBool, format: Format) -> Ending {
    let scenario = &loaded.scenario;
    let folder = arguments
        .out
        .clone()
        .unwrap_or_else(|| PathBuf::from("output").join(&scenario.name));
    let options = Options {
        folder: folder.clone(),
        jobs: arguments.jobs.map_or_else(
            || available_parallelism().map_or(1, usize::from),
            usize::from,
        ),
        existing: if arguments.overwrite {
            Existing::Discard
        } else {
            Existing::Keep
        },
        most_bytes: if arguments.yes {
            f64::INFINITY
        } else {
            MOST_BYTES
        },
    };
    let bar = Bar::new(format);
    let made = study::run(scenario, &options, cancel, &bar).and_then(|outcome| {
        let folder = Folder::open(&folder)?;
        let runs = RunTable::read(&folder)?;
        Ok((outcome, runs))
    });
    match made {
        Ok((outcome, runs)) => finish(&outcome, &runs, &options, arguments, format),
        Err(error) => fail(&error, format),
    }
}

fn fail(error: &StudyError, format: Format) -> Ending {
    output::error(error, format);
    if error.is_bad_input() {
        Ending::BadInput
    } else {
        Ending::RunsFailed
    }
}

fn finish(
    outcome: &Outcome,
    runs: &RunTable,
    options: &Options,
    arguments: &RunArguments,
    format: Format,
) -> Ending {
    let manifest = &outcome.manifest;
    let counts = manifest.runs;
    let folder = options.folder.display();
    let mut ending = Ending::Well;
    if outcome.cancelled {
        let done = counts.computed + counts.reused;
        output::note(&format!(
            "stopped after {done} of {} runs; the tables hold these; the same command continues",
            counts.planned
        ));
        ending = Ending::Stopped;
    }
    if counts.failed > 0 {
        output::note(&format!(
            "{} runs failed: {folder}/failures.csv says which, and how to repeat them",
            counts.failed
        ));
        ending = ending.max(Ending::RunsFailed);
    }
    if let Some(precision) = &outcome.precision
        && precision.reached > precision.wanted
    {
        output::note(&format!(
            "the precision asked for was not reached: the half-width of {} is {:.4}, not {}; raise at_most",
            precision.metric, precision.reached, precision.wanted
        ));
    }
    let mut drawn = 0;
    if !arguments.no_charts && !outcome.cancelled && !runs.is_empty() {
        match study::draw(&options.folder) {
            Ok(charts) => drawn = charts.len(),
            Err(error) => {
                output::error(&error, format);
                ending = ending.max(Ending::RunsFailed);
            }
        }
    }
    match format {
        Format::Programs => output::event(
            "finished",
            json!({
                "folder": options.folder, "name": manifest.name, "scenario_hash": manifest.scenario_hash,
                "planned": counts.planned, "computed": counts.computed, "reused": counts.reused,
                "failed": counts.failed, "complete": manifest.complete, "charts": drawn, "seconds": manifest.seconds,
            }),
        ),
        Format::People => {
            match overview(runs, manifest, &HEADLINE) {
                Ok(overview) => output::result(&format!("{}\n{}", manifest.title, overview.text())),
                Err(error) => output::error(&error, format),
            }
            let reused = if counts.reused > 0 {
                format!("reused {}, computed {}", counts.reused, counts.computed)
            } else {
                format!(
                    "{} run{}",
                    counts.computed,
                    if counts.computed == 1 { "" } else { "s" }
                )
            };
            let charts = if drawn > 0 {
                format!(", {drawn} charts in charts/")
            } else {
                String::new()
            };
            output::result(&format!(
                "{reused} in {:.1} s: {folder}/{charts}",
                manifest.seconds
            ));
        }
    }
    ending
}
