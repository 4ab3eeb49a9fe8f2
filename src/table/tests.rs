//! What a table promises: exact columns, rows that read back as they were written, whole files or none, plain faults.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use proptest::prelude::*;

use super::examples::{manifest, runs, swept_manifest};
use super::*;

/// A writer whose disk is full after some bytes.
struct FullAfter<W> {
    inner: W,
    left: usize,
}

impl<W: Write> Write for FullAfter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::ErrorKind::StorageFull.into());
        }
        let taken = bytes.len().min(self.left);
        self.left -= taken;
        self.inner.write_all(&bytes[..taken])?;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

fn written<R: Row>(rows: &[R], columns: &Columns) -> String {
    let mut bytes = Vec::new();
    let mut table = TableWriter::new(&mut bytes, columns).expect("memory");
    for row in rows {
        table.row(row).expect("memory");
    }
    table.finish().expect("memory");
    String::from_utf8(bytes).expect("UTF-8")
}

fn read<R: Row>(text: &str, columns: &Columns) -> Result<Vec<R>, TableError> {
    TableReader::new(text.as_bytes(), Path::new(R::FILE), columns)?.collect()
}

fn fault_of<R: Row + std::fmt::Debug>(text: &str) -> String {
    read::<R>(text, &swept_manifest().columns())
        .expect_err("a malformed table")
        .to_string()
}

fn summary() -> Summary {
    Summary {
        n: 4,
        mean: 0.25,
        sd: 0.5,
        quantiles: [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95],
    }
}

