//! Names: the nearest one to a misspelt name, which names are allowed, lists of names in a sentence. Knows no registry.

/// The longest name of a scenario or a variant.
pub(super) const LONGEST: usize = 80;

/// The candidate that a misspelt name most likely meant; nothing when none is close.
#[must_use]
pub fn nearest<'a>(given: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // A name as long as this is no slip of the pen, and the comparison takes quadratic time.
    if given.len() > 2 * LONGEST {
        return None;
    }
    let plain = plain(given);
    let allowed = (plain.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| {
            (
                strsim::osa_distance(&plain, &self::plain(candidate)),
                candidate,
            )
        })
        .filter(|(distance, candidate)| {
            *distance <= allowed && *distance < candidate.chars().count()
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

fn plain(name: &str) -> String {
    name.trim().to_lowercase().replace(['-', ' '], "_")
}

/// Whether a scenario or a variant may have this name: it becomes the name of a folder and stands in tables.
#[must_use]
pub fn is_allowed(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= LONGEST
        && !name.starts_with('-')
        && !is_reserved(name)
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

/// Whether Windows takes the name for a device, so that no file or folder can bear it.
pub(super) fn is_reserved(name: &str) -> bool {
    let name = name.to_ascii_uppercase();
    let is_port = |rest: &str| rest.len() == 1 && rest.bytes().all(|byte| byte.is_ascii_digit());
    ["CON", "PRN", "AUX", "NUL"].contains(&name.as_str())
        || ["COM", "LPT"]
            .iter()
            .any(|port| name.strip_prefix(port).is_some_and(is_port))
}

/// Whether a character has no place in a line of text: control characters, line breaks, and the signs that turn the
/// direction in which the rest of a line is written.
pub(super) fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The rule of [`is_allowed`], for messages.
pub(super) const RULE: &str = "letters (a to z), digits, - and _, at most 80, not starting with -";

/// A name of the same look that is allowed, to propose.
pub(super) fn mended(name: &str) -> Option<String> {
    let mut mended = String::new();
    for c in name.trim().chars().take(LONGEST) {
        match c {
            'ä' => mended.push_str("ae"),
            'ö' => mended.push_str("oe"),
            'ü' => mended.push_str("ue"),
            'Ä' => mended.push_str("Ae"),
            'Ö' => mended.push_str("Oe"),
            'Ü' => mended.push_str("Ue"),
            'ß' => mended.push_str("ss"),
            c if c.is_ascii_alphanumeric() || c == '_' => mended.push(c),
            _ if mended.ends_with('-') => {}
            _ => mended.push('-'),
        }
    }
    mended.truncate(LONGEST);
    let mended = mended.trim_matches('-').to_owned();
    let mended = if is_reserved(&mended) {
        format!("my-{mended}")
    } else {
        mended
    };
    is_allowed(&mended).then_some(mended)
}

/// A text with a capital letter at its start.
pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        format!("{}{}", first.to_uppercase(), letters.as_str())
    })
}

/// `a, b, c`; of many only the first dozen.
pub(super) fn listed<T: AsRef<str>>(names: &[T]) -> String {
    const MOST: usize = 12;
    let first: Vec<&str> = names.iter().take(MOST).map(AsRef::as_ref).collect();
    let rest = names.len().saturating_sub(MOST);
    if rest > 0 {
        format!("{} and {rest} more", first.join(", "))
    } else {
        first.join(", ")
    }
}
