//! The week of a chunk of employees, and what all weeks add up to (MODEL items 4 and 5).
//!
//! Owns the order of the sessions and the order in which the stream of a chunk is consumed: the numbers of practice, work,
//! drafting and reading sessions, each kind for all seats; cases at the gemba, situation by situation; the first practice
//! session of all who have one, then the second, and so on; in the same way work; then the drafts and then the reading
//! sessions. Nobody's sessions change their order by that, and cases side by side are those of different people. All that
//! passes between employees within a week is counts, so neither their order nor the chunk they are in touches a result.

use std::ops::BitXor;

use crate::random::Words;

use super::CHUNK;
use super::articulation;
use super::forgetting::{self, Met};
use super::happenings::Apart;
use super::knowledge_base::{self, KnowledgeBase};
use super::lanes::{self, Lanes, WIDTH};
use super::learning::ByLane;
use super::levels::{Any, Unit};
use super::observation::Observation;
use super::organisation::Shape;
use super::practice::{self, Kind};
use super::reading;
use super::staff::{Alike, Each, Staff, Way};
use super::ties::Ties;
use super::world::Reality;

/// The state of more employees than these is not in the cache of a processor when their week begins.
const NEAR: usize = 4096;

/// All that is the same for every employee during the sessions of a week: as it was at their start.
#[derive(Clone, Copy)]
pub(super) struct Circumstances<'a> {
    pub shape: Shape,
    pub reality: &'a Reality,
    pub ties: &'a Ties,
    pub knowledge: &'a KnowledgeBase,
    /// Everybody's habits at the start of the sessions.
    pub habits: &'a [Lanes],
    pub usual: Way<'a>,
    /// Where not all work alike, how each does.
    pub apart: Option<&'a Apart>,
}

/// The state of a chunk of seats: situation after situation, in each seat after seat.
pub(super) struct Chunk<'a> {
    pub first_seat: usize,
    pub seats: usize,
    pub habits: &'a mut [Lanes],
    pub beliefs: &'a mut [Lanes],
    pub practised: &'a mut [f32],
    /// What each seat has done since the start; empty where people are not observed.
    pub counted: &'a mut [Counts],
}

/// What the sessions of a week add up to: counts only.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub counts: Counts,
    /// Per row of judgements.
    pub claims: Vec<knowledge_base::Week>,
    /// The tie of every shared session.
    pub shared_ties: Vec<u32>,
}

/// What is counted from the start of the run on.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Counts {
    pub documents: u64,
    pub structured_documents: u64,
    pub integrated_documents: u64,
    pub combinations: u64,
    pub externalisations: u64,
    pub practice_sessions: u64,
    pub debriefed_sessions: u64,
    pub refined_sessions: u64,
    pub shared_sessions: u64,
    pub socialisations: u64,
    pub internalisations: u64,
    pub completed_cycles: u64,
    pub challenges: u64,
    pub leavers: u64,
}

impl Chunk<'_> {
    /// Where a seat's practice in a situation stands, and times the lane groups of a situation its habits and beliefs.
    #[inline(always)]
    pub(super) fn place(&self, seat: usize, situation: usize) -> usize {
        situation * self.seats + seat
    }

    /// Reads a number of every line of memory (64 bytes) that cases are going to look for here and there. In a row it comes
    /// at the speed of the memory; one by one each case would wait for it.
    #[cold]
    #[inline(never)]
    fn fetch(&self) {
        let beliefs = self.beliefs.iter().step_by(2);
        let practised = self.practised.iter().step_by(16);
        let touched = beliefs.map(|row| row[0].to_bits()).fold(0, BitXor::bitxor);
        let touched = practised.fold(touched, |all, cases| all ^ cases.to_bits());
        std::hint::black_box(touched);
    }
}

impl Tally {
    pub(super) fn new(shape: Shape) -> Self {
        Tally {
            claims: vec![knowledge_base::Week::default(); shape.blocks_per_seat()],
            ..Tally::default()
        }
    }

    /// A new week: its claims and shared ties are counted anew.
    pub(super) fn start_week(&mut self) {
        self.claims.fill(knowledge_base::Week::default());
        self.shared_ties.clear();
    }

    /// Takes in what another piece of the organisation has counted, and leaves it empty.
    pub(super) fn append(&mut self, piece: &mut Tally) {
        self.counts.add(&std::mem::take(&mut piece.counts));
        for (claims, of_piece) in self.claims.iter_mut().zip(&mut piece.claims) {
            claims.add(&std::mem::take(of_piece));
        }
        self.shared_ties.append(&mut piece.shared_ties);
    }
}

