//! The metrics of a run (MODEL section 6), made of what was summed over employees and of what was counted.

use super::Run;
use super::observation::Observation;
use super::organisation::Shape;

/// Means over employees.
#[derive(Debug, Clone, Copy)]
pub(super) struct Means {
    pub capability: f64,
    /// The chance that a guided case goes well.
    pub guided: f64,
    pub espoused: f64,
    pub skill: f64,
    pub human: f64,
    pub confidence: f64,
    pub dissonance: f64,
}

impl Observation {
    /// Means over so many employees, who are all in.
    pub(super) fn means(&self, shape: Shape, employees: usize) -> Means {
        let sums = self.totals();
        let cases = employees as f64 * shape.situations as f64;
        let judgements = cases * shape.judgements as f64;
        Means {
            capability: sums.capability / cases,
            guided: sums.guided / cases,
            espoused: sums.espoused / cases,
            skill: 0.5 + sums.skill / judgements,
            human: 0.5 + sums.human / judgements,
            confidence: sums.confidence / judgements,
            dissonance: sums.dissonant as f64 / judgements,
        }
    }

    /// Mean over judgements of |mean over employees of sign(e)|.
    fn coherence(&self, shape: Shape) -> f64 {
        let sums = self.signs().iter();
        let agreement: u64 = sums.map(|sum| u64::from(sum.unsigned_abs())).sum();
        agreement as f64 / shape.employees as f64 / (shape.situations * shape.judgements) as f64
    }
}

/// The metrics of a run as it is now, in the registry's order.
pub(super) fn write(run: &Run, metrics: &mut [f64]) {
    let (shape, rates, counts) = (run.organisation.shape, &run.rates, &run.total.tally.counts);
    let Means {
        capability,
        guided,
        espoused,
        skill,
        human,
        confidence,
        dissonance,
    } = run.total.observation.means(shape, shape.employees);
    let consulted = rates.consultation * run.findability();
    let calm = (1.0 - consulted) * capability + consulted * guided;
    let (validity, stated) = run.knowledge.quality(&run.reality, shape);
    let count = |count: u64| count as f64;
    let values = [
        capability,
        rates.pressure * capability + (1.0 - rates.pressure) * calm,
        espoused,
        espoused - capability,
        count(counts.documents),
        count(counts.integrated_documents),
        validity,
        stated,
        run.total.observation.coherence(shape),
        confidence,
        dissonance,
        run.ties.social_capital(),
        human,
        skill,
        count(counts.internalisations),
        count(counts.completed_cycles),
        count(counts.challenges),
        count(counts.leavers),
        count(counts.shared_sessions),
        count(counts.socialisations),
        count(counts.externalisations),
        count(counts.combinations),
        count(counts.practice_sessions),
        count(counts.debriefed_sessions),
        count(counts.refined_sessions),
        count(counts.structured_documents),
        run.profiles
            .explicit_share()
            .unwrap_or(rates.explicit_share),
    ];
    metrics.copy_from_slice(&values);
}
