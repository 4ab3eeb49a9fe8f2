//! Reading the knowledge base: what is read, and how much of it is absorbed (MODEL item 4c).

use super::super::Run;
use super::{Firm, expected_count, firm, near};

const READING_RATE: f64 = 0.5;
const NAIVE: f64 = 0.3;
const FULL: f64 = 4.0;

/// K with evidence 6 against 1 and the prior 2.
const STATED: f64 = 5.0 / 9.0;

fn start(firm: &Firm, belief: f64, practised: f64) -> Run<'_> {
    let mut run = firm.run();
    run.set_belief(0, 0, belief);
    run.set_practised(0, 0, practised);
    run.set_evidence(0, 6.0, 1.0);
    run
}

#[test]
fn reading_moves_the_belief_as_far_as_own_practice_lets_it() {
    let firm = firm().readings(1.0);
    for (practised, absorbed) in [
        (0.0, NAIVE),
        (1.0, NAIVE + (1.0 - NAIVE) / FULL),
        (2.0, NAIVE + (1.0 - NAIVE) * 2.0 / FULL),
        (4.0, 1.0),
        (40.0, 1.0),
    ] {
        let mut run = start(&firm, -0.4, practised);
        run.pass(0..1);
        near(
            run.belief(0, 0),
            -0.4 + READING_RATE * absorbed * (STATED + 0.4),
        );
    }
}

#[test]
fn either_side_is_read_alike() {
    let firm = firm().set("naive_absorption", 1.0).readings(1.0);
    for (supports, opposes, stated) in [(2.0, 0.0, 0.5), (0.0, 2.0, -0.5)] {
        let mut run = firm.run();
        run.set_evidence(0, supports, opposes);
        // The second week reads what the first has closed.
        run.pass(0..2);
        near(run.belief(0, 0), stated * 0.75);
    }
}

#[test]
fn reading_without_own_practice_may_leave_nothing() {
    // F21: people act on absorptive capacity (Cohen & Levinthal 1990).
    let firm = firm().set("naive_absorption", 0.0).readings(3.0);
    let mut run = start(&firm, -0.4, 0.0);
    run.pass(0..20);
    near(run.belief(0, 0), -0.4);
}

#[test]
fn reading_where_nothing_is_known_changes_nothing() {
    let firm = firm().set("naive_absorption", 1.0).readings(3.0);
    let mut run = firm.run();
    run.set_belief(0, 0, 0.7);
    run.pass(0..20);
    near(run.belief(0, 0), 0.7);
    // Evidence that is evenly split does pull towards 0.
    run.set_evidence(0, 3.0, 3.0);
    run.pass(20..21);
    near(run.belief(0, 0), 0.7 * 0.5_f64.powi(3));
}

#[test]
fn a_situation_drawn_twice_is_read_again_from_the_belief_just_updated() {
    for (breadth, sessions) in [(3.0, 1.0), (1.0, 3.0)] {
        let firm = firm().set("reading_breadth", breadth).readings(sessions);
        let mut run = start(&firm, 0.0, FULL);
        run.pass(0..1);
        near(
            run.belief(0, 0),
            STATED * (1.0 - (1.0 - READING_RATE).powi(3)),
        );
    }
}

#[test]
fn no_breadth_no_reading() {
    let firm = firm().set("reading_breadth", 0.0).readings(3.0);
    let mut run = start(&firm, -0.4, FULL);
    run.pass(0..3);
    near(run.belief(0, 0), -0.4);
}

#[test]
fn situations_are_read_at_random_each_by_its_own_evidence_and_practice() {
    // Two draws from three situations; only the first has evidence and only there is practice complete.
    let firm = firm()
        .with(&[
            ("situations", 3.0),
            ("reading_breadth", 2.0),
            ("reading_rate", 1.0),
        ])
        .readings(1.0);
    let (mut read, runs) = (0.0, 500);
    for replicate in 0..runs {
        let mut run = firm.replicate(replicate);
        run.set_evidence(0, 6.0, 1.0);
        run.set_practised(0, 0, FULL);
        run.pass(0..1);
        if run.belief(0, 0) != 0.0 {
            near(run.belief(0, 0), STATED);
            read += 1.0;
        }
        near(run.belief(0, 1).abs() + run.belief(0, 2).abs(), 0.0);
    }
    expected_count(read, f64::from(runs), 1.0 - 4.0 / 9.0);
}

#[test]
fn what_is_written_this_week_is_read_from_the_next_on() {
    let firm = firm()
        .with(&[("externalisation", 1.0), ("naive_absorption", 1.0)])
        .drafts(1.0);
    let mut run = firm.run();
    run.set_habit(0, 0, 1.0);
    run.pass(0..1);
    near(run.stated(0), 1.0 / 3.0);
    near(run.belief(0, 0), 0.0);
    run.pass(1..2);
    near(run.belief(0, 0), READING_RATE / 3.0);
}

#[test]
fn practice_of_this_week_already_helps_to_read() {
    let firm = firm().without_debriefs().practice(2.0).readings(1.0);
    let mut run = start(&firm, 0.0, 0.0);
    run.pass(0..1);
    let absorbed = NAIVE + (1.0 - NAIVE) * 2.0 / FULL;
    near(run.belief(0, 0), READING_RATE * absorbed * STATED);
}

#[test]
fn routine_work_is_no_practice() {
    let firm = firm().set("visible_outcomes", 1.0).work(10.0);
    let mut run = firm.run();
    run.pass(0..3);
    near(run.practised(0, 0), 0.0);
    near(run.metric("practice_sessions"), 0.0);
}
