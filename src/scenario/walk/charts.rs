//! Walks `[[chart]]`: its kind, the author's words, and what the kind takes.
//!
//! Whether variants and weeks of these names exist is found when all files are together.

use std::ops::Range;

use super::super::charts::{
    CHART_KINDS, ChartKind, FROM, LEVER, MARK, METRIC, TO, VARIANTS, chart_kind,
};
use super::super::document::{Content, Entry, Key, Node};
use super::super::faults::{Fault, Place};
use super::super::keys::{self, Context};
use super::super::layer::{ChartLayer, Given, LeverLayer, MarkLayer};
use super::super::names;
use super::super::reader::{Expected, Reader};
use super::super::registry;
use super::super::run_keys::MOST_WEEKS;
use super::run::unknown_metric;

const LONGEST_TITLE: usize = 160;
const LONGEST_NOTE: usize = 200;
const LONGEST_MARK: usize = 60;
const LONGEST_LEVER: usize = 40;
/// More charts than this are no answer to a question.
const MOST_CHARTS: usize = 60;
const COMMON: [&str; 3] = ["kind", "title", "note"];

/// All charts of a file that could be read.
pub(super) fn list(reader: &mut Reader<'_>, key: &Key, node: &Node) -> Vec<ChartLayer> {
    let tables = reader.tables("chart", key, node);
    if tables.len() > MOST_CHARTS {
        let message = format!(
            "there are {} charts; at most {MOST_CHARTS} are drawn",
            tables.len()
        );
        reader.fault(&key.span, message, "too many", "Remove some of them.");
        return Vec::new();
    }
    let mut charts = Vec::new();
    for (entries, span) in tables {
        charts.extend(chart(reader, entries, &span));
    }
    charts
}

fn chart(reader: &mut Reader<'_>, entries: &[Entry], span: &Range<usize>) -> Option<ChartLayer> {
    let Some(entry) = entries.iter().find(|entry| entry.key.name == "kind") else {
        let fault = Fault::within(reader.page, span, "this chart has no kind".to_owned())
            .label("no kind")
            .help(format!("Add a line: kind = \"…\". There are: {}.", kinds()));
        reader.absences.push(fault);
        return None;
    };
    let kind = kind(reader, entry)?;
    let mut layer = ChartLayer {
        kind,
        place: reader.place(&entry.key, &entry.node),
        title: None,
        note: None,
        metric: None,
        variants: Vec::new(),
        marks: Vec::new(),
        from: None,
        to: None,
        levers: Vec::new(),
    };
    for Entry { key, node } in entries {
        let name = key.name.as_str();
        if !COMMON.contains(&name) && !kind.takes.contains(&name) {
            not_taken(reader, key, kind);
            continue;
        }
        match name {
            "title" => layer.title = reader.line(key, node, LONGEST_TITLE),
            "note" => layer.note = reader.line(key, node, LONGEST_NOTE),
            METRIC => layer.metric = metric(reader, key, node),
            VARIANTS => layer.variants = texts(reader, key, node),
            FROM => layer.from = given(reader, key, node),
            TO => layer.to = given(reader, key, node),
            MARK => layer.marks = marks(reader, key, node),
            LEVER => layer.levers = levers(reader, key, node),
            _ => {}
        }
    }
    Some(layer)
}

fn kinds() -> String {
    let quoted: Vec<String> = CHART_KINDS
        .iter()
        .map(|kind| format!("\"{}\"", kind.name))
        .collect();
    names::listed(&quoted)
}

