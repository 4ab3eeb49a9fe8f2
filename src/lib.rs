//! `seci` simulates organisational learning as two coupled loops: the tacit one of practice, feedback and refinement, and
//! the explicit one of articulation, structuring and integration.
//!
//! # One way
//!
//! ```text
//! scenario file ─► Scenario ─► Plan ─► Engine × Model ─► ledger ─► tables ─► analysis ─► charts ─► report
//! ```
//!
//! Data flows one way. [`scenario`] reads a file and what it extends into one validated scenario, or says everything that
//! is wrong with it. [`design`] is the mathematics of where a sweep looks. [`plan`] names every run that is asked for: a
//! run's name is a hash of all that determines its result. [`engine`] has the only loop over weeks; it spreads runs over
//! threads and appends them to a ledger as they are finished, so that a study can be stopped and continued at any time,
//! or made in parts on many machines. [`model`] is what happens in a week. [`table`]
//! owns the files of the output folder; [`analysis`] and [`chart`] work from those files alone, so a chart can be drawn
//! again without a run; [`report`] makes of both what people read. [`study`] puts these steps in order, [`cli`] talks to
//! the user, [`shipped`] holds the scenarios that come with the program. [`validation`] holds published models against
//! independent runs and judges every claim about the model.
//!
//! # What holds everywhere
//!
//! The same scenario gives the same bytes, on any number of threads, after any interruption, whatever is observed.
//! Random numbers come from streams keyed by identity ([`random`]), never by position in a loop or by thread; all that
//! passes between employees within a week is integer counts; every sum has one fixed order.
//!
//! A model knows nothing of files, tables, charts or the command line, and which module may use which is held by a test
//! (`tests/walls.rs`). `docs/model.md` specifies the model, `docs/decisions/` says why things are as they are.

pub mod analysis;
pub mod chart;
pub mod cli;
pub mod design;
pub mod engine;
pub mod model;
pub mod plan;
pub mod random;
pub mod report;
pub mod scenario;
pub mod shipped;
pub mod study;
pub mod table;
pub mod validation;
