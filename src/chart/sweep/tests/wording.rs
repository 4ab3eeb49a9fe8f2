//! What titles say: of clear findings, of small ones, of unclear ones.

use crate::chart::Standing;
use crate::chart::sweep::fixture::*;
use crate::chart::sweep::gallery::galleries;
use crate::chart::sweep::*;

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
