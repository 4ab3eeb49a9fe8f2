//! The usual slips: one fault each, said once, and none that hides another.

use super::faults::{faulty, faulty_command_line};

#[test]
fn words_without_quotation_marks() {
    faulty(
        "bare_words",
        "title = free time\n[run]\nreference = today # the first\n[[variant]]\nname = new\nlabel = infants\n\
         [[variant]]\nname = True\nlabel = 3 teams\n",
    );
}

#[test]
fn one_slip_is_one_fault() {
    faulty(
        "curly_quotes_at_the_top",
        "extends = “missing.toml”\nmodel = “none”\nname = “a b”\n",
    );
    faulty(
        "keys_below_a_broken_heading",
        "[work\ndrift = 0.1\nsituations = 3\n\n[climate]\ndrift = 0.1\n",
    );
}

#[test]
fn reserved_names_and_signs_that_nobody_sees() {
    faulty(
        "reserved_names",
        "name = \"con\"\n[[variant]]\nname = \"LPT1\"\n[[variant]]\nname = \"console\"\n",
    );
    faulty(
        "invisible_signs",
        "title = \"safe \u{202e}txet\"\n[[variant]]\nname = \"a\"\nlabel = \"\\u001b[2J\"\n\
         [[variant]]\nname = \"b\"\nlabel = \"\u{2067}b\"\n[[variant]]\nname = \"c\"\nlabel = \"a\\nb\"\n",
    );
}

#[test]
fn percentages_in_quotation_marks() {
    faulty(
        "per_cent_in_quotation_marks",
        "[organisation]\nturnover = \"30 %\"\n[work]\ndrift = \"2,5%\"\n[investment]\nlearning_hours = \"20 %\"\n",
    );
    faulty_command_line(
        "set_per_cent",
        "[work]\n",
        &["turnover=30%", "drift=0,1", "explicit_share=250%"],
    );
}

#[test]
fn both_pairs_even_where_a_value_is_refused() {
    faulty(
        "both_pairs_and_out_of_range",
        "[investment]\ntacit_hours = 1\nexplicit_share = 2\n",
    );
}

#[test]
fn faults_of_events_name_their_variants() {
    let week = "[[variant]]\nname = \"short\"\nhours_per_week = 12\n[[variant]]\nname = \"longer\"\nhours_per_week = 15\n\
                [[variant]]\nname = \"long\"\nhours_per_week = 30\n";
    let event = |set: &str| format!("[[event]]\nweek = 3\nkind = \"policy\"\nset = {{ {set} }}\n");
    faulty(
        "event_in_some_variants",
        &format!("{week}{}", event("learning_hours = 20")),
    );
    faulty(
        "event_in_all_variants",
        &format!(
            "[[variant]]\nname = \"a\"\n[[variant]]\nname = \"b\"\ndrift = 1\n{}",
            event("learning_hours = 50")
        ),
    );
}

#[test]
fn a_bad_event_does_not_hide_a_later_one() {
    faulty(
        "two_bad_events",
        "[[event]]\nweek = 1\nkind = \"policy\"\nset = { learning_hours = 50 }\n\
         [[event]]\nweek = 2\nkind = \"policy\"\nset = { drift = 0.1 }\n\
         [[event]]\nweek = 3\nkind = \"policy\"\nset = { tacit_hours = 100, explicit_hours = 100 }\n\
         [[event]]\nweek = 4\nkind = \"policy\"\nset = { learning_hours = 60 }\n",
    );
    faulty(
        "a_refused_event_and_another",
        "[[event]]\nweek = 1\nkind = \"policy\"\nset = { learning_hours = 500 }\n\
         [[event]]\nweek = 2\nkind = \"policy\"\nset = { learning_hours = 50 }\n",
    );
}
