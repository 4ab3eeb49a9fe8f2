//! A case, in practice or in routine work: acting, feedback, habit, the consequence for the model, internalisation and
//! imitation (MODEL item 4a).
//!
//! How it goes is drawn in `acting.rs`; here is what follows.

use crate::random::{Words, unit};

use super::acting::{self, Outcome, chances};
use super::knowledge_base::Week;
use super::lanes::{Lanes, WIDTH, guided, sum};
use super::rates::Rates;
use super::week::{Circumstances, Scratch, Seat, Tally};

/// Where a case is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Practice,
    /// Routine work whose outcome is visible.
    Work,
}

/// What one case brings to it.
struct Case<'a> {
    rates: &'a Rates,
    judgements: usize,
    guided: bool,
    /// Habit step: the refinement factor times the habit rate, and times the failure rate.
    step: f32,
    failure_step: f32,
    outcome: Outcome,
    /// For each judgement 1 or 0, right or wrong: what was done, where all are to blame.
    acts: &'a [Lanes],
    /// The chance that the employee speaks up.
    voice: f32,
}

/// One session: a case of a situation drawn at random.
pub(super) fn case(
    now: &Circumstances<'_>,
    seat: &mut Seat<'_>,
    kind: Kind,
    words: &mut Words,
    scratch: &mut Scratch,
    tally: &mut Tally,
) {
    let (rates, shape) = (now.rates, now.shape);
    let mut choices = words.choices();
    let situation = choices.among(shape.situations);
    let suspect = choices.among(shape.judgements);
    let rows = situation * shape.blocks..(situation + 1) * shape.blocks;
    if !scratch.met[situation] {
        scratch.met[situation] = true;
        let start = seat.index * shape.blocks_per_seat();
        seat.habits[rows.clone()].copy_from_slice(&now.habits[start..][rows.clone()]);
    }
    let (is_guided, debriefed, refined, shared, seen) = match kind {
        Kind::Work => (choices.happens(now.guided_work), false, false, false, true),
        Kind::Practice => {
            let debriefed = words.happens(rates.debriefed);
            let refined = words.happens(rates.refined);
            let shared = seat.circle.total > 0.0 && words.happens(rates.shared);
            let seen = debriefed || words.happens(rates.visible);
            (
                choices.happens(now.guided_practice),
                debriefed,
                refined,
                shared,
                seen,
            )
        }
    };

    let habits = &mut seat.habits[rows.clone()];
    let beliefs = &mut seat.beliefs[rows.clone()];
    let half = &now.reality.half[rows.clone()];
    if is_guided {
        scratch.before.copy_from_slice(habits);
        chances(
            now,
            half,
            |block, lane| guided(beliefs[block][lane], habits[block][lane]),
            &mut scratch.right,
        );
    } else {
        chances(
            now,
            half,
            |block, lane| habits[block][lane],
            &mut scratch.right,
        );
    }
    if seen {
        let outcome = acting::act(now, suspect, words, scratch);
        let refinement = if refined { 1.0 } else { rates.unreflected };
        let case = Case {
            rates,
            judgements: shape.judgements,
            guided: is_guided,
            step: refinement * rates.habit_rate,
            failure_step: refinement * rates.failure_rate,
            outcome,
            acts: &scratch.right,
            voice: rates.voice * seat.circle.mean,
        };
        if debriefed {
            let claims = &mut tally.claims[rows.start * WIDTH..rows.end * WIDTH];
            tally.counts.challenges += case.debrief(habits, beliefs, half, words, claims);
        } else {
            case.see(habits, beliefs, half);
        }
        if is_guided {
            let (turned, completed) = internalised(&scratch.before, habits, beliefs, half);
            tally.counts.internalisations += u64::from(turned);
            tally.counts.completed_cycles += u64::from(completed);
        }
    }
    if shared {
        imitate(now, seat, rows, words, scratch, tally);
    }
    if kind == Kind::Practice {
        seat.practised[situation] += 1.0;
        tally.counts.practice_sessions += 1;
        tally.counts.debriefed_sessions += u64::from(debriefed);
        tally.counts.refined_sessions += u64::from(refined);
    }
}

