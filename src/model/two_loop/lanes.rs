//! Eight numbers side by side: the judgements of a situation, padded to a multiple of eight.
//!
//! Every sum and product over lanes has one fixed order, so that results are the same bytes on any machine. Padding
//! lanes hold 0 for habits, beliefs and reality, and 1 as a factor.

/// Numbers in a lane group.
pub(super) const WIDTH: usize = 8;

/// The judgements of a situation, or a group of eight of them.
pub(super) type Lanes = [f32; WIDTH];

/// The product, in a fixed order.
#[inline]
pub(super) fn product(lanes: &Lanes) -> f32 {
    let quarter = [
        lanes[0] * lanes[4],
        lanes[1] * lanes[5],
        lanes[2] * lanes[6],
        lanes[3] * lanes[7],
    ];
    (quarter[0] * quarter[2]) * (quarter[1] * quarter[3])
}

/// The sum, in a fixed order.
#[inline]
pub(super) fn sum(lanes: &Lanes) -> f32 {
    let quarter = [
        lanes[0] + lanes[4],
        lanes[1] + lanes[5],
        lanes[2] + lanes[6],
        lanes[3] + lanes[7],
    ];
    (quarter[0] + quarter[2]) + (quarter[1] + quarter[3])
}

/// What somebody who acts guided by a belief is inclined to do: the belief, and the habit where the belief leaves room.
#[inline]
pub(super) fn guided(belief: f32, habit: f32) -> f32 {
    belief + (1.0 - belief.abs()) * habit
}
