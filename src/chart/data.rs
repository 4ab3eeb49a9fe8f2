//! The tables of a folder as charts need them: by variant, by metric, with documents per head.
//!
//! Owns what is derived from the tables for drawing and nothing that is drawn. It must not know charts, or where
//! on a slide anything stands.

use std::collections::BTreeMap;

use super::roster::RosterTables;
use super::sweep::SweepTables;
use super::theme::{Colour, Theme};
use super::wording;
use crate::table::{
    ChartInfo, EventInfo, Manifest, MetricInfo, PairedRow, RunRow, SeriesRow, Summary, Tone, Unit,
    VariantInfo,
};

/// Everything that charts are drawn from. With a sweep, runs and series may be left out: its charts need the other tables
/// and of these only the metrics of [`super::sweep_metrics`].
#[derive(Debug, Clone, PartialEq)]
pub struct ChartInput {
    pub manifest: Manifest,
    pub runs: Vec<RunRow>,
    pub series: Vec<SeriesRow>,
    pub paired: Vec<PairedRow>,
    /// The tables of a roster; empty without one.
    pub roster: RosterTables,
    /// The tables that a sweep adds; empty without one.
    pub sweep: SweepTables,
    /// The variants that nobody asked for by name, with their runs: for the chart that needs them and no other.
    pub besides: Vec<(VariantInfo, Vec<RunRow>)>,
}

impl ChartInput {
    /// With the variants that the scenario does not ask for by name set apart: they stand in the tables, and in no chart
    /// among the others.
    #[must_use]
    pub fn of_what_ifs(self) -> ChartInput {
        let asked = self.manifest.of_what_ifs();
        if asked.variants.len() == self.manifest.variants.len() {
            return self;
        }
        let is_asked = |name: &str| asked.variant(name).is_some();
        let ChartInput {
            mut runs,
            mut series,
            mut paired,
            mut roster,
            mut sweep,
            ..
        } = self;
        let besides = self
            .manifest
            .variants
            .iter()
            .filter(|variant| !is_asked(&variant.name));
        let besides = besides
            .map(|variant| {
                let own = runs.iter().filter(|row| row.variant == variant.name);
                (variant.clone(), own.cloned().collect())
            })
            .collect();
        runs.retain(|row| is_asked(&row.variant));
        series.retain(|row| is_asked(&row.variant));
        paired.retain(|row| is_asked(&row.variant));
        roster.retain(is_asked);
        sweep.points.retain(|row| is_asked(&row.variant));
        sweep.effects.retain(|row| is_asked(&row.variant));
        sweep.optima.retain(|row| is_asked(&row.variant));
        sweep.sensitivity.retain(|row| is_asked(&row.variant));
        let mut input = ChartInput {
            manifest: asked,
            runs,
            series,
            paired,
            roster,
            sweep,
            besides,
        };
        input.manifest.runs.reused = 0;
        input.manifest.runs.computed = input.counted();
        input
    }

    /// The runs that the tables have, those behind repeated rows of a design once.
    fn counted(&self) -> u64 {
        if self.manifest.design.is_none() {
            return self.runs.len() as u64;
        }
        let first = self.sweep.points.first().map(|row| &row.metric);
        let mut seen: BTreeMap<(&str, Vec<u64>), u64> = BTreeMap::new();
        for row in &self.sweep.points {
            if Some(&row.metric) == first {
                let point = row.point.iter().map(|number| number.to_bits()).collect();
                seen.insert((&row.variant, point), row.summary.n);
            }
        }
        seen.values().sum()
    }
}

/// More variants than this do not fit on a slide; the first ones are drawn and the footer says so.
pub const MOST_VARIANTS: usize = 12;

/// The tables, sorted by variant.
#[derive(Debug)]
pub struct Data<'a> {
    pub manifest: &'a Manifest,
    pub roster: &'a RosterTables,
    /// The variants that have runs, in the order of the file, at most `MOST_VARIANTS`.
    pub variants: Vec<Variant<'a>>,
    /// The variant that others are compared with; `None` where there is nothing to compare.
    pub reference: Option<usize>,
    /// Variants of the file that are not drawn because there are too many.
    pub omitted: usize,
    /// Variants of the file that the scenario leaves out of this chart.
    pub left_out: usize,
    /// The metric that the scenario chooses in place of the main one.
    subject: Option<String>,
    /// Values that the author marks.
    pub levels: Vec<(f64, String)>,
}