impl Counts {
    fn add(&mut self, other: &Counts) {
        self.documents += other.documents;
        self.structured_documents += other.structured_documents;
        self.integrated_documents += other.integrated_documents;
        self.combinations += other.combinations;
        self.externalisations += other.externalisations;
        self.practice_sessions += other.practice_sessions;
        self.debriefed_sessions += other.debriefed_sessions;
        self.refined_sessions += other.refined_sessions;
        self.shared_sessions += other.shared_sessions;
        self.socialisations += other.socialisations;
        self.internalisations += other.internalisations;
        self.completed_cycles += other.completed_cycles;
        self.challenges += other.challenges;
        self.leavers += other.leavers;
    }
}

/// Memory that sessions need for a moment, kept from one chunk to the next.
#[derive(Debug)]
pub(super) struct Scratch {
    /// Of each of eight cases: the chance of each judgement to be right; once its act is drawn, 1 or 0.
    pub right: Vec<Lanes>,
    pub by_lane: ByLane,
    pub met: Met,
    /// Where each is counted apart, what each does this week.
    counts: Vec<Counts>,
}

impl Scratch {
    pub(super) fn new(shape: Shape) -> Self {
        Scratch {
            right: vec![[1.0; WIDTH]; WIDTH * shape.blocks],
            by_lane: ByLane::default(),
            met: Met::new(shape),
            counts: Vec::new(),
        }
    }
}

/// What sessions of a chunk add to the week, besides counts.
pub(super) struct Week<'a> {
    pub claims: &'a mut [knowledge_base::Week],
    pub shared_ties: &'a mut Vec<u32>,
}

/// The week of all employees of a chunk; with an observation, their state at its end is added to it.
#[inline(always)]
pub(super) fn chunk<U: Unit>(
    now: &Circumstances<'_>,
    chunk: &mut Chunk<'_>,
    words: &mut Words,
    scratch: &mut Scratch,
    tally: &mut Tally,
    observation: Option<&mut Observation>,
) {
    if now.apart.is_some() || !chunk.counted.is_empty() {
        return each(now, chunk, words, scratch, tally, observation);
    }
    let mut staff = Alike {
        way: now.usual,
        counts: &mut tally.counts,
    };
    let mut week = Week {
        claims: &mut tally.claims,
        shared_ties: &mut tally.shared_ties,
    };
    // Up to eight judgements, the usual case, get code of their own.
    let (staff, week) = (&mut staff, &mut week);
    match now.shape.blocks {
        1 => sessions::<1, _, U>(now, staff, chunk, words, scratch, week, observation),
        _ => sessions::<0, _, U>(now, staff, chunk, words, scratch, week, observation),
    }
}

/// The same where not all work alike, or where what each one does is counted. Apart, so that the usual case does not pay
/// for it; the same bytes.
#[cold]
#[inline(never)]
fn each(
    now: &Circumstances<'_>,
    chunk: &mut Chunk<'_>,
    words: &mut Words,
    scratch: &mut Scratch,
    tally: &mut Tally,
    observation: Option<&mut Observation>,
) {
    let seats = chunk.seats;
    let mut counts = std::mem::take(&mut scratch.counts);
    counts.clear();
    counts.resize(seats, Counts::default());
    let mut staff = Each {
        usual: now.usual,
        apart: now.apart,
        first_seat: chunk.first_seat,
        counts: &mut counts,
    };
    let mut week = Week {
        claims: &mut tally.claims,
        shared_ties: &mut tally.shared_ties,
    };
    let (staff, week) = (&mut staff, &mut week);
    sessions::<0, _, Any>(now, staff, chunk, words, scratch, week, observation);
    for counts in &counts {
        tally.counts.add(counts);
    }
    for (own, counts) in chunk.counted.iter_mut().zip(&counts) {
        own.add(counts);
    }
    scratch.counts = counts;
}

#[inline(always)]
fn sessions<const BLOCKS: usize, S: Staff, U: Unit>(
    now: &Circumstances<'_>,
    staff: &mut S,
    chunk: &mut Chunk<'_>,
    words: &mut Words,
    scratch: &mut Scratch,
    week: &mut Week<'_>,
    observation: Option<&mut Observation>,
) {
    let seats = chunk.seats;
    if now.shape.employees > NEAR {
        chunk.fetch();
    }
    forgetting::begin::<BLOCKS, S>(now, staff, chunk, &mut scratch.met);
    let [practice, work, drafts, readings] = numbers(staff, seats, words);
    if (0..seats).any(|seat| staff.way(seat).cases > 0) {
        gemba::<BLOCKS, S, U>(now, staff, chunk, words, scratch, week);
    }
    let (practice, work) = (&practice[..seats], &work[..seats]);
    rounds::<BLOCKS, S, U>(
        now,
        staff,
        chunk,
        (Kind::Practice, practice),
        words,
        scratch,
        week,
    );
    rounds::<BLOCKS, S, U>(now, staff, chunk, (Kind::Work, work), words, scratch, week);
    if !S::APART && seats > 0 {
        scratch.by_lane.close(staff.counts(0));
    }
    forgetting::end(now.shape, staff, chunk, &scratch.met);
    for round in 0..most(&drafts[..seats]) {
        let (present, among) = present(&drafts[..seats], round);
        for &seat in &present[..among] {
            articulation::draft(now, staff, usize::from(seat), chunk, words, week.claims);
        }
    }
    for round in 0..most(&readings[..seats]) {
        let (present, among) = present(&readings[..seats], round);
        for &seat in &present[..among] {
            let seat = usize::from(seat);
            reading::session::<BLOCKS>(now, staff.way(seat).rates, seat, chunk, words);
        }
    }
    close::<BLOCKS, S, U>(now, staff, chunk, observation);
}

