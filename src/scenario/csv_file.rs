//! A table in a file, as survey tools, spreadsheets and programs write it: finds it, decodes it, tells its separator, and
//! points at single fields of it.
//!
//! Owns what is the same for every table that a scenario names: encodings, what is no text at all, commas and semicolons.
//! Knows no column by its name.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use csv::StringRecord;

use super::faults::Fault;
use super::layer::Given;
use super::source::{Home, Library, Page};

const LARGEST: u64 = 500_000_000;
/// Of one kind of fault in a file no more are listed; the rest are counted.
const LISTED: usize = 5;

/// A table that has been read, but not yet understood.
pub(super) struct CsvFile {
    /// The file as messages name it.
    pub name: String,
    text: Arc<str>,
    separator: u8,
    /// Where the rows begin: behind a `sep=;` of Excel.
    start: usize,
    rank: usize,
    page: OnceCell<Page>,
    pub remark: Option<String>,
}

/// A row of a table: its fields without blanks around them, and where it stands.
pub(super) struct Row {
    pub fields: StringRecord,
    /// From 1.
    pub line: u64,
    /// The byte at which it begins.
    pub at: usize,
}

/// The table that a scenario names, which stands beside it. `what` it is, in a few words for the label of a fault.
pub(super) fn open(
    home: &Home,
    file: &Given<String>,
    library: &Library,
    what: &str,
    rank: usize,
) -> Result<CsvFile, Fault> {
    let (name, bytes) = bytes_of(home, &file.value, library)
        .map_err(|(message, help)| Fault::at(&file.place, message).label(what).help(help))?;
    let decoded = decode(bytes);
    let (text, remark) = match decoded {
        Ok(Decoded { text, remark }) => (text, remark.map(|remark| format!("{name} {remark}"))),
        Err((message, help)) => {
            let message = format!("{name} {message}");
            return Err(Fault::at(&file.place, message).label(what).help(help));
        }
    };
    let (separator, start) = separator(&text);
    Ok(CsvFile {
        name,
        text: text.into(),
        separator,
        start,
        rank,
        page: OnceCell::new(),
        remark,
    })
}

/// The bytes of a file that a scenario names, under the name by which messages call it; or what is wrong and how to mend it.
fn bytes_of(
    home: &Home,
    name: &str,
    library: &Library,
) -> Result<(String, Vec<u8>), (String, String)> {
    if let Home::Library(_) = home
        && let Some(shipped) = library.table(name)
    {
        return Ok((name.to_owned(), shipped.text.as_bytes().to_vec()));
    }
    if let Home::Memory(tables) = home
        && let Some((_, text)) = tables.iter().find(|(file, _)| file == name)
    {
        return Ok((name.to_owned(), text.as_bytes().to_vec()));
    }
    let path = beside(home, name);
    let shown = path.display().to_string();
    read_bytes(&path).map(|bytes| (shown, bytes))
}

/// Where a file lies that a scenario names.
pub(super) fn beside(home: &Home, name: &str) -> PathBuf {
    match home {
        Home::Disk(scenario) => scenario.parent().unwrap_or(Path::new("")).join(name),
        Home::Library(_) | Home::Memory(_) | Home::Nowhere => PathBuf::from(name),
    }
}

/// The bytes of a file; or what is wrong with it and how to mend it.
pub(super) fn read_bytes(path: &Path) -> Result<Vec<u8>, (String, String)> {
    let shown = path.display();
    if path.is_dir() {
        return Err((
            format!("{shown} is a folder, not a file"),
            "Name the CSV file itself.".to_owned(),
        ));
    }
    let mut bytes = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes));
    if let Err(error) = read {
        let message = match error.kind() {
            std::io::ErrorKind::NotFound => format!("there is no file {shown}"),
            _ => format!("{shown} cannot be read: {error}"),
        };
        return Err((
            message,
            "The name is relative to the folder of the scenario file.".to_owned(),
        ));
    }
    if bytes.len() as u64 > LARGEST {
        return Err((
            format!("{shown} is larger than 500 MB"),
            "Leave out what is not needed of it.".to_owned(),
        ));
    }
    Ok(bytes)
}

struct Decoded {
    text: String,
    remark: Option<&'static str>,
}