impl Case<'_> {
    /// The outcome is seen and nobody tells a cause.
    fn see(&self, habits: &mut [Lanes], beliefs: &mut [Lanes], half: &[Lanes]) {
        match self.outcome {
            Outcome::Well => {
                for (habits, half) in habits.iter_mut().zip(half) {
                    for lane in 0..WIDTH {
                        habits[lane] += self.step * (2.0 * half[lane] - habits[lane]);
                    }
                }
            }
            Outcome::Failed { .. } | Outcome::AllBlamed => {
                let state = habits.as_flattened_mut().iter_mut();
                let judgements = state.zip(half.as_flattened()).take(self.judgements);
                for (index, (habit, &half)) in judgements.enumerate() {
                    self.blame(index, habit, half);
                }
                if self.guided {
                    for belief in beliefs.as_flattened_mut() {
                        *belief *= self.rates.doubt_keep;
                    }
                }
            }
        }
    }

    /// A suspected judgement's habit moves away from what was done.
    #[inline]
    fn blame(&self, index: usize, habit: &mut f32, half: f32) {
        let right = match self.outcome {
            Outcome::Failed { suspect, right } if suspect == index => right,
            Outcome::AllBlamed => self.acts[index / WIDTH][index % WIDTH] > 0.0,
            Outcome::Failed { .. } | Outcome::Well => return,
        };
        let acted = if right { 2.0 * half } else { -2.0 * half };
        *habit += self.failure_step * (-acted - *habit);
    }

    /// A debrief: for each judgement the cause is told, rightly or wrongly, or the outcome has to serve. Returns the
    /// number of challenges.
    fn debrief(
        &self,
        habits: &mut [Lanes],
        beliefs: &mut [Lanes],
        half: &[Lanes],
        words: &mut Words,
        claims: &mut [Week],
    ) -> u64 {
        let told = self.attribution(beliefs, half);
        let told_wrongly = told * self.rates.feedback_noise;
        let mut challenges = 0;
        let state = habits
            .as_flattened_mut()
            .iter_mut()
            .zip(beliefs.as_flattened_mut());
        let judgements = state
            .zip(half.as_flattened())
            .zip(claims)
            .take(self.judgements);
        for (index, (((habit, belief), &half), claims)) in judgements.enumerate() {
            let draw = unit(words.word());
            if draw < told {
                let cause = if draw < told_wrongly {
                    -2.0 * half
                } else {
                    2.0 * half
                };
                *habit += self.step * (cause - *habit);
                if self.guided {
                    challenges += self.consequence(belief, cause, words, claims);
                }
                continue;
            }
            match self.outcome {
                Outcome::Well => *habit += self.step * (2.0 * half - *habit),
                Outcome::Failed { .. } | Outcome::AllBlamed => {
                    self.blame(index, habit, half);
                    if self.guided {
                        *belief *= self.rates.doubt_keep;
                    }
                }
            }
        }
        challenges
    }

    /// The chance that a debrief tells a judgement's cause: a model brought along helps as far as it fits reality.
    fn attribution(&self, beliefs: &[Lanes], half: &[Lanes]) -> f32 {
        let alone = self.rates.attribution;
        if !self.guided {
            return alone;
        }
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
        alone + (1.0 - alone) * help
    }

    /// A guided debrief told the cause: the claim held, or it is challenged; the belief moves. Returns the challenges.
    fn consequence(
        &self,
        belief: &mut f32,
        cause: f32,
        words: &mut Words,
        claims: &mut Week,
    ) -> u64 {
        let mut challenges = 0;
        // The claim that was used is on the side of the belief.
        let claim = if *belief > 0.0 {
            &mut claims.supports
        } else {
            &mut claims.opposes
        };
        if *belief * cause > 0.0 {
            claim.held += 1;
        } else if *belief * cause < 0.0 && unit(words.word()) < self.voice {
            claim.challenges += 1;
            challenges = 1;
        }
        *belief += self.rates.belief_rate * (cause - *belief);
        challenges
    }
}

/// Judgements in which a guided case turned the habit round to agree with the belief, and those of them now right.
fn internalised(
    before: &[Lanes],
    habits: &[Lanes],
    beliefs: &[Lanes],
    half: &[Lanes],
) -> (u32, u32) {
    let (mut turned, mut completed) = (0, 0);
    for (((before, habits), beliefs), half) in before.iter().zip(habits).zip(beliefs).zip(half) {
        for lane in 0..WIDTH {
            let turn = before[lane] * habits[lane] < 0.0 && habits[lane] * beliefs[lane] > 0.0;
            turned += u32::from(turn);
            completed += u32::from(turn && habits[lane] * half[lane] > 0.0);
        }
    }
    (turned, completed)
}

/// A shared session: the employee watches a colleague handle the same situation.
fn imitate(
    now: &Circumstances<'_>,
    seat: &mut Seat<'_>,
    rows: std::ops::Range<usize>,
    words: &mut Words,
    scratch: &mut Scratch,
    tally: &mut Tally,
) {
    let (colleague, tie, trust) = now.ties.choose(seat.index, seat.circle, words);
    tally.shared_ties.push(tie);
    tally.counts.shared_sessions += 1;
    let start = colleague * now.shape.blocks_per_seat();
    let theirs = &now.habits[start..][rows.clone()];
    let half = &now.reality.half[rows.clone()];
    chances(
        now,
        half,
        |block, lane| theirs[block][lane],
        &mut scratch.right,
    );
    if acting::goes_well(&scratch.right, words) {
        tally.counts.socialisations += 1;
        let step = now.rates.imitation_rate * trust;
        for (habits, half) in seat.habits[rows].iter_mut().zip(half) {
            for lane in 0..WIDTH {
                habits[lane] += step * (2.0 * half[lane] - habits[lane]);
            }
        }
    }
}
