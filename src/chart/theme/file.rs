//! Themes from TOML: which keys there are, what may stand in them, and what every eye must be able to tell apart.
//!
//! Owns the file format and the check of contrast. All faults are told at once. It must not know where on a chart a
//! colour ends up.

use toml::{Table, Value};

use super::{Colour, Logo, Theme};
use crate::chart::contrast;

const PLAIN: &str = include_str!("plain.toml");
const DARK: &str = include_str!("dark.toml");
/// The least contrast with the ground (WCAG 2.2): of words, and of lines, marks and the large words that name them.
const OF_WORDS: f64 = 4.5;
const OF_MARKS: f64 = 3.0;
/// The longest texts, in letters.
const LONGEST: usize = 80;

/// The themes that come with the program, by name.
pub const SHIPPED: [(&str, &str); 2] = [("plain", PLAIN), ("dark", DARK)];

/// A file that is no theme: everything that is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", .0.join("\n"))]
pub struct ThemeFault(pub Vec<String>);

/// Reads a theme; what it does not name is as in the plain one. `logo` has the bytes of a file that it names.
///
/// # Errors
/// Everything that is wrong with it, colours that cannot be told from the ground with their contrast.
pub fn parse(
    text: &str,
    logo: &dyn Fn(&str) -> Result<Vec<u8>, String>,
) -> Result<Theme, ThemeFault> {
    let table: Table = text
        .parse()
        .map_err(|error: toml::de::Error| ThemeFault(vec![error.to_string()]))?;
    let mut theme = Theme::default();
    let mut faults = Vec::new();
    for (key, value) in &table {
        match (key.as_str(), value) {
            ("name", Value::String(_)) => {}
            ("colours", Value::Table(colours)) => read_colours(colours, &mut theme, &mut faults),
            ("text", Value::Table(texts)) => read_texts(texts, &mut theme, &mut faults),
            ("logo", Value::Table(table)) => read_logo(table, logo, &mut theme, &mut faults),
            ("name", _) => faults.push("name is a text".to_owned()),
            ("colours" | "text" | "logo", _) => faults.push(format!("{key} is a table: [{key}]")),
            _ => faults.push(format!(
                "there is no key {key}; a theme has name, [colours], [text] and [logo]"
            )),
        }
    }
    if faults.is_empty() {
        faults.extend(unreadable(&theme));
    }
    if faults.is_empty() {
        Ok(theme)
    } else {
        Err(ThemeFault(faults))
    }
}

fn read_colours(table: &Table, theme: &mut Theme, faults: &mut Vec<String>) {
    for (key, value) in table {
        if key == "variants" {
            let colours = value.as_array().map(|list| {
                let all = list.iter().map(|value| colour(value.as_str()?));
                all.collect::<Option<Vec<Colour>>>()
            });
            match colours.flatten().as_deref() {
                Some(&[one, two, three]) => theme.variants = [one, two, three],
                _ => faults
                    .push("variants is a list of three colours such as \"#00795c\"".to_owned()),
            }
            continue;
        }
        let place = match key.as_str() {
            "paper" => &mut theme.paper,
            "ink" => &mut theme.ink,
            "muted" => &mut theme.muted,
            "grid" => &mut theme.grid,
            "rule" => &mut theme.rule,
            "link" => &mut theme.link,
            "tacit" => &mut theme.tacit,
            "explicit" => &mut theme.explicit,
            "baseline" => &mut theme.baseline,
            "loss" => &mut theme.loss,
            _ => {
                faults.push(format!(
                    "[colours] has no key {key}; it has paper, ink, muted, grid, rule, link, tacit, explicit, baseline, loss \
                     and variants"
                ));
                continue;
            }
        };
        match value.as_str().and_then(colour) {
            Some(colour) => *place = colour,
            None => faults.push(format!(
                "{key} is a colour such as \"#0072B2\", not {value}"
            )),
        }
    }
}

/// `#RRGGBB`. The few colours of the one theme of a call live as long as the program.
fn colour(text: &str) -> Option<Colour> {
    let digits = text.strip_prefix('#')?;
    let is_colour = digits.len() == 6 && digits.chars().all(|digit| digit.is_ascii_hexdigit());
    is_colour.then(|| &*Box::leak(text.to_owned().into_boxed_str()))
}

