//! Acting in a case: the chance of each judgement to be right, whether the case goes well, and what was done in it where
//! that matters (MODEL item 4a: act).
//!
//! What cannot be told apart afterwards is drawn once: whether a case goes well is one draw from the product of the
//! chances of its judgements, and if it fails, only the acts of suspected judgements matter, drawn from their chances
//! given the failure.

use crate::random::{Chance, Words};

use super::lanes::{self, Lanes, WIDTH, product};

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

/// The chance of each judgement to be right, given what somebody is inclined to do: from habit, or, where the mask is
/// set, guided by the belief; 1 in padding. Returns the chance that all are right.
#[inline(always)]
pub(super) fn chances(
    base: &[Lanes],
    half: &[Lanes],
    habits: &[Lanes],
    beliefs: &[Lanes],
    guided: u32,
    right: &mut [Lanes],
) -> f32 {
    let mut all = 1.0;
    for block in 0..right.len() {
        // Without guidance a belief of 0 leaves the habit as it is.
        let belief = lanes::keep(&[guided; WIDTH], &beliefs[block]);
        let inclined = lanes::guided(&belief, &habits[block]);
        let chances = lanes::each(|lane| base[block][lane] + half[block][lane] * inclined[lane]);
        all *= product(&chances);
        right[block] = chances;
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

/// The outcome of a case whose judgements are right with these chances, and all of them with chance `all`.
#[inline(always)]
pub(super) fn act(
    right: &mut [Lanes],
    all: f32,
    suspect: usize,
    blame_all: Chance,
    judgements: usize,
    words: &mut Words,
) -> Outcome {
    let all = f64::from(all);
    let [of_outcome, of_suspect] = words.ahead::<2>();
    let failed = !lanes::negative(fine(of_outcome) - all);
    if blame_all.is_possible() {
        return blame(right, all, failed, suspect, blame_all, judgements, words);
    }
    words.take(1 + (failed & 1) as usize);
    Outcome {
        failed,
        suspect,
        suspect_right: suspect_right(right, suspect, all, of_suspect),
        all_blamed: false,
    }
}

/// Whether the suspected judgement was right, given the failure: P(right and another wrong) / P(any wrong).
#[inline(always)]
fn suspect_right(right: &[Lanes], suspect: usize, all: f64, word: u32) -> u32 {
    let chance = f64::from(right[suspect / WIDTH][suspect % WIDTH]);
    lanes::negative(fine(word) * (1.0 - all) - (chance - all))
}

/// The outcome where all judgements may be to blame.
#[cold]
#[inline(never)]
fn blame(
    right: &mut [Lanes],
    all: f64,
    failed: u32,
    suspect: usize,
    blame_all: Chance,
    judgements: usize,
    words: &mut Words,
) -> Outcome {
    let mut outcome = Outcome {
        failed,
        suspect,
        suspect_right: 0,
        all_blamed: false,
    };
    words.take(1);
    if failed != 0 {
        outcome.all_blamed = words.happens(blame_all);
        if outcome.all_blamed {
            draw_failed_acts(&mut right.as_flattened_mut()[..judgements], words);
        } else {
            outcome.suspect_right = suspect_right(right, suspect, all, words.word());
        }
    }
    outcome
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
