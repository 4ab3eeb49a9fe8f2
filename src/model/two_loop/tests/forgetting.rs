//! Forgetting: habits of situations that were not met, and beliefs (MODEL item 5).

use super::{firm, near, weekly};

#[test]
fn a_year_without_a_case_takes_the_yearly_share_of_a_habit() {
    for (situations, judgements) in [(1.0, 1.0), (5.0, 11.0)] {
        let firm = firm()
            .with(&[
                ("habit_decay", 0.45),
                ("situations", situations),
                ("judgements", judgements),
            ])
            .idle();
        let mut run = firm.run();
        let last = run.judgements() - 1;
        run.set_habit(0, 0, 0.8);
        run.set_habit(0, last, -1.0);
        run.pass(0..52);
        near(run.habit(0, last), -0.55);
        if last > 0 {
            near(run.habit(0, 0), 0.8 * 0.55);
        }
    }
}

#[test]
fn a_habit_decay_of_one_takes_all_at_once() {
    let firm = firm().set("habit_decay", 1.0).idle();
    let mut run = firm.run();
    run.set_habit(0, 0, 0.8);
    run.pass(0..1);
    near(run.habit(0, 0), 0.0);
}

#[test]
fn unseen_work_keeps_a_habit_as_far_as_it_may_have_met_the_situation() {
    // h ·= 1 − w·(1 − 1/S)^u, with u expected, not drawn and not rounded.
    for (sessions, situations) in [(10.0, 4.0), (2.5, 4.0), (0.3, 2.0)] {
        let firm = firm()
            .with(&[("habit_decay", 0.45), ("situations", situations)])
            .work(sessions);
        let mut run = firm.run();
        let chance = (1.0 - 1.0 / situations).powf(sessions);
        for situation in 0..2 {
            run.set_habit(0, situation, 0.8);
        }
        run.pass(0..3);
        let kept = 1.0 - weekly(0.45) * chance;
        for situation in 0..2 {
            near(run.habit(0, situation), 0.8 * kept.powi(3));
        }
    }
}

#[test]
fn only_unseen_work_counts_as_unseen() {
    let firm = firm()
        .with(&[
            ("habit_decay", 0.9),
            ("situations", 2.0),
            ("visible_outcomes", 0.25),
        ])
        .with(&[("habit_rate", 0.0), ("failure_rate", 0.0)])
        .work(4.0);
    let mut run = firm.run();
    for situation in 0..2 {
        run.set_habit(0, situation, 0.8);
    }
    run.pass(0..1);
    // One visible case: one situation met, the other not, with u = 3.
    let kept = 1.0 - weekly(0.9) * 0.5_f64.powi(3);
    near(run.habit(0, 0) + run.habit(0, 1), 0.8 + 0.8 * kept);
    near((run.habit(0, 0) - run.habit(0, 1)).abs(), 0.8 - 0.8 * kept);
}

#[test]
fn with_one_situation_any_unseen_work_keeps_the_habit() {
    let firm = firm().set("habit_decay", 1.0).work(0.5);
    let mut run = firm.run();
    run.set_habit(0, 0, 0.8);
    run.pass(0..52);
    near(run.habit(0, 0), 0.8);
}

#[test]
fn a_case_that_was_met_keeps_its_situation_seen_or_not() {
    // Undebriefed practice without visible outcomes teaches nothing, but it is use. All visible: u = 0.
    let practice = firm()
        .without_debriefs()
        .practice(1.0)
        .set("hours_per_week", 2.0);
    let work = firm()
        .with(&[
            ("visible_outcomes", 1.0),
            ("habit_rate", 0.0),
            ("failure_rate", 0.0),
        ])
        .work(1.0);
    for firm in [practice, work] {
        let firm = firm.with(&[("habit_decay", 0.45), ("situations", 2.0)]);
        let mut run = firm.run();
        run.set_habit(0, 0, 0.8);
        run.set_habit(0, 1, 0.8);
        for week in 0..10 {
            let before = [run.habit(0, 0), run.habit(0, 1)];
            run.pass(week..week + 1);
            let kept = [run.habit(0, 0) / before[0], run.habit(0, 1) / before[1]];
            near(kept[0].max(kept[1]), 1.0);
            near(kept[0].min(kept[1]), 1.0 - weekly(0.45));
        }
    }
}

#[test]
fn a_habit_is_forgotten_before_it_is_written_down() {
    let firm = firm()
        .with(&[("habit_decay", 1.0), ("externalisation", 1.0)])
        .drafts(1.0)
        .work(0.0);
    let mut run = firm.run();
    run.set_habit(0, 0, 1.0);
    run.pass(0..1);
    near(run.metric("combinations"), 1.0);
    assert_eq!(run.evidence(0), (0.0, 0.0));
}

#[test]
fn a_year_takes_the_yearly_share_of_a_belief() {
    let firm = firm().set("belief_decay", 0.7).idle();
    let mut run = firm.run();
    run.set_belief(0, 0, -0.9);
    run.pass(0..52);
    near(run.belief(0, 0), -0.9 * 0.3);
}

#[test]
fn use_does_not_keep_a_belief() {
    let firm = firm()
        .without_debriefs()
        .set("belief_decay", 0.7)
        .practice(2.0);
    let mut run = firm.run();
    run.set_belief(0, 0, -0.9);
    run.pass(0..52);
    near(run.belief(0, 0), -0.9 * 0.3);
}

#[test]
fn a_belief_fades_at_the_end_of_the_week_after_reading() {
    let firm = firm()
        .with(&[("belief_decay", 0.7), ("naive_absorption", 1.0)])
        .readings(1.0);
    let mut run = firm.run();
    run.set_belief(0, 0, -0.4);
    run.set_evidence(0, 6.0, 1.0);
    run.pass(0..1);
    let read = -0.4 + 0.5 * (5.0 / 9.0 + 0.4);
    near(run.belief(0, 0), read * (1.0 - weekly(0.7)));
}

#[test]
fn a_belief_that_is_going_to_fade_is_still_written_down() {
    let firm = firm().set("belief_decay", 1.0).drafts(1.0);
    let mut run = firm.run();
    run.set_belief(0, 0, 1.0);
    run.pass(0..1);
    near(run.belief(0, 0), 0.0);
    assert_eq!(run.evidence(0), (1.0, 0.0));
}
