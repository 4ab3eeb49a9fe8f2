//! Reads the file of people: who they are, their teams, and what they have of their own.
//!
//! Owns the columns of that file and what can be wrong in a row. Knows no ties and no scenario.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::super::csv_file::{Complaints, CsvFile, Row, is_missing, number};
use super::super::faults::{Fault, Place};
use super::super::layer::{Given, Layer};
use super::super::names;
use super::super::registry::Registry;
use super::super::source::shorten;
use super::super::values::Assignment;
use super::columns::{self, Wanted};
use super::own::{column_of_words, out_of_range, parsed};

/// Longer ids, names and teams are taken for a slip: a quotation mark that is never closed.
const LONGEST: usize = 200;

const COLUMNS: [Wanted; 5] = [
    Wanted {
        name: "id",
        alike: &[
            "person",
            "person_id",
            "people",
            "employee",
            "employee_id",
            "staff_id",
            "respondent",
            "node",
            "no",
            "number",
            "nr",
            "key",
            "user",
            "email",
        ],
    },
    Wanted {
        name: "name",
        alike: &["full_name", "fullname", "label", "display_name"],
    },
    Wanted {
        name: "team",
        alike: &[
            "department",
            "dept",
            "group",
            "unit",
            "division",
            "team_name",
            "office",
            "practice_group",
        ],
    },
    Wanted {
        name: "role",
        alike: &["position", "job", "job_title", "function", "title", "rank"],
    },
    Wanted {
        name: "joined",
        alike: &["start_date", "since", "hired", "tenure"],
    },
];

/// What a file of people says.
pub(in super::super) struct PeopleFile {
    pub file: CsvFile,
    pub people: Vec<PersonRow>,
    /// Columns that are not used.
    pub ignored: Vec<String>,
    /// Names that stand for a column that is not there, with that column.
    pub alike: Vec<(String, &'static str)>,
}

pub(in super::super) struct PersonRow {
    pub id: String,
    pub name: String,
    pub team: String,
    pub role: String,
    pub at: usize,
    pub line: u64,
    own: Vec<(Assignment, Range<usize>)>,
}

/// What a column holds.
#[derive(Clone, Copy)]
enum Column {
    Of(usize),
    Own(usize),
    Ignored,
}

struct Table<'a> {
    registry: &'static Registry,
    columns: Vec<Column>,
    header: usize,
    people: Vec<PersonRow>,
    ignored: Vec<String>,
    alike: Vec<(String, &'static str)>,
    /// Fields of columns of parameters that hold no number: their columns, rows and texts.
    words: Vec<(usize, usize, String)>,
    /// The columns of parameters that hold a number somewhere.
    numbered: BTreeSet<usize>,
    complaints: Complaints<'a>,
}

/// Reads the file, or says all that is wrong with it.
pub(super) fn read(file: CsvFile, registry: &'static Registry) -> Result<PeopleFile, Vec<Fault>> {
    let mut table = Table {
        registry,
        columns: Vec::new(),
        header: 0,
        people: Vec::new(),
        ignored: Vec::new(),
        alike: Vec::new(),
        words: Vec::new(),
        numbered: BTreeSet::new(),
        complaints: Complaints::of(&file),
    };
    let mut is_named = false;
    let mut is_readable = true;
    file.rows(|row| {
        if !is_named {
            is_named = true;
            is_readable = table.name(&row);
        } else if is_readable {
            table.row(&row);
        }
    });
    if !is_named || (is_readable && table.people.is_empty() && table.complaints.are_none()) {
        table.complaints.add_whole(
            "the file names no people",
            "Its first line names the columns, such as id,name,team, and each line below it is a person.",
        );
    }
    table.words();
    table.duplicates();
    let Table {
        people,
        ignored,
        alike,
        complaints,
        ..
    } = table;
    let faults = complaints.into_faults();
    if faults.is_empty() {
        Ok(PeopleFile {
            file,
            people,
            ignored,
            alike,
        })
    } else {
        Err(faults)
    }
}

impl PeopleFile {
    /// What a person has of its own by the columns of the file.
    pub fn own(&self, seat: usize) -> Option<Layer> {
        let own = &self.people[seat].own;
        let given = own.iter().map(|(value, span)| Given {
            value: *value,
            place: Place::new(self.file.page(), span, span),
        });
        (!own.is_empty()).then(|| Layer {
            assignments: given.collect(),
            named: Vec::new(),
        })
    }
}

impl Table<'_> {
    /// Reads the names of the columns; whether rows can be read by them.
    fn name(&mut self, row: &Row) -> bool {
        self.header = row.at;
        if columns::are_values(row) {
            self.complaints.add("", |file| {
                let message = "the first line names no columns".to_owned();
                file.fault_of_row(row.at, message).label("values").help(
                    "Put a line with the names of the columns above it, such as: id,name,team,role",
                )
            });
            return false;
        }
        let mut seen = BTreeSet::new();
        for (place, field) in row.fields.iter().enumerate() {
            let column = self.column(row, place, field);
            let is_again = !seen.insert(field.to_lowercase());
            if is_again && !matches!(column, Column::Ignored) {
                self.complaints.add("columns that are there twice", |file| {
                    file.fault(
                        row.at,
                        place,
                        format!("the column `{}` is there twice", shorten(field)),
                    )
                    .label("again")
                    .help("Remove one of the two.")
                });
            }
            self.columns.push(column);
        }
        let has = |name: usize| {
            self.columns
                .iter()
                .any(|column| matches!(column, Column::Of(index) if *index == name))
        };
        self.alike = columns::alike(&COLUMNS, &self.ignored, has);
        if !has(0) && self.complaints.are_none() {
            let stands_for = self.alike.iter().find(|(_, column)| *column == "id");
            let help = match stands_for {
                Some((alike, _)) => format!("Rename the column `{}` to `id`.", shorten(alike)),
                None => "Add a column `id` with something that names each person and no other; the file of ties uses \
                         the same."
                    .to_owned(),
            };
            self.complaints.add("", |file| {
                file.fault_of_row(row.at, "there is no column `id`".to_owned())
                    .label("the columns")
                    .help(help)
            });
        }
        self.both_pairs(row);
        self.complaints.are_none()
    }

