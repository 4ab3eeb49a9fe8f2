//! Regime map: two parameters, and in each cell what a third thing changes: where it helps, where it harms, where nothing
//! is clear.
//!
//! With one variant a cell compares the value of the first parameter with its lowest one, and the best value of each row
//! is framed, so that it can be seen to move. With several variants a cell compares an alternative with the reference at
//! the same point, a map for each of up to four alternatives. Cells that may not be claimed are hatched.

mod cells;
mod words;

use std::collections::BTreeMap;

use super::claim::{self, Judged, Topic};
use super::data::{Sweep, keys};
use super::field::{self, Plane};
use super::optimum::{self, Best};
use super::{Drawn, Sheet, SweepChart, csv_number};
use crate::analysis::{Difference, Verdict};
use crate::chart::theme::Theme;

pub const CHART: SweepChart = SweepChart {
    id: "regime-map",
    topics,
    draw,
};

/// More alternatives than this do not fit on a slide.
const MOST_MAPS: usize = 4;

/// One map: the rows from the lowest value of the second parameter up.
struct Map<'a> {
    /// The alternative; `None` where values of one variant are compared.
    alternative: Option<usize>,
    rows: Vec<Vec<Cell>>,
    /// The best value of the first parameter in each row.
    bests: Vec<Option<Best<'a>>>,
}

/// What is known at a point.
#[derive(Debug, Clone, Copy)]
enum Cell {
    /// No runs, or none to compare with.
    Empty,
    /// What the others of its row are compared with.
    Origin,
    Found(Difference, Verdict),
}

/// The rows of a table behind the cells of a map.
fn topics_of(
    sweep: &Sweep<'_>,
    plane: &Plane,
    alternative: Option<usize>,
) -> Vec<Vec<Option<Topic>>> {
    let axis = &sweep.parameters[plane.across].name;
    let metric = &sweep.main.metric;
    let reference = sweep.variants[sweep.reference].name;
    let found: BTreeMap<Vec<u64>, Topic> = match alternative {
        None => {
            let rows = sweep.tables.effects.iter().enumerate();
            rows.filter(|(_, row)| {
                row.variant == reference && row.axis == *axis && row.metric == *metric
            })
            .map(|(index, row)| (keys(&row.point), Topic::Effect(index)))
            .collect()
        }
        Some(alternative) => {
            let name = sweep.variants[alternative].name;
            let rows = sweep.paired.iter().enumerate();
            rows.filter(|(_, row)| {
                row.variant == name && row.reference == reference && row.metric == *metric
            })
            .map(|(index, row)| (keys(&row.point), Topic::Paired(index)))
            .collect()
        }
    };
    let across = &sweep.parameters[plane.across].values;
    let up = &sweep.parameters[plane.up].values;
    let topic = |x: f64, y: f64| found.get(&keys(&plane.at(x, y))).copied();
    up.iter()
        .map(|y| across.iter().map(|x| topic(*x, *y)).collect())
        .collect()
}

fn alternatives(sweep: &Sweep<'_>) -> Vec<Option<usize>> {
    let several: Vec<Option<usize>> = sweep.alternatives().map(Some).take(MOST_MAPS).collect();
    if several.is_empty() {
        vec![None]
    } else {
        several
    }
}

fn topics(sweep: &Sweep<'_>) -> Vec<Topic> {
    let Some(plane) = field::plane(sweep) else {
        return Vec::new();
    };
    let mut topics = Vec::new();
    for alternative in alternatives(sweep) {
        topics.extend(
            topics_of(sweep, &plane, alternative)
                .into_iter()
                .flatten()
                .flatten(),
        );
        if alternative.is_none() {
            let along = &sweep.parameters[plane.across];
            for y in &sweep.parameters[plane.up].values {
                let point = plane.at(along.lowest(), *y);
                topics.extend(optimum::topics(sweep, sweep.reference, along, &point));
            }
        }
    }
    topics
}

