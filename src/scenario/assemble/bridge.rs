//! The way from one variant to another: what differs between the two, the levers it is grouped into, and the variants in
//! which some of the levers are moved and the others are not.
//!
//! Of an either-or, the pair that both variants name is what differs, else the usual one: the other follows. Events that
//! differ are a lever of their own, called `events`. A combination is named after its ends and its moved levers, so that
//! neither the order of charts nor that of levers has a say in what is run.

use super::super::charts::{Bridge, Lever};
use super::super::faults::Fault;
use super::super::layer::{ChartLayer, LeverLayer};
use super::super::names;
use super::super::settle::do_not_fit;
use super::super::values::{Assignment, Values};
use super::super::{Purpose, Variant};
use super::charts::Whole;

/// Six levers take 62 variants besides the two.
pub(super) const MOST_LEVERS: usize = 6;
/// The key and the lever of all that happens to the variants.
const EVENTS: &str = "events";
/// What rounding alone may leave between two ways to say the same.
const ROUNDING: f64 = 1e-12;

/// A variant that a bridge needs besides, and the parameters that it has from the end of the way.
pub(super) struct Coalition {
    pub variant: Variant,
    pub from: usize,
    pub to: usize,
    pub moved: Vec<usize>,
}

/// What differs between the ends.
struct Differences {
    /// Positions of parameters, ascending.
    positions: Vec<usize>,
    events: bool,
}

/// The bridge of a chart; the combinations that it needs and that are not yet there are added.
pub(super) fn bridge(
    layer: &ChartLayer,
    whole: &Whole<'_>,
    coalitions: &mut Vec<Coalition>,
) -> Result<Bridge, Box<Fault>> {
    let place = |end: &Option<super::super::layer::Given<String>>| {
        let name = end.as_ref().map_or("", |end| end.value.as_str());
        whole
            .variants
            .iter()
            .position(|variant| variant.name == name)
    };
    let refuse = |message: String, label: &str, help: String| {
        Box::new(Fault::at(&layer.place, message).label(label).help(help))
    };
    let (Some(from), Some(to)) = (place(&layer.from), place(&layer.to)) else {
        return Err(refuse(
            "a bridge goes from one variant to another".to_owned(),
            "incomplete",
            "Write from = \"…\" and to = \"…\".".to_owned(),
        ));
    };
    let ends = [&whole.variants[from], &whole.variants[to]];
    let [start, end] = ends.map(|variant| variant.name.as_str());
    if ends[0].own != ends[1].own {
        return Err(refuse(
            format!("teams or people have other settings of their own in `{start}` than in `{end}`"),
            "no way between them",
            "A bridge moves keys of the organisation only. Name two variants whose teams and people have the same settings of their own."
                .to_owned(),
        ));
    }
    let differences = differences(ends);
    let count = differences.positions.len() + usize::from(differences.events);
    if count == 0 {
        return Err(refuse(
            format!("there is nothing between `{start}` and `{end}`: they are the same"),
            "no difference",
            "Name two variants that differ.".to_owned(),
        ));
    }
    let levers = if layer.levers.is_empty() {
        single(&differences, ends)
    } else {
        grouped(&layer.levers, &differences, ends)?
    };
    if levers.len() > MOST_LEVERS {
        let names: Vec<&str> = levers
            .iter()
            .map(|(lever, _)| lever.name.as_str())
            .collect();
        return Err(refuse(
            format!(
                "a bridge has at most {MOST_LEVERS} levers, and `{start}` and `{end}` differ in {}: {}",
                names.len(),
                names::listed(&names)
            ),
            "too many",
            "Group them below the chart with [[chart.lever]]: a name, and the keys that are moved together."
                .to_owned(),
        ));
    }
    for mask in 1..(1_usize << levers.len()) - 1 {
        let coalition = coalition(ends, [from, to], &levers, mask);
        if does_not_fit(&coalition.variant) {
            let Purpose::Coalition { moved, .. } = &coalition.variant.purpose else {
                continue;
            };
            return Err(refuse(
                format!(
                    "between `{start}` and `{end}` there is no setting with {} moved and all else as in `{start}`: \
                     the values do not fit together",
                    names::listed(moved)
                ),
                "no such step",
                "Group what goes together below the chart with [[chart.lever]].".to_owned(),
            ));
        }
        let name = &coalition.variant.name;
        let taken = whole.variants.iter().any(|variant| variant.name == *name);
        let twin = coalitions.iter().find(|other| other.variant.name == *name);
        match twin {
            Some(twin) if twin.variant == coalition.variant => {}
            None if !taken => coalitions.push(coalition),
            _ => {
                return Err(refuse(
                    format!(
                        "this bridge needs a variant `{name}`, and there is another one of that name"
                    ),
                    "taken",
                    "Give its levers other names, or the other variant.".to_owned(),
                ));
            }
        }
    }
    Ok(Bridge {
        from: start.to_owned(),
        to: end.to_owned(),
        levers: levers.into_iter().map(|(lever, _)| lever).collect(),
    })
}

