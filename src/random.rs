//! Streams of random numbers keyed by identity: who draws, for what, in which week; never by position in a loop or by
//! thread.
//!
//! A stream is ChaCha8 under a key made of the root seed, the replicate and the domain, with an index (a week, a seat, a
//! chunk of seats) as nonce. Two runs that share seed, replicate, domain and index therefore share every draw, whatever
//! else differs between them: that is what makes variants comparable replicate by replicate. Knows no model.

#![allow(
    clippy::cast_precision_loss,
    reason = "24 bits of a word fit an f32, 2³² fits an f64"
)]
#![allow(
    clippy::inline_always,
    reason = "a draw has to be compiled into the hot path of a model, for its instruction set"
)]

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// What a stream is drawn for. The numbers are part of what defines the results.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Domain {
    /// Reality at the start.
    Reality = 1,
    /// Drift of reality; index: the week.
    Drift = 2,
    /// Shocks; index: the week and the ordinal of the shock within it.
    Shock = 3,
    /// Ties across teams; index: the seat.
    Ties = 4,
    /// The initial state of who takes a seat; index: the seat and the week of entry.
    Entrant = 5,
    /// Who leaves; index: the week.
    Turnover = 6,
    /// All sessions of a chunk of seats in a week.
    Sessions = 7,
    /// The points of a sampled design; index: the design and a part of it. Replicate 0.
    Design = 8,
    /// Resamples of a bootstrap; index: what is resampled. Replicate 0.
    Bootstrap = 9,
    /// What is stated in a workshop; index: the week and the ordinal of the workshop within it.
    Workshop = 10,
    /// Who leaves in an event of departures; index: the week and the ordinal of the event within it.
    Departures = 11,
}

/// The identity of a run, as far as its random numbers go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RunKey {
    pub seed: u64,
    pub replicate: u32,
}

impl RunKey {
    /// Opens the stream of a domain at an index.
    #[must_use]
    pub fn stream(self, domain: Domain, index: u64) -> Words {
        let mut key = [0_u8; 32];
        key[0..8].copy_from_slice(&self.seed.to_le_bytes());
        key[8..16].copy_from_slice(&u64::from(self.replicate).to_le_bytes());
        key[16..24].copy_from_slice(&(domain as u64).to_le_bytes());
        key[24..32].copy_from_slice(b"seci-run");
        let mut generator = ChaCha8Rng::from_seed(key);
        generator.set_stream(index);
        Words {
            generator,
            next: ROOM,
            store: [[0; 4]; ROOM],
        }
    }
}

/// Two 32-bit identities in one index.
#[must_use]
pub fn index(high: u32, low: u32) -> u64 {
    (u64::from(high) << 32) | u64::from(low)
}

/// Words drawn from the generator at a time: what it makes in one go. One at a time costs half as much again. ChaCha8
/// delivers the same words either way, so this number touches no result.
const BULK: usize = 64;
/// Room for the words in store: a full bulk, and before it what was left when it was drawn.
const ROOM: usize = 2 * BULK;

/// A stream of 32-bit words, delivered one by one and generated in bulk.
#[derive(Debug)]
pub struct Words {
    generator: ChaCha8Rng,
    /// Where the words in store begin; they reach to the end of the room.
    next: usize,
    /// As the generator makes them: four bytes a word, the lowest first.
    store: [[u8; 4]; ROOM],
}

impl Words {
    /// The next word.
    #[inline(always)]
    pub fn word(&mut self) -> u32 {
        let [word] = self.ahead();
        self.next += 1;
        word
    }

    /// The next `N` words, at most 64, which stay in the stream until they are taken.
    #[inline(always)]
    pub fn ahead<const N: usize>(&mut self) -> [u32; N] {
        const { assert!(N <= BULK) };
        if self.next > ROOM - N {
            self.refill();
        }
        let (words, _) = self.store[self.next..].as_chunks::<N>();
        words[0].map(u32::from_le_bytes)
    }

    /// The next several words, at most 64.
    #[inline(always)]
    pub fn several<const N: usize>(&mut self) -> [u32; N] {
        let words = self.ahead();
        self.take(N);
        words
    }

