//! What the fan says: who ends highest, and how far single runs lie apart.

use super::{high, last, low, ranking};
use crate::chart::axis::Scale;
use crate::chart::data::{Data, Measure};
use crate::chart::frame::Words;
use crate::chart::panel::events;
use crate::chart::question::Findings;
use crate::chart::theme::Theme;
use crate::chart::wording::{self, Headline};
use crate::chart::{Standing, number};

/// All words around the panels; events that are not named in their panels are named in the footer.
pub fn words(
    data: &Data<'_>,
    findings: &Findings,
    theme: &Theme,
    measure: &Measure,
    weeks: &[Scale],
) -> (Words, Standing) {
    let headline = headline(data, findings, measure);
    let ghost = data.reference.map_or_else(String::new, |reference| {
        format!("; grey dashes: {}", wording::name(data, reference))
    });
    let mut footer = Vec::from_iter(headline.evidence);
    footer.push(format!(
        "Line: median of runs; bands: middle 90\u{a0}% (ends in small figures) and middle 50\u{a0}%{ghost}"
    ));
    footer.extend(events::in_words(data, theme, weeks));
    footer.push(wording::provenance(data));
    let meaning = if measure.metric == "capability" {
        " (share of live cases that go well under pressure)"
    } else {
        ""
    };
    let spread = format!("{meaning}: spread of single runs over {}", data.span());
    let words = Words {
        title: headline.title,
        subtitle: vec![
            wording::worn(data.hue(theme), wording::sentence(&measure.spoken())),
            wording::plain(theme, spread),
        ],
        footer,
    };
    (words, headline.standing)
}

/// From fewer runs than this nothing is said of nine in ten of them.
const ENOUGH: u64 = 20;

fn headline(data: &Data<'_>, findings: &Findings, measure: &Measure) -> Headline {
    let order = ranking(data, measure);
    let first = order.first().copied().unwrap_or(0);
    let enough = last(data, first, measure).filter(|summary| summary.n >= ENOUGH);
    let spread = enough.map_or_else(String::new, |summary| {
        format!(
            "; 9\u{a0}in\u{a0}10 of its runs end between {} and {}",
            low(&summary),
            high(&summary)
        )
    });
    let finding = order
        .get(1)
        .and_then(|second| Some((*second, findings.get(measure, first, *second)?)));
    let Some((second, finding)) = finding else {
        let median = last(data, first, measure).map_or(f64::NAN, |summary| summary.quantiles[3]);
        let text = format!(
            "{} ends at a median {} of {}{spread}",
            wording::name(data, first),
            measure.spoken(),
            number::share(median)
        );
        return Headline::describing(&text);
    };
    let pair = [first, second];
    let text = if finding.holds() {
        let [first, second] = pair.map(|v| wording::name(data, v));
        let rank = if order.len() > 2 { "highest" } else { "higher" };
        format!(
            "{first} ends {rank} in {}, {} above {second}{spread}",
            measure.spoken(),
            number::points_size(finding.estimate.mean)
        )
    } else {
        let text = wording::nothing_clear(data, measure, finding, pair);
        if order.len() > 2 {
            text.replacen("between", "between the two highest,", 1)
        } else {
            text
        }
    };
    Headline {
        title: wording::sentence(&text),
        standing: Standing::of(finding),
        // A title that claims nothing has the interval in itself.
        evidence: finding
            .holds()
            .then(|| wording::evidence(&[(measure, finding)])),
    }
}

pub fn alt(data: &Data<'_>, measure: &Measure) -> String {
    let ends: Vec<String> = data
        .variants
        .iter()
        .enumerate()
        .filter_map(|(index, variant)| {
            let summary = last(data, index, measure)?;
            let median = number::share(summary.quantiles[3]);
            Some(format!(
                "{} {median} ({} to {})",
                variant.label,
                low(&summary),
                high(&summary)
            ))
        })
        .collect();
    format!(
        "Fan chart, one panel for each of {} variants: quantile bands of {} over {}. Median and middle 90\u{a0}% of runs at the end: {}.",
        data.variants.len(),
        measure.spoken(),
        data.span(),
        ends.join("; ")
    )
}