/// Each seat's numbers of practice, visible work, drafting and reading sessions.
#[inline(always)]
fn numbers<S: Staff>(staff: &S, seats: usize, words: &mut Words) -> [[u32; CHUNK]; 4] {
    let mut numbers = [[0; CHUNK]; 4];
    for (kind, numbers) in numbers.iter_mut().enumerate() {
        let numbers = &mut numbers[..seats];
        if S::APART {
            for (seat, number) in numbers.iter_mut().enumerate() {
                *number = staff.way(seat).rates.sessions[kind].draw(words);
            }
        } else {
            staff.way(0).rates.sessions[kind].draw_all(numbers, words);
        }
    }
    numbers
}

/// Practice where the work is: so many cases of every situation, in order.
#[cold]
#[inline(never)]
fn gemba<const BLOCKS: usize, S: Staff, U: Unit>(
    now: &Circumstances<'_>,
    staff: &mut S,
    chunk: &mut Chunk<'_>,
    words: &mut Words,
    scratch: &mut Scratch,
    week: &mut Week<'_>,
) {
    let seats = chunk.seats;
    let mut numbers = [0; CHUNK];
    for (seat, number) in numbers[..seats].iter_mut().enumerate() {
        *number = staff.way(seat).cases;
    }
    let numbers = &numbers[..seats];
    for situation in 0..now.shape.situations {
        let kind = Kind::Gemba(situation);
        rounds::<BLOCKS, S, U>(now, staff, chunk, (kind, numbers), words, scratch, week);
    }
}

/// The sessions of a kind: the first of all who have one, then the second, and so on.
#[inline(always)]
fn rounds<const BLOCKS: usize, S: Staff, U: Unit>(
    now: &Circumstances<'_>,
    staff: &mut S,
    chunk: &mut Chunk<'_>,
    (kind, numbers): (Kind, &[u32]),
    words: &mut Words,
    scratch: &mut Scratch,
    week: &mut Week<'_>,
) {
    for round in 0..most(numbers) {
        let (present, among) = present(numbers, round);
        for group in present[..among].chunks(WIDTH) {
            practice::cases::<BLOCKS, S, U>(now, staff, chunk, (kind, group), words, scratch, week);
        }
    }
}

#[inline(always)]
fn most(numbers: &[u32]) -> u32 {
    numbers.iter().copied().max().unwrap_or(0)
}

/// The seats that have more than so many sessions, and how many these are.
#[inline(always)]
fn present(numbers: &[u32], round: u32) -> ([u8; CHUNK], usize) {
    let (mut present, mut among) = ([0; CHUNK], 0);
    for (seat, &number) in numbers.iter().enumerate() {
        // Written over by the next where this one is not there.
        present[among] = seat as u8;
        among += usize::from(number > round);
    }
    (present, among)
}

/// The end of the week: beliefs fade. What is left is observed, if it is to be.
#[inline(always)]
fn close<const BLOCKS: usize, S: Staff, U: Unit>(
    now: &Circumstances<'_>,
    staff: &S,
    chunk: &mut Chunk<'_>,
    observation: Option<&mut Observation>,
) {
    let usual = now.usual.rates.belief_keep;
    let keep = if S::APART {
        for (place, beliefs) in chunk.beliefs.chunks_exact_mut(now.shape.blocks).enumerate() {
            let keep = staff.way(place % chunk.seats).rates.belief_keep;
            for row in beliefs {
                *row = lanes::times(row, &[keep; WIDTH]);
            }
        }
        1.0
    } else {
        usual
    };
    if let Some(observation) = observation {
        let Chunk {
            habits, beliefs, ..
        } = chunk;
        observation.add::<BLOCKS, U>(now.shape, now.reality, habits, beliefs, keep);
    } else {
        for belief in chunk.beliefs.as_flattened_mut() {
            *belief *= keep;
        }
    }
}
