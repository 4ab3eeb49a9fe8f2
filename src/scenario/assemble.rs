//! Puts the layers of all files and of the command line together into a scenario, and finds what does not fit together.
//!
//! Owns the meaning of the order of layers: defaults, extended files, the file, the variant, the command line.

use super::faults::{Fault, Place};
use super::layer::{EventLayer, FileLayer, Layer, ObserveGiven, RunLayer, VariantLayer};
use super::load::Origins;
use super::names;
use super::overrides::CommandLine;
use super::registry::Registry;
use super::run_keys::{WEEKS, run_keys};
use super::settle::{Origin, Settled, Speaker};
use super::values::Event;
use super::{Observe, Replicates, RunSettings, Scenario, Variant};

const DEFAULT_WEEKS: u32 = 156;
const DEFAULT_REPLICATES: u32 = 100;
const DEFAULT_SEED: u64 = 1;
const LONE_VARIANT: &str = "base";

/// Everything read, the file that is extended first.
#[derive(Default)]
pub(super) struct Parts {
    pub name: String,
    pub layers: Vec<FileLayer>,
    pub command_line: CommandLine,
    pub refused: Vec<usize>,
    pub unsettled: Vec<&'static str>,
}

pub(super) struct Assembled {
    pub scenario: Option<Scenario>,
    pub origins: Origins,
    pub faults: Vec<Fault>,
    pub advice: Vec<String>,
}

/// Puts the parts together.
pub(super) fn assemble(parts: Parts, registry: &'static Registry) -> Assembled {
    let Parts {
        name,
        layers,
        command_line,
        mut refused,
        mut unsettled,
    } = parts;
    refused.extend(&command_line.refused);
    unsettled.extend(&command_line.unsettled);
    let mut faults = Vec::new();
    let mut base = Settled::defaults(registry);
    let mut run = RunLayer::default();
    let (mut title, mut variants, mut events) = (None, None, None);
    for layer in layers {
        base.apply(&layer.layer, Speaker::File);
        run.overlay(layer.run);
        title = layer.title.or(title);
        variants = layer.variants.or(variants);
        events = layer.events.or(events);
    }
    run.overlay(command_line.run);
    let variants: Vec<VariantLayer> = variants.unwrap_or_default();
    let events: Vec<EventLayer> = events.unwrap_or_default();

    let mut settled: Vec<(Settled, &[EventLayer])> = Vec::new();
    for variant in &variants {
        let mut values = base.clone();
        values.apply(&variant.layer, Speaker::Variant(&variant.name.value));
        values.apply(&command_line.layer, Speaker::CommandLine);
        settled.push((values, &variant.events));
    }
    base.apply(&command_line.layer, Speaker::CommandLine);
    if variants.is_empty() {
        settled.push((base.clone(), &[]));
    }
    for (values, own) in &settled {
        let of_values = values.faults(&refused, None);
        if of_values.is_empty() {
            faults.extend(event_faults(values, &in_order(&events, own), &refused));
        }
        faults.extend(of_values);
    }
    let weeks = run
        .weeks
        .as_ref()
        .map_or(DEFAULT_WEEKS, |given| given.value);
    if !unsettled.contains(&WEEKS.name) {
        let all = events
            .iter()
            .chain(variants.iter().flat_map(|variant| &variant.events));
        faults.extend(all.filter_map(|event| too_late(event, weeks, &run)));
        faults.extend(observed_too_late(weeks, &run));
    }
    let reference = reference(&variants, &run, &unsettled, &mut faults);

    let mut advice = advice_on_overrides(&command_line.layer, &variants, &events, registry);
    let origins = Origins {
        run: run_origins(&run),
        variants: settled.iter().map(|(values, _)| values.origins()).collect(),
    };
    let built: Vec<Variant> = settled
        .iter()
        .enumerate()
        .map(|(index, (values, own))| {
            let variant = variants.get(index);
            let name = variant.map_or_else(
                || LONE_VARIANT.to_owned(),
                |variant| variant.name.value.clone(),
            );
            let label = variant
                .and_then(|variant| variant.label.clone())
                .unwrap_or_else(|| name.clone());
            let events = events
                .iter()
                .chain(own.iter())
                .map(EventLayer::event)
                .collect();
            Variant {
                name,
                label,
                values: values.values.clone(),
                events,
            }
        })
        .collect();
    advice.extend(advice_on_twins(&built));
    let scenario = reference
        .filter(|_| faults.is_empty())
        .map(|reference| Scenario {
            model: registry,
            title: title.unwrap_or_else(|| name.clone()),
            name,
            run: settings(run),
            base: base.values,
            variants: built,
            reference,
        });
    Assembled {
        scenario,
        origins,
        faults,
        advice,
    }
}

