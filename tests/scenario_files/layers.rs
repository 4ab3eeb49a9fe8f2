//! How layers fall on one another: defaults, extended files, the file, a variant, the command line.

use seci::scenario::{Loaded, Observe, Origin, Overrides, Replicates, Source, load};

use super::registry::{LIBRARY, SMALL, text, text_with, told};

fn get(loaded: &Loaded, variant: &str, name: &str) -> f64 {
    let variant = loaded
        .scenario
        .variants
        .iter()
        .find(|known| known.name == variant)
        .unwrap();
    variant.values.get(name)
}

fn origin(loaded: &Loaded, variant: usize, name: &str) -> String {
    loaded.origins.variants[variant][SMALL.position(name).unwrap()].to_string()
}

#[test]
fn a_file_without_variants_has_one_called_base() {
    let loaded = text("[work]\ndrift = 0.2\n").unwrap();
    assert_eq!(loaded.scenario.name, "plan");
    assert_eq!(loaded.scenario.title, "plan");
    assert_eq!(loaded.scenario.variants.len(), 1);
    assert!((get(&loaded, "base", "drift") - 0.2).abs() < 1e-12);
    assert!((get(&loaded, "base", "turnover") - 0.18).abs() < 1e-12);
    assert_eq!(loaded.scenario.run.weeks, 156);
    assert_eq!(loaded.scenario.run.replicates, Replicates::Count(100));
    assert_eq!(loaded.scenario.run.observe, Observe::Weekly);
    assert_eq!(loaded.advice, Vec::<String>::new());
}

#[test]
fn with_variants_only_the_variants_run() {
    let loaded = text(
        "[[variant]]\nname = \"a\"\n[[variant]]\nname = \"b\"\nlabel = \"The other\"\ndrift = 1\n",
    )
    .unwrap();
    let names: Vec<&str> = loaded
        .scenario
        .variants
        .iter()
        .map(|variant| variant.name.as_str())
        .collect();
    assert_eq!(names, ["a", "b"]);
    assert_eq!(loaded.scenario.variants[1].label, "The other");
    assert_eq!(loaded.scenario.reference, 0);
}

#[test]
fn groups_within_groups_and_bare_keys_reach_the_same_parameters() {
    let grouped =
        text("[investment]\nlearning_hours = 12\n[investment.tacit]\npractice = 2\n").unwrap();
    let dotted = text("investment.learning_hours = 12.0\ninvestment.tacit.practice = 2\n").unwrap();
    let bare = text("[set]\nlearning_hours = 12\npractice = 2.0\n").unwrap();
    assert_eq!(grouped.scenario, dotted.scenario);
    assert_eq!(grouped.scenario, bare.scenario);
}

#[test]
fn whole_numbers_may_be_written_with_a_point() {
    let loaded = text(
        "[run]\nreplicates = 200.0\nseed = 9007199254740991\n[organisation]\nemployees = 1e3\n",
    )
    .unwrap();
    assert_eq!(loaded.scenario.run.replicates, Replicates::Count(200));
    assert_eq!(loaded.scenario.run.seed, 9_007_199_254_740_991);
    assert!((get(&loaded, "base", "employees") - 1_000.0).abs() < 1e-12);
}

#[test]
fn every_value_keeps_its_origin() {
    let file = "[work]\ndrift = 0.2\n[[variant]]\nname = \"a\"\nturnover = 0\n[[variant]]\nname = \"b\"\ntacit_hours = 9\n";
    let loaded = text_with(file, &["feedback=2"]).unwrap();
    assert_eq!(origin(&loaded, 0, "drift"), "plan.toml, line 2");
    assert_eq!(
        origin(&loaded, 0, "turnover"),
        "variant a in plan.toml, line 5"
    );
    assert_eq!(origin(&loaded, 1, "turnover"), "default");
    assert_eq!(origin(&loaded, 1, "feedback"), "--set feedback=2");
    assert_eq!(
        origin(&loaded, 0, "tacit_hours"),
        "follows from learning_hours and explicit_share"
    );
    assert_eq!(
        origin(&loaded, 1, "explicit_hours"),
        "followed from learning_hours and explicit_share, and is kept"
    );
    assert_eq!(
        origin(&loaded, 1, "learning_hours"),
        "follows from tacit_hours and explicit_hours"
    );
    assert!(
        loaded
            .origins
            .run
            .iter()
            .all(|(_, origin)| *origin == Origin::Default)
    );
}

