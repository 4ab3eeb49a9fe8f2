//! Cases, in practice or in routine work: feedback, habit, the consequence for the model, internalisation and imitation
//! (MODEL item 4a). How they go is drawn in `acting.rs`; here is what follows.
//!
//! The hot path. Up to eight cases of as many people are worked on side by side: what is drawn of all is drawn together, and
//! what no processor can foresee (guided or not, who is suspected, what was told) is computed for all and chosen from, not
//! branched on.

use crate::random::{Chance, Words};

use super::CHUNK;
use super::acting::{self, Outcome};
use super::knowledge_base;
use super::lanes::{self, Lanes, Mask, WIDTH, sum};
use super::levels::Unit;
use super::organisation::Shape;
use super::rates::Rates;
use super::staff::Staff;
use super::ties::Circle;
use super::week::{Chunk, Circumstances, Counts, Scratch, Week};

/// Where a case is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Practice,
    /// Practice where the work is, of a given situation: guided, debriefed, refined and shared.
    Gemba(usize),
    /// Routine work whose outcome is visible.
    Work,
}

/// Up to so many options of a case are chosen by one word, each as likely as the others to one part in a million.
const OPTIONS_OF_A_WORD: usize = 1 << 12;

/// What is drawn of eight cases before they begin.
struct Chosen {
    situation: [u32; WIDTH],
    /// The judgement that is suspected should the case fail.
    suspect: [u32; WIDTH],
    /// Whether the employee brings the model.
    guided: Mask,
}

/// How a practice session goes about a case.
#[derive(Debug, Clone, Copy, Default)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "four answers that do not depend on each other"
)]
struct Conduct {
    debriefed: bool,
    refined: bool,
    shared: bool,
    /// Whether the outcome is seen.
    seen: bool,
    circle: Circle,
}

