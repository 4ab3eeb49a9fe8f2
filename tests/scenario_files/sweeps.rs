//! Sweeps: which points a file asks for, and what is said of one that asks for what cannot be.

use std::fmt::Write as _;
use std::fs;

use seci::scenario::{AxisValues, Design, Observe, Overrides, Scenario, Source, load};

use super::faults::{faulty, faulty_command_line};
use super::registry::{LIBRARY, snapshot, text, text_with, told};

fn scenario(file: &str) -> Scenario {
    let loaded = text(file).unwrap_or_else(|faults| panic!("{faults}"));
    loaded.scenario
}

fn rows(file: &str) -> Vec<Vec<f64>> {
    scenario(file).sweep.expect("a sweep").rows
}

#[test]
fn a_grid_moves_its_last_parameter_fastest() {
    let file = "[sweep.parameters]\nexplicit_share = { from = 0, to = 1, steps = 3 }\ndrift = [0.1, 0.3]\n";
    assert_eq!(
        rows(file),
        [
            [0.0, 0.1],
            [0.0, 0.3],
            [0.5, 0.1],
            [0.5, 0.3],
            [1.0, 0.1],
            [1.0, 0.3]
        ]
    );
    let sweep = scenario(file).sweep.expect("a sweep");
    assert_eq!(sweep.design, Design::Grid, "the design that none is named");
    assert!(matches!(
        sweep.axes[0].values,
        AxisValues::Stepped { steps: 3, .. }
    ));
}

#[test]
fn a_zip_takes_values_together_and_a_list_points() {
    let zip =
        "[sweep]\ndesign = \"zip\"\n[sweep.parameters]\ndrift = [0.1, 0.3]\nturnover = [0, 1]\n";
    assert_eq!(rows(zip), [[0.1, 0.0], [0.3, 1.0]]);
    let list = "[sweep]\ndesign = \"list\"\n[[sweep.point]]\nturnover = 0\ndrift = 0.1\n[[sweep.point]]\ndrift = 0.3\nturnover = 1\n";
    assert_eq!(
        rows(list),
        [[0.0, 0.1], [1.0, 0.3]],
        "in the order of the first point"
    );
    let inline = "[sweep]\ndesign = \"list\"\npoints = [{ drift = 0.1 }, { drift = 0.3 }]\n";
    assert_eq!(rows(inline), [[0.1], [0.3]]);
}

#[test]
fn one_at_a_time_begins_where_nothing_is_moved() {
    let file = "[work]\ndrift = 0.2\n[sweep]\ndesign = \"one-at-a-time\"\n[sweep.parameters]\ndrift = [0.1, 0.2, 0.3]\nexplicit_share = { from = 0, to = 1 }\n";
    let rows = rows(file);
    assert_eq!(rows[0], [0.2, 0.3], "the file's drift, the default share");
    assert_eq!(rows[1..], [[0.1, 0.3], [0.3, 0.3], [0.2, 0.0], [0.2, 1.0]]);
}

#[test]
fn sampled_designs_stay_in_their_ranges_and_follow_the_seed() {
    for (design, count) in [
        ("latin-hypercube", 8),
        ("sobol", 8),
        ("morris", 24),
        ("saltelli", 32),
    ] {
        let file = format!(
            "[sweep]\ndesign = \"{design}\"\nsamples = 8\n[sweep.parameters]\ndrift = {{ from = 0.01, to = 1, scale = \"log\" }}\nturnover = {{ from = 0.2, to = 0.4 }}\n"
        );
        let rows = rows(&file);
        assert_eq!(rows.len(), count, "{design}");
        assert!(
            rows.iter()
                .all(|row| (0.01..=1.0).contains(&row[0]) && (0.2..=0.4).contains(&row[1])),
            "{design}"
        );
        assert_eq!(rows, self::rows(&file), "{design}");
        let other = text_with(&file, &["seed=2"])
            .unwrap()
            .scenario
            .sweep
            .unwrap();
        assert_ne!(rows, other.rows, "{design}");
        let more = text_with(&file, &["samples=16"])
            .unwrap()
            .scenario
            .sweep
            .unwrap();
        assert_eq!(more.rows.len(), 2 * count);
        if design != "latin-hypercube" {
            assert_eq!(
                more.rows[..count],
                rows,
                "{design}: more samples keep those there are"
            );
        }
    }
}

