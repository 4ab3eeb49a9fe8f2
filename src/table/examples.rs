//! A small folder for tests: three variants, four metrics, made-up numbers. Knows no model.

use super::{
    DesignInfo, Manifest, MetricInfo, Purpose, RunCounts, RunRow, ShardInfo, SweptInfo, VariantInfo,
};

/// A manifest with the variants `balanced` (the reference), `heavy` and `tacit`, without a sweep.
pub(crate) fn manifest() -> Manifest {
    let variant = |name: &str, label: &str| VariantInfo {
        name: name.to_owned(),
        label: label.to_owned(),
        employees: Some(100),
        events: Vec::new(),
        purpose: Purpose::WhatIf,
        own_columns: Vec::new(),
    };
    let metric = |name: &str, label: &str, unit: &str, smallest: f64| MetricInfo {
        name: name.to_owned(),
        label: label.to_owned(),
        meaning: String::new(),
        unit: unit.to_owned(),
        tone: "neutral".to_owned(),
        smallest,
        smallest_is_relative: unit == "count",
    };
    Manifest {
        seci: "0.1.0".to_owned(),
        engine: 1,
        git_revision: None,
        model: "two-loop".to_owned(),
        name: "example".to_owned(),
        title: "What do another ten hours of documenting buy?".to_owned(),
        scenario_hash: "0123456789ab".to_owned(),
        seed: 42,
        weeks: 156,
        step: "week".to_owned(),
        open_ended: false,
        observed_weeks: vec![0, 52, 156],
        replicates: 4,
        reference: "balanced".to_owned(),
        variants: vec![
            variant("balanced", "balanced"),
            variant("heavy", "explicit-heavy"),
            variant("tacit", "all tacit"),
        ],
        swept: Vec::new(),
        design: None,
        shard: None,
        metrics: vec![
            metric("documents", "documents", "count", 0.05),
            metric("capability", "capability", "share", 0.01),
            metric("espoused_competence", "espoused competence", "share", 0.01),
            metric("knowing_doing_gap", "knowing–doing gap", "signed", 0.01),
        ],
        people: Vec::new(),
        people_weeks: Vec::new(),
        person_metrics: Vec::new(),
        charts: Vec::new(),
        runs: RunCounts {
            planned: 12,
            reused: 0,
            computed: 12,
            failed: 0,
        },
        started: "2026-11-02T09:00:00Z".to_owned(),
        seconds: 1.5,
        complete: true,
    }
}

/// The same with one swept parameter.
pub(crate) fn swept_manifest() -> Manifest {
    Manifest {
        swept: vec![SweptInfo {
            name: "drift".to_owned(),
            label: "drift".to_owned(),
            unit: "rate a year".to_owned(),
            scale: "linear".to_owned(),
            low: 0.0,
            high: 0.5,
            base: 0.05,
        }],
        shard: Some(ShardInfo { number: 1, of: 8 }),
        design: Some(DesignInfo {
            kind: "grid".to_owned(),
            rows: 2,
            points: 2,
        }),
        ..manifest()
    }
}

/// A run of the folder: documents and capability given, the rest derived.
pub(crate) fn run(variant: &str, replicate: u32, documents: f64, capability: f64) -> RunRow {
    RunRow {
        run_id: format!("{variant}-{replicate}"),
        variant: variant.to_owned(),
        point: Vec::new(),
        replicate,
        seed: 42,
        metrics: vec![documents, capability, capability + 0.25, 0.25],
    }
}

/// Four runs of each variant: heavy has more documents and less capability; tacit has none, and about the same.
pub(crate) fn runs() -> Vec<RunRow> {
    let mut rows = Vec::new();
    for (variant, documents, capability) in [
        ("balanced", 4_000.0, [0.500, 0.520, 0.480, 0.510]),
        ("heavy", 12_000.0, [0.410, 0.440, 0.385, 0.425]),
        ("tacit", 0.0, [0.520, 0.500, 0.490, 0.500]),
    ] {
        for (replicate, capability) in (0..).zip(capability) {
            rows.push(run(variant, replicate, documents, capability));
        }
    }
    rows
}
