//! One employee's week, and what all weeks of a chunk of employees add up to (MODEL items 4 and 5).
//!
//! Owns the order of the sessions and the order in which the stream of a chunk is consumed: per employee the numbers of
//! practice, work, drafting and reading sessions, then those sessions in this order. All that passes between employees
//! within a week is counts, so neither their order nor the chunk they are in touches a result.

use crate::random::{Chance, Words};

use super::articulation;
use super::happenings::Apart;
use super::knowledge_base::{self, KnowledgeBase};
use super::lanes::{self, Lanes, WIDTH};
use super::metrics::Observation;
use super::organisation::Shape;
use super::practice::{self, Kind, Turned};
use super::rates::Rates;
use super::reading;
use super::ties::{Circle, Ties};
use super::world::Reality;

/// All that is the same for every employee during the sessions of a week: as it was at their start; and what holds for
/// the one at work.
#[derive(Clone, Copy)]
pub(super) struct Circumstances<'a> {
    pub shape: Shape,
    pub rates: &'a Rates,
    pub reality: &'a Reality,
    pub ties: &'a Ties,
    pub knowledge: &'a KnowledgeBase,
    /// Everybody's habits at the start of the sessions.
    pub habits: &'a [Lanes],
    pub guided_practice: Chance,
    pub guided_work: Chance,
    /// Cases of every situation at the gemba.
    pub cases: u32,
    /// Where not all work alike, how each does; the last four are then those of the seat at work.
    pub apart: Option<&'a Apart>,
}

impl<'a> Circumstances<'a> {
    /// The same for a seat.
    fn of(&self, apart: &'a Apart, seat: usize) -> Self {
        let way = &apart.ways[apart.of_seat[seat] as usize];
        Circumstances {
            rates: &way.rates,
            guided_practice: way.guided_practice,
            guided_work: way.guided_work,
            cases: way.cases,
            ..*self
        }
    }
}

/// One employee and the week's state of that employee.
pub(super) struct Seat<'a> {
    pub index: usize,
    pub circle: Circle,
    /// Habits at the start of the sessions.
    pub habits_before: &'a [Lanes],
    /// Habits as the week makes them: a situation's row holds only once a case of it was met.
    pub habits: &'a mut [Lanes],
    pub beliefs: &'a mut [Lanes],
    pub practised: &'a mut [f32],
}

/// The state of a chunk of seats, one after the other.
pub(super) struct Chunk<'a> {
    pub first_seat: usize,
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
    /// Per judgement, in the padded layout.
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

impl Tally {
    pub(super) fn new(shape: Shape) -> Self {
        Tally {
            claims: vec![knowledge_base::Week::default(); shape.blocks_per_seat() * WIDTH],
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
            claims.add(std::mem::take(of_piece));
        }
        self.shared_ties.append(&mut piece.shared_ties);
    }
}

