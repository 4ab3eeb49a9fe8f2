//! Statistics from tables: summaries, paired differences, verdicts on them, and the overview a person reads first.
//!
//! Tables in, tables out. Knows nothing of models, of how runs came about, or of how a chart is drawn; every number
//! it gives can be computed again from the files of the folder, in whatever order they hold their rows.

pub mod bootstrap;
pub mod cell;
pub mod chi_square;
pub mod convergence;
pub mod departures;
pub mod describe;
pub mod effects;
pub mod finding;
pub mod interval;
pub mod morris;
pub mod onset;
pub mod optimum;
pub mod overview;
pub mod paired;
pub mod rank;
pub mod runs;
pub mod sobol;
pub mod summary;
pub mod sweep;

use thiserror::Error;

use crate::table::TableError;

pub use departures::{Departure, departures};
pub use finding::{Claim, Finding, Topic, Verdict, judge, verdict};
pub use interval::{Difference, holm, needed_runs};
pub use onset::lasting_excess;
pub use overview::{Overview, overview, overview_of, sweep_findings};
pub use paired::{Paired, Pairs, all_pairs, differences_of_cells, paired_between, pairs_of_cells};
pub use runs::RunTable;

/// What can go wrong between tables and statistics.
#[derive(Debug, Error)]
pub enum AnalysisError {
    #[error(transparent)]
    Table(#[from] TableError),
    #[error("there is no variant \"{name}\" in these runs; there are: {known}")]
    UnknownVariant { name: String, known: String },
    #[error("there is no metric \"{name}\" in these runs; there are: {known}")]
    UnknownMetric { name: String, known: String },
    #[error("there are no runs at the point ({point}); runs.csv holds the points there are")]
    UnknownPoint { point: String },
    #[error(
        "runs.csv holds replicate {replicate} of variant \"{variant}\"{place} twice; run the \
         scenario.toml beside it again"
    )]
    RepeatedRun {
        variant: String,
        /// " at the point (…)", or nothing without a sweep.
        place: String,
        replicate: u32,
    },
    #[error(
        "a run of variant \"{variant}\" has {found} {what}, the manifest names {expected}; they do not belong together"
    )]
    OtherShape {
        variant: String,
        what: &'static str,
        found: usize,
        expected: usize,
    },
}
