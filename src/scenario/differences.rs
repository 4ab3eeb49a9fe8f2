//! What differs between two scenarios: every key with both values, and where each value comes from.
//!
//! Owns which variants of the two belong together, and that what is the same in all of them is said once. Runs nothing,
//! prints nothing, and knows no outcomes.

mod run;
mod variants;

use std::collections::{BTreeMap, BTreeSet};

use super::load::{Loaded, Origins};
use super::{Person, Roster, Scenario, Variant, names};

/// What differs, in the order in which a scenario file has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Differences {
    pub pairing: Pairing,
    pub list: Vec<Difference>,
    /// Of different models, no parameter, event or variant is compared.
    pub is_of_one_model: bool,
}

/// Which variants of two scenarios belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pairing {
    /// In the order of the first scenario.
    pub both: Vec<Both>,
    /// The variants that only one of the two has.
    pub only: [Vec<usize>; 2],
}

/// A variant that both scenarios have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Both {
    /// The name that it has in both; of two that are one against one, both names.
    pub name: String,
    /// Its index in each scenario.
    pub at: [usize; 2],
}

/// One thing that differs.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    pub subject: Subject,
    /// The key, as a scenario file has it; of a variant that one side lacks, its name.
    pub key: String,
    /// In words; empty where there is none.
    pub unit: &'static str,
    pub scope: Scope,
    /// What either side says; none where it has no such thing.
    pub sides: [Option<Side>; 2],
}

/// What kind of thing differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    Model,
    Title,
    Run,
    Sweep,
    /// The people of a real organisation, and the ties between them.
    Roster,
    /// Whose departures are tried.
    WhoMatters,
    /// What teams and people have of their own.
    Own,
    Parameter,
    Label,
    Event,
    /// A variant that only one side has.
    Variant,
}

/// Where something differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// In the scenario as a whole, or in all variants that both have.
    Everywhere,
    /// In these variants; [`BASE`] stands for what variants start from.
    Within(Vec<String>),
}

/// How a scope names the values that the variants start from.
pub const BASE: &str = "the base values";

/// What one side says.
#[derive(Debug, Clone, PartialEq)]
pub struct Side {
    pub value: Shown,
    /// Where it comes from: "default", "firm.toml, line 3", "--set drift=0.1".
    pub origin: String,
}

/// A value as it is told.
#[derive(Debug, Clone, PartialEq)]
pub enum Shown {
    Number(f64),
    Text(String),
}

impl std::fmt::Display for Shown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Shown::Number(number) => write!(f, "{number}"),
            Shown::Text(text) => f.write_str(text),
        }
    }
}

impl Subject {
    /// In a word, for programs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Subject::Model => "model",
            Subject::Title => "title",
            Subject::Roster => "roster",
            Subject::WhoMatters => "who_matters",
            Subject::Own => "own",
            Subject::Run => "run",
            Subject::Sweep => "sweep",
            Subject::Parameter => "parameter",
            Subject::Label => "label",
            Subject::Event => "event",
            Subject::Variant => "variant",
        }
    }
}

impl Difference {
    /// Something of the scenario as a whole.
    fn of_all(subject: Subject, key: &str, unit: &'static str, sides: [Option<Side>; 2]) -> Self {
        Difference {
            subject,
            key: key.to_owned(),
            unit,
            scope: Scope::Everywhere,
            sides,
        }
    }
}

impl Side {
    fn new(value: Shown, origin: impl Into<String>) -> Self {
        Side {
            value,
            origin: origin.into(),
        }
    }

    fn text(text: impl Into<String>, origin: impl Into<String>) -> Self {
        Side::new(Shown::Text(text.into()), origin)
    }
}

/// The variants that have a name in common; where either scenario has but one, these two.
#[must_use]
pub fn pairing(one: &Scenario, other: &Scenario) -> Pairing {
    if let ([a], [b]) = (&one.variants[..], &other.variants[..]) {
        let name = if a.name == b.name {
            a.name.clone()
        } else {
            format!("{}-vs-{}", a.name, b.name)
        };
        return Pairing {
            both: vec![Both { name, at: [0, 0] }],
            only: [Vec::new(), Vec::new()],
        };
    }
    let place = |variants: &[Variant], name: &str| variants.iter().position(|v| v.name == name);
    let missing = |of: &Scenario, there: &Scenario| {
        let all = of.variants.iter().enumerate();
        all.filter(|(_, variant)| place(&there.variants, &variant.name).is_none())
            .map(|(index, _)| index)
            .collect()
    };
    let both = one.variants.iter().enumerate().filter_map(|(index, a)| {
        let other = place(&other.variants, &a.name)?;
        Some(Both {
            name: a.name.clone(),
            at: [index, other],
        })
    });
    Pairing {
        both: both.collect(),
        only: [missing(one, other), missing(other, one)],
    }
}

