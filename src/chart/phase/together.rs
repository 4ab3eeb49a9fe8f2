//! All paths in one panel, each named at its end.
//!
//! Owns where names go: beside the marks, never on a path. The panel is as wide as the names at its right edge allow, and
//! left of nothing it keeps room for the start's name.

use super::{Plane, draw_axes, draw_path, pixels};
use crate::chart::canvas::{Anchor, Area, Canvas, Line, Point, at, solid, stroke};
use crate::chart::data::Data;
use crate::chart::font::{self, Weight};
use crate::chart::label::beside::{Place, Scene, Side};
use crate::chart::number;
use crate::chart::panel::Edge;
use crate::chart::theme::{Look, Theme};
use crate::chart::wording;

/// How high the panel with its names wants to be.
pub const HEIGHT: f64 = 720.0;
/// A name is wrapped at this width.
const LABEL_WIDTH: f64 = 300.0;
const LEADING: f64 = 1.2;
/// The space between a mark and a name to its right.
const BESIDE: f64 = 22.0;

/// The name of a path and its numbers, in lines.
struct Label {
    lines: Vec<String>,
    numbers: String,
    width: f64,
    height: f64,
}

pub fn draw(canvas: &mut Canvas, data: &Data<'_>, theme: &Theme, room: Area, plane: &Plane) {
    let labels: Vec<Label> = (0..plane.paths.len())
        .map(|variant| label(data, theme, plane, variant))
        .collect();
    let gutter = plane.gutter(theme);
    let plot = Area {
        left: room.left + gutter,
        top: room.top + theme.text.label * 2.6,
        right: room.right,
        bottom: room.bottom - theme.text.tick * 3.1,
    };
    let inset = font::width("Start", theme.text.tick, Weight::Regular) + 34.0;
    let plot = Area {
        right: plot.right - margin(plane, &labels, plot, inset),
        ..plot
    };
    let scales = [
        plane.ranges[0].scale(plot.left + inset, plot.right),
        plane.ranges[1].scale(plot.bottom, plot.top),
    ];
    draw_axes(canvas, theme, plot, scales, plane, Edge::First);
    let captions = captions(theme, plot, gutter, plane);
    let paths: Vec<Vec<Point>> = (0..plane.paths.len())
        .map(|variant| pixels(plane, variant, scales))
        .collect();
    let marks = paths.iter().flat_map(|path| [path.first(), path.last()]);
    let mut taken: Vec<Area> = marks.flatten().map(|mark| around(*mark, 15.0)).collect();
    taken.extend(captions.iter().map(Line::area));
    for caption in captions {
        canvas.text(caption);
    }
    let mut scene = Scene {
        room: Area {
            left: plot.left + 6.0,
            bottom: plot.bottom - 6.0,
            ..room
        },
        taken,
        paths: &paths,
    };
    let start = place_start(theme, &mut scene);
    let places = place_ends(&labels, &mut scene);
    // Names interrupt the lines of the grid and nothing else.
    for area in start.iter().chain(places.iter().flatten()) {
        canvas.rectangle(area.area, solid(theme.paper));
    }
    for (variant, path) in paths.iter().enumerate() {
        let look = look(data, theme, variant);
        draw_path(canvas, theme, plane, path, variant, look);
    }
    if let Some(place) = start {
        draw_start(canvas, theme, place);
    }
    for (variant, place) in places.iter().enumerate() {
        if let (Some(place), Some(end)) = (place, paths[variant].last()) {
            let look = look(data, theme, variant);
            draw_label(canvas, theme, look, &labels[variant], *end, *place);
        }
    }
}

fn place_start(theme: &Theme, scene: &mut Scene<'_>) -> Option<Place> {
    let size = theme.text.tick;
    let start = scene.paths.iter().find_map(|path| path.first())?;
    let width = font::width("Start", size, Weight::Regular);
    let place = scene.place(*start, width, size, Side::Left);
    scene.taken.push(place.area);
    Some(place)
}

/// From the top down, so that names that give way stay in the order of their marks.
fn place_ends(labels: &[Label], scene: &mut Scene<'_>) -> Vec<Option<Place>> {
    let paths = scene.paths.iter().enumerate();
    let mut ends: Vec<(usize, Point)> = paths
        .filter_map(|(variant, path)| Some((variant, *path.last()?)))
        .collect();
    ends.sort_by(|a, b| a.1.y.total_cmp(&b.1.y));
    let mut places = vec![None; labels.len()];
    for (variant, end) in ends {
        let Label { width, height, .. } = labels[variant];
        let place = scene.place(end, width, height, Side::Right);
        scene.taken.push(place.area);
        places[variant] = Some(place);
    }
    places
}

