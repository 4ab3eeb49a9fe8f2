//! The registry of the two-loop model: metrics, events, the either-or of the hours, and checks across parameters.

use crate::scenario::registry::{Breach, Clock, EitherOr, Metric, Registry, Smallest, Tone, Unit};
use crate::scenario::values::Values;

use super::events::EVENTS;
use super::parameters::{GROUPS, PARAMETERS};

/// The complete public description of the two-loop model.
pub static REGISTRY: Registry = Registry {
    model: "two-loop",
    title: "Employees learn in a tacit loop (practice, feedback, refinement) and an explicit loop (articulation, structuring, integration), coupled by externalisation and internalisation.",
    groups: GROUPS,
    parameters: PARAMETERS,
    pairs: &[EitherOr {
        usual: ["learning_hours", "explicit_share"],
        other: ["tacit_hours", "explicit_hours"],
        to_other: |[learning, share]| [learning - learning * share, learning * share],
        to_usual: |[tacit, explicit]| {
            let learning = tacit + explicit;
            [
                learning,
                if learning > 0.0 {
                    explicit / learning
                } else {
                    0.0
                },
            ]
        },
    }],
    metrics: METRICS,
    events: EVENTS,
    clock: Clock::WEEKS,
    block: 1,
    own_groups: &[
        "investment",
        "investment.tacit",
        "investment.explicit",
        "coupling",
    ],
    own_keys: &["initial_skill"],
    person_metrics: super::people::METRICS,
    check,
};

/// More sessions than this per employee and week are taken for a slip of the pen.
const MOST_SESSIONS: f64 = 10_000.0;

fn check(values: &Values) -> Vec<Breach> {
    let mut breaches = Vec::new();
    let (tacit, explicit) = (values.get("tacit_hours"), values.get("explicit_hours"));
    let (learning, week) = (tacit + explicit, values.get("hours_per_week"));
    // The tolerance is for sums such as 0.1 + 0.2.
    if learning > week * (1.0 + 1e-12) {
        let keys = if values.names_other(0) {
            vec!["tacit_hours", "explicit_hours", "hours_per_week"]
        } else {
            vec!["learning_hours", "hours_per_week"]
        };
        breaches.push(Breach {
            keys,
            message: format!("{learning} hours of learning do not fit into a week of {week} hours"),
            help: "lower the learning hours or raise hours_per_week".to_owned(),
        });
    }
    for (hours, loop_name, stages) in [
        (tacit, "tacit", ["practice", "feedback", "refinement"]),
        (
            explicit,
            "explicit",
            ["articulation", "structuring", "integration"],
        ),
    ] {
        if hours > 0.0 && stages.iter().all(|stage| values.get(stage) == 0.0) {
            breaches.push(Breach {
                keys: stages.to_vec(),
                message: format!(
                    "the {loop_name} loop has {hours} hours a week, but all its stage weights are 0"
                ),
                help: format!(
                    "give at least one of {} a weight above 0",
                    stages.join(", ")
                ),
            });
        }
    }
    let sessions = week / values.get("session_hours");
    if sessions > MOST_SESSIONS {
        breaches.push(Breach {
            keys: vec!["session_hours", "hours_per_week"],
            message: format!("sessions this short make more than {MOST_SESSIONS} of them a week"),
            help: "raise session_hours; the usual length is 4 hours".to_owned(),
        });
    }
    breaches
}

const POINT: Smallest = Smallest::Absolute(0.01);

const fn metric(
    name: &'static str,
    label: &'static str,
    unit: Unit,
    tone: Tone,
    meaning: &'static str,
) -> Metric {
    let smallest = match unit {
        Unit::Share | Unit::Points => POINT,
        Unit::Signed => Smallest::Absolute(0.02),
        Unit::Count => Smallest::Relative(0.05),
    };
    Metric {
        name,
        label,
        unit,
        meaning,
        tone,
        smallest,
    }
}

use Tone::{Explicit, Neutral, Tacit};
use Unit::{Count, Points, Share, Signed};

/// All metrics, in the order of the columns; the model's `observe` writes them in this order.
#[rustfmt::skip]
const METRICS: &[Metric] = &[
    metric("capability", "capability under pressure", Share, Tacit,
        "The chance that a live case goes well under pressure, from habit alone."),
    metric("performance", "performance", Share, Neutral,
        "The chance that a case goes well at the organisation's usual pressure, the knowledge base consulted where it can be found and there is time."),
    metric("espoused_competence", "espoused competence", Share, Explicit,
        "The chance that a case would go well if people acted as they talk."),
    metric("knowing_doing_gap", "knowing–doing gap", Points, Neutral,
        "Espoused competence minus capability. Positive: artefacts without understanding. Negative: craft that is not articulated."),
    metric("documents", "documents", Count, Explicit, "Documents written so far."),
    metric("integrated_documents", "integrated documents", Count, Explicit,
        "Documents structured and integrated into the knowledge base so far."),
    metric("kb_validity", "validity of the knowledge base", Signed, Explicit,
        "How far the knowledge base agrees with reality: 1 right and sure, 0 no better than chance, −1 wrong and sure."),
    metric("kb_confidence", "confidence of the knowledge base", Share, Explicit,
        "How sure of itself the knowledge base is, right or wrong."),
    metric("coherence", "coherence", Share, Explicit,
        "How far people's beliefs agree with one another, right or wrong."),
    metric("confidence", "confidence", Share, Explicit,
        "How strong people's beliefs are, right or wrong."),
    metric("dissonance", "dissonance", Share, Neutral,
        "The share of judgements in which a person's habit and belief point in different directions."),
    metric("social_capital", "social capital", Share, Tacit, "Mean trust over all ties."),
    metric("human_capital", "human capital", Share, Explicit,
        "The mean chance that a single judgement is right if people acted as they talk."),
    metric("skill", "skill", Share, Tacit,
        "The mean chance that a single judgement is right, from habit."),
    metric("internalisations", "internalisations", Count, Neutral,
        "Judgements so far in which a guided case turned a habit round to agree with the belief."),
    metric("completed_cycles", "completed learning cycles", Count, Neutral,
        "Internalisations so far after which the habit was also right."),
    metric("challenges", "challenges", Count, Neutral,
        "Times so far that somebody challenged a claim which a case had contradicted."),
    metric("leavers", "leavers", Count, Neutral, "Employees who have left so far."),
    metric("shared_sessions", "shared practice sessions", Count, Tacit,
        "Practice sessions shared with a colleague so far."),
    metric("socialisations", "socialisations", Count, Tacit,
        "Shared sessions so far in which the colleague succeeded and was imitated."),
    metric("externalisations", "externalisations", Count, Neutral,
        "Statements from habit recorded in the knowledge base so far."),
    metric("combinations", "combinations", Count, Explicit, "Drafts integrated so far."),
    metric("practice_sessions", "practice sessions", Count, Tacit, "Practice sessions so far."),
    metric("debriefed_sessions", "debriefed sessions", Count, Tacit, "Practice sessions debriefed so far."),
    metric("refined_sessions", "refined sessions", Count, Tacit, "Practice sessions refined so far."),
    metric("structured_documents", "structured documents", Count, Explicit, "Drafts structured so far."),
    metric("explicit_share", "explicit share", Share, Explicit,
        "Explicit hours over learning hours, as in force in the step just made; 0 when there are none."),
];
