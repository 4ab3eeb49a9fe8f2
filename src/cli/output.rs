//! What is printed and how: text for people, JSON lines for programs. A reader that has gone away is no fault.

use std::fmt::Display;
use std::io::{ErrorKind, IsTerminal, Write};

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme};
use serde_json::{Value, json};

use crate::scenario::Faults;

/// For whom a command prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// Text.
    People,
    /// JSON, a line for each event.
    Programs,
}

impl Format {
    pub(super) fn of(json: bool) -> Self {
        if json {
            Format::Programs
        } else {
            Format::People
        }
    }
}

/// A result, to stdout. Whoever reads it may stop reading at any time.
pub(super) fn result(text: &str) {
    let mut out = std::io::stdout().lock();
    let written = writeln!(out, "{}", text.trim_end_matches('\n')).and_then(|()| out.flush());
    if let Err(cause) = written
        && cause.kind() != ErrorKind::BrokenPipe
    {
        // What was asked for could not be delivered; whatever is in files is safe.
        error(
            &format!("cannot write to standard output: {cause}"),
            Format::People,
        );
        std::process::exit(1);
    }
}

/// An event for a program, to stdout.
pub(super) fn event(name: &str, mut fields: Value) {
    if let Some(fields) = fields.as_object_mut() {
        fields.shift_insert(0, "event".to_owned(), json!(name));
    }
    result(&fields.to_string());
}

/// Something good to know, to stderr.
pub(super) fn note(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "note: {text}");
}

/// One thing that went wrong.
pub(super) fn error(text: &dyn Display, format: Format) {
    match format {
        Format::People => {
            let _ = writeln!(std::io::stderr().lock(), "error: {text}");
        }
        Format::Programs => event("error", json!({ "message": text.to_string() })),
    }
}

/// Everything that is wrong with a scenario.
pub(super) fn faults(faults: &Faults, format: Format) {
    match format {
        Format::People => people(faults),
        Format::Programs => {
            for fault in faults.list() {
                let fields = json!({
                    "message": fault.message(), "help": fault.advice(),
                    "file": fault.file(), "line": fault.line(), "text": fault.text(),
                });
                event("fault", fields);
            }
        }
    }
}

fn people(faults: &Faults) {
    let stderr = std::io::stderr();
    let theme = if stderr.is_terminal() && std::env::var_os("NO_COLOR").is_none() {
        GraphicalTheme::unicode()
    } else {
        GraphicalTheme::unicode_nocolor()
    };
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_width(100)
        .with_links(false);
    let mut text = String::new();
    for fault in faults.list() {
        let fault: &dyn Diagnostic = fault;
        if handler.render_report(&mut text, fault).is_err() {
            text.push_str(&fault.to_string());
        }
        text.push('\n');
    }
    let count = faults.list().len() + faults.unlisted();
    let summary = match count {
        1 => "1 fault; nothing was run and nothing was written".to_owned(),
        _ => format!("{count} faults; nothing was run and nothing was written"),
    };
    let more = match faults.unlisted() {
        0 => String::new(),
        unlisted => format!(" ({unlisted} of them not shown)"),
    };
    let _ = writeln!(stderr.lock(), "{text}{summary}{more}");
}
