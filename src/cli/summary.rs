//! The few numbers that a person reads first, on stdout.

use std::path::Path;

use super::output::{self, Format};
use crate::analysis::overview_of;
use crate::table::{Folder, Manifest};

/// The metrics of the summary.
const HEADLINE: [&str; 4] = [
    "documents",
    "capability",
    "performance",
    "knowing_doing_gap",
];

/// Prints the overview of a folder.
pub(super) fn print(folder: &Path, manifest: &Manifest) {
    let overview = Folder::open(folder)
        .map_err(Into::into)
        .and_then(|folder| overview_of(&folder, &HEADLINE));
    match overview {
        Ok(overview) => output::result(&format!("{}\n{}", manifest.title, overview.text())),
        Err(error) => output::error(&error, Format::People),
    }
}
