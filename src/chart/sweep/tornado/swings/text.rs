//! What the swings say: the widest, if it is clearly the widest, and how far it goes.

use super::Swing;
use crate::chart::Standing;
use crate::chart::frame::Words;
use crate::chart::sweep::bars::{MOST_ROWS, Ranked};
use crate::chart::sweep::claim::Judged;
use crate::chart::sweep::data::Sweep;
use crate::chart::sweep::tornado::{title, variant_note};
use crate::chart::sweep::words;
use crate::chart::theme::Theme;
use crate::chart::wording;

/// All words around the bars.
pub fn words(
    sweep: &Sweep<'_>,
    judged: &Judged,
    theme: &Theme,
    all: &[Swing],
) -> (Words, Standing) {
    let ranked: Vec<Ranked> = all.iter().map(Swing::ranked).collect();
    let label = |row: usize| sweep.parameters[all[row].parameter].lower();
    let main = &sweep.main;
    let sole = |row: usize| {
        let ends = &all[row].ends;
        let means = || ends.iter().map(|end| end.difference.mean);
        let (low, high) = (means().fold(0.0, f64::min), means().fold(0.0, f64::max));
        match (low < 0.0, high > 0.0) {
            (true, true) => {
                let low = main.difference(low);
                let low = low.trim_end_matches("pp").trim_end_matches('\u{a0}');
                format!("{low} to {} around the base", main.difference(high))
            }
            (true, false) => format!("down to {} below the base", main.size(low)),
            _ => format!("up to {} above the base", main.size(high)),
        }
    };
    let nobody = format!(
        "no tested value of any parameter clearly changes {}",
        main.lower()
    );
    let (title, standing) = title(sweep, &ranked, label, sole, &nobody);
    let mut footer = Vec::new();
    if let Some(first) = all.first() {
        let parameter = &sweep.parameters[first.parameter];
        let ends: Vec<String> = first
            .ends
            .iter()
            .map(|end| {
                format!(
                    "{} at {}",
                    words::estimate(sweep, &end.difference),
                    parameter.value(end.value)
                )
            })
            .collect();
        footer.push(format!(
            "{}, same seeds: {}",
            wording::sentence(&parameter.label),
            ends.join(", ")
        ));
    }
    footer.push(format!(
        "Bars: tested values with the lowest and highest mean; whiskers: 95\u{a0}% CI; grey: below {} or not clear (Holm, {} comparisons)",
        main.bound(main.smallest),
        words::count(judged.family())
    ));
    if all.len() > MOST_ROWS {
        footer.push(format!("{MOST_ROWS} of {} parameters drawn", all.len()));
    }
    footer.extend(variant_note(sweep));
    footer.push(words::provenance(sweep));
    let subtitle = vec![
        wording::plain(theme, "Change in "),
        wording::worn(main.colour(theme), main.lower()),
        wording::plain(
            theme,
            format!(
                " {} as one parameter moves from its base{}",
                words::horizon(sweep),
                main.unit_of_differences()
            ),
        ),
    ];
    let words = Words {
        title: wording::sentence(&title),
        subtitle,
        footer,
    };
    (words, standing)
}

pub fn alt(sweep: &Sweep<'_>, swings: &[Swing]) -> String {
    let rows: Vec<String> = swings
        .iter()
        .map(|swing| {
            let parameter = &sweep.parameters[swing.parameter];
            let ends: Vec<String> = swing
                .ends
                .iter()
                .map(|end| {
                    format!(
                        "{} at {}",
                        sweep.main.difference(end.difference.mean),
                        parameter.value(end.value)
                    )
                })
                .collect();
            format!(
                "{} {}",
                wording::lower(&parameter.label),
                ends.join(" and ")
            )
        })
        .collect();
    format!(
        "Tornado chart of changes in {} from the base, a bar for each of {} parameters, the widest first: {}.",
        sweep.main.lower(),
        swings.len(),
        rows.join("; ")
    )
}
