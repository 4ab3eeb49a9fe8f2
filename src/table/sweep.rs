//! The tables that a sweep adds: its design, and what was made of the runs at its points.
//!
//! Owns the rows of `design.csv`, `points.csv`, `effects.csv`, `optimum.csv`, `sensitivity.csv` and `convergence.csv`.
//! All are of the last week. Computes nothing.

use super::Summary;
use super::dictionary::{CONVERGENCE, DESIGN, EFFECTS, OPTIMUM, POINTS, SENSITIVITY, Table};
use super::row::{Fault, Fields, Row, Taken};

/// A row of `design.csv`: the values of the swept parameters, in the order of the design. The file is one that a sweep of
/// design "csv" reads.
#[derive(Debug, Clone, PartialEq)]
pub struct DesignRow {
    pub point: Vec<f64>,
}

/// A row of `points.csv`: the distribution of a metric over the runs of a variant at a row of the design.
#[derive(Debug, Clone, PartialEq)]
pub struct PointRow {
    /// The row of `design.csv`, from 1. A design may hold a point twice; the runs behind both rows are the same.
    pub row: u64,
    pub variant: String,
    pub point: Vec<f64>,
    pub metric: String,
    pub summary: Summary,
    /// 95 % t interval of the mean; NaN for fewer than two runs.
    pub ci_low: f64,
    pub ci_high: f64,
}

/// A row of `effects.csv`: what moving one parameter does, at equal replicate. Grids: the point against the point with the
/// axis's first value and all else equal. One at a time: the point against the point at which nothing is moved.
#[derive(Debug, Clone, PartialEq)]
pub struct EffectRow {
    pub variant: String,
    /// The parameter that is moved.
    pub axis: String,
    pub point: Vec<f64>,
    /// The parameter's value at the other end of the comparison.
    pub against: f64,
    pub metric: String,
    pub n: u64,
    pub mean_difference: f64,
    /// 95 % t interval.
    pub ci_low: f64,
    pub ci_high: f64,
    /// Two-sided t test of no difference, not adjusted.
    pub p: f64,
    /// Share of pairs in which the point is strictly higher.
    pub share_higher: f64,
}

/// A row of `optimum.csv`: where along one axis a metric's mean is highest, all other parameters being equal.
#[derive(Debug, Clone, PartialEq)]
pub struct OptimumRow {
    pub variant: String,
    pub axis: String,
    /// The other parameters' values; the axis's own is NaN.
    pub point: Vec<f64>,
    pub metric: String,
    /// Replicates that all points of the line have.
    pub n: u64,
    /// Points of the line.
    pub points: u64,
    /// The value of the axis with the highest mean; of several the lowest.
    pub at: f64,
    /// 95 % percentile interval of that value over bootstrap resamples of replicates.
    pub at_low: f64,
    pub at_high: f64,
    /// The mean there.
    pub best: f64,
    /// Share of resamples in which the highest mean is at neither end of the axis.
    pub interior: f64,
    /// The best point against the axis's lowest value.
    pub over_low: Gain,
    /// The best point against the axis's highest value.
    pub over_high: Gain,
}

/// A paired difference between the best point of a line and one of its ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gain {
    pub mean: f64,
    /// 95 % t interval.
    pub ci_low: f64,
    pub ci_high: f64,
    /// Two-sided t test, times the number of points among which the best was chosen less one, at most 1.
    pub p: f64,
}

/// A row of `sensitivity.csv`: an index of how much a parameter governs a metric over the ranges of the sweep.
#[derive(Debug, Clone, PartialEq)]
pub struct SensitivityRow {
    pub variant: String,
    pub metric: String,
    /// "morris" or "sobol".
    pub method: String,
    pub parameter: String,
    /// morris: "mu", "mu\_star", "sigma", "noise"; sobol: "first", "total", "noise".
    pub index: String,
    pub estimate: f64,
    /// 95 % percentile interval over bootstrap resamples of the design.
    pub ci_low: f64,
    pub ci_high: f64,
    /// "converged" or "not converged"; empty where the method has no such verdict.
    pub verdict: String,
}

/// A row of `convergence.csv`: how well means are known after so many replicates.
#[derive(Debug, Clone, PartialEq)]
pub struct ConvergenceRow {
    pub metric: String,
    /// The first so many replicates of each cell.
    pub n: u64,
    /// Cells (variants at points) with that many runs.
    pub cells: u64,
    /// The root mean square over cells of the half-width of the mean's 95 % interval.
    pub typical: f64,
    /// The largest of them.
    pub widest: f64,
}

impl Row for DesignRow {
    const TABLE: &'static Table = &DESIGN;

    fn put(&self, fields: &mut Fields) {
        fields.numbers(&self.point);
    }

    fn take(fields: &mut Taken) -> Result<Self, Fault> {
        Ok(DesignRow {
            point: fields.point()?,
        })
    }
}

