//! The tables that a sweep adds, column by column. Data alone.

use super::runs::{MEAN, N, QUANTILES, SD, p_value, value};
use super::{
    Kind, METRIC, METRIC_NAME, PARAMETER, Part, SHARE, SWEPT, Table, VARIANT, column, optional,
    text, whole,
};

const AXIS: Part = text("axis", "Name of the parameter that is moved.");

pub(in crate::table) const DESIGN: Table = Table {
    file: "design.csv",
    purpose: "The points of the sweep. A sweep of design `csv` reads it back.",
    row: "a row of the design; a point may occur more than once",
    order: "that of the design. Grid: the first parameter slowest. A sample: the order that its analysis needs",
    when: "in a sweep",
    parts: &[SWEPT],
};

pub(in crate::table) const POINTS: Table = Table {
    file: "points.csv",
    purpose: "What comes out at each row of the design: the distribution of every metric over runs, last week.",
    row: "a metric of a variant at a row of the design, with n = 0 where no run of that variant and point has finished",
    order: "rows of the design, variants, metrics",
    when: "in a sweep",
    parts: &[
        whole(
            "row",
            "",
            "Row of `design.csv`, from 1, the header not counted. Rows of equal point repeat the same runs.",
        ),
        VARIANT,
        SWEPT,
        METRIC_NAME,
        N,
        MEAN,
        SD,
        optional(
            "ci_low",
            METRIC,
            "Lower end of the 95 % t interval of the mean; empty where `n` is below 2.",
        ),
        optional("ci_high", METRIC, "Upper end."),
        QUANTILES[0],
        QUANTILES[1],
        QUANTILES[2],
        QUANTILES[3],
        QUANTILES[4],
        QUANTILES[5],
        QUANTILES[6],
    ],
};

pub(in crate::table) const EFFECTS: Table = Table {
    file: "effects.csv",
    purpose: "What moving one parameter does, replicate by replicate, all else equal, last week. Grids: each point against the \
              point with the axis's first value. One at a time: each point against the one at which nothing is moved.",
    row: "a metric of a variant at a moved point",
    order: "variants, axes, lines of the grid, points, metrics; one at a time: variants, rows of the design, metrics",
    when: "in a sweep; a header alone unless its design is `grid` or `one-at-a-time`",
    parts: &[
        VARIANT,
        AXIS,
        SWEPT,
        value(
            "against",
            "Value of the axis at the other end of the comparison, which is subtracted.",
        ),
        METRIC_NAME,
        whole(
            "n",
            "pairs",
            "Replicates in which the metric is defined at both points.",
        ),
        optional(
            "mean_difference",
            METRIC,
            "Mean of this point minus the other; empty where `n` is 0.",
        ),
        optional(
            "ci_low",
            METRIC,
            "Lower end of the 95 % t interval of the mean difference; empty where `n` is below 2.",
        ),
        optional("ci_high", METRIC, "Upper end."),
        p_value(
            "p",
            "Two-sided t test of no difference, not adjusted for the number of rows.",
        ),
        optional(
            "share_higher",
            SHARE,
            "Share of pairs in which this point is strictly higher.",
        ),
    ],
};

pub(in crate::table) const OPTIMUM: Table = Table {
    file: "optimum.csv",
    purpose: "Where along one parameter a metric's mean is highest, all other parameters being equal.",
    row: "a metric of a variant along a line of the grid, that is, points that differ in the axis alone, at least three",
    order: "variants, axes, lines, metrics",
    when: "in a sweep; a header alone unless its design is `grid`",
    parts: &[
        VARIANT,
        AXIS,
        Part::Swept {
            kind: Kind::NumberOrEmpty,
            meaning: "Value of the swept parameter on this line; empty for the axis itself.",
        },
        METRIC_NAME,
        whole("n", "runs", "Replicates that all points of the line have."),
        whole("points", "points", "Points of the line."),
        optional(
            "at",
            PARAMETER,
            "Value of the axis with the highest mean; of several the lowest.",
        ),
        optional(
            "at_low",
            PARAMETER,
            "Lower end of the 95 % percentile interval of that value, over bootstrap resamples of replicates.",
        ),
        optional("at_high", PARAMETER, "Upper end."),
        optional("best", METRIC, "The highest mean."),
        optional(
            "interior",
            SHARE,
            "Share of resamples in which the highest mean is at neither end of the axis.",
        ),
        optional(
            "gain_over_low",
            METRIC,
            "Mean of the best point minus the axis's lowest value, replicate by replicate.",
        ),
        optional(
            "gain_over_low_ci_low",
            METRIC,
            "Lower end of its 95 % t interval. The best of several points was chosen for being high: trust the p-value rather.",
        ),
        optional("gain_over_low_ci_high", METRIC, "Upper end."),
        p_value(
            "gain_over_low_p",
            "Two-sided t test, times the number of points among which the best was chosen less one, at most 1.",
        ),
        optional(
            "gain_over_high",
            METRIC,
            "Mean of the best point minus the axis's highest value, replicate by replicate.",
        ),
        optional("gain_over_high_ci_low", METRIC, "As above."),
        optional("gain_over_high_ci_high", METRIC, "As above."),
        p_value("gain_over_high_p", "As above."),
    ],
};

pub(in crate::table) const SENSITIVITY: Table = Table {
    file: "sensitivity.csv",
    purpose: "How much each parameter governs a metric over the ranges of the sweep: indices of the means at the points.",
    row: "an index of a parameter for a metric of a variant",
    order: "variants, metrics, parameters, indices",
    when: "in a sweep; a header alone unless its design is `morris` or `saltelli`",
    parts: &[
        VARIANT,
        METRIC_NAME,
        text("method", "`morris` or `sobol`."),
        text("parameter", "Name of the swept parameter."),
        text(
            "index",
            "Morris: `mu` and `mu_star` (mean of the effects and of their sizes), `sigma` (their spread). Sobol: `first` (the \
             parameter alone), `total` (with its interactions). Both: `noise`, what `mu_star` or `total` would be on average, \
             by the chance of the runs alone, were the parameter without effect.",
        ),
        optional(
            "estimate",
            "Morris: the metric's, over the whole range; Sobol: share of variance",
            "The index; empty where it is not defined, such as for a metric that does not vary.",
        ),
        optional(
            "ci_low",
            "as the estimate",
            "Lower end of the 95 % percentile interval over bootstrap resamples of the design.",
        ),
        optional("ci_high", "as the estimate", "Upper end."),
        column(
            "verdict",
            Kind::TextOrEmpty,
            "",
            "`converged` where the widest interval of its kind is at most 0.05, else `not converged`; empty for indices without \
             such a verdict.",
        ),
    ],
};

pub(in crate::table) const CONVERGENCE: Table = Table {
    file: "convergence.csv",
    purpose: "Whether the replicates are enough: how well means are known after so many of them, last week.",
    row: "a metric after a number of replicates",
    order: "metrics, numbers of replicates, ascending",
    when: "in a sweep",
    parts: &[
        METRIC_NAME,
        whole("n", "runs", "The first so many replicates of each cell."),
        whole(
            "cells",
            "cells",
            "Cells (variants at points) that have so many runs.",
        ),
        optional(
            "typical",
            METRIC,
            "Root mean square over cells of the half-width of the mean's 95 % t interval.",
        ),
        optional("widest", METRIC, "The largest half-width."),
    ],
};
