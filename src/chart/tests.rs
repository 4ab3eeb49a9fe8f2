//! What all charts have in common: titles that say what the tables say, texts that keep apart, the same bytes again.

mod flows;
pub(super) mod layout;
mod network;
mod stories;

use super::album::{album, at_one_point};
use super::fixture::{Course, course, event, folder, over_investment};
use super::*;

/// Everything but the pixels, which take longest.
fn drawn(input: &ChartInput) -> Vec<(&'static str, Drawn)> {
    at_one_point(input, &Theme::default())
}

/// Everything, pixels and all.
pub(super) fn all(input: &ChartInput, theme: &Theme) -> Result<Vec<Artwork>, ChartError> {
    album(input, theme).map(|album| album.artworks)
}

fn title(input: &ChartInput, id: &str) -> (String, Standing) {
    let all = drawn(input);
    let (_, drawn) = all.iter().find(|(known, _)| *known == id).expect(id);
    (drawn.words.title.replace('\u{a0}', " "), drawn.standing)
}

fn two(first: Course, second: Course) -> ChartInput {
    folder(&[first, second], 0, 20, 60)
}

#[test]
fn the_headline_of_over_investment() {
    let input = folder(&over_investment(), 1, 20, 60);
    let titles: Vec<String> = ["scissors", "phase", "fan", "paired", "pressure"]
        .iter()
        .map(|id| title(&input, id).0)
        .collect();
    assert_eq!(
        titles,
        [
            "‘Explicit-heavy’ writes 2.7 times the documents of ‘Balanced’, yet ends 12 pp lower in capability",
            "‘Explicit-heavy’ gains 12 pp of capability with 101 documents per head, ‘Balanced’ 24 pp with 38",
            "‘Balanced’ ends highest in capability, 6.3 pp above ‘All tacit’; 9 in 10 of its runs end between 42 % and 51 %",
            "All alternatives end lower in capability than ‘Balanced’, by 6.3 to 25 pp at the same seed",
            "If people acted under pressure as they talk, ‘Explicit-heavy’ would gain 18 pp of capability, ‘Balanced’ would lose 3.1 pp",
        ]
    );
}

/// What a bridge needs besides is in no chart, in no count and in nobody's adjustment.
#[test]
fn variants_that_nobody_asked_for_by_name_change_no_chart() {
    let mut courses = over_investment();
    let asked = folder(&courses, 1, 20, 60);
    courses.push(course("step of a bridge", 300.0, 0.9, 0.9));
    let mut with_step = folder(&courses, 1, 20, 60);
    with_step.manifest.variants[4].purpose = crate::table::Purpose::Coalition {
        from: "balanced".to_owned(),
        to: "explicit-heavy".to_owned(),
        moved: vec!["hours".to_owned()],
    };
    let mut left = with_step.of_what_ifs();
    // It is kept for the chart that needs it.
    assert_eq!(left.besides.len(), 1);
    left.besides.clear();
    assert_eq!(left, asked);
}

#[test]
fn a_finding_that_turns_round_turns_its_sentence_round() {
    let input = two(
        course("balanced", 38.0, 0.40, 0.4),
        course("explicit-heavy", 101.0, 0.47, 0.5),
    );
    let (scissors, standing) = title(&input, "scissors");
    assert_eq!(standing, Standing::Holds);
    assert!(
        scissors.contains("and ends 7") && scissors.contains("higher in capability"),
        "{scissors}"
    );
    let (paired, _) = title(&input, "paired");
    assert!(
        paired.starts_with("Explicit-heavy ends 7") && paired.contains("higher"),
        "{paired}"
    );
    let fewer = two(
        course("explicit-heavy", 101.0, 0.34, 0.5),
        course("balanced", 38.0, 0.46, 0.4),
    );
    let (scissors, _) = title(&fewer, "scissors");
    assert!(
        scissors.starts_with(
            "Balanced writes 62 % fewer documents than explicit-heavy, yet ends 12 pp higher"
        ),
        "{scissors}"
    );
}

#[test]
fn alternatives_that_part_ways_are_both_told() {
    let courses = [
        course("all tacit", 0.0, 0.50, 0.05),
        course("balanced", 38.0, 0.46, 0.43),
        course("explicit-heavy", 101.0, 0.34, 0.52),
    ];
    let (paired, standing) = title(&folder(&courses, 1, 20, 60), "paired");
    assert_eq!(standing, Standing::Holds);
    assert!(paired.starts_with("All tacit ends "), "{paired}");
    assert!(
        paired.contains(" higher in capability than balanced, explicit-heavy ")
            && paired.ends_with(" lower"),
        "{paired}"
    );
}

