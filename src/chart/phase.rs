//! Phase: documents per head across, capability up, the path of each variant from the start to the end.
//!
//! Up to four variants share one panel and carry colour, dash and mark of their own; more get a panel each in which all
//! other paths stay as thin grey lines. The title speaks of the same pair as scissors, in what each has gained.

mod apart;
mod together;
mod words;

use super::axis::{self, Range, Scale};
use super::canvas::{Anchor, Area, Canvas, Line, Point, Stroke, at, solid, stroke};
use super::data::{Data, Kind, Measure};
use super::font::Weight;
use super::panel::{self, Edge};
use super::question::{self, Findings};
use super::theme::{Look, Shape, Theme};
use super::{Chart, Drawn, Sheet, frame, number};

pub const CHART: Chart = Chart {
    id: "phase",
    questions: question::documents_and_capability,
    draw,
};

/// More variants than this get a panel each.
const MOST_TOGETHER: usize = 4;

/// What is drawn: the two measures, their ranges, the paths.
struct Plane {
    across: Measure,
    up: Measure,
    ranges: [Range; 2],
    /// Week, documents, capability.
    paths: Vec<Vec<(u32, f64, f64)>>,
}

impl Plane {
    /// How the numbers of the upright axis are written.
    fn tick(&self) -> fn(f64, f64) -> String {
        match self.up.kind {
            Kind::Share => number::share_tick,
            Kind::Count => number::count_tick,
        }
    }

    /// Room to the left of panels for these numbers.
    fn gutter(&self, theme: &Theme) -> f64 {
        panel::gutter(theme, panel::numbers(&self.ranges[1], self.tick()), "")
    }
}

fn draw(data: &Data<'_>, findings: &Findings, theme: &Theme) -> Option<Drawn> {
    let plane = plane(data)?;
    let (words, standing) = words::words(data, findings, theme, &plane);
    let canvas = if data.variants.len() <= MOST_TOGETHER {
        let (mut canvas, room) = frame::open(theme, &words, together::HEIGHT);
        together::draw(&mut canvas, data, theme, room, &plane);
        canvas
    } else {
        apart::draw(data, theme, &words, &plane)
    };
    Some(Drawn {
        canvas,
        words,
        standing,
        sheet: sheet(data, &plane),
        alt: words::alt(data, &plane),
    })
}

fn plane(data: &Data<'_>) -> Option<Plane> {
    let [across, up] = [data.documents()?, data.measure("capability")?];
    let path = |variant: usize| {
        let documents = data.weekly(variant, &across);
        let capability = data.weekly(variant, &up);
        documents
            .into_iter()
            .zip(capability)
            .filter(|((a, x), (b, y))| a == b && x.mean.is_finite() && y.mean.is_finite())
            .map(|((week, x), (_, y))| (week, x.mean, y.mean))
            .collect::<Vec<_>>()
    };
    let paths: Vec<_> = (0..data.variants.len()).map(path).collect();
    let ranges = [
        axis::from_zero(paths.iter().flatten().map(|point| point.1)),
        axis::fitted(paths.iter().flatten().map(|point| point.2)),
    ];
    Some(Plane {
        across,
        up,
        ranges,
        paths,
    })
}

fn pixels(plane: &Plane, variant: usize, [x, y]: [Scale; 2]) -> Vec<Point> {
    plane.paths[variant]
        .iter()
        .map(|(_, across, up)| at(x.pixel(*across), y.pixel(*up)))
        .collect()
}

fn draw_axes(
    canvas: &mut Canvas,
    theme: &Theme,
    plot: Area,
    scales: [Scale; 2],
    plane: &Plane,
    edge: Edge,
) {
    let text = plane.tick();
    panel::value_axis(canvas, theme, plot, scales[1], &plane.ranges[1], edge, text);
    let size = theme.text.tick;
    let step = panel::step(&plane.ranges[0]);
    let mut free = f64::NEG_INFINITY;
    for tick in &plane.ranges[0].ticks {
        let x = scales[0].pixel(*tick);
        canvas.line(
            at(x, plot.bottom),
            at(x, plot.bottom + 7.0),
            stroke(theme.rule, 1.5),
        );
        let position = at(x, plot.bottom + size * 1.3);
        let line = Line::plain(
            position,
            size,
            number::count_tick(*tick, step),
            theme.muted,
            Weight::Regular,
        );
        // Numbers at the ends lean inwards, so that panels side by side keep theirs apart.
        let mut line = line.anchored(Anchor::Middle);
        if line.area().right > plot.right + 10.0 {
            line.position.x = plot.right + 10.0;
            line.anchor = Anchor::End;
        } else if line.area().left < plot.left - 10.0 {
            line.position.x = plot.left - 10.0;
            line.anchor = Anchor::Start;
        }
        let area = line.area();
        if area.left > free {
            free = area.right + 14.0;
            canvas.text(line);
        }
    }
}

fn draw_path(
    canvas: &mut Canvas,
    theme: &Theme,
    plane: &Plane,
    path: &[Point],
    variant: usize,
    look: Look,
) {
    let line = Stroke {
        colour: look.colour,
        width: theme.line,
        dash: look.dash,
    };
    canvas.path(path, line);
    let rim = stroke(theme.paper, 2.0);
    for (point, (week, ..)) in path.iter().zip(&plane.paths[variant]) {
        if *week > 0 && week.is_multiple_of(52) {
            canvas.mark(Shape::Circle, *point, 6.5, solid(look.colour), rim);
        }
    }
    if let Some(start) = path.first() {
        canvas.mark(
            Shape::Circle,
            *start,
            8.0,
            solid(theme.paper),
            stroke(theme.muted, 3.0),
        );
    }
    if let Some(end) = path.last() {
        canvas.mark(look.shape, *end, 12.0, solid(look.colour), rim);
    }
}

fn sheet(data: &Data<'_>, plane: &Plane) -> Sheet {
    let rows = data
        .variants
        .iter()
        .zip(&plane.paths)
        .flat_map(|(variant, path)| {
            path.iter().map(|(week, across, up)| {
                vec![
                    variant.name.to_owned(),
                    week.to_string(),
                    across.to_string(),
                    up.to_string(),
                ]
            })
        });
    let per_head = plane.across.label != "Documents";
    let documents = if per_head {
        "documents_per_head"
    } else {
        "documents"
    };
    let header = ["variant", "week", documents, "capability"];
    Sheet::new(&header, rows.collect())
}
