//! Models: what every model offers to the engine, and the list of those there are.
//!
//! A model owns its registry (parameters, metrics, events) and turns values into runs. It knows nothing of files,
//! tables, charts or the command line, and the engine knows nothing of what happens inside a week.

#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss
)]

pub mod fang;
pub mod march;
mod published;
pub mod two_loop;

use std::ops::Range;

use thiserror::Error;

use crate::scenario::{Event, Own, Registry, Roster, Values};

/// A model of organisational learning that the engine can run.
pub trait Model: Sync {
    /// Everything a user may set and will see.
    fn registry(&self) -> &'static Registry;

    /// The number of people in the organisation, where the model has people.
    fn headcount(&self, values: &Values) -> Option<u64>;

    /// The memory that a block of runs made side by side ([`Registry::block`]) needs at the most, in bytes. Computed in `f64`, so that no headcount overflows it.
    fn memory(&self, values: &Values) -> f64;

    /// Whether a run is large enough for several threads of the pool it is run in. Its result never depends on them.
    fn splits(&self, _values: &Values) -> bool {
        false
    }

    /// Starts the runs of a batch, each at week 0.
    fn start<'a>(&'a self, batch: &Batch<'a>) -> Box<dyn Simulation + 'a>;
}

/// Runs with equal parameters and events and consecutive replicates.
#[derive(Debug, Clone)]
pub struct Batch<'a> {
    pub values: &'a Values,
    pub events: &'a [Event],
    /// The people of a real organisation; none: the model makes them up.
    pub roster: Option<&'a Roster>,
    /// What teams and people of the roster have of their own.
    pub own: &'a [Own],
    /// Whether single people are going to be observed, so that what each does has to be counted.
    pub people: Watch,
    /// The root seed of the scenario.
    pub seed: u64,
    pub replicates: Range<u32>,
}

/// Runs under way.
pub trait Simulation {
    /// Moves every run of the batch from observation `week` to observation `week + 1`.
    ///
    /// # Errors
    /// When the model cannot go on; the run is then recorded as failed, and the others go on.
    fn step(&mut self, week: u32, watch: Watch) -> Result<(), Failure>;

    /// Whether every run of the batch has come to its end, after which nothing of it changes.
    fn has_ended(&self) -> bool {
        false
    }

    /// Asked once, at the end of the last step: why the run at `position` is none, where it is none.
    fn fault(&self, _position: usize) -> Option<Failure> {
        None
    }

    /// Writes the metrics of the run at `position` in the batch, in the registry's order, as they are now. To be asked
    /// at week 0 and after a step with [`Watch::Metrics`].
    fn observe(&self, position: usize, observation: &mut [f64]);

    /// Writes, of the run at `position`, seat after seat the registry's `person_metrics`, then the trust of the roster's
    /// ties in their order. To be asked only where the batch says that people are observed; asked at any week.
    fn observe_people(&self, _position: usize, _observation: &mut [f64]) {}
}

/// Whether the end of this step is going to be observed. What is observed never changes what happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Watch {
    Metrics,
    Nothing,
}

/// A run that could not be finished.
#[derive(Debug, Clone, Error)]
#[error("{0}")]
pub struct Failure(pub String);

/// All models, the one a scenario gets without saying so first.
static MODELS: &[&dyn Model] = &[&two_loop::TwoLoop, &march::March, &fang::Fang];

/// The registries of all models, in the same order.
pub static REGISTRIES: &[&Registry] = &[&two_loop::REGISTRY, &march::REGISTRY, &fang::REGISTRY];

/// The model that owns a registry.
#[must_use]
pub fn of(registry: &Registry) -> Option<&'static dyn Model> {
    MODELS
        .iter()
        .copied()
        .find(|model| model.registry().model == registry.model)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_model_has_its_registry_listed() {
        assert_eq!(MODELS.len(), REGISTRIES.len());
        for (model, registry) in MODELS.iter().zip(REGISTRIES) {
            assert!(std::ptr::eq(model.registry(), *registry));
        }
    }
}
