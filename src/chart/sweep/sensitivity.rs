//! Sensitivity: which share of the variance of a metric each parameter explains, alone and with its interactions.
//!
//! The filled bar is the first-order index, the light one the total index (Sobol). A title that ranks is written only
//! where the table says that the indices have converged; else it says that they have not.

mod text;

use super::bars::{self, Above, MOST_ROWS};
use super::claim::{Judged, Topic};
use super::data::Sweep;
use super::{Drawn, Sheet, SweepChart, csv_number};
use crate::chart::axis;
use crate::chart::canvas::{Area, Canvas, Fill, solid};
use crate::chart::frame;
use crate::chart::number;
use crate::chart::theme::Theme;
use crate::table::SensitivityRow;

pub const CHART: SweepChart = SweepChart {
    id: "sensitivity",
    topics,
    draw,
};

/// Indices far outside of 0 to 1 come of too few points; the axis does not follow them.
const WIDEST: [f64; 2] = [-0.25, 1.25];
/// How high the band of a bar wants to be.
const BAND: f64 = 52.0;
const ALONE: &str = "alone";
const IN_ALL: &str = "in all";

/// A parameter's indices: estimate and interval.
struct Share {
    name: String,
    label: String,
    alone: [f64; 3],
    total: [f64; 3],
    /// What chance alone adds to the total; no number where it is not known.
    noise: f64,
}

impl Share {
    /// Whether the parameter has shown anything at all.
    fn is_above_noise(&self) -> bool {
        let noise = if self.noise.is_finite() {
            self.noise
        } else {
            0.0
        };
        self.total[1] > noise || self.total[1].is_nan()
    }
}

/// What the table says of its indices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Converged,
    NotConverged,
}

/// Intervals are those of the table; there are no tests among them.
fn topics(_: &Sweep<'_>) -> Vec<Topic> {
    Vec::new()
}

fn draw(sweep: &Sweep<'_>, _: &Judged, theme: &Theme) -> Option<Drawn> {
    let (all, verdict) = shares(sweep);
    if all.is_empty() {
        return None;
    }
    let drawn = &all[..all.len().min(MOST_ROWS)];
    let (words, standing) = text::words(sweep, theme, &all, verdict);
    let labels: Vec<String> = drawn.iter().map(|share| share.label.clone()).collect();
    let columns = columns(theme, drawn);
    let wanted = bars::height(theme, &labels, needed(columns), BAND);
    let (mut canvas, room) = frame::open(theme, &words, wanted);
    draw_rows(&mut canvas, sweep, theme, room, drawn, (&labels, columns));
    Some(Drawn {
        canvas,
        words,
        standing,
        sheet: sheet(&all),
        alt: text::alt(sweep, drawn, verdict),
    })
}

/// Of the reference, from the largest total down.
fn shares(sweep: &Sweep<'_>) -> (Vec<Share>, Verdict) {
    let reference = sweep.variants[sweep.reference].name;
    let rows: Vec<&SensitivityRow> = sweep
        .tables
        .sensitivity
        .iter()
        .filter(|row| {
            row.variant == reference && row.method == "sobol" && row.metric == sweep.main.metric
        })
        .collect();
    let index = |parameter: &str, index: &str| {
        let row = rows
            .iter()
            .find(|row| row.parameter == parameter && row.index == index);
        row.map_or([f64::NAN; 3], |row| [row.estimate, row.ci_low, row.ci_high])
    };
    let mut shares: Vec<Share> = rows
        .iter()
        .filter(|row| row.index == "total")
        .map(|row| {
            let label = sweep
                .parameter(&row.parameter)
                .map_or(row.parameter.as_str(), |p| p.label.as_str());
            Share {
                name: row.parameter.clone(),
                label: label.to_owned(),
                alone: index(&row.parameter, "first"),
                total: index(&row.parameter, "total"),
                noise: index(&row.parameter, "noise")[0],
            }
        })
        .collect();
    let size = |share: &Share| {
        if share.total[0].is_finite() {
            share.total[0]
        } else {
            f64::MIN
        }
    };
    shares.sort_by(|a, b| size(b).total_cmp(&size(a)));
    let converged = rows.iter().all(|row| row.verdict != "not converged");
    let known = shares
        .iter()
        .all(|share| share.alone[0].is_finite() && share.total[0].is_finite());
    (
        shares,
        if converged && known {
            Verdict::Converged
        } else {
            Verdict::NotConverged
        },
    )
}

