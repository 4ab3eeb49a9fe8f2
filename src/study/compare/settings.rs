//! What holds for both scenarios of a comparison where their `[run]` tables differ.
//!
//! Owns the rules, and the line in which each is told.

use super::refuse;
use crate::scenario::registry::Horizon;
use crate::scenario::{Observe, Registry, Replicates, RunSettings};
use crate::study::StudyError;

/// One table `[run]` for both, and what had to be decided for it.
pub(super) fn of_both(
    model: &Registry,
    [a, b]: [&RunSettings; 2],
) -> Result<(RunSettings, Vec<String>), StudyError> {
    // Taken apart, so that whatever a run is given one day must be decided here too.
    let RunSettings {
        weeks,
        replicates,
        seed,
        observe,
        people,
    } = a;
    let mut rules = Vec::new();
    // Where a parameter says how long runs last, that is one more difference.
    if *weeks != b.weeks && model.clock.horizon == Horizon::Weeks {
        let step = model.clock.step;
        return refuse(format!(
            "A runs for {weeks} {step}s and B for {}: the last {step} would not be the same. Give both one length with --set \
             weeks={weeks} or --set weeks={}",
            b.weeks, b.weeks
        ));
    }
    let how_many = replicates_of(model, [replicates, &b.replicates], &mut rules);
    if *seed != b.seed {
        rules.push(format!(
            "seed {seed}, that of A, for both (B has {}); --seed sets another",
            b.seed
        ));
    }
    let observed = observe_of([observe, &b.observe], [*weeks, b.weeks]);
    if observe != &b.observe {
        rules.push("all weeks are kept that either of them observes".to_owned());
    }
    let settings = RunSettings {
        weeks: (*weeks).max(b.weeks),
        replicates: how_many,
        seed: *seed,
        observe: observed,
        people: match (people, &b.people) {
            (Some(of_a), Some(of_b)) => Some(observe_of([of_a, of_b], [*weeks, b.weeks])),
            (of_a, of_b) => of_a.clone().or_else(|| of_b.clone()),
        },
    };
    Ok((settings, rules))
}

/// The larger number of runs; a precision decides where either asks for one, and A's where both ask for different ones.
fn replicates_of(
    model: &Registry,
    [a, b]: [&Replicates; 2],
    rules: &mut Vec<String>,
) -> Replicates {
    if a == b {
        return a.clone();
    }
    let told = |replicates: &Replicates| match replicates {
        Replicates::Count(count) => format!("{count} runs"),
        Replicates::Precision {
            metric, half_width, ..
        } => {
            let metric = model.metrics.get(*metric).map_or("", |metric| metric.name);
            format!("the precision of ±{half_width} in {metric}")
        }
    };
    let (chosen, why) = match (a, b) {
        (Replicates::Count(of_a), Replicates::Count(of_b)) => {
            let larger = if of_a >= of_b { a } else { b };
            (larger, "the larger number")
        }
        (Replicates::Precision { .. }, _) => (a, "that of A"),
        (Replicates::Count(_), Replicates::Precision { .. }) => (b, "that of B"),
    };
    rules.push(format!(
        "{} for every variant, {why} (A: {}, B: {}); --replicates sets another number",
        told(chosen),
        told(a),
        told(b)
    ));
    chosen.clone()
}

fn observe_of([a, b]: [&Observe; 2], weeks: [u32; 2]) -> Observe {
    if a == b {
        return a.clone();
    }
    let mut all = Vec::new();
    for (observe, last) in [(a, weeks[0]), (b, weeks[1])] {
        match observe {
            Observe::Weekly => return Observe::Weekly,
            Observe::End => all.extend([0, last]),
            Observe::Weeks(weeks) => all.extend(weeks),
        }
    }
    all.sort_unstable();
    all.dedup();
    Observe::Weeks(all)
}
