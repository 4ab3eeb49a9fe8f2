//! Bridge: what each lever contributes on the way from one setting to another, from all combinations of the levers.
//!
//! Drawn for a grid of two to six axes with two values each: its points are the coalitions. A lever's contribution is
//! Shapley's (1953): its effect averaged over all orders in which the levers could be moved, so that contributions add up
//! to the whole change whatever interacts. The effects are those of `effects.csv`, at equal seeds; their half-widths are
//! added with the same weights, which is the widest that the interval of the average can be. The way goes from the values
//! nearest to what the reference has without the sweep.

mod words;

use crate::analysis::Difference;
use crate::analysis::interval;
use crate::chart::axis;
use crate::chart::canvas::{Area, Canvas, Fill, at, stroke};
use crate::chart::theme::Theme;
use crate::chart::{Drawn, Sheet, frame, rows};

use super::bars::{self, Clear, Ranked};
use super::claim::{Judged, Topic};
use super::data::Sweep;
use super::parameter::key;
use super::{SweepChart, csv_number};

pub const CHART: SweepChart = SweepChart {
    id: "bridge",
    topics,
    draw,
};

const FEWEST: usize = 2;
const MOST: usize = 6;
/// A step of the way: bars are as high as this part of their row.
const HEIGHT: f64 = 0.52;

