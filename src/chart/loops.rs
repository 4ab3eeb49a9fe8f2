//! Loops: the two loops as they turn in an organisation, with their six stages and the two couplings between them; arrows
//! as wide as what flows through them per head and year, the slowest stage of a loop marked.
//!
//! At most two variants are drawn, the reference and the one that the scissors compare with it: the alternative whose
//! documents differ most. Widths have one scale. An arrow is as wide as the flow through the stage that
//! it leads to; the one that closes a loop is as wide as the flow through the last stage.

mod picture;
mod words;

use super::canvas::{Area, Canvas, Line, at};
use super::data::{Data, Measure};
use super::font::{self, Weight};
use super::panel;
use super::question::{self, Findings, Question};
use super::theme::{Colour, Theme};
use super::{Chart, Drawn, Sheet, frame, wording};
use picture::{Arrow, Return, Stage};

pub const CHART: Chart = Chart {
    id: "loops",
    questions,
    draw,
};

const GAP: f64 = 60.0;
/// How high a panel wants to be.
const HEIGHT: f64 = 580.0;
/// From the edge of a panel to the middle of a column of stages.
const COLUMN: f64 = 190.0;
const WIDEST_PANEL: f64 = 1000.0;
/// How far arrows keep from the middle of a stage, below and beside it, and how far outside a loop closes.
const BELOW: f64 = 46.0;
const BESIDE: f64 = 84.0;
const OUTSIDE: f64 = 158.0;
const WEEKS_OF_A_YEAR: f64 = 52.0;
/// A stage is slower than the others if less than this part of what enters its loop flows through it.
const SLOWER: f64 = 0.95;

/// The metrics behind stages and couplings, in the order of `Flows`.
const METRICS: [&str; 8] = [
    "practice_sessions",
    "debriefed_sessions",
    "refined_sessions",
    "documents",
    "structured_documents",
    "integrated_documents",
    "externalisations",
    "internalisations",
];
const NAMES: [&str; 8] = [
    "Practice",
    "Feedback",
    "Refinement",
    "Articulation",
    "Structuring",
    "Integration",
    "Externalisation",
    "Internalisation",
];

/// What flows in a variant per head and year: three stages of each loop, then the two couplings.
struct Flows {
    variant: usize,
    values: [f64; 8],
}

impl Flows {
    fn tacit(&self) -> [f64; 3] {
        [self.values[0], self.values[1], self.values[2]]
    }

    fn explicit(&self) -> [f64; 3] {
        [self.values[3], self.values[4], self.values[5]]
    }
}

/// The stage of a loop through which least flows, where that is clearly less than what enters it.
fn slowest(stages: [f64; 3]) -> Option<usize> {
    let least = stages.into_iter().fold(f64::INFINITY, f64::min);
    let place = stages.into_iter().position(|stage| stage <= least)?;
    (stages[0] > 0.0 && least < SLOWER * stages[0]).then_some(place)
}

fn questions(data: &Data<'_>) -> Vec<Question> {
    data.per_head("internalisations")
        .filter(|_| METRICS.iter().all(|name| data.measure(name).is_some()))
        .map_or_else(Vec::new, |measure| {
            question::against_reference(data, &measure)
        })
}

fn draw(data: &Data<'_>, findings: &Findings, theme: &Theme) -> Option<Drawn> {
    let measures: Option<Vec<Measure>> = METRICS.iter().map(|name| data.per_head(name)).collect();
    let measures = measures?;
    if data.weeks() == 0 {
        return None;
    }
    let internalised = measures.last()?;
    let pair = question::pair(
        data,
        findings,
        &data.documents()?,
        &data.measure("capability")?,
    );
    let shown = match pair {
        Some([variant, reference]) => vec![reference, variant],
        None => vec![0],
    };
    let year = WEEKS_OF_A_YEAR / f64::from(data.weeks());
    let flows: Vec<Flows> = shown
        .iter()
        .map(|&variant| {
            let mut values = [f64::NAN; 8];
            for (value, measure) in values.iter_mut().zip(&measures) {
                *value = data.mean(variant, measure) * year;
            }
            Flows { variant, values }
        })
        .collect();
    let (words, standing) = words::words(data, findings, theme, internalised, (pair, &flows));
    let count = flows.len() as f64;
    let wanted = count * HEIGHT + (count - 1.0) * GAP;
    let (mut canvas, room) = frame::open(theme, &words, wanted);
    let most = flows.iter().flat_map(|flows| flows.values);
    let most = most.filter(|value| value.is_finite()).fold(0.0, f64::max);
    let panels = panel::split(theme, room, flows.len(), GAP);
    for (flows, panel) in flows.iter().zip(panels) {
        draw_panel(&mut canvas, data, theme, panel, flows, most);
    }
    Some(Drawn {
        canvas,
        words,
        standing,
        sheet: sheet(data, &flows),
        alt: words::alt(data, &flows),
    })
}

