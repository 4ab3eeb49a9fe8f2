//! The tables of an output folder: typed rows, stable order, one place for names of files and columns.
//!
//! Owns `manifest.json`, `runs.csv`, `series.csv`, `paired.csv` and `failures.csv`, and the tables that a sweep or a
//! comparison adds: their rows, writers and readers.
//! Everything after the engine (analysis, charts, reports) works from what is read here, never from a running model.

mod chosen;
mod comparison;
mod dictionary;
mod fault;
mod folder;
mod number;
#[cfg(feature = "parquet")]
mod parquet;
mod people;
mod purpose;
mod read;
mod row;
mod sweep;
mod twin;
mod write;

#[cfg(test)]
pub(crate) mod examples;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::scenario::registry::{Metric, Smallest};

pub use crate::scenario::registry::{Tone, Unit};
pub use chosen::{BridgeInfo, ChartInfo, LeverInfo, MarkInfo};
pub use comparison::{ComparedRow, DifferenceRow};
pub use dictionary::{Column, FIELDS, Field, Kind, OF_COMPARISONS, Part, TABLES, Table};
pub use fault::TableError;
pub use folder::{Folder, MANIFEST_FILE, read_manifest, write_manifest};
pub use number::{parse_number, push_number};
#[cfg(feature = "parquet")]
pub use parquet::write_parquet_twins;
pub use purpose::Purpose;
pub use read::TableReader;
pub use row::{Fault, Fields, Row, Taken};
pub use sweep::{ConvergenceRow, DesignRow, EffectRow, Gain, OptimumRow, PointRow, SensitivityRow};
pub use twin::remove_parquet_twins;
pub use write::{TableFile, TableWriter, write_atomically, write_table};

/// The version of the names and columns of the tables; a reader refuses others.
pub const TABLE_VERSION: u32 = 1;

/// The levels of the quantiles of a [`Summary`], as in the columns q05 to q95.
pub const QUANTILES: [f64; 7] = [0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95];

/// The columns that depend on the scenario.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Columns {
    /// The names of the swept parameters; empty without a sweep.
    pub swept: Vec<String>,
    /// The names of the metrics.
    pub metrics: Vec<String>,
}

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
    /// NaN for a sample of one, an empty field in the table.
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

/// A row of `people.csv`: the distribution of one metric of one person, or of one team, over the runs of one variant,
/// point and week. A team's metric is the mean over its people.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonRow {
    pub variant: String,
    pub point: Vec<f64>,
    pub level: Level,
    pub id: String,
    pub name: String,
    pub team: String,
    pub week: u32,
    pub metric: String,
    pub summary: Summary,
}

/// Whether a row is about a person or a team.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    Person,
    Team,
}

/// A row of `network.csv`: the trust of one tie over the runs of one variant, point and week.
#[derive(Debug, Clone, PartialEq)]
pub struct TieRow {
    pub variant: String,
    pub point: Vec<f64>,
    /// The ids of its ends.
    pub from: String,
    pub to: String,
    pub week: u32,
    pub n: u64,
    pub trust: f64,
    pub sd: f64,
}

/// A row of `departures.csv`: what one person's leaving changes in a metric, at equal point and replicate, last week.
#[derive(Debug, Clone, PartialEq)]
pub struct DepartureRow {
    pub variant: String,
    pub point: Vec<f64>,
    pub metric: String,
    /// By loss, 1 for the largest.
    pub rank: u64,
    pub id: String,
    pub name: String,
    pub team: String,
    /// NaN where the ties are drawn in every run.
    pub sum_of_trust: f64,
    pub n: u64,
    pub mean_difference: f64,
    /// 95 % t interval.
    pub ci_low: f64,
    pub ci_high: f64,
    pub p: f64,
    /// Adjusted for the number of people (Holm 1979).
    pub p_adjusted: f64,
    /// "lower", "higher", "too small" or "unclear".
    pub standing: String,
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
    /// The first 12 hexadecimal digits of the SHA-256 of what is run: `scenario.toml` without its charts.
    pub scenario_hash: String,
    pub seed: u64,
    pub weeks: u32,
    /// What a step is called: "week", "period".
    #[serde(default = "week")]
    pub step: String,
    /// Whether runs go on to an end of their own; `weeks` is then the most that they may take.
    #[serde(default)]
    pub open_ended: bool,
    pub observed_weeks: Vec<u32>,
    /// Runs of each variant (at each point).
    pub replicates: u32,
    pub reference: String,
    pub variants: Vec<VariantInfo>,
    pub swept: Vec<SweptInfo>,
    /// How the points were laid out; none without a sweep.
    #[serde(default)]
    pub design: Option<DesignInfo>,
    /// Which part of all runs the folder holds; none: all of them.
    #[serde(default)]
    pub shard: Option<ShardInfo>,
    pub metrics: Vec<MetricInfo>,
    /// The people of a roster, in the order of their seats; none without one, or where they are not observed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<PersonInfo>,
    /// The weeks in which they are observed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people_weeks: Vec<u32>,
    /// The metrics that are observed of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub person_metrics: Vec<String>,
    /// The charts that the scenario chooses, in their order; none: all that the tables have something for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub charts: Vec<ChartInfo>,
    pub runs: RunCounts,
    /// RFC 3339, UTC.
    pub started: String,
    pub seconds: f64,
    /// Whether all planned runs are in the tables.
    pub complete: bool,
}

