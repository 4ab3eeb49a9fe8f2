//! `seci` simulates organisational learning as two coupled loops, tacit and explicit.
pub mod model;
pub mod random;
pub mod scenario;
pub mod table;
