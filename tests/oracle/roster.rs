//! Real organisations (section 8) in the literal implementation: teams, ties read from a file, and the keys that teams
//! and people have of their own. Part of `model.rs`, and like it written from the specification page alone.

use super::{Organisation, Parameters};

/// Teams, ties and own keys of an organisation whose people are known.
#[derive(Clone, Debug, Default)]
pub struct Roster {
    /// The team of each seat.
    pub team_of: Vec<usize>,
    /// Pairs of seats with their trust; none: drawn from the teams.
    pub ties: Option<Vec<(usize, usize, f64)>>,
    pub own: Vec<Own>,
}

/// Keys that a team or a person has of its own.
#[derive(Clone, Debug)]
pub struct Own {
    pub owner: Owner,
    pub sets: Layer,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Owner {
    Team(usize),
    Person(usize),
}

/// Keys with their values, set in this order over whatever is in force below.
pub(super) type Layer = Vec<(String, f64)>;

/// Who takes part in an event: everybody where nobody is named.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Who {
    pub teams: Vec<usize>,
    pub people: Vec<usize>,
}

impl Who {
    #[must_use]
    pub fn everyone() -> Self {
        Self::default()
    }

    pub(super) fn names_nobody(&self) -> bool {
        self.teams.is_empty() && self.people.is_empty()
    }
}

impl Organisation {
    pub(super) fn takes_part(&self, who: &Who, seat: usize) -> bool {
        who.names_nobody() || who.people.contains(&seat) || who.teams.contains(&self.team_of[seat])
    }

    /// At the start: those of the team first, those of the person over them.
    pub(super) fn own_keys(&mut self, own: &[Own]) {
        for seat in 0..self.team_of.len() {
            for owner in [Owner::Team(self.team_of[seat]), Owner::Person(seat)] {
                for one in own.iter().filter(|one| one.owner == owner) {
                    self.layers[seat].push(one.sets.clone());
                }
            }
        }
        self.put_keys_in_force();
    }

    /// Everybody's keys, and over them those that each seat has of its own.
    pub(super) fn put_keys_in_force(&mut self) {
        for seat in 0..self.team_of.len() {
            let mut keys: Parameters = self.parameters.clone();
            for (key, value) in self.layers[seat].iter().flatten() {
                if let Err(message) = keys.set(key, *value) {
                    panic!("own keys of seat {seat}: {message}");
                }
            }
            self.profiles[seat] = keys;
        }
    }
}
