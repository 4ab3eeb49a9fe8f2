//! Where the text of a scenario comes from: a file, the shipped library, or a string; and what can be wrong with a file
//! before a word of it is read.
//!
//! Owns reading (size, encoding, missing files) and the identity of a file. Knows nothing of TOML.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::faults::{Fault, Place};
use super::names;
use super::registry::Registry;
use super::resolved;

/// The largest file that is read, in bytes.
const LARGEST: u64 = 1_000_000;
/// The same of a resolved scenario, which lists everybody with settings of their own.
const LARGEST_RESOLVED: u64 = 500_000_000;

/// What the loader may draw on: the models there are, and the scenario files embedded in the program.
#[derive(Debug, Clone, Copy)]
pub struct Library {
    /// The first is the model of a file that names none; there must be one.
    pub models: &'static [&'static Registry],
    pub files: &'static [Shipped],
    /// The tables that these scenarios name.
    pub tables: &'static [Shipped],
}

/// A scenario file, or a table that one names, embedded in the program.
#[derive(Debug, Clone, Copy)]
pub struct Shipped {
    /// Its file name, such as `baseline.toml`.
    pub file: &'static str,
    pub text: &'static str,
}

/// Where to load a scenario from.
#[derive(Debug, Clone, Copy)]
pub enum Source<'a> {
    File(&'a Path),
    /// A file of the library, by its file name.
    Shipped(&'a str),
    /// A text, and the file name to give it in messages.
    Text {
        name: &'a str,
        text: &'a str,
    },
    /// A text, and the tables that lie beside it, by their file names.
    WithTables {
        name: &'a str,
        text: &'a str,
        tables: &'a [(&'a str, &'a str)],
    },
}

/// The text of one file, under the name by which messages call it.
#[derive(Debug, Clone)]
pub struct Page {
    pub(super) name: Arc<str>,
    /// As it stands in the file: what is parsed.
    pub(super) text: Arc<str>,
    /// The same with control characters and the like blanked, byte for byte: what is shown.
    pub(super) shown: Arc<str>,
    /// The order in which faults are listed: the file asked for, then what it extends, then the command line.
    pub(super) rank: usize,
}

/// A page and where it lies, so that what it extends can be found.
pub(super) struct Opened {
    pub page: Page,
    pub home: Home,
}

/// Where a page lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Home {
    Disk(PathBuf),
    Library(&'static str),
    /// In memory, with the tables beside it.
    Memory(Arc<[(String, String)]>),
    Nowhere,
}

impl Library {
    /// A shipped table, by its file name.
    #[must_use]
    pub fn table(&self, file: &str) -> Option<&'static Shipped> {
        self.tables.iter().find(|shipped| shipped.file == file)
    }

    /// The text of a shipped file, by its file name.
    #[must_use]
    pub fn shipped(&self, file: &str) -> Option<&'static Shipped> {
        self.files.iter().find(|shipped| shipped.file == file)
    }
}

impl Page {
    pub(super) fn new(name: &str, text: &str, rank: usize) -> Self {
        let blank = |c: char| names::is_invisible(c) && !matches!(c, '\n' | '\r' | '\t');
        let mut shown = String::with_capacity(text.len());
        for c in text.chars() {
            if blank(c) {
                shown.extend(std::iter::repeat_n('?', c.len_utf8()));
            } else {
                shown.push(c);
            }
        }
        Page {
            name: name.into(),
            text: text.into(),
            shown: shown.into(),
            rank,
        }
    }

    /// The part of the text within a span, on one line and not too long to quote.
    pub(super) fn quote(&self, span: &std::ops::Range<usize>) -> String {
        shorten(self.shown.get(span.clone()).unwrap_or(""))
    }
}

/// A text on one line and not too long to quote.
pub(super) fn shorten(text: &str) -> String {
    const LONGEST: usize = 48;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST {
        return line;
    }
    let start: String = line.chars().take(LONGEST - 1).collect();
    format!("{start}…")
}

/// Opens what the user asked for.
pub(super) fn open(source: Source<'_>, library: &Library) -> Result<Opened, Fault> {
    match source {
        Source::File(path) => open_file(path, library, 0),
        Source::Shipped(file) => {
            let file = if has_toml_ending(file) {
                file.to_owned()
            } else {
                format!("{file}.toml")
            };
            match library.shipped(&file) {
                Some(shipped) => Ok(open_shipped(shipped, 0)),
                None => Err(Fault::general(format!(
                    "there is no shipped scenario `{}`",
                    shorten(&file)
                ))
                .help(shipped_help(&file, library))),
            }
        }
        Source::Text { name, text } => Ok(Opened {
            page: Page::new(name, text, 0),
            home: Home::Nowhere,
        }),
        Source::WithTables { name, text, tables } => {
            let owned = |(file, text): &(&str, &str)| ((*file).to_owned(), (*text).to_owned());
            Ok(Opened {
                page: Page::new(name, text, 0),
                home: Home::Memory(tables.iter().map(owned).collect()),
            })
        }
    }
}

