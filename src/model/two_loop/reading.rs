//! Reading the knowledge base, as far as own practice lets it be absorbed (MODEL item 4c).

use std::ops::Range;

use crate::random::Words;

use super::knowledge_base::KnowledgeBase;
use super::lanes::{self, Lanes, WIDTH};
use super::rates::Rates;
use super::week::{Chunk, Circumstances};

/// One reading session of a seat: a number of situations, drawn independently.
#[inline(always)]
pub(super) fn session<const BLOCKS: usize>(
    now: &Circumstances<'_>,
    rates: &Rates,
    seat: usize,
    chunk: &mut Chunk<'_>,
    words: &mut Words,
) {
    let blocks = now.shape.blocks_of::<BLOCKS>();
    for _ in 0..rates.reading_breadth {
        let situation = words.among(now.shape.situations);
        let rows = situation * blocks..(situation + 1) * blocks;
        let place = chunk.place(seat, situation);
        let practised = chunk.practised[place];
        let beliefs = &mut chunk.beliefs[place * blocks..(place + 1) * blocks];
        read(rates, now.knowledge, rows, practised, beliefs);
    }
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
    let practice = (practised * rates.absorption_of_case).min(1.0);
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
