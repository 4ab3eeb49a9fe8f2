//! The bridge between two variants, from the variants in which some of its levers are moved.
//!
//! Contributions are taken seed by seed, so that their intervals are t intervals of what single seeds say. Seeds that one
//! of the combinations lacks are left out.

use std::collections::{BTreeMap, BTreeSet};

use super::{Lever, Way, draw, weight};
use crate::analysis::{Claim, Difference, Finding, Topic, Verdict};
use crate::chart::data::{ChartInput, label};
use crate::chart::sweep::bars::Clear;
use crate::chart::sweep::measure::{self, Measure};
use crate::chart::sweep::words;
use crate::chart::theme::Theme;
use crate::chart::{Drawn, number, wording};
use crate::table::{BridgeInfo, ChartInfo, Manifest, Purpose, RunRow, VariantInfo};

/// A way between two variants with all its combinations.
pub struct Combined {
    bridge: BridgeInfo,
    measure: Measure,
    /// The places of the two variants in the manifest, and what charts call them.
    ends: [(usize, String); 2],
    levels: [f64; 2],
    /// Of each lever, seed by seed.
    contributions: Vec<Vec<f64>>,
    /// How many runs there are behind all of it.
    runs: usize,
}

impl Combined {
    /// Gathers the combinations, or says which are missing.
    pub fn of(
        input: &ChartInput,
        choice: &ChartInfo,
        bridge: &BridgeInfo,
    ) -> Result<Combined, String> {
        let manifest = &input.manifest;
        let info = match &choice.metric {
            Some(name) => manifest.metric(name),
            None => measure::main(manifest),
        };
        let column = info.and_then(|info| manifest.metric_position(&info.name));
        let (Some(info), Some(column)) = (info, column) else {
            return Err("the bridge has no metric to speak of".to_owned());
        };
        let count = bridge.levers.len();
        let mut values: Vec<BTreeMap<u32, f64>> = Vec::with_capacity(1 << count);
        let mut missing = Vec::new();
        for mask in 0..1_usize << count {
            let found = runs(input, bridge, mask);
            let of_mask: BTreeMap<u32, f64> = found
                .iter()
                .filter_map(|run| Some((run.replicate, *run.metrics.get(column)?)))
                .filter(|(_, value)| value.is_finite())
                .collect();
            if of_mask.is_empty() {
                missing.push(called(bridge, mask));
            }
            values.push(of_mask);
        }
        if !missing.is_empty() {
            return Err(format!(
                "the bridge from \"{}\" to \"{}\" lacks the runs of {}: {}; `seci run` with this scenario makes them",
                bridge.from,
                bridge.to,
                if missing.len() == 1 {
                    "a combination"
                } else {
                    "combinations"
                },
                missing.join("; ")
            ));
        }
        let all_have = |seed: &&u32| values.iter().all(|of_mask| of_mask.contains_key(*seed));
        let seeds: Vec<u32> = values[0].keys().filter(all_have).copied().collect();
        let at = |mask: usize, seed: u32| values[mask].get(&seed).copied().unwrap_or(f64::NAN);
        let contributions = (0..count)
            .map(|lever| {
                let of_seed = |seed: &u32| contribution(lever, count, |mask| at(mask, *seed));
                seeds.iter().map(of_seed).collect()
            })
            .collect();
        let full = (1 << count) - 1;
        let mean = |mask: usize| {
            seeds.iter().map(|seed| at(mask, *seed)).sum::<f64>() / seeds.len() as f64
        };
        let levels = [mean(0), mean(full)];
        let end = |name: &str| {
            let place = manifest.variants.iter().position(|info| info.name == name);
            let place = place.unwrap_or(usize::MAX);
            let called = manifest.variants.get(place).map_or(name.to_owned(), label);
            (place, called)
        };
        Ok(Combined {
            measure: Measure::of(info, levels[0]),
            ends: [end(&bridge.from), end(&bridge.to)],
            bridge: bridge.clone(),
            levels,
            contributions,
            runs: seeds.len() << count,
        })
    }

    /// What the title might say of each lever.
    pub fn claims(&self) -> Vec<Claim> {
        (0..self.contributions.len())
            .map(|lever| Claim {
                topic: self.topic(lever),
                differences: self.contributions[lever].clone(),
                means: self.levels,
                smallest: self.measure.smallest,
            })
            .collect()
    }

