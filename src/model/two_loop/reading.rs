//! Reading the knowledge base, as far as own practice lets it be absorbed (MODEL item 4c).

use crate::random::Words;

use super::lanes::{self, WIDTH};
use super::week::{Circumstances, Seat};

/// One reading session: a number of situations, drawn independently.
#[inline(always)]
pub(super) fn session<const BLOCKS: usize>(
    now: &Circumstances<'_>,
    seat: &mut Seat<'_>,
    words: &mut Words,
) {
    for _ in 0..now.rates.reading_breadth {
        let situation = words.choices().among(now.shape.situations);
        situation_read::<BLOCKS>(now, seat, situation);
    }
}

#[inline(always)]
fn situation_read<const BLOCKS: usize>(
    now: &Circumstances<'_>,
    seat: &mut Seat<'_>,
    situation: usize,
) {
    let rates = now.rates;
    let blocks = now.shape.blocks_of::<BLOCKS>();
    let rows = situation * blocks..(situation + 1) * blocks;
    let practice = (seat.practised[situation] / rates.absorption_practice).min(1.0);
    let absorbed = rates.naive_absorption + (1.0 - rates.naive_absorption) * practice;
    let step = rates.reading_rate * absorbed;
    let stated = now.knowledge.stated[rows.clone()]
        .iter()
        .zip(&now.knowledge.known[rows.clone()]);
    for (beliefs, (stated, known)) in seat.beliefs[rows].iter_mut().zip(stated) {
        let step = lanes::times(&[step; WIDTH], known);
        *beliefs = lanes::towards(beliefs, stated, &step);
    }
}
