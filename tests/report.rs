//! The documents of a folder from outside: whole files, the same bytes again, nothing of a scenario's texts taken for
//! markup, and no sentence that the runs do not bear.

#![allow(
    clippy::case_sensitive_file_extension_comparisons,
    reason = "the names of parts are our own"
)]

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;

#[path = "support/place.rs"]
mod place;

use place::{Place, SMALL, assert_ends, contents, stdout};

const DOCUMENTS: [&str; 3] = ["report.html", "workbook.xlsx", "deck.pptx"];

/// Texts that would be markup, formulas or the end of a script if they were not escaped.
const HOSTILE: &str = r#"
name = "hostile"
title = "<script>alert('a')</script> & \"quotes\" ]]> {{ 7 * 7 }} =1+1"
[run]
weeks = 12
replicates = 6
[organisation]
employees = 20
[[variant]]
name = "one"
label = "=HYPERLINK(\"x\") <img src=x onerror=alert(1)>"
[[variant]]
name = "two"
label = "</script><script>alert(2)</script>"
explicit_share = 0.8
"#;

fn made(text: &str, arguments: &[&str]) -> (Place, String) {
    let place = Place::with(text);
    let mut all = vec!["run", "small.toml", "--out", "out"];
    all.extend(arguments);
    let output = place.seci(&all);
    assert_ends(&output, 0);
    let said = stdout(&output);
    (place, said)
}

fn report(place: &Place) -> String {
    fs::read_to_string(place.path("out/report.html")).expect("the report")
}

/// The parts of a package by name.
fn parts(path: &Path) -> BTreeMap<String, Vec<u8>> {
    let file = fs::File::open(path).expect("the document");
    let mut archive = zip::ZipArchive::new(file).expect("an archive");
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).expect("a part");
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("its bytes");
        parts.insert(name_of(&part), bytes);
    }
    parts
}

fn name_of(part: &zip::read::ZipFile<'_, impl Read>) -> String {
    part.name().expect("a name").into_owned()
}

/// All texts of the slides, slide by slide.
fn slides(parts: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let mut slides = Vec::new();
    while let Some(bytes) = parts.get(&format!("ppt/slides/slide{}.xml", slides.len() + 1)) {
        let text = std::str::from_utf8(bytes).expect("text");
        let document = roxmltree::Document::parse(text).expect("XML");
        let texts = document
            .descendants()
            .filter(|node| node.tag_name().name() == "t")
            .filter_map(|node| node.text());
        slides.push(texts.collect::<Vec<_>>().join(" "));
    }
    slides
}

#[test]
fn the_same_scenario_gives_the_same_documents_and_drawing_again_changes_nothing() {
    let (one, _) = made(SMALL, &["--jobs", "1"]);
    let (two, _) = made(SMALL, &["--jobs", "2"]);
    let first = contents(&one.path("out"));
    assert!(
        first == contents(&two.path("out")),
        "threads change a document"
    );
    for name in DOCUMENTS {
        assert!(
            first
                .iter()
                .any(|(path, bytes)| path == Path::new(name) && bytes.len() > 10_000),
            "{name}"
        );
    }
    assert_ends(&one.seci(&["chart", "out"]), 0);
    assert!(
        first == contents(&one.path("out")),
        "drawing again changes a document"
    );
}

#[test]
fn without_charts_there_are_no_documents() {
    let (place, _) = made(SMALL, &["--no-charts"]);
    for name in DOCUMENTS {
        assert!(!place.path("out").join(name).exists(), "{name}");
    }
}

#[test]
fn documents_of_other_results_do_not_stay() {
    let (place, _) = made(SMALL, &[]);
    let again = [
        "run",
        "small.toml",
        "--out",
        "out",
        "--replicates",
        "5",
        "--overwrite",
        "--no-charts",
    ];
    assert_ends(&place.seci(&again), 0);
    for name in DOCUMENTS {
        assert!(!place.path("out").join(name).exists(), "{name}");
    }
}

