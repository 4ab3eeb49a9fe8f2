//! A comparison in words: on which terms the two are run, and what came of it.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use crate::analysis::{Verdict, describe};
use crate::study::compare::{Comparison, Judged, Studies};
use crate::study::{Drawn, Outcome};
use crate::table::{DepartureRow, Manifest, Unit};

/// What holds for both, and what is compared with what.
pub(super) fn terms(comparison: &Comparison) -> String {
    let mut text = String::from("\nRun at the same seeds:\n");
    for rule in &comparison.rules {
        let _ = writeln!(text, "  {rule}");
    }
    match &comparison.studies {
        Studies::Together(scenario) => {
            let reference = &scenario.variants[scenario.reference];
            let _ = writeln!(
                text,
                "  {} variants in all; the charts compare them with {}",
                scenario.variants.len(),
                reference.label
            );
        }
        Studies::Apart(scenarios) => {
            let [a, b] = scenarios.each_ref().map(|scenario| scenario.variants.len());
            let noun = if a == 1 { "variant" } else { "variants" };
            let _ = writeln!(text, "  {a} {noun} of A and {b} of B");
        }
    }
    text
}

/// What becomes of each variant that both have.
pub(super) fn outcome(comparison: &Comparison, judged: &[Judged], end: &str) -> String {
    let mut text = String::from("\n");
    if comparison.pairs.is_empty() {
        let end = match comparison.studies {
            Studies::Together(_) => ": all are compared with the reference of A",
            Studies::Apart(_) => ", so none is compared with another",
        };
        let _ = writeln!(text, "A and B have no variant of the same name{end}.");
        return text;
    }
    if let Some(first) = judged.first() {
        let claims = match first.family {
            1 => String::new(),
            family => format!("; verdicts adjusted for {family} claims (Holm)"),
        };
        let _ = writeln!(
            text,
            "At {end}, B minus A, {} with 95 % intervals{claims}",
            counted(judged)
        );
    }
    for (index, pair) in comparison.pairs.iter().enumerate() {
        let _ = writeln!(text, "\n{}", pair.label);
        if pair.is_identical {
            let _ = writeln!(
                text,
                "  identical in both: the same parameters and events, so the same results to the byte"
            );
            continue;
        }
        let own: Vec<&Judged> = judged.iter().filter(|each| each.pair == index).collect();
        if own.iter().all(|each| each.point.is_empty()) {
            text.push_str(&table(&own));
        } else {
            text.push_str(&over_points(&own));
        }
    }
    text
}

/// "200 pairs of runs", or "198 to 200 pairs of runs".
fn counted(judged: &[Judged]) -> String {
    let counts = judged.iter().map(|each| each.difference.n);
    match (counts.clone().min(), counts.max()) {
        (Some(least), Some(most)) if least < most => format!("{least} to {most} pairs of runs"),
        (_, most) => format!("{} pairs of runs", most.unwrap_or(0)),
    }
}

/// A line for each metric.
fn table(own: &[&Judged]) -> String {
    let lines = own.iter().map(|each| {
        let unit = each.metric.unit();
        let difference = each.difference;
        let [mean, low, high] =
            describe::estimate(unit, difference.mean, difference.ci_low, difference.ci_high);
        let points = points(unit);
        let estimate = if difference.n < 2 {
            format!("{mean}{points}")
        } else {
            format!("{mean}{points} ({low} to {high})")
        };
        [
            each.metric.label.clone(),
            format!("A {}", describe::level(unit, each.means[0])),
            format!("B {}", describe::level(unit, each.means[1])),
            estimate,
            verdict(each),
        ]
    });
    let lines: Vec<[String; 5]> = lines.collect();
    let width = |column: usize| {
        let widths = lines.iter().map(|line| line[column].chars().count());
        widths.max().unwrap_or(0)
    };
    let widths = [0, 1, 2, 3, 4].map(width);
    let mut text = String::new();
    for line in &lines {
        let cells = line.iter().zip(widths);
        let cells: Vec<String> = cells
            .map(|(cell, width)| format!("{cell:width$}"))
            .collect();
        let _ = writeln!(text, "  {}", cells.join("   ").trim_end());
    }
    text
}

fn verdict(each: &Judged) -> String {
    match each.verdict {
        Verdict::Higher => "higher in B".to_owned(),
        Verdict::Lower => "lower in B".to_owned(),
        Verdict::TooSmall => format!("smaller than {}", smallest(each)),
        Verdict::Unclear => "no clear difference".to_owned(),
    }
}

