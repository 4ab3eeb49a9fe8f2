//! Who is tied to whom, what pays, and where it ends.

use super::*;
use crate::engine::{Course, follow};
use crate::model::published;

const KEY: RunKey = RunKey {
    seed: 3,
    replicate: 0,
};

fn values(set: &[(&str, f64)]) -> Values {
    published::values(&REGISTRY, set)
}

fn end(set: &[(&str, f64)], replicate: u32) -> Vec<f64> {
    let values = values(set);
    let weeks = REGISTRY.horizon(&values).expect("a horizon of its own");
    let course = Course {
        values: &values,
        events: &[],
        roster: None,
        own: &[],
        seed: 5,
        replicate,
        weeks,
        observed: &[weeks],
        people: &[],
    };
    follow(&Fang, &course).expect("an equilibrium")
}

#[test]
fn rewiring_keeps_the_number_of_ties_and_leads_out_of_the_group() {
    for rewiring in [0.0, 0.2, 1.0] {
        let contacts = contacts(KEY, 40, 7, Chance::new(rewiring));
        let ties: usize = contacts.iter().map(Vec::len).sum();
        assert_eq!(ties, 2 * 40 * 21);
        let mut within = 0_usize;
        for (individual, of) in contacts.iter().enumerate() {
            let mut distinct = of.clone();
            distinct.sort_unstable();
            distinct.dedup();
            assert_eq!(distinct.len(), of.len(), "nobody is tied to anybody twice");
            assert!(!of.contains(&(individual as u32)), "nor to oneself");
            within += of
                .iter()
                .filter(|other| **other as usize / 7 == individual / 7)
                .count();
        }
        // A binomial count of 840 ties, within four standard deviations.
        let expected = 840.0 * (1.0 - rewiring);
        let spread = 4.0 * (840.0 * rewiring * (1.0 - rewiring)).sqrt();
        assert!((within as f64 / 2.0 - expected).abs() <= spread, "{within}");
    }
}

#[test]
fn a_group_that_is_alone_has_nobody_to_be_rewired_to() {
    let contacts = contacts(KEY, 1, 4, Chance::new(1.0));
    assert!(contacts.iter().all(|of| of.len() == 3));
}

#[test]
fn a_block_pays_only_if_all_of_it_is_right() {
    let mut run = Run::new(
        KEY,
        &values(&[("groups", 1.0), ("group_size", 1.0), ("dimensions", 10.0)]),
    );
    run.beliefs.copy_from_slice(&run.reality);
    run.be_paid();
    assert_eq!(run.payoffs, [10]);
    run.beliefs[3] = 0;
    run.be_paid();
    assert_eq!(
        run.payoffs,
        [5],
        "one belief missing costs its whole block of five"
    );
    run.block = 1;
    run.be_paid();
    assert_eq!(run.payoffs, [9], "without interdependence only itself");
}

#[test]
fn whoever_has_nobody_to_learn_from_stays_as_drawn() {
    let alone = end(&[("group_size", 1.0)], 0);
    // A third of all beliefs happen to be right: 4,000 of them, within four standard deviations.
    assert!((alone[1] - 1.0 / 3.0).abs() < 4.0 * (2.0_f64 / 9.0 / 4_000.0).sqrt());
    assert!(alone[2] == 0.0, "there is nothing to wait for");
}

#[test]
fn nothing_changes_once_a_run_has_come_to_its_equilibrium() {
    let small = [("groups", 6.0), ("rewiring", 0.3)];
    let long = [&small[..], &[("periods", 2_000.0)]].concat();
    for replicate in 0..4 {
        assert_eq!(end(&small, replicate), end(&long, replicate));
    }
}
