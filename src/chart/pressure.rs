//! Pressure: what people can do when it matters, against what they do as a rule and against what they say.
//!
//! Two panels of equal scale with a row for each variant: everyday performance against capability, and espoused
//! competence against capability, whose distance is the knowing–doing gap. The title speaks of the alternative with the
//! widest positive gap where that is wider than the reference's, else of the one whose gap differs most.

mod words;

use super::axis::{self, Scale};
use super::canvas::{Anchor, Area, Canvas, Line, at, solid, stroke};
use super::data::{Data, Measure};
use super::font::{self, Weight};
use super::question::{self, Findings, Question};
use super::rows::{self, Figures, NAME_ROOM, Row, Rows, Sides};
use super::theme::{Colour, Shape, Theme};
use super::{Chart, Drawn, Sheet, frame, label, number, panel};
use crate::analysis::Difference;

pub const CHART: Chart = Chart {
    id: "pressure",
    questions,
    draw,
};

/// Room to the right of a panel for the difference of its two marks.
const FIGURE_ROOM: f64 = 226.0;
const FIGURE_GAP: f64 = 20.0;
const PANEL_GAP: f64 = 28.0;
const DIFFERENCE: &str = "difference";
/// How high the marks of a row want to be.
const HEIGHT: f64 = 44.0;

/// One of two marks in a row.
struct Mark {
    measure: Measure,
    name: &'static str,
    colour: Colour,
    shape: Shape,
}

/// Capability, the other mark, and what their distance is called.
struct Panel {
    heading: &'static str,
    /// The first is capability; the figure is the second minus the first.
    marks: [Mark; 2],
}

fn questions(data: &Data<'_>) -> Vec<Question> {
    data.measure("knowing_doing_gap")
        .map_or_else(Vec::new, |measure| {
            question::against_reference(data, &measure)
        })
}

fn draw(data: &Data<'_>, findings: &Findings, theme: &Theme) -> Option<Drawn> {
    let panels = panels(data, theme)?;
    let gap = data.measure("knowing_doing_gap")?;
    let (words, standing) = words::words(data, findings, theme, &gap, &panels[1])?;
    let (mut canvas, room) = frame::open(theme, &words, wanted(data, theme, &panels));
    draw_panels(&mut canvas, data, theme, room, &panels);
    Some(Drawn {
        canvas,
        words,
        standing,
        sheet: sheet(data, &panels),
        alt: words::alt(data, &panels),
    })
}

fn panels(data: &Data<'_>, theme: &Theme) -> Option<[Panel; 2]> {
    let capability = data.measure("capability")?;
    let able = |name| Mark {
        measure: capability.clone(),
        name,
        colour: theme.tacit,
        shape: Shape::Circle,
    };
    Some([
        Panel {
            heading: "Everyday work against pressure",
            marks: [
                able("under pressure"),
                Mark {
                    measure: data.measure("performance")?,
                    name: "everyday work",
                    colour: theme.baseline,
                    shape: Shape::Square,
                },
            ],
        },
        Panel {
            heading: "Knowing–doing gap",
            marks: [
                able("what people do"),
                Mark {
                    measure: data.measure("espoused_competence")?,
                    name: "what they say",
                    colour: theme.explicit,
                    shape: Shape::Diamond,
                },
            ],
        },
    ])
}

/// The second mark minus the first, run by run.
fn distance(data: &Data<'_>, variant: usize, panel: &Panel) -> Difference {
    let base = data.last(variant, &panel.marks[0].measure);
    let mut differences: Vec<f64> = data
        .last(variant, &panel.marks[1].measure)
        .into_iter()
        .filter_map(|(replicate, value)| Some(value - base.get(&replicate)?))
        .collect();
    Difference::of(&mut differences)
}

/// A mean with its interval.
fn mean(data: &Data<'_>, variant: usize, measure: &Measure) -> Difference {
    let mut values: Vec<f64> = data.last(variant, measure).into_values().collect();
    Difference::of(&mut values)
}

fn labels(data: &Data<'_>) -> Vec<String> {
    let variants = data.variants.iter();
    variants.map(|variant| variant.label.clone()).collect()
}

