//! Policy events: from when on they hold, and what they leave alone (MODEL sections 5 and 7).

use super::super::Run;
use super::{firm, near};

/// The increase of a count in one week.
fn increase(run: &mut Run<'_>, metric: &str, week: u32) -> f64 {
    let before = run.metric(metric);
    run.pass(week..week + 1);
    run.metric(metric) - before
}

#[test]
fn a_policy_holds_from_its_week_on_and_shows_one_observation_later() {
    let firm = firm()
        .with(&[("learning_hours", 12.0), ("explicit_share", 0.25)])
        .policy(2, &[("explicit_share", 0.75)]);
    let mut run = firm.run();
    for (week, share, practice, drafts) in [
        (0, 0.25, 3.0, 1.0),
        (1, 0.25, 3.0, 1.0),
        (2, 0.75, 1.0, 3.0),
        (3, 0.75, 1.0, 3.0),
    ] {
        let documents = run.metric("documents");
        near(increase(&mut run, "practice_sessions", week), practice);
        near(run.metric("documents") - documents, drafts);
        near(run.metric("explicit_share"), share);
    }
}

#[test]
fn week_0_shows_what_the_file_says() {
    let firm = firm()
        .with(&[
            ("learning_hours", 12.0),
            ("explicit_share", 0.25),
            ("pressure", 0.0),
            ("consultation", 1.0),
        ])
        .policy(
            0,
            &[
                ("explicit_share", 0.75),
                ("pressure", 1.0),
                ("habit_rate", 0.0),
            ],
        );
    let mut run = firm.run();
    run.set_belief_fit(0, 0, 1.0);
    run.look_again();
    near(run.metric("explicit_share"), 0.25);
    near(run.metric("performance"), 1.0);
    run.pass(0..1);
    near(run.metric("explicit_share"), 0.75);
    near(run.metric("performance"), run.metric("capability"));
}

#[test]
fn hours_keep_their_partner() {
    // Learning hours and share; sessions of an hour, of which a third is practice or drafting.
    let firm = firm()
        .with(&[("learning_hours", 12.0), ("explicit_share", 0.25)])
        .policy(1, &[("learning_hours", 24.0)])
        .policy(2, &[("tacit_hours", 3.0)])
        .policy(3, &[("explicit_hours", 9.0)])
        .policy(4, &[("explicit_share", 0.5)])
        .policy(5, &[("tacit_hours", 0.0), ("explicit_hours", 0.0)]);
    let mut run = firm.run();
    for (week, practice, drafts, share) in [
        (0, 3.0, 1.0, 0.25),
        (1, 6.0, 2.0, 0.25),
        (2, 1.0, 2.0, 6.0 / 9.0),
        (3, 1.0, 3.0, 0.75),
        (4, 2.0, 2.0, 0.5),
        (5, 0.0, 0.0, 0.0),
    ] {
        let documents = run.metric("documents");
        near(increase(&mut run, "practice_sessions", week), practice);
        near(run.metric("documents") - documents, drafts);
        near(run.metric("explicit_share"), share);
    }
}

#[test]
fn more_learning_leaves_less_routine_work() {
    // Six hours of practice and six of visible work, then nine of structuring and three of work: each case one equal step.
    let firm = firm()
        .without_debriefs()
        .with(&[("internalisation", 1.0), ("visible_outcomes", 1.0)])
        .with(&[
            ("hours_per_week", 12.0),
            ("tacit_hours", 6.0),
            ("refinement", 0.0),
        ])
        .with(&[("practice", 1.0), ("unreflected", 1.0)])
        .policy(
            1,
            &[
                ("tacit_hours", 0.0),
                ("explicit_hours", 9.0),
                ("articulation", 0.0),
                ("integration", 0.0),
            ],
        );
    let mut run = firm.run();
    run.set_belief_fit(0, 0, 1.0);
    run.set_fit(0, 0, -1.0);
    run.pass(0..1);
    near(run.fit(0, 0), 1.0 - 2.0 * 0.65_f64.powi(12));
    run.pass(1..2);
    near(run.fit(0, 0), 1.0 - 2.0 * 0.65_f64.powi(15));
}

#[test]
fn the_latest_of_several_policies_of_a_week_rules_and_others_add_up() {
    let firm = firm()
        .with(&[("consultation", 0.5)])
        .policy(0, &[("pressure", 1.0), ("consultation", 1.0)])
        .policy(0, &[("pressure", 0.25)])
        .idle();
    let mut run = firm.run();
    run.set_belief_fit(0, 0, 1.0);
    run.pass(0..1);
    near(run.metric("performance"), 0.25 * 0.5 + 0.75);
}

#[test]
fn yearly_rates_can_be_set() {
    let firm = firm()
        .with(&[("employees", 5.0), ("initial_skill", 0.5)])
        .policy(
            1,
            &[("turnover", 1.0), ("drift", 1.0), ("belief_decay", 1.0)],
        )
        .policy(2, &[("turnover", 0.0), ("habit_decay", 1.0)])
        .idle();
    let mut run = firm.run();
    let reality = run.reality(0);
    run.pass(0..1);
    near(run.metric("leavers"), 0.0);
    run.pass(1..2);
    near(run.metric("leavers"), 5.0);
    near(run.reality(0), -reality);
    run.pass(2..3);
    near(run.metric("leavers"), 5.0);
    near(run.habit(0, 0), 0.0);
}

#[test]
fn a_policy_on_the_coupling_rules_the_cases_of_its_week() {
    let firm = firm()
        .without_debriefs()
        .with(&[("internalisation", 0.0), ("visible_outcomes", 1.0)])
        .practice(1.0)
        .work(0.0)
        .policy(1, &[("internalisation", 1.0)]);
    let mut run = firm.run();
    run.set_belief_fit(0, 0, 1.0);
    run.set_fit(0, 0, -1.0);
    run.pass(0..1);
    let failed = -1.0 + 0.05 * 2.0;
    near(run.fit(0, 0), failed);
    run.pass(1..2);
    near(run.fit(0, 0), failed + 0.35 * (1.0 - failed));
}
