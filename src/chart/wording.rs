//! How findings become sentences: names of variants, differences, intervals, and what is said when nothing is clear.
//!
//! Owns the grammar that titles, footers and alt texts share. A sentence says what the judged finding says and no more.
//! It must not know how anything is drawn.

use super::Standing;
use super::canvas::Span;
use super::data::{Data, Kind, MOST_VARIANTS, Measure};
use super::font::Weight;
use super::number;
use super::theme::{Colour, Theme};
use crate::analysis::{Finding, Verdict};

/// Names in titles are cut at this many letters, in the middle where the beginnings are equal.
const NAME_LETTERS: usize = 40;

/// What a chart says first: its finding, what that rests on, and the numbers behind it for the footer.
pub struct Headline {
    pub title: String,
    pub standing: Standing,
    pub evidence: Option<String>,
}

impl Headline {
    /// A sentence that compares nothing.
    pub fn describing(text: &str) -> Headline {
        Headline {
            title: sentence(text),
            standing: Standing::Describes,
            evidence: None,
        }
    }
}

/// The name of a variant in a sentence: its label, in quotes where one label of the folder would not read as a name.
pub fn name(data: &Data<'_>, variant: usize) -> String {
    let variants: Vec<(&str, &str)> = data
        .variants
        .iter()
        .map(|variant| (variant.name, variant.label.as_str()))
        .collect();
    names(&variants).swap_remove(variant)
}

/// The names of all variants in sentences, given the name and the label of each.
pub fn names(variants: &[(&str, &str)]) -> Vec<String> {
    let short = short_names(variants);
    // Some in quotes and some without would look like a difference in meaning.
    let awkward = short.iter().any(|label| is_awkward(label));
    let name = |short: String| {
        let text = if awkward {
            format!("‘{}’", sentence(&short))
        } else {
            short
        };
        // A short name stays in one line.
        if text.chars().count() <= 28 {
            text.replace(' ', "\u{a0}")
        } else {
            text
        }
    };
    short.into_iter().map(name).collect()
}

/// Three words or more, or a sign between them, run into the sentence around them; so does what begins like a part of it.
fn is_awkward(label: &str) -> bool {
    let first = label.split_whitespace().next().unwrap_or_default();
    ["by", "with", "without", "as", "if", "after", "nobody"]
        .contains(&first.to_lowercase().as_str())
        || label.contains([',', '.', ':', ';', '(', '=', '?', '!', '/', '&', '…'])
        || label.split_whitespace().count() >= 3
}

/// Distinct names of all variants, none longer than `NAME_LETTERS`.
fn short_names(variants: &[(&str, &str)]) -> Vec<String> {
    let cut = |how: fn(&str) -> String| {
        variants
            .iter()
            .map(|(_, label)| how(label))
            .collect::<Vec<_>>()
    };
    let distinct = |names: &[String]| {
        let set: std::collections::BTreeSet<&String> = names.iter().collect();
        set.len() == names.len()
    };
    let attempts = [
        cut(cut_end),
        cut(cut_middle),
        variants.iter().map(|(name, _)| cut_middle(name)).collect(),
    ];
    let best = attempts.iter().find(|names| distinct(names)).cloned();
    best.unwrap_or_else(|| {
        (1..=variants.len())
            .map(|place| format!("Variant {place}"))
            .collect()
    })
}

fn cut_end(label: &str) -> String {
    if label.chars().count() <= NAME_LETTERS {
        return label.to_owned();
    }
    let head: String = label.chars().take(NAME_LETTERS - 1).collect();
    let head = head
        .rsplit_once(' ')
        .map_or(head.as_str(), |(words, _)| words);
    format!(
        "{}…",
        head.trim_end_matches([',', ';', ':', ' ', '-', '–', '('])
    )
}

fn cut_middle(label: &str) -> String {
    let letters: Vec<char> = label.chars().collect();
    if letters.len() <= NAME_LETTERS {
        return label.to_owned();
    }
    let half = NAME_LETTERS / 2 - 1;
    let head: String = letters[..half].iter().collect();
    let tail: String = letters[letters.len() - half..].iter().collect();
    // At words, where there are any.
    let head = head
        .rsplit_once(' ')
        .map_or(head.as_str(), |(words, _)| words);
    let tail = tail
        .split_once(' ')
        .map_or(tail.as_str(), |(_, words)| words);
    format!("{} … {}", head.trim_end(), tail.trim_start())
}

/// The sentence with a capital letter.
pub fn sentence(text: &str) -> String {
    let quote = if text.starts_with('‘') { "‘" } else { "" };
    let mut letters = text[quote.len()..].chars();
    let capital: String = letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    });
    format!("{quote}{capital}")
}

/// A value of a measure: "46 %", "101".
pub fn value(measure: &Measure, value: f64) -> String {
    match measure.kind {
        Kind::Share => number::share(value),
        Kind::Count => number::count(value),
    }
}

/// A difference with its sign: "−12 pp", "+63".
pub fn difference(measure: &Measure, difference: f64) -> String {
    match measure.kind {
        Kind::Share => number::points(difference),
        Kind::Count => number::signed_count(difference),
    }
}

/// A finding's interval where its estimate is not said: "95 % CI −12.5 to −11.7 pp".
pub fn interval(measure: &Measure, finding: &Finding) -> String {
    match number::estimate(measure.unit(), &finding.estimate) {
        Some(found) => format!(
            "95\u{a0}% CI {}\u{a0}to\u{a0}{}{}",
            found.low, found.high, found.suffix
        ),
        None => "95\u{a0}% CI needs two seeds".to_owned(),
    }
}

