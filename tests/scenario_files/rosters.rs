//! People and ties from files: what becomes of answers, teams and settings of one's own; and the message that each of many
//! malformed files gets.

use std::fmt::Write as _;
use std::fs;

use proptest::prelude::*;
use seci::scenario::roster::{PEOPLE_FILE, TIES_FILE};
use seci::scenario::{
    Faults, Loaded, Overrides, Roster, Scenario, Source, Survey, TeamsFrom, Who, load,
};

use super::registry::{LIBRARY, snapshot, told};

const PEOPLE: &str = "[organisation]\npeople = \"people.csv\"\n";
const TIES: &str = "[organisation]\nties = \"ties.csv\"\ntie_scale = [0, 5]\n";
const BOTH: &str =
    "[organisation]\npeople = \"people.csv\"\nties = \"ties.csv\"\ntie_scale = [0, 5]\n";
const THREE: &str = "id,name,team\na,Ann,sales\nb,Ben,sales\nc,Cem,legal\n";

type Files<'a> = [(&'a str, &'a [u8])];

/// Trust is kept in single precision; sums of it are what the answers add up to all the same, so that equals are equals.
#[test]
fn sums_of_trust_are_those_of_the_answers() {
    let loaded = scenario(BOTH, THREE, "from,to,score\na,b,3\nb,c,1\n");
    assert_eq!(roster(&loaded).sums_of_trust(), [0.6, 0.8, 0.2]);
}

/// Loads `plan.toml` beside the other files; messages without the name of the folder of the day.
fn open(toml: &str, files: &Files<'_>) -> Result<Loaded, (Faults, String)> {
    open_with(toml, files, &[])
}

fn open_with(toml: &str, files: &Files<'_>, set: &[&str]) -> Result<Loaded, (Faults, String)> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("plan.toml"), toml).unwrap();
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    let overrides = Overrides {
        set: set.iter().map(|argument| (*argument).to_owned()).collect(),
        ..Overrides::default()
    };
    let root = format!("{}/", folder.path().display());
    load(
        Source::File(&folder.path().join("plan.toml")),
        &overrides,
        &LIBRARY,
    )
    .map_err(|faults| {
        let text = faults.to_string().replace(&root, "");
        (faults, text)
    })
}

fn scenario(toml: &str, people: &str, ties: &str) -> Loaded {
    open(
        toml,
        &[
            ("people.csv", people.as_bytes()),
            ("ties.csv", ties.as_bytes()),
        ],
    )
    .unwrap_or_else(|(_, text)| panic!("{text}"))
}

fn survey(loaded: &Loaded) -> &Survey {
    loaded.survey.as_ref().unwrap()
}

fn roster(loaded: &Loaded) -> &Roster {
    loaded.scenario.roster.as_ref().unwrap()
}

/// Ties as `(one, other, trust)` by id.
fn ties(loaded: &Loaded) -> Vec<(String, String, f32)> {
    let roster = roster(loaded);
    let id = |seat: u32| roster.people[seat as usize].id.clone();
    let ties = roster.ties.as_ref().unwrap().iter();
    ties.map(|tie| (id(tie.seats[0]), id(tie.seats[1]), tie.trust))
        .collect()
}

fn tie(one: &str, other: &str, trust: f32) -> (String, String, f32) {
    (one.to_owned(), other.to_owned(), trust)
}

#[test]
fn a_pair_is_the_mean_of_its_answers() {
    // On a scale from 0 to 5: (2 + 4) / 2 = 3 → 0.6; one answer of 1 → 0.2.
    let loaded = scenario(BOTH, THREE, "from,to,score\na,b,2\nc,a,1\nb,a,4\n");
    assert_eq!(ties(&loaded), [tie("a", "b", 0.6), tie("a", "c", 0.2)]);
    let answers = survey(&loaded).answers.clone().unwrap();
    assert_eq!(
        (answers.present, answers.pairs, answers.answered_by_both),
        (3, 2, 1)
    );
    assert!((answers.mean_apart - 2.0).abs() < 1e-12);
    assert_eq!(answers.one_sided.first_lines, [3]);
}

