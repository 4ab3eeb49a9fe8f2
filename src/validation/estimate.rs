//! What is measured of the runs, and how: contrasts, places of a best value, shares of settings, of people.
//!
//! Owns the estimates with their intervals. What was predicted of them, and whether that came out, is for `verdict`.

use std::collections::BTreeMap;

use super::studies::{Evidence, Made};
use super::{practice_curve, settings};
use crate::analysis::bootstrap::{Resampled, resample};
use crate::analysis::interval::t_quantile;
use crate::analysis::rank::Correlation;
use crate::analysis::{AnalysisError, Difference};
use crate::table::{MetricInfo, Unit};

/// One metric of the runs of a variant at a point, times a weight.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    pub weight: f64,
    pub study: &'static str,
    pub variant: &'static str,
    pub point: Vec<f64>,
    pub metric: &'static str,
}

/// Something that can be measured of the runs.
#[derive(Debug, Clone, PartialEq)]
pub enum Measured {
    /// The weighted sum of terms within each replicate; its mean over replicates.
    Contrast(Vec<Term>),
    /// The explicit share with the highest capability.
    Best {
        study: &'static str,
        variant: &'static str,
    },
    /// The point of a swept parameter with the highest mean of a metric.
    BestOf {
        study: &'static str,
        variant: &'static str,
        metric: &'static str,
    },
    /// How far that share lies above that of another variant.
    BestMoves {
        study: &'static str,
        variant: &'static str,
        from: &'static str,
    },
    /// The share of random settings in which a headline holds.
    Settings(settings::Headline),
    /// How far capability goes with a parameter over random settings.
    GoesWith(&'static str),
    /// The share of people whose practice curve is closer to an exponential than to a power law.
    Exponential,
}

/// What kind of number an estimate is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Of a metric.
    Metric(Unit),
    /// A share: of settings, of people, of hours.
    Share,
    Correlation,
}

/// An estimate with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    pub value: f64,
    pub low: f64,
    pub high: f64,
    /// Standard error of the mean, where the estimate is one, and the number of runs; for tests against any bound.
    pub sampled: Option<(f64, u64)>,
    pub kind: Kind,
    /// Whether it is a difference, which is written with its sign.
    pub is_difference: bool,
}

impl Measured {
    /// Measures it.
    ///
    /// # Errors
    /// A study that lacks what is asked of it.
    pub fn of(&self, made: &Made) -> Result<Estimate, AnalysisError> {
        match self {
            Measured::Contrast(terms) => contrast(terms, made),
            Measured::Best { study, variant } => {
                let line = Line::of(&made[study], variant, "capability")?;
                let (value, mut resamples) = line.best_places(seed(&made[study]));
                Ok(placed(value, &mut resamples, false))
            }
            Measured::BestOf {
                study,
                variant,
                metric,
            } => {
                let line = Line::of(&made[study], variant, metric)?;
                let (value, mut resamples) = line.best_places(seed(&made[study]));
                Ok(placed(value, &mut resamples, false))
            }
            Measured::BestMoves {
                study,
                variant,
                from,
            } => {
                let evidence = &made[study];
                // Both lines are resampled with the same weights, since replicates share their luck.
                let [there, here] =
                    [variant, from].map(|name| Line::of(evidence, name, "capability"));
                let (there, mut moves) = there?.best_places(seed(evidence));
                let (here, others) = here?.best_places(seed(evidence));
                for (place, other) in moves.iter_mut().zip(others) {
                    *place -= other;
                }
                Ok(placed(there - here, &mut moves, true))
            }
            Measured::Settings(headline) => {
                let found = settings::settings(&made["random-settings"], *headline)?;
                Ok(share_of(found.holds, found.all()))
            }
            Measured::GoesWith(parameter) => {
                let found = settings::goes_with(&made["random-settings"], parameter)?;
                Ok(Estimate::from(found))
            }
            Measured::Exponential => {
                let (closer, all) = practice_curve::exponential(&made["practice"]);
                Ok(share_of(closer, all))
            }
        }
    }

    /// The studies that it rests on.
    #[must_use]
    pub fn studies(&self) -> Vec<&'static str> {
        match self {
            Measured::Contrast(terms) => {
                let mut studies: Vec<&str> = terms.iter().map(|term| term.study).collect();
                studies.sort_unstable();
                studies.dedup();
                studies
            }
            Measured::Best { study, .. }
            | Measured::BestOf { study, .. }
            | Measured::BestMoves { study, .. } => vec![study],
            Measured::Settings(_) | Measured::GoesWith(_) => vec!["random-settings"],
            Measured::Exponential => vec!["practice"],
        }
    }
}

