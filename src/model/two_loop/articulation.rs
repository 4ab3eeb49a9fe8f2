//! Writing a draft, structuring it, integrating it: statements become evidence (MODEL item 4b).

use crate::random::{Words, unit};

use super::knowledge_base::Week;
use super::lanes::{self, Lanes, WIDTH};
use super::organisation::Shape;
use super::rates::Rates;
use super::staff::Staff;
use super::week::{Chunk, Circumstances};

/// One draft of a seat about a situation drawn at random. Only what is integrated reaches anyone, so only that is drawn.
#[inline(always)]
pub(super) fn draft<S: Staff>(
    now: &Circumstances<'_>,
    staff: &mut S,
    seat: usize,
    chunk: &Chunk<'_>,
    words: &mut Words,
    claims: &mut [Week],
) {
    let shape = now.shape;
    staff.counts(seat).documents += 1;
    if !words.happens(staff.way(seat).rates.structured) {
        return;
    }
    staff.counts(seat).structured_documents += 1;
    if !words.happens(staff.way(seat).rates.integrated) {
        return;
    }
    let situation = words.among(shape.situations);
    let first = chunk.place(seat, situation) * shape.blocks;
    let habits = &chunk.habits[first..first + shape.blocks];
    let beliefs = &chunk.beliefs[first..first + shape.blocks];
    let claims = &mut claims[situation * shape.blocks..];
    let rates = staff.way(seat).rates;
    let stated = statements(rates, shape, (habits, beliefs), words, claims);
    let counts = staff.counts(seat);
    counts.integrated_documents += 1;
    counts.combinations += 1;
    counts.externalisations += stated;
}

/// Statements of the judgements of a situation, recorded in their claims; returns how many of them came from habit. A word
/// for each: one draw over three outcomes, a statement from habit that survives being put into words and is recorded, one
/// from belief that is recorded, nothing.
#[inline(always)]
pub(super) fn statements(
    rates: &Rates,
    shape: Shape,
    (habits, beliefs): (&[Lanes], &[Lanes]),
    words: &mut Words,
    claims: &mut [Week],
) -> u64 {
    let mut externalisations = [0; WIDTH];
    let rows = habits.iter().zip(beliefs).zip(claims).take(shape.blocks);
    for (block, ((habits, beliefs), claims)) in rows.enumerate() {
        let drawn = words.up_to::<WIDTH>(WIDTH.min(shape.judgements - block * WIDTH));
        let draw = lanes::each(|lane| unit(drawn[lane]));
        let from_habit = lanes::each(|lane| rates.externalised * habits[lane].abs());
        let from_any = lanes::each(|lane| from_habit[lane] + rates.espoused * beliefs[lane].abs());
        let is_habit = lanes::below(&draw, &from_habit);
        let is_any = lanes::either(&is_habit, &lanes::below(&draw, &from_any));
        let source = lanes::choose(&is_habit, habits, beliefs);
        let supports = lanes::both(&is_any, &lanes::below(&[0.0; WIDTH], &source));
        lanes::count(&mut externalisations, &is_habit);
        lanes::count(&mut claims.supports.evidence, &supports);
        lanes::count(
            &mut claims.opposes.evidence,
            &lanes::without(&is_any, &supports),
        );
    }
    externalisations.iter().map(|&count| u64::from(count)).sum()
}