/// Everything that differs between two scenarios, besides their names.
#[must_use]
pub fn differences(one: &Loaded, other: &Loaded) -> Differences {
    let (one, other) = (&one.of_what_ifs(), &other.of_what_ifs());
    let sides = [one, other];
    // Taken apart, so that whatever a scenario is given one day must be compared here too.
    let [a, b] = sides.map(|loaded| {
        let Scenario {
            model,
            name: _,
            title,
            run,
            base,
            variants,
            reference: _,
            sweep,
            roster,
            who_matters: _,
            // Charts change no run of the others.
            charts: _,
        } = &loaded.scenario;
        (*model, title, run, base, variants, sweep, roster)
    });
    let pairing = pairing(&one.scenario, &other.scenario);
    let is_of_one_model = std::ptr::eq(a.0, b.0);
    let mut list = Vec::new();
    if !is_of_one_model {
        let model = |of: &Loaded| Some(Side::text(of.scenario.model.model, file(of)));
        list.push(Difference::of_all(
            Subject::Model,
            "model",
            "",
            sides.map(model),
        ));
    }
    if a.1 != b.1 {
        list.push(Difference::of_all(
            Subject::Title,
            "title",
            "",
            sides.map(|loaded| Some(title(loaded))),
        ));
    }
    if a.6 != b.6 {
        let people = |[loaded, other]: [&Loaded; 2]| {
            let roster = loaded.scenario.roster.as_ref()?;
            let ties = roster.ties.as_ref();
            let ties = ties.map_or("ties drawn from the teams".to_owned(), |ties| {
                format!("{} ties", ties.len())
            });
            let apart = other.scenario.roster.as_ref();
            let apart = apart.map_or_else(String::new, |other| only_here(roster, other));
            let text = format!(
                "{} people in {} teams, {ties}{apart}",
                roster.people.len(),
                roster.teams.len()
            );
            Some(Side::text(&text, file(loaded)))
        };
        list.push(Difference::of_all(
            Subject::Roster,
            "people and ties",
            "",
            [[one, other], [other, one]].map(people),
        ));
    }
    list.extend(who_matters(sides));
    list.extend(run::keys(sides, [a.2, b.2], &pairing));
    if is_of_one_model {
        let origin = |origins: &Origins| origins.sweep.as_ref().map(ToString::to_string);
        let origins = sides.map(|loaded| origin(&loaded.origins).unwrap_or_default());
        list.extend(run::sweeps(a.0, [a.5.as_ref(), b.5.as_ref()], &origins));
        list.extend(variants::parameters(sides, [a.3, b.3], &pairing));
        list.extend(variants::labels(sides, &pairing));
        list.extend(variants::events(sides, &pairing));
        list.extend(variants::own(sides, &pairing));
        list.extend(variants::one_sided(sides, [a.4, b.4], &pairing));
    }
    Differences {
        pairing,
        list,
        is_of_one_model,
    }
}

/// Whose departures are tried, where the two sides try different ones.
fn who_matters(sides: [&Loaded; 2]) -> Option<Difference> {
    let asked = sides.map(|loaded| {
        let asked = loaded.scenario.who_matters.as_ref()?;
        let roster = loaded.scenario.roster.as_ref()?;
        let people = asked.people.iter();
        let people = people.filter_map(|&seat| roster.people.get(seat as usize));
        let ids: Vec<&str> = people.map(|person| person.id.as_str()).collect();
        Some((asked.week, ids))
    });
    let [a, b] = &asked;
    (a != b).then(|| {
        let told = [0, 1].map(|side: usize| {
            let (week, ids) = asked[side].as_ref()?;
            let text = format!("in week {week}: {}", names::listed(ids));
            Some(Side::text(text, file(sides[side])))
        });
        Difference::of_all(Subject::WhoMatters, "who_matters", "", told)
    })
}

/// How much of a roster the other does not have: people by their ids, ties by the ids of their ends and their trust.
fn only_here(roster: &Roster, other: &Roster) -> String {
    let ids: BTreeMap<&str, &Person> = other
        .people
        .iter()
        .map(|person| (person.id.as_str(), person))
        .collect();
    let people = roster
        .people
        .iter()
        .filter(|person| !ids.contains_key(person.id.as_str()));
    let team = |roster: &Roster, person: &Person| roster.teams.get(person.team as usize).cloned();
    let moved = roster.people.iter().filter(|person| {
        let there = ids.get(person.id.as_str());
        there.is_some_and(|there| team(roster, person) != team(other, there))
    });
    let ties = ends(roster);
    let others = ends(other);
    let counted = |count: usize, [one, many]: [&str; 2], what: &str| match count {
        0 => None,
        1 => Some(format!("1 {one} {what}")),
        _ => Some(format!("{count} {many} {what}")),
    };
    let person = ["person", "people"];
    let apart = [
        counted(people.count(), person, "only here"),
        counted(moved.count(), person, "in another team"),
        counted(
            ties.difference(&others).count(),
            ["tie", "ties"],
            "only here or of other trust",
        ),
    ];
    let apart: Vec<String> = apart.into_iter().flatten().collect();
    if apart.is_empty() {
        String::new()
    } else {
        format!("; {}", apart.join(", "))
    }
}

/// The ties of a roster: the ids of both ends, in their order, and the bits of the trust.
fn ends(roster: &Roster) -> BTreeSet<([&str; 2], u32)> {
    let ties = roster.ties.iter().flatten();
    let ends = ties.map(|tie| {
        let mut ids = tie.seats.map(|seat| {
            let person = roster.people.get(seat as usize);
            person.map_or("", |person| person.id.as_str())
        });
        ids.sort_unstable();
        (ids, tie.trust.to_bits())
    });
    ends.collect()
}

/// The file that was asked for.
fn file(loaded: &Loaded) -> &str {
    loaded.files.first().map_or("", String::as_str)
}

/// The title; a file that gives none has its name for one.
fn title(loaded: &Loaded) -> Side {
    let scenario = &loaded.scenario;
    let origin = if scenario.title == scenario.name {
        "the name, since there is no title"
    } else {
        file(loaded)
    };
    Side::text(&scenario.title, origin)
}
