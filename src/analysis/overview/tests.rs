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
    insta::assert_snapshot!(of(&manifest(), runs()).text(), @r#"
    At week 156: mean of 4 runs ± 95 % interval

                     documents    capability  espoused competence  knowing–doing gap
    balanced         4,000 ± 0  50.2 ± 2.7 %         75.2 ± 2.7 %        0.25 ± 0.00
    explicit-heavy  12,000 ± 0  41.5 ± 3.7 %         66.5 ± 3.7 %        0.25 ± 0.00
    all tacit            0 ± 0  50.2 ± 2.0 %         75.2 ± 2.0 %        0.25 ± 0.00

    Difference from balanced, pair by pair; in brackets if it may be 0

                     documents      capability  espoused competence  knowing–doing gap
    explicit-heavy  +8,000 ± 0   −8.8 ± 1.0 pp        −8.8 ± 1.0 pp      (0.00 ± 0.00)
    all tacit       −4,000 ± 0  (0.0 ± 2.9 pp)       (0.0 ± 2.9 pp)      (0.00 ± 0.00)

    capability: ±3.7 pp with 4 runs; ±1 pp takes 24 runs of each variant
    espoused competence: ±3.7 pp with 4 runs; ±1 pp takes 24 runs of each variant
    "#);
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
    insta::assert_snapshot!(of(&manifest, rows).text(), @r#"
    At week 156: mean of 3 runs ± 95 % interval

                                   documents    capability  espoused competence  knowing–doing gap
    balanced, drift 0                 10 ± 0  51.0 ± 2.5 %         76.0 ± 2.5 %        0.25 ± 0.00
    balanced, drift 0.08333           10 ± 0  51.0 ± 2.5 %         76.0 ± 2.5 %        0.25 ± 0.00
    balanced, drift 0.1667            10 ± 0  51.0 ± 2.5 %         76.0 ± 2.5 %        0.25 ± 0.00
    balanced, drift 0.25              10 ± 0  51.0 ± 2.5 %         76.0 ± 2.5 %        0.25 ± 0.00
    balanced, drift 0.3333            10 ± 0  51.0 ± 2.5 %         76.0 ± 2.5 %        0.25 ± 0.00
    balanced, drift 0.4167            10 ± 0  51.0 ± 2.5 %         76.0 ± 2.5 %        0.25 ± 0.00
    balanced, drift 0.5               10 ± 0  51.0 ± 2.5 %         76.0 ± 2.5 %        0.25 ± 0.00
    balanced, drift 0.5833            10 ± 0  51.0 ± 2.5 %         76.0 ± 2.5 %        0.25 ± 0.00
    balanced, drift 0.6667            10 ± 0  51.0 ± 2.5 %         76.0 ± 2.5 %        0.25 ± 0.00
    balanced, drift 0.75              10 ± 0  51.0 ± 2.5 %         76.0 ± 2.5 %        0.25 ± 0.00
    balanced, drift 0.8333            10 ± 0  51.0 ± 2.5 %         76.0 ± 2.5 %        0.25 ± 0.00
    balanced, drift 0.9167            10 ± 0  51.0 ± 2.5 %         76.0 ± 2.5 %        0.25 ± 0.00
    balanced, drift 1                 10 ± 0  51.0 ± 2.5 %         76.0 ± 2.5 %        0.25 ± 0.00
    explicit-heavy, drift 0           10 ± 0  51.0 ± 2.5 %         76.0 ± 2.5 %        0.25 ± 0.00
    explicit-heavy, drift 0.08333     10 ± 0  51.0 ± 2.5 %         76.0 ± 2.5 %        0.25 ± 0.00
    explicit-heavy, drift 0.1667      10 ± 0  51.0 ± 2.5 %         76.0 ± 2.5 %        0.25 ± 0.00
    explicit-heavy, drift 0.25        10 ± 0  51.0 ± 2.5 %         76.0 ± 2.5 %        0.25 ± 0.00
    explicit-heavy, drift 0.3333      10 ± 0  51.0 ± 2.5 %         76.0 ± 2.5 %        0.25 ± 0.00
    explicit-heavy, drift 0.4167      10 ± 0  51.0 ± 2.5 %         76.0 ± 2.5 %        0.25 ± 0.00
    explicit-heavy, drift 0.5         10 ± 0  51.0 ± 2.5 %         76.0 ± 2.5 %        0.25 ± 0.00
    explicit-heavy, drift 0.5833      10 ± 0  51.0 ± 2.5 %         76.0 ± 2.5 %        0.25 ± 0.00
    explicit-heavy, drift 0.6667      10 ± 0  51.0 ± 2.5 %         76.0 ± 2.5 %        0.25 ± 0.00
    explicit-heavy, drift 0.75        10 ± 0  51.0 ± 2.5 %         76.0 ± 2.5 %        0.25 ± 0.00
    explicit-heavy, drift 0.8333      10 ± 0  51.0 ± 2.5 %         76.0 ± 2.5 %        0.25 ± 0.00
    … and 2 further rows

    Difference from balanced, pair by pair; in brackets if it may be 0

                                   documents      capability  espoused competence  knowing–doing gap
    explicit-heavy, drift 0          (0 ± 0)  (0.0 ± 0.0 pp)       (0.0 ± 0.0 pp)      (0.00 ± 0.00)
    explicit-heavy, drift 0.08333    (0 ± 0)  (0.0 ± 0.0 pp)       (0.0 ± 0.0 pp)      (0.00 ± 0.00)
    explicit-heavy, drift 0.1667     (0 ± 0)  (0.0 ± 0.0 pp)       (0.0 ± 0.0 pp)      (0.00 ± 0.00)
    explicit-heavy, drift 0.25       (0 ± 0)  (0.0 ± 0.0 pp)       (0.0 ± 0.0 pp)      (0.00 ± 0.00)
    explicit-heavy, drift 0.3333     (0 ± 0)  (0.0 ± 0.0 pp)       (0.0 ± 0.0 pp)      (0.00 ± 0.00)
    explicit-heavy, drift 0.4167     (0 ± 0)  (0.0 ± 0.0 pp)       (0.0 ± 0.0 pp)      (0.00 ± 0.00)
    explicit-heavy, drift 0.5        (0 ± 0)  (0.0 ± 0.0 pp)       (0.0 ± 0.0 pp)      (0.00 ± 0.00)
    explicit-heavy, drift 0.5833     (0 ± 0)  (0.0 ± 0.0 pp)       (0.0 ± 0.0 pp)      (0.00 ± 0.00)
    explicit-heavy, drift 0.6667     (0 ± 0)  (0.0 ± 0.0 pp)       (0.0 ± 0.0 pp)      (0.00 ± 0.00)
    explicit-heavy, drift 0.75       (0 ± 0)  (0.0 ± 0.0 pp)       (0.0 ± 0.0 pp)      (0.00 ± 0.00)
    explicit-heavy, drift 0.8333     (0 ± 0)  (0.0 ± 0.0 pp)       (0.0 ± 0.0 pp)      (0.00 ± 0.00)
    explicit-heavy, drift 0.9167     (0 ± 0)  (0.0 ± 0.0 pp)       (0.0 ± 0.0 pp)      (0.00 ± 0.00)
    explicit-heavy, drift 1          (0 ± 0)  (0.0 ± 0.0 pp)       (0.0 ± 0.0 pp)      (0.00 ± 0.00)

    capability: ±2.5 pp with 3 runs; ±1 pp takes 7 runs of each variant
    espoused competence: ±2.5 pp with 3 runs; ±1 pp takes 7 runs of each variant
    "#);
}

#[test]
fn one_run_has_no_interval() {
    let mut manifest = manifest();
    manifest.variants.truncate(1);
    insta::assert_snapshot!(of(&manifest, vec![run("balanced", 0, 4_321.0, 0.5)]).text(), @r#"
    At week 156: 1 run

              documents  capability  espoused competence  knowing–doing gap
    balanced      4,320        50 %                 75 %               0.25
    "#);
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
    insta::assert_snapshot!(text, @r#"
    At week 156: mean of 4 runs ± 95 % interval

                                        documents of everyo…  capability of every…  espoused competence…
    balanced and all…ion of this size              4,000 ± 0          50.2 ± 2.7 %          75.2 ± 2.7 %
    explicit-heavy an…ion of this size            12,000 ± 0          41.5 ± 3.7 %          66.5 ± 3.7 %
    all tacit and all…ion of this size                 0 ± 0          50.2 ± 2.0 %          75.2 ± 2.0 %

                                        knowing–doing gap o…
    balanced and all…ion of this size            0.25 ± 0.00
    explicit-heavy an…ion of this size           0.25 ± 0.00
    all tacit and all…ion of this size           0.25 ± 0.00

    Difference from balanced and all that goes with it in an organisation of this size, pair by pair; i…

                                        documents of everyo…  capability of every…  espoused competence…
    explicit-heavy an…ion of this size            +8,000 ± 0         −8.8 ± 1.0 pp         −8.8 ± 1.0 pp
    all tacit and all…ion of this size            −4,000 ± 0        (0.0 ± 2.9 pp)        (0.0 ± 2.9 pp)

                                        knowing–doing gap o…
    explicit-heavy an…ion of this size         (0.00 ± 0.00)
    all tacit and all…ion of this size         (0.00 ± 0.00)

    capability of everyone at the end of the last week: ±3.7 pp with 4 runs; ±1 pp takes 24 runs of eac…
    espoused competence of everyone at the end of the last week: ±3.7 pp with 4 runs; ±1 pp takes 24 ru…
    "#);
}

#[test]
fn a_folder_without_runs_has_an_overview_too() {
    insta::assert_snapshot!(of(&manifest(), Vec::new()).text(), @"At week 156: no runs");
}

#[test]
fn precision_is_that_of_the_row_known_worst() {
    let found = of(&manifest(), runs());
    assert_eq!(found.precision.len(), 2);
    let worst = found
        .rows
        .iter()
        .map(|row| row.cells[1].half_width)
        .fold(0.0, f64::max);
    assert!((found.precision[0].half_width - worst).abs() < 1e-15);
    assert!(found.precision[0].needed.is_some_and(|needed| needed > 4));
}