#[test]
fn the_lowest_point_is_no_trust() {
    // Of one side it counts into the mean: (0 + 3) / 2 = 1.5 → 0.3; of both, or alone, there is no tie.
    let loaded = scenario(
        BOTH,
        THREE,
        "from,to,score\na,b,0\nb,a,3\na,c,0\nc,a,0\nb,c,0\n",
    );
    assert_eq!(ties(&loaded), [tie("a", "b", 0.3)]);
    assert_eq!(survey(&loaded).answers.as_ref().unwrap().lowest.count, 4);
    let structure = roster(&loaded).structure().unwrap();
    assert_eq!(
        (structure.isolated, structure.components),
        (vec![2], vec![2])
    );
    // A scale that begins at 1: its lowest point is no trust as well, 3 is half of the way.
    let toml = BOTH.replace("[0, 5]", "[1, 5]");
    let loaded = scenario(&toml, THREE, "from,to,score\na,b,1\na,c,3\n");
    assert_eq!(ties(&loaded), [tie("a", "c", 0.5)]);
}

#[test]
fn missing_answers_are_left_out() {
    let rows = ["", "NA", "n/a", "-", "NaN", "null"].map(|none| format!("a,b,{none}\n"));
    let loaded = scenario(
        BOTH,
        THREE,
        &format!("from,to,score\n{}b,a,5\n", rows.concat()),
    );
    assert_eq!(ties(&loaded), [tie("a", "b", 1.0)]);
    assert_eq!(survey(&loaded).answers.as_ref().unwrap().missing.count, 6);
}

#[test]
fn odd_rows_are_dropped_and_told() {
    let loaded = scenario(
        BOTH,
        THREE,
        "from,to,score\na,a,5\na,b,4\n\na,b,4.0\nb,b,\n",
    );
    assert_eq!(ties(&loaded), [tie("a", "b", 0.8)]);
    let answers = survey(&loaded).answers.clone().unwrap();
    assert_eq!(
        (answers.own.count, answers.own.first_lines),
        (2, vec![2, 6])
    );
    assert_eq!(
        (answers.repeated.count, answers.repeated.first_lines),
        (1, vec![5])
    );
}

#[test]
fn tables_as_spreadsheets_save_them() {
    let expected = [tie("a", "b", 0.7), tie("a", "c", 0.2)];
    let people: &[&[u8]] = &[
        THREE.as_bytes(),
        b"\xef\xbb\xbfid;name;team\r\na;Ann;sales\r\nb;Ben;sales\r\nc;Cem;legal\r\n",
        b"sep=;\r\nid;name;team\r\na;Ann;sales\r\nb;Ben;sales\r\nc;Cem;legal\r\n",
        b"id\tname\tteam\na\tAnn\tsales\nb\tBen\tsales\nc\tCem\tlegal\n",
        b"# exported\nID , Name , Team\n a , Ann , sales\n b , Ben , sales\n c , Cem , legal\n\n\n",
    ];
    let wide: Vec<u8> = "\u{feff}from\tto\tscore\r\na\tb\t3,5\r\na\tc\t1\r\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let files: &[&[u8]] = &[
        b"from,to,score\na,b,3.5\na,c,1\n",
        b"from;to;score\r\na;b;3,5\r\na;c;1,0\r\n",
        b"\"from\",\"to\",\"score\"\n\"a\",\"b\",\"3,5\"\n\"a\",\"c\",\"1\"\n",
        b"score,comment,to,from\n3.5,\"often, I think\",b,a\n1.0,,c,a\n",
        &wide,
    ];
    for people in people {
        for file in files {
            let loaded = open(BOTH, &[("people.csv", people), ("ties.csv", file)]);
            let loaded = loaded.unwrap_or_else(|(_, text)| panic!("{text}"));
            assert_eq!(ties(&loaded), expected);
            assert_eq!(roster(&loaded).teams, ["sales", "legal"]);
        }
    }
    // What Excel on a Western Windows calls plain CSV.
    let loaded = open(
        PEOPLE,
        &[("people.csv", b"id;team\nJ\xfcrgen;Gesch\xe4ft\n")],
    )
    .unwrap();
    assert_eq!(roster(&loaded).people[0].id, "Jürgen");
    assert!(
        loaded
            .advice
            .iter()
            .any(|remark| remark.contains("Windows-1252")),
        "{:?}",
        loaded.advice
    );
}

