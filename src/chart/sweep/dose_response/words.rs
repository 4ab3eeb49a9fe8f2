//! What a dose-response says: where the best value lies on each line, or that there is none to speak of.

mod title;

use super::{Curve, Role};
use crate::chart::frame::Words;
use crate::chart::sweep::data::Sweep;
use crate::chart::sweep::optimum::{Best, End};
use crate::chart::sweep::parameter::Parameter;
use crate::chart::sweep::{field, words};
use crate::chart::theme::Theme;
use crate::chart::wording;
use crate::chart::{Standing, number};

/// All words around the panels.
pub fn words(
    sweep: &Sweep<'_>,
    theme: &Theme,
    along: &Parameter,
    curves: &[Curve<'_>],
    fixed: &[(usize, f64)],
) -> (Words, Standing) {
    let (title, standing) = title::title(sweep, along, curves);
    let mut footer = evidence(sweep, along, curves);
    footer.push(key(along, curves));
    footer.extend(words::fixed(sweep, fixed));
    footer.push(words::provenance(sweep));
    let main = &sweep.main;
    let mut subtitle = vec![wording::worn(
        main.colour(theme),
        wording::sentence(&main.label),
    )];
    if let Some(documents) = super::documents(sweep, curves) {
        subtitle.push(wording::plain(theme, " and "));
        subtitle.push(wording::worn(
            documents.measure.colour(theme),
            documents.measure.lower(),
        ));
    }
    let rest = format!(" {}, by {}", words::horizon(sweep), along.lower());
    subtitle.push(wording::plain(theme, rest));
    let words = Words {
        title: wording::sentence(&title),
        subtitle,
        footer,
    };
    (words, standing)
}

/// The intervals behind the title.
fn evidence(sweep: &Sweep<'_>, along: &Parameter, curves: &[Curve<'_>]) -> Vec<String> {
    if curves.len() > field::MOST_LINES || along.values.len() < 2 {
        return Vec::new();
    }
    if let [curve] = curves {
        let Some(best) = curve.best.filter(Best::has_interval) else {
            return Vec::new();
        };
        let place = format!(
            "Highest mean at {} ({})",
            along.value(best.row.at),
            words::interval_of_place(along, &best)
        );
        return vec![
            [Some(place), gains(sweep, along, &best)]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join("; same seeds: "),
        ];
    }
    let places: Vec<String> = curves
        .iter()
        .filter_map(|curve| {
            let best = curve.best.filter(Best::has_interval)?;
            let span = along.interval(best.row.at_low, best.row.at_high);
            Some(format!(
                "{}: {} ({span})",
                curve.label,
                along.value(best.row.at)
            ))
        })
        .collect();
    if places.is_empty() {
        return Vec::new();
    }
    let mut sentences = vec![format!(
        "Highest means with 95\u{a0}% intervals: {}",
        places.join("; ")
    )];
    let leader = curves.iter().find(|curve| curve.role == Role::Reference);
    sentences.extend(leader.and_then(|curve| {
        let gains = gains(sweep, along, &curve.best?)?;
        Some(format!("{}, same seeds: {gains}", curve.label))
    }));
    sentences
}

/// What the best value gains over each end of the axis, with intervals.
fn gains(sweep: &Sweep<'_>, along: &Parameter, best: &Best<'_>) -> Option<String> {
    let over = |(end, value): (End, f64)| {
        let gain = best.gain(sweep, end).filter(|gain| gain.mean.abs() > 0.0)?;
        Some(format!(
            "{} over {}",
            words::estimate(sweep, &gain),
            along.value(value)
        ))
    };
    let ends = [(End::Low, along.lowest()), (End::High, along.highest())];
    let gains: Vec<String> = ends.into_iter().filter_map(over).collect();
    (!gains.is_empty()).then(|| gains.join(", "))
}

/// What is drawn, in words.
fn key(along: &Parameter, curves: &[Curve<'_>]) -> String {
    if along.values.len() < 2 {
        return "Marks: means of all seeds".to_owned();
    }
    let has_place = curves
        .iter()
        .any(|curve| curve.best.is_some_and(|best| best.has_interval()));
    let mut parts =
        vec!["Lines: means, with bands of their 95\u{a0}% confidence intervals".to_owned()];
    if has_place {
        let mark = match curves.len() {
            1 => "grey band",
            2..=field::MOST_LINES => "bars on top",
            _ => "bar through the mark",
        };
        parts.push(format!(
            "{mark}: 95\u{a0}% interval of the highest mean, seeds resampled"
        ));
    }
    if curves.len() > field::MOST_LINES && (along.lowest()..=along.highest()).contains(&along.base)
    {
        parts.push(format!("dotted: base {}", along.value(along.base)));
    }
    parts.join("; ")
}

pub fn alt(sweep: &Sweep<'_>, along: &Parameter, curves: &[Curve<'_>]) -> String {
    let panels = super::documents(sweep, curves).map_or_else(String::new, |documents| {
        format!(" above {}", documents.measure.lower())
    });
    let lines: Vec<String> = curves
        .iter()
        .filter_map(|curve| {
            let (first, last) = (curve.dots.first()?, curve.dots.last()?);
            let name = if curves.len() > 1 {
                format!("{}: ", curve.label)
            } else {
                String::new()
            };
            let best = curve.best.map_or_else(String::new, |best| {
                format!(
                    ", highest {} at {} ({})",
                    sweep.main.value(best.row.best),
                    along.value(best.row.at),
                    words::interval_of_place(along, &best)
                )
            });
            let written = if last.documents.is_finite() {
                format!(
                    "; documents from {} to {}",
                    number::count(first.documents),
                    number::count(last.documents)
                )
            } else {
                String::new()
            };
            Some(format!(
                "{name}{} at {}{best}, {} at {}{written}",
                sweep.main.value(first.mean),
                along.value(first.value),
                sweep.main.value(last.mean),
                along.value(last.value)
            ))
        })
        .collect();
    format!(
        "Line chart of {}{panels}, along {} from {} to {}, {} tested values. {}.",
        sweep.main.lower(),
        along.lower(),
        along.value(along.lowest()),
        along.value(along.highest()),
        along.values.len(),
        lines.join(". ")
    )
}
