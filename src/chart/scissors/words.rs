//! What the scissors say: who writes more, what that comes with in capability, and since when.

use crate::analysis::{Finding, Verdict, lasting_excess};
use crate::chart::axis::Scale;
use crate::chart::data::{Data, Measure, Smallest};
use crate::chart::frame::Words;
use crate::chart::panel::events;
use crate::chart::question::{self, Findings};
use crate::chart::theme::Theme;
use crate::chart::wording::{self, Headline};
use crate::chart::{Standing, number};

/// All words around the panels; events that are not named in their panels are named in the footer.
pub fn words(
    data: &Data<'_>,
    findings: &Findings,
    theme: &Theme,
    [documents, capability]: &[Measure; 2],
    weeks: &[Scale],
) -> (Words, Standing) {
    let pair = question::pair(data, findings, documents, capability);
    let headline = headline(data, findings, [documents, capability], pair);
    let mut footer = Vec::from_iter(headline.evidence);
    footer.extend(pair.and_then(|pair| since(data, findings, capability, pair)));
    footer.push(data.reference.map_or_else(
        || "Lines: means over runs".to_owned(),
        |reference| {
            format!(
                "Lines: means; grey dashes: {}",
                wording::name(data, reference)
            )
        },
    ));
    footer.extend(events::in_words(data, theme, weeks));
    footer.push(wording::provenance(data));
    let subtitle = vec![
        wording::worn(theme.explicit, documents.label.clone()),
        wording::plain(theme, " and "),
        wording::worn(theme.tacit, "capability"),
        wording::plain(
            theme,
            format!(
                " (share of live cases that go well under pressure) over {}",
                wording::weeks(data.weeks())
            ),
        ),
    ];
    let words = Words {
        title: headline.title,
        subtitle,
        footer,
    };
    (words, headline.standing)
}

/// Where something happens to the variant alone: the week from which its capability lies apart for good.
fn since(
    data: &Data<'_>,
    findings: &Findings,
    capability: &Measure,
    [variant, other]: [usize; 2],
) -> Option<String> {
    let own = data.variants[variant]
        .events
        .iter()
        .find(|event| !data.variants[other].events.contains(event))?;
    let finding = findings.get(capability, variant, other)?;
    let (side, smallest) = match finding.verdict {
        Verdict::Higher => ("above", finding.smallest),
        Verdict::Lower => ("below", -finding.smallest),
        Verdict::TooSmall | Verdict::Unclear => return None,
    };
    let weekly: Vec<_> = data
        .weekly(variant, capability)
        .into_iter()
        .zip(data.weekly(other, capability))
        .filter(|((a, _), (b, _))| a == b)
        .map(|((week, ours), (_, theirs))| (week, ours, theirs))
        .collect();
    let week = lasting_excess(&weekly, smallest).filter(|week| *week > own.week)?;
    Some(format!(
        "Capability is at least {} {side} {} from week\u{a0}{week} on, {} after the {} (weekly 95\u{a0}% intervals, seeds not matched)",
        number::points_size(finding.smallest),
        wording::name(data, other),
        wording::weeks(week - own.week),
        own.kind
    ))
}