#[test]
fn a_square_is_read_row_by_row() {
    let loaded = scenario(BOTH, THREE, ",a,b,c\na,5,2,1\nb,4,,0\nc,NA,0,\n");
    // a–b: (2 + 4) / 2; a–c: 1 alone, as c gives no answer; b–c: both at the lowest point.
    assert_eq!(ties(&loaded), [tie("a", "b", 0.6), tie("a", "c", 0.2)]);
    assert!(survey(&loaded).answers.as_ref().unwrap().are_square);
}

#[test]
fn people_without_a_file_are_those_of_the_ties() {
    // By number where all are whole numbers: 7, 12, and 007 is another id than 7.
    let loaded = scenario(TIES, "", "from,to,score\n12,7,3\n007,12,5\n");
    let ids: Vec<&str> = roster(&loaded)
        .people
        .iter()
        .map(|person| person.id.as_str())
        .collect();
    assert_eq!(ids, ["007", "7", "12"]);
    let employees = loaded.scenario.variants[0].values.get("employees");
    assert!((employees - 3.0).abs() < f64::EPSILON);
    // The order of the rows does not matter.
    let other = scenario(TIES, "", "from,to,score\n007,12,5\n12,7,3\n");
    assert_eq!(loaded.scenario, other.scenario);
}

#[test]
fn teams_are_found_in_the_ties_where_nobody_has_one() {
    let file = "from,to,score\n1,2,5\n2,3,5\n1,3,5\n4,5,5\n5,6,5\n4,6,5\n3,4,1\n";
    for toml in [TIES, BOTH] {
        let loaded = scenario(toml, "id,team\n1,\n2,\n3,-\n4,\n5,\n6,\n", file);
        let teams: Vec<u32> = roster(&loaded)
            .people
            .iter()
            .map(|person| person.team)
            .collect();
        assert_eq!(teams, [0, 0, 0, 1, 1, 1]);
        assert_eq!(roster(&loaded).teams, ["group 1", "group 2"]);
        assert!(matches!(survey(&loaded).teams, TeamsFrom::Ties(modularity) if modularity > 0.4));
    }
}

#[test]
fn what_is_one_s_own() {
    let toml = format!(
        "{BOTH}[[team]]\nname = \"sales\"\nexplicit_share = 0.5\n[[person]]\nid = \"Ben\"\nexplicit_share = 0.9\n\
         [[variant]]\nname = \"x\"\n[[variant]]\nname = \"y\"\n[[variant.team]]\nname = \"sales\"\ntacit_hours = 3\n\
         [[variant.person]]\nid = \"b\"\nlearning_hours = 2\n"
    );
    let people = "id,name,team,learning_hours\na,Ann,sales,4\nb,Ben,sales,\nc,Cem,legal,8\n";
    let loaded = scenario(&toml, people, "from,to,score\na,b,3\n");
    let told = |variant: usize| -> Vec<(Who, Vec<(&str, f64)>)> {
        let variant = &loaded.scenario.variants[variant];
        let set = |own: &seci::scenario::Own| {
            let set = own.set.iter();
            set.map(|set| {
                (
                    loaded.scenario.model.parameters[set.position].name,
                    set.number,
                )
            })
            .collect()
        };
        variant.own.iter().map(|own| (own.who, set(own))).collect()
    };
    let (sales, ann, ben, cem) = (Who::Team(0), Who::Person(0), Who::Person(1), Who::Person(2));
    assert_eq!(
        told(0),
        [
            (sales, vec![("explicit_share", 0.5)]),
            (ann, vec![("learning_hours", 4.0)]),
            (ben, vec![("explicit_share", 0.9)]),
            (cem, vec![("learning_hours", 8.0)]),
        ]
    );
    // In the second variant the team has its explicit hours of before, 10 · 0.5, beside the new tacit ones: the pair whole.
    assert_eq!(
        told(1)[0],
        (sales, vec![("tacit_hours", 3.0), ("explicit_hours", 5.0)])
    );
    assert_eq!(
        told(1)[2],
        (ben, vec![("learning_hours", 2.0), ("explicit_share", 0.9)])
    );
}

