//! One source compiled for several instruction sets: the week of a chunk once as every processor can run it, and once for
//! those with vectors of eight numbers. Which of them runs is decided when the program starts.
//!
//! Both give the same bytes: nothing is fused or reordered (tests compare them). The only unsafe code of the program is here:
//! the call into the code for a processor after asking that processor; the one step that is written out for vector units,
//! eight products at a time, because compilers do not find it; and the whole part of a number whose range has been seen to.

use std::sync::OnceLock;

use crate::random::Words;

use super::lanes::{self, Lanes, WIDTH};
use super::observation::Observation;
use super::week::{self, Chunk, Circumstances, Scratch, Tally};

/// What the code may ask of a processor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    /// What every processor of the architecture has.
    Portable,
    /// 256-bit vectors and the bit operations that came with them (x86-64-v3 without fused multiplication).
    #[cfg(target_arch = "x86_64")]
    Wide,
}

impl Level {
    /// The best that this processor has; asked once. `SECI_LEVEL=portable` in the environment chooses the portable code, to
    /// measure it and to compare its results.
    pub(super) fn best() -> Self {
        static BEST: OnceLock<Level> = OnceLock::new();
        *BEST.get_or_init(|| {
            if std::env::var_os("SECI_LEVEL").is_some_and(|level| level == "portable") {
                return Level::Portable;
            }
            Level::of_processor()
        })
    }

    fn of_processor() -> Self {
        #[cfg(target_arch = "x86_64")]
        if is_x86_feature_detected!("avx2")
            && is_x86_feature_detected!("bmi1")
            && is_x86_feature_detected!("bmi2")
            && is_x86_feature_detected!("lzcnt")
            && is_x86_feature_detected!("popcnt")
        {
            return Level::Wide;
        }
        Level::Portable
    }

