//! The settings at which both implementations of the model are compared: plain ones, and those with real organisations
//! and all kinds of event.

/// A setting: its name, the keys that differ from the defaults, and events as (week, what).
pub struct Setting {
    pub name: &'static str,
    pub keys: &'static [(&'static str, f64)],
    pub events: &'static [(u32, Happening)],
}

pub enum Happening {
    Policy(&'static [(&'static str, f64)]),
    Shock(f64),
    Workshop {
        rounds: f64,
        hours: f64,
    },
    Gemba {
        cases: f64,
        weeks: f64,
    },
    Departures(f64),
    Pressure {
        level: f64,
        weeks: f64,
    },
    /// The same for these teams and these people alone.
    For(&'static [u32], &'static [u32], &'static Happening),
}

use Happening::{Departures, For, Gemba, Policy, Pressure, Shock, Workshop};

/// A setting of a real organisation, or with events to be looked at closely.
pub struct Close {
    pub setting: Setting,
    pub people: Option<People>,
    /// The weeks whose observations are compared, ascending.
    pub watched: &'static [u32],
}

/// The people of a real organisation.
pub struct People {
    /// The team of each seat.
    pub teams: &'static [u32],
    /// Pairs of seats, the smaller first, with their trust; none: the model draws them.
    pub ties: Option<&'static [(u32, u32, f32)]>,
    pub own: &'static [(Owner, &'static [(&'static str, f64)])],
}

pub enum Owner {
    Team(u32),
    Person(u32),
}

use Owner::{Person, Team};

#[rustfmt::skip]
pub const QUICK: &[Setting] = &[
    Setting { name: "small defaults", keys: &[("employees", 20.0), ("weeks", 30.0)], events: &[] },
    Setting { name: "uneven stages, events", keys: &[
        ("employees", 17.0), ("team_size", 5.0), ("weeks", 26.0), ("feedback", 0.5), ("refinement", 0.4), ("structuring", 0.6),
        ("integration", 0.5), ("explicit_share", 0.6), ("turnover", 0.5), ("drift", 0.3), ("judgements", 3.0), ("situations", 4.0),
    ], events: &[(5, Shock(0.4)), (12, Policy(&[("explicit_share", 0.1), ("pressure", 0.8)]))] },
    Setting { name: "ten judgements, one situation", keys: &[
        ("employees", 12.0), ("weeks", 20.0), ("situations", 1.0), ("judgements", 10.0), ("initial_skill", 0.6),
    ], events: &[] },
    Setting { name: "steered by capability", keys: &[
        ("kpi", 4.0), ("review_weeks", 4.0), ("step", 0.1), ("employees", 20.0), ("weeks", 40.0), ("explicit_share", 0.5),
    ], events: &[] },
    Setting { name: "rules switched", keys: &[
        ("employees", 20.0), ("weeks", 30.0), ("judgements", 3.0), ("situations", 4.0), ("blame_all", 0.6), ("model_help", 0.3),
        ("use_protects", 0.4), ("failure_rate", 0.4), ("habit_decay", 0.95), ("initial_skill", 0.4), ("opinion_spread", 0.9),
    ], events: &[] },
];

#[rustfmt::skip]
pub const FULL: &[Setting] = &[
    Setting { name: "steered by documents", keys: &[
        ("kpi", 1.0), ("review_weeks", 5.0), ("step", 0.1), ("employees", 30.0), ("weeks", 78.0),
    ], events: &[(40, Policy(&[("explicit_share", 0.3)]))] },
    Setting { name: "steered by coherence", keys: &[
        ("kpi", 2.0), ("review_weeks", 4.0), ("step", 0.2), ("employees", 20.0), ("weeks", 60.0),
    ], events: &[] },
    Setting { name: "steered by performance", keys: &[
        ("kpi", 3.0), ("review_weeks", 6.0), ("step", 0.15), ("employees", 30.0), ("weeks", 78.0),
    ], events: &[] },
    Setting { name: "defaults", keys: &[], events: &[] },
    Setting { name: "explicit-heavy", keys: &[("explicit_share", 0.8)], events: &[] },
    Setting { name: "all tacit", keys: &[("explicit_share", 0.0)], events: &[] },
    Setting { name: "uncoupled", keys: &[("explicit_share", 0.8), ("externalisation", 0.0), ("internalisation", 0.0)], events: &[] },
    Setting { name: "uneven stages", keys: &[
        ("feedback", 0.5), ("refinement", 0.4), ("structuring", 0.5), ("integration", 0.6), ("explicit_share", 0.5), ("weeks", 104.0),
    ], events: &[] },
    Setting { name: "small firm", keys: &[("employees", 8.0), ("cross_team_ties", 0.0)], events: &[] },
    Setting { name: "alone", keys: &[("employees", 1.0), ("weeks", 104.0)], events: &[] },
    Setting { name: "simple work", keys: &[("judgements", 2.0), ("weeks", 104.0)], events: &[] },
    Setting { name: "documents are right", keys: &[
        ("employees", 400.0), ("judgements", 7.0), ("drift", 0.0), ("visible_outcomes", 1.0), ("unreflected", 1.0),
        ("internalisation", 1.0), ("pressure", 0.0), ("belief_decay", 0.3), ("explicit_share", 0.8), ("weeks", 60.0),
    ], events: &[] },
    Setting { name: "one situation, nine judgements", keys: &[
        ("situations", 1.0), ("judgements", 9.0), ("initial_skill", 0.5), ("employees", 30.0), ("weeks", 78.0),
    ], events: &[] },
    Setting { name: "seventeen judgements", keys: &[
        ("situations", 3.0), ("judgements", 17.0), ("initial_skill", 0.7), ("employees", 40.0), ("weeks", 60.0), ("skill_spread", 0.6),
        ("opinion_spread", 0.9),
    ], events: &[] },
    Setting { name: "no routine, no visibility", keys: &[
        ("learning_hours", 40.0), ("explicit_share", 0.5), ("visible_outcomes", 0.0), ("feedback", 0.3), ("employees", 40.0), ("weeks", 60.0),
    ], events: &[] },
    Setting { name: "turbulent", keys: &[
        ("turnover", 0.9), ("drift", 0.6), ("trust_decay", 0.9), ("trust_gain", 0.5), ("initial_trust", 0.8), ("voice", 1.0),
        ("challenge_weight", 0.9), ("evidence_decay", 0.9), ("feedback_noise", 0.3), ("attribution", 0.6), ("weeks", 78.0),
    ], events: &[] },
    Setting { name: "strong everything", keys: &[
        ("internalisation", 1.0), ("externalisation", 1.0), ("codifiability", 1.0), ("attribution", 0.3), ("doubt", 0.6), ("failure_rate", 0.5),
        ("imitation_rate", 1.0), ("shared_practice", 1.0), ("initial_trust", 0.9), ("reading_breadth", 7.0), ("absorption_practice", 20.0),
        ("naive_absorption", 0.0), ("pressure", 0.0), ("weeks", 78.0), ("session_hours", 1.5), ("employees", 50.0), ("team_size", 20.0),
    ], events: &[] },
    Setting { name: "no weights", keys: &[
        ("refinement", 0.0), ("structuring", 0.0), ("practice", 2.0), ("feedback", 3.0), ("articulation", 0.5), ("explicit_share", 0.5),
        ("employees", 30.0), ("weeks", 60.0), ("team_size", 7.0), ("cross_team_ties", 4.0),
    ], events: &[] },
    Setting { name: "policies and shocks", keys: &[("employees", 60.0), ("weeks", 120.0), ("explicit_share", 0.8)], events: &[
        (0, Shock(0.2)), (30, Policy(&[("explicit_share", 0.2)])), (30, Shock(0.4)), (60, Policy(&[("tacit_hours", 4.0)])),
        (80, Policy(&[("learning_hours", 20.0), ("turnover", 0.5), ("evidence_prior", 10.0), ("structuring", 0.4)])),
    ] },
    Setting { name: "rates at one and nought", keys: &[
        ("habit_decay", 1.0), ("belief_decay", 0.0), ("trust_decay", 0.0), ("evidence_decay", 0.0), ("unreflected", 0.0), ("doubt", 1.0),
        ("employees", 24.0), ("weeks", 52.0), ("visible_outcomes", 0.7), ("initial_skill", 0.3),
    ], events: &[] },
    Setting { name: "rules in part", keys: &[
        ("blame_all", 0.5), ("model_help", 0.5), ("use_protects", 0.5), ("failure_rate", 0.3), ("habit_decay", 0.8), ("feedback", 0.6),
        ("employees", 60.0), ("weeks", 78.0),
    ], events: &[] },
    Setting { name: "rules replaced, nine judgements", keys: &[
        ("blame_all", 1.0), ("model_help", 0.0), ("use_protects", 0.0), ("failure_rate", 0.2), ("judgements", 9.0), ("initial_skill", 0.6),
        ("visible_outcomes", 0.6), ("employees", 40.0), ("weeks", 60.0),
    ], events: &[(20, Policy(&[("use_protects", 1.0), ("model_help", 1.0)])), (40, Policy(&[("blame_all", 0.2)]))] },
];

/// Teams interleaved, one of a single member; the last seat has no ties, and seat 4 is tied to everybody else.
const OFFICE: &[u32] = &[0, 1, 0, 2, 1, 0, 1, 0, 2, 1, 3, 0, 1];

#[rustfmt::skip]
const SURVEY: &[(u32, u32, f32)] = &[
    (0, 2, 0.75), (0, 4, 0.25), (0, 5, 1.0), (1, 4, 0.5), (1, 6, 0.125), (2, 4, 0.375), (2, 7, 0.875), (3, 4, 0.625), (3, 8, 1.0),
    (4, 5, 0.25), (4, 6, 0.75), (4, 7, 0.5), (4, 8, 0.0625), (4, 9, 1.0), (4, 10, 0.25), (4, 11, 0.5), (5, 7, 0.375), (6, 9, 0.5),
    (9, 11, 0.125),
];

/// A team with another share and other hours, one that practises together, and two people of their own.
#[rustfmt::skip]
const PROFILES: &[(Owner, &[(&str, f64)])] = &[
    (Team(1), &[("learning_hours", 24.0), ("explicit_share", 0.75), ("externalisation", 0.9)]),
    (Team(2), &[("shared_practice", 1.0), ("feedback", 0.5)]),
    (Person(2), &[("internalisation", 1.0), ("initial_skill", 0.8)]),
    (Person(9), &[("explicit_share", 0.25), ("externalisation", 0.1)]),
];

/// Forty-six people in teams of unequal size that do not sit side by side.
#[rustfmt::skip]
const FIRM: &[u32] = &[
    0, 1, 2, 3, 4, 0, 1, 2, 3, 0, 1, 2, 0, 1, 0, 4, 4, 3, 3, 2, 2, 1, 1, 0, 0, 5, 0, 1, 0, 2, 0, 3, 0, 4, 0, 1, 1, 1, 2, 2, 3, 3, 3, 0, 0, 1,
];

#[rustfmt::skip]
const WORK: &[(&str, f64)] = &[("employees", 13.0), ("team_size", 5.0), ("situations", 4.0), ("judgements", 3.0), ("weeks", 24.0)];

#[rustfmt::skip]
pub const CLOSE_QUICK: &[Close] = &[
    Close { setting: Setting { name: "an office, all events", keys: WORK, events: &[
        (1, For(&[0], &[3], &Workshop { rounds: 2.0, hours: 20.0 })), (3, For(&[1], &[], &Gemba { cases: 1.0, weeks: 4.0 })),
        (8, Pressure { level: 0.9, weeks: 6.0 }), (10, For(&[0, 2], &[], &Policy(&[("explicit_share", 0.9)]))),
        (12, For(&[1], &[], &Departures(0.5))),
    ] }, people: Some(People { teams: OFFICE, ties: Some(SURVEY), own: PROFILES }), watched: &[0, 2, 5, 11, 13, 24] },
];

#[rustfmt::skip]
pub const CLOSE: &[Close] = &[
    Close { setting: Setting { name: "two workshops in a week", keys: &[
        ("employees", 13.0), ("team_size", 5.0), ("situations", 4.0), ("judgements", 3.0), ("weeks", 20.0), ("visible_outcomes", 0.9),
        ("habit_decay", 0.95),
    ], events: &[
        (1, Workshop { rounds: 3.0, hours: 8.0 }), (1, Workshop { rounds: 2.0, hours: 14.0 }), (10, Workshop { rounds: 1.0, hours: 500.0 }),
    ] }, people: None, watched: &[1, 2, 3, 10, 11, 20] },
    Close { setting: Setting { name: "workshops, none integrated", keys: &[
        ("employees", 9.0), ("team_size", 3.0), ("situations", 3.0), ("judgements", 4.0), ("weeks", 20.0), ("integration", 0.3),
        ("structuring", 0.4), ("evidence_decay", 0.9), ("externalisation", 0.3), ("opinion_spread", 0.9), ("naive_absorption", 0.8),
    ], events: &[(0, Workshop { rounds: 4.0, hours: 8.0 }), (3, Policy(&[("evidence_prior", 12.0)])), (3, Workshop { rounds: 1.0, hours: 0.0 })] },
        people: None, watched: &[0, 1, 2, 3, 4, 5, 20] },
    Close { setting: Setting { name: "workshop, findability as observed", keys: &[
        ("employees", 12.0), ("team_size", 4.0), ("situations", 3.0), ("judgements", 3.0), ("weeks", 12.0), ("integration", 0.1),
        ("explicit_share", 0.6), ("learning_hours", 20.0), ("internalisation", 1.0), ("pressure", 0.0), ("visible_outcomes", 1.0),
        ("opinion_spread", 0.9), ("doubt", 0.6),
    ], events: &[(8, Workshop { rounds: 20.0, hours: 0.0 })] }, people: None, watched: &[8, 9, 10, 12] },
    Close { setting: Setting { name: "workshops of some", keys: &[
        ("employees", 13.0), ("situations", 4.0), ("judgements", 3.0), ("weeks", 20.0), ("visible_outcomes", 0.8), ("turnover", 0.4),
    ], events: &[
        (1, For(&[0], &[], &Workshop { rounds: 2.0, hours: 8.0 })), (1, For(&[2], &[0, 12], &Workshop { rounds: 2.0, hours: 12.0 })),
        (1, Shock(0.5)), (1, For(&[1, 0], &[7], &Workshop { rounds: 1.0, hours: 4.0 })),
    ] }, people: Some(People { teams: OFFICE, ties: Some(SURVEY), own: &[] }), watched: &[1, 2, 3, 8, 20] },
    Close { setting: Setting { name: "gemba without internalisation", keys: &[
        ("employees", 13.0), ("team_size", 5.0), ("situations", 4.0), ("judgements", 3.0), ("weeks", 20.0), ("internalisation", 0.0),
        ("shared_practice", 0.0), ("visible_outcomes", 0.3), ("opinion_spread", 0.9),
    ], events: &[(2, Gemba { cases: 1.0, weeks: 5.0 })] }, people: None, watched: &[2, 3, 5, 7, 8, 20] },
    Close { setting: Setting { name: "gemba, defaults of the week", keys: &[
        ("employees", 20.0), ("weeks", 30.0),
    ], events: &[(0, Gemba { cases: 1.0, weeks: 6.0 })] }, people: None, watched: &[0, 1, 3, 6, 7, 30] },
    Close { setting: Setting { name: "gemba of some, others forget", keys: &[
        ("employees", 13.0), ("situations", 4.0), ("judgements", 3.0), ("weeks", 40.0), ("habit_decay", 0.9999), ("visible_outcomes", 0.1),
        ("initial_skill", 0.5), ("learning_hours", 20.0), ("explicit_share", 0.9),
    ], events: &[
        (1, For(&[1], &[], &Gemba { cases: 1.0, weeks: 3.0 })), (3, For(&[0], &[1, 12], &Gemba { cases: 1.0, weeks: 2.0 })),
        (20, Gemba { cases: 0.0, weeks: 3.0 }), (24, For(&[2], &[], &Gemba { cases: 3.0, weeks: 8.0 })),
    ] }, people: Some(People { teams: OFFICE, ties: Some(SURVEY), own: &[] }), watched: &[1, 2, 4, 5, 6, 25, 40] },
    Close { setting: Setting { name: "gemba takes unseen work", keys: &[
        ("employees", 10.0), ("team_size", 5.0), ("situations", 5.0), ("judgements", 2.0), ("weeks", 20.0), ("habit_decay", 1.0),
        ("visible_outcomes", 0.0), ("initial_skill", 0.8), ("learning_hours", 12.0), ("explicit_share", 0.5),
    ], events: &[(0, Workshop { rounds: 1.0, hours: 24.0 }), (4, Gemba { cases: 1.0, weeks: 2.0 }), (8, Workshop { rounds: 1.0, hours: 500.0 })] },
        people: None, watched: &[1, 4, 5, 6, 9, 20] },
    Close { setting: Setting { name: "gemba, workshop and model at odds", keys: &[
        ("employees", 12.0), ("team_size", 4.0), ("situations", 2.0), ("judgements", 3.0), ("weeks", 30.0), ("attribution", 0.4),
        ("voice", 1.0), ("initial_trust", 0.8), ("challenge_weight", 1.0), ("feedback_noise", 0.2), ("visible_outcomes", 0.9),
    ], events: &[
        (2, Workshop { rounds: 3.0, hours: 8.0 }), (2, Gemba { cases: 2.0, weeks: 3.0 }), (10, Shock(0.6)), (10, Workshop { rounds: 1.0, hours: 12.0 }),
        (10, Gemba { cases: 2.0, weeks: 1.0 }), (10, Gemba { cases: 1.0, weeks: 2.0 }),
    ] }, people: None, watched: &[2, 3, 5, 10, 11, 12, 30] },
    Close { setting: Setting { name: "departures of a team", keys: &[
        ("employees", 13.0), ("situations", 4.0), ("judgements", 3.0), ("weeks", 40.0), ("turnover", 0.6), ("initial_trust", 0.9),
        ("shared_practice", 1.0), ("initial_skill", 0.4),
    ], events: &[
        (3, For(&[1], &[], &Departures(0.5))), (6, Workshop { rounds: 2.0, hours: 8.0 }), (6, For(&[0], &[4], &Departures(0.7))), (20, Departures(0.3)),
        (20, For(&[0], &[], &Workshop { rounds: 1.0, hours: 8.0 })),
    ] }, people: Some(People { teams: OFFICE, ties: Some(SURVEY), own: PROFILES }), watched: &[0, 1, 3, 4, 6, 7, 21, 40] },
    Close { setting: Setting { name: "departures, drawn ties", keys: &[
        ("employees", 20.0), ("weeks", 30.0), ("initial_trust", 0.1), ("trust_gain", 0.6),
    ], events: &[(10, Departures(0.5)), (20, Departures(1.0))] }, people: None, watched: &[10, 11, 20, 21, 30] },
    Close { setting: Setting { name: "pressures that overlap", keys: &[
        ("employees", 20.0), ("situations", 4.0), ("judgements", 3.0), ("weeks", 40.0), ("visible_outcomes", 1.0), ("internalisation", 1.0),
        ("opinion_spread", 0.9), ("consultation", 1.0), ("initial_skill", 0.2),
    ], events: &[
        (0, Pressure { level: 1.0, weeks: 4.0 }), (8, Pressure { level: 0.9, weeks: 12.0 }), (10, Pressure { level: 0.0, weeks: 4.0 }),
        (12, Policy(&[("pressure", 0.6), ("consultation", 0.4)])), (16, Pressure { level: 0.2, weeks: 2.0 }), (6, Pressure { level: 0.5, weeks: 11.0 }),
    ] }, people: None, watched: &[0, 1, 4, 5, 7, 9, 11, 13, 15, 17, 18, 20, 21, 40] },
    Close { setting: Setting { name: "three profiles, steered", keys: &[
        ("employees", 13.0), ("situations", 4.0), ("judgements", 3.0), ("weeks", 48.0), ("kpi", 1.0), ("review_weeks", 4.0), ("step", 0.1),
        ("turnover", 0.5), ("initial_skill", 0.1),
    ], events: &[
        (10, Policy(&[("learning_hours", 16.0), ("internalisation", 0.2)])), (15, For(&[0], &[], &Policy(&[("explicit_share", 0.8), ("internalisation", 0.9)]))),
        (25, For(&[1], &[2], &Policy(&[("externalisation", 0.2), ("shared_practice", 0.9)]))), (30, Policy(&[("explicit_share", 0.5)])),
        (34, For(&[0], &[], &Policy(&[("explicit_share", 0.2)]))),
    ] }, people: Some(People { teams: OFFICE, ties: Some(SURVEY), own: PROFILES }), watched: &[0, 1, 5, 11, 16, 26, 31, 35, 48] },
    Close { setting: Setting { name: "profiles at workshop and gemba", keys: &[
        ("employees", 13.0), ("situations", 4.0), ("judgements", 3.0), ("weeks", 30.0), ("turnover", 0.9), ("initial_skill", 0.0),
    ], events: &[
        (1, For(&[1], &[2, 12], &Workshop { rounds: 2.0, hours: 24.0 })), (4, For(&[1, 3], &[2], &Gemba { cases: 2.0, weeks: 3.0 })),
        (12, For(&[0], &[], &Departures(0.5))), (12, Workshop { rounds: 1.0, hours: 8.0 }),
        (14, For(&[0, 1, 2, 3], &[], &Policy(&[("hours_per_week", 30.0)]))),
    ] }, people: Some(People { teams: OFFICE, ties: Some(SURVEY), own: PROFILES }), watched: &[0, 1, 2, 5, 7, 12, 13, 14, 15, 30] },
    Close { setting: Setting { name: "profiles of hours", keys: &[
        ("employees", 13.0), ("situations", 4.0), ("judgements", 3.0), ("weeks", 30.0), ("kpi", 4.0), ("review_weeks", 3.0), ("step", 0.2),
    ], events: &[(10, Policy(&[("learning_hours", 20.0)])), (18, For(&[0], &[], &Policy(&[("learning_hours", 0.0)])))] },
        people: Some(People { teams: OFFICE, ties: None, own: &[
            (Team(0), &[("tacit_hours", 12.0), ("explicit_hours", 12.0)]), (Team(1), &[("learning_hours", 4.0)]), (Person(1), &[("session_hours", 2.0), ("practice", 0.5)]),
        ] }), watched: &[0, 1, 4, 11, 19, 30] },
    Close { setting: Setting { name: "ties drawn across teams", keys: &[
        ("employees", 46.0), ("weeks", 30.0), ("cross_team_ties", 2.0), ("situations", 4.0), ("judgements", 3.0), ("voice", 1.0), ("attribution", 0.4),
    ], events: &[(5, For(&[5, 4], &[], &Gemba { cases: 1.0, weeks: 10.0 })), (20, For(&[0], &[], &Departures(0.5)))] },
        people: Some(People { teams: FIRM, ties: None, own: &[(Team(0), &[("explicit_share", 0.9)])] }), watched: &[0, 1, 6, 15, 21, 30] },
];
