//! What the rules mean, and that sixteen runs side by side are sixteen runs.

use super::lanes::{Counter, Lanes, RUNS, above, count, thirds, toss};
use super::*;
use crate::engine::{Course, Followed, follow_block};
use crate::model::published;
use crate::random::{Chance, Domain};

const KEY: RunKey = RunKey {
    seed: 3,
    replicate: 0,
};

fn values(set: &[(&str, f64)]) -> Values {
    published::values(&REGISTRY, set)
}

/// The last observations of so many runs from a replicate on.
fn run(set: &[(&str, f64)], first: u32, number: u32) -> Vec<Followed> {
    let values = values(set);
    let weeks = REGISTRY.horizon(&values).expect("a horizon of its own");
    let course = Course {
        values: &values,
        events: &[],
        roster: None,
        own: &[],
        seed: 11,
        replicate: first,
        weeks,
        observed: &[weeks],
        people: &[],
    };
    follow_block(&March, &course, number)
}

fn scores(set: &[(&str, f64)], number: u32) -> Vec<f64> {
    let runs = run(set, 0, number).into_iter();
    runs.map(|run| run.expect("an equilibrium")[0]).collect()
}

fn mean_and_error(numbers: &[f64]) -> (f64, f64) {
    let n = numbers.len() as f64;
    let mean = numbers.iter().sum::<f64>() / n;
    let squares: f64 = numbers.iter().map(|x| (x - mean) * (x - mean)).sum();
    (mean, (squares / (n - 1.0) / n).sqrt())
}

#[test]
fn coins_come_up_as_often_as_they_should_and_only_where_they_are_tossed() {
    let mut words = KEY.stream(Domain::Sessions, 0);
    let among = [0x0f0f_0f0f; RUNS];
    for probability in [0.0, 0.1, 0.5, 0.9, 1.0] {
        let mut up = 0;
        for _ in 0..2_000 {
            let tossed = toss(&mut words, &among, Chance::new(probability));
            assert!((0..RUNS).all(|run| tossed[run] & !among[run] == 0));
            up += tossed.iter().map(|lane| lane.count_ones()).sum::<u32>();
        }
        let n = f64::from(2_000 * 16 * 16);
        let error = (probability * (1.0 - probability) / n).sqrt();
        assert!(
            (f64::from(up) / n - probability).abs() <= 4.0 * error,
            "{up}"
        );
    }
}

#[test]
fn beliefs_are_drawn_evenly_from_three() {
    let mut words = KEY.stream(Domain::Sessions, 0);
    let (mut known, mut positive) = (0, 0);
    for _ in 0..1_000 {
        let (is_known, is_positive) = thirds(&mut words, &[u32::MAX; RUNS]);
        assert!((0..RUNS).all(|run| is_positive[run] & !is_known[run] == 0));
        known += is_known.iter().map(|lane| lane.count_ones()).sum::<u32>();
        positive += is_positive
            .iter()
            .map(|lane| lane.count_ones())
            .sum::<u32>();
    }
    let n = 512_000.0;
    let error = (2.0_f64 / 9.0 / n).sqrt();
    assert!(
        (f64::from(known) / n - 2.0 / 3.0).abs() < 4.0 * error,
        "{known}"
    );
    assert!(
        (f64::from(positive) / n - 1.0 / 3.0).abs() < 4.0 * error,
        "{positive}"
    );
}

#[test]
fn the_counter_counts() {
    let mut words = KEY.stream(Domain::Sessions, 0);
    for numbers in 0..40 {
        let mut counter = Counter::new(40);
        let mut expected = [[0_u32; 32]; RUNS];
        for _ in 0..numbers {
            let bits: Lanes = words.several();
            counter.add(&bits);
            for (run, expected) in expected.iter_mut().enumerate() {
                for (bit, expected) in expected.iter_mut().enumerate() {
                    *expected += (bits[run] >> bit) & 1;
                }
            }
        }
        let digits = counter.finish();
        let limit = [numbers / 2; RUNS];
        let more = above(digits, &limit);
        for (run, expected) in expected.iter().enumerate() {
            for (bit, &expected) in (0..32).zip(expected) {
                assert_eq!(count(digits, run, bit), expected);
                assert_eq!((more[run] >> bit) & 1 == 1, expected > numbers / 2);
            }
        }
    }
}

#[test]
fn a_run_is_the_same_whichever_others_are_made() {
    let set = [("p1", 0.3), ("p2", 0.7)];
    let all = run(&set, 0, 40);
    assert_eq!(all[17..18], run(&set, 17, 1)[..]);
    assert_eq!(all[10..35], run(&set, 10, 25)[..]);
}

#[test]
fn nothing_changes_once_a_run_has_come_to_its_equilibrium() {
    let long = run(&[("periods", 400.0)], 0, 16);
    for (to_its_end, long) in run(&[], 0, 16).into_iter().zip(long) {
        let (to_its_end, long) = (to_its_end.expect("an end"), long.expect("a horizon"));
        assert_eq!(to_its_end, long);
        // All who are there believe what the code says.
        assert!((to_its_end[1] - to_its_end[2]).abs() < 1e-12);
    }
}

#[test]
fn a_run_that_finds_no_equilibrium_fails() {
    let failed = run(&[("p1", 0.0), ("individuals", 3.0)], 0, 2);
    assert_eq!(
        failed[0],
        Err((10_000, "no equilibrium was reached".to_owned()))
    );
}

#[test]
fn dimensions_need_not_fill_a_word() {
    for dimensions in [1.0, 31.0, 32.0, 33.0, 100.0] {
        for end in run(
            &[("dimensions", dimensions), ("p1", 0.9), ("p2", 0.9)],
            0,
            16,
        ) {
            let end = end.expect("an equilibrium");
            let right = end[1] * dimensions;
            assert!((right - right.round()).abs() < 1e-9 && (0.0..=dimensions).contains(&right));
        }
    }
}

#[test]
fn without_superiors_the_code_learns_nothing() {
    let end = run(&[("p2", 0.0), ("p1", 1.0), ("periods", 30.0)], 0, 16);
    for end in end {
        assert_eq!(end.expect("a horizon")[..2], [0.0, 0.0]);
    }
}

/// March 1991, Figure 1, two of its corners, from 20,000 runs under the same rules (docs/validation.md has all cells).
#[test]
fn the_knowledge_of_the_code_at_equilibrium_is_that_of_the_replications() {
    for (p1, p2, mean, sd) in [(0.1, 0.9, 0.97281, 0.04006), (0.9, 0.1, 0.81231, 0.10099)] {
        let (ours, error) = mean_and_error(&scores(&[("p1", p1), ("p2", p2)], 1_600));
        let target_error: f64 = sd / f64::sqrt(20_000.0);
        let z = (ours - mean) / error.hypot(target_error);
        assert!(
            z.abs() < 4.0,
            "p1 {p1}, p2 {p2}: {ours} against {mean}, z {z}"
        );
    }
}

/// March 1991, Figure 2.
#[test]
fn a_mixture_of_slow_and_fast_learners_knows_more_than_its_average() {
    let mixture = [("p1", 0.9), ("slow_p1", 0.1), ("slow_share", 0.5)];
    let average = [&mixture[..], &[("averaged", 1.0)]].concat();
    let (mixed, a) = mean_and_error(&scores(&mixture, 800));
    let (averaged, b) = mean_and_error(&scores(&average, 800));
    assert!(mixed - averaged > 4.0 * a.hypot(b), "{mixed} {averaged}");
}