#[test]
fn the_share_is_swept_at_constant_learning_hours() {
    let file = "[investment]\ntacit_hours = 6\nexplicit_hours = 2\n[sweep.parameters]\nexplicit_share = [0, 0.5]\n";
    let scenario = scenario(file);
    let sweep = scenario.sweep.expect("a sweep");
    let mut values = scenario.variants[0].values.clone();
    sweep.apply(&sweep.rows[1], &mut values);
    assert_eq!(values.get("explicit_hours").to_bits(), 4.0_f64.to_bits());
    assert_eq!(values.get("tacit_hours").to_bits(), 4.0_f64.to_bits());
}

#[test]
fn a_sweep_keeps_a_week_of_each_year_unless_told_otherwise() {
    let sweep = "[sweep.parameters]\ndrift = [0, 1]\n";
    assert_eq!(
        scenario(sweep).run.observe,
        Observe::Weeks(vec![0, 52, 104, 156])
    );
    let file = format!("[run]\nobserve = \"weekly\"\n{sweep}");
    assert_eq!(scenario(&file).run.observe, Observe::Weekly);
}

#[test]
fn every_design_is_written_back_as_it_was_read() {
    let parameters = "[sweep.parameters]\ndrift = { from = 0.001, to = 1, steps = 4, scale = \"log\" }\nturnover = [0, 0.25, 0.1, 0.3]\n";
    let ranges = "[sweep.parameters]\ndrift = { from = 0.001, to = 1, scale = \"log\" }\nturnover = { from = 0, to = 0.3 }\n";
    let files = [
        format!("[sweep]\ndesign = \"grid\"\n{parameters}"),
        format!("[sweep]\ndesign = \"zip\"\n{parameters}"),
        format!("[sweep]\ndesign = \"one-at-a-time\"\n{parameters}"),
        format!("[sweep]\ndesign = \"sobol\"\nsamples = 5\n{ranges}"),
        format!("[sweep]\ndesign = \"morris\"\nsamples = 5\nlevels = 6\n{ranges}"),
        "[sweep]\ndesign = \"list\"\n[[sweep.point]]\nturnover = 0.1\n[[sweep.point]]\nturnover = 0.25\n[[variant]]\nname = \"a\"\ndrift = 0.5\n".to_owned(),
    ];
    for file in files {
        let first = scenario(&file);
        let written = first.to_toml();
        let second = scenario(&written);
        assert_eq!(first, second, "{written}");
        assert_eq!(written, second.to_toml());
    }
}

