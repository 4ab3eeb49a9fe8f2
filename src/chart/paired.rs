//! Paired: what each alternative changes in capability at the same seed, one dot for each seed.
//!
//! The cloud is the spread of single seeds; the bar above it is the interval of their mean; the two never share a
//! height, so that they cannot be confused. The title speaks of all alternatives where all differ clearly in one
//! direction, else of the one that differs most.

use super::axis::{self, Range, Scale};
use super::canvas::{Anchor, Area, Canvas, Fill, Line, Point, at, solid, stroke};
use super::data::{Data, Measure};
use super::finding::{self, Finding, Findings, Question, Verdict};
use super::font::{self, Weight};
use super::frame::{self, Words};
use super::panel;
use super::theme::{Shape, Theme};
use super::{Chart, Drawn, Sheet, Standing, number, wording};

pub const CHART: Chart = Chart {
    id: "paired",
    questions,
    draw,
};

/// Room for the names on the left and for the figures on the right.
pub const NAME_ROOM: f64 = 330.0;
const FIGURE_ROOM: f64 = 344.0;
/// A row lower than this has its figures in one line.
const TALL: f64 = 104.0;
/// No row needs more than this.
const MOST_HEIGHT: f64 = 280.0;

fn questions(data: &Data<'_>) -> Vec<Question> {
    data.measure("capability").map_or_else(Vec::new, |measure| {
        finding::against_reference(data, &measure)
    })
}

