//! Puts the layers of all files and of the command line together into a scenario, and finds what does not fit together.
//!
//! Owns the meaning of the order of layers: defaults, extended files, the file, the variant, the command line.

mod advice;
mod bridge;
mod charts;
mod checks;
mod headcount;
mod own;
mod participants;
mod points;
mod run;
mod who_matters;

use std::sync::Arc;

pub(super) use headcount::is_idle;
use run::{DEFAULT_SEED, Length, run_origins, settings};

use super::faults::{Fault, Place};
use super::layer::{EventLayer, FileLayer, Layer, RunLayer, SweepLayer, VariantLayer};
use super::load::Origins;
use super::overrides::CommandLine;
use super::registry::Registry;
use super::roster::{Found, Own, Roster};
use super::run_keys::WEEKS;
use super::settle::{Origin, Settled, Speaker};
use super::values::Event;
use super::{Purpose, Scenario, Sweep, Variant};

const LONE_VARIANT: &str = "base";

/// Everything read, the file that is extended first.
#[derive(Default)]
pub(super) struct Parts {
    pub name: String,
    pub layers: Vec<FileLayer>,
    pub command_line: CommandLine,
    pub refused: Vec<usize>,
    pub unsettled: Vec<&'static str>,
    /// A real organisation, where the files name one and it could be read.
    pub found: Option<Found>,
    /// The first of the layers that names the files of an organisation.
    pub found_in: usize,
}

pub(super) struct Assembled {
    pub scenario: Option<Scenario>,
    pub origins: Origins,
    pub faults: Vec<Fault>,
    pub advice: Vec<String>,
}

