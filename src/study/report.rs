//! The documents of a folder: what they are made from, and how they get to the disk.

mod own;

use std::path::PathBuf;

use crate::chart::{Artwork, ChartInput, Theme};
use crate::report::{self, Assumption, Material, ModelFacts};
use crate::scenario::Scenario;
use crate::scenario::registry::Range;
use crate::study::{SCENARIO_FILE, StudyError};
use crate::table::{Folder, Manifest, write_atomically};

/// Makes all documents of a folder and writes them beside its tables.
pub(super) fn write(
    folder: &Folder,
    input: &ChartInput,
    (artworks, theme): (&[Artwork], &Theme),
    scenario: Option<&Scenario>,
) -> Result<Vec<PathBuf>, StudyError> {
    let model = scenario.map(|scenario| facts(scenario, &input.manifest));
    let text = std::fs::read_to_string(folder.path().join(SCENARIO_FILE)).unwrap_or_default();
    let documents = report::all(&Material {
        folder,
        input,
        artworks,
        theme,
        model: model.as_ref(),
        scenario: &text,
    })?;
    let written = documents.into_iter().map(|document| {
        let path = folder.path().join(document.name);
        write_atomically(&path, |file| {
            std::io::Write::write_all(file, &document.bytes)
        })?;
        Ok(path)
    });
    written.collect()
}

/// Every parameter with its values, in the words of the registry; what teams and people have of their own; what happens.
fn facts(scenario: &Scenario, manifest: &Manifest) -> ModelFacts {
    let axes = scenario.sweep.iter().flat_map(|sweep| &sweep.axes);
    let swept: Vec<usize> = axes.map(|axis| axis.position).collect();
    let parameters = scenario.model.parameters.iter().enumerate();
    let assumptions = parameters.map(|(position, parameter)| Assumption {
        key: parameter.name.to_owned(),
        label: parameter.label.to_owned(),
        group: parameter.group.to_owned(),
        unit: parameter.unit.to_owned(),
        meaning: parameter.meaning.to_owned(),
        source: parameter.source.to_owned(),
        confidence: parameter.confidence.to_string(),
        default: parameter.default,
        values: scenario
            .variants
            .iter()
            .filter(|variant| variant.purpose.is_what_if())
            .map(|variant| variant.values.numbers()[position])
            .collect(),
        names: match parameter.range {
            Range::Named(names) => names.iter().map(|name| (*name).to_owned()).collect(),
            Range::Real { .. } | Range::Above { .. } | Range::Whole { .. } => Vec::new(),
        },
        is_swept: swept.contains(&position),
    });
    let (holders, own) = own::settings(scenario, manifest);
    ModelFacts {
        title: scenario.model.title.to_owned(),
        assumptions: assumptions.collect(),
        holders,
        own,
        events: own::events(scenario),
    }
}
