//! The ledger: every finished run, appended the moment it is finished, so that nothing computed is ever lost.
//!
//! One file of a header line and records of one size: the run's name, its observations, a checksum. A record torn by a
//! crash or a full disk is cut off when the file is opened again; a record whose checksum fails is left out, and what
//! follows it is kept. Knows neither scenarios nor tables.

mod layout;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::plan::RunId;

pub use layout::{Layout, PeopleLayout};

/// The ledger's name in an output folder.
pub const FILE: &str = "runs.ledger";

const ID: usize = 16;
const CHECKSUM: usize = 4;
/// A header is a line of metric names and weeks; longer than this it is not one of ours.
const LONGEST_HEADER: u64 = 16 << 20;

/// What was being done to a file when it failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    Read,
    Write,
}

impl std::fmt::Display for Access {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Access::Read => "read",
            Access::Write => "write",
        })
    }
}

/// Why a ledger could not be used.
#[derive(Debug, Error)]
pub enum LedgerError {
    #[error("cannot {doing} {}: {cause}", file.display())]
    Io {
        doing: Access,
        file: PathBuf,
        cause: std::io::Error,
    },
    #[error("{} was written by engine version {found}; this is version {ours}, whose results may differ; keep that folder and choose another with --out, or discard it with --overwrite", file.display())]
    Engine {
        file: PathBuf,
        found: u32,
        ours: u32,
    },
    #[error("{} is not a ledger of seci, or its first line is damaged; discard it with --overwrite, or choose another folder with --out", file.display())]
    Foreign { file: PathBuf },
}

/// An open ledger: which runs it holds, and where.
#[derive(Debug)]
pub struct Ledger {
    path: PathBuf,
    file: File,
    layout: Layout,
    /// Where each run's record starts.
    records: BTreeMap<RunId, u64>,
    end: u64,
    buffer: Vec<u8>,
}

impl Ledger {
    /// Opens the ledger of a folder, or starts one. Records torn at the end are cut off.
    ///
    /// # Errors
    /// When the file cannot be read or written, is no ledger, or is one of another engine version. A ledger of another
    /// layout (other weeks observed), or one that was stopped within its first line, is started afresh.
    pub fn open(folder: &Path, layout: &Layout) -> Result<Self, LedgerError> {
        let path = folder.join(FILE);
        if path.exists() && !is_unbegun(&path) {
            let mut ledger = Self::read(&path, Access::Write)?;
            if ledger.layout.engine != layout.engine {
                return Err(LedgerError::Engine {
                    file: path,
                    found: ledger.layout.engine,
                    ours: layout.engine,
                });
            }
            if ledger.layout == *layout {
                ledger.cut_torn_tail()?;
                return Ok(ledger);
            }
        }
        Self::create(path, layout)
    }

    /// Opens the ledger of a folder for reading alone.
    ///
    /// # Errors
    /// When the file cannot be read or is no ledger.
    pub fn open_to_read(folder: &Path) -> Result<Self, LedgerError> {
        Self::read(&folder.join(FILE), Access::Read)
    }

    fn create(path: PathBuf, layout: &Layout) -> Result<Self, LedgerError> {
        let fail = |cause| LedgerError::Io {
            doing: Access::Write,
            file: path.clone(),
            cause,
        };
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(true)
            .open(&path)
            .map_err(fail)?;
        let mut header = serde_json::to_vec(layout).map_err(|error| fail(error.into()))?;
        header.push(b'\n');
        file.write_all(&header).map_err(fail)?;
        Ok(Ledger {
            end: header.len() as u64,
            path,
            file,
            layout: layout.clone(),
            records: BTreeMap::new(),
            buffer: Vec::new(),
        })
    }

