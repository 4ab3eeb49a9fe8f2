//! A block of sixteen runs: what they consist of, and what happens in a period.

use crate::random::{Chance, Domain, RunKey, Words};
use crate::scenario::Values;

use super::lanes::{
    BITS, Counter, Lanes, NONE, RUNS, above, all_if, count, each, is_none, thirds, toss,
};

/// Beliefs of −1, 0 or +1 about the dimensions of a word: which are not 0, and which of those are +1.
#[derive(Debug, Clone, Copy)]
struct Beliefs {
    known: Lanes,
    positive: Lanes,
}

const UNKNOWING: Beliefs = Beliefs {
    known: NONE,
    positive: NONE,
};

/// The parameters as the rules need them.
struct Rules {
    socialisation: Chance,
    slow_socialisation: Chance,
    slow: usize,
    turnover: Chance,
    turbulence: Chance,
    /// The chance that the code takes over a majority of this margin.
    code_learns: Vec<Chance>,
    /// Whether the run goes on to its equilibrium.
    has_equilibrium: bool,
}

impl Rules {
    fn new(values: &Values) -> Self {
        let chance = |name| Chance::new(values.get(name));
        let individuals = values.get("individuals");
        let slow = libm::round(values.get("slow_share") * individuals);
        let [mut fast_p1, mut slow_p1] = ["p1", "slow_p1"].map(|name| values.get(name));
        let average = (slow * slow_p1 + (individuals - slow) * fast_p1) / individuals;
        for speed in [&mut fast_p1, &mut slow_p1] {
            *speed += values.get("averaged") * (average - *speed);
        }
        let forgoes = libm::log1p(-values.get("p2"));
        Rules {
            socialisation: Chance::new(fast_p1),
            slow_socialisation: Chance::new(slow_p1),
            slow: slow as usize,
            turnover: chance("p3"),
            turbulence: chance("p4"),
            // 1 − (1 − p2)^k; at k = 0, which is no majority, never.
            code_learns: (0..=individuals as u32)
                .map(|margin| match margin {
                    0 => Chance::new(0.0),
                    margin => Chance::new(-libm::expm1(forgoes * f64::from(margin))),
                })
                .collect(),
            has_equilibrium: values.get("p3") <= 0.0 && values.get("p4") <= 0.0,
        }
    }
}

/// A block of runs, all of them, whichever of them were asked for: what one comes to does not depend on that.
pub(super) struct Block {
    rules: Rules,
    dimensions: usize,
    words: usize,
    /// The dimensions that each word has.
    valid: Vec<u32>,
    reality: Vec<Lanes>,
    code: Vec<Beliefs>,
    /// Individual by individual, word by word.
    beliefs: Vec<Beliefs>,
    /// The same: what individuals did this period.
    actions: Vec<Lanes>,
    /// Word by word: how many of those who know better act +1.
    votes: Vec<Counter>,
    superiors: [u32; RUNS],
    periods: [u32; RUNS],
    pub has_ended: [bool; RUNS],
    draws: Words,
    /// Coins of the code, which come one at a time.
    coins: Words,
    leaving: Words,
    entrants: Words,
    turbulence: Words,
}

impl Block {
    pub fn new(key: RunKey, values: &Values) -> Self {
        let dimensions = values.get("dimensions") as usize;
        let individuals = values.get("individuals") as usize;
        let words = dimensions.div_ceil(BITS);
        let valid: Vec<u32> = (0..words)
            .map(|word| match dimensions - word * BITS {
                left if left >= BITS => u32::MAX,
                left => (1 << left) - 1,
            })
            .collect();
        let mut world = key.stream(Domain::Reality, 0);
        let reality = valid.iter().map(|valid| {
            let coins: Lanes = world.several();
            each(|run| coins[run] & valid)
        });
        let mut block = Block {
            rules: Rules::new(values),
            dimensions,
            words,
            reality: reality.collect(),
            code: vec![UNKNOWING; words],
            beliefs: vec![UNKNOWING; individuals * words],
            actions: vec![NONE; individuals * words],
            votes: vec![Counter::new(individuals); words],
            superiors: [0; RUNS],
            periods: [0; RUNS],
            has_ended: [false; RUNS],
            draws: key.stream(Domain::Sessions, 0),
            coins: key.stream(Domain::Sessions, 1),
            leaving: key.stream(Domain::Turnover, 0),
            entrants: key.stream(Domain::Entrant, 0),
            turbulence: key.stream(Domain::Drift, 0),
            valid,
        };
        for individual in block.beliefs.chunks_exact_mut(words) {
            enter(individual, &block.valid, [!0; RUNS], &mut block.entrants);
        }
        block
    }

