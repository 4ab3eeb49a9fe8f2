//! Each metric by hand (MODEL section 6).

use super::super::Run;
use super::{Firm, firm, near};

/// Two people, two situations of two judgements each.
fn two_by_two() -> Firm {
    firm().with(&[
        ("employees", 2.0),
        ("situations", 2.0),
        ("judgements", 2.0),
        ("pressure", 0.3),
        ("consultation", 0.5),
    ])
}

/// r·h and r·e by person and judgement.
const HABITS: [[f64; 4]; 2] = [[0.6, 0.2, -0.4, 1.0], [0.0, -0.2, 0.8, -1.0]];
const BELIEFS: [[f64; 4]; 2] = [[-0.5, 1.0, 0.2, 0.0], [0.4, -0.6, 0.0, 0.0]];

fn state(firm: &Firm) -> Run<'_> {
    let mut run = firm.run();
    for seat in 0..2 {
        for judgement in 0..4 {
            run.set_fit(seat, judgement, HABITS[seat][judgement]);
            run.set_belief_fit(seat, judgement, BELIEFS[seat][judgement]);
        }
    }
    run.look_again();
    run
}

#[test]
fn capability_is_the_chance_of_a_live_case_from_habit() {
    let firm = two_by_two();
    let run = state(&firm);
    // (0.8·0.6 + 0.3·1 + 0.5·0.4 + 0.9·0) / 4
    near(run.metric("capability"), 0.98 / 4.0);
    near(run.metric("skill"), f64::midpoint(1.0, 1.0 / 8.0));
}

#[test]
fn espoused_competence_is_the_chance_if_people_acted_as_they_talk() {
    let firm = two_by_two();
    let run = state(&firm);
    // (0.25·1 + 0.6·0.5 + 0.7·0.2 + 0.5·0.5) / 4
    near(run.metric("espoused_competence"), 0.94 / 4.0);
    near(run.metric("knowing_doing_gap"), -0.04 / 4.0);
    near(run.metric("human_capital"), f64::midpoint(1.0, 0.5 / 8.0));
    near(run.metric("confidence"), 2.7 / 8.0);
}

#[test]
fn performance_weighs_pressure_consultation_and_findability() {
    let firm = two_by_two();
    let mut run = state(&firm);
    // Guided: −0.5 + 0.5·0.6 = −0.2, 1, 0.2 − 0.8·0.4 = −0.12, 1; 0.4, −0.6 − 0.4·0.2 = −0.68, 0.8, −1.
    let guided = (0.4 * 1.0 + 0.44 * 1.0 + 0.7 * 0.16 + 0.9 * 0.0) / 4.0;
    let capability = 0.98 / 4.0;
    let expected = |findability: f64| {
        let consulted = 0.5 * findability;
        0.3 * capability + 0.7 * ((1.0 - consulted) * capability + consulted * guided)
    };
    near(run.metric("performance"), expected(1.0));
    run.set_documents(9, 3);
    near(run.metric("performance"), expected(0.4));
}

#[test]
fn performance_is_capability_under_full_pressure_or_without_consultation() {
    for key in [("pressure", 1.0), ("consultation", 0.0)] {
        let firm = two_by_two().with(&[key]);
        let run = state(&firm);
        near(run.metric("performance"), 0.98 / 4.0);
    }
}

#[test]
fn coherence_is_agreement_right_or_wrong() {
    let firm = two_by_two();
    let mut run = state(&firm);
    // Opposed, opposed, one of two without a belief, nobody with one.
    near(run.metric("coherence"), 0.5 / 4.0);
    for judgement in 0..4 {
        for seat in 0..2 {
            run.set_belief_fit(seat, judgement, if judgement < 2 { -0.01 } else { 0.9 });
        }
    }
    run.look_again();
    near(run.metric("coherence"), 1.0);
}

#[test]
fn dissonance_is_the_share_of_judgements_in_which_habit_and_belief_point_apart() {
    let firm = two_by_two();
    let run = state(&firm);
    // Person 0: 0.6 against −0.5, −0.4 against 0.2. Person 1: none, as 0 points nowhere.
    near(run.metric("dissonance"), 2.0 / 8.0);
}

#[test]
fn the_knowledge_base_is_judged_by_reality_and_by_its_own_sureness() {
    let firm = two_by_two();
    let mut run = state(&firm);
    let stated = [0.75, -0.5, 0.2, 0.0];
    for (judgement, &fit) in stated.iter().enumerate() {
        // Evidence on one side: K = n / (n + 2).
        let side: f64 = fit * run.reality(judgement);
        let pieces = 2.0 * side.abs() / (1.0 - side.abs());
        if side > 0.0 {
            run.set_evidence(judgement, pieces, 0.0);
        } else {
            run.set_evidence(judgement, 0.0, pieces);
        }
    }
    near(run.metric("kb_validity"), 0.45 / 4.0);
    near(run.metric("kb_confidence"), 1.45 / 4.0);
}

#[test]
fn social_capital_is_mean_trust_over_ties() {
    let team = firm().set("employees", 3.0);
    let mut run = team.run();
    run.set_trust(0, 1, 0.9);
    run.set_trust(0, 2, 0.2);
    run.set_trust(1, 2, 0.1);
    near(run.metric("social_capital"), 0.4);
    let alone = firm();
    near(alone.run().metric("social_capital"), 0.0);
}

#[test]
fn explicit_share_is_that_of_the_hours() {
    for (tacit, explicit, share) in [
        (6.0, 2.0, 0.25),
        (0.0, 5.0, 1.0),
        (5.0, 0.0, 0.0),
        (0.0, 0.0, 0.0),
    ] {
        let firm = firm().with(&[("tacit_hours", tacit), ("explicit_hours", explicit)]);
        near(firm.run().metric("explicit_share"), share);
    }
}

#[test]
fn counts_start_at_nothing() {
    let firm = two_by_two();
    let run = state(&firm);
    for metric in [
        "documents",
        "integrated_documents",
        "internalisations",
        "completed_cycles",
        "challenges",
        "leavers",
        "shared_sessions",
        "socialisations",
        "externalisations",
        "combinations",
        "practice_sessions",
        "debriefed_sessions",
        "refined_sessions",
        "structured_documents",
    ] {
        near(run.metric(metric), 0.0);
    }
}

#[test]
fn sums_follow_the_state_through_the_weeks() {
    // What the sessions add up on their way is what looking at the state afterwards finds.
    let firm = super::usual_firm().set("employees", 150.0);
    let mut run = firm.run();
    run.pass(0..20);
    let observed = run.metrics();
    run.look_again();
    assert_eq!(run.metrics(), observed);
}

#[test]
fn many_judgements_are_one_product() {
    for judgements in [7_u32, 8, 9, 16, 17, 20] {
        let firm = firm().with(&[
            ("judgements", f64::from(judgements)),
            ("initial_skill", 0.8),
        ]);
        let run = firm.run();
        near(
            run.metric("capability"),
            0.9_f64.powi(judgements.cast_signed()),
        );
        near(run.metric("skill"), 0.9);
        near(
            run.metric("espoused_competence"),
            0.5_f64.powi(judgements.cast_signed()),
        );
    }
}

#[test]
fn many_situations_do_not_blur_the_sums() {
    let firm = firm().with(&[
        ("employees", 64.0),
        ("situations", 10_000.0),
        ("initial_skill", 0.1),
    ]);
    let run = firm.run();
    near(run.metric("skill"), 0.55);
    near(run.metric("capability"), 0.55);
}
