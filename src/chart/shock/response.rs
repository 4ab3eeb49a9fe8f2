//! How a variant answers a shock, read from its weekly means: the fall, its interval, the return.

use crate::analysis::onset::welch;
use crate::chart::data::Data;
use crate::table::Summary;

/// What became of a metric after a shock.
#[derive(Debug, Clone, PartialEq)]
pub struct Response {
    /// The week of the shock, whose mean is the one before it.
    pub week: u32,
    pub before: Summary,
    /// The lowest mean after it.
    pub lowest: (u32, Summary),
    /// The 95 % interval of the lowest mean less the one before.
    pub interval: [f64; 2],
    /// The week from which on the mean stays at or above the one before.
    pub back: Option<u32>,
    pub last: Summary,
    /// The 95 % interval of the last mean less the one before.
    pub at_end: [f64; 2],
}

/// The week of the first shock, if one befalls every variant in the same week, and weeks are observed around it.
pub fn week(data: &Data<'_>) -> Option<u32> {
    let first = |variant: usize| {
        let mut events = data.variants[variant].events.iter();
        events
            .find(|event| event.kind == "shock")
            .map(|event| event.week)
    };
    let week = first(0)?;
    let all = (1..data.variants.len()).all(|variant| first(variant) == Some(week));
    all.then_some(week)
}

impl Response {
    /// `None` where the week of the shock or what came after it was not observed.
    pub fn of(weekly: &[(u32, Summary)], week: u32) -> Option<Response> {
        let place = weekly.iter().position(|(known, _)| *known == week)?;
        let before = weekly[place].1;
        let after = &weekly[place + 1..];
        let lowest = after
            .iter()
            .filter(|(_, summary)| summary.mean.is_finite())
            .min_by(|a, b| a.1.mean.total_cmp(&b.1.mean))
            .copied()?;
        let back = after
            .iter()
            .rev()
            .take_while(|(_, summary)| summary.mean >= before.mean)
            .last()
            .map(|(week, _)| *week);
        let last = after.last()?.1;
        Some(Response {
            week,
            before,
            lowest,
            interval: welch(&lowest.1, &before),
            back,
            last,
            at_end: welch(&last, &before),
        })
    }

    /// Whether the fall is more than chance and large enough to matter.
    pub fn falls(&self, smallest: f64) -> bool {
        self.interval[1] < 0.0 && self.fall() >= smallest
    }

    /// How far the mean falls, above 0.
    pub fn fall(&self) -> f64 {
        self.before.mean - self.lowest.1.mean
    }

    /// Whether the last mean is clearly below what it was.
    pub fn stays_below(&self) -> bool {
        self.back.is_none() && self.at_end[1] < 0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weekly(means: &[f64]) -> Vec<(u32, Summary)> {
        let summary = |mean: f64| Summary {
            n: 100,
            mean,
            sd: 0.05,
            quantiles: [mean; 7],
        };
        (0..).zip(means.iter().map(|mean| summary(*mean))).collect()
    }

    #[test]
    fn the_fall_and_the_first_week_of_a_return_that_lasts() {
        let course = weekly(&[0.2, 0.3, 0.1, 0.31, 0.25, 0.3, 0.4]);
        let response = Response::of(&course, 1).expect("weeks on both sides");
        assert!((response.fall() - 0.2).abs() < 1e-12);
        assert_eq!(response.lowest.0, 2);
        assert_eq!(response.back, Some(5), "week 3 does not last");
        assert!(response.falls(0.01) && !response.stays_below());
    }

    #[test]
    fn what_stays_below_is_not_back() {
        let response = Response::of(&weekly(&[0.3, 0.1, 0.15, 0.2]), 0).expect("weeks");
        assert_eq!(response.back, None);
        assert!(response.stays_below());
    }

    #[test]
    fn a_rise_is_no_fall() {
        let response = Response::of(&weekly(&[0.3, 0.31, 0.32]), 0).expect("weeks");
        assert!(!response.falls(0.01));
        assert_eq!(response.back, Some(1));
    }

    #[test]
    fn weeks_that_were_not_observed_tell_nothing() {
        assert_eq!(Response::of(&weekly(&[0.3, 0.2]), 5), None);
        assert_eq!(Response::of(&weekly(&[0.3]), 0), None);
    }
}
