//! Sweeps from outside: killed and continued, extended, run in parts and joined; the tables are the same in the end.

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

#[path = "support/place.rs"]
mod place;

use place::{Place, assert_ends, contents, stderr, stdout};

/// A sweep of short runs: two variants at twelve points.
const SWEEP: &str = r#"
name = "small"
title = "A small sweep"
[run]
weeks = 8
replicates = 10
[organisation]
employees = 8
[sweep]
design = "grid"
[sweep.parameters]
explicit_share = { from = 0, to = 1, steps = 6 }
turnover = [0, 0.2]
[[variant]]
name = "calm"
[[variant]]
name = "moving"
drift = 0.3
"#;

fn lines(folder: &Path, name: &str) -> Vec<String> {
    let text = fs::read_to_string(folder.join(name)).expect(name);
    text.lines().map(str::to_owned).collect()
}

#[test]
fn a_sweep_has_a_run_for_every_variant_point_and_replicate() {
    let place = Place::with(SWEEP);
    assert_ends(&place.seci(&["run", "small.toml", "--no-charts"]), 0);
    let folder = place.path("output/small");
    let runs = lines(&folder, "runs.csv");
    assert!(
        runs[0].starts_with("run_id,variant,explicit_share,turnover,replicate,seed,capability,"),
        "{}",
        runs[0]
    );
    assert_eq!(runs.len(), 1 + 2 * 12 * 10);
    let mut names: Vec<&str> = runs[0].split(',').collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(
        names.len(),
        runs[0].split(',').count(),
        "no column is there twice"
    );
    let mut ids: Vec<&str> = runs[1..]
        .iter()
        .filter_map(|line| line.split(',').next())
        .collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 240);
    let design = lines(&folder, "design.csv");
    assert_eq!(design[..3], ["explicit_share,turnover", "0,0", "0,0.2"]);
    assert_eq!(design.len(), 13);
    // The resolved scenario is the same study.
    let again = place.seci(&["run", "output/small/scenario.toml", "--no-charts"]);
    assert!(
        stdout(&again).contains("reused 240, computed 0"),
        "{}",
        stdout(&again)
    );
}

#[test]
fn the_points_of_a_sweep_are_those_of_single_scenarios() {
    let place = Place::with(SWEEP);
    assert_ends(&place.seci(&["run", "small.toml", "--no-charts"]), 0);
    let single = SWEEP.replace("[sweep]\ndesign = \"grid\"\n", "").replace(
        "[sweep.parameters]\nexplicit_share = { from = 0, to = 1, steps = 6 }\nturnover = [0, 0.2]\n",
        "turnover = 0.2\n[investment]\nexplicit_share = 0.4\n",
    );
    place.write("single.toml", &single.replace("\"small\"", "\"single\""));
    assert_ends(&place.seci(&["run", "single.toml", "--no-charts"]), 0);
    let metrics = |line: &str, skipped: usize| -> Vec<String> {
        line.split(',').skip(skipped).map(str::to_owned).collect()
    };
    let swept = lines(&place.path("output/small"), "runs.csv");
    let at_point = swept.iter().filter(|line| line.contains(",0.4,0.2,"));
    let at_point: Vec<Vec<String>> = at_point.map(|line| metrics(line, 6)).collect();
    let alone = lines(&place.path("output/single"), "runs.csv");
    let alone: Vec<Vec<String>> = alone[1..].iter().map(|line| metrics(line, 4)).collect();
    assert_eq!(at_point.len(), 20);
    assert_eq!(at_point, alone);
}

#[test]
fn more_points_and_replicates_extend() {
    let place = Place::with(SWEEP);
    assert_ends(&place.seci(&["run", "small.toml", "--no-charts"]), 0);
    place.write(
        "small.toml",
        &SWEEP.replace("turnover = [0, 0.2]", "turnover = [0, 0.1, 0.2]"),
    );
    let more_points = place.seci(&["run", "small.toml", "--no-charts"]);
    assert!(
        stdout(&more_points).contains("reused 240, computed 120"),
        "{}",
        stdout(&more_points)
    );
    let more_runs = place.seci(&["run", "small.toml", "--no-charts", "--replicates", "15"]);
    assert!(
        stdout(&more_runs).contains("reused 360, computed 180"),
        "{}",
        stdout(&more_runs)
    );
    // Weeks that were observed more finely are observed at the weeks that are asked for.
    let weekly = SWEEP.replace("replicates = 10", "replicates = 10\nobserve = \"weekly\"");
    place.write("small.toml", &weekly);
    let finer = place.seci(&["run", "small.toml", "--no-charts", "--overwrite"]);
    assert!(stdout(&finer).contains("240 runs"), "{}", stdout(&finer));
    place.write("small.toml", SWEEP);
    let coarser = place.seci(&["run", "small.toml", "--no-charts"]);
    assert!(
        stdout(&coarser).contains("reused 240, computed 0"),
        "{}",
        stdout(&coarser)
    );
}

