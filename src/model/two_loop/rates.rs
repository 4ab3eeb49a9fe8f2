//! The parameters as the rules of a week need them: typed, yearly rates made weekly, probabilities made thresholds.

use crate::random::{Chance, Words};
use crate::scenario::Values;

use super::lanes::{self, WIDTH};
use super::steering;

/// Everything that the rules of a week take from the parameters in force.
#[derive(Debug, Clone)]
pub(super) struct Rates {
    /// Practice, visible work, drafting and reading sessions of an employee and week.
    pub sessions: [SessionCount; 4],
    // What becomes of them.
    pub debriefed: Chance,
    pub refined: Chance,
    pub structured: Chance,
    pub integrated: Chance,
    pub shared: Chance,
    pub visible: Chance,
    pub reading_breadth: u32,
    // World and people.
    pub drift: Chance,
    pub turnover: Chance,
    pub initial_trust: f32,
    pub initial_skill: f32,
    pub skill_spread: f32,
    pub opinion_spread: f32,
    // Learning.
    pub internalisation: f64,
    pub pressure: f64,
    pub consultation: f64,
    pub attribution: f32,
    pub model_help: f32,
    pub feedback_noise: f32,
    /// How far a case moves habits, where it is refined and where it is not.
    pub refined_steps: Steps,
    pub unreflected_steps: Steps,
    pub blame_all: Chance,
    pub imitation_rate: f32,
    pub belief_rate: f32,
    pub doubt_keep: f32,
    pub voice: f32,
    pub externalised: f32,
    pub espoused: f32,
    pub reading_rate: f32,
    pub naive_absorption: f32,
    /// The share of full absorption that a case of practice brings.
    pub absorption_of_case: f32,
    // Decay, a week.
    pub unused_habit_keep: f32,
    pub used_habit_keep: f32,
    pub belief_keep: f32,
    pub trust_gain: f32,
    pub trust_keep: f32,
    pub evidence_keep: f64,
    pub evidence_prior: f64,
    pub challenge_weight: f64,
    /// The weeks from one review to the next, where management steers.
    review_weeks: Option<u32>,
    pub learning_hours: f64,
    pub explicit_hours: f64,
    pub explicit_share: f64,
}

/// How far one case moves a habit: towards what was told or went well, and away from what is suspected.
#[derive(Debug, Clone, Copy)]
pub(super) struct Steps {
    pub habit: f32,
    pub failure: f32,
}

/// A number of sessions a week, fractional: the whole ones, and one more with the chance of the fraction.
#[derive(Debug, Clone, Copy)]
pub(super) struct SessionCount {
    whole: u32,
    one_more: Chance,
}

impl SessionCount {
    fn new(sessions: f64) -> Self {
        let whole = libm::floor(sessions.max(0.0));
        SessionCount {
            whole: whole as u32,
            one_more: Chance::new(sessions - whole),
        }
    }

    /// The mean number.
    #[cfg(test)]
    pub(super) fn mean(self) -> f64 {
        let chance = self
            .one_more
            .digits()
            .map_or(1.0, |digits| f64::from(digits) / 4_294_967_296.0);
        f64::from(self.whole) + chance
    }

    /// The number in one employee's week.
    #[inline(always)]
    pub(super) fn draw(self, words: &mut Words) -> u32 {
        self.whole + u32::from(words.happens(self.one_more))
    }

    /// The numbers of all of these, one after the other.
    #[inline(always)]
    pub(super) fn draw_all(self, numbers: &mut [u32], words: &mut Words) {
        if !self.one_more.is_open() {
            let number = self.draw(words);
            numbers.fill(number);
            return;
        }
        for numbers in numbers.chunks_mut(WIDTH) {
            let drawn = words.up_to::<WIDTH>(numbers.len());
            let steps = self.one_more.steps();
            let more = lanes::each(|lane| lanes::is_below(drawn[lane] >> 1, steps) & 1);
            for (number, more) in numbers.iter_mut().zip(more) {
                *number = self.whole + more;
            }
        }
    }
}

/// The weekly value of a yearly rate: 1 − (1 − p)^(1/52).
pub(super) fn weekly(yearly: f64) -> f64 {
    -libm::expm1(libm::log1p(-yearly) / 52.0)
}

/// How often a stage is passed by what comes from the stage before it: its weight over the other's, at most 1. Without
/// the stage before there is nothing to pass.
fn passes(weight: f64, before: f64) -> f64 {
    if before > 0.0 {
        (weight / before).min(1.0)
    } else {
        0.0
    }
}

/// The sessions of a loop that a stage gets.
fn stage(sessions: f64, weight: f64, weights: f64) -> f64 {
    if weight > 0.0 {
        sessions * weight / weights
    } else {
        0.0
    }
}