/// Puts the parts together.
#[allow(
    clippy::too_many_lines,
    reason = "the order in which parts are put together, one after the other"
)]
pub(super) fn assemble(parts: Parts, registry: &'static Registry) -> Assembled {
    let Parts {
        name,
        layers,
        command_line,
        mut refused,
        mut unsettled,
        found,
        found_in,
    } = parts;
    refused.extend(&command_line.refused);
    unsettled.extend(&command_line.unsettled);
    let mut base = Settled::defaults(registry);
    let mut run = RunLayer::default();
    let (mut title, mut variants, mut events, mut sweep, mut charts) =
        (None, None, None, None, None);
    let mut shared = own::Shared::default();
    let (mut variants_in, mut sweep_in) = (0, 0);
    let mut who_matters = None;
    for (index, layer) in layers.iter().cloned().enumerate() {
        base.apply(&layer.layer, Speaker::File);
        run.overlay(layer.run);
        // A title asks the question of its own file; that of a file it extends is another question.
        title = layer.title;
        variants_in = if layer.variants.is_some() {
            index
        } else {
            variants_in
        };
        sweep_in = if layer.sweep.is_some() {
            index
        } else {
            sweep_in
        };
        variants = layer.variants.or(variants);
        events = layer.events.or(events);
        shared.teams = layer.teams.unwrap_or(shared.teams);
        shared.people = layer.people.unwrap_or(shared.people);
        sweep = layer.sweep.or(sweep);
        who_matters = layer.who_matters.or(who_matters);
        charts = layer.charts.or(charts);
    }
    run.overlay(command_line.run.clone());
    let variants: Vec<VariantLayer> = variants.unwrap_or_default();
    let events: Vec<EventLayer> = events.unwrap_or_default();
    let mut settled = settle_variants(&base, &variants, &command_line.layer);
    base.apply(&command_line.layer, Speaker::CommandLine);

    let mut faults = Vec::new();
    let mut advice = Vec::new();
    let roster = found.as_ref().map(|found| &found.roster);
    if let Some(found) = &found {
        let spoken = headcount::Spoken {
            files: &layers[found_in..],
            variants: if variants_in >= found_in {
                &variants
            } else {
                &[]
            },
            sweep: sweep.as_ref().filter(|_| sweep_in >= found_in),
            command_line: &command_line,
        };
        faults.extend(headcount::faults(found, &spoken, registry));
        advice.extend(headcount::advice(found, &spoken, registry));
        let all = settled.iter_mut().map(|(values, _)| values);
        all.chain([&mut base])
            .for_each(|values| headcount::apply(found, values));
    }
    faults.extend(checks::values(&settled, &variants, &events, &refused));
    let sweep_layer = sweep.clone();
    let sweep_origin = sweep.as_ref().map(|layer| origin_of(&layer.place));
    let sweep = sweep.map(|layer| {
        let seed = run.seed.as_ref().map_or(DEFAULT_SEED, |given| given.value);
        let laid = swept(
            &layer,
            &base,
            &settled,
            &variants,
            &events,
            &command_line,
            seed,
            &refused,
        );
        laid.map_err(|found| faults.extend(found)).ok()
    });
    let is_swept = sweep.is_some();
    let all_events = events
        .iter()
        .chain(variants.iter().flat_map(|variant| &variant.events));
    if !unsettled.contains(&"roster") {
        faults.extend(participants::unknown(all_events.clone(), roster, registry));
        faults.extend(own::unknown(&shared, &variants, roster));
    }
    let columns = found.as_ref().map(own::columns).unwrap_or_default();
    if let (Some(roster), true) = (roster, faults.is_empty()) {
        let by = own::Profiles {
            settled: &settled,
            variants: &variants,
            events: &events,
            sweep: sweep
                .as_ref()
                .and_then(Option::as_ref)
                .zip(sweep_layer.as_ref()),
            refused: &refused,
        };
        faults.extend(own::misfits(&by, &shared, &columns, roster));
    }
    let length = Length::of(&run, &settled, sweep.as_ref().and_then(Option::as_ref));
    if !unsettled.contains(&WEEKS.name) {
        faults.extend(checks::weeks(
            &run,
            registry,
            length.weeks,
            &events,
            &variants,
        ));
    }
    faults.extend(checks::samples(
        &command_line,
        sweep.as_ref().and_then(Option::as_ref),
    ));
    let reference = checks::reference(&variants, &run, &unsettled);
    let reference = reference.map_err(|fault| faults.extend(fault)).unwrap_or(0);

    let asked = who_matters.filter(|_| !unsettled.contains(&"roster"));
    let who_matters =
        asked.map(|layer| who_matters::settle(&layer, roster, length.weeks, registry));
    let who_matters = who_matters.transpose().unwrap_or_else(|found| {
        faults.extend(found);
        None
    });
    let mut built: Vec<Variant> = settled
        .iter()
        .enumerate()
        .map(|(index, settled)| {
            let variant = variants.get(index);
            let own = roster.map(|roster| {
                own::of_variant(&settled.0.values, &shared, variant, &columns, roster)
            });
            build(settled, variant, &events, roster, own.unwrap_or_default())
        })
        .collect();
    if let Some(roster) = roster {
        let swept = sweep_layer
            .iter()
            .flat_map(|sweep| sweep.axes.iter().map(|axis| axis.position));
        let set = command_line
            .layer
            .assignments
            .iter()
            .map(|given| given.value.position);
        let own: Vec<&[Own]> = built.iter().map(|variant| variant.own.as_slice()).collect();
        let moved: Vec<usize> = set.chain(swept).collect();
        advice.extend(own::advice(&own, &moved, roster, registry));
    }
    advice.extend(advice::on_overrides(
        &command_line.layer,
        &variants,
        &events,
        registry,
    ));
    advice.extend(participants::advice(all_events));
    advice.extend(advice::on_twins(&built));
    advice.extend(advice::on_sizes(&built, registry));
    let mut origins = Origins {
        run: run_origins(&run),
        variants: settled.iter().map(|(values, _)| values.origins()).collect(),
        base: base.origins(),
        names: names_origins(&variants),
        events: settled
            .iter()
            .map(|(_, own)| {
                let all = events.iter().chain(own.iter());
                all.map(|event| origin_of(&event.week.place)).collect()
            })
            .collect(),
        sweep: sweep_origin,
    };
    if let (Some(asked), Some(roster)) = (&who_matters, &roster) {
        let leaves = who_matters::variants(asked, (&built, reference), registry, roster);
        let origin = origins.variants[reference].clone();
        origins
            .variants
            .extend(leaves.iter().map(|_| origin.clone()));
        built.extend(leaves);
    }
    // Of variants that are not in order, nothing is said of the charts between them.
    let charts = charts.filter(|_| faults.is_empty() && unsettled.is_empty() && refused.is_empty());
    let whole = charts::Whole {
        registry,
        variants: &built,
        sweep: sweep.as_ref().and_then(Option::as_ref),
        weeks: length.weeks,
    };
    let (charts, coalitions) = charts::charts(&charts.unwrap_or_default(), &whole, &mut faults);
    for coalition in coalitions {
        let mut of_start = origins.variants[coalition.from].clone();
        for position in coalition.moved {
            of_start[position] = origins.variants[coalition.to][position].clone();
        }
        origins.variants.push(of_start);
        built.push(coalition.variant);
    }
    let scenario = faults.is_empty().then(|| Scenario {
        model: registry,
        title: title.unwrap_or_else(|| name.clone()),
        name,
        run: settings(
            run,
            length,
            is_swept,
            roster.as_ref().map_or(0, |roster| roster.people.len()),
        ),
        base: base.values,
        variants: built,
        reference,
        sweep: sweep.flatten(),
        roster: roster.cloned().map(Arc::new),
        who_matters,
        charts,
    });
    Assembled {
        scenario,
        origins,
        faults,
        advice,
    }
}

