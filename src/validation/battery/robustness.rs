//! Each headline again where one rule is off, and at both ends of what is contested.

use super::super::settings::Headline;
use super::{HIGHER, Measured, Part, Prediction, at_share, part};

/// A way in which the headlines are tried again: a variant of `rules.toml` or of `contested.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Check {
    pub study: &'static str,
    pub variant: &'static str,
    pub words: &'static str,
    /// Read instead of capability, where that cannot show it.
    pub metric: Option<&'static str>,
}

const fn rule(variant: &'static str, words: &'static str) -> Check {
    Check {
        study: "rules",
        variant,
        words,
        metric: None,
    }
}

const fn contested(variant: &'static str, words: &'static str) -> Check {
    Check {
        study: "contested",
        ..rule(variant, words)
    }
}

/// All of them, in the order of the table.
pub const CHECKS: &[Check] = &[
    rule("as-stated", "all rules as stated"),
    rule("no-pressure", "no pressure, the manual always at hand"),
    Check {
        metric: Some("performance"),
        ..rule("no-pressure", "the same, read in performance")
    },
    rule("no-externalisation", "coupling one way: externalisation 0"),
    rule("no-internalisation", "coupling one way: internalisation 0"),
    rule(
        "all-blamed",
        "all judgements of a failed case are suspected",
    ),
    rule("no-model-help", "the model does not help in attribution"),
    rule("no-doubt", "no doubt"),
    rule("decay-always", "skill decays in spite of use"),
    rule("full-absorption", "reading needs no practice"),
    contested("pressure-low", "`pressure` 0"),
    contested("pressure-high", "`pressure` 0.9"),
    contested("evidence-decay-low", "`evidence_decay` 0"),
    contested("evidence-decay-high", "`evidence_decay` 0.97"),
    contested("habit-decay-low", "`habit_decay` 0"),
    contested("habit-decay-high", "`habit_decay` 0.72"),
    contested("turnover-low", "`turnover` 0"),
    contested("turnover-high", "`turnover` 0.6"),
    contested("unreflected-low", "`unreflected` 0"),
    contested("unreflected-high", "`unreflected` 0.8"),
];

impl Check {
    /// The headlines under this check, and, where the share is swept finely enough, the interior optimum.
    #[must_use]
    pub fn parts(&self) -> Vec<Part> {
        let headlines = Headline::ALL.map(|headline| {
            let [variant, other, metric] = headline.sides();
            let metric = match self.metric {
                Some(other) if metric == "capability" => other,
                _ => metric,
            };
            let at = |budget| at_share(self.study, self.variant, Headline::share(budget));
            part(
                headline.words(),
                super::minus(at(variant), at(other), metric),
                HIGHER,
            )
        });
        let mut parts = Vec::from(headlines);
        if self.study == "rules" && self.metric.is_none() {
            let best = Measured::Best {
                study: self.study,
                variant: self.variant,
            };
            parts.push(part("best share", best, Prediction::Between(0.0, 1.0)));
        }
        parts
    }
}
