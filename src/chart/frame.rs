//! The frame of a picture: on a slide title, subtitle and footer and the room that they leave, in a column the room alone.
//!
//! Owns where these stand and how they wrap, so that all charts of a deck align, and how high a picture is. It must not
//! know what a chart shows.

use super::canvas::{Anchor, Area, Canvas, Line, Span, at, stroke};
use super::font::{self, Weight};
use super::theme::{Format, Size, Theme};

/// The words around a chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Words {
    /// The finding, a full sentence.
    pub title: String,
    /// Metric, unit, horizon.
    pub subtitle: Vec<Span>,
    /// Version, hash, runs, what the band is: sentences.
    pub footer: Vec<String>,
}

/// No picture of a column is lower than this.
const LOWEST: f64 = 240.0;
const TOP: f64 = 62.0;
const BOTTOM: f64 = 44.0;
const TITLE_LINES: usize = 2;
const FOOTER_LINES: usize = 3;
/// How far marks and letters may reach beyond the room.
const RIM: f64 = 14.0;

/// The title and the sentences of the footer as they are shown. A title of the author's takes the place of the checked one,
/// which the footer then says.
pub fn shown(theme: &Theme, words: &Words) -> (String, Vec<String>) {
    let mut footer = theme.footed(&words.footer);
    if let Some(note) = &theme.author.note {
        footer.insert(
            footer.len().saturating_sub(1),
            format!("Note of the author: {}", note.trim_end_matches('.')),
        );
    }
    match &theme.author.title {
        None => (words.title.clone(), footer),
        Some(title) => {
            footer.insert(
                0,
                format!(
                    "Title: the author’s. Checked against the runs: {}",
                    words.title.trim_end_matches('.')
                ),
            );
            (title.clone(), footer)
        }
    }
}

/// The most lines of a footer; an author's words need more.
fn most_lines(theme: &Theme) -> usize {
    let author = &theme.author;
    FOOTER_LINES + 2 * usize::from(author.title.is_some()) + usize::from(author.note.is_some())
}

/// Begins a picture: the words that it bears, and the room for its panels. A column is as high as its panels want, at most
/// a page; a slide has its own height.
pub fn open(theme: &Theme, words: &Words, wanted: f64) -> (Canvas, Area) {
    match theme.format {
        Format::Slide => {
            let mut canvas = Canvas::new(theme.size, theme.paper);
            let room = draw(&mut canvas, theme, words);
            (canvas, room)
        }
        Format::Column => {
            let edges = 2.0 * theme.margin;
            let wanted = if wanted.is_finite() { wanted } else { 0.0 };
            let size = Size {
                height: (wanted + edges).ceil().clamp(LOWEST, theme.size.height),
                ..theme.size
            };
            let room = Area {
                left: theme.margin,
                top: theme.margin,
                right: size.width - theme.margin,
                bottom: size.height - theme.margin,
            };
            (Canvas::new(size, theme.paper), room)
        }
    }
}

/// How wide the panels of all pictures are together.
pub fn width(theme: &Theme) -> f64 {
    theme.size.width - 2.0 * theme.margin
}

/// Draws the words and returns the room between subtitle and footer.
fn draw(canvas: &mut Canvas, theme: &Theme, words: &Words) -> Area {
    let left = theme.margin;
    let right = theme.size.width - theme.margin;
    let (title, footer) = shown(theme, words);
    let top = draw_head(canvas, theme, (&title, &words.subtitle), left, right);
    let bottom = draw_footer(canvas, theme, &footer, left, right);
    Area {
        left,
        top,
        right,
        bottom,
    }
}

/// From where to where, in parts of the height, the panels of a chart with these words may stand, rims included: on a slide
/// between subtitle and footer, in a column everywhere.
pub fn body(theme: &Theme, words: &Words) -> [f64; 2] {
    match theme.format {
        Format::Slide => {
            let mut unseen = Canvas::new(theme.size, theme.paper);
            let room = draw(&mut unseen, theme, words);
            [room.top - RIM, room.bottom + RIM].map(|edge| edge / theme.size.height)
        }
        Format::Column => [0.0, 1.0],
    }
}

