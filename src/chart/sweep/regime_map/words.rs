//! What a regime map says: how the best value of one parameter moves with another, or where an alternative is better.

mod compared;
mod moving;

use super::{Map, found};
use crate::analysis::Verdict;
use crate::chart::Standing;
use crate::chart::frame::Words;
use crate::chart::sweep::claim::Judged;
use crate::chart::sweep::data::Sweep;
use crate::chart::sweep::field::Plane;
use crate::chart::sweep::optimum::Best;
use crate::chart::sweep::parameter::Parameter;
use crate::chart::sweep::words;
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
        moving::title(sweep, across, up, &maps[0])
    } else {
        compared::title(sweep, across, up, maps)
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
    let comparisons = words::count(judged.family());
    footer.push(format!(
        "Hatched: smaller than {}, or not clear at 5\u{a0}% after Holm’s correction over {comparisons} comparisons",
        main.bound(main.smallest)
    ));
    if of_values {
        footer.push("Framed: highest mean of its row, grey where it may be chance".to_owned());
    }
    let alternatives = sweep.alternatives().count() + sweep.omitted;
    if alternatives > maps.len() {
        footer.push(format!(
            "{} of {alternatives} alternatives drawn",
            maps.len()
        ));
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
        let span = across.interval(best.row.at_low, best.row.at_high);
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
