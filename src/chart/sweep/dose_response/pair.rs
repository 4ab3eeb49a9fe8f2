//! One pair of panels, capability above documents on a common axis, with any number of lines.
//!
//! Owns how a line, its band, and its best value look. It must not know how panels are arranged, nor any sentence.

use super::{Curve, Dot};
use crate::chart::axis::{self, Range};
use crate::chart::canvas::{Area, Canvas, Fill, Point, Stroke, at, solid, stroke};
use crate::chart::panel::{self, Edge};
use crate::chart::sweep::data::{Documents, Sweep};
use crate::chart::sweep::measure::Measure;
use crate::chart::sweep::parameter::{Parameter, Track};
use crate::chart::theme::{Colour, Dash, Look, Shape, Theme};

/// Of the height of both panels, what the upper one takes.
const UPPER: f64 = 0.6;
/// Between the lowest tick of the upper panel and the name of the lower one.
const BETWEEN: f64 = 22.0;
/// The least width of the upper panel, in smallest relevant sizes.
const WIDTH: f64 = 4.0;
/// Dots closer than this are left out.
const LEAST_SPACING: f64 = 22.0;

/// A panel and its range.
pub struct Panel<'m> {
    pub plot: Area,
    pub range: Range,
    pub measure: &'m Measure,
    pub colour: Colour,
}

/// How lines tell themselves apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dress {
    /// One line: the metric's colour.
    Metric,
    /// Several lines: a colour, a dash and a mark for each.
    Own(Look),
    /// A line of another panel.
    Ghost,
}

/// The ranges of both panels over all curves, so that panels of a chart are equal. The upper one is wide enough that
/// differences too small to matter look small.
pub fn ranges(main: &Measure, curves: &[Curve<'_>]) -> [Range; 2] {
    let dots = || curves.iter().flat_map(|curve| curve.dots.iter());
    let means = || dots().map(|dot| dot.mean);
    let (low, high) = means().fold((f64::MAX, f64::MIN), |(low, high), mean| {
        (low.min(mean), high.max(mean))
    });
    let middle = f64::midpoint(low, high);
    let half = (WIDTH / 2.0 * main.smallest).max(1e-3 * middle.abs());
    let floor = if low >= 0.0 { 0.0 } else { f64::MIN };
    let least = [(middle - half).max(floor), middle + half];
    [
        axis::fitted(
            dots()
                .flat_map(|dot| [dot.mean, dot.low, dot.high])
                .chain(least),
        ),
        axis::from_zero(dots().map(|dot| dot.documents)),
    ]
}

/// Room to the left of both panels for the numbers of their axes.
pub fn gutter(
    (sweep, documents): (&Sweep<'_>, Option<&Documents>),
    theme: &Theme,
    ranges: &[Range; 2],
) -> f64 {
    let measures = [
        Some(&sweep.main),
        documents.map(|documents| &documents.measure),
    ];
    let numbers = measures
        .into_iter()
        .zip(ranges)
        .filter_map(|(measure, range)| {
            let measure = measure?;
            Some(panel::numbers(range, |value, step| {
                measure.tick(value, step)
            }))
        });
    panel::gutter(theme, numbers.flatten(), "")
}

/// Divides a room into both panels; `names` is the room for their names. Without documents there is one panel.
pub fn panels<'m>(
    (sweep, documents): (&'m Sweep<'_>, Option<&'m Documents>),
    theme: &Theme,
    room: Area,
    names: f64,
    ranges: &[Range; 2],
) -> Vec<Panel<'m>> {
    let main = &sweep.main;
    let panel = |plot: Area, measure: &'m Measure, range: &Range| Panel {
        plot,
        range: range.clone(),
        measure,
        colour: measure.colour(theme),
    };
    let whole = Area {
        top: room.top + names,
        ..room
    };
    let Some(documents) = documents else {
        return vec![panel(whole, main, &ranges[0])];
    };
    let between = BETWEEN.min((room.height() / 30.0).max(15.0));
    let space = whole.height() - names - between;
    let upper = Area {
        bottom: whole.top + UPPER * space,
        ..whole
    };
    let lower = Area {
        top: upper.bottom + names + between,
        ..whole
    };
    vec![
        panel(upper, main, &ranges[0]),
        panel(lower, &documents.measure, &ranges[1]),
    ]
}

/// The grid of a panel, and in grey dots where the parameter stands without the sweep.
pub fn draw_grid(
    canvas: &mut Canvas,
    theme: &Theme,
    panel: &Panel<'_>,
    along: &Parameter,
    track: Track,
    edge: Edge,
) {
    let scale = panel.range.scale(panel.plot.bottom, panel.plot.top);
    let text = |value: f64, step: f64| panel.measure.tick(value, step);
    panel::value_axis(canvas, theme, panel.plot, scale, &panel.range, edge, text);
    if let Some(x) = along.base_pixel(track) {
        let dots = Stroke {
            dash: Dash::Dotted,
            ..stroke(theme.baseline, 2.5)
        };
        canvas.line(at(x, panel.plot.top), at(x, panel.plot.bottom), dots);
    }
}

/// The interval of the best value as a band behind everything.
pub fn draw_place(
    canvas: &mut Canvas,
    theme: &Theme,
    panel: &Panel<'_>,
    track: Track,
    curve: &Curve<'_>,
) {
    let Some(best) = curve.best.filter(super::Best::has_interval) else {
        return;
    };
    let ends = [best.row.at_low, best.row.at_high].map(|value| track.pixel(value));
    // An interval of a single tested value is still to be seen.
    let half = (ends[1] - ends[0]).max(8.0) / 2.0;
    let middle = f64::midpoint(ends[0], ends[1]);
    let band = Area {
        left: middle - half,
        right: middle + half,
        ..panel.plot
    };
    let fill = Fill {
        colour: theme.baseline,
        opacity: 0.16,
    };
    canvas.rectangle(band, fill);
}

