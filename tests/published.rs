//! The published models: what is refused of them, and March's model against a second implementation: one run at a time, one belief at a time, written from the rules alone.
//!
//! It is slow and literal, and shares nothing with the program but the generator of random words. Both are compared where
//! the published figures say nothing: turbulence, slow learners, few people, more dimensions than a machine word has.

use seci::engine::{Course, follow_block};
use seci::model::march::{March, REGISTRY};
use seci::random::{Domain, RunKey, Words};
use seci::scenario::{Assignment, Overrides, Source, Values, load};
use seci::shipped::LIBRARY;

#[derive(Clone, Copy, Default)]
struct Rules {
    dimensions: usize,
    individuals: usize,
    p1: f64,
    p2: f64,
    p3: f64,
    p4: f64,
    slow: usize,
    slow_p1: f64,
    periods: u32,
}

struct Dice(Words);

impl Dice {
    fn unit(&mut self) -> f64 {
        f64::from(self.0.word()) / 4_294_967_296.0
    }

    fn happens(&mut self, chance: f64) -> bool {
        self.unit() < chance
    }

    fn coin(&mut self) -> i32 {
        if self.happens(0.5) { 1 } else { -1 }
    }

    fn belief(&mut self) -> i32 {
        #[allow(clippy::cast_possible_truncation)]
        let third = (3.0 * self.unit()) as i32;
        third - 1
    }
}

/// The score of the code and the share of beliefs that are right after the last period.
fn literal(rules: &Rules, replicate: u32) -> [f64; 2] {
    let key = RunKey {
        seed: 77_777,
        replicate,
    };
    let mut dice = Dice(key.stream(Domain::Sessions, 0));
    let m = rules.dimensions;
    let mut reality: Vec<i32> = (0..m).map(|_| dice.coin()).collect();
    let mut code = vec![0; m];
    let mut people: Vec<Vec<i32>> = (0..rules.individuals)
        .map(|_| (0..m).map(|_| dice.belief()).collect())
        .collect();
    let score = |beliefs: &[i32], reality: &[i32]| -> i32 {
        beliefs.iter().zip(reality).map(|(a, b)| a * b).sum()
    };
    for _ in 0..rules.periods {
        for person in &mut people {
            if dice.happens(rules.p3) {
                *person = (0..m).map(|_| dice.belief()).collect();
            }
        }
        for dimension in &mut reality {
            if dice.happens(rules.p4) {
                *dimension = -*dimension;
            }
        }
        let before = code.clone();
        let mut superiors: Vec<Vec<i32>> = Vec::new();
        for (index, person) in people.iter_mut().enumerate() {
            let actions: Vec<i32> = person
                .iter()
                .map(|&belief| if belief == 0 { dice.coin() } else { belief })
                .collect();
            if score(&actions, &reality) > score(&before, &reality) {
                superiors.push(actions);
            }
            let p1 = if index < rules.slow {
                rules.slow_p1
            } else {
                rules.p1
            };
            for (belief, said) in person.iter_mut().zip(&before) {
                if *said != 0 && belief != said && dice.happens(p1) {
                    *belief += said;
                }
            }
        }
        for (dimension, said) in code.iter_mut().enumerate() {
            let sum: i32 = superiors.iter().map(|actions| actions[dimension]).sum();
            if sum != 0 && sum.signum() != *said {
                let chance = 1.0 - (1.0 - rules.p2).powi(sum.abs());
                if dice.happens(chance) {
                    *said = sum.signum();
                }
            }
        }
    }
    let right = people.iter().flatten().zip(reality.iter().cycle());
    let right = right.filter(|(belief, reality)| belief == reality).count();
    #[allow(clippy::cast_precision_loss)]
    let of = |number: f64, all: usize| number / all as f64;
    #[allow(clippy::cast_precision_loss)]
    [
        of(f64::from(score(&code, &reality)), m),
        of(right as f64, m * rules.individuals),
    ]
}

