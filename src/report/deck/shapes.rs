//! Shapes of a slide: texts, blocks of colour, pictures, tables, frames for charts. Each is XML with a mark that no text can hold where its
//! number on the slide belongs.

use super::frame::{Place, hex, transform};
use crate::chart::escape;

/// Stands for the number of a shape until that is known: a letter that no text of a folder keeps.
pub const ID: &str = "\u{1}";

/// A stretch of text.
#[derive(Debug, Clone)]
pub struct Run {
    pub text: String,
    /// In points.
    pub size: f64,
    pub colour: &'static str,
    pub is_strong: bool,
    pub is_code: bool,
}

impl Run {
    pub fn new(text: String, size: f64, colour: &'static str) -> Run {
        Run {
            text,
            size,
            colour,
            is_strong: false,
            is_code: false,
        }
    }

    fn xml(&self) -> String {
        let bold = if self.is_strong { " b=\"1\"" } else { "" };
        let font = if self.is_code {
            "<a:latin typeface=\"Courier New\"/>"
        } else {
            "<a:latin typeface=\"+mn-lt\"/>"
        };
        format!(
            "<a:r><a:rPr lang=\"en-GB\" sz=\"{}\"{bold} dirty=\"0\"><a:solidFill><a:srgbClr val=\"{}\"/></a:solidFill>{font}</a:rPr><a:t>{}</a:t></a:r>",
            (self.size * 100.0).round() as i64,
            hex(self.colour),
            escape(&self.text)
        )
    }
}

/// A paragraph and the space after it, in points.
#[derive(Debug, Clone)]
pub struct Paragraph {
    pub runs: Vec<Run>,
    pub after: f64,
    /// Whether lines after the first stand in from the left.
    pub hanging: bool,
}

impl Paragraph {
    pub fn plain(text: String, size: f64, colour: &'static str) -> Paragraph {
        Paragraph {
            runs: vec![Run::new(text, size, colour)],
            after: 0.0,
            hanging: false,
        }
    }

    pub fn after(mut self, after: f64) -> Paragraph {
        self.after = after;
        self
    }

    pub fn strong(mut self) -> Paragraph {
        for run in &mut self.runs {
            run.is_strong = true;
        }
        self
    }

    pub fn xml(&self) -> String {
        let runs: String = self.runs.iter().map(Run::xml).collect();
        let hanging = if self.hanging {
            " marL=\"342900\" indent=\"-342900\""
        } else {
            ""
        };
        format!(
            "<a:p><a:pPr{hanging}><a:spcAft><a:spcPts val=\"{}\"/></a:spcAft><a:buNone/></a:pPr>{runs}</a:p>",
            (self.after * 100.0).round() as i64
        )
    }
}

/// The body of a text box without inner margins.
pub fn text_body(paragraphs: &[Paragraph]) -> String {
    let paragraphs: String = paragraphs.iter().map(Paragraph::xml).collect();
    format!(
        "<p:txBody><a:bodyPr wrap=\"square\" lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" anchor=\"t\"><a:normAutofit/></a:bodyPr><a:lstStyle/>{paragraphs}</p:txBody>"
    )
}

/// A text box.
pub fn text(place: Place, paragraphs: &[Paragraph]) -> String {
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"\u{1}\" name=\"Text \u{1}\"/><p:cNvSpPr txBox=\"1\"/><p:nvPr/></p:nvSpPr>\
         <p:spPr><a:xfrm>{}</a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>{}</p:sp>",
        transform(place),
        text_body(paragraphs)
    )
}

/// A block of one colour.
pub fn block(colour: &str, place: Place) -> String {
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"\u{1}\" name=\"Block \u{1}\"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>\
         <p:spPr><a:xfrm>{}</a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val=\"{}\"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>",
        transform(place),
        hex(colour)
    )
}

/// A picture that the slide knows by a relation.
pub fn picture(relation: &str, place: Place, words: &str) -> String {
    format!(
        "<p:pic><p:nvPicPr><p:cNvPr id=\"\u{1}\" name=\"Picture \u{1}\" descr=\"{}\"/><p:cNvPicPr><a:picLocks noChangeAspect=\"1\"/></p:cNvPicPr><p:nvPr/></p:nvPicPr>\
         <p:blipFill><a:blip r:embed=\"{relation}\"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>\
         <p:spPr><a:xfrm>{}</a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr></p:pic>",
        escape(words),
        transform(place)
    )
}

