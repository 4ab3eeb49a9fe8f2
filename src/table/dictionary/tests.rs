//! What the dictionary promises: it names what is written, in its order and of its type.

use std::collections::BTreeSet;

use serde_json::Value;

use super::*;
use crate::table::examples::swept_manifest;
use crate::table::{
    BridgeInfo, ChartInfo, ComparedRow, ConvergenceRow, DepartureRow, DesignRow, DifferenceRow,
    EffectRow, EventInfo, FailureRow, Fields, Gain, Level, LeverInfo, MarkInfo, OptimumRow,
    OwnColumnInfo, PairedRow, PersonInfo, PersonRow, PointRow, Purpose, Row, RunRow,
    SensitivityRow, SeriesRow, ShardInfo, Summary, TABLE_VERSION, TieRow, write_manifest,
};

const NONE: f64 = f64::NAN;

const NOTHING: Summary = Summary {
    n: 0,
    mean: NONE,
    sd: NONE,
    quantiles: [NONE; 7],
};

/// A row of every table, with all that may be empty left empty.
fn emptiest() -> Vec<(&'static Table, Vec<String>)> {
    let mut rows = of_every_folder();
    rows.extend(of_sweeps());
    rows.extend(of_comparisons());
    rows
}

fn of_every_folder() -> Vec<(&'static Table, Vec<String>)> {
    vec![
        fields(&RunRow {
            run_id: "0f".to_owned(),
            variant: "heavy".to_owned(),
            point: vec![0.05],
            replicate: 3,
            seed: 42,
            metrics: vec![NONE; 4],
        }),
        fields(&SeriesRow {
            variant: "heavy".to_owned(),
            point: vec![0.05],
            week: 52,
            metric: "capability".to_owned(),
            summary: NOTHING,
        }),
        fields(&PairedRow {
            variant: "heavy".to_owned(),
            reference: "balanced".to_owned(),
            point: vec![0.05],
            metric: "capability".to_owned(),
            n: 0,
            mean_difference: NONE,
            ci_low: NONE,
            ci_high: NONE,
            share_higher: NONE,
        }),
        fields(&FailureRow {
            run_id: "0f".to_owned(),
            variant: "heavy".to_owned(),
            point: vec![0.05],
            replicate: 3,
            seed: 42,
            week: 17,
            message: "capability is not a number".to_owned(),
            replay: "seci replay output/example 0f".to_owned(),
        }),
        fields(&PersonRow {
            variant: "heavy".to_owned(),
            point: vec![0.05],
            level: Level::Person,
            id: "b".to_owned(),
            name: "Bruno".to_owned(),
            team: "sales".to_owned(),
            week: 52,
            metric: "capability".to_owned(),
            summary: NOTHING,
        }),
        fields(&TieRow {
            variant: "heavy".to_owned(),
            point: vec![0.05],
            from: "b".to_owned(),
            to: "c".to_owned(),
            week: 52,
            n: 0,
            trust: NONE,
            sd: NONE,
        }),
        fields(&DepartureRow {
            variant: "without-b".to_owned(),
            point: vec![0.05],
            metric: "capability".to_owned(),
            rank: 1,
            id: "b".to_owned(),
            name: "Bruno".to_owned(),
            team: "sales".to_owned(),
            sum_of_trust: NONE,
            n: 0,
            mean_difference: NONE,
            ci_low: NONE,
            ci_high: NONE,
            p: NONE,
            p_adjusted: NONE,
            standing: "unclear".to_owned(),
        }),
    ]
}

fn of_comparisons() -> Vec<(&'static Table, Vec<String>)> {
    vec![
        fields(&ComparedRow {
            variant: "heavy".to_owned(),
            point: vec![0.05],
            metric: "capability".to_owned(),
            unit: "share".to_owned(),
            n: 0,
            mean_a: NONE,
            mean_b: NONE,
            mean_difference: NONE,
            ci_low: NONE,
            ci_high: NONE,
            share_higher: NONE,
        }),
        fields(&DifferenceRow {
            kind: "event".to_owned(),
            key: "shock".to_owned(),
            unit: String::new(),
            variants: String::new(),
            value_a: String::new(),
            origin_a: String::new(),
            value_b: String::new(),
            origin_b: String::new(),
        }),
    ]
}

fn of_sweeps() -> Vec<(&'static Table, Vec<String>)> {
    let gain = Gain {
        mean: NONE,
        ci_low: NONE,
        ci_high: NONE,
        p: NONE,
    };
    vec![
        fields(&DesignRow { point: vec![0.05] }),
        fields(&PointRow {
            row: 1,
            variant: "heavy".to_owned(),
            point: vec![0.05],
            metric: "capability".to_owned(),
            summary: NOTHING,
            ci_low: NONE,
            ci_high: NONE,
        }),
        fields(&EffectRow {
            variant: "heavy".to_owned(),
            axis: "drift".to_owned(),
            point: vec![0.05],
            against: 0.0,
            metric: "capability".to_owned(),
            n: 0,
            mean_difference: NONE,
            ci_low: NONE,
            ci_high: NONE,
            p: NONE,
            share_higher: NONE,
        }),
        fields(&OptimumRow {
            variant: "heavy".to_owned(),
            axis: "drift".to_owned(),
            point: vec![NONE],
            metric: "capability".to_owned(),
            n: 0,
            points: 2,
            at: NONE,
            at_low: NONE,
            at_high: NONE,
            best: NONE,
            interior: NONE,
            over_low: gain,
            over_high: gain,
        }),
        fields(&SensitivityRow {
            variant: "heavy".to_owned(),
            metric: "capability".to_owned(),
            method: "sobol".to_owned(),
            parameter: "drift".to_owned(),
            index: "first".to_owned(),
            estimate: NONE,
            ci_low: NONE,
            ci_high: NONE,
            verdict: String::new(),
        }),
        fields(&ConvergenceRow {
            metric: "capability".to_owned(),
            n: 2,
            cells: 0,
            typical: NONE,
            widest: NONE,
        }),
    ]
}

