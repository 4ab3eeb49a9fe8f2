//! How long the program takes to start: `seci --version`, and a run of one firm of four people over four weeks without
//! charts. Milliseconds of the clock, median and best of 25; the second waits for the disk. `cargo bench --bench start_up`

use std::fs;
use std::process::{Command, Stdio};
use std::time::Instant;

const TRIVIAL: &str = "[run]\nweeks = 4\nreplicates = 1\n[organisation]\nemployees = 4\n";

fn main() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("trivial.toml");
    fs::write(&file, TRIVIAL).expect("a scenario");
    let out = folder.path().join("out");
    for what in ["--version", "run"] {
        let mut milliseconds = Vec::new();
        for _ in 0..25 {
            let _ = fs::remove_dir_all(&out);
            let mut command = Command::new(env!("CARGO_BIN_EXE_seci"));
            command
                .arg(what)
                .stdout(Stdio::null())
                .stderr(Stdio::null());
            if what == "run" {
                command.arg(&file).arg("--no-charts").arg("--out").arg(&out);
            }
            let start = Instant::now();
            assert!(command.status().expect("seci starts").success());
            milliseconds.push(start.elapsed().as_secs_f64() * 1e3);
        }
        milliseconds.sort_by(f64::total_cmp);
        println!(
            "seci {what}: {:.1} ms, best {:.1} ms",
            milliseconds[12], milliseconds[0]
        );
    }
}
