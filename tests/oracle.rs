//! The model against an independent implementation of the same specification: `tests/oracle/model.rs` was written from
//! the specification alone, draws every act and cause literally one by one, and shares no code with `seci`. Both must
//! agree on every metric, at settings that exercise every rule.
//!
//! `cargo test` compares a few settings with few runs. The full comparison takes minutes and has a command of its own:
//! `cargo test --release --test oracle -- --ignored --nocapture`

#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss
)]

#[path = "oracle/model.rs"]
#[allow(dead_code, clippy::pedantic)]
mod literal;

use rayon::prelude::*;
use seci::model::{Batch, Model, Watch, two_loop::TwoLoop};
use seci::scenario::{Assignment, Event, Participants, Values};

/// A setting: its name, the keys that differ from the defaults, and events as (week, what).
struct Setting {
    name: &'static str,
    keys: &'static [(&'static str, f64)],
    events: &'static [(u32, Happening)],
}

enum Happening {
    Policy(&'static [(&'static str, f64)]),
    Shock(f64),
}

use Happening::{Policy, Shock};

/// |z| above this on any metric counts as a fault.
const MOST: f64 = 4.0;

#[rustfmt::skip]
const QUICK: &[Setting] = &[
    Setting { name: "small defaults", keys: &[("employees", 20.0), ("weeks", 30.0)], events: &[] },
    Setting { name: "uneven stages, events", keys: &[
        ("employees", 17.0), ("team_size", 5.0), ("weeks", 26.0), ("feedback", 0.5), ("refinement", 0.4), ("structuring", 0.6),
        ("integration", 0.5), ("explicit_share", 0.6), ("turnover", 0.5), ("drift", 0.3), ("judgements", 3.0), ("situations", 4.0),
    ], events: &[(5, Shock(0.4)), (12, Policy(&[("explicit_share", 0.1), ("pressure", 0.8)]))] },
    Setting { name: "ten judgements, one situation", keys: &[
        ("employees", 12.0), ("weeks", 20.0), ("situations", 1.0), ("judgements", 10.0), ("initial_skill", 0.6),
    ], events: &[] },
    Setting { name: "steered by capability", keys: &[
        ("kpi", 4.0), ("review_weeks", 4.0), ("step", 0.1), ("employees", 20.0), ("weeks", 40.0), ("explicit_share", 0.5),
    ], events: &[] },
    Setting { name: "rules switched", keys: &[
        ("employees", 20.0), ("weeks", 30.0), ("judgements", 3.0), ("situations", 4.0), ("blame_all", 0.6), ("model_help", 0.3),
        ("use_protects", 0.4), ("failure_rate", 0.4), ("habit_decay", 0.95), ("initial_skill", 0.4), ("opinion_spread", 0.9),
    ], events: &[] },
];

