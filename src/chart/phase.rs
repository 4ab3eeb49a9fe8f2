//! Phase: documents per head across, capability up, the path of each variant from the start to the end.
//!
//! Up to four variants share one panel and carry colour, dash and mark of their own; more get a panel each in which all
//! other paths stay as thin grey lines. The title speaks of the same pair as scissors, in what each has gained.

use super::axis::{self, Range, Scale};
use super::canvas::{Anchor, Area, Canvas, Line, Point, Stroke, at, solid, stroke};
use super::data::{Data, Kind, Measure};
use super::finding::{self, Finding, Findings, Question};
use super::font::{self, Weight};
use super::frame::{self, Words};
use super::label;
use super::panel::{self, Edge};
use super::theme::{Dash, Look, Shape, Theme};
use super::{Chart, Drawn, Sheet, Standing, number, wording};

pub const CHART: Chart = Chart {
    id: "phase",
    questions,
    draw,
};

/// More variants than this get a panel each.
const MOST_TOGETHER: usize = 4;
const MOST_COLUMNS: usize = 4;
/// Room for a label beside the end of a path.
const LABEL_WIDTH: f64 = 330.0;

/// What is drawn: the two measures, their ranges, the paths.
struct Plane {
    across: Measure,
    up: Measure,
    ranges: [Range; 2],
    /// Week, documents, capability.
    paths: Vec<Vec<(u32, f64, f64)>>,
}

fn questions(data: &Data<'_>) -> Vec<Question> {
    let measures = [data.documents(), data.measure("capability")];
    measures
        .into_iter()
        .flatten()
        .flat_map(|measure| finding::against_reference(data, &measure))
        .collect()
}

