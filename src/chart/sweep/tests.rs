//! What charts of sweeps say, and that they can be drawn of anything.

use std::fmt::Write as _;

use proptest::prelude::*;

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

#[test]
fn a_gain_below_the_smallest_relevant_size_is_called_small() {
    let slight = Made {
        capability: |_, p| 0.30 + 0.016 * p[0] * (1.0 - p[0]),
        spread: 0.0005,
        replicates: 100,
        ..peak()
    };
    let (text, standing) = title(&grid(&slight), "dose-response");
    assert!(text.starts_with("Smaller than 1 pp"), "{text}");
    assert_eq!(standing, Standing::Fails);
}

/// The peak is clear of both ends, yet not in 95 % of the resamples between them: no peak is claimed.
#[test]
fn a_peak_needs_its_place_as_well_as_its_gains() {
    let mut input = grid(&Made {
        replicates: 200,
        ..peak()
    });
    for row in &mut input.sweep.optima {
        row.interior = 0.94;
    }
    let (text, _) = title(&input, "dose-response");
    assert!(text.contains("where it is highest is not clear"), "{text}");
}

/// p = 0.004 for each gain: alone clear, and not among 20 tests (Holm: 20 × 0.004 = 0.08).
#[test]
fn the_more_lines_the_stricter_each_gain_is_judged() {
    let verdict = |variants: &[&'static str]| {
        let mut input = grid(&Made {
            variants: variants.to_vec(),
            ..peak()
        });
        for row in &mut input.sweep.optima {
            row.over_low.p = 0.004;
            row.over_high.p = 0.004;
        }
        title(&input, "dose-response").1
    };
    assert_eq!(verdict(&["a"]), Standing::Holds);
    let ten = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
    assert_eq!(verdict(&ten), Standing::Fails);
}

#[test]
fn a_shift_of_the_best_value_needs_intervals_that_do_not_meet() {
    let map = |at_low: f64| {
        let mut input = grid(&Made {
            axes: vec![explicit_share(), turnover()],
            values: vec![steps(0.0, 1.0, 11), vec![0.0, 0.1, 0.2]],
            capability: |_, p| hill(p[0], 0.4 - 1.5 * p[1]),
            ..peak()
        });
        for row in &mut input.sweep.optima {
            // With the lowest turnover the best share is 40 %.
            if row.axis == "explicit_share" && row.point[1] < 0.05 {
                row.at_low = at_low;
            }
        }
        title(&input, "dose-response").0
    };
    assert!(map(0.4).contains("falls from 40 to 10 %"), "{}", map(0.4));
    assert!(!map(0.2).contains("falls from"), "{}", map(0.2));
}

#[test]
fn a_tornado_names_one_parameter_only_where_it_clearly_leads() {
    let swings = |second: f64| {
        let mut made = Made {
            axes: vec![explicit_share(), turnover()],
            values: vec![vec![0.0, 1.0], vec![0.0, 1.0]],
            replicates: 60,
            ..peak()
        };
        made.axes[0].base = 0.5;
        made.axes[1].base = 0.5;
        made.capability = if second > 0.5 {
            |_, p| 0.3 + 0.10 * p[0] + 0.099 * p[1]
        } else {
            |_, p| 0.3 + 0.10 * p[0] + 0.02 * p[1]
        };
        title(&one_at_a_time(&made), "tornado").0
    };
    let sole = swings(0.0);
    assert!(sole.contains("depends most on explicit share: "), "{sole}");
    let both = swings(1.0);
    assert!(
        both.contains("explicit share and turnover")
            || both.contains("turnover and explicit share"),
        "{both}"
    );
}

#[test]
fn an_alternative_that_wins_on_one_side_is_told_with_both_sides() {
    let input = galleries()
        .into_iter()
        .find(|(name, _)| name == "map-split")
        .expect("in the gallery")
        .1;
    let (text, standing) = title(&input, "regime-map");
    assert!(
        text.ends_with("with judgements a situation up to 3, lower from 4 on"),
        "{text}"
    );
    assert_eq!(standing, Standing::Holds);
}

#[test]
fn a_model_without_capability_is_told_by_its_first_metric() {
    let input = galleries()
        .into_iter()
        .find(|(name, _)| name == "another-model")
        .expect("in the gallery")
        .1;
    assert_eq!(sweep_metrics(&input.manifest), ["ideas"]);
    let (text, _) = title(&input, "dose-response");
    assert!(
        text.starts_with("Ideas peaks at an explicit share of "),
        "{text}"
    );
}

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

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]
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
        check_drawn("any", &drawn(&input, &Theme::default()));
    }
}
