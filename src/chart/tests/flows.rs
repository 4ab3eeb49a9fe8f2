//! The charts of flows and of shocks: spiral, loops, shock.

use super::layout::check;
use super::*;
use crate::table::MetricInfo;

/// Flows that a made-up folder gets, each as a share of its documents, but for the sessions of practice.
const FLOWS: [(&str, f64); 8] = [
    ("socialisations", 0.1),
    ("externalisations", 0.9),
    ("combinations", 0.8),
    ("structured_documents", 0.9),
    ("integrated_documents", 0.8),
    ("debriefed_sessions", 0.5),
    ("refined_sessions", 0.5),
    ("practice_sessions", 1.0),
];

/// The folder with flows; `ratios` has the internalisations per document of each variant.
fn flowing(courses: &[Course], reference: usize, ratios: &[f64]) -> ChartInput {
    let mut input = folder(courses, reference, 52, 40);
    let names = FLOWS.iter().map(|(name, _)| *name);
    for name in names.chain(["internalisations"]) {
        input.manifest.metrics.push(MetricInfo {
            name: name.to_owned(),
            label: name.replace('_', " "),
            meaning: "made up".to_owned(),
            unit: "count".to_owned(),
            tone: "neutral".to_owned(),
            smallest: 0.05,
            smallest_is_relative: true,
        });
    }
    let documents = input
        .manifest
        .metric_position("documents")
        .expect("documents");
    for run in &mut input.runs {
        let place = courses.iter().position(|course| course.name == run.variant);
        let written = run.metrics[documents];
        run.metrics
            .extend(FLOWS.iter().map(|(_, share)| share * written));
        // A little luck, the same in all variants.
        let luck = 1.0 + 0.01 * f64::from(run.replicate % 3);
        run.metrics
            .push(ratios[place.expect("a course")] * written * luck);
    }
    input
}

fn pair() -> [Course; 2] {
    [
        course("balanced", 38.0, 0.46, 0.43),
        course("explicit-heavy", 101.0, 0.34, 0.52),
    ]
}

/// Half an internalisation per document is 50 per 100, times 1.01 for the luck: 50 and 15.
#[test]
fn the_spiral_tells_internalisations_per_hundred_documents() {
    let input = flowing(&pair(), 0, &[0.5, 0.15]);
    assert_eq!(
        title(&input, "spiral"),
        (
            "Explicit-heavy has 15 internalisations per 100 documents, balanced 50".to_owned(),
            Standing::Holds
        )
    );
    let turned = flowing(&pair(), 0, &[0.15, 0.5]);
    assert_eq!(
        title(&turned, "spiral").0,
        "Explicit-heavy has 50 internalisations per 100 documents, balanced 15"
    );
}

#[test]
fn equal_flows_are_no_clear_difference() {
    let same = [course("one", 38.0, 0.4, 0.4), course("two", 38.0, 0.4, 0.4)];
    let mut input = flowing(&same, 0, &[0.3, 0.3]);
    for index in 0..40 {
        input.runs[40 + index].metrics = input.runs[index].metrics.clone();
    }
    for id in ["spiral", "loops"] {
        let (title, standing) = title(&input, id);
        assert!(
            title.starts_with("No clear difference in internalisations"),
            "{title}"
        );
        assert_eq!(standing, Standing::Fails);
    }
}

#[test]
fn a_variant_in_which_nothing_flows_is_drawn_and_not_made_the_headline() {
    let mut courses = vec![course("none written", 0.0, 0.4, 0.1)];
    courses.extend(pair());
    courses.push(course("uncoupled", 101.0, 0.21, 0.03));
    let input = flowing(&courses, 1, &[0.0, 0.5, 0.15, 0.0]);
    let (title, _) = title(&input, "spiral");
    assert!(
        title.contains("xplicit-heavy") && title.contains("alanced"),
        "{title}"
    );
    let all = drawn(&input);
    let (_, spiral) = all
        .iter()
        .find(|(id, _)| *id == "spiral")
        .expect("the spiral");
    assert!(spiral.alt.contains("no documents"), "{}", spiral.alt);
    check("nothing flows", &input);
}

/// 101 documents a head and year at 0.15: 15; 38 at 0.5: 19.
#[test]
fn the_loops_mark_the_slowest_stage_and_tell_what_comes_back() {
    let input = flowing(&pair(), 0, &[0.5, 0.15]);
    let (title, standing) = title(&input, "loops");
    assert_eq!(
        title,
        "Explicit-heavy turns 15 habits per head and year round by guidance, balanced 19"
    );
    assert_eq!(standing, Standing::Holds);
    let all = drawn(&input);
    let (_, loops) = all
        .iter()
        .find(|(id, _)| *id == "loops")
        .expect("the loops");
    let csv = loops.sheet.csv();
    assert!(
        csv.contains("balanced,integration,integrated_documents") && csv.contains(",yes"),
        "{csv}"
    );
    // Of two stages that let the same through the first is marked.
    assert!(
        csv.contains("feedback,debriefed_sessions") && !csv.contains("practice_sessions,38,yes")
    );
    check("loops", &input);
}

#[test]
fn a_single_variant_flows_without_comparison() {
    let input = flowing(&pair()[..1], 0, &[0.5]);
    for id in ["spiral", "loops"] {
        assert_eq!(title(&input, id).1, Standing::Describes);
    }
    check("one flows", &input);
}

/// Capability loses 20 points in the weeks 6 to 9; in the second variant it never comes back.
fn shocked(second: f64) -> ChartInput {
    let mut courses = vec![
        course("calm", 38.0, 0.46, 0.4),
        course("slow", 38.0, second, 0.4),
    ];
    for course in &mut courses {
        course.events.push(event(5, "shock", "size 0.4"));
    }
    let mut input = folder(&courses, 0, 20, 60);
    for row in &mut input.series {
        let hit = row.metric == "capability" && row.week > 5;
        if hit && (row.week < 10 || row.variant == "slow") {
            row.summary.mean -= 0.2;
        }
    }
    input
}

/// The courses fall from week 5 to week 6, where the made-up curve has risen by about two points meanwhile.
#[test]
fn a_shock_is_told_with_fall_and_return() {
    let (title, standing) = title(&shocked(0.30), "shock");
    assert_eq!(standing, Standing::Holds);
    assert!(
        title.starts_with("The shock of week 5 takes 1")
            && title.contains(
                " pp of capability: calm is back after 5 weeks, slow is not back at the end"
            ),
        "{title}"
    );
    check("shocked", &shocked(0.30));
}

#[test]
fn without_a_clear_difference_at_the_end_the_shock_claims_none() {
    let mut input = shocked(0.46);
    for index in 0..60 {
        input.runs[60 + index].metrics = input.runs[index].metrics.clone();
    }
    let (title, standing) = title(&input, "shock");
    assert!(
        title.starts_with("No clear difference in capability"),
        "{title}"
    );
    assert_eq!(standing, Standing::Fails);
}

#[test]
fn where_nothing_falls_the_shock_takes_nothing() {
    let mut courses = vec![course("alone", 38.0, 0.46, 0.4)];
    courses[0].events.push(event(5, "shock", "size 0.4"));
    let (title, standing) = title(&folder(&courses, 0, 20, 60), "shock");
    assert!(
        title.contains("takes no clear part of capability"),
        "{title}"
    );
    assert_eq!(standing, Standing::Fails);
}

#[test]
fn no_shock_no_chart_of_one() {
    let all = drawn(&folder(&over_investment(), 1, 8, 8));
    assert!(all.iter().all(|(id, _)| *id != "shock"));
}
