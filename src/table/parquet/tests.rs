//! What a twin promises: the numbers of its table, typed; the same bytes for the same table; no twin without its table.

use std::fs;

use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use parquet::schema::printer::print_schema;

use super::*;
use crate::table::examples::{manifest, runs, swept_manifest};
use crate::table::number::push_number;
use crate::table::{Row, RunRow, TableWriter, remove_parquet_twins, write_table};

/// What a field of a column may hold at the most; the n-th row takes the n-th of them.
fn samples(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Text => &["heavy", "a, \"b\"\nc", "Ωmega", "1"],
        Kind::TextOrEmpty => &["", "converged", "not converged"],
        // The largest is the largest seed.
        Kind::Whole => &["0", "9007199254740991", "17"],
        Kind::Number => &["0.1", "0", "1e21", "-0.30000000000000004"],
        Kind::NumberOrEmpty => &["", "2.5e-12", "0.30000000000000004", "", "inf"],
    }
}

/// Rows of a table in which every column takes all that it may hold.
fn rows(columns: &[(String, Kind)], count: usize) -> Vec<Vec<String>> {
    let field = |row: usize, column: usize, kind: Kind| {
        let samples = samples(kind);
        samples[(row + column) % samples.len()].to_owned()
    };
    (0..count)
        .map(|row| {
            let kinds = columns.iter().enumerate();
            kinds
                .map(|(column, (_, kind))| field(row, column, *kind))
                .collect()
        })
        .collect()
}

fn as_csv(header: &[String], rows: &[Vec<String>]) -> Vec<u8> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(header).expect("memory");
    for row in rows {
        csv.write_record(row).expect("memory");
    }
    csv.into_inner().expect("memory")
}

/// The bytes of a twin whose row groups hold so many fields.
fn as_parquet(table: &Table, csv: &[u8], fields: usize) -> Vec<u8> {
    let columns = swept_manifest().columns();
    let mut records =
        Records::new(csv, Path::new(table.file), table.header(&columns)).expect("a header");
    let mut bytes = Vec::new();
    write(
        &mut records,
        table,
        &table.columns(&columns),
        fields,
        &mut bytes,
    )
    .expect("memory");
    bytes
}

/// The rows of a Parquet file, each field as the text that a csv table has.
fn read_back(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut file = tempfile::tempfile().expect("a file");
    file.write_all(bytes).expect("written");
    read_file(file)
}

fn read_file(file: File) -> Vec<Vec<String>> {
    let reader = SerializedFileReader::new(file).expect("a Parquet file");
    let rows = reader.get_row_iter(None).expect("rows");
    rows.map(|row| {
        let row = row.expect("a row");
        row.get_column_iter()
            .map(|(_, field)| match field {
                Field::Str(text) => text.clone(),
                Field::Long(number) => number.to_string(),
                Field::Double(number) => {
                    let mut text = String::new();
                    push_number(&mut text, *number);
                    text
                }
                Field::Null => String::new(),
                other => panic!("{other:?} is of no type that a table has"),
            })
            .collect()
    })
    .collect()
}

#[test]
fn every_table_reads_back_as_it_was_written() {
    for table in TABLES {
        let columns = swept_manifest().columns();
        let rows = rows(&table.columns(&columns), 25);
        let csv = as_csv(&table.header(&columns), &rows);
        // All rows in one group, some in each, one in each.
        for fields in [GROUP, 7 * columns.metrics.len(), 1] {
            let bytes = as_parquet(table, &csv, fields);
            assert_eq!(read_back(&bytes), rows, "{}", table.file);
            assert_eq!(bytes, as_parquet(table, &csv, fields), "{}", table.file);
        }
    }
}

#[test]
fn a_table_without_rows_has_a_twin_without_rows() {
    let table = RunRow::TABLE;
    let csv = as_csv(&table.header(&swept_manifest().columns()), &[]);
    assert!(read_back(&as_parquet(table, &csv, GROUP)).is_empty());
}

