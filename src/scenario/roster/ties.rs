//! Reads the file of ties: who answers how much about whom, as a list or as a square of answers.
//!
//! Owns the columns of that file and what can be wrong in a row. What becomes of two people's answers is the business of
//! another file.

use std::collections::BTreeMap;

use super::super::csv_file::{Complaints, CsvFile, Row, is_missing, number};
use super::super::faults::Fault;
use super::super::layer::Given;
use super::super::names;
use super::super::source::shorten;
use super::answers::{Answer, Odd};
use super::columns::{self, Wanted};

const LONGEST: usize = 200;

const COLUMNS: [Wanted; 3] = [
    Wanted {
        name: "from",
        alike: &[
            "source",
            "src",
            "ego",
            "sender",
            "respondent",
            "id_from",
            "from_id",
            "i",
            "a",
            "person",
            "head",
            "rater",
        ],
    },
    Wanted {
        name: "to",
        alike: &[
            "target",
            "dst",
            "dest",
            "alter",
            "receiver",
            "id_to",
            "to_id",
            "j",
            "b",
            "colleague",
            "tail",
            "ratee",
        ],
    },
    Wanted {
        name: "score",
        alike: &[
            "weight",
            "value",
            "answer",
            "strength",
            "rating",
            "w",
            "frequency",
            "response",
            "trust",
            "tie",
        ],
    },
];

/// What a file of ties says.
pub(super) struct TiesFile {
    pub file: CsvFile,
    /// The people: those asked for, or else all that the file names.
    pub ids: Vec<String>,
    pub answers: Vec<Answer>,
    pub rows: usize,
    pub missing: Odd,
    pub own: Odd,
    pub repeated: Odd,
    /// Whether the answers stand in a square, a row for each who answers.
    pub is_square: bool,
    pub ignored: Vec<String>,
}

/// Who the people are before the ties are read.
pub(super) enum People<'a> {
    /// Those of this file.
    Listed { file: &'a str, ids: Vec<&'a str> },
    /// All that the ties name.
    Named,
}

struct Table<'a> {
    people: &'a People<'a>,
    scale: Option<&'a Given<[f64; 2]>>,
    seats: BTreeMap<String, u32>,
    /// Names that are not among the people, each with how often it is there.
    unknown: BTreeMap<String, usize>,
    shape: Shape,
    rows: usize,
    answers: Vec<Answer>,
    missing: Odd,
    own: Odd,
    repeated: Odd,
    ignored: Vec<String>,
    /// The lowest and the highest score that is there.
    seen: Option<[f64; 2]>,
    complaints: Complaints<'a>,
}

enum Shape {
    /// The header is still to come.
    Unknown,
    List([usize; 3], usize),
    /// The id of each column but the first.
    Square(Vec<String>),
    /// It cannot be read any further.
    Refused,
}

/// Reads the file, or says all that is wrong with it.
pub(super) fn read(
    file: CsvFile,
    people: &People<'_>,
    scale: Option<&Given<[f64; 2]>>,
) -> Result<TiesFile, Vec<Fault>> {
    let seats = match people {
        People::Listed { ids, .. } => ids.iter().map(|id| (*id).to_owned()).zip(0..).collect(),
        People::Named => named(&file),
    };
    let mut table = Table {
        people,
        scale,
        seats,
        unknown: BTreeMap::new(),
        shape: Shape::Unknown,
        rows: 0,
        answers: Vec::new(),
        missing: Odd::default(),
        own: Odd::default(),
        repeated: Odd::default(),
        ignored: Vec::new(),
        seen: None,
        complaints: Complaints::of(&file),
    };
    file.rows(|row| table.take(&row));
    if matches!(table.shape, Shape::Unknown) || (table.rows == 0 && table.complaints.are_none()) {
        table.complaints.add_whole(
            "the file holds no ties",
            "Its first line names the columns, from,to,score, and each line below it is one answer.",
        );
    }
    table.sort();
    let no_scale = table.no_scale();
    let Table {
        seats,
        shape,
        rows,
        answers,
        missing,
        own,
        repeated,
        ignored,
        complaints,
        ..
    } = table;
    let mut faults = complaints.into_faults();
    faults.extend(no_scale);
    if !faults.is_empty() {
        return Err(faults);
    }
    let mut ids = vec![String::new(); seats.len()];
    for (id, seat) in seats {
        ids[seat as usize] = id;
    }
    Ok(TiesFile {
        file,
        ids,
        answers,
        rows,
        missing,
        own,
        repeated,
        is_square: matches!(shape, Shape::Square(_)),
        ignored,
    })
}

