//! What a ledger keeps, whatever happens to its file.

use super::*;

fn layout() -> Layout {
    Layout::new(
        1,
        "two-loop",
        vec!["a".into(), "b".into()],
        vec![0, 1, 2],
        None,
    )
}

fn id(number: u8) -> RunId {
    RunId([number; 16])
}

fn observations(number: u8) -> Vec<f64> {
    (0..6)
        .map(|i| f64::from(number) + f64::from(i) / 7.0)
        .collect()
}

fn append(ledger: &mut Ledger, number: u8) {
    let mut records = Records::default();
    records.push(id(number), &observations(number));
    assert_eq!(ledger.append(&mut records).unwrap(), 1);
}

fn filled(folder: &Path) -> Ledger {
    let mut ledger = Ledger::open(folder, &layout()).unwrap();
    let mut records = Records::default();
    for number in 0..4 {
        records.push(id(number), &observations(number));
    }
    assert_eq!(ledger.append(&mut records).unwrap(), 4);
    append(&mut ledger, 4);
    ledger
}

#[test]
fn what_was_appended_is_read_back_to_the_bit() {
    let folder = tempfile::tempdir().unwrap();
    drop(filled(folder.path()));
    let mut ledger = Ledger::open(folder.path(), &layout()).unwrap();
    assert_eq!(ledger.len(), 5);
    assert_eq!(ledger.weeks(id(3), 0..3).unwrap(), observations(3));
    assert_eq!(ledger.weeks(id(3), 1..2).unwrap(), observations(3)[2..4]);
}

#[test]
fn a_torn_tail_is_cut_wherever_it_tore() {
    let folder = tempfile::tempdir().unwrap();
    drop(filled(folder.path()));
    let path = folder.path().join(FILE);
    let whole = std::fs::read(&path).unwrap();
    for lost in 1..layout().record() {
        std::fs::write(&path, &whole[..whole.len() - lost]).unwrap();
        let mut ledger = Ledger::open(folder.path(), &layout()).unwrap();
        assert_eq!(ledger.len(), 4);
        append(&mut ledger, 4);
        drop(ledger);
        assert_eq!(std::fs::read(&path).unwrap(), whole);
    }
}

#[test]
fn a_ledger_torn_within_its_first_line_is_started_afresh() {
    let folder = tempfile::tempdir().unwrap();
    drop(filled(folder.path()));
    let path = folder.path().join(FILE);
    let whole = std::fs::read(&path).unwrap();
    let header = whole.iter().position(|&byte| byte == b'\n').unwrap();
    for kept in [0, 1, 10, header] {
        std::fs::write(&path, &whole[..kept]).unwrap();
        assert!(is_ledger(&path));
        assert!(Ledger::open(folder.path(), &layout()).unwrap().is_empty());
        assert_eq!(std::fs::read(&path).unwrap(), whole[..=header]);
    }
}

#[test]
fn a_damaged_record_is_left_out_and_the_others_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    drop(filled(folder.path()));
    let path = folder.path().join(FILE);
    let mut bytes = std::fs::read(&path).unwrap();
    let position = bytes.len() - 2 * layout().record() - 10;
    bytes[position] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    let ledger = Ledger::open(folder.path(), &layout()).unwrap();
    assert_eq!(ledger.len(), 4);
    assert!(!ledger.contains(id(2)) && ledger.contains(id(4)));
}

#[test]
fn another_engine_version_and_foreign_files_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    drop(filled(folder.path()));
    let newer = Layout {
        engine: 2,
        ..layout()
    };
    assert!(matches!(
        Ledger::open(folder.path(), &newer),
        Err(LedgerError::Engine { .. })
    ));
    std::fs::write(folder.path().join(FILE), "my diary\n").unwrap();
    assert!(matches!(
        Ledger::open(folder.path(), &layout()),
        Err(LedgerError::Foreign { .. })
    ));
}

#[test]
fn runs_are_taken_over_from_a_ledger_that_has_all_their_weeks() {
    let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut source = filled(other.path());
    let mut ledger = Ledger::open(folder.path(), &layout()).unwrap();
    assert_eq!(
        ledger
            .take_over(&mut source, [id(1), id(9), id(4)].into_iter())
            .unwrap(),
        2
    );
    assert_eq!(ledger.weeks(id(4), 0..3).unwrap(), observations(4));
    let narrow = Layout {
        weeks: vec![2],
        ..layout()
    };
    let third = tempfile::tempdir().unwrap();
    let mut ledger = Ledger::open(third.path(), &narrow).unwrap();
    assert_eq!(
        ledger.take_over(&mut source, [id(1)].into_iter()).unwrap(),
        1
    );
}
