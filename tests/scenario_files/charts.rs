//! `[[chart]]` as examples: what a file may choose, which variants a bridge needs besides, and what is refused.

use seci::scenario::{Overrides, Purpose, Scenario, Source, Variant, load};

use super::registry::{LIBRARY, text, told};

/// Two variants that differ in three parameters of the small registry, and a bridge between them.
fn between(more: &str) -> String {
    format!(
        "[[variant]]\nname = \"a\"\nexplicit_share = 0.8\ndrift = 0.1\nturnover = 0.2\n\
         [[variant]]\nname = \"b\"\nexplicit_share = 0.3\ndrift = 0.2\nturnover = 0.4\n\
         [[chart]]\nkind = \"bridge\"\nfrom = \"a\"\nto = \"b\"\n{more}"
    )
}

fn scenario(file: &str) -> Scenario {
    text(file)
        .unwrap_or_else(|faults| panic!("{file}\n{faults}"))
        .scenario
}

fn besides(scenario: &Scenario) -> Vec<&Variant> {
    let besides = scenario.variants.iter();
    besides
        .filter(|variant| !variant.purpose.is_what_if())
        .collect()
}

/// Of three levers all sets but the empty and the full one: six.
#[test]
fn a_bridge_adds_all_combinations_of_its_levers() {
    let scenario = scenario(&between(""));
    let names: Vec<&str> = besides(&scenario)
        .iter()
        .map(|variant| variant.name.as_str())
        .collect();
    assert_eq!(
        names,
        [
            "a-to-b--turnover",
            "a-to-b--drift",
            "a-to-b--drift--turnover",
            "a-to-b--explicit_share",
            "a-to-b--explicit_share--turnover",
            "a-to-b--drift--explicit_share",
        ]
    );
    let step = besides(&scenario)[5];
    let of = |name: &str| step.values.get(name);
    assert_eq!(
        [of("drift"), of("turnover"), of("explicit_share")].map(f64::to_bits),
        [0.2, 0.2, 0.3].map(f64::to_bits)
    );
    assert_eq!(
        step.purpose,
        Purpose::Coalition {
            from: "a".to_owned(),
            to: "b".to_owned(),
            moved: vec!["drift".to_owned(), "explicit_share".to_owned()],
        }
    );
}

/// Of an either-or the named pair differs and the other follows; it is no lever.
#[test]
fn a_key_that_follows_from_others_is_no_lever() {
    let pair = |lines: [&str; 2]| {
        let [a, b] = lines;
        scenario(&format!(
            "[[variant]]\nname = \"a\"\n{a}\n[[variant]]\nname = \"b\"\n{b}\n\
             [[chart]]\nkind = \"bridge\"\nfrom = \"a\"\nto = \"b\"\n"
        ))
    };
    let levers = |scenario: &Scenario| -> Vec<String> {
        let bridge = scenario.charts[0].bridge.as_ref().expect("a bridge");
        bridge
            .levers
            .iter()
            .map(|lever| lever.name.clone())
            .collect()
    };
    let shares = pair(["explicit_share = 0.8", "explicit_share = 0.3"]);
    assert_eq!(levers(&shares), ["explicit_share"]);
    assert!(besides(&shares).is_empty());
    let hours = pair([
        "tacit_hours = 2\nexplicit_hours = 8",
        "tacit_hours = 6\nexplicit_hours = 3",
    ]);
    assert_eq!(levers(&hours), ["tacit_hours", "explicit_hours"]);
    let tacit = besides(&hours)[0];
    assert_eq!(tacit.name, "a-to-b--tacit_hours");
    assert!((tacit.values.get("learning_hours") - 14.0).abs() < 1e-12);
    // Said in two ways, and different in both of the usual keys.
    let mixed = pair([
        "learning_hours = 10\nexplicit_share = 0.8",
        "tacit_hours = 6\nexplicit_hours = 3",
    ]);
    assert_eq!(levers(&mixed), ["learning_hours", "explicit_share"]);
}

