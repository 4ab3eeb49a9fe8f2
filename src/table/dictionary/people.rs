//! The tables of a real organisation, column by column: its people and teams, and the ties between them. Data alone.

use super::runs::{MEAN, N, QUANTILES, SD};
use super::{METRIC, METRIC_NAME, Part, SHARE, SWEPT, Table, VARIANT, optional, text, whole};

const WEEK: Part = whole("week", "weeks", "Weeks that have passed; 0 is the start.");

pub(in crate::table) const PEOPLE: Table = Table {
    file: "people.csv",
    purpose: "Every person and every team of the roster: the distribution over runs of each metric that people have.",
    row: "a metric of a person or team in a variant (at a point) in a week in which people are observed",
    order: "variants, points, weeks, people as in `roster.csv`, then teams, metrics",
    when: "with a roster whose people are observed",
    parts: &[
        VARIANT,
        SWEPT,
        text("level", "`person` or `team`."),
        text("id", "The person's id, or the name of the team."),
        text("name", "The person's name, or that of the team."),
        text("team", "Name of the team."),
        WEEK,
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

pub(in crate::table) const NETWORK: Table = Table {
    file: "network.csv",
    purpose: "Every tie of the roster: its trust, as mean over runs.",
    row: "a tie in a variant (at a point) in a week in which people are observed",
    order: "variants, points, weeks, ties by the places of their ends in `roster.csv`",
    when: "with a roster whose ties are read from a file and observed",
    parts: &[
        VARIANT,
        SWEPT,
        text("from", "Id of one end."),
        text("to", "Id of the other end; the tie has no direction."),
        WEEK,
        whole("n", "runs", "Runs."),
        optional(
            "trust",
            SHARE,
            "Mean trust over runs; empty where `n` is 0.",
        ),
        optional(
            "sd",
            SHARE,
            "Standard deviation over runs, with n − 1; empty where `n` is below 2.",
        ),
    ],
};

pub(in crate::table) const DEPARTURES: Table = Table {
    file: "departures.csv",
    purpose: "Who matters: what one person's leaving changes in `capability` and in `performance` (of a model without them, in its first metric), against everybody staying.",
    row: "a metric of a person whose leaving was tried (at a point)",
    order: "points, metrics, the largest loss first",
    when: "with `[who_matters]`; the same differences in all other metrics are in `paired.csv`",
    parts: &[
        text(
            "variant",
            "Name of the variant in which this person leaves.",
        ),
        SWEPT,
        METRIC_NAME,
        whole(
            "rank",
            "",
            "Place by loss in this metric, 1 for the largest; equal losses in the order of `roster.csv`.",
        ),
        text("id", "The person's id."),
        text("name", "The person's name."),
        text("team", "Name of the team."),
        optional(
            "sum_of_trust",
            "",
            "Sum of the person's trust over the ties of the file, at the start; empty where the ties are drawn in every run.",
        ),
        whole(
            "n",
            "pairs",
            "Replicates in which the metric is defined on both sides.",
        ),
        optional(
            "mean_difference",
            METRIC,
            "Mean of the runs in which this person leaves minus those in which everybody stays, at the same seeds; empty where `n` is 0.",
        ),
        optional(
            "ci_low",
            METRIC,
            "Lower end of the 95 % t interval of the mean difference, not adjusted; empty where `n` is below 2.",
        ),
        optional("ci_high", METRIC, "Upper end."),
        optional(
            "p",
            "probability",
            "Two-sided p-value of the paired t test of no difference; empty where `n` is below 2.",
        ),
        optional(
            "p_adjusted",
            "probability",
            "The same, adjusted for the number of people tried (Holm), within this metric and point.",
        ),
        text(
            "standing",
            "`lower` or `higher` where the interval excludes 0, `p_adjusted` is at most 0.05 and the difference reaches the smallest that matters; `too small` where the interval lies within the smallest that matters; else `unclear`. The chart `who-matters` judges with all claims of the folder, which is stricter: what is clear there is clear here.",
        ),
    ],
};
