//! A bundle: all that somebody needs who wants to repeat a study, in one folder.
//!
//! Owns what is in it and what its page says. Whether the command in it gives the same tables is for the caller to try;
//! [`agrees`] compares. Runs nothing.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::plan::ENGINE_VERSION;
use crate::scenario::Scenario;
use crate::scenario::roster::{PEOPLE_FILE, TIES_FILE};
use crate::study::{SCENARIO_FILE, StudyError, hash_of};
use crate::table::{
    Folder, MANIFEST_FILE, Manifest, OF_COMPARISONS, TABLES, TableError, write_atomically,
};

/// The specification of the model, as it is in the sources of this version.
const MODEL: &str = include_str!("../../docs/model.md");
const PAGE: &str = "README.md";
const MODEL_FILE: &str = "model.md";
const SUMS: &str = "SHA256SUMS";

/// The command that repeats the study, in the folder of the bundle.
pub const COMMAND: [&str; 5] = ["run", SCENARIO_FILE, "--no-charts", "--out", "again"];

/// Copies what is needed into a new folder.
///
/// # Errors
/// A folder that is not complete, was made by another engine or from another scenario, or cannot be read; a target that
/// is there already or cannot be written.
pub fn bundle(output: &Path, target: &Path, scenario: &Scenario) -> Result<(), StudyError> {
    let folder = Folder::open(output)?;
    let manifest = folder.manifest();
    check(output, manifest, scenario)?;
    if target.exists() {
        return refuse(format!(
            "{} is there already; remove it, or name another with --out",
            target.display()
        ));
    }
    fs::create_dir_all(target).map_err(|error| TableError::write(target, &error))?;
    let mut sums = String::new();
    let mut put = |name: &str, bytes: &[u8]| {
        let path = target.join(name);
        write_atomically(&path, |file| std::io::Write::write_all(file, bytes))?;
        let digest = Sha256::digest(bytes);
        // Writing to a string never fails.
        for byte in digest {
            let _ = write!(sums, "{byte:02x}");
        }
        let _ = writeln!(sums, "  {name}");
        Ok::<(), StudyError>(())
    };
    for name in files(output) {
        let path = output.join(&name);
        let bytes = fs::read(&path).map_err(|error| TableError::read(&path, &error))?;
        put(&name, &bytes)?;
    }
    put(MODEL_FILE, MODEL.as_bytes())?;
    put(PAGE, page(manifest, scenario).as_bytes())?;
    let path = target.join(SUMS);
    write_atomically(&path, |file| {
        std::io::Write::write_all(file, sums.as_bytes())
    })?;
    Ok(())
}

/// The tables of two folders that differ, by name; empty where all are equal to the byte. What only a comparison writes is
/// not asked for: it is made from the other tables.
///
/// # Errors
/// A table that cannot be read.
pub fn agrees(one: &Path, other: &Path) -> Result<Vec<String>, StudyError> {
    let read = |folder: &Path, name: &str| {
        let path = folder.join(name);
        fs::read(&path).map_err(|error| TableError::read(&path, &error))
    };
    let mut differing = Vec::new();
    let is_run_again =
        |name: &String| name != MANIFEST_FILE && !OF_COMPARISONS.contains(&name.as_str());
    for name in files(one).into_iter().filter(is_run_again) {
        if !other.join(&name).exists() || read(one, &name)? != read(other, &name)? {
            differing.push(name);
        }
    }
    Ok(differing)
}

/// The files of a folder that belong into a bundle: what a run writes but for its ledger and its pictures.
fn files(output: &Path) -> Vec<String> {
    let tables = TABLES.iter().map(|table| table.file);
    let all = [MANIFEST_FILE, SCENARIO_FILE, PEOPLE_FILE, TIES_FILE]
        .into_iter()
        .chain(tables);
    all.filter(|name| output.join(name).exists())
        .map(str::to_owned)
        .collect()
}

fn refuse<T>(text: String) -> Result<T, StudyError> {
    Err(StudyError::Folder(text))
}

fn check(output: &Path, manifest: &Manifest, scenario: &Scenario) -> Result<(), StudyError> {
    let shown = output.display();
    if manifest.engine != ENGINE_VERSION {
        return refuse(format!(
            "{shown} was computed by engine version {}; this is version {ENGINE_VERSION}, whose results may differ; use the \
             program that made it (seci {})",
            manifest.engine, manifest.seci
        ));
    }
    if hash_of(scenario) != manifest.scenario_hash {
        return refuse(format!(
            "{shown}/{SCENARIO_FILE} was changed after the runs were made; run it again, or put it back as it was"
        ));
    }
    if !manifest.complete || manifest.shard.is_some() {
        return refuse(format!(
            "{shown} does not hold all planned runs; finish or merge them first"
        ));
    }
    Ok(())
}

/// What the bundle is, how it is repeated, and the model in short (ODD: Grimm et al. 2020).
fn page(manifest: &Manifest, scenario: &Scenario) -> String {
    let registry = scenario.model;
    let mut text = format!(
        "# {}\n\nAll that it takes to repeat the study `{}`.\n\n    seci {}\n\nThe tables in `again/` are then the same bytes as those \
         here; `seci bundle` ran this command before it called the bundle done.\n\n",
        manifest.title,
        manifest.name,
        COMMAND.join(" ")
    );
    let revision = manifest.git_revision.as_deref().unwrap_or("unknown");
    let rows = [
        (
            "program",
            format!("seci {} (git {revision})", manifest.seci),
        ),
        ("engine", manifest.engine.to_string()),
        (
            "scenario",
            format!("`{SCENARIO_FILE}`, hash {}", manifest.scenario_hash),
        ),
        ("root seed", manifest.seed.to_string()),
        (
            "runs",
            format!(
                "{}, {} of each variant{}",
                manifest.runs.computed + manifest.runs.reused,
                manifest.replicates,
                if manifest.design.is_some() {
                    " at each point"
                } else {
                    ""
                }
            ),
        ),
        ("weeks", manifest.weeks.to_string()),
    ];
    text.push_str("| | |\n|---|---|\n");
    for (name, value) in rows {
        let _ = writeln!(text, "| {name} | {value} |");
    }
    let _ = write!(
        text,
        "\nRuns draw from streams keyed by seed, replicate and week, so that single runs can be repeated: `seci replay again RUN_ID` \
         with an id of `runs.csv`. `{SUMS}` has the SHA-256 of every file.\n\n## The model in short\n\n{}\n\n",
        registry.title
    );
    let _ = writeln!(
        text,
        "The full specification, rule by rule and in the order of the ODD protocol, is in `{MODEL_FILE}`.\n\n\
         - **Entities and scales**: {} parameters in {} groups, {} metrics, one step a week.\n\
         - **Inputs**: `{SCENARIO_FILE}` has every parameter; events: {}.\n\
         - **Outputs**: the tables beside this page; `docs/tables.md` of the program describes every column.\n",
        registry.parameters.len(),
        registry.groups.len(),
        registry.metrics.len(),
        registry
            .events
            .iter()
            .map(|event| event.name)
            .collect::<Vec<_>>()
            .join(", ")
    );
    text.push_str("| metric | meaning |\n|---|---|\n");
    for metric in registry.metrics {
        let _ = writeln!(text, "| `{}` | {} |", metric.name, metric.meaning);
    }
    text
}

/// The folder that a bundle has if none is named: `NAME-bundle` beside the folder.
#[must_use]
pub fn default_target(output: &Path, manifest: &Manifest) -> PathBuf {
    output.with_file_name(format!("{}-bundle", manifest.name))
}