#[test]
fn a_point_that_a_design_repeats_is_run_once() {
    let place = Place::with("");
    place.write("points.csv", "explicit_share\n0.2\n0.4\n0.2\n");
    place.write(
        "small.toml",
        "name = \"small\"\n[run]\nweeks = 3\nreplicates = 4\n[organisation]\nemployees = 8\n[sweep]\ndesign = \"csv\"\nfile = \"points.csv\"\n",
    );
    let output = place.seci(&["run", "small.toml", "--no-charts"]);
    assert_ends(&output, 0);
    let folder = place.path("output/small");
    assert_eq!(
        lines(&folder, "design.csv"),
        ["explicit_share", "0.2", "0.4", "0.2"]
    );
    assert_eq!(lines(&folder, "runs.csv").len(), 1 + 2 * 4);
    let capability: Vec<String> = lines(&folder, "points.csv")
        .into_iter()
        .filter(|line| line.contains(",capability,"))
        .collect();
    assert_eq!(capability.len(), 3, "a row for each row of the design");
    assert_eq!(capability[0][1..], capability[2][1..]);
    // The folder stands on its own: the file of points may be gone.
    fs::remove_file(place.path("points.csv")).expect("removed");
    let again = place.seci(&["run", "output/small/scenario.toml", "--no-charts"]);
    assert!(
        stdout(&again).contains("reused 8, computed 0"),
        "{}{}",
        stdout(&again),
        stderr(&again)
    );
}

/// Kills the sweep at some moments and continues it each time; says how often it was really killed.
#[cfg(unix)]
fn killed_and_continued(place: &Place, arguments: &[&str], moments: &[Duration]) -> u32 {
    let mut killed = 0;
    for moment in moments {
        let mut child = place
            .command(arguments)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let clock = Instant::now();
        while clock.elapsed() < *moment && child.try_wait().expect("a child").is_none() {
            sleep(Duration::from_millis(2));
        }
        if child.try_wait().expect("a child").is_none() {
            child.kill().expect("killed");
            killed += 1;
        }
        child.wait().expect("ended");
    }
    assert_ends(&place.seci(arguments), 0);
    killed
}

#[cfg(unix)]
#[test]
fn a_sweep_killed_at_any_moment_is_continued_to_the_same_bytes() {
    let place = Place::with(SWEEP);
    let whole = [
        "run",
        "small.toml",
        "--no-charts",
        "--replicates",
        "60",
        "--out",
        "whole",
    ];
    let clock = Instant::now();
    assert_ends(&place.seci(&whole), 0);
    let took = clock.elapsed();
    let parts = [
        "run",
        "small.toml",
        "--no-charts",
        "--replicates",
        "60",
        "--out",
        "parts",
    ];
    // In the runs, and in the tables after them.
    let moments = [0.15, 0.3, 0.45, 0.6, 0.8].map(|share| took.mul_f64(share));
    let killed = killed_and_continued(&place, &parts, &moments);
    assert!(killed > 0, "the machine was too fast to be interrupted");
    assert_eq!(
        contents(&place.path("whole")),
        contents(&place.path("parts"))
    );
}

/// Twenty thousand runs, killed at five moments; also prints the peak of memory beside that of a tenth of them:
/// `cargo test --release --test sweeps -- --ignored --nocapture`
#[cfg(target_os = "linux")]
#[test]
#[ignore = "takes a minute or two"]
fn twenty_thousand_runs_killed_five_times() {
    let sweep = SWEEP
        .replace("weeks = 8", "weeks = 52")
        .replace("steps = 6", "steps = 25")
        .replace("turnover = [0, 0.2]", "turnover = [0, 0.1, 0.2, 0.4]");
    let place = Place::with(&sweep);
    let run = |replicates: &'static str, out: &'static str| {
        [
            "run",
            "small.toml",
            "--no-charts",
            "--replicates",
            replicates,
            "--out",
            out,
        ]
    };
    let peak = |arguments: &[&str]| {
        let script = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, \
                      stderr=subprocess.DEVNULL); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)";
        let program = place.command(&[]).get_program().to_owned();
        let output = std::process::Command::new("python3")
            .args(["-c", script])
            .arg(program)
            .args(arguments)
            .current_dir(place.folder.path())
            .output()
            .expect("python3, which measures");
        stdout(&output).trim().parse::<u64>().unwrap_or_default()
    };
    let small = peak(&run("10", "tenth"));
    let clock = Instant::now();
    let large = peak(&run("100", "whole"));
    let took = clock.elapsed();
    println!(
        "peak memory: {small} KB for 2,000 runs, {large} KB for 20,000; these took {took:.1?}"
    );
    let moments = [0.07, 0.31, 0.13, 0.23, 0.4].map(|share| took.mul_f64(share));
    let killed = killed_and_continued(&place, &run("100", "parts"), &moments);
    println!("killed {killed} times");
    assert!(killed >= 4);
    assert_eq!(lines(&place.path("whole"), "runs.csv").len(), 20_001);
    assert_eq!(
        contents(&place.path("whole")),
        contents(&place.path("parts"))
    );
}

