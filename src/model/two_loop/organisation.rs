//! The employees: their habits, beliefs and practice, and how a newcomer starts (MODEL section 3).

use std::ops::Range;

use rayon::prelude::*;

use crate::random::{Domain, RunKey, Words, index, unit};

use super::CHUNK;
use super::lanes::{Lanes, WIDTH};
use super::profiles::Profiles;
use super::rates::Rates;
use super::spread;
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

    /// Lane groups of a situation where their number may be known when the program is compiled: `BLOCKS`, or 0 for any.
    #[inline(always)]
    pub(super) fn blocks_of<const BLOCKS: usize>(self) -> usize {
        if BLOCKS == 0 { self.blocks } else { BLOCKS }
    }

    /// Seats of a full chunk.
    #[inline(always)]
    pub(super) fn chunk(self) -> usize {
        CHUNK.min(self.employees)
    }

    /// Seats of the chunk of this seat, and the first of them.
    #[inline(always)]
    fn chunk_of(self, seat: usize) -> (usize, usize) {
        let first = seat - seat % CHUNK;
        (first, CHUNK.min(self.employees - first))
    }

    /// Where a seat's practice in a situation stands, and times [`Shape::blocks`] its habits and beliefs: chunk after chunk, in
    /// it situation after situation, in that seat after seat. So what is done to all of a chunk, who are compared with one
    /// reality, is done in a row.
    #[inline(always)]
    pub(super) fn place(self, seat: usize, situation: usize) -> usize {
        let (first, seats) = self.chunk_of(seat);
        first * self.situations + situation * seats + (seat - first)
    }

    /// The rows of a seat's habits and beliefs in a situation.
    #[inline(always)]
    pub(super) fn rows(self, seat: usize, situation: usize) -> Range<usize> {
        let place = self.place(seat, situation);
        place * self.blocks..(place + 1) * self.blocks
    }

    /// Lane groups of all situations.
    pub(super) fn blocks_per_seat(self) -> usize {
        self.situations * self.blocks
    }
}

/// The state of all seats, at their [`Shape::place`].
#[derive(Debug)]
pub(super) struct Organisation {
    pub shape: Shape,
    /// Habits at the start of the week's sessions; what colleagues see.
    pub habits: Vec<Lanes>,
    /// Habits as the week leaves them; swapped with `habits` at its end.
    pub next_habits: Vec<Lanes>,
    pub beliefs: Vec<Lanes>,
    /// Own practice cases met.
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

    /// Bytes of the state of all seats, and of what is kept of a chunk for a moment.
    pub(super) fn memory(employees: f64, situations: f64, judgements: f64) -> f64 {
        let row = libm::ceil(judgements / WIDTH as f64) * WIDTH as f64;
        // Which situations of a chunk have been met.
        let of_chunk = employees.min(CHUNK as f64) * situations;
        (employees * situations * (3.0 * row + 1.0) + of_chunk) * 4.0
    }

    /// Everybody at the start.
    pub(super) fn fill(
        &mut self,
        key: RunKey,
        reality: &Reality,
        (profiles, everybody): (&Profiles, &Rates),
    ) {
        let shape = self.shape;
        let pieces = spread::pieces(shape.employees);
        let seats = shape.employees.div_ceil(CHUNK).div_ceil(pieces) * CHUNK;
        let size = seats * shape.blocks_per_seat();
        let enter = |(piece, (habits, beliefs)): (usize, (&mut [Lanes], &mut [Lanes]))| {
            let first = piece * seats;
            for seat in first..shape.employees.min(first + seats) {
                let words = key.stream(Domain::Entrant, index(0, seat as u32));
                let rates = profiles.rates(seat, everybody);
                let minds = (&mut *habits, &mut *beliefs);
                newcomer(shape, (first, seat), minds, words, reality, rates);
            }
        };
        let minds = self
            .habits
            .chunks_mut(size)
            .zip(self.beliefs.chunks_mut(size));
        if pieces == 1 {
            minds.enumerate().for_each(enter);
        } else {
            let minds: Vec<_> = minds.enumerate().collect();
            minds.into_par_iter().for_each(enter);
        }
    }

    /// Somebody new takes the seat; `entry` is week + 1.
    pub(super) fn enter(
        &mut self,
        seat: usize,
        entry: u32,
        key: RunKey,
        reality: &Reality,
        rates: &Rates,
    ) {
        let shape = self.shape;
        let words = key.stream(Domain::Entrant, index(entry, seat as u32));
        let minds = (&mut self.habits[..], &mut self.beliefs[..]);
        newcomer(shape, (0, seat), minds, words, reality, rates);
        for situation in 0..shape.situations {
            self.practised[shape.place(seat, situation)] = 0.0;
        }
    }

    /// The week is over.
    pub(super) fn turn_week(&mut self) {
        std::mem::swap(&mut self.habits, &mut self.next_habits);
    }
}

/// How somebody new starts: one word for the habit and one for the belief of each judgement in turn. Habits and beliefs are
/// those from the first seat of a chunk on.
fn newcomer(
    shape: Shape,
    (first, seat): (usize, usize),
    (habits, beliefs): (&mut [Lanes], &mut [Lanes]),
    mut words: Words,
    reality: &Reality,
    rates: &Rates,
) {
    let before = first * shape.blocks_per_seat();
    for situation in 0..shape.situations {
        let rows = shape.rows(seat, situation);
        let rows = rows.start - before..rows.end - before;
        let habits = habits[rows.clone()].as_flattened_mut();
        let beliefs = beliefs[rows].as_flattened_mut();
        let halves = &reality.half[situation * shape.blocks..][..shape.blocks];
        let halves = halves.as_flattened();
        for judgement in 0..shape.judgements {
            let mean = rates.initial_skill * 2.0 * halves[judgement];
            let skill = mean + rates.skill_spread * evenly(words.word());
            habits[judgement] = skill.clamp(-1.0, 1.0);
            beliefs[judgement] = rates.opinion_spread * evenly(words.word());
        }
    }
}

/// A word as a uniform number in [−1, 1), never exactly 0.
fn evenly(word: u32) -> f32 {
    2.0 * unit(word) - (1.0 - 1.0 / 16_777_216.0)
}