#[test]
fn few_runs_are_not_told_in_tenths() {
    let input = folder(&over_investment(), 1, 20, 12);
    assert!(!title(&input, "fan").0.contains("9 in 10"));
}

#[test]
fn identical_variants_have_no_clear_difference_anywhere() {
    let mut twin = course("one", 38.0, 0.40, 0.4);
    let first = twin.clone();
    twin.label = "two".to_owned();
    let mut input = two(first, course("two", 38.0, 0.40, 0.4));
    for index in 0..60 {
        input.runs[60 + index].metrics = input.runs[index].metrics.clone();
    }
    for (id, drawn) in drawn(&input) {
        assert!(
            drawn.words.title.starts_with("No clear difference in "),
            "{id}: {}",
            drawn.words.title
        );
        assert_eq!(drawn.standing, Standing::Fails);
    }
}

#[test]
fn what_is_clear_but_too_small_is_called_small() {
    let mut near = course("near", 38.0, 0.404, 0.4);
    near.spread = 0.002;
    let mut base = course("base", 38.0, 0.40, 0.4);
    base.spread = 0.002;
    let (paired, standing) = title(&two(base, near), "paired");
    assert!(
        paired.starts_with(
            "Smaller than 1 pp: the difference in capability between near and base (95 % CI "
        ),
        "{paired}"
    );
    assert_eq!(standing, Standing::Fails);
}

#[test]
fn what_the_runs_cannot_tell_is_called_unclear() {
    let mut near = course("near", 38.0, 0.405, 0.4);
    near.spread = 0.2;
    let (paired, standing) = title(
        &folder(&[course("base", 38.0, 0.40, 0.4), near], 0, 4, 12),
        "paired",
    );
    assert!(
        paired.starts_with("No clear difference in capability between near and base (95 % CI −"),
        "{paired}"
    );
    assert_eq!(standing, Standing::Fails);
}

#[test]
fn names_are_quoted_all_or_none() {
    let plain = two(
        course("balanced", 38.0, 0.40, 0.4),
        course("explicit-heavy", 101.0, 0.47, 0.5),
    );
    assert!(!title(&plain, "scissors").0.contains('‘'));
    for awkward in ["balanced, as planned", "never rebalanced again"] {
        let quoted = two(
            course(awkward, 38.0, 0.40, 0.4),
            course("explicit-heavy", 101.0, 0.47, 0.5),
        );
        let (scissors, _) = title(&quoted, "scissors");
        assert!(
            scissors.starts_with("‘Explicit-heavy’ writes"),
            "{scissors}"
        );
    }
}

#[test]
fn where_something_happens_to_one_variant_alone_the_footer_says_since_when_it_lies_apart() {
    let mut changed = course("changed", 38.0, 0.47, 0.4);
    changed.events = vec![event(1, "policy", "explicit_share = 0.3")];
    let all = drawn(&two(course("base", 38.0, 0.40, 0.4), changed));
    let footer = all[0].1.words.footer.join("\n").replace('\u{a0}', " ");
    assert!(
        footer.contains(
            "Capability is at least 1 pp above base from week 2 on, 1 week after the policy"
        ),
        "{footer}"
    );
    let same = drawn(&two(
        course("base", 38.0, 0.40, 0.4),
        course("other", 38.0, 0.47, 0.4),
    ));
    assert!(!same[0].1.words.footer.join("\n").contains("from week"));
}

#[test]
fn a_single_variant_is_described_and_not_compared() {
    let input = folder(&[course("our plan", 38.0, 0.40, 0.43)], 0, 52, 40);
    let all = drawn(&input);
    let ids: Vec<&str> = all.iter().map(|(id, _)| *id).collect();
    assert_eq!(
        ids,
        ["scissors", "phase", "fan", "pressure"],
        "nothing to pair"
    );
    for (_, drawn) in &all {
        assert_eq!(drawn.standing, Standing::Describes);
        assert!(
            !drawn.words.title.contains("clear"),
            "{}",
            drawn.words.title
        );
    }
}

