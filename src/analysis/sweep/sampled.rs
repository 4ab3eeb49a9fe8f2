//! Sensitivity from sampled designs: the trajectories of Morris and the samples of Saltelli.
//!
//! Walks the rows in the order of the design, with no more cells in memory than one step or one sample needs. Knows which
//! cells belong together, not what is made of them.

use super::lines::moved_axis;
use super::{Ends, LeftOut, Sweep, SweepRow};
use crate::analysis::bootstrap::Estimate;
use crate::analysis::cell::{Aligned, Block, Cell};
use crate::analysis::morris::{ElementaryEffect, screen};
use crate::analysis::sobol::{Outputs, Sensitivity, sobol};
use crate::analysis::summary::{mean_and_sd, sorted_numbers};
use crate::design::{morris_rows, saltelli_rows};
use crate::table::SensitivityRow;

impl Sweep<'_> {
    /// Variant by variant, metric by metric, parameter by parameter.
    pub(super) fn morris<E>(&self, ends: &mut Ends<'_, E>) -> Result<Vec<LeftOut>, E> {
        let mut left_out = Vec::new();
        for variant in 0..self.manifest.variants.len() {
            let effects = self.elementary_effects(ends, variant)?;
            for (metric, effects) in effects.iter().enumerate() {
                let (mut parts, mut of) = (0, 0);
                for (parameter, effects) in effects.iter().enumerate() {
                    let found = screen(effects, self.manifest.seed);
                    parts += found.left_out;
                    of += effects.len();
                    if found.steps == 0 {
                        continue;
                    }
                    for (index, estimate) in [
                        ("mu", found.mu),
                        ("mu_star", found.mu_star),
                        ("sigma", found.sigma),
                        ("noise", found.noise),
                    ] {
                        let row = self.row(variant, metric, parameter, "morris", (index, ""));
                        (ends.emit)(SweepRow::Sensitivity(with(row, estimate)))?;
                    }
                }
                left_out.extend(self.left_out(variant, metric, parts, of));
            }
        }
        Ok(left_out)
    }

    /// By metric, then parameter: an effect for each trajectory.
    fn elementary_effects<E>(
        &self,
        ends: &mut Ends<'_, E>,
        variant: usize,
    ) -> Result<Vec<Vec<Vec<ElementaryEffect>>>, E> {
        let axes = self.axes();
        let mut effects = vec![vec![Vec::new(); axes.len()]; self.metrics.len()];
        let length = morris_rows(axes.len());
        let rows = self.rows.chunks_exact(length);
        for (rows, places) in rows.zip(self.distinct.of_row.chunks_exact(length)) {
            let mut before = (ends.read)(variant, places[0])?;
            for (step, &place) in rows.windows(2).zip(&places[1..]) {
                let there = (ends.read)(variant, place)?;
                if let Some(axis) = moved_axis(&step[0], &step[1]) {
                    let moved = axes[axis].unit(step[1][axis]) - axes[axis].unit(step[0][axis]);
                    let cells = [&there, &before];
                    let aligned = Aligned::of(&cells);
                    for (metric, effects) in effects.iter_mut().enumerate() {
                        let mut differences = aligned.metric(metric).differences(0, 1);
                        effects[axis].push(ElementaryEffect::of(&mut differences, moved));
                    }
                }
                before = there;
            }
        }
        Ok(effects)
    }

    /// Variant by variant, metric by metric, parameter by parameter.
    pub(super) fn saltelli<E>(&self, ends: &mut Ends<'_, E>) -> Result<Vec<LeftOut>, E> {
        let mut left_out = Vec::new();
        for variant in 0..self.manifest.variants.len() {
            let outputs = self.outputs(ends, variant)?;
            for (metric, outputs) in outputs.iter().enumerate() {
                let found = sobol(outputs, self.manifest.seed);
                let of = found.samples + found.left_out;
                left_out.extend(self.left_out(variant, metric, found.left_out, of));
                if found.samples > 0 {
                    self.indices(ends, variant, metric, &found)?;
                }
            }
        }
        Ok(left_out)
    }

    fn indices<E>(
        &self,
        ends: &mut Ends<'_, E>,
        variant: usize,
        metric: usize,
        found: &Sensitivity,
    ) -> Result<(), E> {
        for (parameter, indices) in found.parameters.iter().enumerate() {
            for (index, estimate, verdict) in [
                ("first", indices.first, found.first.name()),
                ("total", indices.total, found.total.name()),
                ("noise", indices.noise, ""),
            ] {
                let row = self.row(variant, metric, parameter, "sobol", (index, verdict));
                (ends.emit)(SweepRow::Sensitivity(with(row, estimate)))?;
            }
        }
        Ok(())
    }

    /// For each metric what the rows of the design gave: means over the replicates that all rows of a sample have.
    fn outputs<E>(&self, ends: &mut Ends<'_, E>, variant: usize) -> Result<Vec<Outputs>, E> {
        let parameters = self.manifest.swept.len();
        let none = Outputs {
            parameters,
            ..Outputs::default()
        };
        let mut outputs = vec![none; self.metrics.len()];
        let samples = self.distinct.of_row.chunks_exact(saltelli_rows(parameters));
        for places in samples {
            let cells = places.iter().map(|&place| (ends.read)(variant, place));
            let cells = cells.collect::<Result<Vec<Cell>, E>>()?;
            let cells: Vec<&Cell> = cells.iter().collect();
            let aligned = Aligned::of(&cells);
            for (metric, outputs) in outputs.iter_mut().enumerate() {
                let block = aligned.metric(metric);
                let means = (0..cells.len()).map(|row| mean(&block, row));
                outputs.rows.extend(means);
                let mixed = 1..=parameters;
                outputs.chance.extend(mixed.map(|row| chance(&block, row)));
            }
        }
        Ok(outputs)
    }

    fn row(
        &self,
        variant: usize,
        metric: usize,
        parameter: usize,
        method: &str,
        (index, verdict): (&str, &str),
    ) -> SensitivityRow {
        SensitivityRow {
            variant: self.manifest.variants[variant].name.clone(),
            metric: self.metrics[metric].clone(),
            method: method.to_owned(),
            parameter: self.manifest.swept[parameter].name.clone(),
            index: index.to_owned(),
            estimate: f64::NAN,
            ci_low: f64::NAN,
            ci_high: f64::NAN,
            verdict: verdict.to_owned(),
        }
    }

    fn left_out(&self, variant: usize, metric: usize, parts: usize, of: usize) -> Option<LeftOut> {
        (parts > 0).then(|| LeftOut {
            variant: self.manifest.variants[variant].name.clone(),
            metric: self.metrics[metric].clone(),
            parts,
            of,
        })
    }
}

fn with(row: SensitivityRow, estimate: Estimate) -> SensitivityRow {
    SensitivityRow {
        estimate: estimate.value,
        ci_low: estimate.low,
        ci_high: estimate.high,
        ..row
    }
}

fn mean(block: &Block, row: usize) -> f64 {
    let mut sample: Vec<f64> = block.column(row).collect();
    mean_and_sd(sorted_numbers(&mut sample)).0
}

/// The variance of the mean difference between the first row of a sample and another.
#[allow(clippy::cast_precision_loss)] // Replicates are far fewer than 2⁵³.
fn chance(block: &Block, row: usize) -> f64 {
    let count = block.replicates();
    if count < 2 {
        return f64::NAN;
    }
    let mut differences = block.differences(0, row);
    let (_, sd) = mean_and_sd(sorted_numbers(&mut differences));
    sd * sd / count as f64
}
