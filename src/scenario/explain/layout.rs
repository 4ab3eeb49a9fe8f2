//! Lines of at most so many columns: rows, facts and paragraphs that hang below their start.

use std::fmt::Write as _;

const WIDTH: usize = 96;
const INDENT: usize = 2;

pub(super) fn title(name: &str, what: &str) -> String {
    format!("{name}: {what}\n\n")
}

pub(super) fn section(out: &mut String, heading: &str) {
    let _ = write!(out, "\n{heading}\n");
}

pub(super) fn row(out: &mut String, name: &str, text: &str) {
    hang(out, &format!("{:INDENT$}{name:<24}", ""), text);
}

pub(super) fn fact(out: &mut String, name: &str, text: &str) {
    hang(out, &format!("{:INDENT$}{name:<14}", ""), text);
}

pub(super) fn paragraph(out: &mut String, text: &str) {
    hang(out, &" ".repeat(INDENT), text);
    out.push('\n');
}

/// A text broken into lines that hang below its start.
fn hang(out: &mut String, start: &str, text: &str) {
    let indent = start.chars().count();
    let mut line = if start.ends_with(' ') {
        start.to_owned()
    } else {
        format!("{start} ")
    };
    let mut is_fresh = true;
    for word in text.split_whitespace() {
        if !is_fresh && line.chars().count() + 1 + word.chars().count() > WIDTH {
            let _ = writeln!(out, "{}", line.trim_end());
            line = " ".repeat(indent);
            is_fresh = true;
        }
        if !is_fresh {
            line.push(' ');
        }
        line.push_str(word);
        is_fresh = false;
    }
    let _ = writeln!(out, "{}", line.trim_end());
}