fn differences([from, to]: [&Variant; 2]) -> Differences {
    let registry = from.values.registry();
    let (before, after) = (from.values.numbers(), to.values.numbers());
    let positions = (0..before.len()).filter(|&position| {
        let name = registry.parameters[position].name;
        let (a, b) = (before[position], after[position]);
        if a.to_bits() == b.to_bits() {
            return false;
        }
        let pair = registry.pairs.iter().enumerate();
        let mut pair =
            pair.filter(|(_, pair)| pair.usual.contains(&name) || pair.other.contains(&name));
        let Some((index, pair)) = pair.next() else {
            return true;
        };
        let named = [from, to].map(|variant| variant.values.names_other(index));
        let counted = if named == [true; 2] {
            pair.other
        } else {
            pair.usual
        };
        let is_rounding = named[0] != named[1] && (a - b).abs() <= ROUNDING * a.abs().max(b.abs());
        counted.contains(&name) && !is_rounding
    });
    Differences {
        positions: positions.collect(),
        events: from.events != to.events,
    }
}

type Moved = (Lever, Differences);

/// Each difference is a lever of its own.
fn single(differences: &Differences, ends: [&Variant; 2]) -> Vec<Moved> {
    let lever = |position: usize| {
        let name = ends[0].values.registry().parameters[position]
            .name
            .to_owned();
        let lever = Lever {
            keys: vec![name.clone()],
            name,
        };
        let moved = Differences {
            positions: vec![position],
            events: false,
        };
        (lever, moved)
    };
    let mut levers: Vec<Moved> = differences.positions.iter().map(|at| lever(*at)).collect();
    if differences.events {
        let lever = Lever {
            name: EVENTS.to_owned(),
            keys: vec![EVENTS.to_owned()],
        };
        let moved = Differences {
            positions: Vec::new(),
            events: true,
        };
        levers.push((lever, moved));
    }
    levers
}

/// The levers as the file groups them; whatever differs has to be in one of them, once.
fn grouped(
    layers: &[LeverLayer],
    differences: &Differences,
    ends: [&Variant; 2],
) -> Result<Vec<Moved>, Box<Fault>> {
    let registry = ends[0].values.registry();
    let mut levers: Vec<Moved> = Vec::new();
    let mut used: Vec<&str> = Vec::new();
    for layer in layers {
        let name = &layer.name;
        let alike = |(lever, _): &Moved| slug(&lever.name) == slug(&name.value);
        if slug(&name.value).is_empty() || levers.iter().any(alike) {
            let message = format!("a lever of this bridge cannot be called `{}`", name.value);
            let fault = Fault::at(&name.place, message).label("like another, or without a letter");
            return Err(Box::new(fault.help(
                "Names of levers must differ in their letters and digits: they stand in the names of variants.",
            )));
        }
        let mut moved = Differences {
            positions: Vec::new(),
            events: false,
        };
        for key in &layer.keys {
            let refuse = |message: String, label: &str, help: String| {
                Box::new(Fault::at(&key.place, message).label(label).help(help))
            };
            let text = key.value.as_str();
            if used.contains(&text) {
                return Err(refuse(
                    format!("`{text}` is in two levers"),
                    "again",
                    "Keep it in one of them.".to_owned(),
                ));
            }
            used.push(text);
            if text == EVENTS {
                moved.events = differences.events;
                continue;
            }
            let Some(position) = registry.position(text) else {
                let all = registry.parameters.iter().map(|parameter| parameter.name);
                let help = match names::nearest(text, all.chain([EVENTS])) {
                    Some(near) => format!("Did you mean \"{near}\"?"),
                    None => "Keys of a lever are parameters, and \"events\" for what happens."
                        .to_owned(),
                };
                return Err(refuse(
                    format!("there is no parameter `{text}`"),
                    "unknown",
                    help,
                ));
            };
            if differences.positions.contains(&position) {
                moved.positions.push(position);
            } else if let Some(counted) = counted_instead(text, differences, ends) {
                return Err(refuse(
                    format!("`{text}` follows from {}", names::listed(&counted)),
                    "not moved by itself",
                    "Name these keys in its place.".to_owned(),
                ));
            }
        }
        moved.positions.sort_unstable();
        if moved.positions.is_empty() && !moved.events {
            let message = format!("the lever `{}` moves nothing", name.value);
            let fault = Fault::at(&name.place, message).label("no difference");
            return Err(Box::new(fault.help(format!(
                "`{}` and `{}` are equal in its keys; remove it.",
                ends[0].name, ends[1].name
            ))));
        }
        let lever = Lever {
            name: name.value.clone(),
            keys: layer.keys.iter().map(|key| key.value.clone()).collect(),
        };
        levers.push((lever, moved));
    }
    let mut left: Vec<&str> = differences
        .positions
        .iter()
        .filter(|at| !levers.iter().any(|(_, moved)| moved.positions.contains(at)))
        .map(|at| registry.parameters[*at].name)
        .collect();
    if differences.events && !levers.iter().any(|(_, moved)| moved.events) {
        left.push(EVENTS);
    }
    match (left.as_slice(), layers.first()) {
        ([], _) | (_, None) => Ok(levers),
        (left, Some(first)) => {
            let message = format!(
                "`{}` and `{}` also differ in {}, which is in no lever",
                ends[0].name,
                ends[1].name,
                names::listed(left)
            );
            let fault = Fault::at(&first.name.place, message).label("not all");
            Err(Box::new(fault.help(
                "Add it to the keys of a lever, or as a lever of its own.",
            )))
        }
    }
}

