//! The data of the interactive chart: metrics over weeks, or along the first axis of a grid.
//!
//! Owns what the script is handed and nothing that it does with it. Numbers have five digits there: enough for any
//! screen, a third of the bytes.

use minijinja::Value;
use serde::Serialize;

use super::raw;
use crate::analysis::{describe, interval};
use crate::report::Material;
use crate::report::facts::{self, Facts};
use crate::table::{Manifest, MetricInfo, Summary};

/// More weeks than this are thinned out.
const MOST_STEPS: usize = 270;
/// More lines than this are left to the tables.
const MOST_LINES: usize = 40;
/// As many lines are shown at first.
const FIRST_LINES: usize = 4;

/// What the template needs.
#[derive(Serialize)]
pub struct Explorer {
    heading: &'static str,
    /// What a line is.
    lines: &'static str,
    axis: String,
    data: Value,
}

/// One line: its name and its distribution at each place of the axis, for each metric.
struct Line {
    name: String,
    /// 0: grey, the reference; 1 to 3: the colours of variants.
    look: usize,
    dash: usize,
    /// By metric, then place; `None` where there are no runs.
    cells: Vec<Vec<Option<Summary>>>,
}

struct Mark {
    line: usize,
    week: u32,
    label: String,
}

/// `None` where there is nothing that a line could follow.
pub fn explorer(material: &Material<'_>, facts: &Facts) -> Option<Explorer> {
    let manifest = &material.input.manifest;
    if manifest.design.is_none() {
        weekly(material, facts)
    } else {
        along_axis(manifest, material)
    }
}

fn look(manifest: &Manifest, name: &str) -> usize {
    if manifest.variants.len() > 1 && name == manifest.reference {
        return 0;
    }
    let place = manifest
        .variants
        .iter()
        .filter(|variant| manifest.variants.len() == 1 || variant.name != manifest.reference)
        .position(|variant| variant.name == name);
    1 + place.unwrap_or(0) % 3
}

fn weekly(material: &Material<'_>, facts: &Facts) -> Option<Explorer> {
    let manifest = &material.input.manifest;
    let observed = &manifest.observed_weeks;
    if observed.len() < 3 {
        return None;
    }
    let every = observed.len().div_ceil(MOST_STEPS);
    let last = observed.len() - 1;
    let weeks: Vec<u32> = observed
        .iter()
        .enumerate()
        .filter(|(index, _)| index % every == 0 || *index == last)
        .map(|(_, week)| *week)
        .collect();
    let mut lines: Vec<Line> = manifest
        .variants
        .iter()
        .map(|variant| Line {
            name: facts::capital(&variant.label),
            look: look(manifest, &variant.name),
            dash: look(manifest, &variant.name),
            cells: vec![vec![None; weeks.len()]; manifest.metrics.len()],
        })
        .collect();
    for row in &material.input.series {
        let variant = manifest
            .variants
            .iter()
            .position(|variant| variant.name == row.variant);
        let metric = manifest.metric_position(&row.metric);
        let week = weeks.binary_search(&row.week);
        if let (Some(variant), Some(metric), Ok(week)) = (variant, metric, week) {
            lines[variant].cells[metric][week] = Some(row.summary);
        }
    }
    let marks = manifest.variants.iter().enumerate();
    let marks = marks.flat_map(|(line, variant)| {
        variant.events.iter().map(move |event| Mark {
            line,
            week: event.week,
            label: format!("{} {}", event.kind, event.label),
        })
    });
    let first = facts.headline.iter().copied();
    let first = first
        .clone()
        .find(|&place| manifest.metrics[place].name == "capability")
        .or_else(|| first.clone().next())
        .unwrap_or(0);
    let x: Vec<f64> = weeks.iter().map(|week| f64::from(*week)).collect();
    let metrics: Vec<&MetricInfo> = manifest.metrics.iter().collect();
    Some(Explorer {
        heading: "Every metric, week by week",
        lines: "Variant",
        axis: "Week".to_owned(),
        data: raw(json(
            "Week",
            first,
            &x,
            &metrics,
            &lines,
            &marks.collect::<Vec<_>>(),
        )),
    })
}