fn draw(sweep: &Sweep<'_>, judged: &Judged, theme: &Theme) -> Option<Drawn> {
    let plane = field::plane(sweep)?;
    let maps: Vec<Map<'_>> = alternatives(sweep)
        .into_iter()
        .map(|alternative| map(sweep, judged, &plane, alternative))
        .collect();
    let is_empty = |map: &Map<'_>| found(map).next().is_none();
    if maps.iter().all(is_empty) {
        return None;
    }
    let (words, standing) = words::words(sweep, judged, theme, &plane, &maps);
    let canvas = cells::draw(sweep, theme, &words, &plane, &maps);
    Some(Drawn {
        canvas,
        words,
        standing,
        sheet: sheet(sweep, &plane, &maps),
        alt: words::alt(sweep, &plane, &maps),
    })
}

fn map<'a>(
    sweep: &Sweep<'a>,
    judged: &Judged,
    plane: &Plane,
    alternative: Option<usize>,
) -> Map<'a> {
    let along = &sweep.parameters[plane.across];
    let cell = |topic: Option<Topic>, column: usize| match topic {
        None if alternative.is_none() && column == 0 => Cell::Origin,
        None => Cell::Empty,
        Some(topic) => match claim::difference(sweep, topic) {
            Some(difference) if difference.mean.is_finite() => {
                Cell::Found(difference, judged.verdict(topic))
            }
            _ => Cell::Empty,
        },
    };
    let rows = topics_of(sweep, plane, alternative);
    let rows = rows.into_iter().map(|row| {
        row.into_iter()
            .enumerate()
            .map(|(column, topic)| cell(topic, column))
            .collect()
    });
    let best = |y: &f64| {
        let point = plane.at(along.lowest(), *y);
        alternative
            .is_none()
            .then(|| Best::find(sweep, judged, sweep.reference, along, &point))?
    };
    Map {
        alternative,
        rows: rows.collect(),
        bests: sweep.parameters[plane.up].values.iter().map(best).collect(),
    }
}

/// All cells that hold a difference, with their places: column, row.
fn found<'m>(
    map: &'m Map<'_>,
) -> impl Iterator<Item = (usize, usize, Difference, Verdict)> + use<'m> {
    map.rows.iter().enumerate().flat_map(|(row, cells)| {
        cells
            .iter()
            .enumerate()
            .filter_map(move |(column, cell)| match cell {
                Cell::Found(difference, verdict) => Some((column, row, *difference, *verdict)),
                Cell::Empty | Cell::Origin => None,
            })
    })
}

fn sheet(sweep: &Sweep<'_>, plane: &Plane, maps: &[Map<'_>]) -> Sheet {
    let (across, up) = (&sweep.parameters[plane.across], &sweep.parameters[plane.up]);
    let mut rows = Vec::new();
    for map in maps {
        let variant = map.alternative.unwrap_or(sweep.reference);
        for (column, row, difference, verdict) in found(map) {
            let value = across.values[column];
            let is_best =
                map.bests[row].is_some_and(|best| best.row.at.to_bits() == value.to_bits());
            let standing = match verdict {
                Verdict::Higher => "higher",
                Verdict::Lower => "lower",
                Verdict::TooSmall => "too small",
                Verdict::Unclear => "unclear",
            };
            let mut line = vec![sweep.variants[variant].name.to_owned()];
            let numbers = [
                value,
                up.values[row],
                difference.mean,
                difference.ci_low,
                difference.ci_high,
            ];
            line.extend(numbers.map(csv_number));
            line.extend([
                standing.to_owned(),
                if is_best { "best" } else { "" }.to_owned(),
            ]);
            rows.push(line);
        }
    }
    let header = [
        "variant",
        &across.name,
        &up.name,
        "difference",
        "ci_low",
        "ci_high",
        "verdict",
        "mark",
    ];
    Sheet::new(&header, rows)
}
