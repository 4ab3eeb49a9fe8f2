//! Charts of people and of ways: storyline, who matters, the bridge between two variants. Made up, usual and odd.

use super::layout::{check, check_in, every};
use super::*;
use crate::chart::album::sketches;
use crate::table::{
    BridgeInfo, ChartInfo, EventInfo, Level, LeverInfo, MetricInfo, PersonInfo, PersonRow, Purpose,
    Summary,
};

/// All of them, by name.
pub(crate) fn all() -> Vec<(&'static str, ChartInput)> {
    vec![
        ("storyline", storyline(9, "Bruno", 1.0)),
        ("storyline-long", storyline(12, LONG, 1e3)),
        ("storyline-one", storyline(1, "Ada", 0.0)),
        ("who-matters", leaving(8, "Emma leaves")),
        ("who-matters-many", leaving(30, LONG)),
        ("bridge", bridge(&["hours", "coupling"])),
        (
            "bridge-long",
            bridge(&[LONG, "two", "three", "four", "five and a half", "six"]),
        ),
    ]
}

const LONG: &str = "a label of sixty letters that tells the whole of the story";
const WEEKS: u32 = 26;

fn count(name: &str) -> MetricInfo {
    MetricInfo {
        name: name.to_owned(),
        label: name.replace('_', " "),
        meaning: "made up".to_owned(),
        unit: "count".to_owned(),
        tone: "neutral".to_owned(),
        smallest: 0.05,
        smallest_is_relative: true,
    }
}

fn workshop(week: u32, kind: &str, weeks: Option<u32>) -> EventInfo {
    EventInfo {
        weeks,
        ..event(week, kind, "as planned")
    }
}

/// A team whose counts are of this size, with a workshop in the room and one at the gemba.
fn storyline(people: usize, name: &str, size: f64) -> ChartInput {
    let mut courses = vec![
        course("room only", 2.0, 0.30, 0.4),
        course("room, then gemba", 2.0, 0.80, 0.4),
    ];
    courses[0].events = vec![workshop(1, "workshop", None)];
    courses[1].events = vec![workshop(1, "workshop", None), workshop(5, "gemba", Some(8))];
    let mut input = folder(&courses, 0, WEEKS, 40);
    let info = |index: usize| PersonInfo {
        id: (index + 1).to_string(),
        name: if index == 0 {
            name.to_owned()
        } else {
            (index + 1).to_string()
        },
        team: String::new(),
        role: String::new(),
    };
    input.manifest.people = (0..people).map(info).collect();
    input.manifest.people_weeks = (0..=WEEKS).collect();
    let counts = ["challenges", "internalisations"];
    input.manifest.metrics.extend(counts.map(count));
    input.manifest.metrics.push(MetricInfo {
        unit: "share".to_owned(),
        tone: "explicit".to_owned(),
        ..count("coherence")
    });
    for run in &mut input.runs {
        run.metrics.extend([3.0 * size, 4.0 * size, 0.5]);
    }
    for (variant, told) in courses.iter().enumerate() {
        for week in 0..=WEEKS {
            let at = |mean: f64| Summary {
                n: 40,
                mean,
                sd: 0.01,
                quantiles: [mean; 7],
            };
            input.series.push(crate::table::SeriesRow {
                variant: told.name.clone(),
                point: Vec::new(),
                week,
                metric: "coherence".to_owned(),
                summary: at(if week < 2 { 0.3 } else { 0.73 }),
            });
            let grown = size * f64::from(week) * (1.0 + variant as f64);
            for metric in counts {
                input.series.push(crate::table::SeriesRow {
                    variant: told.name.clone(),
                    point: Vec::new(),
                    week,
                    metric: metric.to_owned(),
                    summary: at(grown),
                });
            }
            for person in input.manifest.people.clone() {
                let metrics = [("capability", 0.2 + 0.02 * f64::from(week))];
                let counts = counts.map(|metric| (metric, grown));
                for (metric, mean) in metrics.into_iter().chain(counts) {
                    input.roster.people.push(PersonRow {
                        variant: told.name.clone(),
                        point: Vec::new(),
                        level: Level::Person,
                        id: person.id.clone(),
                        name: person.name.clone(),
                        team: String::new(),
                        week,
                        metric: metric.to_owned(),
                        summary: at(mean),
                    });
                }
            }
        }
    }
    input
}