#[derive(Debug)]
pub struct Variant<'a> {
    /// Its place in the manifest: the same on every chart of a folder, whichever variants it shows.
    pub id: usize,
    pub name: &'a str,
    pub label: String,
    pub employees: Option<u64>,
    pub events: &'a [EventInfo],
    /// The events, and what the author marks.
    pub marked: Vec<EventInfo>,
    /// Its place among the variants that are not the reference; `None` for the reference.
    pub place: Option<usize>,
    series: BTreeMap<&'a str, Vec<(u32, Summary)>>,
    runs: BTreeMap<u32, &'a [f64]>,
}

/// A metric as it is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    pub metric: String,
    pub label: String,
    pub kind: Kind,
    pub per: Per,
    /// The smallest relevant difference.
    pub smallest: Smallest,
    column: usize,
}

/// How the numbers of a measure are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Share,
    Count,
}

/// What a count is divided by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Per {
    Organisation,
    Head,
    /// A hundred documents of the same run, which are in this column.
    HundredDocuments {
        column: usize,
    },
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Smallest {
    Absolute(f64),
    /// As a share of the reference's mean.
    Relative(f64),
}

impl Measure {
    /// What a sentence calls it.
    pub fn spoken(&self) -> String {
        if self.metric == "capability" {
            self.metric.clone()
        } else {
            wording::lower(&self.label)
        }
    }

    /// The unit in which differences are written.
    pub fn unit(&self) -> Unit {
        match self.kind {
            Kind::Share => Unit::Share,
            Kind::Count => Unit::Count,
        }
    }
}