fn kind(reader: &mut Reader<'_>, entry: &Entry) -> Option<&'static ChartKind> {
    let name = reader.text(&entry.key, &entry.node)?;
    let kind = chart_kind(&name);
    if kind.is_none() {
        let span = &entry.node.span;
        let help = match names::nearest(&name, CHART_KINDS.iter().map(|kind| kind.name)) {
            Some(near) => format!("Did you mean \"{near}\"?"),
            None => format!("There are: {}.", kinds()),
        };
        let message = format!("there is no kind of chart {}", reader.page.quote(span));
        reader.fault(span, message, "unknown kind", help);
    }
    kind
}

/// A key that charts of another kind take, or that none has.
fn not_taken(reader: &mut Reader<'_>, key: &Key, kind: &ChartKind) {
    let name = key.name.as_str();
    let takers: Vec<&str> = CHART_KINDS
        .iter()
        .filter(|kind| kind.takes.contains(&name))
        .map(|kind| kind.name)
        .collect();
    if takers.is_empty() {
        let own: Vec<&str> = COMMON.iter().chain(kind.takes).copied().collect();
        keys::misplaced(reader, key, Context::Chart, &own);
    } else {
        reader.fault(
            &key.span,
            format!("a chart of kind \"{}\" takes no `{name}`", kind.name),
            "not taken",
            format!("Remove it; it belongs to: {}.", names::listed(&takers)),
        );
    }
}

fn metric(reader: &mut Reader<'_>, key: &Key, node: &Node) -> Option<Given<usize>> {
    let name = reader.text(key, node)?;
    let metric = reader.registry.metric_position(&name);
    if metric.is_none() {
        unknown_metric(reader, &name, node);
    }
    metric.map(|value| Given {
        value,
        place: reader.place(key, node),
    })
}

fn given(reader: &mut Reader<'_>, key: &Key, node: &Node) -> Option<Given<String>> {
    let place = reader.place(key, node);
    let value = reader.text(key, node)?;
    Some(Given { value, place })
}

/// A list of texts.
fn texts(reader: &mut Reader<'_>, key: &Key, node: &Node) -> Vec<Given<String>> {
    let Content::List(items) = &node.content else {
        reader.fault(
            &node.span,
            format!(
                "`{}` is a list of names, but here is {}",
                key.name,
                node.content.kind()
            ),
            "a list belongs here",
            format!("Write it in brackets: {} = [\"…\", \"…\"]", key.name),
        );
        return Vec::new();
    };
    let mut texts = Vec::new();
    for item in items {
        if let Some(value) = reader.text(key, item) {
            let place = Place::new(reader.page, &item.span, &item.span);
            texts.push(Given { value, place });
        }
    }
    texts
}

fn marks(reader: &mut Reader<'_>, key: &Key, node: &Node) -> Vec<MarkLayer> {
    let mut marks = Vec::new();
    for (entries, span) in reader.tables("chart.mark", key, node) {
        let (mut week, mut value, mut text) = (None, None, None);
        for Entry { key, node } in entries {
            match key.name.as_str() {
                "week" => week = Some(self::week(reader, key, node)),
                "value" => value = Some(number(reader, key, node)),
                "text" => text = Some(reader.line(key, node, LONGEST_MARK)),
                _ => keys::misplaced(reader, key, Context::Chart, &["week", "value", "text"]),
            }
        }
        if week.is_some() == value.is_some() || text.is_none() {
            let message = "a mark has a `text`, and a `week` or a `value`".to_owned();
            let fault = Fault::within(reader.page, &span, message)
                .label("not so here")
                .help("Write: mark = [{ week = 52, text = \"…\" }]");
            reader.absences.push(fault);
        }
        if let Some(text) = text.flatten() {
            let (week, value) = (week.flatten(), value.flatten());
            if week.is_some() || value.is_some() {
                marks.push(MarkLayer { week, value, text });
            }
        }
    }
    marks
}

fn week(reader: &mut Reader<'_>, key: &Key, node: &Node) -> Option<Given<u32>> {
    let expected = Expected {
        name: "week",
        range: registry::Range::Whole {
            low: 0.0,
            high: MOST_WEEKS,
        },
        about: None,
    };
    let place = reader.place(key, node);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "within the range"
    )]
    reader.number(expected, node).map(|number| Given {
        value: number as u32,
        place,
    })
}

fn number(reader: &mut Reader<'_>, key: &Key, node: &Node) -> Option<Given<f64>> {
    let expected = Expected {
        name: "value",
        range: registry::Range::Real {
            low: -1e15,
            high: 1e15,
        },
        about: None,
    };
    let place = reader.place(key, node);
    let value = reader.number(expected, node)?;
    Some(Given { value, place })
}

fn levers(reader: &mut Reader<'_>, key: &Key, node: &Node) -> Vec<LeverLayer> {
    let mut levers: Vec<LeverLayer> = Vec::new();
    for (entries, span) in reader.tables("chart.lever", key, node) {
        let (mut name, mut keys) = (None, Vec::new());
        let before = reader.faults.len();
        for Entry { key, node } in entries {
            match key.name.as_str() {
                "name" => {
                    let place = reader.place(key, node);
                    name = reader
                        .line(key, node, LONGEST_LEVER)
                        .map(|value| Given { value, place });
                }
                "keys" => keys = texts(reader, key, node),
                _ => keys::misplaced(reader, key, Context::Chart, &["name", "keys"]),
            }
        }
        match name {
            Some(name) if !keys.is_empty() => levers.push(LeverLayer { name, keys }),
            _ if reader.faults.len() > before => {}
            _ => {
                let message = "a lever has a `name` and its `keys`".to_owned();
                let fault = Fault::within(reader.page, &span, message)
                    .label("not so here")
                    .help("Write below it: name = \"coupling\" and keys = [\"…\", \"…\"]");
                reader.absences.push(fault);
            }
        }
    }
    levers
}