    fn topic(&self, lever: usize) -> Topic {
        let lever = &self.bridge.levers[lever].name;
        Topic {
            metric: format!("{} by {lever}", self.measure.metric),
            variant: self.ends[0].0,
            other: self.ends[1].0,
        }
    }

    /// Draws it.
    pub fn draw(
        &self,
        manifest: &Manifest,
        judged: &BTreeMap<Topic, Finding>,
        theme: &Theme,
    ) -> Drawn {
        let levers = self.bridge.levers.iter().enumerate();
        let levers: Vec<Lever> = levers
            .map(|(index, info)| {
                let finding = judged.get(&self.topic(index));
                let is_clear = finding.is_some_and(|finding| {
                    matches!(finding.verdict, Verdict::Higher | Verdict::Lower)
                });
                let label = if info.way.is_empty() {
                    info.label.clone()
                } else {
                    format!("{}: {}", info.label, info.way)
                };
                Lever {
                    step: info.name.clone(),
                    name: wording::lower(&info.label),
                    label,
                    way: [f64::NAN; 2],
                    contribution: Difference::of(&mut self.contributions[index].clone()),
                    standing: if is_clear { Clear::Yes } else { Clear::No },
                }
            })
            .collect();
        let seeds = self.contributions.first().map_or(0, Vec::len);
        let pairs = self.ends.each_ref().map(|(_, label)| label.as_str());
        let names = wording::names(&[(pairs[0], pairs[0]), (pairs[1], pairs[1])]);
        let mut provenance = format!(
            "{} runs ({} combinations × {seeds} seeds)",
            number::count_tick(self.runs as f64, 1.0),
            1_usize << levers.len()
        );
        if !manifest.complete {
            provenance.push_str(" (not all that were planned)");
        }
        let way = Way {
            main: &self.measure,
            ends: pairs.map(wording::sentence),
            heading: format!("From {} to {}", names[0], names[1]),
            levels: self.levels,
            levers,
            horizon: words::horizon_of(manifest),
            whiskers: "95\u{a0}% CI over seeds",
            family: judged.len(),
            notes: Vec::new(),
            provenance: format!(
                "{provenance}  ·  seci {}, scenario {}",
                manifest.seci, manifest.scenario_hash
            ),
        };
        draw(way, theme)
    }
}

/// Shapley's value of a lever, given what comes of each set of moved levers.
fn contribution(lever: usize, count: usize, value: impl Fn(usize) -> f64) -> f64 {
    let bit = 1 << lever;
    (0..1_usize << count)
        .filter(|mask| mask & bit == 0)
        .map(|mask| weight(mask.count_ones(), count) * (value(mask | bit) - value(mask)))
        .sum()
}

/// The runs of the variant in which the levers of a mask are moved.
fn runs<'a>(input: &'a ChartInput, bridge: &BridgeInfo, mask: usize) -> Vec<&'a RunRow> {
    let full = (1_usize << bridge.levers.len()) - 1;
    let of_end = |name: &str| {
        input
            .runs
            .iter()
            .filter(|run| run.variant == name)
            .collect()
    };
    if mask == 0 {
        return of_end(&bridge.from);
    }
    if mask == full {
        return of_end(&bridge.to);
    }
    let wanted: BTreeSet<&str> = names(bridge, mask).collect();
    let is_wanted = |info: &VariantInfo| match &info.purpose {
        Purpose::Coalition { from, to, moved } => {
            *from == bridge.from
                && *to == bridge.to
                && moved.iter().map(String::as_str).collect::<BTreeSet<_>>() == wanted
        }
        Purpose::WhatIf | Purpose::Departure { .. } => false,
    };
    let found = input.besides.iter().find(|(info, _)| is_wanted(info));
    found.map_or_else(Vec::new, |(_, runs)| runs.iter().collect())
}

fn names(bridge: &BridgeInfo, mask: usize) -> impl Iterator<Item = &str> {
    let levers = bridge.levers.iter().enumerate();
    let moved = levers.filter(move |(index, _)| mask >> index & 1 == 1);
    moved.map(|(_, lever)| lever.name.as_str())
}

/// A combination in a message.
fn called(bridge: &BridgeInfo, mask: usize) -> String {
    let full = (1_usize << bridge.levers.len()) - 1;
    match mask {
        0 => bridge.from.clone(),
        _ if mask == full => bridge.to.clone(),
        _ => names(bridge, mask).collect::<Vec<_>>().join(" + "),
    }
}
