//! Where people stand: pieces, teams, nobody, a thousand.

use super::*;

fn rings(count: usize, size: usize) -> Vec<(usize, usize, f64)> {
    let ring = |at: usize| {
        let from = at / size * size;
        (at, from + (at - from + 1) % size, 0.5)
    };
    (0..count * size).map(ring).collect()
}

fn boxed(found: &Layout, piece: usize) -> [Place; 2] {
    let own = found.places.iter().zip(&found.pieces);
    let own: Vec<Place> = own
        .filter(|(_, at)| **at == piece)
        .map(|(place, _)| *place)
        .collect();
    let ([width, height], low) = extent(&own);
    [
        low,
        [low[0] + width - 2.0 * RIM, low[1] + height - 2.0 * RIM],
    ]
}

#[test]
fn pieces_do_not_overlap_and_people_without_ties_come_last() {
    let teams = [0; 17];
    // Rings of seven, five and three, and two people without ties.
    let mut ties = rings(1, 7);
    ties.extend(
        rings(1, 5)
            .into_iter()
            .map(|(one, other, trust)| (one + 7, other + 7, trust)),
    );
    ties.extend(
        rings(1, 3)
            .into_iter()
            .map(|(one, other, trust)| (one + 12, other + 12, trust)),
    );
    let found = layout(
        &Graph {
            teams: &teams,
            ties: &ties,
        },
        1.2,
    );
    assert_eq!(found.pieces[0], 0);
    assert_eq!([found.pieces[7], found.pieces[12]], [1, 2]);
    let boxes: Vec<[Place; 2]> = (0..5).map(|piece| boxed(&found, piece)).collect();
    for (one, [low, high]) in boxes.iter().enumerate() {
        for [other_low, other_high] in &boxes[one + 1..] {
            let is_apart =
                (0..2).any(|axis| high[axis] < other_low[axis] || other_high[axis] < low[axis]);
            assert!(is_apart, "{boxes:?}");
        }
    }
    let lowest = |piece: usize| boxes[piece][0][1];
    for [_, high] in &boxes[..3] {
        assert!(high[1] < lowest(3) && high[1] < lowest(4));
    }
}

/// Two teams, all tied with all: nobody stands nearer to the middle of the other team than to that of their own.
#[test]
fn teams_stand_apart_even_where_all_are_tied() {
    let teams: Vec<usize> = (0..12).map(|person| person % 2).collect();
    let all = (0..12).flat_map(|one| (one + 1..12).map(move |other| (one, other, 0.7)));
    let ties: Vec<(usize, usize, f64)> = all.collect();
    let found = layout(
        &Graph {
            teams: &teams,
            ties: &ties,
        },
        1.0,
    );
    let middle = |team: usize| {
        let own = (0..12).filter(|person| teams[*person] == team);
        let sum = own.fold([0.0; 2], |sum, person| {
            [0, 1].map(|axis| sum[axis] + found.places[person][axis])
        });
        sum.map(|along| along / 6.0)
    };
    for (person, team) in teams.iter().copied().enumerate() {
        let [own, other] = [team, 1 - team].map(|team| apart(found.places[person], middle(team)));
        assert!(own < other, "{person}: {own} {other}");
    }
}

#[test]
fn one_person_nobody_and_no_ties() {
    let none = layout(
        &Graph {
            teams: &[],
            ties: &[],
        },
        1.0,
    );
    assert!(none.places.is_empty());
    let one = layout(
        &Graph {
            teams: &[0],
            ties: &[],
        },
        1.0,
    );
    assert_eq!(one.places, [[RIM, RIM]]);
    let five = layout(
        &Graph {
            teams: &[0; 5],
            ties: &[],
        },
        1.0,
    );
    let mut places = five.places.clone();
    places.dedup();
    assert_eq!(places.len(), 5);
    assert!(five.places.iter().flatten().all(|along| along.is_finite()));
}

#[test]
fn a_thousand_people_twice_are_the_same_bits() {
    let teams: Vec<usize> = (0..1_000).map(|person| person % 7).collect();
    let ties: Vec<(usize, usize, f64)> = (0..1_000)
        .flat_map(|one| [1, 7, 91].map(|step| (one, (one + step) % 1_000, 0.1 * (one % 10) as f64)))
        .collect();
    let [first, second] = [0, 1].map(|_| {
        layout(
            &Graph {
                teams: &teams,
                ties: &ties,
            },
            1.3,
        )
    });
    let bits = |found: &Layout| -> Vec<u64> {
        found
            .places
            .iter()
            .flatten()
            .map(|along| along.to_bits())
            .collect()
    };
    assert_eq!(bits(&first), bits(&second));
    assert!(first.places.iter().flatten().all(|along| along.is_finite()));
}
