//! Two scenarios held against one another from outside: what differs, and what becomes of it at the same seeds.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

#[path = "support/place.rs"]
mod place;

use place::{Place, SMALL, assert_ends, contents, stderr, stdout};

/// A firm of one variant, small and short.
const FIRM: &str = r#"
name = "firm"
[run]
weeks = 20
replicates = 6
[organisation]
employees = 16
turnover = 0.2
"#;

fn firm(name: &str, changes: &[(&str, &str)]) -> String {
    let start = FIRM.replace("name = \"firm\"", &format!("name = \"{name}\""));
    changes
        .iter()
        .fold(start, |text, (from, to)| text.replace(from, to))
}

/// Two files beside one another.
fn two(a: &str, b: &str) -> Place {
    let place = Place::with(a);
    place.write("a.toml", a);
    place.write("b.toml", b);
    place
}

/// The rows of a table, each by the names of its columns.
fn rows(file: &Path) -> Vec<BTreeMap<String, String>> {
    let mut csv = csv::Reader::from_path(file).expect("a table");
    csv.deserialize().map(|row| row.expect("a row")).collect()
}

fn number(row: &BTreeMap<String, String>, column: &str) -> f64 {
    row[column].parse().expect("a number")
}

/// What is printed, without the time that it took.
fn timeless(text: &str) -> String {
    let line = |line: &str| match line.split_once(" s: ") {
        Some((start, end)) => {
            let start = start.rsplit_once(' ').map_or("", |(start, _)| start);
            format!("{start} … s: {end}")
        }
        None => line.to_owned(),
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn one_key_that_differs_is_told_with_both_values_and_their_origins() {
    let b = firm("other", &[("turnover = 0.2", "turnover = 0.4")]);
    let place = two(&firm("firm", &[]), &b);
    let output = place.seci(&["diff", "a.toml", "b.toml"]);
    assert_ends(&output, 0);
    insta::assert_snapshot!(stdout(&output), @r"
    A: firm (a.toml)
    B: other (b.toml)

    title
      A  firm    (the name, since there is no title)
      B  other   (the name, since there is no title)

    turnover, probability or share a year
      A  0.2   (a.toml, line 8)
      B  0.4   (b.toml, line 8)
    ");
    // The default is a value like any other.
    let default = place.seci(&["diff", "baseline", "b.toml"]);
    assert!(
        stdout(&default).contains("  A  0.18   (baseline.toml, line "),
        "{}",
        stdout(&default)
    );
}

/// Everything that can differ at once: runs, a key in all variants, one in some, an event, a label, variants of one side.
#[test]
fn what_is_the_same_in_all_variants_is_said_once() {
    let b = SMALL
        .replace("replicates = 12", "replicates = 10\nseed = 7")
        .replace("employees = 20", "employees = 20\n[work]\ndrift = 0.3")
        .replace("explicit_share = 0.9", "explicit_share = 0.7")
        .replace("label = \"Much writing\"", "label = \"More writing\"")
        .replace("size = 0.3", "size = 0.4")
        + "[[variant]]\nname = \"half\"\ntacit_hours = 5\nexplicit_hours = 5\n[[variant.event]]\nweek = 3\nkind = \"shock\"\nsize = 0.1\n";
    let place = two(SMALL, &b);
    let output = place.seci(&["diff", "a.toml", "b.toml"]);
    assert_ends(&output, 0);
    insta::assert_snapshot!("diff_of_several_variants", stdout(&output));
    assert_eq!(
        stdout(&output),
        stdout(&place.seci(&["diff", "a.toml", "b.toml"]))
    );
}

#[test]
fn programs_get_a_line_for_each_difference_and_their_number() {
    let b = firm(
        "firm",
        &[
            ("turnover = 0.2", "turnover = 0.4"),
            ("weeks = 20", "weeks = 30"),
        ],
    );
    let place = two(&firm("firm", &[]), &b);
    let output = place.seci(&["diff", "a.toml", "b.toml", "--json"]);
    assert_ends(&output, 0);
    let events: Vec<serde_json::Value> = stdout(&output)
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(events.len(), 3);
    assert_eq!(events[0]["key"], "weeks");
    assert_eq!(events[1]["a"]["value"], 0.2);
    assert_eq!(events[1]["b"]["origin"], "b.toml, line 8");
    assert_eq!(events[2]["count"], 2);
}

#[test]
fn a_folder_is_the_scenario_that_was_run() {
    let place = two(SMALL, SMALL);
    assert_ends(
        &place.seci(&[
            "run",
            "a.toml",
            "--no-charts",
            "--replicates",
            "2",
            "--set",
            "weeks=13",
        ]),
        0,
    );
    let output = place.seci(&["diff", "a.toml", "output/small"]);
    assert_ends(&output, 0);
    let text = stdout(&output);
    assert!(text.contains("[run] weeks"), "{text}");
    assert!(
        text.contains("(output/small/scenario.toml, line "),
        "{text}"
    );
    // Besides what the command line said nothing differs, although the file has every key and A none of them.
    assert_eq!(text.matches("\n  A  ").count(), 2, "{text}");
    let same = place.seci(&["diff", "output/small", "output/small"]);
    assert!(
        stdout(&same).contains("Nothing differs"),
        "{}",
        stdout(&same)
    );

    let compared = place.seci(&["compare", "output/small", "output/small", "--no-charts"]);
    assert_ends(&compared, 0);
    assert!(
        stderr(&compared).contains("its runs are made again"),
        "{}",
        stderr(&compared)
    );
}

/// Differences by hand: the rows of `runs.csv` themselves, subtracted.
#[test]
fn one_variant_each_is_compared_seed_by_seed() {
    let b = firm(
        "leaving",
        &[
            ("turnover = 0.2", "turnover = 0.9"),
            ("replicates = 6", "replicates = 4\nseed = 5"),
        ],
    );
    let place = two(&firm("staying", &[]), &b);
    let output = place.seci(&["compare", "a.toml", "b.toml", "--no-charts"]);
    assert_ends(&output, 0);
    insta::assert_snapshot!("compare_one_variant_each", timeless(&stdout(&output)));
    let folder = place.path("output/staying-vs-leaving");
    let runs = rows(&folder.join("runs.csv"));
    let of = |variant: &str| -> Vec<f64> {
        let own = runs.iter().filter(|row| row["variant"] == variant);
        own.map(|row| number(row, "capability")).collect()
    };
    let [staying, leaving] = [of("staying"), of("leaving")];
    assert_eq!([staying.len(), leaving.len()], [6, 6]);
    let mean = |sample: &[f64]| sample.iter().sum::<f64>() / 6.0;
    let compared = rows(&folder.join("compared.csv"));
    assert_eq!(compared.len(), 27);
    let row = compared
        .iter()
        .find(|row| row["metric"] == "capability")
        .expect("capability");
    assert_eq!(row["variant"], "base");
    assert_eq!(row["n"], "6");
    assert!((number(row, "mean_a") - mean(&staying)).abs() < 1e-12);
    assert!((number(row, "mean_b") - mean(&leaving)).abs() < 1e-12);
    let difference = number(row, "mean_difference");
    assert!((difference - mean(&leaving) + mean(&staying)).abs() < 1e-12);
    // The pairs are those of paired.csv, whose interval is tested by itself.
    let paired = rows(&folder.join("paired.csv"));
    let same = paired
        .iter()
        .find(|row| row["metric"] == "capability")
        .expect("capability");
    for column in ["n", "mean_difference", "ci_low", "ci_high", "share_higher"] {
        assert_eq!(same[column], row[column], "{column}");
    }
    let told = rows(&folder.join("differences.csv"));
    let turnover = told
        .iter()
        .find(|row| row["key"] == "turnover")
        .expect("turnover");
    assert_eq!(turnover["value_b"], "0.9");
    assert_eq!(turnover["origin_b"], "b.toml, line 9");
}

#[test]
fn the_folder_runs_again_is_drawn_again_continued_and_bundled() {
    let b = SMALL
        .replace("name = \"small\"", "name = \"drifting\"")
        .replace("employees = 20", "employees = 20\n[work]\ndrift = 0.9");
    let place = two(SMALL, &b);
    let compare = ["compare", "a.toml", "b.toml", "--jobs"];
    let one = place.seci(&[&compare[..], &["1", "--out", "one"]].concat());
    assert_ends(&one, 0);
    let two = place.seci(&[&compare[..], &["2", "--out", "two"]].concat());
    assert_ends(&two, 0);
    let made = contents(&place.path("one"));
    assert_eq!(made, contents(&place.path("two")));
    assert!(made.iter().any(|(name, _)| name.ends_with("report.html")));

    let again = place.seci(&[&compare[..], &["2", "--out", "one"]].concat());
    assert!(
        stdout(&again).contains("reused 48, computed 0"),
        "{}",
        stdout(&again)
    );
    assert_eq!(made, contents(&place.path("one")));
    assert_ends(&place.seci(&["chart", "one"]), 0);
    assert_eq!(made, contents(&place.path("one")));

    assert_ends(
        &place.seci(&["run", "one/scenario.toml", "--no-charts", "--out", "alone"]),
        0,
    );
    for table in ["runs.csv", "series.csv", "paired.csv", "scenario.toml"] {
        let read = |folder: &str| fs::read(place.path(folder).join(table)).expect(table);
        assert_eq!(read("alone"), read("one"), "{table}");
    }
    let bundle = place.seci(&["bundle", "one"]);
    assert_ends(&bundle, 0);
    let id = rows(&place.path("one/runs.csv"))[0]["run_id"].clone();
    assert_ends(&place.seci(&["replay", "one", &id]), 0);
}

#[test]
fn variants_of_one_name_are_compared_and_what_is_identical_is_said_to_be() {
    let b = SMALL
        .replace("name = \"small\"", "name = \"more\"")
        .replace("explicit_share = 0.9", "explicit_share = 0.7")
        + "[[variant]]\nname = \"third\"\nexplicit_share = 0.3\n";
    let place = two(SMALL, &b);
    let output = place.seci(&["compare", "a.toml", "b.toml", "--no-charts"]);
    assert_ends(&output, 0);
    insta::assert_snapshot!("compare_several_variants", timeless(&stdout(&output)));
    let folder = place.path("output/small-vs-more");
    let compared = rows(&folder.join("compared.csv"));
    assert_eq!(compared.len(), 2 * 27);
    let little = compared.iter().filter(|row| row["variant"] == "little");
    assert!(
        little
            .clone()
            .all(|row| row["mean_difference"] == "0" || row["n"] == "0")
    );
    let runs = rows(&folder.join("runs.csv"));
    let of = |variant: &str| -> Vec<Vec<String>> {
        let own = runs.iter().filter(|row| row["variant"] == variant);
        own.map(|row| {
            let metrics = row
                .iter()
                .filter(|(column, _)| !["run_id", "variant"].contains(&column.as_str()));
            metrics.map(|(_, value)| value.clone()).collect()
        })
        .collect()
    };
    assert_eq!(of("a-little"), of("b-little"));
    assert_ne!(of("a-much"), of("b-much"));
    assert_eq!(of("b-third").len(), 12);
}

#[test]
fn what_cannot_be_compared_is_refused_before_anything_is_written() {
    let place = two(
        &firm("firm", &[]),
        &firm("longer", &[("weeks = 20", "weeks = 30")]),
    );
    let cases: [(&[&str], &str); 5] = [
        (
            &["compare", "a.toml", "b.toml"],
            "--set weeks=20 or --set weeks=30",
        ),
        (
            &["compare", "a.toml", "march-1991-figure-1"],
            "of one model",
        ),
        (
            &["compare", "a.toml", "explicit-share"],
            "B has a sweep and A has none",
        ),
        (
            &["compare", "a.toml", "missing.toml"],
            "there is no such file",
        ),
        (&["diff", "a.toml", "."], "this is a folder"),
    ];
    for (arguments, message) in cases {
        let output = place.seci(arguments);
        assert_ends(&output, 2);
        assert!(stderr(&output).contains(message), "{}", stderr(&output));
        assert!(!place.path("output").exists());
    }
    let given = place.seci(&[
        "compare",
        "a.toml",
        "b.toml",
        "--no-charts",
        "--set",
        "weeks=10",
    ]);
    assert_ends(&given, 0);
}

#[test]
fn other_models_are_told_and_not_compared_key_by_key() {
    let place = Place::with(FIRM);
    let output = place.seci(&["diff", "small.toml", "march-1991-figure-1"]);
    assert_ends(&output, 0);
    let text = stdout(&output);
    assert!(text.contains("B  march-1991 "), "{text}");
    assert!(text.contains("The models differ"), "{text}");
    assert!(!text.contains("turnover"), "{text}");
}

const SWEEP: &str = "[sweep]\ndesign = \"grid\"\n[sweep.parameters]\nturnover = [0, 0.5, 1]\n";

/// The base value of a swept key may differ: no run has it.
#[test]
fn equal_sweeps_are_compared_point_by_point() {
    let a = firm("firm", &[("turnover = 0.2", "turnover = 0.3")]) + SWEEP;
    let b = firm(
        "drifting",
        &[("turnover = 0.2", "turnover = 0.4\n[work]\ndrift = 0.9")],
    ) + SWEEP;
    let place = two(&a, &b);
    let output = place.seci(&["compare", "a.toml", "b.toml", "--no-charts"]);
    assert_ends(&output, 0);
    let text = stdout(&output);
    assert!(text.contains("at 3 points: "), "{text}");
    let compared = rows(&place.path("output/firm-vs-drifting/compared.csv"));
    let points: Vec<&str> = compared
        .iter()
        .filter(|row| row["metric"] == "capability")
        .map(|row| row["turnover"].as_str())
        .collect();
    assert_eq!(points, ["0", "0.5", "1"]);

    place.write("b.toml", &b.replace("[0, 0.5, 1]", "[0, 0.6, 1]"));
    let unequal = place.seci(&["compare", "a.toml", "b.toml", "--no-charts"]);
    assert_ends(&unequal, 2);
    assert!(
        stderr(&unequal).contains("not the same points"),
        "{}",
        stderr(&unequal)
    );
    let told = stdout(&place.seci(&["diff", "a.toml", "b.toml"]));
    assert!(
        told.contains("B  swept: 0, 0.6, 1   (b.toml, line "),
        "{told}"
    );
}

#[test]
fn where_runs_differ_one_rule_holds_for_both_and_is_told() {
    let precise = "precision = { metric = \"capability\", half_width = 0.5, at_most = 50 }";
    let a = firm(
        "firm",
        &[("replicates = 6", "replicates = 6\nobserve = [4]")],
    );
    let b = firm(
        "sparse",
        &[("replicates = 6", &format!("{precise}\nobserve = \"end\""))],
    );
    let place = two(&a, &b);
    let output = place.seci(&["compare", "a.toml", "b.toml", "--no-charts"]);
    assert_ends(&output, 0);
    let text = stdout(&output);
    assert!(
        text.contains(
            "the precision of ±0.5 in capability for every variant, that of B (A: 6 runs, B: "
        ),
        "{text}"
    );
    assert!(
        text.contains("all weeks are kept that either of them observes"),
        "{text}"
    );
    assert!(text.contains("100 runs in "), "{text}");
    let series = rows(&place.path("output/firm-vs-sparse/series.csv"));
    let of_a =
        |row: &&BTreeMap<String, String>| row["variant"] == "firm" && row["metric"] == "capability";
    let weeks: Vec<&str> = series
        .iter()
        .filter(of_a)
        .map(|row| row["week"].as_str())
        .collect();
    assert_eq!(weeks, ["0", "4", "20"]);
}

#[test]
fn a_copy_that_keeps_its_name_is_called_by_its_file() {
    let place = two(FIRM, &FIRM.replace("turnover = 0.2", "turnover = 0.4"));
    let arguments = [
        "compare",
        "a.toml",
        "b.toml",
        "--no-charts",
        "--replicates",
        "2",
    ];
    assert_ends(&place.seci(&arguments), 0);
    assert!(place.path("output/a-vs-b").is_dir());
    assert_ends(
        &place.seci(&[
            "compare",
            "a.toml",
            "a.toml",
            "--no-charts",
            "--replicates",
            "2",
        ]),
        0,
    );
    assert!(place.path("output/firm-vs-firm").is_dir());
}
