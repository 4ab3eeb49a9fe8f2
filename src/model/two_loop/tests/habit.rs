//! Acting and its outcome, and what they do to habits (MODEL item 4a: act, outcome seen, refinement factor, habit).
//!
//! A guided employee whose belief is sure acts on it, right or wrong, whatever the habit: that is how outcomes are made
//! certain here while the habit still has room to move.

use super::super::Run;
use super::{Firm, expected_count, firm, near};

pub(super) const HABIT_RATE: f64 = 0.35;
pub(super) const UNREFLECTED: f64 = 0.3;
pub(super) const FAILURE_RATE: f64 = 0.05;

/// Practice that shows its outcomes and tells no causes.
pub(super) fn visible_practice() -> Firm {
    firm()
        .without_debriefs()
        .with(&[("visible_outcomes", 1.0), ("internalisation", 1.0)])
}

/// Starts with a sure belief (1 right, −1 wrong) and this habit.
pub(super) fn start(firm: &Firm, belief: f64, fit: f64) -> Run<'_> {
    let mut run = firm.run();
    run.set_belief_fit(0, 0, belief);
    run.set_fit(0, 0, fit);
    run
}

#[test]
fn success_moves_the_habit_towards_what_was_done() {
    let firm = visible_practice().practice(1.0).work(0.0);
    let mut run = start(&firm, 1.0, -0.4);
    let mut expected = -0.4;
    for week in 0..4 {
        run.pass(week..week + 1);
        expected += HABIT_RATE * (1.0 - expected);
        near(run.fit(0, 0), expected);
    }
}

#[test]
fn several_sessions_of_a_week_build_on_one_another() {
    let firm = visible_practice().practice(3.0).work(2.0);
    let mut run = start(&firm, 1.0, 0.0);
    run.pass(0..1);
    let left = (1.0 - HABIT_RATE).powi(3) * (1.0 - UNREFLECTED * HABIT_RATE).powi(2);
    near(run.fit(0, 0), 1.0 - left);
}

#[test]
fn without_refinement_less_is_learned() {
    let firm = visible_practice()
        .set("refinement", 0.0)
        .practice(1.0)
        .work(0.0);
    let mut run = start(&firm, 1.0, 0.2);
    run.pass(0..1);
    near(run.fit(0, 0), 0.2 + UNREFLECTED * HABIT_RATE * 0.8);
}

#[test]
fn routine_work_is_never_refined() {
    let firm = visible_practice().work(1.0);
    let mut run = start(&firm, 1.0, 0.2);
    run.pass(0..1);
    near(run.fit(0, 0), 0.2 + UNREFLECTED * HABIT_RATE * 0.8);
}

#[test]
fn failure_moves_the_habit_away_from_what_was_done() {
    let firm = visible_practice().practice(1.0).work(0.0);
    let mut run = start(&firm, -1.0, 0.2);
    run.pass(0..1);
    near(run.fit(0, 0), 0.2 + FAILURE_RATE * 0.8);

    let firm = visible_practice().work(1.0);
    let mut run = start(&firm, -1.0, 0.2);
    run.pass(0..1);
    near(run.fit(0, 0), 0.2 + UNREFLECTED * FAILURE_RATE * 0.8);
}

/// Three judgements of which the first is surely wrong and the others open; each replicate meets one case.
fn failures() -> (Firm, [f64; 3]) {
    let firm = firm()
        .without_debriefs()
        .with(&[("visible_outcomes", 1.0), ("judgements", 3.0)])
        .practice(1.0)
        .work(0.0);
    (firm, [-1.0, 0.5, 0.0])
}

#[test]
fn a_failure_makes_one_judgement_suspect_each_as_often() {
    let (firm, before) = failures();
    let runs = 600;
    let (mut suspected, mut right) = ([0.0; 3], [0.0; 3]);
    for replicate in 0..runs {
        let mut run = firm.replicate(replicate);
        for (judgement, &fit) in before.iter().enumerate() {
            run.set_fit(0, judgement, fit);
        }
        run.pass(0..1);
        let moved: Vec<usize> = (0..3)
            .filter(|&judgement| (run.fit(0, judgement) - before[judgement]).abs() > 1e-6)
            .collect();
        assert_eq!(moved.len(), 1);
        let judgement = moved[0];
        suspected[judgement] += 1.0;
        // Right as it was, it is given up for the wrong; wrong as it was, it is mended.
        let given_up = before[judgement] + FAILURE_RATE * (-1.0 - before[judgement]);
        let mended = before[judgement] + FAILURE_RATE * (1.0 - before[judgement]);
        if run.fit(0, judgement) < before[judgement] {
            right[judgement] += 1.0;
            near(run.fit(0, judgement), given_up);
        } else {
            near(run.fit(0, judgement), mended);
        }
    }
    for judgement in 0..3 {
        expected_count(suspected[judgement], f64::from(runs), 1.0 / 3.0);
        // The case fails by the first judgement, so the others are right as often as ever.
        let chance = f64::midpoint(1.0, before[judgement]);
        expected_count(right[judgement], suspected[judgement], chance);
    }
}