    /// The week of all employees of a chunk: [`week::chunk`], compiled for this level.
    pub(super) fn chunk(
        self,
        now: &Circumstances<'_>,
        chunk: &mut Chunk<'_>,
        words: &mut Words,
        scratch: &mut Scratch,
        tally: &mut Tally,
        observation: Option<&mut Observation>,
    ) {
        match self {
            Level::Portable => week::chunk::<Any>(now, chunk, words, scratch, tally, observation),
            #[cfg(target_arch = "x86_64")]
            Level::Wide => {
                // SAFETY: `wide` is safe code that needs a processor with the features it names, and nothing else. `of_processor`
                // is the only place that makes this level, after asking the processor for each of them.
                #[allow(unsafe_code, reason = "the processor has been asked")]
                unsafe {
                    wide(now, chunk, words, scratch, tally, observation);
                }
            }
        }
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,bmi1,bmi2,lzcnt,popcnt")]
fn wide(
    now: &Circumstances<'_>,
    chunk: &mut Chunk<'_>,
    words: &mut Words,
    scratch: &mut Scratch,
    tally: &mut Tally,
    observation: Option<&mut Observation>,
) {
    week::chunk::<Wide>(now, chunk, words, scratch, tally, observation);
}

/// The whole part of a number from 0 to 2³¹; of anything else the nearer end, and 0 of what is no number. The same as a
/// conversion by `as`, which asks in branches what is asked here by taking the larger and the smaller of two numbers.
#[inline(always)]
pub(super) fn whole(number: f32) -> u32 {
    const MOST: f32 = 2_147_483_648.0;
    let number = if number > 0.0 { number } else { 0.0 };
    let number = if number < MOST { number } else { MOST };
    // SAFETY: the number is at least 0 and at most 2³¹, of which an `i64` holds every whole part.
    #[allow(unsafe_code, reason = "the range has just been seen to")]
    let whole: i64 = unsafe { number.to_int_unchecked() };
    whole as u32
}

/// What is written out for some processors, because compilers do not find it.
pub(super) trait Unit {
    /// Whether its vectors are so short and few that eight lanes are better worked on four by four.
    const HALVES: bool;

    /// Of eight rows the product of each, in the order of [`lanes::product`]; of several kinds of rows at a time.
    fn products<const KINDS: usize>(rows: &[[Lanes; KINDS]; WIDTH]) -> [Lanes; KINDS];
}

/// Any processor.
pub(super) struct Any;

impl Unit for Any {
    const HALVES: bool = cfg!(target_arch = "x86_64");

    #[cfg(not(target_arch = "x86_64"))]
    #[inline(always)]
    fn products<const KINDS: usize>(rows: &[[Lanes; KINDS]; WIDTH]) -> [Lanes; KINDS] {
        std::array::from_fn(|kind| lanes::each(|row| lanes::product(&rows[row][kind])))
    }

    #[cfg(target_arch = "x86_64")]
    #[inline(always)]
    fn products<const KINDS: usize>(rows: &[[Lanes; KINDS]; WIDTH]) -> [Lanes; KINDS] {
        // SAFETY: every processor of this architecture has these vectors.
        #[allow(unsafe_code, reason = "part of the architecture")]
        unsafe {
            let mut products = [[0.0; WIDTH]; KINDS];
            for (kind, products) in products.iter_mut().enumerate() {
                *products = products_of_halves(&lanes::each(|row| &rows[row][kind]));
            }
            products
        }
    }
}

/// Eight products with vectors of 128 bits: of four rows at a time the halves, multiplied crosswise.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "sse2")]
#[inline]
fn products_of_halves(rows: &[&Lanes; WIDTH]) -> Lanes {
    use std::arch::x86_64::{
        __m128, _mm_loadu_ps, _mm_movehl_ps, _mm_movelh_ps, _mm_mul_ps, _mm_storeu_ps,
        _mm_unpackhi_ps, _mm_unpacklo_ps,
    };
    let pair = |row: usize, lane: usize| -> __m128 {
        // SAFETY: four numbers are read from the first or the second half of a row of eight.
        #[allow(unsafe_code, reason = "a row is as long as two vectors")]
        let (one, other) = unsafe {
            (
                _mm_loadu_ps(rows[row][lane..lane + 4].as_ptr()),
                _mm_loadu_ps(rows[row + 1][lane..lane + 4].as_ptr()),
            )
        };
        _mm_mul_ps(_mm_unpacklo_ps(one, other), _mm_unpackhi_ps(one, other))
    };
    let four = |row: usize, lane: usize| -> __m128 {
        let (one, other) = (pair(row, lane), pair(row + 2, lane));
        _mm_mul_ps(_mm_movelh_ps(one, other), _mm_movehl_ps(other, one))
    };
    let mut products = [0.0; WIDTH];
    for row in [0, 4] {
        let all = _mm_mul_ps(four(row, 0), four(row, 4));
        // SAFETY: four numbers are written into the first or the second half of eight.
        #[allow(unsafe_code, reason = "half a row is as long as a vector")]
        unsafe {
            _mm_storeu_ps(products[row..row + 4].as_mut_ptr(), all);
        }
    }
    products
}

/// One with 256-bit vectors. Only [`wide`] is made for it.
#[cfg(target_arch = "x86_64")]
struct Wide;

#[cfg(target_arch = "x86_64")]
impl Unit for Wide {
    const HALVES: bool = false;

    #[inline(always)]
    fn products<const KINDS: usize>(rows: &[[Lanes; KINDS]; WIDTH]) -> [Lanes; KINDS] {
        // SAFETY: code for this unit runs only inside of `wide`, whose processor has the feature.
        #[allow(unsafe_code, reason = "the processor has been asked")]
        unsafe {
            let mut products = [[0.0; WIDTH]; KINDS];
            for (kind, products) in products.iter_mut().enumerate() {
                *products = products_of_eight(&lanes::each(|row| &rows[row][kind]));
            }
            products
        }
    }
}

/// Eight products by multiplying the rows crosswise, so that all lanes are at work in each step.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
#[inline]
fn products_of_eight(rows: &[&Lanes; WIDTH]) -> Lanes {
    use std::arch::x86_64::{
        __m256, _mm256_castpd_ps, _mm256_castps_pd, _mm256_loadu_ps, _mm256_mul_ps,
        _mm256_permute2f128_ps, _mm256_storeu_ps, _mm256_unpackhi_pd, _mm256_unpackhi_ps,
        _mm256_unpacklo_pd, _mm256_unpacklo_ps,
    };
    let pair = |first: usize| -> __m256 {
        // SAFETY: eight numbers are read where eight numbers are.
        #[allow(unsafe_code, reason = "a row is as long as a vector")]
        let (one, other) = unsafe {
            (
                _mm256_loadu_ps(rows[first].as_ptr()),
                _mm256_loadu_ps(rows[first + 1].as_ptr()),
            )
        };
        _mm256_mul_ps(
            _mm256_unpacklo_ps(one, other),
            _mm256_unpackhi_ps(one, other),
        )
    };
    let four = |first: usize| -> __m256 {
        let (one, other) = (
            _mm256_castps_pd(pair(first)),
            _mm256_castps_pd(pair(first + 2)),
        );
        _mm256_mul_ps(
            _mm256_castpd_ps(_mm256_unpacklo_pd(one, other)),
            _mm256_castpd_ps(_mm256_unpackhi_pd(one, other)),
        )
    };
    let (low, high) = (four(0), four(4));
    let all = _mm256_mul_ps(
        _mm256_permute2f128_ps(low, high, 0x20),
        _mm256_permute2f128_ps(low, high, 0x31),
    );
    let mut products = [0.0; WIDTH];
    // SAFETY: eight numbers are written where eight numbers are.
    #[allow(unsafe_code, reason = "a row is as long as a vector")]
    unsafe {
        _mm256_storeu_ps(products.as_mut_ptr(), all);
    }
    products
}

#[cfg(test)]
mod tests {
    use super::super::lanes::product;
    use super::*;
    use crate::random::{Domain, RunKey};

    /// Products of two kinds of rows.
    type Products = fn(&[[Lanes; 2]; WIDTH]) -> [Lanes; 2];

    #[test]
    fn whole_parts_are_those_of_a_conversion_at_every_edge() {
        let most = 2_147_483_648.0_f32;
        let edges = [
            0.0,
            -0.0,
            0.5,
            0.999_999_94,
            1.0,
            1.5,
            16_777_215.0,
            16_777_216.0,
            most,
        ];
        for number in edges
            .into_iter()
            .chain([most - 128.0, -1.0, f32::NAN, f32::NEG_INFINITY])
        {
            assert_eq!(whole(number), number as u32, "{number}");
        }
        assert_eq!(whole(f32::INFINITY), 1 << 31);
        assert_eq!(whole(3.0 * most), 1 << 31);
    }

    /// The same bits as one row after the other, for every unit that this processor has.
    #[test]
    fn eight_products_at_a_time_are_those_of_eight_rows() {
        let key = RunKey {
            seed: 5,
            replicate: 0,
        };
        let mut words = key.stream(Domain::Reality, 0);
        let mut units: Vec<Products> = vec![Any::products];
        #[cfg(target_arch = "x86_64")]
        if Level::of_processor() == Level::Wide {
            units.push(Wide::products);
        }
        for _ in 0..100 {
            let mut row = || -> Lanes { std::array::from_fn(|_| words.unit() + 0.01) };
            let rows: [[Lanes; 2]; WIDTH] = std::array::from_fn(|_| [row(), row()]);
            for products in &units {
                let products = products(&rows);
                for kind in 0..2 {
                    let expected = rows.map(|rows| product(&rows[kind]).to_bits());
                    assert_eq!(products[kind].map(f32::to_bits), expected);
                }
            }
        }
    }
}
