//! The order of work: which charts are wanted, all of their questions judged together, then each drawn.
//!
//! Owns the list of charts of single points and what a scenario's choice does to it. What is judged does not depend on
//! which charts are chosen: the questions of all charts count, and those that a choice adds. So nobody makes a claim easier
//! by leaving charts out.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::bridge::{self, Combined};
use super::data::{ChartInput, Data};
use super::question::{self, Findings, Question};
use super::theme::Theme;
use super::who_matters::Leaving;
use super::{
    Artwork, Chart, ChartError, Drawn, fan, finish, loops, network, paired, phase, pressure,
    scissors, shock, spiral, storyline, sweep, who_matters,
};
use crate::analysis::{Claim, judge};
use crate::table::ChartInfo;

pub(super) const CHARTS: &[Chart] = &[
    scissors::CHART,
    phase::CHART,
    fan::CHART,
    paired::CHART,
    pressure::CHART,
    spiral::CHART,
    loops::CHART,
    shock::CHART,
    storyline::CHART,
    network::CHART,
];

/// The charts of a folder.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Album {
    pub artworks: Vec<Artwork>,
    /// Why a chart that the scenario chooses, or that one would look for, could not be drawn, one text for each.
    pub missing: Vec<String>,
}

/// A chart that was drawn, and whose words it bears.
pub(super) struct Sketch {
    pub kind: &'static str,
    pub id: String,
    pub drawn: Drawn,
    pub theme: Theme,
}

/// The charts that the scenario chooses, in its order, or else all that these tables have something for, in a fixed order;
/// same tables, same bytes.
///
/// # Errors
/// A drawing that is no valid SVG, which would be a mistake in a chart and not in the tables.
pub fn album(input: &ChartInput, theme: &Theme) -> Result<Album, ChartError> {
    let (sketches, missing) = sketches(input, theme);
    let artworks: Result<Vec<Artwork>, ChartError> = sketches.into_par_iter().map(finish).collect();
    Ok(Album {
        artworks: artworks?,
        missing,
    })
}

/// The same before they become files.
pub(super) fn sketches(input: &ChartInput, theme: &Theme) -> (Vec<Sketch>, Vec<String>) {
    if input.manifest.charts.is_empty() {
        let mut all = at_one_point(input, theme);
        all.extend(sweep::drawn(input, theme));
        let sketch = |(kind, drawn): (&'static str, Drawn)| Sketch {
            kind,
            id: kind.to_owned(),
            drawn,
            theme: theme.clone(),
        };
        let too_many = network::too_many(&input.manifest, &input.roster);
        (
            all.into_iter().map(sketch).collect(),
            too_many.into_iter().collect(),
        )
    } else {
        chosen(input, theme)
    }
}

