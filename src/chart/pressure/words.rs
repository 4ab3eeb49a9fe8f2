//! What the knowing–doing gap says: what would change if people acted under pressure as they talk.

use super::{Mark, Panel, distance};
use crate::analysis::Difference;
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
        // Each gap is judged by its own interval, not by that of their difference.
        let [a, b] = pair.map(|v| Change::of(&distance(data, v, panel), smallest));
        let first = a.words(" of capability");
        let second = match (a, b) {
            (Change::Gain(_), Change::Gain(size)) | (Change::Loss(_), Change::Loss(size)) => {
                number::points_size(size)
            }
            _ => {
                // The metric is named once, by the first that changes.
                let named = matches!(a, Change::Gain(_) | Change::Loss(_));
                format!(
                    "would {}",
                    b.words(if named { "" } else { " of capability" })
                )
            }
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

/// What would change if people acted as they talk, as far as the interval of the gap allows it to be said.
#[derive(Debug, Clone, Copy)]
enum Change {
    Gain(f64),
    Loss(f64),
    /// The interval lies within the smallest relevant size.
    Hardly,
    Unclear,
}

impl Change {
    fn of(gap: &Difference, smallest: f64) -> Change {
        if gap.excludes_zero() && gap.mean.abs() >= smallest {
            if gap.mean > 0.0 {
                Change::Gain(gap.mean)
            } else {
                Change::Loss(gap.mean)
            }
        } else if gap.ci_low > -smallest && gap.ci_high < smallest {
            Change::Hardly
        } else {
            Change::Unclear
        }
    }

    fn words(self, of: &str) -> String {
        match self {
            Change::Gain(size) => format!("gain {}{of}", number::points_size(size)),
            Change::Loss(size) => format!("lose {}{of}", number::points_size(size)),
            Change::Hardly => "hardly change".to_owned(),
            Change::Unclear => "not clearly change".to_owned(),
        }
    }
}

fn description(data: &Data<'_>, panel: &Panel, smallest: f64) -> String {
    let gap = distance(data, 0, panel);
    let name = wording::name(data, 0);
    if gap.excludes_zero() && gap.mean.abs() >= smallest {
        let change = Change::of(&gap, smallest).words(" of capability");
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
