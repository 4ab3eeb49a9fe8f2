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

    /// Adds the employees of a chunk: their habits and beliefs stand situation by situation, in each seat by seat. Their
    /// beliefs fade on the way: so much of them is kept.
    #[inline(always)]
    pub(super) fn add<const BLOCKS: usize, U: Unit>(
        &mut self,
        shape: Shape,
        reality: &Reality,
        habits: &[Lanes],
        beliefs: &mut [Lanes],
        keep: f32,
    ) {
        let blocks = shape.blocks_of::<BLOCKS>();
        let rows = habits.len() / shape.situations;
        let mut sums = LaneSums::default();
        let mut chances = NOBODY;
        let situations = habits
            .chunks_exact(rows)
            .zip(beliefs.chunks_exact_mut(rows));
        for (situation, (habits, beliefs)) in situations.enumerate() {
            let row = situation * blocks;
            let context = Context {
                half: &reality.half[row..row + blocks],
                base: &reality.base[..blocks],
                keep,
            };
            let signs = &mut self.signs[row..row + blocks];
            if BLOCKS == 1 {
                sums.add_rows::<U>(&context, habits, beliefs, &mut signs[0], &mut chances);
            } else {
                sums.add_blocks::<U>(&context, habits, beliefs, signs);
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

/// What habits and beliefs of a situation are observed with.
struct Context<'a> {
    half: &'a [Lanes],
    base: &'a [Lanes],
    /// How much of the beliefs is kept.
    keep: f32,
}

/// Of each of eight seats the chances of eight judgements to be right from habit, guided and as espoused.
type Chances = [[Lanes; 3]; WIDTH];

/// Where there is nobody, nothing goes well.
const NOBODY: Chances = [[[0.0; WIDTH]; 3]; WIDTH];

impl LaneSums {
    /// All seats in a situation of one row each, eight by eight.
    #[inline(always)]
    fn add_rows<U: Unit>(
        &mut self,
        context: &Context<'_>,
        habits: &[Lanes],
        beliefs: &mut [Lanes],
        signs: &mut [i32; WIDTH],
        chances: &mut Chances,
    ) {
        let (half, base, keep) = (context.half[0], context.base[0], [context.keep; WIDTH]);
        let mut sums = (self.judgements, *signs);
        let (eights, rest) = habits.as_chunks::<WIDTH>();
        let (beliefs, rest_beliefs) = beliefs.as_chunks_mut::<WIDTH>();
        for (habits, beliefs) in eights.iter().zip(beliefs) {
            if U::HALVES {
                eight::<0, 4>(&mut sums, habits, beliefs, &half, &base, context.keep, chances);
                eight::<4, WIDTH>(&mut sums, habits, beliefs, &half, &base, context.keep, chances);
            } else {
                eight::<0, WIDTH>(&mut sums, habits, beliefs, &half, &base, context.keep, chances);
            }
            self.add_wells(&U::products(chances));
        }
        if !rest.is_empty() {
            for nobody in &mut chances[rest.len()..] {
                *nobody = [[0.0; WIDTH]; 3];
            }
            for (chances, (habits, beliefs)) in
                chances.iter_mut().zip(rest.iter().zip(rest_beliefs))
            {
                *beliefs = lanes::times(beliefs, &keep);
                *chances = sums.0.add(habits, beliefs, &half, &base, &mut sums.1);
            }
            self.add_wells(&U::products(chances));
        }
        (self.judgements, *signs) = sums;
    }

    /// All seats in a situation of several rows each.
    #[inline(always)]
    fn add_blocks<U: Unit>(
        &mut self,
        context: &Context<'_>,
        habits: &[Lanes],
        beliefs: &mut [Lanes],
        signs: &mut [[i32; WIDTH]],
    ) {
        let (blocks, keep) = (context.half.len(), [context.keep; WIDTH]);
        let eights = habits.chunks(WIDTH * blocks);
        for (habits, beliefs) in eights.zip(beliefs.chunks_mut(WIDTH * blocks)) {
            let mut wells = [[1.0_f32; WIDTH]; 3];
            for block in 0..blocks {
                let mut chances = NOBODY;
                for (seat, chances) in chances[..habits.len() / blocks].iter_mut().enumerate() {
                    let row = seat * blocks + block;
                    beliefs[row] = lanes::times(&beliefs[row], &keep);
                    let (half, base) = (&context.half[block], &context.base[block]);
                    let signs = &mut signs[block];
                    *chances = self
                        .judgements
                        .add(&habits[row], &beliefs[row], half, base, signs);
                }
                for (wells, of_block) in wells.iter_mut().zip(&U::products(&chances)) {
                    *wells = lanes::times(wells, of_block);
                }
            }
            self.add_wells(&wells);
        }
    }

    /// How likely eight seats are to do well in a situation.
    #[inline(always)]
    fn add_wells(&mut self, [capability, guided, espoused]: &[Lanes; 3]) {
        for lane in 0..WIDTH {
            self.capability[lane] += capability[lane];
            self.guided[lane] += guided[lane];
            self.espoused[lane] += espoused[lane];
        }
    }

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

#[inline(always)]
#[allow(clippy::too_many_arguments)]
fn eight<const FROM: usize, const TO: usize>(
    sums: &mut (JudgementSums, [i32; WIDTH]),
    habits: &[Lanes; WIDTH],
    beliefs: &mut [Lanes; WIDTH],
    half: &Lanes,
    base: &Lanes,
    keep: f32,
    chances: &mut Chances,
) {
    for seat in 0..WIDTH {
        for lane in FROM..TO {
            beliefs[seat][lane] *= keep;
        }
        let (judgements, signs) = (&mut sums.0, &mut sums.1);
        judgements.add_lanes::<FROM, TO>(
            &habits[seat],
            &beliefs[seat],
            half,
            base,
            signs,
            &mut chances[seat],
        );
    }
}

impl JudgementSums {
    #[inline(always)]
    fn add_lanes<const FROM: usize, const TO: usize>(
        &mut self,
        habits: &Lanes,
        beliefs: &Lanes,
        half: &Lanes,
        base: &Lanes,
        signs: &mut [i32; WIDTH],
        chances: &mut [Lanes; 3],
    ) {
        for lane in FROM..TO {
            let (habit, belief) = (habits[lane], beliefs[lane]);
            let (skill, human) = (half[lane] * habit, half[lane] * belief);
            let inclined = belief + (1.0 - belief.abs()) * habit;
            chances[0][lane] = base[lane] + skill;
            chances[1][lane] = base[lane] + half[lane] * inclined;
            chances[2][lane] = base[lane] + human;
            self.skill[lane] += skill;
            self.human[lane] += human;
            self.confidence[lane] += belief.abs();
            self.dissonant[lane] += u32::from(habit * belief < 0.0);
            signs[lane] += i32::from(belief > 0.0) - i32::from(belief < 0.0);
        }
    }

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
