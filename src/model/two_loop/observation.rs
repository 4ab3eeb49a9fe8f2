//! What is summed over employees to be observed, while their state is at hand: the other half of the hot path.
//!
//! Situation by situation and eight seats at a time. Sums over judgements are kept by lane, sums over cases by the place of
//! the seat among eight, in single precision for a few situations of a chunk and then folded into double precision: one fixed
//! order, so that they are the same bytes on any machine. What is made of the sums is in `metrics.rs`.

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
pub(super) struct Totals {
    /// Σ Π (1 + r·h)/2, and the same with the guided propensity and with beliefs.
    pub capability: f64,
    pub guided: f64,
    pub espoused: f64,
    /// Σ r·h/2, Σ r·e/2, Σ |e|.
    pub skill: f64,
    pub human: f64,
    pub confidence: f64,
    pub dissonant: u64,
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
    /// Σ sign(e), of the row at hand.
    signs: [i32; WIDTH],
}

/// What eight judgements of everybody are compared with.
#[derive(Clone, Copy)]
struct Row {
    half: Lanes,
    base: Lanes,
    /// How much of the beliefs is kept.
    keep: f32,
}

/// Of each of eight seats the chances of eight judgements to be right from habit, guided and as espoused.
type Chances = [[Lanes; 3]; WIDTH];

