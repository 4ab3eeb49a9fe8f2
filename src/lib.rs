//! `seci` simulates organisational learning as two coupled loops, tacit and explicit.
pub mod analysis;
pub mod chart;
pub mod scenario;
pub mod table;
