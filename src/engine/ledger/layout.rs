//! What all records of a ledger have in common: which numbers stand in them, in which order.

use serde::{Deserialize, Serialize};

use super::{CHECKSUM, ID};

const FORMAT: u32 = 1;

/// What all records of a ledger have in common; ledgers of different layouts are not mixed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layout {
    /// Always "seci-ledger".
    pub(super) kind: String,
    pub(super) format: u32,
    pub engine: u32,
    pub model: String,
    pub metrics: Vec<String>,
    pub weeks: Vec<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people: Option<PeopleLayout>,
}

/// What of a record is about single people: after the weeks of the organisation, in weeks of their own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeopleLayout {
    /// Numbers a week.
    pub width: usize,
    pub weeks: Vec<u32>,
}

impl Layout {
    #[must_use]
    pub fn new(
        engine: u32,
        model: &str,
        metrics: Vec<String>,
        weeks: Vec<u32>,
        people: Option<PeopleLayout>,
    ) -> Self {
        Layout {
            kind: "seci-ledger".to_owned(),
            format: FORMAT,
            engine,
            model: model.to_owned(),
            metrics,
            weeks,
            people,
        }
    }

    /// Whether it is the layout of a ledger that this version reads.
    pub(super) fn is_ours(&self) -> bool {
        self.kind == "seci-ledger" && self.format == FORMAT
    }

    /// Where each of these weeks stands in another layout that has all of them, and the same in everything else.
    pub(super) fn places_in(&self, other: &Layout) -> Option<Vec<usize>> {
        let same = self.engine == other.engine
            && self.model == other.model
            && self.metrics == other.metrics
            && self.people == other.people;
        let place = |week: &u32| other.weeks.binary_search(week).ok();
        self.weeks
            .iter()
            .map(place)
            .collect::<Option<_>>()
            .filter(|_| same)
    }

    pub(super) fn numbers(&self) -> usize {
        self.metrics.len() * self.weeks.len() + self.of_people()
    }

    /// Numbers about people.
    fn of_people(&self) -> usize {
        let people = self.people.as_ref();
        people.map_or(0, |people| people.width * people.weeks.len())
    }

    pub(super) fn record(&self) -> usize {
        ID + 8 * self.numbers() + CHECKSUM
    }
}
