//! Writes a scenario back as one complete file: nothing inherited, nothing left to a default.
//!
//! Owns the promise that the file loads to an equal scenario and writes the same text again. So it holds no version, no
//! date and no origin.

mod charts;

use std::fmt::Write as _;

use super::assemble::is_idle;
use super::registry::{EventKind, Horizon, Parameter, Sets};
use super::roster::{Own, PEOPLE_FILE, Roster, TIES_FILE, Who};
use super::sweep::{Axis, AxisValues, Design, Sweep};
use super::values::{Assignment, Event, Values};
use super::walk::ORGANISATION;
use super::{Observe, Replicates, RunSettings, Scenario, Variant};
use crate::design::Scale;

/// The file beside a resolved scenario that holds the points of a design that was read from a file.
pub(super) const DESIGN_FILE: &str = "design.csv";

/// How every resolved scenario begins.
pub(super) const HEADER: &str = "# The resolved scenario, written by seci: every key with the value that was used. It runs again as it is.\n";

impl Scenario {
    /// The complete scenario as a file.
    #[must_use]
    pub fn to_toml(&self) -> String {
        let mut out = self.without_charts();
        for chart in &self.charts {
            charts::write(&mut out, chart, self);
        }
        out
    }

    /// What is run, as text: the complete scenario without its charts, but with the variants that these need besides. Two
    /// scenarios with the same text have the same runs.
    #[must_use]
    pub fn what_is_run(&self) -> String {
        let mut out = self.without_charts();
        for variant in &self.variants {
            if !variant.purpose.is_what_if() {
                self.write_variant(&mut out, variant);
            }
        }
        out
    }

    fn without_charts(&self) -> String {
        let mut out = String::from(HEADER);
        line(&mut out, "model", &quoted(self.model.model));
        line(&mut out, "name", &quoted(&self.name));
        line(&mut out, "title", &quoted(&self.title));
        self.write_run(&mut out);
        self.write_groups(&mut out);
        if let Some(sweep) = &self.sweep {
            self.write_sweep(&mut out, sweep);
        }
        if let (Some(asked), Some(roster)) = (&self.who_matters, &self.roster) {
            out.push_str("\n[who_matters]\n");
            line(&mut out, "week", &asked.week.to_string());
            let people = asked.people.iter();
            listed(
                &mut out,
                "people",
                people.map(|&seat| &roster.people[seat as usize].id),
            );
        }
        let variants: Vec<&Variant> = self.asked_for().collect();
        let shares_own = variants
            .iter()
            .all(|variant| variant.own == variants[0].own);
        if shares_own && let (Some(first), Some(roster)) = (variants.first(), &self.roster) {
            self.write_own(&mut out, "", &first.own, roster);
        }
        let shares_events = variants
            .iter()
            .all(|variant| variant.events == variants[0].events);
        if shares_events && let Some(first) = variants.first() {
            first
                .events
                .iter()
                .for_each(|event| write_event(&mut out, "event", event, self));
        }
        if !self.is_lone() || !shares_events {
            for variant in variants {
                self.write_variant(&mut out, variant);
                if !shares_own && let Some(roster) = &self.roster {
                    self.write_own(&mut out, "variant.", &variant.own, roster);
                }
                if !shares_events {
                    variant
                        .events
                        .iter()
                        .for_each(|event| write_event(&mut out, "variant.event", event, self));
                }
            }
        }
        out
    }

    /// The variants that the file asks for.
    fn asked_for(&self) -> impl Iterator<Item = &Variant> {
        let variants = self.variants.iter();
        variants.filter(|variant| variant.purpose.is_what_if())
    }

    /// Whether the only variant is the one that a file without variants has.
    fn is_lone(&self) -> bool {
        let variants: Vec<&Variant> = self.asked_for().collect();
        matches!(variants.as_slice(), [only] if only.name == "base" && only.label == "base" && only.values == self.base)
    }

    fn write_run(&self, out: &mut String) {
        let RunSettings {
            weeks,
            replicates,
            seed,
            observe,
            people,
        } = &self.run;
        out.push_str("\n[run]\n");
        if self.model.clock.horizon == Horizon::Weeks {
            line(out, "weeks", &weeks.to_string());
        }
        match replicates {
            Replicates::Count(count) => line(out, "replicates", &count.to_string()),
            Replicates::Precision {
                metric,
                half_width,
                at_most,
            } => {
                let metric = quoted(
                    self.model
                        .metrics
                        .get(*metric)
                        .map_or("", |metric| metric.name),
                );
                line(
                    out,
                    "precision",
                    &format!(
                        "{{ metric = {metric}, half_width = {}, at_most = {at_most} }}",
                        number(*half_width)
                    ),
                );
            }
        }
        line(out, "seed", &seed.to_string());
        line(out, "observe", &observed(observe));
        if self.roster.is_some() {
            let people = people.as_ref().map_or_else(|| quoted("never"), observed);
            line(out, "observe_people", &people);
        }
        if let Some(reference) = self.variants.get(self.reference) {
            line(out, "reference", &quoted(&reference.name));
        }
    }