fn figures(data: &Data<'_>, variant: usize, panel: &Panel) -> Figures {
    Figures::of(&distance(data, variant, panel), None)
}

/// What the rows of a panel need beside their marks; names stand left of the first panel, or in all heads.
fn sides(data: &Data<'_>, theme: &Theme, panel: &Panel, names: f64) -> Sides {
    let figures: Vec<Figures> = (0..data.variants.len())
        .map(|variant| figures(data, variant, panel))
        .collect();
    let heading = font::width(DIFFERENCE, theme.text.tick, Weight::Regular);
    Sides {
        names,
        gap: FIGURE_GAP,
        figures: FIGURE_ROOM,
        needed: Figures::widest(theme, &figures).max(heading),
        lines: 1,
    }
}

/// Above the rows of a panel its heading and the names of the marks, below them the numbers of the axis.
fn edges(theme: &Theme) -> [f64; 2] {
    let (size, small) = (theme.text.label, theme.text.tick);
    [size * 1.3 + small * 1.9, small * 1.7]
}

fn wanted(data: &Data<'_>, theme: &Theme, panels: &[Panel; 2]) -> f64 {
    let [above, below] = edges(theme);
    let heights = panels.iter().map(|panel| {
        let sides = sides(data, theme, panel, NAME_ROOM);
        rows::height(theme, &labels(data), sides, HEIGHT) + above + below
    });
    heights.sum::<f64>() + PANEL_GAP
}

fn draw_panels(
    canvas: &mut Canvas,
    data: &Data<'_>,
    theme: &Theme,
    room: Area,
    panels: &[Panel; 2],
) {
    let values = panels
        .iter()
        .flat_map(|panel| &panel.marks)
        .flat_map(|mark| (0..data.variants.len()).map(|variant| data.mean(variant, &mark.measure)));
    let range = axis::from_zero(values);
    let size = theme.text.label;
    let [above, below] = edges(theme);
    let labels = labels(data);
    let names = theme.room(NAME_ROOM, 0.0);
    let beside_names = Area {
        left: room.left + names,
        ..room
    };
    let parts = panel::split(theme, beside_names, panels.len(), PANEL_GAP);
    for (index, (panel, part)) in panels.iter().zip(parts).enumerate() {
        let names = if index == 0 { names } else { 0.0 };
        let inner = Area {
            left: part.left - names,
            top: part.top + above,
            bottom: part.bottom - below,
            ..part
        };
        let sides = sides(data, theme, panel, names);
        let table = rows::lay(theme, inner, &labels, sides, labels.len());
        let plot = table.plot;
        let scale = range.scale(plot.left + 14.0, plot.right - 22.0);
        let heading = at(part.left, part.top + size * 0.9);
        canvas.text(Line::plain(
            heading,
            size,
            panel.heading,
            theme.ink,
            Weight::SemiBold,
        ));
        table.axis(canvas, theme, scale, &range, number::share_tick);
        draw_mark_names(canvas, data, theme, &table, scale, panel);
        if index == 0 {
            table.rules(canvas, theme, room);
        } else if table.has_heads() {
            table.rules(canvas, theme, part);
        }
        for (label, row) in labels.iter().zip(&table.each) {
            if index == 0 || table.has_heads() {
                table.name(canvas, theme, *row, label);
            }
        }
        for (variant, row) in table.each.iter().enumerate() {
            draw_row(canvas, data, theme, (&table, *row), scale, (variant, panel));
        }
    }
}

