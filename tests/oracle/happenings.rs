//! The events of section 7 in the literal implementation. Part of `model.rs`, and like it written from the
//! specification page alone.

use super::roster::Who;
use super::{Organisation, chance};

/// What happens at the start of the step of a week, and whom it meets.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    pub week: usize,
    pub who: Who,
    pub what: Happening,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Happening {
    /// Sets keys from the step of this week on; of the participants alone where any are named.
    Policy { sets: Vec<(String, f64)> },
    /// Each judgement of reality flips with probability `size`.
    Shock { size: f64 },
    /// All state and read together, `rounds` times.
    Workshop { rounds: usize, hours: f64 },
    /// Practice of `cases` cases of every situation, for `weeks` weeks.
    Gemba { cases: usize, weeks: usize },
    /// Each participant leaves with probability `size`.
    Departures { size: f64 },
    /// `pressure` is `level` for `weeks` weeks.
    Pressure { level: f64, weeks: usize },
}

/// Whether something that begins with `first` and lasts `weeks` weeks goes on in this week.
fn goes_on(first: usize, weeks: usize, this_week: usize) -> bool {
    (first..first + weeks).contains(&this_week)
}

impl Organisation {
    /// Item 1 of the week: its events in the order of the file.
    pub(super) fn events(&mut self, this_week: usize, events: &[Event]) {
        self.workshop_hours.fill(0.0);
        for event in events.iter().filter(|event| event.week == this_week) {
            match &event.what {
                Happening::Policy { sets } => self.policy(&event.who, sets),
                Happening::Shock { size } => self.flip_reality(*size),
                Happening::Workshop { rounds, hours } => {
                    self.workshop(&event.who, *rounds, *hours);
                }
                Happening::Departures { size } => self.departures(&event.who, *size),
                // A gemba takes place in item 4, and hard times are looked up below.
                Happening::Gemba { .. } | Happening::Pressure { .. } => {}
            }
        }
        // Of overlapping ones the latest in the file rules.
        self.hard_times = None;
        for event in events {
            if let Happening::Pressure { level, weeks } = event.what
                && goes_on(event.week, weeks, this_week)
            {
                self.hard_times = Some(level);
            }
        }
    }

    /// The pressure in force in the step just made or under way.
    pub(super) fn pressure(&self) -> f64 {
        self.hard_times.unwrap_or(self.parameters.pressure)
    }

    fn policy(&mut self, who: &Who, sets: &[(String, f64)]) {
        for (key, value) in sets {
            let mut all = self.parameters.clone();
            if let Err(message) = all.set_by_policy(key, *value) {
                panic!("policy: {message}");
            }
            if who.names_nobody() {
                self.parameters = all;
            }
        }
        if !who.names_nobody() {
            for seat in 0..self.team_of.len() {
                if self.takes_part(who, seat) {
                    self.layers[seat].push(sets.to_vec());
                }
            }
        }
        self.put_keys_in_force();
    }

    fn workshop(&mut self, who: &Who, rounds: usize, hours: f64) {
        let participants: Vec<usize> = (0..self.employees.len())
            .filter(|&seat| self.takes_part(who, seat))
            .collect();
        for &participant in &participants {
            self.workshop_hours[participant] += hours;
        }
        for _ in 0..rounds {
            // For each situation one document is written and integrated.
            for _ in 0..self.parameters.situations {
                self.counts.documents += 1.0;
                self.counts.structured_documents += 1.0;
                self.counts.integrated_documents += 1.0;
                self.counts.combinations += 1.0;
            }
            // Every participant states every judgement, recorded at once.
            for &participant in &participants {
                for d in 0..self.reality.len() {
                    match self.statement(participant, d, true) {
                        Some(sign) if sign > 0.0 => self.evidence_plus[d] += 1.0,
                        Some(_) => self.evidence_minus[d] += 1.0,
                        None => {}
                    }
                }
            }
            self.form_stated_beliefs();
            // Every participant reads every situation once.
            for &participant in &participants {
                for situation in 0..self.parameters.situations {
                    self.read(participant, situation);
                }
            }
        }
    }

    fn departures(&mut self, who: &Who, size: f64) {
        for seat in 0..self.employees.len() {
            if self.takes_part(who, seat) && chance(&mut self.random, size) {
                self.replace(seat);
            }
        }
    }

    /// How many cases of every situation an employee meets at the gemba in this week.
    pub(super) fn gemba_rounds(&self, seat: usize, this_week: usize, events: &[Event]) -> usize {
        let mut rounds = 0;
        for event in events {
            if let Happening::Gemba { cases, weeks } = event.what
                && goes_on(event.week, weeks, this_week)
                && self.takes_part(&event.who, seat)
            {
                rounds += cases;
            }
        }
        rounds
    }
}
