//! One employee's week, and what all weeks of a chunk of employees add up to (MODEL items 4 and 5).
//!
//! Owns the order of the sessions and the order in which the stream of a chunk is consumed: per employee the numbers of
//! practice, work, drafting and reading sessions, then those sessions in this order. All that passes between employees
//! within a week is counts, so neither their order nor the chunk they are in touches a result.

use crate::random::{Chance, Words};

use super::articulation;
use super::knowledge_base::{self, KnowledgeBase};
use super::lanes::Lanes;
use super::metrics::Observation;
use super::organisation::Shape;
use super::practice::{self, Kind};
use super::rates::Rates;
use super::reading;
use super::ties::{Circle, Ties};
use super::world::Reality;

/// All that is the same for every employee during the sessions of a week: as it was at their start.
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
}

/// One employee and the week's state of that employee.
pub(super) struct Seat<'a> {
    pub index: usize,
    pub circle: Circle,
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

/// Memory that a session needs for a moment, kept from one to the next.
#[derive(Debug)]
pub(super) struct Scratch {
    /// The chance of each judgement of a case to be right; once its act is drawn, 1 or 0.
    pub right: Vec<Lanes>,
    /// For each judgement of a case the chance that it and all after it are right.
    pub rest_right: Vec<f64>,
    /// Habits before a guided case.
    pub before: Vec<Lanes>,
    /// Situations of which the employee has met a case this week.
    pub met: Vec<bool>,
}

impl Scratch {
    pub(super) fn new(shape: Shape) -> Self {
        Scratch {
            right: vec![[1.0; 8]; shape.blocks],
            rest_right: vec![1.0; shape.judgements + 1],
            before: vec![[0.0; 8]; shape.blocks],
            met: vec![false; shape.situations],
        }
    }
}

/// The week of all employees of a chunk; with an observation, their state at its end is added to it.
pub(super) fn chunk(
    now: &Circumstances<'_>,
    chunk: &mut Chunk<'_>,
    words: &mut Words,
    scratch: &mut Scratch,
    tally: &mut Tally,
    mut observation: Option<&mut Observation>,
) {
    let blocks = now.shape.blocks_per_seat();
    let seats = chunk
        .habits
        .chunks_exact_mut(blocks)
        .zip(chunk.beliefs.chunks_exact_mut(blocks))
        .zip(chunk.practised.chunks_exact_mut(now.shape.situations));
    for (position, ((habits, beliefs), practised)) in seats.enumerate() {
        let index = chunk.first_seat + position;
        let mut seat = Seat {
            index,
            circle: now.ties.circle(index),
            habits,
            beliefs,
            practised,
        };
        employee(now, &mut seat, words, scratch, tally);
        if let Some(observation) = observation.as_deref_mut() {
            observation.add(now.shape, now.reality, seat.habits, seat.beliefs);
        }
    }
    if let Some(observation) = observation {
        observation.close_chunk();
    }
}

fn employee(
    now: &Circumstances<'_>,
    seat: &mut Seat<'_>,
    words: &mut Words,
    scratch: &mut Scratch,
    tally: &mut Tally,
) {
    let rates = now.rates;
    let practice = rates.practice.draw(words);
    let work = rates.visible_work.draw(words);
    let drafts = rates.drafts.draw(words);
    let readings = rates.reading.draw(words);
    scratch.met.fill(false);
    for _ in 0..practice {
        practice::case(now, seat, Kind::Practice, words, scratch, tally);
    }
    for _ in 0..work {
        practice::case(now, seat, Kind::Work, words, scratch, tally);
    }
    fade(now, seat, scratch);
    for _ in 0..drafts {
        articulation::draft(now, seat, words, tally);
    }
    for _ in 0..readings {
        reading::session(now, seat, words);
    }
    for belief in seat.beliefs.as_flattened_mut() {
        *belief *= rates.belief_keep;
    }
}

/// Brings the habits of situations that were not met over from the last week, faded for want of use; those that were met
/// fade only as far as use does not protect them.
fn fade(now: &Circumstances<'_>, seat: &mut Seat<'_>, scratch: &Scratch) {
    let blocks = now.shape.blocks;
    let start = seat.index * now.shape.blocks_per_seat();
    let before = &now.habits[start..][..now.shape.blocks_per_seat()];
    let used_keep = now.rates.used_habit_keep;
    let rows = seat
        .habits
        .chunks_exact_mut(blocks)
        .zip(before.chunks_exact(blocks));
    for ((habits, before), met) in rows.zip(&scratch.met) {
        if !met {
            for (habits, before) in habits.iter_mut().zip(before) {
                *habits = before.map(|habit| habit * now.rates.unused_habit_keep);
            }
        } else if used_keep < 1.0 {
            for habit in habits.as_flattened_mut() {
                *habit *= used_keep;
            }
        }
    }
}