#[rustfmt::skip]
const FULL: &[Setting] = &[
    Setting { name: "steered by documents", keys: &[
        ("kpi", 1.0), ("review_weeks", 5.0), ("step", 0.1), ("employees", 30.0), ("weeks", 78.0),
    ], events: &[(40, Policy(&[("explicit_share", 0.3)]))] },
    Setting { name: "steered by coherence", keys: &[
        ("kpi", 2.0), ("review_weeks", 4.0), ("step", 0.2), ("employees", 20.0), ("weeks", 60.0),
    ], events: &[] },
    Setting { name: "steered by performance", keys: &[
        ("kpi", 3.0), ("review_weeks", 6.0), ("step", 0.15), ("employees", 30.0), ("weeks", 78.0),
    ], events: &[] },
    Setting { name: "defaults", keys: &[], events: &[] },
    Setting { name: "explicit-heavy", keys: &[("explicit_share", 0.8)], events: &[] },
    Setting { name: "all tacit", keys: &[("explicit_share", 0.0)], events: &[] },
    Setting { name: "uncoupled", keys: &[("explicit_share", 0.8), ("externalisation", 0.0), ("internalisation", 0.0)], events: &[] },
    Setting { name: "uneven stages", keys: &[
        ("feedback", 0.5), ("refinement", 0.4), ("structuring", 0.5), ("integration", 0.6), ("explicit_share", 0.5), ("weeks", 104.0),
    ], events: &[] },
    Setting { name: "small firm", keys: &[("employees", 8.0), ("cross_team_ties", 0.0)], events: &[] },
    Setting { name: "alone", keys: &[("employees", 1.0), ("weeks", 104.0)], events: &[] },
    Setting { name: "simple work", keys: &[("judgements", 2.0), ("weeks", 104.0)], events: &[] },
    Setting { name: "documents are right", keys: &[
        ("employees", 400.0), ("judgements", 7.0), ("drift", 0.0), ("visible_outcomes", 1.0), ("unreflected", 1.0),
        ("internalisation", 1.0), ("pressure", 0.0), ("belief_decay", 0.3), ("explicit_share", 0.8), ("weeks", 60.0),
    ], events: &[] },
    Setting { name: "one situation, nine judgements", keys: &[
        ("situations", 1.0), ("judgements", 9.0), ("initial_skill", 0.5), ("employees", 30.0), ("weeks", 78.0),
    ], events: &[] },
    Setting { name: "seventeen judgements", keys: &[
        ("situations", 3.0), ("judgements", 17.0), ("initial_skill", 0.7), ("employees", 40.0), ("weeks", 60.0), ("skill_spread", 0.6),
        ("opinion_spread", 0.9),
    ], events: &[] },
    Setting { name: "no routine, no visibility", keys: &[
        ("learning_hours", 40.0), ("explicit_share", 0.5), ("visible_outcomes", 0.0), ("feedback", 0.3), ("employees", 40.0), ("weeks", 60.0),
    ], events: &[] },
    Setting { name: "turbulent", keys: &[
        ("turnover", 0.9), ("drift", 0.6), ("trust_decay", 0.9), ("trust_gain", 0.5), ("initial_trust", 0.8), ("voice", 1.0),
        ("challenge_weight", 0.9), ("evidence_decay", 0.9), ("feedback_noise", 0.3), ("attribution", 0.6), ("weeks", 78.0),
    ], events: &[] },
    Setting { name: "strong everything", keys: &[
        ("internalisation", 1.0), ("externalisation", 1.0), ("codifiability", 1.0), ("attribution", 0.3), ("doubt", 0.6), ("failure_rate", 0.5),
        ("imitation_rate", 1.0), ("shared_practice", 1.0), ("initial_trust", 0.9), ("reading_breadth", 7.0), ("absorption_practice", 20.0),
        ("naive_absorption", 0.0), ("pressure", 0.0), ("weeks", 78.0), ("session_hours", 1.5), ("employees", 50.0), ("team_size", 20.0),
    ], events: &[] },
    Setting { name: "no weights", keys: &[
        ("refinement", 0.0), ("structuring", 0.0), ("practice", 2.0), ("feedback", 3.0), ("articulation", 0.5), ("explicit_share", 0.5),
        ("employees", 30.0), ("weeks", 60.0), ("team_size", 7.0), ("cross_team_ties", 4.0),
    ], events: &[] },
    Setting { name: "policies and shocks", keys: &[("employees", 60.0), ("weeks", 120.0), ("explicit_share", 0.8)], events: &[
        (0, Shock(0.2)), (30, Policy(&[("explicit_share", 0.2)])), (30, Shock(0.4)), (60, Policy(&[("tacit_hours", 4.0)])),
        (80, Policy(&[("learning_hours", 20.0), ("turnover", 0.5), ("evidence_prior", 10.0), ("structuring", 0.4)])),
    ] },
    Setting { name: "rates at one and nought", keys: &[
        ("habit_decay", 1.0), ("belief_decay", 0.0), ("trust_decay", 0.0), ("evidence_decay", 0.0), ("unreflected", 0.0), ("doubt", 1.0),
        ("employees", 24.0), ("weeks", 52.0), ("visible_outcomes", 0.7), ("initial_skill", 0.3),
    ], events: &[] },
    Setting { name: "rules in part", keys: &[
        ("blame_all", 0.5), ("model_help", 0.5), ("use_protects", 0.5), ("failure_rate", 0.3), ("habit_decay", 0.8), ("feedback", 0.6),
        ("employees", 60.0), ("weeks", 78.0),
    ], events: &[] },
    Setting { name: "rules replaced, nine judgements", keys: &[
        ("blame_all", 1.0), ("model_help", 0.0), ("use_protects", 0.0), ("failure_rate", 0.2), ("judgements", 9.0), ("initial_skill", 0.6),
        ("visible_outcomes", 0.6), ("employees", 40.0), ("weeks", 60.0),
    ], events: &[(20, Policy(&[("use_protects", 1.0), ("model_help", 1.0)])), (40, Policy(&[("blame_all", 0.2)]))] },
];

