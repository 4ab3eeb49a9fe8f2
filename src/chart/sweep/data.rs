//! The tables of a sweep, sorted for drawing: variants, parameters, and what lies at which point.
//!
//! Owns the look-ups that several charts share and nothing that is drawn. It must not know charts, colours, or which
//! sentence is made of a row.

use std::collections::{BTreeMap, BTreeSet};

use super::SweepTables;
use super::measure::{self, Measure};
use super::parameter::{self, Parameter, key};
use crate::chart::ChartInput;
use crate::chart::data::{at_most, label};
use crate::chart::wording;
use crate::table::{Manifest, OptimumRow, PairedRow, PointRow};

/// The tables of a sweep.
#[derive(Debug)]
pub struct Sweep<'a> {
    pub manifest: &'a Manifest,
    pub tables: &'a SweepTables,
    pub paired: &'a [PairedRow],
    /// The variants that have rows, in the order of the file, at most as many as fit on a slide.
    pub variants: Vec<Variant<'a>>,
    /// The variant that others are compared with.
    pub reference: usize,
    /// Variants that are not drawn because there are too many.
    pub omitted: usize,
    /// In the order of the columns.
    pub parameters: Vec<Parameter>,
    /// The metric that the charts are about.
    pub main: Measure,
    pub documents: Option<Documents>,
    points: BTreeMap<(usize, Vec<u64>), Place>,
}

#[derive(Debug)]
pub struct Variant<'a> {
    pub name: &'a str,
    pub label: String,
    /// The name in sentences.
    pub named: String,
    employees: Option<u64>,
}

/// What is written, and what it is divided by.
#[derive(Debug)]
pub struct Documents {
    pub measure: Measure,
    per_head: bool,
}

/// The rows of `points.csv` for a variant at a point.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    main: Option<usize>,
    documents: Option<usize>,
}

impl<'a> Sweep<'a> {
    /// Sorts the tables; `None` without a sweep, or where its tables hold nothing.
    pub fn of(input: &'a ChartInput) -> Option<Sweep<'a>> {
        let manifest = &input.manifest;
        let tables = &input.sweep;
        let info = measure::main(manifest)?;
        if manifest.swept.is_empty() {
            return None;
        }
        let present = variants_in(tables);
        let all: Vec<_> = manifest
            .variants
            .iter()
            .filter(|info| present.contains(info.name.as_str()))
            .collect();
        let chosen = at_most(&all, &manifest.reference);
        let labels: Vec<String> = chosen.iter().map(|info| label(info)).collect();
        let pairs: Vec<(&str, &str)> = chosen
            .iter()
            .zip(&labels)
            .map(|(info, label)| (info.name.as_str(), label.as_str()))
            .collect();
        let names = wording::names(&pairs);
        let variants: Vec<Variant<'a>> = chosen
            .iter()
            .zip(&labels)
            .zip(names)
            .map(|((info, label), named)| Variant {
                name: &info.name,
                label: label.clone(),
                named,
                employees: info.employees.filter(|employees| *employees > 0),
            })
            .collect();
        let reference = variants.iter().position(|v| v.name == manifest.reference);
        let reference = reference.unwrap_or(0);
        let width = manifest.swept.len();
        let known = |point: &&[f64]| point.len() == width;
        let coordinates = tables.points.iter().map(|row| row.point.as_slice());
        let moved = tables.effects.iter().map(|row| row.point.as_slice());
        let values = parameter::values(coordinates.chain(moved).filter(known), width);
        let parameters = manifest
            .swept
            .iter()
            .zip(values)
            .enumerate()
            .map(|(index, (info, values))| Parameter::of(index, info, values))
            .collect();
        let name = variants.get(reference)?.name;
        let measure = Measure::of(info, level(tables, name, &info.name));
        Some(Sweep {
            points: index(tables, &variants, &measure.metric, width),
            documents: documents(manifest, &variants),
            manifest,
            tables,
            paired: &input.paired,
            omitted: all.len() - variants.len(),
            variants,
            reference,
            parameters,
            main: measure,
        })
    }

    /// How the points are laid out: "grid", "morris" and so on.
    pub fn design(&self) -> &str {
        self.manifest
            .design
            .as_ref()
            .map_or("", |design| design.kind.as_str())
    }

    /// The variants that are compared with the reference.
    pub fn alternatives(&self) -> impl Iterator<Item = usize> + use<> {
        let reference = self.reference;
        (0..self.variants.len()).filter(move |variant| *variant != reference)
    }

    pub fn parameter(&self, name: &str) -> Option<&Parameter> {
        self.parameters
            .iter()
            .find(|parameter| parameter.name == name)
    }

    /// The main metric at a point.
    pub fn at(&self, variant: usize, point: &[f64]) -> Option<&'a PointRow> {
        let row = self.points.get(&(variant, keys(point)))?.main?;
        self.tables.points.get(row)
    }

