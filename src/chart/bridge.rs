//! Bridge: what each lever contributes on the way from one setting to another, from all combinations of the levers.
//!
//! A lever's contribution is Shapley's (1953): its effect averaged over all orders in which the levers could be moved, so
//! that contributions add up to the whole change whatever interacts. Owns how such a way is drawn and worded; where the
//! numbers come from is for those who hand it over: `combined` from variants that were run for the purpose, the charts of a
//! sweep from a grid whose points are the combinations.

mod combined;
#[cfg(test)]
mod tests;
mod words;

use super::axis;
use super::canvas::{Area, Canvas, Fill, at, stroke};
use super::sweep::bars::{self, Above, Clear, Ranked};
use super::sweep::csv_number;
use super::sweep::measure::Measure;
use super::theme::Theme;
use super::{Drawn, Sheet, frame};
use crate::analysis::Difference;

pub use combined::Combined;

pub const ID: &str = "bridge";
/// A step of the way: bars are as high as this part of their row.
const HEIGHT: f64 = 0.52;
/// How high the band of a bar wants to be.
const BAND: f64 = 64.0;

/// A way from one setting to another, in steps.
pub struct Way<'a> {
    pub main: &'a Measure,
    /// What the first row and the last are called.
    pub ends: [String; 2],
    /// What the subtitle says the way is.
    pub heading: String,
    /// Where it starts and where it ends.
    pub levels: [f64; 2],
    /// From the largest contribution down.
    pub levers: Vec<Lever>,
    /// "after 156 weeks".
    pub horizon: String,
    /// How the whiskers came about.
    pub whiskers: &'static str,
    /// How many claims were judged together.
    pub family: usize,
    /// Sentences for the footer, before the last.
    pub notes: Vec<String>,
    pub provenance: String,
}

/// A lever and its contribution.
pub struct Lever {
    /// In the numbers that ship with the chart.
    pub step: String,
    /// In the middle of a sentence.
    pub name: String,
    /// Beside its bar.
    pub label: String,
    /// From where to where it is moved, where that is a number.
    pub way: [f64; 2],
    pub contribution: Difference,
    pub standing: Clear,
}

impl Lever {
    fn ranked(&self) -> Ranked {
        let Difference {
            mean,
            ci_low,
            ci_high,
            ..
        } = self.contribution;
        let half = 0.5 * (ci_high - ci_low);
        Ranked {
            size: mean.abs(),
            low: mean.abs() - half,
            high: mean.abs() + half,
            standing: self.standing,
        }
    }
}

/// The share of all orders of `count` levers in which exactly these `before` others were moved first:
/// before! (count − before − 1)! / count!.
pub fn weight(before: u32, count: usize) -> f64 {
    let factorial = |number: u64| (1..=number).product::<u64>() as f64;
    let (before, count) = (u64::from(before), count as u64);
    factorial(before) * factorial(count - before - 1) / factorial(count)
}

/// Draws a way; its levers are put in order.
pub fn draw(mut way: Way<'_>, theme: &Theme) -> Drawn {
    way.levers
        .sort_by(|a, b| b.ranked().size.total_cmp(&a.ranked().size));
    let (words, standing) = words::words(&way, theme);
    let (labels, needed) = (labels(&way), needed(theme, &way));
    let wanted = bars::height(theme, &labels, (needed, Above::Nothing), BAND);
    let (mut canvas, room) = frame::open(theme, &words, wanted);
    draw_rows(&mut canvas, theme, room, &way, (&labels, needed));
    Drawn {
        canvas,
        words,
        standing,
        sheet: sheet(&way),
        alt: words::alt(&way),
    }
}

/// The names of the rows: where the way starts, its levers, where it ends.
fn labels(way: &Way<'_>) -> Vec<String> {
    let mut labels = vec![way.ends[0].clone()];
    labels.extend(way.levers.iter().map(|lever| lever.label.clone()));
    labels.push(way.ends[1].clone());
    labels
}

/// What stands beside the last row: the level and the whole change.
fn arrival(way: &Way<'_>) -> String {
    let [before, after] = way.levels;
    let change = way.main.difference(after - before);
    format!("{}  ({change})", way.main.value(after))
}

/// How wide the figures are in a column.
fn needed(theme: &Theme, way: &Way<'_>) -> f64 {
    let levers = way.levers.iter();
    let of_levers = levers.map(|lever| way.main.difference(lever.contribution.mean));
    let ends = [way.main.value(way.levels[0]), arrival(way)];
    bars::width(theme, "", of_levers.chain(ends))
}