#[test]
fn parts_joined_are_the_whole() {
    let place = Place::with(SWEEP);
    assert_ends(
        &place.seci(&["run", "small.toml", "--no-charts", "--out", "whole"]),
        0,
    );
    for part in ["1/3", "2/3", "2/3"] {
        assert_ends(&place.seci(&["run", "small.toml", "--shard", part]), 0);
    }
    let parts = ["output/small.part-1-of-3", "output/small.part-2-of-3"];
    assert!(
        !place.path(parts[0]).join("runs.csv").exists(),
        "a part has no tables"
    );
    let joined = place.seci(&["merge", parts[0], parts[1], "--no-charts"]);
    assert_ends(&joined, 1);
    assert!(
        stderr(&joined).contains("part 3 of 3 is missing"),
        "{}",
        stderr(&joined)
    );
    assert!(
        stderr(&joined).contains("--shard 3/3"),
        "{}",
        stderr(&joined)
    );
    // The task of an array finds its part by itself.
    let third = place
        .command(&["run", "small.toml", "--shard", "auto/3"])
        .env("SLURM_ARRAY_TASK_ID", "3")
        .output()
        .expect("the program starts");
    assert_ends(&third, 0);
    let parts = [parts[0], parts[1], "output/small.part-3-of-3"];
    let joined = place.seci(&["merge", parts[2], parts[0], parts[1], "--no-charts"]);
    assert_ends(&joined, 0);
    assert_eq!(
        contents(&place.path("whole")),
        contents(&place.path("output/small"))
    );
    // Joined once more, and continued as if it had been made in one piece.
    assert_ends(
        &place.seci(&["merge", parts[0], "--out", "output/small", "--no-charts"]),
        0,
    );
    let again = place.seci(&["run", "small.toml", "--no-charts"]);
    assert!(
        stdout(&again).contains("reused 240, computed 0"),
        "{}",
        stdout(&again)
    );
}

#[test]
fn parts_that_do_not_belong_together_are_refused() {
    let place = Place::with(SWEEP);
    assert_ends(&place.seci(&["run", "small.toml", "--shard", "1/2"]), 0);
    let part = "output/small.part-1-of-2";
    // Another number of replicates is another study.
    assert_ends(
        &place.seci(&["run", "small.toml", "--shard", "2/2", "--replicates", "11"]),
        0,
    );
    let mixed = place.seci(&["merge", part, "output/small.part-2-of-2"]);
    assert_ends(&mixed, 2);
    assert!(
        stderr(&mixed).contains("another scenario"),
        "{}",
        stderr(&mixed)
    );
    assert!(!place.path("output/small").exists(), "nothing was written");
    // A folder is one part or another, or the whole.
    for shard in [&["--shard", "2/2"][..], &["--shard", "1/3"], &[]] {
        let other = place.seci(&[&["run", "small.toml", "--out", part], shard].concat());
        assert_ends(&other, 2);
        assert!(stderr(&other).contains("part 1 of 2"), "{}", stderr(&other));
    }
    assert_ends(&place.seci(&["merge", part, "--out", part]), 2);
    assert_ends(&place.seci(&["merge", "no-such-folder"]), 2);
    assert_ends(&place.seci(&["run", "small.toml", "--shard", "0/2"]), 2);
    let auto = place
        .command(&["run", "small.toml", "--shard", "auto"])
        .env_remove("SLURM_ARRAY_TASK_ID")
        .output()
        .expect("the program starts");
    assert_ends(&auto, 2);
}

#[test]
fn a_plan_tells_what_a_sweep_takes_and_writes_nothing() {
    let place = Place::with(SWEEP);
    let planned = place.seci(&["plan", "small.toml"]);
    assert_ends(&planned, 0);
    let text = stdout(&planned);
    assert!(
        text.contains("240 = 2 variants × 12 points (grid) × 10 replicates"),
        "{text}"
    );
    for line in ["time", "memory", "disk"] {
        assert!(text.contains(line), "{text}");
    }
    assert!(!place.path("output").exists());
    let part = place.seci(&["plan", "small.toml", "--shard", "1/8", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&stdout(&part)).expect("JSON");
    assert_eq!(json["runs"], 30);
    assert!(
        json["seconds"]
            .as_f64()
            .is_some_and(|seconds| seconds > 0.0)
    );
}

#[test]
fn one_run_of_a_sweep_can_be_repeated() {
    let place = Place::with(SWEEP);
    assert_ends(&place.seci(&["run", "small.toml", "--no-charts"]), 0);
    let runs = lines(&place.path("output/small"), "runs.csv");
    let id = runs[100].split(',').next().expect("an id");
    let replay = place.seci(&["replay", "output/small", id]);
    assert_ends(&replay, 0);
    assert!(
        stderr(&replay).contains("equals runs.csv to the last bit"),
        "{}",
        stderr(&replay)
    );
    assert!(
        stderr(&replay).contains("turnover ="),
        "{}",
        stderr(&replay)
    );
    assert_eq!(stdout(&replay).lines().count(), 1 + 9);
}
