//! What charts ask the tables: which differences their titles might speak of, and which of them they choose.
//!
//! Owns the questions and the rules of choice that several charts share; the verdicts are those of `analysis`, all
//! judged together. It must not know how a finding is worded or drawn.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::data::{Data, Measure, Smallest};
use crate::analysis::{Claim, Finding, Topic};

/// A difference that a title may speak of: `variant` minus `other`.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    pub measure: Measure,
    pub variant: usize,
    pub other: usize,
}

/// All judged differences of a folder, as one chart's variants see them.
#[derive(Debug, Default)]
pub struct Findings {
    judged: Arc<BTreeMap<Topic, Finding>>,
    /// The places in the manifest of the variants of the chart.
    ids: Vec<usize>,
}

impl Findings {
    /// What was judged of a folder.
    pub fn of(judged: &Arc<BTreeMap<Topic, Finding>>, data: &Data<'_>) -> Findings {
        Findings {
            judged: Arc::clone(judged),
            ids: data.variants.iter().map(|variant| variant.id).collect(),
        }
    }

    pub fn get(&self, measure: &Measure, variant: usize, other: usize) -> Option<&Finding> {
        let [variant, other] = [*self.ids.get(variant)?, *self.ids.get(other)?];
        self.judged.get(&topic(measure, variant, other))
    }
}

/// The claims behind questions of one chart or several with the same variants.
pub fn claims(data: &Data<'_>, questions: &[Question]) -> Vec<Claim> {
    questions
        .iter()
        .map(|question| claim(data, question))
        .collect()
}

fn topic(measure: &Measure, variant: usize, other: usize) -> Topic {
    Topic {
        metric: measure.metric.clone(),
        variant,
        other,
    }
}

fn claim(data: &Data<'_>, question: &Question) -> Claim {
    let Question {
        measure,
        variant,
        other,
    } = question;
    let means = [*variant, *other].map(|v| data.mean(v, measure));
    Claim {
        topic: topic(
            measure,
            data.variants[*variant].id,
            data.variants[*other].id,
        ),
        differences: data
            .differences(*variant, *other, measure)
            .into_values()
            .collect(),
        means,
        smallest: match measure.smallest {
            Smallest::Absolute(size) => size,
            Smallest::Relative(share) => share * means[1].abs(),
        },
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

/// What scissors and phase ask: documents and capability of every alternative.
pub fn documents_and_capability(data: &Data<'_>) -> Vec<Question> {
    let measures = [data.documents(), data.measure("capability")];
    measures
        .into_iter()
        .flatten()
        .flat_map(|measure| against_reference(data, &measure))
        .collect()
}

/// The alternative that differs most from the reference; of nearly equal ones the first in the file.
pub fn headline(data: &Data<'_>, findings: &Findings, measure: &Measure) -> Option<[usize; 2]> {
    most_different(data, findings, measure, &data.alternatives())
}

/// The same among the alternatives in which the measure is more than nothing, as long as there is one: that nothing
/// flows is mostly what a scenario says and not what it finds.
pub fn flowing_headline(
    data: &Data<'_>,
    findings: &Findings,
    measure: &Measure,
) -> Option<[usize; 2]> {
    let mut alternatives = data.alternatives();
    alternatives.retain(|variant| data.mean(*variant, measure) > 0.0);
    if alternatives.is_empty() {
        alternatives = data.alternatives();
    }
    most_different(data, findings, measure, &alternatives)
}

fn most_different(
    data: &Data<'_>,
    findings: &Findings,
    measure: &Measure,
    alternatives: &[usize],
) -> Option<[usize; 2]> {
    let other = data.reference?;
    let size = |variant: usize| {
        findings
            .get(measure, variant, other)
            .map(|f| f.estimate.mean.abs())
            .filter(|size| size.is_finite())
    };
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