/// The names of both marks above the first row, moved apart where they would collide.
fn draw_mark_names(
    canvas: &mut Canvas,
    data: &Data<'_>,
    theme: &Theme,
    table: &Rows,
    scale: Scale,
    panel: &Panel,
) {
    let plot = table.plot;
    let size = theme.text.tick;
    let widths = panel
        .marks
        .each_ref()
        .map(|mark| font::width(mark.name, size, Weight::SemiBold) + 24.0);
    let wishes = panel
        .marks
        .each_ref()
        .map(|mark| scale.pixel(data.mean(0, &mark.measure)));
    let heading = Line::plain(
        at(table.figures[0], plot.top - size * 0.6),
        size,
        DIFFERENCE,
        theme.muted,
        Weight::Regular,
    );
    let heading = table.heading(heading);
    // Where figures stand above the marks, so does their heading, and the names end before it.
    let right = theme.room(plot.right + 12.0, heading.area().left - 12.0);
    let left = plot.left - theme.room(12.0, 0.0);
    let Some(centres) = label::spread(&wishes, &widths, left, right) else {
        return;
    };
    canvas.text(heading);
    for (mark, centre) in panel.marks.iter().zip(centres) {
        let position = at(centre, plot.top - size * 0.6);
        let line = Line::plain(position, size, mark.name, mark.colour, Weight::SemiBold);
        canvas.text(line.anchored(Anchor::Middle));
    }
}

fn draw_row(
    canvas: &mut Canvas,
    data: &Data<'_>,
    theme: &Theme,
    (table, row): (&Rows, Row),
    scale: Scale,
    (variant, panel): (usize, &Panel),
) {
    let band = row.band;
    let y = f64::midpoint(band.top, band.bottom);
    let ends = panel
        .marks
        .each_ref()
        .map(|mark| at(scale.pixel(data.mean(variant, &mark.measure)), y));
    let radius = (band.height() * 0.08).clamp(9.0, 14.0);
    // Marks that would hide each other stand one above the other.
    let aside = if (ends[0].x - ends[1].x).abs() < 1.8 * radius {
        radius
    } else {
        canvas.line(ends[0], ends[1], stroke(theme.link, radius * 0.5));
        0.0
    };
    for (mark, aside) in panel.marks.iter().zip([-aside, aside]) {
        let mean = mean(data, variant, &mark.measure);
        draw_mean(canvas, theme, band, scale, y + aside, (mark, radius), &mean);
    }
    rows::figures(canvas, theme, table, row, figures(data, variant, panel));
}

/// A mean and, where it reaches clearly beyond the mark, its interval: a bar with ends.
fn draw_mean(
    canvas: &mut Canvas,
    theme: &Theme,
    band: Area,
    scale: Scale,
    y: f64,
    (mark, radius): (&Mark, f64),
    estimate: &Difference,
) {
    let centre = at(scale.pixel(estimate.mean), y);
    let ends = [estimate.ci_low, estimate.ci_high]
        .map(|end| at(scale.pixel(end).clamp(band.left, band.right), y));
    if ends
        .iter()
        .all(|end| (end.x - centre.x).abs() >= 1.3 * radius + 4.0)
    {
        canvas.line(ends[0], ends[1], stroke(theme.ink, 4.0));
        for end in ends {
            let [above, below] = [-0.8, 0.8].map(|side| at(end.x, end.y + side * radius));
            canvas.line(above, below, stroke(theme.ink, 3.0));
        }
    }
    let rim = stroke(theme.paper, 2.0);
    canvas.mark(mark.shape, centre, radius, solid(mark.colour), rim);
}

fn sheet(data: &Data<'_>, panels: &[Panel; 2]) -> Sheet {
    let mut rows = Vec::new();
    let measures = [
        &panels[0].marks[0],
        &panels[0].marks[1],
        &panels[1].marks[1],
    ];
    for (index, variant) in data.variants.iter().enumerate() {
        let row = |name: &str, estimate: &Difference| {
            vec![
                variant.name.to_owned(),
                name.to_owned(),
                estimate.n.to_string(),
                estimate.mean.to_string(),
                estimate.ci_low.to_string(),
                estimate.ci_high.to_string(),
            ]
        };
        for mark in measures {
            rows.push(row(&mark.measure.metric, &mean(data, index, &mark.measure)));
        }
        rows.push(row(
            "performance_minus_capability",
            &distance(data, index, &panels[0]),
        ));
        rows.push(row("knowing_doing_gap", &distance(data, index, &panels[1])));
    }
    Sheet::new(
        &["variant", "measure", "n", "mean", "ci_low", "ci_high"],
        rows,
    )
}
