//! The resolved file loads to the scenario it was written from, and writes the same text again.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::registry::{SMALL, snapshot, text};

fn round_trip(file: &str) -> Result<(), TestCaseError> {
    let first = text(file)
        .map_err(|faults| TestCaseError::fail(format!("{file}\n{faults}")))?
        .scenario;
    let written = first.to_toml();
    let second = text(&written)
        .map_err(|faults| TestCaseError::fail(format!("{written}\n{faults}")))?
        .scenario;
    prop_assert_eq!(&first, &second);
    prop_assert_eq!(written, second.to_toml());
    Ok(())
}

/// A layer of a few parameters, never both pairs of the either-or.
fn layer() -> impl Strategy<Value = Vec<(&'static str, f64)>> {
    let usual = vec![
        "drift",
        "turnover",
        "learning_hours",
        "explicit_share",
        "practice",
    ];
    let other = vec!["drift", "tacit_hours", "explicit_hours", "feedback"];
    let names = prop_oneof![
        proptest::sample::subsequence(usual, 0..=5),
        proptest::sample::subsequence(other, 0..=4)
    ];
    (names, proptest::collection::vec(0.0..1.0_f64, 5)).prop_map(|(names, numbers)| {
        let scale = |name: &str, number: f64| {
            if name.ends_with("hours") {
                number * 10.0
            } else {
                number
            }
        };
        names
            .into_iter()
            .zip(numbers)
            .map(|(name, number)| (name, scale(name, number)))
            .collect()
    })
}

fn lines(layer: &[(&str, f64)]) -> String {
    let lines: Vec<String> = layer
        .iter()
        .map(|(name, number)| format!("{name} = {number}"))
        .collect();
    lines.join("\n") + "\n"
}

fn set(layer: &[(&str, f64)]) -> String {
    let keys: Vec<String> = layer
        .iter()
        .map(|(name, number)| format!("{name} = {number}"))
        .collect();
    format!("set = {{ {} }}", keys.join(", "))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_scenario_survives_the_round_trip(
        base in layer(),
        variants in proptest::collection::vec(layer(), 0..4),
        policy in layer().prop_filter("a policy sets something", |layer| !layer.is_empty()),
        seed in 0..=9_007_199_254_740_991_u64,
        is_own in any::<bool>(),
        label in "[^\\p{C}\\p{Zl}\\p{Zp}]{1,40}",
    ) {
        let mut file = format!("[run]\nseed = {seed}\nobserve = [104, 0, 52]\n[set]\n{}", lines(&base));
        if !is_own {
            write!(file, "[[event]]\nweek = 60\nkind = \"policy\"\n{}\n", set(&policy)).unwrap();
        }
        for (index, variant) in variants.iter().enumerate() {
            let label = toml::Value::String(format!("x{label}"));
            write!(file, "[[variant]]\nname = \"v{index}\"\nlabel = {label}\n{}", lines(variant)).unwrap();
            if is_own && index == 1 {
                write!(file, "[[variant.event]]\nweek = 5\nkind = \"policy\"\n{}\n", set(&policy)).unwrap();
                file += "[[variant.event]]\nweek = 5\nkind = \"shock\"\nsize = 0.4\n";
            }
        }
        round_trip(&file)?;
    }
}

#[test]
fn the_resolved_file_is_complete() {
    let loaded = text(
        "title = \"A question\"\n[run]\nprecision = { metric = \"capability\", half_width = 0.005 }\nobserve = \"end\"\n\
         [set]\ntacit_hours = 8\n\
         [[event]]\nweek = 78\nkind = \"shock\"\nsize = 0.4\n\
         [[variant]]\nname = \"balanced\"\n\
         [[variant]]\nname = \"heavy\"\nlabel = \"Explicit-heavy\"\nlearning_hours = 12\nexplicit_share = 0.8\n\
         [[variant.event]]\nweek = 104\nkind = \"policy\"\nset = { explicit_share = 0.3 }\n",
    )
    .unwrap();
    snapshot("resolved", &loaded.scenario.to_toml());
    // Every parameter is written but the pair that follows.
    let written = loaded.scenario.to_toml();
    for parameter in SMALL.parameters {
        let follows = ["learning_hours", "explicit_share"].contains(&parameter.name);
        let before_variants = written.split("[[variant]]").next().unwrap();
        assert_eq!(
            !follows,
            before_variants.contains(&format!("\n{} = ", parameter.name)),
            "{}",
            parameter.name
        );
    }
}

#[test]
fn a_lone_base_stays_lone() {
    let scenario = text("[set]\ndrift = 0.1\n").unwrap().scenario;
    assert!(!scenario.to_toml().contains("[[variant]]"));
    round_trip("[set]\ndrift = 0.1\n").unwrap();
    round_trip("[set]\ndrift = 0.1\n[[variant]]\nname = \"base\"\nlabel = \"Base\"\n").unwrap();
}
