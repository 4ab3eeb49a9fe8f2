//! The same identity, the same bytes: whatever is observed, in whatever order chunks are worked on, whichever runs share
//! a batch.

use sha2::{Digest, Sha256};

use super::super::levels::Any;
use super::super::levels::Level;
use super::super::staff::Way;
use super::super::week::{Chunk, Circumstances, Scratch, Tally, chunk};
use super::super::{CHUNK, Organisation, Run, TwoLoop, spread};
use super::{Firm, usual_firm};
use crate::engine::{Course, follow};
use crate::model::{Batch, Model, Watch};
use crate::random::{Domain, index};

/// Observations of one run, through the engine.
fn observations(firm: &Firm, replicate: u32, weeks: u32, observed: &[u32]) -> Vec<f64> {
    let course = Course {
        values: &firm.values,
        events: &firm.events,
        roster: firm.roster.as_ref(),
        own: &firm.own,
        seed: firm.seed,
        replicate,
        weeks,
        observed,
        people: &[],
    };
    follow(&TwoLoop, &course).expect("a run")
}

fn weekly_observations(firm: &Firm, replicate: u32, weeks: u32) -> Vec<f64> {
    observations(firm, replicate, weeks, &(0..=weeks).collect::<Vec<_>>())
}

fn bits(numbers: &[f64]) -> Vec<u64> {
    numbers.iter().map(|number| number.to_bits()).collect()
}

/// Three chunks of seats, the last one with few, and something of everything.
fn eventful() -> Firm {
    usual_firm()
        .with(&[
            ("employees", 140.0),
            ("judgements", 9.0),
            ("initial_skill", 0.6),
            ("turnover", 0.5),
            ("drift", 0.3),
            ("feedback", 0.7),
            ("structuring", 0.8),
        ])
        .shock(5, 0.4)
        .policy(9, &[("explicit_share", 0.8)])
}

#[test]
fn the_same_identity_gives_the_same_bytes() {
    let firm = eventful();
    let first = weekly_observations(&firm, 3, 20);
    assert_eq!(bits(&first), bits(&weekly_observations(&firm, 3, 20)));
    assert_ne!(bits(&first), bits(&weekly_observations(&firm, 4, 20)));
    assert_ne!(
        bits(&first),
        bits(&weekly_observations(&firm.seed(2), 3, 20))
    );
}

#[test]
fn what_is_observed_changes_nothing() {
    let firm = eventful();
    let metrics = TwoLoop.registry().metrics.len();
    let weekly = weekly_observations(&firm, 3, 20);
    let end = observations(&firm, 3, 20, &[0, 20]);
    assert_eq!(bits(&end[..metrics]), bits(&weekly[..metrics]));
    assert_eq!(bits(&end[metrics..]), bits(&weekly[20 * metrics..]));
    let some = observations(&firm, 3, 20, &[7, 20]);
    assert_eq!(
        bits(&some[..metrics]),
        bits(&weekly[7 * metrics..8 * metrics])
    );
    assert_eq!(bits(&some[metrics..]), bits(&weekly[20 * metrics..]));
}

#[test]
fn a_longer_run_starts_like_a_shorter_one() {
    let firm = eventful();
    let (short, long) = (
        weekly_observations(&firm, 3, 8),
        weekly_observations(&firm, 3, 12),
    );
    assert_eq!(bits(&short), bits(&long[..short.len()]));
}

#[test]
fn a_run_does_not_depend_on_its_batch() {
    let firm = eventful();
    let of_batch = |replicates: std::ops::Range<u32>, replicate: u32| {
        let position = (replicate - replicates.start) as usize;
        let mut simulation = TwoLoop.start(&Batch {
            replicates,
            ..firm.batch(0)
        });
        for week in 0..10 {
            simulation.step(week, Watch::Metrics).expect("a step");
        }
        let mut observation = vec![0.0; TwoLoop.registry().metrics.len()];
        simulation.observe(position, &mut observation);
        bits(&observation)
    };
    let alone = of_batch(6..7, 6);
    for replicates in [4..8, 6..9, 0..7] {
        assert_eq!(of_batch(replicates, 6), alone);
    }
    assert_ne!(of_batch(5..7, 5), alone);
}

/// The sessions of a week, chunk by chunk in this order, each chunk with a tally of its own.
fn sessions(run: &mut Run<'_>, week: u32, order: &[usize]) -> Vec<Tally> {
    let (guided_practice, guided_work) = run.rates.guided(run.findability());
    let Organisation {
        shape,
        habits,
        next_habits,
        beliefs,
        practised,
    } = &mut run.organisation;
    let shape = *shape;
    let now = Circumstances {
        shape,
        reality: &run.reality,
        ties: &run.ties,
        knowledge: &run.knowledge,
        habits,
        usual: Way {
            rates: &run.rates,
            guided_practice,
            guided_work,
            cases: 0,
        },
        apart: None,
    };
    let rows = CHUNK * shape.blocks_per_seat();
    let tally = |&number: &usize| {
        let mut tally = Tally::new(shape);
        let seats = number * rows..((number + 1) * rows).min(next_habits.len());
        let cases = number * CHUNK * shape.situations
            ..((number + 1) * CHUNK * shape.situations).min(practised.len());
        let mut words = run.key.stream(Domain::Sessions, index(week, number as u32));
        let mut part = Chunk {
            first_seat: number * CHUNK,
            seats: cases.len() / shape.situations,
            habits: &mut next_habits[seats.clone()],
            beliefs: &mut beliefs[seats],
            practised: &mut practised[cases],
            counted: &mut [],
        };
        chunk::<Any>(
            &now,
            &mut part,
            &mut words,
            &mut Scratch::new(shape),
            &mut tally,
            None,
        );
        tally
    };
    order.iter().map(tally).collect()
}

