//! Two scenarios that one study cannot hold: different people or ties, or departures that are tried on either side. Each is
//! run in a folder of its own, on equal terms, and held against the other afterwards.
//!
//! Owns when that is so, what is said of how far their luck is the same, and the folder around both.

use std::fs;
use std::path::Path;

use super::{
    Comparison, Input, Pair, Studies, is_identical, names, refuse, runs_again, same_model,
    same_sweep, settings,
};
use crate::scenario::differences::pairing;
use crate::scenario::{Library, Roster, Scenario, Variant, differences};
use crate::study::StudyError;
use crate::table::{OF_COMPARISONS, TableError};

/// The folders of the two studies within that of the comparison.
pub const FOLDERS: [&str; 2] = ["a", "b"];

/// Whether one study cannot hold both.
pub(super) fn are_apart([one, other]: [&Scenario; 2]) -> bool {
    one.roster != other.roster || one.who_matters.is_some() || other.who_matters.is_some()
}

/// Both on equal terms.
pub(super) fn join(sides: [Input<'_>; 2], library: &Library) -> Result<Comparison, StudyError> {
    let whole = sides.map(|side| &side.loaded.scenario);
    let asked = sides.map(|side| side.loaded.of_what_ifs());
    let what_ifs = asked.each_ref().map(|loaded| &loaded.scenario);
    same_model(whole)?;
    same_sweep(whole)?;
    let (run, mut rules) = settings::of_both(whole[0].model, whole.map(|scenario| &scenario.run))?;
    rules.splice(0..0, terms(whole));
    let tags = names::tags(sides);
    let studies = whole.map(|scenario| {
        let mut scenario = scenario.clone();
        let people = run.people.clone().filter(|_| scenario.roster.is_some());
        scenario.run = run.clone();
        scenario.run.people = people;
        // Both are swept at the points of A, which are those of B but for the seed that draws them.
        scenario.sweep.clone_from(&whole[0].sweep);
        scenario
    });
    let mut advice = Vec::new();
    for scenario in &studies {
        advice.extend(runs_again(scenario, library)?);
    }
    let is_one_roster = whole[0].roster == whole[1].roster;
    let pair = |name: &str, label: &str, [a, b]: [&Variant; 2]| Pair {
        name: name.to_owned(),
        label: label.to_owned(),
        variants: [a.name.clone(), b.name.clone()],
        is_identical: is_one_roster && is_identical(a, b),
    };
    let both = pairing(what_ifs[0], what_ifs[1]);
    let pairs = both.both.iter().map(|both| {
        let variants = [0, 1].map(|side: usize| &what_ifs[side].variants[both.at[side]]);
        let label = if variants[0].name == variants[1].name {
            variants[0].label.clone()
        } else {
            format!(
                "{} of B against {} of A",
                variants[1].label, variants[0].label
            )
        };
        pair(&both.name, &label, variants)
    });
    let leaving = whole[0]
        .variants
        .iter()
        .filter(|variant| !variant.purpose.is_what_if());
    let departures = leaving.filter_map(|of_a| {
        let mut others = whole[1].variants.iter();
        let of_b = others.find(|of_b| of_b.name == of_a.name && !of_b.purpose.is_what_if())?;
        Some(pair(&of_a.name, &of_a.label, [of_a, of_b]))
    });
    Ok(Comparison {
        name: names::of_study(&tags),
        differences: differences(sides[0].loaded, sides[1].loaded),
        unpaired: both.only.iter().map(Vec::len).sum(),
        pairs: pairs.collect(),
        departures: departures.collect(),
        studies: Studies::Apart(Box::new(studies)),
        rules,
        advice,
    })
}

/// Why they are run apart, and how far runs of the same seed share their luck.
fn terms([one, other]: [&Scenario; 2]) -> Vec<String> {
    if one.roster == other.roster {
        return vec![
            "each in a folder of its own, a/ and b/, since [who_matters] asks in each who matters"
                .to_owned(),
        ];
    }
    let why = match (&one.roster, &other.roster) {
        (Some(_), Some(_)) => "A and B have different people or ties",
        (Some(_), None) => "A has people from files and B has not",
        _ => "B has people from files and A has not",
    };
    let sizes =
        [one, other].map(|scenario| scenario.roster.as_deref().map(|roster| roster.people.len()));
    let luck = match sizes {
        [Some(a), Some(b)] if a == b && is_same_order(one, other) => {
            "the same people in the same order: runs of the same seed share reality, leavers and newcomers person by person; teams or ties \
             are what differs"
                .to_owned()
        }
        [Some(a), Some(b)] if a != b => format!(
            "A has {a} people and B {b}: runs of the same seed are not matched, they are paired by number only; the intervals \
             hold, but they are wider than those of matched runs"
        ),
        _ => "runs of the same seed are not matched, since the people are not the same: they are paired by number only; the \
              intervals hold, but they are wider than those of matched runs"
            .to_owned(),
    };
    vec![
        format!("{why}: each is run in a folder of its own, a/ and b/"),
        luck,
    ]
}

/// Whether both have the same people in the same order of seats, so that streams of numbers meet the same person.
fn is_same_order(one: &Scenario, other: &Scenario) -> bool {
    let ids = |roster: &Roster| -> Vec<String> {
        roster
            .people
            .iter()
            .map(|person| person.id.clone())
            .collect()
    };
    let [one, other] = [one, other].map(|scenario| scenario.roster.as_deref().map(ids));
    one.is_some() && one == other
}

/// Makes the folder around both, or says why it cannot be used: only that of such a comparison is continued.
///
/// # Errors
/// A folder that holds something else, or that cannot be made.
pub fn hold(output: &Path) -> Result<(), StudyError> {
    if let Ok(entries) = fs::read_dir(output) {
        let ours = |name: &str| {
            let is_of_a_study = FOLDERS.iter().any(|folder| {
                let rest = name.strip_prefix(folder);
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('~'))
            });
            is_of_a_study
                || OF_COMPARISONS.contains(&name)
                || name == super::super::folder::LOCK_FILE
        };
        for entry in entries.filter_map(Result::ok) {
            let name = entry.file_name().to_string_lossy().into_owned();
            if !ours(&name) {
                return refuse(format!(
                    "{} holds something else ({name}), and A and B need a folder for both of theirs; choose another one with \
                     --out",
                    output.display()
                ));
            }
        }
    }
    fs::create_dir_all(output).map_err(|error| TableError::write(output, &error).into())
}
