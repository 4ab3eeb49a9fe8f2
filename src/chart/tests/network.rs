//! The network: which panels it has, what its title says, and that nothing lies on anything else.

use crate::chart::fixture::{course, folder};
use crate::chart::tests::all;
use crate::chart::tests::layout::check;
use crate::chart::{Artwork, ChartInput, Drawn, Standing, Theme, album};
use crate::table::{
    ChartInfo, Level, MetricInfo, PersonInfo, PersonRow, SeriesRow, Summary, TieRow,
};

/// A firm of so many people: the team of each, the ties, and how capability ends in each variant, by person.
struct Firm {
    teams: Vec<&'static str>,
    ties: Vec<(usize, usize, f64)>,
    ends: fn(usize, usize) -> f64,
}

const WEEKS: u32 = 20;
const RUNS: u32 = 60;
const START: f64 = 0.22;

fn summary(mean: f64) -> Summary {
    Summary {
        n: u64::from(RUNS),
        mean,
        sd: 0.03,
        quantiles: [mean; 7],
    }
}

/// The tables of a firm, with these variants; the first is the reference.
fn tables(firm: &Firm, variants: &[&str]) -> ChartInput {
    let courses: Vec<_> = (0..)
        .zip(variants)
        .map(|(index, name)| course(name, 20.0, 0.40 + 0.05 * f64::from(index), 0.3))
        .collect();
    let mut input = folder(&courses, 0, WEEKS, RUNS);
    let id = |person: usize| format!("{}", person + 1);
    let people = firm.teams.iter().enumerate();
    let person = |(index, team): (usize, &&str)| PersonInfo {
        id: id(index),
        name: id(index),
        team: (*team).to_owned(),
        role: String::new(),
    };
    input.manifest.people = people.map(person).collect();
    input.manifest.people_weeks = vec![0, WEEKS];
    input.manifest.metrics.push(MetricInfo {
        name: "social_capital".to_owned(),
        label: "Social capital".to_owned(),
        ..input.manifest.metrics[0].clone()
    });
    for (variant, name) in variants.iter().enumerate() {
        for week in [0, WEEKS] {
            let row = |level, id: &str, team: &str, mean| PersonRow {
                variant: (*name).to_owned(),
                point: Vec::new(),
                level,
                id: id.to_owned(),
                name: id.to_owned(),
                team: team.to_owned(),
                week,
                metric: "capability".to_owned(),
                summary: summary(mean),
            };
            let capability = |person| {
                if week == 0 {
                    START
                } else {
                    (firm.ends)(variant, person)
                }
            };
            for (index, team) in firm.teams.iter().enumerate() {
                let own = row(Level::Person, &id(index), team, capability(index));
                input.roster.people.push(own);
            }
            let mut teams = firm.teams.clone();
            teams.sort_unstable();
            teams.dedup();
            for team in teams {
                let members: Vec<f64> = (0..firm.teams.len())
                    .filter(|person| firm.teams[*person] == team)
                    .map(capability)
                    .collect();
                let mean = members.iter().sum::<f64>() / members.len() as f64;
                input.roster.people.push(row(Level::Team, team, team, mean));
            }
            for &(from, to, trust) in &firm.ties {
                input.roster.ties.push(TieRow {
                    variant: (*name).to_owned(),
                    point: Vec::new(),
                    from: id(from),
                    to: id(to),
                    week,
                    n: u64::from(RUNS),
                    trust: if week == 0 { trust } else { trust / 2.0 },
                    sd: 0.1,
                });
            }
            input.series.push(SeriesRow {
                variant: (*name).to_owned(),
                point: Vec::new(),
                week,
                metric: "social_capital".to_owned(),
                summary: summary(if week == 0 { 0.6 } else { 0.3 }),
            });
        }
    }
    input
}

/// Two teams of six, each a ring, one tie between them, and one person without ties.
fn two_teams() -> Firm {
    let ring = |from: usize| (0..6).map(move |at| (from + at, from + (at + 1) % 6, 0.8));
    Firm {
        teams: [["north"; 6], ["south"; 6]]
            .concat()
            .into_iter()
            .chain(["south"])
            .collect(),
        ties: ring(0).chain(ring(6)).chain([(0, 6, 0.4)]).collect(),
        ends: |variant, person| 0.35 + 0.05 * variant as f64 + if person < 6 { 0.1 } else { 0.0 },
    }
}

/// So many people in so many teams, everybody with a few ties.
fn crowd(people: usize, teams: usize) -> Firm {
    const NAMES: [&str; 8] = [
        "Research",
        "Sales and marketing",
        "Operations",
        "A department with a long name, its first part",
        "A department with a long name, its second part",
        "People",
        "Finance",
        "Law",
    ];
    let ties = (0..people).flat_map(|one| {
        let others = [1, 8, 8 * 3 + 1].map(|step| (one + step) % people);
        others
            .map(|other| (one, other, 0.2 + 0.1 * (one % 9) as f64))
            .into_iter()
            .filter(|(one, other, _)| one != other)
    });
    Firm {
        teams: (0..people).map(|person| NAMES[person % teams]).collect(),
        ties: ties.collect(),
        ends: |_, person| 0.3 + 0.01 * (person % 20) as f64,
    }
}