impl Conduct {
    /// Nobody is there; the outcome is visible.
    const AT_WORK: Conduct = Conduct {
        debriefed: false,
        refined: false,
        shared: false,
        seen: true,
        circle: Circle {
            total: 0.0,
            mean: 0.0,
        },
    };
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

/// What a debrief told of eight judgements: that a cause was told, that it was told wrongly, and that somebody whom it
/// contradicts would say so.
#[derive(Debug, Clone, Copy, Default)]
struct Told {
    cause: Mask,
    wrongly: Mask,
    speaks: Mask,
}

/// A session of each of a group, at most eight, of different seats.
///
/// Words, of all of them one after the other: what the case is; for practice, whether it is debriefed, refined, shared and
/// seen; how it goes. Then case by case what was told and who is watched.
#[inline(always)]
#[allow(
    clippy::too_many_lines,
    reason = "one pass over a group, in the order of its words"
)]
pub(super) fn cases<const BLOCKS: usize, S: Staff, U: Unit>(
    now: &Circumstances<'_>,
    staff: &mut S,
    chunk: &mut Chunk<'_>,
    (kind, group): (Kind, &[usize]),
    words: &mut Words,
    scratch: &mut Scratch,
    week: &mut Week<'_>,
) {
    let shape = now.shape;
    let blocks = shape.blocks_of::<BLOCKS>();
    let number = group.len().min(WIDTH);
    let Chosen {
        situation,
        suspect,
        guided,
    } = choose(shape, staff, (kind, group), words);
    let conducts = conducts(now, staff, chunk.first_seat, (kind, group), &guided, words);

    // How likely each is to go well.
    let base = &now.reality.base[..blocks];
    let right = &mut scratch.right[..WIDTH * blocks];
    let mut all = [1.0_f32; WIDTH];
    for case in 0..number {
        let situation = situation[case] as usize;
        let half = &now.reality.half[situation * blocks..][..blocks];
        let first = (group[case] * shape.situations + situation) * blocks;
        let habits = &chunk.habits[first..first + blocks];
        let beliefs = &chunk.beliefs[first..first + blocks];
        for block in 0..blocks {
            let chances = acting::chances(
                &base[block],
                &half[block],
                &habits[block],
                &beliefs[block],
                guided[case],
            );
            right[case * blocks + block] = chances;
            if BLOCKS != 1 {
                all[case] *= lanes::product(&chances);
            }
        }
    }
    if BLOCKS == 1
        && let Some(rows) = right.as_chunks().0.first()
    {
        all = U::products(rows);
    }

    // How each goes.
    let suspected = lanes::each(|case| {
        let judgement = suspect[case] as usize;
        right[case * blocks + judgement / WIDTH][judgement % WIDTH]
    });
    let (failed, suspect_right) = acting::outcomes(&all, &suspected, &words.up_to(number));

    // What follows, case by case.
    let mut by_lane = [ByLane::default(); WIDTH];
    for case in 0..number {
        let (seat, guided) = (group[case], guided[case]);
        let situation = situation[case] as usize;
        let conduct = match kind {
            Kind::Work => Conduct::AT_WORK,
            Kind::Practice | Kind::Gemba(_) => conducts[case],
        };
        let of_seat = seat * shape.situations + situation;
        let first = of_seat * blocks;
        let rows = situation * blocks..(situation + 1) * blocks;
        let half = &now.reality.half[rows.clone()];
        let habits = &mut chunk.habits[first..first + blocks];
        let way = staff.way(seat);
        let rates = way.rates;
        scratch.keep[situation * CHUNK + seat] = rates.used_habit_keep;
        if conduct.seen {
            let beliefs = &mut chunk.beliefs[first..first + blocks];
            let acts = &mut right[case * blocks..(case + 1) * blocks];
            let mut outcome = Outcome {
                failed: failed[case],
                suspect: suspect[case] as usize,
                suspect_right: suspect_right[case],
                all_blamed: false,
            };
            if rates.blame_all.is_possible() && outcome.failed != 0 {
                let acts = &mut acts.as_flattened_mut()[..shape.judgements];
                outcome.all_blamed = acting::are_all_blamed(rates.blame_all, acts, words);
            }
            let refinement = if conduct.refined {
                1.0
            } else {
                rates.unreflected
            };
            let session = Case {
                rates,
                judgements: shape.judgements,
                guided,
                step: refinement * rates.habit_rate,
                failure_step: refinement * rates.failure_rate,
                outcome,
                acts,
                voice: rates.voice * conduct.circle.mean,
            };
            let attribution = if conduct.debriefed {
                session.attribution(beliefs, half)
            } else {
                0.0
            };
            for block in 0..blocks {
                let half = &half[block];
                let told = if conduct.debriefed {
                    let told = session.tell(block, attribution, words);
                    let claims = &mut week.claims[rows.start + block];
                    by_lane[case].add_challenges(&told.meets(
                        guided,
                        &beliefs[block],
                        half,
                        claims,
                    ));
                    told
                } else {
                    Told::default()
                };
                let before = habits[block];
                (habits[block], beliefs[block]) =
                    session.learn(block, &before, &beliefs[block], half, &told);
                if outcome.all_blamed {
                    let (acts, step) = (&session.acts[block], session.failure_step);
                    turn_from(acts, &told, half, step, &before, &mut habits[block]);
                }
                let after = (&habits[block], &beliefs[block]);
                by_lane[case].add(guided, &before, after, half);
            }
            if S::APART {
                by_lane[case].close(staff.counts(seat));
            }
        }
        if kind == Kind::Work {
            continue;
        }
        if conduct.shared {
            let number = chunk.first_seat + seat;
            let (colleague, tie, trust) = now.ties.choose(number, conduct.circle, words);
            week.shared_ties.push(tie);
            let theirs = &now.habits[colleague * shape.situations * blocks..][rows];
            let is_well = acting::goes_well(acting::all_right(base, half, theirs), words);
            if is_well {
                imitate(habits, half, staff.way(seat).rates.imitation_rate * trust);
            }
            let counts = staff.counts(seat);
            counts.shared_sessions += 1;
            counts.socialisations += u64::from(is_well);
        }
        chunk.practised[of_seat] += 1.0;
        let counts = staff.counts(seat);
        counts.practice_sessions += 1;
        counts.debriefed_sessions += u64::from(conduct.debriefed);
        counts.refined_sessions += u64::from(conduct.refined);
    }
    if !S::APART {
        scratch.by_lane.add_all(&by_lane[..number]);
    }
}

/// Of what situation each case is, who is suspected should it fail, and whether the model is brought along: a word for each
/// case, or two where there is much to choose from.
#[inline(always)]
fn choose<S: Staff>(
    shape: Shape,
    staff: &S,
    (kind, group): (Kind, &[usize]),
    words: &mut Words,
) -> Chosen {
    let number = group.len();
    let chance = |case: usize| {
        let way = staff.way(group[case.min(number - 1)]);
        match kind {
            Kind::Work => way.guided_work,
            Kind::Practice | Kind::Gemba(_) => way.guided_practice,
        }
    };
    let mut chosen = if shape.situations * shape.judgements <= OPTIONS_OF_A_WORD {
        let drawn = words.up_to::<WIDTH>(number);
        // The product's upper half is the choice, its lower half is even again, and chosen with next.
        let of = |word: u32, options: usize| u64::from(word) * u64::from(options as u32);
        let first = lanes::each(|case| of(drawn[case], shape.situations));
        let second = lanes::each(|case| of(first[case] as u32, shape.judgements));
        let steps = lanes::each(|case| chance(case).steps());
        Chosen {
            situation: lanes::each(|case| (first[case] >> 32) as u32),
            suspect: lanes::each(|case| (second[case] >> 32) as u32),
            guided: lanes::each(|case| lanes::is_below(second[case] as u32 >> 1, steps[case])),
        }
    } else {
        choose_among_many(shape, number, chance, words)
    };
    if let Kind::Gemba(situation) = kind {
        chosen.situation = [situation as u32; WIDTH];
        chosen.guided = [u32::MAX; WIDTH];
    }
    chosen
}

