//! Who is there and how they start, who leaves and who comes (MODEL section 3 and item 3).

use super::{expected_count, firm, near, weekly};

#[test]
fn people_start_from_reality_and_their_spread() {
    let firm = firm().with(&[
        ("employees", 200.0),
        ("situations", 2.0),
        ("judgements", 9.0),
        ("initial_skill", 0.2),
        ("skill_spread", 0.3),
        ("opinion_spread", 0.6),
    ]);
    let run = firm.run();
    let (mut habits, mut beliefs) = (Vec::new(), Vec::new());
    for seat in 0..200 {
        for judgement in 0..18 {
            habits.push(run.fit(seat, judgement));
            beliefs.push(run.belief(seat, judgement));
        }
        near(run.practised(seat, 1), 0.0);
    }
    uniform(&habits, -0.1, 0.5);
    uniform(&beliefs, -0.6, 0.6);
}

/// Numbers within these bounds, that come near both, with their mean and their variance.
#[track_caller]
fn uniform(numbers: &[f64], low: f64, high: f64) {
    let (count, width) = (numbers.len() as f64, high - low);
    let least = numbers.iter().copied().fold(f64::INFINITY, f64::min);
    let most = numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    assert!(least > low - 1e-6 && least < low + 0.01 * width, "{least}");
    assert!(most < high + 1e-6 && most > high - 0.01 * width, "{most}");
    let centre = f64::midpoint(low, high);
    let mean = numbers.iter().sum::<f64>() / count;
    let deviation = width / 12.0_f64.sqrt();
    assert!(
        (mean - centre).abs() < 4.0 * deviation / count.sqrt(),
        "{mean}"
    );
    let variance = numbers
        .iter()
        .map(|number| (number - centre).powi(2))
        .sum::<f64>()
        / count;
    assert!(
        (variance / deviation.powi(2) - 1.0).abs() < 0.1,
        "{variance}"
    );
}

#[test]
fn without_spread_everybody_starts_alike() {
    let firm = firm().with(&[
        ("employees", 3.0),
        ("judgements", 2.0),
        ("initial_skill", -0.3),
    ]);
    let run = firm.run();
    for seat in 0..3 {
        for judgement in 0..2 {
            near(run.fit(seat, judgement), -0.3);
            near(run.belief(seat, judgement), 0.0);
        }
    }
}

#[test]
fn habits_are_clamped() {
    // 0.5 ± 2 is above 1 in 3 of 8 cases, below −1 in 1 of 8.
    let firm = firm().with(&[
        ("employees", 1000.0),
        ("initial_skill", 0.5),
        ("skill_spread", 2.0),
    ]);
    let run = firm.run();
    let fits: Vec<f64> = (0..1000).map(|seat| run.fit(seat, 0)).collect();
    let share = |end: f64| fits.iter().filter(|fit| (*fit - end).abs() < 1e-9).count() as f64;
    assert!(fits.iter().all(|fit| fit.abs() <= 1.0));
    expected_count(share(1.0), 1000.0, 0.375);
    expected_count(share(-1.0), 1000.0, 0.125);
}

#[test]
fn a_newcomer_starts_from_nothing() {
    let firm = firm()
        .without_debriefs()
        .with(&[
            ("employees", 3.0),
            ("initial_skill", 0.4),
            ("opinion_spread", 0.2),
            ("turnover", 1.0),
        ])
        .practice(2.0);
    let mut run = firm.run();
    for seat in 0..3 {
        run.set_fit(seat, 0, -0.9);
        run.set_belief(seat, 0, 0.9);
        run.set_practised(seat, 0, 30.0);
    }
    run.set_trust(0, 1, 0.9);
    run.set_trust(1, 2, 0.0);
    run.pass(0..1);
    for seat in 0..3 {
        near(run.fit(seat, 0), 0.4);
        assert!(run.belief(seat, 0).abs() <= 0.2);
        // The newcomer takes part in the week.
        near(run.practised(seat, 0), 2.0);
        for (_, trust) in run.tied(seat) {
            near(trust, 0.3);
        }
    }
    near(run.metric("leavers"), 3.0);
    run.pass(1..2);
    near(run.metric("leavers"), 6.0);
}

#[test]
fn a_newcomer_knows_the_reality_of_the_day_of_entry() {
    // Reality turns round every week, before people come.
    let firm = firm()
        .with(&[("initial_skill", 0.4), ("turnover", 1.0), ("drift", 1.0)])
        .idle();
    let mut run = firm.run();
    for week in 0..5 {
        run.pass(week..week + 1);
        near(run.fit(0, 0), 0.4);
    }
}

#[test]
fn only_ties_of_leavers_start_again() {
    let firm = firm()
        .with(&[
            ("employees", 12.0),
            ("team_size", 12.0),
            ("turnover", 0.9),
            ("opinion_spread", 1.0),
        ])
        .idle();
    let mut run = firm.run();
    let mut left = 0;
    for week in 0..20 {
        for seat in 0..12 {
            for other in seat + 1..12 {
                run.set_trust(seat, other, 0.8);
            }
        }
        let before = run.minds();
        run.pass(week..week + 1);
        let stayed: Vec<bool> = (0..12).map(|seat| run.mind(seat) == before[seat]).collect();
        left += stayed.iter().filter(|&&stayed| !stayed).count();
        for seat in 0..12 {
            for (other, trust) in run.tied(seat) {
                near(
                    trust,
                    if stayed[seat] && stayed[other] {
                        0.8
                    } else {
                        0.3
                    },
                );
            }
        }
    }
    assert!(left > 0);
    near(run.metric("leavers"), left as f64);
}

#[test]
fn as_many_leave_as_turnover_says() {
    for turnover in [0.05, 0.18, 0.6] {
        let firm = firm()
            .with(&[("employees", 150.0), ("turnover", turnover)])
            .idle();
        let mut run = firm.run();
        run.pass(0..104);
        expected_count(run.metric("leavers"), 150.0 * 104.0, weekly(turnover));
    }
}

#[test]
fn after_a_year_the_yearly_share_of_the_first_people_is_gone() {
    let firm = firm()
        .with(&[
            ("employees", 1000.0),
            ("turnover", 0.4),
            ("opinion_spread", 1.0),
        ])
        .idle();
    let mut run = firm.run();
    let before = run.minds();
    run.pass(0..52);
    let gone = (0..1000)
        .filter(|&seat| run.mind(seat) != before[seat])
        .count();
    expected_count(gone as f64, 1000.0, 0.4);
}
