//! `seci` simulates organisational learning as two coupled loops, tacit and explicit.
pub mod scenario;
pub mod table;
