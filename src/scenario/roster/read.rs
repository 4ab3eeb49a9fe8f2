//! From the two files of an organisation to its roster.
//!
//! Owns the order in which they are read, and where teams come from. What a single file may look like is the business of
//! the files beside this one.

use super::super::csv_file;
use super::super::faults::Fault;
use super::super::layer::{Given, Layer};
use super::super::registry::Registry;
use super::super::source::{Home, Library, shorten};
use super::ties::People;
use super::{PeopleFile, Person, Roster, Survey, TeamsFrom, answers, communities, people, ties};

/// Faults of these files are listed after those of all scenario files.
const FIRST_RANK: usize = 900_000;

/// The files that a scenario names, each with where the scenario file lies that names it.
pub(in super::super) struct Asked {
    pub people: Option<(Home, Given<String>)>,
    pub ties: Option<(Home, Given<String>)>,
    pub scale: Option<Given<[f64; 2]>>,
}

/// What was found in the files.
pub(in super::super) struct Found {
    pub roster: Roster,
    pub survey: Survey,
    people: Option<PeopleFile>,
    pub advice: Vec<String>,
}

impl Found {
    /// What a person has of its own by the columns of the file of people.
    pub fn own(&self, seat: usize) -> Option<Layer> {
        self.people.as_ref()?.own(seat)
    }

    /// The file that says how many people there are, as messages name it.
    pub fn file(&self) -> &str {
        let of_ties = || self.survey.ties_file.as_deref().unwrap_or_default();
        self.survey.people_file.as_deref().unwrap_or_else(of_ties)
    }
}

/// Reads the files, or says all that is wrong with them; none where the scenario names none.
#[allow(
    clippy::too_many_lines,
    reason = "one step after the other, each of which may end the reading"
)]
pub(in super::super) fn read(
    asked: &Asked,
    registry: &'static Registry,
    library: &Library,
) -> Result<Option<Found>, Vec<Fault>> {
    let mut faults = Vec::new();
    let open = |named: &Option<(Home, Given<String>)>, what, rank| match named {
        Some((home, file)) => csv_file::open(home, file, library, what, rank)
            .map(Some)
            .map_err(|fault| vec![fault]),
        None => Ok(None),
    };
    let mut advice = Vec::new();
    let people_file = kept(open(&asked.people, "the people", FIRST_RANK), &mut faults);
    let ties_file = kept(open(&asked.ties, "the ties", FIRST_RANK + 1), &mut faults);
    let files = people_file.iter().chain(&ties_file);
    advice.extend(files.filter_map(|file| file.remark.clone()));
    let people = people_file.map(|file| people::read(file, registry));
    let people = kept(people.transpose(), &mut faults);
    let from_people = people.as_ref().map(of_people).transpose();
    let from_people = kept(from_people, &mut faults).flatten();
    // Where the people could not be read, the ties may name whom they like: their other faults are told all the same.
    let who = match &people {
        Some(people) => People::Listed {
            file: &people.file.name,
            ids: people
                .people
                .iter()
                .map(|person| person.id.as_str())
                .collect(),
        },
        None => People::Named,
    };
    let ties = ties_file.map(|file| ties::read(file, &who, asked.scale.as_ref()));
    let ties = kept(ties.transpose(), &mut faults);
    if !faults.is_empty() {
        return Err(faults);
    }
    if people.is_none() && ties.is_none() {
        return Ok(None);
    }
    let (network, found) = match (&ties, &asked.scale) {
        (Some(file), Some(scale)) => {
            let (network, mut found) = answers::ties(&file.answers, scale.value);
            found.are_square = file.is_square;
            found.rows = file.rows;
            found.missing = file.missing.clone();
            found.own = file.own.clone();
            found.repeated = file.repeated.clone();
            if network.is_empty() {
                let message = "no tie is left: all answers are at the lowest point of the scale, or about oneself";
                let fault = Fault::of_file(&file.file.name, message.to_owned());
                return Err(vec![fault.help(
                    "Look at `tie_scale`, or leave out `ties`: they are then drawn from the teams.",
                )]);
            }
            (Some(network), Some(found))
        }
        _ => (None, None),
    };
    let mut persons: Vec<Person> = match (&people, &ties) {
        (Some(people), _) => people
            .people
            .iter()
            .map(|row| Person {
                id: row.id.clone(),
                name: row.name.clone(),
                team: 0,
                role: row.role.clone(),
            })
            .collect(),
        (None, Some(ties)) => ties
            .ids
            .iter()
            .map(|id| Person {
                id: id.clone(),
                name: id.clone(),
                team: 0,
                role: String::new(),
            })
            .collect(),
        (None, None) => Vec::new(),
    };
    let ((of_person, teams), teams_from) = match (from_people, &network) {
        (Some(teams), _) => (teams, TeamsFrom::People),
        (None, Some(network)) => {
            let Some((groups, modularity)) = communities::find(persons.len(), network) else {
                let message = "no teams could be found in the ties".to_owned();
                return Err(vec![
                    Fault::of_file(ties.as_ref().map_or("", |file| &file.file.name), message)
                        .help("Give the file of people a column `team`."),
                ]);
            };
            (communities::named(&groups), TeamsFrom::Ties(modularity))
        }
        (None, None) => return Err(vec![no_teams(people.as_ref())]),
    };
    for (person, team) in persons.iter_mut().zip(of_person) {
        person.team = team;
    }
    for (name, column) in people.iter().flat_map(|people| &people.alike) {
        advice.push(format!(
            "{}: there is no column `{column}`, but `{}` looks like one; if it is, rename it to `{column}`",
            people.as_ref().map_or("", |people| &people.file.name),
            shorten(name)
        ));
    }
    let ignored = people
        .iter()
        .flat_map(|people| &people.ignored)
        .chain(ties.iter().flat_map(|ties| &ties.ignored));
    let survey = Survey {
        people_file: people.as_ref().map(|people| people.file.name.clone()),
        ties_file: ties.as_ref().map(|ties| ties.file.name.clone()),
        teams: teams_from,
        ignored: ignored.cloned().collect(),
        answers: found,
    };
    Ok(Some(Found {
        roster: Roster {
            people: persons,
            teams,
            ties: network,
        },
        survey,
        people,
        advice,
    }))
}

