//! `report.html`: one file that needs no network and no other file to be read.
//!
//! Owns the page and how it is put together; what it says comes from `facts`. Everything that comes from a folder is
//! escaped: by the template where it is text, here where it is data for the script. It must not know how a chart is drawn.

mod explorer;
mod files;
mod organisation;
mod tables;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Value, context};
use serde::Serialize;

use super::facts::{self, Facts};
use super::{Material, ReportError};
use crate::chart::{self, Artwork, Standing, Theme};

pub const FILE: &str = "report.html";

const PAGE: &str = include_str!("html/page.html");
const STYLE: &str = include_str!("html/page.css");
const SCRIPT: &str = include_str!("html/page.js");
/// uPlot, MIT licence, as it was published (`src/report/uplot/LICENSE`).
const UPLOT: &str = include_str!("uplot/uPlot.iife.min.js");
const UPLOT_STYLE: &str = include_str!("uplot/uPlot.min.css");
const UPLOT_LICENCE: &str = include_str!("uplot/LICENSE");

/// A finding on the page.
#[derive(Serialize)]
struct Finding<'a> {
    chart: &'a str,
    title: &'a str,
    class: &'static str,
    standing: &'static str,
}

/// A chart on the page.
#[derive(Serialize)]
struct Chart<'a> {
    id: &'a str,
    title: &'a str,
    alt: &'a str,
    drawing: Value,
    /// The numbers drawn, as an address that holds them; none where they are too many.
    data: Option<String>,
}

/// The page as HTML.
pub fn page(material: &Material<'_>, facts: &Facts) -> Result<String, ReportError> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.add_template("page", PAGE)?;
    let manifest = &material.input.manifest;
    let theme = material.theme;
    let findings: Vec<Finding<'_>> = facts
        .findings
        .iter()
        .map(|finding| Finding {
            chart: &finding.chart,
            title: &finding.title,
            class: class(finding.standing),
            standing: facts::standing(finding.standing),
        })
        .collect();
    let charts: Vec<Chart<'_>> = material
        .artworks
        .iter()
        .map(|artwork| chart(artwork, theme))
        .collect();
    let explorer = explorer::explorer(material, facts);
    let assumptions = tables::assumptions(material);
    let is_long = material.scenario.len() > files::MOST_BYTES;
    let values = context! {
        version => manifest.seci.as_str(),
        title => manifest.title.as_str(),
        name => manifest.name.as_str(),
        size => facts::size(manifest),
        end => manifest.end(),
        fonts => raw(fonts()),
        style => raw(format!("{UPLOT_STYLE}\n{}\n{STYLE}", light(theme))),
        logo => theme.logo.as_ref().map(|logo| address("image/png", &logo.png)),
        chart_style => raw(chart_style(theme)),
        uplot => raw(format!("/*\n{UPLOT_LICENCE}\n*/\n{UPLOT}")),
        script => raw(SCRIPT.to_owned()),
        findings => data(&findings),
        results => data(&tables::results(material, facts)),
        explorer => data(&explorer),
        charts => data(&charts),
        model => material.model.map(|model| model.title.as_str()),
        method => data(&facts.method),
        caveats => data(&facts.caveats),
        precision => data(&tables::precision(facts)),
        events => data(&organisation::events(material)),
        metrics => data(&tables::metrics(manifest)),
        assumptions => data(&assumptions),
        // Behind what differs from the defaults, before the long lists.
        own_at => assumptions.iter().take_while(|table| !table.is_folded()).count(),
        own => data(&organisation::own(material)),
        files => data(&files::files(material)),
        scenario => if is_long { "" } else { material.scenario },
        has_scenario => !material.scenario.is_empty(),
        provenance => facts.provenance.as_str(),
    };
    Ok(environment.get_template("page")?.render(values)?)
}

/// What the template reads by its names.
fn data<T: Serialize>(value: &T) -> Value {
    Value::from(Serde(value))
}

/// Markup of our own, which is not escaped.
fn raw(markup: String) -> Value {
    Value::from_safe_string(markup)
}

fn class(standing: Standing) -> &'static str {
    match standing {
        Standing::Holds => "holds",
        Standing::Fails => "fails",
        Standing::Describes => "describes",
    }
}

