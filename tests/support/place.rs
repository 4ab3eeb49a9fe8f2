//! A place of its own for each test of the program, and what is in it afterwards.

#![allow(dead_code, reason = "each test file uses a part of it")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use assert_cmd::cargo::CommandCargoExt;
use tempfile::TempDir;

/// A small study of two variants, with two events.
pub const SMALL: &str = r#"
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
pub struct Place {
    pub folder: TempDir,
}

impl Place {
    pub fn with(text: &str) -> Self {
        let place = Place {
            folder: tempfile::tempdir().expect("a temporary folder"),
        };
        place.write("small.toml", text);
        place
    }

    pub fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).expect("a file can be written");
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn seci(&self, arguments: &[&str]) -> Output {
        self.command(arguments)
            .output()
            .expect("the program starts")
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::cargo_bin("seci").expect("the program is built");
        command.current_dir(self.folder.path()).args(arguments);
        command
    }
}

pub fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("text")
}

pub fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("text")
}

pub fn assert_ends(output: &Output, code: i32) {
    assert_eq!(
        output.status.code(),
        Some(code),
        "stdout:\n{}\nstderr:\n{}",
        stdout(output),
        stderr(output)
    );
}

/// All files of a folder but those that hold times and the order of threads.
pub fn contents(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    pub fn below(folder: &Path, top: &Path, files: &mut Vec<(PathBuf, Vec<u8>)>) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                below(&path, top, files);
            } else {
                let name = path.strip_prefix(top).expect("below").to_owned();
                if !["manifest.json", "runs.ledger", ".seci-lock"]
                    .contains(&name.to_str().unwrap_or_default())
                {
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
