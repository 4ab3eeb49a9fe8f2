//! What can only be found wrong once all layers lie on one another: values, weeks and names that do not fit together.

use super::super::faults::{Fault, merge};
use super::super::layer::{EventLayer, ObserveGiven, RunLayer, VariantLayer};
use super::super::names;
use super::super::overrides::CommandLine;
use super::super::registry::{Breach, Horizon, Registry};
use super::super::settle::{Settled, Speaker};
use super::super::sweep::{Origin, Sweep};
use super::LONE_VARIANT;

/// What does not fit together in the values of the variants: at the start, or once policies have changed them.
pub(super) fn values(
    settled: &[(Settled, &[EventLayer])],
    variants: &[VariantLayer],
    shared: &[EventLayer],
    refused: &[usize],
) -> Vec<Fault> {
    let names: Vec<&str> = match variants {
        [] => vec![LONE_VARIANT],
        some => some.iter().map(|v| v.name.value.as_str()).collect(),
    };
    let mut faults = Vec::new();
    for (index, (values, own)) in settled.iter().enumerate() {
        let start = values.breaches(refused);
        let events = event_faults(values, &in_order(shared, own), refused, &start);
        let start = start.into_iter().map(|breach| values.fault(breach, None));
        faults.extend(start.chain(events).map(|fault| (index, fault)));
    }
    merge(faults, &names)
}

/// Weeks given to a model that does not ask for them; events and observations after the end of the run.
pub(super) fn weeks(
    run: &RunLayer,
    registry: &Registry,
    weeks: u32,
    shared: &[EventLayer],
    variants: &[VariantLayer],
) -> Vec<Fault> {
    let events = shared
        .iter()
        .chain(variants.iter().flat_map(|variant| &variant.events));
    let mut faults: Vec<Fault> = events
        .filter_map(|event| too_late(event, weeks, run))
        .collect();
    if let (Horizon::Parameter { name, at_most }, Some(given)) =
        (registry.clock.horizon, &run.weeks)
    {
        let message = format!(
            "`weeks` means nothing to the model \"{}\", which counts {}s",
            registry.model, registry.clock.step
        );
        faults.push(Fault::at(&given.place, message).label("not used").help(format!(
            "Remove it and set `{name}`; with {name} = 0 a run goes on to its equilibrium, within {at_most} {}s.",
            registry.clock.step
        )));
        return faults;
    }
    faults.extend(observed_too_late(weeks, run));
    faults
}

/// `--set samples=…` where nothing is drawn.
pub(super) fn samples(command_line: &CommandLine, sweep: Option<&Sweep>) -> Option<Fault> {
    let given = command_line.samples.as_ref()?;
    let design = sweep.map(|sweep| sweep.design);
    if design.is_some_and(|design| design.origin() == Origin::Ranges) {
        return None;
    }
    let message = match design {
        Some(design) => format!(
            "`samples` means nothing to the design \"{}\"",
            design.name()
        ),
        None => "`samples` means nothing without a sweep".to_owned(),
    };
    Some(
        Fault::at(&given.place, message)
            .label("not used")
            .help("It belongs to designs that are sampled; leave it out."),
    )
}

/// The events of a variant in the order in which they happen.
pub(super) fn in_order<'a>(shared: &'a [EventLayer], own: &'a [EventLayer]) -> Vec<&'a EventLayer> {
    let mut events: Vec<&EventLayer> = shared.iter().chain(own).collect();
    events.sort_by_key(|event| event.week.value);
    events
}

/// What does not fit together once policies have changed the values. An event is told of what it sets itself, unless
/// that did not fit at the start either.
pub(super) fn event_faults(
    values: &Settled,
    events: &[&EventLayer],
    refused: &[usize],
    start: &[Breach],
) -> Vec<Fault> {
    let mut values = values.clone();
    let mut faults = Vec::new();
    for event in events {
        if event.set.assignments.is_empty() {
            continue;
        }
        let before = values.clone();
        values.apply(&event.set, Speaker::File);
        for breach in values.breaches(refused) {
            let is_old = start.iter().any(|old| old.keys == breach.keys);
            if !is_old && values.touches(&event.set, &breach) {
                faults.push(values.fault(breach, Some(&event.set)));
            }
        }
        // Of values out of range nothing further can be said, so later events are judged without them; and what some have
        // of their own does not hold for the others.
        let is_for_some = !event.teams.is_empty() || !event.people.is_empty();
        if is_for_some || values.is_out_of_range() {
            values = before;
        }
    }
    faults
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
    let given = [&run.observe, &run.observe_people].into_iter().flatten();
    let lists = given.filter_map(|given| match &given.value {
        ObserveGiven::Weeks(weeks) => Some(weeks),
        ObserveGiven::Weekly | ObserveGiven::End | ObserveGiven::Never => None,
    });
    lists
        .flatten()
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

/// The index of the reference variant; nothing is said when variants could not be read.
pub(super) fn reference(
    variants: &[VariantLayer],
    run: &RunLayer,
    unsettled: &[&str],
) -> Result<usize, Option<Fault>> {
    let Some(given) = &run.reference else {
        return Ok(0);
    };
    let mut known: Vec<&str> = variants
        .iter()
        .map(|variant| variant.name.value.as_str())
        .collect();
    if known.is_empty() {
        known.push(LONE_VARIANT);
    }
    if let Some(found) = known.iter().position(|name| *name == given.value) {
        return Ok(found);
    }
    if unsettled.contains(&"variant") {
        return Err(None);
    }
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
    Err(Some(
        Fault::at(&given.place, message)
            .label("no such variant")
            .help(help),
    ))
}