/// The sweep with its points, if all of them fit every variant.
#[allow(
    clippy::too_many_arguments,
    reason = "everything that a point has to fit, put together in one place"
)]
fn swept(
    layer: &SweepLayer,
    base: &Settled,
    settled: &[(Settled, &[EventLayer])],
    variants: &[VariantLayer],
    events: &[EventLayer],
    command_line: &CommandLine,
    seed: u64,
    refused: &[usize],
) -> Result<Sweep, Vec<Fault>> {
    let registry = base.values.registry();
    let twice = points::decided_twice(layer, variants, &command_line.layer, registry);
    if !twice.is_empty() {
        return Err(twice);
    }
    let sweep = points::lay_out(layer, &base.values, seed, command_line)?;
    let misfits = points::misfits(&sweep, layer, settled, variants, events, refused);
    if misfits.is_empty() {
        Ok(sweep)
    } else {
        Err(misfits)
    }
}

/// The values of each variant with the events of its own; without variants those of the base.
fn settle_variants<'a>(
    base: &Settled,
    variants: &'a [VariantLayer],
    command_line: &Layer,
) -> Vec<(Settled, &'a [EventLayer])> {
    let lone = variants.is_empty().then(|| (base.clone(), [].as_slice()));
    let mut settled: Vec<(Settled, &[EventLayer])> = lone.into_iter().collect();
    for variant in variants {
        let mut values = base.clone();
        values.apply(&variant.layer, Speaker::Variant(&variant.name.value));
        settled.push((values, &variant.events));
    }
    for (values, _) in &mut settled {
        values.apply(command_line, Speaker::CommandLine);
    }
    settled
}

fn build(
    (values, own): &(Settled, &[EventLayer]),
    variant: Option<&VariantLayer>,
    shared: &[EventLayer],
    roster: Option<&Roster>,
    what_is_own: Vec<Own>,
) -> Variant {
    let name = variant.map_or_else(
        || LONE_VARIANT.to_owned(),
        |variant| variant.name.value.clone(),
    );
    let label = variant
        .and_then(|variant| variant.label.clone())
        .unwrap_or_else(|| name.clone());
    let events = shared
        .iter()
        .chain(own.iter())
        .map(|event| event.event(roster))
        .collect();
    Variant {
        name,
        label,
        values: values.values.clone(),
        events,
        own: what_is_own,
        purpose: Purpose::WhatIf,
    }
}

fn names_origins(variants: &[VariantLayer]) -> Vec<Origin> {
    if variants.is_empty() {
        return vec![Origin::Default];
    }
    let places = variants.iter().map(|variant| &variant.name.place);
    places.map(origin_of).collect()
}

/// A place as an origin.
fn origin_of(place: &Place) -> Origin {
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
}

impl EventLayer {
    fn event(&self, roster: Option<&Roster>) -> Event {
        Event {
            week: self.week.value,
            kind: self.kind,
            fields: self.fields.clone(),
            set: self.set.plain(),
            who: self.participants(roster),
        }
    }
}
