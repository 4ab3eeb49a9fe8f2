//! Convergence: how well means are known after so many seeds, and how many would be enough.
//!
//! Both axes are logarithmic, where the law of 1/√n is a straight line. What lies beyond the runs is dotted and called an
//! extrapolation. The precision that is wanted is the smallest relevant size of the metric.

mod panel;
mod words;

use super::claim::{Judged, Topic};
use super::data::Sweep;
use super::{Drawn, Sheet, SweepChart, csv_number};
use crate::chart::frame;
use crate::chart::theme::Theme;

pub const CHART: SweepChart = SweepChart {
    id: "convergence",
    topics,
    draw,
};

/// Fewer seeds than this are drawn only where there are no more.
const FEWEST: u64 = 5;
/// An extrapolation beyond so many times the runs is told and not drawn.
const FARTHEST: f64 = 20.0;

/// Half-widths of the 95 % intervals of means, from few seeds to many.
struct Course {
    steps: Vec<Step>,
    /// The half-width that is wanted; none where the metric has no smallest relevant size.
    wanted: Option<f64>,
    /// Seeds at which the widest interval would have it, by 1/√n from the last step.
    needed: Option<f64>,
}

#[derive(Debug, Clone, Copy)]
struct Step {
    n: u64,
    cells: u64,
    typical: f64,
    widest: f64,
}

fn topics(_: &Sweep<'_>) -> Vec<Topic> {
    Vec::new()
}

fn draw(sweep: &Sweep<'_>, _: &Judged, theme: &Theme) -> Option<Drawn> {
    // Of a design whose indices rest on all points together, the precision of a single point says nothing.
    if ["morris", "saltelli"].contains(&sweep.design()) {
        return None;
    }
    let course = course(sweep)?;
    let (words, standing) = words::words(sweep, theme, &course);
    let (mut canvas, room) = frame::open(theme, &words, panel::HEIGHT);
    panel::draw(&mut canvas, sweep, theme, room, &course);
    Some(Drawn {
        canvas,
        words,
        standing,
        sheet: sheet(&course),
        alt: words::alt(sweep, &course),
    })
}

fn course(sweep: &Sweep<'_>) -> Option<Course> {
    let rows = sweep
        .tables
        .convergence
        .iter()
        .filter(|row| row.metric == sweep.main.metric);
    let mut steps: Vec<Step> = rows
        .filter(|row| row.n > 0 && row.widest.is_finite() && row.typical.is_finite())
        .map(|row| Step {
            n: row.n,
            cells: row.cells,
            typical: row.typical,
            widest: row.widest,
        })
        .collect();
    steps.sort_by_key(|step| step.n);
    // The interval of two or three runs is so wide that it would hide all others.
    if steps.iter().filter(|step| step.n >= FEWEST).count() > 1 {
        steps.retain(|step| step.n >= FEWEST);
    }
    // Runs that do not differ have nothing to converge.
    let last = *steps
        .last()
        .filter(|_| steps.iter().any(|step| step.widest > 0.0))?;
    let wanted = Some(sweep.main.smallest).filter(|wanted| *wanted > 0.0);
    let needed = wanted.filter(|wanted| last.widest > *wanted).map(|wanted| {
        let ratio = last.widest / wanted;
        last.n as f64 * ratio * ratio
    });
    Some(Course {
        steps,
        wanted,
        needed,
    })
}

fn sheet(course: &Course) -> Sheet {
    let rows = course.steps.iter().map(|step| {
        let mut row = vec![step.n.to_string(), step.cells.to_string()];
        row.extend([step.typical, step.widest, course.wanted.unwrap_or(f64::NAN)].map(csv_number));
        row
    });
    Sheet::new(
        &["n", "cells", "typical", "widest", "wanted"],
        rows.collect(),
    )
}
