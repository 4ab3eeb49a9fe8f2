//! `deck.pptx`: 16:9, made of things that PowerPoint itself can edit. The title slide, the findings, the results, a
//! slide for each chart, an appendix with method, assumptions and the resolved scenario; notes for whoever presents it.
//!
//! Owns which slides there are and their order. Where the kind of a chart exists in PowerPoint it is a chart of
//! PowerPoint's with its numbers behind it, else a picture. It must not know how a package is put together.

mod appendix;
mod frame;
mod graph;
mod lists;
mod native;
mod package;
mod pages;
mod results;
mod shapes;
mod slide;

use super::facts::{self, Facts};
use super::{Material, ReportError};
use crate::chart::{Artwork, Theme};
use frame::{BODY, FOOTER, HEIGHT, SUBTITLE, WIDTH};
use package::Package;
use shapes::{Paragraph, Run};
use slide::Slide;

pub const FILE: &str = "deck.pptx";
/// Pixels of a picture for each pixel of a slide of 1920.
const ZOOM: u32 = 2;

/// The deck as a file.
pub fn file(material: &Material<'_>, facts: &Facts) -> Result<Vec<u8>, ReportError> {
    let theme = material.theme;
    let mut slides = vec![
        title(material, facts, theme),
        summary(material, facts, theme),
    ];
    slides.extend(results::slide(material, facts, theme));
    // Pictures take most of the time, and they do not depend on one another.
    let charts: Vec<Result<Slide, ReportError>> = {
        use rayon::prelude::*;
        let charts = material.artworks.par_iter();
        charts
            .map(|artwork| chart(material, facts, theme, artwork))
            .collect()
    };
    for slide in charts {
        slides.push(slide?);
    }
    slides.extend(appendix::slides(material, facts, theme));
    let mut package = Package::default();
    frame::add(
        &mut package,
        theme,
        &material.input.manifest.title,
        slides.len(),
    );
    let mut graphs = 0;
    for (number, slide) in (1..).zip(slides) {
        slide.add(&mut package, number, &mut graphs)?;
    }
    package.file()
}

/// The question, and what answers it.
fn title(material: &Material<'_>, facts: &Facts, theme: &Theme) -> Slide {
    let manifest = &material.input.manifest;
    let mut slide = Slide::new(slide::Layout::Title, &manifest.title);
    let size = if manifest.title.chars().count() > 90 {
        32.0
    } else {
        40.0
    };
    slide.title_size = Some(size);
    slide.subtitle = vec![
        Paragraph::plain(facts::size(manifest), 18.0, theme.muted),
        Paragraph::plain(facts.provenance.clone(), 14.0, theme.muted).after(6.0),
    ];
    slide
        .shapes
        .push(shapes::block(theme.tacit, [140.0, 274.0, 120.0, 10.0]));
    if let Some(logo) = &theme.logo {
        let [left, top, ..] = frame::TITLE_LOGO;
        let [width, height] = frame::within(logo, frame::TITLE_LOGO);
        slide.logo = Some([left, top, width, height]);
    }
    slide.notes.clone_from(&facts.method);
    slide
}

