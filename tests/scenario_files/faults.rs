//! Every fault of a scenario file, as its author sees it.

use std::fmt::Write as _;

use super::registry::{snapshot, text, text_with, told};

pub fn faulty(name: &str, file: &str) {
    let faults = text(file).expect_err("the file is faulty");
    snapshot(name, &told(&faults));
}

pub fn faulty_command_line(name: &str, file: &str, set: &[&str]) {
    let faults = text_with(file, set).expect_err("the command line is faulty");
    snapshot(name, &told(&faults));
}

#[test]
fn misspelt_keys() {
    faulty("misspelt_parameter", "[work]\n# a comment\ndrfit = 0.1\n");
    faulty("misspelt_heading", "[wrok]\ndrift = 0.1\n");
    faulty("misspelt_run_key", "[run]\nreplicate = 10\n");
    faulty(
        "misspelt_in_variant",
        "[[variant]]\nname = \"heavy\"\nexplict_share = 0.8\n",
    );
    faulty("unknown_key", "[work]\nzzzzzzzz = 1\n");
    faulty("a_metric_is_no_key", "[work]\ncapability = 1\n");
}

#[test]
fn keys_in_the_wrong_place() {
    faulty("wrong_group", "[climate]\ndrift = 0.1\n");
    faulty("bare_at_the_top", "drift = 0.1\n");
    faulty(
        "run_key_in_variant",
        "[[variant]]\nname = \"long\"\nweeks = 520\n",
    );
    faulty(
        "title_below_a_heading",
        "[run]\nweeks = 52\ntitle = \"Late\"\n",
    );
    faulty(
        "group_in_variant",
        "[[variant]]\nname = \"calm\"\nwork.drift = 0\n",
    );
    faulty(
        "parameter_in_event",
        "[[event]]\nweek = 3\nkind = \"policy\"\ndrift = 0.1\nset = { turnover = 0 }\n",
    );
    faulty("given_twice", "[work]\ndrift = 0.1\n[set]\ndrift = 0.2\n");
    faulty(
        "both_pairs",
        "[investment]\ntacit_hours = 5\nexplicit_hours = 5\n[set]\nexplicit_share = 0.8\n",
    );
    faulty("single_brackets", "[variant]\nname = \"heavy\"\n");
    faulty("double_brackets", "[[work]]\ndrift = 0.1\n");
}

#[test]
fn values_of_the_wrong_kind() {
    faulty(
        "text_for_number",
        "[work]\ndrift = \"0.1\"\nsituations = \"many\"\n",
    );
    faulty("truth_for_number", "[work]\ndrift = true\n");
    faulty("list_for_number", "[work]\ndrift = [0.1, 0.2]\n");
    faulty("number_for_text", "title = 3\n");
    faulty("number_for_table", "work = 3\n");
    faulty(
        "not_a_number",
        "[work]\ndrift = nan\n[investment]\npractice = inf\n",
    );
    faulty("not_whole", "[organisation]\nemployees = 12.5\n");
}

#[test]
fn values_out_of_range() {
    faulty(
        "out_of_range",
        "[work]\ndrift = -0.5\n[organisation]\nemployees = 0\n[investment]\nhours_per_week = 0\n",
    );
    faulty("per_cent", "[organisation]\nturnover = 18\n");
    faulty("zero_replicates", "[run]\nreplicates = 0\n");
    faulty(
        "run_out_of_range",
        "[run]\nweeks = 100000\nseed = -1\nobserve = \"daily\"\n",
    );
    faulty("too_many_hours", "[investment]\nlearning_hours = 50\n");
    faulty(
        "too_many_hours_in_variants",
        "[investment]\nhours_per_week = 30\n[[variant]]\nname = \"a\"\nlearning_hours = 35\n[[variant]]\nname = \"b\"\n",
    );
    faulty(
        "pair_out_of_range",
        "[investment]\ntacit_hours = 100\nexplicit_hours = 100\n",
    );
}

#[test]
fn run_settings() {
    faulty(
        "replicates_and_precision",
        "[run]\nreplicates = 10\nprecision = { metric = \"capability\", half_width = 0.01 }\n",
    );
    faulty(
        "unknown_metric",
        "[run]\nprecision = { metric = \"capabilty\", half_width = 0.01 }\n",
    );
    faulty(
        "half_width",
        "[run]\nprecision = { metric = \"capability\", half_width = 0 }\n",
    );
    faulty(
        "incomplete_precision",
        "[run]\nprecision = { metric = \"capability\" }\n",
    );
    faulty(
        "unknown_reference",
        "[run]\nreference = \"balancd\"\n[[variant]]\nname = \"balanced\"\n",
    );
    faulty(
        "reference_without_variants",
        "[run]\nreference = \"balanced\"\n",
    );
    faulty(
        "observed_too_late",
        "[run]\nweeks = 52\nobserve = [0, 26, 104]\n",
    );
}

#[test]
fn variants() {
    faulty(
        "variant_without_name",
        "[[variant]]\nexplicit_share = 0.8\n",
    );
    faulty(
        "variants_of_one_name",
        "[[variant]]\nname = \"heavy\"\n[[variant]]\nname = \"light\"\n[[variant]]\nname = \"heavy\"\n",
    );
    faulty(
        "variant_name",
        "[[variant]]\nname = \"80 % explicit\"\n[[variant]]\nname = \"-x\"\n",
    );
}

