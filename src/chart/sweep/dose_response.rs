//! Dose-response: capability, and what is written for it, as one parameter runs from its lowest to its highest value.
//!
//! Two panels on one axis and never two scales in one. The best value is marked with its interval; a mark is filled only
//! where a best value may be claimed. Lines of variants or of a second parameter share the panels up to four, more get
//! panels of their own. The title speaks of all lines: of each where they are few, in numbers where they are many.

mod pair;
mod panels;
mod together;
mod words;

use super::claim::{Judged, Topic};
use super::data::{Documents, Sweep};
use super::field::{self, Lines};
use super::optimum::{self, Best};
use super::parameter::Parameter;
use super::{Drawn, Sheet, SweepChart};
use crate::chart::frame;
use crate::chart::theme::Theme;
use crate::chart::wording;

pub const CHART: SweepChart = SweepChart {
    id: "dose-response",
    topics,
    draw,
};

/// One line, with all that is drawn of it.
struct Curve<'a> {
    variant: usize,
    /// The parameter that tells it from the others, if one does.
    beside: Option<usize>,
    /// At the line's end: "Turnover 20 %", "Balanced".
    label: String,
    /// In a sentence: "turnover at 20 %", "‘Balanced’".
    named: String,
    role: Role,
    dots: Vec<Dot>,
    best: Option<Best<'a>>,
}

/// What a line is among the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// The reference variant, or the value that is also the base.
    Reference,
    /// Any other, by its place among those.
    Other(usize),
}

/// A tested value and what was found there.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Dot {
    value: f64,
    n: u64,
    mean: f64,
    low: f64,
    high: f64,
    documents: f64,
}

fn topics(sweep: &Sweep<'_>) -> Vec<Topic> {
    let Some(lines) = field::lines(sweep) else {
        return Vec::new();
    };
    let along = &sweep.parameters[lines.across];
    lines
        .each
        .iter()
        .flat_map(|line| optimum::topics(sweep, line.variant, along, &line.point))
        .collect()
}

fn draw(sweep: &Sweep<'_>, judged: &Judged, theme: &Theme) -> Option<Drawn> {
    let lines = field::lines(sweep)?;
    let along = &sweep.parameters[lines.across];
    let curves = curves(sweep, judged, &lines);
    if curves.iter().all(|curve| curve.dots.is_empty()) {
        return None;
    }
    let (words, standing) = words::words(sweep, theme, along, &curves, &lines.fixed);
    let canvas = if curves.len() <= field::MOST_LINES {
        let (mut canvas, room) = frame::open(theme, &words, together::HEIGHT);
        together::draw(&mut canvas, sweep, theme, room, along, &curves);
        canvas
    } else {
        panels::draw(sweep, theme, &words, along, &curves)
    };
    Some(Drawn {
        canvas,
        words,
        standing,
        sheet: sheet(sweep, &lines, &curves),
        alt: words::alt(sweep, along, &curves),
    })
}

/// More panels than this stand in two rows, where there is no room for a second panel below each.
const MOST_IN_A_ROW: usize = 6;

/// What is written, where it is drawn.
fn documents<'s>(sweep: &'s Sweep<'_>, curves: &[Curve<'_>]) -> Option<&'s Documents> {
    sweep
        .documents
        .as_ref()
        .filter(|_| curves.len() <= MOST_IN_A_ROW)
}

fn curves<'a>(sweep: &Sweep<'a>, judged: &Judged, lines: &Lines) -> Vec<Curve<'a>> {
    let along = &sweep.parameters[lines.across];
    let mut others = 0;
    let mut curves = Vec::new();
    for line in &lines.each {
        let name = name(sweep, line);
        let role = if is_reference(sweep, line) {
            Role::Reference
        } else {
            others += 1;
            Role::Other(others - 1)
        };
        curves.push(Curve {
            variant: line.variant,
            beside: line.beside.map(|(index, _)| index),
            label: name.0,
            named: name.1,
            role,
            dots: along
                .values
                .iter()
                .filter_map(|value| dot(sweep, line, along, *value))
                .collect(),
            best: Best::find(sweep, judged, line.variant, along, &line.point),
        });
    }
    curves
}

fn is_reference(sweep: &Sweep<'_>, line: &field::Line) -> bool {
    let is_base = line.beside.is_none_or(|(index, value)| {
        let base = sweep.parameters[index].base;
        (value - base).abs() <= 1e-9 * base.abs()
    });
    is_base && line.variant == sweep.reference
}

fn name(sweep: &Sweep<'_>, line: &field::Line) -> (String, String) {
    let variant = &sweep.variants[line.variant];
    match line.beside {
        None => (wording::sentence(&variant.label), variant.named.clone()),
        Some((index, value)) => {
            let parameter = &sweep.parameters[index];
            let value = parameter.value(value);
            let named = format!("{} at {value}", parameter.lower());
            let label = format!("{} {value}", wording::sentence(&parameter.label));
            if sweep.variants.len() == 1 {
                (label, named)
            } else {
                (
                    format!(
                        "{}, {}",
                        wording::sentence(&variant.label),
                        wording::lower(&label)
                    ),
                    format!("{} and {named}", variant.named),
                )
            }
        }
    }
}

fn dot(sweep: &Sweep<'_>, line: &field::Line, along: &Parameter, value: f64) -> Option<Dot> {
    let point = line.at(along.index, value);
    let row = sweep.at(line.variant, &point)?;
    row.summary.mean.is_finite().then_some(Dot {
        value,
        n: row.summary.n,
        mean: row.summary.mean,
        low: row.ci_low,
        high: row.ci_high,
        documents: sweep.documents_at(line.variant, &point).unwrap_or(f64::NAN),
    })
}

fn sheet(sweep: &Sweep<'_>, lines: &Lines, curves: &[Curve<'_>]) -> Sheet {
    let mut rows = Vec::new();
    for (line, curve) in lines.each.iter().zip(curves) {
        let is_best = |value: f64| {
            curve
                .best
                .is_some_and(|best| best.row.at.to_bits() == value.to_bits())
        };
        for dot in &curve.dots {
            let numbers =
                [dot.value, dot.mean, dot.low, dot.high, dot.documents].map(super::csv_number);
            let [value, mean, low, high, documents] = numbers;
            let beside = line
                .beside
                .map_or_else(String::new, |(_, value)| value.to_string());
            rows.push(vec![
                sweep.variants[curve.variant].name.to_owned(),
                beside,
                value,
                dot.n.to_string(),
                mean,
                low,
                high,
                documents,
                if is_best(dot.value) { "best" } else { "" }.to_owned(),
            ]);
        }
    }
    let main = sweep.main.metric.as_str();
    let across = sweep.parameters[lines.across].name.as_str();
    let beside = lines.each.first().and_then(|line| line.beside);
    let beside = beside.map_or("line", |(index, _)| sweep.parameters[index].name.as_str());
    let header = [
        "variant",
        beside,
        across,
        "n",
        main,
        "ci_low",
        "ci_high",
        "documents",
        "mark",
    ];
    Sheet::new(&header, rows)
}
