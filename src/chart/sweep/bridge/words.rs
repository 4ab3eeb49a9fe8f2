//! What the bridge says: how far it is from one setting to the other, and which lever carries most of it.

use super::{Lever, way};
use crate::chart::Standing;
use crate::chart::frame::Words;
use crate::chart::sweep::bars::{Lead, Ranked, lead};
use crate::chart::sweep::claim::Judged;
use crate::chart::sweep::data::Sweep;
use crate::chart::sweep::words;
use crate::chart::theme::Theme;
use crate::chart::wording;

/// "Explicit share 30 % → 80 %".
pub fn label(sweep: &Sweep<'_>, lever: usize) -> String {
    let parameter = &sweep.parameters[lever];
    let [from, to] = way(sweep, lever).map(|value| parameter.value(value));
    format!("{}: {from} → {to}", parameter.label)
}

pub fn words(
    sweep: &Sweep<'_>,
    judged: &Judged,
    theme: &Theme,
    levers: &[Lever],
    [before, after]: [f64; 2],
) -> (Words, Standing) {
    let main = &sweep.main;
    let ranked: Vec<Ranked> = levers.iter().map(Lever::ranked).collect();
    let name = |row: usize| sweep.parameters[levers[row].parameter].lower();
    let part = |row: usize| main.difference(levers[row].contribution.mean);
    let whole = main.difference(after - before);
    let metric = main.lower();
    let (title, standing) = match lead(&ranked) {
        Lead::Nobody => (
            format!(
                "no lever clearly changes {metric} on the way from {} to {}",
                main.value(before),
                main.value(after)
            ),
            Standing::Fails,
        ),
        Lead::First(1) => (
            format!(
                "of {whole} in {metric}, {} contributes most: {}",
                name(0),
                part(0)
            ),
            Standing::Holds,
        ),
        Lead::First(count @ (2 | 3)) => {
            let names: Vec<String> = (0..count).map(name).collect();
            let parts: Vec<String> = (0..count).map(part).collect();
            (
                format!(
                    "of {whole} in {metric}, {} contribute most: {}",
                    words::list(&names),
                    words::list(&parts)
                ),
                Standing::Holds,
            )
        }
        Lead::First(count) => (
            format!(
                "no single lever carries most of {whole} in {metric}: {count} are not clearly apart"
            ),
            Standing::Fails,
        ),
    };
    let mut footer = Vec::new();
    if let Some(first) = levers.first() {
        footer.push(format!(
            "{}, same seeds: {}",
            wording::sentence(&sweep.parameters[first.parameter].label),
            words::estimate(sweep, &first.contribution)
        ));
    }
    footer.push(format!(
        "Contributions: averaged over all orders of the levers (Shapley); whiskers: the widest their 95\u{a0}% CI can be; grey: below {} or not clear (Holm, {} comparisons)",
        main.bound(main.smallest),
        words::count(judged.family())
    ));
    if sweep.variants.len() > 1 {
        footer.push(format!(
            "Variant {}; the others are in the tables",
            sweep.variants[sweep.reference].named
        ));
    }
    footer.push(words::provenance(sweep));
    let subtitle = vec![
        wording::plain(theme, "From one setting to another: "),
        wording::worn(main.colour(theme), main.lower()),
        wording::plain(theme, format!(" {}", words::horizon(sweep))),
    ];
    let words = Words {
        title: wording::sentence(&title),
        subtitle,
        footer,
    };
    (words, standing)
}

pub fn alt(sweep: &Sweep<'_>, levers: &[Lever], [before, after]: [f64; 2]) -> String {
    let parts: Vec<String> = levers
        .iter()
        .map(|lever| {
            format!(
                "{} {}",
                label(sweep, lever.parameter),
                sweep.main.difference(lever.contribution.mean)
            )
        })
        .collect();
    format!(
        "Bridge from {} to {} in {}, a step for each of {} levers, the largest first: {}.",
        sweep.main.value(before),
        sweep.main.value(after),
        sweep.main.lower(),
        levers.len(),
        parts.join("; ")
    )
}
