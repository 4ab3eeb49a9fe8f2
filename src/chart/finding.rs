//! What the tables allow a title to say: differences at the same seed and whether they hold.
//!
//! Owns the comparisons that charts ask for and their verdicts, all judged together so that the more a folder claims
//! the stricter each claim is judged. It must not know how a finding is worded or drawn.

use std::collections::BTreeMap;

use statrs::distribution::{ContinuousCDF, StudentsT};

use super::data::{Data, Measure, Smallest};

/// A difference that a title may speak of: `variant` minus `other`.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    pub measure: Measure,
    pub variant: usize,
    pub other: usize,
}

/// The mean of a sample with its 95 % t interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    pub n: usize,
    pub mean: f64,
    pub low: f64,
    pub high: f64,
    /// Of the two-sided t test against 0.
    pub p: f64,
}

/// Whether a claim may be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Above zero by more than chance and by enough to matter.
    Higher,
    /// Below zero by more than chance and by enough to matter.
    Lower,
    /// The interval lies within the smallest relevant difference.
    TooSmall,
    Unclear,
}

/// A judged difference.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Finding {
    pub estimate: Estimate,
    /// The means of the variant and of the other.
    pub means: [f64; 2],
    /// The smallest relevant difference in the measure's unit.
    pub smallest: f64,
    pub verdict: Verdict,
    /// How many claims were judged together.
    pub family: usize,
}

/// All judged differences of a folder.
#[derive(Debug, Default)]
pub struct Findings {
    judged: BTreeMap<(String, usize, usize), Finding>,
}

impl Findings {
    /// Judges all questions together (Holm 1979, level 5 %).
    pub fn judge(data: &Data<'_>, questions: &[Question]) -> Findings {
        let mut estimates: BTreeMap<(String, usize, usize), (Estimate, &Question)> = BTreeMap::new();
        for question in questions {
            let sample: Vec<f64> = data
                .differences(question.variant, question.other, &question.measure)
                .into_values()
                .collect();
            estimates.insert(key(question), (estimate(&sample), question));
        }
        let family = estimates.len();
        let mut order: Vec<_> = estimates.iter().map(|(key, (estimate, _))| (estimate.p, key.clone())).collect();
        order.sort_by(|a, b| a.0.total_cmp(&b.0));
        let clear = order
            .iter()
            .enumerate()
            .take_while(|(rank, (p, _))| p * (family - rank) as f64 <= 0.05)
            .map(|(_, (_, key))| key.clone())
            .collect::<std::collections::BTreeSet<_>>();
        let judged = estimates
            .into_iter()
            .map(|(key, (estimate, question))| {
                let means = [question.variant, question.other].map(|v| data.mean(v, &question.measure));
                let smallest = match question.measure.smallest {
                    Smallest::Absolute(size) => size,
                    Smallest::Relative(share) => share * means[1].abs(),
                };
                let verdict = verdict(&estimate, smallest, clear.contains(&key));
                let finding = Finding {
                    estimate,
                    means,
                    smallest,
                    verdict,
                    family,
                };
                (key, finding)
            })
            .collect();
        Findings { judged }
    }

    pub fn get(&self, measure: &Measure, variant: usize, other: usize) -> Option<&Finding> {
        self.judged.get(&(measure.metric.clone(), variant, other))
    }
}

impl Finding {
    pub fn holds(&self) -> bool {
        matches!(self.verdict, Verdict::Higher | Verdict::Lower)
    }
}

fn key(question: &Question) -> (String, usize, usize) {
    (question.measure.metric.clone(), question.variant, question.other)
}

#[allow(clippy::fn_params_excessive_bools)]
fn verdict(estimate: &Estimate, smallest: f64, clear: bool) -> Verdict {
    if clear && estimate.mean.abs() >= smallest && estimate.mean != 0.0 {
        if estimate.mean > 0.0 { Verdict::Higher } else { Verdict::Lower }
    } else if estimate.low > -smallest && estimate.high < smallest {
        Verdict::TooSmall
    } else {
        Verdict::Unclear
    }
}

/// The mean of a sample with its interval; a sample of one has an interval without bounds.
pub fn estimate(sample: &[f64]) -> Estimate {
    let n = sample.len();
    let mean = sample.iter().sum::<f64>() / n as f64;
    let unknown = Estimate {
        n,
        mean,
        low: f64::NEG_INFINITY,
        high: f64::INFINITY,
        p: 1.0,
    };
    let Ok(distribution) = StudentsT::new(0.0, 1.0, n.saturating_sub(1) as f64) else {
        return unknown;
    };
    let variance = sample.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (n as f64 - 1.0);
    let error = (variance / n as f64).sqrt();
    if !error.is_finite() {
        return unknown;
    }
    let half = distribution.inverse_cdf(0.975) * error;
    let p = if error > 0.0 {
        2.0 * distribution.sf((mean / error).abs())
    } else {
        f64::from(u8::from(mean == 0.0))
    };
    Estimate {
        n,
        mean,
        low: mean - half,
        high: mean + half,
        p,
    }
}
