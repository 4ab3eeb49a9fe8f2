//! What the loops say: how much comes back from the explicit loop into practice, and which stage is slowest.

use super::{Flows, NAMES, slowest};
use crate::chart::data::{Data, Measure};
use crate::chart::frame::Words;
use crate::chart::question::Findings;
use crate::chart::theme::Theme;
use crate::chart::wording::{self, Headline};
use crate::chart::{Standing, number};

pub fn words(
    data: &Data<'_>,
    findings: &Findings,
    theme: &Theme,
    internalised: &Measure,
    (pair, flows): (Option<[usize; 2]>, &[Flows]),
) -> (Words, Standing) {
    let per = if data.all_heads_known() {
        " per head"
    } else {
        ""
    };
    let headline = headline(data, findings, internalised, pair, flows);
    let mut footer = Vec::from_iter(headline.evidence);
    footer.push(format!(
        "Figures: means{per} and year: sessions, documents, statements recorded, habits turned round by guided cases; beliefs guide, and they come from talk and practice too"
    ));
    if data.variants.len() > flows.len() {
        footer.push(format!(
            "{} of {} variants drawn",
            flows.len(),
            data.variants.len()
        ));
    }
    footer.push(wording::provenance(data));
    let words = Words {
        title: headline.title,
        subtitle: vec![
            wording::plain(theme, "The "),
            wording::worn(theme.tacit, "tacit loop"),
            wording::plain(theme, " and the "),
            wording::worn(theme.explicit, "explicit loop"),
            wording::plain(
                theme,
                format!(
                    ": flows{per} and year, over {}",
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
    internalised: &Measure,
    pair: Option<[usize; 2]>,
    flows: &[Flows],
) -> Headline {
    let per = if data.all_heads_known() {
        " per head"
    } else {
        ""
    };
    let found = pair.and_then(|pair| Some((pair, findings.get(internalised, pair[0], pair[1])?)));
    let Some((pair, finding)) = found else {
        let text = format!(
            "{}: {} habits{per} and year are turned round by guidance",
            wording::name(data, flows[0].variant),
            number::times(flows[0].values[7])
        );
        return Headline::describing(&text);
    };
    let title = if finding.holds() {
        let [variant, other] = pair.map(|variant| wording::name(data, variant));
        let [ours, theirs] = pair.map(|variant| {
            let flows = flows.iter().find(|flows| flows.variant == variant);
            flows.map_or(f64::NAN, |flows| flows.values[7])
        });
        format!(
            "{variant} turns {} habits{per} and year round by guidance, {other} {}",
            number::times(ours),
            number::times(theirs)
        )
    } else {
        wording::nothing_clear(data, internalised, finding, pair)
    };
    let evidence = wording::evidence(&[(internalised, finding)]);
    Headline {
        title: wording::sentence(&title),
        standing: Standing::of(finding),
        evidence: Some(format!("{evidence} over {}", wording::weeks(data.weeks()))),
    }
}

pub fn alt(data: &Data<'_>, flows: &[Flows]) -> String {
    let parts: Vec<String> = flows
        .iter()
        .map(|flows| {
            let values: Vec<String> = NAMES
                .iter()
                .zip(flows.values)
                .map(|(name, value)| format!("{} {}", name.to_lowercase(), number::tenths(value)))
                .collect();
            let mut text = format!(
                "{}: {}",
                data.variants[flows.variant].label,
                values.join(", ")
            );
            for (name, place) in [
                ("tacit", slowest(flows.tacit())),
                ("explicit", slowest(flows.explicit()).map(|place| place + 3)),
            ] {
                if let Some(place) = place {
                    text.push_str("; slowest of the ");
                    text.push_str(name);
                    text.push_str(" loop: ");
                    text.push_str(&NAMES[place].to_lowercase());
                }
            }
            text
        })
        .collect();
    format!(
        "Diagram of two loops of three stages each with two couplings between them, flows per year. {}.",
        parts.join(". ")
    )
}