#[test]
fn a_suspect_is_right_less_often_when_it_may_have_caused_the_failure() {
    // Two judgements at a half each: of the three ways to fail, the suspect is right in one.
    let firm = firm()
        .without_debriefs()
        .with(&[("visible_outcomes", 1.0), ("judgements", 2.0)])
        .practice(1.0)
        .work(0.0);
    let (mut failed, mut right, runs) = (0.0, 0.0, 1200);
    for replicate in 0..runs {
        let mut run = firm.replicate(replicate);
        run.pass(0..1);
        let fits = [run.fit(0, 0), run.fit(0, 1)];
        if fits.iter().all(|&fit| fit > 0.3) {
            continue;
        }
        failed += 1.0;
        right += f64::from(u8::from(fits.iter().any(|&fit| fit < 0.0)));
    }
    expected_count(failed, f64::from(runs), 0.75);
    expected_count(right, failed, 1.0 / 3.0);
}

#[test]
fn all_judgements_of_a_success_move_and_no_other_situation() {
    let firm = visible_practice()
        .with(&[("situations", 2.0), ("judgements", 9.0)])
        .practice(1.0)
        .work(0.0);
    let mut run = firm.run();
    for judgement in 0..18 {
        run.set_belief_fit(0, judgement, 1.0);
    }
    run.pass(0..1);
    let moved: Vec<bool> = (0..18)
        .map(|judgement| run.fit(0, judgement) > 0.0)
        .collect();
    assert!(moved[..9].iter().all(|&habit| habit == moved[0]));
    assert!(moved[9..].iter().all(|&habit| habit != moved[0]));
    let met = if moved[0] { 0 } else { 9 };
    near(run.fit(0, met), HABIT_RATE);
}

#[test]
fn what_nobody_sees_teaches_nothing() {
    let firm = visible_practice()
        .with(&[("visible_outcomes", 0.0), ("doubt", 1.0)])
        .practice(5.0)
        .work(30.0);
    let mut run = start(&firm, -0.5, 0.2);
    let before = run.mind(0);
    run.pass(0..10);
    assert_eq!(run.mind(0), before);
    near(run.practised(0, 0), 50.0);
}

#[test]
fn an_undebriefed_practice_session_shows_its_outcome_at_times() {
    let firm = visible_practice()
        .set("visible_outcomes", 0.4)
        .practice(1.0)
        .set("hours_per_week", 2.0);
    let (mut seen, runs) = (0.0, 400);
    for replicate in 0..runs {
        let mut run = firm.replicate(replicate);
        run.set_belief_fit(0, 0, 1.0);
        run.pass(0..1);
        seen += f64::from(u8::from(run.fit(0, 0) > 0.0));
    }
    expected_count(seen, f64::from(runs), 0.4);
}

#[test]
fn a_certain_debrief_moves_the_habit_to_the_cause() {
    let told = firm().set("attribution", 1.0);
    for (noise, cause) in [(0.0, 1.0), (1.0, -1.0)] {
        for (refinement, factor) in [(1.0, 1.0), (0.0, UNREFLECTED)] {
            let firm = told
                .clone()
                .with(&[("feedback_noise", noise), ("refinement", refinement)])
                .practice(1.0);
            let mut run = firm.run();
            run.set_fit(0, 0, 0.2);
            run.pass(0..1);
            near(run.fit(0, 0), 0.2 + factor * HABIT_RATE * (cause - 0.2));
        }
    }
}

#[test]
fn a_debrief_without_a_cause_leaves_the_outcome() {
    let firm = firm().set("judgements", 2.0).practice(1.0);
    let mut run = firm.run();
    run.set_fit(0, 0, -1.0);
    run.set_fit(0, 1, -1.0);
    run.pass(0..1);
    near(run.fit(0, 0) + run.fit(0, 1), -2.0 + 2.0 * FAILURE_RATE);
    // Where both may be right, a success teaches both and a failure makes one suspect.
    let (mut well, runs) = (0.0, 300);
    for replicate in 0..runs {
        let mut run = firm.replicate(replicate);
        run.set_fit(0, 0, 0.6);
        run.set_fit(0, 1, 0.6);
        run.pass(0..1);
        let moves = [0, 1].map(|judgement| run.fit(0, judgement) - 0.6);
        if moves.iter().all(|step| step.abs() > 1e-6) {
            for step in moves {
                near(step, HABIT_RATE * 0.4);
            }
            well += 1.0;
        } else {
            assert!(moves.iter().any(|step| step.abs() > 1e-6));
        }
    }
    expected_count(well, f64::from(runs), 0.64);
}

#[test]
fn a_debrief_tells_each_cause_by_itself() {
    // With a habit rate of 1 a told judgement is right for good; all were wrong, so an untold one moves little or not.
    let firm = firm()
        .with(&[
            ("attribution", 0.3),
            ("judgements", 4.0),
            ("habit_rate", 1.0),
        ])
        .practice(1.0);
    let (mut told, mut neighbours, runs) = (0.0, 0.0, 500);
    for replicate in 0..runs {
        let mut run = firm.replicate(replicate);
        for judgement in 0..4 {
            run.set_fit(0, judgement, -1.0);
        }
        run.pass(0..1);
        let causes: Vec<bool> = (0..4)
            .map(|judgement| run.fit(0, judgement) > 0.5)
            .collect();
        told += causes.iter().filter(|&&cause| cause).count() as f64;
        neighbours += f64::from(u8::from(causes[0] && causes[1]));
    }
    expected_count(told, 4.0 * f64::from(runs), 0.3);
    expected_count(neighbours, f64::from(runs), 0.09);
}
