//! Pressure: what people can do when it matters, against what they do as a rule and against what they say.
//!
//! Two panels of equal scale with a row for each variant: everyday performance against capability, and espoused
//! competence against capability, whose distance is the knowing–doing gap. The title speaks of the alternative with the
//! widest positive gap where that is wider than the reference's, else of the one whose gap differs most.

use super::axis::{self, Range, Scale};
use super::canvas::{Anchor, Area, Canvas, Line, Span, at, solid, stroke};
use super::data::{Data, Measure, Smallest};
use super::finding::{self, Findings, Question};
use super::font::{self, Weight};
use super::frame::{self, Words};
use super::paired::{self, NAME_ROOM};
use super::theme::{Colour, Shape, Theme};
use super::{Chart, Drawn, Sheet, Standing, label, number, panel, wording};
use crate::analysis::Difference;

pub const CHART: Chart = Chart {
    id: "pressure",
    questions,
    draw,
};

/// Room to the right of a panel for the difference of its two marks.
const FIGURE_ROOM: f64 = 236.0;
const PANEL_GAP: f64 = 36.0;
const MOST_HEIGHT: f64 = 240.0;
/// A row lower than this has no room for the interval below the figure.
const TALL: f64 = 76.0;

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
            finding::against_reference(data, &measure)
        })
}

