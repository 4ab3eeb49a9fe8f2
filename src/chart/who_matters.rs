//! Who matters: what becomes of the main metric if one person leaves, a row for each person whose departure was tried.
//!
//! Drawn from the variants that nobody asked for by name, seed by seed against the reference, and judged with all other
//! claims of the folder. It must not know how departures are planned.

use std::collections::BTreeMap;

use super::data::{self, ChartInput};
use super::forest::{self, Came, Forest, Mark, Panel, Scale};
use super::frame::{self, Words};
use super::sweep::measure::{self, Measure};
use super::sweep::words;
use super::theme::Theme;
use super::{Drawn, Sheet, Standing, number, wording};
use crate::analysis::{Claim, Difference, Finding, Topic, Verdict, departures};
use crate::table::{Manifest, Purpose, RunRow};

pub const ID: &str = "who-matters";

/// More people than these are not drawn; the tables have them all.
const MOST_ROWS: usize = 24;

/// What is known of everybody whose departure was tried.
pub struct Leaving {
    measure: Measure,
    /// The place of the reference in the manifest.
    reference: usize,
    level: f64,
    people: Vec<Person>,
}

/// Somebody who left in some of the runs.
struct Person {
    label: String,
    /// A place behind those of the manifest, so that claims about this person are found again.
    place: usize,
    mean: f64,
    differences: Vec<f64>,
}

/// Somebody with what was judged.
struct Judged<'a> {
    person: &'a Person,
    estimate: Difference,
    verdict: Verdict,
}

impl Leaving {
    /// `None` where no departure was tried, or nothing came of it.
    pub fn of(input: &ChartInput) -> Option<Leaving> {
        let manifest = &input.manifest;
        let info = measure::main(manifest)?;
        let column = manifest.metric_position(&info.name)?;
        let is_reference = |name: &str| name == manifest.reference;
        let reference = manifest
            .variants
            .iter()
            .position(|info| is_reference(&info.name))?;
        let of_run = |run: &RunRow| Some((run.replicate, *run.metrics.get(column)?));
        let all = input.runs.iter().filter(|run| is_reference(&run.variant));
        let base: BTreeMap<u32, f64> = all
            .filter_map(of_run)
            .filter(|(_, value)| value.is_finite())
            .collect();
        let besides = input.besides.iter().enumerate();
        let people = besides.filter_map(|(index, (info, runs))| {
            let Purpose::Departure { .. } = info.purpose else {
                return None;
            };
            let pairs = runs.iter().filter_map(of_run);
            let pairs = pairs.filter_map(|(seed, value)| Some((value, value - base.get(&seed)?)));
            let (values, differences): (Vec<f64>, Vec<f64>) =
                pairs.filter(|(value, _)| value.is_finite()).unzip();
            (!differences.is_empty()).then(|| Person {
                label: data::label(info),
                place: manifest.variants.len() + index,
                mean: mean(&values),
                differences,
            })
        });
        let people: Vec<Person> = people.collect();
        let level = mean(&base.into_values().collect::<Vec<f64>>());
        (!people.is_empty()).then(|| Leaving {
            measure: Measure::of(info, level),
            reference,
            level,
            people,
        })
    }

    /// What the title might say of each person.
    pub fn claims(&self) -> Vec<Claim> {
        let claim = |person: &Person| Claim {
            topic: self.topic(person),
            differences: person.differences.clone(),
            means: [person.mean, self.level],
            smallest: self.measure.smallest,
        };
        self.people.iter().map(claim).collect()
    }

    fn topic(&self, person: &Person) -> Topic {
        Topic {
            metric: self.measure.metric.clone(),
            variant: person.place,
            other: self.reference,
        }
    }

    /// Draws it.
    pub fn draw(
        &self,
        manifest: &Manifest,
        judged: &BTreeMap<Topic, Finding>,
        theme: &Theme,
    ) -> Drawn {
        let people = self.people.iter();
        let differences: Vec<Vec<f64>> = people.map(|person| person.differences.clone()).collect();
        // The order and the numbers are those of the table; the verdict is among all claims of the folder.
        let found = departures(&differences, self.measure.smallest).into_iter();
        let rows = found.map(|departure| {
            let person = &self.people[departure.person];
            Judged {
                person,
                estimate: departure.estimate,
                verdict: judged
                    .get(&self.topic(person))
                    .map_or(Verdict::Unclear, |finding| finding.verdict),
            }
        });
        let rows: Vec<Judged<'_>> = rows.collect();
        let (title, standing) = self.title(&rows);
        let drawn = &rows[..rows.len().min(MOST_ROWS)];
        let forest = self.forest(drawn);
        let words = Words {
            title: wording::sentence(&title),
            subtitle: vec![
                wording::plain(theme, "What one person’s leaving does to "),
                wording::worn(self.measure.colour(theme), self.measure.lower()),
                wording::plain(
                    theme,
                    format!(
                        " {}{}",
                        words::horizon_of(manifest),
                        self.measure.unit_of_differences()
                    ),
                ),
            ],
            footer: self.footer(manifest, &rows, judged.len()),
        };
        let (mut canvas, room) = frame::open(theme, &words, forest::height(theme, &forest));
        forest::draw(&mut canvas, theme, room, &forest);
        Drawn {
            canvas,
            words,
            standing,
            sheet: sheet(&rows),
            alt: self.alt(&rows),
        }
    }

