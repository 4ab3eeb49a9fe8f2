//! A real organisation: its people in the order of their seats, their teams, the ties between them, and the settings that
//! teams and people have of their own.
//!
//! Owns what is known of them once files have been read and found good. Knows no files and no model.

use std::collections::BTreeSet;

use super::values::Assignment;

/// The people of an organisation and what ties them.
#[derive(Debug, Clone, PartialEq)]
pub struct Roster {
    /// In the order of the seats.
    pub people: Vec<Person>,
    /// The names of the teams, in the order in which the people first name them.
    pub teams: Vec<String>,
    /// Ties between two seats; none: the model draws them, as it does without a roster, but from these teams.
    pub ties: Option<Vec<Tie>>,
}

/// Somebody who holds a seat at the start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// As the files call them; unique.
    pub id: String,
    /// As charts and tables call them; the id where the files give none.
    pub name: String,
    /// Index in [`Roster::teams`].
    pub team: u32,
    /// Empty where the files give none.
    pub role: String,
}

/// Two people who trust one another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tie {
    /// Two seats, the smaller first.
    pub seats: [u32; 2],
    /// Above 0, at most 1.
    pub trust: f32,
}

/// Parameters that a team or a person has of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Own {
    pub who: Who,
    /// In the registry's order.
    pub set: Vec<Assignment>,
}

/// Whose settings they are. A person's fall on those of the team, those of the team on everybody's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// Index in [`Roster::teams`].
    Team(u32),
    /// The seat.
    Person(u32),
}

/// Who takes part in an event: named teams and named people; everybody where none is named.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Participants {
    /// Indices in [`Roster::teams`], ascending.
    pub teams: Vec<u32>,
    /// Seats, ascending.
    pub people: Vec<u32>,
}

impl Participants {
    #[must_use]
    pub fn is_everyone(&self) -> bool {
        self.teams.is_empty() && self.people.is_empty()
    }

    /// The seats of those who take part, ascending; none where everybody does.
    #[must_use]
    pub fn seats(&self, roster: &Roster) -> Option<Vec<u32>> {
        if self.is_everyone() {
            return None;
        }
        let mut seats: BTreeSet<u32> = self.people.iter().copied().collect();
        for (seat, person) in (0..).zip(&roster.people) {
            if self.teams.contains(&person.team) {
                seats.insert(seat);
            }
        }
        Some(seats.into_iter().collect())
    }
}

impl Roster {
    /// Of each seat the sum of trust over the ties of the file; all 0 without one.
    #[must_use]
    pub fn sums_of_trust(&self) -> Vec<f64> {
        let mut sums = vec![0.0; self.people.len()];
        for tie in self.ties.iter().flatten() {
            for seat in tie.seats {
                sums[seat as usize] += f64::from(tie.trust);
            }
        }
        sums
    }

    /// The team of that name.
    #[must_use]
    pub fn team(&self, name: &str) -> Option<u32> {
        (0..)
            .zip(&self.teams)
            .find(|(_, team)| *team == name)
            .map(|(index, _)| index)
    }

    /// The seat of the person of that id, or else of that name where only one has it.
    #[must_use]
    pub fn seat(&self, id: &str) -> Option<u32> {
        let find = |is: &dyn Fn(&Person) -> bool| -> Vec<u32> {
            let people = (0..).zip(&self.people);
            people
                .filter(|(_, person)| is(person))
                .map(|(seat, _)| seat)
                .collect()
        };
        if let [seat] = find(&|person| person.id == id)[..] {
            return Some(seat);
        }
        match find(&|person| person.name == id)[..] {
            [seat] => Some(seat),
            _ => None,
        }
    }
}
