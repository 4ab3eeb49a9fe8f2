//! A chart of PowerPoint's own, with the workbook behind it that "Edit Data" opens.
//!
//! Owns the XML of such charts. A line chart is one of x and y, since weeks and shares are numbers and not names. It must
//! not know what is drawn.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

use super::frame::hex;
use super::package::Package;
use crate::chart::{Dash, escape};
use crate::report::ReportError;
use crate::report::workbook::cell_text;

/// A chart.
#[derive(Debug, Clone)]
pub struct Graph {
    pub kind: Kind,
    pub x: Axis,
    pub y: Axis,
    /// The values of the x axis, or the names of bars.
    pub places: Places,
    pub series: Vec<Series>,
    /// The part of the width that the plot takes; the rest is for labels.
    pub plot_width: f64,
    pub ink: &'static str,
    pub muted: &'static str,
    pub grid: &'static str,
    pub font: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Lines,
    Bars,
}

#[derive(Debug, Clone)]
pub enum Places {
    Numbers(Vec<f64>),
    Names(Vec<String>),
}

#[derive(Debug, Clone)]
pub struct Axis {
    pub title: String,
    pub format: &'static str,
    pub low: f64,
    pub high: f64,
    pub step: f64,
}

#[derive(Debug, Clone)]
pub struct Series {
    pub name: String,
    pub values: Vec<f64>,
    pub colour: &'static str,
    /// Of each bar, where they differ.
    pub colours: Vec<&'static str>,
    pub dash: Dash,
    /// How far the label at the end of the line is moved down, as a part of the chart's height; none without label.
    pub label: Option<f64>,
    /// Half of an interval, for each value.
    pub halves: Vec<f64>,
}

const CHART: &str = "openxmlformats-officedocument.drawingml.chart";

impl Graph {
    /// Adds the chart of that number and its workbook.
    pub fn add(&self, package: &mut Package, number: usize) -> Result<(), ReportError> {
        let path = format!("ppt/embeddings/workbook{number}.xlsx");
        package.bytes(&path, self.workbook()?);
        let part = format!("ppt/charts/chart{number}.xml");
        let relation = package.relate(
            &part,
            "package",
            &format!("../embeddings/workbook{number}.xlsx"),
        );
        package.xml(&part, CHART, &self.xml(&relation));
        Ok(())
    }

    fn workbook(&self) -> Result<Vec<u8>, ReportError> {
        let mut workbook = Workbook::new();
        let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
        let sheet = workbook.add_worksheet().set_name("Sheet1")?;
        sheet.set_column_width(0, 24)?;
        sheet.write_string(0, 0, cell_text(&self.x.title))?;
        match &self.places {
            Places::Numbers(numbers) => {
                for (row, number) in (1..).zip(numbers) {
                    sheet.write_number(row, 0, *number)?;
                }
            }
            Places::Names(names) => {
                for (row, name) in (1..).zip(names) {
                    sheet.write_string(row, 0, cell_text(name))?;
                }
            }
        }
        for (column, series) in (1..).zip(&self.series) {
            sheet.write_string(0, column, cell_text(&series.name))?;
            for (row, value) in (1..).zip(&series.values) {
                if value.is_finite() {
                    sheet.write_number(row, column, *value)?;
                }
            }
        }
        let after = 1 + u16::try_from(self.series.len()).unwrap_or(0);
        for (column, series) in (after..).zip(
            self.series
                .iter()
                .filter(|series| !series.halves.is_empty()),
        ) {
            sheet.write_string(
                0,
                column,
                cell_text(&format!("{}: ± half of the 95 % interval", series.name)),
            )?;
            for (row, value) in (1..).zip(&series.halves) {
                if value.is_finite() {
                    sheet.write_number(row, column, *value)?;
                }
            }
        }
        Ok(workbook.save_to_buffer()?)
    }

    fn rows(&self) -> usize {
        match &self.places {
            Places::Numbers(numbers) => numbers.len(),
            Places::Names(names) => names.len(),
        }
    }

