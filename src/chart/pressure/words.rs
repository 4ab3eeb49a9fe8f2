//! What the knowing–doing gap says: what would change if people acted under pressure as they talk.

use super::{Mark, Panel, distance};
use crate::chart::data::{Data, Measure, Smallest};
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
    gap: &Measure,
    panel: &Panel,
) -> Option<(Words, Standing)> {
    let headline = headline(data, findings, gap, panel)?;
    let mut footer = Vec::from_iter(headline.evidence);
    footer.push(
        "Marks: means; bars: 95\u{a0}% confidence intervals, where wider than the mark".to_owned(),
    );
    footer.push(wording::provenance(data));
    let words = Words {
        title: headline.title,
        subtitle: vec![
            wording::plain(theme, "Share of cases that go well, after "),
            wording::plain(theme, wording::weeks(data.weeks())),
            wording::plain(theme, ": under pressure ("),
            wording::worn(theme.tacit, "capability"),
            wording::plain(theme, "), in everyday work, and "),
            wording::worn(theme.explicit, "as people would say"),
        ],
        footer,
    };
    Some((words, headline.standing))
}

fn headline(
    data: &Data<'_>,
    findings: &Findings,
    gap: &Measure,
    panel: &Panel,
) -> Option<Headline> {
    let smallest = match gap.smallest {
        Smallest::Absolute(size) => size,
        Smallest::Relative(_) => 0.0,
    };
    let Some(pair) = pair(data, findings, gap) else {
        return Some(Headline::describing(&description(data, panel, smallest)));
    };
    let finding = findings.get(gap, pair[0], pair[1])?;
    let text = if finding.holds() {
        let [variant, other] = pair.map(|v| wording::name(data, v));
        let [a, b] = finding.means;
        let first = would(a, smallest, " of capability");
        let second = if (a > 0.0) == (b > 0.0) && a.abs() >= smallest && b.abs() >= smallest {
            number::points_size(b)
        } else {
            // The metric is named once, by the first that changes.
            let of = if a.abs() < smallest {
                " of capability"
            } else {
                ""
            };
            format!("would {}", would(b, smallest, of))
        };
        format!(
            "If people acted under pressure as they talk, {variant} would {first}, {other} {second}"
        )
    } else {
        wording::nothing_clear(data, gap, finding, pair)
    };
    Some(Headline {
        title: wording::sentence(&text),
        standing: Standing::of(finding),
        // A title that claims nothing has the interval in itself.
        evidence: finding
            .holds()
            .then(|| wording::evidence(&[(gap, finding)])),
    })
}

fn would(gap: f64, smallest: f64, of: &str) -> String {
    if gap.abs() < smallest {
        "hardly change".to_owned()
    } else if gap > 0.0 {
        format!("gain {}{of}", number::points_size(gap))
    } else {
        format!("lose {}{of}", number::points_size(gap))
    }
}

fn description(data: &Data<'_>, panel: &Panel, smallest: f64) -> String {
    let gap = distance(data, 0, panel);
    let name = wording::name(data, 0);
    if gap.excludes_zero() && gap.mean.abs() >= smallest {
        let change = would(gap.mean, smallest, " of capability");
        format!("If people acted under pressure as they talk, {name} would {change}")
    } else {
        format!("{name}: no clear gap between what people say and what they do under pressure")
    }
}

fn pair(data: &Data<'_>, findings: &Findings, gap: &Measure) -> Option<[usize; 2]> {
    let reference = data.reference?;
    let widest = data
        .alternatives()
        .into_iter()
        .map(|variant| (variant, data.mean(variant, gap)))
        .filter(|(_, mean)| *mean > 0.0)
        .reduce(|best, next| if next.1 > best.1 { next } else { best })
        .filter(|(variant, _)| {
            findings
                .get(gap, *variant, reference)
                .is_some_and(|f| f.holds() && f.estimate.mean > 0.0)
        });
    match widest {
        Some((variant, _)) => Some([variant, reference]),
        None => question::headline(data, findings, gap),
    }
}

pub fn alt(data: &Data<'_>, panels: &[Panel; 2]) -> String {
    let rows: Vec<String> = data
        .variants
        .iter()
        .enumerate()
        .map(|(index, variant)| {
            let mean = |mark: &Mark| number::share(data.mean(index, &mark.measure));
            format!(
                "{} {}, {} and {}",
                variant.label,
                mean(&panels[0].marks[0]),
                mean(&panels[0].marks[1]),
                mean(&panels[1].marks[1])
            )
        })
        .collect();
    format!(
        "Dot plot, a row for each of {} variants. Capability under pressure, everyday performance and espoused competence: {}.",
        data.variants.len(),
        rows.join("; ")
    )
}
