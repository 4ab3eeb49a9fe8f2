//! All tables of a sweep from its cells: points, convergence, effects, optimum, sensitivity.
//!
//! Is handed the manifest, the rows of the design and a way to read one cell at a time; hands on row after row. What is in
//! memory at once is a line of a grid, a step of a trajectory or a sample of Saltelli's design, and one number per row and
//! metric for the indices, however many runs there are. Knows neither ledgers nor files.
//!
//! | design | what is made of it besides points and convergence |
//! |---|---|
//! | grid | effects along each axis against its first value; the optimum of each line of at least three values |
//! | one-at-a-time | effects against the first row |
//! | morris | μ, μ*, σ and noise |
//! | saltelli | first-order and total indices and noise |
//! | any other | nothing |

mod lines;
mod sampled;

#[cfg(test)]
mod tests;

use super::cell::Cell;
use super::convergence::Convergence;
use super::interval::half_width;
use crate::design::{Axis, Distinct, Numbers, Scale, distinct};
use crate::table::{
    ConvergenceRow, EffectRow, Manifest, OptimumRow, PointRow, SensitivityRow, Summary,
};

/// A row of one of the tables of a sweep.
#[derive(Debug, Clone, PartialEq)]
pub enum SweepRow {
    Point(PointRow),
    Convergence(ConvergenceRow),
    Effect(EffectRow),
    Optimum(OptimumRow),
    Sensitivity(SensitivityRow),
}

/// Parts of a sampled design that could not be used because runs are missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    pub variant: String,
    pub metric: String,
    /// Elementary effects of a Morris design, samples of a Saltelli design.
    pub parts: usize,
    /// How many there are in all.
    pub of: usize,
}

/// What the tables are made from: the manifest of the study, and the rows of its `design.csv`.
struct Sweep<'a> {
    manifest: &'a Manifest,
    rows: &'a [Vec<f64>],
    distinct: Distinct,
    metrics: Vec<String>,
}

/// Where cells are read from and rows are put.
struct Ends<'a, E> {
    read: &'a mut dyn FnMut(usize, usize) -> Result<Cell, E>,
    emit: &'a mut dyn FnMut(SweepRow) -> Result<(), E>,
}

/// Makes the tables. `read` delivers the cell of a variant, by its place in the manifest, at a point, by its place among
/// the different points of the design in the order in which they first appear ([`distinct`]); `emit` takes each row. Rows of
/// one table come in their order, those of different tables mixed. A cell without runs has rows with n = 0 among the points,
/// so that whoever analyses the design elsewhere finds a row for each of its rows.
///
/// # Errors
/// The first that reading or emitting gives.
pub fn tables<E>(
    manifest: &Manifest,
    rows: &[Vec<f64>],
    read: &mut dyn FnMut(usize, usize) -> Result<Cell, E>,
    emit: &mut dyn FnMut(SweepRow) -> Result<(), E>,
) -> Result<Vec<LeftOut>, E> {
    let sweep = Sweep {
        manifest,
        rows,
        distinct: distinct(rows),
        metrics: manifest.columns().metrics,
    };
    let mut ends = Ends { read, emit };
    sweep.points(&mut ends)?;
    let kind = manifest.design.as_ref().map(|design| design.kind.as_str());
    match kind {
        Some("grid") => sweep.lines(&mut ends)?,
        Some("one-at-a-time") => sweep.one_at_a_time(&mut ends)?,
        Some("morris") => return sweep.morris(&mut ends),
        Some("saltelli") => return sweep.saltelli(&mut ends),
        _ => {}
    }
    Ok(Vec::new())
}

impl Sweep<'_> {
    /// Every row of the design at every variant; convergence counts a point that appears again once.
    fn points<E>(&self, ends: &mut Ends<'_, E>) -> Result<(), E> {
        let mut convergence = Convergence::new(self.metrics.len(), self.manifest.replicates);
        let mut seen = 0;
        for (row, (point, &place)) in self.rows.iter().zip(&self.distinct.of_row).enumerate() {
            for (variant, info) in self.manifest.variants.iter().enumerate() {
                let cell = (ends.read)(variant, place)?;
                for (metric, name) in self.metrics.iter().enumerate() {
                    let summary = Summary::of(&mut cell.sample(metric).collect::<Vec<f64>>());
                    let half_width = half_width(summary.n, summary.sd);
                    (ends.emit)(SweepRow::Point(PointRow {
                        row: row as u64 + 1,
                        variant: info.name.clone(),
                        point: point.clone(),
                        metric: name.clone(),
                        summary,
                        ci_low: summary.mean - half_width,
                        ci_high: summary.mean + half_width,
                    }))?;
                    if place == seen {
                        convergence.add(metric, cell.sample(metric));
                    }
                }
            }
            seen += usize::from(place == seen);
        }
        let rows = convergence.rows(&self.metrics).into_iter();
        rows.map(SweepRow::Convergence).try_for_each(&mut ends.emit)
    }

    /// The ranges of the swept parameters.
    fn axes(&self) -> Vec<Axis> {
        let swept = self.manifest.swept.iter();
        let axes = swept.map(|swept| Axis {
            low: swept.low,
            high: swept.high,
            scale: Scale::named(&swept.scale).unwrap_or_default(),
            numbers: Numbers::Real,
        });
        axes.collect()
    }
}
