//! The panel of a convergence: both courses, the wanted half-width, and the extrapolation to it.

use super::{Course, FARTHEST, Step, words};
use crate::chart::axis::{self, Scale};
use crate::chart::canvas::{Anchor, Area, Canvas, Line, Point, Stroke, at, solid, stroke};
use crate::chart::font::{self, Weight};
use crate::chart::label::beside::{Scene, Side};
use crate::chart::number;
use crate::chart::panel;
use crate::chart::sweep::data::Sweep;
use crate::chart::theme::{Colour, Dash, Shape, Theme};

/// A logarithmic scale from one pixel to another.
struct Log(Scale);

impl Log {
    fn of(low: f64, high: f64, start: f64, end: f64) -> Log {
        let [low, high] = [low, high].map(libm::log10);
        Log(Scale {
            low,
            high,
            start,
            end,
        })
    }

    fn pixel(&self, value: f64) -> f64 {
        self.0.pixel(libm::log10(value))
    }
}

/// How high the panel wants to be.
pub const HEIGHT: f64 = 640.0;

pub fn draw(canvas: &mut Canvas, sweep: &Sweep<'_>, theme: &Theme, room: Area, course: &Course) {
    let plot = Area {
        left: room.left + panel::gutter(theme, numbers(sweep, course), "") + theme.room(20.0, 0.0),
        top: room.top + theme.text.label * 1.6,
        right: room.right - theme.room(60.0, 20.0),
        bottom: room.bottom - theme.text.tick * 3.1,
    };
    let (across, up, ticks) = scales(plot, course);
    draw_axes(
        canvas,
        sweep,
        theme,
        (room.left, plot),
        (&across, &up),
        ticks,
    );
    let line = |of: fn(&Step) -> f64| -> Vec<Point> {
        let drawn = course.steps.iter().filter(|step| of(step) > 0.0);
        drawn
            .map(|step| at(across.pixel(step.n as f64), up.pixel(of(step))))
            .collect()
    };
    let colour = sweep.main.colour(theme);
    let (widest, typical) = (line(|step| step.widest), line(|step| step.typical));
    let mut paths = vec![widest.clone(), typical.clone()];
    let mut labels: Vec<(Point, String, Colour)> = Vec::new();
    if let Some(wanted) = course.wanted {
        let y = up.pixel(wanted);
        let ends = [at(plot.left, y), at(plot.right, y)];
        let dashes = Stroke {
            dash: Dash::Long,
            ..stroke(theme.baseline, 3.0)
        };
        canvas.path(&ends, dashes);
        labels.push((
            at(plot.left, y),
            format!("wanted: ±{}", sweep.main.bound(wanted)),
            theme.baseline,
        ));
        paths.push(ends.to_vec());
    }
    canvas.path(
        &typical,
        Stroke {
            dash: Dash::Short,
            ..stroke(colour, theme.line)
        },
    );
    canvas.path(&widest, stroke(colour, theme.line));
    if let (Some(needed), Some(wanted), Some(from)) = (course.needed, course.wanted, widest.last())
    {
        let to = at(across.pixel(needed), up.pixel(wanted));
        if to.x <= plot.right + 1.0 {
            let dots = Stroke {
                dash: Dash::Dotted,
                ..stroke(theme.baseline, 3.5)
            };
            canvas.path(&[*from, to], dots);
            canvas.mark(
                Shape::Diamond,
                to,
                9.0,
                solid(theme.paper),
                stroke(theme.baseline, 3.0),
            );
            paths.push(vec![*from, to]);
            labels.push((
                to,
                format!("about {} seeds", words::rounded(needed)),
                theme.baseline,
            ));
        }
    }
    let last = course.steps.last();
    for (path, name, of) in [
        (
            &widest,
            "widest point",
            (|step| step.widest) as fn(&Step) -> f64,
        ),
        (&typical, "typical point", |step| step.typical),
    ] {
        for point in path {
            canvas.mark(
                Shape::Circle,
                *point,
                6.0,
                solid(colour),
                stroke(theme.paper, 1.5),
            );
        }
        if let (Some(end), Some(step)) = (path.last(), last) {
            labels.push((
                *end,
                format!("{name}: ±{}", sweep.main.size(of(step))),
                colour,
            ));
        }
    }
    draw_labels(canvas, theme, plot, &paths, labels);
}

/// The numbers of the upright axis.
fn numbers(sweep: &Sweep<'_>, course: &Course) -> Vec<String> {
    let sizes = axis::powers(widths(course)[0], widths(course)[1]);
    let sizes = sizes.into_iter();
    sizes.map(|size| written(sweep, size)).collect()
}

fn written(sweep: &Sweep<'_>, size: f64) -> String {
    format!("±{}", sweep.main.size(size))
}

