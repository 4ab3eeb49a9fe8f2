//! Sixteen runs side by side: one bit a dimension, one lane a run.
//!
//! A [`Lanes`] holds, for up to 32 dimensions, one bit for each of them in each of 16 runs. What is done to all runs alike
//! is one operation on all lanes, which the compiler turns into vector instructions; coins are drawn for all lanes
//! together, bit by bit, and only as long as any of them is undecided.

#![allow(
    clippy::inline_always,
    reason = "these are instructions, not functions: a call would cost more than what it does"
)]

use crate::random::{Chance, Words};

/// Runs side by side. Part of what defines the results.
pub(super) const RUNS: usize = 16;
/// Dimensions in a word.
pub(super) const BITS: usize = 32;

/// A bit for each dimension of a word, in each run.
pub(super) type Lanes = [u32; RUNS];

pub(super) const NONE: Lanes = [0; RUNS];

#[inline(always)]
pub(super) fn each(f: impl Fn(usize) -> u32) -> Lanes {
    let mut lanes = NONE;
    for (run, lane) in lanes.iter_mut().enumerate() {
        *lane = f(run);
    }
    lanes
}

/// Whether no bit is set in any run.
#[inline(always)]
pub(super) fn is_none(lanes: &Lanes) -> bool {
    lanes.iter().fold(0, |any, lane| any | lane) == 0
}

/// All bits of the runs for which something holds.
#[inline(always)]
pub(super) fn all_if(holds: bool) -> u32 {
    0_u32.wrapping_sub(u32::from(holds))
}

/// Tosses a coin of a chance for each of these bits: those that come up.
///
/// A uniform number is compared with the chance from its first binary digit on, for all bits together: half of those
/// still equal are decided by each digit, so that few digits are ever drawn. Where a chance has no digits left, a
/// number that was equal so far is not below it. The chance is exact to 2⁻³².
#[inline(always)]
pub(super) fn toss(words: &mut Words, among: &Lanes, chance: Chance) -> Lanes {
    let Some(mut rest) = chance.digits() else {
        return *among;
    };
    let mut undecided = *among;
    let mut up = NONE;
    while rest != 0 && !is_none(&undecided) {
        let digits: Lanes = words.several();
        if rest & 0x8000_0000 == 0 {
            undecided = each(|run| undecided[run] & !digits[run]);
        } else {
            up = each(|run| up[run] | (undecided[run] & !digits[run]));
            undecided = each(|run| undecided[run] & digits[run]);
        }
        rest <<= 1;
    }
    up
}

/// Draws −1, 0 or +1 with equal chances for each of these bits: which are not 0, and which of those are +1.
#[inline(always)]
pub(super) fn thirds(words: &mut Words, among: &Lanes) -> (Lanes, Lanes) {
    let (mut known, mut positive) = (NONE, NONE);
    let mut undecided = *among;
    // Two bits have four outcomes; the fourth is drawn again.
    while !is_none(&undecided) {
        let (a, b): (Lanes, Lanes) = (words.several(), words.several());
        known = each(|run| known[run] | (undecided[run] & !(a[run] & b[run]) & (a[run] | b[run])));
        positive = each(|run| positive[run] | (undecided[run] & a[run] & !b[run]));
        undecided = each(|run| undecided[run] & a[run] & b[run]);
    }
    (known, positive)
}

/// Counts bits, dimension by dimension and run by run: plane `i` holds the binary digit `i` of every count.
///
/// A carry-save adder takes two numbers at a time, so a count costs one of them for each that is added (Harley & Seal,
/// see Warren, Hacker's Delight, 2nd ed., section 5-1).
#[derive(Debug, Clone)]
pub(super) struct Counter {
    digits: Vec<Lanes>,
    /// A number of this digit that waits for a second one.
    waiting: Vec<Lanes>,
    added: usize,
}

impl Counter {
    /// For at most so many numbers.
    pub(super) fn new(most: usize) -> Self {
        let digits = (usize::BITS - most.leading_zeros()) as usize + 1;
        Counter {
            digits: vec![NONE; digits],
            waiting: vec![NONE; digits],
            added: 0,
        }
    }

    pub(super) fn clear(&mut self) {
        self.digits.fill(NONE);
        self.added = 0;
    }

    #[inline(always)]
    pub(super) fn add(&mut self, bits: &Lanes) {
        let mut carry = *bits;
        let mut position = self.added;
        self.added += 1;
        for (digit, waiting) in self.digits.iter_mut().zip(&mut self.waiting) {
            if position & 1 == 0 {
                *waiting = carry;
                return;
            }
            let (a, b, c) = (*digit, *waiting, carry);
            *digit = each(|run| a[run] ^ b[run] ^ c[run]);
            carry = each(|run| (a[run] & b[run]) | (c[run] & (a[run] ^ b[run])));
            position >>= 1;
        }
    }

    /// The digits, the lowest first, once all numbers are added.
    pub(super) fn finish(&mut self) -> &[Lanes] {
        let mut carry = NONE;
        for (place, (digit, waiting)) in self.digits.iter_mut().zip(&self.waiting).enumerate() {
            let waits = (self.added >> place) & 1 == 1;
            let other = if waits { *waiting } else { NONE };
            let (a, b, c) = (*digit, other, carry);
            *digit = each(|run| a[run] ^ b[run] ^ c[run]);
            carry = each(|run| (a[run] & b[run]) | (c[run] & (a[run] ^ b[run])));
        }
        &self.digits
    }
}

/// Where counts are above a number of each run.
pub(super) fn above(digits: &[Lanes], numbers: &[u32; RUNS]) -> Lanes {
    let mut equal = [!0; RUNS];
    let mut above = NONE;
    for (place, digit) in digits.iter().enumerate().rev() {
        let other = each(|run| all_if((numbers[run] >> place) & 1 == 1));
        above = each(|run| above[run] | (equal[run] & digit[run] & !other[run]));
        equal = each(|run| equal[run] & !(digit[run] ^ other[run]));
    }
    above
}

/// The count of one dimension in one run.
pub(super) fn count(digits: &[Lanes], run: usize, bit: u32) -> u32 {
    let digit = |(place, digit): (usize, &Lanes)| ((digit[run] >> bit) & 1) << place;
    digits.iter().enumerate().map(digit).sum()
}
