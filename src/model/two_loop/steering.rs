//! Steering (MODEL section 7): management as a part of the model. At every review it looks at what its key figure gained
//! since the last one, and moves the explicit share on, or back if the gain has fallen.
//!
//! Owns what management remembers and decides. It sees the metrics as observed and nothing else.

use crate::scenario::{Assignment, Values};

use super::REGISTRY;

/// Which way the explicit share is being moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    Up,
    Down,
}

/// What management remembers from one review to the next.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Steering {
    direction: Direction,
    /// The key figures at the last review, in the order of the registry's metrics; at first those of week 0.
    last: Vec<f64>,
    /// What the key figure gained up to then; none before the first review.
    gain: Option<f64>,
}

/// The metric that management steers by; none where it does not steer.
fn figure(values: &Values) -> Option<usize> {
    let position = REGISTRY.position("kpi")?;
    let kpi = REGISTRY.parameters[position]
        .range
        .name_of(values.numbers()[position])?;
    REGISTRY.metric_position(kpi)
}

/// The weeks from one review to the next; none where management does not steer.
pub(super) fn interval(values: &Values) -> Option<u32> {
    figure(values).map(|_| values.get("review_weeks") as u32)
}

impl Steering {
    /// Before the first review; `observed` is week 0.
    pub fn new(observed: Vec<f64>) -> Self {
        Steering {
            direction: Direction::Up,
            last: observed,
            gain: None,
        }
    }

    /// A review: sets the explicit share by the metrics as they are now.
    pub fn review(&mut self, values: &mut Values, observed: Vec<f64>) {
        let Some(figure) = figure(values) else {
            return;
        };
        let gain = observed[figure] - self.last[figure];
        if self.gain.is_some_and(|before| gain < before) {
            self.direction = match self.direction {
                Direction::Up => Direction::Down,
                Direction::Down => Direction::Up,
            };
        }
        let step = match self.direction {
            Direction::Up => values.get("step"),
            Direction::Down => -values.get("step"),
        };
        let share = (values.get("explicit_share") + step).clamp(0.0, 1.0);
        if let Some(position) = REGISTRY.position("explicit_share") {
            values.apply(&[Assignment {
                position,
                number: share,
            }]);
        }
        self.gain = Some(gain);
        self.last = observed;
    }
}
