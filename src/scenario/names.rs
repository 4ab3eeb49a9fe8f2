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
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
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
    is_allowed(&mended).then_some(mended)
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
