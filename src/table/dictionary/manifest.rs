//! The fields of `manifest.json`, one by one. Data alone; a test holds it against the manifest as it is saved.

/// A field of the manifest.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its place: names of objects joined by dots, `[]` for the entries of a list.
    pub path: &'static str,
    /// The type in words.
    pub kind: &'static str,
    pub meaning: &'static str,
}

const fn field(path: &'static str, kind: &'static str, meaning: &'static str) -> Field {
    Field {
        path,
        kind,
        meaning,
    }
}

const TEXT: &str = "text";
const WHOLE: &str = "whole number";
const NUMBER: &str = "number";

/// All fields, in the order of the file.
pub const FIELDS: &[Field] = &[
    field(
        "table_version",
        WHOLE,
        "Version of the names and columns of the tables. This page is of version 1.",
    ),
    field("seci", TEXT, "Version of the program."),
    field(
        "engine",
        WHOLE,
        "Version of the rules by which results come about; results of different versions are never mixed.",
    ),
    field(
        "git_revision",
        "text or null",
        "Revision of the source that the program was built from, where it is known.",
    ),
    field("model", TEXT, "Name of the model."),
    field("name", TEXT, "Name of the scenario."),
    field("title", TEXT, "Its question."),
    field(
        "scenario_hash",
        TEXT,
        "First 12 hexadecimal digits of the SHA-256 of what is run: `scenario.toml` without its charts.",
    ),
    field("seed", WHOLE, "Root seed."),
    field(
        "weeks",
        WHOLE,
        "Length of a run, in weeks or whatever its steps are called; the most that it may take where it is open-ended.",
    ),
    field("step", TEXT, "What a step is called: `week`, `period`."),
    field(
        "open_ended",
        "true or false",
        "Whether runs go on to an end of their own, such as an equilibrium.",
    ),
    field("observed_weeks[]", WHOLE, "Weeks that `series.csv` has."),
    field("replicates", WHOLE, "Runs of each variant, at each point."),
    field(
        "reference",
        TEXT,
        "Name of the variant that the others are compared with.",
    ),
    field(
        "variants[].name",
        TEXT,
        "Name of a variant, as in the tables.",
    ),
    field("variants[].label", TEXT, "Its label in charts."),
    field(
        "variants[].employees",
        "whole number or null",
        "Its headcount, where the model has one.",
    ),
    field(
        "variants[].events[].week",
        WHOLE,
        "When something happens to the variant.",
    ),
    field(
        "variants[].events[].kind",
        TEXT,
        "Such as `policy` or `shock`.",
    ),
    field(
        "variants[].events[].label",
        TEXT,
        "What happens, in a few words.",
    ),
    field(
        "variants[].events[].weeks",
        WHOLE,
        "How many weeks it lasts; left out where its kind has no length.",
    ),
    field(
        "variants[].purpose.coalition.from",
        TEXT,
        "Of a variant that the scenario does not ask for by name, why it is run: here as a step of a bridge, from this variant.",
    ),
    field("variants[].purpose.coalition.to", TEXT, "To this variant."),
    field(
        "variants[].purpose.coalition.moved[]",
        TEXT,
        "The levers that are moved in it; the others are as in the variant that the bridge starts from.",
    ),
    field(
        "variants[].purpose.departure.seat",
        WHOLE,
        "Or because the person in this seat leaves in it.",
    ),
    field(
        "variants[].own_columns[].parameter",
        TEXT,
        "A parameter that people have of their own by a column of the file of people; left out where there is none.",
    ),
    field("variants[].own_columns[].file", TEXT, "That file."),
    field(
        "variants[].own_columns[].seats[][]",
        WHOLE,
        "Whose: the first and the last of seats beside one another, counted from 0 as in `roster.csv`. The values are in `scenario.toml`.",
    ),
    field(
        "swept[].name",
        TEXT,
        "Name of a swept parameter: its column in the tables. Without a sweep the list is empty.",
    ),
    field("swept[].label", TEXT, "Its label in charts."),
    field("swept[].unit", TEXT, "Its unit in words."),
    field(
        "swept[].scale",
        TEXT,
        "`linear` or `log`: how the range is walked through.",
    ),
    field(
        "swept[].low",
        NUMBER,
        "Lower end of the range that is covered.",
    ),
    field("swept[].high", NUMBER, "Upper end."),
    field(
        "swept[].base",
        NUMBER,
        "Value that the reference variant would have without the sweep.",
    ),
    field(
        "design.kind",
        TEXT,
        "Design of the sweep, such as `grid`. Without a sweep `design` is null.",
    ),
    field("design.rows", WHOLE, "Rows of `design.csv`."),
    field(
        "design.points",
        WHOLE,
        "Different points among them: what is run.",
    ),
    field(
        "shard.number",
        WHOLE,
        "Which part of all runs the folder holds, counted from 1. In a folder of all runs `shard` is null.",
    ),
    field(
        "shard.of",
        WHOLE,
        "Into how many parts the runs are divided.",
    ),
    field(
        "metrics[].name",
        TEXT,
        "Name of a metric, as in the tables.",
    ),
    field("metrics[].label", TEXT, "Its label in charts."),
    field("metrics[].meaning", TEXT, "What it measures."),
    field(
        "metrics[].unit",
        TEXT,
        "`share` (0 to 1), `points` (a difference of shares, −1 to 1), `signed` (−1 to 1) or `count` (since the start of the run).",
    ),
    field(
        "metrics[].tone",
        TEXT,
        "`tacit`, `explicit` or `neutral`: the loop that it speaks of.",
    ),
    field(
        "metrics[].smallest",
        NUMBER,
        "Smallest difference that matters.",
    ),
    field(
        "metrics[].smallest_is_relative",
        "true or false",
        "Whether that is a share of the reference's mean, rather than in the metric's own unit.",
    ),
    field(
        "people[].id",
        TEXT,
        "Id of a person, in the order of `roster.csv`; without a roster, or where its people are not observed, `people` and what follows of them is left out.",
    ),
    field("people[].name", TEXT, "What charts call this person."),
    field("people[].team", TEXT, "Name of the team."),
    field(
        "people[].role",
        TEXT,
        "The role; left out where there is none.",
    ),
    field(
        "people_weeks[]",
        WHOLE,
        "Weeks that `people.csv` and `network.csv` have.",
    ),
    field("person_metrics[]", TEXT, "Metrics that `people.csv` has."),
    field(
        "charts[].kind",
        TEXT,
        "Kind of a chart that the scenario chooses, in its order. Where it chooses none, `charts` is left out, and so is what a chart does not say.",
    ),
    field("charts[].title", TEXT, "The author's title."),
    field(
        "charts[].note",
        TEXT,
        "The author's sentence for the footer.",
    ),
    field("charts[].metric", TEXT, "The metric that is shown."),
    field("charts[].variants[]", TEXT, "The variants that are shown."),
    field(
        "charts[].marks[].week",
        "whole number or null",
        "Where a text of the author stands: at a week,",
    ),
    field("charts[].marks[].value", "number or null", "or at a value."),
    field("charts[].marks[].text", TEXT, "The text."),
    field(
        "charts[].bridge.from",
        TEXT,
        "The variant that a bridge starts from.",
    ),
    field("charts[].bridge.to", TEXT, "The variant that it leads to."),
    field(
        "charts[].bridge.levers[].name",
        TEXT,
        "What is moved together, as in `variants[].purpose.coalition.moved`.",
    ),
    field(
        "charts[].bridge.levers[].label",
        TEXT,
        "Its label in charts.",
    ),
    field(
        "charts[].bridge.levers[].way",
        TEXT,
        "From where to where, or what it moves.",
    ),
    field("runs.planned", WHOLE, "Runs that the scenario asks for."),
    field("runs.reused", WHOLE, "Runs that were there already."),
    field(
        "runs.computed",
        WHOLE,
        "Runs that the last command computed.",
    ),
    field(
        "runs.failed",
        WHOLE,
        "Runs that did not finish: the rows of `failures.csv`.",
    ),
    field(
        "started",
        TEXT,
        "When the last command was started: RFC 3339, UTC.",
    ),
    field("seconds", NUMBER, "How long it took."),
    field(
        "complete",
        "true or false",
        "Whether all planned runs are in the tables.",
    ),
];
