//! The bridge: contributions that are known, and what is said of them.

use super::*;
use crate::chart::Standing;

/// 40 % before; the share costs 20 points, turnover 10, and both together give 6 back.
fn response(_: usize, point: &[f64]) -> f64 {
    let share = if point[0] > 0.5 { 1.0 } else { 0.0 };
    let turnover = if point[1] > 0.3 { 1.0 } else { 0.0 };
    0.4 - 0.2 * share - 0.1 * turnover + 0.06 * share * turnover
}

fn made(capability: Response) -> Made {
    Made {
        axes: vec![explicit_share(), turnover()],
        values: vec![vec![0.3, 0.8], vec![0.18, 0.5]],
        variants: vec!["base"],
        replicates: 100,
        spread: 0.01,
        capability,
        ..peak()
    }
}

fn bridge(input: &crate::chart::ChartInput) -> Option<(String, Standing, String)> {
    let all = drawn(input, &Theme::default());
    check("bridge", input);
    let (_, drawn) = all.into_iter().find(|(id, _)| *id == "bridge")?;
    let title = drawn.words.title.replace('\u{a0}', " ");
    Some((title, drawn.standing, drawn.sheet.csv()))
}

/// By hand: half of what both give together belongs to each, so −20 + 3 and −10 + 3 points, of −24 in all.
#[test]
fn contributions_are_averaged_over_the_orders_and_add_up() {
    let input = grid(&made(response));
    let (title, standing, csv) = bridge(&input).expect("a bridge");
    assert_eq!(
        title,
        "Of −24 pp in capability under pressure, explicit share contributes most: −17 pp"
    );
    assert_eq!(standing, Standing::Holds);
    let value = |row: &str| -> f64 {
        let line = csv.lines().find(|line| line.starts_with(row)).expect(row);
        line.split(',')
            .nth(3)
            .expect("a value")
            .parse()
            .expect("a number")
    };
    assert!((value("explicit_share") + 0.17).abs() < 0.005, "{csv}");
    assert!((value("turnover") + 0.07).abs() < 0.005, "{csv}");
    let sum = value("explicit_share") + value("turnover");
    assert!(
        (value("before") + sum - value("after")).abs() < 1e-9,
        "{csv}"
    );
}

#[test]
fn levers_that_do_nothing_are_not_blamed() {
    let (title, standing, _) = bridge(&grid(&made(|_, _| 0.4))).expect("a bridge");
    assert!(
        title.starts_with("No lever clearly changes capability"),
        "{title}"
    );
    assert_eq!(standing, Standing::Fails);
}

#[test]
fn the_way_may_lead_to_the_lower_value() {
    let mut other = made(response);
    other.axes[0].base = 0.8;
    let (title, ..) = bridge(&grid(&other)).expect("a bridge");
    // From 20 % to 40 % in share, at turnover 18 % or 50 %: +20 and +14; turnover −4 and −10; of +10 in all.
    assert_eq!(
        title,
        "Of +10 pp in capability under pressure, explicit share contributes most: +17 pp"
    );
}

#[test]
fn three_values_on_an_axis_are_no_coalitions() {
    let mut more = made(response);
    more.values[1].push(0.6);
    assert_eq!(bridge(&grid(&more)), None);
}
