//! Docking (Axtell, Axelrod, Epstein & Cohen 1996): our figures beside those of independent runs under the same rules.
//!
//! Owns the targets and how far we are from them. Agreement is that of distributions: a mean is held against a mean in
//! units of the standard error of their difference, and all together by χ².

use std::collections::BTreeMap;

use serde::Deserialize;

use super::studies::Made;
use crate::analysis::AnalysisError;
use crate::analysis::chi_square::upper_tail;
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

/// All cells of March's figures 1 and 4, with targets where there are some.
///
/// # Errors
/// A table that lacks what is asked of it.
pub fn cells(made: &Made) -> Result<Vec<Docked>, AnalysisError> {
    let mut docked = Vec::new();
    let one = rows(FIGURE_1).into_iter().map(|row| (key([row.p1, row.p2]), row));
    let one: BTreeMap<[u64; 2], Row> = one.collect();
    for (variant, p2) in [("fast-code", 0.9), ("medium-code", 0.5), ("slow-code", 0.1)] {
        let found = figure(made, "march-1991-figure-1", variant, |p1| {
            (format!("p1 = {p1}, p2 = {p2}"), one.get(&key([p1, p2])))
        })?;
        docked.extend(found);
    }
    let four = rows(FIGURE_4).into_iter().map(|row| (key([row.p1, row.p3]), row));
    let four: BTreeMap<[u64; 2], Row> = four.collect();
    for (variant, p1) in [("slow-learners", 0.1), ("fast-learners", 0.9)] {
        let found = figure(made, "march-1991-figure-4", variant, |p3| {
            (format!("p1 = {p1}, p3 = {p3}"), four.get(&key([p1, p3])))
        })?;
        docked.extend(found);
    }
    let mut seen: Vec<u64> = Vec::new();
    for target in docked.iter_mut().filter_map(|cell| cell.target.as_mut()) {
        target.is_repeated = seen.contains(&target.mean.to_bits());
        seen.push(target.mean.to_bits());
    }
    Ok(docked)
}

fn figure<'r>(
    made: &Made,
    study: &'static str,
    variant: &str,
    cell: impl Fn(f64) -> (String, Option<&'r Row>),
) -> Result<Vec<Docked>, AnalysisError> {
    let runs = &made[study].runs;
    let mut points: Vec<f64> = runs.points().iter().map(|point| point[0]).collect();
    points.sort_by(f64::total_cmp);
    let mut docked = Vec::new();
    for point in points {
        let ours = Summary::of(&mut runs.sample(variant, &[point], "code_score")?);
        let (words, row) = cell(point);
        let error = |sd: f64, n: u64| {
            #[allow(clippy::cast_precision_loss)] // Runs are far fewer than 2⁵³.
            let n = n as f64;
            sd / libm::sqrt(n)
        };
        let target = row.map(|row| {
            // The column of figure 4 holds the deviation of the share that is right, not of the score (see the page).
            let sd = if study.ends_with('4') { ours.sd } else { row.sd_code_score };
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
        docked.push(Docked {
            figure: study,
            cell: words,
            runs: ours.n,
            mean: ours.mean,
            error: error(ours.sd, ours.n),
            target,
        });
    }
    Ok(docked)
}

/// All targets together; one that stands for two cells counts once.
#[must_use]
pub fn omnibus(docked: &[Docked]) -> Omnibus {
    let targets = docked.iter().filter_map(|cell| cell.target);
    let (mut cells, mut square, mut largest) = (0, 0.0, 0.0_f64);
    for target in targets {
        largest = largest.max(target.z.abs());
        if !target.is_repeated {
            cells += 1;
            square += target.z * target.z;
        }
    }
    Omnibus {
        cells,
        square,
        p: upper_tail(square, cells),
        largest,
    }
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

    #[test]
    fn a_target_that_stands_for_two_cells_counts_once() {
        let cell = |z, is_repeated| Docked {
            figure: "a figure",
            cell: String::new(),
            runs: 10,
            mean: 0.5,
            error: 0.1,
            target: Some(Target {
                runs: 10,
                mean: 0.5,
                error: 0.1,
                z,
                is_repeated,
            }),
        };
        let found = omnibus(&[cell(1.0, false), cell(-2.0, false), cell(-3.0, true)]);
        assert_eq!((found.cells, found.square, found.largest), (2, 5.0, 3.0));
        assert!((found.p - libm::exp(-2.5)).abs() < 1e-12, "{found:?}");
    }
}
