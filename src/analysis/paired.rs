//! Paired differences: variant minus reference, replicate by replicate at the same point.
//!
//! Replicates of equal number share their random events, so the difference within a pair says more than the difference
//! of two means. Knows the runs only; what a difference is worth is for claims to judge.

use super::AnalysisError;
use super::interval::Difference;
use super::runs::RunTable;
use super::summary::{mean_and_sd, sorted_numbers};
use crate::table::PairedRow;

/// All rows of `paired.csv`, and how many runs found no partner.
#[derive(Debug, Clone, PartialEq)]
pub struct Paired {
    /// By variant in the order of the manifest, then point, then metric.
    pub rows: Vec<PairedRow>,
    /// Runs whose replicate is missing on the other side; they are left out.
    pub unmatched: u64,
}

/// One metric of two variants at one point, pair by pair.
#[derive(Debug, Clone, PartialEq)]
pub struct Pairs {
    pub variant: String,
    pub reference: String,
    pub point: Vec<f64>,
    pub metric: String,
    /// Replicate and difference, ascending by replicate; pairs with an undefined side are left out.
    pub differences: Vec<(u32, f64)>,
    /// Means over the pairs.
    pub variant_mean: f64,
    pub reference_mean: f64,
    /// Runs whose replicate is missing on the other side.
    pub unmatched: u64,
    pub difference: Difference,
}

impl Pairs {
    /// The same as a row of `paired.csv`.
    #[must_use]
    pub fn row(&self) -> PairedRow {
        row(
            &self.variant,
            &self.reference,
            &self.point,
            &self.metric,
            &self.difference,
        )
    }
}

/// Every variant against the reference, every point, every metric. A variant without runs at a point has no rows there.
///
/// # Errors
/// A reference that is none of the variants.
pub fn all_pairs(runs: &RunTable) -> Result<Paired, AnalysisError> {
    let reference = runs.variant(runs.reference())?;
    let mut paired = Paired {
        rows: Vec::new(),
        unmatched: 0,
    };
    for (variant, variant_name) in runs.variants().iter().enumerate() {
        if variant == reference {
            continue;
        }
        for (index, point) in runs.points().iter().enumerate() {
            let matched = matched(runs, variant, reference, index);
            paired.unmatched += matched.unmatched;
            if matched.pairs.is_empty() {
                continue;
            }
            let names = [variant_name.as_str(), runs.reference()];
            let rows = rows_of(&matched, names, point, runs.metrics());
            paired.rows.extend(rows);
        }
    }
    Ok(paired)
}

/// The rows of a variant against the reference at one point, from the runs of both: each a replicate with all its metrics,
/// ascending. None without a single pair.
#[must_use]
pub fn pairs_of_cells(
    [variant, reference]: [&str; 2],
    point: &[f64],
    metrics: &[String],
    [ours, theirs]: [&[(u32, Vec<f64>)]; 2],
) -> Vec<PairedRow> {
    let ours = ours.iter().map(|(replicate, run)| (*replicate, &run[..]));
    let theirs = theirs.iter().map(|(replicate, run)| (*replicate, &run[..]));
    let matched = match_up(ours, theirs);
    if matched.pairs.is_empty() {
        return Vec::new();
    }
    rows_of(&matched, [variant, reference], point, metrics)
}

/// The differences of one metric between the runs of two cells, pair by pair, as in [`pairs_of_cells`].
#[must_use]
pub fn differences_of_cells(metric: usize, [ours, theirs]: [&[(u32, Vec<f64>)]; 2]) -> Vec<f64> {
    let ours = ours.iter().map(|(replicate, run)| (*replicate, &run[..]));
    let theirs = theirs.iter().map(|(replicate, run)| (*replicate, &run[..]));
    let matched = match_up(ours, theirs);
    let pairs = matched.pairs.iter();
    pairs
        .map(|(_, ours, theirs)| ours[metric] - theirs[metric])
        .collect()
}

fn rows_of(
    matched: &Matched<'_>,
    [variant, reference]: [&str; 2],
    point: &[f64],
    metrics: &[String],
) -> Vec<PairedRow> {
    let rows = metrics.iter().enumerate().map(|(metric, name)| {
        let pairs = matched.pairs.iter();
        let mut differences: Vec<f64> = pairs
            .map(|(_, ours, theirs)| ours[metric] - theirs[metric])
            .collect();
        let difference = Difference::of(&mut differences);
        row(variant, reference, point, name, &difference)
    });
    rows.collect()
}