    /// The next words, so many of them, at most `N`; behind these stands what the stream holds next, and stays in it.
    #[inline(always)]
    pub fn up_to<const N: usize>(&mut self, number: usize) -> [u32; N] {
        let words = self.ahead();
        self.take(number);
        words
    }

    /// One of `options` equally likely indices, by one word: each is as likely as the others to `options` parts in 2³².
    #[inline(always)]
    pub fn among(&mut self, options: usize) -> usize {
        ((u64::from(self.word()) * options as u64) >> 32) as usize
    }

    /// Takes words that were looked at ahead.
    #[inline(always)]
    pub fn take(&mut self, words: usize) {
        self.next += words;
    }

    #[cold]
    #[inline(never)]
    fn refill(&mut self) {
        // Few words are left as a rule; so many at least are copied, because a copy of fixed length costs next to nothing.
        const FEW: usize = 8;
        let from = self.next.min(ROOM - FEW);
        if from == ROOM - FEW {
            self.store.copy_within(ROOM - FEW.., BULK - FEW);
        } else {
            self.store.copy_within(from.., from - BULK);
        }
        self.next -= BULK;
        let fresh = self.store[BULK..].as_flattened_mut();
        self.generator.fill_bytes(fresh);
    }

    /// A uniform number in [0, 1), in steps of 2⁻²⁴.
    #[inline(always)]
    pub fn unit(&mut self) -> f32 {
        unit(self.word())
    }

    /// Whether an event of this chance happens. Certain and impossible events draw nothing.
    #[inline(always)]
    pub fn happens(&mut self, chance: Chance) -> bool {
        match chance.threshold {
            0 => false,
            CERTAIN => true,
            threshold => u64::from(self.word()) < threshold,
        }
    }

    /// Two words as one uniform number from which several choices are taken in turn.
    #[inline(always)]
    pub fn choices(&mut self) -> Choices {
        let [high, low] = self.ahead();
        self.take(2);
        Choices {
            rest: (u64::from(high) << 32) | u64::from(low),
        }
    }
}

/// A word as a uniform number in [0, 1), in steps of 2⁻²⁴.
#[inline(always)]
#[must_use]
pub fn unit(word: u32) -> f32 {
    (word >> 8) as f32 * (1.0 / 16_777_216.0)
}

const CERTAIN: u64 = 1 << 32;

/// A probability as a threshold for 32-bit words, to the nearest 2⁻³².
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Chance {
    threshold: u64,
}

impl Chance {
    /// Whether an event of this chance is neither certain nor impossible: only then a word is drawn for it.
    #[must_use]
    pub fn is_open(self) -> bool {
        self.threshold > 0 && self.threshold < CERTAIN
    }

    /// Whether an event of this chance happens by this word.
    #[inline(always)]
    #[must_use]
    pub fn happens_by(self, word: u32) -> bool {
        u64::from(word) < self.threshold
    }

    /// The chance in steps of 2⁻³¹, of which certainty has all: a number of 31 random bits is below it with this chance.
    /// For comparing many at a time, which processors do best with signed numbers.
    #[inline(always)]
    #[must_use]
    #[allow(clippy::cast_possible_truncation)]
    pub fn steps(self) -> u32 {
        (self.threshold >> 1) as u32
    }

    /// Whether an event of this chance can happen at all.
    #[inline(always)]
    #[must_use]
    pub fn is_possible(self) -> bool {
        self.threshold > 0
    }

    /// The chance of a probability; numbers outside [0, 1] are taken as the nearer end.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub fn new(probability: f64) -> Self {
        let scaled = libm::round(probability.clamp(0.0, 1.0) * CERTAIN as f64);
        Chance {
            threshold: scaled as u64,
        }
    }

    /// The chance as 32 binary digits after the point; none for certainty.
    #[inline]
    #[must_use]
    pub fn digits(self) -> Option<u32> {
        u32::try_from(self.threshold).ok()
    }
}

/// A 64-bit uniform number from which choices are taken by multiplication: the high word of the product is the choice,
/// the low word the uniform rest for the next. A choice among m options uses up log₂ m of the 64 bits.
#[derive(Debug, Clone, Copy)]
pub struct Choices {
    rest: u64,
}

impl Choices {
    /// One of `options` equally likely indices.
    #[inline(always)]
    #[allow(clippy::cast_possible_truncation)]
    pub fn among(&mut self, options: usize) -> usize {
        let product = u128::from(self.rest) * options as u128;
        self.rest = product as u64;
        (product >> 64) as usize
    }