    fn write_groups(&self, out: &mut String) {
        let mut groups: Vec<&str> = self.model.groups.iter().map(|group| group.name).collect();
        let unlisted = self
            .model
            .parameters
            .iter()
            .map(|parameter| parameter.group);
        for group in unlisted {
            if !groups.contains(&group) {
                groups.push(group);
            }
        }
        for group in groups {
            let of_group = self
                .model
                .parameters
                .iter()
                .enumerate()
                .filter(|(_, parameter)| parameter.group == group);
            let authored = of_group.filter(|(_, parameter)| {
                !follows(&self.base, parameter.name) && !self.is_idle(parameter.name)
            });
            let mut heading = format!("\n[{group}]\n");
            if group == ORGANISATION
                && let Some(roster) = &self.roster
            {
                out.push_str(&std::mem::take(&mut heading));
                write_files(out, roster);
            }
            for (position, parameter) in authored {
                out.push_str(&std::mem::take(&mut heading));
                line(
                    out,
                    parameter.name,
                    &written(parameter, self.base.numbers()[position]),
                );
            }
        }
    }

    /// Whether a key means nothing beside the roster.
    fn is_idle(&self, name: &str) -> bool {
        let roster = self.roster.as_ref();
        roster.is_some_and(|roster| is_idle(name, roster.ties.is_some()))
    }

    /// What teams and people have of their own, below headings with these words before them.
    fn write_own(&self, out: &mut String, before: &str, own: &[Own], roster: &Roster) {
        for Own { who, set, .. } in own {
            let (heading, key, name) = match *who {
                Who::Team(team) => ("team", "name", &roster.teams[team as usize]),
                Who::Person(seat) => ("person", "id", &roster.people[seat as usize].id),
            };
            let _ = write!(out, "\n[[{before}{heading}]]\n");
            line(out, key, &quoted(name));
            for assignment in set {
                let parameter = &self.model.parameters[assignment.position];
                line(out, parameter.name, &written(parameter, assignment.number));
            }
        }
    }

    fn write_sweep(&self, out: &mut String, sweep: &Sweep) {
        out.push_str("\n[sweep]\n");
        line(out, "design", &quoted(sweep.design.name()));
        if let Some(samples) = sweep.samples {
            line(out, "samples", &samples.to_string());
        }
        if let Some(levels) = sweep.levels {
            line(out, "levels", &levels.to_string());
        }
        let name = |axis: &Axis| self.model.parameters[axis.position].name;
        match sweep.design {
            Design::Csv => return line(out, "file", &quoted(DESIGN_FILE)),
            Design::List => {
                out.push_str("point = [\n");
                for row in &sweep.rows {
                    let numbers = sweep.axes.iter().zip(row);
                    let numbers = numbers.map(|(axis, value)| {
                        let parameter = &self.model.parameters[axis.position];
                        format!("{} = {}", name(axis), written(parameter, *value))
                    });
                    let _ = writeln!(out, "  {{ {} }},", numbers.collect::<Vec<_>>().join(", "));
                }
                return out.push_str("]\n");
            }
            _ => out.push_str("\n[sweep.parameters]\n"),
        }
        for axis in &sweep.axes {
            let range = |from: f64, to: f64, rest: String| {
                format!("{{ from = {}, to = {}{rest} }}", number(from), number(to))
            };
            let scaled = |scale: Scale| match scale {
                Scale::Linear => "",
                Scale::Log => ", scale = \"log\"",
            };
            let values = match &axis.values {
                AxisValues::Listed(values) => {
                    let parameter = &self.model.parameters[axis.position];
                    let values: Vec<String> = values
                        .iter()
                        .map(|value| written(parameter, *value))
                        .collect();
                    format!("[{}]", values.join(", "))
                }
                AxisValues::Stepped {
                    from,
                    to,
                    steps,
                    scale,
                } => range(*from, *to, format!(", steps = {steps}{}", scaled(*scale))),
                AxisValues::Range { from, to, scale } => {
                    range(*from, *to, scaled(*scale).to_owned())
                }
                AxisValues::OfPoints => continue,
            };
            line(out, name(axis), &values);
        }
    }

