//! What the tables allow a title to say: differences at the same seed and whether they hold.
//!
//! Owns the comparisons that charts ask for and their verdicts, all judged together so that the more a folder claims
//! the stricter each claim is judged. It must not know how a finding is worded or drawn.

use std::collections::BTreeMap;

use super::data::{Data, Measure, Smallest};
use crate::analysis::{Difference, holm};

/// The family-wise level at which claims are judged.
const LEVEL: f64 = 0.05;

/// Metric, variant, other.
type Key = (String, usize, usize);

/// A difference that a title may speak of: `variant` minus `other`.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    pub measure: Measure,
    pub variant: usize,
    pub other: usize,
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
    pub estimate: Difference,
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
    judged: BTreeMap<Key, Finding>,
}

impl Findings {
    /// Judges all questions together (Holm 1979, level 5 %).
    pub fn judge(data: &Data<'_>, questions: &[Question]) -> Findings {
        let mut asked: BTreeMap<Key, (Difference, &Question)> = BTreeMap::new();
        for question in questions {
            let differences = data.differences(question.variant, question.other, &question.measure);
            let mut sample: Vec<f64> = differences.into_values().collect();
            asked.insert(key(question), (Difference::of(&mut sample), question));
        }
        // A difference asked for from both sides is one test.
        let tests: BTreeMap<Key, f64> = asked
            .iter()
            .map(|(key, (estimate, _))| (unordered(key), estimate.p))
            .collect();
        let raw: Vec<f64> = tests.values().copied().collect();
        let adjusted: BTreeMap<&Key, f64> = tests.keys().zip(holm(&raw)).collect();
        let judged = asked
            .into_iter()
            .map(|(key, (estimate, question))| {
                let adjusted = adjusted.get(&unordered(&key)).copied().unwrap_or(1.0);
                let means =
                    [question.variant, question.other].map(|v| data.mean(v, &question.measure));
                let smallest = match question.measure.smallest {
                    Smallest::Absolute(size) => size,
                    Smallest::Relative(share) => share * means[1].abs(),
                };
                let finding = Finding {
                    estimate,
                    means,
                    smallest,
                    verdict: verdict(&estimate, smallest, adjusted),
                    family: raw.len(),
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

/// Every alternative against the reference.
pub fn against_reference(data: &Data<'_>, measure: &Measure) -> Vec<Question> {
    let Some(other) = data.reference else {
        return Vec::new();
    };
    let question = |variant| Question {
        measure: measure.clone(),
        variant,
        other,
    };
    data.alternatives().into_iter().map(question).collect()
}

/// The alternative that differs most from the reference; of nearly equal ones the first in the file.
pub fn headline(data: &Data<'_>, findings: &Findings, measure: &Measure) -> Option<[usize; 2]> {
    let other = data.reference?;
    let size = |variant: usize| {
        findings
            .get(measure, variant, other)
            .map(|f| f.estimate.mean.abs())
            .filter(|size| size.is_finite())
    };
    let alternatives = data.alternatives();
    let largest = alternatives
        .iter()
        .filter_map(|v| size(*v))
        .fold(0.0, f64::max);
    let near = alternatives
        .iter()
        .find(|v| size(**v).is_some_and(|s| s >= 0.95 * largest));
    near.or(alternatives.first())
        .map(|variant| [*variant, other])
}

/// The pair that scissors and phase speak of.
pub fn pair(
    data: &Data<'_>,
    findings: &Findings,
    documents: &Measure,
    capability: &Measure,
) -> Option<[usize; 2]> {
    let by_documents = headline(data, findings, documents)?;
    let holds = findings
        .get(documents, by_documents[0], by_documents[1])
        .is_some_and(Finding::holds);
    if holds {
        Some(by_documents)
    } else {
        headline(data, findings, capability)
    }
}

fn unordered((metric, a, b): &Key) -> Key {
    (metric.clone(), *a.min(b), *a.max(b))
}

fn key(question: &Question) -> Key {
    (
        question.measure.metric.clone(),
        question.variant,
        question.other,
    )
}

/// A claim needs an interval and an adjusted test that exclude 0, and a size that matters.
fn verdict(estimate: &Difference, smallest: f64, adjusted: f64) -> Verdict {
    let clear = adjusted <= LEVEL && estimate.excludes_zero();
    if clear && estimate.mean.abs() >= smallest {
        if estimate.mean > 0.0 {
            Verdict::Higher
        } else {
            Verdict::Lower
        }
    } else if estimate.ci_low > -smallest && estimate.ci_high < smallest {
        Verdict::TooSmall
    } else if estimate.n > 1 && estimate.ci_low == 0.0 && estimate.ci_high == 0.0 {
        // Equal in every run, where the smallest relevant difference is a share of nothing.
        Verdict::TooSmall
    } else {
        Verdict::Unclear
    }
}
