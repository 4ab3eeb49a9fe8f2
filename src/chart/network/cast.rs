//! Who and what the chart shows: people, their teams, their ties, and the weeks and variants of its panels.
//!
//! Read from the manifest and the tables of a roster. It must not know how anything is drawn.

use crate::analysis::Verdict;
use crate::chart::data::Data;
use crate::chart::question::{self, Findings};
use crate::chart::roster::{self, RosterTables};
use crate::table::{Level, Manifest, PersonInfo, Summary};

/// More people than these are too small to be told apart on a slide.
pub const MOST_PEOPLE: usize = 300;
/// More ties than these are not drawn; the strongest are.
pub const MOST_TIES: usize = 700;

/// All that is drawn.
pub struct Cast<'a> {
    pub people: &'a [PersonInfo],
    /// The largest first.
    pub teams: Vec<Team<'a>>,
    /// The team of each person, by its place in `teams`.
    pub team_of: Vec<usize>,
    /// The weakest first.
    pub ties: Vec<Tie>,
    /// The start, the end of the reference, and of another variant where there is one.
    pub frames: Vec<Frame>,
    /// What the alternative of the last panel does and others do not.
    pub choice: &'static str,
}

pub struct Team<'a> {
    pub name: &'a str,
    pub members: Vec<usize>,
}

/// A tie: its ends, and its trust in each frame.
pub struct Tie {
    pub ends: [usize; 2],
    pub trust: Vec<f64>,
    pub is_drawn: bool,
}

/// One panel: a variant in a week.
pub struct Frame {
    pub variant: usize,
    pub week: u32,
    /// Of each person; not a number where it is not known.
    pub capability: Vec<f64>,
}

/// Why these tables have no such chart, for whom asks for one; `None` where they have.
pub fn obstacle(manifest: &Manifest, roster: &RosterTables) -> Option<String> {
    let count = manifest.people.len();
    if roster.ties.is_empty() {
        return Some("needs ties from a file, [organisation] ties, and observed people".to_owned());
    }
    if count > MOST_PEOPLE {
        return Some(format!(
            "shows at most {MOST_PEOPLE} people, and this roster has {count}; people.csv and network.csv have them all"
        ));
    }
    weeks(manifest).is_none().then(|| {
        "needs people who are observed in two weeks at least, the first and the last: observe_people = \"end\"".to_owned()
    })
}

/// Why there is no chart of a network that is too large, where nobody asked for it.
pub fn too_many(manifest: &Manifest, roster: &RosterTables) -> Option<String> {
    let is_large = manifest.people.len() > MOST_PEOPLE && !roster.ties.is_empty();
    let why = obstacle(manifest, roster).filter(|_| is_large)?;
    Some(format!("no chart of the network: it {why}"))
}

/// The first and the last week in which people were observed.
fn weeks(manifest: &Manifest) -> Option<[u32; 2]> {
    let [first, last] = [
        manifest.people_weeks.first()?,
        manifest.people_weeks.last()?,
    ];
    (first < last).then_some([*first, *last])
}

impl<'a> Cast<'a> {
    /// `None` where there is an obstacle, or nobody's capability is known.
    pub fn of(data: &Data<'a>, findings: &Findings) -> Option<Cast<'a>> {
        if obstacle(data.manifest, data.roster).is_some() {
            return None;
        }
        let people = data.manifest.people.as_slice();
        let [first, last] = weeks(data.manifest)?;
        let reference = data.reference.unwrap_or(0);
        let other = other(data, findings);
        let panels = [
            Some((reference, first)),
            Some((reference, last)),
            other.map(|(variant, _)| (variant, last)),
        ];
        let panels: Vec<(usize, u32)> = panels.into_iter().flatten().collect();
        let frames: Vec<Frame> = panels
            .iter()
            .map(|&(variant, week)| Frame {
                variant,
                week,
                capability: capability(data, people, variant, week),
            })
            .collect();
        let is_known = |frame: &Frame| frame.capability.iter().any(|value| value.is_finite());
        if !frames.iter().all(is_known) {
            return None;
        }
        let (teams, team_of) = teams(people);
        Some(Cast {
            people,
            teams,
            team_of,
            ties: ties(data, people, &panels),
            frames,
            choice: other.map_or("", |(_, choice)| choice),
        })
    }

    /// The place of the variant in the last panel, if it is not the reference.
    pub fn other(&self) -> Option<usize> {
        self.frames.get(2).map(|frame| frame.variant)
    }

    /// The capability of a person where their course begins in the variant of a frame: only of frames at the end.
    pub fn start(&self, frame: usize, person: usize) -> Option<f64> {
        let start = *self.frames[0].capability.get(person)?;
        (frame > 0 && start.is_finite()).then_some(start)
    }

    /// The sum of trust of each person at the start.
    pub fn trust(&self) -> Vec<f64> {
        let mut sums = vec![0.0; self.people.len()];
        for tie in &self.ties {
            for end in tie.ends {
                sums[end] += tie.trust[0].max(0.0);
            }
        }
        sums
    }

    /// How many people have no tie.
    pub fn without_ties(&self) -> usize {
        let mut is_tied = vec![false; self.people.len()];
        for end in self.ties.iter().flat_map(|tie| tie.ends) {
            is_tied[end] = true;
        }
        is_tied.iter().filter(|is_tied| !**is_tied).count()
    }

    /// The mean trust of all ties in a frame.
    pub fn mean_trust(&self, frame: usize) -> f64 {
        mean(self.ties.iter().map(|tie| tie.trust[frame]))
    }

    pub fn largest(&self) -> f64 {
        let all = self.frames.iter().flat_map(|frame| &frame.capability);
        all.copied()
            .filter(|value| value.is_finite())
            .fold(0.0, f64::max)
    }
}

/// What a person is called.
pub fn called(person: &PersonInfo) -> &str {
    if roster::is_named(person) {
        person.name.trim()
    } else {
        &person.id
    }
}

/// The mean of what is a number.
pub fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values
        .filter(|value| value.is_finite())
        .fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    sum / count
}

