//! Paired: what each alternative changes in capability at the same seed, one dot for each seed.
//!
//! The cloud is the spread of single seeds; the diamond above it is the interval of their mean; the two never share a
//! height, so that they cannot be confused. The title speaks of all alternatives where all differ clearly in one
//! direction, of the furthest on either side where some clearly end higher and others lower, else of the one that
//! differs most.

mod cloud;
mod words;

use super::axis;
use super::canvas::{Anchor, Area, Canvas, Line, at};
use super::data::{Data, Measure};
use super::font::{self, Weight};
use super::question::{self, Findings, Question};
use super::rows::{self, Figures, NAME_ROOM, Sides};
use super::theme::Theme;
use super::{Chart, Drawn, Sheet, frame, number, wording};
use crate::analysis::Finding;

pub const CHART: Chart = Chart {
    id: "paired",
    questions,
    draw,
};

/// Room for the figures on the right, and the gap before it.
const FIGURE_ROOM: f64 = 344.0;
const FIGURE_GAP: f64 = 24.0;
/// How high a cloud wants to be with its mean.
const HEIGHT: f64 = 150.0;

/// An alternative with its differences, seed by seed.
struct Row {
    variant: usize,
    differences: Vec<f64>,
    finding: Finding,
}

fn questions(data: &Data<'_>) -> Vec<Question> {
    data.main().map_or_else(Vec::new, |measure| {
        question::against_reference(data, &measure)
    })
}

fn draw(data: &Data<'_>, findings: &Findings, theme: &Theme) -> Option<Drawn> {
    let measure = data.main()?;
    let reference = data.reference?;
    let rows: Vec<Row> = data
        .alternatives()
        .into_iter()
        .filter_map(|variant| {
            let differences = data.differences(variant, reference, &measure);
            Some(Row {
                variant,
                finding: *findings.get(&measure, variant, reference)?,
                differences: differences.into_values().collect(),
            })
        })
        .filter(|row| !row.differences.is_empty())
        .collect();
    if rows.is_empty() {
        return None;
    }
    // The metric carries the colour, whichever it is.
    let theme = &Theme {
        tacit: data.hue(theme),
        ..theme.clone()
    };
    let (words, standing) = words::words(data, findings, theme, &measure, &rows)?;
    let labels: Vec<String> = rows
        .iter()
        .map(|row| data.variants[row.variant].label.clone())
        .collect();
    let sides = sides(theme, &rows);
    let wanted = rows::height(theme, &labels, sides, HEIGHT) + 2.0 * edge(theme);
    let (mut canvas, room) = frame::open(theme, &words, wanted);
    let name = wording::name(data, reference);
    draw_rows(&mut canvas, theme, room, &rows, (&labels, sides), &name);
    Some(Drawn {
        canvas,
        words,
        standing,
        sheet: sheet(data, reference, &measure),
        alt: words::alt(data, &measure, &rows, &name),
    })
}

/// Above the rows what either side of zero means, below them the numbers of the axis.
fn edge(theme: &Theme) -> f64 {
    theme.text.tick * 1.7
}

fn figures(row: &Row) -> Figures {
    Figures::of(&row.finding.estimate, Some(words::seeds(row)))
}

fn sides(theme: &Theme, rows: &[Row]) -> Sides {
    let figures: Vec<Figures> = rows.iter().map(figures).collect();
    Sides {
        names: NAME_ROOM,
        gap: FIGURE_GAP,
        figures: FIGURE_ROOM,
        needed: Figures::widest(theme, &figures),
        lines: 2,
    }
}

fn draw_rows(
    canvas: &mut Canvas,
    theme: &Theme,
    room: Area,
    rows: &[Row],
    (labels, sides): (&[String], Sides),
    reference: &str,
) {
    let all = rows.iter().flat_map(|row| {
        let interval = [row.finding.estimate.ci_low, row.finding.estimate.ci_high];
        row.differences.iter().copied().chain(interval)
    });
    let range = axis::from_zero(all);
    let inner = Area {
        top: room.top + edge(theme),
        bottom: room.bottom - edge(theme),
        ..room
    };
    let table = rows::lay(theme, inner, labels, sides, labels.len());
    let plot = table.plot;
    let scale = range.scale(plot.left + 16.0, plot.right - 16.0);
    table.axis(canvas, theme, scale, &range, number::points_tick);
    draw_sides(canvas, theme, plot, scale.pixel(0.0), reference);
    table.rules(canvas, theme, room);
    let layout = cloud::layout(rows, scale, table.each[0].band.height());
    for ((row, label), place) in rows.iter().zip(labels).zip(&table.each) {
        table.name(canvas, theme, *place, label);
        let band = place.band;
        let middle = f64::midpoint(band.top, band.bottom);
        cloud::draw(
            canvas,
            theme,
            middle + layout.cloud,
            scale,
            &row.differences,
            &layout,
        );
        let y = middle + layout.mean;
        cloud::draw_mean(canvas, theme, y, scale, &row.finding.estimate, &layout);
        rows::figures(canvas, theme, &table, *place, figures(row));
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

fn sheet(data: &Data<'_>, reference: usize, measure: &Measure) -> Sheet {
    let mut rows = Vec::new();
    for variant in data.alternatives() {
        for (replicate, difference) in data.differences(variant, reference, measure) {
            rows.push(vec![
                data.variants[variant].name.to_owned(),
                data.variants[reference].name.to_owned(),
                replicate.to_string(),
                difference.to_string(),
            ]);
        }
    }
    Sheet::new(
        &[
            "variant",
            "reference",
            "replicate",
            &format!("difference_in_{}", measure.metric),
        ],
        rows,
    )
}
