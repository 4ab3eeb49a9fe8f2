//! Whether one team gains more than all others, as far as the means of two weeks can tell.
//!
//! The tables hold no single runs of teams, so a difference between two gains is a contrast of four means with spreads of
//! their own (Welch 1947; degrees of freedom after Satterthwaite 1946), as if the runs behind them were different ones. Any
//! pair of teams might have been told, so the level is divided by the number of pairs (Bonferroni). It must not know words.

use crate::analysis::interval::t_quantile;
use crate::table::Summary;

/// What can be said of the teams' gains.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Gains {
    /// This team gains more than every other, by enough to matter.
    Most(usize),
    /// None gains clearly more than every other.
    Alike,
    /// There is nothing to compare.
    Unknown,
}

/// Judges the gains of teams, each with the capability at start and end.
pub fn gains(teams: &[Option<[Summary; 2]>], smallest: f64) -> Gains {
    let known: Vec<(usize, [Summary; 2])> = teams
        .iter()
        .enumerate()
        .filter_map(|(index, ends)| Some((index, (*ends)?)))
        .collect();
    let is_unknown = |(_, ends): &(usize, [Summary; 2])| {
        ends.iter().any(|end| end.n < 2 || !end.mean.is_finite())
    };
    if known.len() < 2 || known.len() < teams.len() || known.iter().any(is_unknown) {
        return Gains::Unknown;
    }
    let gain = |ends: &[Summary; 2]| ends[1].mean - ends[0].mean;
    let mut leader = 0;
    for place in 1..known.len() {
        if gain(&known[place].1) > gain(&known[leader].1) {
            leader = place;
        }
    }
    let pairs = (known.len() * (known.len() - 1) / 2) as f64;
    let leads = (0..known.len())
        .filter(|place| *place != leader)
        .all(|other| {
            let [ours, theirs] = [known[leader].1, known[other].1];
            let difference = gain(&ours) - gain(&theirs);
            let half = half_width(&[ours[0], ours[1], theirs[0], theirs[1]], pairs);
            difference >= smallest && difference - half > 0.0
        });
    if leads {
        Gains::Most(known[leader].0)
    } else {
        Gains::Alike
    }
}

/// Half the width of the 95 % interval of a sum and difference of means, for so many at once.
fn half_width(means: &[Summary], family: f64) -> f64 {
    let parts = means
        .iter()
        .map(|mean| (mean.sd * mean.sd / mean.n as f64, (mean.n - 1) as f64));
    let (variance, squares) = parts.fold((0.0, 0.0), |(sum, squares), (part, freedom)| {
        (sum + part, squares + part * part / freedom)
    });
    if variance.is_nan() || variance <= 0.0 {
        return 0.0;
    }
    t_quantile(1.0 - 0.025 / family, variance * variance / squares) * variance.sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[allow(clippy::unnecessary_wraps, reason = "as it is judged")]
    fn ends(from: f64, to: f64, sd: f64) -> Option<[Summary; 2]> {
        let summary = |mean: f64| Summary {
            n: 101,
            mean,
            sd,
            quantiles: [mean; 7],
        };
        Some([summary(from), summary(to)])
    }

    /// Four means with standard errors of 0.1/√101 each: the difference has one of 0.0199 and 400 degrees of freedom, whose
    /// quantile is 1.966 (t tables); so 3.91 pp are the least that two teams can tell.
    #[test]
    fn of_two_teams_one_leads_if_the_interval_of_their_difference_excludes_zero() {
        let all = [ends(0.1, 0.3, 0.1), ends(0.1, 0.260, 0.1)];
        assert_eq!(gains(&all, 0.01), Gains::Most(0));
        let all = [ends(0.1, 0.3, 0.1), ends(0.1, 0.262, 0.1)];
        assert_eq!(gains(&all, 0.01), Gains::Alike);
        let summaries: Vec<Summary> = all.iter().flatten().flatten().copied().collect();
        assert!((half_width(&summaries, 1.0) - 0.0391).abs() < 2e-4);
    }

    /// Of three teams there are three pairs, and the same difference is no longer enough: 2.40 standard errors, 4.78 pp.
    #[test]
    fn more_teams_need_more() {
        let all = [
            ends(0.1, 0.3, 0.1),
            ends(0.1, 0.260, 0.1),
            ends(0.1, 0.2, 0.1),
        ];
        assert_eq!(gains(&all, 0.01), Gains::Alike);
    }

    #[test]
    fn what_is_clear_but_too_small_is_not_told_and_one_team_leads_nobody() {
        let all = [ends(0.1, 0.305, 0.001), ends(0.1, 0.3, 0.001)];
        assert_eq!(gains(&all, 0.01), Gains::Alike);
        assert_eq!(gains(&all[..1], 0.01), Gains::Unknown);
        assert_eq!(gains(&[all[0], None], 0.01), Gains::Unknown);
    }
}
