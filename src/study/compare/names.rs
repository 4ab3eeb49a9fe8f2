//! What the parts of a comparison are called: the two scenarios, their variants, the study.
//!
//! Owns that names are distinct and allowed, and that a label says which of the two scenarios a variant is of.

use super::Input;
use crate::scenario::{Variant, is_allowed_name};

/// The longest name of a scenario or a variant.
const LONGEST: usize = 80;
/// The longest part of the study's name: two of them, with "-vs-" between.
const PART: usize = 38;
/// The label of the only variant of a file that names none.
const UNLABELLED: &str = "base";
const LETTERS: [&str; 2] = ["A", "B"];

/// How the two scenarios are told apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tags {
    /// The scenarios' names.
    names: [String; 2],
    /// Two that differ, if any do: the names, or what the user calls them.
    apart: Option<[String; 2]>,
}

/// The names of the scenarios if they differ, else those of their files, else nothing but A and B.
pub(super) fn tags(sides: [Input<'_>; 2]) -> Tags {
    let names = sides.map(|side| side.loaded.scenario.name.clone());
    let called = sides.map(|side| side.called.to_owned());
    let tell_apart =
        |tags: &[String; 2]| tags[0] != tags[1] && tags.iter().all(|tag| is_allowed_name(tag));
    let apart = [names.clone(), called].into_iter().find(tell_apart);
    Tags { names, apart }
}

impl Tags {
    fn of(&self, side: usize) -> &str {
        match &self.apart {
            Some(apart) => &apart[side],
            None => LETTERS[side],
        }
    }
}

/// The name of the study: `A-vs-B`.
pub(super) fn of_study(tags: &Tags) -> String {
    let names = tags.apart.as_ref().unwrap_or(&tags.names);
    let [a, b] = names.each_ref().map(|name| shortened(name, PART));
    format!("{a}-vs-{b}")
}

/// The question of the study; where labels say A and B, it says what they are.
pub(super) fn title(tags: &Tags, are_lettered: bool) -> String {
    match &tags.apart {
        Some([a, b]) if are_lettered => format!("How does {b} (B) differ from {a} (A)?"),
        Some([a, b]) => format!("How does {b} differ from {a}?"),
        None => format!("{}: how does B differ from A?", tags.names[0]),
    }
}

/// Name and label of a variant of one of several: `a-balanced`, "A: Balanced". The letter comes first and is short, since
/// charts shorten labels at their end, and no label may lose what tells it from its twin.
pub(super) fn of_variant(
    side: usize,
    variant: &Variant,
    is_taken: impl Fn(&str) -> bool,
) -> (String, String) {
    let letter = LETTERS[side].to_lowercase();
    let mut name = format!("{letter}-{}", shortened(&variant.name, LONGEST - 2));
    // Only names that were shortened can meet.
    let mut number = 2;
    while is_taken(&name) {
        let end = format!("-{number}");
        let start = shortened(&variant.name, LONGEST - 2 - end.len());
        name = format!("{letter}-{start}{end}");
        number += 1;
    }
    (name, format!("{}: {}", LETTERS[side], variant.label))
}

/// Name and label of a variant where each scenario has but one: those of the scenario, unless the labels tell apart.
pub(super) fn of_lone_variant(
    tags: &Tags,
    side: usize,
    variant: &Variant,
    other_label: &str,
) -> (String, String) {
    let tag = tags.of(side);
    let is_labelled = |label: &str| label != UNLABELLED;
    let tells_apart =
        is_labelled(&variant.label) && is_labelled(other_label) && variant.label != other_label;
    let label = if tells_apart { &variant.label } else { tag };
    (tag.to_owned(), label.to_owned())
}

/// The start of a name, which is ASCII.
fn shortened(name: &str, most: usize) -> &str {
    name.get(..most).unwrap_or(name)
}
