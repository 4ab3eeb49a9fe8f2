//! A parameter that is a name, such as the key figure of steering: how it is read, refused, and written back.

use seci::scenario::{Loaded, Overrides, Source, load};
use seci::shipped::LIBRARY;

fn steered(set: &[&str]) -> Result<Loaded, String> {
    let overrides = Overrides {
        set: set.iter().map(|&set| set.to_owned()).collect(),
        ..Overrides::default()
    };
    load(Source::Shipped("steering.toml"), &overrides, &LIBRARY)
        .map_err(|faults| faults.to_string())
}

#[test]
fn a_name_is_read_and_written_back_as_a_name() {
    let loaded = steered(&[]).expect("in order").scenario;
    let figures: Vec<f64> = loaded
        .variants
        .iter()
        .map(|v| v.values.get("kpi"))
        .collect();
    assert_eq!(figures, [0.0, 1.0, 2.0, 3.0, 4.0]);
    let text = loaded.to_toml();
    assert!(
        text.contains("kpi = \"none\"") && text.contains("kpi = \"documents\""),
        "{text}"
    );
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("scenario.toml");
    std::fs::write(&file, &text).expect("a file");
    let again = load(Source::File(&file), &Overrides::default(), &LIBRARY);
    assert_eq!(again.expect("in order").scenario, loaded);
}

#[test]
fn the_command_line_takes_a_bare_name() {
    let loaded = steered(&["kpi=capability"]).expect("in order").scenario;
    assert!(loaded.variants.iter().all(|v| v.values.get("kpi") > 3.5));
}

#[test]
fn what_is_no_name_of_the_list_is_refused() {
    let slip = steered(&["kpi=capabilty"]).expect_err("a slip");
    assert!(slip.contains("Did you mean \"capability\"?"), "{slip}");
    let number = steered(&["kpi=3"]).expect_err("a number");
    assert!(
        number.contains("`kpi` needs a name, but here is"),
        "{number}"
    );
    assert!(number.contains("\"none\", \"documents\""), "{number}");
}