#[test]
fn faults_of_a_sweep() {
    faulty("sweep_of_nothing", "[sweep]\ndesign = \"grid\"\n");
    faulty("sweep_no_table", "sweep = 1\n");
    faulty(
        "sweep_unknown_design",
        "[sweep]\ndesign = \"gird\"\nsample = 3\n[sweep.parameters]\ndrift = [0, 1]\n",
    );
    faulty(
        "sweep_values",
        "[sweep.parameters]\ndrfit = [0, 1]\ndrift = [0, 1.5, \"10 %\"]\nturnover = 0.2\nsituations = { from = 2, to = 9, steps = 3 }\n\
         explicit_share = { from = 0.9, to = 0.1, step = 3 }\npractice = []\nweeks = [52, 104]\ncapability = [0, 1]\n",
    );
    faulty(
        "sweep_ranges",
        "[sweep]\ndesign = \"sobol\"\n[sweep.parameters]\ndrift = [0, 1]\nturnover = { from = 0, to = 0.5, scale = \"log\" }\n\
         explicit_share = { from = 0, to = 1, steps = 3 }\n",
    );
    faulty(
        "sweep_keys_of_other_designs",
        "[sweep]\nsamples = 10\nlevels = 5\nfile = \"points.csv\"\n[sweep.parameters]\ndrift = [0, 1]\n",
    );
    faulty(
        "sweep_zip",
        "[sweep]\ndesign = \"zip\"\n[sweep.parameters]\ndrift = [0, 1]\nturnover = [0, 0.1, 0.2]\n",
    );
    faulty("sweep_twice", "[sweep.parameters]\ndrift = [0, 0.1, 0]\n");
    faulty(
        "sweep_list",
        "[sweep]\ndesign = \"list\"\n[[sweep.point]]\ndrift = 0.1\nturnover = 0.2\n[[sweep.point]]\ndrift = 0.1\n[[sweep.point]]\ndrfit = 1\n",
    );
    faulty(
        "sweep_too_large",
        "[sweep.parameters]\ndrift = { from = 0, to = 1, steps = 2000 }\nturnover = { from = 0, to = 1, steps = 2000 }\n",
    );
    faulty(
        "sweep_both_pairs",
        "[sweep.parameters]\nexplicit_share = [0, 1]\ntacit_hours = [1, 2]\n",
    );
    faulty(
        "sweep_key_at_the_top",
        "design = \"grid\"\n[run]\nsamples = 4\n",
    );
}

#[test]
fn a_swept_parameter_has_no_other_master() {
    let sweep = "[sweep.parameters]\nexplicit_share = [0, 1]\n";
    faulty(
        "sweep_and_variant",
        &format!("{sweep}[[variant]]\nname = \"heavy\"\ntacit_hours = 3\n"),
    );
    faulty_command_line("sweep_and_set", sweep, &["explicit_share=0.3"]);
    faulty_command_line("sweep_samples", sweep, &["samples=3"]);
    // The learning hours are another matter.
    let hours = format!("{sweep}[[variant]]\nname = \"long\"\nlearning_hours = 20\n");
    assert_eq!(rows(&hours).len(), 2);
}

#[test]
fn points_at_which_values_do_not_fit_together() {
    faulty(
        "sweep_misfits",
        "[sweep.parameters]\nlearning_hours = [10, 35, 40]\nhours_per_week = [20, 40]\n[[variant]]\nname = \"a\"\n[[variant]]\nname = \"b\"\ndrift = 0.1\n",
    );
    faulty(
        "sweep_misfit_after_a_policy",
        "[sweep.parameters]\nlearning_hours = [10, 35]\n[[event]]\nweek = 3\nkind = \"policy\"\nset = { hours_per_week = 30 }\n",
    );
}

/// A scenario with a file of points beside it.
fn with_points(points: &[u8]) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("points.csv"), points).unwrap();
    let file = folder.path().join("plan.toml");
    fs::write(&file, "[sweep]\ndesign = \"csv\"\nfile = \"points.csv\"\n").unwrap();
    let name = file.display().to_string();
    (folder, name)
}