#[test]
fn what_follows_from_the_roster() {
    let parent = (
        "parent.toml",
        b"[organisation]\nemployees = 500\n".as_slice(),
    );
    let people = ("people.csv", THREE.as_bytes());
    let toml = format!("extends = \"parent.toml\"\n{PEOPLE}");
    let loaded = open(&toml, &[parent, people]).unwrap();
    for values in [&loaded.scenario.base, &loaded.scenario.variants[0].values] {
        assert!((values.get("employees") - 3.0).abs() < f64::EPSILON);
    }
    assert!(open_with(&toml, &[parent, people], &["employees=3"]).is_ok());
    let mut all = String::new();
    let cases = [
        (format!("{PEOPLE}employees = 46\n"), None),
        (
            format!("{PEOPLE}[[variant]]\nname = \"large\"\nemployees = 46\n"),
            None,
        ),
        (
            format!("{PEOPLE}[sweep.parameters]\nemployees = [3, 46]\n"),
            None,
        ),
        (toml, Some("employees=46")),
    ];
    for (toml, set) in &cases {
        let set: Vec<&str> = set.iter().copied().collect();
        let (_, text) = open_with(toml, &[parent, people], &set).unwrap_err();
        writeln!(all, "{text}").unwrap();
    }
    snapshot("roster_decides_employees", &all);
}

fn round_trip(first: &Scenario) {
    let roster = first.roster.as_ref().unwrap();
    let (people, ties) = (roster.people_csv(), roster.ties_csv());
    let mut files = vec![(PEOPLE_FILE, people.as_bytes())];
    files.extend(ties.as_ref().map(|ties| (TIES_FILE, ties.as_bytes())));
    let written = first.to_toml();
    let second = open(&written, &files).unwrap_or_else(|(_, text)| panic!("{written}\n{text}"));
    assert_eq!(second.advice, Vec::<String>::new());
    assert_eq!(&second.scenario, first);
    assert_eq!(second.scenario.to_toml(), written);
}

#[test]
fn the_resolved_scenario_runs_again() {
    let own = "[[team]]\nname = \"sales\"\nexplicit_share = 0.5\n[[person]]\nid = \"c\"\nlearning_hours = 3\n";
    let variants = "[[variant]]\nname = \"x\"\n[[variant]]\nname = \"y\"\n[[variant.team]]\nname = \"sales\"\ntacit_hours = 3\n";
    let file = "from,to,score\na,b,1\nb,a,2\nc,a,3\nc,b,0.1\n";
    for toml in [PEOPLE, BOTH].map(|toml| format!("{toml}{own}")) {
        round_trip(&scenario(&toml, THREE, file).scenario);
        round_trip(&scenario(&format!("{toml}{variants}"), THREE, file).scenario);
    }
    let odd = "id,name,team\n\"a,1\",\"Ann \"\"the\"\" boss; really\",\"R & D, north\"\n#b,Ben,x\n";
    let loaded = scenario(BOTH, odd, "from,to,score\n#b,\"a,1\",3\n");
    round_trip(&loaded.scenario);
    assert_eq!(
        roster(&loaded).people_csv(),
        "id,name,team,role\n\"a,1\",\"Ann \"\"the\"\" boss; really\",\"R & D, north\",\n\"#b\",Ben,x,\n"
    );
}

/// The messages that malformed files get, each file with a name that says what is wrong with it.
fn told_of(cases: &[(&str, &str, &[u8], &[u8])]) -> String {
    let mut all = String::new();
    for (name, toml, people, file) in cases {
        let mut files: Vec<(&str, &[u8])> = Vec::new();
        if !people.is_empty() {
            files.push(("people.csv", people));
        }
        if !file.is_empty() {
            files.push(("ties.csv", file));
        }
        let text = match open(toml, &files) {
            Ok(loaded) => panic!("{name} is in order: {:?}", loaded.advice),
            Err((faults, text)) => {
                // It can be drawn as well.
                assert!(!told(&faults).is_empty());
                text
            }
        };
        writeln!(all, "{name}\n  {}", text.replace('\n', "\n  ")).unwrap();
    }
    all
}

