//! Walks `[who_matters]`: whose departures are tried, and when.

use super::super::document::{Entry, Key, Node};
use super::super::keys::{self, Context};
use super::super::layer::{Given, WhoMattersLayer};
use super::super::reader::{Expected, Reader};
use super::super::registry::Range;
use super::super::run_keys::MOST_WEEKS;
use super::events::participants;

const OWN: [&str; 3] = ["week", "count", "people"];
/// More departures than these are not tried in one study.
const MOST: f64 = 1000.0;

/// The table; what could not be read of it is left out, with a fault.
pub(super) fn table(
    reader: &mut Reader<'_>,
    key: &Key,
    node: &Node,
    entries: &[Entry],
) -> WhoMattersLayer {
    let mut number = |entry: &Entry, name, low, high| {
        let expected = Expected {
            name,
            range: Range::Whole { low, high },
            about: None,
        };
        let place = reader.place(&entry.key, &entry.node);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "within the range"
        )]
        reader.number(expected, &entry.node).map(|number| Given {
            value: number as u32,
            place,
        })
    };
    let find = |name: &str| entries.iter().find(|entry| entry.key.name == name);
    let week = find("week").and_then(|entry| number(entry, "week", 0.0, MOST_WEEKS));
    let count = find("count").and_then(|entry| number(entry, "count", 1.0, MOST));
    for Entry { key, .. } in entries {
        if !OWN.contains(&key.name.as_str()) {
            keys::misplaced(reader, key, Context::WhoMatters, &OWN);
        }
    }
    WhoMattersLayer {
        place: reader.place(key, node),
        week,
        count,
        people: participants(reader, entries, "people").unwrap_or_default(),
    }
}
