//! Reading the knowledge base, as far as own practice lets it be absorbed (MODEL item 4c).

use std::ops::Range;

use crate::random::Words;

use super::knowledge_base::KnowledgeBase;
use super::lanes::{self, Lanes, WIDTH};
use super::rates::Rates;
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
    let blocks = now.shape.blocks_of::<BLOCKS>();
    let rows = situation * blocks..(situation + 1) * blocks;
    let practised = seat.practised[situation];
    let beliefs = &mut seat.beliefs[rows.clone()];
    read(now.rates, now.knowledge, rows, practised, beliefs);
}

/// A situation, whose judgements are in these rows of the knowledge base, is read by somebody who has practised it so
/// often.
#[inline(always)]
pub(super) fn read(
    rates: &Rates,
    knowledge: &KnowledgeBase,
    rows: Range<usize>,
    practised: f32,
    beliefs: &mut [Lanes],
) {
    let practice = (practised / rates.absorption_practice).min(1.0);
    let absorbed = rates.naive_absorption + (1.0 - rates.naive_absorption) * practice;
    let step = rates.reading_rate * absorbed;
    let stated = knowledge.stated[rows.clone()]
        .iter()
        .zip(&knowledge.known[rows]);
    for (beliefs, (stated, known)) in beliefs.iter_mut().zip(stated) {
        let step = lanes::times(&[step; WIDTH], known);
        *beliefs = lanes::towards(beliefs, stated, &step);
    }
}
