//! Whose seat it is makes no difference: permuting employees changes nothing in distribution.

use super::{Firm, usual_firm};

/// Mean skill and mean |belief| of these seats after a year.
fn state_of(firm: &Firm, replicate: u32, seats: std::ops::Range<usize>) -> [f64; 2] {
    let mut run = firm.replicate(replicate);
    run.pass(0..52);
    let count = (seats.len() * run.judgements()) as f64;
    let mut sums = [0.0; 2];
    for seat in seats {
        for judgement in 0..run.judgements() {
            sums[0] += run.fit(seat, judgement);
            sums[1] += run.belief_fit(seat, judgement);
        }
    }
    sums.map(|sum| sum / count)
}

#[test]
fn the_first_team_fares_like_the_last() {
    // The last team stands in another chunk of seats than the first.
    let firm = usual_firm().with(&[
        ("employees", 72.0),
        ("situations", 3.0),
        ("judgements", 3.0),
    ]);
    let runs = 80;
    let differences: Vec<[f64; 2]> = (0..runs)
        .map(|replicate| {
            let first = state_of(&firm, replicate, 0..8);
            let last = state_of(&firm, replicate, 64..72);
            [first[0] - last[0], first[1] - last[1]]
        })
        .collect();
    let count = f64::from(runs);
    for what in 0..2 {
        let mean = differences.iter().map(|pair| pair[what]).sum::<f64>() / count;
        let variance = differences
            .iter()
            .map(|pair| (pair[what] - mean).powi(2))
            .sum::<f64>()
            / (count - 1.0);
        assert!(variance > 0.0);
        assert!(
            mean.abs() < 4.0 * (variance / count).sqrt(),
            "{mean}, variance {variance}"
        );
    }
}
