//! What the spiral says: how many internalisations there are per hundred documents.

use super::{Flow, ratio_of, yearly};
use crate::chart::data::{Data, Measure};
use crate::chart::frame::Words;
use crate::chart::question::{self, Findings};
use crate::chart::theme::Theme;
use crate::chart::wording::{self, Headline};
use crate::chart::{Standing, number};

pub fn words(
    data: &Data<'_>,
    findings: &Findings,
    theme: &Theme,
    ratio: &Measure,
) -> (Words, Standing) {
    let headline = headline(data, findings, ratio);
    let mut footer = Vec::from_iter(headline.evidence);
    footer.push(
        "Bars: means per year; 95\u{a0}% confidence intervals where wider than a line; internalisation: a case guided by belief turns \
         a habit round"
            .to_owned(),
    );
    footer.push(wording::provenance(data));
    let per = if data.all_heads_known() {
        " per head"
    } else {
        ""
    };
    let words = Words {
        title: headline.title,
        subtitle: vec![
            wording::plain(
                theme,
                format!(
                    "Flows of knowledge{per} and year over {}, ending in ",
                    wording::weeks(data.weeks())
                ),
            ),
            wording::worn(theme.tacit, "what people do"),
            wording::plain(theme, " or in "),
            wording::worn(theme.explicit, "what is written"),
        ],
        footer,
    };
    (words, headline.standing)
}

fn headline(data: &Data<'_>, findings: &Findings, ratio: &Measure) -> Headline {
    let judged = question::flowing_headline(data, findings, ratio).and_then(|[variant, other]| {
        let finding = findings.get(ratio, variant, other)?;
        let known = finding.estimate.mean.is_finite();
        known.then_some(([variant, other], finding))
    });
    let Some((pair, finding)) = judged else {
        return Headline::describing(&description(data, ratio));
    };
    let [variant, other] = pair.map(|variant| wording::name(data, variant));
    let title = if finding.holds() {
        let [ours, theirs] = finding.means.map(number::times);
        format!("{variant} has {ours} internalisations per 100 documents, {other} {theirs}")
    } else {
        wording::nothing_clear(data, ratio, finding, pair)
    };
    Headline {
        title: wording::sentence(&title),
        standing: Standing::of(finding),
        evidence: Some(wording::evidence(&[(ratio, finding)])),
    }
}

/// Without another variant to compare with.
fn description(data: &Data<'_>, ratio: &Measure) -> String {
    let own = data.reference.unwrap_or(0);
    let found = ratio_of(data, own, ratio);
    if found.mean.is_finite() {
        format!(
            "{}: {} internalisations per 100 documents",
            wording::name(data, own),
            number::times(found.mean)
        )
    } else {
        format!("{}: no documents", wording::name(data, own))
    }
}

pub fn alt(data: &Data<'_>, theme: &Theme, flows: &[Flow; 4], ratio: &Measure) -> String {
    let four = theme.said("four columns", "four blocks below one another");
    let mut text = format!(
        "Bars in {four}, socialisation, externalisation, combination and internalisation, a row for each of {} \
         variants; flows a year and internalisations per 100 documents:",
        data.variants.len()
    );
    let parts: Vec<String> = data
        .variants
        .iter()
        .enumerate()
        .map(|(index, variant)| {
            let flows: Vec<String> = flows
                .iter()
                .map(|flow| number::count(yearly(data, index, &flow.measure).mean))
                .collect();
            let ratio = ratio_of(data, index, ratio);
            let ratio = if ratio.mean.is_finite() {
                format!("{} per 100 documents", number::count(ratio.mean))
            } else {
                "no documents".to_owned()
            };
            format!(" {}: {}; {ratio}", variant.label, flows.join(", "))
        })
        .collect();
    text.push_str(&parts.join("."));
    text.push('.');
    text
}
