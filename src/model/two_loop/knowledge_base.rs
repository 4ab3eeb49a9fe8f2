//! The knowledge base: evidence for either side of each judgement, what it states, how it is corrected and goes stale
//! (MODEL section 3 and item 6).

use super::lanes::{Lanes, WIDTH};
use super::organisation::Shape;
use super::rates::Rates;
use super::world::Reality;

/// Evidence per judgement, and what follows from it. Indices are judgements in the padded layout of a seat.
#[derive(Debug)]
pub(super) struct KnowledgeBase {
    pub supports: Vec<f64>,
    pub opposes: Vec<f64>,
    /// The stated belief K as of the last observation; 0 where nothing is stated.
    pub stated: Vec<Lanes>,
    /// 1 where there is any evidence, else 0.
    pub known: Vec<Lanes>,
}

/// What a week of sessions adds to and holds against the claims of one side, of eight judgements.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Side {
    /// New evidence for the side.
    pub evidence: [u32; WIDTH],
    /// Challenges by people whose case showed the other side.
    pub challenges: [u32; WIDTH],
    /// Guided debriefs that told this side to somebody who believed in it: the claim held.
    pub held: [u32; WIDTH],
}

/// Both sides of eight judgements.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Week {
    pub supports: Side,
    pub opposes: Side,
}

impl Side {
    fn add(&mut self, other: &Side) {
        for lane in 0..WIDTH {
            self.evidence[lane] += other.evidence[lane];
            self.challenges[lane] += other.challenges[lane];
            self.held[lane] += other.held[lane];
        }
    }
}

impl Week {
    /// Takes in what others of the organisation have done.
    pub(super) fn add(&mut self, other: &Week) {
        self.supports.add(&other.supports);
        self.opposes.add(&other.opposes);
    }
}

impl KnowledgeBase {
    pub(super) fn new(blocks: usize) -> Self {
        KnowledgeBase {
            supports: vec![0.0; blocks * WIDTH],
            opposes: vec![0.0; blocks * WIDTH],
            stated: vec![[0.0; WIDTH]; blocks],
            known: vec![[0.0; WIDTH]; blocks],
        }
    }

    /// The end of the week: evidence goes stale, challenged claims are weakened in proportion to how often they failed,
    /// new evidence comes in.
    pub(super) fn close_week(&mut self, weeks: &[Week], rates: &Rates) {
        let supports = self.supports.as_chunks_mut::<WIDTH>().0;
        let opposes = self.opposes.as_chunks_mut::<WIDTH>().0;
        for ((supports, opposes), week) in supports.iter_mut().zip(opposes).zip(weeks) {
            next(supports, &week.supports, rates);
            next(opposes, &week.opposes, rates);
        }
        self.form(rates);
    }

    /// Records evidence at once, as a workshop does.
    pub(super) fn record(&mut self, claims: &[Week], rates: &Rates) {
        let supports = self.supports.as_chunks_mut::<WIDTH>().0;
        let opposes = self.opposes.as_chunks_mut::<WIDTH>().0;
        for ((supports, opposes), claim) in supports.iter_mut().zip(opposes).zip(claims) {
            for lane in 0..WIDTH {
                supports[lane] += f64::from(claim.supports.evidence[lane]);
                opposes[lane] += f64::from(claim.opposes.evidence[lane]);
            }
        }
        self.form(rates);
    }

    /// What the knowledge base states follows from its evidence.
    fn form(&mut self, rates: &Rates) {
        let sides = self.supports.iter().zip(&self.opposes);
        let stated = self.stated.as_flattened_mut().iter_mut();
        let claims = stated.zip(self.known.as_flattened_mut());
        for ((supports, opposes), (stated, known)) in sides.zip(claims) {
            let total = supports + opposes;
            *stated = ((supports - opposes) / (total + rates.evidence_prior)) as f32;
            *known = if total > 0.0 { 1.0 } else { 0.0 };
        }
    }

    /// Mean K·r and mean |K| over all judgements.
    pub(super) fn quality(&self, reality: &Reality, shape: Shape) -> (f64, f64) {
        let (mut validity, mut confidence) = (0.0, 0.0);
        let stated = self.stated.as_flattened().iter();
        for (&stated, &half) in stated.zip(reality.half.as_flattened()) {
            validity += f64::from(stated) * 2.0 * f64::from(half);
            confidence += f64::from(stated.abs());
        }
        let judgements = (shape.situations * shape.judgements) as f64;
        (validity / judgements, confidence / judgements)
    }
}

fn next(evidence: &mut [f64; WIDTH], side: &Side, rates: &Rates) {
    for lane in 0..WIDTH {
        let failed = f64::from(side.challenges[lane]);
        let held = f64::from(side.held[lane]);
        // Without a branch, so that several are divided at a time; where nothing was challenged the quotient may be none.
        let weakened = 1.0 - rates.challenge_weight * failed / (failed + held);
        let keep = if failed > 0.0 { weakened } else { 1.0 };
        evidence[lane] =
            evidence[lane] * rates.evidence_keep * keep + f64::from(side.evidence[lane]);
    }
}