impl<'a> Data<'a> {
    /// Sorts the tables; `None` where these charts have nothing to show: no runs, or a sweep of several points.
    pub fn of(input: &'a ChartInput) -> Option<Data<'a>> {
        Data::chosen(input, &ChartInfo::default())
    }

    /// The same for a chart with the variants, the metric and the marks that the scenario chooses.
    pub fn chosen(input: &'a ChartInput, choice: &ChartInfo) -> Option<Data<'a>> {
        let manifest = &input.manifest;
        let mut points = input.runs.iter().map(|run| &run.point);
        let first = points.next()?;
        if points.any(|point| !same(point, first)) {
            return None;
        }
        let runs = sorted_runs(&input.runs);
        let mut series = sorted_series(&input.series);
        let present: Vec<_> = manifest
            .variants
            .iter()
            .filter(|info| runs.contains_key(info.name.as_str()))
            .collect();
        let is_chosen = |info: &&&VariantInfo| {
            choice.variants.is_empty() || choice.variants.contains(&info.name)
        };
        let all: Vec<_> = present.iter().filter(is_chosen).copied().collect();
        let chosen = at_most(&all, &manifest.reference);
        let reference = chosen
            .iter()
            .position(|info| info.name == manifest.reference)
            .or_else(|| (!chosen.is_empty()).then_some(0))
            .filter(|_| chosen.len() > 1);
        let mut place = 0;
        let variants: Vec<Variant<'a>> = chosen
            .iter()
            .enumerate()
            .map(|(index, info)| Variant {
                id: id(manifest, &info.name),
                name: &info.name,
                label: label(info),
                employees: info.employees.filter(|employees| *employees > 0),
                events: &info.events,
                marked: info.events.iter().cloned().chain(marks(choice)).collect(),
                place: (Some(index) != reference).then(|| {
                    place += 1;
                    place - 1
                }),
                series: series.remove(info.name.as_str()).unwrap_or_default(),
                runs: runs.get(info.name.as_str()).cloned().unwrap_or_default(),
            })
            .collect();
        (!variants.is_empty()).then_some(Data {
            manifest,
            roster: &input.roster,
            omitted: all.len() - variants.len(),
            left_out: present.len() - all.len(),
            variants,
            reference,
            subject: choice.metric.clone(),
            levels: choice
                .marks
                .iter()
                .filter_map(|mark| Some((mark.value?, mark.text.clone())))
                .collect(),
        })
    }

    /// A metric of the model, if it has it.
    pub fn measure(&self, name: &str) -> Option<Measure> {
        let column = self
            .manifest
            .metrics
            .iter()
            .position(|metric| metric.name == name)?;
        let info = &self.manifest.metrics[column];
        Some(Measure {
            metric: name.to_owned(),
            label: info.label.clone(),
            kind: if info.unit == "count" {
                Kind::Count
            } else {
                Kind::Share
            },
            per: Per::Organisation,
            smallest: smallest(info),
            column,
        })
    }

    /// The metric that charts of any model are about: capability, or the model's first share.
    pub fn main(&self) -> Option<Measure> {
        if let Some(subject) = &self.subject {
            return self.measure(subject);
        }
        let share = |info: &&MetricInfo| info.unit() == Unit::Share;
        self.measure("capability").or_else(|| {
            let first = self.manifest.metrics.iter().find(share)?;
            self.measure(&first.name)
        })
    }

    /// The colour of the main metric: orange, unless the scenario chooses one that is written or neither.
    pub fn hue(&self, theme: &Theme) -> Colour {
        let chosen = self.subject.as_ref().filter(|name| *name != "capability");
        match chosen
            .and_then(|name| self.manifest.metric(name))
            .map(MetricInfo::tone)
        {
            None | Some(Tone::Tacit) => theme.tacit,
            Some(Tone::Explicit) => theme.explicit,
            Some(Tone::Neutral) => theme.ink,
        }
    }

    /// How long the runs are: "156 weeks", "100 periods".
    pub fn span(&self) -> String {
        let count = self.weeks();
        let step = &self.manifest.step;
        format!("{count}\u{a0}{step}{}", if count == 1 { "" } else { "s" })
    }

    /// The documents: per head where the headcount of every variant is known, else of the organisation.
    pub fn documents(&self) -> Option<Measure> {
        let mut measure = self.measure("documents")?;
        "Documents".clone_into(&mut measure.label);
        if self.all_heads_known() {
            measure.per = Per::Head;
            "Documents per head".clone_into(&mut measure.label);
        }
        Some(measure)
    }

    /// A count per head, where the headcount of every variant is known, else of the organisation.
    pub fn per_head(&self, name: &str) -> Option<Measure> {
        let mut measure = self.measure(name)?;
        if self.all_heads_known() {
            measure.per = Per::Head;
        }
        Some(measure)
    }

    /// A count per hundred documents of the same run; not a number for runs without documents.
    pub fn per_hundred_documents(&self, name: &str) -> Option<Measure> {
        let documents = self.measure("documents")?;
        let mut measure = self.measure(name)?;
        measure.per = Per::HundredDocuments {
            column: documents.column,
        };
        measure.metric = format!("{name}_per_100_documents");
        measure.label = format!("{} per 100 documents", measure.label);
        Some(measure)
    }

    /// Whether the headcount of every variant is known.
    pub fn all_heads_known(&self) -> bool {
        let mut variants = self.variants.iter();
        variants.all(|variant| variant.employees.is_some())
    }

    /// The distribution over runs, week by week.
    pub fn weekly(&self, variant: usize, measure: &Measure) -> Vec<(u32, Summary)> {
        let variant = &self.variants[variant];
        let factor = variant.factor(measure);
        let rows = variant
            .series
            .get(measure.metric.as_str())
            .map_or(&[][..], Vec::as_slice);
        rows.iter()
            .map(|(week, summary)| (*week, scaled(summary, factor)))
            .collect()
    }

    /// The value of each run at the last week, by replicate.
    pub fn last(&self, variant: usize, measure: &Measure) -> BTreeMap<u32, f64> {
        let variant = &self.variants[variant];
        let factor = variant.factor(measure);
        let of = |metrics: &[f64], column: usize| metrics.get(column).copied().unwrap_or(f64::NAN);
        let value = |metrics: &[f64]| {
            let value = of(metrics, measure.column);
            match measure.per {
                Per::HundredDocuments { column } if of(metrics, column) > 0.0 => {
                    100.0 * value / of(metrics, column)
                }
                Per::HundredDocuments { .. } => f64::NAN,
                Per::Organisation | Per::Head => value * factor,
            }
        };
        variant
            .runs
            .iter()
            .map(|(replicate, metrics)| (*replicate, value(metrics)))
            .collect()
    }

    /// Variant minus other at the same seed, by replicate; replicates that only one of them has are left out.
    pub fn differences(
        &self,
        variant: usize,
        other: usize,
        measure: &Measure,
    ) -> BTreeMap<u32, f64> {
        let base = self.last(other, measure);
        self.last(variant, measure)
            .into_iter()
            .filter_map(|(replicate, value)| Some((replicate, value - base.get(&replicate)?)))
            .filter(|(_, difference)| difference.is_finite())
            .collect()
    }

    /// The mean at the last week; NaN without runs.
    pub fn mean(&self, variant: usize, measure: &Measure) -> f64 {
        let values: Vec<f64> = self
            .last(variant, measure)
            .into_values()
            .filter(|v| v.is_finite())
            .collect();
        values.iter().sum::<f64>() / values.len() as f64
    }

    /// The last week that the tables hold.
    pub fn weeks(&self) -> u32 {
        let last = |variant: &Variant<'_>| {
            variant
                .series
                .values()
                .filter_map(|rows| rows.last())
                .map(|row| row.0)
                .max()
        };
        self.variants
            .iter()
            .filter_map(last)
            .max()
            .unwrap_or(self.manifest.weeks)
    }

    /// The variants that are compared with the reference.
    pub fn alternatives(&self) -> Vec<usize> {
        (0..self.variants.len())
            .filter(|index| self.reference.is_some_and(|r| r != *index))
            .collect()
    }

    /// The number of runs that are drawn.
    pub fn runs(&self) -> usize {
        self.variants.iter().map(Variant::runs).sum()
    }
}

impl Variant<'_> {
    pub fn runs(&self) -> usize {
        self.runs.len()
    }

