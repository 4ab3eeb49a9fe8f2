//! The output folder before a study: new, continued, moved aside or refused; and who may write to it.
//!
//! Owns the names of all that `seci` writes: nothing else is ever deleted.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::engine::ledger;
use crate::report;
use crate::scenario::roster::{PEOPLE_FILE, TIES_FILE};
use crate::study::charts::{CHARTS_FOLDER, DRAWING_FOLDER};
use crate::study::{SCENARIO_FILE, StudyError};
use crate::table::{MANIFEST_FILE, Manifest, ShardInfo, TABLES, TableError, read_manifest};

/// Held while a program works in the folder.
pub(super) const LOCK_FILE: &str = ".seci-lock";

/// Everything that `seci` writes into an output folder besides its tables.
const OURS: [&str; 7] = [
    MANIFEST_FILE,
    SCENARIO_FILE,
    PEOPLE_FILE,
    TIES_FILE,
    ledger::FILE,
    CHARTS_FOLDER,
    DRAWING_FOLDER,
];

/// What to do with results of the same name that are there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// Continue what is the same; move what is not aside, and reuse its runs.
    Keep,
    /// Discard it.
    Discard,
}

/// A folder ready for a study, and nobody else's until this is dropped.
#[derive(Debug)]
pub(super) struct Prepared {
    /// Where the former results are now.
    pub moved: Option<PathBuf>,
    _lock: Lock,
}

/// The right to write to a folder.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

/// What stands in a folder.
enum Standing {
    /// Nothing, or what an earlier start left before it had written anything that counts.
    Empty,
    /// Results of this name, of the scenario with this hash.
    Results(String),
    /// Results of ours that cannot be continued; why.
    Unusable(String),
}

/// Makes the folder ready, or says why it cannot be used.
pub(super) fn prepare(
    folder: &Path,
    ours: &Manifest,
    existing: Existing,
) -> Result<Prepared, StudyError> {
    let standing = look(folder, ours)?;
    let hash = ours.scenario_hash.as_str();
    if let Err(error) = fs::create_dir_all(folder) {
        let text = format!(
            "the folder {} cannot be made: {}; choose another one with --out",
            folder.display(),
            plain(&error)
        );
        return refuse(text);
    }
    let mut lock = lock(folder)?;
    let mut moved = None;
    match (standing, existing) {
        (Standing::Empty, _) => {}
        (_, Existing::Discard) => discard(folder)?,
        (Standing::Unusable(why), Existing::Keep) => {
            return refuse(format!(
                "{why}; or discard it with --overwrite, or choose another folder with --out"
            ));
        }
        (Standing::Results(former), Existing::Keep) if former != hash => {
            moved = Some(move_aside(folder, &former)?);
            if let Err(error) = fs::create_dir_all(folder) {
                return refuse(TableError::write(folder, &error).to_string());
            }
            lock = self::lock(folder)?;
        }
        (Standing::Results(_), Existing::Keep) => {}
    }
    Ok(Prepared { moved, _lock: lock })
}

/// Takes the right to write to a folder, or says who has it.
pub(super) fn lock(folder: &Path) -> Result<Lock, StudyError> {
    let path = folder.join(LOCK_FILE);
    // A folder that is there may still not be ours to write to; better said before the runs than after.
    let file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .open(&path);
    let file = match file {
        Ok(file) => file,
        Err(error) => return refuse(TableError::write(folder, &error).to_string()),
    };
    match file.try_lock() {
        Ok(()) => Ok(Lock { _file: file }),
        Err(TryLockError::WouldBlock) => refuse(format!(
            "another seci is working in {}; wait until it has ended, or choose another folder with --out",
            folder.display()
        )),
        // Some file systems have no locks; there it is for the user to start but one.
        Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {
            Ok(Lock { _file: file })
        }
        Err(TryLockError::Error(error)) => refuse(TableError::write(&path, &error).to_string()),
    }
}

fn refuse<T>(text: String) -> Result<T, StudyError> {
    Err(StudyError::Folder(text))
}

fn plain(error: &std::io::Error) -> String {
    error
        .to_string()
        .split(" (os error")
        .next()
        .unwrap_or_default()
        .to_lowercase()
}

