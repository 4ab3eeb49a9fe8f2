//! The scenario files and tables that come with the program, embedded in it, so that whoever has only the binary has them too.

use crate::model;
use crate::scenario::{Library, Shipped};

/// A shipped scenario is known by the name of its file alone, whatever folder of `scenarios/` it stands in.
macro_rules! shipped {
    ($($folder:literal: $($file:literal),* $(,)?);* $(;)?) => {
        &[$($(Shipped { file: $file, text: include_str!(concat!("../scenarios/", $folder, $file)) }),*),*]
    };
}

/// The models there are and the scenario files of `scenarios/`.
pub static LIBRARY: Library = Library {
    models: model::REGISTRIES,
    files: shipped![
        "":
        "baseline.toml",
        "over-investment.toml",
        "rebalance.toml",
        "reality-shift.toml",
        "small-firm.toml",
        "simple-work.toml",
        "documents-are-right.toml",
        "steering.toml",
        "consulting-firm.toml",
        "naturflourish.toml",
        "what-gets-measured.toml",
        "who-matters.toml",
        "what-made-the-difference.toml";
        "sweeps/":
        "explicit-share.toml",
        "share-by-complexity.toml",
        "share-by-turnover.toml",
        "bridge.toml",
        "sensitivity.toml",
        "sensitivity-indices.toml";
        "published/":
        "march-1991-figure-1.toml",
        "march-1991-figure-2.toml",
        "march-1991-figure-4.toml",
        "march-1991-figure-5.toml",
        "fang-2010.toml";
        "validation/":
        "rules.toml",
        "contested.toml",
        "conditions.toml",
        "patterns.toml",
        "practice.toml",
        "random-settings.toml";
    ],
    tables: shipped!["": "consulting-firm-ties.csv", "naturflourish-people.csv"],
};

/// What `seci new NAME` writes for a name that is none of the shipped scenarios.
pub static STARTER: &str = include_str!("shipped/starter.toml");
