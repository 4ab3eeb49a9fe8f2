//! What differs in parameters, labels and events, variant by variant; and the variants that only one side has.
//!
//! Owns the grouping: what two or more variants have in common is said once, with their names.

use super::{BASE, Difference, Pairing, Scope, Shown, Side, Subject, file};
use crate::scenario::load::Loaded;
use crate::scenario::registry::{Parameter, Registry};
use crate::scenario::resolved;
use crate::scenario::settle::Origin;
use crate::scenario::values::{Event, Values};
use crate::scenario::{Own, Participants, Roster, Scenario, Variant, Who};

/// Differences of one key, with the variants in which each was found.
struct Groups {
    subject: Subject,
    key: String,
    unit: &'static str,
    found: Vec<([Option<Side>; 2], Vec<String>)>,
}

impl Groups {
    fn new(subject: Subject, key: &str, unit: &'static str) -> Self {
        Groups {
            subject,
            key: key.to_owned(),
            unit,
            found: Vec::new(),
        }
    }

    fn add(&mut self, variant: &str, sides: [Option<Side>; 2]) {
        match self.found.iter_mut().find(|(known, _)| *known == sides) {
            Some((_, variants)) => variants.push(variant.to_owned()),
            None => self.found.push((sides, vec![variant.to_owned()])),
        }
    }

    /// One difference for each group; what holds in all variants that both have needs no names.
    fn told(self, pairing: &Pairing) -> impl Iterator<Item = Difference> {
        let all: Vec<String> = pairing.both.iter().map(|both| both.name.clone()).collect();
        let Groups {
            subject,
            key,
            unit,
            found,
        } = self;
        found.into_iter().map(move |(sides, within)| {
            let is_everywhere = !all.is_empty() && all.iter().all(|name| within.contains(name));
            Difference {
                subject,
                key: key.clone(),
                unit,
                scope: if is_everywhere {
                    Scope::Everywhere
                } else {
                    Scope::Within(within)
                },
                sides,
            }
        })
    }
}

/// Every parameter that differs, in the base values or in a variant that both have.
pub(super) fn parameters(
    sides: [&Loaded; 2],
    base: [&Values; 2],
    pairing: &Pairing,
) -> Vec<Difference> {
    let model = sides[0].scenario.model;
    let mut list = Vec::new();
    for (position, parameter) in model.parameters.iter().enumerate() {
        let mut groups = Groups::new(Subject::Parameter, parameter.name, parameter.unit);
        let mut hold = |within: &str, values: [&Values; 2], origins: [&[Origin]; 2]| {
            let [a, b] = values.map(|values| values.numbers()[position]);
            if a.to_bits() != b.to_bits() {
                let side = |number: f64, origins: &[Origin]| {
                    let origin = origins
                        .get(position)
                        .map_or(String::new(), Origin::to_string);
                    Some(Side::new(shown(parameter, number), origin))
                };
                groups.add(within, [side(a, origins[0]), side(b, origins[1])]);
            }
        };
        hold(
            BASE,
            base,
            sides.map(|loaded| loaded.origins.base.as_slice()),
        );
        for both in &pairing.both {
            let at = |index: usize| {
                let loaded = sides[index];
                let origins = loaded.origins.variants.get(both.at[index]);
                (
                    &loaded.scenario.variants[both.at[index]].values,
                    origins.map_or(&[][..], Vec::as_slice),
                )
            };
            let [(a, origins_a), (b, origins_b)] = [at(0), at(1)];
            hold(&both.name, [a, b], [origins_a, origins_b]);
        }
        list.extend(groups.told(pairing));
    }
    list
}

fn shown(parameter: &Parameter, number: f64) -> Shown {
    match parameter.range.name_of(number) {
        Some(name) => Shown::Text(name.to_owned()),
        None => Shown::Number(number),
    }
}

fn named_at(loaded: &Loaded, variant: usize) -> String {
    let origin = loaded.origins.names.get(variant);
    origin.map_or(String::new(), Origin::to_string)
}

/// The labels that differ; two that are one against one may differ in their names as well.
pub(super) fn labels(sides: [&Loaded; 2], pairing: &Pairing) -> Vec<Difference> {
    let mut groups = Groups::new(Subject::Label, "label", "");
    for both in &pairing.both {
        let side = |index: usize| {
            let at = both.at[index];
            let label = &sides[index].scenario.variants[at].label;
            Side::text(label, named_at(sides[index], at))
        };
        let [a, b] = [side(0), side(1)];
        if a.value != b.value {
            groups.add(&both.name, [Some(a), Some(b)]);
        }
    }
    groups.told(pairing).collect()
}

/// The events that only one side has; those of one kind stand against one another, in their order.
pub(super) fn events(sides: [&Loaded; 2], pairing: &Pairing) -> Vec<Difference> {
    let model = sides[0].scenario.model;
    let mut list = Vec::new();
    for kind in model.events {
        let mut groups = Groups::new(Subject::Event, kind.name, "");
        for both in &pairing.both {
            let of = |index: usize| &sides[index].scenario.variants[both.at[index]].events;
            let rest = |index: usize| {
                let unmatched = unmatched(of(index), of(1 - index)).into_iter();
                let of_kind = unmatched.filter(|at| of(index)[*at].kind.name == kind.name);
                let told = of_kind.map(|at| {
                    let origins = sides[index].origins.events.get(both.at[index]);
                    let origin = origins.and_then(|origins| origins.get(at));
                    let origin = origin.map_or(String::new(), Origin::to_string);
                    Side::text(
                        event_text(
                            model,
                            &of(index)[at],
                            sides[index].scenario.roster.as_deref(),
                        ),
                        origin,
                    )
                });
                told.collect::<Vec<Side>>()
            };
            let [mut a, mut b] = [rest(0).into_iter(), rest(1).into_iter()];
            loop {
                let sides = [a.next(), b.next()];
                if sides.iter().all(Option::is_none) {
                    break;
                }
                groups.add(&both.name, sides);
            }
        }
        list.extend(groups.told(pairing));
    }
    list
}

