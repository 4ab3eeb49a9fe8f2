//! Docking (Axtell, Axelrod, Epstein & Cohen 1996): our figures beside those of independent runs under the same rules.
//!
//! Owns the targets and how far we are from them. Agreement is that of distributions: a mean is held against a mean in
//! units of the standard error of their difference, and all together by χ².

use std::collections::BTreeMap;

use serde::Deserialize;

use super::studies::Made;
use crate::analysis::AnalysisError;
use crate::analysis::chi_square::{quadratic, upper_tail};
use crate::table::Summary;

/// A cell of a published figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Docked {
    pub figure: &'static str,
    /// The parameters of the cell, in words.
    pub cell: String,
    pub runs: u64,
    pub mean: f64,
    pub error: f64,
    pub target: Option<Target>,
}

/// What others found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Target {
    pub runs: u64,
    pub mean: f64,
    pub error: f64,
    /// The difference in units of its standard error.
    pub z: f64,
    /// Whether another cell above has the very same target run, so that it counts once.
    pub is_repeated: bool,
}

/// Many deviations together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Omnibus {
    pub cells: u32,
    pub square: f64,
    pub p: f64,
    /// The largest |z|.
    pub largest: f64,
}

/// A row of the files of targets.
#[derive(Debug, Deserialize)]
struct Row {
    p1: f64,
    #[serde(default)]
    p2: f64,
    #[serde(default)]
    p3: f64,
    runs: u64,
    mean_code_score: f64,
    sd_code_score: f64,
}

const FIGURE_1: &str = include_str!("targets/march-1991-figure-1.csv");
const FIGURE_4: &str = include_str!("targets/march-1991-figure-4.csv");

fn rows(text: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    // A test holds that every row of these embedded files can be read.
    reader.deserialize().filter_map(Result::ok).collect()
}

fn key(numbers: [f64; 2]) -> [u64; 2] {
    numbers.map(f64::to_bits)
}

/// A cell with the runs behind it.
struct Sampled {
    docked: Docked,
    by_replicate: BTreeMap<u32, f64>,
}

/// All cells of March's figures 1 and 4, with targets where there are some, and all targets together.
///
/// # Errors
/// A table that lacks what is asked of it.
pub fn cells(made: &Made) -> Result<(Vec<Docked>, Omnibus), AnalysisError> {
    let mut sampled = Vec::new();
    let one = rows(FIGURE_1)
        .into_iter()
        .map(|row| (key([row.p1, row.p2]), row));
    let one: BTreeMap<[u64; 2], Row> = one.collect();
    for (variant, p2) in [("fast-code", 0.9), ("medium-code", 0.5), ("slow-code", 0.1)] {
        let found = figure(made, "march-1991-figure-1", variant, |p1| {
            (format!("p1 = {p1}, p2 = {p2}"), one.get(&key([p1, p2])))
        })?;
        sampled.extend(found);
    }
    let four = rows(FIGURE_4)
        .into_iter()
        .map(|row| (key([row.p1, row.p3]), row));
    let four: BTreeMap<[u64; 2], Row> = four.collect();
    for (variant, p1) in [("slow-learners", 0.1), ("fast-learners", 0.9)] {
        let found = figure(made, "march-1991-figure-4", variant, |p3| {
            (format!("p1 = {p1}, p3 = {p3}"), four.get(&key([p1, p3])))
        })?;
        sampled.extend(found);
    }
    sampled.extend(over_periods(made));
    sampled.extend(payoffs(made)?);
    let mut seen: Vec<u64> = Vec::new();
    let targets = sampled.iter_mut();
    for target in targets.filter_map(|cell| cell.docked.target.as_mut()) {
        target.is_repeated = seen.contains(&target.mean.to_bits());
        seen.push(target.mean.to_bits());
    }
    let together = omnibus(&sampled);
    Ok((
        sampled.into_iter().map(|cell| cell.docked).collect(),
        together,
    ))
}

