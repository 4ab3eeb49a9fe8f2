//! The scenario files that come with the program, embedded in it, so that whoever has only the binary has them too.

use crate::model;
use crate::scenario::{Library, Shipped};

macro_rules! shipped {
    ($($file:literal),* $(,)?) => {
        &[$(Shipped { file: $file, text: include_str!(concat!("../scenarios/", $file)) }),*]
    };
}

/// The models there are and the scenario files of `scenarios/`.
pub static LIBRARY: Library = Library {
    models: model::REGISTRIES,
    files: shipped![
        "baseline.toml",
        "over-investment.toml",
        "rebalance.toml",
        "reality-shift.toml",
        "small-firm.toml",
        "simple-work.toml",
        "documents-are-right.toml",
    ],
};

/// What `seci new NAME` writes for a name that is none of the shipped scenarios.
pub static STARTER: &str = include_str!("shipped/starter.toml");
