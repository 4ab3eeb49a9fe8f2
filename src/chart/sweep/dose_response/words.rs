//! What a dose-response says: where the best value lies on each line, or that there is none to speak of.

use super::Curve;
use crate::chart::frame::Words;
use crate::chart::sweep::data::Sweep;
use crate::chart::sweep::optimum::{Best, End, Kind};
use crate::chart::sweep::parameter::Parameter;
use crate::chart::sweep::{field, words};
use crate::chart::theme::Theme;
use crate::chart::wording;
use crate::chart::{Standing, number};

/// From this many lines on they are counted and not listed.
const MANY: usize = 4;

/// All words around the panels.
pub fn words(
    sweep: &Sweep<'_>,
    theme: &Theme,
    along: &Parameter,
    curves: &[Curve<'_>],
    fixed: &[(usize, f64)],
) -> (Words, Standing) {
    let (title, standing) = title(sweep, along, curves);
    let mut footer = evidence(sweep, along, curves);
    footer.push(key(along, curves));
    footer.extend(words::fixed(sweep, fixed));
    footer.push(words::provenance(sweep));
    let main = &sweep.main;
    let mut subtitle = vec![wording::worn(
        main.colour(theme),
        wording::sentence(&main.label),
    )];
    if let Some(documents) = &sweep.documents {
        subtitle.push(wording::plain(theme, " and "));
        subtitle.push(wording::worn(
            documents.measure.colour(theme),
            documents.measure.lower(),
        ));
    }
    let rest = format!(" {}, by {}", words::horizon(sweep), along.lower());
    subtitle.push(wording::plain(theme, rest));
    let words = Words {
        title: wording::sentence(&title),
        subtitle,
        footer,
    };
    (words, standing)
}

fn title(sweep: &Sweep<'_>, along: &Parameter, curves: &[Curve<'_>]) -> (String, Standing) {
    let found: Vec<(&Curve<'_>, Best<'_>)> = curves
        .iter()
        .filter_map(|curve| Some((curve, curve.best?)))
        .collect();
    if found.len() < curves.len() || along.values.len() < 2 {
        return (description(sweep, along, curves), Standing::Describes);
    }
    let holds = found.iter().any(|(_, best)| best.holds());
    let standing = if holds {
        Standing::Holds
    } else {
        Standing::Fails
    };
    let text = match found.as_slice() {
        several if moving(sweep, along, several).is_some() => {
            moving(sweep, along, several).unwrap_or_default()
        }
        [(_, best)] => words::sentence(sweep, along, best),
        _ if !holds => nowhere(sweep, along, &found),
        several if several.iter().all(|(_, best)| best.kind == Kind::Peak) => {
            peaks(sweep, along, several)
        }
        several if several.len() < MANY => each(sweep, along, several),
        several => counted(sweep, along, several),
    };
    (text, standing)
}

/// Where lines stand for the values of a second parameter, and the best value clearly moves with it.
fn moving(
    sweep: &Sweep<'_>,
    along: &Parameter,
    found: &[(&Curve<'_>, Best<'_>)],
) -> Option<String> {
    let [(first, low), .., (last, high)] = found else {
        return None;
    };
    let other = first.beside.filter(|_| first.variant == last.variant)?;
    words::moves(along, &sweep.parameters[other], low, high)
}

/// Every line has a peak.
fn peaks(sweep: &Sweep<'_>, along: &Parameter, found: &[(&Curve<'_>, Best<'_>)]) -> String {
    let metric = sweep.main.lower();
    let ats = found.iter().map(|(_, best)| best.row.at);
    let (low, high) = ats.fold((f64::MAX, f64::MIN), |(low, high), at| {
        (low.min(at), high.max(at))
    });
    let gains = found
        .iter()
        .flat_map(|(_, best)| [End::Low, End::High].map(|end| best.gain(sweep, end)));
    let least = gains
        .flatten()
        .map(|gain| gain.mean)
        .fold(f64::MAX, f64::min);
    let count = if found.len() == 2 {
        "both lines".to_owned()
    } else {
        format!("all {} lines", found.len())
    };
    if found.len() < MANY && low < high {
        return each(sweep, along, found);
    }
    format!(
        "{metric} peaks {} on {count}, {} or more above either end",
        along.at(&along.span(low, high)),
        sweep.main.size(least)
    )
}

