//! Morris' elementary effects: what a parameter does when it alone moves, from many places of the ranges.
//!
//! Positions are on the unit scale of each range, so that effects of different parameters are in the metric's unit over a
//! whole range and can be compared. Knows effects, not where runs come from.
//!
//! A step of a trajectory moves one parameter by Δ. Its elementary effect is the mean over replicates of the paired
//! differences between both ends, divided by Δ (Morris 1991). Over r trajectories μ is the mean of the effects, μ* the mean
//! of their sizes, σ their standard deviation (Campolongo, Cariboni & Saltelli 2007).
//!
//! Runs are random, so even a parameter without any effect has a μ* above 0. How much, is estimated from the differences
//! themselves: those of step t scatter over n replicates with standard deviation s, so their mean, were the parameter without
//! effect, would be normal around 0 with standard error s / (c₄(n) √n), and its size √(2/π) times that on average. The
//! noise of a parameter is the mean of this over its steps, over Δ:
//!
//! ```text
//! noise = √(2/π) · mean over t of  s(t) / (c₄(n) √n Δ)       c₄(n) = √(2/(n − 1)) Γ(n/2) / Γ((n − 1)/2)
//! ```
//!
//! c₄ makes s an unbiased estimate for normal samples. Because s is taken from paired differences, luck that both ends
//! share adds nothing: a parameter that changes nothing at all, to the bit, has noise 0.

use super::bootstrap::{Estimate, Resampled, resample};
use super::summary::{mean_and_sd, sorted_numbers};

/// Resamples of trajectories behind an interval.
const RESAMPLES: u32 = 1_000;

/// One step of a trajectory.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ElementaryEffect {
    /// NaN without replicates that both ends have.
    pub effect: f64,
    /// The size that chance alone would give it on average; NaN for fewer than two replicates.
    pub noise: f64,
}

impl ElementaryEffect {
    /// From the paired differences of a step that moves a parameter by so much of its range, up or down.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // Replicates are far fewer than 2⁵³.
    pub fn of(differences: &mut [f64], moved: f64) -> ElementaryEffect {
        let sorted = sorted_numbers(differences);
        let (mean, sd) = mean_and_sd(sorted);
        let count = sorted.len() as f64;
        let noise = if sorted.len() < 2 {
            f64::NAN
        } else {
            let standard_error = sd / (unbiased(count) * count.sqrt());
            std::f64::consts::FRAC_2_PI.sqrt() * standard_error / moved.abs()
        };
        ElementaryEffect {
            effect: mean / moved,
            noise,
        }
    }
}

/// c₄: by what share the standard deviation of a normal sample is too small on average.
fn unbiased(count: f64) -> f64 {
    let gammas = libm::lgamma(0.5 * count) - libm::lgamma(0.5 * (count - 1.0));
    (2.0 / (count - 1.0)).sqrt() * libm::exp(gammas)
}

/// What elementary effects say of one parameter.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Screened {
    pub mu: Estimate,
    pub mu_star: Estimate,
    pub sigma: Estimate,
    pub noise: Estimate,
    /// Steps that count.
    pub steps: usize,
    /// Steps without a defined effect.
    pub left_out: usize,
}

/// Summarises the elementary effects of one parameter, one for each trajectory; those that are not defined are left out.
#[must_use]
#[allow(clippy::cast_precision_loss)] // Trajectories are far fewer than 2⁵³.
pub fn screen(effects: &[ElementaryEffect], seed: u64) -> Screened {
    let defined = effects.iter().filter(|step| !step.effect.is_nan());
    let defined: Vec<ElementaryEffect> = defined.copied().collect();
    let steps = defined.len();
    let mut resampled: [Vec<f64>; 4] = Default::default();
    resample(seed, Resampled::Trajectories, steps, RESAMPLES, |weights| {
        for (all, value) in resampled.iter_mut().zip(indices(&defined, weights)) {
            all.push(value);
        }
    });
    let found = indices(&defined, &vec![1.0; steps]);
    let [mu, mu_star, sigma, noise] = &mut resampled;
    Screened {
        mu: Estimate::new(found[0], mu),
        mu_star: Estimate::new(found[1], mu_star),
        sigma: Estimate::new(found[2], sigma),
        noise: Estimate::new(found[3], noise),
        steps,
        left_out: effects.len() - steps,
    }
}

