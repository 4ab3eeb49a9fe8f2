//! Walks the table `[run]`. Knows its keys by the registry of run keys; whether weeks and names exist is settled later.

use super::super::document::{Content, Entry, Node};
use super::super::keys::{self, Context};
use super::super::layer::{Given, ObserveGiven, PrecisionGiven, RunLayer};
use super::super::names;
use super::super::reader::{Expected, Reader};
use super::super::registry::Range;
use super::super::run_keys::{
    AT_MOST, HALF_WIDTH, METRIC, MOST_WEEKS, REPLICATES, SEED, WEEKS, precision_keys, run_keys,
};

/// The whole table.
pub(super) fn table(reader: &mut Reader<'_>, entries: &[Entry]) -> RunLayer {
    let mut layer = RunLayer::default();
    for entry in entries {
        if !run_key(reader, entry, &mut layer) {
            let own: Vec<&str> = run_keys().iter().map(|key| key.name).collect();
            keys::misplaced(reader, &entry.key, Context::Run, &own);
            super::refuse(reader, &entry.key.name);
        }
    }
    reader.faults.extend(layer.complete());
    layer
}

/// One key of the table; false when it is none.
pub(in super::super) fn run_key(
    reader: &mut Reader<'_>,
    entry: &Entry,
    layer: &mut RunLayer,
) -> bool {
    let Entry { key, node } = entry;
    let place = reader.place(key, node);
    let Some(known) = run_keys().iter().find(|known| known.name == key.name) else {
        return false;
    };
    let before = reader.faults.len();
    match known.name {
        "weeks" => {
            let weeks = reader.whole(&WEEKS, node);
            layer.weeks = weeks.map(|value| Given { value, place });
        }
        "replicates" => {
            let replicates = reader.whole(&REPLICATES, node);
            layer.replicates = replicates.map(|value| Given { value, place });
        }
        "precision" => {
            layer.precision = precision(reader, entry).map(|value| Given { value, place });
        }
        "seed" => {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "within the key's range"
            )]
            let seed = reader.run_number(&SEED, node).map(|number| number as u64);
            layer.seed = seed.map(|value| Given { value, place });
        }
        "observe" => {
            layer.observe = observe(reader, "observe", node).map(|value| Given { value, place });
        }
        "observe_people" => {
            let observed = match &node.content {
                Content::Text(text) if text == "never" => Some(ObserveGiven::Never),
                _ => observe(reader, "observe_people", node),
            };
            layer.observe_people = observed.map(|value| Given { value, place });
        }
        _ => layer.reference = reader.text(key, node).map(|value| Given { value, place }),
    }
    if reader.faults.len() > before {
        reader.unsettled.push(known.name);
    }
    true
}

fn precision(reader: &mut Reader<'_>, entry: &Entry) -> Option<PrecisionGiven> {
    const EXAMPLE: &str = "precision = { metric = \"…\", half_width = 0.01 }";
    let Content::Table(entries) = &entry.node.content else {
        reader.fault(
            &entry.node.span,
            format!(
                "`precision` needs a metric and a half-width, but here is {}",
                entry.node.content.kind()
            ),
            "two keys in braces belong here",
            format!("Write: {EXAMPLE}"),
        );
        return None;
    };
    let mut metric = None;
    let mut half_width = None;
    let mut at_most = Some(10_000);
    let before = reader.faults.len();
    for Entry { key, node } in entries {
        match key.name.as_str() {
            METRIC => {
                if let Some(name) = reader.text(key, node) {
                    metric = reader.registry.metric_position(&name);
                    if metric.is_none() {
                        unknown_metric(reader, &name, node);
                    }
                }
            }
            "half_width" => half_width = reader.run_number(&HALF_WIDTH, node),
            "at_most" => at_most = reader.whole(&AT_MOST, node),
            _ => {
                let own: Vec<&str> = [METRIC]
                    .into_iter()
                    .chain(precision_keys().iter().map(|key| key.name))
                    .collect();
                keys::misplaced(reader, key, Context::Precision, &own);
            }
        }
    }
    if let (Some(metric), Some(half_width), Some(at_most)) = (metric, half_width, at_most) {
        return Some(PrecisionGiven {
            metric,
            half_width,
            at_most,
        });
    }
    if reader.faults.len() == before {
        let missing = if metric.is_none() {
            METRIC
        } else {
            HALF_WIDTH.name
        };
        reader.fault(
            &entry.key.span,
            format!("`precision` says no `{missing}`"),
            "incomplete",
            format!("Write: {EXAMPLE}"),
        );
    }
    None
}

pub(super) fn unknown_metric(reader: &mut Reader<'_>, name: &str, node: &Node) {
    let known: Vec<&str> = reader
        .registry
        .metrics
        .iter()
        .map(|metric| metric.name)
        .collect();
    let help = match names::nearest(name, known.iter().copied()) {
        Some(near) => format!("Did you mean \"{near}\"?"),
        None => format!("The metrics are: {}.", names::listed(&known)),
    };
    reader.fault(
        &node.span,
        format!("there is no metric {}", reader.page.quote(&node.span)),
        "unknown metric",
        help,
    );
}

fn observe(reader: &mut Reader<'_>, name: &'static str, node: &Node) -> Option<ObserveGiven> {
    const ACCEPTS: &str = "Write \"weekly\", \"end\" or a list of weeks such as [0, 52, 104].";
    match &node.content {
        Content::Text(text) if text == "weekly" => Some(ObserveGiven::Weekly),
        Content::Text(text) if text == "end" => Some(ObserveGiven::End),
        Content::List(items) => {
            let before = reader.faults.len();
            let range = Range::Whole {
                low: 0.0,
                high: MOST_WEEKS,
            };
            let expected = Expected {
                name,
                range,
                about: None,
            };
            let mut weeks = Vec::with_capacity(items.len());
            for item in items {
                if let Some(number) = reader.number(expected, item) {
                    #[expect(
                        clippy::cast_possible_truncation,
                        clippy::cast_sign_loss,
                        reason = "within the range"
                    )]
                    let value = number as u32;
                    let place =
                        super::super::faults::Place::new(reader.page, &item.span, &item.span);
                    weeks.push(Given { value, place });
                }
            }
            (reader.faults.len() == before).then_some(ObserveGiven::Weeks(weeks))
        }
        _ => {
            let message = format!("`{name}` cannot be {}", reader.page.quote(&node.span));
            reader.fault(&node.span, message, "which weeks are kept", ACCEPTS);
            None
        }
    }
}