    /// One period: turnover, turbulence, acting, socialisation, learning by the code.
    pub fn period(&mut self, period: u32) {
        self.turn_over();
        self.be_turbulent();
        let code_scores = self.code_scores();
        let differs = self.act_and_socialise(&code_scores);
        if self.rules.has_equilibrium {
            self.look_for_equilibrium(&differs, &code_scores);
        }
        self.teach_code();
        for (periods, has_ended) in self.periods.iter_mut().zip(self.has_ended) {
            if !has_ended {
                *periods = period + 1;
            }
        }
    }

    fn turn_over(&mut self) {
        if self.rules.turnover == Chance::new(0.0) {
            return;
        }
        let one = [1; RUNS];
        for individual in self.beliefs.chunks_exact_mut(self.words) {
            let leaves = toss(&mut self.leaving, &one, self.rules.turnover);
            if !is_none(&leaves) {
                let seats = each(|run| all_if(leaves[run] == 1));
                enter(individual, &self.valid, seats, &mut self.entrants);
            }
        }
    }

    fn be_turbulent(&mut self) {
        for (reality, &valid) in self.reality.iter_mut().zip(&self.valid) {
            let turned = toss(&mut self.turbulence, &[valid; RUNS], self.rules.turbulence);
            *reality = each(|run| reality[run] ^ turned[run]);
        }
    }

    /// Σ code · reality.
    fn code_scores(&self) -> [i32; RUNS] {
        let mut scores = [0; RUNS];
        for (code, reality) in self.code.iter().zip(&self.reality) {
            for (run, score) in scores.iter_mut().enumerate() {
                let wrong = (code.positive[run] ^ reality[run]) & code.known[run];
                *score += code.known[run].count_ones() as i32 - 2 * wrong.count_ones() as i32;
            }
        }
        scores
    }

    /// Everybody acts, is compared with the code, and is socialised by it. Returns in which runs somebody differed from
    /// what the code says.
    fn act_and_socialise(&mut self, code_scores: &[i32; RUNS]) -> Lanes {
        let mut differs = NONE;
        self.superiors = [0; RUNS];
        self.votes.iter_mut().for_each(Counter::clear);
        let most = self.dimensions as i32;
        let people = self.beliefs.chunks_exact_mut(self.words);
        let people = people.zip(self.actions.chunks_exact_mut(self.words));
        for (index, (beliefs, actions)) in people.enumerate() {
            let mut wrong = [0_u32; RUNS];
            let words = beliefs.iter().zip(actions.iter_mut());
            for ((belief, action), (reality, valid)) in
                words.zip(self.reality.iter().zip(&self.valid))
            {
                *action = belief.positive;
                let open = each(|run| !belief.known[run] & valid);
                if !is_none(&open) {
                    let coins: Lanes = self.draws.several();
                    *action = each(|run| belief.positive[run] | (coins[run] & open[run]));
                }
                for (run, wrong) in wrong.iter_mut().enumerate() {
                    *wrong += (action[run] ^ reality[run]).count_ones();
                }
            }
            let is_superior = each(|run| all_if(most - 2 * wrong[run] as i32 > code_scores[run]));
            for (superiors, is_superior) in self.superiors.iter_mut().zip(&is_superior) {
                *superiors += is_superior & 1;
            }
            let chance = if index < self.rules.slow {
                self.rules.slow_socialisation
            } else {
                self.rules.socialisation
            };
            let words = beliefs.iter_mut().zip(actions.iter());
            let words = words.zip(self.code.iter().zip(&mut self.votes));
            for ((belief, action), (code, votes)) in words {
                votes.add(&each(|run| action[run] & is_superior[run]));
                let other = each(|run| {
                    let same = belief.known[run] & !(belief.positive[run] ^ code.positive[run]);
                    code.known[run] & !same
                });
                if is_none(&other) {
                    continue;
                }
                differs = each(|run| differs[run] | other[run]);
                let moves = toss(&mut self.draws, &other, chance);
                // One step towards the code: from the opposite to 0, from 0 to what the code says.
                let learned = each(|run| moves[run] & !belief.known[run]);
                belief.known = each(|run| belief.known[run] ^ moves[run]);
                belief.positive = each(|run| {
                    (belief.positive[run] & !moves[run]) | (learned[run] & code.positive[run])
                });
            }
        }
        differs
    }

