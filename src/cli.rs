//! The command line: one file for each command; what is printed, where, and with which exit code.
//!
//! Results and nothing else go to stdout, everything else to stderr. Exit codes: 0 all well, 1 runs failed or could not
//! be saved, 2 bad input (nothing was written), 130 stopped.

mod bundle;
mod chart;
mod check;
mod compare;
mod diff;
mod explain;
mod merge;
mod new;
mod output;
mod plan;
mod progress;
mod replay;
mod run;
mod schema;
mod shard;
mod summary;
mod validate;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::plan::Shard;
use crate::scenario::{Loaded, Overrides, Source, load};
use crate::shipped::LIBRARY;
use crate::study::Twins;
use output::Format;

/// Simulates organisational learning as two coupled loops, tacit and explicit: a scenario file in, tables and charts out.
#[derive(Debug, Parser)]
#[command(name = "seci", version, arg_required_else_help = true, after_help = EXAMPLES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "Start here:
  seci new over-investment          write a scenario to look at and change
  seci run over-investment.toml     run it; tables and charts in output/over-investment/
  seci explain pressure             what a key means, its range, default and source

Exit codes: 0 all well, 1 runs failed or could not be saved, 2 bad input (nothing was run),
130 stopped by Ctrl-C.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Run scenarios: their variants, tables and charts
    Run(run::RunArguments),
    /// Run two scenarios at the same seeds and say what differs: in the files, and in the outcome
    Compare(compare::CompareArguments),
    /// Say what differs between two scenarios, and where each value comes from; runs nothing
    Diff(diff::DiffArguments),
    /// Say what a scenario file means and what is wrong with it; runs nothing
    Check(check::CheckArguments),
    /// Say how many runs a scenario has, and what they take: time, memory, disk
    Plan(plan::PlanArguments),
    /// Join parts of a study that were run apart from one another
    Merge(merge::MergeArguments),
    /// Write a scenario file to start from
    New(new::NewArguments),
    /// Make the charts, report, workbook and deck of an output folder again, without running
    Chart(chart::ChartArguments),
    /// Pack what it takes to repeat an output folder, and try it
    Bundle(bundle::BundleArguments),
    /// Repeat one run of an output folder, week by week, as CSV on stdout
    Replay(replay::ReplayArguments),
    /// Hold published models against independent runs, and judge every claim about the model
    Validate(validate::ValidateArguments),
    /// Print the JSON Schema of scenario files, for editors
    Schema(schema::SchemaArguments),
    /// Say what a parameter, metric or event means
    Explain(explain::ExplainArguments),
}

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Ending {
    Well,
    RunsFailed,
    BadInput,
    Stopped,
}

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> Self {
        ExitCode::from(match ending {
            Ending::Well => 0,
            Ending::RunsFailed => 1,
            Ending::BadInput => 2,
            Ending::Stopped => 130,
        })
    }
}

/// Does what the command line says.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let ending = match arguments.command {
        Command::Run(arguments) => run::run(&arguments),
        Command::Compare(arguments) => compare::compare(&arguments),
        Command::Diff(arguments) => diff::diff(&arguments),
        Command::Check(arguments) => check::check(&arguments),
        Command::Plan(arguments) => plan::plan(&arguments),
        Command::Merge(arguments) => merge::merge(&arguments),
        Command::New(arguments) => new::new(&arguments),
        Command::Chart(arguments) => chart::chart(&arguments),
        Command::Bundle(arguments) => bundle::bundle(&arguments),
        Command::Replay(arguments) => replay::replay(&arguments),
        Command::Validate(arguments) => validate::validate(&arguments),
        Command::Schema(arguments) => schema::schema(&arguments),
        Command::Explain(arguments) => explain::explain(&arguments),
    };
    ending.into()
}