/// The alternative of the last panel: of those that clearly end higher in capability the highest, else the one that differs
/// most; and why it is that one.
fn other(data: &Data<'_>, findings: &Findings) -> Option<(usize, &'static str)> {
    let capability = data.measure("capability")?;
    let reference = data.reference?;
    let higher = data.alternatives().into_iter().filter(|variant| {
        let found = findings.get(&capability, *variant, reference);
        found.is_some_and(|found| found.verdict == Verdict::Higher)
    });
    let mean = |variant: &usize| data.mean(*variant, &capability);
    // The first of equal ones, as `max_by` takes the last.
    let highest = higher
        .rev()
        .max_by(|one, two| mean(one).total_cmp(&mean(two)));
    if let Some(highest) = highest {
        return Some((highest, "ends highest"));
    }
    let [variant, _] = question::headline(data, findings, &capability)?;
    Some((variant, "differs most"))
}

fn capability(data: &Data<'_>, people: &[PersonInfo], variant: usize, week: u32) -> Vec<f64> {
    let courses = data
        .roster
        .courses(data.variants[variant].name, "capability");
    let value = |person: &PersonInfo| {
        let course = courses.get(person.id.as_str())?;
        let found = course.iter().find(|(known, _)| *known == week)?;
        Some(found.1.mean)
    };
    people
        .iter()
        .map(|person| value(person).unwrap_or(f64::NAN))
        .collect()
}

/// Teams by size, of equal ones by their first person; and the team of everybody.
fn teams(people: &[PersonInfo]) -> (Vec<Team<'_>>, Vec<usize>) {
    let mut teams: Vec<Team<'_>> = Vec::new();
    for (index, person) in people.iter().enumerate() {
        let name = person.team.trim();
        match teams.iter_mut().find(|team| team.name == name) {
            Some(team) => team.members.push(index),
            None => teams.push(Team {
                name,
                members: vec![index],
            }),
        }
    }
    teams.sort_by_key(|team| std::cmp::Reverse(team.members.len()));
    let mut team_of = vec![0; people.len()];
    for (place, team) in teams.iter().enumerate() {
        for &member in &team.members {
            team_of[member] = place;
        }
    }
    (teams, team_of)
}

/// All ties with their trust in every panel, the weakest first; which are drawn is the same in all panels.
fn ties(data: &Data<'_>, people: &[PersonInfo], panels: &[(usize, u32)]) -> Vec<Tie> {
    let mut places: Vec<(&str, usize)> = people
        .iter()
        .enumerate()
        .map(|(index, person)| (person.id.as_str(), index))
        .collect();
    places.sort_unstable();
    let place = |id: &str| {
        let found = places.binary_search_by(|(known, _)| known.cmp(&id)).ok()?;
        Some(places[found].1)
    };
    let mut found: std::collections::BTreeMap<[usize; 2], Vec<f64>> =
        std::collections::BTreeMap::new();
    for row in &data.roster.ties {
        let (Some(one), Some(other)) = (place(&row.from), place(&row.to)) else {
            continue;
        };
        for (panel, (variant, week)) in panels.iter().enumerate() {
            if data.variants[*variant].name == row.variant && *week == row.week && one != other {
                let ends = [one.min(other), one.max(other)];
                let trust = found
                    .entry(ends)
                    .or_insert_with(|| vec![f64::NAN; panels.len()]);
                trust[panel] = row.trust;
            }
        }
    }
    let mut ties: Vec<Tie> = found
        .into_iter()
        .map(|(ends, trust)| Tie {
            ends,
            trust,
            is_drawn: true,
        })
        .collect();
    // Stable: of equal ones in the order of their ends.
    ties.sort_by(|one, other| one.strongest().total_cmp(&other.strongest()));
    let left_out = ties.len().saturating_sub(MOST_TIES);
    for tie in &mut ties[..left_out] {
        tie.is_drawn = false;
    }
    ties
}

impl Tie {
    /// Its highest trust in any panel.
    pub fn strongest(&self) -> f64 {
        let known = self.trust.iter().copied().filter(|trust| trust.is_finite());
        known.fold(0.0, f64::max)
    }
}

/// Capability of a team of the reference at the start and at the end, over its runs.
pub fn team_ends(data: &Data<'_>, cast: &Cast<'_>, team: &Team<'_>) -> Option<[Summary; 2]> {
    let at = |frame: &Frame| {
        let is_row = |row: &&crate::table::PersonRow| {
            row.level == Level::Team
                && row.metric == "capability"
                && row.variant == data.variants[frame.variant].name
                && row.week == frame.week
                && row.team.trim() == team.name
        };
        data.roster
            .people
            .iter()
            .find(is_row)
            .map(|row| row.summary)
    };
    Some([at(&cast.frames[0])?, at(&cast.frames[1])?])
}