/// Header and rows as SALib, numpy, data frames, R, spreadsheets and the EMA Workbench write them.
#[test]
fn points_are_read_as_other_tools_write_them() {
    for (what, points) in [
        ("plain", "drift,turnover\n0.5,1.5e-01\n1,0\n"),
        (
            "numpy, savetxt with a header",
            "# drift,turnover\n5.000000000000000000e-01,1.500000000000000000e-01\n1.0,0.0\n",
        ),
        (
            "pandas with its index",
            ",drift,turnover\n0,0.5,0.15\n1,1.0,0.0\n",
        ),
        (
            "pandas, read and written again",
            "Unnamed: 0,drift,turnover\n0,0.5,0.15\n1,1.0,0.0\n",
        ),
        (
            "R",
            "\"\",\"drift\",\"turnover\"\r\n\"1\",0.5,0.15\r\n\"2\",1,0\r\n",
        ),
        (
            "Excel",
            "\u{feff}drift,turnover\r\n0.5,0.15\r\n1,0\r\n,\r\n",
        ),
        (
            "EMA",
            "drift,turnover,scenario,policy,model\n0.5,0.15,7,None,seci\n1,0,8,None,seci\n",
        ),
        (
            "blanks and comments",
            "# drawn by hand\ndrift, turnover\n\n0.5, 0.15\n# the second\n1, 0",
        ),
    ] {
        let (_folder, name) = with_points(points.as_bytes());
        let loaded = load(Source::File(name.as_ref()), &Overrides::default(), &LIBRARY);
        let loaded = loaded.unwrap_or_else(|faults| panic!("{what}: {faults}"));
        let sweep = loaded.scenario.sweep.expect("a sweep");
        assert_eq!(sweep.rows, [[0.5, 0.15], [1.0, 0.0]], "{what}");
        assert_eq!(
            loaded.advice.is_empty(),
            what != "EMA" && !what.contains("again"),
            "{what}: {:?}",
            loaded.advice
        );
    }
}

#[test]
fn faulty_points() {
    let cases: [(&str, &[u8]); 13] = [
        ("misspelt", b"drfit,turnover\n0.5,0.1\n"),
        ("no names", b"0.5,0.1\n0.2,0.3\n"),
        ("semicolons", b"drift;turnover\n0,5;0,1\n"),
        (
            "out of range, empty, not a number",
            b"drift,turnover\n1.5,0.1\n,nan\n0.5,TRUE\n0.5,\"0,1\"\n",
        ),
        ("not whole", b"situations\n2.5\n"),
        ("ragged", b"drift,turnover\n0.5\n0.5,0.1,0.2\n"),
        ("no rows", b"drift,turnover\n"),
        ("empty", b""),
        ("twice", b"drift,drift\n0.1,0.1\n"),
        ("no parameter", b"scenario,policy\n1,None\n"),
        ("compressed", b"\x1f\x8b\x08\x00"),
        ("UTF-16", b"\xff\xfed\x00r\x00"),
        ("Latin-1", b"drift\n0.5\n# \xe4\n"),
    ];
    let mut all = String::new();
    for (what, points) in cases {
        let (folder, name) = with_points(points);
        let faults =
            load(Source::File(name.as_ref()), &Overrides::default(), &LIBRARY).expect_err(what);
        let root = format!("{}/", folder.path().display());
        for line in faults.to_string().lines() {
            writeln!(all, "{what}: {}", line.replace(&root, "")).expect("a string takes all");
        }
    }
    snapshot("sweep_faulty_points", &all);
    let missing =
        text("[sweep]\ndesign = \"csv\"\nfile = \"no such file.csv\"\n").expect_err("no such file");
    snapshot("sweep_missing_points", &told(&missing));
}

#[test]
fn a_file_without_names_can_be_told_them() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("points.csv"), "0.5,0.15\n1,0\n").unwrap();
    let file = folder.path().join("plan.toml");
    let sweep =
        "[sweep]\ndesign = \"csv\"\nfile = \"points.csv\"\ncolumns = [\"turnover\", \"drift\"]\n";
    fs::write(&file, sweep).unwrap();
    let loaded = load(Source::File(&file), &Overrides::default(), &LIBRARY)
        .unwrap_or_else(|faults| panic!("{faults}"));
    let sweep = loaded.scenario.sweep.expect("a sweep");
    let names: Vec<&str> = sweep
        .axes
        .iter()
        .map(|axis| loaded.scenario.model.parameters[axis.position].name)
        .collect();
    assert_eq!(names, ["turnover", "drift"]);
    assert_eq!(sweep.rows, [[0.5, 0.15], [1.0, 0.0]]);
}
