//! What all documents say alike: findings, results with their intervals, how many runs they rest on, method, caveats.
//!
//! Owns the wording, so that report, workbook and deck cannot disagree. It must not know how any of them is laid out.

use super::leavers::Leaver;
use super::{Material, ReportError};
use crate::analysis::{Overview, describe, overview_of};
use crate::chart::Standing;
use crate::table::{Manifest, MetricInfo, Unit};

/// The metrics that are shown first, where the model has them.
const HEADLINE: [&str; 4] = [
    "documents",
    "capability",
    "performance",
    "knowing_doing_gap",
];

/// What the documents say.
#[derive(Debug)]
pub struct Facts {
    pub findings: Vec<FindingLine>,
    /// The places of the headline metrics among all metrics.
    pub headline: Vec<usize>,
    /// All metrics of all variants at the last week; `None` for a sweep, whose results are its charts and tables.
    pub overview: Option<Overview>,
    /// What each person's leaving changes, the largest loss in the first metric first; none where it was not tried, and
    /// none for a sweep.
    pub leavers: Vec<Leaver>,
    /// How well headline metrics are known, and how many runs would be enough.
    pub precision: Vec<PrecisionLine>,
    pub method: Vec<String>,
    pub caveats: Vec<String>,
    /// Version, scenario and runs: what made this.
    pub provenance: String,
}

/// A checked sentence and the chart that it is the title of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingLine {
    pub chart: String,
    pub title: String,
    pub standing: Standing,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrecisionLine {
    pub metric: String,
    pub runs: String,
    pub half_width: String,
    pub wanted: String,
    pub needed: String,
}

impl Facts {
    pub fn of(material: &Material<'_>) -> Result<Facts, ReportError> {
        let manifest = &material.input.manifest;
        let names: Vec<&str> = manifest.metrics.iter().map(|m| m.name.as_str()).collect();
        let headline = headline(manifest);
        let overview = overview_of(material.folder, &names)?;
        let precision = precision(&overview, manifest, &headline);
        Ok(Facts {
            findings: findings(material),
            headline,
            overview: manifest.design.is_none().then_some(overview),
            leavers: super::leavers::of(material)?,
            precision,
            method: method(material),
            caveats: caveats(manifest),
            provenance: provenance(material),
        })
    }
}

/// What stands beside a finding.
pub fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Holds => "checked: claim holds",
        Standing::Fails => "checked: claim not made",
        Standing::Describes => "description",
    }
}

/// The checked titles of the charts; one that two charts share is said once.
fn findings(material: &Material<'_>) -> Vec<FindingLine> {
    let mut lines: Vec<FindingLine> = Vec::new();
    for artwork in material.artworks {
        if lines.iter().all(|line| line.title != artwork.finding) {
            lines.push(FindingLine {
                chart: artwork.id.clone(),
                title: artwork.finding.clone(),
                standing: artwork.standing,
            });
        }
    }
    lines
}

fn headline(manifest: &Manifest) -> Vec<usize> {
    let known: Vec<usize> = HEADLINE
        .iter()
        .filter_map(|name| manifest.metric_position(name))
        .collect();
    if known.is_empty() {
        (0..manifest.metrics.len().min(HEADLINE.len())).collect()
    } else {
        known
    }
}

fn precision(overview: &Overview, manifest: &Manifest, headline: &[usize]) -> Vec<PrecisionLine> {
    let is_headline = |name: &str| {
        headline
            .iter()
            .any(|&place| manifest.metrics[place].name == name)
    };
    let shown = overview
        .precision
        .iter()
        .filter(|precision| is_headline(&precision.metric));
    let line = |precision: &crate::analysis::overview::Precision| PrecisionLine {
        metric: capital(&precision.label),
        runs: describe::whole(precision.runs as f64),
        half_width: format!("±{}", describe::size(precision.unit, precision.half_width)),
        wanted: format!("±{}", precision.wanted_in_words()),
        needed: match precision.needed {
            _ if precision.runs < 10 => "too few runs to tell".to_owned(),
            Some(needed) => describe::whole(needed as f64),
            None => "more than can be made".to_owned(),
        },
    };
    shown.map(line).collect()
}

/// The smallest relevant difference in words: "1 pp", "5 % of the reference's mean".
pub fn smallest(metric: &MetricInfo) -> String {
    if metric.smallest_is_relative {
        format!(
            "{} % of the reference’s mean",
            describe::plain(100.0 * metric.smallest)
        )
    } else {
        describe::bound(metric.unit(), metric.smallest)
    }
}

