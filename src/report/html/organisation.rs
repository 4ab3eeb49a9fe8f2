//! The tables of the page about the teams and people of a real organisation, and about what happens on the way.

use super::tables::{Field, Results, Row, field};
use crate::analysis::describe;
use crate::report::facts::{self, Facts};
use crate::report::{Material, leavers, own};

/// More people than these are shown only when they are asked for.
const MOST_OPEN: usize = 24;

/// What each person's leaving changes; none where nobody's was tried.
pub fn leavers(material: &Material<'_>, facts: &Facts) -> Option<Results> {
    let metrics = leavers::metrics(&facts.leavers, material);
    let mut columns = vec!["Team".to_owned(), "Sum of trust".to_owned()];
    columns.extend(metrics.iter().map(|metric| facts::capital(&metric.label)));
    let rows = facts.leavers.iter().map(|leaver| {
        let person = leaver.person();
        let plain = |text: String| Field {
            text,
            unclear: false,
        };
        let trust = if person.sum_of_trust.is_finite() {
            format!("{:.2}", person.sum_of_trust)
        } else {
            String::new()
        };
        let mut cells = vec![plain(person.team.clone()), plain(trust)];
        cells.extend(metrics.iter().map(|metric| {
            let row = leaver.row(&metric.name);
            field(row.map(|row| {
                let half_width = 0.5 * (row.ci_high - row.ci_low);
                let text =
                    describe::mean_difference(metric.unit(), row.mean_difference, half_width);
                let unclear = !["lower", "higher"].contains(&row.standing.as_str());
                Field {
                    text: if unclear { format!("({text})") } else { text },
                    unclear,
                }
            }))
        }));
        Row {
            label: leavers::name(person),
            cells,
        }
    });
    let rows: Vec<Row> = rows.collect();
    (!rows.is_empty()).then(|| Results {
        heading: "Who matters: what one person’s leaving changes ± 95 % interval".to_owned(),
        corner: "Person",
        columns,
        folded: rows.len() > MOST_OPEN,
        rows,
        note: Some("The largest loss first. Grey and in brackets: not clear once adjusted for the number of people (Holm), or smaller than what matters. The chart judges with all findings, which is stricter; departures.csv has p and standing."),
    })
}

/// Variant, week, kind, whom, what: a row for each event; those of all variants once.
pub fn events(material: &Material<'_>) -> Vec<[String; 5]> {
    let lines = own::events(material).into_iter();
    let rows = lines.map(|line| {
        let whom = line.whom();
        [
            line.variant,
            line.week.to_string(),
            line.kind,
            whom,
            line.what,
        ]
    });
    rows.collect()
}

/// What teams and people have of their own: variant, who, parameter, key, value, everybody, unit, where it stands.
pub fn own(material: &Material<'_>) -> Vec<[String; 8]> {
    let lines = own::lines(material).into_iter();
    let rows = lines.map(|line| {
        [
            line.variant,
            line.who,
            line.parameter,
            line.key,
            line.value,
            line.everybody,
            line.unit,
            line.stands,
        ]
    });
    rows.collect()
}
