//! Settings of teams and people of their own, and events, in the documents: few lines on slides and pages, every row in
//! the workbook, and where each setting stands.

use std::fmt::Write as _;
use std::fs;
use std::io::Read;

#[path = "support/place.rs"]
mod place;

use place::{Place, assert_ends, contents};

/// Forty-six people in four teams, all with a column of their own; a team and a person with settings in the scenario.
fn firm() -> Place {
    let mut people = String::from("id,name,team,learning_hours,initial_skill\n");
    for number in 1..=46 {
        let hours = 10 + number % 31;
        let skill = if number == 7 { "0.4" } else { "" };
        let _ = writeln!(people, "p{number},,team {},{hours},{skill}", number % 4);
    }
    let place = Place::with(
        r#"
name = "small"
title = "Who has what?"
[run]
weeks = 10
replicates = 4
[organisation]
people = "lists/people of 2026.csv"
[[team]]
name = "team 1"
explicit_share = 0.2
[[person]]
id = "p3"
learning_hours = 39
[[event]]
week = 4
kind = "policy"
set = { internalisation = 0.2 }
people = ["p1", "p2", "p3", "p4", "p5", "p6"]
[[variant]]
name = "as-is"
[[variant]]
name = "other"
[[variant.team]]
name = "team 2"
explicit_share = 0
[[variant.event]]
week = 6
kind = "shock"
size = 0.3
"#,
    );
    fs::create_dir(place.path("lists")).expect("a folder");
    place.write("lists/people of 2026.csv", &people);
    place
}

fn part(place: &Place, document: &str, name: &str) -> Option<String> {
    let file = fs::File::open(place.path(document)).expect("the document");
    let mut archive = zip::ZipArchive::new(file).expect("an archive");
    let mut part = archive.by_name(name).ok()?;
    let mut text = String::new();
    part.read_to_string(&mut text).expect("text");
    Some(text)
}

/// The texts of the slides whose title has these words, cell by cell.
fn slides(place: &Place, words: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let mut number = 1;
    while let Some(xml) = part(
        place,
        "out/deck.pptx",
        &format!("ppt/slides/slide{number}.xml"),
    ) {
        let document = roxmltree::Document::parse(&xml).expect("XML");
        let texts = document
            .descendants()
            .filter(|node| node.tag_name().name() == "t");
        let texts: Vec<String> = texts
            .filter_map(|node| node.text().map(str::to_owned))
            .collect();
        if texts[0].contains(words) {
            found.push(texts);
        }
        number += 1;
    }
    found
}

/// The rows of a sheet below the names of its columns, as texts.
fn sheet(place: &Place, name: &str) -> Vec<Vec<String>> {
    let book = part(place, "out/workbook.xlsx", "xl/workbook.xml").expect("the list of sheets");
    let book = roxmltree::Document::parse(&book).expect("XML");
    let mut sheets = book
        .descendants()
        .filter(|node| node.tag_name().name() == "sheet");
    let place_of = sheets
        .position(|node| node.attribute("name") == Some(name))
        .unwrap_or_else(|| panic!("no sheet {name}"));
    let strings = part(place, "out/workbook.xlsx", "xl/sharedStrings.xml").expect("texts");
    let strings = roxmltree::Document::parse(&strings).expect("XML");
    let strings: Vec<String> = strings
        .descendants()
        .filter(|node| node.tag_name().name() == "si")
        .map(|node| {
            let texts = node.descendants().filter(roxmltree::Node::is_text);
            texts.filter_map(|inner| inner.text()).collect()
        })
        .collect();
    let path = format!("xl/worksheets/sheet{}.xml", place_of + 1);
    let xml = part(place, "out/workbook.xlsx", &path).expect("the sheet");
    let document = roxmltree::Document::parse(&xml).expect("XML");
    let rows = document
        .descendants()
        .filter(|node| node.tag_name().name() == "row");
    let cells = |row: roxmltree::Node<'_, '_>| {
        let cells = row.children().filter(|node| node.tag_name().name() == "c");
        let texts = cells.map(|cell| {
            let texts = cell.descendants().filter(roxmltree::Node::is_text);
            let text: String = texts.filter_map(|node| node.text()).collect();
            match cell.attribute("t") {
                Some("s") => strings[text.parse::<usize>().expect("an index")].clone(),
                _ => text,
            }
        });
        texts.collect::<Vec<String>>()
    };
    rows.skip_while(|row| row.attribute("r") != Some("5"))
        .skip(1)
        .map(cells)
        .collect()
}

fn has_row(texts: &[String], row: &[&str]) -> bool {
    texts.windows(row.len()).any(|window| window == row)
}