/// μ, μ*, σ and the noise of weighted effects; σ is not defined for fewer than two.
fn indices(effects: &[ElementaryEffect], weights: &[f64]) -> [f64; 4] {
    let total: f64 = weights.iter().sum();
    let sum = |value: &dyn Fn(&ElementaryEffect) -> f64| -> f64 {
        let weighted = effects
            .iter()
            .zip(weights)
            .filter(|(_, weight)| **weight > 0.0);
        weighted.map(|(step, weight)| weight * value(step)).sum()
    };
    let mu = sum(&|step| step.effect) / total;
    let squares = sum(&|step| (step.effect - mu) * (step.effect - mu));
    let sigma = if total < 2.0 {
        f64::NAN
    } else {
        (squares / (total - 1.0)).sqrt()
    };
    [
        mu,
        sum(&|step| step.effect.abs()) / total,
        sigma,
        sum(&|step| step.noise) / total,
    ]
}

#[cfg(test)]
#[allow(clippy::float_cmp)] // Exactness is what is tested.
mod tests {
    use super::*;
    use crate::design::{Levels, morris, morris_rows};
    use crate::random::{Domain, RunKey};

    /// The effects of each parameter of a function without noise.
    fn effects(
        function: impl Fn(&[f64]) -> f64,
        rows: &[Vec<f64>],
        dimensions: usize,
    ) -> Vec<Vec<ElementaryEffect>> {
        let mut effects = vec![Vec::new(); dimensions];
        for trajectory in rows.chunks(morris_rows(dimensions)) {
            for ends in trajectory.windows(2) {
                let moved = (0..dimensions).find(|&at| ends[0][at] != ends[1][at]);
                let moved = moved.expect("a step");
                let difference = function(&ends[1]) - function(&ends[0]);
                let by = ends[1][moved] - ends[0][moved];
                effects[moved].push(ElementaryEffect::of(&mut [difference], by));
            }
        }
        effects
    }

    #[test]
    fn of_a_linear_function_mu_is_the_coefficient_and_sigma_nothing() {
        let rows = morris(1, 12, Levels::default(), 3);
        let found = effects(|x| 2.0 * x[0] - 5.0 * x[1] + 7.0, &rows, 3);
        for (effects, coefficient) in found.iter().zip([2.0, -5.0, 0.0]) {
            let screened = screen(effects, 1);
            assert_eq!((screened.steps, screened.left_out), (12, 0));
            assert!((screened.mu.value - coefficient).abs() < 1e-12);
            assert!((screened.mu_star.value - f64::abs(coefficient)).abs() < 1e-12);
            assert!(screened.sigma.value < 1e-12 && screened.mu_star.width() < 1e-12);
            assert!(screened.noise.value.is_nan());
        }
    }

    /// x₀ x₁ with Δ = 2/3 by hand. First trajectory (0, 1/3) → (2/3, 1/3) → (2/3, 1): effects 1/3 of x₀, 2/3 of x₁. Second
    /// (1, 1) → (1, 1/3) → (1/3, 1/3): 1 of x₁, 1/3 of x₀. μ₀ = 1/3, σ₀ = 0; μ₁ = 5/6, σ₁ = √(2 · (1/6)²) = 0.235702.
    #[test]
    fn an_interaction_by_hand() {
        let third = 1.0 / 3.0;
        let rows = [
            vec![0.0, third],
            vec![2.0 * third, third],
            vec![2.0 * third, 1.0],
            vec![1.0, 1.0],
            vec![1.0, third],
            vec![third, third],
        ];
        let found = effects(|x| x[0] * x[1], &rows, 2);
        let (first, second) = (screen(&found[0], 1), screen(&found[1], 1));
        assert!((first.mu.value - third).abs() < 1e-12 && first.sigma.value < 1e-12);
        assert!((second.mu.value - 5.0 / 6.0).abs() < 1e-12);
        assert!((second.sigma.value - 0.235_702_26).abs() < 1e-8);
        // Of two effects, each resample has one of them twice or both.
        assert!(
            (second.mu.low - 2.0 * third).abs() < 1e-12 && (second.mu.high - 1.0).abs() < 1e-12
        );
    }