#[test]
fn every_finding_is_the_title_of_a_chart_in_the_report_the_deck_and_the_terminal() {
    let (place, said) = made(SMALL, &[]);
    let report = report(&place);
    let slides = slides(&parts(&place.path("out/deck.pptx")));
    let drawn = fs::read_dir(place.path("out/charts")).expect("charts");
    let mut titles = 0;
    for entry in drawn {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|ending| ending != "txt") {
            continue;
        }
        let words = fs::read_to_string(&path).expect("a description");
        let title = words.lines().next().expect("a title").trim_end_matches('.');
        let escaped = title
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('"', "&quot;");
        assert!(report.contains(&escaped), "{title}");
        assert!(
            said.contains(&title.replace('\u{a0}', " ")),
            "{title} in {said}"
        );
        // Once in the summary, once on the slide of its own.
        let told = slides.iter().filter(|slide| slide.contains(title)).count();
        assert!(told >= 2, "{title} on {told} slides");
        titles += 1;
    }
    assert!(titles >= 5, "{titles} charts");
}

/// Two variants that differ in nothing but their names.
#[test]
fn identical_variants_differ_clearly_in_no_document() {
    let same = SMALL.replace("explicit_share = 0.9", "explicit_share = 0.1");
    let (place, said) = made(&same, &[]);
    let findings = said.split("Findings").nth(1).expect("findings");
    let lines: Vec<&str> = findings
        .lines()
        .filter(|line| line.starts_with("- "))
        .collect();
    assert!(!lines.is_empty());
    for line in lines {
        assert!(line.starts_with("- No clear difference"), "{line}");
    }
    let report = report(&place);
    assert!(report.contains("<li class=\"fails\">"));
    assert!(!report.contains("<li class=\"holds\">"));
    let slides = slides(&parts(&place.path("out/deck.pptx")));
    assert!(slides[1].contains("No clear difference"), "{}", slides[1]);
    assert!(!slides[1].contains("claim holds"), "{}", slides[1]);
    let table = &slides[2];
    assert!(
        table.contains("(0"),
        "every difference in brackets: {table}"
    );
}

/// Charts chosen by the scenario: the bridge with its combinations, an author's title, two of one kind, a mark.
const CHOSEN: &str = r#"
name = "chosen"
[run]
weeks = 12
replicates = 6
[organisation]
employees = 20
[[variant]]
name = "one"
explicit_share = 0.8
internalisation = 0
[[variant]]
name = "two"
explicit_share = 0.3
[[chart]]
kind = "fan"
title = "What we always knew"
mark = [{ week = 6, text = "review" }, { value = 0.5, text = "target" }]
[[chart]]
kind = "bridge"
from = "one"
to = "two"
[[chart]]
kind = "fan"
metric = "performance"
variants = ["two"]
note = "Shown to the board"
"#;

#[test]
fn charts_are_those_that_the_scenario_chooses_in_its_order() {
    let (place, said) = made(CHOSEN, &[]);
    let names: Vec<String> = {
        let mut names: Vec<String> = fs::read_dir(place.path("out/charts"))
            .expect("charts")
            .map(|entry| {
                entry
                    .expect("a file")
                    .file_name()
                    .to_string_lossy()
                    .into_owned()
            })
            .filter(|name| name.ends_with(".svg"))
            .collect();
        names.sort();
        names
    };
    assert_eq!(names, ["bridge.svg", "fan-2.svg", "fan.svg"]);
    // The author's title is shown as such, and what was found instead is said wherever findings are.
    let words = fs::read_to_string(place.path("out/charts/fan.txt")).expect("words");
    assert!(words.starts_with("What we always knew."), "{words}");
    assert!(
        words.contains("Title: the author’s. Checked against the runs: "),
        "{words}"
    );
    assert!(!said.contains("What we always knew"), "{said}");
    let texts = slides(&parts(&place.path("out/deck.pptx")));
    let place_of = |text: &str| {
        texts
            .iter()
            .position(|slide| slide.contains(text))
            .expect(text)
    };
    assert!(!texts[1].contains("What we always knew"), "{}", texts[1]);
    assert!(place_of("What we always knew") < place_of("From one to two"));
    assert!(place_of("From one to two") < place_of("Note of the author: Shown to the board"));
    // Combinations stand in the tables and in no chart or count.
    let runs = fs::read_to_string(place.path("out/runs.csv")).expect("runs");
    assert!(runs.contains(",one-to-two--internalisation,"), "{runs}");
    assert!(!said.contains("one-to-two"), "{said}");
    assert!(report(&place).contains("12 runs (2 variants × 6 seeds)"));
}

