//! Practice curves of single people: is an exponential or a power law closer (F01, Heathcote, Brown & Mewhort 2000)?
//!
//! Both have three parameters, start, end and speed, and are fitted by least squares: for a given speed the other two
//! follow, and the speed is searched for.

use super::studies::Evidence;
use crate::engine::{Course, follow};
use crate::model;
use crate::plan::Plan;

/// How many people's curves of `skill` are closer to an exponential, and how many have a curve at all.
pub fn exponential(evidence: &Evidence) -> (usize, usize) {
    let scenario = &evidence.scenario;
    let plan = Plan::new(scenario);
    let position = scenario.model.metric_position("skill");
    let (Some(model), Some(position)) = (model::of(scenario.model), position) else {
        return (0, 0);
    };
    let observed = scenario.run.observed_weeks();
    let values = plan.values(0);
    let (mut closer, mut all) = (0, 0);
    for replicate in 0..plan.most_replicates() {
        let course = Course {
            values: &values,
            events: plan.events(0),
            roster: plan.roster(),
            own: plan.own(0),
            seed: scenario.run.seed,
            replicate,
            weeks: scenario.run.weeks,
            observed: &observed,
            people: &[],
        };
        let Ok(observations) = follow(model, &course) else {
            continue;
        };
        let metrics = scenario.model.metrics.len();
        let skill: Vec<f64> = observations
            .chunks_exact(metrics)
            .map(|week| week[position])
            .collect();
        let [exponential, power] = [Law::Exponential, Law::Power].map(|law| misfit(&skill, law));
        if exponential.is_finite() && power.is_finite() {
            all += 1;
            closer += usize::from(exponential < power);
        }
    }
    (closer, all)
}

/// The form of a practice curve: end − (end − start) · the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Law {
    /// e^(−speed · t)
    Exponential,
    /// (1 + t)^(−speed)
    Power,
}

impl Law {
    fn form(self, speed: f64, time: f64) -> f64 {
        match self {
            Law::Exponential => libm::exp(-speed * time),
            Law::Power => libm::pow(1.0 + time, -speed),
        }
    }
}

/// The sum of squares that the best curve of a law leaves; infinite where a curve does not vary.
fn misfit(curve: &[f64], law: Law) -> f64 {
    /// Speeds from a thousandth to ten, evenly spaced in their logarithms, then again around the best of them.
    const COARSE: u32 = 80;
    let ratio = libm::pow(10_000.0, 1.0 / f64::from(COARSE));
    let best = |from: f64, ratio: f64, steps: u32| {
        let mut best = (f64::INFINITY, from);
        let mut speed = from;
        for _ in 0..=steps {
            let left = left_by(curve, law, speed);
            if left < best.0 {
                best = (left, speed);
            }
            speed *= ratio;
        }
        best
    };
    let (_, speed) = best(0.001, ratio, COARSE);
    let fine = libm::pow(ratio, 1.0 / 20.0);
    best(speed / ratio, fine, 40).0
}

/// The sum of squares left by the regression on the form of a given speed.
fn left_by(curve: &[f64], law: Law, speed: f64) -> f64 {
    let n = f64::from(u32::try_from(curve.len()).unwrap_or(u32::MAX));
    let times = (0_u32..).map(|time| law.form(speed, f64::from(time)));
    let pairs: Vec<(f64, f64)> = times.zip(curve.iter().copied()).collect();
    let mean_x = pairs.iter().map(|(x, _)| x).sum::<f64>() / n;
    let mean_y = curve.iter().sum::<f64>() / n;
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for (x, y) in &pairs {
        xx += (x - mean_x) * (x - mean_x);
        xy += (x - mean_x) * (y - mean_y);
        yy += (y - mean_y) * (y - mean_y);
    }
    if xx <= 0.0 || yy <= 0.0 {
        return f64::INFINITY;
    }
    yy - xy * xy / xx
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_law_fits_its_own_curve_best() {
        let curve = |law: Law, speed: f64| -> Vec<f64> {
            (0..104)
                .map(|time| 0.9 - 0.4 * law.form(speed, f64::from(time)))
                .collect()
        };
        for speed in [0.02, 0.1, 0.5] {
            let exponential = curve(Law::Exponential, speed);
            assert!(
                misfit(&exponential, Law::Exponential) < 0.05 * misfit(&exponential, Law::Power)
            );
            let power = curve(Law::Power, 4.0 * speed);
            assert!(misfit(&power, Law::Power) < 0.05 * misfit(&power, Law::Exponential));
        }
        assert!(misfit(&[0.5; 20], Law::Power).is_infinite());
    }
}
