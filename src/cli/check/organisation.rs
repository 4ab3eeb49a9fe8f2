//! What `seci check` says of a real organisation: who the people are, how they are tied, and which rows of their files are
//! odd.
//!
//! Owns wording and the shape of the JSON; every figure comes from the roster or from what was noticed when it was read.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::scenario::{
    Answers, Odd, Own, Participants, Registry, Roster, Scenario, Structure, Survey, TeamsFrom, Who,
};

/// More names than this are counted.
const NAMES: usize = 12;

/// The organisation in a few lines; nothing without a roster.
pub(super) fn describe(text: &mut String, scenario: &Scenario, survey: Option<&Survey>) {
    let (Some(roster), Some(survey)) = (&scenario.roster, survey) else {
        return;
    };
    let files = [&survey.people_file, &survey.ties_file];
    let files: Vec<&str> = files.into_iter().flatten().map(String::as_str).collect();
    let people = roster.people.len();
    let _ = writeln!(
        text,
        "organisation: {people} people from {}",
        files.join(" and ")
    );
    let _ = writeln!(text, "  {}", teams(roster, survey));
    match roster.structure() {
        Some(structure) => {
            ties(text, roster, &structure);
        }
        None => {
            let _ = writeln!(
                text,
                "  ties: drawn in every run: all within a team, others by `cross_team_ties`"
            );
        }
    }
    if let Some(found) = &survey.answers {
        answers(text, found);
    }
    if !survey.ignored.is_empty() {
        let _ = writeln!(
            text,
            "  columns not used: {}",
            first_of(&survey.ignored, NAMES)
        );
    }
}

fn teams(roster: &Roster, survey: &Survey) -> String {
    let mut sizes: Vec<(&str, usize)> = roster
        .teams
        .iter()
        .map(String::as_str)
        .zip(roster.sizes())
        .collect();
    // The largest first; of equal ones the first in the files.
    sizes.sort_by_key(|&(_, size)| std::cmp::Reverse(size));
    let sizes: Vec<String> = sizes
        .iter()
        .map(|(name, size)| format!("{name} ({size})"))
        .collect();
    let origin = match survey.teams {
        TeamsFrom::People => String::new(),
        TeamsFrom::Ties(modularity) => format!(" found in the ties (modularity {modularity:.2})"),
    };
    let noun = if sizes.len() == 1 { "team" } else { "teams" };
    format!(
        "{} {noun}{origin}: {}",
        sizes.len(),
        first_of(&sizes, NAMES)
    )
}

fn ties(text: &mut String, roster: &Roster, structure: &Structure) {
    let Structure {
        ties,
        density,
        mean_trust,
        by_trust,
        within_teams,
        components,
        isolated,
    } = structure;
    let _ = writeln!(
        text,
        "  {ties} ties, density {}, {} of them within teams",
        per_cent(*density),
        per_cent(*within_teams)
    );
    let bounds = ["0.2", "0.4", "0.6", "0.8", "1"];
    let spread: Vec<String> = bounds
        .iter()
        .zip(by_trust)
        .map(|(bound, count)| format!("to {bound}: {count}"))
        .collect();
    let _ = writeln!(text, "  mean trust {mean_trust:.2} ({})", spread.join(", "));
    let parts = match components[..] {
        [] => "nobody is tied to anybody".to_owned(),
        [all] if all == roster.people.len() => "everybody hangs together".to_owned(),
        [one] => format!("one part of {one} people hangs together"),
        _ => {
            let sizes: Vec<String> = components.iter().map(usize::to_string).collect();
            format!(
                "{} parts without ties between them, of {} people",
                sizes.len(),
                first_of(&sizes, NAMES)
            )
        }
    };
    let alone = match isolated.len() {
        0 => String::new(),
        count => {
            let ids: Vec<&str> = isolated
                .iter()
                .map(|&seat| roster.people[seat as usize].id.as_str())
                .collect();
            format!("; without any tie: {count} ({})", first_of(&ids, NAMES))
        }
    };
    let _ = writeln!(text, "  {parts}{alone}");
}

fn answers(text: &mut String, answers: &Answers) {
    let [low, high] = answers.scale;
    let shape = if answers.are_square { "square" } else { "list" };
    let _ = writeln!(
        text,
        "  {} answers on a scale from {low} to {high} about {} pairs ({shape} of {} rows)",
        answers.present, answers.pairs, answers.rows
    );
    if answers.answered_by_both > 0 {
        let _ = writeln!(
            text,
            "  {} pairs ({}) answered from both sides: {} of them alike, on average {:.2} points apart",
            answers.answered_by_both,
            share(answers.answered_by_both, answers.pairs),
            share(answers.agree, answers.answered_by_both),
            answers.mean_apart
        );
    }
    let odd = [
        (
            &answers.one_sided,
            "pairs answered from one side only: that answer holds",
        ),
        (
            &answers.lowest,
            "answers at the lowest point: they count as no trust",
        ),
        (&answers.missing, "fields without an answer: left out"),
        (&answers.own, "answers of people about themselves: dropped"),
        (
            &answers.repeated,
            "answers given twice, with the same score: one is dropped",
        ),
    ];
    for (odd, what) in odd {
        if odd.count > 0 {
            let _ = writeln!(text, "  {} {what} ({})", odd.count, lines(odd));
        }
    }
}