fn figure<'r>(
    made: &Made,
    study: &'static str,
    variant: &str,
    cell: impl Fn(f64) -> (String, Option<&'r Row>),
) -> Result<Vec<Sampled>, AnalysisError> {
    let runs = &made[study].runs;
    let mut points: Vec<f64> = runs.points().iter().map(|point| point[0]).collect();
    points.sort_by(f64::total_cmp);
    let mut sampled = Vec::new();
    for point in points {
        let by_replicate = runs.by_replicate(variant, &[point], "code_score")?;
        let ours = Summary::of(&mut by_replicate.values().copied().collect::<Vec<f64>>());
        let (words, row) = cell(point);
        let error = |sd: f64, n: u64| {
            #[allow(clippy::cast_precision_loss)] // Runs are far fewer than 2⁵³.
            let n = n as f64;
            sd / libm::sqrt(n)
        };
        let target = row.map(|row| {
            // The column of figure 4 holds the deviation of the share that is right, not of the score (see the page).
            let sd = if study.ends_with('4') {
                ours.sd
            } else {
                row.sd_code_score
            };
            let theirs = error(sd, row.runs);
            let spread = libm::hypot(theirs, error(ours.sd, ours.n));
            Target {
                runs: row.runs,
                mean: row.mean_code_score,
                error: theirs,
                z: (ours.mean - row.mean_code_score) / spread,
                is_repeated: false,
            }
        });
        let docked = Docked {
            figure: study,
            cell: words,
            runs: ours.n,
            mean: ours.mean,
            error: error(ours.sd, ours.n),
            target,
        };
        sampled.push(Sampled {
            docked,
            by_replicate,
        });
    }
    Ok(sampled)
}

/// March's Figure 5, at some of its periods; there are no targets for it here.
fn over_periods(made: &Made) -> Vec<Sampled> {
    const PERIODS: [u32; 5] = [10, 20, 40, 70, 100];
    let evidence = &made["march-1991-figure-5"];
    let rows = evidence
        .weeks
        .iter()
        .filter(|row| PERIODS.contains(&row.week));
    let cells = rows.map(|row| {
        let turnover = if row.variant == "with-turnover" {
            0.1
        } else {
            0.0
        };
        let cell = format!("p3 = {turnover}, p4 = 0.02, period {}", row.week);
        untargeted("march-1991-figure-5", cell, &row.summary)
    });
    cells.collect()
}

/// The curve of Fang, Lee & Schilling: mean payoff by rewiring.
fn payoffs(made: &Made) -> Result<Vec<Sampled>, AnalysisError> {
    let runs = &made["fang-2010"].runs;
    let mut points: Vec<f64> = runs.points().iter().map(|point| point[0]).collect();
    points.sort_by(f64::total_cmp);
    let mut cells = Vec::new();
    for (variant, block) in [("interdependent", 5), ("independent", 1)] {
        for &point in &points {
            let summary = Summary::of(&mut runs.sample(variant, &[point], "payoff")?);
            let cell = format!("payoff, s = {block}, β = {point}");
            cells.push(untargeted("fang-2010", cell, &summary));
        }
    }
    Ok(cells)
}

fn untargeted(figure: &'static str, cell: String, summary: &Summary) -> Sampled {
    #[allow(clippy::cast_precision_loss)] // Runs are far fewer than 2⁵³.
    let error = summary.sd / libm::sqrt(summary.n as f64);
    Sampled {
        docked: Docked {
            figure,
            cell,
            runs: summary.n,
            mean: summary.mean,
            error,
            target: None,
        },
        by_replicate: BTreeMap::new(),
    }
}