/// The events of a variant in the order in which they happen.
fn in_order<'a>(shared: &'a [EventLayer], own: &'a [EventLayer]) -> Vec<&'a EventLayer> {
    let mut events: Vec<&EventLayer> = shared.iter().chain(own).collect();
    events.sort_by_key(|event| event.week.value);
    events
}

/// What does not fit together once policies have changed the values; only the first such event is told.
fn event_faults(values: &Settled, events: &[&EventLayer], refused: &[usize]) -> Vec<Fault> {
    let mut values = values.clone();
    for event in events {
        if event.set.assignments.is_empty() {
            continue;
        }
        values.apply(&event.set, Speaker::File);
        let faults = values.faults(refused, Some(&event.set));
        if !faults.is_empty() {
            return faults;
        }
    }
    Vec::new()
}

fn weeks_help(weeks: u32, last: u32, run: &RunLayer) -> String {
    let given = run
        .weeks
        .as_ref()
        .map(|given| format!(" (`weeks`: {})", given.place.describe()))
        .unwrap_or_default();
    format!("The run lasts {weeks} weeks{given}; the latest that can be named here is {last}.")
}

fn too_late(event: &EventLayer, weeks: u32, run: &RunLayer) -> Option<Fault> {
    let week = &event.week;
    (week.value >= weeks).then(|| {
        Fault::at(
            &week.place,
            format!(
                "this event of week {} happens after the last week",
                week.value
            ),
        )
        .label("too late")
        .help(weeks_help(weeks, weeks - 1, run))
    })
}

fn observed_too_late(weeks: u32, run: &RunLayer) -> Vec<Fault> {
    let Some(ObserveGiven::Weeks(observed)) = run.observe.as_ref().map(|given| &given.value) else {
        return Vec::new();
    };
    observed
        .iter()
        .filter(|week| week.value > weeks)
        .map(|week| {
            Fault::at(
                &week.place,
                format!(
                    "week {} cannot be observed: it lies after the last week",
                    week.value
                ),
            )
            .label("too late")
            .help(weeks_help(weeks, weeks, run))
        })
        .collect()
}

fn reference(
    variants: &[VariantLayer],
    run: &RunLayer,
    unsettled: &[&str],
    faults: &mut Vec<Fault>,
) -> Option<usize> {
    let Some(given) = &run.reference else {
        return Some(0);
    };
    let mut known: Vec<&str> = variants
        .iter()
        .map(|variant| variant.name.value.as_str())
        .collect();
    if known.is_empty() {
        known.push(LONE_VARIANT);
    }
    let found = known.iter().position(|name| *name == given.value);
    if found.is_none() && !unsettled.contains(&"variant") {
        let help = match names::nearest(&given.value, known.iter().copied()) {
            Some(near) => format!("Did you mean \"{near}\"?"),
            None if variants.is_empty() => {
                "This scenario has no [[variant]]; remove `reference`.".to_owned()
            }
            None => format!("The variants are: {}.", names::listed(&known)),
        };
        let message = format!(
            "`reference` names no variant: {}",
            given.place.page().quote(&given.place.value)
        );
        faults.push(
            Fault::at(&given.place, message)
                .label("no such variant")
                .help(help),
        );
    }
    found
}