    fn write_variant(&self, out: &mut String, variant: &Variant) {
        out.push_str("\n[[variant]]\n");
        line(out, "name", &quoted(&variant.name));
        line(out, "label", &quoted(&variant.label));
        for assignment in differences(&self.base, &variant.values) {
            line(
                out,
                self.model.parameters[assignment.position].name,
                &written(
                    &self.model.parameters[assignment.position],
                    assignment.number,
                ),
            );
        }
    }
}

/// What a layer must say to turn one set of values into another. A pair that the two hold in different ways is named
/// whole, so that the other pair follows to the last digit.
pub(super) fn differences(base: &Values, values: &Values) -> Vec<Assignment> {
    let registry = base.registry();
    let (before, after) = (base.numbers(), values.numbers());
    let differs = |name: &str| {
        registry
            .position(name)
            .is_some_and(|at| before[at].to_bits() != after[at].to_bits())
    };
    let is_named_whole = |name: &str| {
        registry.pairs.iter().enumerate().any(|(index, pair)| {
            let all = [pair.usual, pair.other].concat();
            all.contains(&name)
                && base.names_other(index) != values.names_other(index)
                && all.iter().any(|name| differs(name))
        })
    };
    (0..after.len())
        .filter(|position| {
            let name = registry.parameters[*position].name;
            !follows(values, name) && (differs(name) || is_named_whole(name))
        })
        .map(|position| Assignment {
            position,
            number: after[position],
        })
        .collect()
}

/// Whether a parameter follows from the pair last named.
fn follows(values: &Values, name: &str) -> bool {
    values
        .registry()
        .pairs
        .iter()
        .enumerate()
        .any(|(index, pair)| {
            if values.names_other(index) {
                pair.usual.contains(&name)
            } else {
                pair.other.contains(&name)
            }
        })
}

fn write_event(out: &mut String, heading: &str, event: &Event, scenario: &Scenario) {
    let kind: &EventKind = event.kind;
    let _ = write!(out, "\n[[{heading}]]\n");
    line(out, "week", &event.week.to_string());
    line(out, "kind", &quoted(kind.name));
    for (field, given) in kind.fields().zip(&event.fields) {
        line(out, field.name, &number(*given));
    }
    if let Some(roster) = &scenario.roster {
        let teams = event
            .who
            .teams
            .iter()
            .map(|&team| &roster.teams[team as usize]);
        let people = event
            .who
            .people
            .iter()
            .map(|&seat| &roster.people[seat as usize].id);
        listed(out, "teams", teams);
        listed(out, "people", people);
    }
    if kind.sets == Sets::Parameters {
        let set: Vec<String> = event
            .set
            .iter()
            .map(|assignment| {
                let parameter = &scenario.model.parameters[assignment.position];
                format!(
                    "{} = {}",
                    parameter.name,
                    written(parameter, assignment.number)
                )
            })
            .collect();
        line(out, "set", &format!("{{ {} }}", set.join(", ")));
    }
}

/// The tables of the roster, which are written beside the file.
fn write_files(out: &mut String, roster: &Roster) {
    line(out, "people", &quoted(PEOPLE_FILE));
    if roster.ties.is_some() {
        line(out, "ties", &quoted(TIES_FILE));
        line(out, "tie_scale", "[0, 1]");
    }
}

/// The weeks observed, as a file gives them.
fn observed(observe: &Observe) -> String {
    match observe {
        Observe::Weekly => quoted("weekly"),
        Observe::End => quoted("end"),
        Observe::Weeks(weeks) => {
            let weeks: Vec<String> = weeks.iter().map(u32::to_string).collect();
            format!("[{}]", weeks.join(", "))
        }
    }
}

/// A list of texts, if there are any.
fn listed<'a>(out: &mut String, key: &str, texts: impl Iterator<Item = &'a String>) {
    let texts: Vec<String> = texts.map(|text| quoted(text)).collect();
    if !texts.is_empty() {
        line(out, key, &format!("[{}]", texts.join(", ")));
    }
}

fn line(out: &mut String, key: &str, value: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{key} = {value}");
}

/// A number in the shortest way that reads back as the same.
fn number(number: f64) -> String {
    let scientific = format!("{number:?}");
    if scientific.contains('e') {
        scientific
    } else {
        number.to_string()
    }
}

/// A parameter's value as a file gives it: a name in quotation marks, or a number.
fn written(parameter: &Parameter, value: f64) -> String {
    match parameter.range.name_of(value) {
        Some(name) => quoted(name),
        None => number(value),
    }
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
