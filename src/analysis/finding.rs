//! Which differences may be claimed: all that a folder speaks of are judged together.
//!
//! Owns the verdict on a difference at the same seed: it needs an interval and an adjusted test that exclude 0, and a
//! size that matters. The more is claimed, the stricter each claim is judged (Holm 1979). Knows samples; how a finding
//! is worded or drawn is for others.

use std::collections::BTreeMap;

use super::interval::{Difference, holm};

/// The family-wise level at which claims are judged.
const LEVEL: f64 = 0.05;

/// What a claim is about: `variant` minus `other` in a metric. Variants by their place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Topic {
    pub metric: String,
    pub variant: usize,
    pub other: usize,
}

/// A difference that somebody would like to speak of, with what the tables hold on it.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    pub topic: Topic,
    /// Variant minus other, one for each replicate that both have.
    pub differences: Vec<f64>,
    /// The means of the variant and of the other.
    pub means: [f64; 2],
    /// The smallest relevant difference.
    pub smallest: f64,
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

impl Verdict {
    /// As tables say it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Higher => "higher",
            Verdict::Lower => "lower",
            Verdict::TooSmall => "too small",
            Verdict::Unclear => "unclear",
        }
    }
}

/// A judged difference.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Finding {
    pub estimate: Difference,
    /// The means of the variant and of the other.
    pub means: [f64; 2],
    /// The smallest relevant difference.
    pub smallest: f64,
    pub verdict: Verdict,
    /// How many claims were judged together.
    pub family: usize,
}

impl Finding {
    /// Whether a difference may be claimed.
    #[must_use]
    pub fn holds(&self) -> bool {
        matches!(self.verdict, Verdict::Higher | Verdict::Lower)
    }
}

impl Topic {
    /// The same for both directions: a difference asked for from both sides is one test.
    fn unordered(&self) -> Topic {
        Topic {
            metric: self.metric.clone(),
            variant: self.variant.min(self.other),
            other: self.variant.max(self.other),
        }
    }
}

/// Judges all claims together; a topic that is claimed twice is one claim.
#[must_use]
pub fn judge(claims: Vec<Claim>) -> BTreeMap<Topic, Finding> {
    let mut asked = BTreeMap::new();
    for mut claim in claims {
        let estimate = Difference::of(&mut claim.differences);
        asked.insert(claim.topic.clone(), (estimate, claim));
    }
    let tests: BTreeMap<Topic, f64> = asked
        .iter()
        .map(|(topic, (estimate, _))| (topic.unordered(), estimate.p))
        .collect();
    let raw: Vec<f64> = tests.values().copied().collect();
    let adjusted: BTreeMap<&Topic, f64> = tests.keys().zip(holm(&raw)).collect();
    asked
        .iter()
        .map(|(topic, (estimate, claim))| {
            let adjusted = adjusted.get(&topic.unordered()).copied().unwrap_or(1.0);
            let finding = Finding {
                estimate: *estimate,
                means: claim.means,
                smallest: claim.smallest,
                verdict: verdict(estimate, claim.smallest, adjusted),
                family: raw.len(),
            };
            (topic.clone(), finding)
        })
        .collect()
}

/// The verdict on one difference, given its p-value as adjusted for all that is claimed with it.
#[must_use]
pub fn verdict(estimate: &Difference, smallest: f64, adjusted: f64) -> Verdict {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(metric: &str, variant: usize, other: usize, differences: &[f64]) -> Claim {
        Claim {
            topic: Topic {
                metric: metric.to_owned(),
                variant,
                other,
            },
            differences: differences.to_vec(),
            means: [0.5, 0.4],
            smallest: 0.01,
        }
    }

    fn verdicts(claims: Vec<Claim>) -> Vec<Verdict> {
        let judged = judge(claims);
        judged
            .into_values()
            .map(|finding| finding.verdict)
            .collect()
    }

    #[test]
    fn clear_and_large_holds_in_its_direction() {
        let found = verdicts(vec![
            claim("a", 1, 0, &[0.10, 0.11, 0.12, 0.11]),
            claim("b", 1, 0, &[-0.10, -0.11, -0.12, -0.11]),
        ]);
        assert_eq!(found, [Verdict::Higher, Verdict::Lower]);
    }

    #[test]
    fn clear_but_below_the_smallest_relevant_size_is_too_small() {
        let found = verdicts(vec![
            claim("a", 1, 0, &[0.004, 0.005, 0.006]),
            claim("b", 1, 0, &[0.0; 5]),
        ]);
        assert_eq!(found, [Verdict::TooSmall, Verdict::TooSmall]);
    }

    #[test]
    fn one_replicate_tells_nothing() {
        assert_eq!(verdicts(vec![claim("a", 1, 0, &[0.3])]), [Verdict::Unclear]);
    }

    /// By hand: mean 0.03, sd 0.018974, n 6: t = 3.873, p = 0.0117 by numerical integration. Alone below 5 %, times five above.
    #[test]
    fn the_more_is_claimed_the_stricter_each_is_judged() {
        let close = [0.01, 0.01, 0.03, 0.03, 0.04, 0.06];
        let alone = judge(vec![claim("a", 1, 0, &close)]);
        assert!(
            alone
                .values()
                .all(|finding| finding.holds() && finding.family == 1)
        );
        let noise = [-0.05, 0.05, -0.04, 0.04, -0.06, 0.06];
        let mut claims = vec![claim("a", 1, 0, &close)];
        claims.extend((2..6).map(|variant| claim("a", variant, 0, &noise)));
        let together = judge(claims);
        assert!(
            together
                .values()
                .all(|finding| !finding.holds() && finding.family == 5)
        );
    }

    #[test]
    fn both_directions_are_one_test() {
        let judged = judge(vec![
            claim("a", 1, 0, &[0.10, 0.11, 0.12]),
            claim("a", 0, 1, &[-0.10, -0.11, -0.12]),
        ]);
        assert!(
            judged
                .values()
                .all(|finding| finding.holds() && finding.family == 1)
        );
    }
}
