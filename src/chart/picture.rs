//! From a drawing to files: text outlined to paths, and pixels.
//!
//! Owns the passage through `usvg` and `resvg`, always with the embedded font and nothing of the system's. It must not
//! know what is drawn.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, Tree, WriteOptions};

use super::canvas::escape;
use super::font;

/// A drawing that could not become a picture; tells of a mistake in a chart, since drawings are made here alone.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    #[error("the drawing is no valid SVG: {0}")]
    Invalid(#[from] usvg::Error),
    #[error("a picture of {width} × {height} pixels could not be made")]
    TooLarge { width: u32, height: u32 },
    #[error("the picture could not be encoded: {0}")]
    Encoding(String),
}

/// The drawing with its texts as outlines, so that it opens right without any font; title and description are kept
/// as words for those who listen.
pub fn outlined(svg: &str, title: &str, description: &str) -> Result<String, PictureError> {
    let options = WriteOptions {
        coordinates_precision: 3,
        transforms_precision: 5,
        indent: usvg::Indent::None,
        ..WriteOptions::default()
    };
    let written = parse(svg)?.to_string(&options);
    let words = format!(
        "<title id=\"title\">{}</title><desc id=\"description\">{}</desc>",
        escape(title),
        escape(description)
    );
    let labelled = written.replacen(
        "<svg ",
        "<svg role=\"img\" aria-labelledby=\"title description\" ",
        1,
    );
    Ok(match labelled.find('>') {
        Some(end) => format!("{}{words}{}\n", &labelled[..=end], &labelled[end + 1..]),
        None => labelled,
    })
}

/// The drawing from one part of its height to another: the window on it is smaller, what lies outside is not seen.
pub fn cut(svg: &str, [top, bottom]: [f64; 2]) -> String {
    let end = svg.find('>').unwrap_or(svg.len());
    let (head, rest) = svg.split_at(end);
    let number = |name: &str| -> Option<(String, f64)> {
        let from = head.find(&format!(" {name}=\""))? + name.len() + 3;
        let text = head[from..].split('"').next()?;
        let number = text.rsplit(' ').next()?.parse().ok()?;
        Some((format!(" {name}=\"{text}\""), number))
    };
    // The inner scale is finer than the outer one by the same factor in both directions.
    let (Some((height, outer)), Some((view, inner))) = (number("height"), number("viewBox")) else {
        return svg.to_owned();
    };
    let Some(wide) = view.split(' ').rev().nth(1) else {
        return svg.to_owned();
    };
    let head = head
        .replacen(
            &height,
            &format!(" height=\"{:.0}\"", outer * (bottom - top)),
            1,
        )
        .replacen(
            &view,
            &format!(
                " viewBox=\"0 {:.0} {wide} {:.0}\"",
                inner * top,
                inner * (bottom - top)
            ),
            1,
        );
    head + rest
}

/// The drawing as PNG, `zoom` times its own size; of its rows only those from one part of the height to another.
pub fn png(svg: &str, zoom: u32, rows: [f64; 2]) -> Result<Vec<u8>, PictureError> {
    let tree = parse(svg)?;
    let zoom = zoom as f32;
    let [width, whole] =
        [tree.size().width(), tree.size().height()].map(|length| (length * zoom).round());
    let [top, bottom] = rows.map(|part| (f64::from(whole) * part).round() as f32);
    let [width, height] = [width, bottom - top].map(|length| length as u32);
    let mut pixels = Pixmap::new(width, height).ok_or(PictureError::TooLarge { width, height })?;
    resvg::render(
        &tree,
        Transform::from_scale(zoom, zoom).post_translate(0.0, -top),
        &mut pixels.as_mut(),
    );
    pixels
        .encode_png()
        .map_err(|error| PictureError::Encoding(error.to_string()))
}

fn parse(svg: &str) -> Result<Tree, usvg::Error> {
    let options = usvg::Options {
        font_family: "Inter".to_owned(),
        fontdb: font::database(),
        ..usvg::Options::default()
    };
    Tree::from_str(svg, &options)
}