fn headline(
    data: &Data<'_>,
    findings: &Findings,
    [documents, capability]: [&Measure; 2],
    pair: Option<[usize; 2]>,
) -> Headline {
    let judged = pair.and_then(|[variant, other]| {
        let written = findings.get(documents, variant, other)?;
        Some((
            [variant, other],
            written,
            findings.get(capability, variant, other)?,
        ))
    });
    let Some((pair, written, able)) = judged else {
        return Headline::describing(&description(data, documents, capability));
    };
    let [variant, other] = pair.map(|v| wording::name(data, v));
    let writes = writes(documents, written, &other);
    let text = match (written.holds(), able.verdict) {
        (true, Verdict::Higher | Verdict::Lower) => {
            let joint = if written.verdict == able.verdict {
                " and"
            } else {
                ", yet"
            };
            format!(
                "{variant} {writes}{joint} {}",
                wording::ends(capability, able)
            )
        }
        (true, _) => format!(
            "{variant} {writes}, {}",
            wording::unclear_clause(capability, able)
        ),
        (false, Verdict::Higher | Verdict::Lower) => format!(
            "With no clear difference in documents, {variant} {} than {other}",
            wording::ends(capability, able)
        ),
        (false, _) => {
            let text = wording::nothing_clear(data, capability, able, pair);
            text.replacen(
                "difference in capability",
                "difference in documents or in capability",
                1,
            )
        }
    };
    let standing = if written.holds() || able.holds() {
        Standing::Holds
    } else {
        Standing::Fails
    };
    Headline {
        title: wording::sentence(&text),
        standing,
        evidence: Some(wording::evidence(&[
            (documents, written),
            (capability, able),
        ])),
    }
}

/// "writes 2.7 times the documents of Balanced"; empty where no difference in documents holds.
fn writes(documents: &Measure, written: &Finding, other: &str) -> String {
    let per_head = if documents.label == "Documents" {
        ""
    } else {
        " per head"
    };
    match (written.means, written.verdict) {
        ([more, none], Verdict::Higher) if none <= 0.0 => {
            format!(
                "writes {} documents{per_head} where {other} writes none",
                number::count(more)
            )
        }
        ([none, more], Verdict::Lower) if none <= 0.0 => {
            format!(
                "writes no documents where {other} writes {}{per_head}",
                number::count(more)
            )
        }
        ([a, b], Verdict::Higher) if a / b >= 1.5 => {
            format!(
                "writes {} times the documents of {other}",
                number::times(a / b)
            )
        }
        ([a, b], Verdict::Higher) => format!(
            "writes {} more documents than {other}",
            number::share(a / b - 1.0)
        ),
        ([a, b], Verdict::Lower) => format!(
            "writes {} fewer documents than {other}",
            number::share(1.0 - a / b)
        ),
        _ => String::new(),
    }
}

/// A single variant's course.
fn description(data: &Data<'_>, documents: &Measure, capability: &Measure) -> String {
    let series = data.weekly(0, capability);
    let ends = [series.first(), series.last()]
        .map(|row| row.map_or(f64::NAN, |(_, summary)| summary.mean));
    let smallest = match capability.smallest {
        Smallest::Absolute(size) => size,
        Smallest::Relative(share) => share * ends[0].abs(),
    };
    let change = ends[1] - ends[0];
    let moves = if change.abs() < smallest {
        format!("stays at about {}", wording::value(capability, ends[1]))
    } else {
        let verb = if change > 0.0 { "rises" } else { "falls" };
        format!(
            "{verb} from {} to {}",
            wording::value(capability, ends[0]),
            wording::value(capability, ends[1])
        )
    };
    format!(
        "{}: {} {} in {}, while capability {moves}",
        wording::name(data, 0),
        wording::value(documents, data.mean(0, documents)),
        wording::lower(&documents.label),
        wording::weeks(data.weeks())
    )
}

pub fn alt(data: &Data<'_>, theme: &Theme, measures: [&Measure; 2]) -> String {
    let [panels, each] = [
        theme.said("two rows of panels", "pairs of panels"),
        theme.said("one column", "one pair"),
    ];
    let mut text = format!(
        "Line chart in {panels}, {} above capability, {each} for each of {} variants, over {}. At the end:",
        wording::lower(&measures[0].label),
        data.variants.len(),
        wording::weeks(data.weeks())
    );
    let ends: Vec<String> = data
        .variants
        .iter()
        .enumerate()
        .map(|(index, variant)| {
            let [documents, capability] =
                measures.map(|measure| wording::value(measure, data.mean(index, measure)));
            format!(" {}: {documents} and {capability}", variant.label)
        })
        .collect();
    text.push_str(&ends.join(";"));
    text.push('.');
    text
}
