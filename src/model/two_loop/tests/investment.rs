//! Hours, sessions and the stages of the loops (MODEL section 4).

use super::{Firm, expected_count, firm, near};

/// The counts after some weeks.
fn counts<const N: usize>(firm: &Firm, weeks: u32, metrics: [&str; N]) -> [f64; N] {
    let mut run = firm.run();
    run.pass(0..weeks);
    metrics.map(|metric| run.metric(metric))
}

const TACIT: [&str; 3] = [
    "practice_sessions",
    "debriefed_sessions",
    "refined_sessions",
];
const EXPLICIT: [&str; 3] = ["documents", "structured_documents", "integrated_documents"];

#[test]
fn stages_of_equal_weight_let_everything_pass() {
    let firm = firm().with(&[
        ("employees", 3.0),
        ("tacit_hours", 24.0),
        ("explicit_hours", 12.0),
        ("session_hours", 4.0),
    ]);
    assert_eq!(counts(&firm, 5, TACIT), [30.0; 3]);
    assert_eq!(counts(&firm, 5, EXPLICIT), [15.0; 3]);
}

#[test]
fn a_loop_turns_only_as_fast_as_its_slowest_stage() {
    // Tacit 2:1:0.5 of 14 sessions: 8 practised, of which a half is debriefed and a quarter refined.
    let firm = firm().with(&[
        ("employees", 20.0),
        ("practice", 2.0),
        ("refinement", 0.5),
        ("tacit_hours", 14.0),
        ("articulation", 2.0),
        ("integration", 0.5),
        ("explicit_hours", 7.0),
    ]);
    let [practised, debriefed, refined] = counts(&firm, 10, TACIT);
    near(practised, 1600.0);
    expected_count(debriefed, practised, 0.5);
    expected_count(refined, practised, 0.25);
    // Explicit 2:1:0.5 of 7: 4 drafts, half structured, and a quarter of those integrated.
    let [written, structured, integrated] = counts(&firm, 10, EXPLICIT);
    near(written, 800.0);
    expected_count(structured, written, 0.5);
    expected_count(integrated, written, 0.125);
}

#[test]
fn debriefs_and_refinement_fall_on_sessions_independently() {
    // A debriefed session moves the habit by 0.5 if refined and by 0.1 if not; any other one teaches nothing.
    let firm = firm().with(&[("feedback", 0.5), ("refinement", 0.5), ("attribution", 1.0)]);
    let firm = firm
        .with(&[("habit_rate", 0.5), ("unreflected", 0.2)])
        .practice(1.0);
    let (mut both, runs) = (0.0, 600);
    for replicate in 0..runs {
        let mut run = firm.replicate(replicate);
        run.pass(0..1);
        both += f64::from(u8::from(run.fit(0, 0) > 0.3));
    }
    expected_count(both, f64::from(runs), 0.25);
}

#[test]
fn more_capacity_than_work_of_a_later_stage_is_idle() {
    let firm = firm().with(&[
        ("practice", 1.0),
        ("feedback", 3.0),
        ("refinement", 2.0),
        ("tacit_hours", 12.0),
        ("structuring", 4.0),
        ("explicit_hours", 12.0),
    ]);
    assert_eq!(counts(&firm, 4, TACIT), [8.0; 3]);
    assert_eq!(counts(&firm, 4, EXPLICIT), [8.0; 3]);
}

#[test]
fn a_first_stage_without_weight_means_no_such_sessions() {
    let firm = firm().with(&[
        ("practice", 0.0),
        ("articulation", 0.0),
        ("tacit_hours", 12.0),
        ("explicit_hours", 12.0),
    ]);
    assert_eq!(counts(&firm, 4, TACIT), [0.0; 3]);
    assert_eq!(counts(&firm, 4, EXPLICIT), [0.0; 3]);
}

#[test]
fn no_hours_no_sessions() {
    assert_eq!(counts(&firm(), 4, TACIT), [0.0; 3]);
    assert_eq!(counts(&firm(), 4, EXPLICIT), [0.0; 3]);
}

#[test]
fn reading_takes_the_share_of_integration_alone() {
    // 1:1:2 of 4 hours: one draft and two reading sessions, each of which moves the belief by half of the way to K.
    let firm = firm().with(&[
        ("integration", 2.0),
        ("explicit_hours", 4.0),
        ("naive_absorption", 1.0),
        ("externalisation", 1.0),
    ]);
    let mut run = firm.run();
    run.set_evidence(0, 2.0, 0.0);
    run.pass(0..1);
    near(run.belief(0, 0), 0.5 * 0.75);
    near(run.metric("documents"), 1.0);
}

#[test]
fn a_fraction_of_a_session_is_a_chance_drawn_by_each_employee_each_week() {
    let firm = firm()
        .with(&[("employees", 40.0)])
        .practice(1.3)
        .drafts(0.25);
    let mut run = firm.run();
    let mut weeks_of = [0.0; 3];
    for week in 0..50 {
        let before: Vec<f64> = (0..40).map(|seat| run.practised(seat, 0)).collect();
        run.pass(week..week + 1);
        for (seat, before) in before.iter().enumerate() {
            weeks_of[(run.practised(seat, 0) - before) as usize] += 1.0;
        }
    }
    near(weeks_of[0], 0.0);
    expected_count(weeks_of[2], 2000.0, 0.3);
    expected_count(run.metric("documents"), 2000.0, 0.25);
}

#[test]
fn kinds_of_session_draw_their_fractions_apart() {
    let firm = firm().practice(0.5).drafts(0.5);
    let (mut both, runs) = (0.0, 800);
    for replicate in 0..runs {
        let mut run = firm.replicate(replicate);
        run.pass(0..1);
        both += run.metric("practice_sessions") * run.metric("documents");
    }
    expected_count(both, f64::from(runs), 0.25);
}

#[test]
fn visible_work_is_the_visible_share_of_what_learning_leaves() {
    // (40 − 10) / 4 sessions, of which 0.3 show: 2.25. Sure and right guidance makes each a step of the habit.
    let firm = firm().with(&[
        ("session_hours", 4.0),
        ("hours_per_week", 40.0),
        ("visible_outcomes", 0.3),
        ("internalisation", 1.0),
        ("unreflected", 1.0),
        ("habit_rate", 0.5),
        ("structuring", 0.0),
        ("articulation", 0.0),
        ("explicit_hours", 10.0),
    ]);
    let (mut third, runs) = (0.0, 600);
    for replicate in 0..runs {
        let mut run = firm.replicate(replicate);
        run.set_belief_fit(0, 0, 1.0);
        run.pass(0..1);
        let fit = run.fit(0, 0);
        if fit > 0.8 {
            near(fit, 0.875);
            third += 1.0;
        } else {
            near(fit, 0.75);
        }
    }
    expected_count(third, f64::from(runs), 0.25);
}

#[test]
fn both_pairs_of_hours_say_the_same() {
    let one = firm().with(&[("learning_hours", 12.0), ("explicit_share", 0.25)]);
    let other = firm().with(&[("tacit_hours", 9.0), ("explicit_hours", 3.0)]);
    let (mut one, mut other) = (one.run(), other.run());
    one.pass(0..10);
    other.pass(0..10);
    assert_eq!(one.metrics(), other.metrics());
}
