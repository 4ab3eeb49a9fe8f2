//! `seci new NAME`: a scenario file to start from, the files it extends and the tables they name.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::Ending;
use super::output::{self, Format};
use crate::scenario::{self, Shipped};
use crate::shipped::{LIBRARY, STARTER};

#[derive(Debug, clap::Args)]
pub(super) struct NewArguments {
    /// The name of a shipped scenario, or a name of your own for a commented starter file
    #[arg(value_name = "NAME", required_unless_present = "list")]
    name: Option<String>,
    /// The folder to write to
    #[arg(long, value_name = "DIR", default_value = ".")]
    out: PathBuf,
    /// List the shipped scenarios
    #[arg(long)]
    list: bool,
}

pub(super) fn new(arguments: &NewArguments) -> Ending {
    let Some(name) = arguments.name.as_deref().filter(|_| !arguments.list) else {
        let names: Vec<_> = LIBRARY.files.iter().map(stem).collect();
        output::result(&names.join("\n"));
        return Ending::Well;
    };
    let name = name.trim_end_matches(".toml");
    if let Some(refusal) = refusal(name) {
        output::error(&refusal, Format::People);
        return Ending::BadInput;
    }
    let main = format!("{name}.toml");
    let text = LIBRARY
        .shipped(&main)
        .map_or(STARTER, |shipped| shipped.text);
    let mut files = vec![(main, side_by_side(text))];
    while let Some(parent) = files.last().and_then(|(_, text)| extended(text)) {
        let Some(shipped) = LIBRARY.shipped(&parent) else {
            break;
        };
        files.push((parent, side_by_side(shipped.text)));
    }
    let tables: Vec<(String, String)> = files.iter().flat_map(|(_, text)| tables(text)).collect();
    files.extend(tables);
    write_all(&arguments.out, &files)
}

/// Why nothing is written under this name: it is not allowed, or it is a slip of the pen for a shipped scenario.
fn refusal(name: &str) -> Option<String> {
    if !scenario::is_allowed_name(name) {
        let shown = name.replace(char::is_control, "?");
        return Some(format!(
            "\"{shown}\" is no name for a scenario: use letters, digits, - and _, at most 80, and no name that \
             Windows keeps for itself, such as con or nul"
        ));
    }
    let shipped = || LIBRARY.files.iter();
    if shipped().any(|shipped| stem(shipped) == name) {
        return None;
    }
    let near = scenario::nearest(name, shipped().map(stem))?;
    (!is_derived(name, near)).then(|| {
        format!(
            "there is no shipped scenario {name}; did you mean {near}? For a file of your own, choose a name less like \
             it, such as my-{near}"
        )
    })
}

fn stem(shipped: &Shipped) -> &'static str {
    shipped.file.trim_end_matches(".toml")
}

/// Whether a name is meant to recall another, as `baseline-2` and `my-baseline` do.
fn is_derived(name: &str, from: &str) -> bool {
    let is_joint = |c: char| c == '-' || c == '_' || c.is_ascii_digit();
    name.strip_prefix(from)
        .is_some_and(|rest| rest.starts_with(is_joint))
        || name
            .strip_suffix(from)
            .is_some_and(|rest| rest.ends_with(is_joint))
}

/// A shipped text with the file that it extends beside it: here all files are written to one folder.
fn side_by_side(text: &str) -> String {
    text.replacen("extends = \"../", "extends = \"", 1)
}

/// The file that a scenario text extends.
fn extended(text: &str) -> Option<String> {
    let table: toml::Table = text.parse().ok()?;
    Some(table.get("extends")?.as_str()?.to_owned())
}

/// The shipped tables that a scenario text names, each with its text.
fn tables(text: &str) -> Vec<(String, String)> {
    let table: toml::Table = text.parse().unwrap_or_default();
    let organisation = table.get("organisation").and_then(toml::Value::as_table);
    let named = ["people", "ties"].map(|key| organisation?.get(key)?.as_str());
    let shipped = named
        .into_iter()
        .flatten()
        .filter_map(|file| LIBRARY.table(file));
    shipped
        .map(|table| (table.file.to_owned(), table.text.to_owned()))
        .collect()
}

/// Writes the files. The first must not be there already, unless with the same text; those that it extends may.
fn write_all(folder: &Path, files: &[(String, String)]) -> Ending {
    let path = |name: &str| folder.join(name);
    let is_same = |name: &str, text: &str| {
        std::fs::read(path(name)).is_ok_and(|bytes| bytes == text.as_bytes())
    };
    for (index, (name, text)) in files.iter().enumerate() {
        if !path(name).exists() || is_same(name, text) {
            continue;
        }
        if index == 0 {
            let text = format!(
                "{} is there already and is not overwritten; choose another name, or another folder with --out",
                path(name).display()
            );
            output::error(&text, Format::People);
            return Ending::BadInput;
        }
        // What it extends may well have been edited: that is what the user wants to build on.
        output::note(&format!("keeping {} as it is there", path(name).display()));
    }
    for (name, text) in files {
        let path = path(name);
        if path.exists() {
            continue;
        }
        let written = std::fs::create_dir_all(folder)
            .and_then(|()| OpenOptions::new().write(true).create_new(true).open(&path))
            .and_then(|mut file| file.write_all(text.as_bytes()));
        if let Err(error) = written {
            let cause = error.to_string();
            let cause = cause.split(" (os error").next().unwrap_or_default();
            let text = format!(
                "cannot write {}: {cause}; choose another folder with --out",
                path.display()
            );
            output::error(&text, Format::People);
            return Ending::BadInput;
        }
        output::result(&format!("wrote {}", path.display()));
    }
    if let Some((name, _)) = files.first() {
        output::note(&format!("next: seci run {}", path(name).display()));
    }
    Ending::Well
}