/// A lever and its contribution.
struct Lever {
    parameter: usize,
    contribution: Difference,
    standing: Clear,
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

/// Whether the points of a sweep are the coalitions of levers.
fn has_coalitions(sweep: &Sweep<'_>) -> bool {
    sweep.design() == "grid"
        && (FEWEST..=MOST).contains(&sweep.parameters.len())
        && sweep.parameters.iter().all(|lever| lever.values.len() == 2)
}

fn topics(sweep: &Sweep<'_>) -> Vec<Topic> {
    if !has_coalitions(sweep) {
        return Vec::new();
    }
    (0..sweep.parameters.len()).map(Topic::Lever).collect()
}

/// Where a lever starts and where it goes.
fn way(sweep: &Sweep<'_>, lever: usize) -> [f64; 2] {
    let parameter = &sweep.parameters[lever];
    let from = parameter.nearest_to_base();
    let to = if key(from) == key(parameter.lowest()) {
        parameter.highest()
    } else {
        parameter.lowest()
    };
    [from, to]
}

/// The contribution of a lever; `None` where a combination has no runs.
pub fn contribution(sweep: &Sweep<'_>, lever: usize) -> Option<Difference> {
    if !has_coalitions(sweep) {
        return None;
    }
    let count = sweep.parameters.len();
    let name = sweep.variants[sweep.reference].name;
    let (mut mean, mut half, mut n) = (0.0, 0.0, u64::MAX);
    let others: Vec<usize> = (0..count).filter(|other| *other != lever).collect();
    for moved in 0..1_usize << others.len() {
        let mut point: Vec<f64> = (0..count).map(|index| way(sweep, index)[0]).collect();
        for (bit, other) in others.iter().enumerate() {
            if moved >> bit & 1 == 1 {
                point[*other] = way(sweep, *other)[1];
            }
        }
        let axis = &sweep.parameters[lever].name;
        // The table has the effect of one end of the axis against the other.
        let row = sweep.tables.effects.iter().find(|row| {
            row.variant == name
                && row.metric == sweep.main.metric
                && row.axis == *axis
                && row.point.len() == count
                && others
                    .iter()
                    .all(|other| key(row.point[*other]) == key(point[*other]))
        })?;
        let sign = if key(row.against) == key(way(sweep, lever)[0]) {
            1.0
        } else {
            -1.0
        };
        let weight = weight(moved.count_ones(), count);
        mean += weight * sign * row.mean_difference;
        half += weight * 0.5 * (row.ci_high - row.ci_low);
        n = n.min(row.n);
    }
    let spread = if n >= 2 {
        half * (n as f64).sqrt() / interval::t_quantile(0.975, (n - 1) as f64)
    } else {
        f64::NAN
    };
    Some(Difference {
        n,
        mean,
        sd: spread,
        ci_low: mean - half,
        ci_high: mean + half,
        p: interval::p_value(n, mean, spread),
        share_higher: f64::NAN,
    })
}

/// The share of all orders of `count` levers in which exactly these `before` others were moved first:
/// before! (count − before − 1)! / count!.
fn weight(before: u32, count: usize) -> f64 {
    let factorial = |number: u64| (1..=number).product::<u64>() as f64;
    let (before, count) = (u64::from(before), count as u64);
    factorial(before) * factorial(count - before - 1) / factorial(count)
}

fn levers(sweep: &Sweep<'_>, judged: &Judged) -> Option<Vec<Lever>> {
    let all: Option<Vec<Lever>> = (0..sweep.parameters.len())
        .map(|parameter| {
            let contribution = contribution(sweep, parameter)?;
            let verdict = judged.verdict(Topic::Lever(parameter));
            let clear = matches!(
                verdict,
                crate::analysis::Verdict::Higher | crate::analysis::Verdict::Lower
            );
            contribution.mean.is_finite().then_some(Lever {
                parameter,
                contribution,
                standing: if clear { Clear::Yes } else { Clear::No },
            })
        })
        .collect();
    let mut all = all?;
    all.sort_by(|a, b| b.ranked().size.total_cmp(&a.ranked().size));
    Some(all)
}

fn draw(sweep: &Sweep<'_>, judged: &Judged, theme: &Theme) -> Option<Drawn> {
    if !has_coalitions(sweep) {
        return None;
    }
    let levers = levers(sweep, judged)?;
    let start: Vec<f64> = (0..levers.len())
        .map(|index| way(sweep, index)[0])
        .collect();
    let end: Vec<f64> = (0..levers.len())
        .map(|index| way(sweep, index)[1])
        .collect();
    let means = [&start, &end].map(|point| {
        let row = sweep.at(sweep.reference, point);
        row.map(|row| row.summary.mean)
    });
    let [Some(before), Some(after)] = means else {
        return None;
    };
    let mut canvas = Canvas::new(theme.size, theme.paper);
    let (words, standing) = words::words(sweep, judged, theme, &levers, [before, after]);
    let room = frame::draw(&mut canvas, theme, &words);
    draw_rows(&mut canvas, sweep, theme, room, &levers, [before, after]);
    Some(Drawn {
        canvas,
        words,
        standing,
        sheet: sheet(sweep, &levers, [before, after]),
        alt: words::alt(sweep, &levers, [before, after]),
    })
}

fn draw_rows(
    canvas: &mut Canvas,
    sweep: &Sweep<'_>,
    theme: &Theme,
    room: Area,
    levers: &[Lever],
    [before, after]: [f64; 2],
) {
    let plot = bars::plot(theme, room);
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
    rows::axis(canvas, theme, plot, scale, &range, |value, step| {
        sweep.main.tick(value, step)
    });
    let bands = rows::bands(plot, levers.len() + 2);
    let mut labels = vec!["Before".to_owned()];
    labels.extend(
        levers
            .iter()
            .map(|lever| words::label(sweep, lever.parameter)),
    );
    labels.push("After all of them".to_owned());
    bars::names(canvas, theme, room, &bands, &labels);
    let figures = plot.right + bars::FIGURE_GAP;
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
        bands[0],
        &sweep.main.value(before),
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
        let text = sweep.main.difference(lever.contribution.mean);
        bars::figure(canvas, theme, figures, band, &text, ink);
    }
    let last = bands[levers.len() + 1];
    let x = scale.pixel(level);
    let above = bands[levers.len()];
    let foot = f64::midpoint(above.top, above.bottom) + above.height() * HEIGHT / 2.0;
    let head = f64::midpoint(last.top, last.bottom) - last.height() * HEIGHT / 2.0;
    canvas.line(at(x, foot), at(x, head), stroke(theme.rule, 2.0));
    bar(canvas, last, [0.0, after], sweep.main.colour(theme), 1.0);
    let text = format!(
        "{}  ({})",
        sweep.main.value(after),
        sweep.main.difference(after - before)
    );
    bars::figure(canvas, theme, figures, last, &text, theme.ink);
}

fn sheet(sweep: &Sweep<'_>, levers: &[Lever], [before, after]: [f64; 2]) -> Sheet {
    let mut rows = vec![row(
        "before",
        [f64::NAN; 2],
        [before, f64::NAN, f64::NAN],
        "",
    )];
    for lever in levers {
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
            &sweep.parameters[lever.parameter].name,
            way(sweep, lever.parameter),
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Of three levers: first, in the middle after either of the two others, last: 1/3, 1/6 each, 1/3.
    #[test]
    fn the_weights_are_shares_of_all_orders() {
        assert!((weight(0, 3) - 1.0 / 3.0).abs() < 1e-15);
        assert!((weight(1, 3) - 1.0 / 6.0).abs() < 1e-15);
        assert!((weight(2, 3) - 1.0 / 3.0).abs() < 1e-15);
        assert!((weight(0, 1) - 1.0).abs() < 1e-15);
    }
}