/// Any two variants at one point (without a sweep: `&[]`) in one metric.
///
/// # Errors
/// A variant, point or metric that is not there.
pub fn paired_between(
    runs: &RunTable,
    variant: &str,
    reference: &str,
    metric: &str,
    point: &[f64],
) -> Result<Pairs, AnalysisError> {
    let metric_index = runs.metric(metric)?;
    let matched = matched(
        runs,
        runs.variant(variant)?,
        runs.variant(reference)?,
        runs.point(point)?,
    );
    let defined = matched
        .pairs
        .iter()
        .filter_map(|&(replicate, ours, theirs)| {
            let (ours, theirs) = (ours[metric_index], theirs[metric_index]);
            (!ours.is_nan() && !theirs.is_nan()).then_some((replicate, ours, theirs))
        });
    let defined: Vec<(u32, f64, f64)> = defined.collect();
    let mean = |side: fn(&(u32, f64, f64)) -> f64| {
        let mut sample: Vec<f64> = defined.iter().map(side).collect();
        mean_and_sd(sorted_numbers(&mut sample)).0
    };
    let differences: Vec<(u32, f64)> = defined
        .iter()
        .map(|&(replicate, ours, theirs)| (replicate, ours - theirs))
        .collect();
    let mut sample: Vec<f64> = differences
        .iter()
        .map(|&(_, difference)| difference)
        .collect();
    Ok(Pairs {
        variant: variant.to_owned(),
        reference: reference.to_owned(),
        point: point.to_vec(),
        metric: metric.to_owned(),
        variant_mean: mean(|pair| pair.1),
        reference_mean: mean(|pair| pair.2),
        unmatched: matched.unmatched,
        difference: Difference::of(&mut sample),
        differences,
    })
}

fn row(
    variant: &str,
    reference: &str,
    point: &[f64],
    metric: &str,
    difference: &Difference,
) -> PairedRow {
    PairedRow {
        variant: variant.to_owned(),
        reference: reference.to_owned(),
        point: point.to_vec(),
        metric: metric.to_owned(),
        n: difference.n,
        mean_difference: difference.mean,
        ci_low: difference.ci_low,
        ci_high: difference.ci_high,
        share_higher: difference.share_higher,
    }
}

/// The pairs of two cells: replicate, metrics of the variant, metrics of the reference.
struct Matched<'a> {
    pairs: Vec<(u32, &'a [f64], &'a [f64])>,
    unmatched: u64,
}

/// Walks two cells, each ascending by replicate, side by side.
fn matched(runs: &RunTable, variant: usize, reference: usize, point: usize) -> Matched<'_> {
    match_up(runs.cell(variant, point), runs.cell(reference, point))
}

fn match_up<'a>(
    ours: impl Iterator<Item = (u32, &'a [f64])>,
    theirs: impl Iterator<Item = (u32, &'a [f64])>,
) -> Matched<'a> {
    let mut found = Matched {
        pairs: Vec::new(),
        unmatched: 0,
    };
    let mut theirs = theirs.peekable();
    for (replicate, ours) in ours {
        while theirs.next_if(|&(other, _)| other < replicate).is_some() {
            found.unmatched += 1;
        }
        match theirs.next_if(|&(other, _)| other == replicate) {
            Some((_, other)) => found.pairs.push((replicate, ours, other)),
            None => found.unmatched += 1,
        }
    }
    found.unmatched += theirs.count() as u64;
    found
}

#[cfg(test)]
#[allow(clippy::float_cmp)] // Exactness is what is tested.
mod tests {
    use super::*;
    use crate::table::examples::{manifest, run, runs, swept_manifest};
    use crate::table::{Manifest, RunRow};
    use proptest::prelude::*;

    fn gathered(manifest: &Manifest, rows: &[RunRow]) -> RunTable {
        RunTable::gather(manifest, rows.iter().cloned().map(Ok)).expect("runs that fit")
    }

    /// Capability of heavy minus balanced: −0.09 −0.08 −0.095 −0.085; mean −0.0875, sd √(1.25e-4/3), t 3.182446.
    #[test]
    fn four_pairs_by_hand() {
        let pairs = paired_between(
            &gathered(&manifest(), &runs()),
            "heavy",
            "balanced",
            "capability",
            &[],
        )
        .expect("pairs");
        let half_width = 3.182_446_305 * (1.25e-4_f64 / 3.0).sqrt() / 2.0;
        assert!((pairs.difference.mean + 0.0875).abs() < 1e-12);
        assert!((pairs.difference.half_width() - half_width).abs() < 1e-10);
        assert_eq!(pairs.difference.share_higher, 0.0);
        assert!((pairs.reference_mean - 0.5025).abs() < 1e-12);
        let replicates: Vec<u32> = pairs
            .differences
            .iter()
            .map(|&(replicate, _)| replicate)
            .collect();
        assert_eq!(replicates, [0, 1, 2, 3]);
    }