/// What stands in the folder; what is not ours, or is another scenario's or another part, is refused.
fn look(folder: &Path, ours: &Manifest) -> Result<Standing, StudyError> {
    let name = ours.name.as_str();
    match read_manifest(folder) {
        Ok(manifest) if manifest.name != name => refuse(format!(
            "{} holds the results of \"{}\", not of \"{name}\"; choose another folder with --out",
            folder.display(),
            manifest.name
        )),
        Ok(manifest) if manifest.shard != ours.shard => refuse(format!(
            "{} holds {} of the runs of \"{name}\", not {}; choose another folder with --out",
            folder.display(),
            part(manifest.shard),
            part(ours.shard)
        )),
        Ok(manifest) => Ok(Standing::Results(manifest.scenario_hash)),
        Err(TableError::NoFolder { .. }) => Ok(Standing::Empty),
        Err(TableError::NotAFolder { .. }) => refuse(format!(
            "{} is a file, not a folder; choose a folder with --out",
            folder.display()
        )),
        Err(TableError::Foreign { .. }) if is_begun_at_most(folder) => Ok(Standing::Empty),
        Err(TableError::Foreign { .. }) => refuse(format!(
            "{} was not made by seci and is not empty; choose another folder with --out",
            folder.display()
        )),
        Err(error @ TableError::OtherVersion { .. }) => Ok(Standing::Unusable(error.to_string())),
        // A file of that name that cannot be read may be anybody's; the ledger beside it says whether it is ours.
        Err(error @ TableError::DamagedManifest { .. })
            if ledger::is_ledger(&folder.join(ledger::FILE)) =>
        {
            Ok(Standing::Unusable(error.to_string()))
        }
        Err(TableError::DamagedManifest { .. }) => refuse(format!(
            "{} holds a {MANIFEST_FILE} that is not one of seci's; choose another folder with --out",
            folder.display()
        )),
        Err(error) => refuse(format!("{error}; or choose another folder with --out")),
    }
}

/// A part in words.
pub(super) fn part(shard: Option<ShardInfo>) -> String {
    shard.map_or_else(
        || "all".to_owned(),
        |ShardInfo { number, of }| format!("part {number} of {of}"),
    )
}

/// Whether the folder is there and holds nothing that counts yet.
pub(super) fn is_unbegun(folder: &Path) -> bool {
    let has_runs = folder.join(ledger::FILE).exists() && folder.join(MANIFEST_FILE).exists();
    folder.is_dir() && !has_runs && (is_begun_at_most(folder) || read_manifest(folder).is_ok())
}

/// Whether the folder is empty, but for what a study leaves that was stopped before its manifest was written.
fn is_begun_at_most(folder: &Path) -> bool {
    let ours = |entry: fs::DirEntry| {
        let name = entry.file_name();
        name == LOCK_FILE
            || name == format!("{MANIFEST_FILE}.part").as_str()
            || (name == ledger::FILE && ledger::is_ledger(&entry.path()))
    };
    fs::read_dir(folder).is_ok_and(|mut entries| entries.all(|entry| entry.is_ok_and(ours)))
}

/// Deletes former results: what `seci` writes, by name, and nothing else.
fn discard(folder: &Path) -> Result<(), StudyError> {
    let documents = report::FILES.map(str::to_owned);
    let tables = TABLES
        .iter()
        .flat_map(|table| [table.file.to_owned(), table.parquet_file()]);
    for name in OURS
        .into_iter()
        .map(str::to_owned)
        .chain(documents)
        .chain(tables)
    {
        let path = folder.join(name);
        let removed = match fs::symlink_metadata(&path) {
            Err(_) => continue,
            Ok(data) if data.is_dir() => fs::remove_dir_all(&path),
            Ok(_) => fs::remove_file(&path),
        };
        if let Err(error) = removed {
            return refuse(format!(
                "{} cannot be discarded: {}",
                path.display(),
                plain(&error)
            ));
        }
    }
    Ok(())
}

/// Moves former results to `<name>~<hash>`; a number is added while there is something of that name.
fn move_aside(folder: &Path, hash: &str) -> Result<PathBuf, StudyError> {
    let Some(own_name) = folder.file_name() else {
        return refuse(format!(
            "the scenario has changed, and the former results in {} cannot be moved aside; choose another folder with \
             --out, or discard them with --overwrite",
            folder.display()
        ));
    };
    let beside = |suffix: &str| {
        let mut name = own_name.to_os_string();
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
        Err(error) => refuse(format!(
            "the scenario has changed, and the former results in {} cannot be moved to {}: {}; choose another folder \
             with --out, or discard them with --overwrite",
            folder.display(),
            target.display(),
            plain(&error)
        )),
    }
}