#[test]
fn a_variant_without_documents_is_no_division_by_zero() {
    let input = two(
        course("all tacit", 0.0, 0.40, 0.1),
        course("explicit-heavy", 101.0, 0.34, 0.5),
    );
    let (scissors, _) = title(&input, "scissors");
    assert!(
        scissors.starts_with(
            "Explicit-heavy writes 101 documents per head where all tacit writes none, yet ends 5"
        ),
        "{scissors}"
    );
}

#[test]
fn a_sweep_is_left_to_other_charts() {
    let mut input = folder(&over_investment(), 1, 4, 4);
    input.runs[0].point = vec![0.5];
    assert!(all(&input, &Theme::default()).expect("drawn").is_empty());
}

#[test]
fn the_drawing_is_as_it_was() {
    let input = folder(&over_investment(), 1, 4, 6);
    let all = drawn(&input);
    let (_, scissors) = &all[0];
    insta::assert_snapshot!("scissors_svg", scissors.canvas.svg());
    insta::assert_snapshot!("scissors_alt", scissors.alt);
}

#[test]
fn same_tables_same_bytes_and_outlines_need_no_font() {
    let input = folder(&over_investment(), 1, 8, 8);
    let [first, second] = [0, 1].map(|_| all(&input, &Theme::default()).expect("drawn"));
    assert_eq!(first, second);
    for artwork in &first {
        assert!(!artwork.svg.contains("<text") && !artwork.svg.contains("font-family"));
        assert!(
            artwork.svg.contains("<title id=\"title\">")
                && artwork.svg.contains("<desc id=\"description\">")
        );
        assert!(artwork.alt.starts_with(artwork.title.as_str()));
    }
    assert_eq!(
        first[4].png(1).expect("pixels"),
        second[4].png(1).expect("pixels")
    );
}

