//! The parameters of the two-loop model: the one list from which validation, `seci explain`, the schema, the resolved
//! file and the documentation are made. Sources F01 … F24 are listed in `docs/facts.md`.

use crate::scenario::registry::{Change, Confidence, Group, Parameter, Range};

use Change::{ByPolicy, Never};
use Confidence::{Assumption, Contested, High, Low};

/// The tables of a scenario file.
pub(super) const GROUPS: &[Group] = &[
    group("organisation", "Who is there, and who comes and goes."),
    group(
        "work",
        "What the work asks of people, and what it shows them.",
    ),
    group(
        "investment",
        "The hours a week that go into learning, and into which loop.",
    ),
    group(
        "investment.tacit",
        "How the hours of the tacit loop are split over its stages.",
    ),
    group(
        "investment.explicit",
        "How the hours of the explicit loop are split over its stages.",
    ),
    group("coupling", "How strongly the two loops are coupled."),
    group("climate", "Trust, and whether people speak up."),
    group(
        "learning",
        "How fast habits and beliefs are learned and lost.",
    ),
    group(
        "knowledge_base",
        "How the knowledge base weighs and loses evidence.",
    ),
    group(
        "steering",
        "Management as a part of the model: at every review it moves the explicit share by a key figure.",
    ),
    group(
        "rules",
        "Rules of the model that can be switched off or replaced, to test which of its claims rest on them; leave them alone in usual work.",
    ),
];

const fn group(name: &'static str, meaning: &'static str) -> Group {
    Group { name, meaning }
}

/// Key figures by which management may steer, and that it does not.
pub(super) const KPIS: [&str; 5] = [
    "none",
    "documents",
    "coherence",
    "performance",
    "capability",
];

/// Probabilities, shares and rates.
const SHARE: Range = Range::Real {
    low: 0.0,
    high: 1.0,
};
const WEIGHT: Range = Range::Real {
    low: 0.0,
    high: 1e6,
};

const fn at_least(low: f64, high: f64) -> Range {
    Range::Whole { low, high }
}

/// A parameter that a policy may change; `fixed` makes it one that shapes the start.
const fn parameter(
    group: &'static str,
    name: &'static str,
    label: &'static str,
    (default, unit, range): (f64, &'static str, Range),
    meaning: &'static str,
    (confidence, source): (Confidence, &'static str),
) -> Parameter {
    Parameter {
        name,
        group,
        label,
        unit,
        range,
        default,
        meaning,
        source,
        confidence,
        change: ByPolicy,
    }
}

#[allow(
    clippy::needless_pass_by_value,
    reason = "a constant is built, nothing is passed"
)]
const fn fixed(parameter: Parameter) -> Parameter {
    Parameter {
        change: Never,
        ..parameter
    }
}

const fn hours(default: f64) -> (f64, &'static str, Range) {
    (
        default,
        "hours a week",
        Range::Real {
            low: 0.0,
            high: 168.0,
        },
    )
}

const fn yearly(default: f64) -> (f64, &'static str, Range) {
    (default, "probability or share a year", SHARE)
}

const fn chance(default: f64) -> (f64, &'static str, Range) {
    (default, "probability", SHARE)
}

const fn rate(default: f64) -> (f64, &'static str, Range) {
    (default, "share of the distance, per event", SHARE)
}

const fn share(default: f64) -> (f64, &'static str, Range) {
    (default, "share", SHARE)
}

const STAGE: (f64, &str, Range) = (1.0, "weight", WEIGHT);
const EVEN: (Confidence, &str) = (
    Assumption,
    "assumption: an even split, so that no stage is favoured",
);

