//! Eight numbers side by side: the judgements of a situation, padded to a multiple of eight.
//!
//! Every sum and product over lanes has one fixed order, so that results are the same bytes on any machine. Padding
//! lanes hold 0 for habits, beliefs and reality, and 1 as a factor.

/// Numbers in a lane group.
pub(super) const WIDTH: usize = 8;

/// The judgements of a situation, or a group of eight of them.
pub(super) type Lanes = [f32; WIDTH];

/// For each lane all bits set or none: which of two numbers is chosen. Made of signs and bits and not of conditions,
/// because a compiler turns conditions into branches, and what is chosen here no processor can foresee.
pub(super) type Mask = [u32; WIDTH];

/// All bits if the number is below 0, else none. For differences of which none is −0.
#[inline(always)]
pub(super) fn negative(number: f64) -> u32 {
    (number.to_bits().cast_signed() >> 63) as u32
}

/// One operation on all lanes.
#[inline(always)]
pub(super) fn each<T>(operation: impl Fn(usize) -> T) -> [T; WIDTH] {
    [
        operation(0),
        operation(1),
        operation(2),
        operation(3),
        operation(4),
        operation(5),
        operation(6),
        operation(7),
    ]
}

/// All bits if the first number, below 2³¹, is below the second, at most 2³¹, else none.
#[inline(always)]
pub(super) fn is_below(first: u32, second: u32) -> u32 {
    (first.wrapping_sub(second).cast_signed() >> 31) as u32
}

/// The lane of this number, if there is one.
#[inline(always)]
pub(super) fn only(lane: u32) -> Mask {
    each(|other| u32::from(lane == other as u32).wrapping_neg())
}

/// The lanes in which the first is below the second.
#[inline(always)]
pub(super) fn below(first: &Lanes, second: &Lanes) -> Mask {
    each(|lane| u32::from(first[lane] < second[lane]).wrapping_neg())
}

#[inline(always)]
pub(super) fn both(first: &Mask, second: &Mask) -> Mask {
    each(|lane| first[lane] & second[lane])
}

/// The lanes of the first that are not set in the second.
#[inline(always)]
pub(super) fn without(first: &Mask, second: &Mask) -> Mask {
    each(|lane| first[lane] & !second[lane])
}

#[inline(always)]
pub(super) fn either(first: &Mask, second: &Mask) -> Mask {
    each(|lane| first[lane] | second[lane])
}

/// Counts the lanes that are set.
#[inline(always)]
pub(super) fn count(counts: &mut [u32; WIDTH], mask: &Mask) {
    *counts = each(|lane| counts[lane].wrapping_sub(mask[lane]));
}

#[inline(always)]
pub(super) fn times(first: &Lanes, second: &Lanes) -> Lanes {
    each(|lane| first[lane] * second[lane])
}

/// The first where the mask is set, else the second.
#[inline(always)]
pub(super) fn choose(mask: &Mask, first: &Lanes, second: &Lanes) -> Lanes {
    each(|lane| {
        let (first, second) = (first[lane].to_bits(), second[lane].to_bits());
        f32::from_bits(second ^ ((first ^ second) & mask[lane]))
    })
}

/// The number where the mask is set, else 0.
#[inline(always)]
pub(super) fn keep(mask: &Mask, number: &Lanes) -> Lanes {
    each(|lane| f32::from_bits(number[lane].to_bits() & mask[lane]))
}

/// Each lane moved towards its target by a share of the distance.
#[inline(always)]
pub(super) fn towards(lanes: &Lanes, target: &Lanes, share: &Lanes) -> Lanes {
    each(|lane| lanes[lane] + share[lane] * (target[lane] - lanes[lane]))
}

/// The product, in a fixed order: that in which vector units multiply eight rows crosswise.
#[inline(always)]
pub(super) fn product(lanes: &Lanes) -> f32 {
    let half = |at: usize| (lanes[at] * lanes[at + 2]) * (lanes[at + 1] * lanes[at + 3]);
    half(0) * half(4)
}

/// The sum, in a fixed order.
#[inline(always)]
pub(super) fn sum(lanes: &Lanes) -> f32 {
    let quarter = [
        lanes[0] + lanes[4],
        lanes[1] + lanes[5],
        lanes[2] + lanes[6],
        lanes[3] + lanes[7],
    ];
    (quarter[0] + quarter[2]) + (quarter[1] + quarter[3])
}

/// What somebody who acts guided by beliefs is inclined to do: the belief, and the habit where the belief leaves room.
#[inline(always)]
pub(super) fn guided(beliefs: &Lanes, habits: &Lanes) -> Lanes {
    each(|lane| beliefs[lane] + (1.0 - beliefs[lane].abs()) * habits[lane])
}
