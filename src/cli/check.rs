//! `seci check FILE…`: what was understood, and where each value comes from.

mod organisation;

use std::fmt::Write;
use std::path::PathBuf;

use super::output::{self, Format};
use super::{Changes, Ending, open};
use crate::design::Scale;
use crate::plan::Plan;
use crate::scenario::registry::Registry;
use crate::scenario::{
    AxisValues, Event, Loaded, Origin, Purpose, Replicates, Roster, Scenario, Sweep, Variant,
};

#[derive(Debug, clap::Args)]
pub(super) struct CheckArguments {
    /// Scenario files
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    changes: Changes,
    /// List every key of every variant, also those left at their default or worked out from others
    #[arg(long)]
    all: bool,
    /// Print JSON lines, for programs
    #[arg(long)]
    json: bool,
}

pub(super) fn check(arguments: &CheckArguments) -> Ending {
    let format = Format::of(arguments.json);
    let mut ending = Ending::Well;
    for file in &arguments.files {
        match open(file, &arguments.changes, format) {
            Some(loaded) if format == Format::People => {
                output::result(&describe(&loaded, arguments.all));
            }
            Some(loaded) => {
                output::event(
                    "checked",
                    serde_json::json!({
                        "file": file,
                        "name": loaded.scenario.name,
                        "organisation": organisation::as_json(&loaded.scenario, loaded.survey.as_ref()),
                    }),
                );
            }
            None => ending = Ending::BadInput,
        }
    }
    ending
}

/// The scenario in words: what is run, the values of each variant, and what befalls it.
fn describe(loaded: &Loaded, all: bool) -> String {
    let scenario = &loaded.scenario;
    let mut text = format!("{} is in order: {}\n", scenario.name, scenario.title);
    let _ = writeln!(
        text,
        "  model {}, {}, {}, seed {}",
        scenario.model.model,
        scenario.length(),
        runs(loaded),
        scenario.run.seed
    );
    organisation::describe(&mut text, scenario, loaded.survey.as_ref());
    if let Some(sweep) = &scenario.sweep {
        swept(&mut text, scenario.model, sweep);
    }
    let own_file = loaded.files.first().map_or("", String::as_str);
    let asked = scenario.variants.iter().enumerate();
    for (index, variant) in asked.filter(|(_, variant)| variant.purpose.is_what_if()) {
        let role = if index == scenario.reference && scenario.variants.len() > 1 {
            " (the reference)"
        } else {
            ""
        };
        let label = if variant.label == variant.name {
            String::new()
        } else {
            format!(": {}", variant.label)
        };
        let _ = writeln!(text, "variant {}{label}{role}", variant.name);
        let origins = loaded
            .origins
            .variants
            .get(index)
            .map_or(&[][..], Vec::as_slice);
        values(
            &mut text,
            scenario.model,
            variant,
            origins,
            |is_default, origin| all || is_told(is_default, origin, own_file),
        );
        let roster = scenario.roster.as_deref();
        if let Some(roster) = roster {
            organisation::own(&mut text, scenario.model, &variant.own, roster);
        }
        let mut events: Vec<&Event> = variant.events.iter().collect();
        events.sort_by_key(|event| event.week);
        for event in events {
            let _ = writeln!(text, "  {}", happening(scenario.model, event, roster));
        }
    }
    text.push_str(&besides(scenario));
    text
}

/// The variants that charts and studies need besides those of the file, in a line for each kind.
fn besides(scenario: &Scenario) -> String {
    let mut text = String::new();
    let count = |is: fn(&Purpose) -> bool| {
        let all = scenario.variants.iter();
        all.filter(|variant| is(&variant.purpose)).count()
    };
    let combinations = count(|purpose| matches!(purpose, Purpose::Coalition { .. }));
    if combinations > 0 {
        let _ = writeln!(
            text,
            "besides: {combinations} combinations of levers, for a bridge"
        );
    }
    let departures = count(|purpose| matches!(purpose, Purpose::Departure { .. }));
    if departures > 0 {
        let _ = writeln!(
            text,
            "besides: {departures} departures, a person each, for who matters"
        );
    }
    text
}

