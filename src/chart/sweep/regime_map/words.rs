//! What a regime map says: how the best value of one parameter moves with another, or where an alternative is better.

use super::{Map, found};
use crate::analysis::Verdict;
use crate::chart::Standing;
use crate::chart::frame::Words;
use crate::chart::sweep::claim::Judged;
use crate::chart::sweep::data::Sweep;
use crate::chart::sweep::field::Plane;
use crate::chart::sweep::optimum::{Best, Kind};
use crate::chart::sweep::parameter::Parameter;
use crate::chart::sweep::words::{self, Shift};
use crate::chart::theme::Theme;
use crate::chart::wording;

/// All words around the maps.
pub fn words(
    sweep: &Sweep<'_>,
    judged: &Judged,
    theme: &Theme,
    plane: &Plane,
    maps: &[Map<'_>],
) -> (Words, Standing) {
    let (across, up) = (&sweep.parameters[plane.across], &sweep.parameters[plane.up]);
    let of_values = maps.iter().all(|map| map.alternative.is_none());
    let (title, standing) = if of_values {
        moving(sweep, across, up, &maps[0])
    } else {
        compared(sweep, across, up, maps)
    };
    let main = &sweep.main;
    let against = if of_values {
        format!(
            " than with {} at {}",
            across.lower(),
            across.value(across.lowest())
        )
    } else {
        format!(
            " than {} at equal point and seed",
            sweep.variants[sweep.reference].named
        )
    };
    let subtitle = vec![
        wording::plain(
            theme,
            format!(
                "{} {}, ",
                wording::sentence(&main.label),
                words::horizon(sweep)
            ),
        ),
        wording::worn(theme.tacit, "higher"),
        wording::plain(theme, " or "),
        wording::worn(theme.loss, "lower"),
        wording::plain(theme, against),
        wording::plain(theme, main.unit_of_differences().to_owned()),
    ];
    let mut footer = evidence(across, up, maps);
    let comparisons = judged.family();
    footer.push(format!(
        "Hatched: smaller than {}, or not clear at 5\u{a0}% after Holm’s correction over {comparisons} comparisons",
        main.bound(main.smallest)
    ));
    if of_values {
        footer.push("Framed: highest mean of its row, grey where it may be chance".to_owned());
    }
    footer.extend(words::fixed(sweep, &plane.fixed));
    footer.push(words::provenance(sweep));
    let words = Words {
        title: wording::sentence(&title),
        subtitle,
        footer,
    };
    (words, standing)
}

/// One variant: how the best value along the first parameter moves with the second.
fn moving(
    sweep: &Sweep<'_>,
    across: &Parameter,
    up: &Parameter,
    map: &Map<'_>,
) -> (String, Standing) {
    let metric = sweep.main.lower();
    let bests: Vec<Best<'_>> = map.bests.iter().copied().flatten().collect();
    let [first, .., last] = bests.as_slice() else {
        return counted(sweep, map);
    };
    if bests.len() < map.bests.len() {
        return counted(sweep, map);
    }
    if let Some(text) = words::moves(across, up, first, last) {
        let pays = pays(across, up, &bests, words::shift(first, last));
        return (format!("{text}{pays}"), Standing::Holds);
    }
    let all = |kind: Kind| bests.iter().all(|best| best.kind == kind);
    let label = across.lower();
    let every = format!("at every {} tested", singular(up));
    if all(Kind::Peak) {
        let ats = bests.iter().map(|best| best.row.at);
        let (low, high) = ats.fold((f64::MAX, f64::MIN), |(low, high), at| {
            (low.min(at), high.max(at))
        });
        return (
            format!(
                "{every}, {metric} peaks {}",
                across.at(&across.span(low, high))
            ),
            Standing::Holds,
        );
    }
    if all(Kind::Lowest) || all(Kind::Highest) {
        let end = first.row.at;
        return (
            format!(
                "{every}, {metric} is highest {}",
                across.at(&across.value(end))
            ),
            Standing::Holds,
        );
    }
    if bests.iter().all(|best| !best.holds()) {
        return (
            format!("no clear optimum of {metric} along {label}, {every}"),
            Standing::Fails,
        );
    }
    let place = |best: &Best<'_>, value: f64| {
        let span = across.span(best.row.at_low, best.row.at_high);
        let span = if best.has_interval() {
            format!(" ({span})")
        } else {
            String::new()
        };
        format!(
            "{}{span} {}",
            across.value(best.row.at),
            up.at(&up.value(value))
        )
    };
    let text = format!(
        "the best {label} does not clearly move with {}: {}, {}",
        up.lower(),
        place(first, up.lowest()),
        place(last, up.highest())
    );
    (text, Standing::Fails)
}

/// "judgements a situation" is told as "value of judgements a situation".
fn singular(parameter: &Parameter) -> String {
    let label = parameter.lower();
    if label.contains(' ') || label.ends_with('s') {
        format!("value of {label}")
    } else {
        label
    }
}