fn draw(data: &Data<'_>, findings: &Findings, theme: &Theme) -> Option<Drawn> {
    let panels = panels(data, theme)?;
    let gap = data.measure("knowing_doing_gap")?;
    let (title, standing, evidence) = title(data, findings, &gap, &panels[1])?;
    let mut canvas = Canvas::new(theme.size, theme.paper);
    let mut footer = vec![
        "Marks: means over runs; bars and figures in brackets: 95\u{a0}% confidence intervals of means".to_owned(),
    ];
    footer.extend(evidence);
    footer.push(wording::provenance(data));
    let words = Words {
        title,
        subtitle: vec![
            wording::plain(theme, "Share of cases that go well, after "),
            wording::plain(theme, wording::weeks(data.weeks())),
            wording::plain(theme, ": under pressure ("),
            wording::worn(theme.tacit, "capability"),
            wording::plain(theme, "), in everyday work, and "),
            wording::worn(theme.explicit, "as people would say"),
        ],
        footer,
    };
    let room = frame::draw(&mut canvas, theme, &words);
    draw_panels(&mut canvas, data, theme, room, &panels);
    Some(Drawn {
        canvas,
        words,
        standing,
        sheet: sheet(data, &panels),
        alt: alt(data, &panels),
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

fn title(
    data: &Data<'_>,
    findings: &Findings,
    gap: &Measure,
    panel: &Panel,
) -> Option<(String, Standing, Vec<String>)> {
    let smallest = match gap.smallest {
        Smallest::Absolute(size) => size,
        Smallest::Relative(_) => 0.0,
    };
    let Some(pair) = pair(data, findings, gap) else {
        return Some((
            description(data, panel, smallest),
            Standing::Describes,
            Vec::new(),
        ));
    };
    let finding = findings.get(gap, pair[0], pair[1])?;
    let text = if finding.holds() {
        let [variant, other] = pair.map(|v| wording::name(data, v));
        let [a, b] = finding.means;
        let first = would(a, smallest, " of capability");
        let second = if (a > 0.0) == (b > 0.0) && a.abs() >= smallest && b.abs() >= smallest {
            number::points_size(b)
        } else {
            format!("would {}", would(b, smallest, ""))
        };
        format!(
            "If people acted under pressure as they talk, {variant} would {first}, {other} {second}"
        )
    } else {
        wording::nothing_clear(data, gap, finding, pair)
    };
    let evidence = vec![wording::evidence(data, pair, &[(gap, finding)])];
    Some((wording::sentence(&text), Standing::of(finding), evidence))
}

fn would(gap: f64, smallest: f64, of: &str) -> String {
    if gap.abs() < smallest {
        "hardly change".to_owned()
    } else if gap > 0.0 {
        format!("gain {}{of}", number::points_size(gap))
    } else {
        format!("lose {}{of}", number::points_size(gap))
    }
}

fn description(data: &Data<'_>, panel: &Panel, smallest: f64) -> String {
    let gap = distance(data, 0, panel);
    let name = wording::name(data, 0);
    let text = if gap.excludes_zero() && gap.mean.abs() >= smallest {
        let change = would(gap.mean, smallest, " of capability");
        format!("If people acted under pressure as they talk, {name} would {change}")
    } else {
        format!("{name}: no clear gap between what people say and what they do under pressure")
    };
    wording::sentence(&text)
}

fn pair(data: &Data<'_>, findings: &Findings, gap: &Measure) -> Option<[usize; 2]> {
    let reference = data.reference?;
    let widest = data
        .alternatives()
        .into_iter()
        .map(|variant| (variant, data.mean(variant, gap)))
        .filter(|(_, mean)| *mean > 0.0)
        .reduce(|best, next| if next.1 > best.1 { next } else { best })
        .filter(|(variant, _)| {
            findings
                .get(gap, *variant, reference)
                .is_some_and(|f| f.holds() && f.estimate.mean > 0.0)
        });
    match widest {
        Some((variant, _)) => Some([variant, reference]),
        None => finding::headline(data, findings, gap),
    }
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
    let (size, small) = (theme.text.label, theme.text.tick);
    let head = size * 1.3 + small * 1.9;
    let count = data.variants.len() as f64;
    let height = ((room.height() - head - small * 1.7) / count).min(MOST_HEIGHT);
    let width = (room.width() - NAME_ROOM - PANEL_GAP) / 2.0;
    for (index, panel) in panels.iter().enumerate() {
        let left = room.left + NAME_ROOM + index as f64 * (width + PANEL_GAP);
        let plot = Area {
            left,
            top: room.top + head,
            right: left + width - FIGURE_ROOM,
            bottom: room.top + head + height * count,
        };
        let scale = range.scale(plot.left + 14.0, plot.right - 14.0);
        let heading = at(left, room.top + size * 0.9);
        canvas.text(Line::plain(
            heading,
            size,
            panel.heading,
            theme.ink,
            Weight::SemiBold,
        ));
        draw_axis(canvas, theme, plot, scale, &range);
        draw_mark_names(canvas, data, theme, plot, scale, panel);
        for variant in 0..data.variants.len() {
            let band = Area {
                top: plot.top + height * variant as f64,
                bottom: plot.top + height * (variant + 1) as f64,
                ..plot
            };
            if index == 0 {
                if variant > 0 {
                    canvas.line(
                        at(room.left, band.top),
                        at(room.right, band.top),
                        stroke(theme.grid, 1.5),
                    );
                }
                paired::draw_name(
                    canvas,
                    theme,
                    room.left,
                    band,
                    &wording::sentence(&data.variants[variant].label),
                );
            }
            draw_row(canvas, data, theme, band, scale, (variant, panel));
        }
    }
}

fn draw_axis(canvas: &mut Canvas, theme: &Theme, plot: Area, scale: Scale, range: &Range) {
    let step = panel::step(range);
    for tick in &range.ticks {
        let x = scale.pixel(*tick);
        let (colour, width) = if *tick == 0.0 {
            (theme.rule, 2.0)
        } else {
            (theme.grid, 1.5)
        };
        canvas.line(at(x, plot.top), at(x, plot.bottom), stroke(colour, width));
        let position = at(x, plot.bottom + theme.text.tick * 1.3);
        let line = Line::plain(
            position,
            theme.text.tick,
            number::share_tick(*tick, step),
            theme.muted,
            Weight::Regular,
        );
        canvas.text(line.anchored(Anchor::Middle));
    }
}

/// The names of both marks above the first row, moved apart where they would collide.
fn draw_mark_names(
    canvas: &mut Canvas,
    data: &Data<'_>,
    theme: &Theme,
    plot: Area,
    scale: Scale,
    panel: &Panel,
) {
    let size = theme.text.tick;
    let widths = panel
        .marks
        .each_ref()
        .map(|mark| font::width(mark.name, size, Weight::SemiBold) + 24.0);
    let wishes = panel
        .marks
        .each_ref()
        .map(|mark| scale.pixel(data.mean(0, &mark.measure)));
    let Some(centres) = label::spread(&wishes, &widths, plot.left - 12.0, plot.right + 12.0) else {
        return;
    };
    let figures = at(plot.right + 20.0, plot.top - size * 0.6);
    canvas.text(Line::plain(
        figures,
        size,
        "difference",
        theme.muted,
        Weight::Regular,
    ));
    for (mark, centre) in panel.marks.iter().zip(centres) {
        let line = Line {
            position: at(centre, plot.top - size * 0.6),
            anchor: Anchor::Middle,
            size,
            spans: vec![Span {
                text: mark.name.to_owned(),
                colour: mark.colour,
                weight: Weight::SemiBold,
            }],
        };
        canvas.text(line);
    }
}

fn draw_row(
    canvas: &mut Canvas,
    data: &Data<'_>,
    theme: &Theme,
    band: Area,
    scale: Scale,
    (variant, panel): (usize, &Panel),
) {
    let y = f64::midpoint(band.top, band.bottom);
    let means = panel
        .marks
        .each_ref()
        .map(|mark| scale.pixel(data.mean(variant, &mark.measure)));
    canvas.line(at(means[0], y), at(means[1], y), stroke("#c5cacf", 6.0));
    // What people do lies on top.
    for mark in panel.marks.iter().rev() {
        let mut values: Vec<f64> = data.last(variant, &mark.measure).into_values().collect();
        let mean = Difference::of(&mut values);
        if mean.ci_low.is_finite() && mean.ci_high.is_finite() {
            let ends = [mean.ci_low, mean.ci_high]
                .map(|end| at(scale.pixel(end).clamp(band.left, band.right), y));
            paired::whisker(canvas, theme, ends);
        }
        let radius = if band.height() < TALL { 9.0 } else { 12.0 };
        // A square that is hidden by a circle still shows its corners.
        let radius = if mark.shape == Shape::Square {
            1.2 * radius
        } else {
            radius
        };
        canvas.mark(
            mark.shape,
            at(scale.pixel(mean.mean), y),
            radius,
            solid(mark.colour),
            stroke(theme.paper, 2.0),
        );
    }
    let gap = distance(data, variant, panel);
    if !gap.mean.is_finite() {
        return;
    }
    let (size, small) = (theme.text.label, theme.text.tick);
    let x = band.right + 20.0;
    let interval = (gap.ci_low.is_finite() && band.height() >= TALL)
        .then(|| format!("({})", number::points_bounds(gap.ci_low, gap.ci_high)));
    let baseline = y + size * 0.36 - if interval.is_some() { small * 0.6 } else { 0.0 };
    canvas.text(Line::plain(
        at(x, baseline),
        size,
        number::points(gap.mean),
        theme.ink,
        Weight::SemiBold,
    ));
    if let Some(interval) = interval {
        let position = at(x, baseline + small * 1.2);
        canvas.text(Line::plain(
            position,
            small,
            interval,
            theme.muted,
            Weight::Regular,
        ));
    }
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
            let numbers =
                [estimate.mean, estimate.ci_low, estimate.ci_high].map(|number| number.to_string());
            [
                &[
                    variant.name.to_owned(),
                    name.to_owned(),
                    estimate.n.to_string(),
                ][..],
                &numbers,
            ]
            .concat()
        };
        for mark in measures {
            let mut values: Vec<f64> = data.last(index, &mark.measure).into_values().collect();
            rows.push(row(&mark.measure.metric, &Difference::of(&mut values)));
        }
        rows.push(row(
            "performance_minus_capability",
            &distance(data, index, &panels[0]),
        ));
        rows.push(row("knowing_doing_gap", &distance(data, index, &panels[1])));
    }
    Sheet {
        header: vec!["variant", "measure", "n", "mean", "ci_low", "ci_high"],
        rows,
    }
}

fn alt(data: &Data<'_>, panels: &[Panel; 2]) -> String {
    let rows: Vec<String> = data
        .variants
        .iter()
        .enumerate()
        .map(|(index, variant)| {
            let mean = |mark: &Mark| number::share(data.mean(index, &mark.measure));
            format!(
                "{} {}, {} and {}",
                variant.label,
                mean(&panels[0].marks[0]),
                mean(&panels[0].marks[1]),
                mean(&panels[1].marks[1])
            )
        })
        .collect();
    format!(
        "Dot plot, a row for each of {} variants. Capability under pressure, everyday performance and espoused competence: {}.",
        data.variants.len(),
        rows.join("; ")
    )
}