/// Line by line, lines of one kind together: "capability peaks at 30 % with a, is highest at 0 % with b and c".
fn each(sweep: &Sweep<'_>, along: &Parameter, found: &[(&Curve<'_>, Best<'_>)]) -> String {
    let mut clauses: Vec<(String, Vec<String>)> = Vec::new();
    for (curve, best) in found {
        let clause = words::clause(along, best);
        match clauses.iter_mut().find(|(known, _)| *known == clause) {
            Some((_, names)) => names.push(curve.named.clone()),
            None => clauses.push((clause, vec![curve.named.clone()])),
        }
    }
    let mut verb = String::new();
    let parts: Vec<String> = clauses
        .into_iter()
        .map(|(clause, names)| {
            // A verb that returns is not said again.
            let (first, rest) = clause.split_once(" at ").unwrap_or((&clause, ""));
            let text = if first == verb && !rest.is_empty() {
                format!("at {rest}")
            } else {
                clause.clone()
            };
            first.clone_into(&mut verb);
            format!("{text} with {}", words::list(&names))
        })
        .collect();
    let label = along.lower();
    format!("by {label}, {} {}", sweep.main.lower(), words::list(&parts))
}

/// "Capability peaks between the ends of explicit share in 5 of 8 variants (at 20 to 40 %), is highest at 0 % in 3".
fn counted(sweep: &Sweep<'_>, along: &Parameter, found: &[(&Curve<'_>, Best<'_>)]) -> String {
    let mut kinds: Vec<Kind> = found.iter().map(|(_, best)| best.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let total = found.len();
    let parts: Vec<String> = kinds
        .into_iter()
        .enumerate()
        .map(|(place, kind)| {
            let of_kind = || {
                found
                    .iter()
                    .map(|(_, best)| best)
                    .filter(|best| best.kind == kind)
            };
            let ats = of_kind().map(|best| best.row.at);
            let (low, high) = ats.fold((f64::MAX, f64::MIN), |(low, high), at| {
                (low.min(at), high.max(at))
            });
            let what = match kind {
                Kind::Peak => format!("peaks at {}", along.span(low, high)),
                Kind::Lowest => format!("is highest at {}", along.value(along.lowest())),
                Kind::Highest => format!("is highest at {}", along.value(along.highest())),
                Kind::OverLow => format!("beats {}", along.value(along.lowest())),
                Kind::OverHigh => format!("beats {}", along.value(along.highest())),
                Kind::Small => "hardly changes".to_owned(),
                Kind::Unclear => "has no clear optimum".to_owned(),
            };
            let count = of_kind().count();
            if place == 0 {
                format!("{what} in {count} of {total} lines")
            } else {
                format!("{what} in {count}")
            }
        })
        .collect();
    format!(
        "by {}, {} {}",
        along.lower(),
        sweep.main.lower(),
        words::list(&parts)
    )
}

fn nowhere(sweep: &Sweep<'_>, along: &Parameter, found: &[(&Curve<'_>, Best<'_>)]) -> String {
    let metric = sweep.main.lower();
    if found.iter().all(|(_, best)| best.kind == Kind::Small) {
        return format!(
            "smaller than {} on all {} lines: what the best {} adds to {metric} over either end",
            sweep.main.bound(sweep.main.smallest),
            found.len(),
            along.lower()
        );
    }
    format!(
        "no clear optimum of {metric} along {} on any of {} lines",
        along.lower(),
        found.len()
    )
}

/// Without an optimum in the tables.
fn description(sweep: &Sweep<'_>, along: &Parameter, curves: &[Curve<'_>]) -> String {
    let means = curves
        .iter()
        .flat_map(|curve| curve.dots.iter().map(|dot| dot.mean));
    let (low, high) = means.fold((f64::MAX, f64::MIN), |(low, high), mean| {
        (low.min(mean), high.max(mean))
    });
    let metric = sweep.main.lower();
    if along.values.len() < 2 {
        return format!(
            "{metric} is {} {}",
            sweep.main.value(high),
            along.at(&along.value(along.lowest()))
        );
    }
    format!(
        "{metric} lies between {} and {}, {}",
        sweep.main.value(low),
        sweep.main.value(high),
        along.at(&along.span(along.lowest(), along.highest()))
    )
}

