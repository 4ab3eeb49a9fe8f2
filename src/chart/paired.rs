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
use super::rows::{self, NAME_ROOM};
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
    let mut canvas = Canvas::new(theme.size, theme.paper);
    let (words, standing) = words::words(data, findings, theme, &measure, &rows)?;
    let room = frame::draw(&mut canvas, theme, &words);
    let name = wording::name(data, reference);
    draw_rows(&mut canvas, data, theme, room, &rows, &name);
    Some(Drawn {
        canvas,
        words,
        standing,
        sheet: sheet(data, reference, &measure),
        alt: words::alt(data, &measure, &rows, &name),
    })
}

fn draw_rows(
    canvas: &mut Canvas,
    data: &Data<'_>,
    theme: &Theme,
    room: Area,
    rows: &[Row],
    reference: &str,
) {
    let all = rows.iter().flat_map(|row| {
        let interval = [row.finding.estimate.ci_low, row.finding.estimate.ci_high];
        row.differences.iter().copied().chain(interval)
    });
    let range = axis::from_zero(all);
    let plot = Area {
        left: room.left + NAME_ROOM,
        top: room.top + theme.text.tick * 1.7,
        right: room.right - FIGURE_ROOM,
        bottom: room.bottom - theme.text.tick * 1.7,
    };
    let scale = range.scale(plot.left + 16.0, plot.right - 16.0);
    rows::axis(canvas, theme, plot, scale, &range, number::points_tick);
    draw_sides(canvas, theme, plot, scale.pixel(0.0), reference);
    let bands = rows::bands(plot, rows.len());
    rows::rules(canvas, theme, room, &bands);
    let layout = cloud::layout(rows, scale, bands[0].height());
    for (row, band) in rows.iter().zip(bands) {
        let label = &data.variants[row.variant].label;
        rows::name(canvas, theme, room.left, band, label);
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
        let figures = (band.right + FIGURE_GAP, FIGURE_ROOM - FIGURE_GAP);
        let note = Some(words::seeds(row));
        rows::figures(canvas, theme, figures, band, &row.finding.estimate, note);
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