/// A title is no reason to run again, and the folder stays where it is.
#[test]
fn a_chart_may_be_renamed_without_a_run() {
    let (place, _) = made(CHOSEN, &[]);
    place.write(
        "small.toml",
        &CHOSEN.replace("What we always knew", "What we know now"),
    );
    let output = place.seci(&["run", "small.toml", "--out", "out"]);
    assert_ends(&output, 0);
    let said = stdout(&output);
    assert!(said.contains("reused 24, computed 0"), "{said}");
    let words = fs::read_to_string(place.path("out/charts/fan.txt")).expect("words");
    assert!(words.starts_with("What we know now."), "{words}");
    // Without a run too, where the scenario in the folder is edited.
    let file = place.path("out/scenario.toml");
    let text = fs::read_to_string(&file).expect("the scenario");
    fs::write(&file, text.replace("What we know now", "What we learn")).expect("written");
    assert_ends(&place.seci(&["chart", "out"]), 0);
    let words = fs::read_to_string(place.path("out/charts/fan.txt")).expect("words");
    assert!(words.starts_with("What we learn."), "{words}");
}

#[test]
fn a_bridge_without_its_runs_says_which_are_missing() {
    let without = CHOSEN.replace(
        "kind = \"bridge\"\nfrom = \"one\"\nto = \"two\"",
        "kind = \"phase\"",
    );
    let (place, _) = made(&without, &[]);
    let file = place.path("out/scenario.toml");
    let text = fs::read_to_string(&file).expect("the scenario");
    let bridge = "kind = \"bridge\"\nfrom = \"one\"\nto = \"two\"";
    fs::write(&file, text.replace("kind = \"phase\"", bridge)).expect("written");
    let output = place.seci(&["chart", "out"]);
    assert_ends(&output, 0);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        said.contains("lacks the runs of combinations: explicit_share; internalisation;"),
        "{said}"
    );
}

/// The resolved scenario runs again to the same bytes, and parts join to the same.
#[test]
fn combinations_repeat_and_join() {
    let (place, _) = made(CHOSEN, &[]);
    let whole = contents(&place.path("out"));
    assert_ends(
        &place.seci(&["run", "out/scenario.toml", "--out", "again"]),
        0,
    );
    for part in ["1/2", "2/2"] {
        let out = format!("part-{}", &part[..1]);
        assert_ends(
            &place.seci(&["run", "small.toml", "--shard", part, "--out", &out]),
            0,
        );
    }
    assert_ends(
        &place.seci(&["merge", "part-1", "part-2", "--out", "joined"]),
        0,
    );
    for other in ["again", "joined"] {
        assert!(whole == contents(&place.path(other)), "{other} differs");
    }
}

#[test]
fn texts_of_a_scenario_are_never_markup() {
    let (place, _) = made(HOSTILE, &[]);
    let report = report(&place);
    for dangerous in ["<script>alert", "<img src=x", "49 =1+1"] {
        assert!(!report.contains(dangerous), "{dangerous}");
    }
    // The data of the interactive chart is JSON that holds the label as it is.
    let start = report.find("id=\"series\">").expect("the data") + "id=\"series\">".len();
    let end = start + report[start..].find("</script>").expect("its end");
    let data: serde_json::Value = serde_json::from_str(&report[start..end]).expect("JSON");
    let names: Vec<&str> = data["lines"]
        .as_array()
        .expect("lines")
        .iter()
        .filter_map(|line| line["name"].as_str())
        .collect();
    assert!(
        names.contains(&"</script><script>alert(2)</script>"),
        "{names:?}"
    );
    for name in ["workbook.xlsx", "deck.pptx"] {
        for (part, bytes) in parts(&place.path("out").join(name)) {
            if part.ends_with(".xml") || part.ends_with(".rels") {
                let text = std::str::from_utf8(&bytes).expect("text");
                let parsed = roxmltree::Document::parse(text);
                assert!(parsed.is_ok(), "{name} {part}: {parsed:?}");
                assert!(!text.contains("<f>"), "a formula in {part}");
            }
        }
    }
}

