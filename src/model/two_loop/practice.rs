//! A case, in practice or in routine work: feedback, habit, the consequence for the model, internalisation and imitation
//! (MODEL item 4a). How it goes is drawn in `acting.rs`; here is what follows.
//!
//! The hot path. What no processor can foresee (guided or not, who is suspected, what was told) is computed for all eight
//! lanes and chosen from, not branched on.

use crate::random::{Words, unit};

use super::acting::{self, Outcome, chances};
use super::knowledge_base::Week;
use super::lanes::{self, Lanes, WIDTH, sum};
use super::rates::Rates;
use super::week::{Circumstances, Scratch, Seat, Tally};

/// Where a case is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Practice,
    /// Practice where the work is, of a given situation: guided, debriefed, refined and shared.
    Gemba(usize),
    /// Routine work whose outcome is visible.
    Work,
}

impl Kind {
    /// Of which situation the case is, where this one was drawn.
    #[inline(always)]
    fn situation(self, drawn: usize) -> usize {
        match self {
            Kind::Gemba(situation) => situation,
            Kind::Practice | Kind::Work => drawn,
        }
    }
}

/// What one case brings to it.
struct Case<'a> {
    rates: &'a Rates,
    judgements: usize,
    /// All bits if the employee brings the model, else none.
    guided: u32,
    /// Habit step: the refinement factor times the habit rate, and times the failure rate.
    step: f32,
    failure_step: f32,
    outcome: Outcome,
    /// For each judgement 1 or 0, right or wrong: what was done, where all are to blame.
    acts: &'a [Lanes],
    /// The chance that the employee speaks up.
    voice: f32,
}

/// What a debrief told of eight judgements, a bit for each: that a cause was told, and that it was told wrongly.
#[derive(Debug, Clone, Copy, Default)]
struct Told {
    cause: u32,
    wrongly: u32,
}

/// One session: a case of a situation drawn at random.
#[inline(always)]
pub(super) fn case<const BLOCKS: usize>(
    now: &Circumstances<'_>,
    seat: &mut Seat<'_>,
    kind: Kind,
    words: &mut Words,
    scratch: &mut Scratch,
    tally: &mut Tally,
) {
    let (rates, shape) = (now.rates, now.shape);
    let blocks = shape.blocks_of::<BLOCKS>();
    let mut choices = words.choices();
    let drawn = choices.among(shape.situations);
    let suspect = choices.among(shape.judgements);
    let situation = kind.situation(drawn);
    let (guided, debriefed, refined, shared, seen) = match kind {
        Kind::Work => (choices.mask(now.guided_work), false, false, false, true),
        Kind::Gemba(_) => (u32::MAX, true, true, seat.circle.total > 0.0, true),
        Kind::Practice => {
            let debriefed = words.happens(rates.debriefed);
            let refined = words.happens(rates.refined);
            let shared = seat.circle.total > 0.0 && words.happens(rates.shared);
            let seen = debriefed || words.happens(rates.visible);
            let guided = choices.mask(now.guided_practice);
            (guided, debriefed, refined, shared, seen)
        }
    };

    let rows = situation * blocks..(situation + 1) * blocks;
    let half = &now.reality.half[rows.clone()];
    let base = &now.reality.base[..blocks];
    let beliefs = &mut seat.beliefs[rows.clone()];
    let before = &seat.habits_before[rows.clone()];
    let habits = &mut seat.habits[rows.clone()];
    let right = &mut scratch.right[..blocks];
    let met = [std::mem::replace(&mut scratch.met[situation], u32::MAX); WIDTH];
    for block in 0..blocks {
        habits[block] = lanes::choose(&met, &habits[block], &before[block]);
    }

    if seen {
        let all = chances(base, half, habits, beliefs, guided, right);
        let outcome = acting::act(
            right,
            all,
            suspect,
            rates.blame_all,
            shape.judgements,
            words,
        );
        let refinement = if refined { 1.0 } else { rates.unreflected };
        let case = Case {
            rates,
            judgements: shape.judgements,
            guided,
            step: refinement * rates.habit_rate,
            failure_step: refinement * rates.failure_rate,
            outcome,
            acts: right,
            voice: rates.voice * seat.circle.mean,
        };
        let attribution = if debriefed {
            case.attribution(beliefs, half)
        } else {
            0.0
        };
        for block in 0..blocks {
            let told = if debriefed {
                let claims = &mut tally.claims[(rows.start + block) * WIDTH..][..WIDTH];
                let (told, challenges) = case.tell(
                    block,
                    &beliefs[block],
                    &half[block],
                    attribution,
                    words,
                    claims,
                );
                tally.counts.challenges += challenges;
                told
            } else {
                Told::default()
            };
            let (habit, belief) =
                case.learn(block, &habits[block], &beliefs[block], &half[block], told);
            scratch
                .turned
                .add(guided, &habits[block], &habit, &belief, &half[block]);
            habits[block] = habit;
            beliefs[block] = belief;
        }
    }
    if shared {
        let (colleague, tie, trust) = now.ties.choose(seat.index, seat.circle, words);
        tally.shared_ties.push(tie);
        tally.counts.shared_sessions += 1;
        let start = colleague * shape.situations * blocks;
        let theirs = &now.habits[start..][rows];
        let all = chances(base, half, theirs, theirs, 0, right);
        if acting::goes_well(all, words) {
            tally.counts.socialisations += 1;
            imitate(habits, half, rates.imitation_rate * trust);
        }
    }
    if kind != Kind::Work {
        seat.practised[situation] += 1.0;
        tally.counts.practice_sessions += 1;
        tally.counts.debriefed_sessions += u64::from(debriefed);
        tally.counts.refined_sessions += u64::from(refined);
    }
}

