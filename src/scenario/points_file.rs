//! Reads the points of a sweep from a CSV file, as SALib, the EMA Workbench, data frames and spreadsheets write them.
//!
//! Owns what such a file may look like and what can be wrong with it, line by line. The order of its rows is kept: what
//! analyses the runs afterwards counts on it.

use std::path::Path;

use csv::StringRecord;

use super::csv_file;
use super::faults::Fault;
use super::layer::PointsFile;
use super::names;
use super::registry::{Parameter, Range, Registry};
use super::source::{Home, shorten};
use super::sweep::MOST_ROWS;

/// Of more faulty lines than this only the number is told.
const MOST_FAULTS: usize = 20;

/// Columns that tools add of their own: indices of data frames, and what the EMA Workbench says of an experiment.
const INDICES: [&str; 4] = ["", "Unnamed: 0", "index", "row"];
const OF_EMA: [&str; 4] = ["scenario", "scenario_id", "policy", "model"];

/// The points of a file.
pub(super) struct Points {
    /// Positions of the parameters in the registry, in the order of the columns.
    pub positions: Vec<usize>,
    pub rows: Vec<Vec<f64>>,
    pub advice: Option<String>,
}

/// Reads the file that a scenario names, which stands beside it.
pub(super) fn read(
    home: &Home,
    file: &PointsFile,
    registry: &'static Registry,
) -> Result<Points, Vec<Fault>> {
    let name = &file.name.value;
    let path = csv_file::beside(home, name);
    let shown = path.display().to_string();
    let text = text_of(&path).map_err(|(message, help)| {
        vec![
            Fault::at(&file.name.place, message)
                .label("the points")
                .help(help),
        ]
    })?;
    Table {
        shown: &shown,
        registry,
        columns: Vec::new(),
        ignored: Vec::new(),
        faults: Vec::new(),
        unlisted: 0,
    }
    .read(&text, file.columns.as_deref())
}

fn text_of(path: &Path) -> Result<String, (String, String)> {
    let bytes = csv_file::read_bytes(path)?;
    let shown = path.display();
    let refuse = |message: &str, help: &str| Err((format!("{shown} {message}"), help.to_owned()));
    if bytes.starts_with(&[0x1f, 0x8b]) {
        return refuse(
            "is compressed",
            "Unpack it first; in what the EMA Workbench saves, the points are in experiments.csv.",
        );
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return refuse("is UTF-16 text", "Save it again as \"CSV UTF-8\".");
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text
            .strip_prefix('\u{feff}')
            .map_or_else(|| text.clone(), str::to_owned)),
        Err(_) => refuse("is not plain UTF-8 text", "Save it again as \"CSV UTF-8\"."),
    }
}

/// What a column holds.
#[derive(Clone, Copy)]
enum Column {
    Parameter(usize),
    Ignored,
}

struct Table<'a> {
    shown: &'a str,
    registry: &'static Registry,
    columns: Vec<Column>,
    ignored: Vec<String>,
    faults: Vec<Fault>,
    unlisted: usize,
}

