//! Random settings of all that is uncertain: in how many of them a headline holds, and what goes with it.

use super::studies::Evidence;
use crate::analysis::rank::{Correlation, spearman};
use crate::analysis::{AnalysisError, Difference};

/// A headline of over-investment: which budget does better than which, in what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Headline {
    /// Balanced has more capability than explicit-heavy.
    BalancedAboveHeavy,
    /// Tacit-only has more capability than explicit-heavy.
    TacitAboveHeavy,
    /// Balanced has more capability than tacit-only: explicit work pays where the loops are coupled.
    BalancedAboveTacit,
    /// The knowing–doing gap of explicit-heavy is above that of balanced.
    GapWider,
}

impl Headline {
    pub const ALL: [Headline; 4] = [
        Headline::BalancedAboveHeavy,
        Headline::TacitAboveHeavy,
        Headline::BalancedAboveTacit,
        Headline::GapWider,
    ];

    /// The two budgets by name of variant, and the metric.
    #[must_use]
    pub fn sides(self) -> [&'static str; 3] {
        match self {
            Headline::BalancedAboveHeavy => ["balanced", "explicit-heavy", "capability"],
            Headline::TacitAboveHeavy => ["all-tacit", "explicit-heavy", "capability"],
            Headline::BalancedAboveTacit => ["balanced", "all-tacit", "capability"],
            Headline::GapWider => ["explicit-heavy", "balanced", "knowing_doing_gap"],
        }
    }

    /// The explicit share of a budget, where the share is swept.
    #[must_use]
    pub fn share(variant: &str) -> f64 {
        match variant {
            "all-tacit" => 0.0,
            "balanced" => 0.3,
            _ => 0.8,
        }
    }

    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Headline::BalancedAboveHeavy => "balanced − explicit-heavy",
            Headline::TacitAboveHeavy => "tacit-only − explicit-heavy",
            Headline::BalancedAboveTacit => "balanced − tacit-only",
            Headline::GapWider => "gap: explicit-heavy − balanced",
        }
    }
}

/// What became of a headline over all settings.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Settings in which it holds clearly and by a point at least; in which its opposite does; and all others.
    pub holds: usize,
    pub reversed: usize,
    pub neither: usize,
    /// The median of the effects.
    pub median: f64,
    /// Every parameter, that which goes with the effect most closely first.
    pub deciders: Vec<(String, Correlation)>,
}

/// The smallest difference that matters: a percentage point.
const POINT: f64 = 0.01;

impl Settings {
    #[must_use]
    pub fn all(&self) -> usize {
        self.holds + self.reversed + self.neither
    }
}

/// Looks through all settings for a headline.
///
/// # Errors
/// A table that lacks a variant or a metric.
pub fn settings(evidence: &Evidence, headline: Headline) -> Result<Settings, AnalysisError> {
    let [variant, other, metric] = headline.sides();
    let mut found = Settings {
        holds: 0,
        reversed: 0,
        neither: 0,
        median: f64::NAN,
        deciders: Vec::new(),
    };
    let mut effects = Vec::new();
    for point in evidence.runs.points() {
        let [a, b] = [variant, other].map(|name| evidence.runs.by_replicate(name, point, metric));
        let (a, b) = (a?, b?);
        let pairs = a
            .iter()
            .filter_map(|(run, value)| Some(value - b.get(run)?));
        let difference = Difference::of(&mut pairs.collect::<Vec<f64>>());
        effects.push(difference.mean);
        if difference.ci_low > 0.0 && difference.mean >= POINT {
            found.holds += 1;
        } else if difference.ci_high < 0.0 && difference.mean <= -POINT {
            found.reversed += 1;
        } else {
            found.neither += 1;
        }
    }
    for (place, swept) in evidence.manifest.swept.iter().enumerate() {
        let values: Vec<f64> = evidence
            .runs
            .points()
            .iter()
            .map(|point| point[place])
            .collect();
        found
            .deciders
            .push((swept.name.clone(), spearman(&values, &effects)));
    }
    let size = |correlation: &Correlation| {
        if correlation.value.is_finite() {
            correlation.value.abs()
        } else {
            0.0
        }
    };
    found
        .deciders
        .sort_by(|a, b| size(&b.1).total_cmp(&size(&a.1)));
    let mut sorted = effects;
    sorted.sort_by(f64::total_cmp);
    found.median = crate::analysis::summary::quantile(&sorted, 0.5);
    Ok(found)
}

/// How far the capability of the balanced budget goes with a parameter over all settings.
///
/// # Errors
/// A table that lacks a variant or a metric.
pub fn goes_with(evidence: &Evidence, parameter: &str) -> Result<Correlation, AnalysisError> {
    let place = evidence
        .manifest
        .swept
        .iter()
        .position(|swept| swept.name == parameter);
    let mut values = Vec::new();
    let mut levels = Vec::new();
    for point in evidence.runs.points() {
        let sample = evidence.runs.sample("balanced", point, "capability")?;
        #[allow(clippy::cast_precision_loss)]
        levels.push(sample.iter().sum::<f64>() / sample.len() as f64);
        values.push(place.map_or(f64::NAN, |place| point[place]));
    }
    Ok(spearman(&values, &levels))
}
