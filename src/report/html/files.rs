//! The files of the folder as the page offers them: small ones within the page, large ones as links.

use std::fs;

use serde::Serialize;

use super::address;
use crate::report::Material;
use crate::table::TABLES;

/// A file of more bytes stays outside of the page.
pub const MOST_BYTES: usize = 64 * 1024;

/// A file that can be had.
#[derive(Serialize)]
pub struct File {
    name: &'static str,
    meaning: &'static str,
    size: String,
    /// An address that holds it.
    data: Option<String>,
}

/// The tables of the folder, in the order of the dictionary, then the resolved scenario.
pub fn files(material: &Material<'_>) -> Vec<File> {
    let tables = TABLES.iter().filter_map(|table| {
        let path = material.folder.path().join(table.file);
        let bytes = fs::metadata(&path).ok()?.len();
        let data = usize::try_from(bytes)
            .is_ok_and(|bytes| bytes <= MOST_BYTES)
            .then(|| fs::read(&path).ok())
            .flatten();
        Some(File {
            name: table.file,
            meaning: table.purpose,
            size: size(bytes),
            data: data.map(|bytes| address("text/csv", &bytes)),
        })
    });
    let mut files: Vec<File> = tables.collect();
    if !material.scenario.is_empty() {
        files.push(File {
            name: "scenario.toml",
            meaning: "The resolved scenario: every key with the value that was used. It runs again as it is.",
            size: size(material.scenario.len() as u64),
            data: (material.scenario.len() <= MOST_BYTES)
                .then(|| address("application/toml", material.scenario.as_bytes())),
        });
    }
    files
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}