/// Data as an address that a browser saves as a file.
fn address(kind: &str, bytes: &[u8]) -> String {
    format!("data:{kind};base64,{}", BASE64.encode(bytes))
}

/// The font of the charts, so that letters stand where they were measured.
fn fonts() -> String {
    let faces = chart::fonts().map(|(weight, bytes)| {
        // Weights above the heavier cut are drawn with it too.
        let weights = if weight > 400 { "600 700" } else { "400" };
        format!(
            "@font-face{{font-family:Inter;font-weight:{weights};src:url({}) format(\"truetype\")}}",
            address("font/ttf", bytes)
        )
    });
    faces.join("\n")
}

/// Colours of the theme and what they are called in the style sheet, which has a dark set of them too.
fn colours(theme: &Theme) -> [(&'static str, &'static str); 12] {
    [
        (theme.paper, "paper"),
        (theme.ink, "ink"),
        (theme.muted, "muted"),
        (theme.grid, "grid"),
        (theme.rule, "rule"),
        (theme.tacit, "tacit"),
        (theme.explicit, "explicit"),
        (theme.baseline, "baseline"),
        (theme.variants[0], "one"),
        (theme.variants[1], "two"),
        (theme.variants[2], "three"),
        (theme.link, "link"),
    ]
}

/// The colours of the page by day, which are the theme's, and of its charts, which follow the page from light to dark.
/// Paper is white: there a dark theme gives way to the plain one.
fn chart_style(theme: &Theme) -> String {
    let named = |theme: &Theme| {
        let colours = colours(theme).map(|(colour, name)| format!("--{name}:{colour};"));
        colours.concat()
    };
    let rules = colours(theme).map(|(colour, name)| {
        format!(
            ".follows [fill=\"{colour}\" i]{{fill:var(--{name})}}.follows [stroke=\"{colour}\" i]{{stroke:var(--{name})}}"
        )
    });
    format!(
        "{}\n@media print{{:root,:root[data-theme=dark]{{{}--page:#fff;color-scheme:light}}}}",
        rules.join("\n"),
        named(&theme.on_white())
    )
}

/// The colours of the page by day.
fn light(theme: &Theme) -> String {
    let colours = colours(theme).map(|(colour, name)| format!("--{name}:{colour};"));
    // The ground between the sections is the paper with a touch of ink.
    format!(
        ":root{{{}--page:color-mix(in srgb,var(--ink) 4%,var(--paper));--font:{};color-scheme:light}}",
        colours.concat(),
        font(&theme.font)
    )
}

/// The theme's font as style sheets name it, then that of the charts; whatever could end the name is left out.
fn font(name: &str) -> String {
    let plain = name
        .chars()
        .filter(|letter| letter.is_alphanumeric() || " -_.".contains(*letter));
    let plain: String = plain.collect();
    if name == Theme::default().font {
        "Inter,system-ui,sans-serif".to_owned()
    } else {
        format!("\"{plain}\",Inter,system-ui,sans-serif")
    }
}

fn chart<'a>(artwork: &'a Artwork, theme: &Theme) -> Chart<'a> {
    // A map of colours in between keeps its white paper: light and dark would turn its meaning round.
    let follows = if has_only(artwork.drawing(), &colours(theme)) {
        "follows"
    } else {
        "stays"
    };
    let drawing = artwork
        .drawing()
        .replacen("<svg ", &format!("<svg class=\"{follows}\" "), 1);
    Chart {
        id: &artwork.id,
        title: &artwork.title,
        alt: &artwork.alt,
        drawing: raw(drawing),
        data: (artwork.csv.len() <= files::MOST_BYTES)
            .then(|| address("text/csv", artwork.csv.as_bytes())),
    }
}

/// Whether a drawing has no colours but these.
fn has_only(drawing: &str, colours: &[(&str, &str)]) -> bool {
    let mut used = drawing.match_indices("=\"#").map(|(at, _)| {
        let start = at + 2;
        drawing.get(start..start + 7).unwrap_or_default()
    });
    used.all(|found| {
        colours
            .iter()
            .any(|(colour, _)| colour.eq_ignore_ascii_case(found))
    })
}
