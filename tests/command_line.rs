//! The program from outside: a scenario file in, a folder out; what continues, what is refused, with which exit code.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use assert_cmd::cargo::CommandCargoExt;
use tempfile::TempDir;

const SMALL: &str = r#"
name = "small"
title = "A small one"
[run]
weeks = 20
replicates = 12
[organisation]
employees = 20
[[variant]]
name = "little"
explicit_share = 0.1
[[variant]]
name = "much"
label = "Much writing"
explicit_share = 0.9
[[event]]
week = 8
kind = "shock"
size = 0.3
[[event]]
week = 12
kind = "policy"
set = { explicit_share = 0.5 }
"#;

/// A place of its own, with a scenario file in it.
struct Place {
    folder: TempDir,
}

impl Place {
    fn with(text: &str) -> Self {
        let place = Place {
            folder: tempfile::tempdir().expect("a temporary folder"),
        };
        place.write("small.toml", text);
        place
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).expect("a file can be written");
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn seci(&self, arguments: &[&str]) -> Output {
        self.command(arguments)
            .output()
            .expect("the program starts")
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::cargo_bin("seci").expect("the program is built");
        command.current_dir(self.folder.path()).args(arguments);
        command
    }
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("text")
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("text")
}

fn assert_ends(output: &Output, code: i32) {
    assert_eq!(
        output.status.code(),
        Some(code),
        "stdout:\n{}\nstderr:\n{}",
        stdout(output),
        stderr(output)
    );
}

/// All files of a folder but those that hold times and the order of threads.
fn contents(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    fn below(folder: &Path, top: &Path, files: &mut Vec<(PathBuf, Vec<u8>)>) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                below(&path, top, files);
            } else {
                let name = path.strip_prefix(top).expect("below").to_owned();
                if !["manifest.json", "runs.ledger"].contains(&name.to_str().unwrap_or_default()) {
                    files.push((name, fs::read(&path).expect("a file")));
                }
            }
        }
    }
    let mut files = Vec::new();
    below(folder, folder, &mut files);
    files.sort();
    files
}

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
        .filter(|(name, _)| !name.starts_with("charts"))
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
fn a_torn_or_shortened_ledger_is_continued_to_the_same_bytes() {
    let place = Place::with(SMALL);
    let run = ["run", "small.toml", "--no-charts"];
    assert_ends(&place.seci(&run), 0);
    let folder = place.path("output/small");
    let before = contents(&folder);
    let ledger = fs::read(folder.join("runs.ledger")).expect("the ledger");
    for kept in [ledger.len() - 1, ledger.len() / 2, 30_000] {
        fs::write(folder.join("runs.ledger"), &ledger[..kept]).expect("written");
        let output = place.seci(&run);
        assert_ends(&output, 0);
        assert!(stdout(&output).contains("computed"), "{}", stdout(&output));
        assert_eq!(before, contents(&folder));
    }
    let output = place.seci(&run);
    assert!(
        stdout(&output).contains("reused 24, computed 0"),
        "{}",
        stdout(&output)
    );
}