    /// The function of Morris (1991) with twenty parameters, its random coefficients set to 0. By hand: of the last ten
    /// parameters nothing is left, and the eighth to tenth appear linearly with 20.
    #[test]
    fn the_function_of_morris() {
        let function = |x: &[f64]| {
            let w = |at: usize| match at {
                2 | 4 | 6 => 2.0 * (1.1 * x[at] / (x[at] + 0.1) - 0.5),
                _ => 2.0 * (x[at] - 0.5),
            };
            let sums = |order: usize, limit: usize| -> f64 {
                // Elementary symmetric polynomials of the first few w.
                let mut sums = [1.0, 0.0, 0.0, 0.0, 0.0];
                for at in 0..limit {
                    for degree in (1..=order).rev() {
                        sums[degree] += sums[degree - 1] * w(at);
                    }
                }
                sums[order]
            };
            20.0 * sums(1, 10) - 15.0 * sums(2, 6) - 10.0 * sums(3, 5) + 5.0 * sums(4, 4)
        };
        let rows = morris(7, 40, Levels::default(), 20);
        let found = effects(function, &rows, 20);
        let screened: Vec<Screened> = found.iter().map(|effects| screen(effects, 1)).collect();
        for inert in &screened[10..] {
            assert_eq!((inert.mu_star.value, inert.sigma.value), (0.0, 0.0));
        }
        for linear in &screened[7..10] {
            assert!((linear.mu.value - 40.0).abs() < 1e-9 && linear.sigma.value < 1e-9);
        }
        for interacting in &screened[..6] {
            assert!(interacting.sigma.value > 10.0, "{interacting:?}");
        }
    }

    #[test]
    fn undefined_effects_are_left_out_and_counted() {
        let step = |effect| ElementaryEffect { effect, noise: 0.1 };
        let with = screen(&[step(1.0), step(f64::NAN), step(-3.0)], 1);
        assert_eq!((with.steps, with.left_out), (2, 1));
        assert_eq!((with.mu.value, with.mu_star.value), (-1.0, 2.0));
        let none = screen(&[step(f64::NAN)], 1);
        assert!(none.mu.value.is_nan() && none.mu_star.low.is_nan());
        let one = screen(&[step(2.0)], 1);
        assert!(one.mu.value == 2.0 && one.sigma.value.is_nan() && one.mu.low.is_nan());
    }

    /// Two differences 0 and 2: s = √2, c₄(2) = √(2/π), so the noise is √2/√2 = 1, over Δ 0.5: 2.
    #[test]
    fn noise_by_hand() {
        let found = ElementaryEffect::of(&mut [0.0, 2.0], -0.5);
        assert!((found.effect + 2.0).abs() < 1e-12);
        assert!((found.noise - 2.0).abs() < 1e-12, "{}", found.noise);
        let shared = ElementaryEffect::of(&mut [0.0; 8], 0.5);
        assert_eq!((shared.effect, shared.noise), (0.0, 0.0));
    }

    /// A parameter that does nothing, in runs with shared luck and noise of their own, 3 to 20 replicates: its μ* is the
    /// noise, within four standard errors. √(2/π) of the standard error √(2/n) · 0.3, over Δ.
    #[test]
    fn the_noise_is_the_mu_star_of_a_parameter_without_effect() {
        for replicates in [3_u32, 20] {
            let mut words = RunKey {
                seed: 5,
                replicate: 0,
            }
            .stream(Domain::Bootstrap, 77);
            let mut normal = || (0..12).map(|_| f64::from(words.unit())).sum::<f64>() - 6.0;
            let steps = 4_000;
            let effects: Vec<ElementaryEffect> = (0..steps)
                .map(|_| {
                    let mut differences: Vec<f64> = (0..replicates)
                        .map(|_| {
                            let luck = 10.0 * normal();
                            (luck + 0.3 * normal()) - (luck + 0.3 * normal())
                        })
                        .collect();
                    ElementaryEffect::of(&mut differences, 2.0 / 3.0)
                })
                .collect();
            let found = screen(&effects, 1);
            let spread = 0.3 * (2.0 / f64::from(replicates)).sqrt() * 1.5;
            let expected = std::f64::consts::FRAC_2_PI.sqrt() * spread;
            let tolerance = 4.0 * spread / f64::from(steps).sqrt();
            assert!(
                (found.mu_star.value - expected).abs() < tolerance,
                "{found:?}"
            );
            assert!(
                (found.noise.value - expected).abs() < tolerance,
                "{found:?}"
            );
        }
    }
}