/// The smallest relevant difference: "1 pp", "5 %".
fn smallest(each: &Judged) -> String {
    if each.metric.smallest_is_relative {
        format!("{} %", describe::plain(100.0 * each.metric.smallest))
    } else {
        describe::bound(each.metric.unit(), each.metric.smallest)
    }
}

/// Of a sweep, at how many of its points a metric is higher or lower, and how far it moves.
fn over_points(own: &[&Judged]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for each in own {
        if !names.contains(&each.metric.name.as_str()) {
            names.push(&each.metric.name);
        }
    }
    let mut text = String::new();
    for name in names {
        let of_metric: Vec<&&Judged> = own.iter().filter(|each| each.metric.name == name).collect();
        let count = |verdict: Verdict| {
            let found = of_metric.iter().filter(|each| each.verdict == verdict);
            found.count()
        };
        let Some(first) = of_metric.first() else {
            continue;
        };
        let counts = [
            (count(Verdict::Higher), "higher in B".to_owned()),
            (count(Verdict::Lower), "lower in B".to_owned()),
            (
                count(Verdict::TooSmall),
                format!("smaller than {}", smallest(first)),
            ),
            (count(Verdict::Unclear), "not clear".to_owned()),
        ];
        let counts = counts.iter().filter(|(count, _)| *count > 0);
        let counts: Vec<String> = counts
            .map(|(count, word)| format!("{word} at {count}"))
            .collect();
        let means = of_metric.iter().map(|each| each.difference.mean);
        let [low, high] = means.fold([f64::INFINITY, f64::NEG_INFINITY], |[low, high], mean| {
            [low.min(mean), high.max(mean)]
        });
        let unit = first.metric.unit();
        let _ = writeln!(
            text,
            "  {}, at {} points: {}; from {} to {}",
            first.metric.label,
            of_metric.len(),
            counts.join(", "),
            describe::difference(unit, low),
            describe::difference(unit, high)
        );
    }
    text
}

/// The most people that are told.
const MOST_TOLD: usize = 3;

/// Whose leaving costs most on one side; nothing where nobody's was tried.
pub(super) fn departures(rows: &[DepartureRow], manifest: &Manifest) -> String {
    let Some(metric) = rows.first().and_then(|row| manifest.metric(&row.metric)) else {
        return String::new();
    };
    let unit = metric.unit();
    let lines = rows.iter().take(MOST_TOLD).map(|row| {
        let [mean, low, high] =
            describe::estimate(unit, row.mean_difference, row.ci_low, row.ci_high);
        format!(
            "  {}  {mean}{} ({low} to {high}), {}",
            row.name,
            points(unit),
            row.standing
        )
    });
    let lines: Vec<String> = lines.collect();
    let who = match rows.len() {
        1 => "one person who leaves".to_owned(),
        many => format!("{many} people who leave"),
    };
    format!(
        "\nWho matters, of {who}: {} against everybody staying, the largest losses\n{}",
        metric.label,
        lines.join("\n")
    )
}

/// The unit of a difference.
fn points(unit: Unit) -> &'static str {
    match unit {
        Unit::Share | Unit::Points => " pp",
        Unit::Signed | Unit::Count => "",
    }
}

/// How many runs were made, and what lies in the folder.
pub(super) fn made(output: &Path, studies: &[(PathBuf, Outcome)], drawn: &[Drawn]) -> String {
    let sum = |of: fn(&Outcome) -> u64| studies.iter().map(|(_, outcome)| of(outcome)).sum::<u64>();
    let [reused, computed] = [
        sum(|outcome| outcome.manifest.runs.reused),
        sum(|outcome| outcome.manifest.runs.computed),
    ];
    let runs = if reused > 0 {
        format!("reused {reused}, computed {computed}")
    } else {
        format!("{computed} runs")
    };
    let seconds: f64 = studies
        .iter()
        .map(|(_, outcome)| outcome.manifest.seconds)
        .sum();
    let mut made = String::from("compared.csv, differences.csv");
    if studies.len() > 1 {
        let folders = studies.iter().filter_map(|(folder, _)| folder.file_name());
        for folder in folders {
            let _ = write!(made, ", {}/", folder.to_string_lossy());
        }
    } else {
        let charts = drawn.iter().map(|drawn| drawn.charts.len()).sum::<usize>();
        if charts > 0 {
            let _ = write!(made, ", {charts} charts in charts/");
        }
        for document in drawn.iter().flat_map(|drawn| &drawn.documents) {
            let name = document.file_name().unwrap_or_default();
            let _ = write!(made, ", {}", name.to_string_lossy());
        }
    }
    format!("\n{runs} in {seconds:.1} s: {}/, {made}", output.display())
}
