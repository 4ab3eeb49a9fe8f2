//! The grid of a sweep: one axis down and one line each across, or two axes as a map with coloured cells.

use rust_xlsxwriter::{
    Chart, ChartType, Color, ConditionalFormat2ColorScale, Workbook, Worksheet, XlsxError,
};

use super::Listed;
use super::charts::{framed, line, look, value_axis};
use super::sheet::{self, Formats, number, text};
use crate::report::Material;
use crate::report::facts;
use crate::table::{Manifest, MetricInfo, PointRow, Tone};

pub const NAME: &str = "Sweep grid";
/// The widest grid.
const MOST_COLUMNS: usize = 200;

/// `None` unless the design is a grid of one or two axes.
pub fn write(
    workbook: &mut Workbook,
    formats: &Formats,
    material: &Material<'_>,
) -> Result<Option<Listed>, XlsxError> {
    let manifest = &material.input.manifest;
    let is_grid = manifest
        .design
        .as_ref()
        .is_some_and(|design| design.kind == "grid");
    let axes = manifest.swept.len();
    let rows = &material.input.sweep.points;
    if !is_grid || !(1..=2).contains(&axes) || rows.is_empty() {
        return Ok(None);
    }
    let down = values(rows, 0);
    let across = if axes == 2 {
        values(rows, 1)
    } else {
        Vec::new()
    };
    if across.len() > MOST_COLUMNS {
        return Ok(None);
    }
    let metrics: Vec<&MetricInfo> = manifest
        .metrics
        .iter()
        .filter(|metric| rows.iter().any(|row| row.metric == metric.name))
        .collect();
    let sheet = workbook.add_worksheet().set_name(NAME)?;
    sheet::printed(sheet);
    sheet.set_column_width(0, 24)?;
    sheet.set_column_range_width(1, 24, 12.0)?;
    text(
        sheet,
        0,
        0,
        &format!("Means at {}, by {}", manifest.end(), names(manifest)),
        &formats.title,
    )?;
    let mut top = 2;
    for metric in metrics {
        if axes == 1 {
            one_axis(sheet, formats, material, metric, &down, &mut top)?;
        } else {
            two_axes(sheet, formats, material, metric, [&down, &across], &mut top)?;
        }
    }
    Ok(Some(Listed {
        name: NAME,
        meaning: format!(
            "Means at the last week by {}, with intervals where there is one axis.",
            names(manifest)
        ),
    }))
}

fn names(manifest: &Manifest) -> String {
    let names: Vec<&str> = manifest
        .swept
        .iter()
        .map(|axis| axis.label.as_str())
        .collect();
    names.join(" and ")
}

/// The values of an axis, ascending.
fn values(rows: &[PointRow], axis: usize) -> Vec<f64> {
    let mut values: Vec<f64> = rows
        .iter()
        .filter_map(|row| row.point.get(axis).copied())
        .collect();
    values.sort_by(f64::total_cmp);
    values.dedup_by(|a, b| a.to_bits() == b.to_bits());
    values
}

fn place(values: &[f64], value: Option<&f64>) -> Option<u32> {
    let place = values.iter().position(|known| Some(known) == value)?;
    u32::try_from(place).ok()
}

