//! Native charts of the main figures: headline metrics over time, and at the end with their intervals.
//!
//! They have legends, which the pictures of the folder have not: a legend follows when somebody edits a chart, a label
//! beside a line does not.

use rust_xlsxwriter::{
    Chart, ChartAxis, ChartErrorBars, ChartErrorBarsType, ChartFont, ChartLegendPosition,
    ChartLine, ChartLineDashType, ChartRange, ChartType, Color, Format, Workbook, XlsxError,
};

use super::Listed;
use super::results;
use super::sheet::{self, Formats, text};
use super::weekly::{self, Weekly};
use crate::analysis::overview::Overview;
use crate::chart::{Dash, Look, Theme};
use crate::report::Material;
use crate::report::facts;
use crate::table::{Manifest, MetricInfo, Unit};

pub const NAME: &str = "Charts";
const WIDTH: u32 = 620;
const HEIGHT: u32 = 360;
/// Rows and columns that a chart covers.
const DOWN: u32 = 19;
const ACROSS: u16 = 10;

pub fn of_weeks(
    workbook: &mut Workbook,
    formats: &Formats,
    material: &Material<'_>,
    overview: &Overview,
    weekly: &Weekly,
) -> Result<Option<Listed>, XlsxError> {
    let manifest = &material.input.manifest;
    let theme = material.theme.on_white();
    let sheet = workbook.add_worksheet().set_name(NAME)?;
    sheet::printed(sheet);
    sheet.set_print_fit_to_pages(1, 1);
    text(sheet, 0, 0, "Charts of the main figures", &formats.title)?;
    text(
        sheet,
        1,
        0,
        "Native charts: click one to change it. Lines: means over runs. Error bars: 95 % intervals of the mean.",
        &Format::new().set_font_name("Arial").set_font_size(10),
    )?;
    let mut place = 0;
    for (metric, columns) in &weekly.blocks {
        let metric = &manifest.metrics[*metric];
        let mut chart = framed(ChartType::ScatterStraight, &facts::capital(&metric.label));
        for (variant, &column) in manifest.variants.iter().zip(columns) {
            let [first, last] = weekly.rows;
            chart
                .add_series()
                .set_name((weekly::NAME, weekly::HEAD - 1, column))
                .set_categories((weekly::NAME, first, 0, last, 0))
                .set_values((weekly::NAME, first, column, last, column))
                .set_format(&mut line(look(&theme, manifest, &variant.name)));
        }
        chart
            .x_axis()
            .set_name("Week")
            .set_min(0)
            .set_max(manifest.weeks);
        value_axis(chart.y_axis(), metric);
        sheet.insert_chart(
            3 + DOWN * (place / 2),
            ACROSS * u16::from(place % 2 == 1),
            &chart,
        )?;
        place += 1;
    }
    for (metric, _) in &weekly.blocks {
        let info = &manifest.metrics[*metric];
        if overview.rows.len() < 2 || info.unit() == Unit::Count {
            continue;
        }
        let mut chart = framed(
            ChartType::Column,
            &format!("{} at {}", facts::capital(&info.label), overview.end),
        );
        let row = results::HEAD + u32::try_from(*metric).unwrap_or(0);
        for (index, variant) in (0_u16..).zip(&overview.rows) {
            let column = results::LEFT + index * results::OF_MEAN;
            let half = ChartRange::new_from_range(results::NAME, row, column + 3, row, column + 3);
            let mut bars = ChartErrorBars::new();
            bars.set_type(ChartErrorBarsType::Custom(half.clone(), half));
            let look = look(&theme, manifest, &variant.variant);
            chart
                .add_series()
                .set_name(&sheet::cell_text(&facts::capital(&variant.label)))
                .set_values((results::NAME, row, column, row, column))
                .set_format(rust_xlsxwriter::ChartFormat::new().set_solid_fill(
                    rust_xlsxwriter::ChartSolidFill::new().set_color(Color::from(look.colour)),
                ))
                .set_y_error_bars(&bars);
        }
        chart.x_axis().set_hidden(true);
        value_axis(chart.y_axis(), info);
        sheet.insert_chart(
            3 + DOWN * (place / 2),
            ACROSS * u16::from(place % 2 == 1),
            &chart,
        )?;
        place += 1;
    }
    Ok(Some(Listed {
        name: NAME,
        meaning: "Native charts of the headline metrics, drawn from the other sheets.".to_owned(),
    }))
}

/// The look of a variant: the reference is grey.
pub fn look(theme: &Theme, manifest: &Manifest, name: &str) -> Look {
    if manifest.variants.len() > 1 && name == manifest.reference {
        return theme.reference();
    }
    let others = manifest
        .variants
        .iter()
        .filter(|variant| manifest.variants.len() == 1 || variant.name != manifest.reference);
    let place = others
        .enumerate()
        .find(|(_, variant)| variant.name == name)
        .map_or(0, |(place, _)| place);
    theme.variant(place)
}

/// A chart with what all of them share.
pub fn framed(kind: ChartType, title: &str) -> Chart {
    let mut chart = Chart::new(kind);
    chart.set_width(WIDTH).set_height(HEIGHT);
    let mut font = ChartFont::new();
    font.set_size(13).set_bold();
    chart
        .title()
        .set_name(sheet::cell_text(title).as_str())
        .set_font(&font);
    chart.legend().set_position(ChartLegendPosition::Bottom);
    chart
}

pub fn line(look: Look) -> rust_xlsxwriter::ChartFormat {
    let dash = match look.dash {
        Dash::Solid => ChartLineDashType::Solid,
        Dash::Long => ChartLineDashType::Dash,
        Dash::Short => ChartLineDashType::SquareDot,
        Dash::Dotted => ChartLineDashType::RoundDot,
    };
    let mut format = rust_xlsxwriter::ChartFormat::new();
    format.set_line(
        ChartLine::new()
            .set_color(Color::from(look.colour))
            .set_width(2.25)
            .set_dash_type(dash),
    );
    format
}

pub fn value_axis(axis: &mut ChartAxis, metric: &MetricInfo) {
    let code = match metric.unit() {
        Unit::Share | Unit::Points => "0%",
        Unit::Signed => "0.0",
        Unit::Count => "#,##0",
    };
    axis.set_num_format(code)
        .set_major_gridlines_line(ChartLine::new().set_color(Color::RGB(0x00e4_e7ea)));
    if matches!(metric.unit(), Unit::Share | Unit::Count) {
        axis.set_min(0);
    }
}
