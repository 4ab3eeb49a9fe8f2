//! Where texts stand, on slides and in the column of a journal: none leaves the picture, none lies on another, none is too
//! small to be read.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::*;
use crate::chart::album::sketches;
use crate::chart::canvas::{Area, Line};

/// A point is the 72nd part of an inch of 25.4 mm.
const POINTS_A_MILLIMETRE: f64 = 72.0 / 25.4;

/// Both formats.
fn themes() -> [Theme; 2] {
    let slide = Theme::default();
    let column = slide.for_column();
    [slide, column]
}

/// Every chart that there is of these tables.
pub(crate) fn every(input: &ChartInput, theme: &Theme) -> Vec<(&'static str, Drawn)> {
    let (sketches, _) = sketches(input, theme);
    let drawn = sketches.into_iter();
    drawn.map(|sketch| (sketch.kind, sketch.drawn)).collect()
}

/// Every text of every chart inside the picture, none on another, none too small; in both formats.
pub(crate) fn check(name: &str, input: &ChartInput) {
    for theme in themes() {
        check_in(name, input, &theme);
    }
}

pub(crate) fn check_in(name: &str, input: &ChartInput, theme: &Theme) {
    check_drawn(name, &every(input, theme), theme);
}

fn words(line: &Line) -> String {
    line.spans.iter().map(|span| span.text.as_str()).collect()
}

fn check_drawn(name: &str, drawn: &[(&'static str, Drawn)], theme: &Theme) {
    let (edge, least) = match theme.format {
        Format::Slide => (20.0, 24.0),
        // 6 pt at the width of the column.
        Format::Column => (
            0.0,
            6.0 * theme.size.width / (COLUMN_MILLIMETRES * POINTS_A_MILLIMETRE),
        ),
    };
    for (id, drawn) in drawn {
        let Size { width, height } = drawn.canvas.size;
        let place = format!("{name} {id} {:?}", theme.format);
        let areas: Vec<(Area, &Line)> = drawn
            .canvas
            .texts()
            .iter()
            .map(|line| (line.area(), line))
            .collect();
        for (index, (area, line)) in areas.iter().enumerate() {
            let words = words(line);
            assert!(
                area.left >= edge
                    && area.right <= width - edge
                    && area.top >= edge
                    && area.bottom <= height - edge,
                "{place}: {words:?} leaves the picture of {width} × {height}: {area:?}"
            );
            assert!(line.size >= least, "{place}: {words:?} is too small");
            for (other, second) in &areas[index + 1..] {
                // Letters fill less than their box.
                let tight = Area {
                    top: area.top + 3.0,
                    bottom: area.bottom - 3.0,
                    ..*area
                };
                assert!(
                    !tight.overlaps(other),
                    "{place}: {words:?} lies on {:?}: {area:?} {other:?}",
                    self::words(second)
                );
            }
        }
        if theme.format == Format::Column {
            let extent = drawn.canvas.extent();
            assert!(
                extent.left >= -1.0
                    && extent.right <= width + 1.0
                    && extent.top >= -1.0
                    && extent.bottom <= height + 1.0,
                "{place}: something leaves the picture of {width} × {height}: {extent:?}"
            );
        }
    }
}

#[test]
fn no_text_leaves_the_picture_or_lies_on_another() {
    for (name, input) in galleries() {
        check(name, &input);
    }
}

/// A few inputs, the same in every run, so that a gate is no matter of luck; `PROPTEST_CASES` and `PROPTEST_RNG_SEED` in the
/// environment try more and others.
pub(crate) fn some_inputs() -> ProptestConfig {
    let asked = ProptestConfig::default();
    let is_asked = std::env::var_os("PROPTEST_CASES").is_some();
    ProptestConfig {
        cases: if is_asked { asked.cases } else { 24 },
        rng_seed: match asked.rng_seed {
            RngSeed::Random => RngSeed::Fixed(1),
            fixed @ RngSeed::Fixed(_) => fixed,
        },
        failure_persistence: None,
        ..asked
    }
}

proptest! {
    #![proptest_config(some_inputs())]
    #[test]
    fn any_numbers_any_count_of_variants(
        ends in prop::collection::vec((0.0..300.0f64, 0.0..1.0f64, 0.0..1.0f64), 1..14),
        weeks in 0u32..60, replicates in 1u32..8, scale in prop::sample::select(vec![0.0, 1e-9, 1.0, 1e12])
    ) {
        let courses: Vec<Course> = ends
            .iter()
            .enumerate()
            .map(|(index, (documents, capability, espoused))| {
                course(&format!("Variant number {index} of many"), documents * scale, *capability, *espoused)
            })
            .collect();
        check("any", &folder(&courses, courses.len() / 2, weeks, replicates));
    }
}

/// A column has the width that letters are measured for, and is no higher than a page.
#[test]
fn a_column_is_as_high_as_its_panels_and_no_higher_than_a_page() {
    let theme = Theme::default().for_column();
    for (name, input) in galleries() {
        for (id, drawn) in every(&input, &theme) {
            let Size { width, height } = drawn.canvas.size;
            assert!((width - theme.size.width).abs() < 1e-9);
            assert!(
                height <= theme.size.height,
                "{name} {id} is {height} pixels high"
            );
        }
    }
    let heights = |count: usize| {
        let courses = &over_investment()[..count];
        let all = every(&folder(courses, 0, 20, 20), &theme);
        all[0].1.canvas.size.height
    };
    assert!(
        heights(4) > 1.5 * heights(2),
        "two rows of panels are higher"
    );
}

/// What is usual is told in full: no label, name or figure is cut.
#[test]
fn nothing_usual_is_cut_in_a_column() {
    let theme = Theme::default().for_column();
    for (name, input) in galleries() {
        if ["long", "twelve"].contains(&name) {
            continue;
        }
        for (id, drawn) in every(&input, &theme) {
            for line in drawn.canvas.texts() {
                let words = words(line);
                assert!(!words.contains('…'), "{name} {id}: {words:?} is cut");
            }
        }
    }
}

#[test]
fn the_drawings_of_a_column_are_as_they_were() {
    let theme = Theme::default().for_column();
    let all = every(&folder(&over_investment(), 1, 4, 6), &theme);
    for id in ["scissors", "paired", "pressure"] {
        let (_, drawn) = all.iter().find(|(known, _)| *known == id).expect(id);
        insta::assert_snapshot!(format!("{id}_column_svg"), drawn.canvas.svg());
    }
}

/// At 89 mm: labels of 7 pt, the most that Nature takes and what Elsevier asks for, nothing below 6.5 pt.
#[test]
fn letters_of_a_column_are_as_large_as_journals_want_them() {
    let theme = Theme::default().for_column();
    let points = |pixels: f64| pixels * COLUMN_MILLIMETRES / theme.size.width * POINTS_A_MILLIMETRE;
    assert!((6.9..=7.0).contains(&points(theme.text.label)));
    assert!((6.5..=7.0).contains(&points(theme.text.tick)));
}