/// A grid along its first axis: a line for each variant and each setting of the other axes.
fn along_axis(manifest: &Manifest, material: &Material<'_>) -> Option<Explorer> {
    let is_grid = manifest
        .design
        .as_ref()
        .is_some_and(|design| design.kind == "grid");
    let axis = manifest.swept.first().filter(|_| is_grid)?;
    let rows = &material.input.sweep.points;
    let mut x: Vec<f64> = rows
        .iter()
        .filter_map(|row| row.point.first().copied())
        .collect();
    x.sort_by(f64::total_cmp);
    x.dedup_by(|a, b| a.to_bits() == b.to_bits());
    let metrics: Vec<&MetricInfo> = manifest
        .metrics
        .iter()
        .filter(|metric| rows.iter().any(|row| row.metric == metric.name))
        .collect();
    let mut keys: Vec<(usize, Vec<u64>)> = Vec::new();
    let mut lines: Vec<Line> = Vec::new();
    for row in rows {
        let variant = manifest
            .variants
            .iter()
            .position(|variant| variant.name == row.variant)?;
        let others = row.point.get(1..).unwrap_or_default();
        let key = (
            variant,
            others.iter().map(|value| value.to_bits()).collect(),
        );
        let line = keys.iter().position(|known| *known == key);
        let line = line.unwrap_or_else(|| {
            let name = line_name(manifest, variant, others);
            let look = look(manifest, &row.variant);
            lines.push(Line {
                name,
                look: if others.is_empty() {
                    look
                } else {
                    1 + lines.len() % 3
                },
                dash: if others.is_empty() {
                    look
                } else {
                    lines.len() % 4
                },
                cells: vec![vec![None; x.len()]; metrics.len()],
            });
            keys.push(key);
            lines.len() - 1
        });
        let place = x.iter().position(|value| row.point.first() == Some(value));
        let metric = metrics.iter().position(|metric| metric.name == row.metric);
        if let (Some(place), Some(metric)) = (place, metric) {
            lines[line].cells[metric][place] = Some(row.summary);
        }
    }
    if x.len() < 3 || lines.is_empty() || lines.len() > MOST_LINES {
        return None;
    }
    let name = facts::capital(&axis.label);
    Some(Explorer {
        heading: "Along the axis of the sweep",
        lines: "Line",
        data: raw(json(&name, 0, &x, &metrics, &lines, &[])),
        axis: name,
    })
}

fn line_name(manifest: &Manifest, variant: usize, others: &[f64]) -> String {
    let mut parts = Vec::new();
    if manifest.variants.len() > 1 || others.is_empty() {
        parts.push(facts::capital(&manifest.variants[variant].label));
    }
    for (axis, value) in manifest.swept.iter().skip(1).zip(others) {
        parts.push(format!("{} {}", axis.label, describe::plain(*value)));
    }
    parts.join(", ")
}

/// A text of the folder, as JSON that cannot end the script element it stands in.
fn text(text: &str) -> String {
    serde_json::Value::from(text)
        .to_string()
        .replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
}

/// Five significant digits; `null` where there is no number.
fn short(number: f64) -> String {
    if !number.is_finite() {
        return "null".to_owned();
    }
    let size = number.abs();
    let decimals = [1e4, 1e3, 1e2, 10.0, 1.0, 0.1, 0.01]
        .iter()
        .position(|bound| size >= *bound)
        .unwrap_or(7);
    let text = format!("{number:.decimals$}");
    let text = if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.')
    } else {
        &text
    };
    if text == "-0" {
        "0".to_owned()
    } else {
        text.to_owned()
    }
}

fn list(parts: impl Iterator<Item = String>) -> String {
    format!("[{}]", parts.collect::<Vec<_>>().join(","))
}

fn json(
    axis: &str,
    first: usize,
    x: &[f64],
    metrics: &[&MetricInfo],
    lines: &[Line],
    marks: &[Mark],
) -> String {
    let metric = |metric: &&MetricInfo| {
        format!(
            "{{\"label\":{},\"unit\":{},\"meaning\":{}}}",
            text(&facts::capital(&metric.label)),
            text(&metric.unit),
            text(&metric.meaning)
        )
    };
    let line = |(index, line): (usize, &Line)| {
        format!(
            "{{\"name\":{},\"look\":{},\"dash\":{},\"shown\":{}}}",
            text(&line.name),
            line.look,
            line.dash,
            index < FIRST_LINES
        )
    };
    let mark = |mark: &Mark| {
        format!(
            "{{\"line\":{},\"x\":{},\"label\":{}}}",
            mark.line,
            mark.week,
            text(&mark.label)
        )
    };
    let cell = |cells: &Vec<Option<Summary>>| {
        let parts: [fn(&Summary) -> f64; 4] = [
            |summary| summary.mean,
            |summary| interval::half_width(summary.n, summary.sd),
            |summary| summary.quantiles[0],
            |summary| summary.quantiles[6],
        ];
        let part = |part: fn(&Summary) -> f64| {
            list(cells.iter().map(|cell| {
                cell.as_ref()
                    .map_or("null".to_owned(), |cell| short(part(cell)))
            }))
        };
        list(parts.into_iter().map(part))
    };
    let of_metric = |index: usize| list(lines.iter().map(|line| cell(&line.cells[index])));
    format!(
        "{{\"axis\":{},\"first\":{first},\"x\":{},\"metrics\":{},\"lines\":{},\"events\":{},\"data\":{}}}",
        text(axis),
        list(x.iter().map(|value| format!("{value}"))),
        list(metrics.iter().map(metric)),
        list(lines.iter().enumerate().map(line)),
        list(marks.iter().map(mark)),
        list((0..metrics.len()).map(of_metric))
    )
}
