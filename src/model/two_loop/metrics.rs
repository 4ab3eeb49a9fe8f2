//! What is observed: sums over employees while their state is at hand, and the metrics made of them (MODEL section 6).

use super::Run;
use super::lanes::{self, Lanes, WIDTH};
use super::levels::Unit;
use super::organisation::Shape;
use super::world::Reality;

/// Situations of a chunk that are summed in single precision before the sums are folded into double precision: few enough
/// that rounding stays far below what any run could show.
const FOLD: usize = 8;

/// What is summed over employees to be observed.
#[derive(Debug, Default)]
pub(super) struct Observation {
    /// What was folded so far, in order; added up at the end, so that parts of an organisation can be summed apart.
    folded: Vec<Totals>,
    totals: Totals,
    /// Per judgement: Σ sign(e).
    signs: Vec<[i32; WIDTH]>,
}

/// Sums over employees in double precision.
#[derive(Debug, Clone, Copy, Default)]
struct Totals {
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

/// The same in eight fixed lanes of single precision, for [`FOLD`] situations of a chunk at most.
#[derive(Debug, Clone, Copy, Default)]
struct LaneSums {
    /// By the place of the seat among eight.
    capability: Lanes,
    guided: Lanes,
    espoused: Lanes,
    /// By the lane of the judgement.
    judgements: JudgementSums,
}

#[derive(Debug, Clone, Copy, Default)]
struct JudgementSums {
    skill: Lanes,
    human: Lanes,
    confidence: Lanes,
    dissonant: [u32; WIDTH],
}

impl Observation {
    pub(super) fn new(shape: Shape) -> Self {
        Observation {
            signs: vec![[0; WIDTH]; shape.blocks_per_seat()],
            ..Observation::default()
        }
    }

    /// Forgets the last observation.
    pub(super) fn clear(&mut self) {
        self.folded.clear();
        self.totals = Totals::default();
        self.signs.fill([0; WIDTH]);
    }

    /// Adds so many employees, a chunk at most. Their habits and beliefs in a situation are asked for by seat, situation and
    /// row, once each: situation by situation, so that all that is compared with them and summed stays at hand.
    #[inline(always)]
    pub(super) fn add<const BLOCKS: usize, U: Unit>(
        &mut self,
        shape: Shape,
        reality: &Reality,
        seats: usize,
        mut mind: impl FnMut(usize, usize, usize) -> (Lanes, Lanes),
    ) {
        let blocks = shape.blocks_of::<BLOCKS>();
        let mut sums = LaneSums::default();
        // Of each of eight seats the chances of the judgements; where there is nobody, nothing goes well.
        let mut chances = [[[0.0_f32; WIDTH]; WIDTH]; 3];
        for situation in 0..shape.situations {
            for first in (0..seats).step_by(WIDTH) {
                let last = seats.min(first + WIDTH);
                if last < first + WIDTH {
                    chances = [[[0.0; WIDTH]; WIDTH]; 3];
                }
                let mut wells = [[1.0_f32; WIDTH]; 3];
                for block in 0..blocks {
                    let row = situation * blocks + block;
                    let (half, base) = (&reality.half[row], &reality.base[block]);
                    let mut signs = self.signs[row];
                    let mut judgements = sums.judgements;
                    for seat in first..last {
                        let (habits, beliefs) = mind(seat, situation, row);
                        let own = judgements.add(&habits, &beliefs, half, base, &mut signs);
                        for (chances, own) in chances.iter_mut().zip(own) {
                            chances[seat - first] = own;
                        }
                    }
                    self.signs[row] = signs;
                    sums.judgements = judgements;
                    for (wells, chances) in wells.iter_mut().zip(&chances) {
                        *wells = if BLOCKS == 1 {
                            U::products(chances)
                        } else {
                            lanes::times(wells, &U::products(chances))
                        };
                    }
                }
                for lane in 0..WIDTH {
                    sums.capability[lane] += wells[0][lane];
                    sums.guided[lane] += wells[1][lane];
                    sums.espoused[lane] += wells[2][lane];
                }
            }
            if (situation + 1) % FOLD == 0 || situation + 1 == shape.situations {
                self.folded.push(sums.total());
                sums = LaneSums::default();
            }
        }
    }

    /// Takes in what another part of the organisation, of later seats, has summed.
    pub(super) fn append(&mut self, part: &mut Observation) {
        self.folded.append(&mut part.folded);
        for (signs, part) in self.signs.iter_mut().zip(&mut part.signs) {
            for (sign, part) in signs.iter_mut().zip(part) {
                *sign += *part;
                *part = 0;
            }
        }
    }

    /// All employees are in: adds up, in order.
    pub(super) fn close(&mut self) {
        self.totals = Totals::default();
        for folded in &self.folded {
            self.totals.add(folded);
        }
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
    fn add(&mut self, other: &Totals) {
        self.capability += other.capability;
        self.guided += other.guided;
        self.espoused += other.espoused;
        self.skill += other.skill;
        self.human += other.human;
        self.confidence += other.confidence;
        self.dissonant += other.dissonant;
    }
}

impl LaneSums {
    fn total(&self) -> Totals {
        let total = |lanes: &Lanes| -> f64 { lanes.iter().map(|&lane| f64::from(lane)).sum() };
        let judgements = &self.judgements;
        Totals {
            capability: total(&self.capability),
            guided: total(&self.guided),
            espoused: total(&self.espoused),
            skill: total(&judgements.skill),
            human: total(&judgements.human),
            confidence: total(&judgements.confidence),
            dissonant: judgements
                .dissonant
                .iter()
                .map(|&lane| u64::from(lane))
                .sum(),
        }
    }
}

impl JudgementSums {
    /// Adds eight judgements of one employee; returns their chances of being right from habit, guided and espoused.
    #[inline(always)]
    fn add(
        &mut self,
        habits: &Lanes,
        beliefs: &Lanes,
        half: &Lanes,
        base: &Lanes,
        signs: &mut [i32; WIDTH],
    ) -> [Lanes; 3] {
        let mut chances = [[0.0_f32; WIDTH]; 3];
        let inclined = lanes::guided(beliefs, habits);
        for lane in 0..WIDTH {
            let (habit, belief) = (habits[lane], beliefs[lane]);
            let (skill, human) = (half[lane] * habit, half[lane] * belief);
            chances[0][lane] = base[lane] + skill;
            chances[1][lane] = base[lane] + half[lane] * inclined[lane];
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
        let sums = &self.totals;
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
