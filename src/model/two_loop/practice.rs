//! Cases, in practice or in routine work: what they are, how they come about, who watches whom (MODEL item 4a). How they go
//! is drawn in `acting.rs`, what is learnt from them is in `learning.rs`.
//!
//! The hot path. Up to eight cases of as many people are worked on side by side: what is drawn of all is drawn together, and
//! what no processor can foresee (guided or not, who is suspected, what was told) is computed for all and chosen from, not
//! branched on.

use crate::random::{Chance, Words};

use super::acting::{self, Outcome};
use super::forgetting;
use super::lanes::{self, Lanes, Mask, WIDTH};
use super::learning::{Case, Told, turn_from};
use super::levels::Unit;
use super::organisation::Shape;
use super::staff::Staff;
use super::ties::Circle;
use super::week::{Chunk, Circumstances, Scratch, Week};

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
    (kind, group): (Kind, &[u8]),
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
    let mut suspected = [0.0_f32; WIDTH];
    // As long as one another, which is checked once and not at every row.
    let (first_seat, seats) = (chunk.first_seat, chunk.seats);
    let places = seats * shape.situations;
    let habits = &mut chunk.habits[..places * blocks];
    let beliefs = &mut chunk.beliefs[..places * blocks];
    let before = &now.habits[first_seat * shape.situations * blocks..][..places * blocks];
    let practised = &mut chunk.practised[..places];
    let met = scratch.met.places(places);
    for case in 0..number {
        let situation = situation[case] as usize;
        let place = situation * seats + usize::from(group[case]);
        let was_met = forgetting::meet(met, place);
        for block in 0..blocks {
            let row = place * blocks + block;
            let own = lanes::choose(&was_met, &habits[row], &before[row]);
            habits[row] = own;
            let half = &now.reality.half[situation * blocks + block];
            let chances = acting::chances(&base[block], half, &own, &beliefs[row], guided[case]);
            let acts = &mut right[case * blocks + block];
            *acts = chances;
            if BLOCKS == 1 {
                suspected[case] = acts[suspect[case] as usize % WIDTH];
            } else {
                all[case] *= lanes::product(&chances);
            }
        }
    }
    if BLOCKS == 1
        && let Some(rows) = right.as_chunks::<1>().0.as_chunks().0.first()
    {
        [all] = U::products(rows);
    }

    // How each goes.
    if BLOCKS != 1 {
        suspected = lanes::each(|case| {
            let judgement = suspect[case] as usize;
            right[case * blocks + judgement / WIDTH][judgement % WIDTH]
        });
    }
    let (failed, suspect_right) = acting::outcomes(&all, &suspected, &words.up_to(number));

    // What follows, case by case.
    let may_blame_all = S::APART || staff.way(0).rates.blame_all.is_possible();
    for case in 0..number {
        let (seat, guided) = (usize::from(group[case]), guided[case]);
        let situation = situation[case] as usize;
        let conduct = match kind {
            Kind::Work => Conduct::AT_WORK,
            Kind::Practice | Kind::Gemba(_) => conducts[case],
        };
        let place = situation * seats + seat;
        let first = place * blocks;
        let rows = situation * blocks..(situation + 1) * blocks;
        let half = &now.reality.half[rows.clone()];
        let habits = &mut habits[first..first + blocks];
        let way = staff.way(seat);
        let rates = way.rates;
        if conduct.seen {
            let beliefs = &mut beliefs[first..first + blocks];
            let acts = &mut right[case * blocks..(case + 1) * blocks];
            let mut outcome = Outcome {
                failed: failed[case],
                suspect: suspect[case] as usize,
                suspect_right: suspect_right[case],
                all_blamed: false,
            };
            if may_blame_all && outcome.failed != 0 {
                let acts = &mut acts.as_flattened_mut()[..shape.judgements];
                outcome.all_blamed = acting::are_all_blamed(rates.blame_all, acts, words);
            }
            let session = Case {
                rates,
                judgements: shape.judgements,
                guided,
                steps: if conduct.refined {
                    rates.refined_steps
                } else {
                    rates.unreflected_steps
                },
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
                    scratch.by_lane.add_challenges(&told.meets(
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
                let (mut learned, believed) =
                    session.learn(block, &before, &beliefs[block], half, &told);
                if may_blame_all && outcome.all_blamed {
                    let (acts, step) = (&session.acts[block], session.steps.failure);
                    learned = turn_from(acts, &told, half, step, before, learned);
                }
                (habits[block], beliefs[block]) = (learned, believed);
                let after = (&learned, &believed);
                scratch.by_lane.add(guided, &before, after, half);
            }
            if S::APART {
                scratch.by_lane.close(staff.counts(seat));
            }
        }
        if kind == Kind::Work {
            continue;
        }
        if conduct.shared {
            let number = first_seat + seat;
            let (colleague, tie, trust) = now.ties.choose(number, conduct.circle, words);
            week.shared_ties.push(tie);
            let theirs = &now.habits[shape.place(colleague, situation) * blocks..][..blocks];
            let is_well = acting::goes_well(acting::all_right(base, half, theirs), words);
            if is_well {
                imitate(habits, half, staff.way(seat).rates.imitation_rate * trust);
            }
            let counts = staff.counts(seat);
            counts.shared_sessions += 1;
            counts.socialisations += u64::from(is_well);
        }
        practised[place] += 1.0;
        let counts = staff.counts(seat);
        counts.practice_sessions += 1;
        counts.debriefed_sessions += u64::from(conduct.debriefed);
        counts.refined_sessions += u64::from(conduct.refined);
    }
}

/// Of what situation each case is, who is suspected should it fail, and whether the model is brought along: a word for each
/// case, or two where there is much to choose from.
#[inline(always)]
fn choose<S: Staff>(
    shape: Shape,
    staff: &S,
    (kind, group): (Kind, &[u8]),
    words: &mut Words,
) -> Chosen {
    let number = group.len();
    let chance = |case: usize| {
        // Where all are alike, the first is asked for all.
        let case = if S::APART { case.min(number - 1) } else { 0 };
        let way = staff.way(usize::from(group[case]));
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
    (kind, group): (Kind, &[u8]),
    guided: &Mask,
    words: &mut Words,
) -> [Conduct; WIDTH] {
    let mut conducts = [Conduct::default(); WIDTH];
    let rates = |seat: u8| staff.way(usize::from(seat)).rates;
    match kind {
        Kind::Work => {}
        Kind::Gemba(_) => {
            for (conduct, &seat) in conducts.iter_mut().zip(group) {
                let circle = now.ties.circle(first_seat + usize::from(seat));
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
                    conduct.circle = now.ties.circle(first_seat + usize::from(seat));
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
