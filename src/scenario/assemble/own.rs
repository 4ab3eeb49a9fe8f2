//! What teams and people of a roster have of their own, in every variant.
//!
//! Owns the order in which these settings fall on one another: of the team, of the team in the variant, the columns of the
//! file of people, of the person, of the person in the variant.

mod misfits;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

pub(super) use misfits::{Profiles, misfits};

use super::super::faults::Fault;
use super::super::layer::{Layer, OwnLayer, OwnLayers, VariantLayer};
use super::super::registry::Registry;
use super::super::roster::{Directory, Found, Own, OwnColumns, Roster, Who};
use super::super::values::{Assignment, Values};
use super::participants;

/// The settings of teams and people of a file that hold in all variants.
#[derive(Default)]
pub(super) struct Shared {
    pub teams: Vec<OwnLayer>,
    pub people: Vec<OwnLayer>,
}

/// Layers of one team or person, the later ones on top.
struct Stack<'a> {
    who: Who,
    layers: Vec<&'a Layer>,
    /// Where the lowest of them stands.
    lowest: Lowest,
}

/// What the lowest layer of a stack is: a person's columns lie below all else that this person has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lowest {
    Columns,
    Scenario,
}

/// What the columns of the file of people give.
#[derive(Default)]
pub(super) struct Columns {
    /// The name of the file, without folders.
    file: Arc<str>,
    /// By seat, in their order.
    layers: Vec<(u32, Layer)>,
}

/// Names of teams and people that the roster does not have, or that have settings without a roster.
pub(super) fn unknown(
    shared: &Shared,
    variants: &[VariantLayer],
    roster: Option<&Roster>,
) -> Vec<Fault> {
    let of_variants =
        |pick: fn(&OwnLayers) -> &Vec<OwnLayer>| variants.iter().flat_map(move |v| pick(&v.own));
    let teams = shared.teams.iter().chain(of_variants(|own| &own.teams));
    let people = shared.people.iter().chain(of_variants(|own| &own.people));
    let Some(roster) = roster else {
        let first = teams.chain(people).next();
        return first
            .map(|own| participants::no_roster(&own.name))
            .into_iter()
            .collect();
    };
    let directory = Directory::of(roster);
    let teams = teams.filter(|own| directory.team(&own.name.value).is_none());
    let teams = teams.filter_map(|own| participants::no_team(roster, &own.name));
    let people = people.filter(|own| directory.seat(&own.name.value).is_none());
    let people = people.filter_map(|own| participants::no_person(roster, &own.name));
    let mut faults: Vec<Fault> = teams.chain(people).collect();
    let lists = [&shared.people]
        .into_iter()
        .chain(variants.iter().map(|variant| &variant.own.people));
    faults.extend(lists.filter_map(|list| twice(&directory, list)));
    faults
}

/// Two tables of one person, by id and by name.
fn twice(directory: &Directory<'_>, people: &[OwnLayer]) -> Option<Fault> {
    let mut seen: BTreeMap<u32, &OwnLayer> = BTreeMap::new();
    for own in people {
        let seat = directory.seat(&own.name.value)?;
        if let Some(first) = seen.insert(seat, own)
            && first.name.value != own.name.value
        {
            let message = format!("this is the same person as `{}`", first.name.value);
            return Some(
                Fault::at(&own.name.place, message)
                    .label("again")
                    .help("Put all settings under one heading.")
                    .also_at(&first.name.place, "first"),
            );
        }
    }
    None
}

/// What everybody has of their own in one variant.
pub(super) fn of_variant(
    values: &Values,
    shared: &Shared,
    variant: Option<&VariantLayer>,
    columns: &Columns,
    roster: &Roster,
) -> Vec<Own> {
    let stacks = stacks(shared, variant, columns, roster);
    let mut team_sets: BTreeMap<u32, Vec<Assignment>> = BTreeMap::new();
    let mut own = Vec::with_capacity(stacks.len());
    for stack in stacks {
        let (who, layers) = (stack.who, &stack.layers);
        let set = match who {
            Who::Team(team) => {
                let set = laid(values, layers);
                team_sets.insert(team, set.clone());
                set
            }
            Who::Person(seat) => {
                let mut of_team = values.clone();
                if let Some(set) = team_sets.get(&roster.people[seat as usize].team) {
                    of_team.apply(set);
                }
                laid(&of_team, layers)
            }
        };
        let columns = stack.columns(&set, values.registry(), &columns.file);
        own.push(Own { who, set, columns });
    }
    own
}