fn artwork(input: &ChartInput) -> Option<Artwork> {
    let all = all(input, &Theme::default()).expect("drawn");
    all.into_iter().find(|artwork| artwork.kind == "network")
}

fn drawn(input: &ChartInput) -> Drawn {
    let all = album::at_one_point(input, &Theme::default());
    let found = all.into_iter().find(|(kind, _)| *kind == "network");
    found.expect("a chart of the network").1
}

fn title(input: &ChartInput) -> (String, Standing) {
    let drawn = drawn(input);
    (drawn.words.title.replace('\u{a0}', " "), drawn.standing)
}

fn texts(drawn: &Drawn) -> Vec<String> {
    let texts = drawn.canvas.texts().iter();
    let text = |line: &crate::chart::canvas::Line| {
        let spans = line.spans.iter().map(|span| span.text.as_str());
        spans.collect::<String>().replace('\u{a0}', " ")
    };
    texts.map(text).collect()
}

/// Capability of the fixture rises from 22 % to 40 %; people of the north end 10 pp higher than those of the south, with
/// standard errors of 0.03/√60 = 0.4 pp a mean.
#[test]
fn the_title_tells_the_rise_the_leading_team_and_trust() {
    let (told, standing) = title(&tables(&two_teams(), &["plan"]));
    assert_eq!(
        told,
        "Capability rises from 22 % to 40 %, most in north, while mean trust falls from 0.60 to 0.30"
    );
    assert_eq!(standing, Standing::Holds);
}

#[test]
fn where_no_team_leads_none_is_told() {
    let mut firm = two_teams();
    firm.ends = |_, _| 0.4;
    let drawn = drawn(&tables(&firm, &["plan"]));
    assert!(!drawn.words.title.contains("most"), "{}", drawn.words.title);
    let footer = drawn.words.footer.join("\n");
    assert!(footer.contains("no team clearly ahead"), "{footer}");
    assert!(footer.contains("last the one without ties"), "{footer}");
}

#[test]
fn without_a_clear_change_the_title_says_so() {
    let mut input = tables(&two_teams(), &["plan"]);
    for row in &mut input.series {
        if row.metric == "capability" {
            row.summary = summary(0.3);
        }
    }
    let (told, standing) = title(&input);
    assert!(
        told.starts_with("No clear change in capability from week 0 to 20 (95 % CI −"),
        "{told}"
    );
    assert_eq!(standing, Standing::Fails);
}

/// The start, the end of the reference, and the alternative that ends highest: it was made 5 pp higher than the one before.
#[test]
fn of_several_variants_the_one_that_ends_highest_has_the_third_panel() {
    let input = tables(&two_teams(), &["plan", "better", "best"]);
    let drawn = drawn(&input);
    let texts = texts(&drawn);
    for heading in ["Week 0", "Plan, week 20", "Best, week 20"] {
        assert!(texts.iter().any(|text| text == heading), "{texts:?}");
    }
    assert!(!texts.iter().any(|text| text.contains("Better, week")));
    let told = drawn.words.title.replace('\u{a0}', " ");
    assert!(
        told.starts_with("In plan capability rises from 22 % to 40 %, most in north")
            && told.contains("; best ends ")
            && told.ends_with(" higher in capability"),
        "{told}"
    );
    let footer = drawn.words.footer.join("\n");
    assert!(
        footer.contains("At the right: of 2 alternatives the one that ends highest"),
        "{footer}"
    );
    // In a column the third panel stands elsewhere.
    let column = Theme::default().for_column();
    let all = album::at_one_point(&input, &column);
    let (_, drawn) = all.iter().find(|(kind, _)| *kind == "network").expect("it");
    let footer = drawn.words.footer.join("\n");
    assert!(
        footer.contains("At the bottom: of 2 alternatives"),
        "{footer}"
    );
}

#[test]
fn a_scenario_chooses_its_variants_and_title() {
    let mut input = tables(&two_teams(), &["plan", "better", "best"]);
    input.manifest.charts = vec![ChartInfo {
        kind: "network".to_owned(),
        title: Some("Our own words".to_owned()),
        note: None,
        metric: None,
        variants: vec!["better".to_owned()],
        marks: Vec::new(),
        bridge: None,
    }];
    let artwork = artwork(&input).expect("a chart");
    assert_eq!(artwork.title, "Our own words");
    assert!(
        artwork.csv.contains("better,20,trust,1,2,"),
        "{}",
        artwork.csv
    );
    assert!(!artwork.csv.contains("plan,") && !artwork.csv.contains("best,"));
}

