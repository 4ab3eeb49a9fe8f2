//! Before compilation: notes the git revision, where there is one, for the manifest of every output folder.

use std::process::Command;

fn main() {
    println!("cargo:rerun-if-changed=.git/HEAD");
    println!("cargo:rerun-if-changed=.git/index");
    for input in ["src", "scenarios", "Cargo.toml", "Cargo.lock"] {
        println!("cargo:rerun-if-changed={input}");
    }
    let git = |arguments: &[&str]| {
        let output = Command::new("git").args(arguments).output().ok()?;
        output
            .status
            .success()
            .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    };
    // A crate unpacked inside some other project's checkout is not of that project's revision.
    let is_ours = git(&["rev-parse", "--show-toplevel"]).is_some_and(|top| {
        std::path::Path::new(&top).canonicalize().ok() == std::env::current_dir().ok()
    });
    if is_ours && let Some(revision) = git(&["rev-parse", "--short=12", "HEAD"]) {
        let changed = git(&["status", "--porcelain", "--untracked-files=no"])
            .is_some_and(|text| !text.is_empty());
        println!(
            "cargo:rustc-env=SECI_GIT_REVISION={revision}{}",
            if changed { "-changed" } else { "" }
        );
    }
}