fn read_texts(table: &Table, theme: &mut Theme, faults: &mut Vec<String>) {
    for (key, value) in table {
        let text = value.as_str().filter(|text| {
            let length = text.chars().count();
            (1..=LONGEST).contains(&length) && !text.chars().any(char::is_control)
        });
        match (key.as_str(), text) {
            ("font", Some(text)) => text.clone_into(&mut theme.font),
            ("footer", Some(text)) => theme.footer = Some(text.to_owned()),
            ("font" | "footer", None) => {
                faults.push(format!(
                    "{key} is a text of one line, at most {LONGEST} letters"
                ));
            }
            _ => faults.push(format!("[text] has no key {key}; it has font and footer")),
        }
    }
}

fn read_logo(
    table: &Table,
    logo: &dyn Fn(&str) -> Result<Vec<u8>, String>,
    theme: &mut Theme,
    faults: &mut Vec<String>,
) {
    for (key, value) in table {
        match (key.as_str(), value.as_str()) {
            ("file", Some(file)) => match logo(file) {
                Ok(bytes) => match Logo::of(bytes) {
                    Some(logo) => theme.logo = Some(logo),
                    None => faults.push(format!("{file} is no PNG picture")),
                },
                Err(fault) => faults.push(fault),
            },
            ("file", None) => faults.push("file is the name of a PNG picture".to_owned()),
            _ => faults.push(format!("[logo] has no key {key}; it has file")),
        }
    }
}

/// Colours that cannot be told from the ground, and pairs that are the same.
fn unreadable(theme: &Theme) -> Vec<String> {
    let words = [("ink", theme.ink), ("muted", theme.muted)];
    let marks = [
        ("tacit", theme.tacit),
        ("explicit", theme.explicit),
        ("baseline", theme.baseline),
        ("loss", theme.loss),
        ("variants[0]", theme.variants[0]),
        ("variants[1]", theme.variants[1]),
        ("variants[2]", theme.variants[2]),
    ];
    let mut faults = Vec::new();
    let checks = words
        .iter()
        .map(|named| (named, OF_WORDS))
        .chain(marks.iter().map(|named| (named, OF_MARKS)));
    for ((name, colour), least) in checks {
        let found = contrast::between(colour, theme.paper);
        if found < least {
            faults.push(format!(
                "{name} {colour} on paper {} has a contrast of {found:.1}; {least} is the least that can be read",
                theme.paper
            ));
        }
    }
    for (index, (name, colour)) in marks.iter().enumerate() {
        for (other, same) in &marks[index + 1..] {
            if colour.eq_ignore_ascii_case(same) {
                faults.push(format!(
                    "{name} and {other} are both {colour}; they stand for different things"
                ));
            }
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Theme, ThemeFault> {
        parse(text, &|file| Err(format!("{file} is not there")))
    }

    #[test]
    fn the_shipped_themes_can_be_read_and_the_plain_one_is_the_default() {
        for (name, text) in SHIPPED {
            assert!(read(text).is_ok(), "{name}: {:?}", read(text));
        }
        assert_eq!(read(PLAIN), Ok(Theme::default()));
        assert_eq!(read(""), Ok(Theme::default()));
    }

    #[test]
    fn a_colour_of_ones_own_takes_the_place_of_one() {
        let theme = read("[colours]\ntacit = \"#aa2200\"").expect("a theme");
        assert_eq!(theme.tacit, "#aa2200");
        assert_eq!(theme.explicit, Theme::default().explicit);
    }

    /// White on yellow, by the formula of WCAG 2.2: (1 + 0.05) / (0.9278 + 0.05) = 1.07.
    #[test]
    fn what_cannot_be_read_is_refused_with_its_figures() {
        let fault = read("[colours]\ntacit = \"#ffff00\"").expect_err("too light");
        assert_eq!(
            fault.0,
            [
                "tacit #ffff00 on paper #ffffff has a contrast of 1.1; 3 is the least that can be read"
            ]
        );
        let fault = read("[colours]\ntacit = \"#0072b2\"").expect_err("the same as explicit");
        assert!(fault.0[0].contains("are both"), "{fault}");
    }

    #[test]
    fn all_faults_are_told_at_once() {
        let text = "size = 3\n[colours]\npaper = \"white\"\nred = \"#ff0000\"\nvariants = [1]\n[text]\nfont = 3\n[logo]\nfile = \"x.png\"";
        let fault = read(text).expect_err("many faults");
        assert_eq!(fault.0.len(), 6, "{fault}");
    }
}
