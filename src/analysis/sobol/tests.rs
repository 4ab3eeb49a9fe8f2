//! Known answers: functions whose indices can be computed by hand.

#![allow(clippy::float_cmp)] // Exactness is what is tested.

use std::f64::consts::PI;

use super::*;
use crate::design::{saltelli, saltelli_rows};
use crate::random::{Domain, RunKey};

/// The indices of a function of unit points.
fn analysed(
    function: impl Fn(&[f64]) -> f64,
    seed: u64,
    samples: u32,
    parameters: usize,
) -> Sensitivity {
    let rows = saltelli(seed, samples, parameters);
    let outputs = Outputs {
        parameters,
        rows: rows.iter().map(|row| function(row)).collect(),
        chance: Vec::new(),
    };
    sobol(&outputs, 1)
}

fn assert_close(found: &Sensitivity, first: &[f64], total: &[f64], tolerance: f64) {
    for ((found, first), total) in found.parameters.iter().zip(first).zip(total) {
        assert!((found.first.value - first).abs() < tolerance, "{found:?}");
        assert!((found.total.value - total).abs() < tolerance, "{found:?}");
        assert!(
            found.first.low <= *first && found.first.high >= *first,
            "{found:?}"
        );
        assert!(
            found.total.low <= *total && found.total.high >= *total,
            "{found:?}"
        );
    }
}

/// Ishigami & Homma (1990), a = 7, b = 0.1, on [−π, π]: analytically S 0.3139 0.4424 0, total 0.5576 0.4424 0.2437.
fn ishigami(unit: &[f64]) -> f64 {
    let x: Vec<f64> = unit.iter().map(|u| PI * (2.0 * u - 1.0)).collect();
    let (one, two) = (libm::sin(x[0]), libm::sin(x[1]));
    one + 7.0 * two * two + 0.1 * x[2] * x[2] * x[2] * x[2] * one
}

/// 4,096 samples are 20,480 rows.
#[test]
fn ishigami_within_a_hundredth_at_4096_samples() {
    for seed in 0..3 {
        let found = analysed(ishigami, seed, 4_096, 3);
        assert_eq!((found.samples, found.left_out), (4_096, 0));
        let (first, total) = ([0.3139, 0.4424, 0.0], [0.5576, 0.4424, 0.2437]);
        assert_close(&found, &first, &total, 0.01);
    }
}

#[test]
fn few_samples_are_not_converged_and_many_are() {
    let few = analysed(ishigami, 1, 64, 3);
    assert_eq!(few.first, Precision::NotConverged);
    assert_eq!(few.total, Precision::NotConverged);
    let many = analysed(ishigami, 1, 16_384, 3);
    assert_eq!(many.first, Precision::Converged);
    assert_eq!(many.total, Precision::Converged);
    let widest = |found: &Sensitivity| {
        let widths = found.parameters.iter().map(|one| one.first.width());
        widths.fold(0.0, f64::max)
    };
    // Sixteen times the samples make half of half the width.
    let ratio = widest(&analysed(ishigami, 1, 1_024, 3)) / widest(&many);
    assert!((3.2..5.0).contains(&ratio), "{ratio}");
}

/// Of Σ cᵢ xᵢ every index is cᵢ² / Σ c²: 1/30, 4/30, 25/30, 0.
#[test]
fn a_linear_function_has_no_interactions() {
    let found = analysed(|x| x[0] - 2.0 * x[1] + 5.0 * x[2], 2, 2_048, 4);
    let expected = [1.0 / 30.0, 4.0 / 30.0, 25.0 / 30.0, 0.0];
    assert_close(&found, &expected, &expected, 0.005);
    assert_eq!(found.parameters[3].total.value, 0.0);
}

/// Sobol's g-function, a = 0 1 4.5 9: Vᵢ = 1/(3 (1 + aᵢ)²), V = Π(1 + Vᵢ) − 1, Sᵢ = Vᵢ/V, totals Vᵢ Π_{j≠i}(1 + Vⱼ)/V.
#[test]
fn the_g_function() {
    let a = [0.0, 1.0, 4.5, 9.0];
    let function = |x: &[f64]| -> f64 {
        let factors = x.iter().zip(a);
        factors
            .map(|(x, a)| ((4.0 * x - 2.0).abs() + a) / (1.0 + a))
            .product()
    };
    let parts = a.map(|a| 1.0 / (3.0 * (1.0 + a) * (1.0 + a)));
    let all: f64 = parts.iter().map(|part| 1.0 + part).product();
    let first = parts.map(|part| part / (all - 1.0));
    let total = parts.map(|part| part * all / (1.0 + part) / (all - 1.0));
    assert_close(&analysed(function, 3, 8_192, 4), &first, &total, 0.01);
}