#[test]
fn the_report_needs_no_network() {
    let (place, _) = made(SMALL, &[]);
    let report = report(&place);
    for fetched in [
        "src=\"http",
        "href=\"http",
        "url(http",
        "url(//",
        "@import",
        "src=\"//",
    ] {
        assert!(!report.contains(fetched), "{fetched}");
    }
}

#[test]
fn the_parts_of_the_deck_are_sorted_dated_alike_and_all_told() {
    let (place, _) = made(SMALL, &[]);
    let path = place.path("out/deck.pptx");
    let file = fs::File::open(&path).expect("the deck");
    let mut archive = zip::ZipArchive::new(file).expect("an archive");
    let mut names = Vec::new();
    for index in 0..archive.len() {
        let part = archive.by_index(index).expect("a part");
        assert_eq!(
            part.last_modified().map(|time| time.year()),
            Some(1980),
            "{}",
            name_of(&part)
        );
        names.push(name_of(&part));
    }
    assert_eq!(names[0], "[Content_Types].xml");
    assert!(names[1..].is_sorted(), "{names:?}");
    let parts = parts(&path);
    // Every relation leads to a part that is there.
    for (part, bytes) in parts.iter().filter(|(part, _)| part.ends_with(".rels")) {
        let text = std::str::from_utf8(bytes).expect("text");
        let document = roxmltree::Document::parse(text).expect("XML");
        let folder = part.rsplit_once("_rels/").expect("a folder of relations").0;
        for relation in document.descendants().filter(|node| {
            node.has_tag_name((
                "http://schemas.openxmlformats.org/package/2006/relationships",
                "Relationship",
            ))
        }) {
            let target = relation.attribute("Target").expect("a target");
            let mut path: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
            for step in target.split('/') {
                if step == ".." {
                    path.pop();
                } else {
                    path.push(step);
                }
            }
            assert!(
                parts.contains_key(&path.join("/")),
                "{part} leads to {target}"
            );
        }
    }
    let slides = slides(&parts);
    assert!(
        slides
            .iter()
            .any(|slide| slide.contains("Appendix: assumptions"))
    );
    // The scissors are charts that can be edited: the numbers lie behind them.
    assert!(parts.contains_key("ppt/embeddings/workbook1.xlsx"));
    assert!(
        parts["ppt/charts/chart1.xml"]
            .windows(12)
            .any(|window| window == b"externalData")
    );
}

#[test]
fn a_folder_without_its_scenario_still_has_documents() {
    let (place, _) = made(SMALL, &[]);
    fs::remove_file(place.path("out/scenario.toml")).expect("removed");
    assert_ends(&place.seci(&["chart", "out"]), 0);
    assert!(!report(&place).contains("id=\"assumptions\""));
}

#[test]
fn a_theme_changes_colours_font_and_footer_and_nothing_else() {
    let (place, _) = made(SMALL, &[]);
    let plain = contents(&place.path("out"));
    place.write(
        "client.toml",
        "[colours]\ntacit = \"#a03010\"\n[text]\nfont = \"Georgia\"\nfooter = \"For Example plc <draft>\"\n",
    );
    assert_ends(&place.seci(&["chart", "out", "--theme", "client.toml"]), 0);
    let scissors = fs::read_to_string(place.path("out/charts/scissors.svg")).expect("a chart");
    assert!(scissors.contains("#a03010") && !scissors.contains("#d55e00"));
    let words = fs::read_to_string(place.path("out/charts/scissors.txt")).expect("a description");
    assert!(words.contains("For Example plc <draft>"));
    let report = report(&place);
    assert!(report.contains("For Example plc &lt;draft&gt;") && report.contains("--tacit:#a03010"));
    let parts = parts(&place.path("out/deck.pptx"));
    let theme = String::from_utf8(parts["ppt/theme/theme1.xml"].clone()).expect("text");
    assert!(theme.contains("A03010") && theme.contains("Georgia"));
    assert!(
        slides(&parts)
            .iter()
            .all(|slide| slide.contains("For Example plc <draft>"))
    );
    // And back: nothing of it stays.
    assert_ends(&place.seci(&["chart", "out", "--theme", "plain"]), 0);
    assert!(
        plain == contents(&place.path("out")),
        "something of the theme stays"
    );
    assert_ends(&place.seci(&["chart", "out", "--theme", "dark"]), 0);
}

