//! Which part of a grid a chart shows: the axis it runs along, the axis that tells its lines apart, and what stands still.
//!
//! Owns the choice, so that dose-response and regime map divide the grids among them: a second axis of up to four values
//! makes lines, more make a map. Of more than two axes that vary, the first two are shown and the others stand at the
//! tested value nearest to their base. It must not know how lines or maps look.

use super::data::Sweep;
use super::parameter::Parameter;

/// More lines than this do not share a panel.
pub const MOST_LINES: usize = 4;

/// A map of more cells than this is a smear.
const MOST_CELLS: usize = 40_000;

/// A part of a grid along one axis, with a line for each value of another axis or for each variant.
#[derive(Debug, Clone, PartialEq)]
pub struct Lines {
    pub across: usize,
    pub each: Vec<Line>,
    pub fixed: Vec<(usize, f64)>,
}

/// One line: its variant, the value that tells it apart, and the point with anything along the axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    pub variant: usize,
    /// The parameter that tells the line apart, and its value.
    pub beside: Option<(usize, f64)>,
    pub point: Vec<f64>,
}

/// A part of a grid along two axes.
#[derive(Debug, Clone, PartialEq)]
pub struct Plane {
    pub across: usize,
    pub up: usize,
    pub fixed: Vec<(usize, f64)>,
    /// A point with anything along both axes.
    pub point: Vec<f64>,
}

impl Line {
    pub fn at(&self, across: usize, value: f64) -> Vec<f64> {
        let mut point = self.point.clone();
        point[across] = value;
        point
    }
}

impl Plane {
    pub fn at(&self, across: f64, up: f64) -> Vec<f64> {
        let mut point = self.point.clone();
        point[self.across] = across;
        point[self.up] = up;
        point
    }
}

/// The lines of a dose-response; `None` where the sweep runs along no axis, or along two that need a map.
pub fn lines(sweep: &Sweep<'_>) -> Option<Lines> {
    let varying = axes(sweep)?;
    let variants = sweep.variants.len();
    let count = |index: usize| sweep.parameters[index].values.len();
    let few = |index: usize| variants * count(index) <= MOST_LINES;
    let (across, beside) = match varying.as_slice() {
        [] => (0, None),
        [across, beside, ..] if few(*beside) => (*across, Some(*beside)),
        [beside, across] if few(*beside) => (*across, Some(*beside)),
        [_, _] => return None,
        [across, ..] => (*across, None),
    };
    let (fixed, point) = standing(sweep, &[Some(across), beside]);
    let line = |variant: usize, beside: Option<(usize, f64)>| {
        let mut point = point.clone();
        if let Some((index, value)) = beside {
            point[index] = value;
        }
        Line {
            variant,
            beside,
            point,
        }
    };
    let values: Vec<Option<(usize, f64)>> = match beside {
        None => vec![None],
        Some(index) => sweep.parameters[index]
            .values
            .iter()
            .map(|value| Some((index, *value)))
            .collect(),
    };
    let lines = (0..variants).flat_map(|variant| values.iter().map(move |value| (variant, *value)));
    Some(Lines {
        across,
        each: lines.map(|(variant, value)| line(variant, value)).collect(),
        fixed,
    })
}

/// The plane of a regime map; `None` where fewer than two axes vary, where a few lines show it better, or where the
/// cells would be too small to be seen.
pub fn plane(sweep: &Sweep<'_>) -> Option<Plane> {
    let varying = axes(sweep)?;
    let [across, up, ..] = *varying.as_slice() else {
        return None;
    };
    let in_lines =
        lines(sweep).is_some_and(|lines| lines.each.iter().any(|line| line.beside.is_some()));
    let count = |index: usize| sweep.parameters[index].values.len();
    if in_lines || count(across).saturating_mul(count(up)) > MOST_CELLS {
        return None;
    }
    let (fixed, point) = standing(sweep, &[Some(across), Some(up)]);
    Some(Plane {
        across,
        up,
        fixed,
        point,
    })
}

/// The axes along which a sweep runs one by one; `None` where its points are not laid out along axes.
fn axes(sweep: &Sweep<'_>) -> Option<Vec<usize>> {
    let alone = sweep.parameters.len() == 1;
    match sweep.design() {
        "morris" | "saltelli" | "one-at-a-time" => return None,
        "grid" => {}
        _ if alone => {}
        _ => return None,
    }
    let has_values = sweep
        .parameters
        .iter()
        .all(|parameter| !parameter.values.is_empty());
    let varies = |parameter: &&Parameter| parameter.values.len() > 1;
    has_values.then(|| {
        sweep
            .parameters
            .iter()
            .filter(varies)
            .map(|parameter| parameter.index)
            .collect()
    })
}

/// What stands still while the shown axes run, and a point that has it.
fn standing(sweep: &Sweep<'_>, shown: &[Option<usize>]) -> (Vec<(usize, f64)>, Vec<f64>) {
    let point: Vec<f64> = sweep
        .parameters
        .iter()
        .map(Parameter::nearest_to_base)
        .collect();
    let still = |index: &usize| !shown.contains(&Some(*index));
    let fixed = (0..point.len())
        .filter(still)
        .map(|index| (index, point[index]));
    (fixed.collect(), point)
}