/// The widths of the columns of figures: alone, in all.
fn columns(theme: &Theme, shares: &[Share]) -> [f64; 2] {
    let needed = |heading: &str, of: fn(&Share) -> f64| {
        bars::width(
            theme,
            heading,
            shares.iter().map(|share| percent(of(share))),
        )
    };
    [
        theme.room(112.0, needed(ALONE, |share| share.alone[0]) + 20.0),
        theme.room(140.0, needed(IN_ALL, |share| share.total[0])),
    ]
}

fn needed([alone, total]: [f64; 2]) -> (f64, Above) {
    (alone + total, Above::Heading)
}

fn draw_rows(
    canvas: &mut Canvas,
    sweep: &Sweep<'_>,
    theme: &Theme,
    room: Area,
    shares: &[Share],
    (labels, columns): (&[String], [f64; 2]),
) {
    let rows = bars::lay(theme, room, labels, needed(columns), shares.len().max(4));
    let plot = rows.plot;
    let within = |value: f64| {
        if value.is_finite() {
            value.clamp(WIDEST[0], WIDEST[1])
        } else {
            value
        }
    };
    let all = shares
        .iter()
        .flat_map(|share| share.alone.into_iter().chain(share.total))
        .map(within);
    let range = axis::from_zero(all);
    let scale = range.scale(plot.left + 4.0, plot.right - 20.0);
    rows.axis(canvas, theme, scale, &range, number::share_tick);
    bars::names(canvas, theme, room, &rows, labels);
    let figures = rows.figures[0];
    let heading = plot.top - theme.text.tick * 0.6;
    bars::heading(canvas, theme, (figures, heading), ALONE);
    bars::heading(canvas, theme, (figures + columns[0], heading), IN_ALL);
    for (share, row) in shares.iter().zip(&rows.each) {
        let band = row.band;
        let colour = if share.is_above_noise() {
            sweep.main.colour(theme)
        } else {
            theme.rule
        };
        let y = f64::midpoint(band.top, band.bottom);
        let thick = (band.height() * 0.62).min(56.0);
        let bar = |value: f64, thick: f64| {
            let [zero, tip] = [0.0, within(value)].map(|value| scale.pixel(value));
            Area {
                left: zero.min(tip),
                right: zero.max(tip),
                top: y - thick / 2.0,
                bottom: y + thick / 2.0,
            }
        };
        canvas.rectangle(
            bar(share.total[0], thick),
            Fill {
                colour,
                opacity: 0.28,
            },
        );
        canvas.rectangle(bar(share.alone[0], thick / 2.0), solid(colour));
        // Each whisker at a height of its own, so that they are told apart.
        bars::whisker(
            canvas,
            scale,
            y,
            [share.alone[1], share.alone[2]].map(within),
            theme.ink,
        );
        let below = y + thick * 0.375;
        bars::whisker(
            canvas,
            scale,
            below,
            [share.total[1], share.total[2]].map(within),
            theme.muted,
        );
        bars::figure(
            canvas,
            theme,
            figures,
            (&rows, *row),
            &percent(share.alone[0]),
            theme.ink,
        );
        bars::note(
            canvas,
            theme,
            (figures + columns[0], columns[1]),
            (&rows, *row),
            &percent(share.total[0]),
        );
    }
}

/// Small and negative estimates are noise around 0.
fn percent(share: f64) -> String {
    number::share(if share.abs() < 0.0005 { 0.0 } else { share })
}

fn sheet(shares: &[Share]) -> Sheet {
    let rows = shares.iter().map(|share| {
        let mut row = vec![share.name.clone()];
        let numbers = share.alone.into_iter().chain(share.total);
        row.extend(numbers.chain([share.noise]).map(csv_number));
        row
    });
    let header = [
        "parameter",
        "first",
        "first_low",
        "first_high",
        "total",
        "total_low",
        "total_high",
        "noise",
    ];
    Sheet::new(&header, rows.collect())
}