    fn read(path: &Path, access: Access) -> Result<Self, LedgerError> {
        let fail = |cause| LedgerError::Io {
            doing: Access::Read,
            file: path.to_owned(),
            cause,
        };
        let foreign = || LedgerError::Foreign {
            file: path.to_owned(),
        };
        let file = OpenOptions::new()
            .read(true)
            .write(access == Access::Write)
            .open(path)
            .map_err(fail)?;
        let mut reader = BufReader::with_capacity(1 << 16, &file);
        let mut header = Vec::new();
        reader
            .by_ref()
            .take(LONGEST_HEADER)
            .read_until(b'\n', &mut header)
            .map_err(fail)?;
        if header.last() != Some(&b'\n') {
            return Err(foreign());
        }
        let layout: Layout = serde_json::from_slice(&header).map_err(|_| foreign())?;
        if !layout.is_ours() {
            return Err(foreign());
        }
        let mut records = BTreeMap::new();
        let mut end = header.len() as u64;
        let mut record = vec![0_u8; layout.record()];
        loop {
            match reader.read_exact(&mut record) {
                Ok(()) => {}
                Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => break,
                Err(error) => return Err(fail(error)),
            }
            let (body, checksum) = record.split_at(record.len() - CHECKSUM);
            if crc32fast::hash(body).to_le_bytes() == checksum {
                let mut id = [0_u8; ID];
                id.copy_from_slice(&body[..ID]);
                records.insert(RunId(id), end);
            }
            end += record.len() as u64;
        }
        drop(reader);
        Ok(Ledger {
            path: path.to_owned(),
            file,
            layout,
            records,
            end,
            buffer: Vec::new(),
        })
    }

    fn cut_torn_tail(&mut self) -> Result<(), LedgerError> {
        let end = self.end;
        self.file
            .set_len(end)
            .map_err(|cause| self.fault(Access::Write, cause))
    }

    fn fault(&self, doing: Access, cause: std::io::Error) -> LedgerError {
        LedgerError::Io {
            doing,
            file: self.path.clone(),
            cause,
        }
    }

    /// What its records have in common.
    #[must_use]
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// Whether a run is in it.
    #[must_use]
    pub fn contains(&self, id: RunId) -> bool {
        self.records.contains_key(&id)
    }

    /// The number of runs in it.
    #[must_use]
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether no run is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// Appends records, which are then empty; returns how many they were.
    ///
    /// # Errors
    /// When they cannot be written: none of them counts then. Whatever was appended before stays as it is.
    pub fn append(&mut self, records: &mut Records) -> Result<u64, LedgerError> {
        let written = self
            .file
            .seek(SeekFrom::Start(self.end))
            .and_then(|_| self.file.write_all(&records.bytes));
        if let Err(cause) = written {
            // The tail is cut on the next opening in any case.
            let _ = self.file.set_len(self.end);
            return Err(self.fault(Access::Write, cause));
        }
        let size = self.layout.record() as u64;
        debug_assert_eq!(records.bytes.len() as u64, size * records.ids.len() as u64);
        for id in records.ids.drain(..) {
            self.records.insert(id, self.end);
            self.end += size;
        }
        let count = records.bytes.len() as u64 / size;
        records.bytes.clear();
        Ok(count)
    }

    /// Another hold on the file, by which a second thread can wait for the disk.
    ///
    /// # Errors
    /// When the system has no more holds to give.
    pub fn disk(&self) -> Result<Disk, LedgerError> {
        let file = self.file.try_clone();
        Ok(Disk {
            path: self.path.clone(),
            file: file.map_err(|cause| self.fault(Access::Write, cause))?,
        })
    }

