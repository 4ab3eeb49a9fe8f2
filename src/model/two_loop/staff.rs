//! How the people of a chunk work, and where what they do is counted: all alike and all together, as is usual, or each
//! their own way and each counted apart.
//!
//! Both are asked the same questions, so that there is one source for the sessions, which the usual case does not pay for
//! the others. Both draw the same numbers in the same order: what is counted apart touches no result.

use crate::random::Chance;

use super::happenings::Apart;
use super::rates::Rates;
use super::week::Counts;

/// How somebody works this week.
#[derive(Debug, Clone, Copy)]
pub(super) struct Way<'a> {
    pub rates: &'a Rates,
    /// The chances to bring the explicit model to a case of practice, and of routine work.
    pub guided_practice: Chance,
    pub guided_work: Chance,
    /// Cases of every situation at the gemba.
    pub cases: u32,
}

/// The people of a chunk; seats are counted from its first.
pub(super) trait Staff {
    /// Whether each is counted apart.
    const APART: bool;

    fn way(&self, seat: usize) -> Way<'_>;

    /// What a seat has done; of all together where none is counted apart.
    fn counts(&mut self, seat: usize) -> &mut Counts;
}

/// All work alike, and all are counted together.
pub(super) struct Alike<'a> {
    pub way: Way<'a>,
    pub counts: &'a mut Counts,
}

impl Staff for Alike<'_> {
    const APART: bool = false;

    #[inline(always)]
    fn way(&self, _: usize) -> Way<'_> {
        self.way
    }

    #[inline(always)]
    fn counts(&mut self, _: usize) -> &mut Counts {
        self.counts
    }
}

/// Each may work another way, and each is counted.
pub(super) struct Each<'a> {
    /// The way of all, where they do work alike.
    pub usual: Way<'a>,
    pub apart: Option<&'a Apart>,
    pub first_seat: usize,
    pub counts: &'a mut [Counts],
}

impl Staff for Each<'_> {
    const APART: bool = true;

    fn way(&self, seat: usize) -> Way<'_> {
        self.apart
            .map_or(self.usual, |apart| apart.way(self.first_seat + seat))
    }

    fn counts(&mut self, seat: usize) -> &mut Counts {
        &mut self.counts[seat]
    }
}