    /// The mean number of documents at a point, per head where the headcount is known.
    pub fn documents_at(&self, variant: usize, point: &[f64]) -> Option<f64> {
        let documents = self.documents.as_ref()?;
        let row = self.points.get(&(variant, keys(point)))?.documents?;
        let heads = if documents.per_head {
            self.variants[variant].employees.unwrap_or(1) as f64
        } else {
            1.0
        };
        Some(self.tables.points.get(row)?.summary.mean / heads)
    }

    /// The point at which nothing is moved.
    pub fn base(&self) -> Vec<f64> {
        self.parameters
            .iter()
            .map(|parameter| parameter.base)
            .collect()
    }

    /// Where along a parameter the main metric is highest, all others being as in `point`; with its row.
    pub fn optimum(
        &self,
        variant: usize,
        along: &Parameter,
        point: &[f64],
    ) -> Option<(usize, &'a OptimumRow)> {
        let name = self.variants[variant].name;
        let same = |row: &OptimumRow| {
            row.point.len() == point.len()
                && (0..point.len())
                    .all(|index| index == along.index || key(row.point[index]) == key(point[index]))
        };
        self.tables.optima.iter().enumerate().find(|(_, row)| {
            row.variant == name
                && row.axis == along.name
                && row.metric == self.main.metric
                && same(row)
        })
    }

    /// The fewest and the most seeds behind a point of the drawn variants.
    pub fn seeds(&self) -> Option<[u64; 2]> {
        let counts = self
            .points
            .values()
            .filter_map(|place| Some(self.tables.points[place.main?].summary.n));
        counts.fold(None, |found: Option<[u64; 2]>, n| {
            Some(found.map_or([n, n], |[least, most]| [least.min(n), most.max(n)]))
        })
    }
}

/// Equal for equal points.
pub fn keys(point: &[f64]) -> Vec<u64> {
    point.iter().map(|value| key(*value)).collect()
}

fn variants_in(tables: &SweepTables) -> BTreeSet<&str> {
    let points = tables.points.iter().map(|row| row.variant.as_str());
    let effects = tables.effects.iter().map(|row| row.variant.as_str());
    let optima = tables.optima.iter().map(|row| row.variant.as_str());
    let sensitivity = tables.sensitivity.iter().map(|row| row.variant.as_str());
    points
        .chain(effects)
        .chain(optima)
        .chain(sensitivity)
        .collect()
}

/// The mean of a metric over all points of a variant.
fn level(tables: &SweepTables, variant: &str, metric: &str) -> f64 {
    let of_variant = tables
        .points
        .iter()
        .filter(|row| row.variant == variant && row.metric == metric);
    let means = of_variant
        .map(|row| row.summary.mean)
        .filter(|mean| mean.is_finite());
    let (sum, count) = means.fold((0.0, 0u32), |(sum, count), mean| (sum + mean, count + 1));
    sum / f64::from(count)
}

fn index(
    tables: &SweepTables,
    variants: &[Variant<'_>],
    main: &str,
    width: usize,
) -> BTreeMap<(usize, Vec<u64>), Place> {
    let mut points: BTreeMap<(usize, Vec<u64>), Place> = BTreeMap::new();
    for (position, row) in tables.points.iter().enumerate() {
        let variant = variants
            .iter()
            .position(|variant| variant.name == row.variant);
        let Some(variant) = variant.filter(|_| row.point.len() == width) else {
            continue;
        };
        let place = points.entry((variant, keys(&row.point))).or_default();
        if row.metric == main {
            place.main = Some(position);
        } else if row.metric == "documents" {
            place.documents = Some(position);
        }
    }
    points
}

/// Per head where every headcount is known and none is swept.
fn documents(manifest: &Manifest, variants: &[Variant<'_>]) -> Option<Documents> {
    let mut measure = Measure::of(measure::documents(manifest)?, f64::NAN);
    let per_head = variants.iter().all(|variant| variant.employees.is_some())
        && manifest.swept.iter().all(|swept| swept.name != "employees");
    let label = if per_head {
        "Documents per head"
    } else {
        "Documents"
    };
    label.clone_into(&mut measure.label);
    Some(Documents { measure, per_head })
}
