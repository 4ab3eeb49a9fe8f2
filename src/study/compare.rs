//! Comparing two scenarios: both put together into one study, whose runs are matched seed by seed; or, where one study
//! cannot hold both, a study of each.
//!
//! Owns the rules by which two scenarios become one that runs again as it is, or two that run on equal terms. What a study
//! does with them, and how the outcome is told, is for others.

mod apart;
mod names;
mod outcome;
mod settings;

pub use apart::{FOLDERS, hold};
pub use outcome::{Judged, departures, write};

use crate::scenario::differences::{Both, Pairing, pairing};
use crate::scenario::roster::{PEOPLE_FILE, TIES_FILE};
use crate::scenario::sweep::{Design, Origin};
use crate::scenario::{
    Differences, Library, Loaded, Overrides, Scenario, Source, Sweep, Values, Variant, differences,
    load,
};
use crate::study::{SCENARIO_FILE, StudyError};

/// One of two scenarios that are to be compared.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    pub loaded: &'a Loaded,
    /// What the user calls it, beside its name: the stem of its file, or the name of its folder.
    pub called: &'a str,
}

/// Two scenarios put together.
#[derive(Debug)]
pub struct Comparison {
    /// The name of both together.
    pub name: String,
    pub studies: Studies,
    pub differences: Differences,
    /// The variants that both have, in the order of A.
    pub pairs: Vec<Pair>,
    /// The departures that both try, which stand in the table and are not told.
    pub departures: Vec<Pair>,
    /// Variants that only one of the two has.
    pub unpaired: usize,
    /// What holds for both although they say different things, a line each.
    pub rules: Vec<String>,
    /// Remarks on both together that do not keep them from running.
    pub advice: Vec<String>,
}

/// What is run.
#[derive(Debug)]
pub enum Studies {
    /// One study with the variants of both; it runs like any other.
    Together(Box<Scenario>),
    /// Each in a folder of its own: two organisations, or departures that are tried on either side.
    Apart(Box<[Scenario; 2]>),
}

/// A variant that both have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    pub name: String,
    pub label: String,
    /// Its names where it is run: that of A, that of B.
    pub variants: [String; 2],
    /// Whether parameters and events are the same, and so all results, to the byte.
    pub is_identical: bool,
}

