//! Has a drawing drawn: its shapes and texts by `plotters`, into SVG.
//!
//! Owns the passage from real coordinates to those of `plotters`, which are whole numbers: a grid of twentieths of a
//! pixel, too fine to be seen. A line of several colours is set span by span, each where the one before it ends.

use plotters::backend::SVGBackend;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind, IntoDrawingArea};
use plotters::element::{Circle, DashedPathElement, PathElement, Polygon, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{
    Color, FontDesc, FontFamily, FontStyle, RGBAColor, RGBColor, ShapeStyle, TextStyle,
};

use super::{Anchor, Area, Drawn, Fill, Line, Point, Stroke};
use crate::chart::font::{self, Weight};
use crate::chart::theme::{Colour, Dash, Size};

/// Steps of the grid to a pixel.
const GRID: f64 = 20.0;
/// `plotters` divides the size of a font by this before it writes it.
const FONT_SIZE: f64 = 1.24;
/// `plotters` sets the bottom of a text half an x-height, which is a quarter of its size, above where it is asked to.
const BASELINE: f64 = 0.25;

type Root<'a> = DrawingArea<SVGBackend<'a>, plotters::coord::Shift>;
type Fault = DrawingAreaErrorKind<std::io::Error>;

/// The drawing as SVG.
pub(super) fn svg(size: Size, shapes: &[Drawn], texts: &[Line]) -> String {
    let mut svg = String::new();
    let (width, height) = (steps(size.width), steps(size.height));
    let drawn = draw(
        &mut svg,
        (width.unsigned_abs(), height.unsigned_abs()),
        shapes,
        texts,
    );
    // The backend writes to a string, and a string takes everything.
    debug_assert!(drawn.is_ok(), "{drawn:?}");
    // The grid stays the inner scale; the picture has the size that was asked for, and round ends of lines.
    let inner = format!("width=\"{width}\" height=\"{height}\"");
    let outer = format!(
        "width=\"{}\" height=\"{}\" stroke-linecap=\"round\" stroke-linejoin=\"round\"",
        size.width, size.height
    );
    svg.replacen(&inner, &outer, 1)
}

fn draw(svg: &mut String, size: (u32, u32), shapes: &[Drawn], texts: &[Line]) -> Result<(), Fault> {
    let root = SVGBackend::with_string(svg, size).into_drawing_area();
    shapes.iter().try_for_each(|drawn| shape(&root, drawn))?;
    texts.iter().try_for_each(|line| text(&root, line))?;
    root.present()
}

fn shape(root: &Root<'_>, drawn: &Drawn) -> Result<(), Fault> {
    match drawn {
        Drawn::Path { points, stroke } => path(root, points, *stroke),
        Drawn::Polygon { points, fill } => root.draw(&Polygon::new(on_grid(points), filled(*fill))),
        Drawn::Rectangle {
            area:
                Area {
                    left,
                    top,
                    right,
                    bottom,
                },
            fill,
        } => {
            let corners = [
                (steps(*left), steps(*top)),
                (steps(right.max(*left)), steps(bottom.max(*top))),
            ];
            root.draw(&Rectangle::new(corners, filled(*fill)))
        }
        Drawn::Circle {
            centre,
            radius,
            fill,
        } => root.draw(&Circle::new(
            (steps(centre.x), steps(centre.y)),
            steps(radius.max(0.0)),
            filled(*fill),
        )),
    }
}

fn path(root: &Root<'_>, points: &[Point], stroke: Stroke) -> Result<(), Fault> {
    let style = ShapeStyle {
        color: colour(stroke.colour, 1.0),
        filled: false,
        stroke_width: steps(stroke.width).unsigned_abs(),
    };
    // Round ends lengthen a dash and shorten a gap by the width of the line.
    let (dash, gap) = match stroke.dash {
        Dash::Solid => return root.draw(&PathElement::new(on_grid(points), style)),
        Dash::Long => (4.0, 2.2),
        Dash::Short => (2.0, 2.0),
        Dash::Dotted => (0.1, 2.2),
    };
    let length = |of_width: f64| steps(of_width * stroke.width).max(1);
    root.draw(&DashedPathElement::new(
        on_grid(points),
        length(dash),
        length(gap),
        style,
    ))
}

fn text(root: &Root<'_>, line: &Line) -> Result<(), Fault> {
    let top = steps(line.position.y + BASELINE * line.size);
    if let [span] = line.spans.as_slice() {
        let horizontal = match line.anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        let style = letters(line.size, span.weight, span.colour, horizontal);
        return root.draw(&Text::new(
            unbreakable(&span.text),
            (steps(line.position.x), top),
            style,
        ));
    }
    let mut left = line.area().left;
    for span in &line.spans {
        let style = letters(line.size, span.weight, span.colour, HPos::Left);
        root.draw(&Text::new(
            unbreakable(&span.text),
            (steps(left), top),
            style,
        ))?;
        left += font::width(&span.text, line.size, span.weight);
    }
    Ok(())
}

fn letters(size: f64, weight: Weight, ink: Colour, horizontal: HPos) -> TextStyle<'static> {
    let style = match weight {
        Weight::Regular => FontStyle::Normal,
        Weight::SemiBold => FontStyle::Bold,
    };
    let font = FontDesc::new(FontFamily::Name("Inter"), size * GRID * FONT_SIZE, style);
    TextStyle {
        font,
        color: colour(ink, 1.0).to_backend_color(),
        pos: Pos::new(horizontal, VPos::Bottom),
    }
}

/// SVG drops spaces at the ends of a text and all but one of several; those that do not break stay.
fn unbreakable(text: &str) -> String {
    text.chars()
        .map(|letter| {
            if letter.is_control() || letter == ' ' {
                '\u{a0}'
            } else {
                letter
            }
        })
        .collect()
}

fn filled(fill: Fill) -> ShapeStyle {
    ShapeStyle {
        color: colour(fill.colour, fill.opacity),
        filled: true,
        stroke_width: 0,
    }
}

/// A colour of the theme, written `#RRGGBB`.
fn colour(text: Colour, opacity: f64) -> RGBAColor {
    let part = |from: usize| {
        text.get(from..from + 2)
            .and_then(|digits| u8::from_str_radix(digits, 16).ok())
            .unwrap_or_default()
    };
    RGBColor(part(1), part(3), part(5)).mix(opacity.clamp(0.0, 1.0))
}

fn on_grid(points: &[Point]) -> Vec<(i32, i32)> {
    points
        .iter()
        .map(|point| (steps(point.x), steps(point.y)))
        .collect()
}

fn steps(pixels: f64) -> i32 {
    // Far outside of any drawing; what is no number has been left out before.
    (pixels * GRID).round().clamp(-1e8, 1e8) as i32
}
