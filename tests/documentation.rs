//! What the documentation and the shipped files say, held against the program.
//!
//! To write the generated parts of `docs/` anew: `SECI_WRITE_DOCS=1 cargo test --test documentation`

#[path = "documentation/tables.rs"]
mod tables;

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use seci::model::two_loop::REGISTRY;
use seci::model::{REGISTRIES, fang, march};
use seci::scenario::registry::Change;
use seci::scenario::{Origin, Overrides, Registry, Source, load};
use seci::shipped::LIBRARY;
use seci::study::hash_of;
use seci::table::{Part, TABLES};
use seci::validation::battery;
use seci::validation::studies::STUDIES;

fn project(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(file)
}

fn parameters(registry: &Registry) -> String {
    let mut table = String::from(
        "| key | table | unit | range | default | policy | meaning | source | confidence |\n|---|---|---|---|---|---|---|---|---|\n",
    );
    for parameter in registry.parameters {
        let policy = match parameter.change {
            Change::ByPolicy => "yes",
            Change::Never => "no",
        };
        writeln!(
            table,
            "| `{}` | `{}` | {} | {} | {} | {policy} | {} | {} | {} |",
            parameter.name,
            parameter.group,
            parameter.unit,
            parameter.range,
            parameter.shown(parameter.default),
            parameter.meaning,
            parameter.source,
            parameter.confidence
        )
        .expect("a string takes all");
    }
    table
}

/// Holds the generated parts of a document, each between the marks of its name, or writes them anew.
fn holds(document: &str, parts: &[(&str, String)]) {
    let path = project(document);
    let mut text = fs::read_to_string(&path).expect(document);
    let write = std::env::var_os("SECI_WRITE_DOCS").is_some();
    for (name, current) in parts {
        let begin = format!("<!-- {name}:begin -->\n");
        let start = text.find(&begin).expect("the beginning of the part") + begin.len();
        let end = format!("<!-- {name}:end -->");
        let end = start + text[start..].find(&end).expect("the end of the part");
        if write {
            text.replace_range(start..end, current);
        } else {
            assert_eq!(
                &text[start..end],
                current,
                "see the head of this test for how to write {document} anew"
            );
        }
    }
    if write {
        fs::write(&path, text).expect(document);
    }
}

#[test]
fn the_table_of_parameters_is_current() {
    holds("docs/model.md", &[("parameters", parameters(&REGISTRY))]);
}

#[test]
fn the_tables_of_the_published_models_are_current() {
    let [march, fang] = [&march::REGISTRY, &fang::REGISTRY];
    let parts = [
        (
            "march",
            parameters(march) + "\n" + &tables::metrics_of(march),
        ),
        ("fang", parameters(fang) + "\n" + &tables::metrics_of(fang)),
    ];
    holds("docs/published.md", &parts);
}

/// The page is written by `seci validate --page docs/validation.md`, which takes minutes; what can be held against it
/// here are the claims and the scenarios that it speaks of.
#[test]
fn the_page_of_the_validation_is_of_these_claims_and_these_scenarios() {
    let page = fs::read_to_string(project("docs/validation.md")).expect("docs/validation.md");
    for claim in battery::published().iter().chain(&battery::claims()) {
        let row = format!("| {} | {}", claim.id, claim.statement);
        assert!(page.contains(&row), "no row: {row}");
    }
    for check in battery::CHECKS {
        assert!(
            page.contains(&format!("| {} |", check.words)),
            "{}",
            check.words
        );
    }
    for study in STUDIES {
        let scenario = study.scenario(1).expect("in order");
        let row = format!(
            "| {} | `{}` | {} |",
            study.id,
            study.command(),
            hash_of(&scenario)
        );
        assert!(page.contains(&row), "made of another scenario: {row}");
    }
    assert!(!page.contains("quick look"));
}

#[test]
fn the_data_dictionary_is_current() {
    let parts = [
        ("tables", tables::tables()),
        ("metrics", tables::metrics()),
        ("manifest", tables::manifest()),
    ];
    holds("docs/tables.md", &parts);
}

