//! Real organisations end to end: the story of the small team, and who matters, from scenario file to chart.

#[path = "support/place.rs"]
mod place;

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;

use place::{Place, assert_ends};

/// The shipped story with few runs, after a change to its text.
fn story(change: impl Fn(String) -> String) -> Place {
    let place = Place::with("");
    let shipped = |file: &str| fs::read_to_string(format!("scenarios/{file}")).expect("shipped");
    place.write("baseline.toml", &shipped("baseline.toml"));
    place.write(
        "naturflourish-people.csv",
        &shipped("naturflourish-people.csv"),
    );
    place.write("story.toml", &change(shipped("naturflourish.toml")));
    let run = ["run", "story.toml", "--replicates", "40", "--out", "out"];
    assert_ends(&place.seci(&run), 0);
    place
}

/// The first line of the alt text: the title.
fn title(place: &Place, chart: &str) -> String {
    let text = fs::read_to_string(place.path(&format!("out/charts/{chart}.txt"))).expect("a chart");
    text.replace('\u{a0}', " ")
}

/// The mean of a metric in a week.
fn mean(place: &Place, variant: &str, metric: &str, week: &str) -> f64 {
    let mut table = csv::Reader::from_path(place.path("out/series.csv")).expect("a table");
    let rows = table.records().map(|row| row.expect("a row"));
    let mut rows = rows.filter(|row| &row[0] == variant && &row[1] == week && &row[2] == metric);
    rows.next().expect("an observation")[4]
        .parse()
        .expect("a number")
}

/// What the story says, with the bounds of its telling: coherence up by 0.3 in the room, capability within 0.02; at the
/// gemba less coherence and confidence, challenges and internalisations, capability doubled, and none of it without.
#[test]
fn the_story_of_the_two_workshops_comes_out_of_the_rules() {
    let place = story(|text| text);
    let of = |variant: &str, metric: &str, week: &str| mean(&place, variant, metric, week);
    for variant in ["gemba", "room-only"] {
        let risen = of(variant, "coherence", "2") - of(variant, "coherence", "1");
        assert!(risen >= 0.3, "{risen}");
        let moved = of(variant, "capability", "2") - of(variant, "capability", "1");
        assert!(moved.abs() < 0.02, "{moved}");
    }
    assert!(of("gemba", "coherence", "13") < of("gemba", "coherence", "5"));
    let fall = |variant| of(variant, "kb_confidence", "5") - of(variant, "kb_confidence", "13");
    assert!(fall("gemba") > 3.0 * fall("room-only"));
    assert!(of("gemba", "challenges", "13") > 10.0);
    assert!(of("room-only", "challenges", "26") < 1.0);
    assert!(
        of("gemba", "internalisations", "13") > 5.0 * of("room-only", "internalisations", "13")
    );
    assert!(of("gemba", "capability", "13") > 2.0 * of("gemba", "capability", "5"));
    assert!(of("room-only", "capability", "26") < 2.0 * of("room-only", "capability", "5"));
    let told = title(&place, "storyline");
    assert!(told.starts_with("In the room, coherence rises 4"), "{told}");
    assert!(
        told.contains("at the gemba behaviour changes, and capability ends"),
        "{told}"
    );
    for name in ["Bruno", "Saanvi", "Josh"] {
        assert!(told.contains(name), "{told}");
    }
}

#[test]
fn a_gemba_without_cases_is_no_clear_difference() {
    let place = story(|text| text.replace("cases = 1 ", "cases = 0 "));
    let told = title(&place, "storyline");
    assert!(told.contains("o clear difference in capability"), "{told}");
    assert!(!told.contains("behaviour changes, and"), "{told}");
}

#[test]
fn a_workshop_that_nobody_reads_aligns_nobody() {
    let place = story(|text| text.replace("[work]", "[learning]\nreading_rate = 0\n[work]"));
    let told = title(&place, "storyline");
    assert!(!told.contains("coherence rises"), "{told}");
}

/// In a firm of two, either's leaving near the end costs about half of what was learned.
#[test]
fn who_matters_says_whose_leaving_costs_most() {
    let place = Place::with("");
    place.write("people.csv", "id,name,team\na,Ann,one\nb,Ben,one\n");
    place.write(
        "small.toml",
        "[run]\nweeks = 60\nreplicates = 30\n[organisation]\npeople = \"people.csv\"\nturnover = 0\n[work]\ndrift = 0\n\
         [who_matters]\nweek = 50\n",
    );
    let run = ["run", "small.toml", "--out", "out"];
    assert_ends(&place.seci(&run), 0);
    let told = title(&place, "who-matters");
    assert!(told.starts_with("Without "), "{told}");
    assert!(told.contains("the largest loss among 2 people"), "{told}");
    let sheet = fs::read_to_string(place.path("out/charts/who-matters.csv")).expect("a sheet");
    assert_eq!(sheet.matches(",lower").count(), 2, "{sheet}");
    the_table_of_departures_agrees(&place);
    // Nobody asked for them by name, so no other chart shows them.
    let paired = place.path("out/charts/paired.csv");
    assert!(!paired.exists());
    let check = String::from_utf8(place.seci(&["check", "small.toml"]).stdout).expect("text");
    assert!(check.contains("besides: 2 departures"), "{check}");
}