impl Counts {
    /// What was counted after `before`.
    fn since(&self, before: &Counts) -> Counts {
        Counts {
            documents: self.documents - before.documents,
            structured_documents: self.structured_documents - before.structured_documents,
            integrated_documents: self.integrated_documents - before.integrated_documents,
            combinations: self.combinations - before.combinations,
            externalisations: self.externalisations - before.externalisations,
            practice_sessions: self.practice_sessions - before.practice_sessions,
            debriefed_sessions: self.debriefed_sessions - before.debriefed_sessions,
            refined_sessions: self.refined_sessions - before.refined_sessions,
            shared_sessions: self.shared_sessions - before.shared_sessions,
            socialisations: self.socialisations - before.socialisations,
            internalisations: self.internalisations - before.internalisations,
            completed_cycles: self.completed_cycles - before.completed_cycles,
            challenges: self.challenges - before.challenges,
            leavers: self.leavers - before.leavers,
        }
    }

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

/// Memory that a session needs for a moment, kept from one to the next.
#[derive(Debug)]
pub(super) struct Scratch {
    /// The chance of each judgement of a case to be right; once its act is drawn, 1 or 0.
    pub right: Vec<Lanes>,
    pub turned: Turned,
    /// Situations of which the employee has met a case this week: all bits if so, else none.
    pub met: Vec<u32>,
}

impl Scratch {
    pub(super) fn new(shape: Shape) -> Self {
        Scratch {
            right: vec![[1.0; 8]; shape.blocks],
            turned: Turned::default(),
            met: vec![0; shape.situations],
        }
    }
}

/// The week of all employees of a chunk; with an observation, their state at its end is added to it.
#[inline(always)]
pub(super) fn chunk(
    now: &Circumstances<'_>,
    chunk: &mut Chunk<'_>,
    words: &mut Words,
    scratch: &mut Scratch,
    tally: &mut Tally,
    mut observation: Option<&mut Observation>,
) {
    if now.apart.is_some() || !chunk.counted.is_empty() {
        one_by_one(
            now,
            chunk,
            words,
            scratch,
            tally,
            observation.as_deref_mut(),
        );
    } else {
        // Up to eight judgements, the usual case, get code of their own.
        match now.shape.blocks {
            1 => employees::<1>(
                now,
                chunk,
                words,
                scratch,
                tally,
                observation.as_deref_mut(),
            ),
            _ => employees::<0>(
                now,
                chunk,
                words,
                scratch,
                tally,
                observation.as_deref_mut(),
            ),
        }
    }
    if let Some(observation) = observation {
        observation.close_chunk();
    }
}

/// The same where not all work alike, or where what each one does is counted. Apart, so that the usual case does not pay
/// for it; the same bytes.
#[cold]
#[inline(never)]
fn one_by_one(
    now: &Circumstances<'_>,
    chunk: &mut Chunk<'_>,
    words: &mut Words,
    scratch: &mut Scratch,
    tally: &mut Tally,
    mut observation: Option<&mut Observation>,
) {
    let situations = now.shape.situations;
    let rows = now.shape.blocks_per_seat();
    let seats = chunk
        .habits
        .chunks_exact_mut(rows)
        .zip(chunk.beliefs.chunks_exact_mut(rows))
        .zip(chunk.practised.chunks_exact_mut(situations));
    for (position, ((habits, beliefs), practised)) in seats.enumerate() {
        let first_seat = chunk.first_seat + position;
        let mut seat = Chunk {
            first_seat,
            habits,
            beliefs,
            practised,
            counted: &mut [],
        };
        let now = match now.apart {
            None => *now,
            Some(apart) => now.of(apart, first_seat),
        };
        let before = tally.counts;
        let observation = observation.as_deref_mut();
        employees::<0>(&now, &mut seat, words, scratch, tally, observation);
        if let Some(own) = chunk.counted.get_mut(position) {
            own.add(&tally.counts.since(&before));
        }
    }
}

#[inline(always)]
fn employees<const BLOCKS: usize>(
    now: &Circumstances<'_>,
    chunk: &mut Chunk<'_>,
    words: &mut Words,
    scratch: &mut Scratch,
    tally: &mut Tally,
    mut observation: Option<&mut Observation>,
) {
    let situations = now.shape.situations;
    let rows = situations * now.shape.blocks_of::<BLOCKS>();
    let before = &now.habits[chunk.first_seat * rows..];
    let seats = chunk
        .habits
        .chunks_exact_mut(rows)
        .zip(before.chunks_exact(rows))
        .zip(chunk.beliefs.chunks_exact_mut(rows))
        .zip(chunk.practised.chunks_exact_mut(situations));
    for (position, (((habits, habits_before), beliefs), practised)) in seats.enumerate() {
        let mut seat = Seat {
            index: chunk.first_seat + position,
            circle: Circle::default(),
            habits_before,
            habits,
            beliefs,
            practised,
        };
        employee::<BLOCKS>(now, &mut seat, words, scratch, tally);
        if let Some(observation) = observation.as_deref_mut() {
            observation.add::<BLOCKS>(now.shape, now.reality, seat.habits, seat.beliefs);
        }
    }
    let turned = std::mem::take(&mut scratch.turned);
    tally.counts.internalisations += total(&turned.internalised);
    tally.counts.completed_cycles += total(&turned.completed);
}

fn total(lanes: &[u32; WIDTH]) -> u64 {
    lanes.iter().map(|&lane| u64::from(lane)).sum()
}

#[inline(always)]
fn employee<const BLOCKS: usize>(
    now: &Circumstances<'_>,
    seat: &mut Seat<'_>,
    words: &mut Words,
    scratch: &mut Scratch,
    tally: &mut Tally,
) {
    let rates = now.rates;
    let [practice, work, drafts, readings] = rates.sessions(words);
    if practice > 0 || now.cases > 0 {
        seat.circle = now.ties.circle(seat.index);
    }
    if now.cases > 0 {
        gemba(now, seat, words, scratch, tally);
    }
    for _ in 0..practice {
        practice::case::<BLOCKS>(now, seat, Kind::Practice, words, scratch, tally);
    }
    for _ in 0..work {
        practice::case::<BLOCKS>(now, seat, Kind::Work, words, scratch, tally);
    }
    fade::<BLOCKS>(now, seat, scratch);
    for _ in 0..drafts {
        articulation::draft(now, seat, words, tally);
    }
    for _ in 0..readings {
        reading::session::<BLOCKS>(now, seat, words);
    }
    for belief in seat.beliefs.as_flattened_mut() {
        *belief *= rates.belief_keep;
    }
}

/// Practice where the work is: so many cases of every situation, in order.
#[cold]
#[inline(never)]
fn gemba(
    now: &Circumstances<'_>,
    seat: &mut Seat<'_>,
    words: &mut Words,
    scratch: &mut Scratch,
    tally: &mut Tally,
) {
    for situation in 0..now.shape.situations {
        for _ in 0..now.cases {
            practice::case::<0>(now, seat, Kind::Gemba(situation), words, scratch, tally);
        }
    }
}

/// Brings the habits of situations that were not met over from the last week, faded for want of use; those that were met
/// fade only as far as use does not protect them. Nothing is met any more, for the next employee.
#[inline(always)]
fn fade<const BLOCKS: usize>(now: &Circumstances<'_>, seat: &mut Seat<'_>, scratch: &mut Scratch) {
    let blocks = now.shape.blocks_of::<BLOCKS>();
    let used = [now.rates.used_habit_keep; WIDTH];
    let unused = [now.rates.unused_habit_keep; WIDTH];
    for situation in 0..now.shape.situations {
        let met = [std::mem::take(&mut scratch.met[situation]); WIDTH];
        let keep = lanes::choose(&met, &used, &unused);
        for row in situation * blocks..(situation + 1) * blocks {
            let habits = lanes::choose(&met, &seat.habits[row], &seat.habits_before[row]);
            seat.habits[row] = lanes::times(&habits, &keep);
        }
    }
}
