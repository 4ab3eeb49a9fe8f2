//! Two scenarios of real organisations held against one another: the same people from different files, other people, other
//! ties, and who matters on either side.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

#[path = "support/place.rs"]
mod place;

use place::{Place, assert_ends, contents, stderr, stdout};

const PEOPLE: &str =
    "id,name,team,learning_hours\na,Ann,one,12\nb,Ben,one,\nc,Cy,two,\nd,Di,two,\n";
const TIES: &str = "from,to,score\na,b,5\nb,c,2\nc,d,4\n";

fn scenario(name: &str) -> String {
    format!(
        "name = \"{name}\"\n[run]\nweeks = 20\nreplicates = 8\n[organisation]\npeople = \"people.csv\"\nties = \"ties.csv\"\n\
         tie_scale = [0, 5]\n[[team]]\nname = \"one\"\nexplicit_share = 0.5\n[[variant]]\nname = \"as-is\"\n\
         [[variant]]\nname = \"more\"\nexplicit_share = 0.7\n"
    )
}

/// Two folders, each with a scenario, its people and its ties.
fn two(a: [&str; 3], b: [&str; 3]) -> Place {
    let place = Place::with("");
    for (folder, [text, people, ties]) in [("x", a), ("y", b)] {
        fs::create_dir(place.path(folder)).expect("a folder");
        place.write(&format!("{folder}/firm.toml"), text);
        place.write(&format!("{folder}/people.csv"), people);
        place.write(&format!("{folder}/ties.csv"), ties);
    }
    place
}

fn compare(place: &Place, arguments: &[&str]) -> std::process::Output {
    let start = ["compare", "x/firm.toml", "y/firm.toml", "--out", "out"];
    place.seci(&[&start[..], arguments].concat())
}

fn rows(file: &Path) -> Vec<BTreeMap<String, String>> {
    let mut csv = csv::Reader::from_path(file).expect("a table");
    csv.deserialize().map(|row| row.expect("a row")).collect()
}

fn number(row: &BTreeMap<String, String>, column: &str) -> f64 {
    row[column].parse().expect("a number")
}

/// The same people and ties, written otherwise and in another folder, are one organisation and one study.
#[test]
fn equal_people_from_different_files_are_one_study() {
    let b = scenario("other").replace("explicit_share = 0.7", "explicit_share = 0.9");
    let ties = "from;to;score\nc;d;4\nb;c;2\na;b;5\n";
    let place = two([&scenario("firm"), PEOPLE, TIES], [&b, PEOPLE, ties]);
    let output = compare(&place, &["--no-charts"]);
    assert_ends(&output, 0);
    // Said by the reading back of the study with its people and ties.
    let said = stderr(&output);
    assert!(
        said.contains("the variants a-as-is and b-as-is are the same in everything"),
        "{said}"
    );
    let said = stdout(&output);
    assert!(
        said.contains("identical in both") && !said.contains("people and ties"),
        "{said}"
    );
    let first = contents(&place.path("out"));
    let again = ["run", "out/scenario.toml", "--out", "again", "--no-charts"];
    assert_ends(&place.seci(&again), 0);
    for table in ["runs.csv", "paired.csv", "roster.csv", "ties.csv"] {
        let of = |files: &[(std::path::PathBuf, Vec<u8>)]| {
            let file = files.iter().find(|(name, _)| name == Path::new(table));
            file.expect("the table").1.clone()
        };
        assert!(of(&first) == of(&contents(&place.path("again"))), "{table}");
    }
}

#[test]
fn other_ties_are_run_apart_and_compared_at_the_same_seeds() {
    let ties = "from,to,score\na,b,5\nb,c,5\nc,d,4\na,d,3\n";
    let place = two(
        [&scenario("firm"), PEOPLE, TIES],
        [&scenario("tied"), PEOPLE, ties],
    );
    let output = compare(&place, &["--no-charts"]);
    assert_ends(&output, 0);
    let said = stdout(&output);
    for line in [
        "A  4 people in 2 teams, 3 ties; 1 tie only here or of other trust",
        "B  4 people in 2 teams, 4 ties; 2 ties only here or of other trust",
        "A and B have different people or ties: each is run in a folder of its own, a/ and b/",
        "the same people in the same order: runs of the same seed share",
        "At week 20, B minus A, 8 pairs of runs",
    ] {
        assert!(said.contains(line), "{line} in {said}");
    }
    // B minus A, run by run.
    let of = |side: &str| -> Vec<f64> {
        let runs = rows(&place.path(&format!("out/{side}/runs.csv")));
        let more = runs.iter().filter(|run| run["variant"] == "more");
        more.map(|run| number(run, "capability")).collect()
    };
    let (a, b) = (of("a"), of("b"));
    let differences: Vec<f64> = b.iter().zip(&a).map(|(b, a)| b - a).collect();
    let mean = differences.iter().sum::<f64>() / 8.0;
    let compared = rows(&place.path("out/compared.csv"));
    let row = compared
        .iter()
        .find(|row| row["variant"] == "more" && row["metric"] == "capability");
    let row = row.expect("a row");
    assert_eq!(row["n"], "8");
    assert!(mean.abs() > 1e-9 && (number(row, "mean_difference") - mean).abs() < 1e-12);
    // Matched: what is drawn from the seed is the same, so pairs lie closer than the runs themselves.
    let spread = |numbers: &[f64]| {
        let mean = numbers.iter().sum::<f64>() / 8.0;
        numbers
            .iter()
            .map(|number| (number - mean).powi(2))
            .sum::<f64>()
    };
    assert!(spread(&differences) < 0.5 * spread(&a), "{differences:?}");
    // Each side is a folder like any other, and the same command continues.
    assert_ends(&place.seci(&["chart", "out/b"]), 0);
    let output = compare(&place, &["--no-charts"]);
    assert_ends(&output, 0);
    assert!(stdout(&output).contains("reused 32, computed 0"));
}

