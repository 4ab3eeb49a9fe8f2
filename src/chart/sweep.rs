//! The charts of a sweep: what becomes of a metric as parameters move, and how far the numbers can be trusted.
//!
//! Owns the list of these charts and the tables they are drawn from. As with the charts of single points, all of them
//! first say which differences they want to speak of, these are judged together, then each chart is drawn that the tables
//! have something for. It must not know the model, the design's making, or where a folder lies.

pub(super) mod bars;
mod bridge;
mod claim;
mod convergence;
mod data;
mod dose_response;
mod field;
#[cfg(test)]
mod fixture;
#[cfg(test)]
mod gallery;
pub(super) mod measure;
mod optimum;
mod parameter;
mod regime_map;
mod sensitivity;
#[cfg(test)]
mod tests;
mod tornado;
pub(super) mod words;

use rayon::prelude::*;

use super::theme::Theme;
use super::{ChartInput, Drawn, Sheet};
use crate::table::{ConvergenceRow, EffectRow, Manifest, OptimumRow, PointRow, SensitivityRow};
use claim::{Judged, Topic};
use data::Sweep;

pub(super) use bars::whisker;

/// The tables that a sweep adds, as charts want them: rows of the metrics of [`sweep_metrics`], all others left out.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SweepTables {
    pub points: Vec<PointRow>,
    pub effects: Vec<EffectRow>,
    pub optima: Vec<OptimumRow>,
    pub sensitivity: Vec<SensitivityRow>,
    pub convergence: Vec<ConvergenceRow>,
}

/// The metrics whose rows the charts of a sweep want, in every table: at most two, however many the model has.
#[must_use]
pub fn sweep_metrics(manifest: &Manifest) -> Vec<&str> {
    let metrics = [measure::main(manifest), measure::documents(manifest)];
    metrics
        .into_iter()
        .flatten()
        .map(|info| info.name.as_str())
        .collect()
}

/// One kind of chart of a sweep: what it wants to claim, and how it is drawn.
struct SweepChart {
    id: &'static str,
    /// Every difference that its title or its marks might speak of, so that choosing among them is paid for.
    topics: fn(&Sweep<'_>) -> Vec<Topic>,
    /// `None` where the tables hold nothing that it could show.
    draw: fn(&Sweep<'_>, &Judged, &Theme) -> Option<Drawn>,
}

const CHARTS: &[SweepChart] = &[
    bridge::CHART,
    dose_response::CHART,
    regime_map::CHART,
    tornado::CHART,
    sensitivity::CHART,
    convergence::CHART,
];

/// A number of the tables that ship with charts; empty where there is none.
pub(super) fn csv_number(number: f64) -> String {
    if number.is_finite() {
        number.to_string()
    } else {
        String::new()
    }
}

/// A sweep with all that its charts want to claim, judged.
pub struct Judging<'a> {
    sweep: Sweep<'a>,
    judged: Judged,
}

impl<'a> Judging<'a> {
    /// `None` without a sweep.
    pub fn of(input: &'a ChartInput) -> Option<Judging<'a>> {
        let sweep = Sweep::of(input)?;
        let topics = CHARTS.iter().flat_map(|chart| (chart.topics)(&sweep));
        let judged = Judged::judge(&sweep, topics);
        Some(Judging { sweep, judged })
    }

    /// One of the charts; `None` where the tables hold nothing that it could show.
    pub fn draw(&self, id: &str, theme: &Theme) -> Option<Drawn> {
        let chart = CHARTS.iter().find(|chart| chart.id == id)?;
        (chart.draw)(&self.sweep, &self.judged, theme)
    }
}

/// The names of these charts.
pub fn ids() -> impl Iterator<Item = &'static str> {
    CHARTS.iter().map(|chart| chart.id)
}

/// All charts of a sweep that these tables have something for, in a fixed order.
pub fn drawn(input: &ChartInput, theme: &Theme) -> Vec<(&'static str, Drawn)> {
    let Some(judging) = Judging::of(input) else {
        return Vec::new();
    };
    CHARTS
        .par_iter()
        .filter_map(|chart| Some((chart.id, judging.draw(chart.id, theme)?)))
        .collect()
}
