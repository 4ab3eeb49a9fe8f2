//! Fang, Lee & Schilling (2010), Balancing exploration and exploitation through structural design: the isolation of
//! subgroups and organizational learning, Organization Science 21(3):625–642.
//!
//! Individuals in semi-isolated subgroups learn from those of their contacts who do better. Ties within fully linked
//! groups are rewired across groups with probability `rewiring`; what a set of beliefs is worth depends on blocks of
//! interdependent dimensions. The paper's exact rules are not public here, so agreement with it is relational; the
//! rules are written out in `docs/published.md`.

mod registry;
#[cfg(test)]
mod tests;

use crate::model::{Batch, Failure, Model, Simulation, Watch};
use crate::random::{Chance, Domain, RunKey, Words};
use crate::scenario::{Registry, Values};

pub use registry::REGISTRY;

/// The model of Fang, Lee & Schilling.
#[derive(Debug, Clone, Copy)]
pub struct Fang;

impl Model for Fang {
    fn registry(&self) -> &'static Registry {
        &REGISTRY
    }

    fn headcount(&self, values: &Values) -> Option<u64> {
        Some((values.get("groups") * values.get("group_size")) as u64)
    }

    fn memory(&self, values: &Values) -> f64 {
        let individuals = values.get("groups") * values.get("group_size");
        // Beliefs now and next, and the two ends of every tie.
        individuals * (2.0 * values.get("dimensions") + 8.0 * values.get("group_size") + 64.0)
    }

    fn start<'a>(&'a self, batch: &Batch<'a>) -> Box<dyn Simulation + 'a> {
        let runs = batch.replicates.clone().map(|replicate| {
            let key = RunKey {
                seed: batch.seed,
                replicate,
            };
            Run::new(key, batch.values)
        });
        Box::new(Runs {
            all: runs.collect(),
            periods: match batch.values.get("periods") as u32 {
                0 => None,
                periods => Some(periods),
            },
            made: 0,
        })
    }
}

/// One run under way. Beliefs are −1, 0 or +1, individual by individual.
struct Run {
    dimensions: usize,
    block: usize,
    learning: Chance,
    reality: Vec<i8>,
    contacts: Vec<Vec<u32>>,
    beliefs: Vec<i8>,
    next: Vec<i8>,
    payoffs: Vec<u32>,
    draws: Words,
    periods: u32,
    has_ended: bool,
}

impl Run {
    fn new(key: RunKey, values: &Values) -> Self {
        let whole = |name| values.get(name) as usize;
        let (dimensions, groups, size) =
            (whole("dimensions"), whole("groups"), whole("group_size"));
        let mut world = key.stream(Domain::Reality, 0);
        let reality = (0..dimensions).map(|_| if world.word() >> 31 == 0 { 1 } else { -1 });
        let mut entrants = key.stream(Domain::Entrant, 0);
        let individuals = groups * size;
        let beliefs: Vec<i8> = (0..individuals * dimensions)
            .map(|_| entrants.choices().among(3) as i8 - 1)
            .collect();
        let mut run = Run {
            dimensions,
            block: whole("block"),
            learning: Chance::new(values.get("learning")),
            reality: reality.collect(),
            contacts: contacts(key, groups, size, Chance::new(values.get("rewiring"))),
            next: beliefs.clone(),
            beliefs,
            payoffs: vec![0; individuals],
            draws: key.stream(Domain::Sessions, 0),
            periods: 0,
            has_ended: false,
        };
        run.be_paid();
        run
    }

    /// Payoff = s · the number of blocks of s dimensions in which every belief is right.
    fn be_paid(&mut self) {
        let people = self.beliefs.chunks_exact(self.dimensions);
        for (payoff, beliefs) in self.payoffs.iter_mut().zip(people) {
            let blocks = beliefs
                .chunks_exact(self.block)
                .zip(self.reality.chunks_exact(self.block));
            let right = blocks
                .filter(|(beliefs, reality)| beliefs == reality)
                .count();
            *payoff = (right * self.block) as u32;
        }
    }

