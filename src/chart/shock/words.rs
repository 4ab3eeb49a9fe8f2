//! What the chart of a shock says: how much it takes, and who is back when.

use super::response::Response;
use crate::analysis::describe;
use crate::chart::axis::Scale;
use crate::chart::data::{Data, Measure, Smallest};
use crate::chart::frame::Words;
use crate::chart::panel::events;
use crate::chart::question::{self, Findings};
use crate::chart::theme::Theme;
use crate::chart::wording::{self, Headline};
use crate::chart::{Standing, number};
use crate::table::Unit;

pub fn words(
    data: &Data<'_>,
    findings: &Findings,
    theme: &Theme,
    measure: &Measure,
    responses: &[Response],
    weeks: &[Scale],
) -> (Words, Standing) {
    let headline = headline(data, findings, measure, responses);
    let mut footer = Vec::from_iter(headline.evidence);
    footer.push(
        "Lines: means; triangle: lowest mean; grey dashes: the level before; dot: from there on at or above it"
            .to_owned(),
    );
    footer.extend(events::in_words(data, theme, weeks));
    footer.push(wording::provenance(data));
    let words = Words {
        title: headline.title,
        subtitle: vec![
            wording::worn(theme.tacit, "Capability"),
            wording::plain(
                theme,
                format!(
                    " (share of live cases that go well under pressure) over {}",
                    wording::weeks(data.weeks())
                ),
            ),
        ],
        footer,
    };
    (words, headline.standing)
}

fn headline(
    data: &Data<'_>,
    findings: &Findings,
    measure: &Measure,
    responses: &[Response],
) -> Headline {
    let smallest = match measure.smallest {
        Smallest::Absolute(size) => size,
        Smallest::Relative(share) => share * responses[0].before.mean.abs(),
    };
    let own = data.reference.unwrap_or(0);
    let response = &responses[own];
    let changed = change(data, own, response);
    let found = question::headline(data, findings, measure)
        .and_then(|pair| Some((pair, findings.get(measure, pair[0], pair[1])?)));
    let evidence = match found {
        Some((_, finding)) => {
            let difference = wording::evidence(&[(measure, finding)]);
            format!("{difference}  ·  {changed}")
        }
        None => changed,
    };
    let shock = format!("the shock of week\u{a0}{}", response.week);
    let takes = number::points_size(response.fall());
    let (text, standing) = match found {
        Some((pair, finding)) if !finding.holds() => (
            wording::nothing_clear(data, measure, finding, pair),
            Standing::Fails,
        ),
        _ if !response.falls(smallest) => (
            format!("{shock} takes no clear part of capability"),
            Standing::Fails,
        ),
        Some(([alternative, reference], _)) => (
            format!(
                "{shock} takes {takes} of capability: {} {}, {} {}",
                wording::name(data, reference),
                returns(response),
                wording::name(data, alternative),
                returns(&responses[alternative])
            ),
            Standing::Holds,
        ),
        None => (
            format!(
                "{shock} takes {takes} of capability; {} {}",
                wording::name(data, own),
                returns(response)
            ),
            Standing::Holds,
        ),
    };
    Headline {
        title: wording::sentence(&text),
        standing,
        evidence: Some(evidence),
    }
}

/// "is back after 40 weeks"; what cannot be told is not told.
fn returns(response: &Response) -> String {
    match response.back {
        Some(week) => format!("is back after {}", wording::weeks(week - response.week)),
        None if response.stays_below() => "is not back at the end".to_owned(),
        None => "is about back at the end".to_owned(),
    }
}

/// "change of X to its lowest week −12.4 pp (−12.8 to −12.1)".
fn change(data: &Data<'_>, variant: usize, response: &Response) -> String {
    let [low, high] = response.interval;
    let name = wording::name(data, variant);
    if low.is_finite() && high.is_finite() {
        let [mean, low, high] = describe::estimate(Unit::Share, -response.fall(), low, high);
        format!(
            "Change of {name} to its lowest week {mean}\u{a0}pp (95\u{a0}% CI {low}\u{a0}to\u{a0}{high}, seeds not matched)"
        )
    } else {
        let mean = number::points(-response.fall());
        format!("Change of {name} to its lowest week {mean}")
    }
}

/// The fall and the return below a panel's header.
pub fn in_panel(response: &Response) -> [String; 2] {
    let back = match response.back {
        Some(week) => format!("back after {}", wording::weeks(week - response.week)),
        None if response.stays_below() => "not back at the end".to_owned(),
        None => "about back at the end".to_owned(),
    };
    [number::points(-response.fall()), back]
}

pub fn alt(data: &Data<'_>, responses: &[Response]) -> String {
    let mut text = format!(
        "Line chart of capability over {}, a panel for each of {} variants, with a shock in week {}. Fall and return:",
        wording::weeks(data.weeks()),
        data.variants.len(),
        responses[0].week
    );
    let parts: Vec<String> = data
        .variants
        .iter()
        .zip(responses)
        .map(|(variant, response)| {
            let [fall, back] = in_panel(response);
            format!(" {}: {fall}, {back}", variant.label)
        })
        .collect();
    text.push_str(&parts.join(";"));
    text.push('.');
    text
}
