//! What is said of the keys themselves: the schema for editors, `seci explain`, and that both agree with the loader.

use seci::scenario::registry::Range;
use seci::scenario::{RunKind, explain, nearest, overview, run_keys, schema};
use serde_json::Value;

use super::registry::{SMALL, snapshot, text};

#[test]
fn the_schema_of_the_small_model() {
    snapshot(
        "schema",
        &serde_json::to_string_pretty(&schema(&[&SMALL])).unwrap(),
    );
}

#[test]
fn with_several_models_the_schema_is_one_of_theirs() {
    let schema = schema(&[&SMALL, &SMALL]);
    assert_eq!(schema["anyOf"].as_array().map(Vec::len), Some(2));
    assert_eq!(schema["anyOf"][0]["required"], Value::Null);
    assert_eq!(schema["anyOf"][1]["required"][0], "model");
}

#[test]
fn every_object_of_the_schema_is_closed_and_every_property_described() {
    fn walk(path: &str, value: &Value) {
        if let Some(properties) = value.get("properties").and_then(Value::as_object) {
            assert_eq!(value["additionalProperties"], false, "{path}");
            for (name, property) in properties {
                assert!(
                    property["description"]
                        .as_str()
                        .is_some_and(|text| !text.is_empty()),
                    "{path}.{name}"
                );
                walk(&format!("{path}.{name}"), property);
            }
        }
        for key in ["items", "oneOf", "anyOf"] {
            match value.get(key) {
                Some(Value::Array(items)) => items.iter().for_each(|item| walk(path, item)),
                Some(item) => walk(path, item),
                None => {}
            }
        }
    }
    walk("", &schema(&[&SMALL]));
}

#[test]
fn explanations() {
    let keys = [
        "drift",
        "explicit_share",
        "capability",
        "documents",
        "replicates",
        "precision",
        "observe",
        "policy",
        "shock",
        "investment",
        "work.drift",
        "turnover",
        "name",
        "title",
        "model",
        "extends",
        "variant",
        "event",
        "run",
        "set",
    ];
    let texts: Vec<String> = keys
        .iter()
        .map(|key| explain(&[&SMALL], key).unwrap())
        .collect();
    snapshot("explain", &texts.join("\n----\n"));
    snapshot("overview", &overview(&[&SMALL]));
}

#[test]
fn a_word_that_nothing_bears() {
    let unexplained = explain(&[&SMALL], "explcit_share").unwrap_err();
    assert_eq!(unexplained.nearest, Some("explicit_share"));
    assert_eq!(
        unexplained.to_string(),
        "there is no key, heading, metric or event called `explcit_share`"
    );
    assert_eq!(
        explain(&[&SMALL], "quite something else")
            .unwrap_err()
            .nearest,
        None
    );
}

#[test]
fn only_close_names_are_proposed() {
    let names = ["drift", "turnover", "explicit_share", "employees"];
    for (given, meant) in [
        ("drfit", Some("drift")),
        ("Drift", Some("drift")),
        ("explicit-share", Some("explicit_share")),
        ("employee", Some("employees")),
        ("turn_over", Some("turnover")),
        ("zzz", None),
        ("voice", None),
        ("", None),
    ] {
        assert_eq!(nearest(given, names), meant, "{given}");
    }
}

#[test]
fn the_documented_ranges_and_defaults_of_run_are_those_of_the_loader() {
    let default = text("[work]\n").unwrap().scenario.to_toml();
    for key in run_keys() {
        if let RunKind::Number(Range::Whole { low, high }) = key.kind {
            assert!(
                default.contains(&format!("\n{} = {}\n", key.name, key.default)),
                "{}",
                key.name
            );
            for (number, is_allowed) in [
                (low, true),
                (high, true),
                (low - 1.0, false),
                (high + 1.0, false),
            ] {
                assert_eq!(
                    text(&format!("[run]\n{} = {number}\n", key.name)).is_ok(),
                    is_allowed,
                    "{} = {number}",
                    key.name
                );
            }
        }
    }
    assert!(default.contains("\nobserve = \"weekly\"\n"));
}