    fn column(&mut self, row: &Row, place: usize, field: &str) -> Column {
        let known = COLUMNS
            .iter()
            .position(|column| column.name.eq_ignore_ascii_case(field));
        if let Some(index) = known {
            return Column::Of(index);
        }
        let parameters = self.registry.parameters;
        if let Some(position) = self.registry.position(field) {
            let parameter = &parameters[position];
            if self.registry.may_be_own(parameter) {
                return Column::Own(position);
            }
            self.complaints.add("such columns", |file| {
                file.fault(
                    row.at,
                    place,
                    format!("nobody can have a `{field}` of their own"),
                )
                .label("the same for everybody")
                .help(format!(
                    "If the column is something else, rename or remove it; `{field}` itself is set in [{}] of the scenario.",
                    parameter.group
                ))
            });
            return Column::Ignored;
        }
        let own = parameters
            .iter()
            .filter(|parameter| self.registry.may_be_own(parameter))
            .map(|parameter| parameter.name);
        // A short word that is near to a key is more likely a column of another kind.
        if let Some(near) = names::nearest(field, own)
            && near.len() > 6
        {
            self.complaints.add("such columns", |file| {
                file.fault(
                    row.at,
                    place,
                    format!("there is no key `{}`", shorten(field)),
                )
                .label("unknown column")
                .help(format!(
                    "Did you mean `{near}`? If the column is something else, rename or remove it."
                ))
            });
        } else if !field.is_empty() {
            self.ignored.push(field.to_owned());
        }
        Column::Ignored
    }

    /// Columns of both pairs of an either-or.
    fn both_pairs(&mut self, row: &Row) {
        let place_of = |names: [&str; 2]| {
            self.columns.iter().position(|column| {
                matches!(column, Column::Own(position) if names.contains(&self.registry.parameters[*position].name))
            })
        };
        for pair in self.registry.pairs {
            if let (Some(usual), Some(other)) = (place_of(pair.usual), place_of(pair.other)) {
                let name = |place: usize| row.fields.get(place).unwrap_or_default();
                let message = format!("`{}` and `{}` are given together", name(usual), name(other));
                let help = format!(
                    "They say the same thing in two ways. Give either {} and {}, or {} and {}.",
                    pair.usual[0], pair.usual[1], pair.other[0], pair.other[1]
                );
                self.complaints.add("", |file| {
                    file.fault(row.at, other, message)
                        .label(format!("of the pair {}, {}", pair.other[0], pair.other[1]))
                        .also(
                            &file.span(row.at, usual),
                            format!("of the pair {}, {}", pair.usual[0], pair.usual[1]),
                        )
                        .help(help)
                });
            }
        }
    }

