//! A registry with one of everything: groups within groups, an either-or, events with and without `set`.

use seci::scenario::registry::{
    Breach, Change, Clock, Confidence, EitherOr, EventKind, Group, Meets, Metric, Parameter, Range,
    Sets, Smallest, Tone, Unit,
};
use seci::scenario::{Faults, Library, Loaded, Overrides, Registry, Shipped, Source, Values, load};

const SHARE: Range = Range::Real {
    low: 0.0,
    high: 1.0,
};
const HOURS: Range = Range::Real {
    low: 0.0,
    high: 168.0,
};
const COUNT: Range = Range::Whole {
    low: 1.0,
    high: f64::INFINITY,
};
const WEIGHT: Range = Range::Real {
    low: 0.0,
    high: f64::INFINITY,
};

const fn parameter(
    name: &'static str,
    group: &'static str,
    label: &'static str,
    unit: &'static str,
    range: Range,
    default: f64,
) -> Parameter {
    Parameter {
        name,
        group,
        label,
        unit,
        range,
        default,
        meaning: "What it means, in a sentence.",
        source: "assumption",
        confidence: Confidence::Assumption,
        change: Change::ByPolicy,
    }
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "the struct update takes its fields"
)]
const fn fixed(parameter: Parameter) -> Parameter {
    Parameter {
        change: Change::Never,
        ..parameter
    }
}

static PARAMETERS: [Parameter; 12] = [
    fixed(parameter(
        "employees",
        "organisation",
        "Employees",
        "people",
        COUNT,
        100.0,
    )),
    parameter(
        "turnover",
        "organisation",
        "Turnover",
        "rate a year",
        SHARE,
        0.18,
    ),
    fixed(parameter(
        "situations",
        "work",
        "Types of situation",
        "count",
        COUNT,
        8.0,
    )),
    parameter("drift", "work", "Drift", "rate a year", SHARE, 0.05),
    parameter(
        "hours_per_week",
        "investment",
        "Working week",
        "hours a week",
        Range::Above {
            low: 0.0,
            high: 168.0,
        },
        40.0,
    ),
    parameter(
        "learning_hours",
        "investment",
        "Learning hours",
        "hours a week",
        HOURS,
        10.0,
    ),
    parameter(
        "explicit_share",
        "investment",
        "Share of explicit hours",
        "share",
        SHARE,
        0.3,
    ),
    parameter(
        "tacit_hours",
        "investment",
        "Tacit hours",
        "hours a week",
        HOURS,
        7.0,
    ),
    parameter(
        "explicit_hours",
        "investment",
        "Explicit hours",
        "hours a week",
        HOURS,
        3.0,
    ),
    parameter(
        "practice",
        "investment.tacit",
        "Weight of practice",
        "weight",
        WEIGHT,
        1.0,
    ),
    parameter(
        "feedback",
        "investment.tacit",
        "Weight of feedback",
        "weight",
        WEIGHT,
        1.0,
    ),
    fixed(parameter(
        "initial_skill",
        "climate",
        "Skill at the start",
        "correlation",
        Range::Real {
            low: -1.0,
            high: 1.0,
        },
        0.1,
    )),
];

static METRICS: [Metric; 2] = [
    Metric {
        name: "capability",
        label: "Capability",
        unit: Unit::Share,
        meaning: "The chance that a live case goes well under pressure.",
        tone: Tone::Tacit,
        smallest: Smallest::Absolute(0.01),
    },
    Metric {
        name: "documents",
        label: "Documents",
        unit: Unit::Count,
        meaning: "Documents written so far.",
        tone: Tone::Explicit,
        smallest: Smallest::Relative(0.1),
    },
];

static SHOCK_FIELDS: [Parameter; 1] = [parameter(
    "size",
    "",
    "Size of the shock",
    "probability",
    SHARE,
    0.4,
)];

