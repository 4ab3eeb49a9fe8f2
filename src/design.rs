//! Where a sweep looks: ranges, and the points that a design lays into them.
//!
//! Pure mathematics, the same on every machine. Sampled designs are made of unit points, with coordinates in [0, 1], that
//! an [`Axis`] turns into values of its parameter. Knows no scenario, no parameter names and no runs.
//!
//! | design | rows | asking for more |
//! |---|---|---|
//! | [`grid()`], [`one_at_a_time`] | as listed | – |
//! | [`latin_hypercube`] | samples | is another design |
//! | [`sobol`] | samples | keeps the rows there are |
//! | [`saltelli`] | samples × (dimensions + 2) | keeps the rows there are |
//! | [`morris`] | trajectories × (dimensions + 1) | keeps the rows there are |

mod axis;
mod distinct;
mod listed;
mod sampled;
mod trajectory;

pub use axis::{Axis, Numbers, Scale};
pub use distinct::{Distinct, distinct, point_key};
pub use listed::{grid, one_at_a_time};
pub use sampled::{
    SOBOL_DIMENSIONS, SOBOL_SAMPLES, latin_hypercube, saltelli, saltelli_rows, sobol,
};
pub use trajectory::{Levels, morris, morris_rows};

use crate::random::{Domain, RunKey, Words, index};

/// The designs that draw random numbers. The numbers are part of what defines the results.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Drawn {
    LatinHypercube = 1,
    Sobol = 2,
    Morris = 3,
}

/// The random numbers of a part of a design: a dimension, a trajectory, a block of samples.
fn stream(seed: u64, drawn: Drawn, part: u32) -> Words {
    let key = RunKey { seed, replicate: 0 };
    key.stream(Domain::Design, index(drawn as u32, part))
}