/// What every command that takes a scenario file lets be changed.
#[derive(Debug, clap::Args)]
struct Changes {
    /// Set a key for all variants, such as --set drift=0.1; may be given several times
    #[arg(long = "set", value_name = "KEY=VALUE")]
    set: Vec<String>,
    /// Runs of each variant
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    replicates: Option<String>,
    /// The root seed, 0 to 9007199254740991
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    seed: Option<String>,
}

impl Changes {
    /// A file as it is.
    fn none() -> Self {
        Changes {
            set: Vec::new(),
            replicates: None,
            seed: None,
        }
    }

    fn overrides(&self) -> Overrides {
        Overrides {
            set: self.set.clone(),
            replicates: self.replicates.clone(),
            seed: self.seed.clone(),
        }
    }
}

/// The folder of a study that names none: `output/NAME`, or `output/NAME.part-3-of-8`.
fn default_folder(name: &str, shard: Shard) -> PathBuf {
    let part = if shard.is_whole() {
        String::new()
    } else {
        format!(".part-{}-of-{}", shard.number(), shard.of())
    };
    PathBuf::from("output").join(format!("{name}{part}"))
}

/// Whether tables are written as Parquet too, or prints why they cannot be.
fn twins(wanted: bool, format: Format) -> Option<Twins> {
    if !wanted {
        return Some(Twins::None);
    }
    Twins::parquet()
        .map_err(|error| output::error(&error, format))
        .ok()
}

/// The number of threads: as given, or as many as the machine has.
fn jobs(given: Option<u16>) -> usize {
    given.map_or_else(
        || std::thread::available_parallelism().map_or(1, usize::from),
        usize::from,
    )
}

/// The part that `--shard` asks for, or prints what is wrong with it. Without `--shard` all runs are meant, also in an
/// array of tasks, where that is said.
fn shard_of(given: Option<&str>, format: Format) -> Option<Shard> {
    let variable = |name: &str| std::env::var(name).ok();
    let Some(text) = given else {
        if let Some(name) = shard::unused(&variable) {
            output::note(&format!(
                "{name} is set, but every task of the array makes all runs; to share them out, say --shard auto/N, N being \
                 the number of tasks"
            ));
        }
        return Some(Shard::WHOLE);
    };
    match shard::choose(text, &variable) {
        Ok(chosen) => {
            let of = chosen.shard;
            let from = chosen.from.map(|name| format!(" ({name})"));
            output::note(&format!(
                "part {} of {}{}",
                of.number(),
                of.of(),
                from.unwrap_or_default()
            ));
            Some(of)
        }
        Err(error) => {
            output::error(&error, format);
            None
        }
    }
}

/// Loads a scenario, or prints everything that is wrong with it. A shipped scenario need not be there as a file.
fn open(file: &Path, changes: &Changes, format: Format) -> Option<Loaded> {
    let shipped = (!file.exists()).then(|| shipped_name(file)).flatten();
    let source = match &shipped {
        Some(name) => {
            output::note(&format!(
                "there is no file {} here: taking the scenario that comes with seci",
                file.display()
            ));
            Source::Shipped(name)
        }
        None => Source::File(file),
    };
    match load(source, &changes.overrides(), &LIBRARY) {
        Ok(loaded) => {
            for advice in &loaded.advice {
                output::note(advice);
            }
            Some(loaded)
        }
        Err(faults) => {
            output::faults(&faults, format);
            None
        }
    }
}

/// The shipped file that a path means when there is no such file: `scenarios/NAME.toml`, `scenarios/FOLDER/NAME.toml`,
/// `NAME.toml` or `NAME`.
fn shipped_name(file: &Path) -> Option<String> {
    let name = file.file_name()?.to_str()?;
    let parent = file.parent().unwrap_or(Path::new(""));
    let with_ending = PathBuf::from(name).with_extension("toml");
    let with_ending = with_ending.to_str()?;
    let is_ours = parent == Path::new("")
        || parent == Path::new("scenarios")
        || parent.parent() == Some(Path::new("scenarios"));
    (is_ours && LIBRARY.shipped(with_ending).is_some()).then(|| with_ending.to_owned())
}
