//! The title of a dose-response: of one line a sentence, of a few what each does, of many how many do what.

use crate::chart::Standing;
use crate::chart::sweep::data::Sweep;
use crate::chart::sweep::dose_response::{Curve, Role};
use crate::chart::sweep::optimum::{Best, Kind};
use crate::chart::sweep::parameter::Parameter;
use crate::chart::sweep::words;

/// A title longer than this would be set too small.
const LONGEST: usize = 165;

/// A line with its best value.
type Found<'f, 'a> = (&'f Curve<'a>, Best<'a>);

pub fn title(sweep: &Sweep<'_>, along: &Parameter, curves: &[Curve<'_>]) -> (String, Standing) {
    let found: Vec<Found<'_, '_>> = curves
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
    if let [(_, best)] = found.as_slice() {
        return (words::sentence(sweep, along, best), standing);
    }
    if !holds {
        return (nowhere(sweep, along, &found), standing);
    }
    let forms = [
        moving(sweep, along, &found),
        led(sweep, along, &found),
        Some(each(sweep, along, &found)),
    ];
    let fits = |text: &String| text.chars().count() <= LONGEST;
    let text = forms.into_iter().flatten().find(fits);
    (
        text.unwrap_or_else(|| counted(sweep, along, &found)),
        standing,
    )
}

/// What lines are called when they are counted.
fn lines(curves: &[Found<'_, '_>]) -> &'static str {
    if curves.iter().all(|(curve, _)| curve.beside.is_none()) {
        "variants"
    } else {
        "lines"
    }
}

/// The whole sentence on the reference, and a clause on the others: "with a, capability peaks at …; with b it …".
fn led(sweep: &Sweep<'_>, along: &Parameter, found: &[Found<'_, '_>]) -> Option<String> {
    let (leader, best) = found
        .iter()
        .find(|(curve, _)| curve.role == Role::Reference)?;
    if !best.holds() {
        return None;
    }
    let others = grouped(
        along,
        found
            .iter()
            .filter(|(curve, _)| curve.role != Role::Reference),
    );
    let others: Vec<String> = others
        .into_iter()
        .map(|(clause, names)| format!("with {} it {clause}", words::list(&names)))
        .collect();
    let sentence = words::sentence(sweep, along, best);
    Some(format!(
        "with {}, {sentence}; {}",
        leader.named,
        words::list(&others)
    ))
}

/// Lines of one kind together, with what is said of them.
fn grouped<'f, 'a: 'f>(
    along: &Parameter,
    found: impl Iterator<Item = &'f Found<'f, 'a>>,
) -> Vec<(String, Vec<String>)> {
    let mut clauses: Vec<(String, Vec<String>)> = Vec::new();
    for (curve, best) in found {
        let clause = words::clause(along, best);
        match clauses.iter_mut().find(|(known, _)| *known == clause) {
            Some((_, names)) => names.push(curve.named.clone()),
            None => clauses.push((clause, vec![curve.named.clone()])),
        }
    }
    clauses
}

/// Where lines stand for the values of a second parameter, and the best value clearly moves with it.
fn moving(sweep: &Sweep<'_>, along: &Parameter, found: &[Found<'_, '_>]) -> Option<String> {
    let [(first, low), .., (last, high)] = found else {
        return None;
    };
    let other = first.beside.filter(|_| first.variant == last.variant)?;
    words::moves(along, &sweep.parameters[other], low, high)
}

/// Line by line, lines of one kind together: "capability peaks at 30 % with a, is highest at 0 % with b and c".
fn each(sweep: &Sweep<'_>, along: &Parameter, found: &[Found<'_, '_>]) -> String {
    let clauses = grouped(along, found.iter());
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

/// "By explicit share, capability peaks at 20 to 40 % in 5 of 8 variants and is highest at 0 % in 3".
fn counted(sweep: &Sweep<'_>, along: &Parameter, found: &[Found<'_, '_>]) -> String {
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
                format!("{what} in {count} of {total} {}", lines(found))
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

fn nowhere(sweep: &Sweep<'_>, along: &Parameter, found: &[Found<'_, '_>]) -> String {
    let metric = sweep.main.lower();
    if found.iter().all(|(_, best)| best.kind == Kind::Small) {
        return format!(
            "smaller than {} with all {} {}: what the best {} adds to {metric} over either end",
            sweep.main.bound(sweep.main.smallest),
            found.len(),
            lines(found),
            along.lower()
        );
    }
    format!(
        "no clear optimum of {metric} along {} with any of {} {}",
        along.lower(),
        found.len(),
        lines(found)
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
    if along.values.len() < 2 && curves.len() == 1 {
        return format!(
            "{metric} is {} {}",
            sweep.main.value(high),
            along.at(&along.value(along.lowest()))
        );
    }
    format!(
        "{metric} lies between {} and {} with {} from {}",
        sweep.main.value(low),
        sweep.main.value(high),
        along.lower(),
        along.interval(along.lowest(), along.highest())
    )
}
