//! Whatever is in a file, it is a scenario or a list of faults.

use std::fmt::Write as _;

use proptest::prelude::*;
use seci::scenario::{Overrides, Source, load};

use super::registry::{LIBRARY, text, text_with, told};

const VALID: &str = "\
model = \"small\"
name = \"valid\"
title = \"A question\"
[run]
weeks = 104
precision = { metric = \"capability\", half_width = 0.01, at_most = 500 }
observe = [0, 52]
reference = \"b\"
[organisation]
employees = 50
[investment.tacit]
practice = 2
[set]
drift = 0.1
tacit_hours = 5
[[variant]]
name = \"a\"
[[variant]]
name = \"b\"
label = \"The other\"
explicit_share = 0.8
[[variant.event]]
week = 52
kind = \"policy\"
set = { explicit_share = 0.3 }
[[event]]
week = 78
kind = \"shock\"
size = 0.4
";

fn survives(file: &str) {
    match text(file) {
        Ok(loaded) => assert!(!loaded.scenario.to_toml().is_empty()),
        Err(faults) => assert!(!told(&faults).trim().is_empty() && !faults.list().is_empty()),
    }
}

#[test]
fn the_valid_file_is_valid() {
    text(VALID).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 1_000, ..ProptestConfig::default() })]

    #[test]
    fn any_text(file in "\\PC{0,200}") {
        survives(&file);
    }

    #[test]
    fn any_arrangement_of_the_signs_of_toml(file in "(\\[|\\]|\\{|\\}|=|\\.|,|\"|'|#|\n| |a|work|drift|variant|event|set|name|1|-|e|\\\\|\t){0,60}") {
        survives(&file);
    }

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        survives(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn a_valid_file_with_a_stretch_replaced(at in 0..VALID.len(), length in 0..40_usize, new in "(\\PC|\n|\\[|=|\"){0,8}") {
        let end = (at + length).min(VALID.len());
        survives(&format!("{}{new}{}", &VALID[..at], &VALID[end..]));
    }

    #[test]
    fn a_valid_file_with_its_lines_moved(from in 0..28_usize, to in 0..28_usize) {
        let mut lines: Vec<&str> = VALID.lines().collect();
        let line = lines.remove(from % lines.len());
        lines.insert(to % lines.len(), line);
        survives(&lines.join("\n"));
    }

    #[test]
    fn any_argument(argument in "(drift|seed|observe|precision|title|\\PC{0,4})(=|\\PC)(\\PC{0,20}|\\[1\\]|[0-9]{1,40})") {
        let _ = text_with(VALID, &[&argument]).map_err(|faults| told(&faults));
    }
}

#[test]
fn deep_and_long_files() {
    let deep = 200_000;
    let files = [
        format!("observe = {}", "[".repeat(deep)),
        format!("observe = {}{}", "[".repeat(deep), "]".repeat(deep)),
        format!("a = {}", "{a=".repeat(deep)),
        format!("a{} = 1", ".a".repeat(deep)),
        format!("[a{}]\nb = 1", ".a".repeat(deep)),
        format!("[run]\nobserve = [{}]", "1,".repeat(deep)),
        "[[variant]]\n".repeat(50_000),
        "[work]\n".repeat(50_000),
        "=\n".repeat(300_000),
        "drift\n".repeat(100_000),
        format!("[work]\ndrift = {}", "9".repeat(deep)),
        format!("[work]\ndrift = 0.{}", "9".repeat(deep)),
        format!("{} = 1", "k".repeat(deep)),
        format!("title = \"{}\"", "t".repeat(deep)),
        format!("[run]\nreference = \"{}\"", "t".repeat(deep)),
    ];
    for file in files {
        let started = std::time::Instant::now();
        survives(&file);
        let start: String = file.chars().take(20).collect();
        assert!(
            started.elapsed().as_secs() < 10,
            "{start} took {:?}",
            started.elapsed()
        );
    }
}

#[test]
fn very_many_variants_are_read_in_time() {
    let mut file = String::new();
    for index in 0..20_000 {
        write!(file, "[[variant]]\nname = \"v{index}\"\n").unwrap();
    }
    survives(&file);
}

#[test]
fn any_bytes_in_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.toml");
    for bytes in [
        &b"\xff\xfe[\0w\0"[..],
        b"\0",
        b"[work]\r",
        b"\xef\xbb\xbf",
        b"\x1b[31m = 1",
    ] {
        std::fs::write(&path, bytes).unwrap();
        let faults = load(Source::File(&path), &Overrides::default(), &LIBRARY).unwrap_err();
        assert!(!told(&faults).contains('\x1b'));
    }
}