#[test]
fn the_columns_are_those_of_the_design() {
    let columns = swept_manifest().columns();
    let mut run = runs().remove(0);
    run.point = vec![0.05];
    run.metrics[3] = f64::NAN;
    let series = SeriesRow {
        variant: "heavy".to_owned(),
        point: vec![0.05],
        week: 52,
        metric: "capability".to_owned(),
        summary: summary(),
    };
    let paired = PairedRow {
        variant: "heavy".to_owned(),
        reference: "balanced".to_owned(),
        point: vec![0.05],
        metric: "capability".to_owned(),
        n: 4,
        mean_difference: -0.0875,
        ci_low: -0.1,
        ci_high: -0.075,
        share_higher: 0.0,
    };
    let failure = FailureRow {
        run_id: "0f".to_owned(),
        variant: "heavy".to_owned(),
        point: vec![0.05],
        replicate: 3,
        seed: 42,
        week: 17,
        message: "capability is \"NaN\", not a number".to_owned(),
        replay: "seci replay output/example 0f".to_owned(),
    };
    insta::assert_snapshot!(written(&[run], &columns), @r#"
    run_id,variant,drift,replicate,seed,documents,capability,espoused_competence,knowing_doing_gap
    balanced-0,balanced,0.05,0,42,4000,0.5,0.75,
    "#);
    insta::assert_snapshot!(written(&[series], &columns), @r#"
    variant,drift,week,metric,n,mean,sd,q05,q10,q25,q50,q75,q90,q95
    heavy,0.05,52,capability,4,0.25,0.5,0.05,0.1,0.25,0.5,0.75,0.9,0.95
    "#);
    insta::assert_snapshot!(written(&[paired], &columns), @r#"
    variant,reference,drift,metric,n,mean_difference,ci_low,ci_high,share_higher
    heavy,balanced,0.05,capability,4,-0.0875,-0.1,-0.075,0
    "#);
    insta::assert_snapshot!(written(&[failure], &columns), @r#"
    run_id,variant,drift,replicate,seed,week,message,replay
    0f,heavy,0.05,3,42,17,"capability is ""NaN"", not a number",seci replay output/example 0f
    "#);
    insta::assert_snapshot!(written::<FailureRow>(&[], &manifest().columns()), @"run_id,variant,replicate,seed,week,message,replay");
}

#[test]
fn faults_say_file_line_and_remedy() {
    let header = "variant,drift,week,metric,n,mean,sd,q05,q10,q25,q50,q75,q90,q95\n";
    insta::assert_snapshot!(fault_of::<SeriesRow>(""), @"series.csv, line 1: the file is empty, expected the columns variant, drift, week, metric, n, mean, sd, q05, q10, q25, q50, q75, q90, q95; the file was changed after it was written: run the scenario.toml beside it again");
    insta::assert_snapshot!(fault_of::<SeriesRow>("variant,week\n"), @r#"series.csv, line 1: column 2 is "week", expected "drift"; the file was changed after it was written: run the scenario.toml beside it again"#);
    insta::assert_snapshot!(fault_of::<SeriesRow>(&format!("{},more\n", header.trim())), @r#"series.csv, line 1: column 15 is "more", expected no further column; the file was changed after it was written: run the scenario.toml beside it again"#);
    insta::assert_snapshot!(fault_of::<SeriesRow>("variant,drift\n"), @r#"series.csv, line 1: column 3 is missing, expected "week"; the file was changed after it was written: run the scenario.toml beside it again"#);
    insta::assert_snapshot!(fault_of::<SeriesRow>(&format!("{header}a,0.1,x,c,4,1,1,1,1,1,1,1,1,1\n")), @r#"series.csv, line 2: week is "x", expected a whole number below 4294967296; the file was changed after it was written: run the scenario.toml beside it again"#);
    insta::assert_snapshot!(fault_of::<SeriesRow>(&format!("{header}a,0.1,1,c,4,1,1,1,1,1,1,1,1,1\na,\"0,1\",1,c,4,1,1,1,1,1,1,1,1,1\n")), @r#"series.csv, line 3: drift is "0,1", expected a number, or nothing where it is not defined; the file was changed after it was written: run the scenario.toml beside it again"#);
    insta::assert_snapshot!(fault_of::<SeriesRow>(&format!("{header}a,0.1\n")), @"series.csv, line 2: 2 fields, expected 14; the file was changed after it was written: run the scenario.toml beside it again");
}

#[test]
fn text_that_is_not_utf8_is_a_fault_not_a_panic() {
    let columns = Columns::default();
    let source: &[u8] = b"run_id,variant,replicate,seed\n\xff,a,1,1\n";
    let mut reader =
        TableReader::<_, RunRow>::new(source, Path::new("runs.csv"), &columns).expect("a header");
    let fault = reader.next().expect("an item").expect_err("not UTF-8");
    assert!(
        fault
            .to_string()
            .starts_with("runs.csv, line 2: the text is not UTF-8"),
        "{fault}"
    );
    assert!(reader.next().is_none());
}

#[test]
fn a_full_disk_is_said_once_and_leaves_the_old_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("runs.csv");
    fs::write(&path, "old").expect("written");
    for left in [0, 10, 60, 200] {
        let fault = write_atomically(&path, |target| {
            let mut table = TableWriter::new(
                FullAfter {
                    inner: target,
                    left,
                },
                &manifest().columns(),
            )?;
            for row in runs() {
                table.row(&row)?;
            }
            table.finish()
        });
        let text = fault.expect_err("a full disk").to_string();
        let (start, rest) = text.split_once(": ").expect("a path and a cause");
        assert_eq!(start, format!("cannot write {}", path.display()));
        assert_eq!(
            rest,
            "no storage space; free some space and run the same command again: it continues"
        );
        assert_eq!(fs::read_to_string(&path).expect("read"), "old");
        assert_eq!(fs::read_dir(folder.path()).expect("listed").count(), 1);
    }
}

#[test]
fn a_folder_that_is_gone_is_said_so() {
    let fault =
        write_atomically(Path::new("/nowhere/at/all/runs.csv"), |_| Ok(())).expect_err("no folder");
    insta::assert_snapshot!(fault.to_string(), @"cannot write /nowhere/at/all/runs.csv: no such file or directory; the folder does not exist any more; run the same command again");
}

#[test]
fn a_folder_reads_back_what_was_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let columns = manifest().columns();
    write_manifest(folder.path(), &manifest()).expect("written");
    write_table(folder.path(), &columns, &runs()).expect("written");
    write_table::<FailureRow>(folder.path(), &columns, []).expect("written");
    let opened = Folder::open(folder.path()).expect("a folder");
    assert_eq!(*opened.manifest(), manifest());
    let rows: Result<Vec<_>, _> = opened.runs().expect("a table").collect();
    assert_eq!(rows.expect("rows"), runs());
    assert_eq!(opened.failures().expect("a table").count(), 0);
    let fault = opened.series().expect_err("no table").to_string();
    assert!(
        fault.contains("series.csv: no such file or directory; run the scenario.toml"),
        "{fault}"
    );
}

#[test]
fn folders_that_are_not_ours_are_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(MANIFEST_FILE);
    let fault = |at: &Path| {
        let fault = Folder::open(at).expect_err("refused").to_string();
        fault.replace(&folder.path().display().to_string(), "DIR")
    };
    insta::assert_snapshot!(fault(&folder.path().join("none")), @"there is no folder DIR/none; `seci run` makes one from a scenario file");
    insta::assert_snapshot!(fault(folder.path()), @"DIR was not made by seci: it holds no manifest.json of its kind; give the output folder of a run");
    fs::write(&path, "{}").expect("written");
    insta::assert_snapshot!(fault(folder.path()), @"DIR was not made by seci: it holds no manifest.json of its kind; give the output folder of a run");
    insta::assert_snapshot!(fault(&path), @"DIR/manifest.json is not a folder; give the output folder of a run, such as output/over-investment");
    fs::write(&path, "{\"table_version\": 7}").expect("written");
    insta::assert_snapshot!(fault(folder.path()), @"DIR/manifest.json was written in version 7 of the table format, this program reads version 1; run the scenario.toml beside it again, or use the program that wrote it");
    fs::write(&path, "{\"table_version\": 1}").expect("written");
    insta::assert_snapshot!(fault(folder.path()), @"DIR/manifest.json, line 1: the manifest is damaged (missing field `seci` at line 1 column 20); run the scenario.toml beside it again");
    fs::write(&path, "{\"table_version\": 1,").expect("written");
    insta::assert_snapshot!(fault(folder.path()), @"DIR/manifest.json, line 1: the manifest is damaged (EOF while parsing a value at line 1 column 20); run the scenario.toml beside it again");
}

prop_compose! {
    fn any_run()(
        run_id in "[0-9a-f]{32}",
        variant in "\\PC{0,12}",
        point in prop::collection::vec(prop::num::f64::NORMAL | prop::num::f64::ZERO, 1),
        replicate in any::<u32>(),
        seed in any::<u64>(),
        metrics in prop::collection::vec(prop::num::f64::NORMAL | prop::num::f64::SUBNORMAL, 4),
    ) -> RunRow {
        RunRow { run_id, variant, point, replicate, seed, metrics }
    }
}

proptest! {
    #[test]
    fn rows_read_back_as_they_were_written(rows in prop::collection::vec(any_run(), 0..8)) {
        let columns = swept_manifest().columns();
        let text = written(&rows, &columns);
        prop_assert_eq!(read::<RunRow>(&text, &columns).expect("rows"), rows);
    }

    #[test]
    fn no_text_makes_a_reader_panic(text in "\\PC{0,200}") {
        let columns = swept_manifest().columns();
        let header = written::<FailureRow>(&[], &columns);
        let _ = read::<FailureRow>(&text, &columns);
        let _ = read::<FailureRow>(&format!("{header}{text}"), &columns);
    }
}
