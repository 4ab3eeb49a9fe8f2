//! Finds the teams and people that an event names in the roster.

use super::super::faults::Fault;
use super::super::layer::{EventLayer, Given};
use super::super::names;
use super::super::registry::{Meets, Registry};
use super::super::roster::{Participants, Roster};

impl EventLayer {
    /// Whom the event meets; names that the roster does not have are left out.
    pub(super) fn participants(&self, roster: Option<&Roster>) -> Participants {
        let Some(roster) = roster else {
            return Participants::default();
        };
        let found = |names: &[Given<String>], find: &dyn Fn(&str) -> Option<u32>| {
            let mut found: Vec<u32> = names.iter().filter_map(|name| find(&name.value)).collect();
            found.sort_unstable();
            found.dedup();
            found
        };
        if self.kind.meets == Meets::Everyone {
            return Participants::default();
        }
        Participants {
            teams: found(&self.teams, &|name| roster.team(name)),
            people: found(&self.people, &|name| roster.seat(name)),
        }
    }
}

/// Names of participants that the roster does not have.
pub(super) fn unknown<'a>(
    events: impl Iterator<Item = &'a EventLayer>,
    roster: Option<&Roster>,
    registry: &Registry,
) -> Vec<Fault> {
    let mut faults = Vec::new();
    for event in events {
        let EventLayer { teams, people, .. } = event;
        if !teams.is_empty() || !people.is_empty() {
            faults.extend(of_everybody(event, registry));
        }
        if let Some(roster) = roster {
            faults.extend(teams.iter().filter_map(|name| no_team(roster, name)));
            faults.extend(people.iter().filter_map(|name| no_person(roster, name)));
        } else if let Some(named) = teams.first().or(people.first()) {
            let help = "Or leave this key out: then everybody takes part.";
            faults.push(no_roster(named).adding(help));
        }
    }
    faults
}

/// The fault of naming somebody where nobody has a name.
pub(super) fn no_roster(name: &Given<String>) -> Fault {
    let message = "only a roster has teams and people with names".to_owned();
    Fault::at(&name.place, message)
        .label("unknown here")
        .help("Name the files of the organisation: [organisation] people = \"people.csv\".")
}

/// What a policy for some cannot set, since it is the same for all.
fn of_everybody(event: &EventLayer, registry: &Registry) -> Vec<Fault> {
    let set = event.set.assignments.iter();
    let shared = set.filter_map(|given| {
        let parameter = &registry.parameters[given.value.position];
        if registry.may_be_own(parameter) {
            return None;
        }
        let message = format!("`{}` is the same for everybody, and this policy is for some", parameter.name);
        let help = format!(
            "Teams and people have keys of their own from {}. Leave out `teams` and `people` to set it for all.",
            names::listed(registry.own_groups)
        );
        Some(Fault::at(&given.place, message).label("not their own").help(help))
    });
    shared.collect()
}

/// Events that name participants but meet everybody.
pub(super) fn advice<'a>(events: impl Iterator<Item = &'a EventLayer>) -> Vec<String> {
    let named = events.filter(|event| {
        event.kind.meets == Meets::Everyone && !(event.teams.is_empty() && event.people.is_empty())
    });
    let remark = |event: &EventLayer| {
        format!(
            "the {} of week {} meets everybody: what it changes is the same for all, so `teams` and `people` change nothing",
            event.kind.name, event.week.value
        )
    };
    named.map(remark).collect()
}

pub(super) fn no_team(roster: &Roster, name: &Given<String>) -> Option<Fault> {
    if roster.team(&name.value).is_some() {
        return None;
    }
    let known = roster.teams.iter().map(String::as_str);
    let help = match names::nearest(&name.value, known.clone()) {
        Some(near) => format!("Did you mean \"{near}\"?"),
        None if roster.teams.len() <= 20 => {
            format!(
                "The teams are: {}.",
                names::listed(&known.collect::<Vec<_>>())
            )
        }
        None => format!("`seci check` lists the {} teams.", roster.teams.len()),
    };
    let shown = name.place.page().quote(&name.place.value);
    let fault = Fault::at(&name.place, format!("no team is called {shown}"));
    Some(fault.label("unknown team").help(help))
}

pub(super) fn no_person(roster: &Roster, name: &Given<String>) -> Option<Fault> {
    if roster.seat(&name.value).is_some() {
        return None;
    }
    let shown = name.place.page().quote(&name.place.value);
    let namesakes = roster
        .people
        .iter()
        .filter(|person| person.name == name.value);
    let ids: Vec<&str> = namesakes.map(|person| person.id.as_str()).collect();
    if !ids.is_empty() {
        let fault = Fault::at(
            &name.place,
            format!("{} people are called {shown}", ids.len()),
        );
        let help = format!("Name the one you mean by id: {}.", names::listed(&ids));
        return Some(fault.label("not clear who").help(help));
    }
    let known = roster
        .people
        .iter()
        .flat_map(|person| [person.name.as_str(), person.id.as_str()]);
    let help = match names::nearest(&name.value, known) {
        Some(near) => format!("Did you mean \"{near}\"?"),
        None => "People are named by the `id` or the `name` of the file of people.".to_owned(),
    };
    let fault = Fault::at(&name.place, format!("nobody has the id or name {shown}"));
    Some(fault.label("unknown person").help(help))
}
