//! The manifest of a study: what its folder is, in words that need no model to be read.

use std::collections::BTreeMap;
use std::time::SystemTime;

use crate::model;
use crate::plan::{ENGINE_VERSION, Plan};
use crate::scenario::charts::{Bridge, Mark, MarkAt};
use crate::scenario::{self, Event, Own, Person, Registry, Roster, Scenario, Values, Who};
use crate::table::{
    BridgeInfo, ChartInfo, DesignInfo, EventInfo, LeverInfo, Manifest, MarkInfo, MetricInfo,
    OwnColumnInfo, PersonInfo, Purpose, RunCounts, SweptInfo, VariantInfo,
};

/// What an event does and to whom, in a few words: `explicit_share = 0.3, for sales`.
fn label_of(event: &Event, registry: &Registry, roster: Option<&Roster>) -> String {
    let what = what_of(event, registry);
    let whom = roster.and_then(|roster| whom(event, roster));
    let parts: Vec<String> = [what]
        .into_iter()
        .filter(|what| !what.is_empty())
        .chain(whom)
        .collect();
    parts.join(", ")
}

/// What an event does, in a few words: `explicit_share = 0.3`, `size 0.4`.
pub(super) fn what_of(event: &Event, registry: &Registry) -> String {
    let fields = event.kind.fields().zip(&event.fields);
    let set = event
        .set
        .iter()
        .map(|assignment| (assignment.position, assignment.number));
    fields
        .map(|(field, number)| format!("{} {number}", field.name))
        .chain(set.map(|(position, number)| {
            let parameter = &registry.parameters[position];
            format!("{} = {}", parameter.name, parameter.shown(number))
        }))
        .collect::<Vec<_>>()
        .join(", ")
}

/// How many weeks an event lasts, where its kind has a length.
fn weeks_of(event: &Event) -> Option<u32> {
    let mut fields = event.kind.fields().zip(&event.fields);
    let (_, weeks) = fields.find(|(field, _)| field.name == "weeks")?;
    // The range of the field holds whole weeks alone; a conversion of floats saturates.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    Some(*weeks as u32)
}

/// More participants than these are counted, not named.
const MOST_NAMED: usize = 4;

/// Who takes part, where not everybody does: `for sales, Bruno`.
fn whom(event: &Event, roster: &Roster) -> Option<String> {
    let names = participants(event, roster);
    match names.as_slice() {
        [] => None,
        names if names.len() > MOST_NAMED => Some(format!(
            "for {} and {} more",
            names[..MOST_NAMED].join(", "),
            names.len() - MOST_NAMED
        )),
        names => Some(format!("for {}", names.join(", "))),
    }
}

/// The names of the teams and people that an event is confined to; none where it meets everybody.
pub(super) fn participants(event: &Event, roster: &Roster) -> Vec<String> {
    let teams = event.who.teams.iter();
    let teams = teams.map(|&team| roster.teams[team as usize].clone());
    let people = event.who.people.iter();
    let people = people.map(|&seat| name_of(&roster.people[seat as usize]));
    teams.chain(people).collect()
}

/// What a person is called.
pub(super) fn name_of(person: &Person) -> String {
    // A bare number would be taken for something else.
    if person.name == person.id {
        format!("person {}", person.id)
    } else {
        person.name.clone()
    }
}

/// Whose settings of their own are those in columns of the file of people.
fn own_columns(own: &[Own], registry: &Registry) -> Vec<OwnColumnInfo> {
    let mut found: BTreeMap<usize, OwnColumnInfo> = BTreeMap::new();
    for own in own {
        let (Who::Person(seat), Some(columns)) = (own.who, &own.columns) else {
            continue;
        };
        for &position in &columns.positions {
            let info = found.entry(position).or_insert_with(|| OwnColumnInfo {
                parameter: registry.parameters[position].name.to_owned(),
                file: columns.file.to_string(),
                seats: Vec::new(),
            });
            match info.seats.last_mut() {
                Some([_, last]) if *last + 1 == seat => *last = seat,
                _ => info.seats.push([seat, seat]),
            }
        }
    }
    found.into_values().collect()
}

