//! What titles and footers of sweeps have in common: the sentence on a best value, intervals, and where it all comes from.
//!
//! Owns the grammar. A sentence says what was judged and no more. It must not know how anything is drawn.

use super::data::Sweep;
use super::measure::Measure;
use super::optimum::{Best, End, Kind};
use super::parameter::Parameter;
use crate::analysis::Difference;
use crate::chart::data::MOST_VARIANTS;
use crate::chart::{number, wording};
use crate::table::Manifest;

/// How the best value along one axis moves as another parameter goes from its lowest to its highest value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shift {
    Rises,
    Falls,
    /// Not clearly in either direction.
    Unclear,
}

/// A clear shift needs a claim on both best values, and intervals of their places that do not meet.
pub fn shift(first: &Best<'_>, last: &Best<'_>) -> Shift {
    if !(first.holds() && last.holds() && first.has_interval() && last.has_interval()) {
        Shift::Unclear
    } else if first.row.at_high < last.row.at_low {
        Shift::Rises
    } else if last.row.at_high < first.row.at_low {
        Shift::Falls
    } else {
        Shift::Unclear
    }
}

/// "the best explicit share rises from 0 to 50 % with judgements a situation going from 1 to 10"; `None` unless that is clear.
pub fn moves(
    along: &Parameter,
    other: &Parameter,
    first: &Best<'_>,
    last: &Best<'_>,
) -> Option<String> {
    let verb = match shift(first, last) {
        Shift::Rises => "rises",
        Shift::Falls => "falls",
        Shift::Unclear => return None,
    };
    Some(format!(
        "the best {} {verb} from {} with {} going from {}",
        along.lower(),
        along.span(first.row.at, last.row.at),
        other.lower(),
        other.span(other.lowest(), other.highest())
    ))
}

/// A sentence on one best value, ready for a title.
pub fn sentence(sweep: &Sweep<'_>, along: &Parameter, best: &Best<'_>) -> String {
    let metric = sweep.main.lower();
    let [low, high] = [along.lowest(), along.highest()].map(|value| along.value(value));
    let at = place(along, best);
    let gain = |end: End| {
        let mean = best.gain(sweep, end).map_or(f64::NAN, |gain| gain.mean);
        sweep.main.size(mean)
    };
    let label = along.lower();
    let two = along.values.len() == 2;
    match best.kind {
        Kind::Peak => format!(
            "{metric} peaks {}, {} above {low} and {} above {high}",
            along.at(&at),
            gain(End::Low),
            gain(End::High)
        ),
        Kind::Lowest if two => format!(
            "{metric} is {} higher {} than at {high}",
            gain(End::High),
            along.at(&low)
        ),
        Kind::Highest if two => format!(
            "{metric} is {} higher {} than at {low}",
            gain(End::Low),
            along.at(&high)
        ),
        Kind::Lowest => format!(
            "{metric} is highest at the low end of {label}, {low}: {} above {high}",
            gain(End::High)
        ),
        Kind::Highest => format!(
            "{metric} is highest at the high end of {label}, {high}: {} above {low}",
            gain(End::Low)
        ),
        Kind::OverLow => format!(
            "{metric} is {} higher {} than at {low}; where it is highest is not clear ({})",
            gain(End::Low),
            along.at(&at),
            interval_of_place(along, best)
        ),
        Kind::OverHigh => format!(
            "{metric} is {} higher {} than at {high}; where it is highest is not clear ({})",
            gain(End::High),
            along.at(&at),
            interval_of_place(along, best)
        ),
        Kind::Small => format!(
            "smaller than {}: what the best {label} adds to {metric} over either end of the range",
            sweep.main.bound(sweep.main.smallest)
        ),
        Kind::Unclear => unclear(sweep, along, best),
    }
}

/// The best value; where its interval covers more than a quarter of the axis, the interval.
fn place(along: &Parameter, best: &Best<'_>) -> String {
    if covers(along, best) > 0.25 && best.kind == Kind::Peak {
        along.span(best.row.at_low, best.row.at_high)
    } else {
        along.value(best.row.at)
    }
}

/// The share of the axis that the interval of a best value covers.
fn covers(along: &Parameter, best: &Best<'_>) -> f64 {
    let track = along.track(0.0, 1.0);
    track.pixel(best.row.at_high) - track.pixel(best.row.at_low)
}

/// Never a direction: the interval of the place where it tells something, and that there is no gain where it does not.
fn unclear(sweep: &Sweep<'_>, along: &Parameter, best: &Best<'_>) -> String {
    let metric = sweep.main.lower();
    if best.row.n < 2 || !best.has_interval() {
        return format!("no clear optimum of {metric}: one seed has no interval");
    }
    let label = along.lower();
    if covers(along, best) > 0.25 {
        let span = along.interval(best.row.at_low, best.row.at_high);
        return format!(
            "no clear optimum of {metric}: the best {label} may lie anywhere from {span}"
        );
    }
    let at = along.value(best.row.at);
    format!(
        "no clear optimum of {metric}: the best {label}, {at}, is not clearly above either end of the range"
    )
}

