//! Spiral: the four flows of Nonaka and Takeuchi (1995) per head and year, a row for each variant: socialisation from
//! habit to habit, externalisation from habit to document, combination from draft to knowledge base, internalisation from
//! belief to habit; and beside them the internalisations per 100 documents.
//!
//! Orange flows end in what people do, blue ones in what is written; all four have one scale. The title speaks of the
//! alternative whose internalisations per 100 documents differ most from the reference's, among those that have any.
//! Beliefs come from documents, and from talk and practice too: habits are turned round without documents as well.

mod words;

use super::axis::{self, Scale};
use super::canvas::{Area, Canvas, Line, at, solid, stroke};
use super::data::{Data, Measure};
use super::font::{self, Weight};
use super::question::{self, Findings, Question};
use super::rows;
use super::theme::{Colour, Theme};
use super::{Chart, Drawn, Sheet, frame, number};
use crate::analysis::Difference;

pub const CHART: Chart = Chart {
    id: "spiral",
    questions,
    draw,
};

const NAME_ROOM: f64 = 300.0;
/// Room on the right for the internalisations per 100 documents.
const RATIO_ROOM: f64 = 300.0;
const GAP: f64 = 26.0;
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
    let mut canvas = Canvas::new(theme.size, theme.paper);
    let (words, standing) = words::words(data, findings, theme, &ratio);
    let room = frame::draw(&mut canvas, theme, &words);
    draw_rows(&mut canvas, data, theme, room, &flows, &ratio);
    Some(Drawn {
        canvas,
        words,
        standing,
        sheet: sheet(data, &flows, &ratio),
        alt: words::alt(data, &flows, &ratio),
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
    let (size, small) = (theme.text.label, theme.text.tick);
    let all = (0..data.variants.len())
        .flat_map(|variant| flows.iter().map(move |flow| (variant, flow)))
        .map(|(variant, flow)| yearly(data, variant, &flow.measure).mean);
    let range = axis::from_zero(all);
    let width = (room.width() - NAME_ROOM - RATIO_ROOM - 4.0 * GAP) / 4.0;
    let whole = Area {
        top: room.top + size * 1.3 + small * 1.5,
        ..room
    };
    let bands = rows::bands(whole, data.variants.len());
    rows::rules(canvas, theme, room, &bands);
    for (variant, band) in data.variants.iter().zip(&bands) {
        rows::name_within(canvas, theme, room.left, NAME_ROOM, *band, &variant.label);
    }
    for (index, flow) in flows.iter().enumerate() {
        let left = room.left + NAME_ROOM + index as f64 * (width + GAP);
        let scale = range.scale(left, left + width - FIGURE_ROOM);
        heading(
            canvas,
            theme,
            (left, width),
            room.top,
            [flow.name, flow.way],
            flow.colour,
        );
        canvas.line(
            at(left, whole.top),
            at(left, whole.bottom),
            stroke(theme.muted, 2.5),
        );
        for (variant, band) in bands.iter().enumerate() {
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
    let left = room.right - RATIO_ROOM;
    let texts = ["Internalisations", "per 100 documents"];
    heading(
        canvas,
        theme,
        (left, RATIO_ROOM),
        room.top,
        texts,
        theme.ink,
    );
    for (variant, band) in bands.iter().enumerate() {
        let found = ratio_of(data, variant, ratio);
        let middle = f64::midpoint(band.top, band.bottom);
        let (text, note) = if found.mean.is_finite() {
            let note = number::range(found.ci_low, found.ci_high);
            (number::tenths(found.mean), note)
        } else {
            ("no documents".to_owned(), None)
        };
        let lowered = if note.is_some() { 0.0 } else { small * 0.6 };
        let position = at(left, middle + lowered);
        canvas.text(Line::plain(
            position,
            size,
            text,
            theme.ink,
            Weight::SemiBold,
        ));
        if let Some(note) = note.filter(|_| band.height() >= 66.0) {
            let position = at(left, middle + small * 1.25);
            canvas.text(Line::plain(
                position,
                small,
                note,
                theme.muted,
                Weight::Regular,
            ));
        }
    }
}

/// Two lines above a column.
fn heading(
    canvas: &mut Canvas,
    theme: &Theme,
    (left, width): (f64, f64),
    top: f64,
    [name, way]: [&str; 2],
    colour: Colour,
) {
    let (size, small) = (theme.text.label, theme.text.tick);
    let position = at(left, top + size * 0.9);
    canvas.text(Line::plain(position, size, name, colour, Weight::SemiBold));
    let way = font::shorten(way, small, Weight::Regular, width + GAP - 8.0);
    let position = at(left, top + size * 0.9 + small * 1.3);
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
