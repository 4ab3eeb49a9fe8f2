//! The command line as a layer: `--set KEY=VALUE`, `--replicates`, `--seed`.
//!
//! Owns how such an argument is read. It reaches every parameter, every key of `[run]` and the `samples` of a sweep, and
//! nothing else.

use super::document::{self, Content, Entry, Key, Node};
use super::faults::Fault;
use super::keys::{self, Context};
use super::layer::{Given, Layer, RunLayer};
use super::reader::Reader;
use super::registry::Registry;
use super::run_keys::run_keys;
use super::source::Page;
use super::sweep_keys::SAMPLES;
use super::walk;

/// What the command line changes, as it was typed.
#[derive(Debug, Clone, Default)]
pub struct Overrides {
    /// Each `KEY=VALUE`.
    pub set: Vec<String>,
    pub replicates: Option<String>,
    pub seed: Option<String>,
}

/// The command line as a layer, and what is wrong with it.
#[derive(Default)]
pub(super) struct CommandLine {
    pub layer: Layer,
    pub run: RunLayer,
    /// Of `[sweep]`, how much is drawn.
    pub samples: Option<Given<u32>>,
    pub faults: Vec<Fault>,
    pub refused: Vec<usize>,
    pub unsettled: Vec<&'static str>,
}

/// Faults of the command line are listed after those of all files.
const FIRST_RANK: usize = 1_000_000;

/// Reads all arguments.
pub(super) fn read(
    overrides: &Overrides,
    registry: &'static Registry,
    models: &'static [&'static Registry],
) -> CommandLine {
    let mut line = CommandLine::default();
    let mut seen: Vec<String> = Vec::new();
    for (index, argument) in overrides.set.iter().enumerate() {
        let page = Page::new("--set", argument, FIRST_RANK + index);
        match entry(&page, registry) {
            Ok(entry) => read_one(&page, &entry, (registry, models), &mut line, &mut seen),
            Err(fault) => line.faults.push(*fault),
        }
    }
    let flags = [
        ("--replicates", "replicates", &overrides.replicates),
        ("--seed", "seed", &overrides.seed),
    ];
    for (flag, key, text) in flags {
        if let Some(text) = text {
            let page = Page::new(flag, text, FIRST_RANK + overrides.set.len());
            let entry = Entry {
                key: Key {
                    name: key.to_owned(),
                    span: 0..0,
                },
                node: Node {
                    span: 0..text.len(),
                    content: document::parse_value(text, 0),
                },
            };
            read_one(&page, &entry, (registry, models), &mut line, &mut seen);
        }
    }
    let faults = line.layer.complete(registry, &mut line.refused);
    line.faults.extend(faults);
    line.faults.extend(line.run.complete());
    line
}

fn read_one(
    page: &Page,
    entry: &Entry,
    (registry, models): (&'static Registry, &'static [&'static Registry]),
    line: &mut CommandLine,
    seen: &mut Vec<String>,
) {
    let mut reader = Reader::new(page, registry, models);
    let name = &entry.key.name;
    if let Some(position) = registry.position(name) {
        walk::assign(&mut reader, entry, position, &mut line.layer);
    } else if run_keys().iter().any(|key| key.name == name) {
        if seen.contains(name) {
            let message = format!("`{name}` is given twice on the command line");
            reader.faults.push(
                Fault::at(&reader.place(&entry.key, &entry.node), message)
                    .label("again")
                    .help("Keep one of the two."),
            );
        } else {
            walk::run_key(&mut reader, entry, &mut line.run);
        }
    } else if name == SAMPLES.name {
        let place = reader.place(&entry.key, &entry.node);
        line.samples = reader
            .whole(&SAMPLES, &entry.node)
            .map(|value| Given { value, place });
    } else {
        let own: Vec<&str> = run_keys()
            .iter()
            .map(|key| key.name)
            .chain([SAMPLES.name])
            .collect();
        keys::misplaced(&mut reader, &entry.key, Context::CommandLine, &own);
    }
    seen.push(name.clone());
    line.faults.append(&mut reader.faults);
    line.refused.append(&mut reader.refused);
    line.unsettled.append(&mut reader.unsettled);
}

/// `KEY=VALUE` as an entry; `GROUP.KEY=VALUE` too, when the key is of that group.
fn entry(page: &Page, registry: &'static Registry) -> Result<Entry, Box<Fault>> {
    let all = 0..page.text.len();
    let Some(equals) = page.text.find('=') else {
        let message = "--set needs a key and a value".to_owned();
        let example = registry
            .parameters
            .first()
            .map_or(String::new(), |p| format!("{}={}", p.name, p.default));
        let help = format!("Write it as: --set {example}");
        return Err(Box::new(
            Fault::within(page, &all, message)
                .label("an = is missing")
                .help(help),
        ));
    };
    let typed = page.text[..equals].trim();
    let name = match typed.rsplit_once('.') {
        Some(("run" | "sweep", name)) => name,
        Some((group, name))
            if registry
                .parameters
                .iter()
                .any(|p| p.name == name && p.group == group) =>
        {
            name
        }
        _ => typed,
    };
    let value = equals + 1..page.text.len();
    let content = match document::parse_value(&page.text[value.clone()], value.start) {
        Content::Text(text) if text.is_empty() => {
            let message = format!("--set {typed}= gives no value");
            return Err(Box::new(
                Fault::within(page, &all, message)
                    .label("no value")
                    .help(format!("Write it as: --set {typed}=…")),
            ));
        }
        content => content,
    };
    let name = name.to_owned();
    Ok(Entry {
        key: Key {
            name,
            span: 0..equals,
        },
        node: Node {
            span: value,
            content,
        },
    })
}