/// A clause on one of several best values: "peaks at 30 %".
pub fn clause(along: &Parameter, best: &Best<'_>) -> String {
    let [low, high, at] =
        [along.lowest(), along.highest(), best.row.at].map(|value| along.value(value));
    match best.kind {
        Kind::Peak => format!("peaks at {at}"),
        Kind::Lowest => format!("is highest at {low}"),
        Kind::Highest => format!("is highest at {high}"),
        Kind::OverLow => format!("is higher at {at} than at {low}"),
        Kind::OverHigh => format!("is higher at {at} than at {high}"),
        Kind::Small => "hardly changes".to_owned(),
        Kind::Unclear => "has no clear optimum".to_owned(),
    }
}

/// "95 % interval 25 to 35 %" of a best value.
pub fn interval_of_place(along: &Parameter, best: &Best<'_>) -> String {
    let span = along.interval(best.row.at_low, best.row.at_high);
    if best.has_interval() {
        format!("95\u{a0}% interval {span}")
    } else {
        "no interval of one seed".to_owned()
    }
}

/// "+9.5 pp (95 % CI +9.2 to +9.7)"; the mean alone where there is no interval.
pub fn estimate(sweep: &Sweep<'_>, difference: &Difference) -> String {
    estimate_of(&sweep.main, difference)
}

/// The same of any metric.
pub fn estimate_of(main: &Measure, difference: &Difference) -> String {
    match main.estimate(difference) {
        Some(number::Estimate {
            mean,
            low,
            high,
            suffix,
        }) => {
            format!("{mean}{suffix} (95\u{a0}% CI {low}\u{a0}to\u{a0}{high})")
        }
        None => main.difference(difference.mean),
    }
}

/// Which parameters stand still on a chart that shows a part of a larger grid.
pub fn fixed(sweep: &Sweep<'_>, fixed: &[(usize, f64)]) -> Option<String> {
    let values: Vec<String> = fixed
        .iter()
        .map(|(index, value)| {
            let parameter = &sweep.parameters[*index];
            format!("{} {}", parameter.lower(), parameter.value(*value))
        })
        .collect();
    (!values.is_empty()).then(|| format!("Shown for {}", values.join(", ")))
}

/// The last sentence of every footer: what made this, of what, of how much.
pub fn provenance(sweep: &Sweep<'_>) -> String {
    let manifest = sweep.manifest;
    let runs = manifest.runs.reused + manifest.runs.computed;
    let mut text = format!(
        "{} run{}",
        number::count_tick(runs as f64, 1.0),
        if runs == 1 { "" } else { "s" }
    );
    let points = manifest.design.as_ref().map_or(0, |design| design.points);
    let variants = manifest.variants.len() as u64;
    let mut factors = Vec::new();
    if variants > 1 {
        factors.push(format!("{variants} variants"));
    }
    factors.push(format!(
        "{} point{}",
        number::count_tick(points as f64, 1.0),
        if points == 1 { "" } else { "s" }
    ));
    match sweep.seeds() {
        Some([least, most]) if least == most && least * points * variants == runs => {
            factors.push(format!("{least} seed{}", if least == 1 { "" } else { "s" }));
        }
        Some([least, most]) if least < most => factors.push(format!("{least} to {most} seeds")),
        _ => {}
    }
    if points > 0 && factors.len() > 1 {
        text = format!("{text} ({})", factors.join(" × "));
    }
    if sweep.omitted > 0 {
        text = format!(
            "{text}, {MOST_VARIANTS} of {} variants drawn",
            sweep.omitted + sweep.variants.len()
        );
    }
    if !manifest.complete {
        text.push_str(" (not all that were planned)");
    }
    format!(
        "{text}  ·  seci {}, scenario {}",
        manifest.seci, manifest.scenario_hash
    )
}

/// A count with its commas: "1,299".
pub fn count(count: usize) -> String {
    number::count_tick(count as f64, 1.0)
}

/// "after 156 weeks".
pub fn horizon(sweep: &Sweep<'_>) -> String {
    horizon_of(sweep.manifest)
}

/// The same of any folder.
pub fn horizon_of(manifest: &Manifest) -> String {
    if manifest.step == "week" && !manifest.open_ended {
        format!("after {}", wording::weeks(manifest.weeks))
    } else {
        format!("at {}", manifest.end())
    }
}

/// "a", "a and b", "a, b and c".
pub fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [head @ .., last] => format!("{} and {last}", head.join(", ")),
    }
}
