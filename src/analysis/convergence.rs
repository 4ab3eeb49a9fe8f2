//! How well means are known after so many replicates, over all cells of a study.
//!
//! Is handed one cell's sample after the other and keeps three numbers for each metric and step, however many cells there
//! are. Judges nothing.

use super::interval::half_width;
use crate::table::ConvergenceRow;

/// Numbers of replicates at which precision is recorded: about √2 apart, round, and the planned number at last.
fn steps(replicates: u32) -> Vec<u32> {
    let tens = std::iter::successors(Some(1_u32), |ten| ten.checked_mul(10));
    let round = tens.flat_map(|ten| [10, 14, 20, 28, 40, 50, 70].map(|step| ten.checked_mul(step)));
    let low = [2, 3, 4, 5, 7].map(Some);
    let all = low.into_iter().chain(round).flatten();
    let mut steps: Vec<u32> = all.take_while(|&step| step < replicates).collect();
    if replicates >= 2 {
        steps.push(replicates);
    }
    steps
}

/// What is kept of one metric after one number of replicates.
#[derive(Debug, Clone, Copy, Default)]
struct Gathered {
    cells: u64,
    squares: f64,
    widest: f64,
}

/// Gathers how well means are known after so many replicates.
#[derive(Debug, Clone)]
pub struct Convergence {
    /// Each number of replicates, and the half-width of a sample with standard deviation 1.
    steps: Vec<(u32, f64)>,
    /// By metric, then step.
    gathered: Vec<Vec<Gathered>>,
}

impl Convergence {
    /// For so many metrics and planned replicates.
    #[must_use]
    pub fn new(metrics: usize, replicates: u32) -> Convergence {
        let steps = steps(replicates).into_iter();
        let steps: Vec<(u32, f64)> = steps
            .map(|step| (step, half_width(u64::from(step), 1.0)))
            .collect();
        Convergence {
            gathered: vec![vec![Gathered::default(); steps.len()]; metrics],
            steps,
        }
    }

    /// Takes in one metric of one cell, in the order of replicates; what is undefined is not counted.
    pub fn add(&mut self, metric: usize, sample: impl IntoIterator<Item = f64>) {
        let Some(gathered) = self.gathered.get_mut(metric) else {
            return;
        };
        let mut steps = self.steps.iter().zip(gathered).peekable();
        // Welford's recurrence: mean and sum of squares of what has come so far.
        let (mut count, mut mean, mut squares) = (0_u32, 0.0, 0.0);
        for value in sample.into_iter().filter(|value| !value.is_nan()) {
            count += 1;
            let before = value - mean;
            mean += before / f64::from(count);
            squares += before * (value - mean);
            if let Some(((_, width), gathered)) = steps.next_if(|((step, _), _)| *step == count) {
                let spread = (f64::max(squares, 0.0) / f64::from(count - 1)).sqrt();
                gathered.cells += 1;
                gathered.squares += (width * spread) * (width * spread);
                gathered.widest = gathered.widest.max(width * spread);
            }
        }
    }

    /// The rows of `convergence.csv`: metric by metric, ascending by replicates, without those that no cell has reached.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // Cells are far fewer than 2⁵³.
    pub fn rows(&self, metrics: &[String]) -> Vec<ConvergenceRow> {
        let by_metric = metrics.iter().zip(&self.gathered);
        let rows = by_metric.flat_map(|(metric, gathered)| {
            let reached = self.steps.iter().zip(gathered);
            reached
                .filter(|(_, gathered)| gathered.cells > 0)
                .map(|((step, _), gathered)| ConvergenceRow {
                    metric: metric.clone(),
                    n: u64::from(*step),
                    cells: gathered.cells,
                    typical: (gathered.squares / gathered.cells as f64).sqrt(),
                    widest: gathered.widest,
                })
        });
        rows.collect()
    }
}

#[cfg(test)]
#[allow(clippy::float_cmp)] // Exactness is what is tested.
mod tests {
    use super::*;

    #[test]
    fn steps_end_with_the_planned_number() {
        assert_eq!(
            steps(300),
            [
                2, 3, 4, 5, 7, 10, 14, 20, 28, 40, 50, 70, 100, 140, 200, 280, 300
            ]
        );
        assert_eq!(steps(14), [2, 3, 4, 5, 7, 10, 14]);
        assert_eq!(steps(2), [2]);
        assert_eq!(steps(1), [0; 0]);
        assert_eq!(steps(u32::MAX).len(), 5 + 7 * 8 + 5 + 1);
    }

    /// By hand. Cell 1: 1 3 5: after two sd √2, t 12.706205, half-width 12.706205; after three sd 2, t 4.302653, 4.968275.
    /// Cell 2: 2 2 2: 0 and 0. Cell 3: 0 4, then undefined: sd √8, 25.412409.
    /// After two √((12.706205² + 0 + 25.412409²)/3) = 16.403639, after three √(4.968275²/2) = 3.513101.
    #[test]
    fn half_widths_by_hand() {
        let mut convergence = Convergence::new(2, 3);
        convergence.add(0, [1.0, 3.0, 5.0]);
        convergence.add(0, [2.0, 2.0, 2.0]);
        convergence.add(0, [0.0, 4.0, f64::NAN]);
        let rows = convergence.rows(&["a".to_owned(), "b".to_owned()]);
        let close = |found: f64, expected: f64| (found - expected).abs() < 1e-5;
        assert_eq!(rows.len(), 2);
        assert_eq!(
            (rows[0].n, rows[0].cells, rows[1].n, rows[1].cells),
            (2, 3, 3, 2)
        );
        assert!(close(rows[0].typical, 16.403_639), "{}", rows[0].typical);
        assert!(close(rows[0].widest, 25.412_409), "{}", rows[0].widest);
        assert!(close(rows[1].typical, 3.513_101), "{}", rows[1].typical);
        assert!(close(rows[1].widest, 4.968_275), "{}", rows[1].widest);
    }

    #[test]
    fn the_last_step_is_the_interval_of_the_whole_sample() {
        let sample: Vec<f64> = (0..37).map(|at| f64::from(at * at % 23)).collect();
        let mut convergence = Convergence::new(1, 37);
        convergence.add(0, sample.iter().copied());
        convergence.add(7, sample.iter().copied());
        let rows = convergence.rows(&["a".to_owned()]);
        let last = rows.last().expect("a row");
        let whole = crate::table::Summary::of(&mut sample.clone());
        assert_eq!(last.n, 37);
        assert!((last.widest - half_width(37, whole.sd)).abs() < 1e-12);
        assert!((last.typical - last.widest).abs() < 1e-12);
    }
}
