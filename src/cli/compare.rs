//! `seci compare A B`: two scenarios at the same seeds; what differs in the files, what differs in the outcome.

mod words;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use serde_json::json;

use super::output::{self, Format};
use super::progress::Bar;
use super::{Changes, Ending, default_folder, diff, jobs, run, summary};
use crate::chart::{Preset, Theme};
use crate::plan::Shard;
use crate::scenario::{Loaded, Scenario};
use crate::shipped::LIBRARY;
use crate::study::compare::{self, Comparison, Input, Judged, Studies};
use crate::study::{self, Drawn, Existing, Options, Outcome, SCENARIO_FILE, StudyError, Twins};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "All runs of both are made at the same seeds, into one folder, whose scenario.toml runs again as it is. \
                  Variants of the same name are compared with one another (compared.csv), and all with the reference of A \
                  (paired.csv). Of different people or ties, and where [who_matters] asks who matters, each is run in a folder of \
                  its own, a/ and b/. `seci diff A B` says what differs without running."
)]
#[allow(clippy::struct_excessive_bools, reason = "flags of a command line")]
pub(super) struct CompareArguments {
    /// A scenario file, the name of a shipped scenario, or an output folder
    #[arg(value_name = "A")]
    one: PathBuf,
    /// What it is compared with: likewise
    #[arg(value_name = "B")]
    other: PathBuf,
    #[command(flatten)]
    changes: Changes,
    /// Threads [default: as many as the machine has]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
    /// The output folder [default: output/A-vs-B, by the names of the scenarios]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Colours, font, footer and logo, as for `seci chart`
    #[arg(long, value_name = "FILE")]
    theme: Option<PathBuf>,
    /// Discard earlier results in the output folder instead of continuing or keeping them
    #[arg(long)]
    overwrite: bool,
    /// Write the tables only: no charts, no report, no workbook, no deck
    #[arg(long)]
    no_charts: bool,
    /// Allow more than 2 GB of output
    #[arg(long)]
    yes: bool,
    /// Print events as JSON lines on stdout, for programs
    #[arg(long)]
    json: bool,
}

pub(super) fn compare(arguments: &CompareArguments) -> Ending {
    let format = Format::of(arguments.json);
    let Some(theme) = super::chart::theme(arguments.theme.as_deref(), format) else {
        return Ending::BadInput;
    };
    // Both are looked at, so that the faults of both are told at once.
    let given = [&arguments.one, &arguments.other];
    let opened = given.map(|path| diff::open_any(path, &arguments.changes, format));
    let [Some(one), Some(other)] = &opened else {
        return Ending::BadInput;
    };
    let called = given.map(|path| called(path));
    let sides = [
        Input {
            loaded: one,
            called: &called[0],
        },
        Input {
            loaded: other,
            called: &called[1],
        },
    ];
    let comparison = match compare::join(sides, &LIBRARY) {
        Ok(comparison) => comparison,
        Err(error) => return run::fail(&error, format),
    };
    for path in given.into_iter().filter(|path| path.is_dir()) {
        output::note(&format!(
            "of {} the scenario is taken; its runs are made again, since those of a comparison bear names of their own",
            path.display()
        ));
    }
    let known = |advice: &&String| !one.advice.contains(advice) && !other.advice.contains(advice);
    for advice in comparison.advice.iter().filter(known) {
        output::note(advice);
    }
    tell_beginning(&comparison, [one, other], format);
    let output = arguments
        .out
        .clone()
        .unwrap_or_else(|| default_folder(&comparison.name, Shard::WHOLE));
    match made(&comparison, &output, arguments, format) {
        Ok(outcomes) => finish(&comparison, &outcomes, (&output, arguments, &theme), format),
        Err(error) => run::fail(&error, format),
    }
}

/// A study that was made, and its folder.
type Made = (PathBuf, Outcome);

/// Makes the study of both, or that of either; what was stopped is not followed by another.
fn made(
    comparison: &Comparison,
    output: &Path,
    arguments: &CompareArguments,
    format: Format,
) -> Result<Vec<Made>, StudyError> {
    let studies: Vec<(&Scenario, PathBuf)> = match &comparison.studies {
        Studies::Together(scenario) => vec![(scenario.as_ref(), output.to_owned())],
        Studies::Apart(scenarios) => {
            compare::hold(output)?;
            let folders = compare::FOLDERS.map(|folder| output.join(folder));
            scenarios.iter().zip(folders).collect()
        }
    };
    let cancel = Arc::new(AtomicBool::new(false));
    run::listen(&cancel);
    let mut all = Vec::new();
    for (scenario, folder) in studies {
        let options = Options {
            folder,
            jobs: jobs(arguments.jobs),
            shard: Shard::WHOLE,
            twins: Twins::None,
            existing: if arguments.overwrite {
                Existing::Discard
            } else {
                Existing::Keep
            },
            most_bytes: if arguments.yes {
                f64::INFINITY
            } else {
                run::MOST_BYTES
            },
        };
        let outcome = study::run(scenario, &options, &cancel, &Bar::new(format))?;
        let is_stopped = outcome.cancelled;
        all.push((options.folder, outcome));
        if is_stopped {
            break;
        }
    }
    Ok(all)
}

