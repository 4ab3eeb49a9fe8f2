//! What `[run]` comes to once all layers have spoken: how long, how often, what is observed; and where each of its keys
//! comes from.
//!
//! Owns the defaults of `[run]`. Knows variants only as far as a model's parameters say how long runs last.

use super::super::faults::Place;
use super::super::layer::{EventLayer, ObserveGiven, RunLayer};
use super::super::run_keys::run_keys;
use super::super::settle::{Origin, Settled};
use super::super::values::Values;
use super::super::{Observe, Replicates, RunSettings, Sweep};
use super::origin_of;

const DEFAULT_WEEKS: u32 = 156;
const DEFAULT_REPLICATES: u32 = 100;
pub(super) const DEFAULT_SEED: u64 = 1;

/// How long the runs are followed.
#[derive(Clone, Copy)]
pub(super) struct Length {
    pub weeks: u32,
    /// Whether any of them goes on to its own end.
    is_open: bool,
}

impl Length {
    /// As the file says, or as the longest of all runs needs where the model's parameters say it.
    pub fn of(
        run: &RunLayer,
        settled: &[(Settled, &[EventLayer])],
        sweep: Option<&Sweep>,
    ) -> Length {
        let given = run.weeks.as_ref().map(|given| given.value);
        let mut length = Length {
            weeks: 0,
            is_open: false,
        };
        let mut add = |values: &Values| {
            let registry = values.registry();
            let weeks = registry.horizon(values).or(given).unwrap_or(DEFAULT_WEEKS);
            length.weeks = length.weeks.max(weeks);
            length.is_open |= registry.is_open_ended(values);
        };
        for (settled, _) in settled {
            let Some(sweep) = sweep else {
                add(&settled.values);
                continue;
            };
            for point in &sweep.rows {
                let mut values = settled.values.clone();
                sweep.apply(point, &mut values);
                add(&values);
            }
        }
        length
    }
}

/// People of a roster that are observed one by one without being asked for.
const MOST_OBSERVED: usize = 1000;

/// The table with what it leaves unsaid.
pub(super) fn settings(
    run: RunLayer,
    length: Length,
    is_swept: bool,
    people: usize,
) -> RunSettings {
    let replicates = match (run.replicates, run.precision) {
        (_, Some(precision)) => {
            let precision = precision.value;
            Replicates::Precision {
                metric: precision.metric,
                half_width: precision.half_width,
                at_most: precision.at_most,
            }
        }
        (replicates, None) => {
            Replicates::Count(replicates.map_or(DEFAULT_REPLICATES, |given| given.value))
        }
    };
    let Length { weeks, is_open } = length;
    let observe = match run.observe.map(|given| given.value) {
        // The last week that a run might take is far beyond the end of nearly all of them.
        None if is_open => Observe::End,
        // Of a sweep a year is fine enough, and a fiftieth of the data.
        None if is_swept => Observe::Weeks((0..=weeks).step_by(52).collect()),
        None => Observe::Weekly,
        Some(given) => observed(given).unwrap_or(Observe::Weekly),
    };
    let people = match (people, run.observe_people) {
        (0, _) => None,
        (_, Some(given)) => observed(given.value),
        (1..=MOST_OBSERVED, None) if !is_swept => Some(Observe::End),
        _ => None,
    };
    RunSettings {
        weeks,
        replicates,
        seed: run.seed.map_or(DEFAULT_SEED, |given| given.value),
        observe,
        people,
    }
}

/// The weeks observed; none for never.
fn observed(given: ObserveGiven) -> Option<Observe> {
    match given {
        ObserveGiven::Weekly => Some(Observe::Weekly),
        ObserveGiven::End => Some(Observe::End),
        ObserveGiven::Never => None,
        ObserveGiven::Weeks(weeks) => {
            let mut weeks: Vec<u32> = weeks.into_iter().map(|week| week.value).collect();
            weeks.sort_unstable();
            weeks.dedup();
            Some(Observe::Weeks(weeks))
        }
    }
}

pub(super) fn run_origins(run: &RunLayer) -> Vec<(&'static str, Origin)> {
    let place = |name: &str| -> Option<&Place> {
        match name {
            "weeks" => run.weeks.as_ref().map(|given| &given.place),
            "replicates" => run.replicates.as_ref().map(|given| &given.place),
            "precision" => run.precision.as_ref().map(|given| &given.place),
            "seed" => run.seed.as_ref().map(|given| &given.place),
            "observe" => run.observe.as_ref().map(|given| &given.place),
            "observe_people" => run.observe_people.as_ref().map(|given| &given.place),
            _ => run.reference.as_ref().map(|given| &given.place),
        }
    };
    run_keys()
        .iter()
        .map(|key| (key.name, place(key.name).map_or(Origin::Default, origin_of)))
        .collect()
}
