//! One source compiled for several instruction sets: the week of a chunk once as every processor can run it, and once for
//! those with vectors of eight numbers. Which of them runs is decided when the program starts.
//!
//! Both give the same bytes: nothing is fused or reordered (a test compares them). The only unsafe code of the program
//! is here: the call into the code for a processor after asking that processor.

use std::sync::OnceLock;

use crate::random::Words;

use super::metrics::Observation;
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
            Level::Portable => week::chunk(now, chunk, words, scratch, tally, observation),
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
    week::chunk(now, chunk, words, scratch, tally, observation);
}
