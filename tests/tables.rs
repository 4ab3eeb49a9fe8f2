//! The tables of real folders, held against the dictionary: every column, every field.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

#[path = "support/place.rs"]
mod place;

use place::{Place, assert_ends, stderr};
use seci::table::{Folder, Kind, TABLES};

const FIRM: &str = r#"
name = "small"
title = "A small one"
[run]
weeks = 8
replicates = 3
[organisation]
employees = 8
[[variant]]
name = "NA"
[[variant]]
name = "much"
learning_hours = 20
"#;

/// A sweep of every design.
const SWEEPS: &[&str] = &[
    "",
    "[sweep]\ndesign = \"grid\"\n[sweep.parameters]\nexplicit_share = { from = 0, to = 1, steps = 3 }\nturnover = [0, 0.3]\n",
    "[sweep]\ndesign = \"one-at-a-time\"\n[sweep.parameters]\nexplicit_share = [0, 1]\nturnover = [0, 0.3]\n",
    "[sweep]\ndesign = \"list\"\n[[sweep.point]]\ndrift = 0.1\n[[sweep.point]]\ndrift = 0.1\n",
    "[sweep]\ndesign = \"latin-hypercube\"\nsamples = 3\n[sweep.parameters]\nturnover = { from = 0, to = 0.6 }\n",
    "[sweep]\ndesign = \"morris\"\nsamples = 2\n[sweep.parameters]\nturnover = { from = 0, to = 0.6 }\ndrift = { from = 0, to = 1 }\n",
    "[sweep]\ndesign = \"saltelli\"\nsamples = 2\n[sweep.parameters]\nturnover = { from = 0, to = 0.6 }\ndrift = { from = 0, to = 1 }\n",
];

/// People and ties from files in place of a number of employees.
const OF_A_ROSTER: &str = "people = \"people.csv\"\nties = \"ties.csv\"\ntie_scale = [0, 5]";

/// The files of a folder whose names end so.
fn files(folder: &Path, ending: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    entries
        .map(|entry| {
            let name = entry.expect("an entry").file_name();
            name.to_string_lossy().into_owned()
        })
        .filter(|name| name.ends_with(ending))
        .collect()
}

#[test]
fn every_field_of_every_table_is_what_the_dictionary_says() {
    let mut seen = BTreeSet::new();
    let runs = SWEEPS.iter().map(|sweep| (*sweep, "run"));
    for (sweep, command) in runs.chain([(SWEEPS[1], "compare"), ("", "roster")]) {
        let firm = match command {
            "roster" => {
                let firm = FIRM.replace("employees = 8", OF_A_ROSTER);
                format!("{firm}[who_matters]\nweek = 2\n")
            }
            _ => FIRM.to_owned(),
        };
        let place = Place::with(&format!("{firm}{sweep}"));
        place.write("people.csv", "id,name,team\na,Ann,one\nb,,one\nc,Cem,two\n");
        place.write("ties.csv", "from,to,score\na,b,3\nb,a,4\nb,c,1\n");
        place.write("other.toml", &format!("{FIRM}drift = 0.3\n{sweep}"));
        let files: &[&str] = match command {
            "compare" => &["small.toml", "other.toml"],
            _ => &["small.toml"],
        };
        let given = ["--no-charts", "--out", "output/small"];
        let command = command.replace("roster", "run");
        assert_ends(
            &place.seci(&[&[command.as_str()], files, &given].concat()),
            0,
        );
        let folder = place.path("output/small");
        let columns = Folder::open(&folder).expect("a folder").columns();
        for file in self::files(&folder, ".csv") {
            // What was read of the organisation, in the form in which it is read again.
            if ["roster.csv", "ties.csv"].contains(&file.as_str()) {
                continue;
            }
            let table = TABLES.iter().find(|table| table.file == file);
            let table = table.unwrap_or_else(|| panic!("{file} is not in the dictionary"));
            let mut csv = csv::ReaderBuilder::new()
                .has_headers(false)
                .from_path(folder.join(&file))
                .expect("a table");
            let mut records = csv.records().map(|record| record.expect("a record"));
            let header = records.next().expect("a header");
            assert_eq!(
                header.iter().collect::<Vec<_>>(),
                table.header(&columns),
                "{file}"
            );
            for record in records {
                for (field, (name, kind)) in record.iter().zip(table.columns(&columns)) {
                    let is_number = field.parse::<f64>().is_ok_and(f64::is_finite);
                    let fits = match kind {
                        Kind::Text => !field.is_empty(),
                        Kind::TextOrEmpty => true,
                        Kind::Whole => field.parse::<u64>().is_ok(),
                        Kind::Number => is_number,
                        Kind::NumberOrEmpty => is_number || field.is_empty(),
                    };
                    assert!(fits, "{file}: {name} is \"{field}\"\n{sweep}");
                }
            }
            seen.insert(file);
        }
    }
    let described: BTreeSet<String> = TABLES.iter().map(|table| table.file.to_owned()).collect();
    assert_eq!(seen, described);
}

#[test]
fn twins_are_written_on_request_and_do_not_outlive_their_tables() {
    let place = Place::with(&format!("{FIRM}{}", SWEEPS[1]));
    let run = ["run", "small.toml", "--no-charts", "--parquet"];
    let output = place.seci(&run);
    if !cfg!(feature = "parquet") {
        assert_ends(&output, 2);
        assert!(
            stderr(&output).contains("--features parquet"),
            "{}",
            stderr(&output)
        );
        return;
    }
    assert_ends(&output, 0);
    let folder = place.path("output/small");
    let twins = || -> BTreeSet<String> {
        files(&folder, ".parquet")
            .into_iter()
            .map(|name| name.replace(".parquet", ".csv"))
            .collect()
    };
    assert_eq!(twins(), files(&folder, ".csv"));
    assert_ends(&place.seci(&run[..3]), 0);
    assert!(twins().is_empty());
}
