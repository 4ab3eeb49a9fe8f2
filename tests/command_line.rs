//! The program from outside: a scenario file in, a folder out; what is printed, what is refused, with which exit code.

use std::fs;
use std::path::Path;

#[path = "support/place.rs"]
mod place;

mod command_line {
    mod starting;
}

use place::{Place, SMALL, assert_ends, contents, stderr, stdout};

#[test]
fn a_run_writes_the_folder_with_its_exact_names_and_columns() {
    let place = Place::with(SMALL);
    let output = place.seci(&["run", "small.toml", "--no-charts"]);
    assert_ends(&output, 0);
    let folder = place.path("output/small");
    let first_line = |name: &str| {
        let text = fs::read_to_string(folder.join(name)).expect(name);
        text.lines().next().unwrap_or_default().to_owned()
    };
    assert!(
        first_line("runs.csv").starts_with("run_id,variant,replicate,seed,capability,performance,")
    );
    assert_eq!(
        first_line("series.csv"),
        "variant,week,metric,n,mean,sd,q05,q10,q25,q50,q75,q90,q95"
    );
    assert_eq!(
        first_line("paired.csv"),
        "variant,reference,metric,n,mean_difference,ci_low,ci_high,share_higher"
    );
    assert_eq!(
        first_line("failures.csv"),
        "run_id,variant,replicate,seed,week,message,replay"
    );
    let rows = fs::read_to_string(folder.join("runs.csv")).expect("runs.csv");
    assert_eq!(rows.lines().count(), 1 + 24);
    let series = fs::read_to_string(folder.join("series.csv")).expect("series.csv");
    assert_eq!(series.lines().count(), 1 + 2 * 21 * 27);
    for name in ["manifest.json", "scenario.toml", "runs.ledger"] {
        assert!(folder.join(name).exists(), "{name}");
    }
}

#[test]
fn threads_charts_and_what_is_observed_touch_no_byte() {
    let place = Place::with(SMALL);
    for (out, more) in [
        ("one", ["--jobs", "1"]),
        ("two", ["--jobs", "2"]),
        ("three", ["--jobs", "3"]),
    ] {
        let arguments = [
            &["run", "small.toml", "--no-charts", "--out", out],
            &more[..],
        ]
        .concat();
        assert_ends(&place.seci(&arguments), 0);
    }
    let one = contents(&place.path("one"));
    assert_eq!(one, contents(&place.path("two")));
    assert_eq!(one, contents(&place.path("three")));

    assert_ends(&place.seci(&["run", "small.toml", "--out", "drawn"]), 0);
    let tables: Vec<_> = contents(&place.path("drawn"))
        .into_iter()
        .filter(|(name, _)| {
            let documents = ["report.html", "workbook.xlsx", "deck.pptx"];
            !name.starts_with("charts")
                && !documents.iter().any(|document| name == Path::new(document))
        })
        .collect();
    assert_eq!(one, tables);

    let last = [
        "run",
        "small.toml",
        "--no-charts",
        "--out",
        "end",
        "--set",
        "observe=\"end\"",
    ];
    assert_ends(&place.seci(&last), 0);
    let runs = |out: &str| fs::read(place.path(out).join("runs.csv")).expect("runs.csv");
    assert_eq!(runs("one"), runs("end"));
}

#[test]
fn the_resolved_scenario_gives_the_same_bytes() {
    let place = Place::with(SMALL);
    assert_ends(
        &place.seci(&["run", "small.toml", "--no-charts", "--out", "first"]),
        0,
    );
    assert_ends(
        &place.seci(&[
            "run",
            "first/scenario.toml",
            "--no-charts",
            "--out",
            "second",
        ]),
        0,
    );
    assert_eq!(
        contents(&place.path("first")),
        contents(&place.path("second"))
    );
}

#[test]
fn any_run_is_replayed_to_the_last_bit() {
    let place = Place::with(SMALL);
    assert_ends(&place.seci(&["run", "small.toml", "--no-charts"]), 0);
    let runs = fs::read_to_string(place.path("output/small/runs.csv")).expect("runs.csv");
    let row = runs.lines().nth(17).expect("a row");
    let (id, numbers) = (
        row.split(',').next().expect("an id"),
        row.splitn(5, ',').nth(4).expect("numbers"),
    );
    let output = place.seci(&["replay", "output/small", id]);
    assert_ends(&output, 0);
    assert!(
        stderr(&output).contains("to the last bit"),
        "{}",
        stderr(&output)
    );
    let trace = stdout(&output);
    assert_eq!(trace.lines().count(), 1 + 21);
    assert_eq!(
        trace.lines().last().expect("a last week"),
        format!("20,{numbers}")
    );

    let unknown = place.seci(&["replay", "output/small", "ffffffffffffffffffffffffffffffff"]);
    assert_ends(&unknown, 2);
    assert!(
        stderr(&unknown).contains("no run of output/small"),
        "{}",
        stderr(&unknown)
    );
}

