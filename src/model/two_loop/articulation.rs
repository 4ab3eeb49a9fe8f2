//! Writing a draft, structuring it, integrating it: statements become evidence (MODEL item 4b).

use crate::random::{Words, unit};

use super::knowledge_base::Week;
use super::lanes::WIDTH;
use super::rates::Rates;
use super::week::{Circumstances, Seat, Tally};

/// One draft about a situation drawn at random. Only what is integrated reaches anyone, so only that is drawn.
pub(super) fn draft(
    now: &Circumstances<'_>,
    seat: &Seat<'_>,
    words: &mut Words,
    tally: &mut Tally,
) {
    let shape = now.shape;
    tally.counts.documents += 1;
    if !words.happens(now.rates.structured) {
        return;
    }
    tally.counts.structured_documents += 1;
    if !words.happens(now.rates.integrated) {
        return;
    }
    tally.counts.integrated_documents += 1;
    tally.counts.combinations += 1;
    let situation = words.choices().among(shape.situations);
    let rows = situation * shape.blocks..(situation + 1) * shape.blocks;
    let habits = &seat.habits[rows.clone()].as_flattened()[..shape.judgements];
    let beliefs = &seat.beliefs[rows.clone()].as_flattened()[..shape.judgements];
    let claims = &mut tally.claims[rows.start * WIDTH..];
    tally.counts.externalisations += statements(now.rates, habits, beliefs, words, claims);
}

/// Statements of some judgements, recorded in their claims; returns how many of them came from habit. A word for each.
#[inline(always)]
pub(super) fn statements(
    rates: &Rates,
    habits: &[f32],
    beliefs: &[f32],
    words: &mut Words,
    claims: &mut [Week],
) -> u64 {
    let mut externalisations = 0;
    for ((&habit, &belief), claims) in habits.iter().zip(beliefs).zip(claims) {
        // One draw over three outcomes: a statement from habit that survives being put into words and is recorded, one
        // from belief that is recorded, nothing. Counted and not branched on.
        let from_habit = rates.externalised * habit.abs();
        let from_belief = rates.espoused * belief.abs();
        let draw = unit(words.word());
        let is_habit = u32::from(draw < from_habit);
        let is_any = u32::from(draw < from_habit) | u32::from(draw < from_habit + from_belief);
        let source_supports = [belief, habit].map(|source| u32::from(source > 0.0));
        let supports = is_any & source_supports[is_habit as usize];
        externalisations += u64::from(is_habit);
        claims.supports.evidence += supports;
        claims.opposes.evidence += is_any - supports;
    }
    externalisations
}
