//! What is learnt from a case: what its debrief tells, what habits and beliefs become, and which claims of the knowledge base
//! held or are challenged (MODEL item 4a).
//!
//! A row of eight judgements at a time, every lane computed and chosen from. What touches single lanes stands in functions of
//! its own: next to it the compiler would take whole rows to pieces. How cases come about is in `practice.rs`.

use crate::random::Words;

use super::acting::Outcome;
use super::knowledge_base;
use super::lanes::{self, Lanes, Mask, WIDTH, sum};
use super::levels;
use super::rates::{Rates, Steps};
use super::week::Counts;

/// What one case brings to it.
pub(super) struct Case<'a> {
    pub rates: &'a Rates,
    pub judgements: usize,
    /// All bits if the employee brings the model, else none.
    pub guided: u32,
    pub steps: Steps,
    pub outcome: Outcome,
    /// For each judgement 1 or 0, right or wrong: what was done, where all are to blame.
    pub acts: &'a [Lanes],
    /// The chance that the employee speaks up.
    pub voice: f32,
}

/// What a debrief told of eight judgements: that a cause was told, that it was told wrongly, and that somebody whom it
/// contradicts would say so.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Told {
    cause: Mask,
    wrongly: Mask,
    speaks: Mask,
}

impl Case<'_> {
    /// The chance that a debrief tells a judgement's cause: a model brought along helps as far as it fits reality.
    #[inline(always)]
    pub(super) fn attribution(&self, beliefs: &[Lanes], half: &[Lanes]) -> f32 {
        let alone = self.rates.attribution;
        let fit: f32 = beliefs
            .iter()
            .zip(half)
            .map(|(beliefs, half)| {
                let mut products = [0.0_f32; WIDTH];
                for lane in 0..WIDTH {
                    products[lane] = beliefs[lane] * 2.0 * half[lane];
                }
                sum(&products)
            })
            .sum();
        let help = self.rates.model_help * (fit / self.judgements as f32).max(0.0);
        if self.guided != 0 {
            alone + (1.0 - alone) * help
        } else {
            alone
        }
    }

    /// A debrief of eight judgements, a word for each: one draw over a cause told wrongly, told rightly, or not told, and in
    /// either of the first two over whether a contradiction would be spoken out.
    #[inline(always)]
    pub(super) fn tell(&self, block: usize, attribution: f32, words: &mut Words) -> Told {
        let wrong = attribution * self.rates.feedback_noise;
        let told_below = steps(attribution);
        let wrongly_below = steps(wrong);
        let wrong_speaks_below = steps(wrong * self.voice);
        let right_speaks_below = steps((attribution - wrong) * self.voice);
        let drawn = words.up_to::<WIDTH>(WIDTH.min(self.judgements - block * WIDTH));
        // What a lane of padding is told moves nothing: it would be moved towards 0.
        let draw = lanes::each(|lane| drawn[lane] >> 1);
        let cause = lanes::each(|lane| lanes::is_below(draw[lane], told_below));
        let wrongly = lanes::each(|lane| lanes::is_below(draw[lane], wrongly_below));
        let speaks = lanes::each(|lane| {
            let beyond = draw[lane].wrapping_sub(wrongly_below) & !wrongly[lane];
            lanes::is_below(draw[lane], wrong_speaks_below)
                | (lanes::is_below(beyond, right_speaks_below) & !wrongly[lane])
        });
        Told {
            cause,
            wrongly,
            speaks,
        }
    }

    /// What eight habits and beliefs become: told causes first, else the outcome.
    #[inline(always)]
    pub(super) fn learn(
        &self,
        block: usize,
        habits: &Lanes,
        beliefs: &Lanes,
        half: &Lanes,
        told: &Told,
    ) -> (Lanes, Lanes) {
        let outcome = self.outcome;
        let right = lanes::each(|lane| 2.0 * half[lane]);
        let wrong = lanes::each(|lane| -right[lane]);
        let cause = lanes::choose(&told.wrongly, &wrong, &right);
        // What was done is what is right in a success; what is suspected turns away from what was done.
        let turns_wrong = [outcome.failed & outcome.suspect_right; WIDTH];
        let turned = lanes::choose(&turns_wrong, &wrong, &right);
        let suspect = (outcome.suspect.wrapping_sub(block * WIDTH)) as u32;
        let step = [self.steps.habit; WIDTH];
        let blamed = lanes::keep(&lanes::only(suspect), &[self.steps.failure; WIDTH]);
        let untold = lanes::choose(&[outcome.failed; WIDTH], &blamed, &step);
        let target = lanes::choose(&told.cause, &cause, &turned);
        let rate = lanes::choose(&told.cause, &step, &untold);
        let learned = lanes::towards(habits, &target, &rate);
        let doubts = [self.guided & outcome.failed; WIDTH];
        let kept = lanes::choose(&doubts, &[self.rates.doubt_keep; WIDTH], &[1.0; WIDTH]);
        let doubted = lanes::times(beliefs, &kept);
        let rate = lanes::keep(&[self.guided; WIDTH], &[self.rates.belief_rate; WIDTH]);
        let updated = lanes::towards(beliefs, &cause, &rate);
        let believed = lanes::choose(&told.cause, &updated, &doubted);
        (learned, believed)
    }
}

