//! `seci replay DIR RUN_ID`: one run again, week by week.

use std::path::PathBuf;

use super::output::{self, Format};
use super::{Changes, Ending, open};
use crate::scenario::Scenario;
use crate::study::{self, SCENARIO_FILE};
use crate::table::push_number;

#[derive(Debug, clap::Args)]
pub(super) struct ReplayArguments {
    /// An output folder
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// The id of a run, from the first column of its runs.csv, or the first digits of it
    #[arg(value_name = "RUN_ID")]
    run_id: String,
}

pub(super) fn replay(arguments: &ReplayArguments) -> Ending {
    if let Err(error) = crate::table::read_manifest(&arguments.folder) {
        output::error(&error, Format::People);
        return Ending::BadInput;
    }
    if !arguments.folder.join(SCENARIO_FILE).exists() {
        let text = format!(
            "{} has no {SCENARIO_FILE} any more, which says what to repeat; run its scenario again",
            arguments.folder.display()
        );
        output::error(&text, Format::People);
        return Ending::BadInput;
    }
    let Some(loaded) = open(
        &arguments.folder.join(SCENARIO_FILE),
        &Changes::none(),
        Format::People,
    ) else {
        return Ending::BadInput;
    };
    let replay = match study::replay(&arguments.folder, &loaded.scenario, &arguments.run_id) {
        Ok(replay) => replay,
        Err(error) => {
            output::error(&error, Format::People);
            return Ending::BadInput;
        }
    };
    let mut text = format!("week,{}\n", replay.metrics.join(","));
    for (week, metrics) in replay.weeks.iter().enumerate() {
        text.push_str(&week.to_string());
        for &number in metrics {
            text.push(',');
            push_number(&mut text, number);
        }
        text.push('\n');
    }
    output::result(&text);
    let which = format!(
        "run {}: variant {}{}, replicate {}",
        replay.run_id,
        replay.variant,
        point(&loaded.scenario, &replay.point),
        replay.replicate
    );
    match replay.agrees {
        Some(true) => output::note(&format!(
            "{which}; its last week equals runs.csv to the last bit"
        )),
        Some(false) => {
            output::error(
                &format!("{which}; its last week differs from runs.csv: the table was changed"),
                Format::People,
            );
            return Ending::RunsFailed;
        }
        None => output::note(&format!("{which}; runs.csv does not hold it yet")),
    }
    Ending::Well
}

/// The point of a sweep in words.
fn point(scenario: &Scenario, point: &[f64]) -> String {
    let axes = scenario.sweep.iter().flat_map(|sweep| &sweep.axes);
    let values = axes.zip(point).map(|(axis, value)| {
        let name = scenario.model.parameters[axis.position].name;
        format!(", {name} = {value}")
    });
    values.collect()
}
