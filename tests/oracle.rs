//! The model against an independent implementation of the same specification: `tests/oracle/model.rs` was written from
//! the specification alone, draws every act and cause literally one by one, and shares no code with `seci`. Both must
//! agree on every metric, at settings that exercise every rule.
//!
//! `cargo test` compares a few settings with few runs. The full comparison takes minutes and has a command of its own:
//! `cargo test --release --test oracle -- --ignored --nocapture`

#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss
)]

#[path = "oracle/model.rs"]
#[allow(dead_code, clippy::pedantic)]
mod literal;

#[path = "oracle/settings.rs"]
mod settings;

use rayon::prelude::*;
use seci::model::{Batch, Model, Watch, two_loop::TwoLoop};
use seci::scenario::{Assignment, Event, Own, Participants, Person, Roster, Tie, Values, Who};

use settings::{CLOSE, CLOSE_QUICK, Close, FULL, Happening, Owner, People, QUICK, Setting};

/// |z| above this on any metric counts as a fault.
const MOST: f64 = 4.0;

fn position(name: &str) -> usize {
    TwoLoop
        .registry()
        .position(name)
        .expect("a key of the registry")
}

fn assignments(keys: &[(&str, f64)]) -> Vec<Assignment> {
    keys.iter()
        .map(|&(name, number)| Assignment {
            position: position(name),
            number,
        })
        .collect()
}

/// The event of `seci` for what happens.
fn our_event(week: u32, happening: &Happening) -> Event {
    let event = |kind, fields, set| Event {
        week,
        kind: TwoLoop
            .registry()
            .event_kind(kind)
            .expect("a kind of event"),
        fields,
        set,
        who: Participants::default(),
    };
    match happening {
        Happening::Policy(set) => event("policy", vec![], assignments(set)),
        Happening::Shock(size) => event("shock", vec![*size], vec![]),
        Happening::Workshop { rounds, hours } => event("workshop", vec![*rounds, *hours], vec![]),
        Happening::Gemba { cases, weeks } => event("gemba", vec![*cases, *weeks], vec![]),
        Happening::Departures(size) => event("departures", vec![*size], vec![]),
        Happening::Pressure { level, weeks } => event("pressure", vec![*level, *weeks], vec![]),
        Happening::For(teams, people, happening) => Event {
            who: Participants {
                teams: teams.to_vec(),
                people: people.to_vec(),
            },
            ..our_event(week, happening)
        },
    }
}

fn our_roster(people: &People) -> Roster {
    let teams = people.teams.iter().max().map_or(0, |last| last + 1);
    Roster {
        people: (0..)
            .zip(people.teams)
            .map(|(seat, &team): (u32, _)| Person {
                id: format!("p{seat}"),
                name: format!("p{seat}"),
                team,
                role: String::new(),
            })
            .collect(),
        teams: (0..teams).map(|team| format!("t{team}")).collect(),
        ties: people.ties.map(|ties| {
            ties.iter()
                .map(|&(one, other, trust)| Tie {
                    seats: [one, other],
                    trust,
                })
                .collect()
        }),
    }
}

/// Observations of one run of `seci` at the given weeks.
fn ours(
    setting: &Setting,
    people: Option<&People>,
    replicate: u32,
    watched: &[u32],
) -> Vec<Vec<f64>> {
    let mut values = Values::defaults(TwoLoop.registry());
    let keys: Vec<_> = setting
        .keys
        .iter()
        .copied()
        .filter(|(name, _)| *name != "weeks")
        .collect();
    values.apply(&assignments(&keys));
    let events: Vec<Event> = setting
        .events
        .iter()
        .map(|(week, happening)| our_event(*week, happening))
        .collect();
    let roster = people.map(our_roster);
    let own: Vec<Own> = people.map_or(vec![], |people| {
        people
            .own
            .iter()
            .map(|(owner, set)| Own {
                who: match owner {
                    Owner::Team(team) => Who::Team(*team),
                    Owner::Person(seat) => Who::Person(*seat),
                },
                set: assignments(set),
                columns: None,
            })
            .collect()
    });
    let batch = Batch {
        values: &values,
        events: &events,
        roster: roster.as_ref(),
        own: &own,
        people: Watch::Nothing,
        seed: 20_260,
        replicates: replicate..replicate + 1,
    };
    let mut run = TwoLoop.start(&batch);
    let mut kept = Vec::new();
    for week in 0..=watched[watched.len() - 1] {
        if watched.contains(&week) {
            let mut observation = vec![0.0; literal::M];
            run.observe(0, &mut observation);
            kept.push(observation);
        }
        if week < watched[watched.len() - 1] {
            let watch = if watched.contains(&(week + 1)) {
                Watch::Metrics
            } else {
                Watch::Nothing
            };
            run.step(week, watch)
                .expect("the two-loop model never fails");
        }
    }
    kept
}

