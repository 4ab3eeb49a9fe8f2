//! The state of a run as the specification speaks of it: seats, judgements d = 0 … S·k − 1, ties by their two ends.
//!
//! The only test file that knows how state is laid out.

use std::ops::Range;

use super::super::lanes::WIDTH;
use super::super::{REGISTRY, Run, metrics};
use crate::model::Watch;

impl Run<'_> {
    /// Goes through these weeks.
    pub(super) fn pass(&mut self, weeks: Range<u32>) {
        for week in weeks {
            self.step(week, Watch::Metrics);
        }
    }

    /// All metrics as they are now.
    pub(super) fn metrics(&self) -> Vec<f64> {
        let mut observation = vec![0.0; REGISTRY.metrics.len()];
        metrics::write(self, &mut observation);
        observation
    }

    pub(super) fn metric(&self, name: &str) -> f64 {
        self.metrics()[REGISTRY.metric_position(name).expect("a metric")]
    }

    /// Observes anew, after state was set by hand.
    pub(super) fn look_again(&mut self) {
        self.total.observation.clear();
        self.look();
    }

    pub(super) fn employees(&self) -> usize {
        self.organisation.shape.employees
    }

    /// S·k.
    pub(super) fn judgements(&self) -> usize {
        self.organisation.shape.situations * self.organisation.shape.judgements
    }

    /// Where judgement d stands in a padded row of judgements.
    fn padded(&self, judgement: usize) -> usize {
        let shape = self.organisation.shape;
        judgement / shape.judgements * shape.blocks * WIDTH + judgement % shape.judgements
    }

    fn place(&self, seat: usize, judgement: usize) -> usize {
        let shape = self.organisation.shape;
        let situation = judgement / shape.judgements;
        shape.rows(seat, situation).start * WIDTH + judgement % shape.judgements
    }

    /// r: −1 or 1.
    pub(super) fn reality(&self, judgement: usize) -> f64 {
        2.0 * f64::from(self.reality.half.as_flattened()[self.padded(judgement)])
    }

    /// All of reality.
    pub(super) fn realities(&self) -> Vec<f64> {
        (0..self.judgements())
            .map(|judgement| self.reality(judgement))
            .collect()
    }

    pub(super) fn habit(&self, seat: usize, judgement: usize) -> f64 {
        f64::from(self.organisation.habits.as_flattened()[self.place(seat, judgement)])
    }

    pub(super) fn belief(&self, seat: usize, judgement: usize) -> f64 {
        f64::from(self.organisation.beliefs.as_flattened()[self.place(seat, judgement)])
    }

    /// r·h: 1 is always right, −1 always wrong.
    pub(super) fn fit(&self, seat: usize, judgement: usize) -> f64 {
        self.reality(judgement) * self.habit(seat, judgement)
    }

    /// r·e.
    pub(super) fn belief_fit(&self, seat: usize, judgement: usize) -> f64 {
        self.reality(judgement) * self.belief(seat, judgement)
    }

    pub(super) fn set_habit(&mut self, seat: usize, judgement: usize, habit: f64) {
        let place = self.place(seat, judgement);
        self.organisation.habits.as_flattened_mut()[place] = habit as f32;
    }

    pub(super) fn set_belief(&mut self, seat: usize, judgement: usize, belief: f64) {
        let place = self.place(seat, judgement);
        self.organisation.beliefs.as_flattened_mut()[place] = belief as f32;
    }

    /// Sets r·h.
    pub(super) fn set_fit(&mut self, seat: usize, judgement: usize, fit: f64) {
        self.set_habit(seat, judgement, fit * self.reality(judgement));
    }

    /// Sets r·e.
    pub(super) fn set_belief_fit(&mut self, seat: usize, judgement: usize, fit: f64) {
        self.set_belief(seat, judgement, fit * self.reality(judgement));
    }

    /// Habits and beliefs of a seat, to the bit.
    pub(super) fn mind(&self, seat: usize) -> Vec<u64> {
        (0..self.judgements())
            .flat_map(|judgement| [self.habit(seat, judgement), self.belief(seat, judgement)])
            .map(f64::to_bits)
            .collect()
    }

    pub(super) fn minds(&self) -> Vec<Vec<u64>> {
        (0..self.employees()).map(|seat| self.mind(seat)).collect()
    }

    /// x: own practice cases met.
    pub(super) fn practised(&self, seat: usize, situation: usize) -> f64 {
        f64::from(self.organisation.practised[self.organisation.shape.place(seat, situation)])
    }

    pub(super) fn set_practised(&mut self, seat: usize, situation: usize, cases: f64) {
        let place = self.organisation.shape.place(seat, situation);
        self.organisation.practised[place] = cases as f32;
    }

    /// P and M of a judgement.
    pub(super) fn evidence(&self, judgement: usize) -> (f64, f64) {
        let place = self.padded(judgement);
        (
            self.knowledge.supports[place],
            self.knowledge.opposes[place],
        )
    }

    /// Sets P and M, and K accordingly.
    pub(super) fn set_evidence(&mut self, judgement: usize, supports: f64, opposes: f64) {
        let (place, total) = (self.padded(judgement), supports + opposes);
        self.knowledge.supports[place] = supports;
        self.knowledge.opposes[place] = opposes;
        self.knowledge.stated.as_flattened_mut()[place] =
            ((supports - opposes) / (total + self.rates.evidence_prior)) as f32;
        self.knowledge.known.as_flattened_mut()[place] = f32::from(u8::from(total > 0.0));
    }

    /// K of a judgement.
    pub(super) fn stated(&self, judgement: usize) -> f64 {
        f64::from(self.knowledge.stated.as_flattened()[self.padded(judgement)])
    }

    /// Documents written and integrated so far, from which findability follows.
    pub(super) fn set_documents(&mut self, documents: u64, integrated: u64) {
        self.total.tally.counts.documents = documents;
        self.total.tally.counts.integrated_documents = integrated;
    }

    /// Colleagues tied to a seat, with the trust of the tie.
    pub(super) fn tied(&self, seat: usize) -> Vec<(usize, f64)> {
        let ties = &self.ties;
        ties.entries(seat)
            .map(|entry| {
                let trust = ties.trust()[ties.tie_of[entry] as usize];
                (ties.colleagues[entry] as usize, f64::from(trust))
            })
            .collect()
    }

    /// The trust between two tied seats.
    pub(super) fn trust(&self, seat: usize, other: usize) -> f64 {
        let tied = self.tied(seat);
        let found = tied.iter().find(|(colleague, _)| *colleague == other);
        found.expect("a tie").1
    }

    pub(super) fn set_trust(&mut self, seat: usize, other: usize, trust: f64) {
        let mut entries = self.ties.entries(seat);
        let entry = entries.find(|&entry| self.ties.colleagues[entry] as usize == other);
        let tie = self.ties.tie_of[entry.expect("a tie")] as usize;
        self.ties.set_trust(tie, trust as f32);
    }

    /// Whether all padding holds what padding must hold.
    pub(super) fn padding_is_clean(&self) -> bool {
        let shape = self.organisation.shape;
        let clean = |numbers: &[f32]| {
            numbers
                .chunks_exact(shape.blocks * WIDTH)
                .all(|row| row[shape.judgements..].iter().all(|&lane| lane == 0.0))
        };
        clean(self.organisation.habits.as_flattened())
            && clean(self.organisation.beliefs.as_flattened())
            && clean(self.reality.half.as_flattened())
            && clean(self.knowledge.stated.as_flattened())
            && self.reality.base.as_flattened()[shape.judgements..]
                .iter()
                .all(|&lane| lane.to_bits() == 1.0_f32.to_bits())
    }
}
