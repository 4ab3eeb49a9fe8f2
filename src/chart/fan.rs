//! Fan: the spread of capability over the runs, week by week, one panel for each variant.
//!
//! The bands show how far single runs lie apart, which is what one organisation has to reckon with; they are not the
//! uncertainty of a mean. The title speaks of the variant with the highest mean at the end, against the next one.

use super::axis::{self, Range, Scale};
use super::canvas::{Area, Canvas, Fill, Line, Stroke, at, stroke};
use super::data::{Data, Measure};
use super::finding::{Findings, Question};
use super::font::Weight;
use super::frame::{self, Words};
use super::panel::{self, Cell};
use super::theme::{Dash, Theme};
use super::{Chart, Drawn, Sheet, Standing, number, wording};
use crate::table::Summary;

pub const CHART: Chart = Chart {
    id: "fan",
    questions,
    draw,
};

const MOST_COLUMNS: usize = 4;
/// Room to the right of a panel for the last median and the range of runs.
const VALUE_ROOM: f64 = 124.0;

fn questions(data: &Data<'_>) -> Vec<Question> {
    let Some(measure) = data.measure("capability") else {
        return Vec::new();
    };
    let order = ranking(data, &measure);
    let Some((first, others)) = order.split_first() else {
        return Vec::new();
    };
    let question = |other: &usize| Question {
        measure: measure.clone(),
        variant: *first,
        other: *other,
    };
    others.iter().map(question).collect()
}

/// The variants from the highest mean to the lowest; of equal ones the first in the file first.
fn ranking(data: &Data<'_>, measure: &Measure) -> Vec<usize> {
    let mut order: Vec<(usize, f64)> = (0..data.variants.len())
        .map(|v| (v, data.mean(v, measure)))
        .filter(|(_, mean)| mean.is_finite())
        .collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1));
    order.into_iter().map(|(variant, _)| variant).collect()
}

fn draw(data: &Data<'_>, findings: &Findings, theme: &Theme) -> Option<Drawn> {
    let measure = data.measure("capability")?;
    let (title, standing, evidence) = title(data, findings, &measure);
    let mut canvas = Canvas::new(theme.size, theme.paper);
    let ghost = data.reference.map_or_else(String::new, |reference| {
        format!(
            "; grey dashes: median of {}",
            wording::name(data, reference)
        )
    });
    let mut footer = vec![format!(
        "Bands: the middle 90\u{a0}% and the middle 50\u{a0}% of runs; line and figure: median; small figures: ends of the 90\u{a0}% band{ghost}"
    )];
    footer.extend(panel::events_in_words(data, "Dashed vertical"));
    footer.extend(evidence);
    footer.push(wording::provenance(data));
    let words = Words {
        title,
        subtitle: vec![
            wording::worn(theme.tacit, "Capability"),
            wording::plain(
                theme,
                format!(
                    " (share of live cases that go well under pressure): spread of single runs over {}",
                    wording::weeks(data.weeks())
                ),
            ),
        ],
        footer,
    };
    let room = frame::draw(&mut canvas, theme, &words);
    draw_panels(&mut canvas, data, theme, room, &measure);
    Some(Drawn {
        canvas,
        words,
        standing,
        sheet: sheet(data, &measure),
        alt: alt(data, &measure),
    })
}

fn title(
    data: &Data<'_>,
    findings: &Findings,
    measure: &Measure,
) -> (String, Standing, Vec<String>) {
    let order = ranking(data, measure);
    let first = order.first().copied().unwrap_or(0);
    let spread = last(data, first, measure).map_or_else(String::new, |summary| {
        format!(
            "9 in 10 of its runs end between {} and {}",
            low(&summary),
            high(&summary)
        )
    });
    let finding = order
        .get(1)
        .and_then(|second| Some((*second, findings.get(measure, first, *second)?)));
    let Some((second, finding)) = finding else {
        let median = last(data, first, measure).map_or(f64::NAN, |summary| summary.quantiles[3]);
        let text = format!(
            "{} ends at a median capability of {}; {spread}",
            wording::name(data, first),
            number::share(median)
        );
        return (wording::sentence(&text), Standing::Describes, Vec::new());
    };
    let pair = [first, second];
    let text = if finding.holds() {
        let [first, second] = pair.map(|v| wording::name(data, v));
        let rank = if order.len() > 2 { "highest" } else { "higher" };
        format!(
            "{first} ends {rank} in capability, {} above {second}; {spread}",
            number::points_size(finding.estimate.mean)
        )
    } else {
        let text = wording::nothing_clear(data, measure, finding, pair);
        if order.len() > 2 {
            text.replacen("between", "between the two highest,", 1)
        } else {
            text
        }
    };
    let evidence = vec![wording::evidence(data, pair, &[(measure, finding)])];
    (wording::sentence(&text), Standing::of(finding), evidence)
}

fn last(data: &Data<'_>, variant: usize, measure: &Measure) -> Option<Summary> {
    data.weekly(variant, measure)
        .last()
        .map(|(_, summary)| *summary)
}

fn low(summary: &Summary) -> String {
    number::share(summary.quantiles[0])
}

fn high(summary: &Summary) -> String {
    number::share(summary.quantiles[6])
}