/// What the user calls a scenario: its file without the ending, or its folder.
fn called(path: &Path) -> String {
    let is_resolved = path.file_name().is_some_and(|name| name == SCENARIO_FILE);
    let name = match path.parent() {
        Some(folder) if is_resolved => folder.file_name(),
        _ if path.is_dir() => path.file_name(),
        _ => path.file_stem(),
    };
    name.map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// What differs in the files, and what holds for both.
fn tell_beginning(comparison: &Comparison, sides: [&Loaded; 2], format: Format) {
    match format {
        Format::People => {
            output::result(&diff::text(&comparison.differences, sides));
            output::result(&words::terms(comparison));
        }
        Format::Programs => {
            diff::tell_programs(&comparison.differences, sides);
            for rule in &comparison.rules {
                output::event("rule", json!({ "text": rule }));
            }
        }
    }
}

fn finish(
    comparison: &Comparison,
    studies: &[Made],
    (output, arguments, theme): (&Path, &CompareArguments, &Theme),
    format: Format,
) -> Ending {
    let mut ending = Ending::Well;
    for (folder, outcome) in studies {
        let counts = outcome.manifest.runs;
        if outcome.cancelled {
            let done = counts.computed + counts.reused;
            output::note(&format!(
                "stopped after {done} of {} runs; the same command continues",
                counts.planned
            ));
            return Ending::Stopped;
        }
        if counts.failed > 0 {
            output::note(&format!(
                "{} runs failed: {}/failures.csv says which, and how to repeat them",
                counts.failed,
                folder.display()
            ));
            ending = Ending::RunsFailed;
        }
        run::tell_precision(outcome);
    }
    let Some((_, first)) = studies.first() else {
        return ending;
    };
    let manifest = &first.manifest;
    let told = summary::headline(manifest);
    let judged = match compare::write(comparison, output, &told) {
        Ok(judged) => judged,
        Err(error) => return ending.max(run::fail(&error, format)),
    };
    let mut drawn = Vec::new();
    for (folder, outcome) in studies {
        let counts = outcome.manifest.runs;
        let mut of_study = Drawn::default();
        if !arguments.no_charts && counts.computed + counts.reused > 0 {
            match super::chart::draw(folder, theme, Preset::Slide) {
                Ok(made) => of_study = made,
                Err(error) => {
                    output::error(&error, format);
                    ending = ending.max(Ending::RunsFailed);
                }
            }
        }
        drawn.push(of_study);
    }
    match format {
        Format::Programs => tell_programs(comparison, &judged, (output, studies, &drawn)),
        Format::People => {
            output::result(&words::outcome(comparison, &judged, &manifest.end()));
            tell_studies(comparison, studies, &drawn);
            output::result(&words::made(output, studies, &drawn));
        }
    }
    ending
}

/// What the studies say by themselves.
fn tell_studies(comparison: &Comparison, studies: &[Made], drawn: &[Drawn]) {
    let is_apart = studies.len() > 1;
    for ((letter, (folder, outcome)), drawn) in ["A", "B"].into_iter().zip(studies).zip(drawn) {
        if is_apart {
            let matters = compare::departures(folder).map_or_else(
                |error| format!("\n{error}"),
                |rows| words::departures(&rows, &outcome.manifest),
            );
            output::result(&format!(
                "\n{letter} by itself, in {}/{matters}",
                folder.display()
            ));
        }
        if is_apart || comparison.unpaired > 0 {
            output::result("");
            summary::print(folder, &outcome.manifest);
        }
        run::tell_findings(drawn);
    }
}

fn tell_programs(
    comparison: &Comparison,
    judged: &[Judged],
    (output, studies, drawn): (&Path, &[Made], &[Drawn]),
) {
    for pair in &comparison.pairs {
        output::event(
            "variant",
            json!({ "variant": pair.name, "in_a": pair.variants[0], "in_b": pair.variants[1], "identical": pair.is_identical }),
        );
    }
    for each in judged {
        let difference = each.difference;
        output::event(
            "outcome",
            json!({
                "variant": comparison.pairs[each.pair].name, "point": each.point, "metric": each.metric.name,
                "n": difference.n, "mean_a": each.means[0], "mean_b": each.means[1], "mean_difference": difference.mean,
                "ci_low": difference.ci_low, "ci_high": difference.ci_high, "verdict": each.verdict.name(), "judged_together": each.family,
            }),
        );
    }
    for ((folder, outcome), drawn) in studies.iter().zip(drawn) {
        let manifest = &outcome.manifest;
        let counts = manifest.runs;
        output::event(
            "finished",
            json!({
                "folder": folder, "compared_in": output, "name": manifest.name, "scenario_hash": manifest.scenario_hash,
                "planned": counts.planned, "computed": counts.computed, "reused": counts.reused,
                "failed": counts.failed, "complete": manifest.complete, "charts": drawn.charts.len(), "seconds": manifest.seconds,
            }),
        );
    }
}