/// Seats for all that a file names: by number where all are whole numbers, else by letter; so the order of its rows does
/// not matter.
fn named(file: &CsvFile) -> BTreeMap<String, u32> {
    let mut seats: BTreeMap<String, u32> = BTreeMap::new();
    let mut shape = Shape::Unknown;
    let mut add = |id: &str| {
        if !id.is_empty() && !seats.contains_key(id) {
            seats.insert(id.to_owned(), 0);
        }
    };
    file.rows(|row| {
        let field = |place: usize| row.fields.get(place).unwrap_or_default();
        match &shape {
            Shape::Unknown => {
                shape = shape_of(&row);
                if let Shape::Square(ids) = &shape {
                    for id in ids {
                        add(id);
                    }
                }
            }
            Shape::List([from, to, _], _) => {
                add(field(*from));
                add(field(*to));
            }
            Shape::Square(_) => add(field(0)),
            Shape::Refused => {}
        }
    });
    let mut order: Vec<String> = seats.keys().cloned().collect();
    if order.iter().all(|id| id.parse::<u64>().is_ok()) {
        // 7 and 007 are two ids, in this order.
        order.sort_by_key(|id| (id.parse::<u64>().unwrap_or(u64::MAX), id.clone()));
    }
    order.into_iter().zip(0..).collect()
}

/// What the header says of the shape; refused where it names neither the three columns nor a square.
fn shape_of(header: &Row) -> Shape {
    let place = |name: &str| {
        header
            .fields
            .iter()
            .position(|field| field.eq_ignore_ascii_case(name))
    };
    if let [Some(from), Some(to), Some(score)] = ["from", "to", "score"].map(place) {
        return Shape::List([from, to, score], header.fields.len());
    }
    let first = header.fields.get(0).unwrap_or_default();
    let is_corner = ["", "id", "from", "name"].contains(&first.to_lowercase().as_str());
    if is_corner && header.fields.len() > 3 && place("to").is_none() {
        let ids = header.fields.iter().skip(1).map(str::to_owned);
        return Shape::Square(ids.collect());
    }
    Shape::Refused
}

