//! The appendix: method and caveats, assumptions in tables, the resolved scenario as it stands in the folder.

use super::shapes::{self, Align, Cell, Column, Paragraph, Run};
use super::slide::{Layout, Slide};
use super::{body, lists, pages};
use crate::chart::Theme;
use crate::report::facts::{self, Facts};
use crate::report::{Assumption, Material};

/// The most variants that get a column of their own.
const MOST_VARIANTS: usize = 5;
/// The most slides that the resolved scenario takes, which lists everybody with settings of their own.
const MOST_CODE_PAGES: usize = 8;
/// Lines and letters of the columns of a scenario.
const CODE_LINES: usize = 33;
const CODE_LETTERS: usize = 44;
const CODE_COLUMNS: usize = 3;

pub fn slides(material: &Material<'_>, facts: &Facts, theme: &Theme) -> Vec<Slide> {
    let mut slides = vec![method(material, facts, theme)];
    slides.extend(assumptions(material, facts, theme));
    slides.extend(lists::own(material, facts, theme));
    slides.extend(lists::events(material, facts, theme));
    slides.extend(scenario(material, facts, theme));
    slides
}

fn method(material: &Material<'_>, facts: &Facts, theme: &Theme) -> Slide {
    let mut slide = Slide::new(Layout::Chart, "Appendix: method, and how far to trust it");
    let heading = |text: &str| {
        Paragraph::plain(text.to_owned(), 14.0, theme.ink)
            .strong()
            .after(4.0)
    };
    let line = |text: &String| Paragraph::plain(text.clone(), 13.0, theme.ink).after(7.0);
    let mut paragraphs = Vec::new();
    if let Some(model) = material.model {
        paragraphs.push(heading("Model"));
        paragraphs.push(line(&model.title));
    }
    paragraphs.push(heading("Method"));
    paragraphs.extend(facts.method.iter().map(line));
    paragraphs.push(heading("What it does not say"));
    paragraphs.extend(facts.caveats.iter().map(line));
    if !facts.precision.is_empty() {
        paragraphs.push(heading("How many runs are enough"));
        for row in &facts.precision {
            paragraphs.push(line(&format!(
                "{}: known to {} with {} runs of each; {} takes {}.",
                row.metric, row.half_width, row.runs, row.wanted, row.needed
            )));
        }
    }
    slide.shapes.push(shapes::text(body(), &paragraphs));
    slide.footer = vec![facts.provenance.clone()];
    slide
}

fn assumptions(material: &Material<'_>, facts: &Facts, theme: &Theme) -> Vec<Slide> {
    let Some(model) = material.model else {
        return Vec::new();
    };
    // What differs from the defaults comes first, with a column for each variant; of the others one value says all.
    let (differing, usual): (Vec<_>, Vec<_>) = model
        .assumptions
        .iter()
        .partition(|assumption| assumption.differs());
    let mut pages = Vec::new();
    for (what, list, values) in [
        ("what differs from the defaults", differing, shown(material)),
        ("as in the defaults", usual, Values::One),
    ] {
        let columns = columns(&values);
        let rows = list
            .into_iter()
            .map(|assumption| row(assumption, &values, theme))
            .collect();
        let head = head(&values, theme);
        for page in pages::paged(&head, rows, &columns) {
            pages.push((what, page, columns.clone()));
        }
    }
    let count = pages.len();
    let mut slides = Vec::new();
    for (number, (what, rows, columns)) in (1..).zip(pages) {
        let title = format!("Appendix: assumptions ({number} of {count}), {what}");
        slides.push(
            pages::slide(&title, &rows, &columns, theme).below(vec![facts.provenance.clone()]),
        );
    }
    slides
}

/// Which values of a parameter a table shows.
enum Values {
    /// That of all variants, which is the default.
    One,
    /// The least and the most.
    Range,
    /// A column for each variant of these names, and the default.
    Each(Vec<String>),
}

fn shown(material: &Material<'_>) -> Values {
    let variants = &material.input.manifest.variants;
    match variants.len() {
        1 => Values::Each(vec!["Value".to_owned()]),
        2..=MOST_VARIANTS => Values::Each(
            variants
                .iter()
                .map(|variant| facts::capital(&variant.label))
                .collect(),
        ),
        _ => Values::Range,
    }
}

fn head(values: &Values, theme: &Theme) -> Vec<Cell> {
    let mut names = vec!["Parameter".to_owned()];
    match values {
        Values::One => names.push("Value".to_owned()),
        Values::Range => names.extend(["Values", "Default"].map(str::to_owned)),
        Values::Each(variants) => {
            names.extend(variants.iter().cloned());
            names.push("Default".to_owned());
        }
    }
    names.extend(["Unit", "Source of the default"].map(str::to_owned));
    let cells = names.into_iter();
    cells
        .map(|name| Cell::new(name, theme.muted).strong())
        .collect()
}

