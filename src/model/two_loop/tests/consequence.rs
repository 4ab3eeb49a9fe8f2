//! The model meets its consequence: what a guided case does to the belief that guided it, and when it is challenged
//! (MODEL item 4a).

use super::super::Run;
use super::{Firm, expected_count, firm, near};

const BELIEF_RATE: f64 = 0.3;

/// Practice guided whenever a model can be found, every cause told.
fn told() -> Firm {
    firm().with(&[("internalisation", 1.0), ("attribution", 1.0)])
}

fn start(firm: &Firm, belief: f64) -> Run<'_> {
    let mut run = firm.run();
    run.set_belief_fit(0, 0, belief);
    run
}

/// Two people with full trust, one practice session a week each.
fn pair(voice: f64) -> Firm {
    told()
        .with(&[("employees", 2.0), ("initial_trust", 1.0), ("voice", voice)])
        .practice(1.0)
}

#[test]
fn a_guided_debrief_moves_the_belief_to_the_cause_refined_or_not() {
    for refinement in [1.0, 0.0] {
        for (noise, cause) in [(0.0, 1.0), (1.0, -1.0)] {
            let firm = told()
                .with(&[("feedback_noise", noise), ("refinement", refinement)])
                .practice(1.0);
            let mut run = start(&firm, 0.4);
            run.pass(0..1);
            near(run.belief_fit(0, 0), 0.4 + BELIEF_RATE * (cause - 0.4));
        }
    }
}

#[test]
fn an_unguided_debrief_leaves_the_belief_alone() {
    let firm = told()
        .with(&[("internalisation", 0.0), ("doubt", 1.0), ("voice", 1.0)])
        .practice(3.0);
    let mut run = start(&firm, -0.4);
    run.pass(0..5);
    near(run.belief_fit(0, 0), -0.4);
    near(run.metric("challenges"), 0.0);
}

#[test]
fn a_belief_that_failed_in_use_is_doubted() {
    let doubting = firm().with(&[
        ("internalisation", 1.0),
        ("doubt", 0.25),
        ("visible_outcomes", 1.0),
    ]);
    // Debriefed without a cause, seen in practice, seen in routine work: not scaled by the refinement factor.
    let debriefed = doubting.clone().practice(1.0).work(0.0);
    let seen = doubting
        .clone()
        .without_debriefs()
        .set("refinement", 0.0)
        .practice(1.0)
        .work(0.0);
    let work = doubting.work(1.0);
    for firm in [debriefed, seen, work] {
        let mut run = start(&firm, -1.0);
        run.pass(0..1);
        near(run.belief_fit(0, 0), -0.75);
    }
}

#[test]
fn all_untold_judgements_of_a_failed_case_are_doubted_and_none_of_a_success() {
    let firm = firm()
        .without_debriefs()
        .with(&[
            ("internalisation", 1.0),
            ("doubt", 0.5),
            ("visible_outcomes", 1.0),
            ("judgements", 9.0),
        ])
        .practice(1.0)
        .work(0.0);
    for (last, factor) in [(-1.0, 0.5), (1.0, 1.0)] {
        let mut run = firm.run();
        for judgement in 0..9 {
            run.set_fit(0, judgement, 1.0);
            run.set_belief_fit(0, judgement, 0.8);
        }
        run.set_belief_fit(0, 8, last);
        run.pass(0..1);
        for judgement in 0..8 {
            near(run.belief_fit(0, judgement), 0.8 * factor);
        }
        near(run.belief_fit(0, 8), last * factor);
    }
}

#[test]
fn a_told_cause_is_no_reason_to_doubt() {
    let firm = told().set("doubt", 1.0).practice(1.0);
    let mut run = start(&firm, -1.0);
    run.pass(0..1);
    near(run.belief_fit(0, 0), -1.0 + BELIEF_RATE * 2.0);
}

#[test]
fn an_unguided_failure_is_no_reason_to_doubt() {
    let firm = firm()
        .with(&[
            ("internalisation", 1.0),
            ("pressure", 1.0),
            ("doubt", 1.0),
            ("visible_outcomes", 1.0),
        ])
        .work(1.0);
    let mut run = start(&firm, -0.9);
    run.set_fit(0, 0, -1.0);
    run.pass(0..1);
    near(run.belief_fit(0, 0), -0.9);
}

#[test]
fn who_speaks_up_challenges_the_own_belief_that_failed() {
    let firm = pair(1.0);
    let mut run = firm.run();
    run.set_belief_fit(0, 0, -0.5);
    run.set_belief_fit(1, 0, 0.5);
    // What the knowledge base says does not matter.
    let reality = run.reality(0);
    run.set_evidence(0, f64::midpoint(9.0, 9.0 * reality), 1.0);
    run.pass(0..1);
    near(run.metric("challenges"), 1.0);
    // Told often enough, the belief has turned and nobody contradicts it any more.
    run.pass(1..20);
    assert!(run.belief_fit(0, 0) > 0.9);
    let challenges = run.metric("challenges");
    run.pass(20..40);
    near(run.metric("challenges"), challenges);
}

#[test]
fn no_belief_is_nothing_to_challenge() {
    let firm = pair(1.0).set("belief_rate", 0.0);
    let mut run = firm.run();
    run.pass(0..5);
    near(run.metric("challenges"), 0.0);
}

#[test]
fn nobody_challenges_without_voice_trust_or_ties() {
    let silent = pair(0.0);
    let distrustful = pair(1.0).set("initial_trust", 0.0);
    let alone = pair(1.0).set("employees", 1.0);
    for firm in [silent, distrustful, alone] {
        let mut run = start(&firm, -1.0);
        run.pass(0..1);
        near(run.metric("challenges"), 0.0);
        near(run.belief_fit(0, 0), -0.4);
    }
}

#[test]
fn challenges_come_with_voice_times_mean_trust() {
    // Seat 0 trusts 1 and 2 by 0.9 and 0.1: mean 0.5.
    let firm = told()
        .with(&[("employees", 3.0), ("voice", 0.6), ("belief_rate", 0.0)])
        .practice(1.0);
    let weeks = 600;
    let mut run = firm.run();
    run.set_trust(0, 1, 0.9);
    run.set_trust(0, 2, 0.1);
    run.set_belief_fit(0, 0, -0.2);
    run.pass(0..weeks);
    expected_count(run.metric("challenges"), f64::from(weeks), 0.3);
}