#[test]
fn an_edited_scenario_moves_the_old_folder_and_reuses_what_is_the_same() {
    let place = Place::with(SMALL);
    assert_ends(&place.seci(&["run", "small.toml", "--no-charts"]), 0);
    // Only the second variant changes.
    place.write(
        "small.toml",
        &SMALL.replace("explicit_share = 0.9", "explicit_share = 0.8"),
    );
    let output = place.seci(&["run", "small.toml", "--no-charts"]);
    assert_ends(&output, 0);
    assert!(stderr(&output).contains("small~"), "{}", stderr(&output));
    assert!(
        stdout(&output).contains("reused 12, computed 12"),
        "{}",
        stdout(&output)
    );
    let moved = fs::read_dir(place.path("output")).expect("output").count();
    assert_eq!(moved, 2);
    // More replicates extend.
    let output = place.seci(&["run", "small.toml", "--no-charts", "--replicates", "20"]);
    assert!(
        stdout(&output).contains("reused 24, computed 16"),
        "{}",
        stdout(&output)
    );
    // To discard is to compute again.
    let output = place.seci(&["run", "small.toml", "--no-charts", "--overwrite"]);
    assert!(stdout(&output).contains("24 runs"), "{}", stdout(&output));
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
fn folders_that_are_not_ours_are_left_alone() {
    let place = Place::with(SMALL);
    fs::create_dir(place.path("mine")).expect("a folder");
    place.write("mine/diary.txt", "dear diary");
    place.write("file", "a file");
    let foreign = place.seci(&["run", "small.toml", "--out", "mine"]);
    assert_ends(&foreign, 2);
    assert!(
        stderr(&foreign).contains("was not made by seci"),
        "{}",
        stderr(&foreign)
    );
    let file = place.seci(&["run", "small.toml", "--out", "file", "--overwrite"]);
    assert_ends(&file, 2);
    assert_eq!(
        fs::read_to_string(place.path("file")).expect("the file"),
        "a file"
    );
    assert_ends(
        &place.seci(&["run", "small.toml", "--out", "mine", "--overwrite"]),
        2,
    );
    assert_eq!(fs::read_dir(place.path("mine")).expect("mine").count(), 1);
    // Results of another scenario are not overwritten either.
    assert_ends(
        &place.seci(&["run", "small.toml", "--no-charts", "--out", "here"]),
        0,
    );
    place.write(
        "other.toml",
        &SMALL.replace("name = \"small\"", "name = \"other\""),
    );
    let other = place.seci(&["run", "other.toml", "--no-charts", "--out", "here"]);
    assert_ends(&other, 2);
    assert!(
        stderr(&other).contains("holds the results of \"small\""),
        "{}",
        stderr(&other)
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

/// A disk that is full, played by a limit on the size of files.
#[cfg(unix)]
#[test]
fn a_full_disk_is_one_message_and_the_same_command_continues() {
    let place = Place::with(SMALL);
    let whole = place.seci(&["run", "small.toml", "--no-charts", "--out", "whole"]);
    assert_ends(&whole, 0);
    let program = Command::cargo_bin("seci").expect("the program is built");
    // The limit counts blocks of 512 or 1,024 bytes: smaller than the ledger, larger than the other files so far.
    let limited = Command::new("sh")
        .arg("-c")
        .arg("ulimit -f 40; exec \"$0\" run small.toml --no-charts --jobs 1 --out part")
        .arg(program.get_program())
        .current_dir(place.folder.path())
        .output()
        .expect("a shell");
    assert_ends(&limited, 1);
    let text = stderr(&limited);
    assert_eq!(
        text.lines()
            .filter(|line| line.starts_with("error:"))
            .count(),
        1,
        "{text}"
    );
    assert!(
        text.contains("runs.ledger") && text.contains("run the same command again"),
        "{text}"
    );
    let continued = place.seci(&["run", "small.toml", "--no-charts", "--out", "part"]);
    assert_ends(&continued, 0);
    assert!(
        stdout(&continued).contains("reused"),
        "{}",
        stdout(&continued)
    );
    assert_eq!(
        contents(&place.path("whole")),
        contents(&place.path("part"))
    );
}

/// The first Ctrl-C finishes what is under way; the same command continues.
#[cfg(unix)]
#[test]
fn an_interrupted_study_continues_to_the_same_bytes() {
    let long = SMALL.replace("replicates = 12", "replicates = 4000");
    let place = Place::with(&long);
    let mut child = place
        .command(&["run", "small.toml", "--no-charts"])
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("the program starts");
    // Wait until some runs are in the ledger.
    let ledger = place.path("output/small/runs.ledger");
    for _ in 0..2000 {
        if fs::metadata(&ledger).is_ok_and(|data| data.len() > 200_000) {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let interrupt = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status()
        .expect("kill");
    assert!(interrupt.success());
    let ended = child.wait().expect("it ends");
    assert_eq!(ended.code(), Some(130));
    let manifest =
        fs::read_to_string(place.path("output/small/manifest.json")).expect("the manifest");
    assert!(manifest.contains("\"complete\": false"));
    let continued = place.seci(&["run", "small.toml", "--no-charts"]);
    assert_ends(&continued, 0);
    assert!(
        stdout(&continued).contains("reused"),
        "{}",
        stdout(&continued)
    );
    assert_ends(
        &place.seci(&["run", "small.toml", "--no-charts", "--out", "whole"]),
        0,
    );
    assert_eq!(
        contents(&place.path("output/small")),
        contents(&place.path("whole"))
    );
}
