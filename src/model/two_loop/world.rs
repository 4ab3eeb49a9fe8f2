//! Reality: the right way to act in each judgement, its drift and its shocks (MODEL section 3, items 1 and 2).

use crate::random::{Chance, Domain, RunKey, Words, index};

use super::lanes::{Lanes, WIDTH};
use super::organisation::Shape;

/// Reality in the padded layout of a seat.
#[derive(Debug)]
pub(super) struct Reality {
    shape: Shape,
    /// Half of r: ±0.5, and 0 in padding. With it (1 + r·h)/2 is `base + half · h`.
    pub half: Vec<Lanes>,
    /// The other half, alike for every situation: 0.5, and 1 in padding, so that a product skips it.
    pub base: Vec<Lanes>,
}

impl Reality {
    pub(super) fn new(key: RunKey, shape: Shape) -> Self {
        let mut reality = Reality {
            shape,
            half: vec![[0.0; WIDTH]; shape.blocks_per_seat()],
            base: vec![[1.0; WIDTH]; shape.blocks],
        };
        for judgement in 0..shape.judgements {
            reality.base[judgement / WIDTH][judgement % WIDTH] = 0.5;
        }
        let mut words = key.stream(Domain::Reality, 0);
        let even = Chance::new(0.5);
        reality.each(|half| *half = if words.happens(even) { 0.5 } else { -0.5 });
        reality
    }

    /// The drift of a week.
    pub(super) fn drift(&mut self, key: RunKey, week: u32, chance: Chance) {
        self.flip(key.stream(Domain::Drift, u64::from(week)), chance);
    }

    /// A shock; `ordinal` counts the shocks of the week.
    pub(super) fn shock(&mut self, key: RunKey, week: u32, ordinal: u32, chance: Chance) {
        self.flip(key.stream(Domain::Shock, index(week, ordinal)), chance);
    }

    /// One word for each judgement, so that what flips at a lower chance also flips at a higher one.
    fn flip(&mut self, mut words: Words, chance: Chance) {
        if chance == Chance::new(0.0) {
            return;
        }
        self.each(|half| {
            if words.happens(chance) {
                *half = -*half;
            }
        });
    }

    fn each(&mut self, mut change: impl FnMut(&mut f32)) {
        let Shape {
            judgements, blocks, ..
        } = self.shape;
        for situation in self.half.chunks_exact_mut(blocks) {
            for half in &mut situation.as_flattened_mut()[..judgements] {
                change(half);
            }
        }
    }
}
