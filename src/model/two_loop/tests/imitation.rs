//! Shared practice: who is chosen, what is watched and learned, and how trust grows and fades (MODEL items 4a and 7).

use super::{Firm, expected_count, firm, near, weekly};

const IMITATION_RATE: f64 = 0.6;
const TRUST_GAIN: f64 = 0.15;

/// Colleagues who share every practice session, in which nothing else is seen.
fn sharing(employees: f64) -> Firm {
    firm()
        .without_debriefs()
        .with(&[("employees", employees), ("shared_practice", 1.0)])
        .practice(1.0)
}

#[test]
fn a_colleague_who_succeeds_is_imitated_as_far_as_trusted() {
    // Unrefined practice: imitation knows no refinement factor.
    let firm = sharing(2.0).set("refinement", 0.0).practice(1.0);
    let mut run = firm.run();
    run.set_trust(0, 1, 0.5);
    run.set_fit(0, 0, -0.2);
    run.set_fit(1, 0, 1.0);
    run.pass(0..1);
    near(run.fit(0, 0), -0.2 + IMITATION_RATE * 0.5 * 1.2);
    near(run.metric("shared_sessions"), 2.0);
}

#[test]
fn a_colleague_who_fails_is_not_imitated_and_trust_grows_all_the_same() {
    let firm = sharing(2.0);
    let mut run = firm.run();
    for seat in 0..2 {
        run.set_fit(seat, 0, -1.0);
    }
    let before = run.minds();
    run.pass(0..1);
    assert_eq!(run.minds(), before);
    near(run.metric("socialisations"), 0.0);
    near(run.metric("shared_sessions"), 2.0);
    near(run.trust(0, 1), 1.0 - 0.7 * (1.0 - TRUST_GAIN).powi(2));
}

#[test]
fn one_success_is_one_socialisation_however_many_judgements() {
    let firm = sharing(2.0).set("judgements", 9.0);
    let mut run = firm.run();
    for judgement in 0..9 {
        run.set_fit(1, judgement, 1.0);
        run.set_fit(0, judgement, -1.0);
    }
    run.pass(0..1);
    near(run.metric("socialisations"), 1.0);
    for judgement in 0..9 {
        near(run.fit(0, judgement), -1.0 + IMITATION_RATE * 0.3 * 2.0);
        near(run.fit(1, judgement), 1.0);
    }
}

#[test]
fn a_colleague_is_watched_as_of_the_start_of_the_week() {
    // Told the cause at full rate, both are right after their first session, and were wrong at the start of the week:
    // whoever comes first or second, nobody sees a success.
    let firm = firm()
        .with(&[
            ("employees", 2.0),
            ("shared_practice", 1.0),
            ("attribution", 1.0),
            ("habit_rate", 1.0),
        ])
        .practice(3.0);
    let mut run = firm.run();
    for seat in 0..2 {
        run.set_fit(seat, 0, -1.0);
    }
    run.pass(0..1);
    near(run.fit(0, 0) + run.fit(1, 0), 2.0);
    near(run.metric("socialisations"), 0.0);
    run.pass(1..2);
    near(run.metric("socialisations"), 6.0);
}

#[test]
fn only_who_acts_meets_the_case() {
    let firm = sharing(2.0);
    let mut run = firm.run();
    run.pass(0..7);
    for seat in 0..2 {
        near(run.practised(seat, 0), 7.0);
    }
    near(run.metric("practice_sessions"), 14.0);
}

#[test]
fn nothing_is_shared_without_ties_or_trust_nor_in_routine_work() {
    let alone = sharing(1.0);
    let distrustful = sharing(5.0).set("initial_trust", 0.0);
    let working = sharing(5.0)
        .with(&[("tacit_hours", 0.0), ("visible_outcomes", 1.0)])
        .work(3.0);
    let apart = sharing(5.0).set("team_size", 1.0);
    for firm in [alone, distrustful, working, apart] {
        let mut run = firm.run();
        run.pass(0..5);
        near(run.metric("shared_sessions"), 0.0);
    }
}

#[test]
fn the_slightest_trust_is_enough_to_share_and_little_is_learned_from_it() {
    let firm = sharing(2.0);
    let mut run = firm.run();
    run.set_trust(0, 1, 0.001);
    run.set_fit(1, 0, 1.0);
    run.pass(0..1);
    near(run.metric("shared_sessions"), 2.0);
    near(run.fit(0, 0), IMITATION_RATE * 0.001);
}

#[test]
fn trust_counts_as_turnover_of_the_week_left_it() {
    let firm = sharing(4.0).with(&[("initial_trust", 0.0), ("turnover", 1.0)]);
    let mut run = firm.run();
    run.set_trust(0, 1, 0.9);
    run.set_trust(2, 3, 0.9);
    run.pass(0..1);
    near(run.metric("shared_sessions"), 0.0);
}

#[test]
fn sessions_are_shared_as_often_as_set() {
    let firm = sharing(2.0).set("shared_practice", 0.35);
    let mut run = firm.run();
    run.pass(0..500);
    expected_count(run.metric("shared_sessions"), 1000.0, 0.35);
}

#[test]
fn colleagues_are_chosen_in_proportion_to_trust() {
    // Trust 0.75, 0.25 and 0 from seat 0; the others share nothing with one another. Colleague 2 always succeeds.
    let firm = sharing(4.0).with(&[("trust_gain", 0.0), ("imitation_rate", 0.0)]);
    let weeks = 1500;
    let mut run = firm.run();
    for (one, other) in [(1, 2), (1, 3), (2, 3), (0, 3)] {
        run.set_trust(one, other, 0.0);
    }
    run.set_trust(0, 1, 0.75);
    run.set_trust(0, 2, 0.25);
    for (seat, fit) in [(0, -1.0), (1, -1.0), (2, 1.0), (3, 1.0)] {
        run.set_fit(seat, 0, fit);
    }
    run.pass(0..weeks);
    // Seats 1 and 2 have nobody but seat 0, who always fails; seat 3 has nobody at all.
    near(run.metric("shared_sessions"), 3.0 * f64::from(weeks));
    expected_count(run.metric("socialisations"), f64::from(weeks), 0.25);
}

#[test]
fn trust_gains_by_the_sessions_of_both_ends_then_fades() {
    let firm = sharing(2.0).set("trust_decay", 0.4).practice(2.0);
    let mut run = firm.run();
    let mut expected = 0.3;
    for week in 0..3 {
        run.pass(week..week + 1);
        expected = (1.0 - (1.0 - expected) * (1.0 - TRUST_GAIN).powi(4)) * (1.0 - weekly(0.4));
        near(run.trust(0, 1), expected);
        near(run.trust(1, 0), expected);
    }
}

#[test]
fn trust_without_shared_sessions_loses_its_yearly_share() {
    let firm = sharing(2.0).with(&[("trust_decay", 0.4), ("shared_practice", 0.0)]);
    let mut run = firm.run();
    run.pass(0..52);
    near(run.trust(0, 1), 0.3 * 0.6);
}
