//! Reality: how it starts, drifts and is shocked (MODEL section 3, item 2 and section 7).

use super::{expected_count, firm, near};

#[test]
fn reality_starts_even() {
    let firm = firm().with(&[("situations", 50.0), ("judgements", 20.0)]);
    let run = firm.run();
    let realities = run.realities();
    assert!(realities.iter().all(|reality| reality.abs() == 1.0));
    let positive = realities.iter().filter(|&&reality| reality > 0.0).count();
    expected_count(positive as f64, 1000.0, 0.5);
}

#[test]
fn reality_without_drift_or_shock_stays() {
    let firm = firm()
        .with(&[("situations", 5.0), ("judgements", 20.0)])
        .idle();
    let mut run = firm.run();
    let before = run.realities();
    run.pass(0..52);
    assert_eq!(run.realities(), before);
}

#[test]
fn a_drift_of_one_turns_every_judgement_every_week() {
    let firm = firm().with(&[("drift", 1.0), ("judgements", 9.0)]).idle();
    let mut run = firm.run();
    for week in 0..3 {
        let turned: Vec<f64> = run.realities().iter().map(|reality| -reality).collect();
        run.pass(week..week + 1);
        assert_eq!(run.realities(), turned);
    }
}

#[test]
fn drift_turns_its_yearly_share() {
    // Counted week by week, each judgement until it first turns.
    let firm = firm()
        .with(&[("drift", 0.3), ("situations", 100.0), ("judgements", 20.0)])
        .idle();
    let mut run = firm.run();
    let before = run.realities();
    let mut turned = vec![false; before.len()];
    for week in 0..52 {
        run.pass(week..week + 1);
        for (judgement, turned) in turned.iter_mut().enumerate() {
            *turned |= run.reality(judgement) != before[judgement];
        }
    }
    let count = turned.iter().filter(|&&turned| turned).count();
    expected_count(count as f64, 2000.0, 0.3);
}

#[test]
fn a_shock_of_one_turns_everything_at_the_start_of_its_week() {
    let firm = firm()
        .with(&[("initial_skill", 1.0), ("judgements", 9.0)])
        .shock(2, 1.0)
        .idle();
    let mut run = firm.run();
    run.pass(0..2);
    near(run.metric("capability"), 1.0);
    let before = run.realities();
    run.pass(2..3);
    near(run.metric("capability"), 0.0);
    assert!(
        run.realities()
            .iter()
            .zip(&before)
            .all(|(now, then)| *now == -then)
    );
    run.pass(3..5);
    near(run.metric("capability"), 0.0);
}

#[test]
fn what_happens_in_the_first_week_is_not_seen_at_week_0() {
    let firm = firm().set("initial_skill", 1.0).shock(0, 1.0).idle();
    let mut run = firm.run();
    near(run.metric("capability"), 1.0);
    run.pass(0..1);
    near(run.metric("capability"), 0.0);
}

#[test]
fn a_shock_turns_its_share() {
    let firm = firm()
        .with(&[("situations", 100.0), ("judgements", 20.0)])
        .shock(0, 0.4)
        .idle();
    let mut run = firm.run();
    let before = run.realities();
    run.pass(0..1);
    let turned = (0..2000).filter(|&judgement| run.reality(judgement) != before[judgement]);
    expected_count(turned.count() as f64, 2000.0, 0.4);
}

#[test]
fn two_shocks_of_a_week_are_two_shocks() {
    // Each turns half, independently: a half is turned once.
    let firm = firm()
        .with(&[("situations", 100.0), ("judgements", 20.0)])
        .shock(0, 0.5)
        .shock(0, 0.5)
        .idle();
    let mut run = firm.run();
    let before = run.realities();
    run.pass(0..1);
    let turned = (0..2000).filter(|&judgement| run.reality(judgement) != before[judgement]);
    expected_count(turned.count() as f64, 2000.0, 0.5);

    let firm = firm.shock(1, 1.0).shock(1, 1.0);
    let mut run = firm.run();
    run.pass(0..1);
    let before = run.realities();
    run.pass(1..2);
    assert_eq!(run.realities(), before);
}

#[test]
fn a_shock_comes_before_the_sessions_of_its_week() {
    // The practice of the week already tells the new causes.
    let firm = firm()
        .with(&[("attribution", 1.0), ("habit_rate", 1.0)])
        .practice(1.0)
        .shock(0, 1.0);
    let mut run = firm.run();
    run.pass(0..1);
    near(run.fit(0, 0), 1.0);
}