    /// Whether an event of this chance happens, as all bits or none; the last thing to be asked.
    #[inline(always)]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub fn mask(self, chance: Chance) -> u32 {
        // A sign and not a condition, so that it is computed with and not branched on.
        let difference = (self.rest >> 32).wrapping_sub(chance.threshold);
        (difference.cast_signed() >> 63) as u32
    }

    /// Whether an event of this chance happens; the last thing to be asked.
    #[inline(always)]
    pub fn happens(self, chance: Chance) -> bool {
        (self.rest >> 32) < chance.threshold
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: RunKey = RunKey {
        seed: 7,
        replicate: 3,
    };

    #[test]
    fn a_stream_depends_on_every_part_of_its_identity() {
        let first = |key: RunKey, domain, index| key.stream(domain, index).word();
        let here = first(KEY, Domain::Drift, 5);
        assert_eq!(here, first(KEY, Domain::Drift, 5));
        assert_ne!(here, first(KEY, Domain::Drift, 6));
        assert_ne!(here, first(KEY, Domain::Shock, 5));
        assert_ne!(here, first(RunKey { seed: 8, ..KEY }, Domain::Drift, 5));
        let other = RunKey {
            replicate: 4,
            ..KEY
        };
        assert_ne!(here, first(other, Domain::Drift, 5));
    }

    #[test]
    fn words_drawn_in_bulk_are_the_generators_own() {
        let mut key = [0_u8; 32];
        key[0] = 7;
        key[8] = 3;
        key[16] = 7;
        key[24..].copy_from_slice(b"seci-run");
        let mut generator = ChaCha8Rng::from_seed(key);
        generator.set_stream(9);
        let mut words = KEY.stream(Domain::Sessions, 9);
        for _ in 0..3 * BULK {
            assert_eq!(words.word(), generator.next_u32());
        }
    }

    #[test]
    fn certain_and_impossible_events_draw_nothing() {
        let mut words = KEY.stream(Domain::Sessions, 0);
        assert!(words.happens(Chance::new(1.0)) && !words.happens(Chance::new(0.0)));
        assert_eq!(words.word(), KEY.stream(Domain::Sessions, 0).word());
    }

    #[test]
    fn chances_and_choices_have_the_right_frequencies() {
        let mut words = KEY.stream(Domain::Sessions, 1);
        let (mut hits, mut cells) = (0_u32, [0_u32; 21]);
        let chance = Chance::new(0.3);
        for _ in 0..200_000 {
            let mut choices = words.choices();
            let cell = choices.among(7) * 3 + choices.among(3);
            cells[cell] += 1;
            hits += u32::from(choices.happens(chance));
        }
        // Four standard deviations of a binomial count.
        assert!((f64::from(hits) - 60_000.0).abs() < 4.0 * 205.0, "{hits}");
        for count in cells {
            assert!((f64::from(count) - 9_523.8).abs() < 4.0 * 95.3, "{count}");
        }
    }

    #[test]
    fn words_looked_at_and_not_taken_stay_in_the_stream() {
        let mut words = KEY.stream(Domain::Sessions, 2);
        let mut one_by_one = KEY.stream(Domain::Sessions, 2);
        // Across the end of what is generated at a time as well.
        for number in (0..=8).cycle().take(60) {
            let some = words.up_to::<8>(number);
            for word in &some[..number] {
                assert_eq!(*word, one_by_one.word());
            }
        }
    }

    #[test]
    fn one_word_chooses_evenly_and_steps_are_halves_of_chances() {
        let mut words = KEY.stream(Domain::Sessions, 3);
        let mut cells = [0_u32; 7];
        for _ in 0..70_000 {
            cells[words.among(7)] += 1;
        }
        // Four standard deviations of a binomial count.
        for count in cells {
            assert!((f64::from(count) - 10_000.0).abs() < 4.0 * 92.6, "{count}");
        }
        assert_eq!(words.among(1), 0);
        let steps = [0.0, 0.25, 1.0].map(|chance| Chance::new(chance).steps());
        assert_eq!(steps, [0, 1 << 29, 1 << 31]);
    }
}
