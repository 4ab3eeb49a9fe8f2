//! What teams and people have of their own, and what happens on the way, as all documents tell it.
//!
//! Owns how many settings become few lines: of the same parameter from the same place, equal values are told together,
//! and many different ones as a range. Nothing is lost by it: the workbook has a row for each.

use std::collections::BTreeMap;

use super::facts;
use super::{Assumption, HolderKind, Material, ModelFacts, OwnSetting, Stands};

/// More different values than these are told as a range.
const MOST_VALUES: usize = 3;
/// More names than these, or more letters than those, are counted.
const MOST_NAMES: usize = 4;
const MOST_LETTERS: usize = 64;

/// One line on settings of one's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnLine {
    pub variant: String,
    pub who: String,
    pub key: String,
    pub parameter: String,
    pub value: String,
    /// What holds for everybody without settings of their own.
    pub everybody: String,
    pub unit: String,
    pub stands: String,
}

/// One line on something that happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventLine {
    pub variant: String,
    pub week: u32,
    pub kind: String,
    pub who: Vec<String>,
    pub what: String,
}

impl EventLine {
    /// Whom it meets, the first few by name.
    pub fn whom(&self) -> String {
        if self.who.is_empty() {
            return "everybody".to_owned();
        }
        let mut letters = 0;
        let fits = |(place, name): &(usize, &String)| {
            letters += name.chars().count();
            *place == 0 || (*place < MOST_NAMES && letters <= MOST_LETTERS)
        };
        let named = self.who.iter().enumerate().take_while(fits);
        let named: Vec<String> = named.map(|(_, name)| cut(name)).collect();
        match self.who.len() - named.len() {
            0 => named.join(", "),
            more => format!("{} and {more} more", named.join(", ")),
        }
    }
}

/// A name, without the end of one that is far too long for a table.
fn cut(name: &str) -> String {
    if name.chars().count() <= MOST_LETTERS {
        return name.to_owned();
    }
    let start: String = name.chars().take(MOST_LETTERS - 1).collect();
    format!("{}…", start.trim_end())
}

/// Settings that are told together: of the same variants, kind of holder, parameter and place.
type Kind<'a> = (Option<usize>, HolderKind, usize, &'a Stands);

/// The settings of teams and people in few lines.
pub fn lines(material: &Material<'_>) -> Vec<OwnLine> {
    let Some(model) = material.model else {
        return Vec::new();
    };
    let mut kinds: BTreeMap<Kind<'_>, Vec<&OwnSetting>> = BTreeMap::new();
    for own in &model.own {
        let kind = model.holders[own.holder].kind;
        let key = (own.variant, kind, own.assumption, &own.stands);
        kinds.entry(key).or_default().push(own);
    }
    let mut lines = Vec::new();
    for settings in kinds.values() {
        let mut by_value: Vec<(f64, Vec<&OwnSetting>)> = Vec::new();
        let mut sorted = settings.clone();
        sorted.sort_by(|one, other| one.value.total_cmp(&other.value));
        for own in sorted {
            match by_value.last_mut() {
                Some((value, alike)) if value.to_bits() == own.value.to_bits() => alike.push(own),
                _ => by_value.push((own.value, vec![own])),
            }
        }
        match by_value.as_slice() {
            [(least, _), .., (most, _)] if by_value.len() > MOST_VALUES => {
                let assumption = &model.assumptions[settings[0].assumption];
                let range = format!(
                    "{} to {}",
                    assumption.shown(*least),
                    assumption.shown(*most)
                );
                lines.push(line(material, model, settings, range));
            }
            _ => lines.extend(by_value.iter().map(|(value, alike)| {
                let shown = model.assumptions[settings[0].assumption].shown(*value);
                line(material, model, alike, shown)
            })),
        }
    }
    lines
}

