//! What charts of sweeps say, and that they can be drawn of anything.

mod bridge;
mod wording;

use std::fmt::Write as _;

use proptest::prelude::*;

use super::fixture::*;
use super::gallery::galleries;
use super::*;
use crate::chart::tests::all;
use crate::chart::tests::layout::{check, some_inputs};
use crate::chart::write;

/// The drawings and the words for the ear, one of each kind.
#[test]
fn the_drawings_are_as_they_were() {
    let galleries = galleries();
    let small = Made {
        values: vec![steps(0.0, 1.0, 4)],
        replicates: 20,
        ..peak()
    };
    let map = Made {
        axes: vec![explicit_share(), judgements()],
        values: vec![steps(0.0, 1.0, 5), steps(1.0, 5.0, 5)],
        replicates: 20,
        ..peak()
    };
    let of = |name: &str| {
        galleries
            .iter()
            .find(|(known, _)| known == name)
            .expect(name)
            .1
            .clone()
    };
    for (id, input) in [
        ("dose-response", grid(&small)),
        ("regime-map", grid(&map)),
        ("tornado", of("morris")),
        ("sensitivity", of("sobol")),
        ("convergence", grid(&small)),
    ] {
        let all = drawn(&input, &Theme::default());
        let (_, drawn) = all.into_iter().find(|(known, _)| *known == id).expect(id);
        insta::assert_snapshot!(format!("{id}_svg"), drawn.canvas.svg());
        insta::assert_snapshot!(format!("{id}_alt"), drawn.alt);
    }
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
fn no_text_leaves_the_picture_or_lies_on_another() {
    for (name, input) in galleries() {
        check(&name, &input);
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
            write(&artwork, crate::chart::Preset::Slide, &folder).expect("written");
        }
        crate::chart::tests::in_column(&input, &folder);
    }
}

proptest! {
    #![proptest_config(some_inputs())]
    #[test]
    fn any_axes_any_values_any_count_of_variants(
        axes in prop::collection::vec(
            (prop::collection::vec(prop_oneof![-1e9..1e9f64, 0.0..1.0f64, Just(0.0), Just(1e-12), Just(1e18)], 1..7), any::<bool>()),
            1..4
        ),
        variants in 1usize..6, replicates in 1u32..6, level in prop::sample::select(vec![0.0, 1e-9, 0.3, 1e12]),
        each_alone in any::<bool>()
    ) {
        const NAMES: [&str; 5] = ["a", "b with a rather long name that goes on", "c", "d, or so", "e"];
        let infos = axes.iter().enumerate().map(|(index, (values, log))| {
            let mut info = axis(&format!("p{index}"), ["share of something", "learning hours", "x"][index], "hours", values[0]);
            if *log {
                "log".clone_into(&mut info.scale);
            }
            info
        });
        let made = Made {
            axes: infos.collect(),
            values: axes.iter().map(|(values, _)| {
                let mut values = values.clone();
                values.sort_by(f64::total_cmp);
                values.dedup();
                values
            }).collect(),
            variants: NAMES[..variants].to_vec(),
            replicates,
            spread: level,
            ..peak()
        };
        let input = if each_alone { one_at_a_time(&made) } else { grid(&made) };
        check("any", &input);
    }
}
