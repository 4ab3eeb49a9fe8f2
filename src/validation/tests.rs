//! What is measured, on made-up runs whose answer is known.

use std::collections::BTreeMap;

use super::estimate::{Measured, Term};
use super::settings::{Headline, settings};
use super::studies::{Evidence, Made, STUDIES, Study};
use crate::analysis::RunTable;
use crate::table::examples::{run, swept_manifest};
use crate::table::{Manifest, Purpose, RunRow, VariantInfo};

const VARIANTS: [&str; 3] = ["balanced", "explicit-heavy", "all-tacit"];

fn manifest() -> Manifest {
    let variant = |name: &&str| VariantInfo {
        name: (*name).to_owned(),
        label: (*name).to_owned(),
        employees: None,
        events: Vec::new(),
        purpose: Purpose::WhatIf,
        own_columns: Vec::new(),
    };
    Manifest {
        variants: VARIANTS.iter().map(variant).collect(),
        ..swept_manifest()
    }
}

/// A study of one swept parameter: the capability of each variant, point and replicate.
fn evidence(points: &[f64], capability: impl Fn(&str, f64, u32) -> Option<f64>) -> Evidence {
    let manifest = manifest();
    let mut rows: Vec<RunRow> = Vec::new();
    for variant in VARIANTS {
        for &point in points {
            for replicate in 0..8 {
                let Some(capability) = capability(variant, point, replicate) else {
                    continue;
                };
                rows.push(RunRow {
                    point: vec![point],
                    ..run(variant, replicate, 100.0, capability)
                });
            }
        }
    }
    Evidence {
        runs: RunTable::gather(&manifest, rows.into_iter().map(Ok)).expect("a table"),
        manifest,
        scenario: study("over-investment").scenario(1).expect("in order"),
        weeks: Vec::new(),
    }
}

fn study(id: &str) -> &'static Study {
    STUDIES
        .iter()
        .find(|study| study.id == id)
        .expect("a study")
}

fn term(weight: f64, variant: &'static str, point: f64) -> Term {
    Term {
        weight,
        study: "conditions",
        variant,
        point: vec![point],
        metric: "capability",
    }
}

fn luck(replicate: u32) -> f64 {
    f64::from(replicate) / 100.0
}

#[test]
fn a_contrast_is_taken_within_replicates_that_have_all_of_it() {
    // What replicates share drops out; the run that one side lacks does not count.
    let made: Made = BTreeMap::from([(
        "conditions",
        evidence(&[0.0], |variant, _, replicate| match variant {
            "balanced" => Some(0.5 + luck(replicate)),
            "explicit-heavy" if replicate == 3 => None,
            _ => Some(0.4 + luck(replicate)),
        }),
    )]);
    let terms = vec![
        term(1.0, "balanced", 0.0),
        term(-1.0, "explicit-heavy", 0.0),
    ];
    let found = Measured::Contrast(terms).of(&made).expect("cells");
    assert!((found.value - 0.1).abs() < 1e-12 && (found.high - found.low).abs() < 1e-9);
    assert_eq!(found.sampled.map(|(_, n)| n), Some(7));
    assert!(found.is_difference);
}

#[test]
fn the_place_of_the_best_value_and_how_far_it_moves() {
    let peak = |variant: &str| if variant == "balanced" { 0.3 } else { 0.6 };
    let made: Made = BTreeMap::from([(
        "conditions",
        evidence(&[0.6, 0.0, 0.3, 1.0], |variant, point, replicate| {
            Some(0.5 - (point - peak(variant)).abs() + luck(replicate))
        }),
    )]);
    let best = Measured::Best {
        study: "conditions",
        variant: "balanced",
    };
    let found = best.of(&made).expect("a line");
    assert!(
        [found.value, found.low, found.high]
            .iter()
            .all(|place| (place - 0.3).abs() < 1e-12)
    );
    let moves = Measured::BestMoves {
        study: "conditions",
        variant: "explicit-heavy",
        from: "balanced",
    };
    let found = moves.of(&made).expect("two lines");
    assert!((found.value - 0.3).abs() < 1e-12 && (found.low - 0.3).abs() < 1e-12);
}

#[test]
fn settings_in_which_a_headline_holds_turns_round_or_does_neither() {
    let points = [0.0, 0.1, 0.2, 0.3, 0.4];
    let found = settings(
        &evidence(&points, |variant, point, replicate| {
            // Up to 0.2 balanced leads by five points, at 0.3 it is behind by as much, at 0.4 nothing is clear.
            let lead = match point {
                point if point < 0.25 => 0.05 - point / 100.0,
                point if point < 0.35 => -0.05,
                _ => f64::from(replicate % 2) * 0.02 - 0.01,
            };
            Some(0.3 + luck(replicate) + if variant == "balanced" { lead } else { 0.0 })
        }),
        Headline::BalancedAboveHeavy,
    )
    .expect("settings");
    assert_eq!((found.holds, found.reversed, found.neither), (3, 1, 1));
    assert!((found.median - 0.048).abs() < 1e-9, "{}", found.median);
    let (parameter, rho) = &found.deciders[0];
    assert_eq!(parameter, "drift");
    assert!(rho.value < -0.7, "the lead falls with it: {}", rho.value);
}

#[test]
fn every_claim_rests_on_studies_that_are_made_and_says_what_could_refute_it() {
    let claims = [super::battery::published(), super::battery::claims()].concat();
    let mut ids: Vec<&str> = claims.iter().map(|claim| claim.id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), claims.len(), "every claim has a name of its own");
    for claim in &claims {
        assert!(
            !claim.parts.is_empty() || !claim.remark.is_empty(),
            "{}",
            claim.id
        );
        for study in claim.parts.iter().flat_map(|part| part.measured.studies()) {
            assert!(STUDIES.iter().any(|known| known.id == study), "{study}");
        }
    }
}

#[test]
fn studies_are_in_order_and_every_cell_that_is_asked_for_is_there() {
    let scenarios: BTreeMap<&str, _> = STUDIES
        .iter()
        .map(|study| (study.id, study.scenario(1).expect("in order")))
        .collect();
    let claims = [super::battery::published(), super::battery::claims()].concat();
    let parts = claims.into_iter().flat_map(|claim| claim.parts);
    let checks = super::battery::CHECKS
        .iter()
        .flat_map(super::battery::Check::parts);
    for part in parts.chain(checks) {
        let Measured::Contrast(terms) = part.measured else {
            continue;
        };
        for term in terms {
            let scenario = &scenarios[term.study];
            let names: Vec<&str> = scenario.variants.iter().map(|v| v.name.as_str()).collect();
            assert!(names.contains(&term.variant), "{term:?}");
            assert!(
                scenario.model.metric_position(term.metric).is_some(),
                "{term:?}"
            );
            let points = scenario.sweep.as_ref().map(|sweep| sweep.rows.clone());
            let points = points.unwrap_or_else(|| vec![Vec::new()]);
            assert!(points.contains(&term.point), "{term:?}");
        }
    }
}