/// A whole-valued parameter with two values beside one that is uniform: y = 1[u ≥ 1/2] + x. Variances 1/4 and 1/12: indices 3/4
/// and 1/4.
#[test]
fn a_whole_valued_parameter() {
    let found = analysed(|x| libm::floor(2.0 * x[0]) + x[1], 4, 2_048, 2);
    assert_close(&found, &[0.75, 0.25], &[0.75, 0.25], 0.005);
}

/// Independent samples instead of a Sobol sequence, so that the intervals should cover in 95 %: of 200 studies four standard
/// deviations below are 177.
#[test]
fn intervals_of_independent_samples_cover() {
    let (mut first, mut total) = (0, 0);
    for study in 0..200 {
        let key = RunKey {
            seed: 6,
            replicate: 0,
        };
        let mut words = key.stream(Domain::Bootstrap, 1_000 + study);
        let mut rows = Vec::new();
        for _ in 0..256 {
            let [a, b, c, d] = [0; 4].map(|_| f64::from(words.unit()));
            // y = x₀ + 2 x₁ of A, of A with either coordinate of B, and of B: indices 1/5 and 4/5.
            rows.extend([a + 2.0 * b, c + 2.0 * b, a + 2.0 * d, c + 2.0 * d]);
        }
        let outputs = Outputs {
            parameters: 2,
            rows,
            chance: Vec::new(),
        };
        let found = sobol(&outputs, study).parameters[0];
        first += u32::from(found.first.low <= 0.2 && found.first.high >= 0.2);
        total += u32::from(found.total.low <= 0.2 && found.total.high >= 0.2);
    }
    assert!(first >= 177 && total >= 177, "{first} and {total} of 200");
}

#[test]
fn a_constant_output_has_no_indices() {
    let found = analysed(|_| 0.1, 1, 64, 2);
    assert!(found.parameters.iter().all(|one| one.first.value.is_nan()));
    assert!(
        found
            .parameters
            .iter()
            .all(|one| one.total.width().is_nan())
    );
    assert_eq!(found.total, Precision::NotConverged);
    assert_eq!(sobol(&Outputs::default(), 1).samples, 0);
}

#[test]
fn a_sample_with_a_missing_row_is_left_out() {
    let rows = saltelli(1, 256, 3);
    let mut outputs = Outputs {
        parameters: 3,
        rows: rows.iter().map(|row| ishigami(row)).collect(),
        chance: Vec::new(),
    };
    let short = outputs.rows[..255 * saltelli_rows(3)].to_vec();
    outputs.rows[255 * 5 + 2] = f64::NAN;
    let found = sobol(&outputs, 1);
    assert_eq!((found.samples, found.left_out), (255, 1));
    let expected = sobol(
        &Outputs {
            rows: short,
            ..outputs
        },
        1,
    );
    assert_eq!(found.parameters.len(), 3);
    for (one, other) in found.parameters.iter().zip(&expected.parameters) {
        assert_eq!((one.first, one.total), (other.first, other.total));
    }
}

/// y = x₀ with noise of variance 1/12 on every row, as of runs whose luck is not shared: V = 1/6, so that the first-order
/// index of x₀ is 1/2, the total of the idle parameter 1/2 of nothing but noise, and so the noise says. The variance of
/// the difference of two rows is 1/6.
#[test]
fn the_noise_is_the_total_index_of_a_parameter_without_effect() {
    let mut words = RunKey {
        seed: 5,
        replicate: 0,
    }
    .stream(Domain::Bootstrap, 77);
    let rows = saltelli(6, 8_192, 2);
    let outputs = Outputs {
        parameters: 2,
        rows: rows
            .iter()
            .map(|row| row[0] + f64::from(words.unit()))
            .collect(),
        chance: vec![1.0 / 6.0; 2 * 8_192],
    };
    let found = sobol(&outputs, 1);
    let [governing, idle] = &found.parameters[..] else {
        unreachable!()
    };
    assert!((governing.first.value - 0.5).abs() < 0.02, "{found:?}");
    assert!((governing.total.value - 1.0).abs() < 0.02, "{found:?}");
    assert!(idle.first.value.abs() < 0.02, "{found:?}");
    assert!((idle.total.value - 0.5).abs() < 0.02, "{found:?}");
    assert!((idle.noise.value - 0.5).abs() < 0.01, "{found:?}");
}
