//! One slide and its notes, and how they become parts of the package.

use super::frame::{NAMES, Place, tree};
use super::graph::Graph;
use super::package::Package;
use super::shapes::{self, Paragraph};
use crate::chart::escape;
use crate::report::ReportError;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    Title,
    Chart,
}

/// A slide.
pub struct Slide {
    layout: Layout,
    title: String,
    /// In points, where it is not the layout's.
    pub title_size: Option<f64>,
    /// Of a title slide.
    pub subtitle: Vec<Paragraph>,
    /// Shapes as XML, [`shapes::ID`] standing for their numbers.
    pub shapes: Vec<String>,
    pub picture: Option<(Vec<u8>, Place, String)>,
    /// Where the deck's logo stands, besides on the master.
    pub logo: Option<Place>,
    pub graphs: Vec<(Graph, Place, String)>,
    pub footer: Vec<String>,
    pub notes: Vec<String>,
}

const SLIDE: &str = "openxmlformats-officedocument.presentationml.slide";
const NOTES: &str = "openxmlformats-officedocument.presentationml.notesSlide";
/// A title of more letters is set smaller, so that it keeps to two lines.
const LONG_TITLE: usize = 118;
const LONGER_TITLE: usize = 150;

impl Slide {
    pub fn new(layout: Layout, title: &str) -> Slide {
        Slide {
            layout,
            title: title.to_owned(),
            title_size: None,
            subtitle: Vec::new(),
            shapes: Vec::new(),
            picture: None,
            logo: None,
            graphs: Vec::new(),
            footer: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// With these lines at its foot.
    pub fn below(mut self, footer: Vec<String>) -> Slide {
        self.footer = footer;
        self
    }

    /// Adds the slide of that number, its notes, pictures and charts.
    pub fn add(
        self,
        package: &mut Package,
        number: usize,
        graphs: &mut usize,
    ) -> Result<(), ReportError> {
        let part = format!("ppt/slides/slide{number}.xml");
        let layout = if self.layout == Layout::Title { 1 } else { 2 };
        package.relate(
            &part,
            "slideLayout",
            &format!("../slideLayouts/slideLayout{layout}.xml"),
        );
        package.relate(
            &part,
            "notesSlide",
            &format!("../notesSlides/notesSlide{number}.xml"),
        );
        let mut bodies = self.shapes.clone();
        if let Some((png, place, words)) = &self.picture {
            let path = format!("ppt/media/picture{number}.png");
            package.bytes(&path, png.clone());
            let relation = package.relate(&part, "image", &format!("../media/picture{number}.png"));
            bodies.push(shapes::picture(&relation, *place, words));
        }
        if let Some(place) = self.logo {
            let relation = package.relate(&part, "image", "../media/logo.png");
            bodies.push(shapes::picture(&relation, place, "Logo"));
        }
        for (graph, place, words) in &self.graphs {
            *graphs += 1;
            graph.add(package, *graphs)?;
            let relation = package.relate(&part, "chart", &format!("../charts/chart{graphs}.xml"));
            bodies.push(shapes::graph(&relation, *place, words));
        }
        let mut shapes = self.placeholders();
        for (id, body) in (20..).zip(bodies) {
            shapes.push_str(&body.replace(shapes::ID, &id.to_string()));
        }
        let body = format!(
            "<p:sld {NAMES}>{}<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>",
            tree(&shapes)
        );
        package.xml(&part, SLIDE, &body);
        let notes = format!("ppt/notesSlides/notesSlide{number}.xml");
        package.xml(&notes, NOTES, &self.notes_part());
        package.relate(&notes, "notesMaster", "../notesMasters/notesMaster1.xml");
        package.relate(&notes, "slide", &format!("../slides/slide{number}.xml"));
        Ok(())
    }

    fn placeholders(&self) -> String {
        let (title, letters) = match self.layout {
            Layout::Title => ("ctrTitle", 0),
            Layout::Chart => ("title", self.title.chars().count()),
        };
        let size = self.title_size.or(match letters {
            LONGER_TITLE.. => Some(18.0),
            LONG_TITLE.. => Some(20.0),
            _ => None,
        });
        let size = size.map_or_else(String::new, |size| {
            format!(" sz=\"{}\"", (size * 100.0).round() as i64)
        });
        let mut text = format!(
            "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Title\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"{title}\"/></p:nvPr></p:nvSpPr>\
             <p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r><a:rPr lang=\"en-GB\"{size} dirty=\"0\"/><a:t>{}</a:t></a:r></a:p></p:txBody></p:sp>",
            escape(&self.title)
        );
        if self.layout == Layout::Title {
            let paragraphs: String = self.subtitle.iter().map(Paragraph::xml).collect();
            let subtitle = format!(
                "<p:sp><p:nvSpPr><p:cNvPr id=\"3\" name=\"Subtitle\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"subTitle\" idx=\"1\"/></p:nvPr></p:nvSpPr>\
                 <p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>{paragraphs}</p:txBody></p:sp>"
            );
            text.push_str(&subtitle);
            return text;
        }
        let footer: String = if self.footer.is_empty() {
            "<a:p><a:endParaRPr lang=\"en-GB\"/></a:p>".to_owned()
        } else {
            let (last, notes) = self
                .footer
                .split_last()
                .map_or(("", &self.footer[..]), |(last, notes)| {
                    (last.as_str(), notes)
                });
            let line = |text: &str| {
                format!(
                    "<a:p><a:r><a:rPr lang=\"en-GB\" sz=\"1200\" dirty=\"0\"><a:solidFill><a:schemeClr val=\"tx2\"/></a:solidFill><a:latin typeface=\"+mn-lt\"/></a:rPr><a:t>{}</a:t></a:r></a:p>",
                    escape(text)
                )
            };
            let mut lines = String::new();
            if !notes.is_empty() {
                lines.push_str(&line(&notes.join("  ·  ")));
            }
            lines + &line(last)
        };
        let rest = format!(
            "<p:sp><p:nvSpPr><p:cNvPr id=\"3\" name=\"Footer\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"ftr\" sz=\"quarter\" idx=\"3\"/></p:nvPr></p:nvSpPr>\
             <p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>{footer}</p:txBody></p:sp>\
             <p:sp><p:nvSpPr><p:cNvPr id=\"4\" name=\"Number\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"sldNum\" sz=\"quarter\" idx=\"4\"/></p:nvPr></p:nvSpPr>\
             <p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr algn=\"r\"/><a:fld id=\"{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}\" type=\"slidenum\"><a:rPr lang=\"en-GB\" sz=\"1200\"><a:solidFill><a:schemeClr val=\"tx2\"/></a:solidFill><a:latin typeface=\"+mn-lt\"/></a:rPr><a:t>‹#›</a:t></a:fld></a:p></p:txBody></p:sp>"
        );
        text.push_str(&rest);
        text
    }

    fn notes_part(&self) -> String {
        let lines: String = self
            .notes
            .iter()
            .map(|line| {
                format!(
                    "<a:p><a:r><a:rPr lang=\"en-GB\" dirty=\"0\"/><a:t>{}</a:t></a:r></a:p>",
                    escape(line)
                )
            })
            .collect();
        let lines = if lines.is_empty() {
            "<a:p><a:endParaRPr lang=\"en-GB\"/></a:p>".to_owned()
        } else {
            lines
        };
        let shapes = format!(
            "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Slide\"/><p:cNvSpPr><a:spLocks noGrp=\"1\" noRot=\"1\" noChangeAspect=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"sldImg\" idx=\"2\"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>\
             <p:sp><p:nvSpPr><p:cNvPr id=\"3\" name=\"Notes\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"body\" sz=\"quarter\" idx=\"3\"/></p:nvPr></p:nvSpPr>\
             <p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>{lines}</p:txBody></p:sp>"
        );
        format!(
            "<p:notes {NAMES}>{}<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>",
            tree(&shapes)
        )
    }
}
