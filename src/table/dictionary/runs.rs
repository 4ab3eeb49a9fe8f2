//! The tables of every output folder, column by column. Data alone.

use super::{
    METRIC, METRIC_NAME, Part, SHARE, SWEPT, Table, VARIANT, number, optional, text, whole,
};

const RUN_ID: Part = text(
    "run_id",
    "Name of the run, 32 hexadecimal digits: a hash of all that determines its result. Runs of equal name are equal.",
);
const REPLICATE: Part = whole(
    "replicate",
    "",
    "Number of the run among those of the same variant and point, from 0. Runs of equal number share their luck.",
);
const SEED: Part = whole(
    "seed",
    "",
    "Root seed of the scenario; the same in all rows.",
);

/// What the quantiles of a summary are, in the order of [`crate::table::QUANTILES`].
pub(super) const QUANTILES: [Part; 7] = [
    optional("q05", METRIC, "Quantile 0.05; empty where `n` is 0."),
    optional("q10", METRIC, "Quantile 0.10."),
    optional("q25", METRIC, "Quantile 0.25."),
    optional("q50", METRIC, "Median."),
    optional("q75", METRIC, "Quantile 0.75."),
    optional("q90", METRIC, "Quantile 0.90."),
    optional("q95", METRIC, "Quantile 0.95."),
];

pub(super) const N: Part = whole("n", "runs", "Runs in which the metric is defined.");
pub(super) const MEAN: Part = optional("mean", METRIC, "Mean over runs; empty where `n` is 0.");
pub(super) const SD: Part = optional(
    "sd",
    METRIC,
    "Standard deviation over runs, with n − 1; empty where `n` is below 2.",
);

pub(in crate::table) const RUNS: Table = Table {
    file: "runs.csv",
    purpose: "Every run at its last week.",
    row: "a finished run",
    order: "variants as in the scenario file; within a variant the points as in the design; within a point the replicates",
    when: "always",
    parts: &[RUN_ID, VARIANT, SWEPT, REPLICATE, SEED, Part::Metrics],
};

pub(in crate::table) const SERIES: Table = Table {
    file: "series.csv",
    purpose: "The course of every metric: its distribution over runs, week by week.",
    row: "a metric of a variant (at a point) in an observed week",
    order: "variants, points, weeks, metrics",
    when: "always",
    parts: &[
        VARIANT,
        SWEPT,
        whole("week", "weeks", "Weeks that have passed; 0 is the start."),
        METRIC_NAME,
        N,
        MEAN,
        SD,
        QUANTILES[0],
        QUANTILES[1],
        QUANTILES[2],
        QUANTILES[3],
        QUANTILES[4],
        QUANTILES[5],
        QUANTILES[6],
    ],
};

pub(in crate::table) const PAIRED: Table = Table {
    file: "paired.csv",
    purpose: "What a variant does, compared with the reference: differences at equal point and replicate, last week.",
    row: "a metric of a variant other than the reference (at a point)",
    order: "variants, points, metrics",
    when: "always; a header alone where there is one variant",
    parts: &[
        VARIANT,
        text("reference", "Name of the variant that is subtracted."),
        SWEPT,
        METRIC_NAME,
        whole(
            "n",
            "pairs",
            "Replicates in which the metric is defined on both sides.",
        ),
        optional(
            "mean_difference",
            METRIC,
            "Mean of variant minus reference; empty where `n` is 0.",
        ),
        optional(
            "ci_low",
            METRIC,
            "Lower end of the 95 % t interval of the mean difference; empty where `n` is below 2.",
        ),
        optional("ci_high", METRIC, "Upper end."),
        optional(
            "share_higher",
            SHARE,
            "Share of pairs in which the variant is strictly higher.",
        ),
    ],
};

pub(in crate::table) const FAILURES: Table = Table {
    file: "failures.csv",
    purpose: "Runs that did not finish, and how to repeat each.",
    row: "a run that failed",
    order: "as in `runs.csv`; where a precision is wanted, one block of replicates after the other",
    when: "always; a header alone where none failed",
    parts: &[
        RUN_ID,
        VARIANT,
        SWEPT,
        REPLICATE,
        SEED,
        whole(
            "week",
            "weeks",
            "Step in which the run failed; a run's first is 0.",
        ),
        text("message", "Why the run could not go on."),
        text("replay", "Command that repeats the run."),
    ],
};

/// A probability of a test.
pub(super) const fn p_value(name: &'static str, meaning: &'static str) -> Part {
    optional(name, "probability", meaning)
}

/// A value of a parameter that is always there.
pub(super) const fn value(name: &'static str, meaning: &'static str) -> Part {
    number(name, super::PARAMETER, meaning)
}