#[test]
fn events() {
    faulty(
        "event_too_late",
        "[run]\nweeks = 52\n[[event]]\nweek = 52\nkind = \"shock\"\nsize = 0.4\n",
    );
    faulty(
        "event_incomplete",
        "[[event]]\nsize = 0.4\n[[event]]\nweek = 3\nkind = \"shock\"\n[[event]]\nweek = 3\nkind = \"policy\"\n",
    );
    faulty(
        "event_kind",
        "[[event]]\nweek = 3\nkind = \"polcy\"\nset = { drift = 0.1 }\n[[event]]\nweek = 3\nkind = \"workshop\"\nrounds = 2\n",
    );
    faulty(
        "event_fields",
        "[[event]]\nweek = 3\nkind = \"shock\"\nsize = 4\nsizes = 1\nteams = [\"a\"]\n",
    );
    faulty(
        "event_sets_nothing",
        "[[event]]\nweek = 3\nkind = \"policy\"\nset = {}\n[[event]]\nweek = 3\nkind = \"shock\"\nsize = 0.1\nset = { drift = 0.1 }\n",
    );
    faulty(
        "policy_on_fixed",
        "[[event]]\nweek = 3\nkind = \"policy\"\nset = { employees = 50, drft = 0.1 }\n",
    );
    faulty(
        "policy_both_pairs",
        "[[event]]\nweek = 3\nkind = \"policy\"\nset = { explicit_share = 0.5, tacit_hours = 3 }\n",
    );
    faulty(
        "policy_too_many_hours",
        "[investment]\nhours_per_week = 12\n[[event]]\nweek = 3\nkind = \"policy\"\nset = { learning_hours = 20 }\n",
    );
}

#[test]
fn planned_for_later() {
    faulty(
        "planned_anywhere",
        "[run]\nsteering = \"documents\"\n[organisation]\nties = \"ties.csv\"\ntie_scale = 2\n\
         [[variant]]\nname = \"a\"\npeople = \"people.csv\"\n[[variant.event]]\nweek = 1\nkind = \"shock\"\nsize = 0.1\npeople = [\"a\"]\n\
         [[event]]\nweek = 1\nkind = \"gemba\"\nteams = [\"a\"]\n[[event]]\nweek = 2\nkind = \"departures\"\n\
         [[event]]\nweek = 3\nkind = \"pressure\"\n",
    );
    faulty(
        "planned",
        "[organisation]\npeople = \"people.csv\"\n[steering]\nkpi = \"documents\"\n",
    );
}

#[test]
fn not_toml() {
    faulty("decimal_comma", "[work]\ndrift = 0,1\n");
    faulty(
        "unquoted",
        "title = Two loops\n[work]\ndrift = 10%\nsituations = 8 types\n[organisation]\nturnover = 2,5 % # a year\n",
    );
    faulty("curly_quotes", "title = “Two loops”\n");
    faulty(
        "several_syntax_errors",
        "title = \"Two loops\n[work\ndrift: 0.1\nsituations = .5\n\n[organisation]\nemployees = 10\nemployees = 20\nturnover = 3\n[organisation]\nturnover =\n",
    );
    faulty("open_list", "[run]\nobserve = [0, 52\nseed = 3\n");
    faulty("a_letter", "Dear team,\nplease run this.\n");
    faulty("empty", "\n# nothing here\n\n");
}

#[test]
fn names_and_titles() {
    faulty("scenario_name", "name = \"Über/uns\"\ntitle = \"\"\n");
    faulty("unknown_model", "model = \"smal\"\n");
}

#[test]
fn the_command_line() {
    let file = "[[variant]]\nname = \"a\"\n";
    faulty_command_line(
        "set",
        file,
        &[
            "drfit=0.1",
            "turnover=2",
            "drift",
            "seed=",
            "title=\"x\"",
            "replicates=0",
            "situations=many",
            "work.turnover=0.1",
        ],
    );
    faulty_command_line(
        "set_twice",
        file,
        &[
            "drift=0.1",
            "drift=0.2",
            "seed=1",
            "seed=2",
            "tacit_hours=3",
            "explicit_share=0.1",
        ],
    );
    faulty_command_line(
        "set_too_many_hours",
        "[investment]\nlearning_hours = 20\n",
        &["hours_per_week=10"],
    );
    faulty_command_line(
        "set_observe",
        file,
        &[
            "observe=[1, 2, 400]",
            "reference=b",
            "precision={ metric = \"x\", half_width = 1 }",
        ],
    );
}

#[test]
fn everything_at_once() {
    faulty(
        "everything_at_once",
        "name = \"a b\"\n[work]\ndrfit = 0.1\nsituations = 0\n[investment]\ntacit_hours = 3\nexplicit_share = 2\n\
         [run]\nreplicates = 0\n[[variant]]\nexplicit_share = 0.8\n[[event]]\nweek = 200\nkind = \"shok\"\n",
    );
}

#[test]
fn very_many_faults_are_counted() {
    let mut file = String::from("[work]\n");
    for index in 0..5_000 {
        writeln!(file, "unheard_of_{index} = 1").unwrap();
    }
    let faults = text(&file).unwrap_err();
    assert_eq!((faults.list().len(), faults.unlisted()), (100, 4_900));
    assert!(faults.to_string().ends_with("… and 4900 more"));
}

#[test]
fn a_very_long_line_is_not_drawn() {
    let file = format!(
        "[work] # {}\n[[variant]]\nname = \"{}\"\n",
        "x".repeat(5_000),
        "y".repeat(5_000)
    );
    assert!(told(&text(&file).unwrap_err()).len() < 2_000);
}
