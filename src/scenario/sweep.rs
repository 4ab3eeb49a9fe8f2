//! What a sweep is: the parameters that are moved together, and the points at which every variant is run.
//!
//! Owns the kinds of design and how a point falls on the values of a variant. Where points come from (a range, a list, a
//! file, a sampled design) is settled when the file is loaded; afterwards there are rows of numbers.

use super::values::{Assignment, Values};
use crate::design::Scale;

/// More rows than this are taken for a slip of the pen.
pub(super) const MOST_ROWS: usize = 1_000_000;

/// How the points of a sweep are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Design {
    Grid,
    Zip,
    List,
    Csv,
    OneAtATime,
    LatinHypercube,
    Sobol,
    Morris,
    Saltelli,
}

/// Where the points of a design come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Values of each parameter: a list, or a range in steps.
    Values,
    /// Whole points, one by one.
    Points,
    /// Ranges, from which points are drawn.
    Ranges,
}

impl Design {
    pub const ALL: [Design; 9] = [
        Design::Grid,
        Design::Zip,
        Design::List,
        Design::Csv,
        Design::OneAtATime,
        Design::LatinHypercube,
        Design::Sobol,
        Design::Morris,
        Design::Saltelli,
    ];

    /// The name in a scenario file.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Design::Grid => "grid",
            Design::Zip => "zip",
            Design::List => "list",
            Design::Csv => "csv",
            Design::OneAtATime => "one-at-a-time",
            Design::LatinHypercube => "latin-hypercube",
            Design::Sobol => "sobol",
            Design::Morris => "morris",
            Design::Saltelli => "saltelli",
        }
    }

    /// What it is, in a sentence.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            Design::Grid => {
                "Every combination of the parameters' values; the last parameter moves fastest."
            }
            Design::Zip => {
                "The first values of all parameters together, then the second values, and so on."
            }
            Design::List => "The points that are listed, one [[sweep.point]] each.",
            Design::Csv => {
                "The points of a CSV file: a first line with the parameters' names, then a line for each point."
            }
            Design::OneAtATime => {
                "The point at which nothing is moved, then each parameter's values in turn, all others left as they are."
            }
            Design::LatinHypercube => {
                "Random points that cover every parameter's range evenly (McKay, Beckman & Conover 1979)."
            }
            Design::Sobol => {
                "Quasi-random points that fill the space evenly (Sobol' 1967, scrambled after Owen 1995)."
            }
            Design::Morris => {
                "Trajectories that move one parameter after the other, to tell which of many matter (Morris 1991)."
            }
            Design::Saltelli => {
                "Pairs of points with one parameter exchanged, to share out the variance of a metric: Sobol indices (Saltelli et al. 2010)."
            }
        }
    }

    /// What a file says of it.
    pub(super) fn example(self) -> &'static [&'static str] {
        match self {
            Design::Grid => &[
                "[sweep]",
                "design = \"grid\"",
                "",
                "[sweep.parameters]",
                "explicit_share = { from = 0, to = 1, steps = 21 }",
                "turnover = [0, 0.2]",
            ],
            Design::Zip => &[
                "[sweep]",
                "design = \"zip\"",
                "",
                "[sweep.parameters]",
                "employees = [8, 40, 200]",
                "team_size = [4, 8, 10]",
            ],
            Design::List => &[
                "[sweep]",
                "design = \"list\"",
                "",
                "[[sweep.point]]",
                "explicit_share = 0.3",
                "turnover = 0.1",
                "",
                "[[sweep.point]]",
                "explicit_share = 0.5",
                "turnover = 0.4",
            ],
            Design::Csv => &["[sweep]", "design = \"csv\"", "file = \"points.csv\""],
            Design::OneAtATime => &[
                "[sweep]",
                "design = \"one-at-a-time\"",
                "",
                "[sweep.parameters]",
                "turnover = { from = 0, to = 0.6 }",
                "drift = [0, 0.05, 0.2]",
            ],
            Design::LatinHypercube => &[
                "[sweep]",
                "design = \"latin-hypercube\"",
                "samples = 200",
                "",
                "[sweep.parameters]",
                "turnover = { from = 0, to = 0.6 }",
                "drift = { from = 0.01, to = 1, scale = \"log\" }",
            ],
            Design::Sobol => &[
                "[sweep]",
                "design = \"sobol\"",
                "samples = 256",
                "",
                "[sweep.parameters]",
                "turnover = { from = 0, to = 0.6 }",
                "drift = { from = 0, to = 0.2 }",
            ],
            Design::Morris => &[
                "[sweep]",
                "design = \"morris\"",
                "samples = 20",
                "",
                "[sweep.parameters]",
                "turnover = { from = 0, to = 0.6 }",
                "drift = { from = 0, to = 0.2 }",
            ],
            Design::Saltelli => &[
                "[sweep]",
                "design = \"saltelli\"",
                "samples = 512",
                "",
                "[sweep.parameters]",
                "turnover = { from = 0, to = 0.6 }",
                "drift = { from = 0, to = 0.2 }",
            ],
        }
    }

    #[must_use]
    pub fn origin(self) -> Origin {
        match self {
            Design::Grid | Design::Zip | Design::OneAtATime => Origin::Values,
            Design::List | Design::Csv => Origin::Points,
            Design::LatinHypercube | Design::Sobol | Design::Morris | Design::Saltelli => {
                Origin::Ranges
            }
        }
    }

    /// The design of that name.
    #[must_use]
    pub fn of(name: &str) -> Option<Design> {
        Design::ALL.into_iter().find(|design| design.name() == name)
    }
}