/// Puts two scenarios together: the variants of both at equal seeds, compared with the reference of A. Those of different
/// people or ties, and those that try departures, are run apart.
///
/// # Errors
/// Different models, lengths or sweeps, and what does not fit into one file.
pub fn join(sides: [Input<'_>; 2], library: &Library) -> Result<Comparison, StudyError> {
    let whole = sides.map(|side| &side.loaded.scenario);
    if apart::are_apart(whole) {
        return apart::join(sides, library);
    }
    let asked = sides.map(|side| side.loaded.of_what_ifs());
    let [a, b] = &asked;
    let sides = [
        Input {
            loaded: a,
            ..sides[0]
        },
        Input {
            loaded: b,
            ..sides[1]
        },
    ];
    let [one, other] = sides.map(|side| &side.loaded.scenario);
    // Taken apart, so that whatever a scenario is given one day must be put together here too.
    let Scenario {
        model,
        name: _,
        title: _,
        run,
        base,
        variants,
        reference,
        sweep,
        roster,
        // Where departures are tried, both are run apart.
        who_matters: _,
        charts: _,
    } = one;
    same_model([one, other])?;
    same_sweep([one, other])?;
    let (run, rules) = settings::of_both(model, [run, &other.run])?;
    let pairing = pairing(one, other);
    let tags = names::tags(sides);
    let of_b = other.variants.iter().map(|variant| Variant {
        values: under_the_sweep(sweep.as_ref(), base, &variant.values),
        ..variant.clone()
    });
    let of_b: Vec<Variant> = of_b.collect();
    let (joint, pairs) = laid_out([variants, &of_b], &pairing, &tags);
    let scenario = Scenario {
        model,
        name: names::of_study(&tags),
        title: names::title(&tags, joint.len() > 2),
        run,
        base: base.clone(),
        reference: place_of(&joint, *reference),
        variants: joint.into_iter().map(|(_, variant)| variant).collect(),
        sweep: sweep.clone(),
        roster: roster.clone(),
        who_matters: None,
        charts: Vec::new(),
    };
    let advice = runs_again(&scenario, library)?;
    Ok(Comparison {
        name: scenario.name.clone(),
        studies: Studies::Together(Box::new(scenario)),
        departures: Vec::new(),
        differences: differences(sides[0].loaded, sides[1].loaded),
        unpaired: pairing.only.iter().map(Vec::len).sum(),
        pairs,
        rules,
        advice,
    })
}

fn refuse<T>(text: String) -> Result<T, StudyError> {
    Err(StudyError::Compare(text))
}

/// Where a variant of the study comes from: which side, and its index there.
type Home = (usize, usize);

/// All variants with their new names, those that belong together beside one another.
fn laid_out(
    sides: [&Vec<Variant>; 2],
    pairing: &Pairing,
    tags: &names::Tags,
) -> (Vec<(Home, Variant)>, Vec<Pair>) {
    let mut joint: Vec<(Home, Variant)> = Vec::new();
    let mut pairs = Vec::new();
    let is_one_each = sides.iter().all(|variants| variants.len() == 1);
    let mut add = |(side, index): Home| {
        let variant = &sides[side][index];
        let (name, label) = if is_one_each {
            let others = &sides[1 - side][0].label;
            names::of_lone_variant(tags, side, variant, others)
        } else {
            let taken = |name: &str| joint.iter().any(|(_, variant)| variant.name == name);
            names::of_variant(side, variant, taken)
        };
        let renamed = Variant {
            name: name.clone(),
            label,
            ..variant.clone()
        };
        joint.push(((side, index), renamed));
        name
    };
    for index in 0..sides[0].len() {
        let own = add((0, index));
        let both = pairing.both.iter().find(|both| both.at[0] == index);
        if let Some(Both { name, at }) = both {
            let [a, b] = [&sides[0][index], &sides[1][at[1]]];
            let partner = add((1, at[1]));
            pairs.push(Pair {
                name: name.clone(),
                label: if is_one_each {
                    format!("{partner} against {own}")
                } else {
                    a.label.clone()
                },
                variants: [own, partner],
                is_identical: is_identical(a, b),
            });
        }
    }
    for &index in &pairing.only[1] {
        add((1, index));
    }
    (joint, pairs)
}

/// Whether two variants give the same results at the same seed.
fn is_identical(one: &Variant, other: &Variant) -> bool {
    // Taken apart, so that whatever a variant is given one day is asked here whether it changes results.
    let Variant {
        name: _,
        label: _,
        values,
        events,
        own,
        purpose: _,
    } = one;
    *values == other.values && *events == other.events && *own == other.own
}

/// Where the reference of A stands among the variants of the study.
fn place_of(joint: &[(Home, Variant)], reference: usize) -> usize {
    let place = joint.iter().position(|(home, _)| *home == (0, reference));
    place.unwrap_or(0)
}

/// The values of a variant of B where A's sweep sets some of them anyway: those are taken from A, since a file cannot
/// have both a variant and a sweep decide them.
fn under_the_sweep(sweep: Option<&Sweep>, base: &Values, values: &Values) -> Values {
    let mut values = values.clone();
    if let Some(sweep) = sweep {
        let start = sweep.axes.iter().map(|axis| base.numbers()[axis.position]);
        let start: Vec<f64> = start.collect();
        sweep.apply(&start, &mut values);
    }
    values
}

/// Refuses scenarios of two models.
fn same_model([one, other]: [&Scenario; 2]) -> Result<(), StudyError> {
    if std::ptr::eq(one.model, other.model) {
        return Ok(());
    }
    refuse(format!(
        "A is of the model {} and B of the model {}: only scenarios of one model can be compared",
        one.model.model, other.model.model
    ))
}

/// Refuses sweeps that are not the same points.
fn same_sweep([one, other]: [&Scenario; 2]) -> Result<(), StudyError> {
    let (a, b) = match (&one.sweep, &other.sweep) {
        (None, None) => return Ok(()),
        (Some(a), Some(b)) => (a, b),
        (a, _) => {
            let [swept, not] = if a.is_some() { ["A", "B"] } else { ["B", "A"] };
            return refuse(format!(
                "{swept} has a sweep and {not} has none; give both the same [sweep], or neither"
            ));
        }
    };
    // Taken apart, so that whatever a sweep is given one day must be compared here too.
    let Sweep {
        design,
        samples,
        levels,
        axes,
        rows,
    } = a;
    let is_same_design =
        *design == b.design && *samples == b.samples && *levels == b.levels && *axes == b.axes;
    // Points that are drawn differ with the seed, and both get that of A.
    let is_drawn_anew = design.origin() == Origin::Ranges && one.run.seed != other.run.seed;
    if is_same_design && (*rows == b.rows || is_drawn_anew) {
        return Ok(());
    }
    refuse(
        "the sweeps of A and B are not the same points (`seci diff A B` says what differs); give both the same [sweep], so \
         that they can be compared point by point"
            .to_owned(),
    )
}

/// Holds the study against the file that is written of it, so that it runs again as it is; returns the remarks on it.
fn runs_again(scenario: &Scenario, library: &Library) -> Result<Vec<String>, StudyError> {
    // The points of such a design lie in a file of their own, which is not there yet.
    let is_of_a_file = |sweep: &Sweep| sweep.design == Design::Csv;
    if scenario.sweep.as_ref().is_some_and(is_of_a_file) {
        return Ok(Vec::new());
    }
    let text = scenario.to_toml();
    let roster = scenario.roster.as_ref();
    let people = roster.map(|roster| (PEOPLE_FILE, roster.people_csv()));
    let ties = roster.and_then(|roster| Some((TIES_FILE, roster.ties_csv()?)));
    let tables: Vec<(&str, String)> = people.into_iter().chain(ties).collect();
    let tables: Vec<(&str, &str)> = tables
        .iter()
        .map(|(file, text)| (*file, text.as_str()))
        .collect();
    let source = Source::WithTables {
        name: SCENARIO_FILE,
        text: &text,
        tables: &tables,
    };
    match load(source, &Overrides::default(), library) {
        Ok(again) if again.scenario == *scenario => Ok(again.advice),
        Ok(_) => refuse(
            "A and B do not fit into one scenario file that gives the same values again; name the same keys in both"
                .to_owned(),
        ),
        Err(faults) => refuse(format!(
            "A and B do not fit into one scenario file: {}",
            faults
                .list()
                .first()
                .map_or_else(String::new, |fault| fault.message().to_owned())
        )),
    }
}
