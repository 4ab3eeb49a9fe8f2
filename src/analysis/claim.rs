//! Checked claims: a sentence about two variants, and whether the runs bear it out.
//!
//! A claim holds when the 95 % interval of the paired difference excludes 0, the p-value is at most 5 % after Holm's
//! adjustment over all claims of the folder, and the effect has at least the metric's smallest relevant size. Otherwise
//! the title says what is the case instead. Knows nothing of charts.

use std::collections::BTreeMap;

use super::AnalysisError;
use super::describe;
use super::interval::holm;
use super::paired::{Pairs, paired_between};
use super::runs::RunTable;
use crate::table::{Manifest, MetricInfo};

/// The chance of any wrong claim in a folder.
const FAMILY_WISE: f64 = 0.05;

/// A claim about one metric of two variants at the last week.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// Names the claim, such as the name of its chart.
    pub id: String,
    pub variant: String,
    pub reference: String,
    pub metric: String,
    /// The values of the swept parameters; empty without a sweep.
    pub point: Vec<f64>,
    pub expected: Expected,
    pub sentences: Sentences,
}

/// Which way a claim expects the difference to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    Higher,
    Lower,
    Either,
}

/// What is said if the variant is clearly higher, or lower, than the reference; whichever way was expected.
///
/// `{variant}`, `{reference}` and `{metric}` stand for labels, `{difference}` for the size ("8.7 pp"), `{interval}` for
/// its interval ("7.7 to 9.8 pp"), `{times}` for the ratio of the larger mean to the smaller ("2.9 times"),
/// `{variant_mean}` and `{reference_mean}` for the means ("52 %").
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentences {
    pub higher: String,
    pub lower: String,
}

/// What the runs say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The variant is clearly higher, by a relevant size.
    Higher,
    /// The variant is clearly lower, by a relevant size.
    Lower,
    /// The interval lies within the smallest relevant size: as good as equal.
    Smaller,
    NoClearDifference,
    /// Fewer than two pairs.
    TooFewPairs,
}

/// A claim with all that decided on it.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    pub claim: Claim,
    /// Differences, means, interval and p-value before adjustment.
    pub pairs: Pairs,
    /// The smallest relevant size, in the metric's unit.
    pub smallest: f64,
    pub p_adjusted: f64,
    pub verdict: Verdict,
    /// What may be said: the sentence if the difference is clear, else that it is not.
    pub title: String,
}

impl Judged {
    /// Whether the difference is clear and lies the way that was expected.
    #[must_use]
    pub fn holds(&self) -> bool {
        match self.verdict {
            Verdict::Higher => self.claim.expected != Expected::Lower,
            Verdict::Lower => self.claim.expected != Expected::Higher,
            Verdict::Smaller | Verdict::NoClearDifference | Verdict::TooFewPairs => false,
        }
    }
}

impl Default for Sentences {
    fn default() -> Self {
        let sentence = |direction: &str| {
            format!(
                "{{metric}}: {{difference}} {direction} with {{variant}} than with {{reference}}"
            )
        };
        Sentences {
            higher: sentence("higher"),
            lower: sentence("lower"),
        }
    }
}

/// All claims of a folder; they are judged together.
#[derive(Debug, Clone, Default)]
pub struct ClaimSet {
    claims: Vec<Claim>,
}

impl ClaimSet {
    #[must_use]
    pub fn new(claims: Vec<Claim>) -> Self {
        ClaimSet { claims }
    }

    /// Judges all claims, in their order. A difference that several claims speak of counts once in the adjustment.
    ///
    /// # Errors
    /// A claim about a variant, point or metric that is not there, or with an unknown placeholder.
    pub fn judge(self, runs: &RunTable, manifest: &Manifest) -> Result<Vec<Judged>, AnalysisError> {
        let mut tests: BTreeMap<String, usize> = BTreeMap::new();
        let mut p_values = Vec::new();
        let mut found = Vec::new();
        for claim in self.claims {
            let pairs = paired_between(
                runs,
                &claim.variant,
                &claim.reference,
                &claim.metric,
                &claim.point,
            )?;
            let test = *tests.entry(subject(&claim)).or_insert(p_values.len());
            if test == p_values.len() {
                p_values.push(pairs.difference.p);
            }
            found.push((claim, pairs, test));
        }
        let adjusted = holm(&p_values);
        found
            .into_iter()
            .map(|(claim, pairs, test)| judged(claim, pairs, adjusted[test], manifest))
            .collect()
    }
}

/// What a claim is about, whichever of its two variants is named first.
fn subject(claim: &Claim) -> String {
    let mut names = [&claim.variant, &claim.reference];
    names.sort();
    format!("{names:?} {} {:?}", claim.metric, claim.point)
}