/// All targets together; one that stands for two cells counts once.
///
/// Our cells share their luck replicate by replicate, so their deviations go together; the square is therefore d′ S⁻¹ d,
/// where S is the covariance of our means plus the variances of the targets.
fn omnibus(sampled: &[Sampled]) -> Omnibus {
    let targets = sampled.iter().filter_map(|cell| cell.docked.target);
    let largest = targets.fold(0.0_f64, |largest, target| largest.max(target.z.abs()));
    let counted: Vec<(&Sampled, Target)> = sampled
        .iter()
        .filter_map(|cell| Some((cell, cell.docked.target?)))
        .filter(|(_, target)| !target.is_repeated)
        .collect();
    let deviations: Vec<f64> = counted
        .iter()
        .map(|(cell, target)| cell.docked.mean - target.mean)
        .collect();
    let mut spread: Vec<Vec<f64>> = Vec::with_capacity(counted.len());
    for (row, (cell, target)) in counted.iter().enumerate() {
        let mut line: Vec<f64> = counted[..row]
            .iter()
            .map(|(other, _)| covariance_of_means(cell, other))
            .collect();
        line.push(cell.docked.error * cell.docked.error + target.error * target.error);
        spread.push(line);
    }
    let square = quadratic(spread, &deviations);
    let cells = u32::try_from(counted.len()).unwrap_or(u32::MAX);
    Omnibus {
        cells,
        square,
        p: upper_tail(square, cells),
        largest,
    }
}

#[allow(clippy::cast_precision_loss)] // Runs are far fewer than 2⁵³.
fn covariance_of_means(one: &Sampled, other: &Sampled) -> f64 {
    let pairs = one.by_replicate.iter().filter_map(|(run, value)| {
        let theirs = other.by_replicate.get(run)?;
        Some((value - one.docked.mean) * (theirs - other.docked.mean))
    });
    let (n, sum) = pairs.fold((0_u64, 0.0), |(n, sum), product| (n + 1, sum + product));
    if n < 2 {
        return 0.0;
    }
    sum / (n - 1) as f64 / n as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_targets_is_read() {
        for text in [FIGURE_1, FIGURE_4] {
            assert_eq!(rows(text).len(), text.lines().count() - 1);
        }
    }

    fn cell(deviation: f64, is_repeated: bool, runs: [f64; 4]) -> Sampled {
        // Four runs with a mean of 0, and a target without any error of its own.
        let by_replicate: BTreeMap<u32, f64> = (0..).zip(runs).collect();
        let sd = libm::sqrt(runs.iter().map(|x| x * x).sum::<f64>() / 3.0);
        let error = sd / 2.0;
        let docked = Docked {
            figure: "a figure",
            cell: String::new(),
            runs: 4,
            mean: 0.0,
            error,
            target: Some(Target {
                runs: 10,
                mean: -deviation,
                error: 0.0,
                z: deviation / error,
                is_repeated,
            }),
        };
        Sampled {
            docked,
            by_replicate,
        }
    }

    #[test]
    fn a_target_that_stands_for_two_cells_counts_once() {
        // Samples at right angles: the squares of both z add up.
        let (a, b) = ([1.0, 1.0, -1.0, -1.0], [1.0, -1.0, 1.0, -1.0]);
        let found = omnibus(&[
            cell(0.5, false, a),
            cell(-1.0, false, b),
            cell(9.0, true, a),
        ]);
        let z = [0.5, 1.0].map(|d: f64| d / (libm::sqrt(4.0 / 3.0) / 2.0));
        let expected = z[0] * z[0] + z[1] * z[1];
        assert_eq!(found.cells, 2);
        assert!((found.square - expected).abs() < 1e-12, "{found:?}");
        assert!(
            (found.p - libm::exp(-expected / 2.0)).abs() < 1e-12,
            "{found:?}"
        );
    }

    /// Two cells whose runs share most of their luck deviate together: that is hardly more than one deviation.
    #[test]
    fn cells_that_share_their_luck_are_not_counted_as_if_they_did_not() {
        let (a, b) = ([3.0, 1.0, -1.0, -3.0], [3.0, 1.2, -1.2, -3.0]);
        let found = omnibus(&[cell(1.0, false, a), cell(1.0, false, b)]);
        let alone = omnibus(&[cell(1.0, false, a)]);
        assert!(found.square < 1.2 * alone.square, "{found:?} {alone:?}");
    }
}