fn draw(data: &Data<'_>, findings: &Findings, theme: &Theme) -> Option<Drawn> {
    let plane = plane(data)?;
    let (title, standing, evidence) = title(data, findings, &plane);
    let mut canvas = Canvas::new(theme.size, theme.paper);
    let mut footer = vec![
        "Paths: means over runs, from the ring to the filled mark; small dots: full years"
            .to_owned(),
    ];
    if data.variants.len() > MOST_TOGETHER {
        footer[0].push_str("; thin lines: the other variants");
        if let Some(reference) = data.reference {
            footer[0] = format!("{}, dashed: {}", footer[0], wording::name(data, reference));
        }
    }
    footer.extend(panel::events_in_words(data, "Events"));
    footer.extend(evidence);
    footer.push(wording::provenance(data));
    let words = Words {
        title,
        subtitle: vec![
            wording::worn(theme.tacit, "Capability"),
            wording::plain(
                theme,
                " (share of live cases that go well under pressure) against ",
            ),
            wording::worn(theme.explicit, wording::lower(&plane.across.label)),
            wording::plain(theme, format!(" over {}", wording::weeks(data.weeks()))),
        ],
        footer,
    };
    let room = frame::draw(&mut canvas, theme, &words);
    if data.variants.len() <= MOST_TOGETHER {
        draw_together(&mut canvas, data, theme, room, &plane);
    } else {
        draw_apart(&mut canvas, data, theme, room, &plane);
    }
    Some(Drawn {
        canvas,
        words,
        standing,
        sheet: sheet(data, &plane),
        alt: alt(data, &plane),
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

fn title(data: &Data<'_>, findings: &Findings, plane: &Plane) -> (String, Standing, Vec<String>) {
    let pair = finding::pair(data, findings, &plane.across, &plane.up);
    let judged = pair.and_then(|pair| Some((pair, findings.get(&plane.up, pair[0], pair[1])?)));
    let Some((pair, able)) = judged else {
        let text = format!(
            "{} {}",
            wording::name(data, 0),
            gains(plane, 0, " of capability")
        );
        return (wording::sentence(&text), Standing::Describes, Vec::new());
    };
    let [variant, other] = pair;
    let text = if able.holds() {
        let measure = wording::lower(&plane.across.label);
        let [first, second] = [
            gains(plane, variant, " of capability"),
            gains(plane, other, ""),
        ];
        // What is equal is not said twice.
        let second = second.replace(&format!(" {measure}"), "");
        let counts =
            pair.map(|v| number::count(plane.paths[v].last().map_or(f64::NAN, |end| end.1)));
        let differ = findings
            .get(&plane.across, variant, other)
            .is_some_and(Finding::holds);
        let second = if !differ && counts[0] != "0" && counts[1] != "0" {
            second.replace(&format!("with {}", counts[1]), "with about as many")
        } else {
            second
        };
        let verb = first.split(' ').next().unwrap_or_default();
        let second = second
            .strip_prefix(verb)
            .map_or(second.as_str(), str::trim_start);
        format!(
            "{} {first}, {} {second}",
            wording::name(data, variant),
            wording::name(data, other)
        )
    } else {
        let [a, b] = pair.map(|v| wording::value(&plane.across, data.mean(v, &plane.across)));
        let counts = if a == b {
            format!("at {a} each")
        } else {
            format!("at {a} and {b}")
        };
        let text = wording::nothing_clear(data, &plane.up, able, pair);
        format!("{text}, {counts} {}", wording::lower(&plane.across.label))
    };
    let evidence = vec![wording::evidence(data, pair, &[(&plane.up, able)])];
    (wording::sentence(&text), Standing::of(able), evidence)
}

/// "gains 24 pp of capability with 38 documents per head".
fn gains(plane: &Plane, variant: usize, of: &str) -> String {
    let path = &plane.paths[variant];
    let (Some(first), Some(last)) = (path.first(), path.last()) else {
        return "has no runs".to_owned();
    };
    let gain = last.2 - first.2;
    let verb = if gain < 0.0 { "loses" } else { "gains" };
    let documents = match number::count(last.1).as_str() {
        "0" => "no documents".to_owned(),
        count => format!("{count} {}", wording::lower(&plane.across.label)),
    };
    format!("{verb} {}{of} with {documents}", number::points_size(gain))
}

fn draw_together(canvas: &mut Canvas, data: &Data<'_>, theme: &Theme, room: Area, plane: &Plane) {
    let plot = plot(theme, room);
    let scales = scales(plane, plot);
    draw_axes(canvas, theme, plot, scales, plane, Edge::First);
    let paths: Vec<Vec<Point>> = (0..plane.paths.len())
        .map(|variant| pixels(plane, variant, scales))
        .collect();
    let obstacles: Vec<Point> = paths.iter().flatten().copied().collect();
    let marks = paths
        .iter()
        .flat_map(|path| [path.first(), path.last()])
        .flatten();
    let mut taken: Vec<Area> = marks.map(|mark| around(*mark, 15.0)).collect();
    // The name of the axis upwards stands in the corner.
    taken.push(Area {
        bottom: plot.top - theme.text.tick * 0.6,
        right: plot.left + 2.0 * panel::TICK_GUTTER,
        ..room
    });
    let label_room = Area {
        left: plot.left,
        bottom: plot.bottom,
        ..room
    };
    for (variant, path) in paths.iter().enumerate() {
        let look = look(data, theme, variant);
        draw_path(canvas, theme, plane, path, variant, look);
    }
    // From the top down, so that labels that give way stay in the order of their marks.
    let mut ends: Vec<(usize, Point)> = paths
        .iter()
        .enumerate()
        .filter_map(|(v, path)| Some((v, *path.last()?)))
        .collect();
    ends.sort_by(|a, b| a.1.y.total_cmp(&b.1.y));
    for (variant, end) in ends {
        let look = look(data, theme, variant);
        let area = draw_end_label(
            canvas,
            data,
            theme,
            plane,
            (variant, look),
            end,
            (label_room, &taken, &obstacles),
        );
        taken.push(area);
    }
    if let Some(start) = paths.iter().find_map(|path| path.first()) {
        let size = theme.text.tick;
        let width = font::width("Start", size, Weight::Regular);
        let area = label::beside(*start, width, size, plot, &taken, &obstacles);
        canvas.rectangle(area, solid(theme.paper));
        let position = at(area.left, area.top + size * 0.78);
        canvas.text(Line::plain(
            position,
            size,
            "Start",
            theme.muted,
            Weight::Regular,
        ));
    }
}

fn draw_apart(canvas: &mut Canvas, data: &Data<'_>, theme: &Theme, room: Area, plane: &Plane) {
    let headers: Vec<String> = data
        .variants
        .iter()
        .map(|v| wording::sentence(&v.label))
        .collect();
    let strip = theme.text.tick * 1.7;
    let panels = Area {
        bottom: room.bottom - strip,
        ..room
    };
    let cells = panel::cells(
        panels,
        &headers,
        panel::columns(headers.len(), MOST_COLUMNS),
        theme.text.label,
    );
    for (variant, cell) in cells.iter().enumerate() {
        panel::header(canvas, theme, cell.header, &headers[variant]);
        let plot = Area {
            top: cell.body.top + 6.0,
            bottom: cell.body.bottom - theme.text.tick * 1.6,
            ..cell.body
        };
        let scales = scales(plane, plot);
        draw_axes(canvas, theme, plot, scales, plane, cell.edge);
        for other in (0..plane.paths.len()).filter(|other| *other != variant) {
            let thin = if data.reference == Some(other) {
                Stroke {
                    dash: Dash::Short,
                    ..stroke(theme.baseline, 3.0)
                }
            } else {
                stroke("#cfd4d8", 2.0)
            };
            canvas.path(&pixels(plane, other, scales), thin);
        }
        let look = Look {
            colour: if data.reference == Some(variant) {
                theme.baseline
            } else {
                theme.ink
            },
            dash: Dash::Solid,
            shape: Shape::Circle,
        };
        draw_path(
            canvas,
            theme,
            plane,
            &pixels(plane, variant, scales),
            variant,
            look,
        );
    }
    let caption = format!("{} →", plane.across.label);
    let line = Line::plain(
        at(room.right, room.bottom - 4.0),
        theme.text.tick,
        caption,
        theme.explicit,
        Weight::SemiBold,
    );
    canvas.text(line.anchored(Anchor::End));
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

fn plot(theme: &Theme, room: Area) -> Area {
    Area {
        left: room.left + panel::TICK_GUTTER,
        top: room.top + theme.text.label * 1.8,
        right: room.right - LABEL_WIDTH,
        bottom: room.bottom - theme.text.tick * 3.1,
    }
}

fn scales(plane: &Plane, plot: Area) -> [Scale; 2] {
    // A little room left of nothing, so that a path without documents does not lie on the axis.
    let inset = plot.width() * 0.012;
    [
        plane.ranges[0].scale(plot.left + inset, plot.right - inset),
        plane.ranges[1].scale(plot.bottom, plot.top),
    ]
}

fn pixels(plane: &Plane, variant: usize, [x, y]: [Scale; 2]) -> Vec<Point> {
    plane.paths[variant]
        .iter()
        .map(|(_, across, up)| at(x.pixel(*across), y.pixel(*up)))
        .collect()
}

fn around(point: Point, radius: f64) -> Area {
    Area {
        left: point.x - radius,
        top: point.y - radius,
        right: point.x + radius,
        bottom: point.y + radius,
    }
}

fn draw_axes(
    canvas: &mut Canvas,
    theme: &Theme,
    plot: Area,
    scales: [Scale; 2],
    plane: &Plane,
    edge: Edge,
) {
    let text = match plane.up.kind {
        Kind::Share => number::share_tick,
        Kind::Count => number::count_tick,
    };
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
    if plane.paths.len() <= MOST_TOGETHER {
        let down = at(plot.right, plot.bottom + size * 2.7);
        let across = format!("{} →", plane.across.label);
        canvas.text(
            Line::plain(down, size, across, theme.explicit, Weight::SemiBold).anchored(Anchor::End),
        );
        let top = at(plot.left - panel::TICK_GUTTER, plot.top - size * 1.1);
        canvas.text(Line::plain(
            top,
            size,
            "↑ Capability",
            theme.tacit,
            Weight::SemiBold,
        ));
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

/// Name and numbers beside the end of a path; returns the box that they take.
fn draw_end_label(
    canvas: &mut Canvas,
    data: &Data<'_>,
    theme: &Theme,
    plane: &Plane,
    (variant, look): (usize, Look),
    end: Point,
    (room, taken, obstacles): (Area, &[Area], &[Point]),
) -> Area {
    let (size, small) = (theme.text.label, theme.text.tick);
    let name = wording::sentence(&data.variants[variant].label);
    let lines = font::wrap(&name, size, Weight::SemiBold, LABEL_WIDTH - 30.0, 3);
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
    let width = widths.fold(font::width(&numbers, small, Weight::Regular), f64::max);
    let height = lines.len() as f64 * size * 1.2 + small * 1.1;
    let area = label::beside(end, width, height, room, taken, obstacles);
    canvas.rectangle(area, solid(theme.paper));
    draw_leader(canvas, theme, end, area);
    // Text leans towards its mark.
    let (x, anchor) = if area.right >= room.right - 1.0 && area.left < end.x {
        (area.right, Anchor::End)
    } else if area.left > end.x {
        (area.left, Anchor::Start)
    } else if area.right < end.x {
        (area.right, Anchor::End)
    } else {
        (f64::midpoint(area.left, area.right), Anchor::Middle)
    };
    let mut baseline = area.top + size * 0.84;
    for line in &lines {
        canvas.text(
            Line::plain(at(x, baseline), size, line, look.colour, Weight::SemiBold)
                .anchored(anchor),
        );
        baseline += size * 1.2;
    }
    let position = at(x, baseline - size * 1.2 + small * 1.2);
    canvas
        .text(Line::plain(position, small, numbers, theme.muted, Weight::Regular).anchored(anchor));
    area
}

/// A thin line from a mark to a label that found its place only farther away.
fn draw_leader(canvas: &mut Canvas, theme: &Theme, end: Point, label: Area) {
    let near = at(
        end.x.clamp(label.left, label.right),
        end.y.clamp(label.top, label.bottom),
    );
    if (near.x - end.x).hypot(near.y - end.y) > 44.0 {
        canvas.line(end, near, stroke(theme.rule, 1.5));
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
    Sheet {
        header: vec![
            "variant",
            "week",
            if per_head {
                "documents_per_head"
            } else {
                "documents"
            },
            "capability",
        ],
        rows: rows.collect(),
    }
}

fn alt(data: &Data<'_>, plane: &Plane) -> String {
    let ways: Vec<String> = data
        .variants
        .iter()
        .enumerate()
        .map(|(index, variant)| {
            format!(
                "{} {}",
                variant.label,
                gains(plane, index, " of capability")
            )
        })
        .collect();
    format!(
        "Phase plot of {} (across) and capability (up), a path for each of {} variants over {}: {}.",
        wording::lower(&plane.across.label),
        data.variants.len(),
        wording::weeks(data.weeks()),
        ways.join("; ")
    )
}