/// Where there is nobody, nothing goes well.
const NOBODY: [Lanes; 3] = [[0.0; WIDTH]; 3];

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
        let mut chances = [NOBODY; WIDTH];
        let beliefs = beliefs.chunks_exact_mut(rows);
        let situations = habits.chunks_exact(rows).zip(beliefs);
        for (situation, (habits, beliefs)) in situations.enumerate() {
            let first = situation * blocks;
            let row = |block: usize| Row {
                half: reality.half[first + block],
                base: reality.base[block],
                keep,
            };
            if BLOCKS == 1 {
                let signs = &mut self.signs[first];
                sums.add_rows::<U>(&row(0), habits, beliefs, signs, &mut chances);
            } else {
                let signs = &mut self.signs[first..first + blocks];
                sums.add_blocks::<U>(row, habits, beliefs, signs);
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

    pub(super) fn totals(&self) -> &Totals {
        &self.totals
    }

    /// Per judgement: Σ sign(e).
    pub(super) fn signs(&self) -> &[i32] {
        self.signs.as_flattened()
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
    /// All seats in a situation of one row each, eight by eight.
    #[inline(always)]
    fn add_rows<U: Unit>(
        &mut self,
        row: &Row,
        habits: &[Lanes],
        beliefs: &mut [Lanes],
        signs: &mut [i32; WIDTH],
        chances: &mut Chances,
    ) {
        // Copies, so that all that is compared and summed stays in registers.
        let (row, mut sums) = (*row, self.judgements);
        sums.signs = *signs;
        let (eights, rest) = habits.as_chunks::<WIDTH>();
        let (beliefs, beliefs_of_rest) = beliefs.as_chunks_mut::<WIDTH>();
        for (habits, beliefs) in eights.iter().zip(beliefs) {
            if U::HALVES {
                sums.add_eight::<0, 4>(&row, habits, beliefs, chances);
                sums.add_eight::<4, WIDTH>(&row, habits, beliefs, chances);
            } else {
                sums.add_eight::<0, WIDTH>(&row, habits, beliefs, chances);
            }
            self.add_cases(&U::products(chances));
        }
        if !rest.is_empty() {
            chances[rest.len()..].fill(NOBODY);
            let minds = rest.iter().zip(beliefs_of_rest);
            for (chances, (habits, beliefs)) in chances.iter_mut().zip(minds) {
                sums.add::<0, WIDTH>(&row, habits, beliefs, chances);
            }
            self.add_cases(&U::products(chances));
        }
        *signs = sums.signs;
        self.judgements = sums;
    }

    /// All seats in a situation of several rows each.
    #[inline(always)]
    fn add_blocks<U: Unit>(
        &mut self,
        row: impl Fn(usize) -> Row,
        habits: &[Lanes],
        beliefs: &mut [Lanes],
        signs: &mut [[i32; WIDTH]],
    ) {
        let blocks = signs.len();
        let eights = habits.chunks(WIDTH * blocks);
        for (habits, beliefs) in eights.zip(beliefs.chunks_mut(WIDTH * blocks)) {
            let mut cases = [[1.0_f32; WIDTH]; 3];
            for (block, signs) in signs.iter_mut().enumerate() {
                let (row, mut sums) = (row(block), self.judgements);
                sums.signs = *signs;
                let mut chances = [NOBODY; WIDTH];
                for (seat, chances) in chances[..habits.len() / blocks].iter_mut().enumerate() {
                    let at = seat * blocks + block;
                    sums.add::<0, WIDTH>(&row, &habits[at], &mut beliefs[at], chances);
                }
                for (cases, of_block) in cases.iter_mut().zip(&U::products(&chances)) {
                    *cases = lanes::times(cases, of_block);
                }
                *signs = sums.signs;
                self.judgements = sums;
            }
            self.add_cases(&cases);
        }
    }

    /// How likely eight seats are to do well in a situation.
    #[inline(always)]
    fn add_cases(&mut self, [capability, guided, espoused]: &[Lanes; 3]) {
        for lane in 0..WIDTH {
            self.capability[lane] += capability[lane];
            self.guided[lane] += guided[lane];
            self.espoused[lane] += espoused[lane];
        }
    }

    fn total(&self) -> Totals {
        let total = |lanes: &Lanes| -> f64 { lanes.iter().map(|&lane| f64::from(lane)).sum() };
        let judgements = &self.judgements;
        let dissonant = judgements.dissonant.iter();
        Totals {
            capability: total(&self.capability),
            guided: total(&self.guided),
            espoused: total(&self.espoused),
            skill: total(&judgements.skill),
            human: total(&judgements.human),
            confidence: total(&judgements.confidence),
            dissonant: dissonant.map(|&lane| u64::from(lane)).sum(),
        }
    }
}

impl JudgementSums {
    /// Adds some lanes of eight seats, and fills in their chances.
    #[inline(always)]
    fn add_eight<const FROM: usize, const TO: usize>(
        &mut self,
        row: &Row,
        habits: &[Lanes; WIDTH],
        beliefs: &mut [Lanes; WIDTH],
        chances: &mut Chances,
    ) {
        for seat in 0..WIDTH {
            let (beliefs, chances) = (&mut beliefs[seat], &mut chances[seat]);
            self.add::<FROM, TO>(row, &habits[seat], beliefs, chances);
        }
    }

    /// Lets some lanes of an employee's beliefs fade, adds them, and fills in their chances of being right.
    #[inline(always)]
    fn add<const FROM: usize, const TO: usize>(
        &mut self,
        row: &Row,
        habits: &Lanes,
        beliefs: &mut Lanes,
        chances: &mut [Lanes; 3],
    ) {
        let Row { half, base, keep } = row;
        for lane in FROM..TO {
            beliefs[lane] *= keep;
        }
        for lane in FROM..TO {
            let (habit, belief) = (habits[lane], beliefs[lane]);
            let (skill, human) = (half[lane] * habit, half[lane] * belief);
            // As `lanes::guided`, for some lanes.
            let inclined = belief + (1.0 - belief.abs()) * habit;
            chances[0][lane] = base[lane] + skill;
            chances[1][lane] = base[lane] + half[lane] * inclined;
            chances[2][lane] = base[lane] + human;
            self.skill[lane] += skill;
            self.human[lane] += human;
            self.confidence[lane] += belief.abs();
            self.dissonant[lane] += u32::from(habit * belief < 0.0);
            self.signs[lane] += i32::from(belief > 0.0) - i32::from(belief < 0.0);
        }
    }
}