/// A block of one metric: the axis down, mean, low and high of each variant across, a chart beside it.
fn one_axis(
    sheet: &mut Worksheet,
    formats: &Formats,
    material: &Material<'_>,
    metric: &MetricInfo,
    down: &[f64],
    top: &mut u32,
) -> Result<(), XlsxError> {
    let theme = material.theme.on_white();
    let manifest = &material.input.manifest;
    let rows = &material.input.sweep.points;
    let name = facts::capital(&metric.label);
    text(sheet, *top, 0, &name, &formats.heading)?;
    text(
        sheet,
        *top + 2,
        0,
        &facts::capital(&manifest.swept[0].label),
        &formats.head,
    )?;
    let first = *top + 3;
    let last = first + u32::try_from(down.len()).unwrap_or(0) - 1;
    for (row, value) in (first..).zip(down) {
        number(sheet, row, 0, *value, &formats.plain)?;
    }
    let mut chart: Chart = framed(ChartType::ScatterStraight, &name);
    for (index, variant) in (0_u16..).zip(&manifest.variants) {
        let column = 1 + 3 * index;
        sheet.merge_range(
            *top + 1,
            column,
            *top + 1,
            column + 2,
            &sheet::cell_text(&facts::capital(&variant.label)),
            &formats.band,
        )?;
        for (offset, head) in (0..).zip(["Mean", "Low", "High"]) {
            text(sheet, *top + 2, column + offset, head, &formats.head_right)?;
        }
        let own = rows
            .iter()
            .filter(|row| row.variant == variant.name && row.metric == metric.name);
        for row in own {
            if let Some(offset) = place(down, row.point.first()) {
                for (part, value) in (0..).zip([row.summary.mean, row.ci_low, row.ci_high]) {
                    number(
                        sheet,
                        first + offset,
                        column + part,
                        value,
                        formats.level(metric.unit()),
                    )?;
                }
            }
        }
        chart
            .add_series()
            .set_name(&sheet::cell_text(&facts::capital(&variant.label)))
            .set_categories((NAME, first, 0, last, 0))
            .set_values((NAME, first, column, last, column))
            .set_format(&mut line(look(&theme, manifest, &variant.name)));
    }
    chart
        .x_axis()
        .set_name(sheet::cell_text(&facts::capital(&manifest.swept[0].label)).as_str())
        .set_min(manifest.swept[0].low)
        .set_max(manifest.swept[0].high);
    value_axis(chart.y_axis(), metric);
    let right = 2 + 3 * u16::try_from(manifest.variants.len()).unwrap_or(0);
    sheet.insert_chart(*top + 1, right, &chart)?;
    *top = (last + 3).max(*top + 22);
    Ok(())
}

/// A block of one metric and variant: the first axis down, the second across.
fn two_axes(
    sheet: &mut Worksheet,
    formats: &Formats,
    material: &Material<'_>,
    metric: &MetricInfo,
    [down, across]: [&[f64]; 2],
    top: &mut u32,
) -> Result<(), XlsxError> {
    let theme = material.theme.on_white();
    let manifest = &material.input.manifest;
    let rows = &material.input.sweep.points;
    let colour = match metric.tone() {
        Tone::Explicit => theme.explicit,
        _ => theme.tacit,
    };
    for variant in &manifest.variants {
        let name = format!(
            "{}: {}",
            facts::capital(&metric.label),
            facts::capital(&variant.label)
        );
        text(sheet, *top, 0, &name, &formats.heading)?;
        let corner = format!(
            "{} ↓  {} →",
            manifest.swept[0].label, manifest.swept[1].label
        );
        text(sheet, *top + 1, 0, &corner, &formats.head)?;
        for (column, value) in (1..).zip(across) {
            number(sheet, *top + 1, column, *value, &formats.head_right)?;
        }
        let first = *top + 2;
        for (row, value) in (first..).zip(down) {
            number(sheet, row, 0, *value, &formats.plain)?;
        }
        let own = rows
            .iter()
            .filter(|row| row.variant == variant.name && row.metric == metric.name);
        for row in own {
            let places = (
                place(down, row.point.first()),
                place(across, row.point.get(1)),
            );
            if let (Some(line), Some(column)) = places
                && let Ok(column) = u16::try_from(column)
            {
                number(
                    sheet,
                    first + line,
                    1 + column,
                    row.summary.mean,
                    formats.level(metric.unit()),
                )?;
            }
        }
        let last = first + u32::try_from(down.len()).unwrap_or(1) - 1;
        let right = u16::try_from(across.len()).unwrap_or(1);
        let scale = ConditionalFormat2ColorScale::new()
            .set_minimum_color(Color::RGB(0x00ff_ffff))
            .set_maximum_color(Color::from(colour));
        sheet.add_conditional_format(first, 1, last, right, &scale)?;
        *top = last + 3;
    }
    Ok(())
}