    /// Everybody learns from those contacts who did better, at once. A run in which nobody could learn anything has come
    /// to its equilibrium: nothing can change any more.
    fn period(&mut self) {
        if self.has_ended {
            return;
        }
        let mut can_learn = false;
        let mut views = vec![0_i32; self.dimensions];
        self.next.copy_from_slice(&self.beliefs);
        for (individual, contacts) in self.contacts.iter().enumerate() {
            let own = self.payoffs[individual];
            let superiors = contacts
                .iter()
                .filter(|contact| self.payoffs[**contact as usize] > own);
            let mut has_superiors = false;
            views.fill(0);
            for &superior in superiors {
                has_superiors = true;
                let start = superior as usize * self.dimensions;
                let beliefs = &self.beliefs[start..start + self.dimensions];
                for (view, belief) in views.iter_mut().zip(beliefs) {
                    *view += i32::from(*belief);
                }
            }
            if !has_superiors {
                continue;
            }
            let start = individual * self.dimensions;
            let beliefs = &mut self.next[start..start + self.dimensions];
            for (belief, view) in beliefs.iter_mut().zip(&views) {
                let view = view.signum() as i8;
                if view != 0 && view != *belief {
                    can_learn = true;
                    if self.draws.happens(self.learning) {
                        *belief = view;
                    }
                }
            }
        }
        if can_learn {
            self.periods += 1;
            std::mem::swap(&mut self.beliefs, &mut self.next);
            self.be_paid();
        } else {
            self.has_ended = true;
        }
    }

    fn observe(&self, observation: &mut [f64]) {
        let individuals = self.payoffs.len() as f64;
        let paid: u64 = self.payoffs.iter().map(|payoff| u64::from(*payoff)).sum();
        let people = self.beliefs.chunks_exact(self.dimensions);
        let right: usize = people
            .map(|beliefs| {
                let pairs = beliefs.iter().zip(&self.reality);
                pairs.filter(|(belief, reality)| belief == reality).count()
            })
            .sum();
        observation[0] = paid as f64 / individuals;
        observation[1] = right as f64 / (individuals * self.dimensions as f64);
        observation[2] = f64::from(self.periods);
    }
}

/// Who is tied to whom: all pairs of a group, each of whose ties is rewired with this chance. A rewired tie keeps its
/// first end and gets as its second somebody of another group to whom there is no tie yet, drawn uniformly; where there is
/// nobody, it stays.
fn contacts(key: RunKey, groups: usize, size: usize, rewiring: Chance) -> Vec<Vec<u32>> {
    let individuals = groups * size;
    let mut words = key.stream(Domain::Ties, 0);
    let mut contacts: Vec<Vec<u32>> = vec![Vec::with_capacity(size); individuals];
    let mut rewired = Vec::new();
    for group in 0..groups {
        for first in 0..size {
            for second in first + 1..size {
                let ends = [group * size + first, group * size + second];
                if words.happens(rewiring) {
                    rewired.push(ends);
                } else {
                    tie(&mut contacts, ends);
                }
            }
        }
    }
    for [first, second] in rewired {
        let group = first / size * size..(first / size + 1) * size;
        // Who cannot be chosen: the group, and whoever is known already, in ascending order.
        let known = contacts[first].iter().map(|&contact| contact as usize);
        let mut taken: Vec<usize> = known.filter(|contact| !group.contains(contact)).collect();
        taken.extend(group);
        taken.sort_unstable();
        let end = match individuals - taken.len() {
            0 => second,
            strangers => {
                let mut chosen = words.choices().among(strangers);
                for taken in taken {
                    chosen += usize::from(taken <= chosen);
                }
                chosen
            }
        };
        tie(&mut contacts, [first, end]);
    }
    contacts
}

fn tie(contacts: &mut [Vec<u32>], [first, second]: [usize; 2]) {
    contacts[first].push(second as u32);
    contacts[second].push(first as u32);
}

/// A batch: its runs, one after the other.
struct Runs {
    all: Vec<Run>,
    /// The horizon; none: the equilibrium.
    periods: Option<u32>,
    /// Periods made.
    made: u32,
}

impl Simulation for Runs {
    fn step(&mut self, week: u32, _: Watch) -> Result<(), Failure> {
        self.all.iter_mut().for_each(Run::period);
        self.made = week + 1;
        Ok(())
    }

    fn has_ended(&self) -> bool {
        self.periods.is_some_and(|periods| self.made >= periods)
            || self.all.iter().all(|run| run.has_ended)
    }

    fn fault(&self, position: usize) -> Option<Failure> {
        (self.periods.is_none() && !self.all[position].has_ended)
            .then(|| Failure("no equilibrium was reached".to_owned()))
    }

    fn observe(&self, position: usize, observation: &mut [f64]) {
        self.all[position].observe(observation);
    }
}