/// The event of the literal implementation for what happens.
fn their_event(week: u32, happening: &Happening) -> literal::Event {
    let what = match happening {
        Happening::Policy(set) => literal::Happening::Policy { sets: named(set) },
        Happening::Shock(size) => literal::Happening::Shock { size: *size },
        Happening::Workshop { rounds, hours } => literal::Happening::Workshop {
            rounds: *rounds as usize,
            hours: *hours,
        },
        Happening::Gemba { cases, weeks } => literal::Happening::Gemba {
            cases: *cases as usize,
            weeks: *weeks as usize,
        },
        Happening::Departures(size) => literal::Happening::Departures { size: *size },
        Happening::Pressure { level, weeks } => literal::Happening::Pressure {
            level: *level,
            weeks: *weeks as usize,
        },
        Happening::For(teams, people, happening) => {
            return literal::Event {
                who: literal::Who {
                    teams: teams.iter().map(|&team| team as usize).collect(),
                    people: people.iter().map(|&seat| seat as usize).collect(),
                },
                ..their_event(week, happening)
            };
        }
    };
    literal::Event {
        week: week as usize,
        who: literal::Who::everyone(),
        what,
    }
}

fn named(keys: &[(&str, f64)]) -> Vec<(String, f64)> {
    keys.iter()
        .map(|(name, number)| ((*name).to_owned(), *number))
        .collect()
}

fn their_roster(people: &People) -> literal::Roster {
    literal::Roster {
        team_of: people.teams.iter().map(|&team| team as usize).collect(),
        ties: people.ties.map(|ties| {
            ties.iter()
                .map(|&(one, other, trust)| (one as usize, other as usize, f64::from(trust)))
                .collect()
        }),
        own: people
            .own
            .iter()
            .map(|(owner, set)| literal::Own {
                owner: match owner {
                    Owner::Team(team) => literal::Owner::Team(*team as usize),
                    Owner::Person(seat) => literal::Owner::Person(*seat as usize),
                },
                sets: named(set),
            })
            .collect(),
    }
}

/// The same from the literal implementation.
fn theirs(
    setting: &Setting,
    people: Option<&People>,
    replicate: u32,
    watched: &[u32],
) -> Vec<Vec<f64>> {
    let mut parameters = literal::Parameters::default();
    for (name, number) in setting.keys {
        parameters
            .set(name, *number)
            .expect("a key of the literal implementation");
    }
    let events: Vec<literal::Event> = setting
        .events
        .iter()
        .map(|(week, happening)| their_event(*week, happening))
        .collect();
    let series = literal::simulate(
        &parameters,
        &events,
        people.map(their_roster).as_ref(),
        0x5EC1_0000_0000 + u64::from(replicate),
    );
    watched
        .iter()
        .map(|&week| series[week as usize].to_vec())
        .collect()
}

fn mean_and_variance(sample: &[f64]) -> (f64, f64) {
    let n = sample.len() as f64;
    let mean = sample.iter().sum::<f64>() / n;
    let squares: f64 = sample.iter().map(|x| (x - mean) * (x - mean)).sum();
    (mean, squares / (n - 1.0))
}

