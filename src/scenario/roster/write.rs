//! Writes a roster back as two tables in one plain form, which read as the same roster again.
//!
//! Owns that form: people in the order of their seats, each pair of people once, trust itself as the score.

use super::{Roster, Tie};

/// The people beside a resolved scenario.
pub const PEOPLE_FILE: &str = "roster.csv";
/// The ties beside a resolved scenario.
pub const TIES_FILE: &str = "ties.csv";

impl Roster {
    /// The people as a table.
    #[must_use]
    pub fn people_csv(&self) -> String {
        let mut out = String::from("id,name,team,role\n");
        for person in &self.people {
            let team = self
                .teams
                .get(person.team as usize)
                .map_or("", String::as_str);
            let fields = [&person.id, &person.name, team, &person.role].map(field);
            out.push_str(&fields.join(","));
            out.push('\n');
        }
        out
    }

    /// The ties as a table whose scores run from 0 to 1; none where the model draws them.
    #[must_use]
    pub fn ties_csv(&self) -> Option<String> {
        let mut out = String::from("from,to,score\n");
        for Tie { seats, trust } in self.ties.as_ref()? {
            let [from, to] = seats.map(|seat| {
                self.people
                    .get(seat as usize)
                    .map_or("", |person| &person.id)
            });
            out.push_str(&[field(from), field(to), score(*trust)].join(","));
            out.push('\n');
        }
        Some(out)
    }
}

/// Trust in the shortest way that reads back as the same.
fn score(trust: f32) -> String {
    let short = trust.to_string();
    #[expect(clippy::cast_possible_truncation, reason = "that is how it is read")]
    let is_same = short
        .parse::<f64>()
        .is_ok_and(|read| (read as f32).to_bits() == trust.to_bits());
    if is_same {
        short
    } else {
        f64::from(trust).to_string()
    }
}

/// A field, in quotation marks where it needs them.
fn field(text: &str) -> String {
    if text.contains([',', ';', '"', '\n', '\r', '\t']) || text.starts_with('#') {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
