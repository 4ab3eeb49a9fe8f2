//! What the paired differences say: who ends higher or lower, by how much, and in how many seeds.

use super::Row;
use crate::analysis::Verdict;
use crate::chart::data::{Data, Measure};
use crate::chart::frame::Words;
use crate::chart::question::{self, Findings};
use crate::chart::theme::Theme;
use crate::chart::wording::{self, Headline};
use crate::chart::{Standing, number};

/// All words around the rows.
pub fn words(
    data: &Data<'_>,
    findings: &Findings,
    theme: &Theme,
    measure: &Measure,
    rows: &[Row],
) -> Option<(Words, Standing)> {
    let headline = headline(data, findings, measure, rows)?;
    let against = format!(
        " to {} at the same seed after {}, in percentage points",
        wording::name(data, data.reference?),
        data.span()
    );
    let words = Words {
        title: headline.title,
        subtitle: vec![
            wording::plain(theme, "Difference in "),
            wording::worn(theme.tacit, measure.spoken()),
            wording::plain(theme, against),
        ],
        footer: vec![
            "Dots: single seeds; diamond: their mean, as wide as its 95\u{a0}% confidence interval"
                .to_owned(),
            wording::provenance(data),
        ],
    };
    Some((words, headline.standing))
}

fn headline(
    data: &Data<'_>,
    findings: &Findings,
    measure: &Measure,
    rows: &[Row],
) -> Option<Headline> {
    let [variant, reference] = question::headline(data, findings, measure)?;
    let finding = findings.get(measure, variant, reference)?;
    if !finding.holds() {
        let text = wording::nothing_clear(data, measure, finding, [variant, reference]);
        return Some(told(&text, Standing::Fails));
    }
    let other = wording::name(data, reference);
    let alike = rows
        .iter()
        .all(|row| row.finding.verdict == finding.verdict);
    let side = side(finding.verdict);
    let text = if let Some([up, down]) = opposite(rows) {
        let [higher, lower] = [up, down].map(|row| number::points_size(row.finding.estimate.mean));
        format!(
            "{} ends {higher} higher in {} than {other}, {} {lower} lower",
            wording::name(data, up.variant),
            measure.spoken(),
            wording::name(data, down.variant)
        )
    } else if alike && rows.len() > 1 {
        let sizes = rows.iter().map(|row| row.finding.estimate.mean.abs());
        let (least, most) = sizes.fold((f64::MAX, 0.0), |(a, b), size| (size.min(a), size.max(b)));
        let [least, most] = [least, most].map(number::points_size);
        let by = if least == most {
            most
        } else {
            format!("{} to {most}", least.trim_end_matches(['p', '\u{a0}']))
        };
        let all = if rows.len() == 2 {
            "Both alternatives end"
        } else {
            "All alternatives end"
        };
        let what = measure.spoken();
        format!("{all} {side} in {what} than {other}, by {by} at the same seed")
    } else {
        let row = rows.iter().find(|row| row.variant == variant)?;
        let (count, of) = (on_side(row, finding.verdict), row.differences.len());
        format!(
            "{} {} than {other}, and {side} in {} seeds",
            wording::name(data, variant),
            wording::ends(measure, finding),
            match (count == of, of) {
                (true, 2) => "both".to_owned(),
                (true, _) => format!("all {of}"),
                (false, _) => format!("{count} of {of}"),
            }
        )
    };
    Some(told(&text, Standing::Holds))
}

/// Where some alternatives clearly end higher and others clearly lower: the furthest of each, so that the title tells
/// neither without the other.
fn opposite(rows: &[Row]) -> Option<[&Row; 2]> {
    let furthest = |way: Verdict| {
        let on_side = rows.iter().filter(|row| row.finding.verdict == way);
        on_side.max_by(|a, b| {
            let size = |row: &Row| row.finding.estimate.mean.abs();
            size(a).total_cmp(&size(b))
        })
    };
    Some([furthest(Verdict::Higher)?, furthest(Verdict::Lower)?])
}

fn told(text: &str, standing: Standing) -> Headline {
    Headline {
        title: wording::sentence(text),
        standing,
        // The figures beside the rows are the evidence.
        evidence: None,
    }
}

/// "lower in 199 of 200 seeds", on the side of the mean.
pub fn seeds(row: &Row) -> String {
    let way = if row.finding.estimate.mean < 0.0 {
        Verdict::Lower
    } else {
        Verdict::Higher
    };
    format!(
        "{} in {} of {} seeds",
        side(way),
        on_side(row, way),
        row.differences.len()
    )
}

fn side(way: Verdict) -> &'static str {
    if way == Verdict::Lower {
        "lower"
    } else {
        "higher"
    }
}

fn on_side(row: &Row, way: Verdict) -> usize {
    let sign = if way == Verdict::Lower { -1.0 } else { 1.0 };
    let differences = row.differences.iter();
    differences
        .filter(|difference| sign * **difference > 0.0)
        .count()
}

pub fn alt(data: &Data<'_>, measure: &Measure, rows: &[Row], reference: &str) -> String {
    let differences: Vec<String> = rows
        .iter()
        .map(|row| {
            format!(
                "{} {}, {}",
                data.variants[row.variant].label,
                number::points(row.finding.estimate.mean),
                seeds(row)
            )
        })
        .collect();
    format!(
        "Dot plot, a row for each alternative and a dot for each seed: difference in {} to {reference}. Means: {}.",
        measure.spoken(),
        differences.join("; ")
    )
}