#[test]
fn a_precision_is_reached_in_blocks_and_continues() {
    let text = SMALL.replace(
        "replicates = 12",
        "precision = { metric = \"capability\", half_width = 0.0006, at_most = 400 }",
    );
    let place = Place::with(&text);
    let output = place.seci(&["run", "small.toml", "--no-charts", "--jobs", "2"]);
    assert_ends(&output, 0);
    let folder = place.path("output/small");
    let before = contents(&folder);
    let rows = fs::read_to_string(folder.join("runs.csv"))
        .expect("runs.csv")
        .lines()
        .count()
        - 1;
    assert!(
        rows.is_multiple_of(100) && rows > 100 && rows < 800,
        "{rows} runs"
    );
    // On one thread, continued from a part, it stops at the same number.
    let ledger = fs::read(folder.join("runs.ledger")).expect("the ledger");
    fs::write(folder.join("runs.ledger"), &ledger[..ledger.len() / 3]).expect("written");
    assert_ends(
        &place.seci(&["run", "small.toml", "--no-charts", "--jobs", "1"]),
        0,
    );
    assert_eq!(before, contents(&folder));

    let hopeless = text.replace("0.0006, at_most = 400", "0.0001, at_most = 60");
    let place = Place::with(&hopeless);
    let output = place.seci(&["run", "small.toml", "--no-charts"]);
    assert_ends(&output, 0);
    assert!(
        stderr(&output).contains("precision asked for was not reached"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn what_is_too_large_is_refused_before_it_starts() {
    let place = Place::with(SMALL);
    let crowd = place.seci(&["run", "small.toml", "--set", "employees=1000000000"]);
    assert_ends(&crowd, 2);
    assert!(stderr(&crowd).contains("of memory"), "{}", stderr(&crowd));
    let library = place.seci(&["run", "small.toml", "--replicates", "1000000"]);
    assert_ends(&library, 2);
    assert!(stderr(&library).contains("--yes"), "{}", stderr(&library));
    assert!(!place.path("output").exists());
}

#[test]
fn a_bad_file_is_refused_with_every_fault_and_nothing_is_written() {
    let place = Place::with("[work]\ndrfit = 0.1\npressure = 2\n[run]\nreplicates = 0\n");
    let output = place.seci(&["run", "small.toml"]);
    assert_ends(&output, 2);
    let text = stderr(&output);
    for part in [
        "drfit",
        "drift",
        "pressure",
        "replicates",
        "3 faults",
        "nothing was written",
    ] {
        assert!(text.contains(part), "{part} in:\n{text}");
    }
    assert!(stdout(&output).is_empty());
    assert!(!place.path("output").exists());
}

#[test]
fn programs_read_events() {
    let place = Place::with(SMALL);
    let output = place.seci(&["run", "small.toml", "--no-charts", "--json"]);
    assert_ends(&output, 0);
    let events: Vec<serde_json::Value> = stdout(&output)
        .lines()
        .map(|line| serde_json::from_str(line).expect("a JSON line"))
        .collect();
    assert_eq!(events[0]["event"], "runs");
    assert_eq!(events[0]["planned"], 24);
    let last = events.last().expect("an event");
    assert_eq!(
        (&last["event"], &last["computed"]),
        (&"finished".into(), &24.into())
    );
}

#[test]
fn whoever_has_only_the_binary_can_start() {
    let place = Place::with("");
    let output = place.seci(&["new", "over-investment"]);
    assert_ends(&output, 0);
    assert!(place.path("over-investment.toml").exists() && place.path("baseline.toml").exists());
    assert_ends(&place.seci(&["check", "over-investment.toml"]), 0);
    // A second time nothing is lost.
    place.write("over-investment.toml", "mine");
    assert_ends(&place.seci(&["new", "over-investment"]), 2);
    assert_eq!(
        fs::read_to_string(place.path("over-investment.toml")).expect("the file"),
        "mine"
    );
    // A name of one's own gives a starter that is in order.
    assert_ends(&place.seci(&["new", "our-question"]), 0);
    assert_ends(&place.seci(&["check", "our-question.toml"]), 0);
    assert_ends(&place.seci(&["new", "../evil"]), 2);
    // The shipped scenarios need not be files.
    let output = place.seci(&["check", "scenarios/simple-work.toml"]);
    assert_ends(&output, 0);
    assert!(
        stderr(&output).contains("comes with seci"),
        "{}",
        stderr(&output)
    );
}
