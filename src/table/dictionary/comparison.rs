//! The tables that a comparison of two scenarios adds, column by column. Data alone.

use super::{Column, Kind, METRIC, METRIC_NAME, Part, SHARE, SWEPT, Table, optional, text, whole};

/// A text that may be empty.
const fn text_or_empty(name: &'static str, meaning: &'static str) -> Part {
    Part::Column(Column {
        name,
        kind: Kind::TextOrEmpty,
        unit: "",
        meaning,
    })
}

pub(in crate::table) const COMPARED: Table = Table {
    file: "compared.csv",
    purpose: "What becomes of a variant that both scenarios have: B minus A at equal point and replicate, last week.",
    row: "a metric of a variant that both scenarios have (at a point)",
    order: "variants as in A, points, metrics",
    when: "in a folder of `seci compare`",
    parts: &[
        text(
            "variant",
            "Name of the variant in both scenarios; where each has but one, of other names, `NAME-vs-NAME`.",
        ),
        SWEPT,
        METRIC_NAME,
        text(
            "unit",
            "Unit of the metric: share, points, signed or count.",
        ),
        whole(
            "n",
            "pairs",
            "Replicates in which the metric is defined on both sides.",
        ),
        optional(
            "mean_a",
            METRIC,
            "Mean of A over these pairs; empty where `n` is 0.",
        ),
        optional("mean_b", METRIC, "Mean of B over these pairs."),
        optional(
            "mean_difference",
            METRIC,
            "Mean of B minus A; empty where `n` is 0.",
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
            "Share of pairs in which B is strictly higher.",
        ),
    ],
};

pub(in crate::table) const DIFFERENCES: Table = Table {
    file: "differences.csv",
    purpose: "What differs between the two scenarios, as `seci diff` tells it.",
    row: "a key, event or variant that differs",
    order: "title, people and ties, who matters, runs, sweep, parameters, labels, events, settings of teams and people, variants",
    when: "in a folder of `seci compare`",
    parts: &[
        text(
            "kind",
            "What differs: title, roster, who_matters, run, sweep, parameter, label, event, own (what teams and people have of their own) or variant.",
        ),
        text(
            "key",
            "The key; of an event its kind, of a variant that one side lacks its name.",
        ),
        text_or_empty("unit", "Unit of the key, in words."),
        text_or_empty(
            "variants",
            "Variants in which it differs, with `; ` between them, `the base values` among them; empty: in all that both \
             have, or in the scenario as a whole.",
        ),
        text_or_empty("value_a", "Value in A; empty where A has no such thing."),
        text_or_empty(
            "origin_a",
            "Where the value in A comes from: file and line, default, command line, or what it follows from.",
        ),
        text_or_empty("value_b", "Value in B."),
        text_or_empty("origin_b", "Where the value in B comes from."),
    ],
};
