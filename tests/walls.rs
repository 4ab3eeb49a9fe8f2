//! The walls of the house: which module may use which. The table is the architecture; this test holds it against the
//! paths in the source.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Each module of the library, and what it may use besides itself.
const WALLS: &[(&str, &[&str])] = &[
    ("random", &[]),
    ("design", &["random"]),
    ("scenario", &["design"]),
    ("model", &["random", "scenario"]),
    ("plan", &["design", "scenario"]),
    ("engine", &["model", "plan", "scenario"]),
    // Of the scenario, the tables know what a registry is and nothing else.
    ("table", &["scenario::registry"]),
    ("analysis", &["table", "design", "random"]),
    ("chart", &["table", "analysis"]),
    ("report", &["table", "analysis", "chart"]),
    (
        "study",
        &[
            "scenario", "model", "plan", "engine", "table", "analysis", "chart", "report",
        ],
    ),
    ("shipped", &["model", "scenario"]),
    (
        "validation",
        &[
            "scenario", "model", "plan", "engine", "table", "analysis", "chart", "study", "shipped",
        ],
    ),
    (
        "cli",
        &[
            "design",
            "scenario",
            "model",
            "plan",
            "engine",
            "table",
            "analysis",
            "chart",
            "study",
            "shipped",
            "validation",
        ],
    ),
];

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// All Rust files of a module: `name.rs` and everything below `name/`.
fn files_of(module: &str) -> Vec<PathBuf> {
    fn below(folder: &Path, files: &mut Vec<PathBuf>) {
        let Ok(entries) = fs::read_dir(folder) else {
            return;
        };
        for entry in entries {
            let path = entry.expect("a readable folder").path();
            if path.is_dir() {
                below(&path, files);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                files.push(path);
            }
        }
    }
    let mut files = vec![source().join(format!("{module}.rs"))];
    below(&source().join(module), &mut files);
    files
}

/// Every `crate::…` path of a text, without comments: the first two segments.
fn paths(text: &str) -> BTreeSet<(String, String)> {
    let segment = |text: &str| -> String {
        text.chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect()
    };
    let code = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    code.flat_map(|line| {
        line.match_indices("crate::")
            .map(move |(at, found)| (line, at + found.len()))
    })
    .map(|(line, at)| {
        let first = segment(&line[at..]);
        let rest = &line[at + first.len()..];
        (
            first,
            rest.strip_prefix("::").map(segment).unwrap_or_default(),
        )
    })
    .collect()
}

#[test]
fn every_module_keeps_within_its_walls() {
    let mut breaches = Vec::new();
    for (module, allowed) in WALLS {
        for file in files_of(module) {
            let text = fs::read_to_string(&file).expect("a source file");
            // The tests of a module may reach for what drives it.
            let is_test = file.components().any(|part| part.as_os_str() == "tests");
            if is_test || file.ends_with("tests.rs") {
                continue;
            }
            for (first, second) in paths(&text) {
                let full = format!("{first}::{second}");
                let fits = first == *module
                    || allowed.contains(&first.as_str())
                    || allowed.contains(&full.as_str());
                if !fits {
                    breaches.push(format!("{} uses crate::{full}", file.display()));
                }
            }
        }
    }
    assert!(breaches.is_empty(), "{}", breaches.join("\n"));
}

#[test]
fn every_module_of_the_library_is_in_the_table() {
    let library = fs::read_to_string(source().join("lib.rs")).expect("lib.rs");
    let declared: BTreeSet<&str> = library
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .collect();
    let listed: BTreeSet<&str> = WALLS.iter().map(|(module, _)| *module).collect();
    assert_eq!(declared, listed);
}

#[test]
fn every_file_says_what_it_owns() {
    for (module, _) in WALLS {
        for file in files_of(module) {
            let text = fs::read_to_string(&file).expect("a source file");
            assert!(
                text.starts_with("//! "),
                "{} does not start with a //! paragraph",
                file.display()
            );
        }
    }
}
