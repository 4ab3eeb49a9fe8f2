//! Where a value comes from, in words and as a type.

use std::fmt;

use crate::scenario::faults::Place;

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The registry's default.
    Default,
    File {
        file: String,
        line: usize,
    },
    Variant {
        variant: String,
        file: String,
        line: usize,
    },
    CommandLine {
        argument: String,
    },
    /// The number of people in a file.
    Roster {
        file: String,
    },
    /// Worked out from the other pair of an either-or.
    Follows {
        from: [&'static str; 2],
    },
    /// Worked out from the other pair earlier, and kept when its partner was given.
    Kept {
        from: [&'static str; 2],
    },
}

/// Who speaks in a layer.
#[derive(Debug, Clone, Copy)]
pub(in super::super) enum Speaker<'a> {
    File,
    Variant(&'a str),
    CommandLine,
}

impl Speaker<'_> {
    pub(super) fn origin(self, place: &Place) -> Origin {
        let file = place.file().to_owned();
        match self {
            Speaker::File => Origin::File {
                file,
                line: place.line(),
            },
            Speaker::Variant(variant) => Origin::Variant {
                variant: variant.to_owned(),
                file,
                line: place.line(),
            },
            Speaker::CommandLine => Origin::CommandLine {
                argument: place.describe(),
            },
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::Default => f.write_str("default"),
            Origin::File { file, line } => write!(f, "{file}, line {line}"),
            Origin::Variant {
                variant,
                file,
                line,
            } => write!(f, "variant {variant} in {file}, line {line}"),
            Origin::CommandLine { argument } => f.write_str(argument),
            Origin::Roster { file } => write!(f, "the people in {file}"),
            Origin::Follows { from: [a, b] } => write!(f, "follows from {a} and {b}"),
            Origin::Kept { from: [a, b] } => write!(f, "followed from {a} and {b}, and is kept"),
        }
    }
}