fn draw_panels(canvas: &mut Canvas, data: &Data<'_>, theme: &Theme, room: Area, measure: &Measure) {
    let headers: Vec<String> = data
        .variants
        .iter()
        .map(|v| wording::sentence(&v.label))
        .collect();
    let cells = panel::cells(
        room,
        &headers,
        panel::columns(headers.len(), MOST_COLUMNS),
        theme.text.label,
    );
    let events = panel::event_room(data, theme);
    let everything = (0..data.variants.len()).flat_map(|variant| data.weekly(variant, measure));
    let range = axis::fitted(everything.flat_map(|(_, summary)| summary.quantiles));
    for (variant, cell) in cells.iter().enumerate() {
        panel::header(canvas, theme, cell.header, &headers[variant]);
        let plot = Area {
            top: cell.body.top + events + 6.0,
            bottom: cell.body.bottom - panel::WEEK_ROOM,
            right: cell.body.right - VALUE_ROOM,
            ..cell.body
        };
        let weeks = Scale {
            low: 0.0,
            high: f64::from(data.weeks()),
            start: plot.left,
            end: plot.right,
        };
        draw_panel(
            canvas,
            data,
            theme,
            plot,
            weeks,
            (measure, &range),
            (variant, cell),
        );
        let row = Area {
            top: plot.top - events - 6.0,
            bottom: plot.top - 6.0,
            right: cell.body.right,
            ..plot
        };
        panel::event_lines(canvas, theme, &data.variants[variant], &[plot], weeks);
        panel::event_labels(canvas, theme, &data.variants[variant], row, weeks);
        panel::week_axis(canvas, theme, plot, weeks, cell.edge);
    }
}

fn draw_panel(
    canvas: &mut Canvas,
    data: &Data<'_>,
    theme: &Theme,
    plot: Area,
    weeks: Scale,
    (measure, range): (&Measure, &Range),
    (variant, cell): (usize, &Cell),
) {
    let scale = range.scale(plot.bottom, plot.top);
    panel::value_axis(
        canvas,
        theme,
        plot,
        scale,
        range,
        cell.edge,
        number::share_tick,
    );
    let weekly = data.weekly(variant, measure);
    let line = |weekly: &[(u32, Summary)], quantile: usize| {
        weekly
            .iter()
            .map(|(week, summary)| {
                at(
                    weeks.pixel(f64::from(*week)),
                    scale.pixel(summary.quantiles[quantile]),
                )
            })
            .filter(|point| point.y.is_finite())
            .collect::<Vec<_>>()
    };
    for (bottom, top, opacity) in [(0, 6, 0.16), (2, 4, 0.28)] {
        let mut band = line(&weekly, bottom);
        band.extend(line(&weekly, top).into_iter().rev());
        let fill = Fill {
            colour: theme.tacit,
            opacity,
        };
        canvas.polygon(&band, fill);
    }
    if let Some(reference) = data.reference.filter(|reference| *reference != variant) {
        let ghost = Stroke {
            dash: Dash::Short,
            ..stroke(theme.baseline, 3.0)
        };
        canvas.path(&line(&data.weekly(reference, measure), 3), ghost);
    }
    canvas.path(&line(&weekly, 3), stroke(theme.tacit, theme.line));
    let Some(summary) =
        last(data, variant, measure).filter(|summary| summary.quantiles[3].is_finite())
    else {
        return;
    };
    let (size, small) = (theme.text.label, theme.text.tick);
    let floor = plot.bottom - small * 1.2;
    let baseline = (scale.pixel(summary.quantiles[3]) + size * 0.36)
        .min(floor)
        .max(plot.top + size * 0.4);
    let x = plot.right + 12.0;
    let median = number::share(summary.quantiles[3]);
    canvas.text(Line::plain(
        at(x, baseline),
        size,
        median,
        theme.tacit,
        Weight::SemiBold,
    ));
    let ghost = data
        .reference
        .filter(|_| data.alternatives().first() == Some(&variant));
    if let Some((reference, end)) =
        ghost.and_then(|r| Some((r, last(data, r, measure)?.quantiles[3])))
    {
        let name = wording::sentence(&data.variants[reference].label);
        let room = Area {
            left: x,
            right: plot.right + VALUE_ROOM + 16.0,
            ..plot
        };
        let taken = Area {
            top: baseline - size,
            bottom: baseline + small * 1.5,
            ..room
        };
        panel::ghost_name(canvas, theme, &name, at(x, scale.pixel(end)), room, taken);
    }
    let ends = format!(
        "{}–{}",
        low(&summary).trim_end_matches(['%', '\u{a0}']),
        high(&summary)
    );
    canvas.text(Line::plain(
        at(x, baseline + small * 1.2),
        small,
        ends,
        theme.muted,
        Weight::Regular,
    ));
}

fn sheet(data: &Data<'_>, measure: &Measure) -> Sheet {
    let mut rows = Vec::new();
    for (index, variant) in data.variants.iter().enumerate() {
        for (week, summary) in data.weekly(index, measure) {
            let [q05, _, q25, q50, q75, _, q95] =
                summary.quantiles.map(|quantile| quantile.to_string());
            let (week, n) = (week.to_string(), summary.n.to_string());
            rows.push(vec![
                variant.name.to_owned(),
                week,
                n,
                q05,
                q25,
                q50,
                q75,
                q95,
            ]);
        }
    }
    Sheet {
        header: vec!["variant", "week", "n", "q05", "q25", "q50", "q75", "q95"],
        rows,
    }
}

fn alt(data: &Data<'_>, measure: &Measure) -> String {
    let ends: Vec<String> = data
        .variants
        .iter()
        .enumerate()
        .filter_map(|(index, variant)| {
            let summary = last(data, index, measure)?;
            let median = number::share(summary.quantiles[3]);
            Some(format!(
                "{} {median} ({} to {})",
                variant.label,
                low(&summary),
                high(&summary)
            ))
        })
        .collect();
    format!(
        "Fan chart, one panel for each of {} variants: quantile bands of capability over {}. Median and middle 90\u{a0}% of runs at the end: {}.",
        data.variants.len(),
        wording::weeks(data.weeks()),
        ends.join("; ")
    )
}