/// All charts of runs at one point; none for a sweep over several.
pub(super) fn at_one_point(input: &ChartInput, theme: &Theme) -> Vec<(&'static str, Drawn)> {
    let Some(data) = Data::of(input) else {
        return Vec::new();
    };
    let leaving = Leaving::of(input);
    let judged = Arc::new(judge(all_claims(&data, leaving.as_ref())));
    let findings = Findings::of(&judged, &data);
    let mut drawn: Vec<(&'static str, Drawn)> = CHARTS
        .par_iter()
        .filter_map(|chart| Some((chart.id, (chart.draw)(&data, &findings, theme)?)))
        .collect();
    if let Some(leaving) = leaving {
        let of_leaving = leaving.draw(&input.manifest, &judged, theme);
        drawn.push((who_matters::ID, of_leaving));
    }
    drawn
}

/// What all charts of a folder might say by themselves.
fn all_claims(data: &Data<'_>, leaving: Option<&Leaving>) -> Vec<Claim> {
    let mut claims = question::claims(data, &all_questions(data));
    claims.extend(leaving.into_iter().flat_map(Leaving::claims));
    claims
}

fn all_questions(data: &Data<'_>) -> Vec<Question> {
    CHARTS
        .iter()
        .flat_map(|chart| (chart.questions)(data))
        .collect()
}

/// A chart that is wanted, with what it is drawn from.
enum Wanted<'a> {
    Points(&'static Chart, Box<Data<'a>>),
    Bridge(Box<Combined>),
    Leaving(Box<Leaving>),
    Sweep(&'static str),
    /// Why it cannot be drawn.
    Missing(String),
}

/// The charts of the scenario's choice, and why some of them could not be drawn.
fn chosen(input: &ChartInput, theme: &Theme) -> (Vec<Sketch>, Vec<String>) {
    let choices = &input.manifest.charts;
    let wanted: Vec<Wanted<'_>> = choices.iter().map(|choice| want(input, choice)).collect();
    let mut claims = Vec::new();
    if let Some(data) = Data::of(input) {
        claims.extend(all_claims(&data, Leaving::of(input).as_ref()));
    }
    for wanted in &wanted {
        match wanted {
            Wanted::Points(chart, data) => {
                claims.extend(question::claims(data, &(chart.questions)(data)));
            }
            Wanted::Bridge(combined) => claims.extend(combined.claims()),
            // All that they might say is asked in any case.
            Wanted::Leaving(_) | Wanted::Sweep(_) | Wanted::Missing(_) => {}
        }
    }
    let judged = Arc::new(judge(claims));
    let of_sweep = sweep::Judging::of(input);
    let drawn: Vec<Result<(&'static str, Drawn, Theme), String>> = wanted
        .par_iter()
        .zip(choices)
        .map(|(wanted, choice)| {
            let theme = theme.signed(choice);
            let (kind, drawn) = match wanted {
                Wanted::Points(chart, data) => {
                    let findings = Findings::of(&judged, data);
                    (chart.id, (chart.draw)(data, &findings, &theme))
                }
                Wanted::Bridge(combined) => (
                    bridge::ID,
                    Some(combined.draw(&input.manifest, &judged, &theme)),
                ),
                Wanted::Leaving(leaving) => (
                    who_matters::ID,
                    Some(leaving.draw(&input.manifest, &judged, &theme)),
                ),
                Wanted::Sweep(kind) => (
                    *kind,
                    of_sweep.as_ref().and_then(|sweep| sweep.draw(kind, &theme)),
                ),
                Wanted::Missing(why) => return Err(why.clone()),
            };
            let drawn = drawn.ok_or_else(|| {
                format!("the chart \"{kind}\" has nothing to show in these tables")
            })?;
            Ok((kind, drawn, theme))
        })
        .collect();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut sketches, mut missing) = (Vec::new(), Vec::new());
    for drawn in drawn {
        match drawn {
            Ok((kind, drawn, theme)) => {
                let count = seen.entry(kind).or_default();
                *count += 1;
                let id = match count {
                    1 => kind.to_owned(),
                    more => format!("{kind}-{more}"),
                };
                sketches.push(Sketch {
                    kind,
                    id,
                    drawn,
                    theme,
                });
            }
            Err(why) => missing.push(why),
        }
    }
    (sketches, missing)
}

fn want<'a>(input: &'a ChartInput, choice: &ChartInfo) -> Wanted<'a> {
    let kind = choice.kind.as_str();
    if let Some(bridge) = &choice.bridge {
        return match Combined::of(input, choice, bridge) {
            Ok(combined) => Wanted::Bridge(Box::new(combined)),
            Err(why) => Wanted::Missing(why),
        };
    }
    if kind == who_matters::ID {
        return match Leaving::of(input) {
            Some(leaving) => Wanted::Leaving(Box::new(leaving)),
            None => Wanted::Missing(format!(
                "the chart \"{kind}\" needs the runs of [who_matters]"
            )),
        };
    }
    if let Some(chart) = CHARTS.iter().find(|chart| chart.id == kind) {
        let obstacle = network::obstacle(&input.manifest, &input.roster);
        if let Some(why) = obstacle.filter(|_| kind == network::ID) {
            return Wanted::Missing(format!("the chart \"{kind}\" {why}"));
        }
        return match Data::chosen(input, choice) {
            Some(data) => Wanted::Points(chart, Box::new(data)),
            None => Wanted::Missing(format!(
                "the chart \"{kind}\" has nothing to show in these tables"
            )),
        };
    }
    match sweep::ids().find(|known| *known == kind) {
        Some(known) => Wanted::Sweep(known),
        None => Wanted::Missing(format!("this version of seci has no chart \"{kind}\"")),
    }
}
