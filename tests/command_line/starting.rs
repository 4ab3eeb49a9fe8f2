//! `seci new` and `seci check`: what somebody sees who writes a first scenario.

use std::fs;

use crate::place::{Place, assert_ends, stderr, stdout};

#[test]
fn check_lists_what_the_file_names_and_what_happens_in_which_week() {
    let text = "[run]\nreplicates = 10\nweeks = 200\n[organisation]\nemployees = 100\nturnover = 0.3\n\
                [[variant]]\nname = \"a\"\nlabel = \"As it is\"\ntacit_hours = 6\nexplicit_hours = 4\n\
                [[variant]]\nname = \"b\"\nturnover = 0.18\n\
                [[variant.event]]\nweek = 52\nkind = \"policy\"\nset = { explicit_share = 0.3, drift = 0.1 }\n\
                [[event]]\nweek = 104\nkind = \"shock\"\nsize = 0.4\n";
    let place = Place::with(text);
    let output = place.seci(&["check", "small.toml"]);
    assert_ends(&output, 0);
    assert_eq!(
        stdout(&output),
        "small is in order: small\n\
         \x20 model two-loop, 200 weeks, 10 runs of each variant (20 in all), seed 1\n\
         variant a: As it is (the reference)\n\
         \x20 employees = 100   (small.toml, line 5)\n\
         \x20 turnover = 0.3   (small.toml, line 6)\n\
         \x20 tacit_hours = 6   (variant a in small.toml, line 10)\n\
         \x20 explicit_hours = 4   (variant a in small.toml, line 11)\n\
         \x20 week 104: shock size 0.4\n\
         variant b\n\
         \x20 employees = 100   (small.toml, line 5)\n\
         \x20 turnover = 0.18   (variant b in small.toml, line 14)\n\
         \x20 week 52: policy drift = 0.1, explicit_share = 0.3\n\
         \x20 week 104: shock size 0.4\n"
    );
    let all = stdout(&place.seci(&["check", "small.toml", "--all"]));
    assert!(
        all.contains("learning_hours = 10   (follows from tacit_hours and explicit_hours)"),
        "{all}"
    );
}

#[test]
fn a_slip_in_a_shipped_name_writes_nothing() {
    let place = Place::with("");
    let output = place.seci(&["new", "over-investmnt"]);
    assert_ends(&output, 2);
    let text = stderr(&output);
    assert!(text.contains("did you mean over-investment?"), "{text}");
    assert!(text.contains("choose a name less like it"), "{text}");
    assert!(!place.path("over-investmnt.toml").exists());
    assert_ends(&place.seci(&["new", "CON"]), 2);
    for own in ["baseline-2", "my-over-investment", "our-question"] {
        assert_ends(&place.seci(&["new", own]), 0);
    }
}

#[test]
fn the_starter_is_in_order_with_its_examples_too() {
    let place = Place::with("");
    assert_ends(&place.seci(&["new", "our-question"]), 0);
    let text = fs::read_to_string(place.path("our-question.toml")).expect("the starter");
    let (introduction, rest) = text.split_once("extends").expect("an extends");
    let is_code = |line: &str| {
        line.strip_prefix("# ")
            .filter(|code| code.starts_with('[') || code.contains(" = "))
            .map(str::to_owned)
    };
    let lines: Vec<String> = rest
        .lines()
        .map(|line| is_code(line).unwrap_or_else(|| line.to_owned()))
        .collect();
    place.write(
        "our-question.toml",
        &format!("{introduction}extends{}\n", lines.join("\n")),
    );
    let output = place.seci(&["check", "our-question.toml"]);
    assert_ends(&output, 0);
    let text = stdout(&output);
    assert_eq!(
        text.matches("policy explicit_share = 0.3").count(),
        1,
        "{text}"
    );
    assert_eq!(text.matches("week 52: policy").count(), 3, "{text}");
    assert_eq!(text.matches("week 78: shock size 0.4").count(), 3, "{text}");
}