impl Row for PointRow {
    const TABLE: &'static Table = &POINTS;

    fn put(&self, fields: &mut Fields) {
        fields.whole(self.row);
        fields.text(&self.variant);
        fields.numbers(&self.point);
        fields.text(&self.metric);
        fields.whole(self.summary.n);
        fields.numbers(&[
            self.summary.mean,
            self.summary.sd,
            self.ci_low,
            self.ci_high,
        ]);
        fields.numbers(&self.summary.quantiles);
    }

    fn take(fields: &mut Taken) -> Result<Self, Fault> {
        let (row, variant, point) = (fields.whole()?, fields.text(), fields.point()?);
        let (metric, n) = (fields.text(), fields.whole()?);
        let (mean, sd) = (fields.number()?, fields.number()?);
        let (ci_low, ci_high) = (fields.number()?, fields.number()?);
        Ok(PointRow {
            row,
            variant,
            point,
            metric,
            summary: Summary {
                n,
                mean,
                sd,
                quantiles: fields.quantiles()?,
            },
            ci_low,
            ci_high,
        })
    }
}

impl Row for EffectRow {
    const TABLE: &'static Table = &EFFECTS;

    fn put(&self, fields: &mut Fields) {
        fields.text(&self.variant);
        fields.text(&self.axis);
        fields.numbers(&self.point);
        fields.number(self.against);
        fields.text(&self.metric);
        fields.whole(self.n);
        fields.numbers(&[
            self.mean_difference,
            self.ci_low,
            self.ci_high,
            self.p,
            self.share_higher,
        ]);
    }

    fn take(fields: &mut Taken) -> Result<Self, Fault> {
        Ok(EffectRow {
            variant: fields.text(),
            axis: fields.text(),
            point: fields.point()?,
            against: fields.number()?,
            metric: fields.text(),
            n: fields.whole()?,
            mean_difference: fields.number()?,
            ci_low: fields.number()?,
            ci_high: fields.number()?,
            p: fields.number()?,
            share_higher: fields.number()?,
        })
    }
}

impl Row for OptimumRow {
    const TABLE: &'static Table = &OPTIMUM;

    fn put(&self, fields: &mut Fields) {
        fields.text(&self.variant);
        fields.text(&self.axis);
        fields.numbers(&self.point);
        fields.text(&self.metric);
        fields.whole(self.n);
        fields.whole(self.points);
        fields.numbers(&[self.at, self.at_low, self.at_high, self.best, self.interior]);
        for gain in [self.over_low, self.over_high] {
            fields.numbers(&[gain.mean, gain.ci_low, gain.ci_high, gain.p]);
        }
    }

    fn take(fields: &mut Taken) -> Result<Self, Fault> {
        Ok(OptimumRow {
            variant: fields.text(),
            axis: fields.text(),
            point: fields.point()?,
            metric: fields.text(),
            n: fields.whole()?,
            points: fields.whole()?,
            at: fields.number()?,
            at_low: fields.number()?,
            at_high: fields.number()?,
            best: fields.number()?,
            interior: fields.number()?,
            over_low: gain(fields)?,
            over_high: gain(fields)?,
        })
    }
}

fn gain(fields: &mut Taken) -> Result<Gain, Fault> {
    Ok(Gain {
        mean: fields.number()?,
        ci_low: fields.number()?,
        ci_high: fields.number()?,
        p: fields.number()?,
    })
}

impl Row for SensitivityRow {
    const TABLE: &'static Table = &SENSITIVITY;

    fn put(&self, fields: &mut Fields) {
        fields.text(&self.variant);
        fields.text(&self.metric);
        fields.text(&self.method);
        fields.text(&self.parameter);
        fields.text(&self.index);
        fields.numbers(&[self.estimate, self.ci_low, self.ci_high]);
        fields.text(&self.verdict);
    }

    fn take(fields: &mut Taken) -> Result<Self, Fault> {
        Ok(SensitivityRow {
            variant: fields.text(),
            metric: fields.text(),
            method: fields.text(),
            parameter: fields.text(),
            index: fields.text(),
            estimate: fields.number()?,
            ci_low: fields.number()?,
            ci_high: fields.number()?,
            verdict: fields.text(),
        })
    }
}

impl Row for ConvergenceRow {
    const TABLE: &'static Table = &CONVERGENCE;

    fn put(&self, fields: &mut Fields) {
        fields.text(&self.metric);
        fields.whole(self.n);
        fields.whole(self.cells);
        fields.numbers(&[self.typical, self.widest]);
    }

    fn take(fields: &mut Taken) -> Result<Self, Fault> {
        Ok(ConvergenceRow {
            metric: fields.text(),
            n: fields.whole()?,
            cells: fields.whole()?,
            typical: fields.number()?,
            widest: fields.number()?,
        })
    }
}
