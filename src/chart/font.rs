//! The embedded font: how wide a text is, and where it breaks.
//!
//! Owns the bytes of Inter (SIL Open Font License, `font/OFL.txt`) and all measuring. Widths come from the shaper that
//! `usvg` draws with, kerning included, so that what is measured is what is drawn. It must not know what is written.

use std::sync::{Arc, LazyLock};

use harfrust::{
    Direction, FontRef, ShapeOptions, ShapePlan, Shaper, ShaperData, UnicodeBuffer, script,
};
use resvg::usvg::fontdb::Database;

/// The two cuts that are embedded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    Regular,
    SemiBold,
}

const REGULAR: &[u8] = include_bytes!("font/Inter-Regular.ttf");
const SEMI_BOLD: &[u8] = include_bytes!("font/Inter-SemiBold.ttf");

/// A text that had to be cut ends with this.
const ELLIPSIS: &str = "…";

static DATABASE: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut database = Database::new();
    database.load_font_data(REGULAR.to_vec());
    database.load_font_data(SEMI_BOLD.to_vec());
    database.set_sans_serif_family("Inter");
    Arc::new(database)
});

/// The font and nothing of the system's, so that pictures are equal everywhere.
pub fn database() -> Arc<Database> {
    Arc::clone(&DATABASE)
}

/// The files themselves, by the weight that style sheets know them by.
pub fn files() -> [(u32, &'static [u8]); 2] {
    [(400, REGULAR), (600, SEMI_BOLD)]
}

/// All that shaping needs and that does not depend on the text.
struct Cut {
    font: FontRef<'static>,
    data: ShaperData,
    plan: ShapePlan,
}

impl Cut {
    fn of(bytes: &'static [u8]) -> Option<Cut> {
        let font = FontRef::new(bytes).ok()?;
        let data = ShaperData::new(&font);
        let plan = {
            let shaper = data.shaper(&font).build();
            ShapePlan::new(
                &shaper,
                Direction::LeftToRight,
                Some(script::LATIN),
                None,
                &[],
            )
        };
        Some(Cut { font, data, plan })
    }

    fn shaper(&self) -> Shaper<'_> {
        self.data.shaper(&self.font).build()
    }

    fn shape(&self, shaper: &Shaper<'_>, text: &str) -> harfrust::GlyphBuffer {
        let mut buffer = UnicodeBuffer::new();
        // As it is drawn: spaces that do not break, which kern differently.
        buffer.push_str(&text.replace(' ', "\u{a0}"));
        buffer.set_direction(Direction::LeftToRight);
        buffer.set_script(script::LATIN);
        shaper.shape(buffer, ShapeOptions::new().plan(Some(&self.plan)))
    }
}

static CUTS: LazyLock<[Option<Cut>; 2]> = LazyLock::new(|| [REGULAR, SEMI_BOLD].map(Cut::of));

fn cut(weight: Weight) -> Option<&'static Cut> {
    CUTS[usize::from(weight == Weight::SemiBold)].as_ref()
}

/// The width of a text in pixels.
pub fn width(text: &str, size: f64, weight: Weight) -> f64 {
    let Some(cut) = cut(weight) else {
        return 0.6 * size * text.chars().count() as f64;
    };
    let shaper = cut.shaper();
    let glyphs = cut.shape(&shaper, text);
    // In the font's own units, so that the sum is exact and scales like the text.
    let units: f64 = glyphs
        .glyph_positions()
        .iter()
        .map(|glyph| f64::from(glyph.x_advance))
        .sum();
    units * size / f64::from(shaper.units_per_em())
}

/// The text, cut with an ellipsis so that it fits; never longer than `room`, empty if not even a letter fits.
pub fn shorten(text: &str, size: f64, weight: Weight, room: f64) -> String {
    if width(text, size, weight) <= room {
        return text.to_owned();
    }
    let mut kept: Vec<char> = text.chars().collect();
    while kept.pop().is_some() {
        let head: String = kept.iter().collect();
        let candidate = format!(
            "{}{ELLIPSIS}",
            head.trim_end_matches([' ', ',', ';', ':', '-', '–'])
        );
        if width(&candidate, size, weight) <= room {
            return if kept.is_empty() {
                String::new()
            } else {
                candidate
            };
        }
    }
    String::new()
}