#[test]
fn levers_group_keys_and_events_are_one_of_them() {
    let file = "[[variant]]\nname = \"a\"\ndrift = 0.1\nturnover = 0.2\n\
         [[variant]]\nname = \"b\"\ndrift = 0.2\nturnover = 0.4\n\
         [[variant.event]]\nweek = 3\nkind = \"shock\"\nsize = 0.5\n\
         [[chart]]\nkind = \"bridge\"\nfrom = \"a\"\nto = \"b\"\n";
    let single = scenario(file);
    assert_eq!(besides(&single).len(), 6);
    let with_shock = besides(&single)
        .iter()
        .filter(|variant| !variant.events.is_empty())
        .count();
    assert_eq!(with_shock, 3);
    let grouped = scenario(&format!(
        "{file}[[chart.lever]]\nname = \"a rough world\"\nkeys = [\"drift\", \"events\"]\n\
         [[chart.lever]]\nname = \"people\"\nkeys = [\"turnover\"]\n"
    ));
    let names: Vec<&str> = besides(&grouped)
        .iter()
        .map(|variant| variant.name.as_str())
        .collect();
    assert_eq!(names, ["a-to-b--a-rough-world", "a-to-b--people"]);
    assert_eq!(besides(&grouped)[0].events.len(), 1);
    assert!(besides(&grouped)[1].events.is_empty());
}

#[test]
fn the_resolved_file_chooses_the_same_charts_and_writes_the_same_text() {
    let file = between(
        "title = \"What made the \\\"difference\\\"?\"\nmetric = \"capability\"\n\
         [[chart]]\nkind = \"fan\"\nvariants = [\"b\"]\nnote = \"shown to the board\"\n\
         mark = [{ week = 2, text = \"review\" }, { value = 0.5, text = \"target\" }]\n\
         [[chart]]\nkind = \"paired\"\n",
    );
    let first = scenario(&file);
    let written = first.to_toml();
    let second = scenario(&written);
    assert_eq!(first, second, "{written}");
    assert_eq!(written, second.to_toml());
    // The bridge's variants are not in the file: they follow from it.
    assert!(!written.contains("a-to-b"), "{written}");
}

/// What a chart is called changes nothing that is run; a bridge more does.
#[test]
fn titles_of_charts_are_not_part_of_what_is_run() {
    let plain = scenario(&between(""));
    let titled = scenario(&between("title = \"Ours\"\n"));
    assert_eq!(plain.what_is_run(), titled.what_is_run());
    assert_ne!(plain.to_toml(), titled.to_toml());
    let without = between("").replace(
        "kind = \"bridge\"\nfrom = \"a\"\nto = \"b\"",
        "kind = \"fan\"",
    );
    assert_ne!(plain.what_is_run(), scenario(&without).what_is_run());
}

