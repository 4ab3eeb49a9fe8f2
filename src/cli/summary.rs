//! The few numbers that a person reads first, on stdout.

use std::path::Path;

use super::output::{self, Format};
use crate::analysis::{AnalysisError, overview_of, sweep_findings};
use crate::table::{Folder, Manifest};

/// The metrics of the summary.
const HEADLINE: [&str; 4] = [
    "documents",
    "capability",
    "performance",
    "knowing_doing_gap",
];
/// The metrics of which a sweep's findings are told.
const OF_SWEEPS: [&str; 2] = ["capability", "performance"];

/// Those of these metrics that the model has; of a model that has none of them, its first ones.
fn told_of<'a>(manifest: &'a Manifest, wanted: &[&str]) -> Vec<&'a str> {
    let names = manifest.metrics.iter().map(|metric| metric.name.as_str());
    let known: Vec<&str> = names.clone().filter(|name| wanted.contains(name)).collect();
    if known.is_empty() {
        names.take(wanted.len()).collect()
    } else {
        // In the order in which they are told.
        let told = wanted
            .iter()
            .filter_map(|name| known.iter().find(|known| *known == name));
        told.copied().collect()
    }
}

/// The metrics of the summary that the model has.
pub(super) fn headline(manifest: &Manifest) -> Vec<&str> {
    told_of(manifest, &HEADLINE)
}

/// Prints the overview of a folder, and what its sweep found.
pub(super) fn print(folder: &Path, manifest: &Manifest) {
    let told = Folder::open(folder).map_err(Into::into).and_then(|folder| {
        let kind = manifest.design.as_ref().map(|design| design.kind.as_str());
        // Of designs whose indices rest on all points together, single points say nothing.
        let overview = match kind {
            Some("morris" | "saltelli") => String::new(),
            _ => overview_of(&folder, &headline(manifest))?.text(),
        };
        let findings = sweep_findings(&folder, &told_of(manifest, &OF_SWEEPS))?;
        Ok(format!("{}\n{overview}{findings}", manifest.title))
    });
    match told {
        Ok(text) => output::result(&text),
        Err::<String, AnalysisError>(error) => output::error(&error, Format::People),
    }
}
