//! The title of a map of one variant: how the best value of one parameter moves with the other.

use super::{counts, standing};
use crate::chart::Standing;
use crate::chart::sweep::data::Sweep;
use crate::chart::sweep::optimum::{Best, Kind};
use crate::chart::sweep::parameter::Parameter;
use crate::chart::sweep::regime_map::Map;
use crate::chart::sweep::words::{self, Shift};

/// One variant: how the best value along the first parameter moves with the second.
pub fn title(
    sweep: &Sweep<'_>,
    across: &Parameter,
    up: &Parameter,
    map: &Map<'_>,
) -> (String, Standing) {
    let metric = sweep.main.lower();
    let bests: Vec<Best<'_>> = map.bests.iter().copied().flatten().collect();
    let [first, .., last] = bests.as_slice() else {
        return counted(sweep, map);
    };
    if bests.len() < map.bests.len() {
        return counted(sweep, map);
    }
    if let Some(text) = words::moves(across, up, first, last) {
        let pays = pays(across, up, &bests, words::shift(first, last));
        return (format!("{text}{pays}"), Standing::Holds);
    }
    let all = |kind: Kind| bests.iter().all(|best| best.kind == kind);
    let label = across.lower();
    let every = format!("at every {} tested", singular(up));
    if all(Kind::Peak) {
        let ats = bests.iter().map(|best| best.row.at);
        let (low, high) = ats.fold((f64::MAX, f64::MIN), |(low, high), at| {
            (low.min(at), high.max(at))
        });
        return (
            format!(
                "{every}, {metric} peaks {}",
                across.at(&across.span(low, high))
            ),
            Standing::Holds,
        );
    }
    if all(Kind::Lowest) || all(Kind::Highest) {
        let end = first.row.at;
        return (
            format!(
                "{every}, {metric} is highest {}",
                across.at(&across.value(end))
            ),
            Standing::Holds,
        );
    }
    if bests.iter().all(|best| !best.holds()) {
        return (
            format!("no clear optimum of {metric} along {label}, {every}"),
            Standing::Fails,
        );
    }
    let place = |best: &Best<'_>, value: f64| {
        let span = across.interval(best.row.at_low, best.row.at_high);
        let span = if best.has_interval() {
            format!(" ({span})")
        } else {
            String::new()
        };
        format!(
            "{}{span} {}",
            across.value(best.row.at),
            up.at(&up.value(value))
        )
    };
    let text = format!(
        "the best {label} does not clearly move with {}: {}, {}",
        up.lower(),
        place(first, up.lowest()),
        place(last, up.highest())
    );
    (text, Standing::Fails)
}

/// "judgements a situation" is told as "value of judgements a situation".
fn singular(parameter: &Parameter) -> String {
    let label = parameter.lower();
    if label.contains(' ') || label.ends_with('s') {
        format!("value of {label}")
    } else {
        label
    }
}

/// From which value of the second parameter on more than the lowest of the first is clearly better, if there is one.
fn pays(across: &Parameter, up: &Parameter, bests: &[Best<'_>], shift: Shift) -> String {
    let better = |best: &Best<'_>| matches!(best.kind, Kind::Peak | Kind::Highest | Kind::OverLow);
    let paying: Vec<bool> = bests.iter().map(better).collect();
    let low = across.value(across.lowest());
    let (from, text) = match shift {
        Shift::Rises => (paying.iter().position(|pays| *pays), "on"),
        Shift::Falls => (paying.iter().rposition(|pays| *pays), "up to"),
        Shift::Unclear => return String::new(),
    };
    let Some(from) = from else {
        return String::new();
    };
    let (no, yes) = if shift == Shift::Rises {
        paying.split_at(from)
    } else {
        let (yes, no) = paying.split_at(from + 1);
        (no, yes)
    };
    // One threshold, with nothing clear on its other side.
    if no.is_empty() || no.iter().any(|pays| *pays) || yes.iter().any(|pays| !pays) {
        return String::new();
    }
    let value = up.value(up.values[from]);
    if text == "on" {
        format!("; more than {low} pays from {value} on")
    } else {
        format!("; more than {low} pays up to {value}")
    }
}

/// Without optima in the tables: how many cells are clear.
fn counted(sweep: &Sweep<'_>, map: &Map<'_>) -> (String, Standing) {
    let [higher, lower, total] = counts(map);
    let text = format!(
        "{} is clearly higher at {higher} of {total} points, lower at {lower}",
        sweep.main.lower()
    );
    (text, standing(higher + lower))
}
