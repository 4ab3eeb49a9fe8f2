//! `seci run FILE…`: what the file says, to a folder.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::json;

use super::output::{self, Format};
use super::progress::Bar;
use super::{Changes, Ending, default_folder, jobs, open, shard_of, summary, twins};
use crate::chart::{Preset, Theme};
use crate::plan::Shard;
use crate::scenario::{Loaded, Replicates};
use crate::study::{self, Drawn, Existing, Options, Outcome, StudyError, Twins};

/// Without `--yes`, no more than this is written: 2 GB.
pub(super) const MOST_BYTES: f64 = 2e9;

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
    /// Make part I of N of the runs only, into a folder of its own; `seci merge` joins the parts. In an array of tasks
    /// auto/N takes I from Slurm, HyperQueue, Kubernetes, AWS Batch or Open MPI
    #[arg(long, value_name = "I/N")]
    shard: Option<String>,
    /// The output folder [default: output/NAME of the scenario]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Discard earlier results in the output folder instead of continuing or keeping them
    #[arg(long)]
    overwrite: bool,
    /// Write every table as Parquet too
    #[arg(long)]
    parquet: bool,
    /// Write the tables only: no charts, no report, no workbook, no deck
    #[arg(long)]
    no_charts: bool,
    /// Colours, font, footer and logo of charts and documents: a TOML file, or one of the shipped themes, plain and dark
    #[arg(long, value_name = "FILE")]
    theme: Option<PathBuf>,
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
    let Some(shard) = shard_of(arguments.shard.as_deref(), format) else {
        return Ending::BadInput;
    };
    let Some(twins) = twins(arguments.parquet, format) else {
        return Ending::BadInput;
    };
    let Some(theme) = super::chart::theme(arguments.theme.as_deref(), format) else {
        return Ending::BadInput;
    };
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
        let how = (shard, twins, &theme);
        worst = worst.max(one(&loaded, arguments, how, &cancel, format));
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
pub(super) fn listen(cancel: &Arc<AtomicBool>) {
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

fn one(
    loaded: &Loaded,
    arguments: &RunArguments,
    (shard, twins, theme): (Shard, Twins, &Theme),
    cancel: &AtomicBool,
    format: Format,
) -> Ending {
    let scenario = &loaded.scenario;
    if !shard.is_whole() && matches!(scenario.run.replicates, Replicates::Precision { .. }) {
        let text = "a number of runs that `precision` decides cannot be made in parts; give `replicates`, or run it without \
                    --shard";
        output::error(&text, format);
        return Ending::BadInput;
    }
    let folder = arguments
        .out
        .clone()
        .unwrap_or_else(|| default_folder(&scenario.name, shard));
    let options = Options {
        folder: folder.clone(),
        jobs: jobs(arguments.jobs),
        shard,
        twins,
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
    match study::run(scenario, &options, cancel, &bar) {
        Ok(outcome) => finish(&outcome, &options, (arguments, theme), format),
        Err(error) => fail(&error, format),
    }
}

pub(super) fn fail(error: &StudyError, format: Format) -> Ending {
    output::error(error, format);
    if error.is_bad_input() {
        Ending::BadInput
    } else {
        Ending::RunsFailed
    }
}

/// Draws the charts of a folder and makes its documents.
pub(super) fn draw(folder: &Path, theme: &Theme, format: Format, ending: &mut Ending) -> Drawn {
    let drawn = super::chart::draw(folder, theme, Preset::Slide).unwrap_or_else(|error| {
        output::error(&error, format);
        *ending = (*ending).max(Ending::RunsFailed);
        Drawn::default()
    });
    for why in &drawn.missing {
        output::note(why);
    }
    drawn
}

/// The titles of the charts, which are the findings; one that two charts share is said once.
pub(super) fn tell_findings(drawn: &Drawn) {
    let mut told: Vec<&str> = Vec::new();
    for chart in &drawn.charts {
        if !told.contains(&chart.title.as_str()) {
            told.push(&chart.title);
        }
    }
    if told.is_empty() {
        return;
    }
    let lines: Vec<String> = told
        .iter()
        .map(|title| format!("- {}", title.replace('\u{a0}', " ")))
        .collect();
    output::result(&format!(
        "\nFindings, checked against the runs:\n{}\n ",
        lines.join("\n")
    ));
}

/// Says so where a precision was asked for and not reached.
pub(super) fn tell_precision(outcome: &Outcome) {
    if let Some(precision) = &outcome.precision
        && precision.reached > precision.wanted
    {
        output::note(&format!(
            "the precision asked for was not reached: the half-width of {} is {:.4}, not {}; raise at_most",
            precision.metric, precision.reached, precision.wanted
        ));
    }
}

fn finish(
    outcome: &Outcome,
    options: &Options,
    (arguments, theme): (&RunArguments, &Theme),
    format: Format,
) -> Ending {
    let manifest = &outcome.manifest;
    let counts = manifest.runs;
    let folder = options.folder.display();
    let mut ending = Ending::Well;
    if outcome.cancelled {
        let done = counts.computed + counts.reused;
        output::note(&format!(
            "stopped after {done} of {} runs; {}the same command continues",
            counts.planned,
            if options.shard.is_whole() {
                "the tables hold these; "
            } else {
                ""
            }
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
    tell_precision(outcome);
    if counts.planned == 0 {
        output::note("this part has no runs: there are more parts than runs");
    }
    let has_tables = options.shard.is_whole() && counts.computed + counts.reused > 0;
    let mut drawn = Drawn::default();
    if has_tables && !arguments.no_charts && !outcome.cancelled {
        drawn = draw(&options.folder, theme, format, &mut ending);
    }
    match format {
        Format::Programs => output::event(
            "finished",
            json!({
                "folder": options.folder, "name": manifest.name, "scenario_hash": manifest.scenario_hash,
                "planned": counts.planned, "computed": counts.computed, "reused": counts.reused,
                "failed": counts.failed, "complete": manifest.complete, "charts": drawn.charts.len(), "seconds": manifest.seconds,
            }),
        ),
        Format::People => {
            if options.shard.is_whole() {
                summary::print(&options.folder, manifest);
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
            tell_findings(&drawn);
            let mut made = String::new();
            if !drawn.charts.is_empty() {
                made = format!(", {} charts in charts/", drawn.charts.len());
            }
            for document in &drawn.documents {
                let name = document.file_name().unwrap_or_default();
                made.push_str(", ");
                made.push_str(&name.to_string_lossy());
            }
            output::result(&format!(
                "{reused} in {:.1} s: {folder}/{made}",
                manifest.seconds
            ));
        }
    }
    ending
}
