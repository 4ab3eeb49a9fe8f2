//! `seci diff A B`: what differs between two scenarios, and where each value comes from; runs nothing.
//!
//! Owns how differences are told, to people and to programs, and what may be given for a scenario: a file, a shipped name
//! or an output folder.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::output::{self, Format};
use super::{Changes, Ending, open};
use crate::scenario::differences::{Difference, Differences, Scope, Shown, Side, Subject};
use crate::scenario::{Loaded, differences};
use crate::study::SCENARIO_FILE;
use crate::table::MANIFEST_FILE;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Exit code 0 whether or not they differ, 2 for bad input. `seci compare A B` runs both as well."
)]
pub(super) struct DiffArguments {
    /// A scenario file, the name of a shipped scenario, or an output folder
    #[arg(value_name = "A")]
    one: PathBuf,
    /// What it is held against: likewise
    #[arg(value_name = "B")]
    other: PathBuf,
    /// Print JSON lines, for programs
    #[arg(long)]
    json: bool,
}

pub(super) fn diff(arguments: &DiffArguments) -> Ending {
    let format = Format::of(arguments.json);
    // Both are looked at, so that the faults of both are told at once.
    let given = [&arguments.one, &arguments.other];
    let opened = given.map(|path| open_any(path, &Changes::none(), format));
    let [Some(one), Some(other)] = &opened else {
        return Ending::BadInput;
    };
    let found = differences(one, other);
    match format {
        Format::People => output::result(&text(&found, [one, other])),
        Format::Programs => tell_programs(&found, [one, other]),
    }
    Ending::Well
}

/// Loads a scenario from a file, a shipped name or an output folder, or prints what is wrong.
pub(super) fn open_any(path: &Path, changes: &Changes, format: Format) -> Option<Loaded> {
    if !path.is_dir() {
        return open(path, changes, format);
    }
    let file = path.join(SCENARIO_FILE);
    if !file.exists() && path.join(MANIFEST_FILE).exists() {
        let text = format!(
            "{} has no {SCENARIO_FILE} any more, which says what was run; name its scenario file",
            path.display()
        );
        output::error(&text, format);
        return None;
    }
    // Of any other folder the loader says which files are in it.
    open(if file.exists() { &file } else { path }, changes, format)
}

/// The differences as people read them.
pub(super) fn text(found: &Differences, sides: [&Loaded; 2]) -> String {
    let mut text = String::new();
    for (letter, loaded) in ["A", "B"].into_iter().zip(sides) {
        let file = loaded.files.first().map_or("", String::as_str);
        let _ = writeln!(text, "{letter}: {} ({file})", loaded.scenario.name);
    }
    if found.list.is_empty() {
        let _ = writeln!(
            text,
            "\nNothing differs: the same parameters, events, variants and runs."
        );
        return text;
    }
    for difference in &found.list {
        let _ = writeln!(text, "\n{}", heading(difference));
        let values = difference.sides.each_ref().map(|side| match side {
            Some(side) => side.value.to_string(),
            None => nothing(difference.subject).to_owned(),
        });
        let longest = |value: &String| value.chars().count();
        let width = values.iter().map(longest).max().unwrap_or(0);
        for ((letter, value), side) in ["A", "B"].into_iter().zip(&values).zip(&difference.sides) {
            let origin = match side {
                Some(Side { origin, .. }) if !origin.is_empty() => format!("   ({origin})"),
                _ => String::new(),
            };
            // Beyond this width the origins stand one below the other no longer.
            let padded = if width <= 60 { width } else { 0 };
            let line = format!("  {letter}  {value:padded$}{origin}");
            let _ = writeln!(text, "{}", line.trim_end());
        }
    }
    if !found.is_of_one_model {
        let _ = writeln!(
            text,
            "\nThe models differ, so neither parameters nor variants nor events are compared."
        );
    }
    text
}

/// What stands where a side has no such thing.
fn nothing(subject: Subject) -> &'static str {
    match subject {
        Subject::Sweep => "not swept",
        Subject::Event => "no such event",
        Subject::Variant => "no such variant",
        Subject::Roster => "people that the model makes up",
        Subject::WhoMatters => "nobody",
        Subject::Own => "nothing of their own",
        Subject::Model | Subject::Title | Subject::Run | Subject::Parameter | Subject::Label => {
            "none"
        }
    }
}

/// What a difference is of: `turnover, share a year, in balanced`.
fn heading(difference: &Difference) -> String {
    let key = match difference.subject {
        Subject::Run => format!("[run] {}", difference.key),
        Subject::Sweep if difference.key != "sweep" => format!("[sweep] {}", difference.key),
        Subject::Sweep => "[sweep]".to_owned(),
        Subject::Event => format!("event {}", difference.key),
        Subject::Variant => {
            let only = if difference.sides[0].is_some() {
                "A"
            } else {
                "B"
            };
            format!("variant {}, only in {only}", difference.key)
        }
        Subject::Own => format!("teams and people of {}", difference.key),
        Subject::WhoMatters => "[who_matters], whose leaving is tried".to_owned(),
        Subject::Model | Subject::Title | Subject::Roster | Subject::Parameter | Subject::Label => {
            difference.key.clone()
        }
    };
    let mut parts = vec![key];
    // Weeks are in weeks.
    if !difference.unit.is_empty() && difference.unit != difference.key {
        parts.push(difference.unit.to_owned());
    }
    if let Scope::Within(variants) = &difference.scope {
        parts.push(format!("in {}", variants.join(" and ")));
    }
    parts.join(", ")
}

/// The differences as JSON lines: one for each, then their number.
pub(super) fn tell_programs(found: &Differences, sides: [&Loaded; 2]) {
    for difference in &found.list {
        let [a, b] = difference
            .sides
            .each_ref()
            .map(|side| side_value(side.as_ref()));
        let variants = match &difference.scope {
            Scope::Everywhere => Value::Null,
            Scope::Within(variants) => json!(variants),
        };
        output::event(
            "difference",
            json!({
                "kind": difference.subject.name(), "key": difference.key, "unit": difference.unit,
                "variants": variants, "a": a, "b": b,
            }),
        );
    }
    let [a, b] =
        sides.map(|loaded| json!({ "name": loaded.scenario.name, "file": loaded.files.first() }));
    output::event(
        "differences",
        json!({ "count": found.list.len(), "a": a, "b": b }),
    );
}

fn side_value(side: Option<&Side>) -> Value {
    match side {
        None => Value::Null,
        Some(Side { value, origin }) => match value {
            Shown::Number(number) => json!({ "value": number, "origin": origin }),
            Shown::Text(text) => json!({ "value": text, "origin": origin }),
        },
    }
}