    fn xml(&self, relation: &str) -> String {
        let series: String = self
            .series
            .iter()
            .enumerate()
            .map(|(index, series)| self.series_xml(index, series))
            .collect();
        let plot = match self.kind {
            Kind::Lines => format!(
                "<c:scatterChart><c:scatterStyle val=\"lineMarker\"/><c:varyColors val=\"0\"/>{series}<c:axId val=\"1\"/><c:axId val=\"2\"/></c:scatterChart>"
            ),
            Kind::Bars => format!(
                "<c:barChart><c:barDir val=\"bar\"/><c:grouping val=\"clustered\"/><c:varyColors val=\"0\"/>{series}<c:gapWidth val=\"60\"/><c:axId val=\"1\"/><c:axId val=\"2\"/></c:barChart>"
            ),
        };
        let font = escape(&self.font);
        let text = |colour: &str, size: u32| {
            format!(
                "<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz=\"{size}\"><a:solidFill><a:srgbClr val=\"{}\"/></a:solidFill><a:latin typeface=\"{font}\"/></a:defRPr></a:pPr><a:endParaRPr lang=\"en-GB\"/></a:p></c:txPr>",
                hex(colour)
            )
        };
        let (left, height) = match self.kind {
            Kind::Lines => (0.09, 0.80),
            Kind::Bars => (0.24, 0.84),
        };
        format!(
            "<c:chartSpace xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">\
             <c:date1904 val=\"0\"/><c:roundedCorners val=\"0\"/><c:chart><c:autoTitleDeleted val=\"1\"/><c:plotArea><c:layout><c:manualLayout><c:layoutTarget val=\"inner\"/><c:xMode val=\"edge\"/><c:yMode val=\"edge\"/>\
             <c:x val=\"{left}\"/><c:y val=\"0.03\"/><c:w val=\"{}\"/><c:h val=\"{height}\"/></c:manualLayout></c:layout>{plot}{}</c:plotArea>\
             <c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"gap\"/></c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{}<c:externalData r:id=\"{relation}\"><c:autoUpdate val=\"0\"/></c:externalData></c:chartSpace>",
            self.plot_width,
            self.axes(&text(self.muted, 1200)),
            text(self.ink, 1200),
        )
    }

    fn axes(&self, text: &str) -> String {
        let line = |colour: &str| {
            format!(
                "<c:spPr><a:ln w=\"9525\"><a:solidFill><a:srgbClr val=\"{}\"/></a:solidFill></a:ln></c:spPr>",
                hex(colour)
            )
        };
        let none = "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>";
        let grid = format!("<c:majorGridlines>{}</c:majorGridlines>", line(self.grid));
        let font = escape(&self.font);
        let title = |axis: &Axis| {
            format!(
                "<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz=\"1200\" b=\"0\"/></a:pPr><a:r><a:rPr lang=\"en-GB\" sz=\"1200\" b=\"0\"><a:solidFill><a:srgbClr val=\"{}\"/></a:solidFill><a:latin typeface=\"{font}\"/></a:rPr><a:t>{}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val=\"0\"/></c:title>",
                hex(self.muted),
                escape(&axis.title)
            )
        };
        let scaling = |axis: &Axis| {
            format!(
                "<c:scaling><c:orientation val=\"minMax\"/><c:max val=\"{}\"/><c:min val=\"{}\"/></c:scaling><c:delete val=\"0\"/>",
                axis.high, axis.low
            )
        };
        let format = |axis: &Axis| {
            format!(
                "<c:numFmt formatCode=\"{}\" sourceLinked=\"0\"/>",
                escape(axis.format)
            )
        };
        let marks = "<c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/>";
        match self.kind {
            Kind::Lines => format!(
                "<c:valAx><c:axId val=\"1\"/>{}<c:axPos val=\"b\"/>{}{}<c:majorTickMark val=\"out\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"low\"/>{}{text}<c:crossAx val=\"2\"/><c:crosses val=\"autoZero\"/><c:crossBetween val=\"midCat\"/><c:majorUnit val=\"{}\"/></c:valAx>\
                 <c:valAx><c:axId val=\"2\"/>{}<c:axPos val=\"l\"/>{grid}{}{marks}<c:tickLblPos val=\"low\"/>{none}{text}<c:crossAx val=\"1\"/><c:crosses val=\"min\"/><c:crossBetween val=\"midCat\"/><c:majorUnit val=\"{}\"/></c:valAx>",
                scaling(&self.x),
                title(&self.x),
                format(&self.x),
                line(self.muted),
                self.x.step,
                scaling(&self.y),
                format(&self.y),
                self.y.step
            ),
            Kind::Bars => format!(
                "<c:catAx><c:axId val=\"1\"/><c:scaling><c:orientation val=\"maxMin\"/></c:scaling><c:delete val=\"0\"/><c:axPos val=\"l\"/>{marks}<c:tickLblPos val=\"low\"/>{}{text}<c:crossAx val=\"2\"/><c:crosses val=\"autoZero\"/><c:auto val=\"1\"/><c:lblAlgn val=\"ctr\"/><c:lblOffset val=\"100\"/><c:noMultiLvlLbl val=\"0\"/></c:catAx>\
                 <c:valAx><c:axId val=\"2\"/>{}<c:axPos val=\"b\"/>{grid}{}{marks}<c:tickLblPos val=\"nextTo\"/>{none}{text}<c:crossAx val=\"1\"/><c:crosses val=\"max\"/><c:crossBetween val=\"between\"/><c:majorUnit val=\"{}\"/></c:valAx>",
                line(self.muted),
                scaling(&self.y),
                format(&self.y),
                self.y.step
            ),
        }
    }

