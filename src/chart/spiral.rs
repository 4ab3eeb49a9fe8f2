//! Spiral: the four flows of Nonaka and Takeuchi (1995) per head and year, a row for each variant: socialisation from
//! habit to habit, externalisation from habit to document, combination from draft to knowledge base, internalisation from
//! belief to habit; and beside them the internalisations per 100 documents.
//!
//! Orange flows end in what people do, blue ones in what is written; all four have one scale. The title speaks of the
//! alternative whose internalisations per 100 documents differ most from the reference's, among those that have any.
//! Beliefs come from documents, and from talk and practice too: habits are turned round without documents as well.

mod blocks;
mod words;

use super::axis::{self, Scale};
use super::canvas::{Area, Canvas, Line, at, solid, stroke};
use super::data::{Data, Measure};
use super::font::{self, Weight};
use super::question::{self, Findings, Question};
use super::theme::{Colour, Theme};
use super::{Chart, Drawn, Sheet, frame, number};
use crate::analysis::Difference;
use blocks::Block;

pub const CHART: Chart = Chart {
    id: "spiral",
    questions,
    draw,
};

/// Room behind a bar for its number.
const FIGURE_ROOM: f64 = 84.0;
const WEEKS_OF_A_YEAR: f64 = 52.0;

/// One of the four flows.
struct Flow {
    measure: Measure,
    name: &'static str,
    way: &'static str,
    colour: Colour,
}

fn questions(data: &Data<'_>) -> Vec<Question> {
    data.per_hundred_documents("internalisations")
        .map_or_else(Vec::new, |measure| {
            question::against_reference(data, &measure)
        })
}

fn flows(data: &Data<'_>, theme: &Theme) -> Option<[Flow; 4]> {
    let flow = |metric, name, way, colour| {
        Some(Flow {
            measure: data.per_head(metric)?,
            name,
            way,
            colour,
        })
    };
    Some([
        flow(
            "socialisations",
            "Socialisation",
            "habit to habit",
            theme.tacit,
        )?,
        flow(
            "externalisations",
            "Externalisation",
            "habit to document",
            theme.explicit,
        )?,
        flow(
            "combinations",
            "Combination",
            "draft to knowledge base",
            theme.explicit,
        )?,
        flow(
            "internalisations",
            "Internalisation",
            "belief to habit",
            theme.tacit,
        )?,
    ])
}

fn draw(data: &Data<'_>, findings: &Findings, theme: &Theme) -> Option<Drawn> {
    let flows = flows(data, theme)?;
    let ratio = data.per_hundred_documents("internalisations")?;
    if data.weeks() == 0 {
        return None;
    }
    let (words, standing) = words::words(data, findings, theme, &ratio);
    let (mut canvas, room) = frame::open(theme, &words, blocks::wanted(data, theme));
    draw_rows(&mut canvas, data, theme, room, &flows, &ratio);
    Some(Drawn {
        canvas,
        words,
        standing,
        sheet: sheet(data, &flows, &ratio),
        alt: words::alt(data, theme, &flows, &ratio),
    })
}

/// A flow per year.
fn yearly(data: &Data<'_>, variant: usize, measure: &Measure) -> Difference {
    let factor = WEEKS_OF_A_YEAR / f64::from(data.weeks());
    let mut values: Vec<f64> = data
        .last(variant, measure)
        .into_values()
        .map(|value| value * factor)
        .filter(|value| value.is_finite())
        .collect();
    Difference::of(&mut values)
}

fn ratio_of(data: &Data<'_>, variant: usize, ratio: &Measure) -> Difference {
    let mut values: Vec<f64> = data
        .last(variant, ratio)
        .into_values()
        .filter(|value| value.is_finite())
        .collect();
    Difference::of(&mut values)
}

fn draw_rows(
    canvas: &mut Canvas,
    data: &Data<'_>,
    theme: &Theme,
    room: Area,
    flows: &[Flow; 4],
    ratio: &Measure,
) {
    let all = (0..data.variants.len())
        .flat_map(|variant| flows.iter().map(move |flow| (variant, flow)))
        .map(|(variant, flow)| yearly(data, variant, &flow.measure).mean);
    let range = axis::from_zero(all.clone());
    let numbers = all.map(number::tenths);
    let numbers = numbers.map(|text| font::width(&text, theme.text.tick, Weight::Regular));
    let figure_room = theme.room(FIGURE_ROOM, numbers.fold(0.0, f64::max) + 18.0);
    let blocks = blocks::blocks(canvas, data, theme, room);
    for (flow, block) in flows.iter().zip(&blocks.flows) {
        let scale = range.scale(block.left, block.left + block.width - figure_room);
        heading(canvas, theme, block, [flow.name, flow.way], flow.colour);
        if let (Some(first), Some(last)) = (block.bands.first(), block.bands.last()) {
            canvas.line(
                at(block.left, first.top),
                at(block.left, last.bottom),
                stroke(theme.muted, 2.5),
            );
        }
        for (variant, band) in block.bands.iter().enumerate() {
            bar(
                canvas,
                theme,
                *band,
                scale,
                flow,
                &yearly(data, variant, &flow.measure),
            );
        }
    }
    let texts = ["Internalisations", "per 100 documents"];
    heading(canvas, theme, &blocks.ratio, texts, theme.ink);
    for (variant, band) in blocks.ratio.bands.iter().enumerate() {
        draw_ratio(
            canvas,
            theme,
            *band,
            blocks.ratio.left,
            &ratio_of(data, variant, ratio),
        );
    }
}