/// The line of a curve in a panel, with the band of its means where the panel is the upper one.
pub fn draw_curve(
    canvas: &mut Canvas,
    theme: &Theme,
    panel: &Panel<'_>,
    track: Track,
    (curve, dress): (&Curve<'_>, Dress),
    value: impl Fn(&Dot) -> f64,
) {
    let scale = panel.range.scale(panel.plot.bottom, panel.plot.top);
    let place = |dot: &Dot, value: f64| at(track.pixel(dot.value), scale.pixel(value));
    let points = points(curve, &place, &value);
    let (colour, dash, shape) = match dress {
        Dress::Metric => (panel.colour, Dash::Solid, Shape::Circle),
        Dress::Own(look) => (look.colour, look.dash, look.shape),
        Dress::Ghost => {
            let dashes = Stroke {
                dash: Dash::Short,
                ..stroke(theme.baseline, 3.0)
            };
            canvas.path(&points, dashes);
            return;
        }
    };
    canvas.path(
        &points,
        Stroke {
            dash,
            ..stroke(colour, theme.line)
        },
    );
    let spacing = points
        .windows(2)
        .map(|pair| pair[1].x - pair[0].x)
        .fold(f64::MAX, f64::min);
    if spacing >= LEAST_SPACING || points.len() == 1 {
        for point in &points {
            let radius = if points.len() == 1 { 9.0 } else { 5.5 };
            canvas.mark(
                shape,
                *point,
                radius,
                solid(colour),
                stroke(theme.paper, 1.5),
            );
        }
    }
}

/// The 95 % interval of each mean, as a band.
pub fn draw_band(
    canvas: &mut Canvas,
    panel: &Panel<'_>,
    track: Track,
    curve: &Curve<'_>,
    colour: Colour,
) {
    let scale = panel.range.scale(panel.plot.bottom, panel.plot.top);
    let known = || {
        curve
            .dots
            .iter()
            .filter(|dot| dot.low.is_finite() && dot.high.is_finite())
    };
    let mut band: Vec<Point> = known()
        .map(|dot| at(track.pixel(dot.value), scale.pixel(dot.low)))
        .collect();
    band.extend(
        known()
            .rev()
            .map(|dot| at(track.pixel(dot.value), scale.pixel(dot.high))),
    );
    let fill = Fill {
        colour,
        opacity: 0.25,
    };
    canvas.polygon(&band, fill);
}

/// The room below a line, as on the scissors.
pub fn fill_below(canvas: &mut Canvas, panel: &Panel<'_>, track: Track, curve: &Curve<'_>) {
    let scale = panel.range.scale(panel.plot.bottom, panel.plot.top);
    let mut area = points(
        curve,
        &|dot, value| at(track.pixel(dot.value), scale.pixel(value)),
        &|dot| dot.documents,
    );
    if let (Some(first), Some(last)) = (area.first().copied(), area.last().copied()) {
        let floor = scale.pixel(0.0);
        area.extend([at(last.x, floor), at(first.x, floor)]);
        let fill = Fill {
            colour: panel.colour,
            opacity: 0.13,
        };
        canvas.polygon(&area, fill);
    }
}

fn points(
    curve: &Curve<'_>,
    place: &impl Fn(&Dot, f64) -> Point,
    value: &impl Fn(&Dot) -> f64,
) -> Vec<Point> {
    let dots = curve.dots.iter().filter(|dot| value(dot).is_finite());
    dots.map(|dot| place(dot, value(dot)))
        .filter(|point| point.x.is_finite())
        .collect()
}

/// The mark of the best value: filled where it may be claimed, a ring where not. Returns where it stands.
pub fn draw_best(
    canvas: &mut Canvas,
    theme: &Theme,
    panel: &Panel<'_>,
    track: Track,
    (curve, colour): (&Curve<'_>, Colour),
    bar: Bar,
) -> Option<Point> {
    let best = curve.best?;
    let scale = panel.range.scale(panel.plot.bottom, panel.plot.top);
    let mark = at(track.pixel(best.row.at), scale.pixel(best.row.best));
    if !(mark.x.is_finite() && mark.y.is_finite()) {
        return None;
    }
    if bar == Bar::Interval && best.has_interval() {
        let [low, high] =
            [best.row.at_low, best.row.at_high].map(|value| at(track.pixel(value), mark.y));
        // A bar no wider than its mark would be taken for a part of it.
        if high.x - low.x > 24.0 {
            let line = stroke(colour, 3.0);
            canvas.line(low, high, line);
            for end in [low, high] {
                canvas.line(at(end.x, end.y - 8.0), at(end.x, end.y + 8.0), line);
            }
        }
    }
    let (fill, rim) = standing(theme, &best, colour);
    canvas.mark(Shape::Diamond, mark, 10.0, solid(fill), rim);
    Some(mark)
}

/// The fill and the rim of a mark: filled where a best value may be claimed, a ring where not.
pub fn standing(theme: &Theme, best: &super::Best<'_>, colour: Colour) -> (Colour, Stroke) {
    if best.holds() {
        (colour, stroke(theme.paper, 2.5))
    } else {
        (theme.paper, stroke(colour, 3.0))
    }
}

/// Whether the interval of a best value is drawn through its mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bar {
    Interval,
    None,
}