    fn series_xml(&self, index: usize, series: &Series) -> String {
        let column = letter(index + 1);
        let last = self.rows() + 1;
        let name = format!(
            "<c:tx><c:strRef><c:f>Sheet1!${column}$1</c:f><c:strCache><c:ptCount val=\"1\"/><c:pt idx=\"0\"><c:v>{}</c:v></c:pt></c:strCache></c:strRef></c:tx>",
            escape(&series.name)
        );
        let values = numbers(
            &format!("Sheet1!${column}$2:${column}${last}"),
            &series.values,
        );
        let head = format!("<c:ser><c:idx val=\"{index}\"/><c:order val=\"{index}\"/>{name}");
        match self.kind {
            Kind::Lines => {
                let x = match &self.places {
                    Places::Numbers(places) => numbers(&format!("Sheet1!$A$2:$A${last}"), places),
                    Places::Names(_) => String::new(),
                };
                let dash = match series.dash {
                    Dash::Solid => "solid",
                    Dash::Long => "dash",
                    Dash::Short => "sysDash",
                    Dash::Dotted => "sysDot",
                };
                format!(
                    "{head}<c:spPr><a:ln w=\"31750\" cap=\"rnd\"><a:solidFill><a:srgbClr val=\"{}\"/></a:solidFill><a:prstDash val=\"{dash}\"/><a:round/></a:ln></c:spPr><c:marker><c:symbol val=\"none\"/></c:marker>{}<c:xVal>{x}</c:xVal><c:yVal>{values}</c:yVal><c:smooth val=\"0\"/></c:ser>",
                    hex(series.colour),
                    self.end_label(series)
                )
            }
            Kind::Bars => self.bar_series(series, &head, &values, last),
        }
    }