/// "ends 12 pp lower in capability"; only for findings that hold.
pub fn ends(measure: &Measure, finding: &Finding) -> String {
    let way = if finding.verdict == Verdict::Lower {
        "lower"
    } else {
        "higher"
    };
    let size = match measure.kind {
        Kind::Share => number::points_size(finding.estimate.mean),
        Kind::Count => number::count(finding.estimate.mean.abs()),
    };
    format!("ends {size} {way} in {}", lower(&measure.label))
}

/// What is said of a difference that may not be claimed: never a direction, always the interval.
pub fn nothing_clear(
    data: &Data<'_>,
    measure: &Measure,
    finding: &Finding,
    pair: [usize; 2],
) -> String {
    let [variant, other] = pair.map(|v| name(data, v));
    let what = lower(&measure.label);
    let estimate = finding.estimate;
    let interval = interval(measure, finding);
    let between = format!("in {what} between {variant} and {other}");
    let bound = bound(measure, finding);
    match finding.verdict {
        Verdict::TooSmall if estimate.excludes_zero() => {
            format!("Smaller than {bound}: the difference {between} ({interval})")
        }
        Verdict::TooSmall => {
            format!("No clear difference {between}: smaller than {bound} ({interval})")
        }
        _ if !estimate.excludes_zero() => format!("No clear difference {between} ({interval})"),
        _ => format!(
            "No clear difference {between} ({interval}{})",
            despite(measure, finding)
        ),
    }
}

/// The end of a sentence whose beginning is clear: ", with no clear difference in capability (95 % CI …)".
pub fn unclear_clause(measure: &Measure, finding: &Finding) -> String {
    let what = lower(&measure.label);
    let estimate = finding.estimate;
    let interval = interval(measure, finding);
    match finding.verdict {
        Verdict::TooSmall => {
            format!(
                "with a difference in {what} smaller than {} ({interval})",
                bound(measure, finding)
            )
        }
        _ if !estimate.excludes_zero() => {
            format!("with no clear difference in {what} ({interval})")
        }
        _ => format!(
            "with no clear difference in {what} ({interval}{})",
            despite(measure, finding)
        ),
    }
}

/// Why a difference is not claimed although its interval excludes 0.
fn despite(measure: &Measure, finding: &Finding) -> String {
    if finding.estimate.mean.abs() < finding.smallest {
        format!(", which may be less than {}", bound(measure, finding))
    } else {
        format!(" before correcting for {} comparisons", finding.family)
    }
}

fn bound(measure: &Measure, finding: &Finding) -> String {
    match measure.kind {
        Kind::Share => number::points_size(finding.smallest).replace(".0\u{a0}", "\u{a0}"),
        Kind::Count => number::count(finding.smallest)
            .trim_end_matches(".0")
            .to_owned(),
    }
}

/// The footer's sentence on the differences that the title speaks of.
pub fn evidence(found: &[(&Measure, &Finding)]) -> String {
    let differences: Vec<String> = found
        .iter()
        .enumerate()
        .map(|(index, (measure, finding))| {
            let what = lower(&measure.label);
            let level = if index == 0 { "95\u{a0}% CI " } else { "" };
            match number::estimate(measure.unit(), &finding.estimate) {
                Some(number::Estimate {
                    mean,
                    low,
                    high,
                    suffix,
                }) => format!("{what} {mean}{suffix} ({level}{low}\u{a0}to\u{a0}{high})"),
                None => format!("{what} {}", difference(measure, finding.estimate.mean)),
            }
        })
        .collect();
    format!("Same seeds: {}", differences.join(", "))
}

/// The last sentence of every footer: what made this, of what, of how much.
pub fn provenance(data: &Data<'_>) -> String {
    let runs = data.runs();
    let manifest = data.manifest;
    let mut text = format!(
        "{} run{}",
        number::count_tick(runs as f64, 1.0),
        if runs == 1 { "" } else { "s" }
    );
    let each = data.variants[0].runs();
    if data.variants.len() > 1 && data.variants.iter().all(|variant| variant.runs() == each) {
        text = format!("{text} ({} variants × {each} seeds)", data.variants.len());
    }
    if data.omitted > 0 {
        text = format!(
            "{text}, {MOST_VARIANTS} of {} variants drawn",
            data.omitted + data.variants.len()
        );
    }
    if data.left_out > 0 {
        text = format!(
            "{text}, {} variants chosen of {}",
            data.variants.len() + data.omitted,
            data.variants.len() + data.omitted + data.left_out
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

/// A stretch of the subtitle in plain words.
pub fn plain(theme: &Theme, text: impl Into<String>) -> Span {
    Span {
        text: text.into(),
        colour: theme.muted,
        weight: Weight::Regular,
    }
}

/// A stretch of the subtitle that names a colour by wearing it.
pub fn worn(colour: Colour, text: impl Into<String>) -> Span {
    Span {
        text: text.into(),
        colour,
        weight: Weight::SemiBold,
    }
}

/// A label in the middle of a sentence.
pub fn lower(label: &str) -> String {
    let mut letters = label.chars();
    let first = letters.next();
    let second = letters.clone().next();
    match (first, second) {
        // Abbreviations keep their capitals.
        (Some(_), Some(second)) if second.is_uppercase() => label.to_owned(),
        (Some(first), _) => first.to_lowercase().chain(letters).collect(),
        (None, _) => String::new(),
    }
}

/// "week 156" or "156 weeks", with its plural.
pub fn weeks(count: u32) -> String {
    format!("{count}\u{a0}week{}", if count == 1 { "" } else { "s" })
}