impl Rates {
    /// Whether a review opens this week.
    pub(super) fn is_review(&self, week: u32) -> bool {
        let is_due = |weeks| week.is_multiple_of(weeks);
        week > 0 && self.review_weeks.is_some_and(is_due)
    }

    /// What follows from the parameters in force, where so many work sessions make room for something else.
    pub(super) fn new(values: &Values, displaced: f64) -> Self {
        let get = |name| values.get(name);
        let single = |name| values.get(name) as f32;
        let chance = |name| Chance::new(values.get(name));
        let steps = |refinement: f32| Steps {
            habit: refinement * single("habit_rate"),
            failure: refinement * single("failure_rate"),
        };
        let session_hours = get("session_hours");
        let (tacit, explicit) = (get("tacit_hours"), get("explicit_hours"));
        let (tacit_sessions, explicit_sessions) = (tacit / session_hours, explicit / session_hours);
        let work = (get("hours_per_week") - tacit - explicit) / session_hours;
        let work = (work.max(0.0) - displaced).max(0.0);
        let visible = get("visible_outcomes");
        let (practice, feedback, refinement) =
            (get("practice"), get("feedback"), get("refinement"));
        let tacit_weights = practice + feedback + refinement;
        let (articulation, structuring, integration) =
            (get("articulation"), get("structuring"), get("integration"));
        let explicit_weights = articulation + structuring + integration;
        let externalisation = get("externalisation");
        let unseen_work = work * (1.0 - visible);
        let missed = libm::pow(1.0 - 1.0 / get("situations"), unseen_work);
        let habit_decay = weekly(get("habit_decay"));
        let protects = get("use_protects");
        let unprotected = 1.0 - protects;
        let sessions = [
            stage(tacit_sessions, practice, tacit_weights),
            work * visible,
            stage(explicit_sessions, articulation, explicit_weights),
            stage(explicit_sessions, integration, explicit_weights),
        ]
        .map(SessionCount::new);
        Rates {
            sessions,
            debriefed: Chance::new(passes(feedback, practice)),
            refined: Chance::new(passes(refinement, practice)),
            structured: Chance::new(passes(structuring, articulation)),
            integrated: Chance::new(passes(integration, articulation)),
            shared: chance("shared_practice"),
            visible: Chance::new(visible),
            reading_breadth: get("reading_breadth") as u32,
            drift: Chance::new(weekly(get("drift"))),
            turnover: Chance::new(weekly(get("turnover"))),
            initial_trust: single("initial_trust"),
            initial_skill: single("initial_skill"),
            skill_spread: single("skill_spread"),
            opinion_spread: single("opinion_spread"),
            internalisation: get("internalisation"),
            pressure: get("pressure"),
            consultation: get("consultation"),
            attribution: single("attribution"),
            model_help: single("model_help"),
            feedback_noise: single("feedback_noise"),
            refined_steps: steps(1.0),
            unreflected_steps: steps(single("unreflected")),
            blame_all: chance("blame_all"),
            imitation_rate: single("imitation_rate"),
            belief_rate: single("belief_rate"),
            doubt_keep: (1.0 - get("doubt")) as f32,
            voice: single("voice"),
            externalised: (externalisation * get("codifiability")) as f32,
            espoused: (1.0 - externalisation) as f32,
            reading_rate: single("reading_rate"),
            naive_absorption: single("naive_absorption"),
            absorption_of_case: (1.0 / get("absorption_practice")) as f32,
            unused_habit_keep: (1.0 - habit_decay * (unprotected + protects * missed)) as f32,
            used_habit_keep: (1.0 - habit_decay * unprotected) as f32,
            belief_keep: (1.0 - weekly(get("belief_decay"))) as f32,
            trust_gain: single("trust_gain"),
            trust_keep: (1.0 - weekly(get("trust_decay"))) as f32,
            evidence_keep: 1.0 - weekly(get("evidence_decay")),
            evidence_prior: get("evidence_prior"),
            challenge_weight: get("challenge_weight"),
            review_weeks: steering::interval(values),
            learning_hours: tacit + explicit,
            explicit_hours: explicit,
            explicit_share: if tacit + explicit > 0.0 {
                explicit / (tacit + explicit)
            } else {
                0.0
            },
        }
    }

    /// The chances to bring the explicit model to a case, in practice and in routine work, at a findability.
    pub(super) fn guided(&self, findability: f64) -> (Chance, Chance) {
        let calm = self.internalisation * findability;
        (Chance::new(calm), Chance::new(calm * (1.0 - self.pressure)))
    }
}
