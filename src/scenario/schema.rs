//! The JSON Schema of scenario files, from which editors complete keys, show their meaning and mark faults.
//!
//! Owns the translation of registries into JSON Schema 2020-12. What a schema cannot say (keys that exclude one another,
//! names that must exist) is left to the loader.

mod charts;

use serde_json::{Map, Value, json};

use super::names;
use super::registry::{Change, EventKind, Parameter, Range, Registry, Sets};
use super::run_keys::{RunKey, RunKind, precision_keys, run_keys};
use super::sweep::Design;
use super::sweep_keys::{COLUMNS, DESIGN, LEVELS, PARAMETERS, POINT, SAMPLES, STEPS, SWEEP_WORDS};
use super::walk::ORGANISATION;

const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";
const NAME_PATTERN: &str = "^[A-Za-z0-9_][A-Za-z0-9_-]*$";

/// The schema of scenario files of any of these models.
#[must_use]
pub fn schema(models: &[&'static Registry]) -> Value {
    let mut schemas: Vec<Value> = models.iter().map(|registry| of_model(registry)).collect();
    let body = if schemas.len() == 1 {
        schemas.remove(0)
    } else {
        // A file that names no model is of the first.
        for (registry, schema) in models.iter().zip(&mut schemas).skip(1) {
            schema["required"] = json!(["model"]);
            schema["title"] = json!(registry.title);
        }
        json!({ "anyOf": schemas })
    };
    let mut schema = object(&[
        ("$schema", json!(DIALECT)),
        ("title", json!("seci scenario")),
        (
            "description",
            json!("A scenario for seci, the simulator of organisational learning."),
        ),
    ]);
    if let Value::Object(body) = body {
        schema.extend(body);
    }
    Value::Object(schema)
}

fn of_model(registry: &'static Registry) -> Value {
    let mut properties = object(&[
        (
            "model",
            described(json!({ "const": registry.model }), registry.title),
        ),
        (
            "extends",
            described(
                json!({ "type": "string" }),
                "Another scenario file, relative to this one, whose settings hold unless this file changes them.",
            ),
        ),
        (
            "name",
            described(
                name(),
                "Names the output folder. Default: the file's name without .toml.",
            ),
        ),
        (
            "title",
            described(
                line(200),
                "The question that the scenario asks, or its headline; not taken over from a file it extends. Default: the name.",
            ),
        ),
        ("run", run(registry)),
    ]);
    for group in registry
        .groups
        .iter()
        .filter(|group| !group.name.contains('.'))
    {
        properties.insert(group.name.to_owned(), table(registry, group.name));
    }
    properties.insert(
        "set".to_owned(),
        described(
            closed(parameters(registry, |_| true)),
            "Any parameters by their bare keys, whatever their group.",
        ),
    );
    if !registry.own_groups.is_empty() {
        schema_of_organisation(registry, &mut properties);
    }
    properties.insert("sweep".to_owned(), sweep(registry));
    properties.insert(
        "variant".to_owned(),
        described(
            json!({ "type": "array", "items": variant(registry) }),
            "What is compared: each variant is the file with some keys changed.",
        ),
    );
    properties.insert(
        "event".to_owned(),
        described(
            events(registry),
            "What happens during a run, in every variant.",
        ),
    );
    properties.insert("chart".to_owned(), charts::charts(registry));
    properties.insert("who_matters".to_owned(), who_matters());
    let mut schema = object(&[("description", json!(registry.title))]);
    schema.extend(closed_map(properties));
    Value::Object(schema)
}

/// A group with the groups within it.
fn table(registry: &'static Registry, path: &str) -> Value {
    let mut properties = parameters(registry, |parameter| parameter.group == path);
    for inner in registry.groups {
        if let Some(name) = inner
            .name
            .strip_prefix(path)
            .and_then(|rest| rest.strip_prefix('.'))
            && !name.contains('.')
        {
            properties.insert(name.to_owned(), table(registry, inner.name));
        }
    }
    let meaning = registry
        .groups
        .iter()
        .find(|group| group.name == path)
        .map_or("", |group| group.meaning);
    described(closed(properties), meaning)
}

fn parameters(
    registry: &'static Registry,
    which: impl Fn(&Parameter) -> bool,
) -> Map<String, Value> {
    let chosen = registry
        .parameters
        .iter()
        .filter(|parameter| which(parameter));
    chosen
        .map(|parameter| (parameter.name.to_owned(), number_of(parameter)))
        .collect()
}

fn number_of(parameter: &Parameter) -> Value {
    let mut schema = range(parameter.range);
    let Parameter {
        label,
        unit,
        meaning,
        source,
        ..
    } = parameter;
    schema.insert("title".to_owned(), json!(label));
    schema.insert(
        "description".to_owned(),
        json!(format!(
            "{meaning}\nUnit: {unit}. Allowed: {}. Source of the default: {source}.",
            parameter.range
        )),
    );
    let default = match parameter.range.name_of(parameter.default) {
        Some(name) => json!(name),
        None => number(parameter.default),
    };
    schema.insert("default".to_owned(), default);
    Value::Object(schema)
}

fn range(range: Range) -> Map<String, Value> {
    let (kind, lower, low, high) = match range {
        Range::Real { low, high } => ("number", "minimum", low, high),
        Range::Above { low, high } => ("number", "exclusiveMinimum", low, high),
        // An integer in JSON Schema may be written 200.0 too.
        Range::Whole { low, high } => ("integer", "minimum", low, high),
        Range::Named(names) => return object(&[("enum", json!(names))]),
    };
    let mut schema = object(&[("type", json!(kind)), (lower, number(low))]);
    if high.is_finite() {
        schema.insert("maximum".to_owned(), number(high));
    }
    schema
}

/// Whole numbers without a point.
fn number(number: f64) -> Value {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if number.fract() == 0.0 && number.abs() <= EXACT {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "whole, and within the exact integers"
        )]
        let whole = number as i64;
        return json!(whole);
    }
    json!(number)
}

