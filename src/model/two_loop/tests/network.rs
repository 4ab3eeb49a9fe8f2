//! Ties: teams, draws across teams, and what each of them starts with (MODEL section 3).

use super::super::Run;
use super::{expected_count, firm, near, usual_firm};

fn network(employees: f64, team_size: f64, across: f64, replicate: u32) -> Vec<Vec<usize>> {
    let firm = firm().with(&[
        ("employees", employees),
        ("team_size", team_size),
        ("cross_team_ties", across),
    ]);
    let run = firm.replicate(replicate);
    (0..run.employees())
        .map(|seat| colleagues(&run, seat))
        .collect()
}

fn colleagues(run: &Run<'_>, seat: usize) -> Vec<usize> {
    let mut seats: Vec<usize> = run.tied(seat).iter().map(|&(other, _)| other).collect();
    seats.sort_unstable();
    seats
}

#[test]
fn teams_are_seats_in_order_and_the_last_may_be_smaller() {
    let tied = network(10.0, 4.0, 0.0, 0);
    assert_eq!(tied[0], [1, 2, 3]);
    assert_eq!(tied[6], [4, 5, 7]);
    assert_eq!(tied[8], [9]);
    assert_eq!(tied[9], [8]);
}

#[test]
fn a_team_of_one_or_of_all_has_no_ties_across_that_it_cannot_have() {
    assert!(network(5.0, 1.0, 0.0, 0).iter().all(Vec::is_empty));
    let all = network(5.0, 8.0, 3.0, 0);
    assert!(all.iter().all(|tied| tied.len() == 4));
    assert!(network(1.0, 8.0, 3.0, 0)[0].is_empty());
}

#[test]
fn ties_across_are_undirected_and_never_double() {
    for replicate in 0..20 {
        let tied = network(30.0, 7.0, 6.0, replicate);
        for (seat, colleagues) in tied.iter().enumerate() {
            assert!(colleagues.is_sorted_by(|one, next| one < next));
            assert!(!colleagues.contains(&seat));
            assert!(colleagues.iter().all(|&other| tied[other].contains(&seat)));
            assert!(colleagues.iter().any(|&other| other / 7 != seat / 7));
        }
    }
}

#[test]
fn a_draw_across_hits_every_other_team_member_alike_and_is_not_repeated() {
    // Two teams of two with a draw each. A tie between the teams comes from either end, with 1/2 each: 1 − 1/4.
    let replicates = 500;
    let (mut found, mut all) = (0.0, 0.0);
    for replicate in 0..replicates {
        let tied = network(4.0, 2.0, 1.0, replicate);
        found += f64::from(u8::from(tied[0].contains(&2)));
        all += tied.iter().map(Vec::len).sum::<usize>() as f64 / 2.0 - 2.0;
    }
    expected_count(found, f64::from(replicates), 0.75);
    expected_count(all, 4.0 * f64::from(replicates), 0.75);
}

#[test]
fn ties_start_with_the_initial_trust() {
    let firm = firm().with(&[
        ("employees", 20.0),
        ("cross_team_ties", 2.0),
        ("initial_trust", 0.45),
    ]);
    let run = firm.run();
    for seat in 0..20 {
        assert!(run.tied(seat).len() >= 7 - 4 * usize::from(seat >= 16));
        for (_, trust) in run.tied(seat) {
            near(trust, 0.45);
        }
    }
    near(run.metric("social_capital"), 0.45);
}

/// Trust is kept by tie and at both of its ends; shared sessions, newcomers and fading change all three alike.
#[test]
fn what_a_seat_feels_is_the_trust_of_its_ties() {
    let firm = usual_firm().with(&[
        ("employees", 90.0),
        ("turnover", 0.9),
        ("shared_practice", 1.0),
        ("explicit_share", 0.0),
    ]);
    let mut run = firm.run();
    run.pass(0..20);
    let mut differing = 0;
    for seat in 0..90 {
        let tied = run.tied(seat);
        let mut total = 0.0_f32;
        for &(_, trust) in &tied {
            total += trust as f32;
        }
        assert!(run.ties.circle(seat).total.to_bits() == total.to_bits());
        differing += usize::from(tied.iter().any(|&(_, trust)| trust != tied[0].1));
    }
    assert!(differing > 80, "{differing}");
}
