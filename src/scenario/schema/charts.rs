//! The schema of `[[chart]]`: one for each kind, with the keys that it takes.

use serde_json::{Value, json};

use super::super::charts::{CHART_KINDS, ChartKind, FROM, LEVER, MARK, METRIC, TO, VARIANTS};
use super::super::registry::Registry;
use super::{closed_map, described, line, object};

pub(super) fn charts(registry: &'static Registry) -> Value {
    let kinds: Vec<Value> = CHART_KINDS
        .iter()
        .map(|kind| chart(kind, registry))
        .collect();
    described(
        json!({ "type": "array", "items": { "oneOf": kinds } }),
        "Which charts are drawn, in this order; without any, all that there are.",
    )
}

fn chart(kind: &ChartKind, registry: &'static Registry) -> Value {
    let mut properties = object(&[
        (
            "kind",
            described(json!({ "const": kind.name }), kind.meaning),
        ),
        (
            "title",
            described(
                line(160),
                "A title of your own; the checked one goes into the footer, and the chart says whose the title is.",
            ),
        ),
        (
            "note",
            described(line(200), "A sentence of your own for the footer."),
        ),
    ]);
    for key in kind.takes {
        properties.insert((*key).to_owned(), taken(key, registry));
    }
    let mut schema = closed_map(properties);
    schema.insert("required".to_owned(), json!(["kind"]));
    described(Value::Object(schema), kind.meaning)
}

fn taken(key: &str, registry: &'static Registry) -> Value {
    let text = || json!({ "type": "string", "minLength": 1 });
    let texts = || json!({ "type": "array", "items": text(), "minItems": 1 });
    match key {
        METRIC => {
            let metrics: Vec<&str> = registry.metrics.iter().map(|metric| metric.name).collect();
            described(
                json!({ "enum": metrics }),
                "The metric that is shown. Default: capability.",
            )
        }
        VARIANTS => described(
            texts(),
            "The names of the variants that are shown. Default: all.",
        ),
        FROM => described(text(), "The variant that the way starts from."),
        TO => described(text(), "The variant that it leads to."),
        MARK => {
            let mut mark = closed_map(object(&[
                (
                    "week",
                    described(
                        json!({ "type": "integer", "minimum": 0 }),
                        "The week at which it stands.",
                    ),
                ),
                (
                    "value",
                    described(
                        json!({ "type": "number" }),
                        "Or the value at which it stands.",
                    ),
                ),
                ("text", described(line(60), "What is written there.")),
            ]));
            mark.insert("required".to_owned(), json!(["text"]));
            described(
                json!({ "type": "array", "items": mark }),
                "Texts on the chart, each at a week or at a value.",
            )
        }
        LEVER => {
            let mut lever = closed_map(object(&[
                ("name", described(line(40), "What the lever is called.")),
                ("keys", described(texts(), "The keys that it moves.")),
            ]));
            lever.insert("required".to_owned(), json!(["name", "keys"]));
            described(
                json!({ "type": "array", "items": lever }),
                "Keys that are moved together, by a name. Default: each key that differs is a lever of its own.",
            )
        }
        _ => json!({}),
    }
}
