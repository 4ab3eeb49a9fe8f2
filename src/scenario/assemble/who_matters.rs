//! Adds to a scenario the runs that say who matters: for each of some people a variant in which that person leaves, and
//! all else is as in the reference.

use super::super::faults::Fault;
use super::super::layer::WhoMattersLayer;
use super::super::names;
use super::super::registry::Registry;
use super::super::roster::{Participants, Roster};
use super::super::values::Event;
use super::super::{Purpose, Variant, WhoMatters};
use super::participants::no_person;

/// People tried where the file says neither who nor how many: those with the highest sum of trust.
const USUAL: usize = 20;

/// What the table asks for, its people found in the roster.
pub(super) fn settle(
    layer: &WhoMattersLayer,
    roster: Option<&Roster>,
    weeks: u32,
    registry: &Registry,
) -> Result<WhoMatters, Vec<Fault>> {
    let fault = |message: &str, help: String| {
        let fault = Fault::at(&layer.place, message.to_owned());
        Err(vec![fault.label("nobody to leave").help(help)])
    };
    if registry.event_kind("departures").is_none() {
        let help = format!(
            "The model \"{}\" has none; remove the table.",
            registry.model
        );
        return fault("`who_matters` needs a model in which people leave", help);
    }
    let Some(roster) = roster else {
        let help = "Name the files of the organisation: [organisation] people = \"people.csv\" or ties = \"ties.csv\". Or remove the table.";
        return fault(
            "`who_matters` needs the people of a roster",
            help.to_owned(),
        );
    };
    let mut faults: Vec<Fault> = Vec::new();
    faults.extend(
        layer
            .people
            .iter()
            .filter_map(|name| no_person(roster, name)),
    );
    if let (Some(count), Some(first)) = (&layer.count, layer.people.first()) {
        let message = "`count` and `people` are given together".to_owned();
        faults.push(
            Fault::at(&count.place, message)
                .label("either")
                .help("Say who, or how many of those with the highest sum of trust.")
                .also_at(&first.place, "or"),
        );
    }
    if let Some(week) = &layer.week
        && week.value >= weeks
    {
        let message = format!(
            "nobody can leave in week {}: it lies after the last",
            week.value
        );
        let help = format!(
            "The run lasts {weeks} weeks; the latest is {}.",
            weeks.saturating_sub(1)
        );
        faults.push(Fault::at(&week.place, message).label("too late").help(help));
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let mut people: Vec<u32> = layer
        .people
        .iter()
        .filter_map(|name| roster.seat(&name.value))
        .collect();
    people.sort_unstable();
    people.dedup();
    if people.is_empty() {
        let count = layer
            .count
            .as_ref()
            .map_or(USUAL, |count| count.value as usize);
        people = most_trusted(roster, count);
    }
    Ok(WhoMatters {
        week: layer.week.as_ref().map_or(weeks / 2, |week| week.value),
        people,
    })
}

/// So many people with the highest sum of trust, in the order of the roster; the earlier seat first among equals. Without
/// ties from a file, the first ones.
fn most_trusted(roster: &Roster, count: usize) -> Vec<u32> {
    let sums = roster.sums_of_trust();
    let mut seats: Vec<u32> = (0..).take(roster.people.len()).collect();
    seats.sort_by(|&one, &other| sums[other as usize].total_cmp(&sums[one as usize]));
    seats.truncate(count);
    seats.sort_unstable();
    seats
}

/// The variants in which each of them leaves.
pub(super) fn variants(
    asked: &WhoMatters,
    (built, reference): (&[Variant], usize),
    registry: &Registry,
    roster: &Roster,
) -> Vec<Variant> {
    let reference = &built[reference];
    let Some(kind) = registry.event_kind("departures") else {
        return Vec::new();
    };
    let is_free =
        |name: &str| names::is_allowed(name) && built.iter().all(|variant| variant.name != name);
    let leaves = asked.people.iter().map(|&seat| {
        let person = &roster.people[seat as usize];
        let mut events = reference.events.clone();
        events.push(Event {
            week: asked.week,
            kind,
            fields: vec![1.0],
            set: Vec::new(),
            who: Participants {
                teams: Vec::new(),
                people: vec![seat],
            },
        });
        let name = format!("without-{}", person.id);
        Variant {
            name: if is_free(&name) {
                name
            } else {
                numbered(&is_free, seat)
            },
            // A bare number would be taken for something else.
            label: if person.name == person.id {
                format!("Without person {}", person.id)
            } else {
                format!("Without {}", person.name)
            },
            events,
            purpose: Purpose::Departure { seat },
            ..reference.clone()
        }
    });
    leaves.collect()
}

/// A name by the number of the seat, prolonged as long as the file has a variant of that name.
fn numbered(is_free: &dyn Fn(&str) -> bool, seat: u32) -> String {
    let mut name = format!("without-person-{}", seat + 1);
    while !is_free(&name) && names::is_allowed(&format!("{name}-")) {
        name.push('-');
    }
    name
}