/// Takes over what a manifest of the same runs says of columns of the file of people, where a resolved scenario, which no
/// longer says it, was read.
pub(super) fn keep_columns(manifest: &mut Manifest, known: &Manifest) {
    if manifest.scenario_hash != known.scenario_hash {
        return;
    }
    for (ours, theirs) in manifest.variants.iter_mut().zip(&known.variants) {
        if ours.own_columns.is_empty() {
            ours.own_columns.clone_from(&theirs.own_columns);
        }
    }
}

/// The swept parameters, with the range that the design covers.
fn swept(scenario: &Scenario) -> Vec<SweptInfo> {
    let Some(sweep) = &scenario.sweep else {
        return Vec::new();
    };
    let reference = &scenario.variants[scenario.reference].values;
    let axes = sweep.axes.iter().enumerate().map(|(index, axis)| {
        let parameter = &scenario.model.parameters[axis.position];
        let [low, high] = sweep.range(index);
        SweptInfo {
            name: parameter.name.to_owned(),
            label: parameter.label.to_owned(),
            unit: parameter.unit.to_owned(),
            scale: axis.values.scale().name().to_owned(),
            low,
            high,
            base: reference.numbers()[axis.position],
        }
    });
    axes.collect()
}

/// Why a variant is run, in the words of the manifest.
fn purpose(purpose: &scenario::Purpose) -> Purpose {
    match purpose.clone() {
        scenario::Purpose::WhatIf => Purpose::WhatIf,
        scenario::Purpose::Coalition { from, to, moved } => Purpose::Coalition { from, to, moved },
        scenario::Purpose::Departure { seat } => Purpose::Departure { seat },
    }
}

/// The people of the roster, where they are observed.
fn people(scenario: &Scenario) -> Vec<PersonInfo> {
    let Some(roster) = scenario
        .roster
        .as_ref()
        .filter(|_| scenario.run.people.is_some())
    else {
        return Vec::new();
    };
    let people = roster.people.iter().map(|person| PersonInfo {
        id: person.id.clone(),
        name: person.name.clone(),
        team: roster.teams[person.team as usize].clone(),
        role: person.role.clone(),
    });
    people.collect()
}

/// What is observed of them.
fn person_metrics(scenario: &Scenario) -> Vec<String> {
    if scenario.run.people.is_none() {
        return Vec::new();
    }
    let metrics = scenario.model.person_metrics.iter();
    metrics.map(|name| (*name).to_owned()).collect()
}

/// The charts that a scenario chooses, in words that need no registry.
pub(super) fn charts(scenario: &Scenario) -> Vec<ChartInfo> {
    let charts = scenario.charts.iter().map(|chart| ChartInfo {
        kind: chart.kind.name.to_owned(),
        title: chart.title.clone(),
        note: chart.note.clone(),
        metric: chart
            .metric
            .and_then(|at| scenario.model.metrics.get(at))
            .map(|metric| metric.name.to_owned()),
        variants: chart.variants.clone(),
        marks: chart.marks.iter().map(mark).collect(),
        bridge: chart
            .bridge
            .as_ref()
            .map(|bridge| self::bridge(bridge, scenario)),
    });
    charts.collect()
}

fn mark(mark: &Mark) -> MarkInfo {
    let (week, value) = match mark.at {
        MarkAt::Week(week) => (Some(week), None),
        MarkAt::Value(value) => (None, Some(value)),
    };
    MarkInfo {
        week,
        value,
        text: mark.text.clone(),
    }
}

