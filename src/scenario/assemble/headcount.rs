//! What follows from a roster and so cannot be set: how many people there are, and how large their teams.
//!
//! Owns these keys by name. With a roster they are no choice: given beside it they are faults, inherited they are replaced.

use super::super::faults::{Fault, Place};
use super::super::layer::{FileLayer, Layer, SweepLayer, VariantLayer};
use super::super::overrides::CommandLine;
use super::super::registry::Registry;
use super::super::roster::Found;
use super::super::settle::Settled;

/// How many people there are.
const EMPLOYEES: &str = "employees";
/// How large teams are that are made up.
const TEAM_SIZE: &str = "team_size";
/// How many ties beyond their team people are given.
const CROSS_TEAM_TIES: &str = "cross_team_ties";

/// Where keys were given that a roster decides: in the file that names it and in those that build on that one.
pub(super) struct Spoken<'a> {
    pub files: &'a [FileLayer],
    pub variants: &'a [VariantLayer],
    pub sweep: Option<&'a SweepLayer>,
    pub command_line: &'a CommandLine,
}

impl Spoken<'_> {
    fn layers(&self) -> impl Iterator<Item = &Layer> {
        let files = self.files.iter().map(|file| &file.layer);
        let variants = self.variants.iter().map(|variant| &variant.layer);
        files.chain(variants).chain([&self.command_line.layer])
    }

    fn places(&self, position: usize) -> impl Iterator<Item = &Place> {
        let swept = self.sweep.iter().flat_map(|sweep| &sweep.axes);
        let swept = swept
            .filter(move |axis| axis.position == position)
            .map(|axis| &axis.place);
        let given = self.layers().filter_map(move |layer| layer.find(position));
        given.map(|given| &given.place).chain(swept)
    }
}

/// Keys given although the roster decides them.
pub(super) fn faults(found: &Found, spoken: &Spoken<'_>, registry: &Registry) -> Vec<Fault> {
    let mut faults = Vec::new();
    let people = found.roster.people.len();
    if let Some(position) = registry.position(EMPLOYEES) {
        let help = "Remove it: with a roster the number follows from the people. Those who are not to take part go out of the file.";
        for given in spoken.layers().filter_map(|layer| layer.find(position)) {
            #[expect(clippy::cast_precision_loss, reason = "a number of people")]
            if (given.value.number - people as f64).abs() > 0.0 {
                let message = format!(
                    "`{EMPLOYEES}` is {}, but {} has {people} people",
                    given.value.number,
                    found.file()
                );
                faults.push(
                    Fault::at(&given.place, message)
                        .label("not the number of people")
                        .help(help),
                );
            }
        }
        for axis in spoken.sweep.iter().flat_map(|sweep| &sweep.axes) {
            if axis.position == position {
                let message = format!(
                    "`{EMPLOYEES}` cannot be swept: {} has {people} people",
                    found.file()
                );
                faults.push(
                    Fault::at(&axis.place, message)
                        .label("decided by the roster")
                        .help(help),
                );
            }
        }
    }
    if let Some(position) = registry.position(TEAM_SIZE) {
        for place in spoken.places(position) {
            let message = format!("`{TEAM_SIZE}` means nothing with a roster");
            faults.push(
                Fault::at(place, message)
                    .label("has no effect")
                    .help("Remove it: the teams are those of the people, or found in their ties."),
            );
        }
    }
    faults
}

/// A remark on a key that ties from a file leave without effect.
pub(super) fn advice(found: &Found, spoken: &Spoken<'_>, registry: &Registry) -> Option<String> {
    found.roster.ties.as_ref()?;
    let place = spoken.places(registry.position(CROSS_TEAM_TIES)?).next()?;
    Some(format!(
        "`{CROSS_TEAM_TIES}` ({}) has no effect: the ties come from {}",
        place.describe(),
        found.survey.ties_file.as_deref().unwrap_or_default()
    ))
}

/// Whether a key means nothing with a roster, so that a complete file leaves it out.
pub(in super::super) fn is_idle(name: &str, has_ties: bool) -> bool {
    name == TEAM_SIZE || (has_ties && name == CROSS_TEAM_TIES)
}

/// Lays what follows from the roster over the values; what means nothing goes back to its default.
pub(super) fn apply(found: &Found, settled: &mut Settled) {
    let registry = settled.values.registry();
    let has_ties = found.roster.ties.is_some();
    for (position, parameter) in registry.parameters.iter().enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "a number of people")]
        if parameter.name == EMPLOYEES {
            settled.decide(position, found.roster.people.len() as f64, found.file());
        } else if is_idle(parameter.name, has_ties) {
            settled.forget(position);
        }
    }
}
