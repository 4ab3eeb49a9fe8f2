//! Acting in a case: the chance of each judgement to be right, whether the case goes well, and what was done in it where
//! that matters (MODEL item 4a: act).
//!
//! What cannot be told apart afterwards is drawn once: whether a case goes well is one draw from the product of the
//! chances of its judgements, and if it fails, only the acts of suspected judgements matter, drawn from their chances
//! given the failure.

use crate::random::{Chance, Words};

use super::lanes::{self, Lanes, Mask, WIDTH, product};

/// How a case went. Yes is all bits of a mask, no is none.
#[derive(Debug, Clone, Copy)]
pub(super) struct Outcome {
    pub failed: u32,
    /// If it failed: the judgement that is suspected, and whether it was right all the same.
    pub suspect: usize,
    pub suspect_right: u32,
    /// Instead of one, all judgements are suspected; what was done in each stands where its chance stood.
    pub all_blamed: bool,
}

/// The chances of eight judgements to be right, given what somebody is inclined to do: from habit, or, where the mask is
/// set, guided by the belief; 1 in padding.
#[inline(always)]
pub(super) fn chances(
    base: &Lanes,
    half: &Lanes,
    habits: &Lanes,
    beliefs: &Lanes,
    guided: u32,
) -> Lanes {
    // Without guidance a belief of 0 leaves the habit as it is.
    let belief = lanes::keep(&[guided; WIDTH], beliefs);
    let inclined = lanes::guided(&belief, habits);
    lanes::each(|lane| base[lane] + half[lane] * inclined[lane])
}

/// The chance that all judgements of a case are right, from habit.
#[inline(always)]
pub(super) fn all_right(base: &[Lanes], half: &[Lanes], habits: &[Lanes]) -> f32 {
    let mut all = 1.0;
    for ((base, half), habits) in base.iter().zip(half).zip(habits) {
        all *= product(&lanes::each(|lane| base[lane] + half[lane] * habits[lane]));
    }
    all
}

/// A word as a uniform number in [0, 1), to its last bit.
#[inline(always)]
fn fine(word: u32) -> f64 {
    f64::from(word) * (1.0 / 4_294_967_296.0)
}

/// Whether something of this chance happens.
#[inline(always)]
pub(super) fn goes_well(chance: f32, words: &mut Words) -> bool {
    fine(words.word()) < f64::from(chance)
}

/// Of eight cases, by one word each, whether they failed, and whether the suspected judgement of those was right all the
/// same. All judgements are right with chance `all`, the suspected one with chance `suspected`, which is no less: below the
/// first the case goes well, between the two it fails although the suspected judgement was right.
#[inline(always)]
pub(super) fn outcomes(all: &Lanes, suspected: &Lanes, words: &[u32; WIDTH]) -> (Mask, Mask) {
    let draws = words.map(fine);
    let failed = lanes::each(|case| !lanes::negative(draws[case] - f64::from(all[case])));
    let right = lanes::each(|case| lanes::negative(draws[case] - f64::from(suspected[case])));
    (failed, right)
}

/// Whether all judgements of a failed case are to blame instead of one; if so, the chances give way to what was done.
#[cold]
#[inline(never)]
pub(super) fn are_all_blamed(chance: Chance, right: &mut [f32], words: &mut Words) -> bool {
    let are_blamed = words.happens(chance);
    if are_blamed {
        draw_failed_acts(right, words);
    }
    are_blamed
}

/// All acts of a failed case, one after the other, a word for each: until one is wrong, each is drawn given that not all
/// from it on are right. Takes the chances to be right, leaves 1 for right and 0 for wrong.
fn draw_failed_acts(right: &mut [f32], words: &mut Words) {
    let mut rest_right = vec![1.0; right.len() + 1];
    for judgement in (0..right.len()).rev() {
        rest_right[judgement] = f64::from(right[judgement]) * rest_right[judgement + 1];
    }
    let mut all_right = true;
    for (right, rest_right) in right.iter_mut().zip(rest_right.windows(2)) {
        let chance = f64::from(*right);
        let draw = fine(words.word());
        let is_right = if all_right {
            // P(right and a later one wrong) / P(it or a later one wrong).
            draw * (1.0 - rest_right[0]) < chance * (1.0 - rest_right[1])
        } else {
            draw < chance
        };
        all_right &= is_right;
        *right = if is_right { 1.0 } else { 0.0 };
    }
}
