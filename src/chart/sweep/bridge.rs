//! The bridge of a grid of two to six axes with two values each: its points are the combinations of the levers. The effects are those of `effects.csv`, at equal seeds; their half-widths are
//! added with the same weights, which is the widest that the interval of the average can be. The way goes from the values
//! nearest to what the reference has without the sweep.

use crate::analysis::Difference;
use crate::analysis::interval;
use crate::chart::Drawn;
use crate::chart::bridge::{self, Lever, Way, weight};
use crate::chart::theme::Theme;

use super::bars::Clear;
use super::claim::{Judged, Topic};
use super::data::Sweep;
use super::parameter::key;
use super::{SweepChart, words};

pub const CHART: SweepChart = SweepChart {
    id: bridge::ID,
    topics,
    draw,
};

const FEWEST: usize = 2;
const MOST: usize = 6;

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

fn levers(sweep: &Sweep<'_>, judged: &Judged) -> Option<Vec<Lever>> {
    (0..sweep.parameters.len())
        .map(|index| {
            let contribution = contribution(sweep, index)?;
            let verdict = judged.verdict(Topic::Lever(index));
            let clear = matches!(
                verdict,
                crate::analysis::Verdict::Higher | crate::analysis::Verdict::Lower
            );
            let parameter = &sweep.parameters[index];
            let [from, to] = way(sweep, index).map(|value| parameter.value(value));
            contribution.mean.is_finite().then(|| Lever {
                step: parameter.name.clone(),
                name: parameter.lower(),
                label: format!("{}: {from} → {to}", parameter.label),
                way: way(sweep, index),
                contribution,
                standing: if clear { Clear::Yes } else { Clear::No },
            })
        })
        .collect()
}

fn draw(sweep: &Sweep<'_>, judged: &Judged, theme: &Theme) -> Option<Drawn> {
    if !has_coalitions(sweep) {
        return None;
    }
    let levers = levers(sweep, judged)?;
    let end = |last: usize| -> Vec<f64> {
        (0..levers.len())
            .map(|index| way(sweep, index)[last])
            .collect()
    };
    let means = [end(0), end(1)].map(|point| {
        let row = sweep.at(sweep.reference, &point);
        row.map(|row| row.summary.mean)
    });
    let [Some(before), Some(after)] = means else {
        return None;
    };
    let mut notes = Vec::new();
    if sweep.variants.len() > 1 {
        notes.push(format!(
            "Variant {}; the others are in the tables",
            sweep.variants[sweep.reference].named
        ));
    }
    let way = Way {
        main: &sweep.main,
        ends: ["Before".to_owned(), "After all of them".to_owned()],
        heading: "From one setting to another".to_owned(),
        levels: [before, after],
        levers,
        horizon: words::horizon(sweep),
        whiskers: "the widest their 95\u{a0}% CI can be",
        family: judged.family(),
        notes,
        provenance: words::provenance(sweep),
    };
    Some(bridge::draw(way, theme))
}
