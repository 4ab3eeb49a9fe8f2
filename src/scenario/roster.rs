//! A real organisation: its people in the order of their seats, their teams, the ties between them, and the settings that
//! teams and people have of their own.
//!
//! Owns what is known of them once files have been read and found good, and what was noticed on the way. The files below
//! read and write them; no model is known here.

mod answers;
mod columns;
mod communities;
mod own;
mod people;
mod read;
mod structure;
mod ties;
mod write;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::values::Assignment;

pub use answers::Odd;
pub(super) use people::PeopleFile;
pub(super) use read::{Asked, Found, read};
pub use structure::Structure;
pub use write::{PEOPLE_FILE, TIES_FILE};

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
#[derive(Debug, Clone)]
pub struct Own {
    pub who: Who,
    /// In the registry's order.
    pub set: Vec<Assignment>,
    /// Those of them that a file of people gives; none: the scenario file gives all.
    pub columns: Option<OwnColumns>,
}

/// Parameters that columns of a file of people give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnColumns {
    /// The name of the file, without folders.
    pub file: Arc<str>,
    /// Positions in the registry, ascending.
    pub positions: Vec<usize>,
}

impl PartialEq for Own {
    /// Where a setting stands does not matter to what it does.
    fn eq(&self, other: &Self) -> bool {
        self.who == other.who && self.set == other.set
    }
}

/// What was understood of the files of an organisation, besides the roster itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Survey {
    /// As messages name them.
    pub people_file: Option<String>,
    pub ties_file: Option<String>,
    pub teams: TeamsFrom,
    /// Columns that are not used.
    pub ignored: Vec<String>,
    pub answers: Option<Answers>,
}

/// Where the teams come from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum TeamsFrom {
    People,
    /// Found among the ties; the modularity of the division.
    Ties(f64),
}

/// What the answers about ties were like.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Answers {
    /// The lowest and the highest point.
    pub scale: [f64; 2],
    /// Whether they stand in a square, not in a list.
    pub are_square: bool,
    /// Rows of the file, the header not counted.
    pub rows: usize,
    /// Answers of one person about another, each counted once.
    pub present: usize,
    /// Fields that say that there is no answer.
    pub missing: Odd,
    /// Answers about oneself.
    pub own: Odd,
    /// Answers given twice with the same score.
    pub repeated: Odd,
    /// Answers at the lowest point of the scale.
    pub lowest: Odd,
    /// Pairs of people of whom at least one answers about the other.
    pub pairs: usize,
    /// Pairs of whom only one does.
    pub one_sided: Odd,
    pub answered_by_both: usize,
    /// Pairs whose two answers are the same.
    pub agree: usize,
    /// How far the two answers of a pair lie apart, on average, in points of the scale.
    pub mean_apart: f64,
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

/// The seats and teams of a roster by what they are called: for many names at once.
pub(super) struct Directory<'a> {
    teams: BTreeMap<&'a str, u32>,
    /// None where several have it.
    ids: BTreeMap<&'a str, Option<u32>>,
    names: BTreeMap<&'a str, Option<u32>>,
}

impl<'a> Directory<'a> {
    pub fn of(roster: &'a Roster) -> Directory<'a> {
        let mut directory = Directory {
            teams: BTreeMap::new(),
            ids: BTreeMap::new(),
            names: BTreeMap::new(),
        };
        for (team, name) in (0..).zip(&roster.teams) {
            directory.teams.entry(name).or_insert(team);
        }
        for (seat, person) in (0..).zip(&roster.people) {
            let add = |known: &mut BTreeMap<&'a str, Option<u32>>, name: &'a str| {
                let known = known.entry(name).and_modify(|several| *several = None);
                known.or_insert(Some(seat));
            };
            add(&mut directory.ids, &person.id);
            add(&mut directory.names, &person.name);
        }
        directory
    }

    /// As [`Roster::team`].
    pub fn team(&self, name: &str) -> Option<u32> {
        self.teams.get(name).copied()
    }

    /// As [`Roster::seat`].
    pub fn seat(&self, id: &str) -> Option<u32> {
        let of = |known: &BTreeMap<&str, Option<u32>>| known.get(id).copied().flatten();
        of(&self.ids).or_else(|| of(&self.names))
    }
}

impl Roster {
    /// Of each seat the sum of trust over the ties of the file, to a millionth, since trust is kept in single precision and
    /// equal sums shall be equal; all 0 without a file.
    #[must_use]
    pub fn sums_of_trust(&self) -> Vec<f64> {
        let mut sums = vec![0.0; self.people.len()];
        for tie in self.ties.iter().flatten() {
            for seat in tie.seats {
                sums[seat as usize] += f64::from(tie.trust);
            }
        }
        for sum in &mut sums {
            *sum = libm::round(*sum * 1e6) / 1e6;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_directory_finds_whom_the_roster_finds() {
        let person = |id: &str, name: &str| Person {
            id: id.to_owned(),
            name: name.to_owned(),
            team: 0,
            role: String::new(),
        };
        // A name that is another's id, a name that two have, and an id that is its own name.
        let people = vec![
            person("a", "Ann"),
            person("b", "a"),
            person("c", "Ann"),
            person("d", "Di"),
            person("e", "e"),
        ];
        let roster = Roster {
            people,
            teams: vec!["one".to_owned(), "two".to_owned()],
            ties: None,
        };
        let directory = Directory::of(&roster);
        let found = ["a", "b", "c", "d", "e", "Ann", "Di", "zoe", ""].map(|name| {
            assert_eq!(directory.seat(name), roster.seat(name), "{name}");
            directory.seat(name)
        });
        let expected = [
            Some(0),
            Some(1),
            Some(2),
            Some(3),
            Some(4),
            None,
            Some(3),
            None,
            None,
        ];
        assert_eq!(found, expected);
        for name in ["one", "two", "three"] {
            assert_eq!(directory.team(name), roster.team(name));
        }
    }
}
