//! One at a time: a bar from the base to the tested values with the lowest and the highest mean.

mod text;

use crate::analysis::{Difference, Verdict};
use crate::chart::axis::{self, Scale};
use crate::chart::canvas::{Anchor, Area, Canvas, Fill, Line, at};
use crate::chart::font::{self, Weight};
use crate::chart::frame;
use crate::chart::sweep::bars::{self, Above, Clear, MOST_ROWS, Ranked};
use crate::chart::sweep::claim::{self, Judged, Topic};
use crate::chart::sweep::csv_number;
use crate::chart::sweep::data::Sweep;
use crate::chart::theme::Theme;
use crate::chart::{Drawn, Sheet};

/// The least room for the values beside the ends of bars.
const END_ROOM: f64 = 120.0;
/// How high a lane of bars wants to be.
const BAND: f64 = 40.0;
const HEADING: &str = "swing";

/// A parameter with its tested values: those with the lowest and the highest mean, one of which may be all there is.
struct Swing {
    parameter: usize,
    ends: Vec<End>,
}

/// A tested value and what it changes.
#[derive(Debug, Clone, Copy)]
struct End {
    value: f64,
    difference: Difference,
    verdict: Verdict,
}

pub fn topics(sweep: &Sweep<'_>) -> Vec<Topic> {
    effects(sweep).map(|(_, _, topic)| topic).collect()
}

/// The rows of the reference: parameter, tested value, row.
fn effects<'s>(sweep: &'s Sweep<'_>) -> impl Iterator<Item = (usize, f64, Topic)> + use<'s> {
    let reference = sweep.variants[sweep.reference].name;
    let rows = sweep.tables.effects.iter().enumerate();
    rows.filter(move |(_, row)| row.variant == reference && row.metric == sweep.main.metric)
        .filter_map(|(index, row)| {
            let parameter = sweep.parameter(&row.axis)?.index;
            let value = *row.point.get(parameter)?;
            Some((parameter, value, Topic::Effect(index)))
        })
}

/// From the widest swing down.
fn swings(sweep: &Sweep<'_>, judged: &Judged) -> Vec<Swing> {
    let mut all: Vec<Vec<End>> = vec![Vec::new(); sweep.parameters.len()];
    for (parameter, value, topic) in effects(sweep) {
        let difference =
            claim::difference(sweep, topic).filter(|difference| difference.mean.is_finite());
        if let Some(difference) = difference {
            all[parameter].push(End {
                value,
                difference,
                verdict: judged.verdict(topic),
            });
        }
    }
    let mut swings: Vec<Swing> = all
        .into_iter()
        .enumerate()
        .filter_map(|(parameter, mut ends)| {
            ends.sort_by(|a, b| a.difference.mean.total_cmp(&b.difference.mean));
            let (first, last) = (*ends.first()?, *ends.last()?);
            let ends = if ends.len() == 1 {
                vec![first]
            } else {
                vec![first, last]
            };
            Some(Swing { parameter, ends })
        })
        .collect();
    swings.sort_by(|a, b| b.ranked().size.total_cmp(&a.ranked().size));
    swings
}

impl Swing {
    /// From the lowest to the highest mean, the base among them.
    fn ranked(&self) -> Ranked {
        let means = || self.ends.iter().map(|end| end.difference.mean);
        let (low, high) = (means().fold(0.0, f64::min), means().fold(0.0, f64::max));
        // Only what reaches beyond the base counts; its uncertainties are added, since they are not independent.
        let half: f64 = self
            .ends
            .iter()
            .filter(|end| end.difference.mean != 0.0 && [low, high].contains(&end.difference.mean))
            .map(|end| 0.5 * (end.difference.ci_high - end.difference.ci_low))
            .sum();
        let size = high - low;
        let clear = self.ends.iter().any(End::is_clear);
        Ranked {
            size,
            low: size - half,
            high: size + half,
            standing: if clear { Clear::Yes } else { Clear::No },
        }
    }

    /// Whether its ends lie on different sides of the base, so that one lane holds both.
    fn lanes(&self) -> usize {
        let (mut below, mut above) = (0, 0);
        for end in &self.ends {
            if end.difference.mean < 0.0 {
                below += 1;
            } else {
                above += 1;
            }
        }
        below.max(above).max(1)
    }
}

impl End {
    fn is_clear(&self) -> bool {
        matches!(self.verdict, Verdict::Higher | Verdict::Lower)
    }
}

pub fn draw(sweep: &Sweep<'_>, judged: &Judged, theme: &Theme) -> Option<Drawn> {
    let all = swings(sweep, judged);
    if all.is_empty() {
        return None;
    }
    let drawn = &all[..all.len().min(MOST_ROWS)];
    let (words, standing) = text::words(sweep, judged, theme, &all);
    let labels: Vec<String> = drawn
        .iter()
        .map(|swing| sweep.parameters[swing.parameter].label.clone())
        .collect();
    let sizes = drawn
        .iter()
        .map(|swing| sweep.main.size(swing.ranked().size));
    let needed = bars::width(theme, HEADING, sizes);
    let lanes = drawn.iter().map(Swing::lanes).max().unwrap_or(1);
    let wanted = bars::height(
        theme,
        &labels,
        (needed, Above::Heading),
        BAND * lanes as f64,
    );
    let (mut canvas, room) = frame::open(theme, &words, wanted);
    draw_rows(&mut canvas, sweep, theme, room, drawn, (&labels, needed));
    Some(Drawn {
        canvas,
        words,
        standing,
        sheet: sheet(sweep, &all),
        alt: text::alt(sweep, drawn),
    })
}