/// Each fault by a word of its message, and one message for each.
#[test]
fn what_cannot_be_is_said_once() {
    let two = "[[variant]]\nname = \"a\"\n[[variant]]\nname = \"b\"\ndrift = 0.2\n";
    let many = "drift = 0.25\nturnover = 0.25\nlearning_hours = 5\nexplicit_share = 0.25\npractice = 2\nfeedback = 2\n\
         situations = 3\n";
    let lever =
        |name: &str, keys: &str| format!("[[chart.lever]]\nname = \"{name}\"\nkeys = [{keys}]\n");
    for (file, words) in [
        (format!("{two}[[chart]]\nkind = \"fann\"\n"), "Did you mean \"fan\"?"),
        (format!("{two}[[chart]]\ntitle = \"x\"\n"), "this chart has no kind"),
        (format!("{two}[[chart]]\nkind = \"fan\"\nvariants = [\"c\"]\n"), "there is no variant `c`"),
        (format!("{two}[[chart]]\nkind = \"fan\"\ncolour = \"red\"\n"), "there is no key `colour` in a [[chart]]"),
        (format!("{two}[[chart]]\nkind = \"phase\"\nmetric = \"capability\"\n"), "takes no `metric`"),
        (format!("{two}[[chart]]\nkind = \"fan\"\nmetric = \"documents\"\n"), "shows shares, and `documents` is none"),
        (format!("{two}[[chart]]\nkind = \"fan\"\nmark = [{{ week = 9999, text = \"x\" }}]\n"), "after the last week"),
        (format!("{two}[[chart]]\nkind = \"fan\"\nmark = [{{ text = \"x\" }}]\n"), "a mark has a `text`, and a `week` or a `value`"),
        (format!("{two}[[chart]]\nkind = \"shock\"\n"), "needs a shock that befalls all of its variants"),
        (format!("{two}[[chart]]\nkind = \"regime-map\"\n"), "shows a sweep of design grid"),
        ("[[chart]]\nkind = \"paired\"\n".to_owned(), "compares variants, and here is but one"),
        ("[sweep.parameters]\ndrift = [0.1, 0.2]\n[[chart]]\nkind = \"fan\"\n".to_owned(), "shows runs at one point"),
        (format!("{two}[[chart]]\nkind = \"bridge\"\nfrom = \"a\"\n"), "has no `to`"),
        (format!("{two}[[chart]]\nkind = \"bridge\"\nfrom = \"a\"\nto = \"a\"\n"), "they are the same"),
        (
            format!("[[variant]]\nname = \"a\"\n[[variant]]\nname = \"b\"\n{many}[[chart]]\nkind = \"bridge\"\nfrom = \"a\"\nto = \"b\"\n"),
            "a bridge has at most 6 levers",
        ),
        (
            "[[variant]]\nname = \"a\"\n[[variant]]\nname = \"b\"\nlearning_hours = 50\nhours_per_week = 60\n\
             [[chart]]\nkind = \"bridge\"\nfrom = \"a\"\nto = \"b\"\n"
                .to_owned(),
            "there is no setting with learning_hours moved",
        ),
        (between(&lever("x", "\"drift\", \"turnover\"")), "also differ in explicit_share"),
        (between(&lever("x", "\"drfit\"")), "there is no parameter `drfit`"),
        (between(&lever("x", "\"practice\"")), "the lever `x` moves nothing"),
        (between(&lever("x", "\"explicit_hours\"")), "`explicit_hours` follows from explicit_share"),
        (
            between(&(lever("x", "\"drift\", \"turnover\"") + &lever("y", "\"drift\", \"explicit_share\""))),
            "`drift` is in two levers",
        ),
        (between(&(lever("x y", "\"drift\"") + &lever("x-y", "\"turnover\""))), "cannot be called `x-y`"),
        (
            between("").replace("[[chart]]", "[[variant]]\nname = \"a-to-b--drift\"\n[[chart]]"),
            "there is another one of that name",
        ),
    ] {
        let faults = text(&file).expect_err(&file);
        let said = told(&faults);
        assert!(said.contains(words), "{file}\n{said}");
        assert_eq!(faults.list().len(), 1, "{said}");
    }
}

/// Combinations would keep the settings of one end, and their effect would be charged to other levers.
#[test]
fn a_bridge_does_not_cross_settings_of_ones_own() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("people.csv", "id,name,team\na,Ann,sales\nb,Ben,legal\n");
    let text = |own: &str| {
        format!(
            "[organisation]\npeople = \"people.csv\"\n[[variant]]\nname = \"a\"\n[[variant]]\nname = \"b\"\ndrift = 0.2\n{own}[[chart]]\nkind = \"bridge\"\nfrom = \"a\"\nto = \"b\"\n"
        )
    };
    let loaded = |own: &str| {
        write("plan.toml", &text(own));
        let path = folder.path().join("plan.toml");
        load(Source::File(&path), &Overrides::default(), &LIBRARY)
    };
    assert!(loaded("").is_ok());
    let faults = loaded("[[variant.team]]\nname = \"sales\"\nlearning_hours = 2\n").unwrap_err();
    assert!(
        faults.to_string().contains("settings of their own"),
        "{faults}"
    );
}
