//! Writes a scenario back as one complete file: nothing inherited, nothing left to a default.
//!
//! Owns the promise that the file loads to an equal scenario and writes the same text again. So it holds no version, no
//! date and no origin.

use std::fmt::Write as _;

use super::registry::{EventKind, Horizon, Parameter, Sets};
use super::sweep::{Axis, AxisValues, Design, Sweep};
use super::values::{Assignment, Event, Values};
use super::{Observe, Replicates, RunSettings, Scenario, Variant};
use crate::design::Scale;

/// The file beside a resolved scenario that holds the points of a design that was read from a file.
pub(super) const DESIGN_FILE: &str = "design.csv";

const HEADER: &str = "# The resolved scenario, written by seci: every key with the value that was used. It runs again as it is.\n";

impl Scenario {
    /// The complete scenario as a file.
    #[must_use]
    pub fn to_toml(&self) -> String {
        let mut out = String::from(HEADER);
        line(&mut out, "model", &quoted(self.model.model));
        line(&mut out, "name", &quoted(&self.name));
        line(&mut out, "title", &quoted(&self.title));
        self.write_run(&mut out);
        self.write_groups(&mut out);
        if let Some(sweep) = &self.sweep {
            self.write_sweep(&mut out, sweep);
        }
        let shares_events = self
            .variants
            .iter()
            .all(|variant| variant.events == self.variants[0].events);
        if shares_events && let Some(first) = self.variants.first() {
            first
                .events
                .iter()
                .for_each(|event| write_event(&mut out, "event", event, self));
        }
        if !self.is_lone() || !shares_events {
            for variant in &self.variants {
                self.write_variant(&mut out, variant);
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

    /// Whether the only variant is the one that a file without variants has.
    fn is_lone(&self) -> bool {
        matches!(self.variants.as_slice(), [only] if only.name == "base" && only.label == "base" && only.values == self.base)
    }

    fn write_run(&self, out: &mut String) {
        let RunSettings {
            weeks,
            replicates,
            seed,
            observe,
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
        match observe {
            Observe::Weekly => line(out, "observe", "\"weekly\""),
            Observe::End => line(out, "observe", "\"end\""),
            Observe::Weeks(weeks) => {
                let weeks: Vec<String> = weeks.iter().map(u32::to_string).collect();
                line(out, "observe", &format!("[{}]", weeks.join(", ")));
            }
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
            let authored = of_group.filter(|(_, parameter)| !follows(&self.base, parameter.name));
            let mut heading = format!("\n[{group}]\n");
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
    for (field, given) in kind.fields.iter().zip(&event.fields) {
        line(out, field.name, &number(*given));
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
