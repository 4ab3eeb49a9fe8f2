//! What the indices say: who explains most, or that they have not converged.

use super::{Share, Verdict, percent};
use crate::chart::Standing;
use crate::chart::frame::Words;
use crate::chart::sweep::bars::MOST_ROWS;
use crate::chart::sweep::data::Sweep;
use crate::chart::sweep::words;
use crate::chart::theme::Theme;
use crate::chart::wording;

/// All words around the bars.
pub fn words(
    sweep: &Sweep<'_>,
    theme: &Theme,
    all: &[Share],
    verdict: Verdict,
) -> (Words, Standing) {
    let (title, standing) = title(sweep, all, verdict);
    let main = &sweep.main;
    let mut by_first: Vec<&Share> = all.iter().collect();
    by_first.sort_by(|a, b| b.alone[0].total_cmp(&a.alone[0]));
    let interval = |share: &&&Share| {
        let [low, high] = [share.alone[1], share.alone[2]].map(percent);
        format!(
            "{} {} ({} to {high})",
            wording::lower(&share.label),
            percent(share.alone[0]),
            low.trim_end_matches(['%', '\u{a0}'])
        )
    };
    let firsts: Vec<String> = by_first
        .iter()
        .take(2)
        .map(|share| interval(&share))
        .collect();
    let mut footer = vec![format!(
        "Alone, with 95\u{a0}% intervals: {}",
        firsts.join(", ")
    )];
    footer.push(
        "Filled: alone (first-order index); light: with interactions (total index); whiskers: 95\u{a0}% intervals, design resampled"
            .to_owned(),
    );
    if all.iter().any(|share| !share.is_above_noise()) {
        footer.push("Grey: total not above what chance alone adds".to_owned());
    }
    if all.len() > MOST_ROWS {
        footer.push(format!("{MOST_ROWS} of {} parameters drawn", all.len()));
    }
    if sweep.variants.len() > 1 {
        footer.push(format!("Variant {}", sweep.variants[sweep.reference].named));
    }
    footer.push(words::provenance(sweep));
    let subtitle = vec![
        wording::plain(theme, "Share of the variance of "),
        wording::worn(main.colour(theme), main.lower()),
        wording::plain(
            theme,
            format!(
                " {} that each parameter explains over the tested ranges",
                words::horizon(sweep)
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

/// The title: no ranking unless the indices have converged.
fn title(sweep: &Sweep<'_>, all: &[Share], verdict: Verdict) -> (String, Standing) {
    let metric = sweep.main.lower();
    if verdict == Verdict::NotConverged {
        let text = format!(
            "Not converged: what each parameter explains of {metric} is not known well enough to rank them"
        );
        return (text, Standing::Fails);
    }
    let mut shares: Vec<&Share> = all.iter().filter(|share| share.alone[1] > 0.0).collect();
    shares.sort_by(|a, b| b.alone[0].total_cmp(&a.alone[0]));
    let label = |share: &Share| wording::lower(&share.label);
    let Some((first, others)) = shares.split_first() else {
        let text = format!("no parameter alone explains a clear share of the variance of {metric}");
        return (text, Standing::Fails);
    };
    let with = if first.total[1] > first.alone[2] {
        format!(" ({} with its interactions)", percent(first.total[0]))
    } else {
        String::new()
    };
    let second = others.first().map_or_else(String::new, |second| {
        let apart = first.alone[1] > second.alone[2];
        let note = if apart { "" } else { ", not clearly less" };
        format!(
            ", {} from {} alone{note}",
            percent(second.alone[0]),
            label(second)
        )
    });
    let text = format!(
        "{} of the variance of {metric} comes from {} alone{with}{second}",
        percent(first.alone[0]),
        label(first)
    );
    (text, Standing::Holds)
}

pub fn alt(sweep: &Sweep<'_>, shares: &[Share], verdict: Verdict) -> String {
    let rows: Vec<String> = shares
        .iter()
        .map(|share| {
            format!(
                "{} {} and {}",
                wording::lower(&share.label),
                percent(share.alone[0]),
                percent(share.total[0])
            )
        })
        .collect();
    let verdict = match verdict {
        Verdict::Converged => "converged",
        Verdict::NotConverged => "not converged",
    };
    format!(
        "Bar chart of Sobol indices of {} ({verdict}), {} parameters, alone and with interactions, the largest first: {}.",
        sweep.main.lower(),
        shares.len(),
        rows.join("; ")
    )
}
