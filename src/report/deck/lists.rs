//! Lists of the appendix: what teams and people have of their own, and what happens on the way; a few slides of each at the
//! most, and where the rest is.

use super::pages;
use super::shapes::{Align, Cell, Column};
use super::slide::Slide;
use crate::chart::Theme;
use crate::report::facts::{self, Facts};
use crate::report::{Material, own};

/// The most slides that a list takes.
const MOST_PAGES: usize = 4;

/// What teams and people have of their own, in few lines.
pub fn own(material: &Material<'_>, facts: &Facts, theme: &Theme) -> Vec<Slide> {
    let lines = own::lines(material);
    let is_one = material.input.manifest.variants.len() == 1;
    let mut widths = vec![250.0, 370.0, 310.0, 190.0, 170.0, 190.0, 280.0];
    let mut head = vec![
        "Variant",
        "Who",
        "Parameter",
        "Value",
        "Everybody",
        "Unit",
        "Where it stands",
    ];
    if is_one {
        head.remove(0);
        widths.remove(0);
        widths[0] += 250.0;
    }
    let rows = lines.into_iter().map(|line| {
        let mut cells = vec![
            Cell::new(line.variant, theme.ink),
            Cell::new(line.who, theme.ink),
            Cell::new(line.parameter, theme.ink),
            Cell::new(line.value, theme.tacit).strong(),
            Cell::new(line.everybody, theme.muted),
            Cell::new(line.unit, theme.muted),
            Cell::new(line.stands, theme.muted),
        ];
        if is_one {
            cells.remove(0);
        }
        cells
    });
    let note = "Equal values are told together, many different ones as a range; each stands in workbook.xlsx, sheet Own settings";
    let listing = Listing {
        title: "settings of teams and people of their own",
        head: &head,
        widths: &widths,
        rows: rows.collect(),
        note,
        all: "workbook.xlsx, sheet Own settings, has all",
    };
    listing.slides(facts, theme)
}

/// What happens on the way.
pub fn events(material: &Material<'_>, facts: &Facts, theme: &Theme) -> Vec<Slide> {
    let lines = own::events(material);
    let rows = lines.into_iter().map(|line| {
        let whom = line.whom();
        vec![
            Cell::new(line.variant, theme.ink),
            Cell::new(line.week.to_string(), theme.ink),
            Cell::new(line.kind, theme.ink),
            Cell::new(whom, theme.ink),
            Cell::new(line.what, theme.ink),
        ]
    });
    let step = facts::capital(&material.input.manifest.step);
    let listing = Listing {
        title: "what happens on the way",
        head: &["Variant", &step, "Event", "Whom it meets", "What"],
        widths: &[330.0, 110.0, 180.0, 500.0, 640.0],
        rows: rows.collect(),
        note: "An event happens at the start of its week; the first week is 0",
        all: "workbook.xlsx, sheet Events, has all",
    };
    listing.slides(facts, theme)
}

/// A table that may take several slides.
struct Listing<'a> {
    title: &'a str,
    head: &'a [&'a str],
    widths: &'a [f64],
    rows: Vec<Vec<Cell>>,
    /// What a reader should know of the table.
    note: &'a str,
    /// Where all rows are, if they are too many for the deck.
    all: &'a str,
}

impl Listing<'_> {
    /// None without rows.
    fn slides(self, facts: &Facts, theme: &Theme) -> Vec<Slide> {
        let columns: Vec<Column> = self
            .widths
            .iter()
            .map(|&width| Column {
                width,
                align: Align::Left,
            })
            .collect();
        let head = self.head.iter();
        let head: Vec<Cell> = head
            .map(|name| Cell::new((*name).to_owned(), theme.muted).strong())
            .collect();
        let all = self.rows.len();
        let mut pages = pages::paged(&head, self.rows, &columns);
        pages.truncate(MOST_PAGES);
        let shown: usize = pages.iter().map(|page| page.len() - 1).sum();
        let count = pages.len();
        let slide = |(number, rows): (usize, Vec<Vec<Cell>>)| {
            let part = if count > 1 {
                format!(" ({number} of {count})")
            } else {
                String::new()
            };
            let title = format!("Appendix: {}{part}", self.title);
            let mut footer = vec![self.note.to_owned()];
            if shown < all && number == count {
                footer = vec![format!(
                    "{} rows more are not shown: {}",
                    all - shown,
                    self.all
                )];
            }
            footer.push(facts.provenance.clone());
            pages::slide(&title, &rows, &columns, theme).below(footer)
        };
        (1..).zip(pages).map(slide).collect()
    }
}