    #[test]
    fn rows_come_by_variant_then_metric() {
        let table = gathered(&manifest(), &runs());
        let paired = all_pairs(&table).expect("pairs");
        let order: Vec<(&str, &str)> = paired
            .rows
            .iter()
            .map(|row| (row.variant.as_str(), row.metric.as_str()))
            .collect();
        let metrics = [
            "documents",
            "capability",
            "espoused_competence",
            "knowing_doing_gap",
        ];
        let expected: Vec<(&str, &str)> = ["heavy", "tacit"]
            .into_iter()
            .flat_map(|variant| metrics.map(|metric| (variant, metric)))
            .collect();
        assert_eq!(order, expected);
        let single = paired_between(&table, "heavy", "balanced", "capability", &[]).expect("pairs");
        assert_eq!(paired.rows[1], single.row());
        assert_eq!(paired.unmatched, 0);
    }

    #[test]
    fn a_run_without_a_partner_is_left_out_and_counted() {
        let mut rows = runs();
        rows.retain(|row| (row.variant.as_str(), row.replicate) != ("balanced", 2));
        rows.push(run("heavy", 9, 1.0, 0.9));
        let paired = all_pairs(&gathered(&manifest(), &rows)).expect("pairs");
        assert!(paired.rows.iter().all(|row| row.n == 3));
        // Replicate 2 of heavy and of tacit, replicate 9 of heavy.
        assert_eq!(paired.unmatched, 3);
    }

    #[test]
    fn what_is_not_defined_is_no_pair_in_that_metric() {
        let mut rows = runs();
        rows[1].metrics[1] = f64::NAN;
        let paired = all_pairs(&gathered(&manifest(), &rows)).expect("pairs");
        assert_eq!((paired.rows[0].n, paired.rows[1].n), (4, 3));
    }

    #[test]
    fn points_keep_the_order_of_the_file_and_are_compared_each_by_itself() {
        let mut rows = Vec::new();
        for variant in ["balanced", "heavy"] {
            for point in [0.2, -0.0, 0.1] {
                for replicate in 0..2 {
                    let capability = if variant == "heavy" { 0.5 + point } else { 0.5 };
                    let mut row = run(variant, replicate, 1.0, capability);
                    row.point = vec![point];
                    rows.push(row);
                }
            }
        }
        let table = gathered(&swept_manifest(), &rows);
        let paired = all_pairs(&table).expect("pairs");
        let found: Vec<f64> = paired
            .rows
            .iter()
            .filter(|row| row.metric == "capability")
            .map(|row| row.point[0])
            .collect();
        assert_eq!(found, [0.2, 0.0, 0.1]);
        assert!(paired_between(&table, "heavy", "balanced", "capability", &[0.0]).is_ok());
        let fault = paired_between(&table, "heavy", "balanced", "capability", &[0.3])
            .expect_err("no such point");
        insta::assert_snapshot!(fault.to_string(), @"there are no runs at the point (0.3); runs.csv holds the points there are");
    }

    #[test]
    fn rows_that_do_not_fit_are_said() {
        let mut table = gathered(&manifest(), &runs());
        insta::assert_snapshot!(table.push(&runs()[0]).expect_err("twice").to_string(), @r#"runs.csv holds replicate 0 of variant "balanced" twice; run the scenario.toml beside it again"#);
        insta::assert_snapshot!(table.push(&run("other", 0, 0.0, 0.0)).expect_err("unknown").to_string(), @r#"there is no variant "other" in these runs; there are: balanced, heavy, tacit"#);
        let mut row = run("heavy", 7, 0.0, 0.0);
        row.metrics.pop();
        insta::assert_snapshot!(table.push(&row).expect_err("short").to_string(), @r#"a run of variant "heavy" has 3 metrics, the manifest names 4; they do not belong together"#);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn the_order_of_rows_is_irrelevant_to_the_bit(rows in Just(runs()).prop_shuffle()) {
            let sorted = all_pairs(&gathered(&manifest(), &runs())).expect("pairs");
            prop_assert_eq!(all_pairs(&gathered(&manifest(), &rows)).expect("pairs"), sorted);
        }
    }
}
