//! What all sheets share: formats, columns of texts and numbers, headings. It must not know what is written.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

use crate::table::Unit;

/// The most letters that a cell of Excel holds.
const MOST_LETTERS: usize = 32_000;

/// How cells look.
pub struct Formats {
    pub title: Format,
    pub heading: Format,
    pub head: Format,
    pub head_right: Format,
    pub band: Format,
    pub text: Format,
    pub strong: Format,
    pub note: Format,
    pub plain: Format,
    share: Format,
    count: Format,
    signed: Format,
    share_difference: Format,
    count_difference: Format,
    signed_difference: Format,
    pub changed: Format,
    pub two_digits: Format,
    /// A text behind a number.
    pub after: Format,
    pub probability: Format,
}

impl Formats {
    pub fn new() -> Formats {
        let base = Format::new()
            .set_font_name("Arial")
            .set_font_size(10)
            .set_align(FormatAlign::Top);
        let number = |code: &str| base.clone().set_num_format(code);
        let head = base
            .clone()
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::Bottom)
            .set_border_bottom(FormatBorder::Thin)
            .set_border_bottom_color(Color::RGB(0x009a_a2a9));
        Formats {
            title: base.clone().set_bold().set_font_size(16),
            heading: base.clone().set_bold().set_font_size(12),
            head_right: head.clone().set_align(FormatAlign::Right),
            band: base
                .clone()
                .set_bold()
                .set_align(FormatAlign::Center)
                .set_border_bottom(FormatBorder::Thin)
                .set_border_bottom_color(Color::RGB(0x009a_a2a9)),
            head,
            text: base.clone().set_text_wrap(),
            strong: base.clone().set_bold().set_text_wrap(),
            note: base
                .clone()
                .set_font_color(Color::RGB(0x005b_636b))
                .set_text_wrap(),
            share: number("0.0%"),
            count: number("#,##0.0"),
            signed: number("0.000"),
            share_difference: number("+0.0%;-0.0%;0.0%"),
            count_difference: number("+#,##0.0;-#,##0.0;0.0"),
            signed_difference: number("+0.000;-0.000;0.000"),
            two_digits: number("0.00"),
            after: base.clone().set_indent(1),
            probability: number("0.0000"),
            changed: base
                .clone()
                .set_bold()
                .set_font_color(Color::RGB(0x00D5_5E00)),
            plain: base,
        }
    }

    /// A level of a metric.
    pub fn level(&self, unit: Unit) -> &Format {
        match unit {
            Unit::Share => &self.share,
            Unit::Points => &self.share_difference,
            Unit::Signed => &self.signed,
            Unit::Count => &self.count,
        }
    }

    /// A difference of a metric.
    pub fn difference(&self, unit: Unit) -> &Format {
        match unit {
            Unit::Share | Unit::Points => &self.share_difference,
            Unit::Signed => &self.signed_difference,
            Unit::Count => &self.count_difference,
        }
    }
}

/// A text as a cell can hold it: no control characters, not too long.
pub fn cell_text(text: &str) -> String {
    text.chars()
        .filter(|letter| !letter.is_control() || *letter == '\n')
        .take(MOST_LETTERS)
        .collect()
}

/// A text, never a formula.
pub fn text(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    sheet.write_string_with_format(row, column, cell_text(text), format)?;
    Ok(())
}

/// A number; nothing where it is not defined.
pub fn number(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    number: f64,
    format: &Format,
) -> Result<(), XlsxError> {
    if number.is_finite() {
        sheet.write_number_with_format(row, column, number, format)?;
    }
    Ok(())
}

/// Widths of the first columns.
pub fn widths(sheet: &mut Worksheet, widths: &[f64]) -> Result<(), XlsxError> {
    for (column, width) in (0_u16..).zip(widths) {
        sheet.set_column_width(column, *width)?;
    }
    Ok(())
}

/// A printed page is as wide as the sheet.
pub fn printed(sheet: &mut Worksheet) {
    sheet.set_landscape();
    sheet.set_paper_size(9);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_screen_gridlines(false);
}

/// Makes a row as high as the longest of its texts needs in a column of that width.
pub fn fit(sheet: &mut Worksheet, row: u32, texts: &[(&str, f64)]) -> Result<(), XlsxError> {
    let lines = texts.iter().map(|(text, width)| {
        // A letter of 10 points is on average a little narrower than the unit that widths are given in.
        (text.chars().count() as f64 / (1.05 * width)).ceil()
    });
    let most = lines.fold(1.0, f64::max).min(30.0);
    sheet.set_row_height(row, 13.5 * most)?;
    Ok(())
}
