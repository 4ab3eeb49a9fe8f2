//! Whether what teams and people have of their own fits together with what everybody has: at the start, once policies have
//! changed it, and at every point of a sweep.
//!
//! Owns which profiles there are to be checked: equal ones once.

use std::collections::BTreeMap;

use super::super::super::faults::{Fault, merge};
use super::super::super::layer::{EventLayer, Layer, SweepLayer, VariantLayer};
use super::super::super::roster::{Roster, Who};
use super::super::super::settle::{Settled, Speaker, do_not_fit};
use super::super::super::sweep::Sweep;
use super::super::{LONE_VARIANT, checks, points};
use super::{Columns, Shared, Stack, stacks};

/// Profiles times points: beyond this, points of a sweep are not held against every profile.
const MOST_CHECKS: usize = 200_000;

/// What a profile sets: positions and the bits of the numbers, so that equal ones are found.
type Numbers = Vec<(usize, u64)>;

/// The layers of each kind of seat that there is: of the team, then of the person; and whom to name for it.
fn profiles<'a>(stacks: &'a [Stack<'a>], roster: &Roster) -> Vec<(String, Vec<&'a Layer>)> {
    let teams: BTreeMap<u32, &Stack<'_>> = stacks
        .iter()
        .filter_map(|stack| match stack.who {
            Who::Team(team) => Some((team, stack)),
            Who::Person(_) => None,
        })
        .collect();
    let mut found: BTreeMap<Numbers, (String, Vec<&Layer>)> = BTreeMap::new();
    for stack in stacks {
        let (name, mut layers) = match stack.who {
            Who::Team(team) => (
                format!("the team {}", roster.teams[team as usize]),
                Vec::new(),
            ),
            Who::Person(seat) => {
                let person = &roster.people[seat as usize];
                let of_team = teams.get(&person.team).map(|stack| stack.layers.clone());
                (person.name.clone(), of_team.unwrap_or_default())
            }
        };
        layers.extend(&stack.layers);
        let given = layers.iter().flat_map(|layer| &layer.assignments);
        let key = given.map(|given| (given.value.position, given.value.number.to_bits()));
        found.entry(key.collect()).or_insert((name, layers));
    }
    found.into_values().collect()
}

/// What a check of profiles goes by.
pub(in super::super) struct Profiles<'a> {
    pub settled: &'a [(Settled, &'a [EventLayer])],
    pub variants: &'a [VariantLayer],
    pub events: &'a [EventLayer],
    pub sweep: Option<(&'a Sweep, &'a SweepLayer)>,
    pub refused: &'a [usize],
}

/// What does not fit together in what a team or a person has: at the start, once policies have changed what everybody has,
/// or at a point of a sweep.
pub(in super::super) fn misfits(
    by: &Profiles<'_>,
    shared: &Shared,
    columns: &Columns,
    roster: &Roster,
) -> Vec<Fault> {
    let names: Vec<&str> = match by.variants {
        [] => vec![LONE_VARIANT],
        some => some
            .iter()
            .map(|variant| variant.name.value.as_str())
            .collect(),
    };
    let mut faults = Vec::new();
    for (index, (values, own_events)) in by.settled.iter().enumerate() {
        let stacks = stacks(shared, by.variants.get(index), columns, roster);
        let profiles = profiles(&stacks, roster);
        // What everybody has is told without teams and people.
        if !values.breaches(by.refused).is_empty() {
            continue;
        }
        let events = checks::in_order(by.events, own_events);
        for (name, layers) in &profiles {
            let found = misfit(values, layers, &events, by.refused);
            let found = found.map(|fault| fault.prefixed(&format!("{name}: ")));
            faults.extend(found.map(|fault| (index, fault)));
        }
        if let Some((sweep, layer)) = by.sweep
            && faults.is_empty()
        {
            let fault = at_point(values, &profiles, sweep, layer);
            faults.extend(fault.map(|fault| (index, fault)));
        }
    }
    merge(faults, &names)
}

/// The first thing that does not fit in a profile, and that is of its own making.
fn misfit(
    values: &Settled,
    layers: &[&Layer],
    events: &[&EventLayer],
    refused: &[usize],
) -> Option<Fault> {
    let own = |everybody: &Settled| {
        let mut profile = everybody.clone();
        for layer in layers {
            profile.apply(layer, Speaker::File);
        }
        profile
    };
    let told = |profile: &Settled, event| {
        let breaches = profile.breaches(refused);
        let of_own = |breach: &&_| layers.iter().any(|layer| profile.touches(layer, breach));
        let breach = breaches.iter().find(of_own)?.clone();
        Some(profile.fault(breach, event))
    };
    if let Some(fault) = told(&own(values), None) {
        return Some(fault);
    }
    let mut everybody = values.clone();
    for event in events
        .iter()
        .filter(|event| !event.set.assignments.is_empty())
    {
        everybody.apply(&event.set, Speaker::File);
        if !everybody.breaches(refused).is_empty() {
            return None;
        }
        if let Some(fault) = told(&own(&everybody), Some(&event.set)) {
            return Some(fault);
        }
    }
    None
}

/// The first point of a sweep at which a profile does not fit together.
fn at_point(
    values: &Settled,
    profiles: &[(String, Vec<&Layer>)],
    sweep: &Sweep,
    layer: &SweepLayer,
) -> Option<Fault> {
    let rows = sweep.rows.len().max(1);
    let checked = profiles.iter().take((MOST_CHECKS / rows).max(1));
    for (name, layers) in checked {
        for point in &sweep.rows {
            let mut at = values.values.clone();
            sweep.apply(point, &mut at);
            for layer in layers {
                at.apply(&layer.plain());
            }
            if !do_not_fit(&at) {
                continue;
            }
            let mut at = values.clone();
            at.apply(&points::as_layer(layer, point), Speaker::File);
            if !at.breaches(&[]).is_empty() {
                continue;
            }
            for layer in layers {
                at.apply(layer, Speaker::File);
            }
            let registry = values.values.registry();
            let prefix = format!(
                "{name}, at the point {}: ",
                points::told(layer, point, registry)
            );
            let breach = at.breaches(&[]).into_iter().next()?;
            return Some(at.fault(breach, None).prefixed(&prefix));
        }
    }
    None
}