/// The step of manifests that do not say it.
fn week() -> String {
    "week".to_owned()
}

impl Manifest {
    /// When the last observation is made: "week 156", "equilibrium".
    #[must_use]
    pub fn end(&self) -> String {
        if self.open_ended {
            "equilibrium".to_owned()
        } else {
            format!("{} {}", self.step, self.weeks)
        }
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct VariantInfo {
    pub name: String,
    pub label: String,
    /// The organisation's headcount, where the model has one.
    pub employees: Option<u64>,
    pub events: Vec<EventInfo>,
    /// Why it was run; not said of what the scenario asks for.
    #[serde(default, skip_serializing_if = "Purpose::is_what_if")]
    pub purpose: Purpose,
    /// What people have of their own by columns of a file, column by column.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub own_columns: Vec<OwnColumnInfo>,
}

/// Whose settings of their own are those in a column of a file of people. The resolved scenario has the settings, but no
/// longer says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnColumnInfo {
    pub parameter: String,
    /// The name of the file.
    pub file: String,
    /// The first and the last of seats beside one another, ascending.
    pub seats: Vec<[u32; 2]>,
}

/// Somebody of a roster.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonInfo {
    pub id: String,
    pub name: String,
    pub team: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub role: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EventInfo {
    pub week: u32,
    /// Such as "policy" or "shock".
    pub kind: String,
    /// What happens, in a few words: `explicit_share = 0.3`, `size 0.4`.
    pub label: String,
    /// How many weeks it lasts, where its kind has a length.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weeks: Option<u32>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SweptInfo {
    pub name: String,
    pub label: String,
    pub unit: String,
    /// "linear" or "log": how the range is walked through, and how an axis of a chart shows it.
    #[serde(default = "linear")]
    pub scale: String,
    /// The ends of the range that is covered.
    #[serde(default)]
    pub low: f64,
    #[serde(default)]
    pub high: f64,
    /// The value that the reference variant would have without the sweep.
    #[serde(default)]
    pub base: f64,
}

fn linear() -> String {
    "linear".to_owned()
}

/// How the points of a sweep were laid out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DesignInfo {
    /// "grid", "zip", "list", "csv", "one-at-a-time", "latin-hypercube", "sobol", "morris" or "saltelli".
    pub kind: String,
    /// Rows of `design.csv`.
    pub rows: u64,
    /// Different points among them: what is run.
    pub points: u64,
}

/// The registry's metric, in the words of the file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MetricInfo {
    pub name: String,
    pub label: String,
    pub meaning: String,
    /// "share", "points", "signed" or "count".
    pub unit: String,
    /// "tacit", "explicit" or "neutral".
    pub tone: String,
    /// The smallest relevant difference in the metric's unit, or as a share of the reference's mean.
    pub smallest: f64,
    pub smallest_is_relative: bool,
}

/// A part of all runs, made apart from the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ShardInfo {
    /// Counted from 1.
    pub number: u32,
    pub of: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RunCounts {
    pub planned: u64,
    pub reused: u64,
    pub computed: u64,
    pub failed: u64,
}

impl Manifest {
    /// The columns of the tables of this folder.
    #[must_use]
    pub fn columns(&self) -> Columns {
        Columns {
            swept: self.swept.iter().map(|swept| swept.name.clone()).collect(),
            metrics: self
                .metrics
                .iter()
                .map(|metric| metric.name.clone())
                .collect(),
        }
    }

    /// The variant of that name.
    #[must_use]
    pub fn variant(&self, name: &str) -> Option<&VariantInfo> {
        self.variants.iter().find(|variant| variant.name == name)
    }

    /// The metric of that name.
    #[must_use]
    pub fn metric(&self, name: &str) -> Option<&MetricInfo> {
        self.metrics.iter().find(|metric| metric.name == name)
    }

    /// The position of a metric, which is its index in [`RunRow::metrics`].
    #[must_use]
    pub fn metric_position(&self, name: &str) -> Option<usize> {
        self.metrics.iter().position(|metric| metric.name == name)
    }
}

impl MetricInfo {
    /// The unit as a type; what is not known is treated as a plain number.
    #[must_use]
    pub fn unit(&self) -> Unit {
        match self.unit.as_str() {
            "share" => Unit::Share,
            "count" => Unit::Count,
            "points" => Unit::Points,
            _ => Unit::Signed,
        }
    }

    /// The tone as a type; what is not known is neutral.
    #[must_use]
    pub fn tone(&self) -> Tone {
        match self.tone.as_str() {
            "tacit" => Tone::Tacit,
            "explicit" => Tone::Explicit,
            _ => Tone::Neutral,
        }
    }
}

impl From<&Metric> for MetricInfo {
    fn from(metric: &Metric) -> Self {
        let (smallest, smallest_is_relative) = match metric.smallest {
            Smallest::Absolute(size) => (size, false),
            Smallest::Relative(share) => (share, true),
        };
        MetricInfo {
            name: metric.name.to_owned(),
            label: metric.label.to_owned(),
            meaning: metric.meaning.to_owned(),
            unit: match metric.unit {
                Unit::Share => "share",
                Unit::Points => "points",
                Unit::Signed => "signed",
                Unit::Count => "count",
            }
            .to_owned(),
            tone: match metric.tone {
                Tone::Tacit => "tacit",
                Tone::Explicit => "explicit",
                Tone::Neutral => "neutral",
            }
            .to_owned(),
            smallest,
            smallest_is_relative,
        }
    }
}
