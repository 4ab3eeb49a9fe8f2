//! A run that cannot go on costs itself and nothing else.

use super::*;
use crate::model::two_loop::REGISTRY;
use crate::model::{Failure, Simulation};
use crate::scenario::Registry;

/// How the model of these tests ends in its fourth week.
#[derive(Clone, Copy)]
enum Ends {
    WithAnError,
    WithAPanic,
}

impl Model for Ends {
    fn registry(&self) -> &'static Registry {
        &REGISTRY
    }

    fn headcount(&self, _: &Values) -> Option<u64> {
        None
    }

    fn memory(&self, _: &Values) -> f64 {
        0.0
    }

    fn start<'a>(&'a self, _: &Batch<'a>) -> Box<dyn Simulation + 'a> {
        Box::new(*self)
    }
}

impl Simulation for Ends {
    fn step(&mut self, week: u32, _: Watch) -> Result<(), Failure> {
        match self {
            _ if week < 3 => Ok(()),
            Ends::WithAnError => Err(Failure("no equilibrium".to_owned())),
            Ends::WithAPanic => panic!("a week too far"),
        }
    }

    fn observe(&self, _: usize, observation: &mut [f64]) {
        observation.fill(1.0);
    }
}

#[test]
fn a_run_that_fails_or_panics_says_in_which_week_and_why() {
    let values = Values::defaults(&REGISTRY);
    let follow_to = |ends: &Ends, weeks| {
        let course = Course {
            values: &values,
            events: &[],
            roster: None,
            own: &[],
            seed: 1,
            replicate: 0,
            weeks,
            observed: &[weeks],
            people: &[],
        };
        follow(ends, &course)
    };
    let error = follow_to(&Ends::WithAnError, 10);
    assert_eq!(error, Err((3, "no equilibrium".to_owned())));
    let (week, message) = follow_to(&Ends::WithAPanic, 10).expect_err("it panics");
    assert_eq!(week, 3);
    assert!(message.contains("a week too far"), "{message}");
    let well = follow_to(&Ends::WithAPanic, 3).expect("it ends before");
    assert_eq!(well.len(), REGISTRY.metrics.len());
}