#[test]
fn other_sizes_are_said_to_be_unmatched_and_other_terms_hold_for_both() {
    let fewer = "id,name,team\na,Ann,one\nb,Ben,one\nc,Cy,one\n";
    let b = scenario("other").replace("replicates = 8", "replicates = 5\nseed = 7");
    let place = two(
        [&scenario("firm"), PEOPLE, TIES],
        [&b, fewer, "from,to,score\na,b,5\nb,c,2\n"],
    );
    let output = compare(&place, &["--no-charts"]);
    assert_ends(&output, 0);
    let said = stdout(&output);
    for line in [
        "A has 4 people and B 3: runs of the same seed are not matched, they are paired by number only",
        "1 person only here, 1 person in another team",
        "8 runs for every variant, the larger number",
        "seed 1, that of A, for both (B has 7)",
    ] {
        assert!(said.contains(line), "{line} in {said}");
    }
    assert_eq!(rows(&place.path("out/b/runs.csv")).len(), 16);
}

#[test]
fn who_matters_is_asked_on_both_sides() {
    let text =
        |name: &str, rest: &str| format!("{}[who_matters]\nweek = 10\n{rest}", scenario(name));
    let (a, b) = (text("firm", ""), text("other", "people = [\"b\"]\n"));
    let b = b.replace("explicit_share = 0.7", "explicit_share = 0.9");
    let place = two([&a, PEOPLE, TIES], [&b, PEOPLE, TIES]);
    let output = compare(&place, &["--no-charts"]);
    assert_ends(&output, 0);
    let said = stdout(&output);
    for line in [
        "[who_matters], whose leaving is tried\n  A  in week 10: a, b, c, d   (x/firm.toml)\n  B  in week 10: b            (y/firm.toml)\n",
        "since [who_matters] asks in each who matters",
        "6 variants of A and 3 of B",
        "Who matters, of 4 people who leave: capability under pressure",
        "Who matters, of one person who leaves: capability under pressure",
        "identical in both",
    ] {
        assert!(said.contains(line), "{line} in {said}");
    }
    let people = |side: &str| rows(&place.path(&format!("out/{side}/departures.csv"))).len();
    assert_eq!([people("a"), people("b")], [4 * 2, 2]);
    let compared = rows(&place.path("out/compared.csv"));
    let of = |variant: &str| {
        compared
            .iter()
            .filter(|row| row["variant"] == variant)
            .count()
    };
    assert!(of("without-b") > 0 && of("without-b") == of("more"));
    assert_eq!(of("without-a"), 0);
    // What is identical differs by nothing at all.
    let same = compared
        .iter()
        .filter(|row| row["variant"] == "without-b" && row["n"] != "0");
    assert!(same.clone().all(|row| row["mean_difference"] == "0"));
    // The scenario of a side asks again.
    let resolved = fs::read_to_string(place.path("out/a/scenario.toml")).expect("a scenario");
    assert!(resolved.contains("[who_matters]"), "{resolved}");
}

#[test]
fn a_folder_that_holds_something_else_is_left_alone() {
    let ties = "from,to,score\na,b,1\n";
    let place = two(
        [&scenario("firm"), PEOPLE, TIES],
        [&scenario("tied"), PEOPLE, ties],
    );
    fs::create_dir(place.path("out")).expect("a folder");
    place.write("out/thesis.txt", "years of work");
    let output = compare(&place, &["--overwrite"]);
    assert_ends(&output, 2);
    let said = stderr(&output);
    assert!(
        said.contains("out holds something else (thesis.txt)"),
        "{said}"
    );
    let kept = fs::read_dir(place.path("out")).expect("a folder").count();
    assert_eq!(kept, 1);
}
