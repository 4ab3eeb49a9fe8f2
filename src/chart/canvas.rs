//! A drawing as a list of shapes and texts.
//!
//! Owns the shapes that charts are made of and the place that each text takes; `plot` has them drawn. Coordinates are
//! real numbers, so that lines stay smooth at any scale. It must not know what a chart shows: no data, no titles, no theme.

mod plot;

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
    shapes: Vec<Drawn>,
    texts: Vec<Line>,
}

/// A shape that was drawn.
#[derive(Debug, Clone, PartialEq)]
enum Drawn {
    Path {
        points: Vec<Point>,
        stroke: Stroke,
    },
    Polygon {
        points: Vec<Point>,
        fill: Fill,
    },
    Rectangle {
        area: Area,
        fill: Fill,
    },
    Circle {
        centre: Point,
        radius: f64,
        fill: Fill,
    },
}

impl Canvas {
    pub fn new(size: Size, paper: Colour) -> Canvas {
        let mut canvas = Canvas {
            size,
            shapes: Vec::new(),
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

    /// From where to where shapes reach, their widths left aside.
    #[cfg(test)]
    pub fn extent(&self) -> Area {
        let corners = |shape: &Drawn| match shape {
            Drawn::Path { points, .. } | Drawn::Polygon { points, .. } => points.clone(),
            Drawn::Rectangle { area, .. } => {
                vec![at(area.left, area.top), at(area.right, area.bottom)]
            }
            Drawn::Circle { centre, radius, .. } => [-1.0, 1.0]
                .map(|side| at(centre.x + side * radius, centre.y + side * radius))
                .to_vec(),
        };
        let start = Area {
            left: f64::INFINITY,
            top: f64::INFINITY,
            right: f64::NEG_INFINITY,
            bottom: f64::NEG_INFINITY,
        };
        let points = self.shapes.iter().flat_map(corners);
        points.fold(start, |extent, point| Area {
            left: extent.left.min(point.x),
            top: extent.top.min(point.y),
            right: extent.right.max(point.x),
            bottom: extent.bottom.max(point.y),
        })
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
            let points = if run.len() == 1 {
                vec![run[0], run[0]]
            } else {
                run.to_vec()
            };
            self.shapes.push(Drawn::Path { points, stroke });
        }
    }

    /// A closed shape.
    pub fn polygon(&mut self, points: &[Point], fill: Fill) {
        if points.len() >= 3 && finite(points) {
            self.shapes.push(Drawn::Polygon {
                points: points.to_vec(),
                fill,
            });
        }
    }

    pub fn rectangle(&mut self, area: Area, fill: Fill) {
        if finite(&[at(area.left, area.top), at(area.right, area.bottom)]) {
            self.shapes.push(Drawn::Rectangle { area, fill });
        }
    }

    /// A mark of about the same weight in each shape, with a rim.
    pub fn mark(&mut self, shape: Shape, centre: Point, radius: f64, fill: Fill, rim: Stroke) {
        if !finite(&[centre]) {
            return;
        }
        let corner = |dx: f64, dy: f64| at(centre.x + dx * radius, centre.y + dy * radius);
        let corners = match shape {
            Shape::Circle => {
                self.ring(centre, radius, fill, rim);
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
        let mut outline = corners.clone();
        outline.extend_from_slice(&corners[..2]);
        self.polygon(&corners, fill);
        self.path(&outline, rim);
    }

    /// A circle with a rim: the rim's disc below, the fill's disc above, so that a faint fill shows no rim through it.
    fn ring(&mut self, centre: Point, radius: f64, fill: Fill, rim: Stroke) {
        let half = rim.width / 2.0;
        self.shapes.push(Drawn::Circle {
            centre,
            radius: radius + half,
            fill: Fill {
                colour: rim.colour,
                ..fill
            },
        });
        self.shapes.push(Drawn::Circle {
            centre,
            radius: radius - half,
            fill,
        });
    }

    /// The drawing as SVG with its texts as text.
    pub fn svg(&self) -> String {
        plot::svg(self.size, &self.shapes, &self.texts)
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

fn finite(points: &[Point]) -> bool {
    points.iter().all(|p| p.x.is_finite() && p.y.is_finite())
}
