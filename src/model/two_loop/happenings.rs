//! What an organisation does besides its usual week (MODEL section 7): who is at a workshop or at the gemba, and what
//! that leaves of the routine work; times of pressure.
//!
//! Owns what follows from the list of events for one week. The workshop itself is in `workshop.rs`, the gemba's cases in
//! `practice.rs`.

use crate::random::Chance;
use crate::scenario::{Event, Roster, Values};

use super::profiles::Profiles;
use super::rates::Rates;
use super::staff::Way;

/// A way to work this week; [`Way`] with its rates.
#[derive(Debug)]
struct Working {
    rates: Rates,
    guided_practice: Chance,
    guided_work: Chance,
    cases: u32,
}

/// A week in which not all work alike.
#[derive(Debug)]
pub(super) struct Apart {
    /// For each seat, how it works.
    of_seat: Vec<u32>,
    ways: Vec<Working>,
}

/// What events ask of a seat this week.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Duty {
    /// Hours at workshops.
    hours: f64,
    cases: u32,
}

/// Whether an event that lasts `weeks` is on.
fn is_on(event: &Event, weeks: f64, week: u32) -> bool {
    week.checked_sub(event.week)
        .is_some_and(|since| f64::from(since) < weeks)
}

/// The pressure that events put in the place of the parameter this week: of several the latest in the file.
pub(super) fn pressure(events: &[Event], week: u32) -> Option<f64> {
    let mut of_kind = events.iter().filter(|event| event.kind.name == "pressure");
    of_kind
        .rfind(|event| is_on(event, event.fields[1], week))
        .map(|event| event.fields[0])
}

/// The duties of all seats this week; none where nobody has any.
fn duties(
    events: &[Event],
    roster: Option<&Roster>,
    employees: usize,
    week: u32,
) -> Option<Vec<Duty>> {
    let mut duties: Option<Vec<Duty>> = None;
    for event in events {
        let duty = match event.kind.name {
            "workshop" if event.week == week => Duty {
                hours: event.fields[1],
                cases: 0,
            },
            "gemba" if is_on(event, event.fields[1], week) => Duty {
                hours: 0.0,
                cases: event.fields[0] as u32,
            },
            _ => continue,
        };
        let duties = duties.get_or_insert_with(|| vec![Duty::default(); employees]);
        let mut add = |seat: usize| {
            duties[seat].hours += duty.hours;
            duties[seat].cases += duty.cases;
        };
        match roster.and_then(|roster| event.who.seats(roster)) {
            None => (0..employees).for_each(add),
            Some(seats) => seats.iter().for_each(|&seat| add(seat as usize)),
        }
    }
    duties
}

impl Apart {
    /// How a seat works.
    pub(super) fn way(&self, seat: usize) -> Way<'_> {
        let way = &self.ways[self.of_seat[seat] as usize];
        Way {
            rates: &way.rates,
            guided_practice: way.guided_practice,
            guided_work: way.guided_work,
            cases: way.cases,
        }
    }

    /// How everybody works this week, where not all work alike or not as usual.
    pub(super) fn of(
        (events, roster): (&[Event], Option<&Roster>),
        profiles: &Profiles,
        values: &Values,
        employees: usize,
        week: u32,
        findability: f64,
    ) -> Option<Apart> {
        let duties = duties(events, roster, employees, week);
        if duties.is_none() && profiles.are_alike() {
            return None;
        }
        let mut kinds: Vec<(u32, Duty)> = Vec::new();
        let mut apart = Apart {
            of_seat: Vec::with_capacity(employees),
            ways: Vec::new(),
        };
        for seat in 0..employees {
            let duty = duties
                .as_ref()
                .map_or(Duty::default(), |duties| duties[seat]);
            let kind = (profiles.of_seat(seat), duty);
            let known = kinds.iter().position(|known| *known == kind);
            let way = known.unwrap_or_else(|| {
                let values = profiles.values(kind.0, values);
                let displaced = duty.hours / values.get("session_hours")
                    + f64::from(duty.cases) * values.get("situations");
                let rates = Rates::new(&values, displaced);
                let (guided_practice, guided_work) = rates.guided(findability);
                kinds.push(kind);
                apart.ways.push(Working {
                    rates,
                    guided_practice,
                    guided_work,
                    cases: duty.cases,
                });
                apart.ways.len() - 1
            });
            apart.of_seat.push(way as u32);
        }
        Some(apart)
    }
}