fn draw_panel(
    canvas: &mut Canvas,
    data: &Data<'_>,
    theme: &Theme,
    panel: Area,
    flows: &Flows,
    most: f64,
) {
    let size = theme.text.label;
    let header = wording::sentence(&data.variants[flows.variant].label);
    let widest = theme.room(f64::INFINITY, panel.width());
    let header = font::shorten(&header, size, Weight::SemiBold, widest);
    let position = at(panel.left, panel.top + size * 0.9);
    canvas.text(Line::plain(
        position,
        size,
        header,
        theme.ink,
        Weight::SemiBold,
    ));
    let inner = Area {
        top: panel.top + size * 1.9,
        bottom: panel.bottom - 20.0,
        ..panel
    };
    // Each loop goes down a column of three stages and back on its outer side.
    let left = inner.left + COLUMN;
    let right = inner.right.min(inner.left + WIDEST_PANEL) - COLUMN;
    let rows = [0.09, 0.5, 0.91].map(|part| inner.top + part * inner.height());
    let loops: [(f64, f64, [f64; 3], Colour, usize); 2] = [
        (left, -1.0, flows.tacit(), theme.tacit, 0),
        (right, 1.0, flows.explicit(), theme.explicit, 3),
    ];
    let mut stages = Vec::new();
    for (x, side, values, colour, first) in loops {
        let slowest = slowest(values);
        for index in 0..3 {
            stages.push(Stage {
                centre: at(x, rows[index]),
                name: NAMES[first + index],
                value: values[index],
                colour,
                is_slowest: slowest == Some(index),
            });
        }
        for index in 1..3 {
            let down = Arrow {
                from: at(x, rows[index - 1] + BELOW),
                to: at(x, rows[index] - BELOW),
                flow: values[index],
                colour,
            };
            picture::arrow(canvas, theme, &down, most);
        }
        let edge = x + side * BESIDE;
        let back = Return {
            from: at(edge, rows[2]),
            to: at(edge, rows[0]),
            at: x + side * OUTSIDE,
            // What closes a loop is what its last stage lets through.
            flow: values[2],
            colour,
        };
        picture::back(canvas, theme, &back, most);
    }
    let ends = [left + BESIDE, right - BESIDE];
    for (row, [from, to], flow, colour, name) in [
        (rows[0], ends, flows.values[6], theme.explicit, NAMES[6]),
        (
            rows[2],
            [ends[1], ends[0]],
            flows.values[7],
            theme.tacit,
            NAMES[7],
        ),
    ] {
        let across = Arrow {
            from: at(from, row),
            to: at(to, row),
            flow,
            colour,
        };
        picture::arrow(canvas, theme, &across, most);
        stages.push(Stage {
            centre: at(f64::midpoint(from, to), row),
            name,
            value: flow,
            colour,
            is_slowest: false,
        });
    }
    for stage in &stages {
        picture::stage(canvas, theme, stage);
    }
}

fn sheet(data: &Data<'_>, flows: &[Flows]) -> Sheet {
    let mut rows = Vec::new();
    for flows in flows {
        let slowest = [
            slowest(flows.tacit()),
            slowest(flows.explicit()).map(|place| place + 3),
        ];
        for (index, (metric, value)) in METRICS.iter().zip(flows.values).enumerate() {
            rows.push(vec![
                data.variants[flows.variant].name.to_owned(),
                NAMES[index].to_lowercase(),
                (*metric).to_owned(),
                value.to_string(),
                if slowest.contains(&Some(index)) {
                    "yes"
                } else {
                    "no"
                }
                .to_owned(),
            ]);
        }
    }
    Sheet::new(
        &["variant", "stage", "metric", "mean_a_year", "slowest"],
        rows,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_slowest_stage_lets_clearly_less_through_than_enters() {
        assert_eq!(slowest([10.0, 9.0, 4.0]), Some(2));
        assert_eq!(slowest([10.0, 3.0, 4.0]), Some(1));
        assert_eq!(slowest([10.0, 10.0, 9.8]), None);
        assert_eq!(slowest([0.0; 3]), None);
    }
}