fn position(name: &str) -> usize {
    TwoLoop
        .registry()
        .position(name)
        .expect("a key of the registry")
}

fn assignments(keys: &[(&str, f64)]) -> Vec<Assignment> {
    keys.iter()
        .map(|&(name, number)| Assignment {
            position: position(name),
            number,
        })
        .collect()
}

/// Observations of one run of `seci` at the given weeks.
fn ours(setting: &Setting, replicate: u32, watched: &[u32]) -> Vec<Vec<f64>> {
    let mut values = Values::defaults(TwoLoop.registry());
    let keys: Vec<_> = setting
        .keys
        .iter()
        .copied()
        .filter(|(name, _)| *name != "weeks")
        .collect();
    values.apply(&assignments(&keys));
    let kind = |name| {
        TwoLoop
            .registry()
            .event_kind(name)
            .expect("a kind of event")
    };
    let events: Vec<Event> = setting
        .events
        .iter()
        .map(|(week, happening)| match happening {
            Policy(set) => Event {
                week: *week,
                kind: kind("policy"),
                fields: vec![],
                set: assignments(set),
                who: Participants::default(),
            },
            Shock(size) => Event {
                week: *week,
                kind: kind("shock"),
                fields: vec![*size],
                set: vec![],
                who: Participants::default(),
            },
        })
        .collect();
    let batch = Batch {
        values: &values,
        events: &events,
        roster: None,
        own: &[],
        people: Watch::Nothing,
        seed: 20_260,
        replicates: replicate..replicate + 1,
    };
    let mut run = TwoLoop.start(&batch);
    let mut kept = Vec::new();
    for week in 0..=watched[watched.len() - 1] {
        if watched.contains(&week) {
            let mut observation = vec![0.0; literal::M];
            run.observe(0, &mut observation);
            kept.push(observation);
        }
        if week < watched[watched.len() - 1] {
            let watch = if watched.contains(&(week + 1)) {
                Watch::Metrics
            } else {
                Watch::Nothing
            };
            run.step(week, watch)
                .expect("the two-loop model never fails");
        }
    }
    kept
}

/// The same from the literal implementation.
fn theirs(setting: &Setting, replicate: u32, watched: &[u32]) -> Vec<Vec<f64>> {
    let mut parameters = literal::Parameters::default();
    for (name, number) in setting.keys {
        parameters
            .set(name, *number)
            .expect("a key of the literal implementation");
    }
    let events: Vec<literal::Event> = setting
        .events
        .iter()
        .map(|(week, happening)| match happening {
            Policy(set) => literal::Event::Policy {
                week: *week as usize,
                sets: set
                    .iter()
                    .map(|(name, number)| ((*name).to_owned(), *number))
                    .collect(),
            },
            Shock(size) => literal::Event::Shock {
                week: *week as usize,
                size: *size,
            },
        })
        .collect();
    let series = literal::simulate(
        &parameters,
        &events,
        0x5EC1_0000_0000 + u64::from(replicate),
    );
    watched
        .iter()
        .map(|&week| series[week as usize].to_vec())
        .collect()
}