/// What a sweep moves, and how far.
fn swept(text: &mut String, model: &Registry, sweep: &Sweep) {
    let design = sweep.design.name();
    let drawn = match sweep.samples {
        Some(samples) => format!(", {samples} samples"),
        None => String::new(),
    };
    let _ = writeln!(text, "sweep {design}{drawn}: {} points", sweep.rows.len());
    for (index, axis) in sweep.axes.iter().enumerate() {
        let name = model.parameters[axis.position].name;
        let [low, high] = sweep.range(index);
        let scale = match axis.values.scale() {
            Scale::Linear => "",
            Scale::Log => ", by equal factors",
        };
        let values = match &axis.values {
            AxisValues::Listed(values) => {
                let values: Vec<String> = values.iter().map(f64::to_string).collect();
                values.join(", ")
            }
            AxisValues::Stepped { steps, .. } => {
                format!("{low} to {high} in {steps} steps{scale}")
            }
            AxisValues::Range { .. } | AxisValues::OfPoints => format!("{low} to {high}{scale}"),
        };
        let _ = writeln!(text, "  {name} = {values}");
    }
}

/// How many runs of each variant, and in all.
fn runs(loaded: &Loaded) -> String {
    let scenario = &loaded.scenario;
    let points = distinct_points(scenario);
    let variants = scenario.variants.len() as u64 * points;
    let each = if points > 1 {
        "each variant at each point"
    } else {
        "each variant"
    };
    match &scenario.run.replicates {
        Replicates::Count(1) if variants == 1 => "1 run".to_owned(),
        Replicates::Count(count) if variants == 1 => format!("{count} runs"),
        Replicates::Count(count) => format!(
            "{count} runs of {each} ({} in all)",
            u64::from(*count) * variants
        ),
        Replicates::Precision {
            metric,
            half_width,
            at_most,
        } => format!(
            "as many runs of {each} as it takes for ±{half_width} in {}, at most {at_most} ({} in all)",
            scenario.model.metrics[*metric].name,
            u64::from(*at_most) * variants
        ),
    }
}

/// The number of different points at which every variant is run.
fn distinct_points(scenario: &Scenario) -> u64 {
    Plan::new(scenario).points.len() as u64
}

/// Whether a value is worth a line: the file, the variant or the command line names it, or a file that is extended
/// changes it. What follows from the other pair of an either-or is not.
fn is_told(is_default: bool, origin: &Origin, own_file: &str) -> bool {
    match origin {
        Origin::Default | Origin::Follows { .. } | Origin::Roster { .. } => false,
        Origin::File { file, .. } => !is_default || file == own_file,
        Origin::Variant { .. } | Origin::CommandLine { .. } => true,
        Origin::Kept { .. } => !is_default,
    }
}

fn values(
    text: &mut String,
    model: &Registry,
    variant: &Variant,
    origins: &[Origin],
    is_told: impl Fn(bool, &Origin) -> bool,
) {
    let numbers = variant.values.numbers();
    for ((parameter, number), origin) in model.parameters.iter().zip(numbers).zip(origins) {
        let is_default = number.to_bits() == parameter.default.to_bits();
        if is_told(is_default, origin) {
            let shown = parameter.shown(*number);
            let _ = writeln!(text, "  {} = {shown}   ({origin})", parameter.name);
        }
    }
}

/// An event on a line: `week 52: policy explicit_share = 0.3`.
fn happening(model: &Registry, event: &Event, roster: Option<&Roster>) -> String {
    let set = event.set.iter().map(|assignment| {
        let parameter = &model.parameters[assignment.position];
        format!(
            "{} = {}",
            parameter.name,
            parameter.shown(assignment.number)
        )
    });
    let fields = event.kind.fields().zip(&event.fields);
    let fields = fields.map(|(field, number)| format!("{} {number}", field.name));
    let content: Vec<String> = fields.chain(set).collect();
    let line = format!(
        "week {}: {}{} {}",
        event.week,
        event.kind.name,
        organisation::participants(&event.who, roster),
        content.join(", ")
    );
    line.trim_end().to_owned()
}
