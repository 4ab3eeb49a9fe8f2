//! The knowledge base: its stated belief, stale evidence, and claims weakened by challenges (MODEL section 3, item 6).

use super::super::Run;
use super::{Firm, firm, near, weekly};

const CHALLENGE_WEIGHT: f64 = 0.3;

/// Everybody brings a model to one practice case a week, is told the cause, and speaks up.
fn challenging(employees: f64) -> Firm {
    firm()
        .with(&[
            ("employees", employees),
            ("team_size", employees),
            ("internalisation", 1.0),
            ("attribution", 1.0),
            ("initial_trust", 1.0),
            ("voice", 1.0),
        ])
        .practice(1.0)
}

/// A run in which the first judgement is right one way, and one in which it is right the other way.
fn both_realities(firm: &Firm) -> [Run<'_>; 2] {
    [-1.0, 1.0].map(|reality| {
        (0..50)
            .map(|replicate| firm.replicate(replicate))
            .find(|run| run.reality(0) == reality)
            .expect("reality is even")
    })
}

#[test]
fn the_stated_belief_weighs_evidence_against_the_prior() {
    for (prior, supports, opposes, stated) in [
        (2.0, 3.0, 0.0, 0.6),
        (2.0, 1.0, 4.0, -3.0 / 7.0),
        (0.5, 1.0, 1.0, 0.0),
        (8.0, 0.0, 2.0, -0.2),
    ] {
        let firm = firm().set("evidence_prior", prior).idle();
        let mut run = firm.run();
        run.set_evidence(0, supports, opposes);
        run.pass(0..1);
        assert_eq!(run.evidence(0), (supports, opposes));
        near(run.stated(0), stated);
    }
}

#[test]
fn a_year_takes_the_yearly_share_of_evidence() {
    let firm = firm().set("evidence_decay", 0.25).idle();
    let mut run = firm.run();
    run.set_evidence(0, 40.0, 8.0);
    run.pass(0..52);
    let (supports, opposes) = run.evidence(0);
    near(supports, 30.0);
    near(opposes, 6.0);
    near(run.stated(0), 24.0 / 38.0);
}

#[test]
fn new_evidence_is_fresh_and_old_evidence_a_week_older() {
    let firm = firm()
        .with(&[("evidence_decay", 0.25), ("reading_breadth", 0.0)])
        .drafts(1.0);
    let mut run = firm.run();
    run.set_belief(0, 0, 1.0);
    let mut expected = 0.0;
    for week in 0..3 {
        run.pass(week..week + 1);
        expected = expected * (1.0 - weekly(0.25)) + 1.0;
        near(run.evidence(0).0, expected);
    }
}

#[test]
fn challenges_alone_take_the_full_weight_from_their_claim_only() {
    let firm = challenging(4.0).set("evidence_decay", 0.25);
    for (mut run, seat_count) in both_realities(&firm).into_iter().zip([1, 4]) {
        let wrong = -run.reality(0);
        for seat in 0..seat_count {
            run.set_belief(seat, 0, 0.5 * wrong);
        }
        run.set_evidence(0, 10.0, 10.0);
        run.pass(0..1);
        near(run.metric("challenges"), seat_count as f64);
        let kept = 10.0 * (1.0 - weekly(0.25));
        let (supports, opposes) = run.evidence(0);
        let (challenged, other) = if wrong > 0.0 {
            (supports, opposes)
        } else {
            (opposes, supports)
        };
        near(challenged, kept * (1.0 - CHALLENGE_WEIGHT));
        near(other, kept);
    }
}