    fn title(&self, rows: &[Judged<'_>]) -> (String, Standing) {
        let metric = self.measure.lower();
        let Some(first) = rows.first() else {
            return (
                format!("nobody’s leaving was tried on {metric}"),
                Standing::Describes,
            );
        };
        let size = self.measure.size(first.estimate.mean);
        let name = wording::lower(&first.person.label);
        match first.verdict {
            Verdict::Lower => (
                format!(
                    "{name}, {metric} ends {size} lower: the largest loss among {}",
                    people(rows.len())
                ),
                Standing::Holds,
            ),
            _ if rows.iter().all(|row| row.verdict == Verdict::TooSmall) => {
                let bound = self.measure.bound(self.measure.smallest);
                let most = if first.estimate.mean < 0.0 {
                    format!(": most is lost {name}, {size}")
                } else {
                    String::new()
                };
                (
                    format!("nobody’s leaving moves {metric} by {bound}{most}"),
                    Standing::Fails,
                )
            }
            _ => (
                format!(
                    "no clear loss of {metric} from anybody’s leaving: {name} {}",
                    words::estimate_of(&self.measure, &first.estimate)
                ),
                Standing::Fails,
            ),
        }
    }

    fn footer(&self, manifest: &Manifest, rows: &[Judged<'_>], family: usize) -> Vec<String> {
        let mut footer = Vec::new();
        if let Some(first) = rows.first() {
            footer.push(format!(
                "{}, same seeds: {}",
                first.person.label,
                words::estimate_of(&self.measure, &first.estimate)
            ));
        }
        let mut marks = format!(
            "Marks: means, with 95\u{a0}% CI over seeds, not adjusted; dotted: {0}; grey squares: below {0} or not clear (Holm, {1} comparisons)",
            self.measure.bound(self.measure.smallest),
            words::count(family)
        );
        if rows.len() > MOST_ROWS {
            marks.push_str(
                &format_args!("; {MOST_ROWS} of {} people drawn", rows.len()).to_string(),
            );
        }
        footer.push(marks);
        let seeds = self
            .people
            .iter()
            .map(|person| person.differences.len())
            .max();
        footer.push(format!(
            "{} departures × {} seeds  ·  seci {}, scenario {}",
            rows.len(),
            number::count_tick(seeds.unwrap_or(0) as f64, 1.0),
            manifest.seci,
            manifest.scenario_hash
        ));
        footer
    }

    fn forest(&self, rows: &[Judged<'_>]) -> Forest {
        let mark = |row: &Judged<'_>| {
            Some(Mark {
                value: row.estimate.mean,
                low: row.estimate.ci_low,
                high: row.estimate.ci_high,
                target: None,
                came: if matches!(row.verdict, Verdict::Higher | Verdict::Lower) {
                    Came::AsSaid
                } else {
                    Came::Unclear
                },
            })
        };
        Forest {
            id: ID,
            title: String::new(),
            holds: false,
            subtitle: String::new(),
            footer: Vec::new(),
            labels: rows.iter().map(|row| row.person.label.clone()).collect(),
            panels: vec![Panel {
                heading: "Difference from everybody staying".to_owned(),
                marks: rows.iter().map(mark).collect(),
                limits: vec![-self.measure.smallest, self.measure.smallest],
                scale: Scale::Points,
            }],
        }
    }

    fn alt(&self, rows: &[Judged<'_>]) -> String {
        let told: Vec<String> = rows
            .iter()
            .take(5)
            .map(|row| {
                format!(
                    "{} {}",
                    row.person.label,
                    words::estimate_of(&self.measure, &row.estimate)
                )
            })
            .collect();
        format!(
            "A row for each of {} who leave, with the difference in {} and its interval; the largest losses first: {}.",
            people(rows.len()),
            self.measure.lower(),
            told.join("; ")
        )
    }
}

fn people(count: usize) -> String {
    if count == 1 {
        "one person".to_owned()
    } else {
        format!("{count} people")
    }
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

fn sheet(rows: &[Judged<'_>]) -> Sheet {
    let cells = rows.iter().map(|row| {
        let Difference {
            mean,
            ci_low,
            ci_high,
            ..
        } = row.estimate;
        vec![
            row.person.label.clone(),
            mean.to_string(),
            ci_low.to_string(),
            ci_high.to_string(),
            row.verdict.name().to_owned(),
        ]
    });
    Sheet::new(
        &[
            "departure",
            "mean_difference",
            "ci_low",
            "ci_high",
            "verdict",
        ],
        cells.collect(),
    )
}