#[test]
fn every_shipped_scenario_is_in_order_and_is_the_file_of_its_name() {
    let below = |folder: &str| format!("scenarios/{folder}");
    let folders = ["", "sweeps", "published", "validation"].map(below);
    let folders = folders.map(|folder| fs::read_dir(project(&folder)));
    let mut in_folder: Vec<String> = folders
        .into_iter()
        .flat_map(|folder| folder.expect("a folder of scenarios"))
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .filter(|name| {
            Path::new(name)
                .extension()
                .is_some_and(|ending| ending == "toml")
        })
        .collect();
    in_folder.sort();
    let mut shipped: Vec<&str> = LIBRARY.files.iter().map(|shipped| shipped.file).collect();
    shipped.sort_unstable();
    assert_eq!(in_folder, shipped);
    for file in shipped {
        let loaded = load(Source::Shipped(file), &Overrides::default(), &LIBRARY);
        let loaded = loaded.unwrap_or_else(|faults| panic!("{faults}"));
        assert_eq!(loaded.scenario.name, file.trim_end_matches(".toml"));
        // It varies sizes on purpose, and is told so.
        let varies_sizes = file == "conditions.toml";
        assert_eq!(
            !loaded.advice.is_empty(),
            varies_sizes,
            "{file}: {:?}",
            loaded.advice
        );
    }
}

#[test]
fn the_baseline_names_every_key_with_its_default() {
    let loaded = load(
        Source::Shipped("baseline.toml"),
        &Overrides::default(),
        &LIBRARY,
    )
    .expect("in order");
    let variant = &loaded.scenario.variants[0];
    let origins = &loaded.origins.variants[0];
    let text = LIBRARY.shipped("baseline.toml").expect("shipped").text;
    for ((parameter, number), origin) in REGISTRY
        .parameters
        .iter()
        .zip(variant.values.numbers())
        .zip(origins)
    {
        assert_eq!(
            number.to_bits(),
            parameter.default.to_bits(),
            "{}",
            parameter.name
        );
        let follows = matches!(origin, Origin::Follows { .. });
        assert!(
            follows || matches!(origin, Origin::File { .. }),
            "{} is not given",
            parameter.name
        );
        // The other pair of the hours stands there as a comment.
        assert!(text.contains(parameter.name), "{}", parameter.name);
    }
}

#[test]
fn every_default_is_within_its_range_and_says_where_it_comes_from() {
    for registry in REGISTRIES {
        for parameter in registry.parameters {
            assert!(
                parameter.range.contains(parameter.default),
                "{}",
                parameter.name
            );
            assert!(
                !parameter.source.is_empty() && !parameter.meaning.is_empty(),
                "{}",
                parameter.name
            );
            assert!(
                registry
                    .groups
                    .iter()
                    .any(|group| group.name == parameter.group),
                "{}",
                parameter.name
            );
        }
    }
}

#[test]
fn every_fact_that_is_cited_is_in_the_list() {
    let facts = fs::read_to_string(project("docs/facts.md")).expect("docs/facts.md");
    for parameter in REGISTRY.parameters {
        for (at, _) in parameter.source.match_indices('F') {
            let number: String = parameter.source[at..].chars().take(3).collect();
            if number[1..].chars().all(|digit| digit.is_ascii_digit()) && number.len() == 3 {
                assert!(facts.contains(&number), "{} cites {number}", parameter.name);
            }
        }
    }
}

#[test]
fn no_parameter_and_no_metric_is_named_as_a_column_of_the_tables() {
    let fixed: Vec<&str> = TABLES
        .iter()
        .flat_map(|table| table.parts)
        .filter_map(|part| match part {
            Part::Column(column) => Some(column.name),
            Part::Swept { .. } | Part::Metrics => None,
        })
        .collect();
    for registry in REGISTRIES {
        let parameters = registry.parameters.iter().map(|parameter| parameter.name);
        let metrics = registry.metrics.iter().map(|metric| metric.name);
        for name in parameters.chain(metrics) {
            assert!(!fixed.contains(&name), "{name}");
        }
    }
}