/// The text of a table; or what the bytes are instead, and how to mend it.
fn decode(bytes: Vec<u8>) -> Result<Decoded, (&'static str, &'static str)> {
    const SAVE: &str = "Save the sheet as \"CSV UTF-8\" and name that file.";
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(("is a workbook or an archive, not a CSV file", SAVE));
    }
    if bytes.starts_with(&[0x1f, 0x8b]) {
        return Err(("is compressed", "Unpack it first."));
    }
    let wide = |to_unit: fn([u8; 2]) -> u16| -> Option<String> {
        let units: Vec<u16> = bytes[2..]
            .as_chunks::<2>()
            .0
            .iter()
            .map(|pair| to_unit(*pair))
            .collect();
        String::from_utf16(&units).ok()
    };
    let text = match bytes.get(..2) {
        Some([0xff, 0xfe]) => wide(u16::from_le_bytes),
        Some([0xfe, 0xff]) => wide(u16::from_be_bytes),
        _ => None,
    };
    if let Some(text) = text {
        return Ok(Decoded { text, remark: None });
    }
    if bytes.contains(&0) {
        return Err(("is not a text file", SAVE));
    }
    match String::from_utf8(bytes) {
        Ok(text) => {
            let plain = text.strip_prefix('\u{feff}').map(str::to_owned);
            Ok(Decoded {
                text: plain.unwrap_or(text),
                remark: None,
            })
        }
        // What Excel writes as plain "CSV" on a Western Windows.
        Err(error) => Ok(Decoded {
            text: error
                .as_bytes()
                .iter()
                .map(|byte| windows_1252(*byte))
                .collect(),
            remark: Some(
                "is not UTF-8 and was read as Windows-1252; if names look wrong, save it as \"CSV UTF-8\"",
            ),
        }),
    }
}

/// A byte in the encoding of a Western Windows; of the five that it leaves open, the control character of that number.
fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
        '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}',
        'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        other => char::from(other),
    }
}

/// What separates the fields, and where the rows begin: as Excel's `sep=` says, or what the first line has most of.
fn separator(text: &str) -> (u8, usize) {
    let first_end = text.find('\n').map_or(text.len(), |end| end + 1);
    let first = text[..first_end].trim();
    if let Some([sign]) = first.strip_prefix("sep=").map(str::as_bytes)
        && [b',', b';', b'\t'].contains(sign)
    {
        return (*sign, first_end);
    }
    let header = text
        .lines()
        .find(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .unwrap_or("");
    let mut counts = [0_usize; 3];
    let mut is_quoted = false;
    for byte in header.bytes() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b',' if !is_quoted => counts[0] += 1,
            b';' if !is_quoted => counts[1] += 1,
            b'\t' if !is_quoted => counts[2] += 1,
            _ => {}
        }
    }
    let separator = match counts {
        [commas, semicolons, tabs] if semicolons > commas && semicolons >= tabs => b';',
        [commas, _, tabs] if tabs > commas => b'\t',
        _ => b',',
    };
    (separator, 0)
}

impl CsvFile {
    /// Hands over row by row, empty ones and comments above the header left out, until one of them ends it.
    pub fn rows(&self, mut take: impl FnMut(Row)) {
        let text = &self.text[self.start..];
        let skipped = self.text[..self.start].matches('\n').count() as u64;
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.separator)
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let mut fields = StringRecord::new();
        let mut is_begun = false;
        // Reading a text that is in memory and flexible in its length cannot fail.
        while reader.read_record(&mut fields).unwrap_or(false) {
            let position = fields.position();
            let at = position.map_or(0, |position| {
                usize::try_from(position.byte()).unwrap_or(usize::MAX)
            });
            // The position of a record is that of the line end before it, where lines are empty.
            let blank = text[at.min(text.len())..].len()
                - text[at.min(text.len())..]
                    .trim_start_matches(['\r', '\n'])
                    .len();
            let gone = text[at.min(text.len())..][..blank].matches('\n').count() as u64;
            let line = position.map_or(0, csv::Position::line) + gone + skipped;
            let is_comment = !is_begun && fields.get(0).is_some_and(|field| field.starts_with('#'));
            if is_comment || fields.iter().all(str::is_empty) {
                continue;
            }
            is_begun = true;
            take(Row {
                fields: fields.clone(),
                line,
                at: self.start + at + blank,
            });
        }
    }

    /// Where a field of a row stands.
    pub fn span(&self, row_at: usize, field: usize) -> Range<usize> {
        let bytes = self.text.as_bytes();
        let mut at = row_at.min(bytes.len());
        for _ in 0..field {
            at = self.field_end(at);
            if bytes.get(at) != Some(&self.separator) {
                break;
            }
            at += 1;
        }
        let end = self.field_end(at);
        let raw = &self.text[at..end];
        let front = raw.len() - raw.trim_start().len();
        let start = at + front;
        start..(start + raw.trim().len())
    }

    /// The whole row as it stands, up to the end of its line.
    pub fn line_span(&self, row_at: usize) -> Range<usize> {
        let at = row_at.min(self.text.len());
        let line = self.text[at..].lines().next().unwrap_or("");
        at..at + line.trim_end().len()
    }

    fn field_end(&self, from: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut is_quoted = false;
        let mut at = from;
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'"' => is_quoted = !is_quoted,
                b'\n' | b'\r' if !is_quoted => break,
                byte if *byte == self.separator && !is_quoted => break,
                _ => {}
            }
            at += 1;
        }
        at
    }

    /// The page, for faults; made when there is the first.
    pub fn page(&self) -> &Page {
        self.page
            .get_or_init(|| Page::new(&self.name, &self.text, self.rank))
    }
}

