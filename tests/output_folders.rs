//! Output folders from outside: what continues, what is moved, what is left alone; nothing computed is ever lost.

use std::fs;
use std::process::Command;

use assert_cmd::cargo::CommandCargoExt;

#[path = "support/place.rs"]
mod place;

use place::{Place, SMALL, assert_ends, contents, stderr, stdout};

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
fn to_overwrite_deletes_nothing_but_our_own_files() {
    let place = Place::with(SMALL);
    assert_ends(
        &place.seci(&["run", "small.toml", "--no-charts", "--out", "here"]),
        0,
    );
    place.write("here/notes.txt", "mine");
    fs::create_dir(place.path("here/inner")).expect("a folder");
    place.write("here/inner/more.txt", "mine too");
    assert_ends(
        &place.seci(&[
            "run",
            "small.toml",
            "--no-charts",
            "--out",
            "here",
            "--overwrite",
        ]),
        0,
    );
    assert!(place.path("here/notes.txt").exists() && place.path("here/inner/more.txt").exists());
    // Somebody else's manifest is not a sign that a folder is ours.
    fs::create_dir(place.path("app")).expect("a folder");
    place.write("app/manifest.json", "// an app\n{\"name\": \"app\",}\n");
    assert_ends(
        &place.seci(&["run", "small.toml", "--out", "app", "--overwrite"]),
        2,
    );
    assert_eq!(fs::read_dir(place.path("app")).expect("app").count(), 1);
}

#[test]
fn a_second_program_in_the_same_folder_is_refused() {
    let long = SMALL.replace("replicates = 12", "replicates = 15000");
    let place = Place::with(&long);
    let run = ["run", "small.toml", "--no-charts", "--jobs", "1"];
    let mut first = place
        .command(&run)
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .expect("the program starts");
    let ledger = place.path("output/small/runs.ledger");
    for _ in 0..2000 {
        if ledger.exists() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    let second = place.seci(&run);
    assert_ends(&second, 2);
    assert!(
        stderr(&second).contains("another seci is working"),
        "{}",
        stderr(&second)
    );
    assert!(first.wait().expect("it ends").success());
    assert!(stdout(&place.seci(&run)).contains("reused 30000, computed 0"));
}

#[test]
fn a_refusal_changes_nothing() {
    let place = Place::with(SMALL);
    assert_ends(&place.seci(&["run", "small.toml", "--no-charts"]), 0);
    let folder = place.path("output/small");
    let mut bytes = fs::read(folder.join("runs.ledger")).expect("the ledger");
    let at = bytes
        .windows(10)
        .position(|part| part == b"\"engine\":2")
        .expect("the engine's version");
    bytes[at + 9] = b'9';
    fs::write(folder.join("runs.ledger"), &bytes).expect("written");
    let before = fs::read(folder.join("manifest.json")).expect("the manifest");
    let refused = place.seci(&["run", "small.toml", "--no-charts"]);
    assert_ends(&refused, 2);
    assert!(
        stderr(&refused).contains("engine version 9"),
        "{}",
        stderr(&refused)
    );
    assert_eq!(
        before,
        fs::read(folder.join("manifest.json")).expect("the manifest")
    );
}

#[test]
fn a_study_stopped_before_its_first_run_continues() {
    let place = Place::with(SMALL);
    for (header, manifest) in [
        ("", false),
        ("{\"kind\":\"seci-le", false),
        ("{\"kind\":\"seci-le", true),
    ] {
        let folder = place.path("output/small");
        if manifest {
            assert_ends(&place.seci(&["run", "small.toml", "--no-charts"]), 0);
        } else {
            fs::create_dir_all(&folder).expect("a folder");
        }
        fs::write(folder.join("runs.ledger"), header).expect("written");
        assert_ends(&place.seci(&["run", "small.toml", "--no-charts"]), 0);
        fs::remove_dir_all(&folder).expect("removed");
    }
}

#[test]
fn charts_are_not_drawn_from_a_part_of_the_tables() {
    let place = Place::with(SMALL);
    assert_ends(&place.seci(&["run", "small.toml"]), 0);
    let folder = place.path("output/small");
    let charts = contents(&folder.join("charts"));
    assert!(charts.len() >= 20);
    for name in ["runs.csv", "series.csv", "paired.csv"] {
        let whole = fs::read_to_string(folder.join(name)).expect(name);
        let lines: Vec<&str> = whole.lines().collect();
        for kept in [1, lines.len() / 2, lines.len() - 1] {
            fs::write(folder.join(name), format!("{}\n", lines[..kept].join("\n")))
                .expect("written");
            let refused = place.seci(&["chart", "output/small"]);
            assert_ends(&refused, 2);
            assert!(stderr(&refused).contains(name), "{}", stderr(&refused));
            assert_eq!(charts, contents(&folder.join("charts")));
        }
        fs::write(folder.join(name), whole).expect("written");
    }
    assert_ends(&place.seci(&["chart", "output/small"]), 0);
    assert_eq!(charts, contents(&folder.join("charts")));
}

#[test]
fn an_edited_resolved_scenario_is_not_replayed() {
    let place = Place::with(SMALL);
    assert_ends(&place.seci(&["run", "small.toml", "--no-charts"]), 0);
    let runs = fs::read_to_string(place.path("output/small/runs.csv")).expect("runs.csv");
    let id = runs
        .lines()
        .nth(1)
        .and_then(|row| row.split(',').next())
        .expect("an id");
    let resolved = place.path("output/small/scenario.toml");
    let text = fs::read_to_string(&resolved).expect("the scenario");
    fs::write(&resolved, text.replace("seed = 1", "seed = 2")).expect("written");
    let refused = place.seci(&["replay", "output/small", id]);
    assert_ends(&refused, 2);
    assert!(
        stderr(&refused).contains("was changed"),
        "{}",
        stderr(&refused)
    );
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_delivered_is_no_success() {
    let place = Place::with(SMALL);
    let full = fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .expect("a full device");
    let output = place
        .command(&["schema"])
        .stdout(full)
        .output()
        .expect("the program starts");
    assert_ends(&output, 1);
    assert!(
        stderr(&output).contains("standard output"),
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