#[test]
fn malformed_rosters() {
    let cases: &[(&str, &str, &[u8], &[u8])] = &[
        ("no file", PEOPLE, b"", b""),
        ("empty", PEOPLE, b"\n", b""),
        ("only a header", PEOPLE, b"id,name,team\n", b""),
        ("no header", PEOPLE, b"1,2\n3,4\n", b""),
        ("no id", PEOPLE, b"name,team\nAnn,sales\n", b""),
        (
            "another word for id",
            PEOPLE,
            b"employee_id,team\n1,sales\n",
            b"",
        ),
        (
            "another word for team",
            PEOPLE,
            b"id,department\n1,sales\n",
            b"",
        ),
        ("no team and no ties", PEOPLE, b"id,name\n1,Ann\n", b""),
        (
            "a team for some",
            PEOPLE,
            b"id,team\na,sales\nb,\nc,-\nd,legal\n",
            b"",
        ),
        (
            "a column of words that has the name of a key",
            PEOPLE,
            b"id,team,explicit_share\na,x,low\nb,x,\nc,x,high\n",
            b"",
        ),
        (
            "a word among numbers",
            PEOPLE,
            b"id,team,explicit_share\na,x,0.2\nb,x,much\n",
            b"",
        ),
        ("ids twice", PEOPLE, b"id,team\na,x\nb,x\na,x\nb,y\n", b""),
        ("an empty id", PEOPLE, b"id,team\na,x\n,x\n", b""),
        ("a column twice", PEOPLE, b"id,team,team\na,x,y\n", b""),
        (
            "too many fields",
            PEOPLE,
            b"id,name,team\na,Ann, the boss,sales\n",
            b"",
        ),
        (
            "a quotation mark that is not closed",
            PEOPLE,
            format!(
                "id,name,team\na,\"Ann,sales\n{}",
                "b,Ben,sales\n".repeat(30)
            )
            .leak()
            .as_bytes(),
            b"",
        ),
        (
            "a control character",
            PEOPLE,
            b"id,team\na\x1b[31m,x\n",
            b"",
        ),
        ("a workbook", PEOPLE, b"PK\x03\x04rest", b""),
        ("an old workbook", PEOPLE, b"\xd0\xcf\x11\xe0rest", b""),
        ("compressed", PEOPLE, b"\x1f\x8brest", b""),
        ("binary", PEOPLE, b"id\0team", b""),
        (
            "a misspelt key",
            PEOPLE,
            b"id,team,explict_share\na,x,0.2\n",
            b"",
        ),
        (
            "a key that is everybody's",
            PEOPLE,
            b"id,team,turnover\na,x,0.2\n",
            b"",
        ),
        (
            "values out of range",
            PEOPLE,
            b"id,team,explicit_share,learning_hours\na,x,1.2,three\nb,x,-0,200\n",
            b"",
        ),
        (
            "both pairs",
            PEOPLE,
            b"id,team,explicit_share,tacit_hours\na,x,0.2,3\n",
            b"",
        ),
        (
            "hours that do not fit",
            PEOPLE,
            b"id,name,team,learning_hours\na,Ann,x,60\n",
            b"",
        ),
    ];
    snapshot("malformed_rosters", &told_of(cases));
}

/// Faults of both files are told together; who is unknown only once the people could be read.
#[test]
fn two_faulty_files_at_once() {
    let cases: &[(&str, &str, &[u8], &[u8])] = &[
        (
            "a person twice, an answer off the scale, an id that may be one of the people",
            BOTH,
            b"id,name,team\na,Ann,sales\na,Ben,sales\n",
            b"from,to,score\na,b,3\na,c,9\n",
        ),
        (
            "no column of ids, no column of scores",
            BOTH,
            b"name,team\nAnn,sales\n",
            b"from,to\na,b\n",
        ),
        (
            "no people at all, an answer twice with two scores",
            BOTH,
            b"id,name,team\n",
            b"from,to,score\na,b,3\na,b,4\n",
        ),
        (
            "no file of people, an answer that is no number",
            BOTH,
            b"",
            b"from,to,score\na,b,often\n",
        ),
        (
            "some without a team, an unknown id",
            BOTH,
            b"id,name,team\na,Ann,sales\nb,Ben,\n",
            b"from,to,score\na,b,3\na,zoe,3\n",
        ),
    ];
    for (name, toml, people, ties) in cases {
        let files: Vec<(&str, &[u8])> = [("people.csv", *people), ("ties.csv", *ties)]
            .into_iter()
            .filter(|(_, bytes)| !bytes.is_empty())
            .collect();
        let (faults, _) = open(toml, &files).expect_err(name);
        let ends = |file: &str| {
            let mut all = faults.list().iter();
            all.any(|fault| fault.file().is_some_and(|name| name.ends_with(file)))
        };
        // A file that is not there is a fault of the scenario that names it.
        assert!(
            ends("people.csv") || (people.is_empty() && ends("plan.toml")),
            "{name}"
        );
        assert!(ends("ties.csv"), "{name}");
    }
    snapshot("two_faulty_files", &told_of(cases));
}