/// The layers of each team, then of each person, in the order of the roster.
fn stacks<'a>(
    shared: &'a Shared,
    variant: Option<&'a VariantLayer>,
    columns: &'a Columns,
    roster: &Roster,
) -> Vec<Stack<'a>> {
    let mut all: BTreeMap<Who, Vec<&Layer>> = BTreeMap::new();
    let of = |pick: fn(&OwnLayers) -> &Vec<OwnLayer>| {
        variant
            .into_iter()
            .flat_map(move |variant| pick(&variant.own))
    };
    let directory = Directory::of(roster);
    for own in shared.teams.iter().chain(of(|own| &own.teams)) {
        if let Some(team) = directory.team(&own.name.value) {
            all.entry(Who::Team(team)).or_default().push(&own.layer);
        }
    }
    for (seat, layer) in &columns.layers {
        all.entry(Who::Person(*seat)).or_default().push(layer);
    }
    for own in shared.people.iter().chain(of(|own| &own.people)) {
        if let Some(seat) = directory.seat(&own.name.value) {
            all.entry(Who::Person(seat)).or_default().push(&own.layer);
        }
    }
    let seats = columns.layers.iter();
    let by_columns: BTreeSet<Who> = seats.map(|(seat, _)| Who::Person(*seat)).collect();
    all.into_iter()
        .map(|(who, layers)| Stack {
            who,
            layers,
            lowest: if by_columns.contains(&who) {
                Lowest::Columns
            } else {
                Lowest::Scenario
            },
        })
        .collect()
}

impl Stack<'_> {
    /// Which of the settings in force the file of people gives: those that no layer above its columns decides.
    fn columns(
        &self,
        set: &[Assignment],
        registry: &Registry,
        file: &Arc<str>,
    ) -> Option<OwnColumns> {
        if self.lowest == Lowest::Scenario {
            return None;
        }
        let is_decided_above = |position: usize| {
            let name = registry.parameters[position].name;
            let mut above = self.layers.iter().skip(1);
            above.any(|layer| layer.decides(registry, name).is_some())
        };
        let positions = set.iter().map(|assignment| assignment.position);
        let positions: Vec<usize> = positions.filter(|&at| !is_decided_above(at)).collect();
        (!positions.is_empty()).then(|| OwnColumns {
            file: Arc::clone(file),
            positions,
        })
    }
}

/// Layers on top of one another as one set. Where they name both pairs of an either-or, the pair that is in force is
/// written out whole, as it comes out of these values.
fn laid(values: &Values, layers: &[&Layer]) -> Vec<Assignment> {
    let registry = values.registry();
    let mut set: BTreeMap<usize, f64> = BTreeMap::new();
    for given in layers.iter().flat_map(|layer| &layer.assignments) {
        set.insert(given.value.position, given.value.number);
    }
    let mut after: Option<Values> = None;
    for (index, pair) in registry.pairs.iter().enumerate() {
        let positions = |names: [&'static str; 2]| names.map(|name| registry.position(name));
        let (usual, other) = (positions(pair.usual), positions(pair.other));
        let named = |pair: &[Option<usize>; 2]| {
            pair.iter()
                .flatten()
                .any(|position| set.contains_key(position))
        };
        if !named(&usual) || !named(&other) {
            continue;
        }
        let after = after.get_or_insert_with(|| {
            let mut values = values.clone();
            for layer in layers {
                values.apply(&layer.plain());
            }
            values
        });
        for position in usual.iter().chain(&other).flatten() {
            set.remove(position);
        }
        let held = if after.names_other(index) {
            other
        } else {
            usual
        };
        for position in held.into_iter().flatten() {
            set.insert(position, after.numbers()[position]);
        }
    }
    set.into_iter()
        .map(|(position, number)| Assignment { position, number })
        .collect()
}

/// Remarks where the command line or a sweep moves what some have of their own.
pub(super) fn advice(
    own: &[&[Own]],
    moved: &[usize],
    roster: &Roster,
    registry: &Registry,
) -> Vec<String> {
    let mut advice = Vec::new();
    for position in moved {
        let name = registry.parameters[*position].name;
        let mut whose: Vec<String> = Vec::new();
        for own in own.iter().copied().flatten() {
            if own
                .set
                .iter()
                .any(|assignment| assignment.position == *position)
            {
                let who = match own.who {
                    Who::Team(team) => format!("team {}", roster.teams[team as usize]),
                    Who::Person(seat) => roster.people[seat as usize].name.clone(),
                };
                if !whose.contains(&who) && whose.len() < 20 {
                    whose.push(who);
                }
            }
        }
        if !whose.is_empty() {
            advice.push(format!(
                "`{name}` is moved for everybody but those who have their own: {}",
                super::super::names::listed(&whose)
            ));
        }
    }
    advice
}

/// The layers of all people that columns of the file of people give, by seat.
pub(super) fn columns(found: &Found) -> Columns {
    let seats = (0..).zip(0..found.roster.people.len());
    let layers = seats.filter_map(|(seat, index)| Some((seat, found.own(index)?)));
    let path = Path::new(found.file());
    let name = path.file_name().unwrap_or_default();
    Columns {
        layers: layers.collect(),
        file: name.to_string_lossy().into(),
    }
}