fn contrast(terms: &[Term], made: &Made) -> Result<Estimate, AnalysisError> {
    let mut sums: BTreeMap<u32, (f64, usize)> = BTreeMap::new();
    for term in terms {
        let runs = &made[term.study].runs;
        for (replicate, value) in runs.by_replicate(term.variant, &term.point, term.metric)? {
            let sum = sums.entry(replicate).or_default();
            sum.0 += term.weight * value;
            sum.1 += 1;
        }
    }
    // Replicates that one of the cells lacks are left out.
    let whole = sums
        .into_values()
        .filter(|(_, count)| *count == terms.len());
    let mut sample: Vec<f64> = whole.map(|(sum, _)| sum).collect();
    let found = Difference::of(&mut sample);
    let unit = terms.first().map_or(Unit::Share, |term| {
        let metric = made[term.study].manifest.metric(term.metric);
        metric.map_or(Unit::Share, MetricInfo::unit)
    });
    #[allow(clippy::cast_precision_loss)] // Runs are far fewer than 2⁵³.
    let error = found.sd / libm::sqrt(found.n as f64);
    Ok(Estimate {
        value: found.mean,
        low: found.ci_low,
        high: found.ci_high,
        sampled: Some((error, found.n)),
        kind: Kind::Metric(unit),
        is_difference: terms.len() > 1,
    })
}

/// A metric of a variant along the swept parameter.
struct Line {
    shares: Vec<f64>,
    /// Replicate by replicate, a number for each share.
    rows: Vec<Vec<f64>>,
}

/// Resamples behind the place of a best value.
const RESAMPLES: u32 = 2_000;

impl Line {
    fn of(evidence: &Evidence, variant: &str, metric: &str) -> Result<Line, AnalysisError> {
        let mut shares: Vec<f64> = evidence
            .runs
            .points()
            .iter()
            .map(|point| point[0])
            .collect();
        shares.sort_by(f64::total_cmp);
        let mut columns = Vec::with_capacity(shares.len());
        for share in &shares {
            columns.push(evidence.runs.sample(variant, &[*share], metric)?);
        }
        let replicates = columns.iter().map(Vec::len).min().unwrap_or(0);
        let row = |replicate: usize| columns.iter().map(|column| column[replicate]).collect();
        Ok(Line {
            shares,
            rows: (0..replicates).map(row).collect(),
        })
    }

    /// The share with the highest mean, and where resamples of the replicates have it.
    fn best_places(&self, seed: u64) -> (f64, Vec<f64>) {
        let best = |weights: Option<&[f64]>| {
            let mut sums = vec![0.0; self.shares.len()];
            for (replicate, row) in self.rows.iter().enumerate() {
                let weight = weights.map_or(1.0, |weights| weights[replicate]);
                for (sum, value) in sums.iter_mut().zip(row) {
                    *sum += weight * value;
                }
            }
            let mut best = 0;
            for (place, sum) in sums.iter().enumerate() {
                if *sum > sums[best] {
                    best = place;
                }
            }
            self.shares.get(best).copied().unwrap_or(f64::NAN)
        };
        let mut places = Vec::with_capacity(RESAMPLES as usize);
        resample(
            seed,
            Resampled::Replicates,
            self.rows.len(),
            RESAMPLES,
            |weights| {
                places.push(best(Some(weights)));
            },
        );
        (best(None), places)
    }
}

fn seed(evidence: &Evidence) -> u64 {
    evidence.manifest.seed
}

fn placed(value: f64, resamples: &mut [f64], is_difference: bool) -> Estimate {
    let found = crate::analysis::bootstrap::Estimate::new(value, resamples);
    Estimate {
        value,
        low: found.low,
        high: found.high,
        sampled: None,
        kind: Kind::Share,
        is_difference,
    }
}

/// A share of a count, with Wilson's interval (1927).
#[allow(clippy::cast_precision_loss)] // Counts are far below 2⁵³.
fn share_of(count: usize, all: usize) -> Estimate {
    let n = all as f64;
    let share = count as f64 / n;
    let z = t_quantile(0.975, 1e9);
    let middle = (share + z * z / (2.0 * n)) / (1.0 + z * z / n);
    let reach =
        z / (1.0 + z * z / n) * libm::sqrt(share * (1.0 - share) / n + z * z / (4.0 * n * n));
    Estimate {
        value: share,
        low: middle - reach,
        high: middle + reach,
        sampled: None,
        kind: Kind::Share,
        is_difference: false,
    }
}

impl From<Correlation> for Estimate {
    fn from(found: Correlation) -> Estimate {
        Estimate {
            value: found.value,
            low: found.low,
            high: found.high,
            sampled: None,
            kind: Kind::Correlation,
            is_difference: false,
        }
    }
}