fn look(data: &Data<'_>, theme: &Theme, variant: usize) -> Look {
    match (data.reference, data.variants[variant].place) {
        (Some(_), Some(place)) => theme.variant(place),
        (Some(_), None) => theme.reference(),
        (None, _) => Look {
            colour: theme.ink,
            ..theme.reference()
        },
    }
}

/// The names of both axes.
fn captions(theme: &Theme, plot: Area, gutter: f64, plane: &Plane) -> [Line; 2] {
    let size = theme.text.tick;
    let down = at(plot.right, plot.bottom + size * 2.7);
    let top = at(plot.left - gutter, plot.top - size * 1.1);
    let across = format!("{} →", plane.across.label);
    [
        Line::plain(down, size, across, theme.explicit, Weight::SemiBold).anchored(Anchor::End),
        Line::plain(top, size, "↑ Capability", theme.tacit, Weight::SemiBold),
    ]
}

fn label(data: &Data<'_>, theme: &Theme, plane: &Plane, variant: usize) -> Label {
    let (size, small) = (theme.text.label, theme.text.tick);
    let name = wording::sentence(&data.variants[variant].label);
    let lines = font::wrap(&name, size, Weight::SemiBold, LABEL_WIDTH, 3);
    let numbers =
        plane.paths[variant]
            .last()
            .map_or_else(String::new, |(_, documents, capability)| {
                format!(
                    "{} documents, {}",
                    number::count(*documents),
                    wording::value(&plane.up, *capability)
                )
            });
    let widths = lines
        .iter()
        .map(|line| font::width(line, size, Weight::SemiBold));
    Label {
        width: widths.fold(font::width(&numbers, small, Weight::Regular), f64::max),
        height: lines.len() as f64 * size * LEADING + small * 1.1,
        lines,
        numbers,
    }
}

/// How much of the room the names right of the marks need, so that the panel is as wide as can be.
fn margin(plane: &Plane, labels: &[Label], plot: Area, inset: f64) -> f64 {
    let widest = plot.width() - inset;
    let range = &plane.ranges[0];
    let ends = plane.paths.iter().zip(labels).filter_map(|(path, label)| {
        let share = (path.last()?.1 - range.low) / (range.high - range.low);
        // The mark stands at a share of what is left, and the name beside it must end within the room.
        (share > 0.0).then(|| widest - (widest - BESIDE - label.width) / share)
    });
    ends.fold(20.0, f64::max).min(plot.width() / 2.0)
}

fn draw_start(canvas: &mut Canvas, theme: &Theme, place: Place) {
    let size = theme.text.tick;
    draw_leader(canvas, theme, place);
    let position = at(place.area.left, place.area.top + size * 0.86);
    let line = Line::plain(position, size, "Start", theme.muted, Weight::Regular);
    canvas.text(line);
}

fn draw_label(
    canvas: &mut Canvas,
    theme: &Theme,
    look: Look,
    label: &Label,
    end: Point,
    place: Place,
) {
    let (size, small) = (theme.text.label, theme.text.tick);
    let area = place.area;
    draw_leader(canvas, theme, place);
    // Text leans towards its mark.
    let (x, anchor) = if area.right < end.x {
        (area.right, Anchor::End)
    } else {
        (area.left, Anchor::Start)
    };
    let mut baseline = area.top + size * 0.84;
    for line in &label.lines {
        let line = Line::plain(at(x, baseline), size, line, look.colour, Weight::SemiBold);
        canvas.text(line.anchored(anchor));
        baseline += size * LEADING;
    }
    let position = at(x, baseline - size * LEADING + small * LEADING);
    let numbers = Line::plain(
        position,
        small,
        &label.numbers,
        theme.muted,
        Weight::Regular,
    );
    canvas.text(numbers.anchored(anchor));
}

/// A thin line from a mark to a name that found its place only farther away.
fn draw_leader(canvas: &mut Canvas, theme: &Theme, place: Place) {
    if let Some([from, to]) = place.leader {
        canvas.line(from, to, stroke(theme.rule, 1.5));
    }
}

fn around(point: Point, radius: f64) -> Area {
    Area {
        left: point.x - radius,
        top: point.y - radius,
        right: point.x + radius,
        bottom: point.y + radius,
    }
}
