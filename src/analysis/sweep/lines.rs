//! Effects and optima: the lines of a grid, and one parameter at a time.
//!
//! A line is the points that differ in one parameter alone. Knows which cells are compared, not how.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{Ends, Sweep, SweepRow};
use crate::analysis::cell::{Aligned, Cell};
use crate::analysis::effects::{Move, effects};
use crate::analysis::optimum::{Optimum, optimum};
use crate::design::point_key;
use crate::table::OptimumRow;

/// Points of a line below which its best point says nothing.
const FEWEST: usize = 3;

/// The lines of an axis: places of points, in the order in which they appear.
fn lines(points: &[Vec<f64>], axis: usize) -> Vec<Vec<usize>> {
    let mut places = BTreeMap::new();
    let mut lines: Vec<Vec<usize>> = Vec::new();
    for (point, values) in points.iter().enumerate() {
        let line = *places
            .entry(point_key(&others(values, axis)))
            .or_insert_with(|| {
                lines.push(Vec::new());
                lines.len() - 1
            });
        lines[line].push(point);
    }
    lines
}

/// A point without its value on an axis.
fn others(point: &[f64], axis: usize) -> Vec<f64> {
    let mut others = point.to_vec();
    others[axis] = f64::NAN;
    others
}

impl Sweep<'_> {
    /// Each variant, each axis, each line of it.
    pub(super) fn lines<E>(&self, ends: &mut Ends<'_, E>) -> Result<(), E> {
        for variant in 0..self.manifest.variants.len() {
            for axis in 0..self.manifest.swept.len() {
                for line in lines(&self.distinct.points, axis) {
                    let cells = line.iter().map(|&point| (ends.read)(variant, point));
                    let cells = cells.collect::<Result<Vec<Cell>, E>>()?;
                    for (&point, cell) in line.iter().zip(&cells).skip(1) {
                        self.moved(ends, variant, axis, [line[0], point], [&cells[0], cell])?;
                    }
                    if line.len() >= FEWEST {
                        self.best(ends, variant, axis, &line, &cells)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Each row against the first, from which it differs in one parameter.
    pub(super) fn one_at_a_time<E>(&self, ends: &mut Ends<'_, E>) -> Result<(), E> {
        let points = &self.distinct.points;
        for variant in 0..self.manifest.variants.len() {
            if points.len() < 2 {
                break;
            }
            let base = (ends.read)(variant, 0)?;
            for (point, values) in points.iter().enumerate().skip(1) {
                let Some(axis) = moved_axis(&points[0], values) else {
                    continue;
                };
                let cell = (ends.read)(variant, point)?;
                self.moved(ends, variant, axis, [0, point], [&base, &cell])?;
            }
        }
        Ok(())
    }

    fn moved<E>(
        &self,
        ends: &mut Ends<'_, E>,
        variant: usize,
        axis: usize,
        [from, to]: [usize; 2],
        [before, there]: [&Cell; 2],
    ) -> Result<(), E> {
        let moved = Move {
            variant: &self.manifest.variants[variant].name,
            axis: &self.manifest.swept[axis].name,
            point: &self.distinct.points[to],
            against: self.distinct.points[from][axis],
        };
        let rows = effects(&moved, there, before, &self.metrics);
        let mut rows = rows.into_iter().map(SweepRow::Effect);
        rows.try_for_each(&mut ends.emit)
    }

    fn best<E>(
        &self,
        ends: &mut Ends<'_, E>,
        variant: usize,
        axis: usize,
        line: &[usize],
        cells: &[Cell],
    ) -> Result<(), E> {
        let value = |point: usize| self.distinct.points[point][axis];
        let mut ascending: Vec<(f64, &Cell)> =
            line.iter().map(|&point| value(point)).zip(cells).collect();
        ascending.sort_by(|(a, _), (b, _)| a.total_cmp(b));
        let (values, cells): (Vec<f64>, Vec<&Cell>) = ascending.into_iter().unzip();
        let aligned = Aligned::of(&cells);
        // Resampling takes most of the time that a sweep's tables take; metrics do not depend on one another.
        let found: Vec<Option<Optimum>> = (0..self.metrics.len())
            .into_par_iter()
            .map(|metric| optimum(&values, &aligned.metric(metric), self.manifest.seed))
            .collect();
        for (name, found) in self.metrics.iter().zip(found) {
            let Some(found) = found else {
                continue;
            };
            (ends.emit)(SweepRow::Optimum(OptimumRow {
                variant: self.manifest.variants[variant].name.clone(),
                axis: self.manifest.swept[axis].name.clone(),
                point: others(&self.distinct.points[line[0]], axis),
                metric: name.clone(),
                n: found.n,
                points: values.len() as u64,
                at: found.at,
                at_low: found.low,
                at_high: found.high,
                best: found.best,
                interior: found.interior,
                over_low: found.over_low,
                over_high: found.over_high,
            }))?;
        }
        Ok(())
    }
}

/// The one parameter in which two points differ.
#[allow(
    clippy::float_cmp,
    reason = "what is not moved is the same number, to the bit"
)]
pub(super) fn moved_axis(from: &[f64], to: &[f64]) -> Option<usize> {
    let mut moved = (0..from.len().min(to.len())).filter(|&axis| from[axis] != to[axis]);
    let axis = moved.next()?;
    moved.next().is_none().then_some(axis)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_of_a_grid() {
        let points: Vec<Vec<f64>> =
            crate::design::grid(&[vec![1.0, 2.0], vec![7.0, 8.0, 9.0]]).collect();
        assert_eq!(lines(&points, 0), [[0, 3], [1, 4], [2, 5]]);
        assert_eq!(lines(&points, 1), [[0, 1, 2], [3, 4, 5]]);
    }

    #[test]
    fn a_step_moves_one_parameter_or_is_none() {
        assert_eq!(moved_axis(&[1.0, 2.0], &[1.0, 3.0]), Some(1));
        assert_eq!(moved_axis(&[1.0, 2.0], &[1.0, 2.0]), None);
        assert_eq!(moved_axis(&[1.0, 2.0], &[2.0, 3.0]), None);
    }
}
