//! What is observed of single people: the metrics of a seat, by the definitions of MODEL section 6 with one employee, and
//! the trust of every tie.

use super::Run;
use super::levels::Any;
use super::observation::Observation;

/// The metrics of the registry that are observed of a person; counts are those of the seat, whoever held it.
pub(super) const METRICS: &[&str] = &[
    "capability",
    "espoused_competence",
    "knowing_doing_gap",
    "skill",
    "human_capital",
    "confidence",
    "dissonance",
    "social_capital",
    "practice_sessions",
    "shared_sessions",
    "socialisations",
    "documents",
    "externalisations",
    "challenges",
    "internalisations",
    "completed_cycles",
    "leavers",
];

/// Seat after seat all of [`METRICS`], then the trust of every tie.
pub(super) fn write(run: &Run, observation: &mut [f64]) {
    let shape = run.organisation.shape;
    let organisation = &run.organisation;
    let (mut habits, mut beliefs) = (Vec::new(), Vec::new());
    let (of_seats, of_ties) = observation.split_at_mut(shape.employees * METRICS.len());
    let mut alone = Observation::new(shape);
    for (seat, row) in of_seats.chunks_exact_mut(METRICS.len()).enumerate() {
        habits.clear();
        beliefs.clear();
        for situation in 0..shape.situations {
            let rows = shape.rows(seat, situation);
            habits.extend_from_slice(&organisation.habits[rows.clone()]);
            beliefs.extend_from_slice(&organisation.beliefs[rows]);
        }
        alone.clear();
        alone.add::<0, Any>(shape, &run.reality, &habits, &mut beliefs, 1.0);
        alone.close();
        let mind = alone.means(shape, 1);
        let done = run.counted.get(seat).copied().unwrap_or_default();
        let count = |count: u64| count as f64;
        row.copy_from_slice(&[
            mind.capability,
            mind.espoused,
            mind.espoused - mind.capability,
            mind.skill,
            mind.human,
            mind.confidence,
            mind.dissonance,
            f64::from(run.ties.circle(seat).mean),
            count(done.practice_sessions),
            count(done.shared_sessions),
            count(done.socialisations),
            count(done.documents),
            count(done.externalisations),
            count(done.challenges),
            count(done.internalisations),
            count(done.completed_cycles),
            count(done.leavers),
        ]);
    }
    for (observed, &trust) in of_ties.iter_mut().zip(run.ties.trust()) {
        *observed = f64::from(trust);
    }
}