    fn bar_series(&self, series: &Series, head: &str, values: &str, last: usize) -> String {
        let points: String = series
            .colours
            .iter()
            .enumerate()
            .map(|(index, colour)| {
                format!(
                    "<c:dPt><c:idx val=\"{index}\"/><c:invertIfNegative val=\"0\"/><c:bubble3D val=\"0\"/><c:spPr><a:solidFill><a:srgbClr val=\"{}\"/></a:solidFill></c:spPr></c:dPt>",
                    hex(colour)
                )
            })
            .collect();
        let names = match &self.places {
            Places::Names(names) => names
                .iter()
                .enumerate()
                .map(|(index, name)| {
                    format!("<c:pt idx=\"{index}\"><c:v>{}</c:v></c:pt>", escape(name))
                })
                .collect(),
            Places::Numbers(_) => String::new(),
        };
        let halves = letter(1 + self.series.len());
        let bars = if series.halves.is_empty() {
            String::new()
        } else {
            let half = numbers(
                &format!("Sheet1!${halves}$2:${halves}${last}"),
                &series.halves,
            );
            format!(
                "<c:errBars><c:errBarType val=\"both\"/><c:errValType val=\"cust\"/><c:noEndCap val=\"0\"/><c:plus>{half}</c:plus><c:minus>{half}</c:minus><c:spPr><a:ln w=\"15875\"><a:solidFill><a:srgbClr val=\"{}\"/></a:solidFill></a:ln></c:spPr></c:errBars>",
                hex(self.ink)
            )
        };
        format!(
            "{head}<c:spPr><a:solidFill><a:srgbClr val=\"{}\"/></a:solidFill></c:spPr><c:invertIfNegative val=\"0\"/>{points}{bars}<c:cat><c:strRef><c:f>Sheet1!$A$2:$A${last}</c:f><c:strCache><c:ptCount val=\"{}\"/>{names}</c:strCache></c:strRef></c:cat><c:val>{values}</c:val></c:ser>",
            hex(series.colour),
            self.rows()
        )
    }

    /// The name and the value of the last point, to its right.
    fn end_label(&self, series: &Series) -> String {
        let last = series.values.iter().rposition(|value| value.is_finite());
        let (Some(down), Some(last)) = (series.label, last) else {
            return String::new();
        };
        let font = escape(&self.font);
        let shows = "<c:showLegendKey val=\"0\"/><c:showVal val=\"1\"/><c:showCatName val=\"0\"/><c:showSerName val=\"1\"/><c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/><c:separator>  </c:separator>";
        let hides = "<c:showLegendKey val=\"0\"/><c:showVal val=\"0\"/><c:showCatName val=\"0\"/><c:showSerName val=\"0\"/><c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/>";
        format!(
            "<c:dLbls><c:dLbl><c:idx val=\"{last}\"/><c:layout><c:manualLayout><c:x val=\"0\"/><c:y val=\"{down:.4}\"/></c:manualLayout></c:layout><c:numFmt formatCode=\"{}\" sourceLinked=\"0\"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>\
             <c:txPr><a:bodyPr wrap=\"none\" lIns=\"38100\" tIns=\"0\" rIns=\"0\" bIns=\"0\" anchor=\"ctr\"/><a:lstStyle/><a:p><a:pPr><a:defRPr sz=\"1200\" b=\"1\"><a:solidFill><a:srgbClr val=\"{}\"/></a:solidFill><a:latin typeface=\"{font}\"/></a:defRPr></a:pPr><a:endParaRPr lang=\"en-GB\"/></a:p></c:txPr><c:dLblPos val=\"r\"/>{shows}</c:dLbl>{hides}</c:dLbls>",
            escape(self.y.format),
            hex(series.colour)
        )
    }
}

/// The letter of a column, counted from 0; charts have few.
fn letter(column: usize) -> String {
    let first = char::from(b'A' + u8::try_from(column % 26).unwrap_or(0));
    if column < 26 {
        first.to_string()
    } else {
        format!("{}{first}", letter(column / 26 - 1))
    }
}

fn numbers(reference: &str, values: &[f64]) -> String {
    let points: String = values
        .iter()
        .enumerate()
        .filter(|(_, value)| value.is_finite())
        .map(|(index, value)| format!("<c:pt idx=\"{index}\"><c:v>{value}</c:v></c:pt>"))
        .collect();
    format!(
        "<c:numRef><c:f>{reference}</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount val=\"{}\"/>{points}</c:numCache></c:numRef>",
        values.len()
    )
}