/// What was read, where it could be; what is wrong with it goes to the others.
fn kept<T>(read: Result<Option<T>, Vec<Fault>>, faults: &mut Vec<Fault>) -> Option<T> {
    read.unwrap_or_else(|found| {
        faults.extend(found);
        None
    })
}

/// The index of everybody's team and the names of the teams; none where nobody has one.
type Teams = (Vec<u32>, Vec<String>);

/// The teams by the file of people, or the fault that only some have one.
fn of_people(people: &PeopleFile) -> Result<Option<Teams>, Vec<Fault>> {
    let without: Vec<_> = people
        .people
        .iter()
        .filter(|person| person.team.is_empty())
        .collect();
    if without.len() == people.people.len() {
        return Ok(None);
    }
    if let Some(first) = without.first() {
        let lines: Vec<String> = without
            .iter()
            .map(|person| person.line.to_string())
            .collect();
        let verb = if without.len() == 1 { "has" } else { "have" };
        let message = format!(
            "{} of {} people {verb} no team",
            without.len(),
            people.people.len()
        );
        let help = format!(
            "Give everybody a team, if need be one of their own: lines {}. Or empty the whole column: then teams are \
             found in the ties.",
            super::super::names::listed(&lines)
        );
        return Err(vec![
            people
                .file
                .fault_of_row(first.at, message)
                .label("no team")
                .help(help),
        ]);
    }
    let mut teams: Vec<String> = Vec::new();
    let mut known: std::collections::BTreeMap<&str, u32> = std::collections::BTreeMap::new();
    let of_person = people.people.iter().map(|person| {
        *known.entry(&person.team).or_insert_with(|| {
            teams.push(person.team.clone());
            u32::try_from(teams.len() - 1).unwrap_or(u32::MAX)
        })
    });
    let of_person = of_person.collect();
    Ok(Some((of_person, teams)))
}

/// The fault that nothing says who works with whom.
fn no_teams(people: Option<&PeopleFile>) -> Fault {
    let alike = people.and_then(|people| people.alike.iter().find(|(_, column)| *column == "team"));
    let help = match alike {
        Some((name, _)) => format!("Rename the column `{}` to `team`.", shorten(name)),
        None => "Give it a column `team`; or name a file of ties, in which teams can be found: [organisation] ties = \
                 \"ties.csv\""
            .to_owned(),
    };
    let message = "nobody has a team, and there are no ties to find teams in".to_owned();
    Fault::of_file(people.map_or("", |people| &people.file.name), message).help(help)
}
