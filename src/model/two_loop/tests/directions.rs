//! Directions that the literature gives, at small sizes with fixed seeds; sizes of effects are not claimed.
//!
//! The numbers of facts are those of `docs/facts.md`.

use super::{Firm, firm, near, usual_firm};

const RUNS: u32 = 12;

/// The mean of a metric after two years.
fn mean(firm: &Firm, metric: &str) -> f64 {
    let last = |replicate| {
        let mut run = firm.replicate(replicate);
        run.pass(0..104);
        run.metric(metric)
    };
    (0..RUNS).map(last).sum::<f64>() / f64::from(RUNS)
}

fn share(explicit_share: f64) -> Firm {
    usual_firm().set("explicit_share", explicit_share)
}

#[test]
fn practice_curves_of_individuals_are_exponential() {
    // F01 (Heathcote, Brown & Mewhort 2000): what is left to learn shrinks by the same factor with each case.
    let firm = firm().set("attribution", 1.0).practice(1.0);
    let mut run = firm.run();
    let mut left = 1.0;
    for week in 0..12 {
        run.pass(week..week + 1);
        let now = 1.0 - run.fit(0, 0);
        assert!((now / left - 0.65).abs() < 1e-3, "{}", now / left);
        left = now;
    }
}

#[test]
fn an_unused_skill_fades_and_what_was_only_known_fades_faster() {
    // F04 (Tatel & Ackerman 2025), F05 (Taylor, Russ-Eft & Chan 2005).
    let usual = usual_firm();
    let firm = firm()
        .with(&[
            ("habit_decay", usual.get("habit_decay")),
            ("belief_decay", usual.get("belief_decay")),
        ])
        .idle();
    let mut run = firm.run();
    run.set_habit(0, 0, 1.0);
    run.set_belief(0, 0, 1.0);
    run.pass(0..52);
    let (habit, belief) = (run.habit(0, 0), run.belief(0, 0));
    assert!(belief < habit - 0.1 && habit < 0.9, "{habit} {belief}");
}

#[test]
fn debriefs_are_a_strong_lever() {
    // F07 (Tannenbaum & Cerasoli 2013; Keiser & Arthur 2021): the same practice sessions with and without debriefs, and
    // debriefed practice against documents alone.
    let debriefed = share(0.0).practice(1.0);
    let undebriefed = share(0.0).without_debriefs().practice(1.0);
    let capability = mean(&debriefed, "capability");
    assert!(capability > 1.1 * mean(&undebriefed, "capability"));
    assert!(capability > 1.1 * mean(&share(1.0), "capability"));
}

#[test]
fn explicit_heavy_budgets_raise_documents_not_capability() {
    // F14 (Haas & Hansen 2005, 2007).
    let (tacit, balanced, heavy) = (share(0.0), share(0.3), share(0.8));
    assert!(mean(&heavy, "documents") > 2.5 * mean(&balanced, "documents"));
    let capability = mean(&heavy, "capability");
    assert!(capability < mean(&balanced, "capability") - 0.01);
    assert!(capability < mean(&tacit, "capability") - 0.01);
}

#[test]
fn what_is_espoused_runs_ahead_of_what_is_done_where_documents_rule() {
    // F08 (Webb & Sheeran 2006), F22 (Argyris & Schön 1974; Pfeffer & Sutton 2000).
    let heavy = mean(&share(0.8), "knowing_doing_gap");
    assert!(
        heavy > 0.0 && heavy > mean(&share(0.0), "knowing_doing_gap"),
        "{heavy}"
    );
}

#[test]
fn newcomers_cost_capability() {
    // F13 (Hancock et al. 2013; Park & Shaw 2013): the correlation is weak, and negative.
    let calm = mean(&share(0.3).set("turnover", 0.0), "capability");
    let restless = mean(&share(0.3).set("turnover", 0.9), "capability");
    assert!(restless < calm - 0.01, "{restless} {calm}");
}

#[test]
fn reading_without_own_practice_is_absorbed_less() {
    // F21 (Cohen & Levinthal 1990), over a whole year, everything else alike: what is read again and again fades in
    // between, so the one who absorbs less ends up further from the knowledge base.
    let firm = firm().set("belief_decay", 0.7).readings(0.1);
    let end = |practised: f64| {
        let mut run = firm.run();
        run.set_evidence(0, 30.0, 0.0);
        run.set_practised(0, 0, practised);
        run.pass(0..52);
        run.belief(0, 0)
    };
    assert!(end(4.0) > end(0.0) + 0.05, "{} {}", end(4.0), end(0.0));
}

#[test]
fn unused_knowledge_needs_the_loops_coupled() {
    // With nothing stated from practice and nothing tried out, documents change no habit: capability as with none.
    let uncoupled = share(0.8).with(&[("externalisation", 0.0), ("internalisation", 0.0)]);
    let without_documents = uncoupled
        .clone()
        .with(&[("articulation", 0.0), ("integration", 0.0)]);
    let difference = mean(&uncoupled, "capability") - mean(&without_documents, "capability");
    assert!(difference.abs() < 0.005, "{difference}");
    assert!(mean(&uncoupled, "coherence") > 0.9);
    assert!(mean(&uncoupled, "kb_validity").abs() < 0.15);
}

#[test]
fn alone_there_is_nobody_to_learn_from() {
    let firm = usual_firm().set("employees", 1.0);
    let mut run = firm.run();
    run.pass(0..104);
    for metric in [
        "shared_sessions",
        "socialisations",
        "challenges",
        "social_capital",
    ] {
        near(run.metric(metric), 0.0);
    }
    assert!(run.metric("completed_cycles") > 0.0);
}
