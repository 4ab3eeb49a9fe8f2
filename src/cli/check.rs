//! `seci check FILE…`: what was understood, and where each value comes from.

use std::fmt::Write;
use std::path::PathBuf;

use super::output::{self, Format};
use super::{Changes, Ending, open};
use crate::scenario::{Loaded, Origin, Replicates};

#[derive(Debug, clap::Args)]
pub(super) struct CheckArguments {
    /// Scenario files
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    changes: Changes,
    /// Print JSON lines, for programs
    #[arg(long)]
    json: bool,
}

pub(super) fn check(arguments: &CheckArguments) -> Ending {
    let format = Format::of(arguments.json);
    let mut ending = Ending::Well;
    for file in &arguments.files {
        match open(file, &arguments.changes, format) {
            Some(loaded) if format == Format::People => output::result(&describe(&loaded)),
            Some(loaded) => {
                output::event(
                    "checked",
                    serde_json::json!({ "file": file, "name": loaded.scenario.name }),
                );
            }
            None => ending = Ending::BadInput,
        }
    }
    ending
}

/// The scenario in words: what is run, and every value that is not a default.
fn describe(loaded: &Loaded) -> String {
    let scenario = &loaded.scenario;
    let mut text = format!("{} is in order: {}\n", scenario.name, scenario.title);
    let runs = match &scenario.run.replicates {
        Replicates::Count(count) => format!("{count} runs of each variant"),
        Replicates::Precision {
            metric,
            half_width,
            at_most,
        } => format!(
            "as many runs of each variant as it takes for ±{half_width} in {}, at most {at_most}",
            scenario.model.metrics[*metric].name
        ),
    };
    let _ = writeln!(
        text,
        "  model {}, {} weeks, {runs}, seed {}",
        scenario.model.model, scenario.run.weeks, scenario.run.seed
    );
    for (index, variant) in scenario.variants.iter().enumerate() {
        let role = if index == scenario.reference {
            " (the reference)"
        } else {
            ""
        };
        let _ = writeln!(text, "variant {}: {}{role}", variant.name, variant.label);
        let origins = loaded.origins.variants.get(index).into_iter().flatten();
        let values = scenario
            .model
            .parameters
            .iter()
            .zip(variant.values.numbers());
        for ((parameter, number), origin) in values.zip(origins) {
            let is_default = number.to_bits() == parameter.default.to_bits();
            if !is_default && !matches!(origin, Origin::Default) {
                let _ = writeln!(text, "  {} = {number}   ({origin})", parameter.name);
            }
        }
        for event in &variant.events {
            let _ = writeln!(text, "  week {}: {}", event.week, event.kind.name);
        }
    }
    text
}