/// A number as people write it in tables: with a point, or with a comma.
pub(super) fn number(field: &str) -> Option<f64> {
    let parsed = field.parse::<f64>().or_else(|error| {
        if field.contains('.') || field.matches(',').count() != 1 {
            return Err(error);
        }
        field.replace(',', ".").parse::<f64>()
    });
    parsed.ok().filter(|number| number.is_finite())
}

/// Whether a field says that there is no answer.
pub(super) fn is_missing(field: &str) -> bool {
    const WORDS: [&str; 8] = ["", "na", "n/a", "#n/a", "nan", "null", "-", "–"];
    field.len() <= 5 && WORDS.contains(&field.to_lowercase().as_str())
}

/// What is found wrong with a table; of each kind only the first few are told one by one.
pub(super) struct Complaints<'a> {
    file: &'a CsvFile,
    /// Each with its kind.
    listed: Vec<(&'static str, Fault)>,
    counts: BTreeMap<&'static str, usize>,
}

impl<'a> Complaints<'a> {
    pub fn of(file: &'a CsvFile) -> Self {
        Complaints {
            file,
            listed: Vec::new(),
            counts: BTreeMap::new(),
        }
    }

    pub fn file(&self) -> &'a CsvFile {
        self.file
    }

    pub fn are_none(&self) -> bool {
        self.listed.is_empty()
    }

    /// Adds a fault of a kind, which is called what comes behind "and 12 more"; it is made only where it is listed.
    pub fn add(&mut self, kind: &'static str, make: impl FnOnce(&CsvFile) -> Fault) {
        let count = self.counts.entry(kind).or_default();
        *count += 1;
        if *count <= LISTED {
            self.listed.push((kind, make(self.file)));
        }
    }

    /// Adds a fault of the file as a whole.
    pub fn add_whole(&mut self, message: &str, help: &str) {
        self.add("faults of the file", |file| {
            Fault::of_file(&file.name, message.to_owned()).help(help)
        });
    }

    pub fn into_faults(self) -> Vec<Fault> {
        let mut faults = Vec::with_capacity(self.listed.len());
        let last_of = |kind: &str| self.listed.iter().rposition(|(other, _)| *other == kind);
        let lasts: BTreeMap<&str, Option<usize>> = self
            .counts
            .keys()
            .map(|kind| (*kind, last_of(kind)))
            .collect();
        for (index, (kind, fault)) in self.listed.into_iter().enumerate() {
            let more = self.counts[kind].saturating_sub(LISTED);
            if more > 0 && lasts[kind] == Some(index) {
                faults.push(fault.adding(&format!("And {more} more {kind}.")));
            } else {
                faults.push(fault);
            }
        }
        faults
    }
}

impl CsvFile {
    /// A fault of a field.
    pub fn fault(&self, row_at: usize, field: usize, message: String) -> Fault {
        Fault::within(self.page(), &self.span(row_at, field), message)
    }

    /// A fault of a row.
    pub fn fault_of_row(&self, row_at: usize, message: String) -> Fault {
        Fault::within(self.page(), &self.line_span(row_at), message)
    }
}
