//! What may be said of made-up runs, and what may not.

use super::*;
use crate::table::examples::{manifest, run, runs};

fn claim(id: &str, variant: &str, metric: &str) -> Claim {
    Claim {
        id: id.to_owned(),
        variant: variant.to_owned(),
        reference: "balanced".to_owned(),
        metric: metric.to_owned(),
        point: Vec::new(),
        expected: Expected::Either,
        sentences: Sentences::default(),
    }
}

fn judge(claims: Vec<Claim>) -> Vec<Judged> {
    let table = RunTable::gather(&manifest(), runs().into_iter().map(Ok)).expect("runs");
    ClaimSet::new(claims)
        .judge(&table, &manifest())
        .expect("claims")
}

/// Forty pairs of balanced and heavy with the given differences in capability, in turn.
fn judge_pairs(differences: &[f64], claims: Vec<Claim>) -> Vec<Judged> {
    let mut table = RunTable::new(&manifest());
    for replicate in 0..40_u32 {
        let difference = differences[replicate as usize % differences.len()];
        table
            .push(&run("balanced", replicate, 100.0, 0.5))
            .expect("a run");
        table
            .push(&run("heavy", replicate, 100.0, 0.5 + difference))
            .expect("a run");
    }
    ClaimSet::new(claims)
        .judge(&table, &manifest())
        .expect("claims")
}

#[test]
fn a_clear_difference_is_said_with_its_size() {
    let found = judge(vec![claim("scissors", "heavy", "capability")]);
    assert_eq!(found[0].verdict, Verdict::Lower);
    insta::assert_snapshot!(found[0].title, @"Capability: 8.8 pp lower with explicit-heavy than with balanced");
}

#[test]
fn sentences_are_filled_and_begin_with_a_capital() {
    let mut clear = claim("phase", "heavy", "documents");
    clear.sentences.higher =
        "{variant} writes {times} the {metric} of {reference}: {variant_mean} against {reference_mean}, {interval} more"
            .to_owned();
    insta::assert_snapshot!(judge(vec![clear])[0].title, @"Explicit-heavy writes 3.0 times the documents of balanced: 12,000 against 4,000, 8,000 to 8,000 more");
}

#[test]
fn a_difference_that_is_not_clear_is_said_so() {
    let found = judge(vec![claim("paired", "tacit", "capability")]);
    assert_eq!(found[0].verdict, Verdict::NoClearDifference);
    assert!(!found[0].holds());
    insta::assert_snapshot!(found[0].title, @"No clear difference in capability between all tacit and balanced (95 % CI −2.9 to +2.9 pp)");
}

#[test]
fn a_difference_within_the_smallest_relevant_size_is_as_good_as_none() {
    let found = judge_pairs(
        &[0.001, 0.005],
        vec![claim("paired", "heavy", "capability")],
    );
    assert_eq!(found[0].verdict, Verdict::Smaller);
    insta::assert_snapshot!(found[0].title, @"Smaller than 1 pp: the difference in capability between explicit-heavy and balanced (95 % CI 0.24 to 0.36 pp)");
    let equal = judge_pairs(&[0.0], vec![claim("paired", "heavy", "documents")]);
    assert_eq!(equal[0].verdict, Verdict::Smaller);
    insta::assert_snapshot!(equal[0].title, @"No difference in documents between explicit-heavy and balanced: equal in every pair of runs");
}

#[test]
fn a_clear_difference_the_other_way_is_told_but_does_not_hold() {
    let mut hoped = claim("headline", "heavy", "capability");
    hoped.expected = Expected::Higher;
    let found = judge(vec![hoped]);
    assert_eq!(found[0].verdict, Verdict::Lower);
    assert!(!found[0].holds());
}

#[test]
fn a_relative_bound_is_a_share_of_the_reference() {
    let found = judge(vec![claim("phase", "heavy", "documents")]);
    assert!((found[0].smallest - 200.0).abs() < 1e-9);
    assert!(found[0].holds());
}

/// Six differences with mean 0.0292 and sd 0.0269: t = 2.65, p = 0.045; with a second claim twice that.
#[test]
fn claims_are_judged_together() {
    let mut table = RunTable::new(&manifest());
    for replicate in 0..6_u32 {
        let difference = [0.06, -0.01, 0.05, 0.005, 0.03, 0.04][replicate as usize];
        table
            .push(&run("balanced", replicate, 100.0, 0.5))
            .expect("a run");
        table
            .push(&run("heavy", replicate, 100.0, 0.5 + difference))
            .expect("a run");
        table
            .push(&run("tacit", replicate, 100.0, 0.5 - difference * 0.9))
            .expect("a run");
    }
    let verdicts = |claims: Vec<Claim>| -> Vec<Verdict> {
        let judged = ClaimSet::new(claims)
            .judge(&table, &manifest())
            .expect("claims");
        judged.into_iter().map(|judged| judged.verdict).collect()
    };
    let first = claim("a", "heavy", "capability");
    assert_eq!(verdicts(vec![first.clone()]), [Verdict::Higher]);
    let other = claim("b", "tacit", "capability");
    assert_eq!(
        verdicts(vec![first.clone(), other]),
        [Verdict::NoClearDifference; 2]
    );
    // The same difference twice, once the other way round, is one test.
    let turned = Claim {
        variant: "balanced".to_owned(),
        reference: "heavy".to_owned(),
        ..first.clone()
    };
    assert_eq!(
        verdicts(vec![first.clone(), first, turned]),
        [Verdict::Higher, Verdict::Higher, Verdict::Lower]
    );
}

#[test]
fn one_pair_is_too_few() {
    let mut table = RunTable::new(&manifest());
    table.push(&run("balanced", 0, 1.0, 0.5)).expect("a run");
    table.push(&run("heavy", 0, 1.0, 0.4)).expect("a run");
    let found = ClaimSet::new(vec![claim("a", "heavy", "capability")])
        .judge(&table, &manifest())
        .expect("claims");
    assert_eq!(found[0].verdict, Verdict::TooFewPairs);
    insta::assert_snapshot!(found[0].title, @"Too few runs to compare explicit-heavy and balanced");
}

#[test]
fn a_claim_about_what_is_not_there_is_a_fault() {
    let table = RunTable::gather(&manifest(), runs().into_iter().map(Ok)).expect("runs");
    let fault = |claim: Claim| {
        let fault = ClaimSet::new(vec![claim])
            .judge(&table, &manifest())
            .expect_err("refused");
        fault.to_string()
    };
    insta::assert_snapshot!(fault(claim("a", "heavier", "capability")), @r#"there is no variant "heavier" in these runs; there are: balanced, heavy, tacit"#);
    insta::assert_snapshot!(fault(claim("a", "heavy", "skill")), @r#"there is no metric "skill" in these runs; there are: documents, capability, espoused_competence, knowing_doing_gap"#);
    let mut odd = claim("a", "heavy", "capability");
    odd.sentences.lower = "{diference} less".to_owned();
    insta::assert_snapshot!(fault(odd), @r#"claim "a": {diference} is none of {variant}, {reference}, {metric}, {difference}, {interval}, {times}, {variant_mean}, {reference_mean}"#);
}
