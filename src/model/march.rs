//! March (1991), Exploration and exploitation in organizational learning, Organization Science 2(1):71–87.
//!
//! Individuals hold beliefs of −1, 0 or +1 about each dimension of a reality of ±1. An organisational code socialises them
//! with probability `p1`, and learns itself, with `p2`, from those who know better than it does. The paper leaves rules
//! out; those here reproduce its Figure 1 (Rodan 2005; Christensen 2015; Workiewicz's replication) and are written out in
//! `docs/published.md`. Sixteen runs are made side by side (`lanes`), each belief as two bits.

mod block;
mod lanes;
mod registry;
#[cfg(test)]
mod tests;

use crate::model::{Batch, Failure, Model, Simulation, Watch};
use crate::random::RunKey;
use crate::scenario::{Registry, Values};

use block::Block;
use lanes::{BITS, Lanes, RUNS};

pub use registry::REGISTRY;

/// March's model.
#[derive(Debug, Clone, Copy)]
pub struct March;

impl Model for March {
    fn registry(&self) -> &'static Registry {
        &REGISTRY
    }

    fn headcount(&self, values: &Values) -> Option<u64> {
        Some(values.get("individuals") as u64)
    }

    fn memory(&self, values: &Values) -> f64 {
        let lanes = size_of::<Lanes>() as f64;
        let words = (values.get("dimensions") / BITS as f64).ceil();
        // Two planes of beliefs, one of actions, which also serve for the few things there is only one of.
        (values.get("individuals") + 64.0) * 3.0 * words * lanes
    }

    fn start<'a>(&'a self, batch: &Batch<'a>) -> Box<dyn Simulation + 'a> {
        Box::new(Runs::new(batch))
    }
}

/// The runs of a batch: the blocks that they lie in.
struct Runs {
    blocks: Vec<Block>,
    /// Where in the first block the first run lies.
    offset: usize,
    count: usize,
    /// The horizon; none: the equilibrium.
    periods: Option<u32>,
    /// Periods made.
    made: u32,
}

impl Runs {
    fn new(batch: &Batch<'_>) -> Self {
        let lanes = RUNS as u32;
        let blocks = batch.replicates.start / lanes..batch.replicates.end.div_ceil(lanes);
        let blocks = blocks.map(|block| {
            let key = RunKey {
                seed: batch.seed,
                replicate: block * lanes,
            };
            Block::new(key, batch.values)
        });
        Runs {
            blocks: blocks.collect(),
            offset: (batch.replicates.start % lanes) as usize,
            count: batch.replicates.len(),
            periods: match batch.values.get("periods") as u32 {
                0 => None,
                periods => Some(periods),
            },
            made: 0,
        }
    }

    fn place(&self, position: usize) -> (&Block, usize) {
        let lane = self.offset + position;
        (&self.blocks[lane / RUNS], lane % RUNS)
    }
}

impl Simulation for Runs {
    fn step(&mut self, week: u32, _: Watch) -> Result<(), Failure> {
        for block in &mut self.blocks {
            block.period(week);
        }
        self.made = week + 1;
        Ok(())
    }

    fn has_ended(&self) -> bool {
        self.periods.is_some_and(|periods| self.made >= periods)
            || (0..self.count).all(|position| {
                let (block, run) = self.place(position);
                block.has_ended[run]
            })
    }

    fn fault(&self, position: usize) -> Option<Failure> {
        let (block, run) = self.place(position);
        (self.periods.is_none() && !block.has_ended[run])
            .then(|| Failure("no equilibrium was reached".to_owned()))
    }

    fn observe(&self, position: usize, observation: &mut [f64]) {
        let (block, run) = self.place(position);
        block.observe(run, observation);
    }
}
