//! The results slide: the headline metrics of every variant, and the metric that matters most as bars with intervals.

use super::frame::BODY;
use super::graph::{Axis, Graph, Kind, Places, Series};
use super::shapes::{self, Align, Cell, Column, Paragraph, Table};
use super::slide::{Layout, Slide};
use crate::analysis::describe;
use crate::analysis::overview::Overview;
use crate::chart::{Dash, Theme};
use crate::report::Material;
use crate::report::facts::{self, Facts};
use crate::table::Unit;

/// More variants than this do not fit on a slide at a size that can be read.
const MOST_ROWS: usize = 8;
/// The height of the table's first row, in pixels.
const HEAD: f64 = 42.0;

/// `None` for a sweep, and where there are too many variants.
pub fn slide(material: &Material<'_>, facts: &Facts, theme: &Theme) -> Option<Slide> {
    let overview = facts.overview.as_ref()?;
    if overview.rows.is_empty() || overview.rows.len() > MOST_ROWS {
        return None;
    }
    let title = format!("Results at {}", overview.end);
    let mut slide = Slide::new(Layout::Chart, &title);
    let bars = bars(overview, facts, theme);
    let height = if bars.is_some() { 370.0 } else { BODY[3] };
    slide.shapes.push(table(overview, facts, theme, height));
    if let Some((metric, graph)) = bars {
        let heading = Paragraph::plain(
            format!(
                "{}, mean and 95 % interval",
                facts::capital(&overview.metrics[metric].label)
            ),
            14.0,
            theme.tacit,
        )
        .strong();
        slide
            .shapes
            .push(shapes::text([80.0, 606.0, 1760.0, 36.0], &[heading]));
        let words = format!("Bar chart of {} by variant", overview.metrics[metric].label);
        slide
            .graphs
            .push((graph, [80.0, 642.0, 1760.0, 276.0], words));
    }
    slide.footer = vec![
        "Means over runs ± half of their 95 % interval; below them the difference from the reference, seed by seed; in brackets if it may be 0"
            .to_owned(),
        facts.provenance.clone(),
    ];
    let manifest = &material.input.manifest;
    slide.notes = vec![facts::size(manifest)];
    slide.notes.extend(facts.precision.iter().map(|line| {
        format!(
            "{}: the mean is known to {} with {} runs of each variant; {} takes {}.",
            line.metric, line.half_width, line.runs, line.wanted, line.needed
        )
    }));
    slide.notes.extend(facts.method.iter().cloned());
    slide.notes.extend(facts.caveats.iter().cloned());
    Some(slide)
}

fn table(overview: &Overview, facts: &Facts, theme: &Theme, height: f64) -> String {
    let mut head = vec![Cell::new("Variant".to_owned(), theme.muted).strong()];
    for &metric in &facts.headline {
        let label = facts::capital(&overview.metrics[metric].label);
        head.push(Cell::new(label, theme.muted).strong());
    }
    let mut rows = vec![head];
    for row in &overview.rows {
        let mut cells = vec![Cell::new(facts::capital(&row.label), theme.ink).strong()];
        for &metric in &facts.headline {
            let unit = overview.metrics[metric].unit();
            let value = &row.cells[metric];
            let text = describe::mean(unit, value.summary.mean, value.half_width);
            let mut cell = Cell::new(text, theme.ink);
            if let Some(difference) = &value.difference {
                let written =
                    describe::mean_difference(unit, difference.mean, difference.half_width());
                let written = if difference.excludes_zero() {
                    written
                } else {
                    format!("({written})")
                };
                cell.note = Some((written, theme.muted));
            }
            cells.push(cell);
        }
        rows.push(cells);
    }
    let first = 380.0;
    let rest = (BODY[2] - first) / facts.headline.len().max(1) as f64;
    let mut columns = vec![Column {
        width: first,
        align: Align::Left,
    }];
    columns.extend(facts.headline.iter().map(|_| Column {
        width: rest,
        align: Align::Right,
    }));
    let each = ((height - HEAD) / (rows.len() - 1).max(1) as f64).clamp(64.0, 80.0);
    let mut heights = vec![each; rows.len()];
    heights[0] = HEAD;
    shapes::table(
        BODY[0],
        BODY[1] - 30.0,
        &Table {
            columns: &columns,
            rows: &rows,
            size: 12.0,
            heights: &heights,
            rule: theme.grid,
        },
    )
}

/// The first headline metric that is a share, as bars; none for a single variant.
fn bars(overview: &Overview, facts: &Facts, theme: &Theme) -> Option<(usize, Graph)> {
    let metric = facts
        .headline
        .iter()
        .copied()
        .find(|&place| overview.metrics[place].unit() == Unit::Share)?;
    if overview.rows.len() < 2 || overview.rows.len() > 5 {
        return None;
    }
    let values: Vec<f64> = overview
        .rows
        .iter()
        .map(|row| row.cells[metric].summary.mean)
        .collect();
    let halves: Vec<f64> = overview
        .rows
        .iter()
        .map(|row| row.cells[metric].half_width)
        .collect();
    let most = values
        .iter()
        .zip(&halves)
        .map(|(mean, half)| mean + half.max(0.0))
        .fold(0.0, f64::max);
    if !(most.is_finite() && most > 0.0) {
        return None;
    }
    let step = super::native::round_step(most);
    let reference = |row: &crate::analysis::overview::Row| {
        row.cells.iter().all(|cell| cell.difference.is_none())
    };
    let colours = overview.rows.iter().map(|row| {
        if reference(row) {
            theme.baseline
        } else {
            theme.tacit
        }
    });
    Some((
        metric,
        Graph {
            kind: Kind::Bars,
            x: Axis {
                title: "Variant".to_owned(),
                format: "General",
                low: 0.0,
                high: 1.0,
                step: 1.0,
            },
            y: Axis {
                title: String::new(),
                format: if most < 0.05 { "0.0%" } else { "0%" },
                low: 0.0,
                high: (most / step).ceil() * step,
                step,
            },
            places: Places::Names(
                overview
                    .rows
                    .iter()
                    .map(|row| facts::capital(&row.label))
                    .collect(),
            ),
            series: vec![Series {
                name: facts::capital(&overview.metrics[metric].label),
                values,
                colour: theme.tacit,
                colours: colours.collect(),
                dash: Dash::Solid,
                label: None,
                halves,
            }],
            plot_width: 0.74,
            ink: theme.ink,
            muted: theme.muted,
            grid: theme.grid,
            font: theme.font.clone(),
        },
    ))
}