#[test]
fn everybody_is_named_where_they_are_few_and_the_best_connected_in_a_crowd() {
    let few = texts(&drawn(&tables(&two_teams(), &["plan"])));
    for person in 1..=13 {
        let name = person.to_string();
        assert_eq!(
            few.iter().filter(|text| **text == name).count(),
            2,
            "{name}: {few:?}"
        );
    }
    let mut firm = crowd(60, 3);
    // Of the crowd the tenth has by far the most trust.
    firm.ties.extend((20..50).map(|other| (9, other, 1.0)));
    let many = drawn(&tables(&firm, &["plan"]));
    let texts = texts(&many);
    assert_eq!(
        texts.iter().filter(|text| *text == "10").count(),
        2,
        "{texts:?}"
    );
    assert!(
        many.words
            .footer
            .join("\n")
            .contains("Named: the 6 with most trust")
    );
}

#[test]
fn every_team_of_a_few_has_its_name_in_every_panel() {
    let texts = texts(&drawn(&tables(&crowd(80, 8), &["plan"])));
    for name in ["Research", "Operations", "People", "Finance", "Law"] {
        assert_eq!(
            texts.iter().filter(|text| *text == name).count(),
            2,
            "{name}: {texts:?}"
        );
    }
    // Two that begin alike are told apart by their ends.
    for end in ["st part", "nd part"] {
        assert_eq!(
            texts.iter().filter(|text| text.ends_with(end)).count(),
            2,
            "{texts:?}"
        );
    }
}

#[test]
fn of_too_many_ties_the_strongest_are_drawn_and_the_footer_says_so() {
    let mut firm = crowd(100, 4);
    firm.ties = (0..1_000)
        .map(|tie| {
            (
                tie % 100,
                (tie + 1 + tie / 100) % 100,
                0.2 + 0.0005 * tie as f64,
            )
        })
        .collect();
    let artwork = artwork(&tables(&firm, &["plan"])).expect("a chart");
    let footer = artwork.footer.join("\n");
    // The weakest 300 have a trust of 0.2 to 0.2 + 0.0005 × 299.
    assert!(
        footer.contains("The 700 strongest of 1,000 ties drawn, the others have at most 0.35"),
        "{footer}"
    );
    assert_eq!(artwork.csv.matches(",no\n").count(), 2 * 300);
}

#[test]
fn without_ties_there_is_no_chart_and_of_too_many_people_one_line() {
    let mut input = tables(&two_teams(), &["plan"]);
    input.roster.ties.clear();
    assert!(artwork(&input).is_none());
    input.manifest.charts = vec![ChartInfo {
        kind: "network".to_owned(),
        title: None,
        note: None,
        metric: None,
        variants: Vec::new(),
        marks: Vec::new(),
        bridge: None,
    }];
    let missing = album::album(&input, &Theme::default())
        .expect("drawn")
        .missing;
    assert_eq!(
        missing,
        ["the chart \"network\" needs ties from a file, [organisation] ties, and observed people"]
    );
    let large = tables(&crowd(301, 4), &["plan"]);
    let album = album::album(&large, &Theme::default()).expect("drawn");
    assert!(
        album
            .artworks
            .iter()
            .all(|artwork| artwork.kind != "network")
    );
    assert_eq!(album.missing.len(), 1);
    assert!(album.missing[0].contains("at most 300 people, and this roster has 301"));
}

#[test]
fn no_text_lies_on_another() {
    let firms = [
        ("two teams", two_teams(), 1),
        ("three panels", two_teams(), 3),
        ("crowd", crowd(46, 3), 2),
        ("eight teams", crowd(80, 8), 1),
        ("many", crowd(300, 5), 2),
        ("one team", crowd(12, 1), 1),
        (
            "alone",
            Firm {
                teams: vec!["one", "one", "two"],
                ties: vec![(0, 1, 0.5)],
                ends: |_, _| 0.4,
            },
            1,
        ),
    ];
    for (name, firm, variants) in firms {
        let input = tables(&firm, &["plan", "better", "best"][..variants]);
        check(name, &input);
    }
}

#[test]
fn numbers_that_are_none_do_not_panic() {
    for odd in [f64::NAN, f64::INFINITY, f64::MAX, -1.0] {
        let mut input = tables(&two_teams(), &["plan", "better"]);
        for row in &mut input.roster.people {
            row.summary.mean = odd;
        }
        for row in &mut input.roster.ties {
            row.trust = odd;
        }
        for row in &mut input.series {
            row.summary.mean = odd;
        }
        all(&input, &Theme::default()).expect("drawn");
    }
}

#[test]
fn the_drawing_is_as_it_was_and_the_same_twice() {
    let input = tables(&two_teams(), &["plan"]);
    let [first, second] = [drawn(&input), drawn(&input)];
    assert_eq!(first.canvas.svg(), second.canvas.svg());
    insta::assert_snapshot!("network_svg", first.canvas.svg());
    insta::assert_snapshot!("network_alt", first.alt);
}
