//! Tornado: which parameter moves capability most, a row each, the largest on top.
//!
//! One at a time: from the base to the worst and to the best of the tested values. Morris: the mean size of an effect
//! over the range, beside the size that noise alone would have. What cannot be told from nothing is grey. The title names
//! one parameter only where its interval lies above all others.

mod morris;
mod swings;

use super::bars::{Lead, Ranked, lead};
use super::claim::{Judged, Topic};
use super::data::Sweep;
use super::{Drawn, SweepChart, words};
use crate::chart::Standing;
use crate::chart::theme::Theme;

pub const CHART: SweepChart = SweepChart {
    id: "tornado",
    topics,
    draw,
};

fn topics(sweep: &Sweep<'_>) -> Vec<Topic> {
    if sweep.design() == "one-at-a-time" {
        swings::topics(sweep)
    } else {
        Vec::new()
    }
}

fn draw(sweep: &Sweep<'_>, judged: &Judged, theme: &Theme) -> Option<Drawn> {
    if sweep.design() == "one-at-a-time" {
        swings::draw(sweep, judged, theme)
    } else {
        morris::draw(sweep, theme)
    }
}

/// The title's claim on rows sorted from the largest down; `sole` words what one parameter alone does.
fn title(
    sweep: &Sweep<'_>,
    ranked: &[Ranked],
    label: impl Fn(usize) -> String,
    sole: impl Fn(usize) -> String,
    nobody: &str,
) -> (String, Standing) {
    let metric = sweep.main.lower();
    let size = |row: usize| sweep.main.size(ranked[row].size);
    match lead(ranked) {
        Lead::Nobody => (nobody.to_owned(), Standing::Fails),
        Lead::First(1) => (
            format!("{metric} depends most on {}: {}", label(0), sole(0)),
            Standing::Holds,
        ),
        Lead::First(count @ (2 | 3)) => {
            let labels: Vec<String> = (0..count).map(&label).collect();
            let sizes: Vec<String> = (0..count).map(size).collect();
            let text = format!(
                "{metric} depends most on {}: {}",
                words::list(&labels),
                words::list(&sizes)
            );
            (text, Standing::Holds)
        }
        Lead::First(count) => (
            format!(
                "no single parameter moves {metric} most: {} ({}), {} ({}) and {} more are not clearly apart",
                label(0),
                size(0),
                label(1),
                size(1),
                count - 2
            ),
            Standing::Fails,
        ),
    }
}

/// Which variant is drawn, where there are several.
fn variant_note(sweep: &Sweep<'_>) -> Option<String> {
    let several = sweep.variants.len() > 1;
    several.then(|| {
        format!(
            "Variant {}; the others are in the tables",
            sweep.variants[sweep.reference].named
        )
    })
}