/// So many departures, each a little dearer than the one before.
fn leaving(people: u32, first: &str) -> ChartInput {
    let mut courses = vec![course("as it is", 38.0, 0.46, 0.4)];
    courses.extend((0..people).map(|seat| {
        let label = if seat == 0 {
            first.to_owned()
        } else {
            format!("Number {seat} leaves")
        };
        course(&label, 38.0, 0.45 - 0.004 * f64::from(seat), 0.4)
    }));
    let mut input = folder(&courses, 0, 4, 40);
    for (seat, variant) in (0..).zip(input.manifest.variants.iter_mut().skip(1)) {
        variant.purpose = Purpose::Departure { seat };
    }
    input.of_what_ifs()
}

/// The way from one variant to another over these levers, each of which costs two points.
fn bridge(levers: &[&str]) -> ChartInput {
    let full = (1_u32 << levers.len()) - 1;
    let moved = |mask: u32| -> Vec<String> {
        let named = (0..).zip(levers);
        named
            .filter(|(index, _)| mask >> index & 1 == 1)
            .map(|(_, name)| (*name).to_owned())
            .collect()
    };
    let courses: Vec<Course> = (0..=full)
        .map(|mask| {
            let label = format!("variant {mask}");
            course(
                &label,
                38.0,
                0.46 - 0.02 * f64::from(mask.count_ones()),
                0.4,
            )
        })
        .collect();
    let mut input = folder(&courses, 0, 4, 30);
    let (from, to) = (courses[0].name.clone(), courses[full as usize].name.clone());
    for (mask, variant) in (0..).zip(input.manifest.variants.iter_mut()) {
        if mask != 0 && mask != full {
            variant.purpose = Purpose::Coalition {
                from: from.clone(),
                to: to.clone(),
                moved: moved(mask),
            };
        }
    }
    let mut input = input.of_what_ifs();
    let lever = |name: &&str| LeverInfo {
        name: (*name).to_owned(),
        label: (*name).to_owned(),
        way: "0.8 → 0.3".to_owned(),
    };
    input.manifest.charts = vec![ChartInfo {
        kind: "bridge".to_owned(),
        title: None,
        note: None,
        metric: None,
        variants: Vec::new(),
        marks: Vec::new(),
        bridge: Some(BridgeInfo {
            from,
            to,
            levers: levers.iter().map(lever).collect(),
        }),
    }];
    input
}

#[test]
fn each_story_has_its_chart_in_both_formats() {
    for (name, input) in all() {
        let kind = ["storyline", "who-matters", "bridge"]
            .into_iter()
            .find(|kind| name.starts_with(kind));
        let kind = kind.expect("a kind");
        let slide = Theme::default();
        for theme in [slide.for_column(), slide] {
            let (all, missing) = sketches(&input, &theme);
            assert!(missing.is_empty(), "{name}: {missing:?}");
            assert!(all.iter().any(|sketch| sketch.kind == kind), "{name}");
        }
        check(name, &input);
    }
}

/// Rooms that are as large as their numbers, whatever these are.
#[test]
fn numbers_without_measure_have_their_room_in_a_column() {
    let column = Theme::default().for_column();
    check_in("storyline", &storyline(12, LONG, 1e12), &column);
}

/// Each lever costs two points in every order.
#[test]
fn the_bridge_of_a_column_tells_what_that_of_a_slide_tells() {
    let input = bridge(&["hours", "coupling"]);
    let slide = Theme::default();
    let [wide, narrow] = [slide.clone(), slide.for_column()].map(|theme| every(&input, &theme));
    assert_eq!(wide[0].1.words.title, narrow[0].1.words.title);
    assert_eq!(wide[0].1.sheet.csv(), narrow[0].1.sheet.csv());
    assert!(
        wide[0].1.words.title.contains("−4"),
        "{}",
        wide[0].1.words.title
    );
}