fn run(registry: &'static Registry) -> Value {
    let properties = run_keys()
        .iter()
        .map(|key| (key.name.to_owned(), run_key(key, registry)))
        .collect();
    let mut schema = closed_map(properties);
    schema.insert(
        "not".to_owned(),
        json!({ "required": ["replicates", "precision"] }),
    );
    described(
        Value::Object(schema),
        "How long, how often and from which seed; equal for all variants.",
    )
}

fn run_key(key: &RunKey, registry: &'static Registry) -> Value {
    let mut schema = match key.kind {
        RunKind::Number(allowed) => {
            let mut schema = range(allowed);
            if let Ok(default) = key.default.parse() {
                schema.insert("default".to_owned(), number(default));
            }
            schema
        }
        RunKind::Precision => {
            let metrics: Vec<&str> = registry.metrics.iter().map(|metric| metric.name).collect();
            let mut properties = object(&[(
                "metric",
                json!({ "enum": metrics, "description": "The metric whose mean is to be known well." }),
            )]);
            for key in precision_keys() {
                properties.insert(key.name.to_owned(), run_key(key, registry));
            }
            let mut schema = closed_map(properties);
            schema.insert("required".to_owned(), json!(["metric", "half_width"]));
            schema
        }
        RunKind::Observe => object(&[
            (
                "anyOf",
                json!([
                    { "enum": ["weekly", "end"] },
                    { "type": "array", "items": { "type": "integer", "minimum": 0 } },
                ]),
            ),
            ("default", json!("weekly")),
        ]),
        RunKind::ObservePeople => object(&[(
            "anyOf",
            json!([
                { "enum": ["weekly", "end", "never"] },
                { "type": "array", "items": { "type": "integer", "minimum": 0 } },
            ]),
        )]),
        RunKind::Variant => object(&[("type", json!("string"))]),
    };
    schema.insert(
        "description".to_owned(),
        json!(format!("{} Allowed: {}.", key.meaning, key.accepts())),
    );
    Value::Object(schema)
}