/// From which value of the second parameter on more than the lowest of the first is clearly better, if there is one.
fn pays(across: &Parameter, up: &Parameter, bests: &[Best<'_>], shift: Shift) -> String {
    let better = |best: &Best<'_>| matches!(best.kind, Kind::Peak | Kind::Highest | Kind::OverLow);
    let paying: Vec<bool> = bests.iter().map(better).collect();
    let low = across.value(across.lowest());
    let (from, text) = match shift {
        Shift::Rises => (paying.iter().position(|pays| *pays), "on"),
        Shift::Falls => (paying.iter().rposition(|pays| *pays), "up to"),
        Shift::Unclear => return String::new(),
    };
    let Some(from) = from else {
        return String::new();
    };
    let (no, yes) = if shift == Shift::Rises {
        paying.split_at(from)
    } else {
        let (yes, no) = paying.split_at(from + 1);
        (no, yes)
    };
    // One threshold, with nothing clear on its other side.
    if no.is_empty() || no.iter().any(|pays| *pays) || yes.iter().any(|pays| !pays) {
        return String::new();
    }
    let value = up.value(up.values[from]);
    if text == "on" {
        format!("; more than {low} pays from {value} on")
    } else {
        format!("; more than {low} pays up to {value}")
    }
}

/// Without optima in the tables: how many cells are clear.
fn counted(sweep: &Sweep<'_>, map: &Map<'_>) -> (String, Standing) {
    let [higher, lower, total] = counts(map);
    let text = format!(
        "{} is clearly higher at {higher} of {total} points, lower at {lower}",
        sweep.main.lower()
    );
    (text, standing(higher + lower))
}

fn standing(clear: usize) -> Standing {
    if clear > 0 {
        Standing::Holds
    } else {
        Standing::Fails
    }
}

/// Cells clearly higher, clearly lower, and all.
fn counts(map: &Map<'_>) -> [usize; 3] {
    let of = |wanted: Verdict| {
        found(map)
            .filter(|(.., verdict)| *verdict == wanted)
            .count()
    };
    [of(Verdict::Higher), of(Verdict::Lower), found(map).count()]
}

/// Several variants: where an alternative is better than the reference and where it is worse.
fn compared(
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

/// The intervals of the best values at both ends of the second parameter.
fn evidence(across: &Parameter, up: &Parameter, maps: &[Map<'_>]) -> Vec<String> {
    let [map] = maps else {
        return Vec::new();
    };
    let (Some(Some(first)), Some(Some(last))) = (map.bests.first(), map.bests.last()) else {
        return Vec::new();
    };
    if !first.has_interval() || !last.has_interval() {
        return Vec::new();
    }
    let place = |best: &Best<'_>, value: f64| {
        let span = across.span(best.row.at_low, best.row.at_high);
        format!(
            "{} ({span}) at {}",
            across.value(best.row.at),
            up.value(value)
        )
    };
    vec![format!(
        "Best {} with 95\u{a0}% intervals, seeds resampled: {}, {}",
        across.lower(),
        place(first, up.lowest()),
        place(last, up.highest())
    )]
}

pub fn alt(sweep: &Sweep<'_>, plane: &Plane, maps: &[Map<'_>]) -> String {
    let (across, up) = (&sweep.parameters[plane.across], &sweep.parameters[plane.up]);
    let mut text = format!(
        "Heat map of {}: {} from {} across, {} from {} up.",
        sweep.main.lower(),
        across.lower(),
        across.span(across.lowest(), across.highest()),
        up.lower(),
        up.span(up.lowest(), up.highest())
    );
    for map in maps {
        let [higher, lower, total] = counts(map);
        let extreme = found(map).fold(None, |found: Option<(f64, f64)>, (.., difference, _)| {
            let mean = difference.mean;
            Some(found.map_or((mean, mean), |(low, high)| (low.min(mean), high.max(mean))))
        });
        let name = map.alternative.map_or_else(String::new, |variant| {
            format!("{}: ", sweep.variants[variant].label)
        });
        let (low, high) = extreme.unwrap_or_default();
        text = format!(
            "{text} {name}differences from {} to {}, clearly higher at {higher} of {total} points, clearly lower at {lower}.",
            sweep.main.difference(low),
            sweep.main.difference(high)
        );
        let bests = map
            .bests
            .iter()
            .zip(&up.values)
            .filter_map(|(best, value)| {
                let best = best.filter(Best::holds)?;
                Some(format!(
                    "{} at {}",
                    across.value(best.row.at),
                    up.value(*value)
                ))
            });
        let bests: Vec<String> = bests.collect();
        if !bests.is_empty() {
            text = format!("{text} Best {}: {}.", across.lower(), bests.join(", "));
        }
    }
    text
}
