//! What teams and people of a scenario have of their own, and what happens on the way, in the words of the documents.
//!
//! Owns what is said once for all variants, and where a setting stands: of that the resolved scenario knows nothing, so it
//! is taken from the manifest.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::report::{Happening, Holder, HolderKind, OwnSetting, Stands};
use crate::scenario::{Event, Own, Roster, Scenario, Variant, Who};
use crate::study::describe;
use crate::table::{Manifest, OwnColumnInfo};

/// The variants that the file asks for, in its order.
fn variants(scenario: &Scenario) -> Vec<&Variant> {
    let variants = scenario.variants.iter();
    variants
        .filter(|variant| variant.purpose.is_what_if())
        .collect()
}

/// The value of each setting, by holder and position of the parameter.
type Settings = BTreeMap<(Who, usize), f64>;

/// All teams and people with settings of their own, and these settings.
pub(super) fn settings(scenario: &Scenario, manifest: &Manifest) -> (Vec<Holder>, Vec<OwnSetting>) {
    let Some(roster) = &scenario.roster else {
        return (Vec::new(), Vec::new());
    };
    let by_variant: Vec<Settings> = variants(scenario)
        .iter()
        .map(|variant| of(&variant.own))
        .collect();
    let all = by_variant.iter().flat_map(BTreeMap::keys);
    let who: BTreeSet<Who> = all.map(|(who, _)| *who).collect();
    let places: BTreeMap<Who, usize> = who.iter().copied().zip(0..).collect();
    let shared = shared(&by_variant);
    let columns: Vec<Columns> = manifest
        .variants
        .iter()
        .map(|variant| Columns::of(&variant.own_columns))
        .collect();
    let setting = |variant: Option<usize>, (&(who, assumption), &value): (&(Who, usize), &f64)| {
        let key = scenario.model.parameters[assumption].name;
        let columns = columns.get(variant.unwrap_or(0));
        OwnSetting {
            variant,
            holder: places[&who],
            assumption,
            value,
            stands: columns.map_or(Stands::Scenario, |columns| columns.stands(who, key)),
        }
    };
    let mut own: Vec<OwnSetting> = shared.iter().map(|pair| setting(None, pair)).collect();
    for (index, settings) in by_variant.iter().enumerate() {
        let apart = settings.iter().filter(|(key, _)| !shared.contains_key(key));
        own.extend(apart.map(|pair| setting(Some(index), pair)));
    }
    (who.iter().map(|who| holder(*who, roster)).collect(), own)
}

fn of(own: &[Own]) -> Settings {
    let all = own.iter().flat_map(|own| {
        let set = own.set.iter();
        set.map(|assignment| ((own.who, assignment.position), assignment.number))
    });
    all.collect()
}

/// The settings that are the same in all variants.
fn shared(by_variant: &[Settings]) -> Settings {
    let Some((first, others)) = by_variant.split_first() else {
        return Settings::new();
    };
    let is_shared = |(key, value): &(&(Who, usize), &f64)| {
        let mut others = others.iter();
        others.all(|other| {
            other
                .get(key)
                .is_some_and(|found| found.to_bits() == value.to_bits())
        })
    };
    let shared = first.iter().filter(is_shared);
    shared.map(|(key, value)| (*key, *value)).collect()
}

fn holder(who: Who, roster: &Roster) -> Holder {
    match who {
        Who::Team(team) => {
            let name = &roster.teams[team as usize];
            Holder {
                kind: HolderKind::Team,
                id: name.clone(),
                name: name.clone(),
                team: name.clone(),
            }
        }
        Who::Person(seat) => {
            let person = &roster.people[seat as usize];
            Holder {
                kind: HolderKind::Person,
                id: person.id.clone(),
                name: describe::name_of(person),
                team: roster.teams[person.team as usize].clone(),
            }
        }
    }
}

/// What stands in columns of the file of people, in one variant.
struct Columns {
    /// By parameter: the file, and the seats.
    columns: BTreeMap<String, (Arc<str>, Vec<[u32; 2]>)>,
}

impl Columns {
    fn of(infos: &[OwnColumnInfo]) -> Columns {
        let columns = infos.iter().map(|info| {
            let place = (Arc::from(info.file.as_str()), info.seats.clone());
            (info.parameter.clone(), place)
        });
        Columns {
            columns: columns.collect(),
        }
    }

    /// Where a setting stands.
    fn stands(&self, who: Who, key: &str) -> Stands {
        if let (Who::Person(seat), Some((file, seats))) = (who, self.columns.get(key)) {
            let before = seats.partition_point(|[_, last]| *last < seat);
            if seats.get(before).is_some_and(|[first, _]| *first <= seat) {
                return Stands::Column(Arc::clone(file));
            }
        }
        Stands::Scenario
    }
}

/// What happens, those events that all variants have once.
pub(super) fn events(scenario: &Scenario) -> Vec<Happening> {
    let variants = variants(scenario);
    let Some(first) = variants.first() else {
        return Vec::new();
    };
    let told = |variant: Option<usize>, events: &[Event]| {
        let mut events: Vec<&Event> = events.iter().collect();
        events.sort_by_key(|event| event.week);
        let told = events.into_iter().map(move |event| Happening {
            variant,
            week: event.week,
            kind: event.kind.name.to_owned(),
            who: scenario
                .roster
                .as_ref()
                .map_or_else(Vec::new, |roster| describe::participants(event, roster)),
            what: describe::what_of(event, scenario.model),
        });
        told.collect::<Vec<_>>()
    };
    // Events of all variants come first in each, in one order.
    let is_shared = |index: usize| {
        let event = first.events.get(index);
        variants
            .iter()
            .all(|variant| variant.events.get(index) == event)
    };
    let shared = (0..first.events.len())
        .take_while(|&index| is_shared(index))
        .count();
    let mut all = told(None, &first.events[..shared]);
    for (index, variant) in variants.iter().enumerate() {
        all.extend(told(Some(index), &variant.events[shared..]));
    }
    all
}