fn sweep(registry: &'static Registry) -> Value {
    let mut properties = Map::new();
    for word in &SWEEP_WORDS {
        let schema = match word.name {
            DESIGN => json!({ "enum": Design::ALL.map(Design::name), "default": "grid" }),
            PARAMETERS => closed(swept(registry)),
            POINT => {
                let mut point = closed_map(parameters(registry, |_| true));
                point.insert("minProperties".to_owned(), json!(1));
                json!({ "type": "array", "items": point, "minItems": 1 })
            }
            COLUMNS => json!({ "type": "array", "items": { "type": "string" }, "minItems": 1 }),
            _ => json!({ "type": "string", "minLength": 1 }),
        };
        properties.insert(word.name.to_owned(), described(schema, word.meaning));
    }
    for key in [&SAMPLES, &LEVELS] {
        properties.insert(key.name.to_owned(), run_key(key, registry));
    }
    described(
        closed(properties),
        "The points at which every variant is run, and how they are laid out.",
    )
}

/// The parameters of a sweep: a list of values, or a range.
fn swept(registry: &'static Registry) -> Map<String, Value> {
    let values = |parameter: &Parameter| {
        let number = Value::Object(range(parameter.range));
        let scale = json!({ "enum": ["linear", "log"], "default": "linear" });
        let ends = object(&[
            ("from", described(number.clone(), "The lowest value.")),
            ("to", described(number.clone(), "The highest value.")),
            ("steps", run_key(&STEPS, registry)),
            (
                "scale",
                described(scale, "Equal differences, or equal factors."),
            ),
        ]);
        let mut ends = closed_map(ends);
        ends.insert("required".to_owned(), json!(["from", "to"]));
        let schema = json!({ "anyOf": [
            { "type": "array", "items": number, "minItems": 1, "uniqueItems": true },
            ends,
        ] });
        described(schema, parameter.meaning)
    };
    let parameters = registry.parameters.iter();
    parameters
        .map(|parameter| (parameter.name.to_owned(), values(parameter)))
        .collect()
}

fn variant(registry: &'static Registry) -> Value {
    let mut properties = object(&[
        ("name", described(name(), "Names the variant in tables.")),
        (
            "label",
            described(line(80), "What charts call it. Default: the name."),
        ),
    ]);
    properties.extend(parameters(registry, |_| true));
    properties.insert(
        "event".to_owned(),
        described(events(registry), "What happens in this variant only."),
    );
    if !registry.own_groups.is_empty() {
        properties.extend(own(registry));
    }
    let mut schema = closed_map(properties);
    schema.insert("required".to_owned(), json!(["name"]));
    Value::Object(schema)
}

fn events(registry: &'static Registry) -> Value {
    let kinds: Vec<Value> = registry
        .events
        .iter()
        .map(|kind| event(kind, registry))
        .collect();
    json!({ "type": "array", "items": { "oneOf": kinds } })
}

fn event(kind: &EventKind, registry: &'static Registry) -> Value {
    let mut properties = object(&[
        (
            "week",
            json!({ "type": "integer", "minimum": 0, "description": "It happens at the start of this week; the first is 0." }),
        ),
        (
            "kind",
            described(json!({ "const": kind.name }), kind.meaning),
        ),
    ]);
    let mut required = vec!["week", "kind"];
    for field in kind.fields() {
        properties.insert(field.name.to_owned(), number_of(field));
    }
    required.extend(kind.required.iter().map(|field| field.name));
    for who in ["teams", "people"] {
        let list = json!({ "type": "array", "minItems": 1, "items": { "type": "string" } });
        properties.insert(
            who.to_owned(),
            described(
                list,
                "Who takes part, by the names of the roster; default: everybody.",
            ),
        );
    }
    if kind.sets == Sets::Parameters {
        let mut set = closed_map(parameters(registry, |parameter| {
            parameter.change == Change::ByPolicy
        }));
        set.insert("minProperties".to_owned(), json!(1));
        properties.insert(
            "set".to_owned(),
            described(Value::Object(set), "What holds from that week on."),
        );
        required.push("set");
    }
    let mut schema = closed_map(properties);
    schema.insert("required".to_owned(), json!(required));
    described(Value::Object(schema), kind.meaning)
}

