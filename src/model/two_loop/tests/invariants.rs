//! What holds at any values of the parameters, tried at random over their whole ranges.

use proptest::prelude::*;

use super::super::{REGISTRY, Run};
use super::{Firm, usual_firm};
use crate::scenario::registry::{Range, Unit};

/// A number for each parameter: the ends of its range more often than chance would have it, and anything between.
#[derive(Debug, Clone, Copy)]
enum Pick {
    Lowest,
    Highest,
    Default,
    Between(f64),
}

fn pick() -> impl Strategy<Value = Pick> {
    prop_oneof![
        1 => Just(Pick::Lowest),
        1 => Just(Pick::Highest),
        2 => Just(Pick::Default),
        3 => (0.0..1.0).prop_map(Pick::Between),
    ]
}

/// The most that is tried where the range is open or too big to compute.
fn highest(name: &str, high: f64) -> f64 {
    match name {
        "employees" => 11.0,
        "team_size" => 30.0,
        "situations" | "reading_breadth" => 4.0,
        "judgements" | "cross_team_ties" => 20.0,
        "session_hours" => 60.0,
        _ => high.min(1e6),
    }
}

fn number(name: &str, range: Range, default: f64, pick: Pick) -> f64 {
    let (low, high) = match range {
        Range::Real { low, high } | Range::Whole { low, high } => (low, highest(name, high)),
        Range::Above { low, high } => (low + 1e-3, highest(name, high)),
        Range::Named(names) => (0.0, names.len() as f64 - 1.0),
    };
    let number = match pick {
        Pick::Lowest => low,
        Pick::Highest => high,
        Pick::Default => default.min(high),
        Pick::Between(part) => low + part * (high - low),
    };
    match range {
        Range::Whole { .. } | Range::Named(_) => number.round(),
        Range::Real { .. } | Range::Above { .. } => number,
    }
}

fn any_firm() -> impl Strategy<Value = Firm> {
    let picks = proptest::collection::vec(pick(), REGISTRY.parameters.len());
    let hours = (0.0_f64..=1.0, prop_oneof![Just(0.0), Just(1.0), 0.0..=1.0]);
    let sessions = prop_oneof![Just(0.2), 0.2..15.0];
    (
        picks,
        hours,
        sessions,
        any::<u64>(),
        prop_oneof![Just(0.0), Just(1.0), 0.0..=1.0],
    )
        .prop_map(|(picks, (learning, share), sessions, seed, size)| {
            let mut firm = usual_firm().seed(seed >> 11);
            for (parameter, pick) in REGISTRY.parameters.iter().zip(picks) {
                let name = parameter.name;
                firm = firm.set(name, number(name, parameter.range, parameter.default, pick));
            }
            let week = firm.get("hours_per_week");
            let firm = firm.with(&[
                ("session_hours", (week / sessions).min(168.0)),
                ("learning_hours", week * learning),
                ("explicit_share", share),
            ]);
            let stages = [
                "practice",
                "feedback",
                "refinement",
                "articulation",
                "structuring",
                "integration",
            ];
            let firm = if (REGISTRY.check)(&firm.values).is_empty() {
                firm
            } else {
                stages.iter().fold(firm, |firm, stage| firm.set(stage, 1.0))
            };
            let policy = [("explicit_share", size), ("internalisation", 1.0)];
            firm.shock(1, size).policy(2, &policy)
        })
}

/// State within its ranges, and padding as it must be.
fn check_state(run: &Run<'_>) -> Result<(), TestCaseError> {
    for seat in 0..run.employees() {
        for judgement in 0..run.judgements() {
            let (habit, belief) = (run.habit(seat, judgement), run.belief(seat, judgement));
            prop_assert!((-1.0..=1.0).contains(&habit), "habit {}", habit);
            prop_assert!((-1.0..=1.0).contains(&belief), "belief {}", belief);
        }
        for (_, trust) in run.tied(seat) {
            prop_assert!((0.0..=1.0).contains(&trust), "trust {}", trust);
        }
    }
    for judgement in 0..run.judgements() {
        let (supports, opposes) = run.evidence(judgement);
        prop_assert!(supports >= 0.0 && opposes >= 0.0);
        let stated = run.stated(judgement);
        prop_assert!(stated > -1.0 && stated < 1.0, "stated {}", stated);
        prop_assert!(run.reality(judgement).abs() == 1.0);
    }
    prop_assert!(run.padding_is_clean());
    Ok(())
}

/// Metrics within the range of their unit, counts whole and never falling.
fn check_metrics(before: &[f64], now: &[f64]) -> Result<(), TestCaseError> {
    for ((metric, before), now) in REGISTRY.metrics.iter().zip(before).zip(now) {
        let good = match metric.unit {
            Unit::Share => (-1e-12..=1.0 + 1e-12).contains(now),
            Unit::Points | Unit::Signed => (-1.0 - 1e-12..=1.0 + 1e-12).contains(now),
            Unit::Count => now >= before && now.fract() == 0.0,
        };
        prop_assert!(good, "{} from {} to {}", metric.name, before, now);
    }
    Ok(())
}

/// What is counted is counted in the same events.
fn check_counts(run: &Run<'_>) -> Result<(), TestCaseError> {
    for (part, whole) in [
        ("structured_documents", "documents"),
        ("integrated_documents", "structured_documents"),
        ("debriefed_sessions", "practice_sessions"),
        ("refined_sessions", "practice_sessions"),
        ("shared_sessions", "practice_sessions"),
        ("socialisations", "shared_sessions"),
        ("completed_cycles", "internalisations"),
    ] {
        prop_assert!(
            run.metric(part) <= run.metric(whole),
            "{} of {}",
            part,
            whole
        );
    }
    prop_assert!(run.metric("combinations") == run.metric("integrated_documents"));
    let gap = run.metric("espoused_competence") - run.metric("capability");
    prop_assert!((run.metric("knowing_doing_gap") - gap).abs() < 1e-12);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn everything_stays_within_its_range(firm in any_firm()) {
        let mut run = firm.run();
        let mut metrics = vec![0.0; REGISTRY.metrics.len()];
        for week in 0..6 {
            check_state(&run)?;
            let now = run.metrics();
            check_metrics(&metrics, &now)?;
            check_counts(&run)?;
            metrics = now;
            run.pass(week..week + 1);
        }
    }

    #[test]
    fn what_is_observed_on_the_way_is_what_the_state_shows(firm in any_firm()) {
        let mut run = firm.run();
        run.pass(0..4);
        let observed = run.metrics();
        run.look_again();
        prop_assert_eq!(run.metrics(), observed);
    }
}