/// The text in at most `lines` lines, each as full as can be; what does not fit is cut with an ellipsis.
pub fn fill(text: &str, size: f64, weight: Weight, room: f64, lines: usize) -> Vec<String> {
    let mut kept = break_lines(text, size, weight, room);
    if kept.len() > lines {
        let rest = kept.split_off(lines.saturating_sub(1)).join(" ");
        kept.push(shorten(&rest, size, weight, room));
    }
    kept
}

/// The text in at most `lines` lines of about equal length; what does not fit is cut with an ellipsis.
pub fn wrap(text: &str, size: f64, weight: Weight, room: f64, lines: usize) -> Vec<String> {
    let greedy = break_lines(text, size, weight, room);
    if greedy.len() > lines {
        return fill(text, size, weight, room, lines);
    }
    // A narrower room that still needs no more lines leaves no orphan at the end.
    let words = text.split(' ').map(|word| width(word, size, weight));
    let mut low = words.fold(room / 2.0, f64::max).min(room);
    let mut high = room;
    for _ in 0..12 {
        let middle = f64::midpoint(low, high);
        if break_lines(text, size, weight, middle).len() <= greedy.len() {
            high = middle;
        } else {
            low = middle;
        }
    }
    break_lines(text, size, weight, high)
}

/// Whether a text fits without being cut.
pub fn fits(text: &str, size: f64, weight: Weight, room: f64, lines: usize) -> bool {
    break_lines(text, size, weight, room).len() <= lines
}

/// Breaks at spaces, and within a word only where the word alone is too wide.
fn break_lines(text: &str, size: f64, weight: Weight, room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let candidate = if line.is_empty() {
            word.to_owned()
        } else {
            format!("{line} {word}")
        };
        if width(&candidate, size, weight) <= room {
            line = candidate;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for letter in word.chars() {
            line.push(letter);
            if width(&line, size, weight) > room && line.chars().count() > 1 {
                line.pop();
                lines.push(std::mem::take(&mut line));
                line.push(letter);
            }
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_cuts_are_read_and_know_the_signs_that_titles_use() {
        for weight in [Weight::Regular, Weight::SemiBold] {
            let cut = cut(weight).expect("embedded font");
            for sign in "AZaz09 %.,:−–—±×≥≤→…‘’“”äöüßéñøłčżαβ\u{a0}\u{202f}".chars()
            {
                let glyphs = cut.shape(&cut.shaper(), &sign.to_string());
                let missing = glyphs.glyph_infos().iter().any(|glyph| glyph.glyph_id == 0);
                assert!(!missing, "{sign:?} is missing");
            }
        }
    }

    #[test]
    fn kerning_counts() {
        let [pair, apart] = ["To", "T"].map(|text| width(text, 100.0, Weight::Regular));
        assert!(pair < apart + width("o", 100.0, Weight::Regular));
    }

    #[test]
    fn a_wrapped_text_keeps_its_words_and_its_room() {
        let text = "Explicit-heavy writes 3.1 times the documents of Balanced and ends 12 pp lower in capability";
        let lines = wrap(text, 46.0, Weight::SemiBold, 1200.0, 2);
        assert_eq!(lines.len(), 2);
        assert_eq!(lines.join(" "), text);
        assert!(
            lines
                .iter()
                .all(|l| width(l, 46.0, Weight::SemiBold) <= 1200.0)
        );
        let ratio =
            width(&lines[0], 46.0, Weight::SemiBold) / width(&lines[1], 46.0, Weight::SemiBold);
        assert!((0.7..1.4).contains(&ratio), "about equal lengths: {ratio}");
    }

    #[test]
    fn a_text_too_long_is_cut_with_an_ellipsis_and_never_too_wide() {
        let lines = wrap(&"word ".repeat(60), 24.0, Weight::Regular, 200.0, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines[1].ends_with(ELLIPSIS));
        let glued = wrap(&"x".repeat(90), 24.0, Weight::Regular, 200.0, 3);
        assert!(
            glued
                .iter()
                .all(|l| width(l, 24.0, Weight::Regular) <= 200.0)
        );
        assert_eq!(shorten("anything", 24.0, Weight::Regular, 2.0), "");
    }
}
