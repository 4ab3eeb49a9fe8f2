//! `seci bundle DIR`: all that it takes to repeat a study, tried before it is called done.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::output::{self, Format};
use super::{Changes, Ending, open};
use crate::study::{self, SCENARIO_FILE};

#[derive(Debug, clap::Args)]
pub(super) struct BundleArguments {
    /// An output folder
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// The folder of the bundle [default: NAME-bundle beside DIR]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

pub(super) fn bundle(arguments: &BundleArguments) -> Ending {
    let folder = &arguments.folder;
    let manifest = match crate::table::read_manifest(folder) {
        Ok(manifest) => manifest,
        Err(error) => {
            output::error(&error, Format::People);
            return Ending::BadInput;
        }
    };
    let scenario = folder.join(SCENARIO_FILE);
    if !scenario.exists() {
        let text = format!(
            "{} has no {SCENARIO_FILE} any more, which says what to repeat; run its scenario again",
            folder.display()
        );
        output::error(&text, Format::People);
        return Ending::BadInput;
    }
    let Some(loaded) = open(&scenario, &Changes::none(), Format::People) else {
        return Ending::BadInput;
    };
    let named = arguments.out.clone();
    let target = named.unwrap_or_else(|| study::default_target(folder, &manifest));
    if let Err(error) = study::bundle(folder, &target, &loaded.scenario) {
        return super::run::fail(&error, Format::People);
    }
    match tried(&target) {
        Ok(()) => {
            output::result(&format!(
                "{}/: {} runs repeated, every table the same to the byte",
                target.display(),
                manifest.runs.computed + manifest.runs.reused
            ));
            Ending::Well
        }
        Err(text) => {
            // What does not repeat is no bundle.
            let _ = std::fs::remove_dir_all(&target);
            output::error(&text, Format::People);
            Ending::RunsFailed
        }
    }
}

/// Runs the bundle's command and compares what it wrote.
fn tried(target: &Path) -> Result<(), String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    output::note("running the bundle's own command, to see that it gives the same tables");
    let run = Command::new(program)
        .args(study::COMMAND)
        .current_dir(target)
        .stdout(Stdio::null())
        .output();
    let run = run.map_err(|error| format!("the bundle's command could not be started: {error}"))?;
    if !run.status.success() {
        let said = String::from_utf8_lossy(&run.stderr);
        return Err(format!(
            "the bundle's command failed; no bundle was made: {said}"
        ));
    }
    let again = target.join("again");
    let differing = study::agrees(target, &again).map_err(|error| error.to_string())?;
    if !differing.is_empty() {
        return Err(format!(
            "{} came out differently when run again; no bundle was made. Were the tables changed by hand?",
            differing.join(", ")
        ));
    }
    std::fs::remove_dir_all(&again).map_err(|error| error.to_string())
}
