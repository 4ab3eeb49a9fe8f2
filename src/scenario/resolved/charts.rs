//! Writes the charts of a scenario back: what the file chose, and the levers of a bridge in full.

use super::super::Scenario;
use super::super::charts::{Chart, MarkAt};
use super::{line, number, quoted};

pub(super) fn write(out: &mut String, chart: &Chart, scenario: &Scenario) {
    out.push_str("\n[[chart]]\n");
    line(out, "kind", &quoted(chart.kind.name));
    for (key, text) in [("title", &chart.title), ("note", &chart.note)] {
        if let Some(text) = text {
            line(out, key, &quoted(text));
        }
    }
    if let Some(metric) = chart.metric.and_then(|at| scenario.model.metrics.get(at)) {
        line(out, "metric", &quoted(metric.name));
    }
    if !chart.variants.is_empty() {
        line(out, "variants", &list(&chart.variants));
    }
    if !chart.marks.is_empty() {
        let marks: Vec<String> = chart
            .marks
            .iter()
            .map(|mark| {
                let at = match mark.at {
                    MarkAt::Week(week) => format!("week = {week}"),
                    MarkAt::Value(value) => format!("value = {}", number(value)),
                };
                format!("{{ {at}, text = {} }}", quoted(&mark.text))
            })
            .collect();
        line(out, "mark", &format!("[{}]", marks.join(", ")));
    }
    let Some(bridge) = &chart.bridge else {
        return;
    };
    line(out, "from", &quoted(&bridge.from));
    line(out, "to", &quoted(&bridge.to));
    for lever in &bridge.levers {
        out.push_str("\n[[chart.lever]]\n");
        line(out, "name", &quoted(&lever.name));
        line(out, "keys", &list(&lever.keys));
    }
}

fn list(texts: &[String]) -> String {
    let quoted: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    format!("[{}]", quoted.join(", "))
}
