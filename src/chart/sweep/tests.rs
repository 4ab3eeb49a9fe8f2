//! What charts of sweeps say, and that they can be drawn of anything.

use std::fmt::Write as _;

use super::fixture::*;
use super::gallery::galleries;
use super::*;
use crate::chart::tests::check_drawn;
use crate::chart::{Standing, all, write};

fn title(input: &ChartInput, id: &str) -> (String, Standing) {
    let all = drawn(input, &Theme::default());
    let (_, drawn) = all.iter().find(|(known, _)| *known == id).expect(id);
    (drawn.words.title.replace('\u{a0}', " "), drawn.standing)
}

#[test]
fn a_peak_is_claimed_where_it_is_clear_of_both_ends() {
    let clear = Made {
        replicates: 200,
        spread: 0.02,
        ..peak()
    };
    let (text, standing) = title(&grid(&clear), "dose-response");
    assert!(
        text.contains("peaks at an explicit share of 30 %, 10 pp above 0 %"),
        "{text}"
    );
    assert_eq!(standing, Standing::Holds);
}

#[test]
fn a_best_value_at_an_end_is_no_peak() {
    let falling = Made {
        capability: |_, p| 0.30 - 0.2 * p[0],
        ..peak()
    };
    let (text, standing) = title(&grid(&falling), "dose-response");
    assert!(!text.contains("peak"), "{text}");
    assert!(text.contains("0 %"), "{text}");
    assert_eq!(standing, Standing::Holds);
}

#[test]
fn where_nothing_moves_nothing_is_claimed() {
    for made in [
        Made {
            capability: |_, _| 0.3,
            spread: 0.0,
            ..peak()
        },
        Made {
            capability: |_, p| 0.30 + 0.004 * p[0] * (1.0 - p[0]),
            replicates: 12,
            ..peak()
        },
        Made {
            replicates: 1,
            ..peak()
        },
    ] {
        let (text, standing) = title(&grid(&made), "dose-response");
        assert_eq!(standing, Standing::Fails, "{text}");
        assert!(!text.contains("peaks"), "{text}");
    }
}

#[test]
fn indices_that_are_not_converged_are_called_so() {
    let first: &[(&str, [f64; 3])] = &[("first", [0.4, 0.2, 0.6]), ("total", [0.5, 0.3, 0.7])];
    let second: &[(&str, [f64; 3])] = &[("first", [0.1, 0.0, 0.2]), ("total", [0.2, 0.1, 0.3])];
    let parameters = [("turnover", first), ("voice", second)];
    let (text, standing) = title(
        &indices("saltelli", &parameters, "not converged"),
        "sensitivity",
    );
    assert!(text.to_lowercase().contains("not converged"), "{text}");
    assert_eq!(standing, Standing::Fails);
    let (text, _) = title(
        &indices("saltelli", &parameters, "converged"),
        "sensitivity",
    );
    assert!(!text.to_lowercase().contains("not converged"), "{text}");
}

/// What every title of the gallery says, and whether it is claimed.
#[test]
fn the_titles_of_the_gallery() {
    let mut told = String::new();
    for (name, input) in galleries() {
        for (id, drawn) in drawn(&input, &Theme::default()) {
            let title = drawn.words.title.replace('\u{a0}', " ");
            let _ = writeln!(told, "{name} {id} [{:?}]: {title}", drawn.standing);
        }
    }
    insta::assert_snapshot!(told);
}

#[test]
fn no_text_leaves_the_slide_or_lies_on_another() {
    for (name, input) in galleries() {
        check_drawn(&name, &drawn(&input, &Theme::default()));
    }
}

#[test]
fn same_tables_same_bytes() {
    for (name, input) in galleries()
        .into_iter()
        .filter(|(name, _)| ["peak", "map", "tornado", "sobol"].contains(&name.as_str()))
    {
        let theme = Theme::default();
        let first = all(&input, &theme).expect("drawings are valid");
        assert!(!first.is_empty(), "{name}");
        assert_eq!(
            first,
            all(&input, &theme).expect("drawings are valid"),
            "{name}"
        );
        for artwork in first {
            assert!(
                !artwork.alt.is_empty() && artwork.csv.lines().count() > 1,
                "{name}"
            );
        }
    }
}

#[test]
fn numbers_that_are_none_do_not_panic() {
    for (_, input) in galleries() {
        for odd in [f64::NAN, f64::INFINITY, -1e300] {
            let mut input = input.clone();
            for (place, row) in input.sweep.points.iter_mut().enumerate() {
                if place % 3 == 0 {
                    row.summary.mean = odd;
                    row.ci_low = odd;
                }
            }
            for (place, row) in input.sweep.effects.iter_mut().enumerate() {
                if place % 2 == 0 {
                    row.mean_difference = odd;
                    row.p = odd;
                }
            }
            for row in &mut input.sweep.optima {
                row.at_high = odd;
            }
            for (place, row) in input.sweep.sensitivity.iter_mut().enumerate() {
                if place % 2 == 0 {
                    row.estimate = odd;
                }
            }
            let drawn = drawn(&input, &Theme::default());
            assert!(drawn.len() <= CHARTS.len());
        }
    }
    let nothing = ChartInput {
        sweep: SweepTables::default(),
        ..grid(&peak())
    };
    assert!(drawn(&nothing, &Theme::default()).is_empty());
}

/// Draws a gallery of usual and odd sweeps to look at: `cargo test --lib sweep_gallery -- --ignored`.
#[test]
#[ignore = "for the eye: writes pictures to the folder for temporary files"]
fn sweep_gallery() {
    for (name, input) in galleries() {
        let folder = std::env::temp_dir().join("seci-sweep-gallery").join(&name);
        std::fs::create_dir_all(&folder).expect("a folder for temporary files");
        for artwork in all(&input, &Theme::default()).expect("drawings are valid") {
            println!(
                "{name} {}: {} [{:?}]",
                artwork.id, artwork.title, artwork.standing
            );
            write(&artwork, &folder).expect("written");
        }
    }
}
