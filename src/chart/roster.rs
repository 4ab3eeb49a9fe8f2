//! The tables of a roster as charts need them: people and ties by variant and week.
//!
//! Owns which rows charts need of tables that can be far larger than all others, and how they are found again. It must not
//! know what is drawn of them.

use std::collections::BTreeMap;

use crate::table::{Level, Manifest, PersonInfo, PersonRow, Summary, TieRow};

/// People and ties, those that charts need.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RosterTables {
    pub people: Vec<PersonRow>,
    pub ties: Vec<TieRow>,
}

/// People whose courses through all weeks a chart tells.
pub const MOST_TOLD: usize = 9;
/// What charts show of people.
const METRICS: [&str; 3] = ["capability", "challenges", "internalisations"];

impl RosterTables {
    /// Whether charts need a row of `people.csv`: of those who are told of all weeks, of the others and of teams start and
    /// end.
    #[must_use]
    pub fn is_wanted(manifest: &Manifest, row: &PersonRow) -> bool {
        if row.level == Level::Team {
            return row.metric == METRICS[0] && is_end(manifest, row.week);
        }
        METRICS.contains(&row.metric.as_str())
            && (is_end(manifest, row.week)
                || told(manifest).iter().any(|person| person.id == row.id))
    }

    /// Whether charts need a row of `network.csv`: start and end.
    #[must_use]
    pub fn is_wanted_tie(manifest: &Manifest, row: &TieRow) -> bool {
        is_end(manifest, row.week)
    }

    /// Keeps the variants that are asked for.
    pub fn retain(&mut self, is_asked: impl Fn(&str) -> bool) {
        self.people.retain(|row| is_asked(&row.variant));
        self.ties.retain(|row| is_asked(&row.variant));
    }

    /// The course of everybody of a variant in a metric, by id, week by week.
    pub fn courses(&self, variant: &str, metric: &str) -> BTreeMap<&str, Vec<(u32, Summary)>> {
        let mut courses: BTreeMap<&str, Vec<(u32, Summary)>> = BTreeMap::new();
        let rows = self.people.iter().filter(|row| {
            row.level == Level::Person && row.variant == variant && row.metric == metric
        });
        for row in rows {
            let course = courses.entry(&row.id).or_default();
            course.push((row.week, row.summary));
        }
        for course in courses.values_mut() {
            course.sort_by_key(|(week, _)| *week);
        }
        courses
    }
}

fn is_end(manifest: &Manifest, week: u32) -> bool {
    let weeks = &manifest.people_weeks;
    [weeks.first(), weeks.last()].contains(&Some(&week))
}

/// Whether somebody has a name of their own, and not an id alone.
pub fn is_named(person: &PersonInfo) -> bool {
    let name = person.name.trim();
    !name.is_empty() && name != person.id.trim()
}

/// Those who are told one by one: everybody where they are few, else those who have names; these first.
pub fn told(manifest: &Manifest) -> Vec<&PersonInfo> {
    let mut told: Vec<&PersonInfo> = manifest.people.iter().collect();
    if told.len() > MOST_TOLD {
        told.retain(|person| is_named(person));
    }
    // Stable: within each kind in the order of the roster.
    told.sort_by_key(|person| !is_named(person));
    told.truncate(MOST_TOLD);
    told
}
