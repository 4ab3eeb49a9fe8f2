//! The charts that a scenario chooses, as the manifest says them: all that whoever draws from tables alone has to know.

use serde::{Deserialize, Serialize};

/// A chart that the scenario chooses.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ChartInfo {
    /// Such as "scissors".
    pub kind: String,
    /// The author's title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The author's sentence for the footer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metric: Option<String>,
    /// The names of those that are shown; none: all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub variants: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<MarkInfo>,
    /// Of a bridge between two variants.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bridge: Option<BridgeInfo>,
}

/// A text at a week or at a value.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct MarkInfo {
    pub week: Option<u32>,
    pub value: Option<f64>,
    pub text: String,
}

/// The way from one variant to another.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct BridgeInfo {
    pub from: String,
    pub to: String,
    pub levers: Vec<LeverInfo>,
}

/// What is moved together.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LeverInfo {
    /// As in `variants[].purpose.coalition.moved`.
    pub name: String,
    /// What charts call it.
    pub label: String,
    /// "0.8 → 0.3", of a lever of one parameter; else the keys that it moves.
    pub way: String,
}