impl Table<'_> {
    fn read(mut self, text: &str, columns: Option<&[String]>) -> Result<Points, Vec<Fault>> {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let mut rows = Vec::new();
        let mut record = StringRecord::new();
        let mut is_named = false;
        if let Some(names) = columns {
            self.name(0, &StringRecord::from(names.to_vec()));
            is_named = true;
        }
        loop {
            match reader.read_record(&mut record) {
                Ok(true) => {}
                Ok(false) => break,
                Err(error) => {
                    let line = error.position().map_or(0, csv::Position::line);
                    self.fault(
                        line,
                        &format!("the line cannot be read as CSV ({error})"),
                        "Save the file again as CSV with commas.",
                    );
                    break;
                }
            }
            let line = record.position().map_or(0, csv::Position::line);
            if record.iter().all(str::is_empty) {
                continue;
            }
            if let Some(comment) = record.get(0).and_then(|first| first.strip_prefix('#')) {
                // numpy writes the names of columns behind such a sign.
                let names: Vec<&str> = std::iter::once(comment.trim())
                    .chain(record.iter().skip(1))
                    .collect();
                if !is_named
                    && names
                        .iter()
                        .all(|name| self.registry.position(name).is_some())
                {
                    self.name(line, &StringRecord::from(names));
                    is_named = true;
                }
                continue;
            }
            if !is_named {
                self.name(line, &record);
                is_named = true;
                if !self.faults.is_empty() {
                    break;
                }
                continue;
            }
            rows.extend(self.row(line, &record));
            if rows.len() > MOST_ROWS {
                self.fault(
                    line,
                    &format!("the file holds more than {MOST_ROWS} points"),
                    "Split them over several scenarios.",
                );
                break;
            }
        }
        self.finish(rows)
    }

    fn finish(mut self, rows: Vec<Vec<f64>>) -> Result<Points, Vec<Fault>> {
        if self.faults.is_empty() && rows.is_empty() {
            let message = "the file holds no points".to_owned();
            self.faults.push(
                Fault::of_file(self.shown, message).help(
                    "Its first line names the parameters, and each line below it is a point.",
                ),
            );
        }
        if self.unlisted > 0 {
            let message = format!("{} more lines have faults like these", self.unlisted);
            self.faults.push(Fault::of_file(self.shown, message));
        }
        if !self.faults.is_empty() {
            return Err(self.faults);
        }
        let advice = (!self.ignored.is_empty()).then(|| {
            let policies = if self.ignored.iter().any(|name| name == "policy") {
                "; policies become variants only if they are written as [[variant]]"
            } else {
                ""
            };
            format!(
                "{}: columns that are no parameters are ignored: {}{policies}",
                self.shown,
                names::listed(&self.ignored)
            )
        });
        let positions = self.columns.iter().filter_map(|column| match column {
            Column::Parameter(position) => Some(*position),
            Column::Ignored => None,
        });
        Ok(Points {
            positions: positions.collect(),
            rows,
            advice,
        })
    }

    fn fault(&mut self, line: u64, message: &str, help: &str) {
        if self.faults.len() >= MOST_FAULTS {
            self.unlisted += 1;
            return;
        }
        let place = if line > 0 {
            format!("line {line}: ")
        } else {
            String::new()
        };
        self.faults
            .push(Fault::of_file(self.shown, format!("{place}{message}")).help(help));
    }

    /// Reads the names of the columns.
    fn name(&mut self, line: u64, record: &StringRecord) {
        const EXAMPLE: &str = "The first line names the parameters, such as: explicit_share,turnover. numpy: savetxt(file, points, delimiter=\",\", header=\"explicit_share,turnover\").";
        if record.iter().all(|field| field.parse::<f64>().is_ok()) {
            let help = format!(
                "{EXAMPLE} Or say in [sweep] what the columns are: columns = [\"explicit_share\", \"turnover\"]"
            );
            self.fault(
                line,
                "numbers where the names of parameters are expected",
                &help,
            );
            return;
        }
        if let Some(field) = record.iter().find(|field| field.contains([';', '\t'])) {
            let message = format!(
                "the columns are not separated by commas: {}",
                shorten(field)
            );
            self.fault(
                line,
                &message,
                "Save the file with commas between columns and points in decimals.",
            );
            return;
        }
        for (place, field) in record.iter().enumerate() {
            if let Some(position) = self.registry.position(field) {
                if self
                    .columns
                    .iter()
                    .any(|known| matches!(known, Column::Parameter(known) if *known == position))
                {
                    self.fault(
                        line,
                        &format!("the column `{field}` is there twice"),
                        "Remove one of the two.",
                    );
                }
                self.columns.push(Column::Parameter(position));
            } else if (place == 0 && INDICES.contains(&field)) || OF_EMA.contains(&field) {
                if !field.is_empty() {
                    self.ignored.push(field.to_owned());
                }
                self.columns.push(Column::Ignored);
            } else {
                let parameters = self
                    .registry
                    .parameters
                    .iter()
                    .map(|parameter| parameter.name);
                let help = match names::nearest(field, parameters) {
                    Some(near) => format!("Did you mean `{near}`?"),
                    None => "`seci explain` lists the parameters. Remove columns that are none."
                        .to_owned(),
                };
                let message = format!(
                    "column {}: there is no parameter `{}`",
                    place + 1,
                    shorten(field)
                );
                self.fault(line, &message, &help);
                self.columns.push(Column::Ignored);
            }
        }
        if self.faults.is_empty()
            && !self
                .columns
                .iter()
                .any(|column| matches!(column, Column::Parameter(_)))
        {
            self.fault(line, "no column is a parameter", EXAMPLE);
        }
    }

    fn row(&mut self, line: u64, record: &StringRecord) -> Option<Vec<f64>> {
        if record.len() != self.columns.len() {
            let message = format!(
                "{} fields, but there are {} columns",
                record.len(),
                self.columns.len()
            );
            self.fault(line, &message, "Every line has a value for each column.");
            return None;
        }
        let mut row = Vec::with_capacity(self.columns.len());
        let mut is_whole = true;
        for (column, field) in self.columns.clone().into_iter().zip(record) {
            let Column::Parameter(position) = column else {
                continue;
            };
            let parameter = &self.registry.parameters[position];
            match field.parse::<f64>() {
                // Zero has no sign here: a range that begins at 0 means 0.
                Ok(number) if parameter.range.contains(number) => row.push(number + 0.0),
                parsed => {
                    is_whole = false;
                    let (message, help) = wrong(parameter, field, parsed.ok());
                    self.fault(line, &message, &help);
                }
            }
        }
        is_whole.then_some(row)
    }
}

fn wrong(parameter: &Parameter, field: &str, number: Option<f64>) -> (String, String) {
    let Parameter { name, range, .. } = parameter;
    let shown = if field.is_empty() {
        "empty".to_owned()
    } else {
        shorten(field)
    };
    let message = format!("`{name}` is {shown}; allowed is {range}");
    let help = match (number, range) {
        (Some(number), Range::Whole { .. }) if number.is_finite() && number.fract() != 0.0 => {
            "Round the numbers of this column where they are drawn.".to_owned()
        }
        (None, _) if field.replacen(',', ".", 1).parse::<f64>().is_ok() => {
            "Write decimals with a point.".to_owned()
        }
        _ => format!(
            "{} ({}).",
            names::capitalised(parameter.label),
            parameter.unit
        ),
    };
    (message, help)
}
