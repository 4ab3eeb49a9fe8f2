//! The output folder before a study: new, continued, moved aside or refused.

use std::fs;
use std::path::{Path, PathBuf};

use crate::study::StudyError;
use crate::table::{TableError, read_manifest};

/// What to do with results of the same name that are there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// Continue what is the same; move what is not aside, and reuse its runs.
    Keep,
    /// Discard it.
    Discard,
}

/// A folder ready for a study.
#[derive(Debug)]
pub(super) struct Prepared {
    /// Where the former results are now.
    pub moved: Option<PathBuf>,
}

/// Makes the folder ready, or says why it cannot be used.
pub(super) fn prepare(
    folder: &Path,
    name: &str,
    hash: &str,
    existing: Existing,
) -> Result<Prepared, StudyError> {
    let refuse = |text: String| Err(StudyError::Folder(text));
    let mut moved = None;
    match read_manifest(folder) {
        Ok(manifest) if manifest.name != name => {
            return refuse(format!(
                "{} holds the results of \"{}\", not of \"{name}\"; choose another folder with --out",
                folder.display(),
                manifest.name
            ));
        }
        Ok(manifest) => match existing {
            Existing::Discard => discard(folder)?,
            Existing::Keep if manifest.scenario_hash != hash => {
                moved = Some(move_aside(folder, &manifest.scenario_hash)?);
            }
            Existing::Keep => {}
        },
        Err(TableError::NoFolder { .. }) => {}
        Err(TableError::NotAFolder { .. }) => {
            return refuse(format!(
                "{} is a file, not a folder; choose a folder with --out",
                folder.display()
            ));
        }
        Err(TableError::Foreign { .. }) if is_empty(folder) => {}
        Err(TableError::Foreign { .. }) => {
            return refuse(format!(
                "{} was not made by seci and is not empty; choose another folder with --out",
                folder.display()
            ));
        }
        Err(TableError::OtherVersion { .. } | TableError::DamagedManifest { .. })
            if existing == Existing::Discard =>
        {
            discard(folder)?;
        }
        Err(error @ (TableError::OtherVersion { .. } | TableError::DamagedManifest { .. })) => {
            return refuse(format!(
                "{error}; or discard the folder with --overwrite, or choose another with --out"
            ));
        }
        Err(error) => return refuse(error.to_string()),
    }
    if let Err(error) = fs::create_dir_all(folder) {
        return refuse(TableError::write(folder, &error).to_string());
    }
    // A folder that is there may still not be ours to write to; better said before the runs than after.
    let probe = folder.join(".seci-writable");
    match fs::write(&probe, []).and_then(|()| fs::remove_file(&probe)) {
        Ok(()) => Ok(Prepared { moved }),
        Err(error) => refuse(TableError::write(folder, &error).to_string()),
    }
}

fn is_empty(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none())
}

fn discard(folder: &Path) -> Result<(), StudyError> {
    fs::remove_dir_all(folder)
        .map_err(|error| StudyError::Folder(TableError::write(folder, &error).to_string()))
}

/// Moves former results to `<name>~<hash>`; a number is added while there is something of that name.
fn move_aside(folder: &Path, hash: &str) -> Result<PathBuf, StudyError> {
    let beside = |suffix: &str| {
        let mut name = folder.file_name().unwrap_or_default().to_os_string();
        name.push(format!("~{hash}{suffix}"));
        folder.with_file_name(name)
    };
    let mut target = beside("");
    let mut number = 2;
    while target.exists() {
        target = beside(&format!("-{number}"));
        number += 1;
    }
    match fs::rename(folder, &target) {
        Ok(()) => Ok(target),
        Err(error) => Err(StudyError::Folder(format!(
            "the former results in {} cannot be moved to {}: {error}; choose another folder with --out",
            folder.display(),
            target.display()
        ))),
    }
}
