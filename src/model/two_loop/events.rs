//! The kinds of event that can befall an organisation (MODEL section 7), with their fields.

use crate::scenario::registry::{Change, Confidence, EventKind, Meets, Parameter, Range, Sets};

/// All kinds, in the order of documentation. The order of the fields is that of their numbers in an event.
pub(super) const EVENTS: &[EventKind] = &[
    EventKind {
        name: "policy",
        meaning: "From this week on, other values of parameters are in force. Naming explicit_share keeps the learning hours, learning_hours keeps the share, one of tacit_hours and explicit_hours keeps the other. With participants it sets what they have of their own: investment and coupling only.",
        required: &[],
        optional: &[],
        sets: Sets::Parameters,
        meets: Meets::Participants,
    },
    EventKind {
        name: "shock",
        meaning: "Reality shifts: the right way to act turns round, for each judgement with probability `size`.",
        required: &[field(
            "size",
            "size of the shock",
            "probability",
            SHARE,
            0.4,
            "The chance that the right way to act turns round, for each judgement.",
        )],
        optional: &[],
        sets: Sets::Nothing,
        meets: Meets::Everyone,
    },
    EventKind {
        name: "workshop",
        meaning: "A workshop in the room, at the start of the week. In each round a document of every situation is written and integrated: all participants state every judgement as in a draft, what is stated goes into the knowledge base at once, and all participants read it.",
        required: &[field(
            "rounds",
            "rounds of the workshop",
            "rounds",
            Range::Whole {
                low: 1.0,
                high: 1000.0,
            },
            3.0,
            "How often all state what they hold and read what has been written.",
        )],
        optional: &[field(
            "hours",
            "hours at the workshop",
            "hours",
            HOURS,
            8.0,
            "How much of each participant's routine work of that week it takes, in all; learning is untouched.",
        )],
        sets: Sets::Nothing,
        meets: Meets::Participants,
    },
    EventKind {
        name: "gemba",
        meaning: "A workshop where the work is. In each of `weeks` weeks all participants take the explicit model to live cases of every situation, in place of as much routine work: practice that is guided, debriefed, refined and shared.",
        required: &[
            field(
                "cases",
                "cases at the gemba",
                "cases a situation and week",
                Range::Whole {
                    low: 0.0,
                    high: 1000.0,
                },
                1.0,
                "Cases of every situation that each participant meets in a week, besides the usual practice.",
            ),
            WEEKS,
        ],
        optional: &[],
        sets: Sets::Nothing,
        meets: Meets::Participants,
    },
    EventKind {
        name: "departures",
        meaning: "People leave at once: each participant with probability `size`. They are replaced by newcomers, and their ties start again.",
        required: &[field(
            "size",
            "chance to leave",
            "probability",
            SHARE,
            0.25,
            "The chance that a participant leaves.",
        )],
        optional: &[],
        sets: Sets::Nothing,
        meets: Meets::Participants,
    },
    EventKind {
        name: "pressure",
        meaning: "Hard times: for `weeks` weeks the pressure is `level`, whatever else sets it. Afterwards what is in force otherwise applies again.",
        required: &[
            field(
                "level",
                "pressure in hard times",
                "share",
                SHARE,
                0.8,
                "The share of routine work done under pressure in these weeks.",
            ),
            WEEKS,
        ],
        optional: &[],
        sets: Sets::Nothing,
        meets: Meets::Everyone,
    },
];

const SHARE: Range = Range::Real {
    low: 0.0,
    high: 1.0,
};

const HOURS: Range = Range::Real {
    low: 0.0,
    high: 1000.0,
};

const WEEKS: Parameter = field(
    "weeks",
    "duration",
    "weeks",
    Range::Whole {
        low: 1.0,
        high: 100_000.0,
    },
    4.0,
    "How many weeks it lasts, the first one included.",
);

const fn field(
    name: &'static str,
    label: &'static str,
    unit: &'static str,
    range: Range,
    default: f64,
    meaning: &'static str,
) -> Parameter {
    Parameter {
        name,
        group: "",
        label,
        unit,
        range,
        default,
        meaning,
        source: "assumption",
        confidence: Confidence::Assumption,
        change: Change::Never,
    }
}
