//! `seci` simulates organisational learning as two coupled loops, tacit and explicit.
pub mod analysis;
pub mod cli;
pub mod engine;
pub mod model;
pub mod plan;
pub mod random;
pub mod scenario;
pub mod shipped;
pub mod study;
pub mod table;
