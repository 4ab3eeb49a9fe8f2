//! From a source to a scenario: opens the chain of files, lays their layers on one another, and gathers every fault.
//!
//! Owns the order in which things are read and which kind of fault keeps others from being looked for. The single parts
//! (opening, walking, settling) are files of their own.

use std::fs;
use std::path::{Path, PathBuf};

use super::Scenario;
use super::assemble;
use super::document::{self, Content, Document};
use super::faults::{Fault, Faults, Place};
use super::layer::{AxisLayer, FileLayer, Given, OrganisationLayer};
use super::names;
use super::overrides::{self, Overrides};
use super::points_file;
use super::registry::Registry;
use super::roster::{self, Asked, Survey};
use super::settle::Origin;
use super::source::{self, Home, Library, Opened, Page, Source};
use super::sweep::AxisValues;
use super::walk::{self, NameGiven};

/// More files than this do not extend one another.
const LONGEST_CHAIN: usize = 32;

/// A scenario, and what is good to know about how it came to be.
#[derive(Debug, Clone)]
pub struct Loaded {
    pub scenario: Scenario,
    pub origins: Origins,
    /// Remarks that do not keep the scenario from running.
    pub advice: Vec<String>,
    /// The files read, the one asked for first.
    pub files: Vec<String>,
    /// What was understood of the files of a real organisation.
    pub survey: Option<Survey>,
}

