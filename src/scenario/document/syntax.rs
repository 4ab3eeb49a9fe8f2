//! Says in plain words what is wrong with a line that is not valid TOML. Knows the parser's messages and the usual slips
//! of people who do not program; knows no registry.

use std::ops::Range;

use super::super::faults::{Fault, line_around};
use super::super::reader::per_cent;
use super::super::source::{Page, shorten};

/// The fault for one message of the parser.
pub(super) fn fault(page: &Page, message: &str, span: &Range<usize>) -> Fault {
    let line = line_around(&page.shown, span.start);
    let given = page.shown.get(span.clone()).unwrap_or("").trim();
    let (label, text, help) = plain_words(message, line, given);
    Fault::within(page, span, text).label(label).help(help)
}

/// The label at the place, what is wrong, how to mend it.
fn plain_words(message: &str, line: &str, given: &str) -> (&'static str, String, String) {
    let (key, value) = line
        .split_once('=')
        .map_or(("", ""), |(key, value)| (key.trim(), value.trim()));
    let short = shorten(given);
    let named = if key.is_empty() {
        String::new()
    } else {
        format!(" of `{}`", shorten(key))
    };
    if value.contains(',') && per_cent(bare_value(value)).is_some() {
        return unquoted(key, bare_value(value));
    }
    if let Some(point) = decimal_comma(value) {
        return (
            "a comma",
            format!("the number{named} is written with a decimal comma"),
            format!("Write it with a point: {} = {point}", shorten(key)),
        );
    }
    let starts = |beginning: &str| message.starts_with(beginning);
    if starts("string values must be quoted") {
        return unquoted(key, given);
    }
    if starts("invalid boolean") {
        let value = bare_value(value);
        let small = value.to_lowercase();
        if ["true", "false"].contains(&small.as_str()) {
            return (
                "in small letters",
                "true and false are written in small letters".to_owned(),
                format!(
                    "Write {key} = {small}, or as a text: {key} = \"{value}\"",
                    key = shorten(key)
                ),
            );
        }
        return unquoted(key, value);
    }
    // `infant` begins like infinity, `nanny` like not-a-number.
    let is_number = NUMBERS.iter().any(|start| message.starts_with(start));
    if is_number && value.starts_with(char::is_alphabetic) {
        return unquoted(key, bare_value(value));
    }
    if starts("duplicate key") {
        return if line.trim_start().starts_with('[') {
            (
                "again",
                format!("the heading [{short}] stands twice in this file"),
                "Move the keys below one heading and remove the other.".to_owned(),
            )
        } else {
            (
                "again",
                format!("`{short}` is given twice"),
                "Keep one of the two lines.".to_owned(),
            )
        };
    }
    if starts("key with no value") {
        return if line.contains(':') {
            (
                "an = is missing",
                "this line has a colon where an = belongs".to_owned(),
                "Write it as: key = value".to_owned(),
            )
        } else {
            (
                "an = is missing",
                "this line has no value".to_owned(),
                "Write it as: key = value. A comment starts with #.".to_owned(),
            )
        };
    }
    let (label, text, help) = fixed(message).unwrap_or(("here", "", ""));
    if text.is_empty() {
        let first = message.split(", expected").next().unwrap_or(message);
        return (label, format!("this is not valid TOML: {first}"),
                "Write a key a line (key = value), headings in brackets ([work]), texts in \"quotation marks\".".to_owned());
    }
    (label, text.to_owned(), help.to_owned())
}

fn unquoted(key: &str, given: &str) -> (&'static str, String, String) {
    let short = shorten(given);
    let key = shorten(key);
    if given.is_empty() {
        return (
            "nothing here",
            format!("`{key}` has no value"),
            format!("Write a value after the =, or remove `{key}`."),
        );
    }
    if let Some(share) = per_cent(given) {
        return (
            "a percentage",
            format!("`{key}` is given in per cent"),
            format!("Write it as a share: {key} = {share}"),
        );
    }
    if given.contains(['“', '”', '„', '‘', '’', '«', '»']) {
        let bare = given.trim_matches(['“', '”', '„', '‘', '’', '«', '»', '"']);
        return (
            "curly quotation marks",
            format!("the text of `{key}` stands in typographic quotation marks"),
            format!("Use straight ones: {key} = \"{}\"", shorten(bare)),
        );
    }
    if let Some((number, unit)) = given.split_once(char::is_whitespace)
        && number.parse::<f64>().is_ok()
    {
        let help = if TEXTS.contains(&key.as_str()) {
            format!("A text stands in quotation marks: {key} = \"{short}\"")
        } else {
            format!(
                "Leave out `{}`, or put # before it: {key} = {number}",
                shorten(unit)
            )
        };
        return (
            "more than a number",
            format!("`{key}` is followed by more than a number"),
            help,
        );
    }
    (
        "not in quotation marks",
        format!("`{short}` is neither a number nor a text in quotation marks"),
        format!("A text stands in quotation marks: {key} = \"{short}\""),
    )
}