/// The unit of a metric in words.
pub fn unit(metric: &MetricInfo) -> &'static str {
    match metric.unit() {
        Unit::Share => "share, 0 to 1",
        Unit::Points => "difference of shares, −1 to 1",
        Unit::Signed => "number, −1 to 1",
        Unit::Count => "count",
    }
}

/// The label with a capital letter.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// A number with all its digits, short.
pub fn exact(value: f64) -> String {
    let digits = format!("{value}");
    // What follows from other values may end in digits that are no more than rounding.
    if digits.len() > 9 {
        describe::plain(value)
    } else {
        digits
    }
}

fn counted(count: u64, one: &str, many: &str) -> String {
    format!(
        "{} {}",
        describe::whole(count as f64),
        if count == 1 { one } else { many }
    )
}

/// "800 runs (4 variants × 200 seeds) over 156 weeks".
pub fn size(manifest: &Manifest) -> String {
    let done = manifest.runs.computed + manifest.runs.reused;
    let mut parts = vec![counted(
        manifest.variants.len() as u64,
        "variant",
        "variants",
    )];
    if let Some(design) = &manifest.design {
        parts.push(counted(design.points, "point", "points"));
    }
    parts.push(counted(u64::from(manifest.replicates), "seed", "seeds"));
    let all = if manifest.complete {
        String::new()
    } else {
        format!(
            " of {} planned",
            describe::whole(manifest.runs.planned as f64)
        )
    };
    format!(
        "{}{all} ({}) {}",
        counted(done, "run", "runs"),
        parts.join(" × "),
        if manifest.open_ended {
            "to their equilibrium".to_owned()
        } else {
            let steps = format!("{}s", manifest.step);
            format!(
                "over {}",
                counted(u64::from(manifest.weeks), &manifest.step, &steps)
            )
        }
    )
}

fn provenance(material: &Material<'_>) -> String {
    let manifest = &material.input.manifest;
    let made = format!(
        "seci {}  ·  scenario {}  ·  root seed {}",
        manifest.seci, manifest.scenario_hash, manifest.seed
    );
    match &material.theme.footer {
        Some(own) => format!("{own}  ·  {made}"),
        None => made,
    }
}

fn method(material: &Material<'_>) -> Vec<String> {
    let manifest = &material.input.manifest;
    let mut text = vec![format!("{}, root seed {}.", size(manifest), manifest.seed)];
    let besides = &material.input.besides;
    if !besides.is_empty() {
        let runs: usize = besides.iter().map(|(_, runs)| runs.len()).sum();
        text.push(format!(
            "Besides these, {} of {} that the scenario does not ask for by name, each for a chart that says so; they \
             stand in the tables, and in no other chart.",
            counted(runs as u64, "run", "runs"),
            counted(besides.len() as u64, "variant", "variants")
        ));
    }
    if let Some(design) = &manifest.design {
        let axes: Vec<String> = manifest
            .swept
            .iter()
            .map(|axis| {
                format!(
                    "{} ({} to {})",
                    axis.label,
                    describe::plain(axis.low),
                    describe::plain(axis.high)
                )
            })
            .collect();
        text.push(format!(
            "The sweep is of design “{}” over {}: {}.",
            design.kind,
            counted(axes.len() as u64, "parameter", "parameters"),
            axes.join(", ")
        ));
    }
    if manifest.variants.len() > 1 {
        text.push(
            "Differences are taken seed by seed: run 17 of one variant meets the same reality, ties, leavers and newcomers \
             as run 17 of another, as far as the two are alike in size, turnover, drift, start and shocks. What happens \
             inside sessions is not matched."
                .to_owned(),
        );
    }
    text.push(
        "Intervals are 95 % t intervals, of means over runs or of paired differences. They say how well a mean is known; \
         a band of quantiles says how far single runs lie apart."
            .to_owned(),
    );
    text.push(
        "Findings are checked: a sentence claims a difference only if its 95 % interval excludes 0, its test does too after \
         Holm’s adjustment for all claims of these charts, and it reaches the smallest relevant size of the metric, \
         1 percentage point for shares. Otherwise the sentence says that nothing is clear, or that it is smaller than \
         that. Levels and gains beside a difference are means over runs."
            .to_owned(),
    );
    text
}

fn caveats(manifest: &Manifest) -> Vec<String> {
    let mut text = vec![
        "It is a model for thinking, not a forecast. A clear difference is a fact about the model: more runs make it \
         clearer, not truer."
            .to_owned(),
        "What it says about the world rests on the rules and on the assumptions listed; many of them have no measured \
         source. Vary those that matter before acting on a result."
            .to_owned(),
    ];
    if !manifest.complete {
        text.push(format!(
            "Not all planned runs are in these numbers ({}).",
            size(manifest)
        ));
    }
    text
}