/// The internalisations per 100 documents of a row, with their interval where there is room.
fn draw_ratio(canvas: &mut Canvas, theme: &Theme, band: Area, left: f64, found: &Difference) {
    let (size, small) = (theme.text.label, theme.text.tick);
    let middle = f64::midpoint(band.top, band.bottom);
    let (text, note) = if found.mean.is_finite() {
        let note = number::range(found.ci_low, found.ci_high);
        (number::tenths(found.mean), note)
    } else {
        ("no documents".to_owned(), None)
    };
    let place = blocks::Figure::of(theme, band, left, &text, note.is_some());
    let position = at(left, middle + place.lowered);
    canvas.text(Line::plain(
        position,
        size,
        text,
        theme.ink,
        Weight::SemiBold,
    ));
    if let (Some(note), Some([x, down])) = (note, place.note) {
        let position = at(x, middle + down);
        canvas.text(Line::plain(
            position,
            small,
            note,
            theme.muted,
            Weight::Regular,
        ));
    }
}

/// The name of a block, and below or behind it what it is.
fn heading(
    canvas: &mut Canvas,
    theme: &Theme,
    block: &Block,
    [name, way]: [&str; 2],
    colour: Colour,
) {
    let (size, small) = (theme.text.label, theme.text.tick);
    let position = at(block.left, block.top + size * 0.9);
    canvas.text(Line::plain(position, size, name, colour, Weight::SemiBold));
    let (position, room) = block.second(theme, name);
    let way = font::shorten(way, small, Weight::Regular, room);
    canvas.text(Line::plain(
        position,
        small,
        way,
        theme.muted,
        Weight::Regular,
    ));
}

fn bar(
    canvas: &mut Canvas,
    theme: &Theme,
    band: Area,
    scale: Scale,
    flow: &Flow,
    value: &Difference,
) {
    if !value.mean.is_finite() {
        return;
    }
    let middle = f64::midpoint(band.top, band.bottom);
    let half = (band.height() * 0.2).clamp(6.0, 26.0);
    let end = scale.pixel(value.mean);
    let area = Area {
        left: scale.pixel(0.0),
        top: middle - half,
        right: end,
        bottom: middle + half,
    };
    canvas.rectangle(area, solid(flow.colour));
    let [low, high] = [value.ci_low, value.ci_high].map(|end| scale.pixel(end));
    // An interval that is no wider than a line is left out.
    let mut from = end;
    if high - low > 8.0 {
        canvas.line(at(low, middle), at(high, middle), stroke(theme.ink, 3.0));
        from = high;
    }
    let size = theme.text.tick;
    let position = at(from + 10.0, middle + size * 0.36);
    let text = number::tenths(value.mean);
    canvas.text(Line::plain(
        position,
        size,
        text,
        theme.ink,
        Weight::Regular,
    ));
}

fn sheet(data: &Data<'_>, flows: &[Flow; 4], ratio: &Measure) -> Sheet {
    let mut rows = Vec::new();
    for (index, variant) in data.variants.iter().enumerate() {
        let row = |name: &str, value: &Difference| {
            let number = |number: f64| {
                if number.is_finite() {
                    number.to_string()
                } else {
                    String::new()
                }
            };
            vec![
                variant.name.to_owned(),
                name.to_owned(),
                value.n.to_string(),
                number(value.mean),
                number(value.ci_low),
                number(value.ci_high),
            ]
        };
        for flow in flows {
            let name = format!("{}_a_year", flow.measure.metric);
            rows.push(row(&name, &yearly(data, index, &flow.measure)));
        }
        rows.push(row(&ratio.metric, &ratio_of(data, index, ratio)));
    }
    Sheet::new(
        &["variant", "measure", "n", "mean", "ci_low", "ci_high"],
        rows,
    )
}