/// Keys whose values are texts.
const TEXTS: [&str; 8] = [
    "name",
    "title",
    "label",
    "extends",
    "model",
    "reference",
    "kind",
    "observe",
];

/// A value without the comment behind it.
fn bare_value(value: &str) -> &str {
    value.split('#').next().unwrap_or("").trim()
}

/// `0,1` and the like, as it should be written.
fn decimal_comma(value: &str) -> Option<String> {
    let value = bare_value(value);
    let (whole, part) = value.split_once(',')?;
    let digits = |text: &str| {
        !text.is_empty() && text.len() < 20 && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    (digits(whole.trim_start_matches(['-', '+'])) && digits(part))
        .then(|| format!("{whole}.{part}"))
}

/// The start of a message, the label, what is wrong, how to mend it.
const TABLE: [(&str, &str, &str, &str); 16] = [
    (
        "unclosed table",
        "a ] is missing",
        "the heading is not closed",
        "Close it with a bracket, such as [work]",
    ),
    (
        "unclosed array table",
        "a ]] is missing",
        "the heading is not closed",
        "Close it with two brackets, such as [[variant]]",
    ),
    (
        "unclosed array",
        "a ] is missing",
        "the list is not closed",
        "Write it as: [1, 2, 3]",
    ),
    (
        "unclosed inline table",
        "a } is missing",
        "the table in braces is not closed",
        "Write it as: { drift = 0.1 }",
    ),
    (
        "missing comma between array",
        "a comma is missing",
        "two items of a list stand without a comma between them",
        "Write it as: [1, 2, 3]; a list that goes over several lines needs its ] too.",
    ),
    (
        "missing comma between key",
        "a comma is missing",
        "two keys in braces stand without a comma between them",
        "Write it as: { week = 52, kind = \"shock\" }",
    ),
    (
        "unexpected `=` in array",
        "an =",
        "there is an = inside a list",
        "Perhaps the ] that closes the list is missing.",
    ),
    (
        "invalid basic string",
        "a \" is missing",
        "the text is not closed",
        "End it with a quotation mark: \"like this\"",
    ),
    (
        "invalid literal string",
        "a text or a number belongs here",
        "there is no value here, or a text that is not closed",
        "Write a value; a text stands in quotation marks.",
    ),
    (
        "invalid multi-line",
        "the marks are missing",
        "the text is not closed",
        "End it with the three quotation marks with which it starts.",
    ),
    (
        "unquoted keys cannot be empty",
        "a key belongs here",
        "there is no key before the =",
        "Write it as: key = value",
    ),
    (
        "invalid unquoted key",
        "not allowed in a key",
        "a key is made of letters, digits, - and _ only",
        "Write it as: key = value",
    ),
    (
        "unexpected key or value",
        "this is too much",
        "something stands after the end of the line's value or heading",
        "Write one key a line; put # before a comment.",
    ),
    (
        "missing escaped value",
        "a backslash",
        "a backslash means something special in a text",
        "Double it (\\\\), or use / in paths.",
    ),
    (
        "cannot recurse further",
        "too deep",
        "tables or lists are nested too deeply",
        "A scenario needs three levels at most.",
    ),
    (
        "invalid comment character",
        "here",
        "there is an invisible character in the comment",
        "Delete it and type the comment again.",
    ),
];

/// Messages about the digits of a number.
const NUMBERS: [&str; 9] = [
    "invalid float",
    "invalid mantissa",
    "invalid fraction",
    "invalid exponent",
    "unexpected leading zero",
    "redundant",
    "`_` may only",
    "unexpected sign",
    "invalid integer",
];

/// Messages whose plain words do not depend on the line.
fn fixed(message: &str) -> Option<(&'static str, &'static str, &'static str)> {
    if NUMBERS.iter().any(|start| message.starts_with(start)) {
        return Some((
            "not a number",
            "this number is not written as TOML wants it",
            "Write digits before and after the point, and no leading zeros: 0.5, 5.0, 5, 1e-3",
        ));
    }
    TABLE
        .iter()
        .find(|(start, ..)| message.starts_with(start))
        .map(|(_, label, text, help)| (*label, *text, *help))
}
