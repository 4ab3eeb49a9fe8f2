//! Remarks on a scenario that runs but may not be what its author meant.

use super::super::Variant;
use super::super::layer::{EventLayer, Layer, VariantLayer};
use super::super::names;
use super::super::registry::Registry;

/// Remarks where the command line covers what variants or events say.
pub(super) fn on_overrides(
    layer: &Layer,
    variants: &[VariantLayer],
    events: &[EventLayer],
    registry: &'static Registry,
) -> Vec<String> {
    let mut advice = Vec::new();
    for given in &layer.assignments {
        let name = registry.parameters[given.value.position].name;
        let covered: Vec<&str> = variants
            .iter()
            .filter(|variant| variant.layer.decides(registry, name).is_some())
            .map(|variant| variant.name.value.as_str())
            .collect();
        if !covered.is_empty() {
            let them = if covered.len() == 1 {
                "the variant"
            } else {
                "the variants"
            };
            advice.push(format!(
                "--set {name} holds for all variants, also for what {them} {} would set instead",
                names::listed(&covered)
            ));
        }
        let all = events
            .iter()
            .chain(variants.iter().flat_map(|variant| &variant.events));
        let mut weeks: Vec<u32> = all
            .filter(|event| event.set.decides(registry, name).is_some())
            .map(|event| event.week.value)
            .collect();
        weeks.sort_unstable();
        weeks.dedup();
        if let Some(week) = weeks.first() {
            advice.push(format!(
                "--set {name} holds until week {week}, when an event changes it"
            ));
        }
    }
    advice
}

/// A remark on variants that differ in sizes: numbers that are fixed from the start, and how much chance is drawn.
pub(super) fn on_sizes(variants: &[Variant], registry: &'static Registry) -> Option<String> {
    let differ = |position: usize| {
        let number = |variant: &Variant| variant.values.numbers()[position].to_bits();
        let mut numbers = variants.iter().map(number);
        let first = numbers.next();
        numbers.any(|number| Some(number) != first)
    };
    let parameters = registry.parameters.iter().enumerate();
    let sizes: Vec<&str> = parameters
        .filter(|(position, parameter)| parameter.is_size() && differ(*position))
        .map(|(_, parameter)| parameter.name)
        .collect();
    let names: Vec<&str> = variants.iter().map(|v| v.name.as_str()).collect();
    (!sizes.is_empty()).then(|| {
        format!(
            "the variants {} differ in {}: their runs are paired by number only, not by equal luck",
            names::listed(&names),
            names::listed(&sizes)
        )
    })
}

/// Remarks on variants that differ in nothing.
pub(super) fn on_twins(variants: &[Variant]) -> Vec<String> {
    let mut advice = Vec::new();
    for (index, variant) in variants.iter().enumerate() {
        let twin = variants[..index].iter().find(|twin| {
            twin.values == variant.values
                && twin.events == variant.events
                && twin.own == variant.own
        });
        if let Some(twin) = twin {
            advice.push(format!(
                "the variants {} and {} are the same in everything",
                twin.name, variant.name
            ));
        }
    }
    advice
}
