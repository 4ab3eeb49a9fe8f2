//! Made-up folders for the tests of charts: plausible numbers, and odd ones. Knows no model.

use crate::analysis::{RunTable, all_pairs};
use crate::table::{
    EventInfo, Manifest, MetricInfo, Purpose, RunCounts, RunRow, SeriesRow, Summary, VariantInfo,
};

use super::{ChartInput, RosterTables, SweepTables};

/// What becomes of a variant: where it ends and how much its runs spread.
#[derive(Debug, Clone)]
pub struct Course {
    pub name: String,
    pub label: String,
    /// Documents per head at the end.
    pub documents: f64,
    pub capability: f64,
    /// Espoused competence at the end.
    pub espoused: f64,
    /// Standard deviation over runs of all shares.
    pub spread: f64,
    pub events: Vec<EventInfo>,
}

pub fn course(label: &str, documents: f64, capability: f64, espoused: f64) -> Course {
    Course {
        name: label.to_lowercase().replace([' ', ','], "-"),
        label: label.to_owned(),
        documents,
        capability,
        espoused,
        spread: 0.025,
        events: Vec::new(),
    }
}

/// The four variants of the question whether documents can be overdone; the second is the reference.
pub fn over_investment() -> Vec<Course> {
    vec![
        course("all tacit", 0.0, 0.40, 0.05),
        course("balanced", 38.0, 0.46, 0.43),
        course("explicit-heavy", 101.0, 0.34, 0.52),
        course("explicit-heavy, loops uncoupled", 101.0, 0.21, 0.03),
    ]
}

pub fn event(week: u32, kind: &str, label: &str) -> EventInfo {
    EventInfo {
        week,
        kind: kind.to_owned(),
        label: label.to_owned(),
        weeks: None,
    }
}

const METRICS: [(&str, &str, &str); 5] = [
    ("capability", "capability", "share"),
    ("performance", "performance", "share"),
    ("espoused_competence", "espoused competence", "share"),
    ("knowing_doing_gap", "knowing–doing gap", "signed"),
    ("documents", "documents", "count"),
];
const EMPLOYEES: u64 = 100;

/// A folder of these variants.
pub fn folder(courses: &[Course], reference: usize, weeks: u32, replicates: u32) -> ChartInput {
    let manifest = manifest(courses, reference, weeks, replicates);
    let mut runs = Vec::new();
    let mut series = Vec::new();
    for course in courses {
        for week in 0..=weeks {
            let time = f64::from(week) / f64::from(weeks.max(1));
            let observed: Vec<[f64; 5]> =
                (0..replicates).map(|r| observe(course, time, r)).collect();
            for (column, (metric, ..)) in METRICS.iter().enumerate() {
                let mut sample: Vec<f64> = observed.iter().map(|metrics| metrics[column]).collect();
                series.push(SeriesRow {
                    variant: course.name.clone(),
                    point: Vec::new(),
                    week,
                    metric: (*metric).to_owned(),
                    summary: Summary::of(&mut sample),
                });
            }
        }
        for replicate in 0..replicates {
            runs.push(RunRow {
                run_id: format!("{:032x}", runs.len()),
                variant: course.name.clone(),
                point: Vec::new(),
                replicate,
                seed: 42,
                metrics: observe(course, 1.0, replicate).to_vec(),
            });
        }
    }
    let mut table = RunTable::new(&manifest);
    for run in &runs {
        table.push(run).expect("runs of the manifest's variants");
    }
    let paired = all_pairs(&table).expect("the reference is a variant").rows;
    ChartInput {
        manifest,
        runs,
        series,
        paired,
        roster: RosterTables::default(),
        sweep: SweepTables::default(),
        besides: Vec::new(),
    }
}

/// One run at a share of its time: a curve that flattens, a part of the noise that all variants share, and its own.
fn observe(course: &Course, time: f64, replicate: u32) -> [f64; 5] {
    let grown = (1.0 - (-2.5 * time).exp()) / (1.0 - (-2.5f64).exp());
    let own = noise(&course.name, replicate);
    let noise =
        course.spread * (0.4 + 0.6 * grown) * (0.8 * noise("shared", replicate) + 0.6 * own);
    let share = |start: f64, end: f64| (start + (end - start) * grown + noise).clamp(0.0, 1.0);
    let capability = share(0.22, course.capability);
    let espoused = (share(0.02, course.espoused)
        + 0.5 * course.spread * grown * self::noise("talk", replicate.wrapping_mul(31)))
    .clamp(0.0, 1.0);
    let performance = capability + 0.35 * (espoused - capability) * 0.7;
    let documents = (course.documents * EMPLOYEES as f64 * time * (1.0 + 0.01 * own)).round();
    [
        capability,
        performance,
        espoused,
        espoused - capability,
        documents,
    ]
}

/// About normal, from a name and a number alone.
fn noise(name: &str, replicate: u32) -> f64 {
    let mut state = name.bytes().fold(u64::from(replicate) + 1, |h, b| {
        (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)
    });
    let uniforms = std::iter::repeat_with(|| {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1u64 << 53) as f64
    });
    uniforms.take(12).sum::<f64>() - 6.0
}

fn manifest(courses: &[Course], reference: usize, weeks: u32, replicates: u32) -> Manifest {
    let variants = courses.iter().map(|course| VariantInfo {
        name: course.name.clone(),
        label: course.label.clone(),
        employees: Some(EMPLOYEES),
        events: course.events.clone(),
        purpose: Purpose::WhatIf,
        own_columns: Vec::new(),
    });
    let metrics = METRICS.iter().map(|(name, label, unit)| MetricInfo {
        name: (*name).to_owned(),
        label: (*label).to_owned(),
        meaning: String::new(),
        unit: (*unit).to_owned(),
        tone: "neutral".to_owned(),
        smallest: if *unit == "count" { 0.05 } else { 0.01 },
        smallest_is_relative: *unit == "count",
    });
    let count = u64::from(replicates) * courses.len() as u64;
    Manifest {
        seci: "0.1.0".to_owned(),
        reference: courses[reference].name.clone(),
        weeks,
        observed_weeks: (0..=weeks).collect(),
        replicates,
        variants: variants.collect(),
        metrics: metrics.collect(),
        runs: RunCounts {
            planned: count,
            reused: 0,
            computed: count,
            failed: 0,
        },
        ..crate::table::examples::manifest()
    }
}