/// Where every value comes from.
#[derive(Debug, Clone)]
pub struct Origins {
    /// Per key of `[run]`, in the order of [`super::run_keys`]; of `replicates` and `precision` only the one in force
    /// has an origin besides the default.
    pub run: Vec<(&'static str, Origin)>,
    /// Per variant, in the order of the scenario's, then per parameter in the registry's order.
    pub variants: Vec<Vec<Origin>>,
    /// Per parameter, of what the variants start from.
    pub base: Vec<Origin>,
    /// Per variant, where it is named; the default for the one of a file without variants.
    pub names: Vec<Origin>,
    /// Per variant, then per event in the order of the scenario's.
    pub events: Vec<Vec<Origin>>,
    /// Where the sweep begins.
    pub sweep: Option<Origin>,
}

impl Loaded {
    /// Without the variants that charts or studies need besides those that the file asks for.
    #[must_use]
    pub fn of_what_ifs(&self) -> Loaded {
        let mut loaded = self.clone();
        let variants = self.scenario.variants.iter();
        // They stand behind all others, so the reference keeps its place.
        let asked = variants
            .filter(|variant| variant.purpose.is_what_if())
            .count();
        loaded.scenario.variants.truncate(asked);
        loaded.origins.variants.truncate(asked);
        loaded
    }
}

/// Loads a scenario, or returns everything that is wrong with it.
///
/// # Errors
/// All faults of the file, of the files it extends and of the overrides.
///
/// # Panics
/// When the library holds no model.
pub fn load(
    source: Source<'_>,
    overrides: &Overrides,
    library: &Library,
) -> Result<Loaded, Faults> {
    let chain = open_chain(source, library)?;
    let mut faults = chain.faults;
    let mut advice = chain.advice;
    let registry = model(&chain.files, library, &mut faults);
    let mut is_whole = faults.is_empty();
    let mut parts = assemble::Parts::default();
    let files: Vec<String> = chain
        .files
        .iter()
        .map(|(opened, _)| opened.page.name.to_string())
        .collect();
    let mut homes = Vec::new();
    for (index, (opened, document)) in chain.files.into_iter().enumerate() {
        is_whole &= document.faults.is_empty();
        let mut walked = walk::file(&opened.page, document, registry, library.models);
        if let Some(sweep) = &mut walked.layer.sweep
            && let Some(file) = &sweep.file
        {
            match points_file::read(&opened.home, file, registry) {
                Ok(points) => {
                    let place = &file.name.place;
                    sweep.axes = points
                        .positions
                        .iter()
                        .map(|&position| AxisLayer {
                            position,
                            place: place.clone(),
                            values: AxisValues::OfPoints,
                        })
                        .collect();
                    sweep.rows = Some(points.rows);
                    advice.extend(points.advice);
                }
                Err(found) => {
                    faults.extend(found);
                    walked.layer.sweep = None;
                }
            }
        }
        parts.refused.extend(walked.refused);
        parts.unsettled.extend(walked.unsettled);
        if index == 0 {
            parts.name = name(&opened.page, walked.name, &mut faults);
        }
        faults.extend(walked.faults);
        parts.layers.push(walked.layer);
        homes.push(opened.home);
    }
    let organisation = organisation(&parts.layers, &homes);
    let mut survey = None;
    if !parts.unsettled.contains(&"roster") && !registry.own_groups.is_empty() {
        match roster::read(&organisation.asked, registry, library) {
            Ok(found) => {
                advice.extend(found.iter().flat_map(|found| found.advice.clone()));
                survey = found.as_ref().map(|found| found.survey.clone());
                parts.found = found;
                parts.found_in = parts.layers.len() - 1 - organisation.named_in;
            }
            Err(found) => {
                faults.extend(found);
                parts.unsettled.push("roster");
            }
        }
    }
    // From here on the file that is extended comes first.
    parts.layers.reverse();
    parts.command_line = overrides::read(overrides, registry, library.models);
    faults.append(&mut parts.command_line.faults);
    let assembled = is_whole.then(|| assemble::assemble(parts, registry));
    if let Some(assembled) = assembled {
        faults.extend(assembled.faults);
        advice.extend(assembled.advice);
        if let (true, Some(scenario)) = (faults.is_empty(), assembled.scenario) {
            return Ok(Loaded {
                scenario,
                origins: assembled.origins,
                advice,
                files,
                survey,
            });
        }
    }
    Err(Faults::new(faults))
}

/// The files of an organisation that a chain of files names.
struct Organisation {
    asked: Asked,
    /// The file of the chain that names people or ties, the one asked for first.
    named_in: usize,
}

/// What the files say of an organisation; of two that speak of the same the one asked for first holds.
fn organisation(layers: &[FileLayer], homes: &[Home]) -> Organisation {
    let files = || layers.iter().map(|layer| &layer.organisation);
    let named = |pick: fn(&OrganisationLayer) -> &Option<Given<String>>| {
        let mut named = files().zip(homes);
        named.find_map(|(files, home)| Some((home.clone(), pick(files).clone()?)))
    };
    let names_some = |files: &OrganisationLayer| files.people.is_some() || files.ties.is_some();
    Organisation {
        asked: Asked {
            people: named(|files| &files.people),
            ties: named(|files| &files.ties),
            scale: files().find_map(|files| files.scale.clone()),
        },
        named_in: files().position(names_some).unwrap_or(0),
    }
}

struct Chain {
    /// The file asked for, what it extends, and so on.
    files: Vec<(Opened, Document)>,
    faults: Vec<Fault>,
    advice: Vec<String>,
}

fn open_chain(source: Source<'_>, library: &Library) -> Result<Chain, Fault> {
    let mut opened = source::open(source, library)?;
    let mut chain = Chain {
        files: Vec::new(),
        faults: Vec::new(),
        advice: Vec::new(),
    };
    let mut seen: Vec<(Home, String)> = Vec::new();
    loop {
        seen.push((identity(&opened.home), opened.page.name.to_string()));
        let document = document::parse(&opened.page);
        let next = extended(&opened.page, &document);
        let following = next.map(|(file, place)| {
            (
                source::open_extended(&opened, &file, &place, library),
                place,
            )
        });
        chain.files.push((opened, document));
        match following {
            None => return Ok(chain),
            Some((Err(fault), _)) => {
                chain.faults.push(fault);
                return Ok(chain);
            }
            Some((Ok((next, remark)), place)) => {
                if let Some(fault) = circle(&seen, &next, &place) {
                    chain.faults.push(fault);
                    return Ok(chain);
                }
                chain.advice.extend(remark);
                opened = next;
            }
        }
    }
}

/// What a page extends, if it says so in a text.
fn extended(page: &Page, document: &Document) -> Option<(String, Place)> {
    let entry = document.top(page, "extends")?;
    let Content::Text(file) = &entry.node.content else {
        return None;
    };
    Some((
        file.clone(),
        Place::new(page, &entry.key.span, &entry.node.span),
    ))
}

fn identity(home: &Home) -> Home {
    match home {
        Home::Disk(path) => Home::Disk(fs::canonicalize(path).unwrap_or_else(|_| path.clone())),
        other => other.clone(),
    }
}

fn circle(seen: &[(Home, String)], next: &Opened, place: &Place) -> Option<Fault> {
    let home = identity(&next.home);
    if let Some(start) = seen
        .iter()
        .position(|(known, _)| *known == home && *known != Home::Nowhere)
    {
        let base = |name: &str| {
            Path::new(name)
                .file_name()
                .map_or_else(|| name.to_owned(), |n| n.to_string_lossy().into_owned())
        };
        let mut names: Vec<String> = seen[start..].iter().map(|(_, name)| base(name)).collect();
        names.push(base(&seen[start].1));
        let message = if names.len() == 2 {
            "this file extends itself".to_owned()
        } else {
            format!(
                "these files extend one another in a circle: {}",
                names.join(" → ")
            )
        };
        return Some(
            Fault::at(place, message)
                .label("closes the circle")
                .help("Remove one `extends`: a file must not lead back to itself."),
        );
    }
    (seen.len() >= LONGEST_CHAIN).then(|| {
        Fault::at(
            place,
            format!("more than {LONGEST_CHAIN} files extend one another"),
        )
        .label("too many")
        .help("Merge some of them.")
    })
}

/// The model that the first file of the chain to name one names.
fn model(
    files: &[(Opened, Document)],
    library: &Library,
    faults: &mut Vec<Fault>,
) -> &'static Registry {
    for (opened, document) in files {
        let Some(entry) = document.top(&opened.page, "model") else {
            continue;
        };
        let Content::Text(name) = &entry.node.content else {
            break;
        };
        if let Some(registry) = library
            .models
            .iter()
            .find(|registry| registry.model == name)
        {
            return registry;
        }
        let known: Vec<&str> = library
            .models
            .iter()
            .map(|registry| registry.model)
            .collect();
        let help = match names::nearest(name, known.iter().copied()) {
            Some(near) => format!("Did you mean \"{near}\"?"),
            None => format!("There are: {}.", names::listed(&known)),
        };
        let shown = opened.page.quote(&entry.node.span);
        faults.push(
            Fault::within(
                &opened.page,
                &entry.node.span,
                format!("there is no model {shown}"),
            )
            .label("unknown model")
            .help(help),
        );
        break;
    }
    library.models[0]
}

/// The name of the scenario: what the file asked for says, or else its stem.
fn name(page: &Page, given: NameGiven, faults: &mut Vec<Fault>) -> String {
    if let NameGiven::Allowed(name) = given {
        return name;
    }
    let path = PathBuf::from(page.name.as_ref());
    let stem = path
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default();
    // A faulty `name` is a fault already.
    if !names::is_allowed(&stem) && matches!(given, NameGiven::Nowhere) {
        let mended = names::mended(&stem).unwrap_or_else(|| "my-scenario".to_owned());
        let rule = if names::is_reserved(&stem) {
            "Windows keeps the other name for itself".to_owned()
        } else {
            format!("allowed are {}", names::RULE)
        };
        faults.push(
            Fault::of_file(&page.name, format!("`{}` cannot be the name of a scenario", source::shorten(&stem))).help(format!(
                "A file without a name is called like the file. Add at its top: name = \"{mended}\" ({rule}).",
            )),
        );
    }
    stem
}
