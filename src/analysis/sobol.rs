//! Sobol indices: which share of a metric's variance over the ranges each parameter accounts for.
//!
//! From the rows of `design::saltelli`: yA, one yAB for each parameter, yB, all less the mean of all rows, as `SALib` has it.
//! With N samples and V the variance of the yA and yB together,
//!
//! ```text
//! first order = mean of yB (yAB − yA) / V          Saltelli et al. (2010), table 2, (b)
//! total       = mean of (yA − yAB)² / (2 V)        Jansen (1999)
//! ```
//!
//! Rows are means over n replicates, so part of (yA − yAB)² is chance: the variance s²/n of the mean paired difference. What
//! chance adds to a total index on average, the noise, is the mean of s²/(2 n) over V; the first-order index it leaves
//! alone but for its part in V. A parameter whose total index is not above its noise has shown no effect.
//!
//! Indices count as converged once the widest 95 % bootstrap interval over the parameters is at most 0.05 (the criterion of
//! Sarrazin, Pianosi & Wagener 2016 for the convergence of indices). Resamples treat samples as independent; those of a
//! scrambled Sobol sequence are more even than that, so the intervals are rather too wide. Knows numbers only.

use super::bootstrap::{Estimate, Resampled, resample, weighted_sums};
use super::summary::{mean_and_sd, sorted_numbers};

/// Resamples of samples behind an interval.
const RESAMPLES: u32 = 1_000;

/// The widest interval of an index that counts as converged.
const WIDEST: f64 = 0.05;

/// What the rows of a design gave.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outputs {
    pub parameters: usize,
    /// For each sample yA, the yAB of each parameter, yB; a sample with a missing one is left out.
    pub rows: Vec<f64>,
    /// For each sample and parameter the variance s²/n of the mean paired difference yA − yAB over replicates; NaN, or
    /// missing, where it is not known.
    pub chance: Vec<f64>,
}

/// Whether indices are known well enough to be spoken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Precision {
    Converged,
    NotConverged,
}

impl Precision {
    /// The word for it in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Precision::Converged => "converged",
            Precision::NotConverged => "not converged",
        }
    }
}

/// The indices of one parameter; NaN for outputs without variance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Indices {
    pub first: Estimate,
    pub total: Estimate,
    pub noise: Estimate,
}

/// The indices of all parameters.
#[derive(Debug, Clone, PartialEq)]
pub struct Sensitivity {
    pub parameters: Vec<Indices>,
    pub first: Precision,
    pub total: Precision,
    /// Samples that count.
    pub samples: usize,
    /// Samples with a missing row.
    pub left_out: usize,
}

/// Sobol indices with their intervals.
#[must_use]
pub fn sobol(outputs: &Outputs, seed: u64) -> Sensitivity {
    let terms = Terms::of(outputs);
    let mut resampled = vec![Vec::new(); 3 * terms.parameters];
    let mut sums = vec![0.0; terms.width()];
    let items = terms.samples;
    resample(seed, Resampled::Samples, items, RESAMPLES, |weights| {
        weighted_sums(&terms.rows, weights, &mut sums);
        for (all, value) in resampled.iter_mut().zip(terms.indices(&sums)) {
            all.push(value);
        }
    });
    weighted_sums(&terms.rows, &vec![1.0; items], &mut sums);
    let found = terms.indices(&sums).zip(&mut resampled);
    let found: Vec<Estimate> = found
        .map(|(value, all)| Estimate::new(value, all))
        .collect();
    let (first, rest) = found.split_at(terms.parameters);
    let (total, noise) = rest.split_at(terms.parameters);
    let parameters = first.iter().zip(total).zip(noise);
    Sensitivity {
        parameters: parameters
            .map(|((&first, &total), &noise)| Indices {
                first,
                total,
                noise,
            })
            .collect(),
        first: precision(first),
        total: precision(total),
        samples: terms.samples,
        left_out: terms.left_out,
    }
}

/// The widest interval decides; one that is not defined is not narrow.
fn precision(indices: &[Estimate]) -> Precision {
    if !indices.is_empty() && indices.iter().all(|index| index.width() <= WIDEST) {
        Precision::Converged
    } else {
        Precision::NotConverged
    }
}

/// What each sample adds to the sums behind the indices, so that a resample is a weighted sum.
struct Terms {
    parameters: usize,
    samples: usize,
    left_out: usize,
    /// For each sample: the products behind the first-order index of each parameter, the squares behind the totals, the
    /// chance in them; then the mean of yA and yB, and of their squares.
    rows: Vec<f64>,
}

impl Terms {
    fn of(outputs: &Outputs) -> Terms {
        let parameters = outputs.parameters;
        let complete = |sample: &[f64]| sample.iter().all(|value| value.is_finite());
        let samples = || outputs.rows.chunks_exact(parameters + 2).enumerate();
        let used = || samples().filter(|(_, sample)| complete(sample));
        let mut all: Vec<f64> = used().flat_map(|(_, sample)| sample).copied().collect();
        let mut both: Vec<f64> = used()
            .flat_map(|(_, sample)| [sample[0], sample[parameters + 1]])
            .collect();
        let centre = mean_and_sd(sorted_numbers(&mut all)).0;
        // That of the yA and yB: of equal ones the variance is then exactly 0.
        let middle = mean_and_sd(sorted_numbers(&mut both)).0;
        let mut terms = Terms {
            parameters,
            samples: 0,
            left_out: 0,
            rows: Vec::new(),
        };
        for (number, sample) in samples() {
            if !complete(sample) {
                terms.left_out += 1;
                continue;
            }
            terms.samples += 1;
            let (a, b) = (sample[0], sample[parameters + 1]);
            let mixed = || sample[1..=parameters].iter();
            let chance = (0..parameters).map(|parameter| {
                let place = number * parameters + parameter;
                0.5 * outputs.chance.get(place).copied().unwrap_or(f64::NAN)
            });
            terms.rows.extend(mixed().map(|ab| (b - centre) * (ab - a)));
            terms
                .rows
                .extend(mixed().map(|ab| 0.5 * (a - ab) * (a - ab)));
            terms.rows.extend(chance);
            let (a, b) = (a - middle, b - middle);
            terms.rows.extend([0.5 * (a + b), 0.5 * (a * a + b * b)]);
        }
        terms
    }

    fn width(&self) -> usize {
        3 * self.parameters + 2
    }

    /// First-order indices, totals and noise of all parameters from the sums over samples.
    #[allow(clippy::cast_precision_loss)] // Samples are far fewer than 2⁵³.
    fn indices<'a>(&self, sums: &'a [f64]) -> impl Iterator<Item = f64> + use<'a> {
        let count = self.samples as f64;
        let (mean, square) = (sums[3 * self.parameters], sums[3 * self.parameters + 1]);
        let variance = square / count - (mean / count) * (mean / count);
        let defined = variance > 0.0;
        sums[..3 * self.parameters].iter().map(move |sum| {
            if defined {
                sum / count / variance
            } else {
                f64::NAN
            }
        })
    }
}

#[cfg(test)]
mod tests;
