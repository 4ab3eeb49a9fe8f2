//! Profiles: which parameters hold for whom (MODEL section 8). Everybody has those of the organisation; teams and people
//! may have some of their own on top, from the start or by a policy that is confined to them.
//!
//! Owns who has which profile and the rates of each. In most organisations all are alike, and nothing is kept per seat.

use std::collections::BTreeMap;

use crate::scenario::{Assignment, Own, Roster, Values, Who};

use super::rates::Rates;

/// Who has which parameters of their own.
#[derive(Debug, Default)]
pub(super) struct Profiles {
    /// The profile of each seat; empty where all are alike.
    of_seat: Vec<u32>,
    profiles: Vec<Profile>,
}

/// Parameters that differ from those of the organisation.
#[derive(Debug)]
struct Profile {
    /// What lies on the parameters of the organisation, one layer on the other.
    layers: Vec<Vec<Assignment>>,
    rates: Rates,
}

impl Profiles {
    /// The profiles at the start: for every seat what its team has, and on it what its person has.
    pub(super) fn new(values: &Values, roster: Option<&Roster>, own: &[Own]) -> Self {
        let mut profiles = Profiles::default();
        let Some(roster) = roster else {
            return profiles;
        };
        let mut members: Vec<Vec<u32>> = vec![Vec::new(); roster.teams.len()];
        for (seat, person) in (0..).zip(&roster.people) {
            members[person.team as usize].push(seat);
        }
        for own in own {
            let seats = match &own.who {
                Who::Team(team) => members[*team as usize].as_slice(),
                Who::Person(seat) => std::slice::from_ref(seat),
            };
            profiles.set(values, roster.people.len(), seats, &own.set);
        }
        profiles
    }

    /// Lays parameters on those of some seats.
    pub(super) fn set(
        &mut self,
        values: &Values,
        employees: usize,
        seats: &[u32],
        set: &[Assignment],
    ) {
        if self.of_seat.is_empty() {
            self.of_seat = vec![0; employees];
            self.profiles.push(Profile {
                layers: Vec::new(),
                rates: Rates::new(values, 0.0),
            });
        }
        // Each profile among the seats gets a twin with the new layer.
        let mut twins: BTreeMap<u32, u32> = BTreeMap::new();
        for &seat in seats {
            let old = self.of_seat[seat as usize];
            let twin = *twins.entry(old).or_insert_with(|| {
                let mut layers = self.profiles[old as usize].layers.clone();
                layers.push(set.to_vec());
                self.profiles.push(Profile {
                    rates: Rates::new(&laid(values, &layers), 0.0),
                    layers,
                });
                (self.profiles.len() - 1) as u32
            });
            self.of_seat[seat as usize] = twin;
        }
    }

    /// The parameters of the organisation have changed.
    pub(super) fn renew(&mut self, values: &Values) {
        for Profile { layers, rates } in &mut self.profiles {
            *rates = Rates::new(&laid(values, layers), 0.0);
        }
    }

    pub(super) fn are_alike(&self) -> bool {
        self.of_seat.is_empty()
    }

    /// The profile of a seat; 0 where all are alike.
    pub(super) fn of_seat(&self, seat: usize) -> u32 {
        self.of_seat.get(seat).copied().unwrap_or(0)
    }

    /// The parameters of a profile, where those of the organisation are `values`.
    pub(super) fn values(&self, profile: u32, values: &Values) -> Values {
        match self.profiles.get(profile as usize) {
            Some(profile) => laid(values, &profile.layers),
            None => values.clone(),
        }
    }

    /// What holds for a seat; `everybody` where all are alike.
    pub(super) fn rates<'a>(&'a self, seat: usize, everybody: &'a Rates) -> &'a Rates {
        match self.of_seat.get(seat) {
            Some(&profile) => &self.profiles[profile as usize].rates,
            None => everybody,
        }
    }

    /// Explicit hours over learning hours of all seats; none where all are alike.
    pub(super) fn explicit_share(&self) -> Option<f64> {
        if self.are_alike() {
            return None;
        }
        let mut seats = vec![0_u64; self.profiles.len()];
        for &profile in &self.of_seat {
            seats[profile as usize] += 1;
        }
        let (mut explicit, mut learning) = (0.0, 0.0);
        for (&seats, profile) in seats.iter().zip(&self.profiles) {
            explicit += seats as f64 * profile.rates.explicit_hours;
            learning += seats as f64 * profile.rates.learning_hours;
        }
        Some(if learning > 0.0 {
            explicit / learning
        } else {
            0.0
        })
    }
}

fn laid(values: &Values, layers: &[Vec<Assignment>]) -> Values {
    let mut values = values.clone();
    for layer in layers {
        values.apply(layer);
    }
    values
}