/// The keys that stand for a key of an either-or that follows from them.
fn counted_instead<'a>(
    key: &str,
    differences: &Differences,
    ends: [&'a Variant; 2],
) -> Option<Vec<&'a str>> {
    let registry = ends[0].values.registry();
    let pair = registry
        .pairs
        .iter()
        .find(|pair| pair.usual.contains(&key) || pair.other.contains(&key))?;
    let all = [pair.usual, pair.other].concat();
    let counted: Vec<&str> = differences
        .positions
        .iter()
        .map(|at| registry.parameters[*at].name)
        .filter(|name| all.contains(name))
        .collect();
    let together =
        |pair: &[&str; 2]| pair.contains(&key) && counted.iter().all(|name| pair.contains(name));
    // A key of the pair that is moved, equal at both ends, is none that follows.
    (!counted.is_empty() && !together(&pair.usual) && !together(&pair.other)).then_some(counted)
}

/// The variant in which the levers of a mask are moved.
fn coalition(
    ends: [&Variant; 2],
    [from, to]: [usize; 2],
    levers: &[Moved],
    mask: usize,
) -> Coalition {
    let [start, end] = ends;
    let chosen: Vec<&Moved> = (levers.iter().enumerate())
        .filter(|(index, _)| mask >> index & 1 == 1)
        .map(|(_, lever)| lever)
        .collect();
    let mut moved: Vec<usize> = chosen
        .iter()
        .flat_map(|(_, moved)| moved.positions.iter().copied())
        .collect();
    moved.sort_unstable();
    let mut values = start.values.clone();
    values.apply(&assignments(&moved, &end.values));
    let events = if chosen.iter().any(|(_, moved)| moved.events) {
        end.events.clone()
    } else {
        start.events.clone()
    };
    let mut levers: Vec<String> = chosen.iter().map(|(lever, _)| lever.name.clone()).collect();
    levers.sort();
    let parts: Vec<String> = levers.iter().map(|name| slug(name)).collect();
    let name = format!("{}-to-{}--{}", start.name, end.name, parts.join("--"));
    Coalition {
        variant: Variant {
            label: format!(
                "{} with {} of {}",
                start.label,
                levers.join(", "),
                end.label
            ),
            name,
            values,
            events,
            purpose: Purpose::Coalition {
                from: start.name.clone(),
                to: end.name.clone(),
                moved: levers,
            },
            ..start.clone()
        },
        from,
        to,
        moved,
    }
}

fn assignments(positions: &[usize], values: &Values) -> Vec<Assignment> {
    let number = |position: &usize| Assignment {
        position: *position,
        number: values.numbers()[*position],
    };
    positions.iter().map(number).collect()
}

/// Whether values do not fit together at the start, or after one of the policies.
fn does_not_fit(variant: &Variant) -> bool {
    let mut values = variant.values.clone();
    let mut events: Vec<_> = variant.events.iter().collect();
    events.sort_by_key(|event| event.week);
    do_not_fit(&values)
        || events.into_iter().any(|event| {
            values.apply(&event.set);
            do_not_fit(&values)
        })
}

/// A name as part of the name of a variant: letters, digits and `_`, all else as single dashes.
fn slug(name: &str) -> String {
    let plain = |letter: char| {
        if letter.is_ascii_alphanumeric() || letter == '_' {
            letter
        } else {
            ' '
        }
    };
    let words: String = name.chars().map(plain).collect();
    words.split_whitespace().collect::<Vec<_>>().join("-")
}
