//! Acting in a case: the chance of each judgement to be right, whether the case goes well, and what was done in it where
//! that matters (MODEL item 4a: act).
//!
//! What cannot be told apart afterwards is drawn once: whether a case goes well is one draw from the product of the
//! chances of its judgements, and if it fails, only the acts of suspected judgements matter, drawn from their chances
//! given the failure.

use crate::random::Words;

use super::lanes::{Lanes, WIDTH, product};
use super::week::{Circumstances, Scratch};

/// How a case went.
#[derive(Debug, Clone, Copy)]
pub(super) enum Outcome {
    Well,
    /// One judgement is suspected; it may have been right all the same.
    Failed {
        suspect: usize,
        right: bool,
    },
    /// All judgements are suspected; what was done in each stands where its chance stood.
    AllBlamed,
}

/// The chance of each judgement to be right, given what somebody is inclined to do; 1 in padding.
#[inline]
pub(super) fn chances(
    now: &Circumstances<'_>,
    half: &[Lanes],
    propensity: impl Fn(usize, usize) -> f32,
    right: &mut [Lanes],
) {
    for (block, (right, (base, half))) in right
        .iter_mut()
        .zip(now.reality.base.iter().zip(half))
        .enumerate()
    {
        for lane in 0..WIDTH {
            right[lane] = base[lane] + half[lane] * propensity(block, lane);
        }
    }
}

/// The chance that all judgements are right.
fn all(right: &[Lanes]) -> f64 {
    f64::from(right.iter().map(product).product::<f32>())
}

/// A word as a uniform number in [0, 1), to its last bit.
fn fine(words: &mut Words) -> f64 {
    f64::from(words.word()) * (1.0 / 4_294_967_296.0)
}

/// Whether all judgements are right.
pub(super) fn goes_well(right: &[Lanes], words: &mut Words) -> bool {
    fine(words) < all(right)
}

/// The outcome of a case whose judgements are right with the chances in `scratch`.
pub(super) fn act(
    now: &Circumstances<'_>,
    suspect: usize,
    words: &mut Words,
    scratch: &mut Scratch,
) -> Outcome {
    let well = all(&scratch.right);
    if fine(words) < well {
        return Outcome::Well;
    }
    if words.happens(now.rates.blame_all) {
        draw_failed_acts(now.shape.judgements, words, scratch);
        return Outcome::AllBlamed;
    }
    let chance = f64::from(scratch.right[suspect / WIDTH][suspect % WIDTH]);
    Outcome::Failed {
        suspect,
        // Given the failure: P(right and another wrong) / P(any wrong).
        right: fine(words) * (1.0 - well) < chance - well,
    }
}

/// All acts of a failed case, one after the other, a word for each: until one is wrong, each is drawn given that not all
/// from it on are right.
fn draw_failed_acts(judgements: usize, words: &mut Words, scratch: &mut Scratch) {
    let Scratch {
        right, rest_right, ..
    } = scratch;
    let right = &mut right.as_flattened_mut()[..judgements];
    for (judgement, chance) in right.iter().enumerate().rev() {
        rest_right[judgement] = f64::from(*chance) * rest_right[judgement + 1];
    }
    let mut all_right = true;
    for (right, rest_right) in right.iter_mut().zip(rest_right.windows(2)) {
        let chance = f64::from(*right);
        let is_right = if all_right {
            // P(right and a later one wrong) / P(it or a later one wrong).
            fine(words) * (1.0 - rest_right[0]) < chance * (1.0 - rest_right[1])
        } else {
            fine(words) < chance
        };
        all_right &= is_right;
        *right = if is_right { 1.0 } else { 0.0 };
    }
}
