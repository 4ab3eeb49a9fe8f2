//! What a case is: its situation, the suspected judgement and guidance, drawn by one word where there is little to choose
//! from and by two where there is much (docs/model.md, section 11).

use super::{expected_count, firm};

/// As much as one word chooses from, and one more.
const EITHER_WAY: [f64; 2] = [4096.0, 4097.0];

/// The mean of so many even draws of 0 … options − 1 lies within four standard errors.
#[track_caller]
fn even(drawn: &[usize], options: f64) {
    let count = drawn.len() as f64;
    let mean = drawn.iter().sum::<usize>() as f64 / count;
    let error = options / (12.0 * count).sqrt();
    assert!(
        (mean - (options - 1.0) / 2.0).abs() < 4.0 * error,
        "{mean} of {options}"
    );
}

#[test]
fn situations_are_even_and_guidance_is_as_frequent_as_it_should_be() {
    for situations in EITHER_WAY {
        // All causes are told, and who brought the model believes them.
        let firm = firm()
            .with(&[
                ("employees", 64.0),
                ("situations", situations),
                ("internalisation", 0.4),
                ("attribution", 1.0),
                ("belief_rate", 1.0),
            ])
            .practice(16.0)
            .work(0.0);
        let mut run = firm.run();
        run.pass(0..1);
        let all = (0..64).flat_map(|seat| (0..situations as usize).map(move |at| (seat, at)));
        let met: Vec<(usize, usize)> = all
            .filter(|(seat, at)| run.practised(*seat, *at) > 0.0)
            .collect();
        // Few meet one of thousands twice.
        assert!(met.len() > 1000 && met.len() <= 1024, "{}", met.len());
        even(
            &met.iter().map(|(_, at)| *at).collect::<Vec<_>>(),
            situations,
        );
        let guided = met
            .iter()
            .filter(|(seat, at)| run.belief(*seat, *at).abs() > 0.0);
        expected_count(guided.count() as f64, met.len() as f64, 0.4);
    }
}

#[test]
fn suspicion_falls_on_all_judgements_alike() {
    for judgements in EITHER_WAY {
        // Without habits nobody gets thousands of judgements right.
        let firm = firm()
            .with(&[
                ("employees", 256.0),
                ("judgements", judgements),
                ("visible_outcomes", 1.0),
                ("failure_rate", 0.5),
            ])
            .without_debriefs()
            .practice(1.0)
            .work(0.0);
        let mut run = firm.run();
        run.pass(0..1);
        let moved = |seat: usize| -> Vec<usize> {
            (0..judgements as usize)
                .filter(|at| run.habit(seat, *at).abs() > 0.0)
                .collect()
        };
        let suspected: Vec<usize> = (0..256).flat_map(moved).collect();
        assert_eq!(suspected.len(), 256);
        even(&suspected, judgements);
    }
}