/// The files of a real organisation, and what its teams and people have of their own.
fn schema_of_organisation(registry: &'static Registry, properties: &mut Map<String, Value>) {
    let organisation = properties
        .entry(ORGANISATION)
        .or_insert_with(|| closed(Map::new()));
    let file = || json!({ "type": "string", "minLength": 1 });
    let scale =
        json!({ "type": "array", "items": { "type": "number" }, "minItems": 2, "maxItems": 2 });
    let keys = [
        (
            "people",
            file(),
            "The CSV file of the people, relative to this file: id, name, team, role, joined, and keys of their own.",
        ),
        (
            "ties",
            file(),
            "The CSV file of the ties, relative to this file: from, to, score.",
        ),
        (
            "tie_scale",
            scale,
            "The lowest and the highest point of the scale of the ties.",
        ),
    ];
    for (name, schema, meaning) in keys {
        organisation["properties"][name] = described(schema, meaning);
    }
    properties.extend(own(registry));
}

/// `team` and `person`.
fn own(registry: &'static Registry) -> Map<String, Value> {
    let kinds = [
        ("team", "name", "What a team of the roster has of its own."),
        (
            "person",
            "id",
            "What a person of the roster has of their own.",
        ),
    ];
    let list = |naming: &str| {
        let mut properties = parameters(registry, |parameter| registry.may_be_own(parameter));
        let whose = json!({ "type": ["string", "integer"] });
        properties.insert(
            naming.to_owned(),
            described(whose, "Whose settings these are, as the roster has it."),
        );
        let mut schema = closed_map(properties);
        schema.insert("required".to_owned(), json!([naming]));
        schema.insert("minProperties".to_owned(), json!(2));
        json!({ "type": "array", "items": schema })
    };
    kinds
        .into_iter()
        .map(|(name, naming, meaning)| (name.to_owned(), described(list(naming), meaning)))
        .collect()
}

fn who_matters() -> Value {
    let people = json!({ "type": "array", "minItems": 1, "items": { "type": "string" } });
    let properties = object(&[
        (
            "week",
            described(
                json!({ "type": "integer", "minimum": 0 }),
                "The week in which each of them leaves. Default: half-way.",
            ),
        ),
        (
            "count",
            described(
                json!({ "type": "integer", "minimum": 1, "maximum": 1000 }),
                "How many of those with the highest sum of trust. Default: 20.",
            ),
        ),
        ("people", described(people, "Or who, by id or name.")),
    ]);
    described(
        closed(properties),
        "Whose leaving is tried, each in a variant of its own besides those of the file.",
    )
}

fn name() -> Value {
    json!({ "type": "string", "pattern": NAME_PATTERN, "maxLength": names::LONGEST })
}

fn line(longest: usize) -> Value {
    json!({ "type": "string", "minLength": 1, "maxLength": longest })
}

fn closed(properties: Map<String, Value>) -> Value {
    Value::Object(closed_map(properties))
}

fn closed_map(properties: Map<String, Value>) -> Map<String, Value> {
    object(&[
        ("type", json!("object")),
        ("additionalProperties", json!(false)),
        ("properties", Value::Object(properties)),
    ])
}

fn described(mut schema: Value, description: &str) -> Value {
    schema["description"] = json!(description);
    schema
}

fn object(entries: &[(&str, Value)]) -> Map<String, Value> {
    entries
        .iter()
        .map(|(key, value)| ((*key).to_owned(), value.clone()))
        .collect()
}