    fn factor(&self, measure: &Measure) -> f64 {
        match measure.per {
            Per::Organisation | Per::HundredDocuments { .. } => 1.0,
            Per::Head => 1.0 / self.employees.unwrap_or(1) as f64,
        }
    }
}

/// What the kind of a mark of the author's is called among events.
pub const NOTE: &str = "note";

/// The weeks that the author marks, as if something happened in them.
fn marks(choice: &ChartInfo) -> impl Iterator<Item = EventInfo> + '_ {
    choice.marks.iter().filter_map(|mark| {
        Some(EventInfo {
            week: mark.week?,
            kind: NOTE.to_owned(),
            label: mark.text.clone(),
            weeks: None,
        })
    })
}

fn id(manifest: &Manifest, name: &str) -> usize {
    let place = manifest.variants.iter().position(|info| info.name == name);
    place.unwrap_or(usize::MAX)
}

/// The first variants, as many as fit on a slide; the reference stays, wherever it stands.
pub fn at_most<'a>(all: &[&'a VariantInfo], reference: &str) -> Vec<&'a VariantInfo> {
    let mut chosen = all.to_vec();
    if chosen.len() > MOST_VARIANTS {
        let place = chosen.iter().position(|info| info.name == reference);
        let kept = place
            .filter(|place| *place >= MOST_VARIANTS)
            .map(|place| chosen[place]);
        chosen.truncate(MOST_VARIANTS - usize::from(kept.is_some()));
        chosen.extend(kept);
    }
    chosen
}

/// What a variant is called; its name where it has no label.
pub fn label(info: &VariantInfo) -> String {
    if info.label.trim().is_empty() {
        info.name.clone()
    } else {
        info.label.trim().to_owned()
    }
}

fn sorted_runs(rows: &[RunRow]) -> BTreeMap<&str, BTreeMap<u32, &[f64]>> {
    let mut sorted: BTreeMap<&str, BTreeMap<u32, &[f64]>> = BTreeMap::new();
    for row in rows {
        sorted
            .entry(&row.variant)
            .or_default()
            .insert(row.replicate, &row.metrics);
    }
    sorted
}

type Series<'a> = BTreeMap<&'a str, Vec<(u32, Summary)>>;

fn sorted_series(rows: &[SeriesRow]) -> BTreeMap<&str, Series<'_>> {
    let mut sorted: BTreeMap<&str, Series<'_>> = BTreeMap::new();
    for row in rows {
        let metrics = sorted.entry(&row.variant).or_default();
        metrics
            .entry(&row.metric)
            .or_default()
            .push((row.week, row.summary));
    }
    for metrics in sorted.values_mut() {
        for weeks in metrics.values_mut() {
            weeks.sort_by_key(|(week, _)| *week);
        }
    }
    sorted
}

/// Whether two points are the same, bit by bit.
fn same(a: &[f64], b: &[f64]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.to_bits() == b.to_bits())
}

fn smallest(info: &MetricInfo) -> Smallest {
    if info.smallest_is_relative {
        Smallest::Relative(info.smallest)
    } else {
        Smallest::Absolute(info.smallest)
    }
}

fn scaled(summary: &Summary, factor: f64) -> Summary {
    Summary {
        n: summary.n,
        mean: summary.mean * factor,
        sd: summary.sd * factor,
        quantiles: summary.quantiles.map(|quantile| quantile * factor),
    }
}
