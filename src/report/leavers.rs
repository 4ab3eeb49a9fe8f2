//! What each person's leaving changes, as report and workbook tell it: a line for each person, all metrics beside one
//! another, from the table of departures.

use super::{Material, ReportError};
use crate::table::{DepartureRow, MetricInfo, Row};

/// A person whose leaving was tried.
#[derive(Debug)]
pub struct Leaver {
    /// The first of the rows below says who it is.
    pub rows: Vec<DepartureRow>,
}

/// Everybody whose leaving was tried, by the loss in the first metric of the table.
pub fn of(material: &Material<'_>) -> Result<Vec<Leaver>, ReportError> {
    let is_there = material.folder.path().join(DepartureRow::FILE).exists();
    if !is_there || material.input.manifest.design.is_some() {
        return Ok(Vec::new());
    }
    let mut leavers: Vec<Leaver> = Vec::new();
    for row in material.folder.rows::<DepartureRow>()? {
        let row = row?;
        match leavers
            .iter_mut()
            .find(|leaver| leaver.rows[0].id == row.id)
        {
            Some(leaver) => leaver.rows.push(row),
            None => leavers.push(Leaver { rows: vec![row] }),
        }
    }
    Ok(leavers)
}

/// The metrics that the table speaks of.
pub fn metrics<'a>(leavers: &[Leaver], material: &'a Material<'_>) -> Vec<&'a MetricInfo> {
    let rows = leavers.first().map_or(&[][..], |leaver| &leaver.rows);
    let known = rows
        .iter()
        .filter_map(|row| material.input.manifest.metric(&row.metric));
    known.collect()
}

impl Leaver {
    pub fn person(&self) -> &DepartureRow {
        &self.rows[0]
    }

    /// What a metric's row says.
    pub fn row(&self, metric: &str) -> Option<&DepartureRow> {
        self.rows.iter().find(|row| row.metric == metric)
    }
}

/// What somebody is called: a bare number would be taken for something else.
pub fn name(row: &DepartureRow) -> String {
    if row.name == row.id {
        format!("Person {}", row.id)
    } else {
        row.name.clone()
    }
}