/// The intervals behind the title.
fn evidence(sweep: &Sweep<'_>, along: &Parameter, curves: &[Curve<'_>]) -> Vec<String> {
    if curves.len() > field::MOST_LINES {
        return Vec::new();
    }
    if let [
        Curve {
            best: Some(best), ..
        },
    ] = curves
    {
        if !best.has_interval() {
            return Vec::new();
        }
        let over = |end: End, value: f64| {
            let gain = best.gain(sweep, end).filter(|gain| gain.mean.abs() > 0.0)?;
            Some(format!(
                "{} over {}",
                words::estimate(sweep, &gain),
                along.value(value)
            ))
        };
        let gains = [
            over(End::Low, along.lowest()),
            over(End::High, along.highest()),
        ];
        let gains: Vec<String> = gains.into_iter().flatten().collect();
        let place = format!(
            "Highest mean at {} ({})",
            along.value(best.row.at),
            words::interval_of_place(along, best)
        );
        return if gains.is_empty() {
            vec![place]
        } else {
            vec![format!("{place}; same seeds: {}", gains.join(", "))]
        };
    }
    let places: Vec<String> = curves
        .iter()
        .filter_map(|curve| {
            let best = curve.best.filter(Best::has_interval)?;
            let span = along.span(best.row.at_low, best.row.at_high);
            Some(format!(
                "{} {} ({span})",
                curve.label,
                along.value(best.row.at)
            ))
        })
        .collect();
    if places.is_empty() {
        return Vec::new();
    }
    vec![format!(
        "Highest means with 95\u{a0}% intervals: {}",
        places.join("; ")
    )]
}

/// What is drawn, in words.
fn key(along: &Parameter, curves: &[Curve<'_>]) -> String {
    let has_place = curves
        .iter()
        .any(|curve| curve.best.is_some_and(|best| best.has_interval()));
    let mut parts =
        vec!["Lines: means, with bands of their 95\u{a0}% confidence intervals".to_owned()];
    if has_place {
        let mark = if curves.len() == 1 {
            "grey band"
        } else {
            "bar through the mark"
        };
        parts.push(format!(
            "{mark}: 95\u{a0}% interval of the highest mean, seeds resampled"
        ));
    }
    if curves.len() > field::MOST_LINES {
        parts.push(format!("dotted: base {}", along.value(along.base)));
    }
    parts.join("; ")
}

pub fn alt(sweep: &Sweep<'_>, along: &Parameter, curves: &[Curve<'_>]) -> String {
    let panels = sweep
        .documents
        .as_ref()
        .map_or_else(String::new, |documents| {
            format!(" above {}", documents.measure.lower())
        });
    let lines: Vec<String> = curves
        .iter()
        .filter_map(|curve| {
            let (first, last) = (curve.dots.first()?, curve.dots.last()?);
            let name = if curves.len() > 1 {
                format!("{}: ", curve.label)
            } else {
                String::new()
            };
            let best = curve.best.map_or_else(String::new, |best| {
                format!(
                    ", highest {} at {} ({})",
                    sweep.main.value(best.row.best),
                    along.value(best.row.at),
                    words::interval_of_place(along, &best)
                )
            });
            let written = if last.documents.is_finite() {
                format!(
                    "; documents from {} to {}",
                    number::count(first.documents),
                    number::count(last.documents)
                )
            } else {
                String::new()
            };
            Some(format!(
                "{name}{} at {}{best}, {} at {}{written}",
                sweep.main.value(first.mean),
                along.value(first.value),
                sweep.main.value(last.mean),
                along.value(last.value)
            ))
        })
        .collect();
    format!(
        "Line chart of {}{panels}, along {} from {} to {}, {} tested values. {}.",
        sweep.main.lower(),
        along.lower(),
        along.value(along.lowest()),
        along.value(along.highest()),
        along.values.len(),
        lines.join(". ")
    )
}
