//! A drawing as a list of shapes and texts, and how it is written as SVG.
//!
//! Owns the shapes that charts are made of and the place that each text takes. Coordinates are real numbers, so that
//! lines stay smooth at any scale. It must not know what a chart shows: no data, no titles, no theme.

use std::fmt::Write;

use super::font::{self, Weight};
use super::theme::{Colour, Dash, Shape, Size};

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    pub x: f64,
    pub y: f64,
}

/// Shorthand, since drawings consist of points.
pub const fn at(x: f64, y: f64) -> Point {
    Point { x, y }
}

/// An upright box; also the room that something may take.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Area {
    pub fn width(&self) -> f64 {
        self.right - self.left
    }

    pub fn height(&self) -> f64 {
        self.bottom - self.top
    }

    /// Whether two boxes share more than an edge.
    pub fn overlaps(&self, other: &Area) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stroke {
    pub colour: Colour,
    pub width: f64,
    pub dash: Dash,
}

/// How a closed shape is filled; opacity 1 hides what lies below.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fill {
    pub colour: Colour,
    pub opacity: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

/// A stretch of text of one colour and weight.
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    pub text: String,
    pub colour: Colour,
    pub weight: Weight,
}

/// One line of text; `position` is its baseline at the anchor.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    pub position: Point,
    pub anchor: Anchor,
    pub size: f64,
    pub spans: Vec<Span>,
}

impl Line {
    /// A line of one colour and weight.
    pub fn plain(
        position: Point,
        size: f64,
        text: impl Into<String>,
        colour: Colour,
        weight: Weight,
    ) -> Line {
        Line {
            position,
            anchor: Anchor::Start,
            size,
            spans: vec![Span {
                text: text.into(),
                colour,
                weight,
            }],
        }
    }

    pub fn anchored(mut self, anchor: Anchor) -> Line {
        self.anchor = anchor;
        self
    }

    /// The box of the letters, from ascender to descender.
    pub fn area(&self) -> Area {
        let width: f64 = self
            .spans
            .iter()
            .map(|s| font::width(&s.text, self.size, s.weight))
            .sum();
        let left = match self.anchor {
            Anchor::Start => self.position.x,
            Anchor::Middle => self.position.x - width / 2.0,
            Anchor::End => self.position.x - width,
        };
        Area {
            left,
            top: self.position.y - 0.76 * self.size,
            right: left + width,
            bottom: self.position.y + 0.22 * self.size,
        }
    }
}

/// The drawing so far.
#[derive(Debug, Clone, PartialEq)]
pub struct Canvas {
    pub size: Size,
    shapes: String,
    texts: Vec<Line>,
}

impl Canvas {
    pub fn new(size: Size, paper: Colour) -> Canvas {
        let mut canvas = Canvas {
            size,
            shapes: String::new(),
            texts: Vec::new(),
        };
        let whole = Area {
            left: 0.0,
            top: 0.0,
            right: size.width,
            bottom: size.height,
        };
        canvas.rectangle(whole, solid(paper));
        canvas
    }

    /// All texts, in the order in which they were written.
    #[cfg(test)]
    pub fn texts(&self) -> &[Line] {
        &self.texts
    }

    pub fn text(&mut self, line: Line) {
        let empty = line.spans.iter().all(|span| span.text.is_empty());
        if !empty && finite(&[line.position]) {
            self.texts.push(line);
        }
    }

    pub fn line(&mut self, from: Point, to: Point, stroke: Stroke) {
        self.path(&[from, to], stroke);
    }

    /// An open line through all points; points that are no numbers break it.
    pub fn path(&mut self, points: &[Point], stroke: Stroke) {
        for run in points
            .split(|point| !finite(&[*point]))
            .filter(|run| !run.is_empty())
        {
            // A single point becomes a dot: the round cap of a line of no length.
            let doubled = if run.len() == 1 {
                vec![run[0], run[0]]
            } else {
                run.to_vec()
            };
            self.push(format_args!(
                r#"<path d="{}" fill="none"{}/>"#,
                open_path(&doubled),
                stroke_attributes(stroke)
            ));
        }
    }

    /// A closed shape.
    pub fn polygon(&mut self, points: &[Point], fill: Fill) {
        if points.len() >= 3 && finite(points) {
            self.push(format_args!(
                r#"<path d="{}Z"{}/>"#,
                open_path(points),
                fill_attributes(fill)
            ));
        }
    }

    pub fn rectangle(&mut self, area: Area, fill: Fill) {
        if finite(&[at(area.left, area.top), at(area.right, area.bottom)]) {
            self.push(format_args!(
                r#"<rect x="{}" y="{}" width="{}" height="{}"{}/>"#,
                number(area.left),
                number(area.top),
                number(area.width().max(0.0)),
                number(area.height().max(0.0)),
                fill_attributes(fill)
            ));
        }
    }