impl Told {
    /// What was told to somebody who used the model meets the claims that were used, each on the side of the belief: it held,
    /// or it is challenged. Returns the challenges.
    #[inline(always)]
    pub(super) fn meets(
        &self,
        guided: u32,
        beliefs: &Lanes,
        half: &Lanes,
        claims: &mut knowledge_base::Week,
    ) -> Mask {
        let nothing = [0.0; WIDTH];
        let used = lanes::both(&self.cause, &[guided; WIDTH]);
        let fits = lanes::times(beliefs, half);
        // Told wrongly, what fits reality is contradicted.
        let (fits, fails) = (lanes::below(&nothing, &fits), lanes::below(&fits, &nothing));
        let agree =
            lanes::each(|lane| fits[lane] ^ (self.wrongly[lane] & (fits[lane] ^ fails[lane])));
        let differ =
            lanes::each(|lane| fails[lane] ^ (self.wrongly[lane] & (fits[lane] ^ fails[lane])));
        let held = lanes::both(&used, &agree);
        let challenged = lanes::both(&lanes::both(&used, &differ), &self.speaks);
        let supports = lanes::below(&nothing, beliefs);
        lanes::count(&mut claims.supports.held, &lanes::both(&held, &supports));
        lanes::count(&mut claims.opposes.held, &lanes::without(&held, &supports));
        lanes::count(
            &mut claims.supports.challenges,
            &lanes::both(&challenged, &supports),
        );
        lanes::count(
            &mut claims.opposes.challenges,
            &lanes::without(&challenged, &supports),
        );
        challenged
    }
}

/// The habits that learning made of what was not told, where all judgements are to blame: each is turned away from what
/// was done in it. Takes copies, so that in the usual case they stay in registers.
#[cold]
#[inline(never)]
pub(super) fn turn_from(
    acts: &Lanes,
    told: &Told,
    half: &Lanes,
    step: f32,
    before: Lanes,
    mut learned: Lanes,
) -> Lanes {
    for lane in 0..WIDTH {
        if told.cause[lane] == 0 {
            let away = if acts[lane] > 0.0 { -2.0 } else { 2.0 } * half[lane];
            learned[lane] = before[lane] + step * (away - before[lane]);
        }
    }
    learned
}

/// A chance in steps of 2⁻³¹: a number of 31 random bits is below it with this chance.
#[inline(always)]
fn steps(chance: f32) -> u32 {
    levels::whole(chance * 2_147_483_648.0)
}

/// What is counted of single judgements, by lane, so that it is counted without being added up: those in which guided cases
/// turned the habit round to agree with the belief, those of them then right, and claims challenged.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct ByLane {
    internalised: [u32; WIDTH],
    completed: [u32; WIDTH],
    challenged: [u32; WIDTH],
}

impl ByLane {
    /// Adds eight judgements of a case.
    #[inline(always)]
    pub(super) fn add(
        &mut self,
        guided: u32,
        before: &Lanes,
        (habits, beliefs): (&Lanes, &Lanes),
        half: &Lanes,
    ) {
        let nothing = [0.0; WIDTH];
        let round = lanes::below(&lanes::times(before, habits), &nothing);
        let agrees = lanes::below(&nothing, &lanes::times(habits, beliefs));
        let turned = lanes::both(&[guided; WIDTH], &lanes::both(&round, &agrees));
        let is_right = lanes::below(&nothing, &lanes::times(habits, half));
        lanes::count(&mut self.internalised, &turned);
        lanes::count(&mut self.completed, &lanes::both(&turned, &is_right));
    }

    #[inline(always)]
    pub(super) fn add_challenges(&mut self, challenged: &Mask) {
        lanes::count(&mut self.challenged, challenged);
    }

    /// Counts them, and begins anew.
    pub(super) fn close(&mut self, counts: &mut Counts) {
        let total = |lanes: [u32; WIDTH]| lanes.iter().map(|&lane| u64::from(lane)).sum::<u64>();
        let all = std::mem::take(self);
        counts.internalisations += total(all.internalised);
        counts.completed_cycles += total(all.completed);
        counts.challenges += total(all.challenged);
    }
}
