//! What the paths say: what each of two variants has gained in capability, and with how many documents.

use super::{MOST_TOGETHER, Plane};
use crate::analysis::Finding;
use crate::chart::data::Data;
use crate::chart::frame::Words;
use crate::chart::panel::events;
use crate::chart::question::{self, Findings};
use crate::chart::theme::Theme;
use crate::chart::wording::{self, Headline};
use crate::chart::{Standing, number};

/// All words around the paths.
pub fn words(
    data: &Data<'_>,
    findings: &Findings,
    theme: &Theme,
    plane: &Plane,
) -> (Words, Standing) {
    let headline = headline(data, findings, plane);
    let mut paths = "Paths: means, from the ring on; small dots: full years".to_owned();
    if data.variants.len() > MOST_TOGETHER {
        paths.push_str("; thin lines: the other variants");
        if let Some(reference) = data.reference {
            paths = format!("{paths}, dashed: {}", wording::name(data, reference));
        }
    }
    let mut footer = Vec::from_iter(headline.evidence);
    footer.push(paths);
    footer.extend(events::in_words(data, theme, &[]));
    footer.push(wording::provenance(data));
    let words = Words {
        title: headline.title,
        subtitle: vec![
            wording::worn(theme.tacit, "Capability"),
            wording::plain(
                theme,
                " (share of live cases that go well under pressure) against ",
            ),
            wording::worn(theme.explicit, wording::lower(&plane.across.label)),
            wording::plain(theme, format!(" over {}", wording::weeks(data.weeks()))),
        ],
        footer,
    };
    (words, headline.standing)
}

fn headline(data: &Data<'_>, findings: &Findings, plane: &Plane) -> Headline {
    let pair = question::pair(data, findings, &plane.across, &plane.up);
    let judged = pair.and_then(|pair| Some((pair, findings.get(&plane.up, pair[0], pair[1])?)));
    let Some((pair, able)) = judged else {
        let text = format!(
            "{} {}",
            wording::name(data, 0),
            gains(plane, 0, " of capability")
        );
        return Headline::describing(&text);
    };
    let [variant, other] = pair;
    let text = if able.holds() {
        let measure = wording::lower(&plane.across.label);
        let [first, second] = [
            gains(plane, variant, " of capability"),
            gains(plane, other, ""),
        ];
        // What is equal is not said twice.
        let second = second.replace(&format!("\u{a0}{measure}"), "");
        let counts =
            pair.map(|v| number::count(plane.paths[v].last().map_or(f64::NAN, |end| end.1)));
        let differ = findings
            .get(&plane.across, variant, other)
            .is_some_and(Finding::holds);
        let second = if !differ && counts[0] != "0" && counts[1] != "0" {
            second.replace(&format!("with {}", counts[1]), "with about as many")
        } else {
            second
        };
        let verb = first.split(' ').next().unwrap_or_default();
        let second = second
            .strip_prefix(verb)
            .map_or(second.as_str(), str::trim_start);
        format!(
            "{} {first}, {} {second}",
            wording::name(data, variant),
            wording::name(data, other)
        )
    } else {
        let [a, b] = pair.map(|v| wording::value(&plane.across, data.mean(v, &plane.across)));
        let counts = if a == b {
            format!("at {a} each")
        } else {
            format!("at {a} and {b}")
        };
        let text = wording::nothing_clear(data, &plane.up, able, pair);
        format!("{text}, {counts} {}", wording::lower(&plane.across.label))
    };
    Headline {
        title: wording::sentence(&text),
        standing: Standing::of(able),
        // A title that claims nothing has the interval in itself.
        evidence: able
            .holds()
            .then(|| wording::evidence(&[(&plane.up, able)])),
    }
}

/// "gains 24 pp of capability with 38 documents per head".
fn gains(plane: &Plane, variant: usize, of: &str) -> String {
    let path = &plane.paths[variant];
    let (Some(first), Some(last)) = (path.first(), path.last()) else {
        return "has no runs".to_owned();
    };
    let gain = last.2 - first.2;
    let verb = if gain < 0.0 { "loses" } else { "gains" };
    let documents = match number::count(last.1).as_str() {
        "0" => "no documents".to_owned(),
        count => format!("{count}\u{a0}{}", wording::lower(&plane.across.label)),
    };
    format!("{verb} {}{of} with {documents}", number::points_size(gain))
}

pub fn alt(data: &Data<'_>, plane: &Plane) -> String {
    let ways: Vec<String> = data
        .variants
        .iter()
        .enumerate()
        .map(|(index, variant)| {
            format!(
                "{} {}",
                variant.label,
                gains(plane, index, " of capability")
            )
        })
        .collect();
    format!(
        "Phase plot of {} (across) and capability (up), a path for each of {} variants over {}: {}.",
        wording::lower(&plane.across.label),
        data.variants.len(),
        wording::weeks(data.weeks()),
        ways.join("; ")
    )
}