fn draw_head(
    canvas: &mut Canvas,
    theme: &Theme,
    (title, subtitle): (&str, &[Span]),
    left: f64,
    right: f64,
) -> f64 {
    let sizes = theme.text;
    let room = right - left;
    // A long finding is set smaller before it is cut: nothing of it may be lost.
    let size = [1.0, 0.91, 0.83, 0.76, 0.7]
        .map(|factor| (sizes.title * factor).round())
        .into_iter()
        .find(|size| font::fits(title, *size, Weight::SemiBold, room, TITLE_LINES))
        .unwrap_or((sizes.title * 0.7).round());
    let leading = sizes.title * 1.22;
    let lines = font::wrap(title, size, Weight::SemiBold, room, TITLE_LINES);
    let mut baseline = TOP + sizes.title * 0.8;
    for line in &lines {
        canvas.text(Line::plain(
            at(left, baseline),
            size,
            line,
            theme.ink,
            Weight::SemiBold,
        ));
        baseline += leading;
    }
    baseline += sizes.subtitle * 0.1;
    canvas.text(Line {
        position: at(left, baseline - leading + sizes.subtitle * 1.75),
        anchor: Anchor::Start,
        size: sizes.subtitle,
        spans: cut(subtitle, sizes.subtitle, room),
    });
    // The same height for one line and for two, so that charts align from slide to slide.
    TOP + sizes.title * 0.8 + leading * (TITLE_LINES - 1) as f64 + sizes.subtitle * 1.85 + 34.0
}

fn draw_footer(
    canvas: &mut Canvas,
    theme: &Theme,
    footer: &[String],
    left: f64,
    right: f64,
) -> f64 {
    let size = theme.text.footer;
    let leading = size * 1.32;
    let lines = footer_lines(footer, size, right - left, most_lines(theme));
    let bottom = theme.size.height - BOTTOM;
    let top = bottom - leading * lines.len() as f64 - 14.0;
    canvas.line(at(left, top), at(right, top), stroke(theme.grid, 2.0));
    for (index, line) in lines.iter().enumerate() {
        let baseline = bottom - leading * (lines.len() - 1 - index) as f64 - size * 0.22;
        canvas.text(Line::plain(
            at(left, baseline),
            size,
            line,
            theme.muted,
            Weight::Regular,
        ));
    }
    top - 18.0
}

/// Sentences share lines where they fit; one is broken only where it is too long for a line of its own or where there
/// would be too many lines. The last sentence, which says what made the chart, is always whole.
fn footer_lines(sentences: &[String], size: f64, room: f64, most: usize) -> Vec<String> {
    const DOT: &str = "  ·  ";
    let fits = |line: &str| font::width(line, size, Weight::Regular) <= room;
    let mut lines: Vec<String> = Vec::new();
    for sentence in sentences {
        let joined = lines.last().map(|line| format!("{line}{DOT}{sentence}"));
        match (joined, lines.last_mut()) {
            (Some(joined), Some(line)) if fits(&joined) => *line = joined,
            _ => lines.push(sentence.clone()),
        }
    }
    if lines.len() <= most && lines.iter().all(|line| fits(line)) {
        return lines;
    }
    let (last, notes) = sentences
        .split_last()
        .map_or(("", sentences), |(last, notes)| (last.as_str(), notes));
    let mut lines = font::fill(&notes.join("\u{a0}· "), size, Weight::Regular, room, most);
    for line in &mut lines {
        // Where a line ends, its end separates enough.
        line.truncate(line.trim_end_matches([' ', '\u{a0}', '·']).len());
    }
    lines.push(font::shorten(last, size, Weight::Regular, room));
    lines
}

/// Spans that fit in one line; the last one that does not is cut.
fn cut(spans: &[Span], size: f64, room: f64) -> Vec<Span> {
    let mut left = room;
    let mut kept = Vec::new();
    for span in spans {
        let text = font::shorten(&span.text, size, span.weight, left);
        left -= font::width(&text, size, span.weight);
        let whole = text == span.text;
        kept.push(Span {
            text,
            ..span.clone()
        });
        if !whole {
            break;
        }
    }
    kept
}
