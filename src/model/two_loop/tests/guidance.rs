//! Bringing the explicit model to a case: when it is found, what it changes about acting, and how it helps to find causes
//! (MODEL item 4a: guided or not, act, habit).

use super::habit::{FAILURE_RATE, HABIT_RATE, UNREFLECTED, start, visible_practice};
use super::{expected_count, firm, near};

#[test]
fn under_pressure_people_act_from_habit() {
    // The belief is right, the habit wrong: guided the case goes well, unguided it fails.
    let calm = visible_practice().work(1.0);
    let pressed = calm.clone().set("pressure", 1.0);
    let mut run = start(&calm, 1.0, -1.0);
    run.pass(0..1);
    near(run.fit(0, 0), -1.0 + UNREFLECTED * HABIT_RATE * 2.0);
    let mut run = start(&pressed, 1.0, -1.0);
    run.pass(0..1);
    near(run.fit(0, 0), -1.0 + UNREFLECTED * FAILURE_RATE * 2.0);
    // In practice there is no pressure.
    let firm = visible_practice()
        .set("pressure", 1.0)
        .practice(1.0)
        .work(0.0);
    let mut run = start(&firm, 1.0, -1.0);
    run.pass(0..1);
    near(run.fit(0, 0), -1.0 + HABIT_RATE * 2.0);
}

#[test]
fn a_guide_is_used_as_often_as_it_is_found_and_there_is_time() {
    // Findability (1 + 1) / (4 + 1); practice without pressure, work with.
    let (internalisation, pressure, findability) = (0.75, 0.5, 0.4);
    let practice = visible_practice()
        .with(&[("internalisation", internalisation), ("pressure", pressure)])
        .practice(1.0)
        .work(0.0);
    let work = visible_practice()
        .with(&[("internalisation", internalisation), ("pressure", pressure)])
        .work(1.0);
    let chance = internalisation * findability;
    for (firm, chance, factor) in [
        (practice, chance, 1.0),
        (work, chance * (1.0 - pressure), UNREFLECTED),
    ] {
        let (mut guided, runs) = (0.0, 600);
        for replicate in 0..runs {
            let mut run = firm.replicate(replicate);
            run.set_documents(4, 1);
            run.set_fit(0, 0, -1.0);
            run.set_belief_fit(0, 0, 1.0);
            run.pass(0..1);
            let success = run.fit(0, 0) > -1.0 + factor * HABIT_RATE;
            guided += f64::from(u8::from(success));
        }
        expected_count(guided, f64::from(runs), chance);
    }
}

#[test]
fn what_is_written_and_not_filed_hides_the_model_from_the_next_week_on() {
    // 99 drafts of which none is structured: found always in the first week, then with 1/100.
    let firm = visible_practice()
        .with(&[("structuring", 0.0), ("reading_breadth", 0.0)])
        .practice(1.0)
        .drafts(99.0)
        .work(0.0);
    let (mut guided, runs) = (0.0, 400);
    for replicate in 0..runs {
        let mut run = firm.replicate(replicate);
        run.set_belief_fit(0, 0, 1.0);
        for week in 0..2 {
            run.set_fit(0, 0, -1.0);
            run.pass(week..week + 1);
            let success = run.fit(0, 0) > -0.5;
            assert!(success || week == 1);
            guided += f64::from(u8::from(success && week == 1));
        }
    }
    expected_count(guided, f64::from(runs), 0.01);
}

#[test]
fn a_guide_leaves_room_for_habit_where_it_is_unsure() {
    // e = 0.5 and h = −1 make a propensity of 0: right half of the time; unguided never.
    let firm = visible_practice().practice(1.0).work(0.0);
    let (mut well, runs) = (0.0, 400);
    for replicate in 0..runs {
        let mut run = firm.replicate(replicate);
        run.set_fit(0, 0, -1.0);
        run.set_belief_fit(0, 0, 0.5);
        run.pass(0..1);
        well += f64::from(u8::from(run.fit(0, 0) > -0.5));
    }
    expected_count(well, f64::from(runs), 0.5);
}

#[test]
fn a_guide_helps_to_find_the_cause_as_far_as_it_fits() {
    // α = attribution + (1 − attribution)·max(0, mean e·r), over the judgements of the situation, signed.
    for (beliefs, attribution, alpha) in [
        ([1.0, 0.0], 0.0, 0.5),
        ([0.6, 0.2], 0.2, 0.52),
        ([1.0, -1.0], 0.1, 0.1),
        ([-1.0, -1.0], 0.1, 0.1),
        ([1.0, 1.0], 0.0, 1.0),
    ] {
        let firm = firm()
            .with(&[
                ("attribution", attribution),
                ("judgements", 2.0),
                ("habit_rate", 1.0),
                ("internalisation", 1.0),
                ("feedback_noise", 1.0),
            ])
            .practice(1.0);
        let (mut told, runs) = (0.0, 1000);
        for replicate in 0..runs {
            let mut run = firm.replicate(replicate);
            for (judgement, &fit) in beliefs.iter().enumerate() {
                run.set_belief_fit(0, judgement, fit);
            }
            run.pass(0..1);
            // Every cause is told the wrong way round, and nothing but a cause moves a habit as far as −1.
            told += f64::from(u8::from(run.fit(0, 0) < -0.5));
        }
        expected_count(told, f64::from(runs), alpha);
    }
}