/// Opens what a page extends. The second value is a remark, when the shipped file stands in for one that is missing.
pub(super) fn open_extended(
    from: &Opened,
    file: &str,
    place: &Place,
    library: &Library,
) -> Result<(Opened, Option<String>), Fault> {
    let rank = from.page.rank + 1;
    let shipped = Path::new(file)
        .file_name()
        .and_then(|name| name.to_str())
        .and_then(|name| library.shipped(name));
    if let Home::Disk(path) = &from.home {
        let target = path.parent().unwrap_or(Path::new("")).join(file);
        if target.exists() {
            return match open_file(&target, library, rank) {
                Ok(opened) => Ok((opened, None)),
                Err(fault) => Err(fault),
            };
        }
        if let Some(shipped) = shipped {
            let remark = format!(
                "{} extends {file}, which is not beside it; the one shipped with seci is used (`seci new` writes a copy)",
                from.page.name
            );
            return Ok((open_shipped(shipped, rank), Some(remark)));
        }
        return Err(Fault::at(
            place,
            format!("the file it extends does not exist: {}", target.display()),
        )
        .label("not found")
        .help(missing_help(&target, library)));
    }
    match shipped {
        Some(shipped) => Ok((open_shipped(shipped, rank), None)),
        None => Err(Fault::at(
            place,
            format!("there is no shipped scenario `{}` to extend", shorten(file)),
        )
        .label("not found")
        .help(shipped_help(file, library))),
    }
}

fn open_shipped(shipped: &'static Shipped, rank: usize) -> Opened {
    Opened {
        page: Page::new(shipped.file, shipped.text, rank),
        home: Home::Library(shipped.file),
    }
}

fn open_file(path: &Path, library: &Library, rank: usize) -> Result<Opened, Fault> {
    let shown = path.display().to_string();
    let about = |message: String| Fault::of_file(&shown, message);
    if path.is_dir() {
        return Err(
            about("this is a folder, not a scenario file".to_owned()).help(folder_help(path))
        );
    }
    if !path.exists() {
        return Err(about("there is no such file".to_owned()).help(missing_help(path, library)));
    }
    let mut bytes = Vec::new();
    let read = fs::File::open(path).and_then(|mut file| {
        file.by_ref().take(LARGEST + 1).read_to_end(&mut bytes)?;
        if bytes.starts_with(resolved::HEADER.as_bytes()) {
            file.take(LARGEST_RESOLVED).read_to_end(&mut bytes)?;
        }
        Ok(())
    });
    if let Err(error) = read {
        return Err(about(format!("the file cannot be read: {error}"))
            .help("Check that you may read it and that it is not open elsewhere.".to_owned()));
    }
    if bytes.len() as u64 > LARGEST && !bytes.starts_with(resolved::HEADER.as_bytes()) {
        return Err(about(
            "the file is larger than 1 MB, so it can hardly be a scenario".to_owned(),
        )
        .help("Scenario files are a few kilobytes of text; was another file meant?".to_owned()));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Opened {
            page: Page::new(&shown, &text, rank),
            home: Home::Disk(path.to_owned()),
        }),
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let line = error.as_bytes()[..valid]
                .split(|byte| *byte == b'\n')
                .count();
            Err(about(format!(
                "the file is not plain UTF-8 text: byte {} (line {line}) cannot be read",
                valid + 1
            ))
            .help("Save it again from a text editor with the encoding UTF-8; Word and Excel files cannot be read.".to_owned()))
        }
    }
}

fn has_toml_ending(file: &str) -> bool {
    Path::new(file)
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("toml"))
}

fn missing_help(path: &Path, library: &Library) -> String {
    let wanted = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let beside = toml_files(folder);
    let with_ending = if has_toml_ending(&wanted) {
        wanted.clone()
    } else {
        format!("{wanted}.toml")
    };
    if let Some(near) = names::nearest(&with_ending, beside.iter().map(String::as_str)) {
        return format!(
            "Did you mean {}?",
            folder
                .join(near)
                .display()
                .to_string()
                .trim_start_matches("./")
        );
    }
    if let Some(shipped) = library.shipped(&with_ending) {
        let stem = shipped.file.trim_end_matches(".toml");
        return format!("`seci new {stem}` writes the shipped scenario of that name.");
    }
    if !folder.is_dir() {
        return format!("The folder {} does not exist either.", folder.display());
    }
    shipped_help(&with_ending, library)
}

fn shipped_help(file: &str, library: &Library) -> String {
    if let Some(near) = names::nearest(file, library.files.iter().map(|shipped| shipped.file)) {
        let stem = near.trim_end_matches(".toml");
        return format!("Shipped with seci is `{stem}`: `seci new {stem}` writes it.");
    }
    if library.files.is_empty() {
        return "Check the spelling of the name and the folder.".to_owned();
    }
    let all: Vec<&str> = library
        .files
        .iter()
        .map(|shipped| shipped.file.trim_end_matches(".toml"))
        .collect();
    format!(
        "Check the spelling of the name and the folder. Shipped with seci, to start from with `seci new`: {}.",
        all.join(", ")
    )
}

fn folder_help(path: &Path) -> String {
    let files = toml_files(path);
    if files.is_empty() {
        return "Name a scenario file (it ends in .toml); there is none in this folder.".to_owned();
    }
    format!("Name one of the files in it: {}.", names::listed(&files))
}

/// The scenario files in a folder, sorted; of a very full folder only some.
fn toml_files(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut files: Vec<String> = entries
        .take(10_000)
        .filter_map(Result::ok)
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| has_toml_ending(name))
        .collect();
    files.sort_unstable();
    files
}