/// All rows of a table by the names of its columns.
fn rows(place: &Place, file: &str) -> Vec<BTreeMap<String, String>> {
    let mut table = csv::Reader::from_path(place.path(file)).expect("a table");
    let names = table.headers().expect("names").clone();
    let rows = table.records().map(|row| {
        let row = row.expect("a row");
        let fields = names.iter().zip(row.iter());
        fields
            .map(|(name, field)| (name.to_owned(), field.to_owned()))
            .collect()
    });
    rows.collect()
}

/// With the chart, with the paired differences, and with workbook and report.
fn the_table_of_departures_agrees(place: &Place) {
    let table = rows(place, "out/departures.csv");
    assert_eq!(table.len(), 4, "{table:?}");
    let drawn = rows(place, "out/charts/who-matters.csv");
    let capability = table.iter().filter(|row| row["metric"] == "capability");
    for ((rank, row), mark) in (1..).zip(capability).zip(&drawn) {
        assert_eq!(row["rank"], rank.to_string());
        assert_eq!(mark["departure"], format!("Without {}", row["name"]));
        for number in ["mean_difference", "ci_low", "ci_high"] {
            assert_eq!(row[number], mark[number], "{row:?}");
        }
        assert_eq!([&row["standing"], &mark["verdict"]], ["lower", "lower"]);
        let [p, adjusted] = ["p", "p_adjusted"].map(|name| row[name].parse::<f64>().expect("p"));
        assert!(0.0 < p && p <= adjusted && adjusted <= 0.05, "{row:?}");
        assert_eq!(row["team"], "one");
        assert_eq!(row["sum_of_trust"], "", "the ties are drawn in every run");
    }
    let paired = rows(place, "out/paired.csv");
    for row in &table {
        let same = |other: &&BTreeMap<String, String>| {
            other["variant"] == row["variant"] && other["metric"] == row["metric"]
        };
        let pair = paired.iter().find(same).expect("the same difference");
        for number in ["n", "mean_difference", "ci_low", "ci_high"] {
            assert_eq!(row[number], pair[number], "{row:?}");
        }
    }
    let report = fs::read_to_string(place.path("out/report.html")).expect("the report");
    assert!(report.contains("Who matters: what one person’s leaving changes"));
    assert!(report.contains("<th scope=\"row\">Ann</th><td>one</td>"));
    let workbook = fs::File::open(place.path("out/workbook.xlsx")).expect("the workbook");
    let mut archive = zip::ZipArchive::new(workbook).expect("an archive");
    let mut sheets = String::new();
    let mut part = archive.by_name("xl/workbook.xml").expect("a list");
    part.read_to_string(&mut sheets).expect("text");
    assert!(sheets.contains("name=\"Who matters\""), "{sheets}");
}

/// A folder whose scenario no longer asks for it does not keep the table of an earlier call.
#[test]
fn without_the_question_there_is_no_table_of_departures() {
    let place = Place::with("");
    place.write("people.csv", "id,name,team\na,Ann,one\nb,Ben,one\n");
    let text = "[run]\nweeks = 6\nreplicates = 3\n[organisation]\npeople = \"people.csv\"\n";
    place.write("small.toml", &format!("{text}[who_matters]\nweek = 2\n"));
    let run = ["run", "small.toml", "--out", "out", "--no-charts"];
    assert_ends(&place.seci(&run), 0);
    assert!(place.path("out/departures.csv").exists());
    place.write("small.toml", text);
    assert_ends(&place.seci(&[&run[..], &["--overwrite"]].concat()), 0);
    assert!(!place.path("out/departures.csv").exists());
}

/// At every point of a sweep, and the ranks begin again.
#[test]
fn departures_of_a_sweep_are_ranked_point_by_point() {
    let place = Place::with("");
    place.write("people.csv", "id,team\na,one\nb,one\nc,one\n");
    place.write("ties.csv", "from,to,score\na,b,5\nb,c,1\na,c,0\n");
    place.write(
        "small.toml",
        "[run]\nweeks = 8\nreplicates = 3\n[organisation]\npeople = \"people.csv\"\nties = \"ties.csv\"\ntie_scale = [0, 5]\n\
         [who_matters]\nweek = 2\n[sweep]\ndesign = \"grid\"\n[sweep.parameters]\nexplicit_share = [0, 0.5]\n",
    );
    let run = ["run", "small.toml", "--out", "out", "--no-charts"];
    assert_ends(&place.seci(&run), 0);
    let table = rows(&place, "out/departures.csv");
    let ranks: Vec<&str> = table.iter().map(|row| row["rank"].as_str()).collect();
    assert_eq!(ranks, ["1", "2", "3"].repeat(4));
    let points: Vec<&str> = table
        .iter()
        .map(|row| row["explicit_share"].as_str())
        .collect();
    assert_eq!(points, [["0"; 6], ["0.5"; 6]].concat());
    let trust = table.iter().find(|row| row["id"] == "b").expect("b");
    let sum: f64 = trust["sum_of_trust"].parse().expect("a number");
    assert!((sum - 1.2).abs() < 1e-6, "{sum}");
}