fn mean_and_variance(sample: &[f64]) -> (f64, f64) {
    let n = sample.len() as f64;
    let mean = sample.iter().sum::<f64>() / n;
    let squares: f64 = sample.iter().map(|x| (x - mean) * (x - mean)).sum();
    (mean, squares / (n - 1.0))
}

/// Compares all metrics; returns the number of comparisons and a line for each that is too far off.
fn compare(setting: &Setting, runs: u32) -> (usize, Vec<String>, f64) {
    let weeks = setting
        .keys
        .iter()
        .find(|(name, _)| *name == "weeks")
        .map_or(156, |(_, weeks)| *weeks as u32);
    let watched = [0, 1, weeks / 3, weeks];
    let collect = |simulate: fn(&Setting, u32, &[u32]) -> Vec<Vec<f64>>| -> Vec<Vec<Vec<f64>>> {
        (0..runs)
            .into_par_iter()
            .map(|replicate| simulate(setting, replicate, &watched))
            .collect()
    };
    let (ours, theirs) = (collect(ours), collect(theirs));
    let (mut compared, mut faults, mut worst) = (0, Vec::new(), 0.0_f64);
    for (at, week) in watched.iter().enumerate() {
        for (metric, name) in literal::METRICS.iter().enumerate() {
            let sample = |runs: &[Vec<Vec<f64>>]| -> Vec<f64> {
                runs.iter().map(|run| run[at][metric]).collect()
            };
            let (mean, variance) = mean_and_variance(&sample(&ours));
            let (literal_mean, literal_variance) = mean_and_variance(&sample(&theirs));
            let error = ((variance + literal_variance) / f64::from(runs)).sqrt();
            let difference = mean - literal_mean;
            let z = if difference.abs() <= 1e-6 * (1.0 + mean.abs()) {
                0.0
            } else {
                difference / error.max(1e-12)
            };
            compared += 1;
            worst = worst.max(z.abs());
            if z.abs() > MOST {
                faults.push(format!(
                    "{}: {name} at week {week}: {mean:.6} against {literal_mean:.6}, z = {z:.1}",
                    setting.name
                ));
            }
        }
    }
    (compared, faults, worst)
}

fn compare_all(settings: &[Setting], runs: u32) {
    let mut faults = Vec::new();
    let mut compared = 0;
    for setting in settings {
        let (count, found, worst) = compare(setting, runs);
        println!(
            "{:32} {count} comparisons, largest |z| = {worst:.2}",
            setting.name
        );
        compared += count;
        faults.extend(found);
    }
    assert!(compared > 0);
    assert!(
        faults.is_empty(),
        "{} of {compared} comparisons:\n{}",
        faults.len(),
        faults.join("\n")
    );
}

#[test]
fn metrics_have_the_same_names_in_the_same_order() {
    let names: Vec<_> = TwoLoop
        .registry()
        .metrics
        .iter()
        .map(|metric| metric.name)
        .collect();
    assert_eq!(names, literal::METRICS);
}

#[test]
fn defaults_are_the_same() {
    let defaults = Values::defaults(TwoLoop.registry());
    let literal = literal::Parameters::default();
    for parameter in TwoLoop.registry().parameters {
        let mut changed = literal.clone();
        // Setting a key to our default must change nothing.
        if ["tacit_hours", "explicit_hours"].contains(&parameter.name) {
            continue;
        }
        changed
            .set(parameter.name, defaults.get(parameter.name))
            .expect(parameter.name);
        assert_eq!(changed, literal, "{}", parameter.name);
    }
}

#[test]
fn both_implementations_agree_on_every_metric() {
    compare_all(QUICK, 300);
}

#[test]
#[ignore = "takes minutes: cargo test --release --test oracle -- --ignored --nocapture"]
fn both_implementations_agree_at_every_setting() {
    compare_all(FULL, 600);
}
