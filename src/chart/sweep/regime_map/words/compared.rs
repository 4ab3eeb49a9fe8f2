//! The title of maps of several variants: where an alternative is better than the reference, and where it is worse.

use super::counts;
use crate::analysis::Verdict;
use crate::chart::Standing;
use crate::chart::sweep::data::Sweep;
use crate::chart::sweep::parameter::Parameter;
use crate::chart::sweep::regime_map::{Map, found};
use crate::chart::sweep::words;

/// Several variants: where an alternative is better than the reference and where it is worse.
pub fn title(
    sweep: &Sweep<'_>,
    across: &Parameter,
    up: &Parameter,
    maps: &[Map<'_>],
) -> (String, Standing) {
    let metric = sweep.main.lower();
    let reference = &sweep.variants[sweep.reference].named;
    let name = |map: &Map<'_>| {
        sweep.variants[map.alternative.unwrap_or(sweep.reference)]
            .named
            .clone()
    };
    let clear: usize = maps
        .iter()
        .map(|map| counts(map)[..2].iter().sum::<usize>())
        .sum();
    if clear == 0 {
        let total = counts(&maps[0])[2];
        let small = maps
            .iter()
            .all(|map| found(map).all(|(.., verdict)| verdict == Verdict::TooSmall));
        let names: Vec<String> = maps.iter().map(name).collect();
        let between = format!(
            "between {} and {reference}, at any of {total} points",
            words::list(&names)
        );
        let text = if small {
            let bound = sweep.main.bound(sweep.main.smallest);
            format!("smaller than {bound}: any difference in {metric} {between}")
        } else {
            format!("no clear difference in {metric} {between}")
        };
        return (text, Standing::Fails);
    }
    if let [map] = maps {
        let [higher, lower, total] = counts(map);
        let name = name(map);
        let text = match (higher, lower) {
            (_, 0) if higher == total => format!(
                "{name} ends higher in {metric} than {reference} at all {total} points, by {}",
                sizes(sweep, map)
            ),
            (0, _) if lower == total => format!(
                "{name} ends lower in {metric} than {reference} at all {total} points, by {}",
                sizes(sweep, map)
            ),
            (_, 0) => format!(
                "{name} ends higher in {metric} than {reference} at {higher} of {total} points, clearly lower at none"
            ),
            (0, _) => format!(
                "{name} ends lower in {metric} than {reference} at {lower} of {total} points, clearly higher at none"
            ),
            _ => match split(across, up, map) {
                Some(split) => format!("{name} ends higher in {metric} than {reference} {split}"),
                None => format!(
                    "{name} ends higher in {metric} than {reference} at {higher} of {total} points, lower at {lower}"
                ),
            },
        };
        return (text, Standing::Holds);
    }
    let parts: Vec<String> = maps
        .iter()
        .map(|map| {
            let [higher, lower, total] = counts(map);
            let of = if map.alternative == maps[0].alternative {
                format!(" of {total} points")
            } else {
                String::new()
            };
            format!("{} higher at {higher}{of}, lower at {lower}", name(map))
        })
        .collect();
    (
        format!("{metric} against {reference}: {}", parts.join("; ")),
        Standing::Holds,
    )
}

/// "1.2 to 25 pp".
fn sizes(sweep: &Sweep<'_>, map: &Map<'_>) -> String {
    let sizes = found(map).map(|(.., difference, _)| difference.mean.abs());
    let (low, high) = sizes.fold((f64::MAX, 0.0), |(low, high), size| {
        (size.min(low), size.max(high))
    });
    let [low, high] = [low, high].map(|size| sweep.main.size(size));
    if low == high {
        high
    } else {
        format!("{} to {high}", low.trim_end_matches(['p', '\u{a0}']))
    }
}

/// Where all clear gains lie on one side of a value of one parameter, and all clear losses on the other.
fn split(across: &Parameter, up: &Parameter, map: &Map<'_>) -> Option<String> {
    let places = |wanted: Verdict, of: fn(usize, usize) -> usize| -> Option<(usize, usize)> {
        found(map)
            .filter(|(.., verdict)| *verdict == wanted)
            .map(|(column, row, ..)| of(column, row))
            .fold(None, |found: Option<(usize, usize)>, place| {
                Some(found.map_or((place, place), |(least, most)| {
                    (least.min(place), most.max(place))
                }))
            })
    };
    let row: fn(usize, usize) -> usize = |_, row| row;
    let column: fn(usize, usize) -> usize = |column, _| column;
    for (parameter, of) in [(up, row), (across, column)] {
        let (higher, lower) = (places(Verdict::Higher, of)?, places(Verdict::Lower, of)?);
        let value = |place: usize| parameter.value(parameter.values[place]);
        let label = parameter.lower();
        if higher.1 < lower.0 {
            return Some(format!(
                "with {label} up to {}, lower from {} on",
                value(higher.1),
                value(lower.0)
            ));
        }
        if lower.1 < higher.0 {
            return Some(format!(
                "with {label} from {} on, lower up to {}",
                value(higher.0),
                value(lower.1)
            ));
        }
    }
    None
}
