//! Scenario files as examples: what a file says, and what is said of a faulty one.
//!
//! Uses a small registry of its own, so that no text here depends on a model; only names as values are those of the model.

mod scenario_files {
    mod charts;
    mod faults;
    mod files;
    mod layers;
    mod named;
    mod never_panics;
    mod registry;
    mod resolved;
    mod rosters;
    mod slips;
    mod sweeps;
    mod vocabulary;
}
