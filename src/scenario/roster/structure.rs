//! What a network of ties looks like: density, trust, the parts that hang together, who stands alone.
//!
//! Owns the arithmetic only.

use super::Roster;

/// Figures of the ties of a roster.
#[derive(Debug, Clone, PartialEq)]
pub struct Structure {
    pub ties: usize,
    /// Ties over pairs of people.
    pub density: f64,
    pub mean_trust: f64,
    /// How many ties have a trust up to 0.2, 0.4, 0.6, 0.8 and 1.
    pub by_trust: [usize; 5],
    /// Ties between people of one team, over all ties.
    pub within_teams: f64,
    /// The sizes of the parts that hang together, the largest first; those who stand alone are not among them.
    pub components: Vec<usize>,
    /// Seats of those without any tie.
    pub isolated: Vec<u32>,
}

impl Roster {
    /// How many people each team has.
    #[must_use]
    pub fn sizes(&self) -> Vec<usize> {
        let mut sizes = vec![0; self.teams.len()];
        for person in &self.people {
            sizes[person.team as usize] += 1;
        }
        sizes
    }

    /// The figures of the ties; none where the model draws them.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "numbers of people and ties")]
    pub fn structure(&self) -> Option<Structure> {
        let ties = self.ties.as_ref()?;
        let people = self.people.len();
        let mut degree = vec![0_usize; people];
        let mut parents: Vec<usize> = (0..people).collect();
        let mut by_trust = [0; 5];
        let (mut trust, mut within) = (0.0, 0_usize);
        for tie in ties {
            let [one, other] = tie.seats.map(|seat| seat as usize);
            degree[one] += 1;
            degree[other] += 1;
            trust += f64::from(tie.trust);
            within += usize::from(self.people[one].team == self.people[other].team);
            let bounds = [0.2, 0.4, 0.6, 0.8];
            by_trust[bounds.iter().filter(|bound| tie.trust > **bound).count()] += 1;
            let roots = [one, other].map(|seat| root(&mut parents, seat));
            parents[roots[0].max(roots[1])] = roots[0].min(roots[1]);
        }
        let mut sizes = vec![0_usize; people];
        for seat in 0..people {
            let root = root(&mut parents, seat);
            sizes[root] += 1;
        }
        let mut components: Vec<usize> = sizes.into_iter().filter(|size| *size > 1).collect();
        components.sort_unstable_by(|a, b| b.cmp(a));
        let pairs = people as f64 * (people as f64 - 1.0) / 2.0;
        let of_ties = |number: f64| {
            if ties.is_empty() {
                0.0
            } else {
                number / ties.len() as f64
            }
        };
        Some(Structure {
            ties: ties.len(),
            density: if pairs > 0.0 {
                ties.len() as f64 / pairs
            } else {
                0.0
            },
            mean_trust: of_ties(trust),
            by_trust,
            within_teams: of_ties(within as f64),
            components,
            isolated: (0..)
                .zip(&degree)
                .filter(|(_, degree)| **degree == 0)
                .map(|(seat, _)| seat)
                .collect(),
        })
    }
}

/// The root of a seat in a forest whose paths are halved on the way.
fn root(parents: &mut [usize], mut seat: usize) -> usize {
    while parents[seat] != seat {
        parents[seat] = parents[parents[seat]];
        seat = parents[seat];
    }
    seat
}
