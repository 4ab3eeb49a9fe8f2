//! The sessions of a week, spread over the threads at hand: pieces of consecutive chunks of seats, each counted apart and
//! added up in the order of seats, so that neither threads nor pieces touch a result.
//!
//! The threads are those of the pool in which the engine runs the model. Idle ones take pieces; where all have runs of
//! their own, the thread of the run works on all of its pieces itself, which costs it nothing.

use rayon::prelude::*;

use crate::model::Watch;
use crate::random::{Domain, RunKey, index};

use super::CHUNK;
use super::levels::Level;
use super::observation::Observation;
use super::organisation::Shape;
use super::week::{Chunk, Circumstances, Counts, Scratch, Tally};

/// Fewer chunks than these are not worth a thread: some tenths of a millisecond.
const LEAST_CHUNKS: usize = 8;
/// So that a thread which comes late still finds something to do.
const PIECES_OF_A_THREAD: usize = 4;

/// What the sessions of a piece of the organisation add up to, and the memory that they need.
#[derive(Debug)]
pub(super) struct Counter {
    pub tally: Tally,
    pub observation: Observation,
    pub scratch: Scratch,
}

impl Counter {
    pub(super) fn new(shape: Shape) -> Self {
        Counter {
            tally: Tally::new(shape),
            observation: Observation::new(shape),
            scratch: Scratch::new(shape),
        }
    }
}

/// Whether an organisation is large enough to be worked on by several threads.
pub(super) fn is_worth_while(employees: f64) -> bool {
    employees >= (2 * LEAST_CHUNKS * CHUNK) as f64
}

/// The number of pieces for the pool that this thread belongs to; 1 outside of one.
pub(super) fn pieces(employees: usize) -> usize {
    if rayon::current_thread_index().is_none() || !is_worth_while(employees as f64) {
        return 1;
    }
    match rayon::current_num_threads() {
        1 => 1,
        threads => (threads * PIECES_OF_A_THREAD).min(employees / CHUNK / LEAST_CHUNKS),
    }
}

/// The state of all seats that sessions change.
pub(super) struct State<'a> {
    pub habits: &'a mut [super::lanes::Lanes],
    pub beliefs: &'a mut [super::lanes::Lanes],
    pub practised: &'a mut [f32],
    /// Per seat what it has done; empty where people are not observed.
    pub counted: &'a mut [Counts],
}

/// Parts of so many seats each, or as many empty ones as are asked for.
fn parts_or_nothing(counted: &mut [Counts], seats: usize) -> impl Iterator<Item = &mut [Counts]> {
    let parts = counted.chunks_mut(seats);
    parts.chain(std::iter::repeat_with(Default::default))
}

/// The sessions of a week of everybody: `total` counts the first piece and then takes in the `others`.
pub(super) fn sessions(
    level: Level,
    now: &Circumstances<'_>,
    state: State<'_>,
    (key, week, watch): (RunKey, u32, Watch),
    total: &mut Counter,
    others: &mut [Counter],
) {
    let State {
        habits,
        beliefs,
        practised,
        counted,
    } = state;
    let shape = now.shape;
    let (rows, cases) = (CHUNK * shape.blocks_per_seat(), CHUNK * shape.situations);
    let pieces = others.len() + 1;
    let chunks = shape.employees.div_ceil(CHUNK).div_ceil(pieces);
    let work = habits
        .chunks_mut(chunks * rows)
        .zip(beliefs.chunks_mut(chunks * rows))
        .zip(practised.chunks_mut(chunks * cases))
        .zip(parts_or_nothing(counted, chunks * CHUNK))
        .zip(std::iter::once(&mut *total).chain(&mut *others))
        .enumerate();
    let piece = |(number, ((((habits, beliefs), practised), counted), counter)): (
        usize,
        (_, &mut Counter),
    )| {
        let parts = <[_]>::chunks_mut(habits, rows)
            .zip(<[_]>::chunks_mut(beliefs, rows))
            .zip(<[f32]>::chunks_mut(practised, cases))
            .zip(parts_or_nothing(counted, CHUNK));
        for (part, (((habits, beliefs), practised), counted)) in parts.enumerate() {
            let number = number * chunks + part;
            let mut words = key.stream(Domain::Sessions, index(week, number as u32));
            let mut chunk = Chunk {
                first_seat: number * CHUNK,
                seats: practised.len() / shape.situations,
                habits,
                beliefs,
                practised,
                counted,
            };
            let Counter {
                tally,
                observation,
                scratch,
            } = &mut *counter;
            let observation = match watch {
                Watch::Metrics => Some(observation),
                Watch::Nothing => None,
            };
            level.chunk(now, &mut chunk, &mut words, scratch, tally, observation);
        }
    };
    if pieces == 1 {
        work.for_each(piece);
        return;
    }
    work.collect::<Vec<_>>().into_par_iter().for_each(piece);
    for other in others {
        total.tally.append(&mut other.tally);
        total.observation.append(&mut other.observation);
    }
}