#[test]
#[allow(clippy::too_many_lines, reason = "a list of cases")]
fn malformed_ties() {
    let three = THREE.as_bytes();
    let many: String = (0..40).fold("from,to,score\n".to_owned(), |mut text, index| {
        writeln!(text, "a,x{index},2").unwrap();
        text
    });
    let no_scale = BOTH.replace("tie_scale = [0, 5]\n", "");
    let cases: &[(&str, &str, &[u8], &[u8])] = &[
        ("no file", BOTH, three, b""),
        ("only a header", BOTH, three, b"from,to,score\n"),
        ("no header", BOTH, three, b"1,2,3\n2,1,3\n"),
        ("other words", BOTH, three, b"source,target,weight\na,b,3\n"),
        (
            "ids of other words",
            BOTH,
            three,
            b"id_from,id_to,score\na,b,3\n",
        ),
        ("a misspelt column", BOTH, three, b"from,to,scor\na,b,3\n"),
        ("two columns", BOTH, three, b"from,to\na,b\n"),
        (
            "no scale",
            &no_scale,
            three,
            b"from,to,score\na,b,3\na,c,7\n",
        ),
        (
            "a scale upside down",
            &BOTH.replace("[0, 5]", "[5, 1]"),
            three,
            b"from,to,score\na,b,3\n",
        ),
        (
            "a scale of one point",
            &BOTH.replace("[0, 5]", "[5]"),
            three,
            b"from,to,score\na,b,3\n",
        ),
        (
            "a scale in words",
            &BOTH.replace("[0, 5]", "\"0 to 5\""),
            three,
            b"from,to,score\na,b,3\n",
        ),
        (
            "not on the scale",
            BOTH,
            three,
            b"from,to,score\na,b,6\na,c,99\nb,c,-1\n",
        ),
        (
            "words for scores",
            BOTH,
            three,
            b"from,to,score\na,b,often\na,c,3 of 5\n",
        ),
        (
            "unknown ids",
            BOTH,
            three,
            b"from,to,score\na,B,3\nd,a,3\nd,b,2\n",
        ),
        ("very many unknown ids", BOTH, three, many.leak().as_bytes()),
        (
            "007 and 7",
            BOTH,
            b"id,team\n7,x\n8,x\n",
            b"from,to,score\n007,8,3\n",
        ),
        ("an empty id", BOTH, three, b"from,to,score\na,,3\n"),
        (
            "twice with two scores",
            BOTH,
            three,
            b"from,to,score\na,b,3\nb,a,2\na,b,4\n",
        ),
        (
            "decimals with a comma between commas",
            BOTH,
            three,
            b"from,to,score\na,b,3,5\n",
        ),
        ("too few fields", BOTH, three, b"from,to,score\na\n"),
        ("a square without ids", BOTH, three, b"0,1,2,3\n1,0,2,3\n"),
        (
            "a square that is none",
            BOTH,
            three,
            b",a,b,c\na,0,1\nb,1,0,2\n",
        ),
        (
            "a square with a column twice",
            BOTH,
            three,
            b",a,b,b\na,0,1,1\n",
        ),
        ("a workbook", BOTH, three, b"PK\x03\x04rest"),
        (
            "faults of both files",
            BOTH,
            b"id,team\na,x\na,x\n",
            b"from,to,score\na,b,6\n",
        ),
    ];
    snapshot("malformed_ties", &told_of(cases));
}

#[test]
fn folders_and_names_of_nothing() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("people.csv")).unwrap();
    fs::write(folder.path().join("plan.toml"), PEOPLE).unwrap();
    let faults = load(
        Source::File(&folder.path().join("plan.toml")),
        &Overrides::default(),
        &LIBRARY,
    )
    .unwrap_err();
    assert!(
        faults
            .to_string()
            .contains("people.csv is a folder, not a file"),
        "{faults}"
    );
    let (_, text) = open("[organisation]\npeople = \"\"\n", &[]).unwrap_err();
    assert!(text.contains("`people` names no file"), "{text}");
}