/// A chart that the slide knows by a relation.
pub fn graph(relation: &str, place: Place, words: &str) -> String {
    frame(
        place,
        words,
        "http://schemas.openxmlformats.org/drawingml/2006/chart",
        &format!(
            "<c:chart xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" r:id=\"{relation}\"/>"
        ),
    )
}

fn frame(place: Place, words: &str, kind: &str, inner: &str) -> String {
    let transform = transform(place);
    format!(
        "<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id=\"\u{1}\" name=\"Frame \u{1}\" descr=\"{}\"/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp=\"1\"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>\
         <p:xfrm>{transform}</p:xfrm><a:graphic><a:graphicData uri=\"{kind}\">{inner}</a:graphicData></a:graphic></p:graphicFrame>",
        escape(words)
    )
}

/// How a column of a table is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Column {
    /// In pixels.
    pub width: f64,
    pub align: Align,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    Left,
    Right,
}

/// A cell of a table.
#[derive(Debug, Clone)]
pub struct Cell {
    pub text: String,
    pub colour: &'static str,
    pub is_strong: bool,
    /// A second line and its colour.
    pub note: Option<(String, &'static str)>,
}

impl Cell {
    pub fn new(text: String, colour: &'static str) -> Cell {
        Cell {
            text,
            colour,
            is_strong: false,
            note: None,
        }
    }

    pub fn strong(self) -> Cell {
        Cell {
            is_strong: true,
            ..self
        }
    }
}

/// A table whose rows have thin lines below them and no other frame.
pub struct Table<'a> {
    pub columns: &'a [Column],
    pub rows: &'a [Vec<Cell>],
    /// In points.
    pub size: f64,
    /// Of each row, in pixels.
    pub heights: &'a [f64],
    pub rule: &'a str,
}

pub fn table(left: f64, top: f64, table: &Table<'_>) -> String {
    let emu = |pixels: f64| (pixels * super::frame::PIXEL).round() as i64;
    let grid: String = table
        .columns
        .iter()
        .map(|column| format!("<a:gridCol w=\"{}\"/>", emu(column.width)))
        .collect();
    let rows: String = table
        .rows
        .iter()
        .zip(table.heights)
        .map(|(row, height)| {
            let cells: String = row
                .iter()
                .zip(table.columns)
                .map(|(cell, column)| cell_xml(cell, *column, table))
                .collect();
            format!("<a:tr h=\"{}\">{cells}</a:tr>", emu(*height))
        })
        .collect();
    let width = table.columns.iter().map(|column| column.width).sum();
    let place = [left, top, width, table.heights.iter().sum()];
    frame(
        place,
        "Table",
        "http://schemas.openxmlformats.org/drawingml/2006/table",
        &format!("<a:tbl><a:tblPr firstRow=\"1\"/><a:tblGrid>{grid}</a:tblGrid>{rows}</a:tbl>"),
    )
}

fn cell_xml(cell: &Cell, column: Column, table: &Table<'_>) -> String {
    let align = match column.align {
        Align::Left => "l",
        Align::Right => "r",
    };
    let run = Run {
        is_strong: cell.is_strong,
        ..Run::new(cell.text.clone(), table.size, cell.colour)
    };
    let note = cell
        .note
        .as_ref()
        .map_or_else(String::new, |(text, colour)| {
            let run = Run::new(text.clone(), table.size, colour);
            format!("<a:p><a:pPr algn=\"{align}\"/>{}</a:p>", run.xml())
        });
    let bare = |side: &str| format!("<a:{side} w=\"0\"><a:noFill/></a:{side}>");
    format!(
        "<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr algn=\"{align}\"/>{}</a:p>{note}</a:txBody>\
         <a:tcPr marL=\"0\" marR=\"101600\" marT=\"31750\" marB=\"31750\" anchor=\"t\">{}{}{}<a:lnB w=\"9525\"><a:solidFill><a:srgbClr val=\"{}\"/></a:solidFill></a:lnB><a:noFill/></a:tcPr></a:tc>",
        run.xml(),
        bare("lnL"),
        bare("lnR"),
        bare("lnT"),
        hex(table.rule)
    )
}
