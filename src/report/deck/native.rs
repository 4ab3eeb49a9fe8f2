//! Which charts become charts of PowerPoint's own, and with what numbers: the scissors and the dose-response, whose
//! lines PowerPoint has; the others are pictures.
//!
//! Where several variants share a plot the variant carries the colour, as on the phase chart: the reference grey, the
//! others green, purple and ochre, each with a dash. The heading above a plot wears the colour of its metric.

use super::frame::Place;
use super::graph::{Axis, Graph, Kind, Places, Series};
use super::shapes::{self, Paragraph, Run};
use crate::chart::{ChartInput, Look, Theme};
use crate::report::facts;
use crate::table::{Manifest, Tone, Unit};

/// More lines than this are left to the picture, whose panels keep them apart.
const MOST_LINES: usize = 4;
/// Points of a line; more would make the deck heavy and no line smoother.
const MOST_POINTS: usize = 160;
/// The least distance of two labels, as a part of the chart's height.
const LABEL_GAP: f64 = 0.058;

/// Charts and the headings above them.
pub struct Drawn {
    pub graphs: Vec<(Graph, Place)>,
    pub labels: Vec<String>,
}

const LEFT: Place = [80.0, 270.0, 850.0, 640.0];
const RIGHT: Place = [990.0, 270.0, 850.0, 640.0];

/// The charts of PowerPoint's that stand for a chart of the folder; `None` where the picture serves better.
pub fn graphs(input: &ChartInput, id: &str, theme: &Theme) -> Option<Drawn> {
    let lines = match id {
        "scissors" => of_weeks,
        "dose-response" => of_doses,
        _ => return None,
    };
    let manifest = &input.manifest;
    let mut drawn = Drawn {
        graphs: Vec::new(),
        labels: Vec::new(),
    };
    for (metric, place) in ["documents", "capability"].into_iter().zip([LEFT, RIGHT]) {
        let info = manifest.metric(metric)?;
        let (axis, x, series) = lines(input, metric, theme)?;
        let per_head = metric == "documents" && heads(manifest).is_some();
        let heading = if per_head {
            "Documents per head".to_owned()
        } else {
            facts::capital(&info.label)
        };
        let colour = match info.tone() {
            Tone::Explicit => theme.explicit,
            Tone::Tacit => theme.tacit,
            Tone::Neutral => theme.ink,
        };
        let [left, top, width, _] = place;
        let heading = Paragraph {
            runs: vec![Run {
                is_strong: true,
                ..Run::new(heading, 14.0, colour)
            }],
            after: 0.0,
            hanging: false,
        };
        drawn
            .labels
            .push(shapes::text([left, top - 46.0, width, 40.0], &[heading]));
        let graph = graph(theme, info.unit(), axis, x, series)?;
        drawn.graphs.push((graph, place));
    }
    Some(drawn)
}

/// The headcounts of all variants, where all of them are known.
fn heads(manifest: &Manifest) -> Option<Vec<f64>> {
    let counts = manifest.variants.iter().map(|variant| {
        let known = variant.employees.filter(|employees| *employees > 0);
        known.map(|employees| employees as f64)
    });
    counts.collect()
}

type Lines = (Axis, Vec<f64>, Vec<Series>);

fn look(theme: &Theme, manifest: &Manifest, place: usize) -> Look {
    let reference = manifest
        .variants
        .iter()
        .position(|variant| variant.name == manifest.reference)
        .filter(|_| manifest.variants.len() > 1);
    match reference {
        Some(reference) if reference == place => theme.reference(),
        Some(reference) => theme.variant(place - usize::from(place > reference)),
        None => theme.variant(place),
    }
}

fn factor(manifest: &Manifest, metric: &str, place: usize) -> f64 {
    match heads(manifest) {
        Some(heads) if metric == "documents" => 1.0 / heads[place],
        _ => 1.0,
    }
}

fn series_of(theme: &Theme, manifest: &Manifest, place: usize, values: Vec<f64>) -> Series {
    let look = look(theme, manifest, place);
    Series {
        name: facts::capital(&manifest.variants[place].label),
        values,
        colour: look.colour,
        colours: Vec::new(),
        dash: look.dash,
        label: Some(0.0),
        halves: Vec::new(),
    }
}

fn of_weeks(input: &ChartInput, metric: &str, theme: &Theme) -> Option<Lines> {
    let manifest = &input.manifest;
    let observed = &manifest.observed_weeks;
    if manifest.variants.len() > MOST_LINES || observed.len() < 3 {
        return None;
    }
    let every = observed.len().div_ceil(MOST_POINTS);
    let last = observed.len() - 1;
    let weeks: Vec<u32> = (0..=last)
        .filter(|index| index % every == 0 || *index == last)
        .map(|index| observed[index])
        .collect();
    let mut values = vec![vec![f64::NAN; weeks.len()]; manifest.variants.len()];
    for row in input.series.iter().filter(|row| row.metric == metric) {
        let variant = manifest
            .variants
            .iter()
            .position(|variant| variant.name == row.variant);
        if let (Some(variant), Ok(week)) = (variant, weeks.binary_search(&row.week)) {
            values[variant][week] = row.summary.mean * factor(manifest, metric, variant);
        }
    }
    let axis = Axis {
        title: "Week".to_owned(),
        format: "0",
        low: 0.0,
        high: f64::from(manifest.weeks),
        step: step_of_weeks(manifest.weeks),
    };
    let series = values.into_iter().enumerate();
    let series = series.map(|(place, values)| series_of(theme, manifest, place, values));
    Some((
        axis,
        weeks.iter().map(|week| f64::from(*week)).collect(),
        series.collect(),
    ))
}

