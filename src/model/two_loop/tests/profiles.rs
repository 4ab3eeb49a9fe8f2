//! Real organisations: ties from a file, teams that do not sit side by side, and what teams and people have of their own
//! (MODEL section 8).

use super::super::Run;
use super::{firm, near, usual_firm};
use crate::scenario::Who;

/// Sessions of practice per seat in a week.
fn practised(run: &Run<'_>) -> Vec<f32> {
    run.organisation.practised.clone()
}

#[test]
fn trust_is_that_of_the_file() {
    let firm = firm().people(&[0, 0, 0], Some(&[(0, 2, 0.8), (0, 1, 0.2)]));
    let mut run = firm.run();
    near(run.metric("social_capital"), 0.5);
    near(f64::from(run.ties.circle(0).mean), 0.5);
    near(f64::from(run.ties.circle(2).mean), 0.8);
    run.pass(0..1);
    near(run.metric("social_capital"), 0.5);
}

#[test]
fn teams_are_tied_wherever_their_members_sit() {
    let firm = firm()
        .with(&[("initial_trust", 0.5)])
        .people(&[0, 1, 0, 1, 1], None);
    let run = firm.run();
    // Pairs of {0, 2} and {1, 3, 4}: one and three.
    assert_eq!(run.ties.trust().len(), 4);
    assert_eq!(run.ties.colleagues[run.ties.entries(0)], [2]);
    assert_eq!(run.ties.colleagues[run.ties.entries(3)], [1, 4]);
}

#[test]
fn a_roster_of_teams_side_by_side_is_the_firm_that_the_model_makes_up() {
    let made_up = usual_firm().with(&[("employees", 20.0), ("team_size", 5.0)]);
    let teams: Vec<u32> = (0..20).map(|seat| seat / 5).collect();
    let roster = made_up.clone().people(&teams, None);
    let (mut first, mut second) = (made_up.run(), roster.run());
    assert_eq!(first.ties.colleagues, second.ties.colleagues);
    first.pass(0..6);
    second.pass(0..6);
    assert_eq!(first.metrics(), second.metrics());
}

#[test]
fn a_person_has_what_the_person_has_else_the_team_else_everybody() {
    let firm = firm()
        .with(&[
            ("refinement", 0.0),
            ("feedback", 0.0),
            ("tacit_hours", 1.0),
            ("hours_per_week", 40.0),
        ])
        .people(&[0, 0, 1, 1], None)
        .own(Who::Team(1), &[("tacit_hours", 2.0)])
        .own(Who::Person(3), &[("tacit_hours", 5.0)]);
    let mut run = firm.run();
    run.pass(0..1);
    assert_eq!(practised(&run), [1.0, 1.0, 2.0, 5.0]);
}

#[test]
fn the_explicit_share_is_that_of_all_hours() {
    let firm = firm()
        .with(&[("learning_hours", 10.0), ("explicit_share", 0.3)])
        .people(&[0, 0, 1], None)
        .own(
            Who::Team(1),
            &[("learning_hours", 20.0), ("explicit_share", 0.9)],
        );
    let run = firm.run();
    near(run.metric("explicit_share"), (3.0 + 3.0 + 18.0) / 40.0);
}

#[test]
fn initial_skill_may_be_a_persons_own_and_returns_with_the_seat() {
    let firm = firm()
        .people(&[0, 0], None)
        .own(Who::Person(1), &[("initial_skill", 0.5)])
        .event(0, "departures", &[1.0], &[]);
    let mut run = firm.run();
    near(run.fit(0, 0), 0.0);
    near(run.fit(1, 0), 0.5);
    run.set_fit(1, 0, -1.0);
    run.pass(0..1);
    near(run.fit(1, 0), 0.5);
}

#[test]
fn a_policy_leaves_alone_what_teams_have_of_their_own() {
    let firm = firm()
        .with(&[("refinement", 0.0), ("feedback", 0.0), ("tacit_hours", 1.0)])
        .people(&[0, 1], None)
        .own(Who::Team(1), &[("tacit_hours", 2.0)])
        .policy(1, &[("tacit_hours", 4.0)])
        .policy_for(2, &[("tacit_hours", 7.0)], &[0]);
    let mut run = firm.run();
    let mut before = vec![0.0, 0.0];
    for (week, expected) in [
        (0, [1.0, 2.0]),
        (1, [4.0, 2.0]),
        (2, [7.0, 2.0]),
        (3, [7.0, 2.0]),
    ] {
        run.pass(week..week + 1);
        let now = practised(&run);
        assert_eq!([now[0] - before[0], now[1] - before[1]], expected);
        before = now;
    }
}

#[test]
fn management_does_not_move_a_share_of_ones_own() {
    let mut firm = usual_firm()
        .with(&[
            ("employees", 6.0),
            ("explicit_share", 0.3),
            ("review_weeks", 4.0),
        ])
        .people(&[0, 0, 0, 1, 1, 1], None)
        .own(Who::Team(1), &[("explicit_share", 0.8)]);
    firm = firm.set("kpi", 1.0);
    let mut run = firm.run();
    near(run.metric("explicit_share"), 0.55);
    run.pass(0..5);
    near(
        run.metric("explicit_share"),
        f64::midpoint(0.3 + firm.get("step"), 0.8),
    );
}

#[test]
fn own_settings_do_not_touch_reality_ties_leavers_or_newcomers() {
    let alike = usual_firm().people(&[0; 30], None);
    let apart = alike
        .clone()
        .own(Who::Person(7), &[("explicit_share", 0.9)]);
    let (mut first, mut second) = (alike.run(), apart.run());
    first.pass(0..20);
    second.pass(0..20);
    assert_eq!(first.realities(), second.realities());
    near(first.metric("leavers"), second.metric("leavers"));
    assert_eq!(first.ties.colleagues, second.ties.colleagues);
    assert_ne!(first.metrics(), second.metrics());
}
