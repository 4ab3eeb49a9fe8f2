//! Internalisations and completed cycles: a guided case turns the habit round to where the belief points (MODEL item 4a).

use super::super::Run;
use super::{Firm, firm, near};

/// The counts after a week that starts with this habit and this belief, both times reality.
fn counts(firm: &Firm, fit: f64, belief: f64) -> (f64, f64) {
    let mut run = start(firm, fit, belief);
    run.pass(0..1);
    (
        run.metric("internalisations"),
        run.metric("completed_cycles"),
    )
}

fn start(firm: &Firm, fit: f64, belief: f64) -> Run<'_> {
    let mut run = firm.run();
    run.set_fit(0, 0, fit);
    run.set_belief_fit(0, 0, belief);
    run
}

#[track_caller]
fn expect(firm: &Firm, fit: f64, belief: f64, expected: (f64, f64)) {
    let (turned, completed) = counts(firm, fit, belief);
    near(turned, expected.0);
    near(completed, expected.1);
}

fn told(noise: f64) -> Firm {
    firm()
        .with(&[
            ("internalisation", 1.0),
            ("attribution", 1.0),
            ("feedback_noise", noise),
        ])
        .practice(1.0)
}

fn seen() -> Firm {
    firm()
        .without_debriefs()
        .with(&[("internalisation", 1.0), ("visible_outcomes", 1.0)])
}

#[test]
fn a_habit_that_turns_to_the_right_belief_completes_a_cycle() {
    expect(&told(0.0), -0.1, 0.5, (1.0, 1.0));
    // −0.1 + 0.35·1.1 = 0.285 in practice; routine work learns less, and a nearer habit turns.
    expect(&seen().practice(1.0).work(0.0), -0.1, 1.0, (1.0, 1.0));
    expect(&seen().work(1.0), -0.1, 1.0, (1.0, 1.0));
    expect(&seen().work(1.0), -0.2, 1.0, (0.0, 0.0));
}

#[test]
fn a_habit_that_turns_to_a_wrong_belief_completes_none() {
    expect(&told(1.0), 0.1, -0.5, (1.0, 0.0));
}

#[test]
fn no_turn_no_internalisation() {
    expect(&told(0.0), 0.1, 0.5, (0.0, 0.0));
    expect(&told(0.0), -0.9, 0.5, (0.0, 0.0));
    // From nothing to something is no turn.
    expect(&told(0.0), 0.0, 0.5, (0.0, 0.0));
}

#[test]
fn the_belief_counts_as_the_session_leaves_it() {
    // −0.1 + 0.3·1.1 = 0.23: the belief turned with the habit. −0.8 + 0.3·1.8 = −0.26: it did not.
    expect(&told(0.0), -0.1, -0.1, (1.0, 1.0));
    expect(&told(0.0), -0.1, -0.8, (0.0, 0.0));
}

#[test]
fn a_habit_that_turns_away_from_a_failed_belief_is_not_counted() {
    // Certain failure: −0.02 + 0.05·1.02 = 0.031, against a belief that is still wrong.
    let firm = seen().practice(1.0).work(0.0);
    let mut run = start(&firm, -0.02, -1.0);
    run.pass(0..1);
    assert!(run.fit(0, 0) > 0.0);
    near(run.metric("internalisations"), 0.0);
}

#[test]
fn without_a_guide_nothing_is_internalised() {
    let firm = told(0.0).set("internalisation", 0.0);
    let mut run = start(&firm, -0.1, 0.5);
    run.pass(0..1);
    assert!(run.fit(0, 0) > 0.0);
    near(run.metric("internalisations"), 0.0);
}

#[test]
fn a_turn_by_imitation_is_not_counted() {
    let firm = firm()
        .without_debriefs()
        .with(&[
            ("employees", 2.0),
            ("internalisation", 1.0),
            ("initial_trust", 1.0),
            ("shared_practice", 1.0),
        ])
        .practice(1.0);
    let mut run = firm.run();
    run.set_fit(0, 0, -0.1);
    run.set_belief_fit(0, 0, 1.0);
    run.set_fit(1, 0, 1.0);
    run.pass(0..1);
    assert!(run.fit(0, 0) > 0.0);
    near(run.metric("internalisations"), 0.0);
}

#[test]
fn every_judgement_counts_by_itself() {
    let firm = told(0.0).set("judgements", 10.0);
    let mut run = firm.run();
    for judgement in 0..10 {
        run.set_belief_fit(0, judgement, 0.5);
        run.set_fit(0, judgement, if judgement < 7 { -0.1 } else { 0.1 });
    }
    run.pass(0..1);
    near(run.metric("internalisations"), 7.0);
    near(run.metric("completed_cycles"), 7.0);
}
