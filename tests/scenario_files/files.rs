//! Files on disk: inheritance, circles, and files that are no scenario at all.

use std::fs;
use std::path::Path;

use seci::scenario::{Faults, Loaded, Overrides, Source, load};

use super::registry::{LIBRARY, snapshot, told};

fn open(folder: &Path, file: &str) -> Result<Loaded, Faults> {
    load(
        Source::File(&folder.join(file)),
        &Overrides::default(),
        &LIBRARY,
    )
}

/// What is said of a faulty file, without the name of the folder of the day.
fn faulty(name: &str, folder: &Path, file: &str) {
    let faults = open(folder, file).expect_err("the file is faulty");
    let root = folder.display().to_string();
    // Where the frame is drawn depends on the length of that name only after the file name.
    snapshot(
        name,
        &told(&faults)
            .replace(&format!("{root}/"), "plans/")
            .replace(&root, "plans"),
    );
}

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

#[test]
fn a_file_extends_another() {
    let folder = folder(&[
        (
            "root.toml",
            "title = \"Root\"\n[run]\nweeks = 20\nreplicates = 5\n[work]\ndrift = 0.5\n[[variant]]\nname = \"old\"\n[[event]]\nweek = 3\nkind = \"shock\"\nsize = 1\n",
        ),
        (
            "middle.toml",
            "extends = \"root.toml\"\n[work]\nsituations = 3\n[run]\nprecision = { metric = \"capability\", half_width = 0.1 }\n",
        ),
        (
            "leaf.toml",
            "extends = \"middle.toml\"\nname = \"the-leaf\"\n[work]\ndrift = 0.25\n[[variant]]\nname = \"new\"\n[[variant]]\nname = \"newer\"\nturnover = 1\n",
        ),
    ]);
    let loaded = open(folder.path(), "leaf.toml").unwrap();
    let scenario = &loaded.scenario;
    assert_eq!(
        (scenario.name.as_str(), scenario.title.as_str()),
        ("the-leaf", "the-leaf")
    );
    assert_eq!(scenario.run.weeks, 20);
    // The later file's way to say how many runs replaces the earlier one's.
    assert!(matches!(
        scenario.run.replicates,
        seci::scenario::Replicates::Precision { .. }
    ));
    // Variants are replaced as a whole, events are inherited as nothing replaces them.
    let names: Vec<&str> = scenario
        .variants
        .iter()
        .map(|variant| variant.name.as_str())
        .collect();
    assert_eq!(names, ["new", "newer"]);
    assert_eq!(scenario.variants[0].events.len(), 1);
    assert!((scenario.variants[0].values.get("drift") - 0.25).abs() < 1e-12);
    assert!((scenario.variants[0].values.get("situations") - 3.0).abs() < 1e-12);
    assert_eq!(loaded.files.len(), 3);
}

#[test]
fn a_shipped_file_stands_in_for_one_that_is_not_there() {
    let folder = folder(&[("mine.toml", "extends = \"baseline.toml\"\n")]);
    let loaded = open(folder.path(), "mine.toml").unwrap();
    assert_eq!(loaded.scenario.run.weeks, 104);
    assert!(loaded.advice[0].contains("the one shipped with seci is used"));
}

#[test]
fn faults_of_all_files_are_reported_together() {
    let folder = folder(&[
        (
            "root.toml",
            "[work]\ndrift = 2\n[investment]\nhours_per_week = 5\n",
        ),
        (
            "leaf.toml",
            "extends = \"root.toml\"\n[work]\nsituation = 3\n",
        ),
    ]);
    faulty("faults_of_two_files", folder.path(), "leaf.toml");
}

#[test]
fn a_fault_between_two_files() {
    let folder = folder(&[
        ("root.toml", "[investment]\nhours_per_week = 15\n"),
        (
            "leaf.toml",
            "extends = \"root.toml\"\n[[variant]]\nname = \"much\"\nlearning_hours = 20\n",
        ),
    ]);
    faulty("fault_between_files", folder.path(), "leaf.toml");
}

#[test]
fn circles() {
    let folder = folder(&[
        ("a.toml", "extends = \"b.toml\"\n"),
        ("b.toml", "extends = \"c.toml\"\n"),
        ("c.toml", "extends = \"./a.toml\"\n"),
        ("self.toml", "extends = \"self.toml\"\n"),
    ]);
    faulty("circle", folder.path(), "a.toml");
    faulty("circle_of_one", folder.path(), "self.toml");
}

#[test]
fn files_that_are_not_there() {
    let folder = folder(&[
        ("baselin.toml", "[work]\n"),
        (
            "child.toml",
            "extends = \"missing.toml\"\n[work]\ndrift = 3\n",
        ),
    ]);
    faulty("missing", folder.path(), "baseline.toml");
    faulty("missing_without_ending", folder.path(), "child");
    faulty("missing_but_shipped", folder.path(), "over-investment.toml");
    faulty("missing_altogether", folder.path(), "quite-another.toml");
    faulty("missing_folder", folder.path(), "nowhere/plan.toml");
    faulty("missing_parent", folder.path(), "child.toml");
    faulty("a_folder", folder.path(), "");
}

#[test]
fn files_that_are_no_text() {
    let folder = folder(&[
        ("empty.toml", ""),
        ("has space.toml", "[work]\ndrift = 0\n"),
    ]);
    fs::write(
        folder.path().join("latin.toml"),
        b"[work]\n# \xfcber\ndrift = 0\n",
    )
    .unwrap();
    fs::write(folder.path().join("big.toml"), "# ".repeat(500_001)).unwrap();
    fs::write(folder.path().join("just.toml"), "# ".repeat(500_000)).unwrap();
    faulty("not_utf8", folder.path(), "latin.toml");
    faulty("too_big", folder.path(), "big.toml");
    faulty("empty_file", folder.path(), "empty.toml");
    faulty("name_of_the_file", folder.path(), "has space.toml");
    // 1 MB to the byte is read; it says nothing, though.
    assert!(
        open(folder.path(), "just.toml")
            .unwrap_err()
            .to_string()
            .contains("empty")
    );
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_do_no_harm() {
    let folder = folder(&[("windows.toml", "\u{feff}[work]\r\ndrift = 0.25\r\n")]);
    assert!(open(folder.path(), "windows.toml").is_ok());
}