/// What some have of their own in a variant, a line each.
pub(super) fn own(text: &mut String, model: &Registry, own: &[Own], roster: &Roster) {
    for Own { who, set, .. } in own.iter().take(NAMES) {
        let set = set.iter().map(|assignment| {
            let parameter = &model.parameters[assignment.position];
            format!(
                "{} = {}",
                parameter.name,
                parameter.shown(assignment.number)
            )
        });
        let _ = writeln!(
            text,
            "  {}: {}",
            name_of(*who, roster),
            set.collect::<Vec<_>>().join(", ")
        );
    }
    if own.len() > NAMES {
        let _ = writeln!(
            text,
            "  and {} more with settings of their own",
            own.len() - NAMES
        );
    }
}

/// Whom an event meets, where it is not everybody.
pub(super) fn participants(who: &Participants, roster: Option<&Roster>) -> String {
    let Some(roster) = roster.filter(|_| !who.is_everyone()) else {
        return String::new();
    };
    let teams = who
        .teams
        .iter()
        .map(|&team| name_of(Who::Team(team), roster));
    let people = who
        .people
        .iter()
        .map(|&seat| name_of(Who::Person(seat), roster));
    let names: Vec<String> = teams.chain(people).collect();
    format!(" for {}", first_of(&names, NAMES))
}

fn name_of(who: Who, roster: &Roster) -> String {
    match who {
        Who::Team(team) => format!("team {}", roster.teams[team as usize]),
        Who::Person(seat) => {
            let person = &roster.people[seat as usize];
            if person.name == person.id {
                format!("person {}", person.id)
            } else {
                format!("person {} ({})", person.id, person.name)
            }
        }
    }
}

/// The organisation for programs; null without a roster.
pub(super) fn as_json(scenario: &Scenario, survey: Option<&Survey>) -> Value {
    let (Some(roster), Some(survey)) = (&scenario.roster, survey) else {
        return Value::Null;
    };
    let teams: Vec<Value> = roster
        .teams
        .iter()
        .zip(roster.sizes())
        .map(|(name, people)| json!({ "name": name, "people": people }))
        .collect();
    let modularity = match survey.teams {
        TeamsFrom::People => Value::Null,
        TeamsFrom::Ties(modularity) => json!(modularity),
    };
    let structure = roster.structure().map(|structure| {
        let ids = structure
            .isolated
            .iter()
            .map(|&seat| &roster.people[seat as usize].id);
        json!({
            "ties": structure.ties,
            "density": structure.density,
            "mean_trust": structure.mean_trust,
            "ties_by_trust": structure.by_trust,
            "within_teams": structure.within_teams,
            "components": structure.components,
            "isolated": ids.collect::<Vec<_>>(),
        })
    });
    let answers = survey.answers.as_ref().map(|answers| {
        json!({
            "scale": answers.scale,
            "square": answers.are_square,
            "rows": answers.rows,
            "answers": answers.present,
            "pairs": answers.pairs,
            "answered_by_both": answers.answered_by_both,
            "alike": answers.agree,
            "mean_apart": answers.mean_apart,
            "one_sided": odd_json(&answers.one_sided),
            "lowest": odd_json(&answers.lowest),
            "missing": odd_json(&answers.missing),
            "self_ties": odd_json(&answers.own),
            "repeated": odd_json(&answers.repeated),
        })
    });
    let own = scenario.variants.iter().map(|variant| {
        let own = variant.own.iter().map(|own| {
            let (kind, name) = match own.who {
                Who::Team(team) => ("team", &roster.teams[team as usize]),
                Who::Person(seat) => ("person", &roster.people[seat as usize].id),
            };
            let set = own.set.iter().map(|assignment| {
                let parameter = &scenario.model.parameters[assignment.position];
                (parameter.name.to_owned(), json!(assignment.number))
            });
            json!({ "kind": kind, "name": name, "set": set.collect::<serde_json::Map<_, _>>() })
        });
        json!({ "variant": variant.name, "own": own.collect::<Vec<_>>() })
    });
    json!({
        "people_file": survey.people_file,
        "ties_file": survey.ties_file,
        "people": roster.people.len(),
        "teams": teams,
        "modularity": modularity,
        "network": structure,
        "answers": answers,
        "ignored_columns": survey.ignored,
        "own": own.collect::<Vec<_>>(),
    })
}

fn odd_json(odd: &Odd) -> Value {
    json!({ "count": odd.count, "first_lines": odd.first_lines })
}

fn lines(odd: &Odd) -> String {
    let mut lines: Vec<String> = odd.first_lines.iter().map(u64::to_string).collect();
    // A row of a square has many answers.
    lines.dedup();
    let more = if odd.count > odd.first_lines.len() {
        " …"
    } else {
        ""
    };
    let noun = if lines.len() == 1 { "line" } else { "lines" };
    format!("{noun} {}{more}", lines.join(", "))
}

fn first_of<T: AsRef<str>>(names: &[T], most: usize) -> String {
    let first: Vec<&str> = names.iter().take(most).map(AsRef::as_ref).collect();
    match names.len().saturating_sub(most) {
        0 => first.join(", "),
        more => format!("{} and {more} more", first.join(", ")),
    }
}

#[expect(clippy::cast_precision_loss, reason = "numbers of pairs")]
fn share(part: usize, of: usize) -> String {
    per_cent(part as f64 / of.max(1) as f64)
}

fn per_cent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}
