//! Drafts: what passes each stage, what is stated from habit and from belief, and what is recorded (MODEL item 4b).

use super::super::Run;
use super::{Firm, expected_count, firm, near};

/// One draft a week, always structured and integrated.
fn writing(externalisation: f64, codifiability: f64) -> Firm {
    firm()
        .with(&[
            ("externalisation", externalisation),
            ("codifiability", codifiability),
            ("reading_breadth", 0.0),
        ])
        .drafts(1.0)
}

fn start(firm: &Firm, habit: f64, belief: f64) -> Run<'_> {
    let mut run = firm.run();
    run.set_habit(0, 0, habit);
    run.set_belief(0, 0, belief);
    run
}

#[test]
fn a_sure_belief_becomes_evidence_for_its_side() {
    let firm = writing(0.0, 0.0);
    for (belief, evidence) in [(1.0, (4.0, 0.0)), (-1.0, (0.0, 4.0))] {
        let mut run = start(&firm, -belief, belief);
        run.pass(0..4);
        assert_eq!(run.evidence(0), evidence);
        near(run.metric("externalisations"), 0.0);
        near(run.metric("combinations"), 4.0);
    }
}

#[test]
fn a_sure_habit_becomes_evidence_for_its_side() {
    let firm = writing(1.0, 1.0);
    for (habit, evidence) in [(1.0, (4.0, 0.0)), (-1.0, (0.0, 4.0))] {
        let mut run = start(&firm, habit, -habit);
        run.pass(0..4);
        assert_eq!(run.evidence(0), evidence);
        near(run.metric("externalisations"), 4.0);
    }
}

#[test]
fn what_cannot_be_put_into_words_is_not_stated_and_belief_does_not_stand_in() {
    let firm = writing(1.0, 0.0);
    let mut run = start(&firm, 1.0, 1.0);
    run.pass(0..50);
    assert_eq!(run.evidence(0), (0.0, 0.0));
    near(run.metric("externalisations"), 0.0);
    near(run.metric("integrated_documents"), 50.0);
    near(run.metric("kb_confidence"), 0.0);
}

#[test]
fn who_has_nothing_to_say_leaves_no_evidence() {
    let firm = writing(0.5, 1.0);
    let mut run = start(&firm, 0.0, 0.0);
    run.pass(0..50);
    assert_eq!(run.evidence(0), (0.0, 0.0));
}

#[test]
fn statements_are_recorded_with_their_strength() {
    // Half from habit, of which 0.4 survive, recorded with 0.5; half from belief, recorded with 0.8.
    let firm = writing(0.5, 0.4);
    let drafts = 2000;
    let mut run = start(&firm, 0.5, -0.8);
    run.pass(0..drafts);
    let (from_habit, from_belief) = run.evidence(0);
    expected_count(from_habit, f64::from(drafts), 0.1);
    expected_count(from_belief, f64::from(drafts), 0.4);
    near(run.metric("externalisations"), from_habit);
}

#[test]
fn a_draft_is_about_one_situation_and_states_each_of_its_judgements() {
    let firm = writing(1.0, 1.0).with(&[("situations", 3.0), ("judgements", 9.0)]);
    let mut run = firm.run();
    for judgement in 0..27 {
        run.set_habit(0, judgement, 1.0);
    }
    let mut drafts = [0.0; 3];
    for week in 0..300 {
        let before: Vec<_> = (0..27).map(|judgement| run.evidence(judgement)).collect();
        run.pass(week..week + 1);
        let stated: Vec<usize> = (0..27)
            .filter(|&judgement| run.evidence(judgement) != before[judgement])
            .collect();
        let situation = stated[0] / 9;
        assert_eq!(
            stated,
            (situation * 9..situation * 9 + 9).collect::<Vec<_>>()
        );
        drafts[situation] += 1.0;
    }
    near(run.metric("externalisations"), 2700.0);
    for count in drafts {
        expected_count(count, 300.0, 1.0 / 3.0);
    }
}

#[test]
fn a_draft_that_is_not_integrated_reaches_nobody() {
    // Unstructured, and structured but not filed.
    for (structuring, integration, structured) in [(0.0, 1.0, 0.0), (1.0, 0.0, 6.0)] {
        let firm = writing(1.0, 1.0)
            .with(&[("structuring", structuring), ("integration", integration)])
            .drafts(2.0);
        let mut run = start(&firm, 1.0, 1.0);
        run.pass(0..3);
        near(run.metric("documents"), 6.0);
        near(run.metric("structured_documents"), structured);
        near(run.metric("integrated_documents"), 0.0);
        near(run.metric("combinations"), 0.0);
        assert_eq!(run.evidence(0), (0.0, 0.0));
    }
}

#[test]
fn everybody_writes_into_one_knowledge_base() {
    let firm = writing(1.0, 1.0).set("employees", 70.0);
    let mut run = firm.run();
    for seat in 0..70 {
        run.set_habit(seat, 0, if seat < 45 { 1.0 } else { -1.0 });
    }
    run.pass(0..2);
    assert_eq!(run.evidence(0), (90.0, 50.0));
    near(run.stated(0), 40.0 / 142.0);
}