fn row(assumption: &Assumption, values: &Values, theme: &Theme) -> Vec<Cell> {
    let mut cells = vec![Cell::new(facts::capital(&assumption.label), theme.ink)];
    let default = Cell::new(assumption.shown(assumption.default), theme.muted);
    match values {
        Values::One => cells.push(Cell::new(assumption.shown(assumption.default), theme.ink)),
        Values::Range => cells.extend([range(assumption, theme), default]),
        Values::Each(_) => {
            cells.extend(assumption.values.iter().map(|value| {
                if assumption.is_swept {
                    Cell::new("swept".to_owned(), theme.tacit).strong()
                } else if value.to_bits() == assumption.default.to_bits() {
                    Cell::new(assumption.shown(*value), theme.ink)
                } else {
                    Cell::new(assumption.shown(*value), theme.tacit).strong()
                }
            }));
            cells.push(default);
        }
    }
    cells.push(Cell::new(assumption.unit.clone(), theme.muted));
    cells.push(Cell::new(assumption.source.clone(), theme.muted));
    cells
}

/// Where there are too many variants for columns: the least and the most.
fn range(assumption: &Assumption, theme: &Theme) -> Cell {
    let least = assumption
        .values
        .iter()
        .copied()
        .fold(f64::INFINITY, f64::min);
    let most = assumption
        .values
        .iter()
        .copied()
        .fold(f64::NEG_INFINITY, f64::max);
    let text = if assumption.is_swept {
        "swept".to_owned()
    } else if most > least {
        format!("{} to {}", assumption.shown(least), assumption.shown(most))
    } else {
        assumption.shown(least)
    };
    Cell::new(text, theme.tacit).strong()
}

/// The widths of all columns, 1760 pixels in all.
fn columns(values: &Values) -> Vec<Column> {
    let left = |width| Column {
        width,
        align: Align::Left,
    };
    let right = |width| Column {
        width,
        align: Align::Right,
    };
    let mut columns = vec![left(380.0)];
    match values {
        Values::One => columns.push(right(130.0)),
        Values::Range => columns.extend([right(230.0), right(130.0)]),
        Values::Each(variants) => {
            columns[0] = left(290.0);
            columns.extend(variants.iter().map(|_| right(160.0)));
            columns.push(right(120.0));
        }
    }
    columns.push(left(if columns.len() > 5 { 190.0 } else { 330.0 }));
    let used: f64 = columns.iter().map(|column| column.width).sum();
    columns.push(left(1760.0 - used));
    columns
}

fn scenario(material: &Material<'_>, facts: &Facts, theme: &Theme) -> Vec<Slide> {
    let mut lines: Vec<String> = Vec::new();
    // The title says what its first line, a comment, says.
    let written = material.scenario.lines();
    for line in written.filter(|line| !line.starts_with('#')) {
        let letters: Vec<char> = line.chars().collect();
        if letters.is_empty() {
            lines.push(String::new());
        }
        for part in letters.chunks(CODE_LETTERS) {
            lines.push(part.iter().collect());
        }
    }
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    let mut pages: Vec<&[String]> = lines.chunks(CODE_COLUMNS * CODE_LINES).collect();
    pages.truncate(MOST_CODE_PAGES);
    let count = pages.len();
    let left = lines.len() - pages.iter().map(|page| page.len()).sum::<usize>();
    let slide = |(number, page): (usize, &[String])| {
        let part = if count > 1 {
            format!(" ({number} of {count})")
        } else {
            String::new()
        };
        let title = format!("Appendix: the resolved scenario{part}, which runs again as it is");
        let mut slide = Slide::new(Layout::Chart, &title);
        for (column, lines) in page.chunks(CODE_LINES).enumerate() {
            let paragraphs: Vec<Paragraph> = lines
                .iter()
                .map(|line| Paragraph {
                    runs: vec![Run {
                        is_code: true,
                        // Spaces at the beginning of a line would be dropped.
                        ..Run::new(line.replace(' ', "\u{a0}"), 10.5, theme.ink)
                    }],
                    after: 0.0,
                    hanging: false,
                })
                .collect();
            let left = 80.0 + 592.0 * column as f64;
            slide
                .shapes
                .push(shapes::text([left, 196.0, 572.0, 720.0], &paragraphs));
        }
        let told = if left > 0 && number == count {
            format!(
                "{left} lines more are not shown: scenario.toml, in the folder of the deck, has all; seci run scenario.toml"
            )
        } else {
            "seci run scenario.toml".to_owned()
        };
        slide.footer = vec![told, facts.provenance.clone()];
        slide
    };
    (1..).zip(pages).map(slide).collect()
}