/// The narrowest and the widest half-width that the panel has room for.
fn widths(course: &Course) -> [f64; 2] {
    let sizes = course
        .steps
        .iter()
        .flat_map(|step| [step.widest, step.typical])
        .chain(course.wanted);
    let sizes = sizes.filter(|size| *size > 0.0);
    let (narrow, wide) = sizes.fold((f64::MAX, 0.0), |(low, high): (f64, f64), size| {
        (low.min(size), high.max(size))
    });
    if wide > 0.0 {
        [narrow / 1.25, wide * 1.25]
    } else {
        [0.001, 1.0]
    }
}

/// Both scales and their ticks.
fn scales(plot: Area, course: &Course) -> (Log, Log, [Vec<f64>; 2]) {
    let counts = course.steps.iter().map(|step| step.n as f64);
    let (first, last) = counts.fold((f64::MAX, 1.0), |(low, high): (f64, f64), n| {
        (low.min(n), high.max(n))
    });
    let farthest = course
        .needed
        .filter(|needed| *needed <= FARTHEST * last)
        .unwrap_or(last)
        .max(last);
    // A single step still has a width.
    let (low, high) = if farthest > first {
        (first, farthest)
    } else {
        (first * 0.5, farthest * 2.0)
    };
    let across = Log::of(low, high, plot.left + 20.0, plot.right - 20.0);
    let [narrow, wide] = widths(course);
    let up = Log::of(narrow, wide, plot.bottom, plot.top);
    (
        across,
        up,
        [axis::powers(low, high), axis::powers(narrow, wide)],
    )
}

fn draw_axes(
    canvas: &mut Canvas,
    sweep: &Sweep<'_>,
    theme: &Theme,
    (left, plot): (f64, Area),
    (across, up): (&Log, &Log),
    [counts, sizes]: [Vec<f64>; 2],
) {
    let size = theme.text.tick;
    for tick in sizes {
        let y = up.pixel(tick);
        canvas.line(at(plot.left, y), at(plot.right, y), stroke(theme.grid, 1.5));
        let text = written(sweep, tick);
        let line = Line::plain(
            at(plot.left - 14.0, y + size * 0.36),
            size,
            text,
            theme.muted,
            Weight::Regular,
        );
        canvas.text(line.anchored(Anchor::End));
    }
    canvas.line(
        at(plot.left, plot.bottom),
        at(plot.right, plot.bottom),
        stroke(theme.rule, 2.0),
    );
    for tick in counts {
        let x = across.pixel(tick);
        canvas.line(
            at(x, plot.bottom),
            at(x, plot.bottom + 7.0),
            stroke(theme.rule, 1.5),
        );
        let text = number::count(tick);
        let line = Line::plain(
            at(x, plot.bottom + size * 1.4),
            size,
            text,
            theme.muted,
            Weight::Regular,
        );
        canvas.text(line.anchored(Anchor::Middle));
    }
    let position = at(plot.right, plot.bottom + size * 2.7);
    let caption = Line::plain(
        position,
        size,
        "Seeds at each point →",
        theme.ink,
        Weight::SemiBold,
    );
    canvas.text(caption.anchored(Anchor::End));
    let position = at(left, plot.top - theme.text.label * 0.86);
    let name = "Half-width of the 95\u{a0}% interval of the mean";
    canvas.text(Line::plain(
        position,
        theme.text.label,
        name,
        sweep.main.colour(theme),
        Weight::SemiBold,
    ));
}

fn draw_labels(
    canvas: &mut Canvas,
    theme: &Theme,
    plot: Area,
    paths: &[Vec<Point>],
    labels: Vec<(Point, String, Colour)>,
) {
    let size = theme.text.label;
    let mut scene = Scene {
        room: Area {
            top: plot.top - 20.0,
            bottom: plot.bottom - 10.0,
            ..plot
        },
        taken: labels
            .iter()
            .map(|(mark, ..)| Area {
                left: mark.x - 12.0,
                top: mark.y - 12.0,
                right: mark.x + 12.0,
                bottom: mark.y + 12.0,
            })
            .collect(),
        paths,
    };
    for (mark, text, colour) in labels {
        let width = font::width(&text, size, Weight::SemiBold);
        let place = scene.place(mark, width, size, Side::Right);
        scene.taken.push(place.area);
        if let Some([from, to]) = place.leader {
            canvas.line(from, to, stroke(theme.rule, 1.5));
        }
        canvas.rectangle(place.area, solid(theme.paper));
        let position = at(place.area.left, place.area.top + size * 0.86);
        canvas.text(Line::plain(position, size, text, colour, Weight::SemiBold));
    }
}