fn draw(data: &Data<'_>, findings: &Findings, theme: &Theme) -> Option<Drawn> {
    let measure = data.measure("capability")?;
    let reference = data.reference?;
    let rows: Vec<(usize, Vec<f64>, Finding)> = data
        .alternatives()
        .into_iter()
        .filter_map(|variant| {
            let differences: Vec<f64> = data
                .differences(variant, reference, &measure)
                .into_values()
                .collect();
            let finding = *findings.get(&measure, variant, reference)?;
            (!differences.is_empty()).then_some((variant, differences, finding))
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    let name = wording::name(data, reference);
    let (title, standing) = title(data, findings, &measure, &rows)?;
    let mut canvas = Canvas::new(theme.size, theme.paper);
    let words = Words {
        title,
        subtitle: vec![
            wording::plain(theme, "Difference in "),
            wording::worn(theme.tacit, "capability"),
            wording::plain(
                theme,
                format!(
                    " to {name} at the same seed after {}, in percentage points",
                    wording::weeks(data.weeks())
                ),
            ),
        ],
        footer: vec![
            "Diamond and bar: mean difference and its 95\u{a0}% confidence interval; dots: single seeds, whose spread is not that of the mean".to_owned(),
            wording::provenance(data),
        ],
    };
    let room = frame::draw(&mut canvas, theme, &words);
    draw_rows(&mut canvas, data, theme, room, &rows, &name);
    Some(Drawn {
        canvas,
        words,
        standing,
        sheet: sheet(data, reference, &measure),
        alt: alt(data, &rows, &name),
    })
}

type Row = (usize, Vec<f64>, Finding);

fn title(
    data: &Data<'_>,
    findings: &Findings,
    measure: &Measure,
    rows: &[Row],
) -> Option<(String, Standing)> {
    let [variant, reference] = finding::headline(data, findings, measure)?;
    let finding = findings.get(measure, variant, reference)?;
    if !finding.holds() {
        let text = wording::nothing_clear(data, measure, finding, [variant, reference]);
        return Some((wording::sentence(&text), Standing::Fails));
    }
    let other = wording::name(data, reference);
    let alike = rows.iter().all(|(.., f)| f.verdict == finding.verdict);
    let side = if finding.verdict == Verdict::Lower {
        "lower"
    } else {
        "higher"
    };
    let text = if alike && rows.len() > 1 {
        let sizes = rows.iter().map(|(.., f)| f.estimate.mean.abs());
        let (least, most) = sizes.fold((f64::MAX, 0.0), |(a, b), size| (size.min(a), size.max(b)));
        let [least, most] = [least, most].map(number::points_size);
        let by = if least == most {
            most
        } else {
            format!("{} to {most}", least.trim_end_matches(['p', '\u{a0}']))
        };
        let all = if rows.len() == 2 {
            "Both alternatives end"
        } else {
            "All alternatives end"
        };
        format!("{all} {side} in capability than {other}, by {by} at the same seed")
    } else {
        let differences = rows
            .iter()
            .find(|(v, ..)| *v == variant)
            .map(|(_, d, _)| d.as_slice())
            .unwrap_or_default();
        let (count, of) = (on_side(differences, finding.verdict), differences.len());
        format!(
            "{} {} than {other}, and {side} in {} seeds",
            wording::name(data, variant),
            wording::ends(measure, finding),
            match (count == of, of) {
                (true, 2) => "both".to_owned(),
                (true, _) => format!("all {of}"),
                (false, _) => format!("{count} of {of}"),
            }
        )
    };
    Some((wording::sentence(&text), Standing::Holds))
}

fn on_side(differences: &[f64], side: Verdict) -> usize {
    differences
        .iter()
        .filter(|d| {
            if side == Verdict::Lower {
                **d < 0.0
            } else {
                **d > 0.0
            }
        })
        .count()
}

fn draw_rows(
    canvas: &mut Canvas,
    data: &Data<'_>,
    theme: &Theme,
    room: Area,
    rows: &[Row],
    reference: &str,
) {
    let range = axis::from_zero(
        rows.iter()
            .flat_map(|(_, differences, _)| differences.iter().copied()),
    );
    let (head, foot) = (theme.text.tick * 1.7, theme.text.tick * 1.7);
    let height = ((room.height() - head - foot) / rows.len() as f64).min(MOST_HEIGHT);
    let plot = Area {
        left: room.left + NAME_ROOM,
        top: room.top + head,
        right: room.right - FIGURE_ROOM,
        bottom: room.top + head + height * rows.len() as f64,
    };
    let scale = range.scale(plot.left + 16.0, plot.right - 16.0);
    draw_axis(canvas, theme, plot, scale, &range);
    draw_sides(canvas, theme, plot, scale.pixel(0.0), reference);
    for (index, (variant, differences, finding)) in rows.iter().enumerate() {
        let band = Area {
            top: plot.top + height * index as f64,
            bottom: plot.top + height * (index + 1) as f64,
            ..plot
        };
        if index > 0 {
            canvas.line(
                at(room.left, band.top),
                at(room.right, band.top),
                stroke(theme.grid, 1.5),
            );
        }
        draw_name(
            canvas,
            theme,
            room.left,
            band,
            &wording::sentence(&data.variants[*variant].label),
        );
        draw_cloud(canvas, theme, band, scale, differences);
        draw_mean(canvas, theme, band, scale, finding);
        draw_figures(canvas, theme, band, differences, finding);
    }
}

fn draw_axis(canvas: &mut Canvas, theme: &Theme, plot: Area, scale: Scale, range: &Range) {
    let step = panel::step(range);
    for tick in &range.ticks {
        let x = scale.pixel(*tick);
        let (colour, width) = if *tick == 0.0 {
            (theme.muted, 3.0)
        } else {
            (theme.grid, 1.5)
        };
        canvas.line(at(x, plot.top), at(x, plot.bottom), stroke(colour, width));
        let position = at(x, plot.bottom + theme.text.tick * 1.3);
        let text = number::points_tick(*tick, step);
        let line = Line::plain(
            position,
            theme.text.tick,
            text,
            theme.muted,
            Weight::Regular,
        );
        canvas.text(line.anchored(Anchor::Middle));
    }
}

/// Says on either side of zero what it means, where there is room.
fn draw_sides(canvas: &mut Canvas, theme: &Theme, plot: Area, zero: f64, reference: &str) {
    let size = theme.text.tick;
    let baseline = plot.top - size * 0.6;
    let forms = [
        (
            Anchor::End,
            zero - 14.0,
            [format!("← lower than {reference}"), "← lower".to_owned()],
        ),
        (
            Anchor::Start,
            zero + 14.0,
            [format!("higher than {reference} →"), "higher →".to_owned()],
        ),
    ];
    for (anchor, x, texts) in forms {
        let room = if anchor == Anchor::End {
            x - plot.left
        } else {
            plot.right - x
        };
        let text = texts
            .into_iter()
            .find(|text| font::width(text, size, Weight::Regular) <= room);
        if let Some(text) = text {
            let line = Line::plain(at(x, baseline), size, text, theme.muted, Weight::Regular);
            canvas.text(line.anchored(anchor));
        }
    }
}

/// The name of a row, in the middle of its height.
pub fn draw_name(canvas: &mut Canvas, theme: &Theme, left: f64, band: Area, name: &str) {
    let size = theme.text.label;
    let leading = size * 1.2;
    let most = ((band.height() - 6.0) / leading).floor().clamp(1.0, 4.0) as usize;
    let lines = font::wrap(name, size, Weight::SemiBold, NAME_ROOM - 40.0, most);
    let first = f64::midpoint(band.top, band.bottom) + size * 0.36
        - (lines.len() - 1) as f64 * leading / 2.0;
    for (index, line) in lines.iter().enumerate() {
        let position = at(left, first + index as f64 * leading);
        canvas.text(Line::plain(
            position,
            size,
            line,
            theme.ink,
            Weight::SemiBold,
        ));
    }
}

/// A swarm: each dot at its difference, stacked away from the middle where dots would hide each other.
fn draw_cloud(canvas: &mut Canvas, theme: &Theme, band: Area, scale: Scale, differences: &[f64]) {
    let radius = if band.height() >= TALL { 5.0 } else { 3.5 };
    let lane = [
        (band.top + band.height() * 0.36).max(band.top + 26.0),
        band.bottom - 6.0,
    ];
    let middle = f64::midpoint(lane[0], lane[1]);
    let reach = ((lane[1] - lane[0]) / 2.0 - radius).max(0.0);
    let mut columns: std::collections::BTreeMap<i64, Vec<f64>> = std::collections::BTreeMap::new();
    for x in differences
        .iter()
        .map(|difference| scale.pixel(*difference))
        .filter(|x| x.is_finite())
    {
        columns
            .entry((x / (2.0 * radius)).floor() as i64)
            .or_default()
            .push(x);
    }
    let fullest = columns.values().map(Vec::len).max().unwrap_or(1);
    let gap = (2.0 * radius).min(2.0 * reach / fullest.saturating_sub(1).max(1) as f64);
    let fill = Fill {
        colour: theme.tacit,
        opacity: 0.55,
    };
    for dots in columns.values() {
        for (index, x) in dots.iter().enumerate() {
            let y = middle + (index as f64 - (dots.len() - 1) as f64 / 2.0) * gap;
            canvas.mark(
                Shape::Circle,
                at(*x, y),
                radius,
                fill,
                stroke(theme.paper, 0.8),
            );
        }
    }
}

fn draw_mean(canvas: &mut Canvas, theme: &Theme, band: Area, scale: Scale, finding: &Finding) {
    let y = band.top + (band.height() * 0.19).max(13.0);
    let estimate = finding.estimate;
    let clamped = |value: f64| scale.pixel(value).clamp(band.left, band.right);
    if estimate.ci_low.is_finite() && estimate.ci_high.is_finite() {
        whisker(
            canvas,
            theme,
            [
                at(clamped(estimate.ci_low), y),
                at(clamped(estimate.ci_high), y),
            ],
        );
    }
    let mean = at(scale.pixel(estimate.mean), y);
    canvas.mark(
        Shape::Diamond,
        mean,
        7.5,
        solid(theme.ink),
        stroke(theme.paper, 1.5),
    );
}

/// An interval of a mean: a bar with ends.
pub fn whisker(canvas: &mut Canvas, theme: &Theme, [low, high]: [Point; 2]) {
    canvas.line(low, high, stroke(theme.ink, 4.0));
    for end in [low, high] {
        canvas.line(
            at(end.x, end.y - 10.0),
            at(end.x, end.y + 10.0),
            stroke(theme.ink, 2.5),
        );
    }
}

fn draw_figures(
    canvas: &mut Canvas,
    theme: &Theme,
    band: Area,
    differences: &[f64],
    finding: &Finding,
) {
    let estimate = finding.estimate;
    let (size, small) = (theme.text.label, theme.text.tick);
    let x = band.right + 24.0;
    let middle = f64::midpoint(band.top, band.bottom);
    let mean = number::points(estimate.mean);
    let interval = if estimate.ci_low.is_finite() && estimate.ci_high.is_finite() {
        format!(
            "{}\u{a0}pp",
            number::points_bounds(estimate.ci_low, estimate.ci_high)
        )
    } else {
        "needs two seeds".to_owned()
    };
    if band.height() < TALL {
        let line = Line {
            position: at(x, middle + small * 0.36),
            anchor: Anchor::Start,
            size: small,
            spans: vec![
                wording::worn(theme.ink, mean.replace("\u{a0}pp", " ")),
                wording::plain(theme, format!("({interval})")),
            ],
        };
        canvas.text(line);
        return;
    }
    let way = if estimate.mean < 0.0 {
        Verdict::Lower
    } else {
        Verdict::Higher
    };
    let word = if way == Verdict::Lower {
        "lower"
    } else {
        "higher"
    };
    let seeds = format!(
        "{word} in {} of {} seeds",
        on_side(differences, way),
        differences.len()
    );
    let leading = small * 1.25;
    let first = middle - leading + size * 0.36;
    canvas.text(Line::plain(
        at(x, first),
        size,
        mean,
        theme.ink,
        Weight::SemiBold,
    ));
    for (index, text) in [interval, seeds].into_iter().enumerate() {
        let position = at(x, first + (index + 1) as f64 * leading);
        let text = font::shorten(&text, small, Weight::Regular, FIGURE_ROOM - 24.0);
        canvas.text(Line::plain(
            position,
            small,
            text,
            theme.muted,
            Weight::Regular,
        ));
    }
}

fn sheet(data: &Data<'_>, reference: usize, measure: &Measure) -> Sheet {
    let mut rows = Vec::new();
    for variant in data.alternatives() {
        for (replicate, difference) in data.differences(variant, reference, measure) {
            let names = [variant, reference].map(|v| data.variants[v].name.to_owned());
            rows.push([&names[..], &[replicate.to_string(), difference.to_string()]].concat());
        }
    }
    Sheet {
        header: vec![
            "variant",
            "reference",
            "replicate",
            "difference_in_capability",
        ],
        rows,
    }
}

fn alt(data: &Data<'_>, rows: &[Row], reference: &str) -> String {
    let differences: Vec<String> = rows
        .iter()
        .map(|(variant, differences, finding)| {
            let estimate = finding.estimate;
            format!(
                "{} {}, higher in {} of {} seeds",
                data.variants[*variant].label,
                number::points(estimate.mean),
                on_side(differences, Verdict::Higher),
                differences.len()
            )
        })
        .collect();
    format!(
        "Dot plot, a row for each alternative and a dot for each seed: difference in capability to {reference}. Means: {}.",
        differences.join("; ")
    )
}