    /// A run in which nobody differs from what the code says, and nobody could by any luck do better than it, has come to
    /// its end: neither can anything change any more. Asked of the beliefs at the beginning of the period, which in such
    /// a run are those at its end.
    fn look_for_equilibrium(&mut self, differs: &Lanes, code_scores: &[i32; RUNS]) {
        let mut ends = each(|run| all_if(differs[run] == 0 && !self.has_ended[run]));
        if is_none(&ends) {
            return;
        }
        let most = self.dimensions as i32;
        for beliefs in self.beliefs.chunks_exact(self.words) {
            let mut wrong = [0_u32; RUNS];
            for (belief, reality) in beliefs.iter().zip(&self.reality) {
                for (run, wrong) in wrong.iter_mut().enumerate() {
                    let is_wrong = (belief.positive[run] ^ reality[run]) & belief.known[run];
                    *wrong += is_wrong.count_ones();
                }
            }
            ends = each(|run| ends[run] & all_if(most - 2 * wrong[run] as i32 <= code_scores[run]));
        }
        for (has_ended, ends) in self.has_ended.iter_mut().zip(ends) {
            *has_ended |= ends != 0;
        }
    }

    /// The code takes over what the majority of those who know better did, the sooner the larger that majority.
    fn teach_code(&mut self) {
        let superiors = self.superiors;
        let half = each(|run| superiors[run] / 2);
        // A count is below the half where it is not above one less than the half rounded up.
        let below_half = each(|run| superiors[run].div_ceil(2).wrapping_sub(1));
        let words = self.code.iter_mut().zip(&mut self.votes).zip(&self.valid);
        for ((code, votes), valid) in words {
            let votes = votes.finish();
            let for_positive = above(votes, &half);
            let not_below = above(votes, &below_half);
            for run in 0..RUNS {
                if superiors[run] == 0 {
                    continue;
                }
                let positive = for_positive[run] & valid;
                let negative = !not_below[run] & valid;
                let is_said = |value: u32| code.known[run] & !(code.positive[run] ^ value);
                let mut open = (positive & !is_said(!0)) | (negative & !is_said(0));
                while open != 0 {
                    let bit = open.trailing_zeros();
                    open &= open - 1;
                    let margin = (2 * count(votes, run, bit)).abs_diff(superiors[run]);
                    if self.coins.happens(self.rules.code_learns[margin as usize]) {
                        let dimension = 1 << bit;
                        code.known[run] |= dimension;
                        code.positive[run] =
                            (code.positive[run] & !dimension) | (positive & dimension);
                    }
                }
            }
        }
    }

    pub fn observe(&self, run: usize, observation: &mut [f64]) {
        let dimensions = self.dimensions as f64;
        let right = |beliefs: &[Beliefs]| -> u32 {
            let words = beliefs.iter().zip(&self.reality);
            words
                .map(|(belief, reality)| {
                    (belief.known[run] & !(belief.positive[run] ^ reality[run])).count_ones()
                })
                .sum()
        };
        let by_all: u64 = self
            .beliefs
            .chunks_exact(self.words)
            .map(|beliefs| u64::from(right(beliefs)))
            .sum();
        let individuals = (self.beliefs.len() / self.words) as f64;
        observation[0] = f64::from(self.code_scores()[run]) / dimensions;
        observation[1] = f64::from(right(&self.code)) / dimensions;
        observation[2] = by_all as f64 / (individuals * dimensions);
        observation[3] = f64::from(self.periods[run]);
    }
}

/// Newcomers take the seat in these runs: each belief −1, 0 or +1 with equal chances.
fn enter(seat: &mut [Beliefs], valid: &[u32], runs: Lanes, entrants: &mut Words) {
    for (belief, valid) in seat.iter_mut().zip(valid) {
        let among = each(|run| runs[run] & valid);
        let (known, positive) = thirds(entrants, &among);
        belief.known = each(|run| (belief.known[run] & !among[run]) | known[run]);
        belief.positive = each(|run| (belief.positive[run] & !among[run]) | positive[run]);
    }
}
