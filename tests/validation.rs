//! `seci validate` from end to end, with as few runs as it takes: what it writes, that it continues, that it repeats itself.

use std::fs;
use std::path::Path;

use assert_cmd::Command;

fn validate(folder: &Path, out: &str, jobs: &str) -> String {
    let mut command = Command::cargo_bin("seci").expect("the program");
    command.current_dir(folder);
    command.args(["validate", "--thrift", "1000", "--jobs", jobs, "--out", out]);
    command.args(["--page", &format!("{out}.md")]);
    let output = command.output().expect("a run of the program");
    // With so few runs the published models may or may not be reproduced, which is what the two codes say.
    let code = output.status.code();
    assert!(code == Some(0) || code == Some(1), "{output:?}");
    String::from_utf8(output.stdout).expect("text")
}

fn read(folder: &Path, file: &str) -> String {
    fs::read_to_string(folder.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

#[test]
fn the_evidence_is_made_told_and_continued() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = place.path();
    let told = validate(folder, "first", "2");
    assert!(told.starts_with("Docking: largest |z|"), "{told}");
    assert!(told.contains("E16 ") && told.contains("P9 "), "{told}");
    let page = read(folder, "first.md");
    assert_eq!(page, read(folder, "first/validation.md"));
    assert!(
        page.contains(
            "**A quick look: 1000 times fewer runs than the real thing. Do not quote it.**"
        )
    );
    for file in [
        "first/claims.csv",
        "first/docking.csv",
        "first/settings.csv",
        "first/charts/docking.svg",
        "first/charts/headlines.txt",
        "first/over-investment/runs.csv",
        "validation/docking.png",
    ] {
        assert!(folder.join(file).exists(), "{file}");
    }
    // Every claim has a verdict in the table, and every part of one an estimate.
    let mut claims = csv::Reader::from_path(folder.join("first/claims.csv")).expect("a table");
    let rows: Vec<csv::StringRecord> = claims.records().map(|row| row.expect("a row")).collect();
    assert!(rows.len() > 100, "{}", rows.len());
    for row in &rows {
        assert!(
            ["supported", "not supported", "unclear"].contains(&&row[11]),
            "{row:?}"
        );
        assert!(row[6].parse::<f64>().is_ok(), "{row:?}");
    }
    // The same again reuses all runs and says the same.
    let ledger = folder.join("first/rules/runs.ledger");
    let before = fs::metadata(&ledger).expect("a ledger").len();
    let again = validate(folder, "first", "1");
    assert_eq!(fs::metadata(&ledger).expect("a ledger").len(), before);
    assert_eq!(page, read(folder, "first.md"));
    let without_time = |text: &str| text.lines().rev().skip(1).collect::<Vec<_>>().join("\n");
    assert_eq!(without_time(&told), without_time(&again));
}