/// The width of a PNG picture, which stands behind its signature and the name of its first part.
fn width(picture: &Path) -> u32 {
    let bytes = fs::read(picture).expect("a picture");
    u32::from_be_bytes(bytes[16..20].try_into().expect("four bytes"))
}

#[test]
fn a_preset_changes_the_pictures_and_no_document() {
    let (place, _) = made(SMALL, &[]);
    let before = contents(&place.path("out"));
    let documents =
        || DOCUMENTS.map(|name| fs::read(place.path("out").join(name)).expect("a document"));
    let slides = documents();
    let finding = fs::read_to_string(place.path("out/charts/scissors.txt")).expect("words");
    let finding = finding.lines().next().expect("a title").to_owned();
    for (preset, wide) in [("paper", 1920), ("paper-single", 940)] {
        assert_ends(&place.seci(&["chart", "out", "--preset", preset]), 0);
        assert_eq!(
            width(&place.path("out/charts/scissors.png")),
            wide,
            "{preset}"
        );
        assert_eq!(width(&place.path("out/charts/scissors@2x.png")), 2 * wide);
        let caption = fs::read_to_string(place.path("out/charts/scissors.caption.txt"));
        assert!(caption.expect("a caption").contains(&finding), "{preset}");
        assert!(slides == documents(), "{preset}");
    }
    // And back: nothing of it stays.
    assert_ends(&place.seci(&["chart", "out"]), 0);
    assert!(before == contents(&place.path("out")));
}

#[test]
fn a_theme_that_cannot_be_read_is_refused_and_nothing_is_drawn() {
    let (place, _) = made(SMALL, &[]);
    let before = contents(&place.path("out"));
    place.write("pale.toml", "[colours]\ntacit = \"#ffee88\"\n");
    let output = place.seci(&["chart", "out", "--theme", "pale.toml"]);
    assert_ends(&output, 2);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        said.contains("tacit #ffee88") && said.contains("contrast of 1.2"),
        "{said}"
    );
    assert!(
        before == contents(&place.path("out")),
        "something was drawn"
    );
}

#[test]
fn a_bundle_repeats_and_one_that_does_not_is_none() {
    let (place, _) = made(SMALL, &[]);
    let output = place.seci(&["bundle", "out"]);
    assert_ends(&output, 0);
    let bundle = place.path("small-bundle");
    for name in [
        "README.md",
        "model.md",
        "SHA256SUMS",
        "scenario.toml",
        "runs.csv",
        "manifest.json",
    ] {
        assert!(bundle.join(name).exists(), "{name}");
    }
    assert!(!bundle.join("again").exists());
    // A table that was changed by hand does not come out again.
    assert_ends(&place.seci(&["bundle", "out"]), 2);
    fs::remove_dir_all(&bundle).expect("removed");
    let runs = fs::read_to_string(place.path("out/runs.csv")).expect("runs");
    fs::write(
        place.path("out/runs.csv"),
        runs.replacen("little", "Little", 1),
    )
    .expect("written");
    let output = place.seci(&["bundle", "out"]);
    assert_ends(&output, 1);
    assert!(!bundle.exists());
}

/// A key that takes a name is told by its name and not by the number behind it.
#[test]
fn a_named_value_is_told_by_its_name() {
    let text = format!("{SMALL}[[variant]]\nname = \"counted\"\nkpi = \"documents\"\n");
    let (place, _) = made(&text, &["--replicates", "3"]);
    assert!(report(&place).contains(">documents<"));
    let parts = parts(&place.path("out/deck.pptx"));
    let slides = slides(&parts).concat();
    assert!(slides.contains("Key figure none") && slides.contains(" documents none"));
    let folder = parts_text(&place.path("out/workbook.xlsx"));
    assert!(folder.contains(">documents<"));
}

/// All texts of a package, one after the other.
fn parts_text(path: &Path) -> String {
    let all = parts(path).into_values();
    all.map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        .collect()
}