fn bridge(bridge: &Bridge, scenario: &Scenario) -> BridgeInfo {
    let label = |key: &str| {
        let known = scenario.model.position(key);
        known
            .map_or(key, |at| scenario.model.parameters[at].label)
            .to_owned()
    };
    let levers = bridge.levers.iter().map(|lever| {
        let labels: Vec<String> = lever.keys.iter().map(|key| label(key)).collect();
        let is_named_alike = lever.keys.as_slice() == [lever.name.as_str()];
        let way = match lever.keys.as_slice() {
            [only] => way(only, bridge, scenario),
            _ => None,
        };
        LeverInfo {
            name: lever.name.clone(),
            label: match labels.as_slice() {
                [only] if is_named_alike => only.clone(),
                _ => lever.name.clone(),
            },
            way: match way {
                Some(way) if is_named_alike => way,
                Some(way) => format!("{} {way}", labels.join(", ")),
                None if is_named_alike => String::new(),
                None => labels.join(", "),
            },
        }
    });
    BridgeInfo {
        from: bridge.from.clone(),
        to: bridge.to.clone(),
        levers: levers.collect(),
    }
}

/// From where to where a parameter is moved: "80 % → 30 %".
fn way(key: &str, bridge: &Bridge, scenario: &Scenario) -> Option<String> {
    let position = scenario.model.position(key)?;
    let parameter = &scenario.model.parameters[position];
    let shown = |variant: &str| {
        let variant = scenario
            .variants
            .iter()
            .find(|known| known.name == variant)?;
        let number = variant.values.numbers()[position];
        Some(match parameter.range.name_of(number) {
            None if parameter.unit == "share" => {
                format!(
                    "{}\u{a0}%",
                    crate::analysis::describe::plain(100.0 * number)
                )
            }
            _ => parameter.shown(number),
        })
    };
    Some(format!("{} → {}", shown(&bridge.from)?, shown(&bridge.to)?))
}

/// The manifest of a study that has not begun.
pub(super) fn describe(plan: &Plan<'_>, scenario_hash: String) -> Manifest {
    let scenario = plan.scenario;
    let headcount =
        |values: &Values| model::of(scenario.model).and_then(|model| model.headcount(values));
    let variants = scenario.variants.iter().map(|variant| VariantInfo {
        name: variant.name.clone(),
        label: variant.label.clone(),
        employees: headcount(&variant.values),
        events: variant
            .events
            .iter()
            .map(|event| EventInfo {
                week: event.week,
                kind: event.kind.name.to_owned(),
                label: label_of(event, scenario.model, scenario.roster.as_deref()),
                weeks: weeks_of(event),
            })
            .collect(),
        purpose: purpose(&variant.purpose),
        own_columns: own_columns(&variant.own, scenario.model),
    });
    Manifest {
        seci: env!("CARGO_PKG_VERSION").to_owned(),
        engine: ENGINE_VERSION,
        git_revision: option_env!("SECI_GIT_REVISION").map(str::to_owned),
        model: scenario.model.model.to_owned(),
        name: scenario.name.clone(),
        title: scenario.title.clone(),
        scenario_hash,
        seed: scenario.run.seed,
        weeks: scenario.run.weeks,
        step: scenario.model.clock.step.to_owned(),
        open_ended: scenario.is_open_ended(),
        observed_weeks: scenario.run.observed_weeks(),
        replicates: plan.most_replicates(),
        reference: scenario.variants[scenario.reference].name.clone(),
        variants: variants.collect(),
        swept: swept(scenario),
        design: scenario.sweep.as_ref().map(|sweep| DesignInfo {
            kind: sweep.design.name().to_owned(),
            rows: sweep.rows.len() as u64,
            points: plan.points.len() as u64,
        }),
        shard: None,
        metrics: scenario
            .model
            .metrics
            .iter()
            .map(MetricInfo::from)
            .collect(),
        people: people(scenario),
        person_metrics: person_metrics(scenario),
        people_weeks: scenario.run.people_weeks(),
        charts: charts(scenario),
        runs: RunCounts::default(),
        started: humantime::format_rfc3339_seconds(SystemTime::now()).to_string(),
        seconds: 0.0,
        complete: false,
    }
}