#[test]
fn columns_have_the_types_of_the_dictionary() {
    let columns = swept_manifest().columns();
    let schema_of = |name: &str| {
        let table = TABLES.iter().find(|table| table.name() == name);
        let table = table.expect("a table");
        let mut text = Vec::new();
        print_schema(
            &mut text,
            &schema(table, &table.columns(&columns)).expect("a schema"),
        );
        String::from_utf8(text).expect("UTF-8")
    };
    insta::assert_snapshot!(schema_of("runs"), @r"
    message runs {
      REQUIRED BYTE_ARRAY run_id (STRING);
      REQUIRED BYTE_ARRAY variant (STRING);
      OPTIONAL DOUBLE drift;
      REQUIRED INT64 replicate;
      REQUIRED INT64 seed;
      OPTIONAL DOUBLE documents;
      OPTIONAL DOUBLE capability;
      OPTIONAL DOUBLE espoused_competence;
      OPTIONAL DOUBLE knowing_doing_gap;
    }
    ");
    insta::assert_snapshot!(schema_of("sensitivity"), @r"
    message sensitivity {
      REQUIRED BYTE_ARRAY variant (STRING);
      REQUIRED BYTE_ARRAY metric (STRING);
      REQUIRED BYTE_ARRAY method (STRING);
      REQUIRED BYTE_ARRAY parameter (STRING);
      REQUIRED BYTE_ARRAY index (STRING);
      OPTIONAL DOUBLE estimate;
      OPTIONAL DOUBLE ci_low;
      OPTIONAL DOUBLE ci_high;
      OPTIONAL BYTE_ARRAY verdict (STRING);
    }
    ");
}

#[test]
fn a_folder_gets_a_twin_for_each_table_and_keeps_none_without() {
    let folder = tempfile::tempdir().expect("a folder");
    let columns = manifest().columns();
    write_table(folder.path(), &columns, &runs()).expect("written");
    let stale = folder.path().join("paired.parquet");
    fs::write(&stale, "of an earlier command").expect("written");
    write_parquet_twins(folder.path(), &columns).expect("written");
    assert!(!stale.exists());
    let mut csv = Vec::new();
    let mut table = TableWriter::<_, RunRow>::new(&mut csv, &columns).expect("memory");
    for row in runs() {
        table.row(&row).expect("memory");
    }
    table.finish().expect("memory");
    let twin = File::open(folder.path().join("runs.parquet")).expect("a twin");
    let expected: Vec<Vec<String>> = csv::Reader::from_reader(csv.as_slice())
        .records()
        .map(|record| {
            record
                .expect("a record")
                .iter()
                .map(str::to_owned)
                .collect()
        })
        .collect();
    assert_eq!(read_file(twin), expected);
    remove_parquet_twins(folder.path()).expect("removed");
    let left: Vec<_> = fs::read_dir(folder.path())
        .expect("listed")
        .map(|entry| entry.expect("an entry").file_name())
        .collect();
    assert_eq!(left, ["runs.csv"]);
}

#[test]
fn a_table_that_was_changed_is_refused_with_line_and_leaves_no_twin() {
    let folder = tempfile::tempdir().expect("a folder");
    let columns = manifest().columns();
    write_table(folder.path(), &columns, &runs()).expect("written");
    let path = folder.path().join("runs.csv");
    let text = fs::read_to_string(&path).expect("read");
    fs::write(&path, text.replacen("0.5,", "half,", 1)).expect("written");
    let fault = write_parquet_twins(folder.path(), &columns).expect_err("a fault");
    let text = fault
        .to_string()
        .replace(&folder.path().display().to_string(), "DIR");
    insta::assert_snapshot!(text, @r#"DIR/runs.csv, line 2: capability is "half", expected a number, or nothing where it is not defined; the file was changed after it was written: run the scenario.toml beside it again"#);
    assert_eq!(fs::read_dir(folder.path()).expect("listed").count(), 1);
}

/// A file on a disk that is full after some bytes.
struct Full(usize);

impl Write for Full {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0 == 0 {
            return Err(ErrorKind::StorageFull.into());
        }
        let taken = bytes.len().min(self.0);
        self.0 -= taken;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_full_disk_is_said_so() {
    let table = RunRow::TABLE;
    let columns = swept_manifest().columns();
    let named = table.columns(&columns);
    let csv = as_csv(&table.header(&columns), &rows(&named, 25));
    for left in [0, 4, 100, 500] {
        let mut records = Records::new(
            csv.as_slice(),
            Path::new(table.file),
            table.header(&columns),
        )
        .expect("a header");
        match write(&mut records, table, &named, 7, Full(left)) {
            Err(Stopped::Writing(error)) => assert_eq!(error.kind(), ErrorKind::StorageFull),
            other => panic!("{other:?} with room for {left} bytes"),
        }
    }
}