fn judged(
    claim: Claim,
    pairs: Pairs,
    p_adjusted: f64,
    manifest: &Manifest,
) -> Result<Judged, AnalysisError> {
    let metric = manifest
        .metric(&claim.metric)
        .ok_or_else(|| AnalysisError::UnknownMetric {
            name: claim.metric.clone(),
            known: manifest.columns().metrics.join(", "),
        })?;
    let smallest = if metric.smallest_is_relative {
        metric.smallest * pairs.reference_mean.abs()
    } else {
        metric.smallest
    };
    let verdict = verdict(&pairs, smallest, p_adjusted);
    let words = Words {
        metric,
        manifest,
        pairs: &pairs,
    };
    let title = match verdict {
        Verdict::Higher => words.fill(&claim.sentences.higher, &claim.id)?,
        Verdict::Lower => words.fill(&claim.sentences.lower, &claim.id)?,
        Verdict::Smaller => words.smaller(),
        Verdict::NoClearDifference => format!("No clear difference {}", words.between()),
        Verdict::TooFewPairs => format!(
            "Too few runs to compare {} and {}",
            words.variant(),
            words.reference()
        ),
    };
    Ok(Judged {
        title: capitalised(&title),
        claim,
        pairs,
        smallest,
        p_adjusted,
        verdict,
    })
}

fn verdict(pairs: &Pairs, smallest: f64, p_adjusted: f64) -> Verdict {
    let difference = &pairs.difference;
    if difference.n < 2 {
        return Verdict::TooFewPairs;
    }
    let is_clear = difference.excludes_zero() && p_adjusted <= FAMILY_WISE;
    if is_clear && difference.mean.abs() >= smallest {
        return if difference.mean > 0.0 {
            Verdict::Higher
        } else {
            Verdict::Lower
        };
    }
    if difference.ci_low >= -smallest && difference.ci_high <= smallest {
        return Verdict::Smaller;
    }
    Verdict::NoClearDifference
}

/// What the sentences about one difference are made of.
struct Words<'a> {
    metric: &'a MetricInfo,
    manifest: &'a Manifest,
    pairs: &'a Pairs,
}

impl Words<'_> {
    fn label(&self, name: &str) -> String {
        self.manifest
            .variant(name)
            .map_or_else(|| name.to_owned(), |variant| variant.label.clone())
    }

    fn variant(&self) -> String {
        self.label(&self.pairs.variant)
    }

    fn reference(&self) -> String {
        self.label(&self.pairs.reference)
    }

    fn between(&self) -> String {
        let difference = &self.pairs.difference;
        format!(
            "in {} between {} and {} (95 % CI {})",
            self.metric.label,
            self.variant(),
            self.reference(),
            describe::interval(self.metric.unit(), difference.ci_low, difference.ci_high)
        )
    }

    fn smaller(&self) -> String {
        let difference = &self.pairs.difference;
        if difference.sd <= 0.0 && difference.mean.abs() <= 0.0 {
            let (label, variant, reference) =
                (&self.metric.label, self.variant(), self.reference());
            return format!(
                "No difference in {label} between {variant} and {reference}: equal in every pair of runs"
            );
        }
        let bound = if self.metric.smallest_is_relative {
            format!("{} %", describe::plain(100.0 * self.metric.smallest))
        } else {
            describe::bound(self.metric.unit(), self.metric.smallest)
        };
        format!("Smaller than {bound}: the difference {}", self.between())
    }

    /// Replaces the placeholders of a sentence; braces that do not close stay as they are.
    fn fill(&self, sentence: &str, claim: &str) -> Result<String, AnalysisError> {
        let mut text = String::new();
        let mut rest = sentence;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((placeholder, after)) = after.split_once('}') else {
                break;
            };
            let word = self
                .word(placeholder)
                .ok_or_else(|| AnalysisError::UnknownPlaceholder {
                    claim: claim.to_owned(),
                    placeholder: placeholder.to_owned(),
                })?;
            text.push_str(before);
            text.push_str(&word);
            rest = after;
        }
        text.push_str(rest);
        Ok(text)
    }

    fn word(&self, placeholder: &str) -> Option<String> {
        let unit = self.metric.unit();
        let difference = &self.pairs.difference;
        let means = [self.pairs.variant_mean, self.pairs.reference_mean];
        Some(match placeholder {
            "variant" => self.variant(),
            "reference" => self.reference(),
            "metric" => self.metric.label.clone(),
            "difference" => describe::size(unit, difference.mean),
            "interval" if difference.mean < 0.0 => {
                describe::interval(unit, -difference.ci_high, -difference.ci_low)
            }
            "interval" => describe::interval(unit, difference.ci_low, difference.ci_high),
            "times" => describe::times(means[0].max(means[1]) / means[0].min(means[1])),
            "variant_mean" => describe::level(unit, means[0]),
            "reference_mean" => describe::level(unit, means[1]),
            _ => return None,
        })
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

#[cfg(test)]
mod tests;