fn draw_rows(
    canvas: &mut Canvas,
    sweep: &Sweep<'_>,
    theme: &Theme,
    room: Area,
    swings: &[Swing],
    (labels, needed): (&[String], f64),
) {
    let rows = bars::lay(
        theme,
        room,
        labels,
        (needed, Above::Heading),
        swings.len().max(4),
    );
    let plot = rows.plot;
    let all = swings.iter().flat_map(|swing| {
        let ends = swing.ends.iter().map(|end| end.difference);
        ends.flat_map(|difference| [difference.mean, difference.ci_low, difference.ci_high])
    });
    let range = axis::from_zero(all.chain([-sweep.main.smallest, sweep.main.smallest]));
    let room_of_ends = end_room(sweep, theme, swings).min(plot.width() / 3.0);
    let scale = range.scale(plot.left + room_of_ends, plot.right - room_of_ends);
    rows.axis(canvas, theme, scale, &range, |value, step| {
        sweep.main.difference_tick(value, step)
    });
    let zero = scale.pixel(0.0);
    let size = theme.text.tick;
    let level = sweep
        .at(sweep.reference, &sweep.base())
        .map(|row| row.summary.mean);
    let base = level.map_or_else(
        || "base".to_owned(),
        |mean| format!("base: {}", sweep.main.value(mean)),
    );
    // Where the heading of the figures stands above the plot, it ends before that.
    let half = font::width(&base, size, Weight::Regular) / 2.0;
    let centre = zero.min(theme.room(f64::INFINITY, rows.figures[0] - half - 16.0));
    let line = Line::plain(
        at(
            centre.max(plot.left + theme.room(0.0, half)),
            plot.top - size * 0.6,
        ),
        size,
        base,
        theme.baseline,
        Weight::Regular,
    );
    canvas.text(line.anchored(Anchor::Middle));
    bars::names(canvas, theme, room, &rows, labels);
    let figures = rows.figures[0];
    bars::heading(canvas, theme, (figures, plot.top - size * 0.6), HEADING);
    for (swing, row) in swings.iter().zip(&rows.each) {
        draw_swing(canvas, sweep, theme, scale, row.band, swing);
        let ranked = swing.ranked();
        let ink = if ranked.standing == Clear::Yes {
            theme.ink
        } else {
            theme.muted
        };
        bars::figure(
            canvas,
            theme,
            figures,
            (&rows, *row),
            &sweep.main.size(ranked.size),
            ink,
        );
    }
}

/// The room that the longest value beside a bar needs.
fn end_room(sweep: &Sweep<'_>, theme: &Theme, swings: &[Swing]) -> f64 {
    let width = |swing: &Swing, end: &End| {
        let text = sweep.parameters[swing.parameter].value(end.value);
        font::width(&text, theme.text.tick, Weight::Regular) + 20.0
    };
    let widths = swings
        .iter()
        .flat_map(|swing| swing.ends.iter().map(move |end| width(swing, end)));
    widths.fold(END_ROOM, f64::max)
}

fn draw_swing(
    canvas: &mut Canvas,
    sweep: &Sweep<'_>,
    theme: &Theme,
    scale: Scale,
    band: Area,
    swing: &Swing,
) {
    let lanes = swing.lanes();
    let pitch = (band.height() / 2.0).min(34.0);
    let thick = if lanes == 1 {
        (band.height() * 0.5).min(44.0)
    } else {
        (pitch - 6.0).max(6.0)
    };
    for (index, end) in swing.ends.iter().enumerate() {
        let middle = f64::midpoint(band.top, band.bottom);
        let y = if lanes == 1 {
            middle
        } else {
            middle + pitch * (index as f64 - 0.5)
        };
        let Difference {
            mean,
            ci_low,
            ci_high,
            ..
        } = end.difference;
        let colour = match (end.is_clear(), mean < 0.0) {
            (false, _) => theme.rule,
            (true, true) => theme.loss,
            (true, false) => theme.tacit,
        };
        let [zero, tip] = [0.0, mean].map(|value| scale.pixel(value));
        let bar = Area {
            left: zero.min(tip),
            right: zero.max(tip),
            top: y - thick / 2.0,
            bottom: y + thick / 2.0,
        };
        canvas.rectangle(
            bar,
            Fill {
                colour,
                opacity: 0.75,
            },
        );
        bars::whisker(canvas, scale, y, [ci_low, ci_high], theme.ink);
        let value = sweep.parameters[swing.parameter].value(end.value);
        let outer = |finite: f64| {
            if finite.is_finite() {
                scale.pixel(finite)
            } else {
                tip
            }
        };
        if mean < 0.0 {
            bars::end(
                canvas,
                theme,
                outer(ci_low).min(tip),
                y,
                &value,
                Anchor::End,
            );
        } else {
            bars::end(
                canvas,
                theme,
                outer(ci_high).max(tip),
                y,
                &value,
                Anchor::Start,
            );
        }
    }
}

fn sheet(sweep: &Sweep<'_>, swings: &[Swing]) -> Sheet {
    let mut rows = Vec::new();
    for swing in swings {
        for end in &swing.ends {
            let mut row = vec![sweep.parameters[swing.parameter].name.clone()];
            let Difference {
                mean,
                ci_low,
                ci_high,
                ..
            } = end.difference;
            row.extend([end.value, mean, ci_low, ci_high].map(csv_number));
            row.push(if end.is_clear() { "clear" } else { "" }.to_owned());
            rows.push(row);
        }
    }
    Sheet::new(
        &[
            "parameter",
            "value",
            "difference",
            "ci_low",
            "ci_high",
            "verdict",
        ],
        rows,
    )
}