impl Table<'_> {
    fn take(&mut self, row: &Row) {
        match &self.shape {
            Shape::Unknown => {
                self.shape = shape_of(row);
                self.header(row);
            }
            Shape::List(places, width) => {
                let (places, width) = (*places, *width);
                self.rows += 1;
                self.list_row(row, places, width);
            }
            Shape::Square(_) => {
                self.rows += 1;
                self.square_row(row);
            }
            Shape::Refused => {}
        }
    }

    /// Says what is wrong with the names of the columns.
    fn header(&mut self, row: &Row) {
        match &self.shape {
            Shape::List(places, _) => {
                for name in &COLUMNS {
                    let same = row
                        .fields
                        .iter()
                        .filter(|field| field.eq_ignore_ascii_case(name.name));
                    if same.count() > 1 {
                        self.complaints.add("", |file| {
                            file.fault_of_row(
                                row.at,
                                format!("the column `{}` is there twice", name.name),
                            )
                            .label("the columns")
                            .help("Remove one of the two.")
                        });
                    }
                }
                let others = row.fields.iter().enumerate();
                let others =
                    others.filter(|(place, field)| !places.contains(place) && !field.is_empty());
                self.ignored = others.map(|(_, field)| field.to_owned()).collect();
            }
            Shape::Square(ids) => {
                let ids = ids.clone();
                let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
                for (place, id) in ids.iter().enumerate() {
                    if id.is_empty() {
                        continue;
                    }
                    if seen.insert(id, place).is_some() {
                        self.complaints.add("columns that are there twice", |file| {
                            file.fault(
                                row.at,
                                place + 1,
                                format!("the column `{}` is there twice", shorten(id)),
                            )
                            .label("again")
                            .help("Give each person one column.")
                        });
                    }
                    self.seat(row, place + 1, id);
                }
            }
            Shape::Refused => self.no_columns(row),
            Shape::Unknown => {}
        }
    }

    fn no_columns(&mut self, row: &Row) {
        let fields: Vec<&str> = row.fields.iter().collect();
        if columns::are_values(row) {
            let (message, help) = if fields.len() > 3 {
                (
                    "numbers where the ids of the people are expected",
                    "A square of answers needs the ids in its first line and in its first column.",
                )
            } else {
                (
                    "the first line names no columns",
                    "Put a line with the names of the columns above it: from,to,score",
                )
            };
            self.complaints.add("", |file| {
                file.fault_of_row(row.at, message.to_owned())
                    .label("the first line")
                    .help(help)
            });
            return;
        }
        let has = |index: usize| {
            fields
                .iter()
                .any(|field| field.eq_ignore_ascii_case(COLUMNS[index].name))
        };
        let owned: Vec<String> = fields.iter().map(|field| (*field).to_owned()).collect();
        let alike = columns::alike(&COLUMNS, &owned, has);
        let missing: Vec<String> = (0..COLUMNS.len())
            .filter(|index| !has(*index))
            .map(|index| format!("`{}`", COLUMNS[index].name))
            .collect();
        let mut help: Vec<String> = alike
            .iter()
            .map(|(name, column)| format!("Rename `{}` to `{column}`.", shorten(name)))
            .collect();
        if help.is_empty() {
            help.push("Its first line names the columns: from,to,score. A square of answers has an empty field in its \
                       upper left corner."
                .to_owned());
        }
        let column = if missing.len() > 1 {
            "there are no columns"
        } else {
            "there is no column"
        };
        let message = format!("{column} {}", missing.join(", "));
        self.complaints.add("", |file| {
            file.fault_of_row(row.at, message)
                .label("the columns")
                .help(help.join(" "))
        });
    }

    fn list_row(&mut self, row: &Row, [from, to, score]: [usize; 3], width: usize) {
        let field = |place: usize| row.fields.get(place).unwrap_or_default();
        let is_long = row.fields.len() > width && !row.fields.iter().skip(width).all(str::is_empty);
        if is_long || row.fields.len() <= from.max(to) {
            let count = row.fields.len();
            self.complaints.add("rows with another number of fields", |file| {
                file.fault_of_row(row.at, format!("{count} fields, but there are {width} columns"))
                    .label("other fields than columns")
                    .help("Every line has who answers, about whom, and the score. Decimals with a comma need ; between the columns.")
            });
            return;
        }
        for (place, name) in [(from, "from"), (to, "to")] {
            if !columns::is_plain(field(place), LONGEST) {
                self.complaints.add("such fields", |file| {
                    columns::not_plain(file, row, place, name)
                });
                return;
            }
            if field(place).is_empty() {
                self.complaints.add("rows without an id", |file| {
                    file.fault_of_row(row.at, format!("`{name}` is empty"))
                        .label("no id")
                        .help("Say who it is, or remove the row.")
                });
                return;
            }
        }
        let seats = [
            self.seat(row, from, field(from)),
            self.seat(row, to, field(to)),
        ];
        self.answer(row, seats, score, field(score));
    }

    fn square_row(&mut self, row: &Row) {
        let Shape::Square(ids) = &self.shape else {
            return;
        };
        let ids = ids.clone();
        let id = row.fields.get(0).unwrap_or_default();
        if id.is_empty() || row.fields.len() != ids.len() + 1 {
            let count = row.fields.len();
            self.complaints.add("such rows", |file| {
                file.fault_of_row(row.at, format!("{count} fields, but there are {} columns", ids.len() + 1))
                    .label("not as long as the first line, or without an id")
                    .help("In a square of answers every row has the id of who answers, then a field for each column.")
            });
            return;
        }
        let from = self.seat(row, 0, id);
        for (place, to) in ids.iter().enumerate() {
            let field = row.fields.get(place + 1).unwrap_or_default();
            // The diagonal of a square says nothing, whatever is in it.
            if to.is_empty() || to == id {
                continue;
            }
            let to = self.seats.get(to).copied();
            self.answer(row, [from, to], place + 1, field);
        }
    }

    fn answer(&mut self, row: &Row, seats: [Option<u32>; 2], place: usize, field: &str) {
        let score = if is_missing(field) {
            None
        } else if let Some(score) = number(field) {
            self.seen = Some(match self.seen {
                None => [score; 2],
                Some([low, high]) => [low.min(score), high.max(score)],
            });
            Some(score)
        } else {
            self.complaints.add("scores that are no numbers", |file| {
                file.fault(row.at, place, format!("the score is `{}`, which is no number", shorten(field)))
                    .label("not a number")
                    .help("Write scores as numbers. Where there is no answer, leave the field empty or write NA.")
            });
            return;
        };
        if let (Some(score), Some(scale)) = (score, self.scale) {
            let [low, high] = scale.value;
            if score < low || score > high {
                self.complaints.add("scores that are not on the scale", |file| {
                    file.fault(row.at, place, format!("the score is {score}; the scale is {low} to {high}"))
                        .label("not on the scale")
                        .help("Mend it, or give the whole scale as `tie_scale`. Codes for \"no answer\" become empty fields.")
                });
                return;
            }
        }
        let [Some(from), Some(to)] = seats else {
            return;
        };
        if from == to {
            self.own.add(row.line);
            return;
        }
        let Some(score) = score else {
            self.missing.add(row.line);
            return;
        };
        self.answers.push(Answer {
            from,
            to,
            score,
            line: row.line,
            at: row.at,
        });
    }

    /// The seat of an id, or a note that it is not known.
    fn seat(&mut self, row: &Row, place: usize, id: &str) -> Option<u32> {
        let known = self.seats.get(id).copied();
        if known.is_some() {
            return known;
        }
        let People::Listed { file: people, ids } = self.people else {
            return None;
        };
        if let Some(count) = self.unknown.get_mut(id) {
            *count += 1;
            return None;
        }
        self.unknown.insert(id.to_owned(), 1);
        let plain = |id: &str| id.trim_start_matches('0').to_lowercase();
        let near = ids
            .iter()
            .find(|known| plain(known) == plain(id))
            .copied()
            .or_else(|| {
                names::nearest(id, ids.iter().take(10_000).copied())
                    .filter(|_| id.parse::<f64>().is_err())
            });
        let help = match near {
            Some(near) => format!(
                "Did you mean `{}`? Ids must be written the same way in both files.",
                shorten(near)
            ),
            None => format!("Add the person to {people}, or remove the rows that name it."),
        };
        let message = format!("`{}` is not among the ids of {people}", shorten(id));
        self.complaints.add("ids that nobody has", |file| {
            file.fault(row.at, place, message)
                .label("unknown id")
                .help(help)
        });
        None
    }

    /// Puts the answers into the order of who answers about whom; of repeated ones the same score is dropped, and another
    /// one is a fault.
    fn sort(&mut self) {
        self.answers
            .sort_by_key(|answer| (answer.from, answer.to, answer.line));
        let mut kept: Vec<Answer> = Vec::with_capacity(self.answers.len());
        for answer in std::mem::take(&mut self.answers) {
            match kept.last() {
                Some(first) if (first.from, first.to) == (answer.from, answer.to) => {
                    if first.score.to_bits() == answer.score.to_bits() {
                        self.repeated.add(answer.line);
                        continue;
                    }
                    let first = *first;
                    self.complaints.add("pairs that are there twice with two scores", |file| {
                        let message = format!(
                            "the same two people are there twice, with the scores {} and {}",
                            first.score, answer.score
                        );
                        file.fault_of_row(answer.at, message)
                            .label("again")
                            .also(&file.line_span(first.at), "first")
                            .help("Keep the row that holds. Answers to several questions are several networks: name one of them.")
                    });
                }
                _ => kept.push(answer),
            }
        }
        self.repeated.first_lines.sort_unstable();
        self.answers = kept;
    }

    /// The fault that nothing says what the scores mean.
    fn no_scale(&self) -> Option<Fault> {
        if self.scale.is_some() {
            return None;
        }
        let file = self.complaints.file();
        let Some([low, high]) = self.seen else {
            return Some(
                Fault::of_file(&file.name, "nothing says what the scores mean: `tie_scale` is missing".to_owned())
                    .help("Say in [organisation] the lowest and the highest point of the scale, such as: tie_scale = [0, 5]"),
            );
        };
        Some(
            Fault::of_file(&file.name, "nothing says what the scores mean: `tie_scale` is missing".to_owned()).help(format!(
                "The scores run from {low} to {high}. Say in [organisation] the lowest and the highest point of the scale \
                 on which people answered, such as: tie_scale = [{}, {high}]",
                low.min(0.0)
            )),
        )
    }
}
