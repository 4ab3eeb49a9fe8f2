//! The tables of an output folder: typed rows, stable order, one place for names of files and columns.
//!
//! Owns `manifest.json`, `runs.csv`, `series.csv`, `paired.csv` and `failures.csv`: their rows, writers and readers.
//! Everything after the engine (analysis, charts, reports) works from what is read here, never from a running model.

use serde::{Deserialize, Serialize};

/// A row of `runs.csv`: one run at its last week.
#[derive(Debug, Clone, PartialEq)]
pub struct RunRow {
    /// 32 hexadecimal digits.
    pub run_id: String,
    pub variant: String,
    /// The values of the swept parameters, in the order of `Manifest::swept`; empty without a sweep.
    pub point: Vec<f64>,
    pub replicate: u32,
    /// The root seed of the scenario.
    pub seed: u64,
    /// In the order of `Manifest::metrics`.
    pub metrics: Vec<f64>,
}

/// A row of `series.csv`: the distribution of one metric over the runs of one variant, point and week.
#[derive(Debug, Clone, PartialEq)]
pub struct SeriesRow {
    pub variant: String,
    pub point: Vec<f64>,
    pub week: u32,
    pub metric: String,
    pub summary: Summary,
}

/// The distribution of a sample: sd with n − 1, quantiles of type 7 (Hyndman & Fan 1996).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Summary {
    pub n: u64,
    pub mean: f64,
    /// 0 for a sample of one.
    pub sd: f64,
    /// The quantiles 0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95.
    pub quantiles: [f64; 7],
}

/// A row of `paired.csv`: variant minus reference at equal point and replicate, last week.
#[derive(Debug, Clone, PartialEq)]
pub struct PairedRow {
    pub variant: String,
    pub reference: String,
    pub point: Vec<f64>,
    pub metric: String,
    pub n: u64,
    pub mean_difference: f64,
    /// 95 % t interval.
    pub ci_low: f64,
    pub ci_high: f64,
    /// Share of pairs in which the variant is strictly higher.
    pub share_higher: f64,
}

/// A row of `failures.csv`: a run that did not finish, and the command that repeats it.
#[derive(Debug, Clone, PartialEq)]
pub struct FailureRow {
    pub run_id: String,
    pub variant: String,
    pub point: Vec<f64>,
    pub replicate: u32,
    pub seed: u64,
    pub week: u32,
    pub message: String,
    pub replay: String,
}

/// `manifest.json`: what this folder is, and all that a reader of its tables needs to label them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of the program, such as "0.1.0".
    pub seci: String,
    /// Version of the engine; results of different versions are not mixed.
    pub engine: u32,
    pub git_revision: Option<String>,
    pub model: String,
    pub name: String,
    pub title: String,
    /// The first 12 hexadecimal digits of the SHA-256 of `scenario.toml`.
    pub scenario_hash: String,
    pub seed: u64,
    pub weeks: u32,
    pub observed_weeks: Vec<u32>,
    /// Runs of each variant (at each point).
    pub replicates: u32,
    pub reference: String,
    pub variants: Vec<VariantInfo>,
    pub swept: Vec<SweptInfo>,
    pub metrics: Vec<MetricInfo>,
    pub runs: RunCounts,
    /// RFC 3339, UTC.
    pub started: String,
    pub seconds: f64,
    /// Whether all planned runs are in the tables.
    pub complete: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct VariantInfo {
    pub name: String,
    pub label: String,
    /// The organisation's headcount, where the model has one.
    pub employees: Option<u64>,
    pub events: Vec<EventInfo>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EventInfo {
    pub week: u32,
    /// Such as "policy" or "shock".
    pub kind: String,
    /// What happens, in a few words: "explicit_share = 0.3", "size 0.4".
    pub label: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SweptInfo {
    pub name: String,
    pub label: String,
    pub unit: String,
}

/// The registry's metric, in the words of the file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MetricInfo {
    pub name: String,
    pub label: String,
    pub meaning: String,
    /// "share", "signed" or "count".
    pub unit: String,
    /// "tacit", "explicit" or "neutral".
    pub tone: String,
    /// The smallest relevant difference in the metric's unit, or as a share of the reference's mean.
    pub smallest: f64,
    pub smallest_is_relative: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RunCounts {
    pub planned: u64,
    pub reused: u64,
    pub computed: u64,
    pub failed: u64,
}