fn settings(run: RunLayer) -> RunSettings {
    let replicates = match (run.replicates, run.precision) {
        (_, Some(precision)) => {
            let precision = precision.value;
            Replicates::Precision {
                metric: precision.metric,
                half_width: precision.half_width,
                at_most: precision.at_most,
            }
        }
        (replicates, None) => {
            Replicates::Count(replicates.map_or(DEFAULT_REPLICATES, |given| given.value))
        }
    };
    let observe = match run.observe.map(|given| given.value) {
        None | Some(ObserveGiven::Weekly) => Observe::Weekly,
        Some(ObserveGiven::End) => Observe::End,
        Some(ObserveGiven::Weeks(weeks)) => {
            let mut weeks: Vec<u32> = weeks.into_iter().map(|week| week.value).collect();
            weeks.sort_unstable();
            weeks.dedup();
            Observe::Weeks(weeks)
        }
    };
    RunSettings {
        weeks: run.weeks.map_or(DEFAULT_WEEKS, |given| given.value),
        replicates,
        seed: run.seed.map_or(DEFAULT_SEED, |given| given.value),
        observe,
    }
}

fn run_origins(run: &RunLayer) -> Vec<(&'static str, Origin)> {
    let place = |name: &str| -> Option<&Place> {
        match name {
            "weeks" => run.weeks.as_ref().map(|given| &given.place),
            "replicates" => run.replicates.as_ref().map(|given| &given.place),
            "precision" => run.precision.as_ref().map(|given| &given.place),
            "seed" => run.seed.as_ref().map(|given| &given.place),
            "observe" => run.observe.as_ref().map(|given| &given.place),
            _ => run.reference.as_ref().map(|given| &given.place),
        }
    };
    let origin = |place: &Place| {
        if place.page().has_lines() {
            Origin::File {
                file: place.file().to_owned(),
                line: place.line(),
            }
        } else {
            Origin::CommandLine {
                argument: place.describe(),
            }
        }
    };
    run_keys()
        .iter()
        .map(|key| (key.name, place(key.name).map_or(Origin::Default, origin)))
        .collect()
}

/// Remarks where the command line covers what variants or events say.
fn advice_on_overrides(
    layer: &Layer,
    variants: &[VariantLayer],
    events: &[EventLayer],
    registry: &'static Registry,
) -> Vec<String> {
    let mut advice = Vec::new();
    for given in &layer.assignments {
        let name = registry.parameters[given.value.position].name;
        let covered: Vec<&str> = variants
            .iter()
            .filter(|variant| covers(registry, name, &variant.layer))
            .map(|variant| variant.name.value.as_str())
            .collect();
        if !covered.is_empty() {
            let them = if covered.len() == 1 {
                "the variant"
            } else {
                "the variants"
            };
            advice.push(format!(
                "--set {name} holds for all variants, also for what {them} {} would set instead",
                names::listed(&covered)
            ));
        }
        let all = events
            .iter()
            .chain(variants.iter().flat_map(|variant| &variant.events));
        let mut weeks: Vec<u32> = all
            .filter(|event| covers(registry, name, &event.set))
            .map(|event| event.week.value)
            .collect();
        weeks.sort_unstable();
        weeks.dedup();
        if let Some(week) = weeks.first() {
            advice.push(format!(
                "--set {name} holds until week {week}, when an event changes it"
            ));
        }
    }
    advice
}

/// Whether a layer sets the key, or the other pair of its either-or.
fn covers(registry: &'static Registry, name: &str, layer: &Layer) -> bool {
    layer.assignments.iter().any(|given| {
        let set = registry.parameters[given.value.position].name;
        set == name
            || registry.pairs.iter().any(|pair| {
                (pair.usual.contains(&name) && pair.other.contains(&set))
                    || (pair.other.contains(&name) && pair.usual.contains(&set))
            })
    })
}

fn advice_on_twins(variants: &[Variant]) -> Vec<String> {
    let mut advice = Vec::new();
    for (index, variant) in variants.iter().enumerate() {
        let twin = variants[..index]
            .iter()
            .find(|twin| twin.values == variant.values && twin.events == variant.events);
        if let Some(twin) = twin {
            advice.push(format!(
                "the variants {} and {} are the same in everything",
                twin.name, variant.name
            ));
        }
    }
    advice
}

impl EventLayer {
    fn event(&self) -> Event {
        Event {
            week: self.week.value,
            kind: self.kind,
            fields: self.fields.clone(),
            set: self.set.plain(),
        }
    }
}
