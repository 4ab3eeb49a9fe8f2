//! The overview of made-up folders.

use super::*;
use crate::table::RunRow;
use crate::table::examples::{manifest, run, runs, swept_manifest};

const METRICS: [&str; 4] = [
    "documents",
    "capability",
    "espoused_competence",
    "knowing_doing_gap",
];

fn of(manifest: &Manifest, rows: Vec<RunRow>) -> Overview {
    let table = RunTable::gather(manifest, rows.into_iter().map(Ok)).expect("runs");
    overview(&table, manifest, &METRICS).expect("an overview")
}

#[test]
fn three_variants() {
    insta::assert_snapshot!(of(&manifest(), runs()).text());
}

#[test]
fn a_sweep_names_its_points_and_stops_after_a_screen() {
    let mut rows = Vec::new();
    let manifest = swept_manifest();
    for variant in ["balanced", "heavy"] {
        for step in 0..13 {
            for replicate in 0..3 {
                let mut row = run(variant, replicate, 10.0, 0.5 + f64::from(replicate) / 100.0);
                row.point = vec![f64::from(step) / 12.0];
                rows.push(row);
            }
        }
    }
    insta::assert_snapshot!(of(&manifest, rows).text());
}

#[test]
fn one_run_has_no_interval() {
    let mut manifest = manifest();
    manifest.variants.truncate(1);
    insta::assert_snapshot!(of(&manifest, vec![run("balanced", 0, 4_321.0, 0.5)]).text());
}

#[test]
fn no_line_is_wider_than_a_hundred_characters() {
    let mut manifest = manifest();
    for variant in &mut manifest.variants {
        variant.label = format!(
            "{} and all that goes with it in an organisation of this size",
            variant.label
        );
    }
    for metric in &mut manifest.metrics {
        metric.label = format!("{} of everyone at the end of the last week", metric.label);
    }
    let text = of(&manifest, runs()).text();
    assert!(
        text.lines().all(|line| line.chars().count() <= 100),
        "{text}"
    );
    insta::assert_snapshot!(text);
}

#[test]
fn a_variant_that_nobody_asked_for_by_name_is_left_out() {
    let mut manifest = manifest();
    manifest.variants[2].purpose = crate::table::Purpose::Departure { seat: 3 };
    let found = of(&manifest, runs());
    let variants: Vec<&str> = found.rows.iter().map(|row| row.variant.as_str()).collect();
    assert_eq!(variants, ["balanced", "heavy"]);
}

#[test]
fn a_folder_without_runs_has_an_overview_too() {
    insta::assert_snapshot!(of(&manifest(), Vec::new()).text(), @"At week 156: no runs");
}

#[test]
fn precision_is_that_of_the_row_known_worst() {
    let found = of(&manifest(), runs());
    // The documents of these runs do not vary, and the gap is the same in all of them: they are known, whatever is wanted.
    let of = |metric: &str| found.precision.iter().find(|known| known.metric == metric);
    let capability = of("capability").expect("a metric that varies");
    let worst = found
        .rows
        .iter()
        .map(|row| row.cells[1].half_width)
        .fold(0.0, f64::max);
    assert!((capability.half_width - worst).abs() < 1e-15);
    assert!(capability.needed.is_some_and(|needed| needed > 4));
    assert!((capability.wanted - 0.01).abs() < 1e-15);
    let documents = of("documents");
    assert_eq!(
        documents.and_then(|known| known.wanted_share),
        documents.map(|_| 0.05)
    );
}
