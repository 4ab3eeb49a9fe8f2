//! Steering: management that moves the explicit share by a key figure (MODEL section 7).

use super::super::rates::Rates;
use super::super::steering::Steering;
use super::super::{REGISTRY, TwoLoop};
use super::{Firm, usual_firm};
use crate::engine::{Course, follow};

fn number(kpi: &str) -> f64 {
    let position = REGISTRY.position("kpi").expect("a key");
    let number = REGISTRY.parameters[position].range.number_of(kpi);
    number.expect("a key figure")
}

fn steered(kpi: &str) -> Firm {
    usual_firm().with(&[("kpi", number(kpi)), ("step", 0.1)])
}

/// Metrics in which all are 0 but one.
fn observed(metric: &str, value: f64) -> Vec<f64> {
    let mut metrics = vec![0.0; REGISTRY.metrics.len()];
    metrics[REGISTRY.metric_position(metric).expect("a metric")] = value;
    metrics
}

#[test]
fn the_direction_turns_when_the_gain_falls_and_not_at_the_first_review() {
    let mut values = steered("capability").values;
    let mut steering = Steering::new(observed("capability", 0.10));
    // Capability at each review, and the explicit share that follows.
    let reviews = [
        (0.20, 0.4), // the first gain, 0.10: up
        (0.25, 0.3), // 0.05 is less: down
        (0.30, 0.2), // 0.05 again is not strictly less: down still
        (0.31, 0.3), // 0.01 is less: up
        (0.20, 0.2), // a loss is less: down
        (0.25, 0.1), // more again: down still
        (0.30, 0.0),
        (0.36, 0.0), // not below 0
    ];
    for (capability, share) in reviews {
        steering.review(&mut values, observed("capability", capability));
        let found = values.get("explicit_share");
        assert!(
            (found - share).abs() < 1e-9,
            "at {capability}: {found} instead of {share}"
        );
    }
    assert!(
        (values.get("learning_hours") - 10.0).abs() < 1e-12,
        "learning hours are kept"
    );
}

#[test]
fn reviews_come_at_multiples_of_their_weeks_and_only_where_somebody_steers() {
    let values = steered("documents").set("review_weeks", 13.0).values;
    let rates = Rates::new(&values, 0.0);
    let weeks: Vec<u32> = (0..60).filter(|week| rates.is_review(*week)).collect();
    assert_eq!(weeks, [13, 26, 39, 52]);
    assert!(!Rates::new(&usual_firm().values, 0.0).is_review(13));
}

fn shares(firm: &Firm, observed: &[u32]) -> Vec<f64> {
    let course = Course {
        values: &firm.values,
        events: &firm.events,
        roster: None,
        own: &[],
        seed: firm.seed,
        replicate: 0,
        weeks: 60,
        observed,
        people: &[],
    };
    let metrics = REGISTRY.metrics.len();
    let observations = follow(&TwoLoop, &course).expect("a run");
    let share = REGISTRY
        .metric_position("explicit_share")
        .expect("a metric");
    observations
        .chunks_exact(metrics)
        .map(|week| week[share])
        .collect()
}

#[test]
fn a_review_acts_in_its_own_week_and_is_seen_at_the_end_of_it() {
    let firm = steered("documents").set("review_weeks", 10.0);
    let weekly: Vec<u32> = (0..=60).collect();
    let found = shares(&firm, &weekly);
    assert!(found[..=10].iter().all(|share| (share - 0.3).abs() < 1e-9));
    assert!((found[11] - 0.4).abs() < 1e-9, "{}", found[11]);
    // More is written at every review, so it goes on and on.
    assert!((found[60] - 0.8).abs() < 1e-9, "{}", found[60]);
}

#[test]
fn management_sees_the_same_whatever_is_observed() {
    for kpi in ["coherence", "performance", "capability"] {
        let firm = steered(kpi).set("review_weeks", 4.0);
        let weekly: Vec<u32> = (0..=60).collect();
        let last = shares(&firm, &weekly).pop().map(f64::to_bits);
        assert_eq!(shares(&firm, &[60]).pop().map(f64::to_bits), last, "{kpi}");
    }
}

#[test]
fn a_policy_moves_the_share_and_steering_goes_on_from_there() {
    let firm = steered("documents")
        .set("review_weeks", 10.0)
        .policy(35, &[("explicit_share", 0.1)]);
    let weekly: Vec<u32> = (0..=60).collect();
    let found = shares(&firm, &weekly);
    assert!((found[36] - 0.1).abs() < 1e-9, "{}", found[36]);
    // Fewer documents came since the review of week 30: down, to 0.
    assert!(found[41].abs() < 1e-9, "{}", found[41]);
}