    /// A mark of about the same weight in each shape, with a rim.
    pub fn mark(&mut self, shape: Shape, centre: Point, radius: f64, fill: Fill, rim: Stroke) {
        if !finite(&[centre]) {
            return;
        }
        let style = format!(
            r#"{} stroke="{}" stroke-width="{}""#,
            fill_attributes(fill),
            rim.colour,
            number(rim.width)
        );
        let corner = |dx: f64, dy: f64| at(centre.x + dx * radius, centre.y + dy * radius);
        let corners = match shape {
            Shape::Circle => {
                let (x, y) = (number(centre.x), number(centre.y));
                self.push(format_args!(
                    r#"<circle cx="{x}" cy="{y}" r="{}"{style}/>"#,
                    number(radius)
                ));
                return;
            }
            Shape::Square => vec![
                corner(-0.88, -0.88),
                corner(0.88, -0.88),
                corner(0.88, 0.88),
                corner(-0.88, 0.88),
            ],
            Shape::Diamond => vec![
                corner(0.0, -1.2),
                corner(1.2, 0.0),
                corner(0.0, 1.2),
                corner(-1.2, 0.0),
            ],
            Shape::Triangle => vec![corner(0.0, -1.15), corner(1.1, 0.85), corner(-1.1, 0.85)],
        };
        self.push(format_args!(
            r#"<path d="{}Z"{style}/>"#,
            open_path(&corners)
        ));
    }

    /// The drawing as SVG with its texts as text.
    pub fn svg(&self) -> String {
        let (width, height) = (number(self.size.width), number(self.size.height));
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">\n{}",
            self.shapes
        );
        for line in &self.texts {
            write_text(&mut svg, line);
        }
        svg.push_str("</svg>\n");
        svg
    }

    fn push(&mut self, element: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.shapes, "{element}");
    }
}

/// A fill that hides what lies below.
pub const fn solid(colour: Colour) -> Fill {
    Fill {
        colour,
        opacity: 1.0,
    }
}

/// A solid stroke.
pub const fn stroke(colour: Colour, width: f64) -> Stroke {
    Stroke {
        colour,
        width,
        dash: Dash::Solid,
    }
}

/// Escapes what XML would read as markup, and drops what it cannot hold.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            letter if letter.is_control() => escaped.push(' '),
            letter => escaped.push(letter),
        }
    }
    escaped
}

fn write_text(svg: &mut String, line: &Line) {
    let anchor = match line.anchor {
        Anchor::Start => "start",
        Anchor::Middle => "middle",
        Anchor::End => "end",
    };
    // Writing to a string cannot fail.
    let _ = write!(
        svg,
        r#"<text x="{}" y="{}" font-family="Inter" font-size="{}" text-anchor="{anchor}" xml:space="preserve">"#,
        number(line.position.x),
        number(line.position.y),
        number(line.size)
    );
    for span in &line.spans {
        let weight = match span.weight {
            Weight::Regular => 400,
            Weight::SemiBold => 600,
        };
        let _ = write!(
            svg,
            r#"<tspan fill="{}" font-weight="{weight}">{}</tspan>"#,
            span.colour,
            escape(&span.text)
        );
    }
    svg.push_str("</text>\n");
}

fn finite(points: &[Point]) -> bool {
    points.iter().all(|p| p.x.is_finite() && p.y.is_finite())
}

fn open_path(points: &[Point]) -> String {
    let mut path = String::with_capacity(points.len() * 14);
    for (index, point) in points.iter().enumerate() {
        let letter = if index == 0 { 'M' } else { 'L' };
        let _ = write!(path, "{letter}{} {}", number(point.x), number(point.y));
    }
    path
}

fn stroke_attributes(stroke: Stroke) -> String {
    let unit = stroke.width;
    let dash = match stroke.dash {
        Dash::Solid => String::new(),
        Dash::Long => format!(
            r#" stroke-dasharray="{} {}""#,
            number(4.0 * unit),
            number(2.2 * unit)
        ),
        Dash::Short => format!(
            r#" stroke-dasharray="{} {}""#,
            number(2.0 * unit),
            number(2.0 * unit)
        ),
        Dash::Dotted => format!(r#" stroke-dasharray="0.1 {}""#, number(2.2 * unit)),
    };
    format!(
        r#" stroke="{}" stroke-width="{}" stroke-linejoin="round" stroke-linecap="round"{dash}"#,
        stroke.colour,
        number(stroke.width)
    )
}

fn fill_attributes(fill: Fill) -> String {
    if fill.opacity >= 1.0 {
        format!(r#" fill="{}""#, fill.colour)
    } else {
        format!(
            r#" fill="{}" fill-opacity="{}""#,
            fill.colour,
            number(fill.opacity)
        )
    }
}

/// Two decimals at most, a fiftieth of the thinnest line.
fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    let trimmed = text.trim_end_matches('0').trim_end_matches('.');
    if trimmed == "-0" {
        "0".to_owned()
    } else {
        trimmed.to_owned()
    }
}