/// Compares all metrics; returns the number of comparisons, a line for each that is too far off, and the largest |z|.
fn compare(
    setting: &Setting,
    people: Option<&People>,
    watched: &[u32],
    runs: u32,
) -> (usize, Vec<String>, f64) {
    type Simulate = fn(&Setting, Option<&People>, u32, &[u32]) -> Vec<Vec<f64>>;
    let collect = |simulate: Simulate| -> Vec<Vec<Vec<f64>>> {
        (0..runs)
            .into_par_iter()
            .map(|replicate| simulate(setting, people, replicate, watched))
            .collect()
    };
    let (ours, theirs) = (collect(ours), collect(theirs));
    let (mut compared, mut faults, mut worst) = (0, Vec::new(), 0.0_f64);
    for (at, week) in watched.iter().enumerate() {
        for (metric, name) in literal::METRICS.iter().enumerate() {
            let sample = |runs: &[Vec<Vec<f64>>]| -> Vec<f64> {
                runs.iter().map(|run| run[at][metric]).collect()
            };
            let (mean, variance) = mean_and_variance(&sample(&ours));
            let (literal_mean, literal_variance) = mean_and_variance(&sample(&theirs));
            let error = ((variance + literal_variance) / f64::from(runs)).sqrt();
            let difference = mean - literal_mean;
            let z = if difference.abs() <= 1e-6 * (1.0 + mean.abs()) {
                0.0
            } else {
                difference / error.max(1e-12)
            };
            compared += 1;
            worst = worst.max(z.abs());
            if z.abs() > MOST {
                faults.push(format!(
                    "{}: {name} at week {week}: {mean:.6} against {literal_mean:.6}, z = {z:.1}",
                    setting.name
                ));
            }
        }
    }
    (compared, faults, worst)
}

/// Compares at each setting with its number of runs.
fn compare_all<'a>(
    settings: impl IntoIterator<Item = (&'a Setting, Option<&'a People>, Vec<u32>, u32)>,
) {
    let mut faults = Vec::new();
    let mut compared = 0;
    for (setting, people, watched, runs) in settings {
        let (count, found, worst) = compare(setting, people, &watched, runs);
        println!(
            "{:34} {count} comparisons, largest |z| = {worst:.2}",
            setting.name
        );
        compared += count;
        faults.extend(found);
    }
    assert!(compared > 0);
    assert!(
        faults.is_empty(),
        "{} of {compared} comparisons:\n{}",
        faults.len(),
        faults.join("\n")
    );
}

fn plain(setting: &Setting, runs: u32) -> (&Setting, Option<&People>, Vec<u32>, u32) {
    let weeks = setting
        .keys
        .iter()
        .find(|(name, _)| *name == "weeks")
        .map_or(156, |(_, weeks)| *weeks as u32);
    (setting, None, vec![0, 1, weeks / 3, weeks], runs)
}

fn close(close: &Close, runs: u32) -> (&Setting, Option<&People>, Vec<u32>, u32) {
    let watched = close.watched.to_vec();
    (&close.setting, close.people.as_ref(), watched, runs)
}

#[test]
fn metrics_have_the_same_names_in_the_same_order() {
    let names: Vec<_> = TwoLoop
        .registry()
        .metrics
        .iter()
        .map(|metric| metric.name)
        .collect();
    assert_eq!(names, literal::METRICS);
}

#[test]
fn defaults_are_the_same() {
    let defaults = Values::defaults(TwoLoop.registry());
    let literal = literal::Parameters::default();
    for parameter in TwoLoop.registry().parameters {
        let mut changed = literal.clone();
        // Setting a key to our default must change nothing.
        if ["tacit_hours", "explicit_hours"].contains(&parameter.name) {
            continue;
        }
        changed
            .set(parameter.name, defaults.get(parameter.name))
            .expect(parameter.name);
        assert_eq!(changed, literal, "{}", parameter.name);
    }
}

#[test]
fn both_implementations_agree_on_every_metric() {
    let settings = QUICK.iter().map(|setting| plain(setting, 300));
    compare_all(settings.chain(CLOSE_QUICK.iter().map(|setting| close(setting, 1000))));
}

#[test]
#[ignore = "takes minutes: cargo test --release --test oracle -- --ignored --nocapture"]
fn both_implementations_agree_at_every_setting() {
    compare_all(FULL.iter().map(|setting| plain(setting, 600)));
}

#[test]
#[ignore = "takes minutes: cargo test --release --test oracle -- --ignored --nocapture"]
fn both_implementations_agree_on_events_and_real_organisations() {
    compare_all(CLOSE.iter().map(|setting| close(setting, 6000)));
}