#[test]
fn settings_that_belong_to_nobody() {
    let cases = [
        "[[team]]\nname = \"sales\"\nexplicit_share = 0.5\n".to_owned(),
        format!(
            "{PEOPLE}[[team]]\nname = \"sale\"\nexplicit_share = 0.5\n[[person]]\nid = \"Anne\"\nexplicit_share = 0.5\n"
        ),
        format!(
            "{PEOPLE}[[team]]\nexplicit_share = 0.5\n[[person]]\nid = \"a\"\n[[person]]\nid = \"a\"\nname = \"Ann\"\ndrift = 2\n"
        ),
        format!(
            "{PEOPLE}[[person]]\nid = \"a\"\nlearning_hours = 3\n[[person]]\nid = \"Ann\"\nlearning_hours = 4\n"
        ),
        format!(
            "{PEOPLE}[[team]]\nname = \"legal\"\nlearning_hours = 60\n[[variant]]\nname = \"x\"\n[[variant]]\nname = \"y\"\n"
        ),
        format!(
            "{PEOPLE}[[team]]\nname = \"legal\"\nlearning_hours = 20\n[[event]]\nweek = 3\nkind = \"policy\"\nset = {{ hours_per_week = 15 }}\n"
        ),
        format!(
            "{PEOPLE}[[team]]\nname = \"legal\"\nlearning_hours = 20\n[sweep.parameters]\nhours_per_week = [40, 15]\n"
        ),
        "[work]\npeople = \"people.csv\"\ntie_scale = [0, 1]\n".to_owned(),
    ];
    let mut all = String::new();
    for toml in &cases {
        let (faults, _) = open(toml, &[("people.csv", THREE.as_bytes())]).unwrap_err();
        let lines = faults.list().iter().map(|fault| {
            let help = fault.advice().unwrap_or_default();
            format!(
                "{}: {} [{}] {help}\n",
                fault.line().unwrap_or(0),
                fault.message(),
                fault.text().unwrap_or_default()
            )
        });
        writeln!(all, "{toml}---\n{}", lines.collect::<String>()).unwrap();
    }
    snapshot("settings_of_nobody", &all);
}

#[test]
fn a_fault_shows_the_row() {
    let (faults, _) = open(
        BOTH,
        &[
            ("people.csv", THREE.as_bytes()),
            ("ties.csv", b"from,to,score\na,b,3\nb, d ,4\n"),
        ],
    )
    .unwrap_err();
    let fault = &faults.list()[0];
    assert_eq!(
        (fault.line(), fault.text().as_deref()),
        (Some(3), Some("d"))
    );
}

#[test]
fn moving_what_some_have_of_their_own_is_told() {
    let toml = format!("{PEOPLE}[[team]]\nname = \"sales\"\nexplicit_share = 0.5\n");
    let loaded = open_with(
        &toml,
        &[("people.csv", THREE.as_bytes())],
        &["explicit_share=0.1"],
    )
    .unwrap();
    assert!(
        loaded
            .advice
            .iter()
            .any(|remark| remark.contains("team sales")),
        "{:?}",
        loaded.advice
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_panic(people in proptest::collection::vec(any::<u8>(), 0..120), file in proptest::collection::vec(any::<u8>(), 0..120)) {
        let _ = open(BOTH, &[("people.csv", &people), ("ties.csv", &file)]).map_err(|(faults, _)| told(&faults));
        let _ = open(TIES, &[("ties.csv", &file)]).map_err(|(faults, _)| told(&faults));
    }

    #[test]
    fn no_table_panics(rows in "(id|team|from|to|score|a|b|[0-9]|,|;|\t|\"|\n|\r| |é|-|sep=){0,60}", header in "(id,team|from,to,score|from;to;score|,a,b,c|)") {
        let table = format!("{header}\n{rows}");
        let _ = open(BOTH, &[("people.csv", table.as_bytes()), ("ties.csv", table.as_bytes())]).map_err(|(faults, _)| told(&faults));
        let _ = open(TIES, &[("ties.csv", table.as_bytes())]).map_err(|(faults, _)| told(&faults));
    }

    #[test]
    fn any_network_survives_the_round_trip(answers in proptest::collection::btree_map((0..6_u32, 0..6_u32), 0..=5_u32, 1..30)) {
        let mut file = "from,to,score\n".to_owned();
        for ((from, to), score) in &answers {
            writeln!(file, "{from},{to},{score}").unwrap();
        }
        prop_assume!(answers.iter().any(|((from, to), score)| from != to && *score > 0));
        let loaded = open(TIES, &[("ties.csv", file.as_bytes())]).unwrap_or_else(|(_, text)| panic!("{text}"));
        round_trip(&loaded.scenario);
    }
}
