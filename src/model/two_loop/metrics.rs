//! What is observed: sums over employees while their state is at hand, and the metrics made of them (MODEL section 6).

use super::Run;
use super::lanes::{Lanes, WIDTH, guided, product};
use super::organisation::Shape;
use super::world::Reality;

/// Situations of employees that are summed in single precision before the sums are folded into double precision: with
/// eight situations a chunk of 64 employees, and short enough that rounding stays far below what any run could show.
const FOLD: usize = 512;

/// What is summed over employees to be observed.
#[derive(Debug)]
pub(super) struct Observation {
    totals: Totals,
    /// Per judgement: Σ sign(e).
    signs: Vec<[i32; WIDTH]>,
}

/// Sums over employees: eight fixed lanes for [`FOLD`] situations at most, then double precision, in order.
#[derive(Debug, Clone, Copy, Default)]
struct Totals {
    lanes: LaneSums,
    /// Situations in the lanes.
    summed: usize,
    /// Σ Π (1 + r·h)/2, and the same with the guided propensity and with beliefs.
    capability: f64,
    guided: f64,
    espoused: f64,
    /// Σ r·h/2, Σ r·e/2, Σ |e|.
    skill: f64,
    human: f64,
    confidence: f64,
    dissonant: u64,
}

#[derive(Debug, Clone, Copy, Default)]
struct LaneSums {
    capability: Lanes,
    guided: Lanes,
    espoused: Lanes,
    skill: Lanes,
    human: Lanes,
    confidence: Lanes,
    dissonant: [u32; WIDTH],
}

impl Observation {
    pub(super) fn new(shape: Shape) -> Self {
        Observation {
            totals: Totals::default(),
            signs: vec![[0; WIDTH]; shape.blocks_per_seat()],
        }
    }

    /// Forgets the last observation.
    pub(super) fn clear(&mut self) {
        self.totals = Totals::default();
        self.signs.fill([0; WIDTH]);
    }

    /// Adds one employee.
    pub(super) fn add(
        &mut self,
        shape: Shape,
        reality: &Reality,
        habits: &[Lanes],
        beliefs: &[Lanes],
    ) {
        let rows = habits
            .chunks_exact(shape.blocks)
            .zip(beliefs.chunks_exact(shape.blocks))
            .zip(reality.half.chunks_exact(shape.blocks))
            .zip(self.signs.chunks_exact_mut(shape.blocks));
        for (situation, (((habits, beliefs), half), signs)) in rows.enumerate() {
            let (mut well, mut well_guided, mut well_espoused) = (1.0, 1.0, 1.0);
            let blocks = habits
                .iter()
                .zip(beliefs)
                .zip(half)
                .zip(&reality.base)
                .zip(signs);
            for ((((habits, beliefs), half), base), signs) in blocks {
                let chances = self.totals.lanes.add(habits, beliefs, half, base, signs);
                well *= product(&chances[0]);
                well_guided *= product(&chances[1]);
                well_espoused *= product(&chances[2]);
            }
            self.totals
                .add(situation % WIDTH, well, well_guided, well_espoused);
        }
    }

    /// The chunk is complete.
    pub(super) fn close_chunk(&mut self) {
        self.totals.fold();
    }

    /// Mean over judgements of |mean over employees of sign(e)|.
    fn coherence(&self, shape: Shape) -> f64 {
        let agreement: u64 = self
            .signs
            .as_flattened()
            .iter()
            .map(|sum| u64::from(sum.unsigned_abs()))
            .sum();
        agreement as f64 / shape.employees as f64 / (shape.situations * shape.judgements) as f64
    }
}

impl Totals {
    /// Adds the chances that all judgements of a situation are right, in a lane.
    fn add(&mut self, lane: usize, well: f32, guided: f32, espoused: f32) {
        self.lanes.capability[lane] += well;
        self.lanes.guided[lane] += guided;
        self.lanes.espoused[lane] += espoused;
        self.summed += 1;
        if self.summed == FOLD {
            self.fold();
        }
    }

    fn fold(&mut self) {
        let total = |lanes: &Lanes| -> f64 { lanes.iter().map(|&lane| f64::from(lane)).sum() };
        self.capability += total(&self.lanes.capability);
        self.guided += total(&self.lanes.guided);
        self.espoused += total(&self.lanes.espoused);
        self.skill += total(&self.lanes.skill);
        self.human += total(&self.lanes.human);
        self.confidence += total(&self.lanes.confidence);
        self.dissonant += self
            .lanes
            .dissonant
            .iter()
            .map(|&lane| u64::from(lane))
            .sum::<u64>();
        self.lanes = LaneSums::default();
        self.summed = 0;
    }
}

impl LaneSums {
    /// Adds eight judgements of one employee; returns their chances of being right from habit, guided and espoused.
    #[inline]
    fn add(
        &mut self,
        habits: &Lanes,
        beliefs: &Lanes,
        half: &Lanes,
        base: &Lanes,
        signs: &mut [i32; WIDTH],
    ) -> [Lanes; 3] {
        let mut chances = [[0.0_f32; WIDTH]; 3];
        for lane in 0..WIDTH {
            let (habit, belief) = (habits[lane], beliefs[lane]);
            let (skill, human) = (half[lane] * habit, half[lane] * belief);
            chances[0][lane] = base[lane] + skill;
            chances[1][lane] = base[lane] + half[lane] * guided(belief, habit);
            chances[2][lane] = base[lane] + human;
            self.skill[lane] += skill;
            self.human[lane] += human;
            self.confidence[lane] += belief.abs();
            self.dissonant[lane] += u32::from(habit * belief < 0.0);
            signs[lane] += i32::from(belief > 0.0) - i32::from(belief < 0.0);
        }
        chances
    }
}

/// The metrics of a run as it is now, in the registry's order.
pub(super) fn write(run: &Run, metrics: &mut [f64]) {
    let (shape, rates, counts) = (run.organisation.shape, &run.rates, &run.tally.counts);
    let sums = &run.observation.totals;
    let cases = shape.employees as f64 * shape.situations as f64;
    let judgements = cases * shape.judgements as f64;
    let capability = sums.capability / cases;
    let espoused = sums.espoused / cases;
    let consulted = rates.consultation * run.findability();
    let calm = (1.0 - consulted) * capability + consulted * (sums.guided / cases);
    let (validity, confidence) = run.knowledge.quality(&run.reality, shape);
    let count = |count: u64| count as f64;
    let values = [
        capability,
        rates.pressure * capability + (1.0 - rates.pressure) * calm,
        espoused,
        espoused - capability,
        count(counts.documents),
        count(counts.integrated_documents),
        validity,
        confidence,
        run.observation.coherence(shape),
        sums.confidence / judgements,
        count(sums.dissonant) / judgements,
        run.ties.social_capital(),
        0.5 + sums.human / judgements,
        0.5 + sums.skill / judgements,
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
        rates.explicit_share,
    ];
    metrics.copy_from_slice(&values);
}