/// Whole years, or what divides a shorter time well.
fn step_of_weeks(weeks: u32) -> f64 {
    let years = weeks.div_ceil(52 * 6).max(1) * 52;
    if weeks >= 104 {
        f64::from(years)
    } else {
        round_step(f64::from(weeks))
    }
}

fn of_doses(input: &ChartInput, metric: &str, theme: &Theme) -> Option<Lines> {
    let manifest = &input.manifest;
    let [axis] = manifest.swept.as_slice() else {
        return None;
    };
    if manifest.variants.len() > MOST_LINES || axis.scale != "linear" {
        return None;
    }
    let rows = &input.sweep.points;
    let mut x: Vec<f64> = rows
        .iter()
        .filter_map(|row| row.point.first().copied())
        .collect();
    x.sort_by(f64::total_cmp);
    x.dedup_by(|a, b| a.to_bits() == b.to_bits());
    let mut values = vec![vec![f64::NAN; x.len()]; manifest.variants.len()];
    for row in rows.iter().filter(|row| row.metric == metric) {
        let variant = manifest
            .variants
            .iter()
            .position(|variant| variant.name == row.variant);
        let place = x.iter().position(|value| Some(value) == row.point.first());
        if let (Some(variant), Some(place)) = (variant, place) {
            values[variant][place] = row.summary.mean * factor(manifest, metric, variant);
        }
    }
    let [low, high] = [*x.first()?, *x.last()?];
    let step = round_step(high - low);
    let shown = Axis {
        title: facts::capital(&axis.label),
        format: if axis.unit == "share" {
            "0%"
        } else {
            "General"
        },
        low,
        high,
        step,
    };
    let series = values.into_iter().enumerate();
    let series = series.map(|(place, values)| series_of(theme, manifest, place, values));
    Some((shown, x, series.collect()))
}

/// A step of 1, 2, 2.5 or 5 times a power of ten, of which about four go into the range.
pub fn round_step(range: f64) -> f64 {
    if !(range.is_finite() && range > 0.0) {
        return 1.0;
    }
    let mut power = 1.0;
    while power * 10.0 <= range {
        power *= 10.0;
    }
    while power > range {
        power /= 10.0;
    }
    let steps = [0.1, 0.2, 0.25, 0.5, 1.0, 2.0, 2.5, 5.0];
    let fitting = steps.into_iter().map(|step| step * power);
    fitting
        .filter(|step| range / step <= 5.0)
        .fold(5.0 * power, f64::min)
}

fn graph(
    theme: &Theme,
    unit: Unit,
    x: Axis,
    places: Vec<f64>,
    mut series: Vec<Series>,
) -> Option<Graph> {
    let values = series.iter().flat_map(|series| &series.values).copied();
    let most = values.filter(|value| value.is_finite()).fold(0.0, f64::max);
    if most <= 0.0 {
        return None;
    }
    let step = round_step(most);
    let y = Axis {
        title: String::new(),
        format: match unit {
            Unit::Share | Unit::Points if most < 0.05 => "0.0%",
            Unit::Share | Unit::Points => "0%",
            Unit::Signed => "0.00",
            Unit::Count if most < 10.0 => "0.0",
            Unit::Count => "#,##0",
        },
        low: 0.0,
        high: (most / step).ceil() * step,
        step,
    };
    spread(&mut series, y.high);
    Some(Graph {
        kind: Kind::Lines,
        x,
        y,
        places: Places::Numbers(places),
        series,
        plot_width: 0.56,
        ink: theme.ink,
        muted: theme.muted,
        grid: theme.grid,
        font: theme.font.clone(),
    })
}

/// Moves labels apart that would stand on one another; the plot is 0.8 of the chart high.
fn spread(series: &mut [Series], high: f64) {
    let end = |series: &Series| {
        let last = series.values.iter().rev().find(|value| value.is_finite());
        last.map_or(0.0, |value| 0.83 - 0.8 * value / high)
    };
    let mut order: Vec<usize> = (0..series.len()).collect();
    order.sort_by(|a, b| end(&series[*a]).total_cmp(&end(&series[*b])));
    let mut tops: Vec<f64> = order.iter().map(|index| end(&series[*index])).collect();
    for place in 1..tops.len() {
        tops[place] = tops[place].max(tops[place - 1] + LABEL_GAP);
    }
    for place in (0..tops.len()).rev() {
        let most = tops.get(place + 1).map_or(0.85, |next| next - LABEL_GAP);
        tops[place] = tops[place].min(most);
    }
    for (index, top) in order.into_iter().zip(tops) {
        let moved = top - end(&series[index]);
        series[index].label = Some(moved);
    }
}