static EVENTS: [EventKind; 2] = [
    EventKind {
        name: "policy",
        meaning: "Sets parameters from that week on.",
        required: &[],
        optional: &[],
        sets: Sets::Parameters,
        meets: Meets::Participants,
    },
    EventKind {
        name: "shock",
        meaning: "Reality changes.",
        required: &SHOCK_FIELDS,
        optional: &[],
        sets: Sets::Nothing,
        meets: Meets::Everyone,
    },
];

fn to_other([learning, share]: [f64; 2]) -> [f64; 2] {
    [learning * (1.0 - share), learning * share]
}

fn to_usual([tacit, explicit]: [f64; 2]) -> [f64; 2] {
    let learning = tacit + explicit;
    [
        learning,
        if learning > 0.0 {
            explicit / learning
        } else {
            0.0
        },
    ]
}

fn check(values: &Values) -> Vec<Breach> {
    let (learning, week) = (values.get("learning_hours"), values.get("hours_per_week"));
    let mut breaches = Vec::new();
    if learning > week {
        breaches.push(Breach {
            keys: vec!["learning_hours", "hours_per_week"],
            message: format!("{learning} hours of learning do not fit into a week of {week} hours"),
            help: "Lower the learning hours, or raise hours_per_week.".to_owned(),
        });
    }
    breaches
}

pub static SMALL: Registry = Registry {
    model: "small",
    title: "A model for tests.",
    groups: &[
        Group {
            name: "organisation",
            meaning: "Who works here.",
        },
        Group {
            name: "work",
            meaning: "What the work is like.",
        },
        Group {
            name: "investment",
            meaning: "Where the hours go.",
        },
        Group {
            name: "investment.tacit",
            meaning: "The stages of the tacit loop.",
        },
        Group {
            name: "climate",
            meaning: "How people are.",
        },
    ],
    parameters: &PARAMETERS,
    pairs: &[EitherOr {
        usual: ["learning_hours", "explicit_share"],
        other: ["tacit_hours", "explicit_hours"],
        to_other,
        to_usual,
    }],
    metrics: &METRICS,
    events: &EVENTS,
    clock: Clock::WEEKS,
    block: 1,
    own_groups: &["investment"],
    own_keys: &[],
    person_metrics: &["capability"],
    check,
};

static MODELS: [&Registry; 1] = [&SMALL];

static FILES: [Shipped; 2] = [
    Shipped {
        file: "baseline.toml",
        text: "title = \"The baseline\"\n[run]\nweeks = 104\n[work]\ndrift = 0.1\n",
    },
    Shipped {
        file: "over-investment.toml",
        text: "extends = \"baseline.toml\"\n[[variant]]\nname = \"balanced\"\n[[variant]]\nname = \"heavy\"\nexplicit_share = 0.8\n",
    },
];

pub static LIBRARY: Library = Library {
    models: &MODELS,
    files: &FILES,
    tables: &[],
};

/// Loads a text without overrides.
pub fn text(text: &str) -> Result<Loaded, Faults> {
    text_with(text, &[])
}

/// Loads a text with some `--set`.
pub fn text_with(text: &str, set: &[&str]) -> Result<Loaded, Faults> {
    let set = set.iter().map(|argument| (*argument).to_owned()).collect();
    let overrides = Overrides {
        set,
        ..Overrides::default()
    };
    load(
        Source::Text {
            name: "plan.toml",
            text,
        },
        &overrides,
        &LIBRARY,
    )
}

/// What the user sees: each fault as it is drawn, then all of them a line each.
pub fn told(faults: &Faults) -> String {
    let theme = miette::GraphicalTheme::unicode_nocolor();
    let handler = miette::GraphicalReportHandler::new_themed(theme).with_width(500);
    let mut out = String::new();
    for fault in faults.list() {
        handler.render_report(&mut out, fault).unwrap();
    }
    format!("{out}\n{faults}\n")
}

/// Compares with a committed text.
pub fn snapshot(name: &str, value: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(format!("scenario_{name}"), value));
}