/// A whole week (without events) whose chunks are worked on in this order.
fn week_in_order(run: &mut Run<'_>, week: u32, order: &[usize]) {
    run.reality.drift(run.key, week, run.rates.drift);
    run.turn_over(week);
    let tallies = sessions(run, week, order);
    let total = &mut run.total.tally;
    total.start_week();
    for mut tally in tallies {
        total.append(&mut tally);
    }
    run.knowledge.close_week(&total.claims, &run.rates);
    run.ties.close_week(&total.shared_ties, &run.rates);
    run.organisation.turn_week();
}

#[test]
fn the_order_of_chunks_does_not_touch_a_byte() {
    let mut firm = eventful();
    firm.events.clear();
    let mut usual = firm.replicate(2);
    usual.pass(0..8);
    usual.look_again();
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
        let mut run = firm.replicate(2);
        for week in 0..8 {
            week_in_order(&mut run, week, &order);
        }
        run.look_again();
        assert_eq!(run.minds(), usual.minds());
        assert_eq!(bits(&run.metrics()), bits(&usual.metrics()));
        for judgement in 0..run.judgements() {
            assert_eq!(run.evidence(judgement), usual.evidence(judgement));
        }
        for seat in 0..run.employees() {
            assert_eq!(run.tied(seat), usual.tied(seat));
        }
    }
}

/// The numbers of three runs as they are in this version. Whatever changes any of them belongs into the CHANGELOG under
/// "Results change" and raises `ENGINE_VERSION`; then this test gets the new hashes.
#[test]
fn the_numbers_are_those_of_this_version() {
    let small = usual_firm().with(&[("employees", 12.0)]);
    let uneven = usual_firm().with(&[
        ("employees", 70.0),
        ("situations", 3.0),
        ("judgements", 11.0),
        ("initial_skill", 0.5),
        ("explicit_share", 0.7),
        ("session_hours", 2.5),
        ("visible_outcomes", 0.8),
    ]);
    let mut hashes = Vec::new();
    for (firm, replicate, weeks) in [
        (small, 0, 52),
        (uneven, 17, 30),
        (eventful(), 4_000_000_000, 20),
    ] {
        let mut hash = Sha256::new();
        for number in weekly_observations(&firm, replicate, weeks) {
            hash.update(number.to_le_bytes());
        }
        hashes.push(format!("{:x}", hash.finalize()));
    }
    assert_eq!(
        hashes,
        [
            "133a3e372dc1bfff79b68162a3c33ebb04d413cd4b98b0dde60e01d7798f762e",
            "01098f642b5b6dcb70ed2b995717c02da625c0c35bee3ed318a20e632f93589e",
            "54c00ebc72ed75a91fda1bf94356a75324f386fc86839f0fe8fec69e28876123",
        ]
    );
}

#[test]
fn the_code_for_wide_vectors_gives_the_bytes_of_the_portable_code() {
    // Where the processor has no wide vectors, both are the portable code and the test says nothing.
    for (judgements, blame) in [(6.0, 0.0), (8.0, 0.3), (1.0, 0.0), (9.0, 0.0), (17.0, 1.0)] {
        let firm = eventful().with(&[("judgements", judgements), ("blame_all", blame)]);
        let mut best = firm.run();
        let mut portable = firm.run();
        portable.level = Level::Portable;
        for week in 0..30 {
            best.pass(week..week + 1);
            portable.pass(week..week + 1);
            assert_eq!(
                bits(&best.metrics()),
                bits(&portable.metrics()),
                "week {week}"
            );
        }
        assert_eq!(best.minds(), portable.minds());
    }
}

#[test]
fn threads_that_share_a_run_do_not_touch_a_byte() {
    let firm = eventful().with(&[("employees", 1700.0), ("situations", 3.0)]);
    let alone = weekly_observations(&firm, 1, 12);
    for threads in [1, 2, 3] {
        let pool = crate::engine::pool(threads).expect("threads");
        let shared = pool.install(|| {
            // Otherwise this test would show nothing.
            assert_eq!(spread::pieces(1700) > 1, threads > 1);
            weekly_observations(&firm, 1, 12)
        });
        assert_eq!(bits(&shared), bits(&alone), "{threads} threads");
    }
}
