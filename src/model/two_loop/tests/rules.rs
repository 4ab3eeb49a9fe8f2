//! Rules that can be switched off or replaced: blame for all judgements (MODEL item 4a: habit), the help of a model in a
//! debrief (item 4a: habit) and protection by use (item 5).

use super::habit::{FAILURE_RATE, UNREFLECTED};
use super::{Firm, expected_count, firm, near, weekly};

/// One seen case a week that nobody explains; of its judgements all are blamed with this chance.
fn blaming(judgements: f64, chance: f64) -> Firm {
    firm()
        .without_debriefs()
        .with(&[
            ("visible_outcomes", 1.0),
            ("judgements", judgements),
            ("blame_all", chance),
        ])
        .practice(1.0)
        .work(0.0)
}

#[test]
fn with_blame_for_all_each_habit_moves_away_from_what_was_done() {
    // The last is surely wrong, all others surely right: what was right is given up as well.
    for judgements in [1, 3, 9, 17] {
        let practice = blaming(f64::from(judgements), 1.0);
        let work = practice.clone().set("tacit_hours", 0.0).work(1.0);
        for (firm, factor) in [(practice, 1.0), (work, UNREFLECTED)] {
            let mut run = firm.run();
            let last = run.judgements() - 1;
            for judgement in 0..last {
                run.set_fit(0, judgement, 1.0);
            }
            run.set_fit(0, last, -1.0);
            run.pass(0..1);
            for judgement in 0..last {
                near(run.fit(0, judgement), 1.0 - factor * FAILURE_RATE * 2.0);
            }
            near(run.fit(0, last), -1.0 + factor * FAILURE_RATE * 2.0);
            assert!(run.padding_is_clean());
        }
    }
}

#[test]
fn the_acts_of_a_failed_case_come_together_as_often_as_they_should() {
    // Chances ¾, ½, ¼ to be right; 1 − 3/32 to fail. A habit that falls was right.
    let fits = [0.5, 0.0, -0.5];
    let chances = fits.map(|fit| f64::midpoint(1.0, fit));
    let firm = blaming(3.0, 1.0);
    let (mut patterns, mut failed, runs) = ([0.0; 8], 0.0, 4000);
    for replicate in 0..runs {
        let mut run = firm.replicate(replicate);
        for (judgement, &fit) in fits.iter().enumerate() {
            run.set_fit(0, judgement, fit);
        }
        run.pass(0..1);
        let moves = [0, 1, 2].map(|judgement| run.fit(0, judgement) - fits[judgement]);
        if moves.iter().all(|&step| step > 0.1) {
            continue;
        }
        failed += 1.0;
        let pattern = (0..3).map(|judgement| usize::from(moves[judgement] < 0.0) << judgement);
        patterns[pattern.sum::<usize>()] += 1.0;
    }
    let all = chances.iter().product::<f64>();
    expected_count(failed, f64::from(runs), 1.0 - all);
    assert!(patterns[7] == 0.0, "all right is no failure");
    for (pattern, &count) in patterns[..7].iter().enumerate() {
        let chance = (0..3).map(|judgement| match pattern >> judgement & 1 {
            1 => chances[judgement],
            _ => 1.0 - chances[judgement],
        });
        expected_count(count, failed, chance.product::<f64>() / (1.0 - all));
    }
}

#[test]
fn blame_falls_on_all_in_some_sessions_and_on_one_in_the_others() {
    let firm = blaming(4.0, 0.3);
    let (mut on_all, runs) = (0.0, 800);
    for replicate in 0..runs {
        let mut run = firm.replicate(replicate);
        for judgement in 0..4 {
            run.set_fit(0, judgement, -1.0);
        }
        run.pass(0..1);
        let moved = (0..4).filter(|&judgement| run.fit(0, judgement) > -0.99);
        match moved.count() {
            4 => on_all += 1.0,
            1 => {}
            other => panic!("{other} habits moved"),
        }
    }
    expected_count(on_all, f64::from(runs), 0.3);
}

#[test]
fn whose_cause_was_told_is_not_blamed() {
    let firm = firm()
        .with(&[
            ("attribution", 0.5),
            ("judgements", 3.0),
            ("habit_rate", 1.0),
            ("blame_all", 1.0),
        ])
        .practice(1.0);
    let (mut told, runs) = (0.0, 400);
    for replicate in 0..runs {
        let mut run = firm.replicate(replicate);
        for judgement in 0..3 {
            run.set_fit(0, judgement, -1.0);
        }
        run.pass(0..1);
        for judgement in 0..3 {
            if run.fit(0, judgement) > 0.0 {
                near(run.fit(0, judgement), 1.0);
                told += 1.0;
            } else {
                near(run.fit(0, judgement), -1.0 + 2.0 * FAILURE_RATE);
            }
        }
    }
    expected_count(told, 3.0 * f64::from(runs), 0.5);
}

#[test]
fn the_help_of_a_model_can_be_taken_away() {
    // α = attribution + (1 − attribution)·help·max(0, mean e·r), here with a mean of 0.6.
    for (help, attribution, alpha) in [(0.0, 0.1, 0.1), (0.5, 0.1, 0.37), (1.0, 0.1, 0.64)] {
        let firm = firm()
            .with(&[
                ("attribution", attribution),
                ("habit_rate", 1.0),
                ("internalisation", 1.0),
                ("feedback_noise", 1.0),
                ("model_help", help),
            ])
            .practice(1.0);
        let (mut told, runs) = (0.0, 1000);
        for replicate in 0..runs {
            let mut run = firm.replicate(replicate);
            run.set_belief_fit(0, 0, 0.6);
            run.pass(0..1);
            // Every cause is told the wrong way round, and nothing but a cause moves a habit as far as −1.
            told += f64::from(u8::from(run.fit(0, 0) < -0.5));
        }
        expected_count(told, f64::from(runs), alpha);
    }
}

#[test]
fn use_protects_habits_as_far_as_it_is_said_to() {
    // Two situations, one case a week whose outcome nobody sees, and one unseen case of routine work: u = 1.
    for protects in [0.0, 0.4, 1.0] {
        let firm = firm()
            .without_debriefs()
            .with(&[
                ("habit_decay", 0.9),
                ("situations", 2.0),
                ("judgements", 9.0),
                ("use_protects", protects),
            ])
            .practice(1.0)
            .work(1.0);
        let mut run = firm.run();
        for judgement in 0..18 {
            run.set_habit(0, judgement, 0.8);
        }
        run.pass(0..1);
        let met = 1.0 - weekly(0.9) * (1.0 - protects);
        let unmet = 1.0 - weekly(0.9) * ((1.0 - protects) + protects * 0.5);
        let first_was_met = run.practised(0, 0) > 0.0;
        for judgement in 0..18 {
            let keep = if (judgement < 9) == first_was_met {
                met
            } else {
                unmet
            };
            near(run.habit(0, judgement), 0.8 * keep);
        }
    }
}
