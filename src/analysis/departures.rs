//! Whose leaving costs most: of one metric the difference that each person's departure makes, judged among all people.
//!
//! Owns the order by loss and the family of these tests, which is all people tried. A chart that claims other things as
//! well judges more strictly: what is clear there is clear here.

use super::finding::{Verdict, verdict};
use super::interval::{Difference, holm};

/// What one person's leaving does to a metric.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Departure {
    /// Index among those who were handed in.
    pub person: usize,
    pub estimate: Difference,
    /// The p-value, adjusted for the number of people (Holm 1979).
    pub adjusted: f64,
    pub verdict: Verdict,
}

/// All departures, the largest loss first and of equal ones in the order given. Each is handed in as its differences from
/// the runs in which everybody stays, at the same seeds.
#[must_use]
pub fn departures(differences: &[Vec<f64>], smallest: f64) -> Vec<Departure> {
    let estimates = differences.iter();
    let estimates: Vec<Difference> = estimates
        .map(|differences| Difference::of(&mut differences.clone()))
        .collect();
    let raw: Vec<f64> = estimates.iter().map(|estimate| estimate.p).collect();
    let judged = estimates.iter().zip(holm(&raw)).enumerate();
    let judged = judged.map(|(person, (estimate, adjusted))| Departure {
        person,
        estimate: *estimate,
        adjusted,
        verdict: verdict(estimate, smallest, adjusted),
    });
    let mut judged: Vec<Departure> = judged.collect();
    judged.sort_by(|one, other| one.estimate.mean.total_cmp(&other.estimate.mean));
    judged
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand, as in the tests of findings: mean −0.03, t = −3.873, p = 0.0117; among five people 0.0587 at the most.
    #[test]
    fn the_largest_loss_comes_first_and_is_judged_among_all_people() {
        let close = vec![-0.01, -0.01, -0.03, -0.03, -0.04, -0.06];
        let none = vec![-0.001, 0.001, 0.0, 0.0, 0.001, -0.001];
        let gain = vec![0.02, 0.021, 0.019, 0.02, 0.02, 0.02];
        let found = departures(&[none.clone(), gain, close.clone()], 0.01);
        let order: Vec<usize> = found.iter().map(|departure| departure.person).collect();
        assert_eq!(order, [2, 0, 1]);
        let verdicts: Vec<Verdict> = found.iter().map(|departure| departure.verdict).collect();
        assert_eq!(
            verdicts,
            [Verdict::Lower, Verdict::TooSmall, Verdict::Higher]
        );
        // The second smallest of three p-values counts twice.
        assert!((found[0].adjusted - 2.0 * found[0].estimate.p).abs() < 1e-15);
        assert!((found[0].estimate.p - 0.0117).abs() < 1e-4);
        let noise = vec![-0.05, 0.05, -0.04, 0.04, -0.06, 0.06];
        let crowd = [close, noise.clone(), noise.clone(), noise.clone(), noise];
        assert_eq!(departures(&crowd, 0.01)[0].verdict, Verdict::Unclear);
    }

    #[test]
    fn without_pairs_nothing_is_clear_and_the_place_is_the_last() {
        let found = departures(&[Vec::new(), vec![-0.2, -0.2]], 0.01);
        assert_eq!(found[0].person, 1);
        assert_eq!(found[1].estimate.n, 0);
        assert_eq!(found[1].verdict, Verdict::Unclear);
    }
}