/// The line of settings of one kind.
fn line(
    material: &Material<'_>,
    model: &ModelFacts,
    settings: &[&OwnSetting],
    value: String,
) -> OwnLine {
    let first = settings[0];
    let assumption = &model.assumptions[first.assumption];
    OwnLine {
        variant: variant(material, first.variant),
        who: who(model, settings),
        key: assumption.key.clone(),
        parameter: facts::capital(&assumption.label),
        value,
        everybody: everybody(assumption, first.variant),
        unit: assumption.unit.clone(),
        stands: stands(model, first),
    }
}

/// The label of a variant, or that of all.
pub fn variant(material: &Material<'_>, variant: Option<usize>) -> String {
    let variants = &material.input.manifest.variants;
    match variant.and_then(|index| variants.get(index)) {
        Some(variant) => facts::capital(&variant.label),
        None => "All".to_owned(),
    }
}

/// The holders by name where they are few and their names short, else how many they are.
fn who(model: &ModelFacts, settings: &[&OwnSetting]) -> String {
    let holders = settings.iter().map(|own| &model.holders[own.holder]);
    let names: Vec<&str> = holders.map(|holder| holder.name.as_str()).collect();
    let (one, many) = match model.holders[settings[0].holder].kind {
        HolderKind::Team => ("Team", "teams"),
        HolderKind::Person => ("", "people"),
    };
    let letters: usize = names.iter().map(|name| name.chars().count()).sum();
    if names.len() > MOST_NAMES || (names.len() > 1 && letters > MOST_LETTERS) {
        return format!("{} {many}", names.len());
    }
    let listed = facts::capital(&names.join(", "));
    match names.len() {
        1 if one.is_empty() => facts::capital(&cut(names[0])),
        1 => format!("{one} {}", cut(names[0])),
        _ if one.is_empty() => listed,
        _ => format!("{one}s {}", names.join(", ")),
    }
}

/// What holds for those without settings of their own; a range where the variants meant differ in it.
pub fn everybody(assumption: &Assumption, variant: Option<usize>) -> String {
    if assumption.is_swept {
        return "swept".to_owned();
    }
    let values = match variant {
        Some(index) => assumption.values.get(index..=index).unwrap_or_default(),
        None => &assumption.values,
    };
    let least = values.iter().copied().fold(f64::INFINITY, f64::min);
    let most = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if least < most {
        format!("{} to {}", assumption.shown(least), assumption.shown(most))
    } else {
        values
            .first()
            .map_or_else(String::new, |value| assumption.shown(*value))
    }
}

/// Where a setting stands, in words.
pub fn stands(model: &ModelFacts, own: &OwnSetting) -> String {
    match &own.stands {
        Stands::Column(file) => {
            format!("{file}, column {}", model.assumptions[own.assumption].key)
        }
        Stands::Scenario => match model.holders[own.holder].kind {
            HolderKind::Team => "settings of the team".to_owned(),
            HolderKind::Person => "settings of the person".to_owned(),
        },
    }
}

/// What happens on the way; without a scenario that can be read, what the manifest says of it.
pub fn events(material: &Material<'_>) -> Vec<EventLine> {
    if let Some(model) = material.model {
        let lines = model.events.iter().map(|event| EventLine {
            variant: variant(material, event.variant),
            week: event.week,
            kind: event.kind.clone(),
            who: event.who.clone(),
            what: event.what.clone(),
        });
        return lines.collect();
    }
    let variants = &material.input.manifest.variants;
    let are_alike = variants
        .iter()
        .all(|variant| variant.events == variants[0].events);
    let told = variants
        .iter()
        .take(if are_alike { 1 } else { variants.len() });
    let lines = told.flat_map(|variant| {
        variant.events.iter().map(move |event| EventLine {
            variant: if are_alike {
                "All".to_owned()
            } else {
                facts::capital(&variant.label)
            },
            week: event.week,
            kind: event.kind.clone(),
            who: Vec::new(),
            what: event.label.clone(),
        })
    });
    lines.collect()
}