fn fields<R: Row>(row: &R) -> (&'static Table, Vec<String>) {
    let mut fields = Fields::default();
    row.put(&mut fields);
    let written = fields.record.iter().map(str::to_owned).collect();
    (R::TABLE, written)
}

#[test]
fn what_is_written_is_of_the_type_that_the_dictionary_says() {
    let columns = swept_manifest().columns();
    let rows = emptiest();
    let described: Vec<&str> = TABLES.iter().map(|table| table.file).collect();
    let written: Vec<&str> = rows.iter().map(|(table, _)| table.file).collect();
    assert_eq!(written, described);
    for (table, fields) in rows {
        let named = table.columns(&columns);
        assert_eq!(fields.len(), named.len(), "{}", table.file);
        for (field, (name, kind)) in fields.iter().zip(named) {
            let fits = match kind {
                Kind::Text => field.parse::<f64>().is_err() && !field.is_empty(),
                Kind::Whole => field.parse::<u64>().is_ok(),
                Kind::Number => field.parse::<f64>().is_ok(),
                // In these rows, all that may be empty is.
                Kind::TextOrEmpty | Kind::NumberOrEmpty => field.is_empty(),
            };
            assert!(fits, "{}: {name} is \"{field}\"", table.file);
        }
    }
}

#[test]
fn no_table_has_two_columns_of_one_name() {
    let columns = Columns {
        swept: vec!["explicit_share".to_owned(), "drift".to_owned()],
        metrics: vec!["capability".to_owned(), "explicit_share".to_owned()],
    };
    for table in TABLES {
        let header = table.header(&columns);
        let names: BTreeSet<&String> = header.iter().collect();
        assert_eq!(names.len(), header.len(), "{}: {header:?}", table.file);
    }
    let runs = RUNS.header(&columns).join(",");
    assert_eq!(
        runs,
        "run_id,variant,explicit_share,drift,replicate,seed,capability,observed_explicit_share"
    );
}

/// The places of all values of a JSON document, in order, the entries of a list once.
fn places(value: &Value, place: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                let dot = if place.is_empty() { "" } else { "." };
                places(value, &format!("{place}{dot}{name}"), found);
            }
        }
        Value::Array(entries) => {
            let place = format!("{place}[]");
            for entry in entries {
                places(entry, &place, found);
            }
        }
        _ if found.iter().any(|earlier| earlier == place) => {}
        _ => found.push(place.to_owned()),
    }
}

#[test]
fn the_fields_of_the_manifest_are_those_that_are_saved() {
    let mut manifest = swept_manifest();
    manifest.shard = Some(ShardInfo { number: 2, of: 8 });
    manifest.variants[0].events.push(EventInfo {
        week: 52,
        kind: "policy".to_owned(),
        label: "explicit_share = 0.3".to_owned(),
        weeks: Some(1),
    });
    manifest.variants[0].purpose = Purpose::Coalition {
        from: "heavy".to_owned(),
        to: "tacit".to_owned(),
        moved: vec!["drift".to_owned()],
    };
    manifest.variants[1].purpose = Purpose::Departure { seat: 3 };
    manifest.variants[1].own_columns.push(OwnColumnInfo {
        parameter: "initial_skill".to_owned(),
        file: "people.csv".to_owned(),
        seats: vec![[0, 3]],
    });
    manifest.people.push(PersonInfo {
        id: "bruno".to_owned(),
        name: "Bruno".to_owned(),
        team: "sales".to_owned(),
        role: "advisor".to_owned(),
    });
    manifest.people_weeks.push(0);
    manifest.person_metrics.push("capability".to_owned());
    manifest.charts.push(ChartInfo {
        kind: "bridge".to_owned(),
        title: Some("What made the difference".to_owned()),
        note: Some("Shown to the board".to_owned()),
        metric: Some("capability".to_owned()),
        variants: vec!["heavy".to_owned()],
        marks: vec![MarkInfo {
            week: Some(52),
            value: None,
            text: "review".to_owned(),
        }],
        bridge: Some(BridgeInfo {
            from: "heavy".to_owned(),
            to: "tacit".to_owned(),
            levers: vec![LeverInfo::default()],
        }),
    });
    let folder = tempfile::tempdir().expect("a folder");
    write_manifest(folder.path(), &manifest).expect("written");
    let text = std::fs::read(folder.path().join("manifest.json")).expect("read");
    let saved: Value = serde_json::from_slice(&text).expect("JSON");
    let mut found = Vec::new();
    places(&saved, "", &mut found);
    let described: Vec<&str> = FIELDS.iter().map(|field| field.path).collect();
    assert_eq!(found, described);
    let version = &FIELDS[0];
    assert!(
        version
            .meaning
            .contains(&format!("version {TABLE_VERSION}")),
        "{}",
        version.meaning
    );
}