    /// Makes sure that all records are on the disk.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn sync(&mut self) -> Result<(), LedgerError> {
        self.file
            .sync_data()
            .map_err(|cause| self.fault(Access::Write, cause))
    }

    /// Reads some of a run's observations: the weeks at positions `weeks` of the layout, all metrics.
    ///
    /// # Errors
    /// When the file cannot be read.
    ///
    /// # Panics
    /// When the run is not in the ledger or the positions are not in the layout: a fault of the caller.
    pub fn weeks(
        &mut self,
        id: RunId,
        weeks: std::ops::Range<usize>,
    ) -> Result<Vec<f64>, LedgerError> {
        assert!(weeks.end <= self.layout.weeks.len());
        let row = self.layout.metrics.len();
        self.numbers(id, weeks.start * row..weeks.end * row)
    }

    /// Reads what was observed of people: the weeks at positions `weeks` of their layout.
    ///
    /// # Errors
    /// When the file cannot be read.
    ///
    /// # Panics
    /// When the run is not in the ledger or the positions are not in the layout: a fault of the caller.
    pub fn people(
        &mut self,
        id: RunId,
        weeks: std::ops::Range<usize>,
    ) -> Result<Vec<f64>, LedgerError> {
        let start = self.layout.metrics.len() * self.layout.weeks.len();
        let people = self.layout.people.as_ref();
        let (width, known) = people.map_or((0, 0), |people| (people.width, people.weeks.len()));
        assert!(weeks.end <= known);
        self.numbers(id, start + weeks.start * width..start + weeks.end * width)
    }

    /// Reads some of the numbers of a record.
    fn numbers(
        &mut self,
        id: RunId,
        numbers: std::ops::Range<usize>,
    ) -> Result<Vec<f64>, LedgerError> {
        self.buffer.resize(numbers.len() * 8, 0);
        let position = self.records[&id] + (ID + numbers.start * 8) as u64;
        let read = self
            .file
            .seek(SeekFrom::Start(position))
            .and_then(|_| self.file.read_exact(&mut self.buffer));
        read.map_err(|cause| self.fault(Access::Read, cause))?;
        Ok(self
            .buffer
            .as_chunks::<8>()
            .0
            .iter()
            .map(|bytes| f64::from_le_bytes(*bytes))
            .collect())
    }

    /// Takes over those of the wanted runs that another ledger holds; returns how many. None if it is of another engine,
    /// model or set of metrics, or lacks one of the weeks.
    ///
    /// # Errors
    /// When the other cannot be read or this one not be written.
    pub fn take_over(
        &mut self,
        other: &mut Ledger,
        wanted: impl Iterator<Item = RunId>,
    ) -> Result<u64, LedgerError> {
        let Some(places) = self.layout.places_in(&other.layout) else {
            return Ok(0);
        };
        let metrics = self.layout.metrics.len();
        let weeks = other.layout.weeks.len();
        let mut records = Records::default();
        let mut observations = Vec::with_capacity(self.layout.numbers());
        let mut taken = 0;
        for id in wanted {
            if !other.contains(id) || self.contains(id) {
                continue;
            }
            let all = other.weeks(id, 0..weeks)?;
            observations.clear();
            for &place in &places {
                observations.extend_from_slice(&all[place * metrics..(place + 1) * metrics]);
            }
            let of_people = other
                .layout
                .people
                .as_ref()
                .map_or(0, |people| people.weeks.len());
            observations.extend(other.people(id, 0..of_people)?);
            records.push(id, &observations);
            if records.ids.len() >= AT_A_TIME {
                taken += self.append(&mut records)?;
            }
        }
        taken += self.append(&mut records)?;
        Ok(taken)
    }
}

/// Records that are taken over together.
const AT_A_TIME: usize = 256;

/// Finished runs on their way into a ledger, in the form in which they stand there.
#[derive(Debug, Default)]
pub struct Records {
    ids: Vec<RunId>,
    bytes: Vec<u8>,
}

impl Records {
    /// Adds a run with its observations: as many as the ledger's layout says.
    pub fn push(&mut self, id: RunId, observations: &[f64]) {
        let start = self.bytes.len();
        self.ids.push(id);
        self.bytes.extend_from_slice(&id.0);
        for number in observations {
            self.bytes.extend_from_slice(&number.to_le_bytes());
        }
        let checksum = crc32fast::hash(&self.bytes[start..]);
        self.bytes.extend_from_slice(&checksum.to_le_bytes());
    }
}

/// A hold on a ledger's file, to wait for the disk.
#[derive(Debug)]
pub struct Disk {
    path: PathBuf,
    file: File,
}

impl Disk {
    /// Waits until all that was appended is on the disk.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn sync(&self) -> Result<(), LedgerError> {
        self.file.sync_data().map_err(|cause| LedgerError::Io {
            doing: Access::Write,
            file: self.path.clone(),
            cause,
        })
    }
}

/// How every ledger begins.
const BEGINNING: &[u8] = b"{\"kind\":\"seci-ledger\",";

/// Whether a file is a ledger, or the beginning of one.
#[must_use]
pub fn is_ledger(path: &Path) -> bool {
    first_line(path).is_some_and(|line| begins_like_one(&line))
}

/// Whether a ledger was stopped before its first line was written, so that it holds nothing yet.
fn is_unbegun(path: &Path) -> bool {
    first_line(path).is_some_and(|line| begins_like_one(&line) && line.last() != Some(&b'\n'))
}

fn begins_like_one(line: &[u8]) -> bool {
    let length = line.len().min(BEGINNING.len());
    line[..length] == BEGINNING[..length]
}

fn first_line(path: &Path) -> Option<Vec<u8>> {
    let mut line = Vec::new();
    let file = File::open(path).ok()?;
    BufReader::new(file)
        .take(LONGEST_HEADER)
        .read_until(b'\n', &mut line)
        .ok()?;
    Some(line)
}