#[test]
fn slides_and_report_tell_groups_and_the_workbook_every_setting() {
    let place = firm();
    assert_ends(&place.seci(&["run", "small.toml", "--out", "out"]), 0);
    let told = slides(&place, "settings of teams and people of their own");
    let [told] = told.as_slice() else {
        panic!("{} slides", told.len());
    };
    let column = "people of 2026.csv, column learning_hours";
    let rows: [&[&str]; 5] = [
        &[
            "All",
            "Team team 1",
            "Explicit share",
            "0.2",
            "0.3",
            "share",
            "settings of the team",
        ],
        &[
            "All",
            "Person p7",
            "Initial skill",
            "0.4",
            "0.1",
            "mean of habit × reality",
            "people of 2026.csv, column initial_skill",
        ],
        &[
            "All",
            "45 people",
            "Learning hours",
            "10 to 40",
            "10",
            "hours a week",
            column,
        ],
        &[
            "All",
            "Person p3",
            "Learning hours",
            "39",
            "10",
            "hours a week",
            "settings of the person",
        ],
        &[
            "Other",
            "Team team 2",
            "Explicit share",
            "0",
            "0.3",
            "share",
            "settings of the team",
        ],
    ];
    for row in rows {
        assert!(has_row(told, row), "{row:?} in {told:?}");
    }
    // A heading and five rows of seven, besides title, footer and number.
    assert!(told.len() <= 6 * 7 + 4, "{told:?}");
    let report = fs::read_to_string(place.path("out/report.html")).expect("the report");
    for text in [
        "<td>45 people</td>",
        column,
        "Settings of teams and people of their own",
    ] {
        assert!(report.contains(text), "{text}");
    }
    let settings = sheet(&place, "Own settings");
    assert_eq!(settings.len(), 1 + 46 + 1 + 1, "{settings:?}");
    let of = |id: &str, key: &str| {
        let row = settings.iter().find(|row| row[2] == id && row[6] == key);
        let row = row.unwrap_or_else(|| panic!("no row of {id}"));
        [row[7].clone(), row[8].clone(), row[10].clone()]
    };
    assert_eq!(
        of("p3", "learning_hours"),
        ["39", "10", "settings of the person"]
    );
    assert_eq!(of("p46", "learning_hours"), ["25", "10", column]);
    assert_eq!(
        of("team 2", "explicit_share"),
        ["0", "0.3", "settings of the team"]
    );
}

#[test]
fn events_stand_on_a_slide_and_with_all_names_in_the_workbook() {
    let place = firm();
    assert_ends(&place.seci(&["run", "small.toml", "--out", "out"]), 0);
    let told = slides(&place, "what happens on the way");
    let [told] = told.as_slice() else {
        panic!("{} slides", told.len());
    };
    let whom = "person p1, person p2, person p3, person p4 and 2 more";
    assert!(
        has_row(told, &["All", "4", "policy", whom, "internalisation = 0.2"]),
        "{told:?}"
    );
    assert!(
        has_row(told, &["Other", "6", "shock", "everybody", "size 0.3"]),
        "{told:?}"
    );
    let events = sheet(&place, "Events");
    let names = "person p1, person p2, person p3, person p4, person p5, person p6";
    assert_eq!(
        events[0],
        ["All", "4", "policy", names, "internalisation = 0.2"]
    );
    assert_eq!(events[1], ["Other", "6", "shock", "everybody", "size 0.3"]);
    let report = fs::read_to_string(place.path("out/report.html")).expect("the report");
    assert!(report.contains(&format!("<td>{whom}</td>")));
}

/// The resolved scenario no longer says what stood in a column; the manifest does, also that of parts.
#[test]
fn where_a_setting_stands_is_kept_when_charts_are_drawn_again_and_parts_are_joined() {
    let place = firm();
    assert_ends(&place.seci(&["run", "small.toml", "--out", "out"]), 0);
    let first = contents(&place.path("out"));
    assert_ends(&place.seci(&["chart", "out"]), 0);
    assert!(
        first == contents(&place.path("out")),
        "drawing again changes a document"
    );
    // The resolved scenario continues its own folder.
    assert_ends(
        &place.seci(&["run", "out/scenario.toml", "--out", "out"]),
        0,
    );
    assert!(
        first == contents(&place.path("out")),
        "continuing changes a document"
    );
    for part in ["1/2", "2/2"] {
        let folder = format!("part-{}", &part[..1]);
        assert_ends(
            &place.seci(&["run", "small.toml", "--shard", part, "--out", &folder]),
            0,
        );
    }
    assert_ends(
        &place.seci(&["merge", "part-1", "part-2", "--out", "joined"]),
        0,
    );
    let joined = contents(&place.path("joined"));
    let differing: Vec<_> = first
        .iter()
        .filter(|file| !joined.contains(file))
        .map(|(name, _)| name)
        .collect();
    assert!(differing.is_empty(), "{differing:?}");
}

#[test]
fn without_people_of_their_own_nothing_is_added() {
    let place = Place::with(
        "name = \"small\"\n[run]\nweeks = 5\nreplicates = 3\n[organisation]\nemployees = 10\n",
    );
    assert_ends(&place.seci(&["run", "small.toml", "--out", "out"]), 0);
    assert!(slides(&place, "of their own").is_empty());
    assert!(slides(&place, "on the way").is_empty());
    let report = fs::read_to_string(place.path("out/report.html")).expect("the report");
    assert!(!report.contains("of their own"));
}

/// More lines than a few slides hold: the rest is counted, and said to be in the workbook.
#[test]
fn a_long_list_takes_few_slides_and_says_where_the_rest_is() {
    let place = firm();
    let mut text = fs::read_to_string(place.path("small.toml")).expect("the scenario");
    for variant in 0..40 {
        let _ = writeln!(text, "[[variant]]\nname = \"v{variant}\"");
        for team in 0..4 {
            let share = f64::from(variant * 4 + team) / 200.0;
            let _ = writeln!(
                text,
                "[[variant.team]]\nname = \"team {team}\"\nexplicit_share = {share}"
            );
        }
    }
    place.write(
        "small.toml",
        &text.replace("replicates = 4", "replicates = 2"),
    );
    assert_ends(&place.seci(&["run", "small.toml", "--out", "out"]), 0);
    let told = slides(&place, "settings of teams and people of their own");
    assert_eq!(told.len(), 4);
    let last = told[3].join(" ");
    assert!(
        last.contains(" rows more are not shown: workbook.xlsx, sheet Own settings, has all"),
        "{last}"
    );
}