/// All parameters, in the order of documentation.
#[rustfmt::skip]
pub(super) const PARAMETERS: &[Parameter] = &[
    fixed(parameter("organisation", "employees", "employees",
        (100.0, "people", at_least(1.0, 2e9)),
        "How many people work in the organisation; every seat is filled again at once.",
        (Assumption, "assumption: a firm in which not everybody knows everybody; vary it"))),
    fixed(parameter("organisation", "team_size", "team size",
        (8.0, "people", at_least(1.0, 2e9)),
        "People in a team; all pairs inside a team are tied. The last team may be smaller.",
        (Assumption, "assumption"))),
    fixed(parameter("organisation", "cross_team_ties", "ties across teams",
        (1.0, "ties drawn per person", at_least(0.0, 1e6)),
        "Colleagues of other teams that each person knows besides the team. A draw that hits a tie that is there already adds nothing.",
        (Low, "assumption for the size; F23: moderate links across groups learn best on complex tasks, about 10 % (Fang, Lee & Schilling 2010; Cowan & Jonard 2004; models); 1 makes about 22 % at 100 people in teams of 8"))),
    parameter("organisation", "turnover", "turnover", yearly(0.18),
        "The chance that an employee leaves within a year and is replaced by a newcomer.",
        (High, "F12: BLS JOLTS, separations in knowledge work about half of all US separations; plausible range 0 to 0.6")),
    fixed(parameter("organisation", "initial_skill", "initial skill",
        (0.1, "mean of habit × reality", Range::Real { low: -1.0, high: 1.0 }),
        "How well the habits of newcomers, and of everybody at the start, fit reality on average: 0 is chance, 1 is perfect, −1 is perfectly wrong.",
        (Assumption, "assumption"))),
    fixed(parameter("organisation", "skill_spread", "spread of initial skill",
        (0.3, "half-width on the scale of habits", Range::Real { low: 0.0, high: 2.0 }),
        "How much initial habits differ: uniform within this distance of their mean, kept within −1 to 1.",
        (Assumption, "assumption"))),
    fixed(parameter("organisation", "opinion_spread", "spread of initial opinions",
        (0.3, "half-width on the scale of beliefs", SHARE),
        "How strong initial beliefs can be: uniform between minus and plus this value, right or wrong alike.",
        (Assumption, "assumption"))),

    parameter("work", "hours_per_week", "working hours",
        (40.0, "hours a week", Range::Above { low: 0.0, high: 168.0 }),
        "The working week; what learning leaves of it is routine work.",
        (Assumption, "assumption: a full-time week")),
    parameter("work", "session_hours", "length of a session",
        (4.0, "hours", Range::Above { low: 0.0, high: 168.0 }),
        "Practice, drafting, reading and work come in sessions of this length.",
        (Assumption, "assumption: half a day")),
    fixed(parameter("work", "situations", "situations",
        (8.0, "types of situation", at_least(1.0, 1e6)),
        "How many types of situation the work consists of.",
        (Assumption, "assumption"))),
    fixed(parameter("work", "judgements", "judgements a situation",
        (6.0, "judgements", at_least(1.0, 1e6)),
        "Interdependent judgements in a situation: a case goes well only if all of them are right. The complexity of the work.",
        (Assumption, "assumption; the headline depends on it: see scenarios/simple-work.toml"))),
    parameter("work", "drift", "drift of reality", yearly(0.05),
        "The chance within a year that the right way to act turns round, for each judgement.",
        (Assumption, "assumption; F15 bounds what it does to documents (28.9 % of projects hold a stale reference: Tan, Wagner & Treude 2024)")),
    parameter("work", "pressure", "pressure", share(0.3),
        "The share of routine work done under pressure, in which people act from habit and not from the manual.",
        (Contested, "F10, contested: found by Schwabe & Wolf 2009; not over all by Smeets et al. 2019; two preregistered replications did not find it, but could not tell (Smeets et al. 2023); pressure strengthens strong habits, good and bad (Neal, Wood & Drolet 2013); at 0, guidance in routine work and performance are without it, while capability by definition remains habit alone")),
    parameter("work", "visible_outcomes", "visible outcomes", share(0.3),
        "The share of routine cases whose outcome the one who acted gets to see.",
        (Assumption, "assumption")),
    parameter("work", "consultation", "consultation", share(0.5),
        "The share of calm routine cases in which people consult the knowledge base when they can find it; used only in the metric performance.",
        (Assumption, "assumption")),

    parameter("investment", "learning_hours", "learning hours", hours(10.0),
        "Hours a week that each employee invests in learning, in both loops together. Give either learning_hours and explicit_share or tacit_hours and explicit_hours.",
        (Assumption, "assumption: a quarter of the week, on the job included")),
    parameter("investment", "explicit_share", "explicit share", share(0.3),
        "The share of the learning hours that goes into the explicit loop (drafting, structuring, integrating documents).",
        (Low, "assumption for the size; F16: effective firms split codification and personalisation about 80 to 20, either way, not evenly (Hansen, Nohria & Tierney 1999)")),
    parameter("investment", "tacit_hours", "tacit hours", hours(7.0),
        "Hours a week in the tacit loop (practice, feedback, refinement). Goes with explicit_hours.",
        (Assumption, "follows from learning_hours and explicit_share")),
    parameter("investment", "explicit_hours", "explicit hours", hours(3.0),
        "Hours a week in the explicit loop (articulation, structuring, integration). Goes with tacit_hours.",
        (Assumption, "follows from learning_hours and explicit_share")),
    parameter("investment.tacit", "practice", "weight of practice", STAGE,
        "Share of the tacit hours spent on practice cases, relative to feedback and refinement. 0: no practice sessions.", EVEN),
    parameter("investment.tacit", "feedback", "weight of feedback", STAGE,
        "Share of the tacit hours spent on debriefs. A practice session is debriefed with probability feedback / practice, at most 1.",
        (Assumption, "assumption: an even split; that debriefs are a strong lever: F07, d = .67 to .92 (Tannenbaum & Cerasoli 2013; Keiser & Arthur 2021)")),
    parameter("investment.tacit", "refinement", "weight of refinement", STAGE,
        "Share of the tacit hours spent on reflecting and changing the way of working. A practice session is refined with probability refinement / practice, at most 1.", EVEN),
    parameter("investment.tacit", "shared_practice", "shared practice", chance(0.4),
        "The chance that a practice session is shared with a colleague, chosen in proportion to trust.",
        (Assumption, "assumption")),
    parameter("investment.explicit", "articulation", "weight of articulation", STAGE,
        "Share of the explicit hours spent on writing drafts, relative to structuring and integration. 0: no drafts.", EVEN),
    parameter("investment.explicit", "structuring", "weight of structuring", STAGE,
        "Share of the explicit hours spent on structuring drafts. A draft is structured with probability structuring / articulation, at most 1.", EVEN),
    parameter("investment.explicit", "integration", "weight of integration", STAGE,
        "Share of the explicit hours spent on integrating: filing structured drafts into the knowledge base (probability integration / articulation, at most 1) and reading it.", EVEN),

    parameter("coupling", "externalisation", "externalisation", chance(0.6),
        "The chance that a statement in a draft comes from what the author does (habit), not from what the author would say (belief). Tacit into explicit.",
        (Assumption, "assumption; that the two differ: F22 (Argyris & Schön 1974; Pfeffer & Sutton 2000)")),
    parameter("coupling", "internalisation", "internalisation", chance(0.6),
        "How far people bring the explicit model to a case and try it out, given that it can be found. Explicit into tacit.",
        (Assumption, "assumption; acceptance is not action: F08, pass-through .55 (Webb & Sheeran 2006)")),

    parameter("climate", "voice", "voice", chance(0.5),
        "The chance that somebody whose guided case contradicts the claim they believed in challenges it, at full trust; psychological safety.",
        (Low, "assumption for the size; F20: safety works through learning behaviour (Frazier et al. 2017; Edmondson 1999)")),
    fixed(parameter("climate", "initial_trust", "initial trust", share(0.3),
        "Trust in a new tie.",
        (Assumption, "assumption; competence trust matters most where knowledge is tacit: F19 (Levin & Cross 2004)"))),
    parameter("climate", "trust_gain", "gain of trust", rate(0.15),
        "How far a shared session moves trust towards 1.",
        (Assumption, "assumption")),
    parameter("climate", "trust_decay", "decay of trust", yearly(0.4),
        "The share of trust that a tie without shared sessions loses in a year.",
        (Assumption, "assumption")),

    parameter("learning", "habit_rate", "habit rate", rate(0.35),
        "How far a habit moves towards what a reflected case showed. Individual practice curves are exponential.",
        (Low, "assumption for the size; F01 for the form (Heathcote, Brown & Mewhort 2000)")),
    parameter("learning", "unreflected", "learning without reflection", (0.3, "factor", SHARE),
        "How much of the habit rate is left in a session without refinement, so always in routine work.",
        (Low, "assumption for the size; debriefs and after-action reviews are worth about +25 %: F07 (Tannenbaum & Cerasoli 2013; Keiser & Arthur 2021)")),
    parameter("learning", "failure_rate", "learning from failure", rate(0.05),
        "How far the suspected judgement's habit moves away from what was done when a case fails and the cause is not known.",
        (Assumption, "assumption: blame without a cause teaches little")),
    parameter("learning", "imitation_rate", "imitation rate", rate(0.6),
        "How far a habit moves towards that of a colleague seen to succeed, at full trust.",
        (Low, "assumption for the size; trust matters most where knowledge is tacit: F19 (Levin & Cross 2004)")),
    parameter("learning", "belief_rate", "belief rate", rate(0.3),
        "How far a belief moves towards the cause that a debrief of a guided case told.",
        (Assumption, "assumption")),
    parameter("learning", "reading_rate", "reading rate", rate(0.5),
        "How far a belief moves towards the knowledge base at one reading, for a reader with enough practice.",
        (Assumption, "assumption")),
    parameter("learning", "reading_breadth", "reading breadth",
        (4.0, "situations a session", at_least(0.0, 1e4)),
        "Situations read about in a reading session.",
        (Assumption, "assumption")),
    parameter("learning", "attribution", "attribution", chance(0.05),
        "The chance that a debrief without help of a model tells the cause, per judgement.",
        (Assumption, "assumption: causes are hard to see without a model")),
    parameter("learning", "feedback_noise", "noise of feedback", chance(0.1),
        "The chance that a cause is told the wrong way round.",
        (Assumption, "assumption")),
    parameter("learning", "codifiability", "codifiability", chance(0.7),
        "The chance that a statement from habit survives being put into words.",
        (Low, "assumption for the size; codifiability speeds transfer: F18 (Zander & Kogut 1995)")),
    parameter("learning", "naive_absorption", "absorption without practice", share(0.3),
        "How much of the reading rate is left to a reader without practice of one's own in the situation.",
        (Low, "assumption for the size; absorptive capacity: F21 (Cohen & Levinthal 1990)")),
    parameter("learning", "absorption_practice", "practice for full absorption",
        (4.0, "practice cases", Range::Above { low: 0.0, high: f64::INFINITY }),
        "Practice cases in a situation from which on reading about it is absorbed fully.",
        (Assumption, "assumption")),
    parameter("learning", "habit_decay", "decay of habits", yearly(0.45),
        "The share of a habit that is lost in a year without a single case of its situation.",
        (High, "F04: half of the skill gains are lost without use in 6.5 to 13 months (Tatel & Ackerman 2025, 1,344 effects)")),
    parameter("learning", "belief_decay", "decay of beliefs", yearly(0.7),
        "The share of a belief that is forgotten in a year.",
        (High, "F05: declarative knowledge decays while skill and job behaviour hold (Taylor, Russ-Eft & Chan 2005): above habit_decay")),
    parameter("learning", "doubt", "doubt", rate(0.1),
        "How much of a belief is lost when a case guided by it fails and the cause is not told.",
        (Assumption, "assumption")),

    parameter("knowledge_base", "evidence_prior", "evidence prior",
        (2.0, "pieces of evidence", Range::Above { low: 0.0, high: f64::INFINITY }),
        "Evidence that the knowledge base wants before it takes a side.",
        (Assumption, "assumption")),
    parameter("knowledge_base", "evidence_decay", "decay of evidence", yearly(0.25),
        "The share of the evidence that goes stale or gets lost in a year.",
        (Contested, "F03, contested: organisational forgetting between 25 % a month and none, on the same ships (Argote, Beckman & Epple 1990; Thompson 2007); F15; sweep it")),
    parameter("knowledge_base", "challenge_weight", "weight of challenges", share(0.3),
        "How much of the evidence for a claim a week of nothing but challenges takes away.",
        (Assumption, "assumption")),

    parameter("steering", "kpi", "key figure", (0.0, "name of a metric", Range::Named(&KPIS)),
        "The metric by which management steers: as long as its gain from review to review does not fall, the explicit share goes on in the same direction (first: up); when it falls, the direction turns. \"none\": nobody steers.",
        (Assumption, "assumption: management repeats what seemed to work; F24: steering by what is counted can make things worse (Repenning & Sterman 2001)")),
    parameter("steering", "review_weeks", "time between reviews", (13.0, "weeks", at_least(1.0, 52_000.0)),
        "Weeks from one review to the next; the first one is after so many weeks. Reviews come before the events of the week.",
        (Assumption, "assumption: once a quarter")),
    parameter("steering", "step", "step of steering", share(0.05),
        "How far a review moves the explicit share, within 0 to 1.",
        (Assumption, "assumption")),

    parameter("rules", "blame_all", "blame for all judgements", chance(0.0),
        "The chance that all judgements of a failed case are suspected, each for what was done in it, instead of one drawn at random.",
        (Assumption, "assumption: blame falls on one judgement, and without a cause it may be the wrong one")),
    parameter("rules", "model_help", "help of a model in debriefs", (1.0, "factor", SHARE),
        "How far a model that is brought along and fits reality helps a debrief to tell causes: 1 as far as it fits, 0 not at all.",
        (Assumption, "assumption: structure helps to locate a fault as far as it is right")),
    parameter("rules", "use_protects", "protection by use", share(1.0),
        "How far meeting a situation protects its habits from decay: 1 wholly, 0 not at all, so that all habits decay always.",
        (Low, "assumption for the size; F04: what fades is skill that is not used (Tatel & Ackerman 2025)")),
];