#[test]
fn five_files_for_each_chart() {
    let input = folder(&over_investment(), 1, 4, 4);
    let target = tempfile::tempdir().expect("a folder");
    let artworks = all(&input, &Theme::default()).expect("drawn");
    write(&artworks[3], Preset::Slide, target.path()).expect("written");
    let mut names: Vec<String> = std::fs::read_dir(target.path())
        .expect("read")
        .map(|entry| {
            entry
                .expect("entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    assert_eq!(
        names,
        [
            "paired.csv",
            "paired.png",
            "paired.svg",
            "paired.txt",
            "paired@2x.png"
        ]
    );
}

#[test]
fn for_a_paper_the_words_are_in_a_file_of_their_own() {
    let input = folder(&over_investment(), 1, 4, 4);
    let target = tempfile::tempdir().expect("a folder");
    let artworks = all(&input, &Theme::default()).expect("drawn");
    write(&artworks[0], Preset::Paper, target.path()).expect("written");
    let caption = std::fs::read_to_string(target.path().join("scissors.caption.txt"));
    let caption = caption.expect("a caption");
    assert!(caption.starts_with(artworks[0].title.trim_end_matches('.')));
    // The window shows the panels alone: as wide as before, not as high.
    let svg = std::fs::read_to_string(target.path().join("scissors.svg")).expect("a drawing");
    let size: resvg::usvg::Tree =
        resvg::usvg::Tree::from_str(&svg, &resvg::usvg::Options::default()).expect("SVG");
    let [top, bottom] = artworks[0].body();
    let height = ((bottom - top) * 1080.0) as f32;
    assert!((size.size().width() - 1920.0).abs() < 0.5);
    assert!(
        (size.size().height() - height).abs() < 1.0,
        "{} {height}",
        size.size().height()
    );
    assert!(height < 900.0);
}

#[test]
fn for_a_single_column_pictures_are_whole_and_words_are_in_a_file() {
    let input = folder(&over_investment(), 1, 4, 4);
    let target = tempfile::tempdir().expect("a folder");
    let theme = Theme::default().for_column();
    let artworks = all(&input, &theme).expect("drawn");
    for artwork in &artworks {
        let [top, bottom] = artwork.body();
        assert!(top.abs() < 1e-12 && (bottom - 1.0).abs() < 1e-12);
    }
    write(&artworks[0], Preset::PaperSingle, target.path()).expect("written");
    let caption = std::fs::read_to_string(target.path().join("scissors.caption.txt"));
    let caption = caption.expect("a caption");
    // Title, subtitle and footer, which the picture does not bear.
    for words in [&artworks[0].title, &artworks[0].footer[0]] {
        assert!(caption.contains(words.trim_end_matches('.')), "{caption}");
    }
    let svg = std::fs::read_to_string(target.path().join("scissors.svg")).expect("a drawing");
    let tree = resvg::usvg::Tree::from_str(&svg, &resvg::usvg::Options::default()).expect("SVG");
    assert!((f64::from(tree.size().width()) - theme.size.width).abs() < 0.5);
    // Two rows of panels are higher than wide.
    assert!(tree.size().height() > tree.size().width());
}

#[test]
fn numbers_that_are_none_do_not_panic() {
    for odd in [f64::NAN, f64::INFINITY, f64::MAX, f64::MIN_POSITIVE, -1.0] {
        let mut input = folder(&over_investment(), 1, 3, 3);
        for run in &mut input.runs {
            run.metrics.fill(odd);
        }
        for row in &mut input.series {
            row.summary.mean = odd;
            row.summary.quantiles.fill(odd);
        }
        let artworks = all(&input, &Theme::default()).expect("drawn");
        assert!(
            artworks
                .iter()
                .all(|artwork| artwork.standing != Standing::Holds)
        );
    }
    let mut nothing = folder(&over_investment(), 1, 3, 3);
    nothing.series.clear();
    nothing.runs.truncate(1);
    all(&nothing, &Theme::default()).expect("drawn");
}

/// Draws a gallery of usual and odd folders to look at: `cargo test --lib gallery -- --ignored`.
#[test]
#[ignore = "for the eye: writes pictures to the folder for temporary files"]
fn gallery() {
    let stories = stories::all();
    for (name, input) in galleries().into_iter().chain(stories) {
        let folder = std::env::temp_dir().join("seci-gallery").join(name);
        std::fs::create_dir_all(&folder).expect("a folder for temporary files");
        for artwork in all(&input, &Theme::default()).expect("drawings are valid") {
            println!(
                "{name} {}: {} [{:?}]",
                artwork.id, artwork.title, artwork.standing
            );
            write(&artwork, Preset::Slide, &folder).expect("written");
        }
        in_column(&input, &folder);
    }
}

/// The same for a column, in a folder beside them.
pub(super) fn in_column(input: &ChartInput, folder: &Path) {
    let folder = folder.join("column");
    std::fs::create_dir_all(&folder).expect("a folder for temporary files");
    for artwork in all(input, &Theme::default().for_column()).expect("drawings are valid") {
        write(&artwork, Preset::PaperSingle, &folder).expect("written");
    }
}

pub(super) fn galleries() -> Vec<(&'static str, ChartInput)> {
    let mut shocked = vec![
        course("no voice", 38.0, 0.30, 0.35),
        course("some voice", 38.0, 0.33, 0.36),
        course("full voice", 37.9, 0.335, 0.36),
    ];
    for course in &mut shocked {
        course.events.push(event(78, "shock", "size 0.4"));
    }
    let long: Vec<Course> = (0..4)
        .map(|index| {
            let step = f64::from(index);
            let label =
                format!("a label of sixty letters that tells the whole story, number {index}");
            let mut course = course(&label, 30.0 + 20.0 * step, 0.42 - 0.04 * step, 0.45);
            course.events = vec![
                event(52, "policy", "explicit_share = 0.2"),
                event(60, "shock", "size 0.4"),
                event(120, "policy", "explicit_share = 0.3, voice = 1"),
            ];
            course
        })
        .collect();
    let many = |count: u32| {
        (0..count)
            .map(|index| {
                let step = f64::from(index);
                let capability = 0.3 + 0.04 * step - 0.006 * step * step;
                course(
                    &format!("share {}", step / 10.0),
                    12.0 * step,
                    capability,
                    0.04 * step,
                )
            })
            .collect::<Vec<_>>()
    };
    let reversed = [
        course("balanced", 38.0, 0.40, 0.43),
        course("explicit-heavy", 101.0, 0.47, 0.52),
    ];
    vec![
        ("over-investment", folder(&over_investment(), 1, 156, 200)),
        ("reversed", folder(&reversed, 0, 156, 200)),
        (
            "single",
            folder(&[course("our plan", 38.0, 0.40, 0.43)], 0, 156, 200),
        ),
        ("shock", folder(&shocked, 0, 156, 200)),
        ("long", folder(&long, 0, 156, 50)),
        ("eight", folder(&many(8), 3, 104, 50)),
        ("twelve", folder(&many(12), 0, 52, 20)),
        ("one-week", folder(&over_investment(), 1, 1, 2)),
    ]
}
