//! What `seci explain` says: of one key everything the registry knows, or of all keys a line each.
//!
//! Owns the wording; prints nothing and knows no colours.

mod kinds;
mod layout;
mod words;

use std::fmt::Write as _;

use super::names;
use super::registry::{Change, Metric, Parameter, Registry, Smallest, Unit};
use super::run_keys::{RunKey, precision_keys, run_keys};
use super::sweep::Design;
use super::sweep_keys::{DESIGN, SWEEP_WORDS, sweep_keys};
use kinds::event;
use layout::{fact, paragraph, row, section, title};
use words::{WORDS, Word};

/// A word that is no key, metric or kind of event.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no key, heading, metric or event called `{asked}`")]
pub struct Unexplained {
    pub asked: String,
    /// What was probably meant.
    pub nearest: Option<&'static str>,
}

/// Explains a parameter, a metric, a key of `[run]`, a kind of event or a group; whatever bears the name.
///
/// # Errors
/// When nothing bears the name.
pub fn explain(models: &[&'static Registry], key: &str) -> Result<String, Unexplained> {
    let bare = key.rsplit('.').next().unwrap_or(key);
    let mut found = Vec::new();
    for name in [key, bare] {
        if found.is_empty() {
            found = articles(models, name);
        }
    }
    if found.is_empty() {
        return Err(Unexplained {
            asked: key.to_owned(),
            nearest: names::nearest(bare, all_names(models)),
        });
    }
    Ok(found.join("\n"))
}

/// All keys, metrics and kinds of event, a line each.
#[must_use]
pub fn overview(models: &[&'static Registry]) -> String {
    let mut out = String::from("`seci explain KEY` says more of each of these.\n");
    section(
        &mut out,
        "The file  Its headings, and the keys that are no parameters",
    );
    for word in &WORDS {
        row(&mut out, word.name, word.what);
    }
    section(
        &mut out,
        "[run]  How long, how often and from which seed; equal for all variants",
    );
    for key in run_keys() {
        row(
            &mut out,
            key.name,
            &format!("{}; default {}", key.accepts(), key.default),
        );
    }
    section(
        &mut out,
        "[sweep]  The points at which every variant is run, and their designs",
    );
    for word in &SWEEP_WORDS {
        row(&mut out, word.name, word.meaning);
    }
    for key in sweep_keys() {
        row(
            &mut out,
            key.name,
            &format!("{}; default {}", key.accepts(), key.default),
        );
    }
    for design in Design::ALL {
        row(&mut out, design.name(), design.meaning());
    }
    for registry in models {
        if models.len() > 1 {
            let _ = write!(out, "\nModel \"{}\": {}\n", registry.model, registry.title);
        }
        members(&mut out, registry);
    }
    out
}

/// All parameters, metrics and kinds of event of a model, a line each.
fn members(out: &mut String, registry: &Registry) {
    for group in registry.groups {
        section(out, &format!("[{}]  {}", group.name, group.meaning));
        for parameter in registry
            .parameters
            .iter()
            .filter(|parameter| parameter.group == group.name)
        {
            let label = if parameter.says_more() {
                format!("{}: ", parameter.label)
            } else {
                String::new()
            };
            let Parameter { range, unit, .. } = parameter;
            let default = parameter.shown(parameter.default);
            let text = format!("{label}{range} ({unit}); default {default}");
            row(out, parameter.name, &text);
        }
    }
    section(out, "Metrics");
    for metric in registry.metrics {
        row(out, metric.name, metric.meaning);
    }
    section(out, "Kinds of event");
    for kind in registry.events {
        row(out, kind.name, kind.meaning);
    }
}

/// Everything that bears the name; more than one when, say, an event and a parameter do.
fn articles(models: &[&'static Registry], name: &str) -> Vec<String> {
    let mut articles = Vec::new();
    articles.extend(WORDS.iter().filter(|word| word.name == name).map(article));
    articles.extend(
        run_keys()
            .iter()
            .filter(|key| key.name == name)
            .map(|key| run_key(key, "[run]")),
    );
    articles.extend(
        precision_keys()
            .iter()
            .filter(|key| key.name == name)
            .map(|key| run_key(key, "precision, in [run]")),
    );
    articles.extend(
        sweep_keys()
            .iter()
            .filter(|key| key.name == name)
            .map(|key| run_key(key, "[sweep]")),
    );
    let words = SWEEP_WORDS.iter().filter(|word| word.name == name);
    articles.extend(words.map(|word| {
        let mut out = title(word.name, "a key of [sweep]");
        paragraph(&mut out, word.meaning);
        if word.name == DESIGN {
            for design in Design::ALL {
                fact(&mut out, design.name(), design.meaning());
            }
        }
        out
    }));
    let designs = Design::ALL
        .into_iter()
        .filter(|design| design.name() == name);
    articles.extend(designs.map(|design| {
        let mut out = title(design.name(), "a design of a sweep");
        paragraph(&mut out, design.meaning());
        example(&mut out, design.example());
        out
    }));
    let of_name = models.iter().filter(|registry| registry.model == name);
    articles.extend(of_name.map(|registry| {
        let mut out = title(registry.model, "a model");
        paragraph(&mut out, registry.title);
        members(&mut out, registry);
        out
    }));
    for registry in models {
        let model = if models.len() > 1 {
            format!(" of the model \"{}\"", registry.model)
        } else {
            String::new()
        };
        let parameters = registry
            .parameters
            .iter()
            .filter(|parameter| parameter.name == name);
        articles.extend(parameters.map(|found| parameter(found, registry, &model)));
        let metrics = registry.metrics.iter().filter(|metric| metric.name == name);
        articles.extend(metrics.map(|found| metric(found, &model)));
        let kinds = registry
            .events
            .iter()
            .filter(|kind| kind.name == name || kind.fields().any(|field| field.name == name));
        articles.extend(kinds.map(|kind| event(kind, registry, &model)));
        let groups = registry.groups.iter().filter(|group| group.name == name);
        articles.extend(groups.map(|found| {
            let members = registry
                .parameters
                .iter()
                .filter(|parameter| parameter.group == name);
            let members: Vec<&str> = members.map(|parameter| parameter.name).collect();
            let mut out = title(&format!("[{name}]"), &format!("a group of keys{model}"));
            paragraph(&mut out, found.meaning);
            fact(&mut out, "Keys", &members.join(", "));
            out
        }));
    }
    articles
}

fn all_names(models: &[&'static Registry]) -> Vec<&'static str> {
    let mut names: Vec<&'static str> = run_keys()
        .iter()
        .chain(precision_keys())
        .map(|key| key.name)
        .chain(WORDS.iter().map(|word| word.name))
        .chain(SWEEP_WORDS.iter().map(|word| word.name))
        .chain(sweep_keys().iter().map(|key| key.name))
        .chain(Design::ALL.map(Design::name))
        .collect();
    for registry in models {
        names.extend(registry.parameters.iter().map(|parameter| parameter.name));
        names.extend(registry.metrics.iter().map(|metric| metric.name));
        names.extend(registry.events.iter().map(|kind| kind.name));
        names.extend(registry.groups.iter().map(|group| group.name));
        names.push(registry.model);
    }
    names
}

fn parameter(parameter: &Parameter, registry: &Registry, model: &str) -> String {
    let label = if parameter.says_more() {
        format!("{}, ", parameter.label)
    } else {
        String::new()
    };
    let mut out = title(parameter.name, &format!("{label}a parameter{model}"));
    paragraph(&mut out, parameter.meaning);
    fact(&mut out, "Belongs in", &format!("[{}]", parameter.group));
    fact(&mut out, "Unit", parameter.unit);
    fact(&mut out, "Allowed", &parameter.range.to_string());
    fact(&mut out, "Default", &parameter.shown(parameter.default));
    fact(&mut out, "Source", parameter.source);
    fact(&mut out, "Confidence", &parameter.confidence.to_string());
    let change = match parameter.change {
        Change::ByPolicy => "yes, by an event of kind \"policy\"",
        Change::Never => "no, it is fixed from the start",
    };
    fact(&mut out, "May change", change);
    for pair in registry.pairs {
        let other = if pair.usual.contains(&parameter.name) {
            pair.other
        } else if pair.other.contains(&parameter.name) {
            pair.usual
        } else {
            continue;
        };
        let note = format!(
            "{} and {} say the same in another way; a file gives one pair or the other",
            other[0], other[1]
        );
        fact(&mut out, "Instead", &note);
    }
    out
}

fn metric(metric: &Metric, model: &str) -> String {
    let label = if metric.says_more() {
        format!("{}, ", metric.label)
    } else {
        String::new()
    };
    let mut out = title(metric.name, &format!("{label}a metric{model}"));
    paragraph(&mut out, metric.meaning);
    let unit = match metric.unit {
        Unit::Share => "a share, 0 to 1",
        Unit::Points => "a difference of two shares, -1 to 1 (charts show percentage points)",
        Unit::Signed => "between -1 and 1",
        Unit::Count => "a count since the start of the run",
    };
    fact(&mut out, "Unit", unit);
    let smallest = match metric.smallest {
        Smallest::Absolute(difference) => format!("{difference}"),
        Smallest::Relative(share) => {
            format!("{} % of the reference's mean", (share * 1e6).round() / 1e4)
        }
    };
    fact(
        &mut out,
        "Matters from",
        &format!("a difference of {smallest} on"),
    );
    out
}

fn article(word: &Word) -> String {
    let mut out = title(word.name, word.what);
    paragraph(&mut out, word.meaning);
    example(&mut out, word.example);
    out
}

fn example<T: AsRef<str>>(out: &mut String, lines: &[T]) {
    out.push_str("  For example:\n");
    for line in lines {
        let _ = writeln!(out, "    {}", line.as_ref());
    }
}

fn run_key(key: &RunKey, home: &str) -> String {
    let mut out = title(key.name, &format!("a key of {home}"));
    paragraph(&mut out, key.meaning);
    if key.unit != "-" {
        fact(&mut out, "Unit", key.unit);
    }
    fact(&mut out, "Allowed", &key.accepts());
    fact(&mut out, "Default", key.default);
    fact(
        &mut out,
        "May change",
        "no, it is the same for all variants",
    );
    out
}