/// A sweep, complete: what is moved, and where to.
#[derive(Debug, Clone, PartialEq)]
pub struct Sweep {
    pub design: Design,
    /// Points, trajectories or pairs to draw; only of designs that draw from ranges.
    pub samples: Option<u32>,
    /// Levels of a range in a Morris design.
    pub levels: Option<u32>,
    /// In the order of the file.
    pub axes: Vec<Axis>,
    /// The points in the order of the design, each with a number per axis. A point may stand there twice.
    pub rows: Vec<Vec<f64>>,
}

/// A parameter that a sweep moves.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// The parameter, by its position in the registry.
    pub position: usize,
    pub values: AxisValues,
}

/// What a file says of an axis.
#[derive(Debug, Clone, PartialEq)]
pub enum AxisValues {
    Listed(Vec<f64>),
    Stepped {
        from: f64,
        to: f64,
        steps: u32,
        scale: Scale,
    },
    Range {
        from: f64,
        to: f64,
        scale: Scale,
    },
    /// The points say it.
    OfPoints,
}

impl AxisValues {
    /// How the range is walked through.
    #[must_use]
    pub fn scale(&self) -> Scale {
        match *self {
            AxisValues::Stepped { scale, .. } | AxisValues::Range { scale, .. } => scale,
            AxisValues::Listed(_) | AxisValues::OfPoints => Scale::Linear,
        }
    }
}

impl Sweep {
    /// The lowest and the highest value that an axis takes, or may take where points are drawn from a range.
    #[must_use]
    pub fn range(&self, axis: usize) -> [f64; 2] {
        if let AxisValues::Range { from, to, .. } = self.axes[axis].values {
            return [from, to];
        }
        let values = self.rows.iter().map(|row| row[axis]);
        values.fold([f64::INFINITY, f64::NEG_INFINITY], |[low, high], value| {
            [low.min(value), high.max(value)]
        })
    }

    /// A point as a layer, in the registry's order.
    #[must_use]
    pub fn assignments(&self, point: &[f64]) -> Vec<Assignment> {
        let axes = self.axes.iter().zip(point);
        let mut layer: Vec<Assignment> = axes
            .map(|(axis, &number)| Assignment {
                position: axis.position,
                number,
            })
            .collect();
        layer.sort_by_key(|assignment| assignment.position);
        layer
    }

    /// Lays a point on the values of a variant.
    pub fn apply(&self, point: &[f64], values: &mut Values) {
        values.apply(&self.assignments(point));
    }
}
