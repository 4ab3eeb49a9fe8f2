//! What surrounds the model: starting the program, writing tables, drawing charts and documents. `cargo bench --bench start_up`
//!
//! `seci --version`, and a run of one firm of four people over four weeks without charts: milliseconds of the clock, median
//! and best of 25, the run also where nothing waits for a disk (in memory, if the system has such a folder). Then the shipped
//! over-investment with few runs, with and without charts: seconds of the processor, median of five.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

const TRIVIAL: &str = "[run]\nweeks = 4\nreplicates = 1\n[organisation]\nemployees = 4\n";

/// A command of the program that says nothing.
fn seci(arguments: &[&str]) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_seci"));
    command.args(arguments);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    assert!(command.status().expect("seci starts").success());
}

fn clock(work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_secs_f64()
}

/// Seconds of the processor that ended child processes had so far, in hundredths; none where the system does not say.
fn of_children() -> Option<f64> {
    let text = fs::read_to_string("/proc/self/stat").ok()?;
    // Behind the name in parentheses; user and system time of children are the fields 16 and 17 (proc(5)).
    let fields: Vec<&str> = text.rsplit(')').next()?.split_whitespace().collect();
    let ticks = |field: usize| fields.get(field - 3)?.parse::<f64>().ok();
    Some((ticks(16)? + ticks(17)?) / 100.0)
}

fn sorted(times: usize, measure: impl FnMut(usize) -> f64) -> Vec<f64> {
    let mut all: Vec<f64> = (0..times).map(measure).collect();
    all.sort_by(f64::total_cmp);
    all
}

fn print_start(what: &str, measure: impl FnMut(usize) -> f64) {
    let all = sorted(25, measure);
    let [median, best] = [all[12], all[0]].map(|seconds| seconds * 1e3);
    println!("{what}: {median:.1} ms, best {best:.1} ms");
}

fn print_runs(folder: &Path) {
    let file = folder.join("trivial.toml");
    fs::write(&file, TRIVIAL).expect("a scenario");
    let out = folder.join("out");
    let [file, out] = [&file, &out].map(|path| path.to_str().expect("a plain path").to_owned());
    print_start(&format!("seci run, in {}", folder.display()), |_| {
        let _ = fs::remove_dir_all(&out);
        clock(|| seci(&["run", &file, "--no-charts", "--out", &out]))
    });
}

fn main() {
    print_start("seci --version", |_| clock(|| seci(&["--version"])));
    let folder = tempfile::tempdir().expect("a temporary folder");
    print_runs(folder.path());
    if let Ok(memory) = tempfile::tempdir_in("/dev/shm") {
        print_runs(memory.path());
    }
    if of_children().is_none() {
        return;
    }
    let out = folder.path().join("documents");
    let out = out.to_str().expect("a plain path");
    for (what, replicates, charts) in [
        ("20 runs a variant, tables alone", "20", "--no-charts"),
        ("20 runs a variant, tables, charts and documents", "20", ""),
        ("200 runs a variant, tables alone", "200", "--no-charts"),
        (
            "200 runs a variant, tables, charts and documents",
            "200",
            "",
        ),
    ] {
        let all = sorted(5, |_| {
            let _ = fs::remove_dir_all(out);
            let before = of_children().unwrap_or(f64::NAN);
            let scenario = "scenarios/over-investment.toml";
            let mut arguments = vec!["run", scenario, "--replicates", replicates, "--out", out];
            if !charts.is_empty() {
                arguments.push(charts);
            }
            seci(&arguments);
            of_children().unwrap_or(f64::NAN) - before
        });
        println!("over-investment, {what}: {:.2} s of the processor", all[2]);
    }
}