/// The checked sentences.
fn summary(material: &Material<'_>, facts: &Facts, theme: &Theme) -> Slide {
    let mut slide = Slide::new(slide::Layout::Chart, "What the runs say");
    let many = facts.findings.len() > 6;
    let size = if many { 16.0 } else { 20.0 };
    let mut paragraphs = Vec::new();
    for (number, finding) in (1..).zip(&facts.findings) {
        paragraphs.push(Paragraph {
            runs: vec![
                Run::new(format!("{number}  "), size, theme.muted),
                Run::new(finding.title.clone(), size, theme.ink),
                Run::new(
                    format!("  ({})", facts::standing(finding.standing)),
                    12.0,
                    theme.muted,
                ),
            ],
            after: if many { 8.0 } else { 16.0 },
            hanging: true,
        });
    }
    if paragraphs.is_empty() {
        paragraphs.push(Paragraph::plain(
            "The tables hold nothing that a chart could show.".to_owned(),
            size,
            theme.muted,
        ));
    }
    slide
        .shapes
        .push(shapes::text([80.0, 215.0, 1760.0, 700.0], &paragraphs));
    let is_title = |artwork: &Artwork| artwork.title == artwork.finding;
    let what = if material.artworks.iter().all(is_title) {
        "the title of"
    } else {
        "what was found for"
    };
    slide.footer = vec![
        format!(
            "Each sentence is {what} one of the charts that follow, checked against the runs: the 95 % interval of the \
             difference excludes 0 after Holm’s adjustment, and the difference is large enough to matter."
        ),
        facts.provenance.clone(),
    ];
    slide.notes = facts.method.iter().chain(&facts.caveats).cloned().collect();
    slide
}

/// A chart with title, subtitle and footer of the slide's own.
fn chart(
    material: &Material<'_>,
    facts: &Facts,
    theme: &Theme,
    artwork: &Artwork,
) -> Result<Slide, ReportError> {
    let mut slide = Slide::new(slide::Layout::Chart, &artwork.title);
    let subtitle = Paragraph {
        runs: artwork
            .subtitle
            .iter()
            .map(|stretch| Run {
                is_strong: stretch.is_strong,
                ..Run::new(stretch.text.clone(), 14.0, stretch.colour)
            })
            .collect(),
        after: 0.0,
        hanging: false,
    };
    slide.shapes.push(shapes::text(SUBTITLE, &[subtitle]));
    slide.footer.clone_from(&artwork.footer);
    // What the author changed stands on the picture alone.
    let native = (!artwork.is_adapted)
        .then(|| native::graphs(material.input, artwork.kind, theme))
        .flatten();
    if let Some(drawn) = native {
        // What the picture's lines and bands are is not what these lines are.
        for line in &mut slide.footer {
            if line.starts_with("Lines:") {
                let reference = if material.input.manifest.variants.len() > 1 {
                    "; solid grey: what the others are compared with"
                } else {
                    ""
                };
                *line = format!("Lines: means over runs{reference}");
            }
        }
        for label in drawn.labels {
            slide.shapes.push(label);
        }
        for (graph, place) in drawn.graphs {
            slide.graphs.push((graph, place, artwork.alt.clone()));
        }
    } else {
        let [top, bottom] = artwork.body();
        let png = artwork.body_png(ZOOM)?;
        // As high as the room between subtitle and footer, at the most.
        let height = (bottom - top) * HEIGHT;
        let room = FOOTER[1] - 14.0 - (SUBTITLE[1] + SUBTITLE[3]);
        let factor = (room / height).min(1.0);
        let width = WIDTH * factor;
        let from = (SUBTITLE[1] + SUBTITLE[3])
            .max(top * HEIGHT)
            .min(FOOTER[1] - 14.0 - height * factor);
        let place = [(WIDTH - width) / 2.0, from, width, height * factor];
        slide.picture = Some((png, place, artwork.alt.clone()));
    }
    slide.notes = notes(facts, artwork);
    Ok(slide)
}

/// What the presenter should know: what the title rests on, n, intervals, method, caveats.
fn notes(facts: &Facts, artwork: &Artwork) -> Vec<String> {
    let mut notes = vec![format!(
        "{} ({}).",
        artwork.finding.trim_end_matches('.'),
        facts::standing(artwork.standing)
    )];
    notes.extend(artwork.footer.iter().map(|line| format!("{line}.")));
    let words = artwork.alt.lines().nth(1).unwrap_or_default();
    notes.push(words.to_owned());
    notes.extend(facts.method.iter().cloned());
    notes.extend(facts.caveats.iter().cloned());
    notes
}

/// The body as a place.
fn body() -> frame::Place {
    BODY
}
