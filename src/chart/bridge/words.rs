//! What the bridge says: how far it is from one setting to the other, and which lever carries most of it.

use super::{Lever, Way};
use crate::chart::Standing;
use crate::chart::frame::Words;
use crate::chart::sweep::bars::{Lead, Ranked, lead};
use crate::chart::sweep::words;
use crate::chart::theme::Theme;
use crate::chart::wording;

pub fn words(way: &Way<'_>, theme: &Theme) -> (Words, Standing) {
    let Way { main, levers, .. } = way;
    let [before, after] = way.levels;
    let ranked: Vec<Ranked> = levers.iter().map(Lever::ranked).collect();
    let name = |row: usize| levers[row].name.clone();
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
            wording::sentence(&first.name),
            words::estimate_of(main, &first.contribution)
        ));
    }
    footer.push(format!(
        "Contributions: averaged over all orders of the levers (Shapley); whiskers: {}; grey: below {} or not clear (Holm, {} comparisons)",
        way.whiskers,
        main.bound(main.smallest),
        words::count(way.family)
    ));
    footer.extend(way.notes.iter().cloned());
    footer.push(way.provenance.clone());
    let subtitle = vec![
        wording::plain(theme, format!("{}: ", way.heading)),
        wording::worn(main.colour(theme), main.lower()),
        wording::plain(theme, format!(" {}", way.horizon)),
    ];
    let words = Words {
        title: wording::sentence(&title),
        subtitle,
        footer,
    };
    (words, standing)
}

pub fn alt(way: &Way<'_>) -> String {
    let main = way.main;
    let [before, after] = way.levels;
    let parts: Vec<String> = way
        .levers
        .iter()
        .map(|lever| {
            format!(
                "{} {}",
                lever.label,
                main.difference(lever.contribution.mean)
            )
        })
        .collect();
    format!(
        "Bridge from {} to {} in {}, a step for each of {} levers, the largest first: {}.",
        main.value(before),
        main.value(after),
        main.lower(),
        way.levers.len(),
        parts.join("; ")
    )
}