/// The colleague succeeded: all habits of the case move towards what the colleague did, which was right.
#[inline(always)]
fn imitate(habits: &mut [Lanes], half: &[Lanes], step: f32) {
    for (habits, half) in habits.iter_mut().zip(half) {
        let acts = lanes::each(|lane| 2.0 * half[lane]);
        *habits = lanes::towards(habits, &acts, &[step; WIDTH]);
    }
}

impl Case<'_> {
    /// The chance that a debrief tells a judgement's cause: a model brought along helps as far as it fits reality.
    #[inline(always)]
    fn attribution(&self, beliefs: &[Lanes], half: &[Lanes]) -> f32 {
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

    /// A debrief of eight judgements: for each the cause is told, rightly or wrongly, or not. Where a guided one tells a
    /// cause, the claim held, or it is challenged. Returns what was told, and the number of challenges.
    #[inline(always)]
    fn tell(
        &self,
        block: usize,
        beliefs: &Lanes,
        half: &Lanes,
        attribution: f32,
        words: &mut Words,
        claims: &mut [Week],
    ) -> (Told, u64) {
        let told_below = threshold(attribution);
        let wrongly_below = threshold(attribution * self.rates.feedback_noise);
        let mut told = Told::default();
        let mut challenges = 0;
        for lane in 0..WIDTH.min(self.judgements - block * WIDTH) {
            let draw = words.word() >> 8;
            let wrongly = draw < wrongly_below;
            told.cause |= u32::from(draw < told_below) << lane;
            told.wrongly |= u32::from(wrongly) << lane;
            if draw < told_below && self.guided != 0 {
                let cause = if wrongly { -half[lane] } else { half[lane] };
                let belief = beliefs[lane];
                // The claim that was used is on the side of the belief.
                let claim = if belief > 0.0 {
                    &mut claims[lane].supports
                } else {
                    &mut claims[lane].opposes
                };
                if belief * cause > 0.0 {
                    claim.held += 1;
                } else if belief * cause < 0.0 && unit(words.word()) < self.voice {
                    claim.challenges += 1;
                    challenges += 1;
                }
            }
        }
        (told, challenges)
    }

    /// What eight habits and beliefs become: told causes first, else the outcome.
    #[inline(always)]
    fn learn(
        &self,
        block: usize,
        habits: &Lanes,
        beliefs: &Lanes,
        half: &Lanes,
        told: Told,
    ) -> (Lanes, Lanes) {
        let outcome = self.outcome;
        let is_told = lanes::of_bits(told.cause);
        let is_wrong = lanes::of_bits(told.wrongly);
        let right = lanes::each(|lane| 2.0 * half[lane]);
        let wrong = lanes::each(|lane| -2.0 * half[lane]);
        let cause = lanes::choose(&is_wrong, &wrong, &right);
        // What was done is what is right in a success; what is suspected turns away from what was done.
        let turns_wrong = [outcome.failed & outcome.suspect_right; WIDTH];
        let turned = lanes::choose(&turns_wrong, &wrong, &right);
        let suspect = (outcome.suspect.wrapping_sub(block * WIDTH)) as u32;
        let step = [self.step; WIDTH];
        let blamed = lanes::keep(&lanes::only(suspect), &[self.failure_step; WIDTH]);
        let untold = lanes::choose(&[outcome.failed; WIDTH], &blamed, &step);
        let target = lanes::choose(&is_told, &cause, &turned);
        let rate = lanes::choose(&is_told, &step, &untold);
        let mut learned = lanes::towards(habits, &target, &rate);
        let doubts = [self.guided & outcome.failed; WIDTH];
        let kept = lanes::choose(&doubts, &[self.rates.doubt_keep; WIDTH], &[1.0; WIDTH]);
        let doubted = lanes::times(beliefs, &kept);
        let rate = lanes::keep(&[self.guided; WIDTH], &[self.rates.belief_rate; WIDTH]);
        let updated = lanes::towards(beliefs, &cause, &rate);
        let believed = lanes::choose(&is_told, &updated, &doubted);
        if outcome.all_blamed {
            for lane in 0..WIDTH {
                if told.cause & (1 << lane) == 0 {
                    let away = if self.acts[block][lane] > 0.0 {
                        -2.0
                    } else {
                        2.0
                    } * half[lane];
                    learned[lane] = habits[lane] + self.failure_step * (away - habits[lane]);
                }
            }
        }
        (learned, believed)
    }
}

/// A chance as a threshold for the upper 24 bits of a word: `unit(word) < chance` for every word.
#[inline(always)]
fn threshold(chance: f32) -> u32 {
    let scaled = chance * 16_777_216.0;
    let below = scaled as u32;
    below + u32::from((below as f32) < scaled)
}

/// Judgements in which guided cases turned the habit round to agree with the belief, and those of them then right; by
/// lane, so that they are counted without being added up.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Turned {
    pub internalised: [u32; WIDTH],
    pub completed: [u32; WIDTH],
}

impl Turned {
    #[inline(always)]
    fn add(&mut self, guided: u32, before: &Lanes, habits: &Lanes, beliefs: &Lanes, half: &Lanes) {
        let nothing = [0.0; WIDTH];
        let round = lanes::below(&lanes::times(before, habits), &nothing);
        let agrees = lanes::below(&nothing, &lanes::times(habits, beliefs));
        let turned = lanes::both(&[guided; WIDTH], &lanes::both(&round, &agrees));
        let is_right = lanes::below(&nothing, &lanes::times(habits, half));
        lanes::count(&mut self.internalised, &turned);
        lanes::count(&mut self.completed, &lanes::both(&turned, &is_right));
    }
}