#[test]
fn a_challenged_claim_is_weakened_by_how_often_it_failed_when_used() {
    // All believe the same, each told by an unreliable debrief: whoever is told otherwise challenges, for all others the
    // claim held. The sides mirror each other, so a belief of either sign is tried.
    for belief in [0.5, -0.5] {
        let firm = challenging(40.0).set("feedback_noise", 0.4);
        let mut run = firm.run();
        for seat in 0..40 {
            run.set_belief(seat, 0, belief);
        }
        run.set_evidence(0, 12.0, 12.0);
        run.pass(0..1);
        let failed = run.metric("challenges");
        assert!(failed > 0.0 && failed < 40.0);
        let kept = 12.0 * (1.0 - CHALLENGE_WEIGHT * failed / 40.0);
        let expected = if belief > 0.0 {
            (kept, 12.0)
        } else {
            (12.0, kept)
        };
        near(run.evidence(0).0, expected.0);
        near(run.evidence(0).1, expected.1);
    }
}

#[test]
fn a_contradiction_that_nobody_voices_is_neither_challenge_nor_support() {
    // Seats 0 and 1 hold the wrong claim, 2 the right one: nothing held on the wrong side, and nobody said so.
    let firm = challenging(3.0).set("voice", 0.0);
    let mut run = firm.run();
    let wrong = -run.reality(0);
    for (seat, belief) in [wrong, wrong, -wrong].into_iter().enumerate() {
        run.set_belief(seat, 0, 0.5 * belief);
    }
    run.set_evidence(0, 10.0, 10.0);
    run.pass(0..1);
    assert_eq!(run.evidence(0), (10.0, 10.0));
}

#[test]
fn who_has_no_belief_gives_a_claim_no_support() {
    // One challenges; forty without a belief are told the cause, and count on neither side.
    let firm = challenging(41.0);
    for mut run in both_realities(&firm) {
        let wrong = -run.reality(0);
        run.set_belief(7, 0, 0.5 * wrong);
        run.set_evidence(0, 10.0, 10.0);
        run.pass(0..1);
        let (supports, opposes) = run.evidence(0);
        near(supports + opposes, 20.0 - 10.0 * CHALLENGE_WEIGHT);
    }
}

#[test]
fn an_unguided_debrief_gives_a_claim_no_support_nor_challenge() {
    let firm = challenging(5.0).set("internalisation", 0.0);
    let mut run = firm.run();
    for seat in 0..5 {
        run.set_belief_fit(seat, 0, if seat == 0 { -0.5 } else { 0.5 });
    }
    run.set_evidence(0, 10.0, 10.0);
    run.pass(0..1);
    assert_eq!(run.evidence(0), (10.0, 10.0));
    near(run.metric("challenges"), 0.0);
}

#[test]
fn a_challenge_weakens_and_does_not_write_the_answer() {
    let firm = challenging(2.0);
    let mut run = firm.run();
    let wrong = -run.reality(0);
    for seat in 0..2 {
        run.set_belief(seat, 0, 0.5 * wrong);
    }
    if wrong > 0.0 {
        run.set_evidence(0, 10.0, 0.0);
    } else {
        run.set_evidence(0, 0.0, 10.0);
    }
    run.pass(0..1);
    let (supports, opposes) = run.evidence(0);
    near(supports.max(opposes), 7.0);
    near(supports.min(opposes), 0.0);
    near(run.stated(0) * wrong, 7.0 / 9.0);
}

#[test]
fn this_weeks_statements_are_not_weakened_by_this_weeks_challenges() {
    // Drafts state the belief of their author, which the practice before it left at −1 or 1.
    let firm = challenging(2.0)
        .with(&[("belief_rate", 0.0), ("reading_breadth", 0.0)])
        .drafts(1.0);
    let mut run = firm.run();
    let wrong = -run.reality(0);
    for seat in 0..2 {
        run.set_belief(seat, 0, wrong);
    }
    run.pass(0..1);
    near(run.metric("challenges"), 2.0);
    let (supports, opposes) = run.evidence(0);
    near(supports.max(opposes), 2.0);
    run.pass(1..2);
    let (supports, opposes) = run.evidence(0);
    near(supports.max(opposes), 2.0 * (1.0 - CHALLENGE_WEIGHT) + 2.0);
}
