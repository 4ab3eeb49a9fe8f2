//! Ties and trust: who knows whom, who is chosen for a shared session, how trust grows and fades (MODEL item 7).

use rayon::prelude::*;

use crate::random::{Domain, RunKey, Words};
use crate::scenario::{Roster, Tie};

use super::rates::Rates;
use super::spread;

/// Fewer ties than these are not worth a thread.
const LEAST_TIES: usize = 1 << 16;

/// The undirected network of ties with their trust. Who is tied to whom never changes.
#[derive(Debug)]
pub(super) struct Ties {
    /// Where each seat's entries begin; one more than there are seats.
    starts: Vec<usize>,
    /// Per entry: the colleague's seat, and the tie.
    pub colleagues: Vec<u32>,
    pub tie_of: Vec<u32>,
    /// Per entry the trust of its tie: at both ends, so that all that a seat feels stands in a row.
    felt: Vec<f32>,
    /// Per tie: its trust, and its two entries.
    trust: Vec<f32>,
    ends: Vec<[u32; 2]>,
}

/// Trust as one employee feels it: the sum over the ties, and how many there are.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Circle {
    pub total: f32,
    pub mean: f32,
}

impl Ties {
    /// Teams in order of seats, all pairs inside a team tied, and `across` draws of colleagues of other teams by each
    /// employee; a draw that hits an existing tie adds nothing.
    pub(super) fn new(
        key: RunKey,
        employees: usize,
        team_size: usize,
        across: u32,
        initial_trust: f32,
    ) -> Self {
        let mut pairs: Vec<(u32, u32)> = Vec::new();
        for seat in 0..employees {
            let team_start = seat - seat % team_size;
            let team_end = (team_start + team_size).min(employees);
            pairs.extend((seat + 1..team_end).map(|other| (seat as u32, other as u32)));
            let others = employees - (team_end - team_start);
            if others > 0 && across > 0 {
                let mut words = key.stream(Domain::Ties, seat as u64);
                for _ in 0..across {
                    let drawn = words.choices().among(others);
                    let other = if drawn < team_start {
                        drawn
                    } else {
                        drawn + team_end - team_start
                    };
                    pairs.push((seat.min(other) as u32, seat.max(other) as u32));
                }
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        Self::between(employees, &pairs, initial_trust)
    }

    /// Teams of a roster, whose members need not sit side by side; otherwise as [`Ties::new`].
    pub(super) fn of_teams(key: RunKey, roster: &Roster, across: u32, initial_trust: f32) -> Self {
        let mut teams: Vec<Vec<usize>> = vec![Vec::new(); roster.teams.len()];
        for (seat, person) in roster.people.iter().enumerate() {
            teams[person.team as usize].push(seat);
        }
        let employees = roster.people.len();
        let mut pairs: Vec<(u32, u32)> = Vec::new();
        for (seat, person) in roster.people.iter().enumerate() {
            let team = &teams[person.team as usize];
            let later = team.iter().filter(|&&other| other > seat);
            pairs.extend(later.map(|&other| (seat as u32, other as u32)));
            let others = employees - team.len();
            if others > 0 && across > 0 {
                let mut words = key.stream(Domain::Ties, seat as u64);
                for _ in 0..across {
                    let mut other = words.choices().among(others);
                    for &member in team {
                        other += usize::from(member <= other);
                    }
                    pairs.push((seat.min(other) as u32, seat.max(other) as u32));
                }
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        Self::between(employees, &pairs, initial_trust)
    }

    /// The ties of a roster, with the trust that its files give.
    pub(super) fn given(employees: usize, ties: &[Tie]) -> Self {
        let mut ties = ties.to_vec();
        ties.sort_by_key(|tie| tie.seats);
        let pairs: Vec<(u32, u32)> = ties.iter().map(|tie| tie.seats.into()).collect();
        let mut network = Self::between(employees, &pairs, 0.0);
        for (tie, given) in ties.iter().enumerate() {
            network.set_trust(tie, given.trust);
        }
        network
    }

    /// The network of the given pairs, sorted and without repeats.
    fn between(employees: usize, pairs: &[(u32, u32)], initial_trust: f32) -> Self {
        let mut starts = vec![0_usize; employees + 1];
        for &(low, high) in pairs {
            starts[low as usize + 1] += 1;
            starts[high as usize + 1] += 1;
        }
        for seat in 0..employees {
            starts[seat + 1] += starts[seat];
        }
        let mut filled = starts.clone();
        let mut colleagues = vec![0_u32; 2 * pairs.len()];
        let mut tie_of = vec![0_u32; 2 * pairs.len()];
        let mut ends = vec![[0_u32; 2]; pairs.len()];
        for (tie, &(low, high)) in pairs.iter().enumerate() {
            let ways = [(low, high), (high, low)];
            for ((seat, other), end) in ways.into_iter().zip(&mut ends[tie]) {
                let entry = filled[seat as usize];
                colleagues[entry] = other;
                tie_of[entry] = tie as u32;
                *end = entry as u32;
                filled[seat as usize] += 1;
            }
        }
        Ties {
            starts,
            colleagues,
            tie_of,
            felt: vec![initial_trust; 2 * pairs.len()],
            trust: vec![initial_trust; pairs.len()],
            ends,
        }
    }

    /// The most memory that ties can take, in bytes: while they are drawn.
    pub(super) fn memory(employees: f64, team_size: f64, across: f64) -> f64 {
        let pairs = employees * ((team_size.min(employees) - 1.0) / 2.0 + across);
        // The pairs while they are drawn; at each end colleague, tie and trust; per tie trust and ends.
        pairs * (8.0 + 2.0 * 12.0 + 12.0) + employees * 16.0
    }

    pub(super) fn entries(&self, seat: usize) -> std::ops::Range<usize> {
        self.starts[seat]..self.starts[seat + 1]
    }

    /// A newcomer takes the seat: its ties start again.
    pub(super) fn reset(&mut self, seat: usize, initial_trust: f32) {
        for entry in self.entries(seat) {
            self.set_trust(self.tie_of[entry] as usize, initial_trust);
        }
    }

    pub(super) fn set_trust(&mut self, tie: usize, trust: f32) {
        self.trust[tie] = trust;
        for entry in self.ends[tie] {
            self.felt[entry as usize] = trust;
        }
    }

    /// Of each tie.
    pub(super) fn trust(&self) -> &[f32] {
        &self.trust
    }

    /// The trust that surrounds a seat.
    #[inline]
    pub(super) fn circle(&self, seat: usize) -> Circle {
        let felt = &self.felt[self.entries(seat)];
        let mut total = 0.0_f32;
        for trust in felt {
            total += trust;
        }
        let mean = if felt.is_empty() {
            0.0
        } else {
            total / felt.len() as f32
        };
        Circle { total, mean }
    }

    /// A colleague drawn in proportion to trust, the tie and its trust; to be asked only where there is trust.
    #[inline]
    pub(super) fn choose(
        &self,
        seat: usize,
        circle: Circle,
        words: &mut Words,
    ) -> (usize, u32, f32) {
        let target = words.unit() * circle.total;
        let mut passed = 0.0_f32;
        let entries = self.entries(seat);
        let (mut chosen, mut felt) = (entries.start, 0.0);
        for (entry, &trust) in entries.clone().zip(&self.felt[entries]) {
            if trust > 0.0 {
                (chosen, felt) = (entry, trust);
                passed += trust;
                if passed > target {
                    break;
                }
            }
        }
        (self.colleagues[chosen] as usize, self.tie_of[chosen], felt)
    }

    /// The end of the week: each shared session has moved its tie towards 1, and all trust fades.
    pub(super) fn close_week(&mut self, shared: &[u32], rates: &Rates) {
        for &tie in shared {
            let tie = tie as usize;
            let trust = 1.0 - (1.0 - self.trust[tie]) * (1.0 - rates.trust_gain);
            self.set_trust(tie, trust);
        }
        let fade = |trust: &mut f32| *trust *= rates.trust_keep;
        let is_alone = spread::pieces(self.starts.len() - 1) == 1;
        for trusts in [&mut self.trust, &mut self.felt] {
            if is_alone {
                trusts.iter_mut().for_each(fade);
            } else {
                let trusts = trusts.par_iter_mut().with_min_len(LEAST_TIES);
                trusts.for_each(fade);
            }
        }
    }

    /// Mean trust over all ties; 0 without ties.
    pub(super) fn social_capital(&self) -> f64 {
        if self.trust.is_empty() {
            return 0.0;
        }
        let mut sums = [0.0_f64; 8];
        let (groups, rest) = self.trust.as_chunks::<8>();
        for group in groups {
            for (sum, &trust) in sums.iter_mut().zip(group) {
                *sum += f64::from(trust);
            }
        }
        for (sum, &trust) in sums.iter_mut().zip(rest) {
            *sum += f64::from(trust);
        }
        let total: f64 = sums.iter().sum();
        total / self.trust.len() as f64
    }
}