#[test]
fn a_layer_that_names_one_pair_replaces_the_inherited_other() {
    let file = "[investment]\ntacit_hours = 6\nexplicit_hours = 6\n[[variant]]\nname = \"a\"\nexplicit_share = 0.25\n";
    let loaded = text(file).unwrap();
    // The hours of learning are kept, their split is new.
    assert!((get(&loaded, "a", "learning_hours") - 12.0).abs() < 1e-12);
    assert!((get(&loaded, "a", "explicit_hours") - 3.0).abs() < 1e-12);
}

#[test]
fn the_command_line_wins_and_says_so() {
    let file = "[[variant]]\nname = \"a\"\nexplicit_share = 0.1\n[[variant]]\nname = \"b\"\ntacit_hours = 9\n\
                [[event]]\nweek = 52\nkind = \"policy\"\nset = { explicit_share = 0.2 }\n";
    let loaded = text_with(file, &["investment.explicit_share=0.5", "run.weeks=104"]).unwrap();
    assert!((get(&loaded, "a", "explicit_share") - 0.5).abs() < 1e-12);
    assert!((get(&loaded, "b", "explicit_share") - 0.5).abs() < 1e-12);
    assert_eq!(loaded.scenario.run.weeks, 104);
    assert_eq!(
        loaded.advice,
        [
            "--set explicit_share holds for all variants, also for what the variants a, b would set instead",
            "--set explicit_share holds until week 52, when an event changes it",
        ]
    );
}

#[test]
fn the_flags_for_replicates_and_seed() {
    let file = "[run]\nprecision = { metric = \"documents\", half_width = 3 }\n";
    let overrides = Overrides {
        replicates: Some("7".to_owned()),
        seed: Some("42".to_owned()),
        ..Overrides::default()
    };
    let loaded = load(
        Source::Text {
            name: "plan.toml",
            text: file,
        },
        &overrides,
        &LIBRARY,
    )
    .unwrap();
    assert_eq!(
        (loaded.scenario.run.replicates, loaded.scenario.run.seed),
        (Replicates::Count(7), 42)
    );
    let overrides = Overrides {
        replicates: Some("0".to_owned()),
        seed: Some("x".to_owned()),
        ..Overrides::default()
    };
    let faults = load(
        Source::Text {
            name: "plan.toml",
            text: file,
        },
        &overrides,
        &LIBRARY,
    )
    .unwrap_err();
    super::registry::snapshot("flags", &told(&faults));
}

#[test]
fn a_variant_may_have_events_of_its_own() {
    let file = "[[event]]\nweek = 104\nkind = \"shock\"\nsize = 0.4\n[[variant]]\nname = \"never\"\n[[variant]]\nname = \"rebalance\"\n\
                [[variant.event]]\nweek = 104\nkind = \"policy\"\nset = { explicit_share = 0.3, drift = 0 }\n";
    let scenario = text(file).unwrap().scenario;
    assert_eq!(scenario.variants[0].events.len(), 1);
    assert_eq!(scenario.variants[1].events.len(), 2);
    // In the registry's order: drift, then explicit_share.
    let set: Vec<&str> = scenario.variants[1].events[1]
        .set
        .iter()
        .map(|a| SMALL.parameters[a.position].name)
        .collect();
    assert_eq!(set, ["drift", "explicit_share"]);
}

#[test]
fn a_shipped_file_extends_a_shipped_file() {
    let loaded = load(
        Source::Shipped("over-investment"),
        &Overrides::default(),
        &LIBRARY,
    )
    .unwrap();
    assert_eq!(loaded.files, ["over-investment.toml", "baseline.toml"]);
    assert_eq!(loaded.scenario.name, "over-investment");
    // Neither title nor name is inherited.
    assert_eq!(loaded.scenario.title, "over-investment");
    assert_eq!(loaded.scenario.run.weeks, 104);
    assert_eq!(origin(&loaded, 1, "drift"), "baseline.toml, line 5");
}

#[test]
fn variants_that_differ_in_sizes_are_remarked_on() {
    let loaded = text(
        "[[variant]]\nname = \"small\"\nemployees = 10\nturnover = 0.5\n[[variant]]\nname = \"usual\"\nsituations = 3\ninitial_skill = 0\n",
    )
    .unwrap();
    assert_eq!(
        loaded.advice,
        [
            "the variants small, usual differ in employees, situations: their runs are paired by number only, not by equal luck"
        ]
    );
    let rates = "[[variant]]\nname = \"a\"\n[[variant]]\nname = \"b\"\nturnover = 0.5\n";
    assert_eq!(text(rates).unwrap().advice, Vec::<String>::new());
}

#[test]
fn variants_that_differ_in_nothing_are_remarked_on() {
    let loaded =
        text("[[variant]]\nname = \"a\"\n[[variant]]\nname = \"b\"\ndrift = 0.05\n").unwrap();
    assert_eq!(
        loaded.advice,
        ["the variants a and b are the same in everything"]
    );
}
