//! Habits fade for want of use (MODEL item 5): those of situations of which no case was met in the week.
//!
//! Most are not met, so a week begins with all habits as they will be without a case; a case takes the habits of its
//! situation back as they were. Where use protects only in part, those that were met fade by the rest once the last case is
//! over. Beliefs fade at the end of the week, in `week.rs`.

use super::lanes::{self, Lanes, Mask, WIDTH};
use super::organisation::Shape;
use super::staff::Staff;
use super::week::{Chunk, Circumstances};

/// Of which situations each seat of a chunk has met a case this week: all bits or none, by place.
#[derive(Debug)]
pub(super) struct Met(Vec<u32>);

impl Met {
    pub(super) fn new(shape: Shape) -> Self {
        Met(vec![0; shape.chunk() * shape.situations])
    }

    /// Those of so many places.
    #[inline(always)]
    pub(super) fn places(&mut self, number: usize) -> &mut [u32] {
        &mut self.0[..number]
    }
}

/// The situation of a seat is met; returns whether it had been before, as a mask.
#[inline(always)]
pub(super) fn meet(met: &mut [u32], place: usize) -> Mask {
    [std::mem::replace(&mut met[place], u32::MAX); WIDTH]
}

/// The habits of a chunk as the week will leave them if no case is met.
#[inline(always)]
pub(super) fn begin<const BLOCKS: usize, S: Staff>(
    now: &Circumstances<'_>,
    staff: &S,
    chunk: &mut Chunk<'_>,
    met: &mut Met,
) {
    met.0.fill(0);
    let blocks = now.shape.blocks_of::<BLOCKS>();
    let first = chunk.first_seat * now.shape.situations * blocks;
    let before = &now.habits[first..][..chunk.habits.len()];
    if S::APART {
        let places = chunk.habits.chunks_exact_mut(blocks);
        for (place, (habits, before)) in places.zip(before.chunks_exact(blocks)).enumerate() {
            let way = staff.way(place % chunk.seats);
            fade(habits, before, way.rates.unused_habit_keep);
        }
    } else {
        fade(chunk.habits, before, now.usual.rates.unused_habit_keep);
    }
}

#[inline(always)]
fn fade(habits: &mut [Lanes], before: &[Lanes], keep: f32) {
    // Number by number, since all are kept alike: compilers work on rows crosswise.
    let before = before.as_flattened();
    for (habit, before) in habits.as_flattened_mut().iter_mut().zip(before) {
        *habit = before * keep;
    }
}

/// All cases of the week are over: what was met fades as far as its use does not protect it.
#[inline(always)]
pub(super) fn end<S: Staff>(shape: Shape, staff: &S, chunk: &mut Chunk<'_>, met: &Met) {
    if !S::APART && staff.way(0).rates.used_habit_keep >= 1.0 {
        return;
    }
    fade_met(shape, staff, chunk, met);
}

#[cold]
#[inline(never)]
fn fade_met<S: Staff>(shape: Shape, staff: &S, chunk: &mut Chunk<'_>, met: &Met) {
    let situations = chunk.habits.chunks_exact_mut(shape.blocks).zip(&met.0);
    for (place, (habits, &met)) in situations.enumerate() {
        let keep = staff.way(place % chunk.seats).rates.used_habit_keep;
        if met != 0 && keep < 1.0 {
            for row in habits {
                *row = lanes::times(row, &[keep; WIDTH]);
            }
        }
    }
}