/// The places of the events that have no equal on the other side, each of which counts once.
fn unmatched(ours: &[Event], theirs: &[Event]) -> Vec<usize> {
    let mut left: Vec<&Event> = theirs.iter().collect();
    let mut rest = Vec::new();
    for (index, event) in ours.iter().enumerate() {
        match left.iter().position(|other| *other == event) {
            Some(at) => {
                left.remove(at);
            }
            None => rest.push(index),
        }
    }
    rest
}

/// An event on a line: `week 52: policy explicit_share = 0.3`.
fn event_text(model: &Registry, event: &Event, roster: Option<&Roster>) -> String {
    // Taken apart, so that whatever an event is given one day must be told here too.
    let Event {
        week,
        kind,
        fields,
        set,
        who,
    } = event;
    let set = set.iter().map(|assignment| {
        let parameter = &model.parameters[assignment.position];
        format!(
            "{} = {}",
            parameter.name,
            parameter.shown(assignment.number)
        )
    });
    let fields = kind.fields().zip(fields);
    let fields = fields.map(|(field, number)| format!("{} {number}", field.name));
    let someone = (!who.is_everyone()).then(|| participants(who, roster));
    let content: Vec<String> = fields.chain(set).chain(someone).collect();
    let line = format!("week {week}: {} {}", kind.name, content.join(", "));
    line.trim_end().to_owned()
}

/// Who takes part in an event, by name.
fn participants(who: &Participants, roster: Option<&Roster>) -> String {
    let Some(roster) = roster else {
        return String::new();
    };
    let teams = who
        .teams
        .iter()
        .filter_map(|&team| roster.teams.get(team as usize));
    let people = who
        .people
        .iter()
        .filter_map(|&seat| roster.people.get(seat as usize));
    let names: Vec<&str> = teams
        .map(String::as_str)
        .chain(people.map(|person| person.name.as_str()))
        .collect();
    format!("for {}", names.join(", "))
}

/// What a team or a person has of its own: `Bruno: internalisation = 0.2`.
fn own_text(own: &Own, scenario: &Scenario) -> String {
    let roster = scenario.roster.as_deref();
    let name = roster.and_then(|roster| match own.who {
        Who::Team(team) => roster.teams.get(team as usize).cloned(),
        Who::Person(seat) => roster
            .people
            .get(seat as usize)
            .map(|person| person.name.clone()),
    });
    let set = own.set.iter().map(|assignment| {
        let parameter = &scenario.model.parameters[assignment.position];
        format!(
            "{} = {}",
            parameter.name,
            parameter.shown(assignment.number)
        )
    });
    format!(
        "{}: {}",
        name.unwrap_or_default(),
        set.collect::<Vec<String>>().join(", ")
    )
}

/// What teams and people have of their own where variants of the same name differ in it.
pub(super) fn own(sides: [&Loaded; 2], pairing: &Pairing) -> Vec<Difference> {
    let mut list = Vec::new();
    for both in &pairing.both {
        let variant = |index: usize| &sides[index].scenario.variants[both.at[index]];
        if variant(0).own == variant(1).own {
            continue;
        }
        let told = |index: usize| {
            let texts = variant(index)
                .own
                .iter()
                .map(|own| own_text(own, &sides[index].scenario));
            let text = texts.collect::<Vec<String>>().join("; ");
            (!text.is_empty()).then(|| Side::text(&text, file(sides[index])))
        };
        list.push(Difference::of_all(
            Subject::Own,
            &both.name,
            "",
            [told(0), told(1)],
        ));
    }
    list
}

/// The variants that only one side has, each with what it changes.
pub(super) fn one_sided(
    sides: [&Loaded; 2],
    variants: [&Vec<Variant>; 2],
    pairing: &Pairing,
) -> Vec<Difference> {
    let mut list = Vec::new();
    for index in [0, 1] {
        let loaded = sides[index];
        for &at in &pairing.only[index] {
            let side = Side::text(
                variant_text(loaded, &variants[index][at]),
                match loaded.origins.names.get(at) {
                    Some(Origin::Default) | None => file(loaded).to_owned(),
                    Some(origin) => origin.to_string(),
                },
            );
            let sides = if index == 0 {
                [Some(side), None]
            } else {
                [None, Some(side)]
            };
            list.push(Difference::of_all(
                Subject::Variant,
                &variants[index][at].name,
                "",
                sides,
            ));
        }
    }
    list
}

/// What a variant says: the keys in which it differs from its base, and its events.
fn variant_text(loaded: &Loaded, variant: &Variant) -> String {
    let Variant {
        name: _,
        label: _,
        values,
        events,
        own,
        purpose: _,
    } = variant;
    let scenario = &loaded.scenario;
    let keys = resolved::differences(&scenario.base, values);
    let keys = keys.iter().map(|assignment| {
        let parameter = &scenario.model.parameters[assignment.position];
        format!(
            "{} = {}",
            parameter.name,
            parameter.shown(assignment.number)
        )
    });
    let keys: Vec<String> = keys.collect();
    let keys = if keys.is_empty() {
        "the base values as they are".to_owned()
    } else {
        keys.join(", ")
    };
    let events = events
        .iter()
        .map(|event| event_text(scenario.model, event, scenario.roster.as_deref()));
    let own = own.iter().map(|own| own_text(own, scenario));
    std::iter::once(keys)
        .chain(own)
        .chain(events)
        .collect::<Vec<String>>()
        .join("; ")
}