    fn row(&mut self, row: &Row) {
        let count = row.fields.iter().count();
        let is_empty_beyond = || {
            row.fields
                .iter()
                .skip(self.columns.len())
                .all(str::is_empty)
        };
        if count > self.columns.len() && !is_empty_beyond() {
            let columns = self.columns.len();
            self.complaints.add("rows with too many fields", |file| {
                file.fault_of_row(
                    row.at,
                    format!("{count} fields, but there are {columns} columns"),
                )
                .label("too many fields")
                .help("Put a field that holds the separator itself into quotation marks.")
            });
            return;
        }
        let mut texts: [&str; COLUMNS.len()] = [""; COLUMNS.len()];
        let mut own = Vec::new();
        for (place, (column, field)) in self.columns.iter().zip(&row.fields).enumerate() {
            match *column {
                Column::Of(index) => {
                    if !columns::is_plain(field, LONGEST) {
                        let name = COLUMNS[index].name;
                        self.complaints.add("such fields", |file| {
                            columns::not_plain(file, row, place, name)
                        });
                        return;
                    }
                    texts[index] = field;
                }
                Column::Own(_) if is_missing(field) => {}
                Column::Own(position) => {
                    let parameter = &self.registry.parameters[position];
                    match parsed(parameter, field) {
                        Some(number) => {
                            self.numbered.insert(place);
                            let assignment = Assignment { position, number };
                            own.push((assignment, place));
                        }
                        None if number(field).is_none() => {
                            self.words.push((place, row.at, field.to_owned()));
                        }
                        None => {
                            self.numbered.insert(place);
                            self.complaints.add("values that are not allowed", |file| {
                                out_of_range(parameter, file, row.at, place, field)
                            });
                        }
                    }
                }
                Column::Ignored => {}
            }
        }
        own.sort_by_key(|(assignment, _)| assignment.position);
        let [id, name, team, role, _joined] = texts;
        if id.is_empty() {
            self.complaints.add("people without an id", |file| {
                file.fault_of_row(row.at, "this person has no id".to_owned())
                    .label("no id")
                    .help("Give everybody an id, or remove the row.")
            });
            return;
        }
        let file = self.complaints.file();
        self.people.push(PersonRow {
            id: id.to_owned(),
            name: if name.is_empty() { id } else { name }.to_owned(),
            team: if is_missing(team) { "" } else { team }.to_owned(),
            role: role.to_owned(),
            at: row.at,
            line: row.line,
            own: own
                .into_iter()
                .map(|(assignment, place)| (assignment, file.span(row.at, place)))
                .collect(),
        });
    }

    /// What holds no number where a parameter has one: of a column in which nothing is a number one complaint, since it
    /// is likely that something else is meant by its name.
    fn words(&mut self) {
        let mut told = BTreeSet::new();
        for (place, at, field) in std::mem::take(&mut self.words) {
            let Column::Own(position) = self.columns[place] else {
                continue;
            };
            let parameter = &self.registry.parameters[position];
            if self.numbered.contains(&place) {
                self.complaints.add("values that are not allowed", |file| {
                    out_of_range(parameter, file, at, place, &field)
                });
            } else if told.insert(place) {
                let header = self.header;
                self.complaints.add("such columns", |file| {
                    column_of_words(parameter, file, header, place, &field)
                });
            }
        }
    }

    fn duplicates(&mut self) {
        let mut first: BTreeMap<&str, usize> = BTreeMap::new();
        let mut pairs = Vec::new();
        for (index, person) in self.people.iter().enumerate() {
            match first.get(person.id.as_str()) {
                Some(&earlier) => pairs.push((earlier, index)),
                None => {
                    first.insert(&person.id, index);
                }
            }
        }
        for (earlier, again) in pairs {
            let [earlier, again] = [earlier, again].map(|index| &self.people[index]);
            self.complaints.add("ids that are there twice", |file| {
                file.fault_of_row(
                    again.at,
                    format!("two people have the id `{}`", shorten(&again.id)),
                )
                .label("again")
                .also(&file.line_span(earlier.at), "first")
                .help("Give each person an id of their own.")
            });
        }
    }
}