/// The same with two words for each case.
#[cold]
#[inline(never)]
fn choose_among_many(
    shape: Shape,
    number: usize,
    chance: impl Fn(usize) -> Chance,
    words: &mut Words,
) -> Chosen {
    let mut chosen = Chosen {
        situation: [0; WIDTH],
        suspect: [0; WIDTH],
        guided: [0; WIDTH],
    };
    for case in 0..number {
        let mut choices = words.choices();
        chosen.situation[case] = choices.among(shape.situations) as u32;
        chosen.suspect[case] = choices.among(shape.judgements) as u32;
        chosen.guided[case] = choices.mask(chance(case));
    }
    chosen
}

/// How each of a group goes about its case.
#[inline(always)]
fn conducts<S: Staff>(
    now: &Circumstances<'_>,
    staff: &S,
    first_seat: usize,
    (kind, group): (Kind, &[usize]),
    guided: &Mask,
    words: &mut Words,
) -> [Conduct; WIDTH] {
    let mut conducts = [Conduct::default(); WIDTH];
    let rates = |seat: usize| staff.way(seat).rates;
    match kind {
        Kind::Work => {}
        Kind::Gemba(_) => {
            for (conduct, &seat) in conducts.iter_mut().zip(group) {
                let circle = now.ties.circle(first_seat + seat);
                *conduct = Conduct {
                    debriefed: true,
                    refined: true,
                    shared: circle.total > 0.0,
                    seen: true,
                    circle,
                };
            }
        }
        Kind::Practice => {
            for (conduct, &seat) in conducts.iter_mut().zip(group) {
                conduct.debriefed = words.happens(rates(seat).debriefed);
            }
            for (conduct, &seat) in conducts.iter_mut().zip(group) {
                conduct.refined = words.happens(rates(seat).refined);
            }
            for (conduct, &seat) in conducts.iter_mut().zip(group) {
                conduct.shared = words.happens(rates(seat).shared);
            }
            for (conduct, &seat) in conducts.iter_mut().zip(group) {
                conduct.seen = conduct.debriefed || words.happens(rates(seat).visible);
            }
            for ((conduct, &seat), &guided) in conducts.iter_mut().zip(group).zip(guided) {
                // Trust matters to those who share, and to those who may speak up.
                if conduct.shared || guided != 0 {
                    conduct.circle = now.ties.circle(first_seat + seat);
                    conduct.shared &= conduct.circle.total > 0.0;
                }
            }
        }
    }
    conducts
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

    /// A debrief of eight judgements, a word for each: one draw over a cause told wrongly, told rightly, or not told, and in
    /// either of the first two over whether a contradiction would be spoken out.
    #[inline(always)]
    fn tell(&self, block: usize, attribution: f32, words: &mut Words) -> Told {
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
    fn learn(
        &self,
        block: usize,
        habits: &Lanes,
        beliefs: &Lanes,
        half: &Lanes,
        told: &Told,
    ) -> (Lanes, Lanes) {
        let outcome = self.outcome;
        let right = lanes::each(|lane| 2.0 * half[lane]);
        let wrong = lanes::each(|lane| -2.0 * half[lane]);
        let cause = lanes::choose(&told.wrongly, &wrong, &right);
        // What was done is what is right in a success; what is suspected turns away from what was done.
        let turns_wrong = [outcome.failed & outcome.suspect_right; WIDTH];
        let turned = lanes::choose(&turns_wrong, &wrong, &right);
        let suspect = (outcome.suspect.wrapping_sub(block * WIDTH)) as u32;
        let step = [self.step; WIDTH];
        let blamed = lanes::keep(&lanes::only(suspect), &[self.failure_step; WIDTH]);
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
    fn meets(
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
/// was done in it.
#[cold]
#[inline(never)]
fn turn_from(
    acts: &Lanes,
    told: &Told,
    half: &Lanes,
    step: f32,
    before: &Lanes,
    learned: &mut Lanes,
) {
    for lane in 0..WIDTH {
        if told.cause[lane] == 0 {
            let away = if acts[lane] > 0.0 { -2.0 } else { 2.0 } * half[lane];
            learned[lane] = before[lane] + step * (away - before[lane]);
        }
    }
}

/// A chance in steps of 2⁻³¹: a number of 31 random bits is below it with this chance.
#[inline(always)]
fn steps(chance: f32) -> u32 {
    (chance * 2_147_483_648.0) as u32
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
    fn add(
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
    fn add_challenges(&mut self, challenged: &Mask) {
        lanes::count(&mut self.challenged, challenged);
    }

    /// Adds what several cases have come to.
    #[inline(always)]
    fn add_all(&mut self, cases: &[ByLane]) {
        for case in cases {
            self.internalised =
                lanes::each(|lane| self.internalised[lane] + case.internalised[lane]);
            self.completed = lanes::each(|lane| self.completed[lane] + case.completed[lane]);
            self.challenged = lanes::each(|lane| self.challenged[lane] + case.challenged[lane]);
        }
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
