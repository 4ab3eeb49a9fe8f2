//! From which week on two variants lie apart, from the weekly summaries of each.
//!
//! Seeds are not matched here, since the summaries do not hold single runs: the interval of the difference of means is
//! Welch's, which is wider than that of matched pairs wherever runs of equal seed resemble each other. It is judged
//! week by week and not adjusted for their number; that the weeks hold without a gap to the end is what is asked.

use super::interval::t_quantile;
use crate::table::Summary;

/// The first week from which, in every week to the last, one mean exceeds the other by more than `smallest`, and by more
/// than chance: the 95 % interval of the difference lies beyond it. The sign of `smallest` says in which direction.
/// None if the last week does not hold.
#[must_use]
pub fn lasting_excess(weeks: &[(u32, Summary, Summary)], smallest: f64) -> Option<u32> {
    let holds = |(_, ours, theirs): &&(u32, Summary, Summary)| {
        let [low, high] = welch(ours, theirs);
        if smallest < 0.0 {
            high <= smallest
        } else {
            low >= smallest
        }
    };
    weeks
        .iter()
        .rev()
        .take_while(holds)
        .last()
        .map(|(week, ..)| *week)
}

/// The 95 % interval of the difference of two means (Welch 1947); NaN for fewer than two runs on either side.
#[must_use]
#[allow(clippy::cast_precision_loss)] // Samples are far smaller than 2⁵³.
pub fn welch(ours: &Summary, theirs: &Summary) -> [f64; 2] {
    if ours.n < 2 || theirs.n < 2 {
        return [f64::NAN; 2];
    }
    let square = |summary: &Summary| summary.sd * summary.sd / summary.n as f64;
    let [a, b] = [square(ours), square(theirs)];
    let difference = ours.mean - theirs.mean;
    let variance = a + b;
    if variance.is_nan() || variance <= 0.0 {
        return [difference; 2];
    }
    let freedom =
        variance * variance / (a * a / (ours.n - 1) as f64 + b * b / (theirs.n - 1) as f64);
    let half_width = t_quantile(0.975, freedom) * variance.sqrt();
    [difference - half_width, difference + half_width]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn summary(n: u64, mean: f64, sd: f64) -> Summary {
        Summary {
            n,
            mean,
            sd,
            quantiles: [mean; 7],
        }
    }

    /// 1, 2, 3, 4, 5 against 2, 4, 6. By hand: freedom (0.5 + 4/3)² / (0.5²/4 + (4/3)²/2) = 3.532847; its t quantile,
    /// by numerical integration of the density, 2.927405; times √(0.5 + 4/3).
    #[test]
    fn the_interval_by_hand() {
        let [low, high] = welch(&summary(5, 3.0, 2.5f64.sqrt()), &summary(3, 4.0, 2.0));
        assert!(
            (low + 4.963_725).abs() < 1e-5 && (high - 2.963_725).abs() < 1e-5,
            "{low} {high}"
        );
    }

    #[test]
    fn the_first_week_without_a_gap_to_the_end_counts() {
        let weeks: Vec<(u32, Summary, Summary)> = [0.0, 0.2, 0.0, 0.05, 0.1, 0.2]
            .into_iter()
            .zip(0..)
            .map(|(gap, week)| (week, summary(100, 0.3 + gap, 0.05), summary(100, 0.3, 0.05)))
            .collect();
        assert_eq!(lasting_excess(&weeks, 0.01), Some(3));
        assert_eq!(lasting_excess(&weeks, -0.01), None);
        assert_eq!(
            lasting_excess(&weeks[..3], 0.01),
            None,
            "the last does not hold"
        );
        assert_eq!(lasting_excess(&[], 0.01), None);
    }

    #[test]
    fn one_run_has_no_interval() {
        let weeks = [(4, summary(1, 0.9, 0.0), summary(1, 0.1, 0.0))];
        assert_eq!(lasting_excess(&weeks, 0.01), None);
    }
}