fn draw_rows(
    canvas: &mut Canvas,
    theme: &Theme,
    room: Area,
    way: &Way<'_>,
    (labels, needed): (&[String], f64),
) {
    let Way { main, levers, .. } = way;
    let [before, after] = way.levels;
    let rows = bars::lay(theme, room, labels, (needed, Above::Nothing), labels.len());
    let plot = rows.plot;
    // Each lever starts where the one before it ended.
    let mut steps = Vec::new();
    let mut level = before;
    for lever in levers {
        let next = level + lever.contribution.mean;
        steps.push([level, next]);
        level = next;
    }
    let ends = steps.iter().zip(levers).flat_map(|([from, to], lever)| {
        let half = 0.5 * (lever.contribution.ci_high - lever.contribution.ci_low);
        let half = if half.is_finite() { half } else { 0.0 };
        [*from, to - half, to + half]
    });
    let range = axis::from_zero(ends.chain([before, after]));
    let scale = range.scale(plot.left + 6.0, plot.right - 40.0);
    rows.axis(canvas, theme, scale, &range, |value, step| {
        main.tick(value, step)
    });
    bars::names(canvas, theme, room, &rows, labels);
    let figures = rows.figures[0];
    let bands: Vec<Area> = rows.each.iter().map(|row| row.band).collect();
    let bar = |canvas: &mut Canvas, band: Area, [from, to]: [f64; 2], colour, opacity| {
        let [a, b] = [from, to].map(|value| scale.pixel(value));
        let half = band.height() * HEIGHT / 2.0;
        let middle = f64::midpoint(band.top, band.bottom);
        let area = Area {
            left: a.min(b),
            right: a.max(b),
            top: middle - half,
            bottom: middle + half,
        };
        canvas.rectangle(area, Fill { colour, opacity });
    };
    bar(canvas, bands[0], [0.0, before], theme.baseline, 1.0);
    bars::figure(
        canvas,
        theme,
        figures,
        (&rows, rows.each[0]),
        &main.value(before),
        theme.ink,
    );
    for (index, (lever, step)) in levers.iter().zip(&steps).enumerate() {
        let band = bands[index + 1];
        let colour = match (lever.standing, lever.contribution.mean < 0.0) {
            (Clear::No, _) => theme.rule,
            (Clear::Yes, true) => theme.loss,
            (Clear::Yes, false) => theme.tacit,
        };
        bar(canvas, band, *step, colour, 0.75);
        // From row to row the level goes on.
        let x = scale.pixel(step[0]);
        let above = bands[index];
        let foot = f64::midpoint(above.top, above.bottom) + above.height() * HEIGHT / 2.0;
        let head = f64::midpoint(band.top, band.bottom) - band.height() * HEIGHT / 2.0;
        canvas.line(at(x, foot), at(x, head), stroke(theme.rule, 2.0));
        rows.interrupt(canvas, theme, rows.each[index + 1], &labels[index + 1]);
        let half = 0.5 * (lever.contribution.ci_high - lever.contribution.ci_low);
        let middle = f64::midpoint(band.top, band.bottom);
        bars::whisker(
            canvas,
            scale,
            middle,
            [step[1] - half, step[1] + half],
            theme.ink,
        );
        let ink = if lever.standing == Clear::Yes {
            theme.ink
        } else {
            theme.muted
        };
        let text = main.difference(lever.contribution.mean);
        let row = (&rows, rows.each[index + 1]);
        bars::figure(canvas, theme, figures, row, &text, ink);
    }
    let last = bands[levers.len() + 1];
    let x = scale.pixel(level);
    let above = bands[levers.len()];
    let foot = f64::midpoint(above.top, above.bottom) + above.height() * HEIGHT / 2.0;
    let head = f64::midpoint(last.top, last.bottom) - last.height() * HEIGHT / 2.0;
    canvas.line(at(x, foot), at(x, head), stroke(theme.rule, 2.0));
    let row = rows.each[levers.len() + 1];
    rows.interrupt(canvas, theme, row, &labels[levers.len() + 1]);
    bar(canvas, last, [0.0, after], main.colour(theme), 1.0);
    let text = arrival(way);
    bars::figure(canvas, theme, figures, (&rows, row), &text, theme.ink);
}

fn sheet(way: &Way<'_>) -> Sheet {
    let [before, after] = way.levels;
    let mut rows = vec![row(
        "before",
        [f64::NAN; 2],
        [before, f64::NAN, f64::NAN],
        "",
    )];
    for lever in &way.levers {
        let Difference {
            mean,
            ci_low,
            ci_high,
            ..
        } = lever.contribution;
        let verdict = if lever.standing == Clear::Yes {
            "clear"
        } else {
            ""
        };
        rows.push(row(
            &lever.step,
            lever.way,
            [mean, ci_low, ci_high],
            verdict,
        ));
    }
    rows.push(row("after", [f64::NAN; 2], [after, f64::NAN, f64::NAN], ""));
    Sheet::new(
        &[
            "step", "from", "to", "value", "ci_low", "ci_high", "verdict",
        ],
        rows,
    )
}

fn row(step: &str, way: [f64; 2], numbers: [f64; 3], verdict: &str) -> Vec<String> {
    let mut row = vec![step.to_owned()];
    row.extend(way.into_iter().chain(numbers).map(csv_number));
    row.push(verdict.to_owned());
    row
}