fn ours(rules: &Rules, runs: u32) -> Vec<[f64; 2]> {
    #[allow(clippy::cast_precision_loss)]
    let set = [
        ("dimensions", rules.dimensions as f64),
        ("individuals", rules.individuals as f64),
        ("p1", rules.p1),
        ("p2", rules.p2),
        ("p3", rules.p3),
        ("p4", rules.p4),
        ("slow_share", rules.slow as f64 / rules.individuals as f64),
        ("slow_p1", rules.slow_p1),
        ("periods", f64::from(rules.periods)),
    ];
    let mut values = Values::defaults(&REGISTRY);
    values.apply(&set.map(|(name, number)| Assignment {
        position: REGISTRY.position(name).expect("a parameter"),
        number,
    }));
    let course = Course {
        values: &values,
        events: &[],
        roster: None,
        own: &[],
        seed: 1,
        replicate: 0,
        weeks: rules.periods,
        observed: &[rules.periods],
        people: &[],
    };
    follow_block(&March, &course, runs)
        .into_iter()
        .map(|run| {
            let run = run.expect("a horizon");
            [run[0], run[2]]
        })
        .collect()
}

/// Mean and squared standard error.
fn mean(numbers: impl Iterator<Item = f64> + Clone) -> (f64, f64) {
    #[allow(clippy::cast_precision_loss)]
    let n = numbers.clone().count() as f64;
    let mean = numbers.clone().sum::<f64>() / n;
    let squares: f64 = numbers.map(|x| (x - mean) * (x - mean)).sum();
    (mean, squares / (n - 1.0) / n)
}

#[test]
fn march_agrees_with_a_literal_implementation() {
    const RUNS: u32 = 1_000;
    let usual = Rules {
        dimensions: 30,
        individuals: 50,
        p1: 0.5,
        p2: 0.5,
        periods: 15,
        ..Rules::default()
    };
    let settings = [
        (
            "turnover and turbulence",
            Rules {
                p3: 0.2,
                p4: 0.05,
                ..usual
            },
        ),
        (
            "slow learners",
            Rules {
                p1: 0.9,
                slow: 20,
                slow_p1: 0.05,
                ..usual
            },
        ),
        (
            "more dimensions than a word",
            Rules {
                dimensions: 70,
                individuals: 20,
                ..usual
            },
        ),
        (
            "few people, early",
            Rules {
                dimensions: 5,
                individuals: 4,
                periods: 3,
                ..usual
            },
        ),
        (
            "turbulence alone",
            Rules {
                p4: 0.1,
                p1: 0.3,
                p2: 0.9,
                ..usual
            },
        ),
    ];
    for (name, rules) in settings {
        let packed = ours(&rules, RUNS);
        let slow: Vec<[f64; 2]> = (0..RUNS).map(|run| literal(&rules, run)).collect();
        for (metric, what) in ["code_score", "individual_share"].into_iter().enumerate() {
            let (a, va) = mean(packed.iter().map(|run| run[metric]));
            let (b, vb) = mean(slow.iter().map(|run| run[metric]));
            let z = (a - b) / (va + vb).sqrt();
            assert!(z.abs() < 4.0, "{name}, {what}: {a} against {b}, z {z:.2}");
        }
    }
}

/// The faults of a file, as text.
fn faults(text: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("mine.toml");
    std::fs::write(&file, text).expect("a file");
    match load(Source::File(&file), &Overrides::default(), &LIBRARY) {
        Ok(_) => String::new(),
        Err(faults) => faults.to_string(),
    }
}

#[test]
fn what_belongs_to_another_model_is_refused_and_said_to() {
    let found = faults(
        "model = \"march-1991\"\n[organisation]\nturnover = 0.4\n[coupling]\ninternalisation = 0.2\n[run]\nweeks = 10\n",
    );
    for said in [
        "`turnover` belongs to the model \"two-loop\", and this file is for \"march-1991\"",
        "`coupling` belongs to the model \"two-loop\"",
        "`weeks` means nothing to the model \"march-1991\", which counts periods",
    ] {
        assert!(found.contains(said), "{said}\n{found}");
    }
    let found = faults("[learning]\np1 = 0.4\n");
    assert!(
        found.contains("`p1` belongs to the model \"march-1991\""),
        "{found}"
    );
}

#[test]
fn turnover_without_a_horizon_is_refused() {
    let found = faults("model = \"march-1991\"\n[organisation]\np3 = 0.1\n");
    assert!(found.contains("no equilibrium to wait for"), "{found}");
    let found = faults("model = \"fang-2010\"\n[work]\nblock = 7\n");
    assert!(
        found.contains("100 dimensions cannot be divided into blocks of 7"),
        "{found}"
    );
}
