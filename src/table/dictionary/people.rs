//! The tables of a real organisation, column by column: its people and teams, and the ties between them. Data alone.

use super::runs::{MEAN, N, QUANTILES, SD};
use super::{METRIC_NAME, Part, SHARE, SWEPT, Table, VARIANT, optional, text, whole};

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
