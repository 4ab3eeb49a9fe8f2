//! The employees: their habits, beliefs and practice, and how a newcomer starts (MODEL section 3).

use crate::random::{Domain, RunKey, index, unit};

use super::lanes::{Lanes, WIDTH};
use super::rates::Rates;
use super::world::Reality;

/// The sizes that are fixed from the start.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    pub employees: usize,
    pub situations: usize,
    pub judgements: usize,
    /// Lane groups of a situation.
    pub blocks: usize,
}

impl Shape {
    pub(super) fn new(employees: usize, situations: usize, judgements: usize) -> Self {
        Shape {
            employees,
            situations,
            judgements,
            blocks: judgements.div_ceil(WIDTH),
        }
    }

    /// Lane groups of all situations.
    pub(super) fn blocks_per_seat(self) -> usize {
        self.situations * self.blocks
    }
}

/// The state of all seats, seat after seat, situation after situation.
#[derive(Debug)]
pub(super) struct Organisation {
    pub shape: Shape,
    /// Habits at the start of the week's sessions; what colleagues see.
    pub habits: Vec<Lanes>,
    /// Habits as the week leaves them; swapped with `habits` at its end.
    pub next_habits: Vec<Lanes>,
    pub beliefs: Vec<Lanes>,
    /// Own practice cases met, per seat and situation.
    pub practised: Vec<f32>,
}

impl Organisation {
    pub(super) fn new(shape: Shape) -> Self {
        let blocks = shape.employees * shape.blocks_per_seat();
        Organisation {
            shape,
            habits: vec![[0.0; WIDTH]; blocks],
            next_habits: vec![[0.0; WIDTH]; blocks],
            beliefs: vec![[0.0; WIDTH]; blocks],
            practised: vec![0.0; shape.employees * shape.situations],
        }
    }

    /// Bytes of the state of all seats.
    pub(super) fn memory(employees: f64, situations: f64, judgements: f64) -> f64 {
        let row = libm::ceil(judgements / WIDTH as f64) * WIDTH as f64;
        employees * situations * (3.0 * row + 1.0) * 4.0
    }

    /// Somebody new takes the seat; `entry` is 0 at the start and week + 1 later. Draws one word for the habit and one
    /// for the belief of each judgement in turn.
    pub(super) fn enter(
        &mut self,
        seat: usize,
        entry: u32,
        key: RunKey,
        reality: &Reality,
        rates: &Rates,
    ) {
        let Shape {
            situations,
            judgements,
            ..
        } = self.shape;
        let blocks = self.shape.blocks_per_seat();
        let habits = self.habits[seat * blocks..][..blocks].as_flattened_mut();
        let beliefs = self.beliefs[seat * blocks..][..blocks].as_flattened_mut();
        let halves = reality.half.as_flattened();
        let row = self.shape.blocks * WIDTH;
        let mut words = key.stream(Domain::Entrant, index(entry, seat as u32));
        for situation in 0..situations {
            for judgement in situation * row..situation * row + judgements {
                let mean = rates.initial_skill * 2.0 * halves[judgement];
                let skill = mean + rates.skill_spread * spread(words.word());
                habits[judgement] = skill.clamp(-1.0, 1.0);
                beliefs[judgement] = rates.opinion_spread * spread(words.word());
            }
        }
        self.practised[seat * situations..][..situations].fill(0.0);
    }

    /// The week is over.
    pub(super) fn turn_week(&mut self) {
        std::mem::swap(&mut self.habits, &mut self.next_habits);
    }
}

/// A word as a uniform number in [−1, 1), never exactly 0.
fn spread(word: u32) -> f32 {
    2.0 * unit(word) - (1.0 - 1.0 / 16_777_216.0)
}
