//! What every deck has: the master, two layouts, the themes, properties. Fixed texts with the colours and the font of
//! the theme; where title, footer and number of a slide stand is said here and nowhere else.

use super::package::Package;
use crate::chart::{Logo, Theme, escape};

pub const NAMES: &str = "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
                         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
                         xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"";

/// English Metric Units of a pixel of a chart: 1920 of them are the width of a slide of 13.33 inches.
pub const PIXEL: f64 = 6350.0;
/// The size of a slide in pixels.
pub const WIDTH: f64 = 1920.0;
pub const HEIGHT: f64 = 1080.0;

/// A box in pixels: left, top, width, height.
pub type Place = [f64; 4];

pub const TITLE: Place = [80.0, 40.0, 1760.0, 120.0];
pub const SUBTITLE: Place = [80.0, 164.0, 1760.0, 44.0];
pub const BODY: Place = [80.0, 225.0, 1760.0, 690.0];
/// Where a client's logo stands, within these boxes: on charts, and on the title slide.
const LOGO: Place = [1690.0, 938.0, 150.0, 52.0];
pub const TITLE_LOGO: Place = [140.0, 110.0, 360.0, 130.0];
pub const LOGO_PART: &str = "ppt/media/logo.png";
pub const FOOTER: Place = [80.0, 936.0, 1690.0, 104.0];
const NUMBER: Place = [1770.0, 1000.0, 70.0, 40.0];

/// A colour as the format writes it.
pub fn hex(colour: &str) -> String {
    colour.trim_start_matches('#').to_uppercase()
}

/// Where a shape stands.
pub fn transform(place: Place) -> String {
    let [left, top, width, height] = place.map(|pixels| (pixels * PIXEL).round() as i64);
    format!("<a:off x=\"{left}\" y=\"{top}\"/><a:ext cx=\"{width}\" cy=\"{height}\"/>")
}

/// Adds all fixed parts; the slides themselves come from elsewhere.
pub fn add(package: &mut Package, theme: &Theme, title: &str, slides: usize) {
    package.relate("", "officeDocument", "ppt/presentation.xml");
    package.relate(
        "",
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
        "docProps/core.xml",
    );
    package.relate("", "extended-properties", "docProps/app.xml");
    properties(package, title);
    package.xml(
        "ppt/theme/theme1.xml",
        "openxmlformats-officedocument.theme",
        &theme_part(theme),
    );
    package.xml(
        "ppt/theme/theme2.xml",
        "openxmlformats-officedocument.theme",
        &theme_part(theme),
    );
    package.xml(
        "ppt/slideMasters/slideMaster1.xml",
        KINDS[0],
        &master(theme),
    );
    let master = "ppt/slideMasters/slideMaster1.xml";
    package.relate(master, "slideLayout", "../slideLayouts/slideLayout1.xml");
    package.relate(master, "slideLayout", "../slideLayouts/slideLayout2.xml");
    package.relate(master, "theme", "../theme/theme1.xml");
    if let Some(logo) = &theme.logo {
        package.bytes(LOGO_PART, logo.png.clone());
        package.relate(master, "image", "../media/logo.png");
    }
    for (number, (name, kind)) in (1..).zip([("Title", "title"), ("Chart", "titleOnly")]) {
        let path = format!("ppt/slideLayouts/slideLayout{number}.xml");
        package.xml(&path, KINDS[1], &layout(theme, name, kind));
        package.relate(&path, "slideMaster", "../slideMasters/slideMaster1.xml");
    }
    package.xml(
        "ppt/notesMasters/notesMaster1.xml",
        KINDS[2],
        &notes_master(),
    );
    package.relate(
        "ppt/notesMasters/notesMaster1.xml",
        "theme",
        "../theme/theme2.xml",
    );
    package.xml(
        "ppt/presProps.xml",
        KINDS[4],
        &format!("<p:presentationPr {NAMES}/>"),
    );
    package.xml(
        "ppt/tableStyles.xml",
        KINDS[5],
        "<a:tblStyleLst xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" def=\"{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}\"/>",
    );
    presentation(package, slides);
}

const KINDS: [&str; 6] = [
    "openxmlformats-officedocument.presentationml.slideMaster",
    "openxmlformats-officedocument.presentationml.slideLayout",
    "openxmlformats-officedocument.presentationml.notesMaster",
    "openxmlformats-officedocument.presentationml.presentation.main",
    "openxmlformats-officedocument.presentationml.presProps",
    "openxmlformats-officedocument.presentationml.tableStyles",
];

fn presentation(package: &mut Package, slides: usize) {
    let part = "ppt/presentation.xml";
    let master = package.relate(part, "slideMaster", "slideMasters/slideMaster1.xml");
    let notes = package.relate(part, "notesMaster", "notesMasters/notesMaster1.xml");
    package.relate(part, "theme", "theme/theme1.xml");
    package.relate(part, "presProps", "presProps.xml");
    package.relate(part, "tableStyles", "tableStyles.xml");
    let list: String = (1..=slides)
        .map(|number| {
            let relation = package.relate(part, "slide", &format!("slides/slide{number}.xml"));
            format!("<p:sldId id=\"{}\" r:id=\"{relation}\"/>", 255 + number)
        })
        .collect();
    let body = format!(
        "<p:presentation {NAMES} saveSubsetFonts=\"1\"><p:sldMasterIdLst><p:sldMasterId id=\"2147483648\" r:id=\"{master}\"/></p:sldMasterIdLst>\
         <p:notesMasterIdLst><p:notesMasterId r:id=\"{notes}\"/></p:notesMasterIdLst>\
         <p:sldIdLst>{list}</p:sldIdLst><p:sldSz cx=\"12192000\" cy=\"6858000\"/><p:notesSz cx=\"6858000\" cy=\"9144000\"/></p:presentation>"
    );
    package.xml(part, KINDS[3], &body);
}

fn properties(package: &mut Package, title: &str) {
    package.xml(
        "docProps/core.xml",
        "openxmlformats-package.core-properties",
        &format!(
            "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
             xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
             xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title><dc:creator>seci</dc:creator>\
             <dcterms:created xsi:type=\"dcterms:W3CDTF\">2000-01-01T00:00:00Z</dcterms:created>\
             <dcterms:modified xsi:type=\"dcterms:W3CDTF\">2000-01-01T00:00:00Z</dcterms:modified></cp:coreProperties>",
            escape(title)
        ),
    );
    package.xml(
        "docProps/app.xml",
        "openxmlformats-officedocument.extended-properties",
        "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"><Application>seci</Application></Properties>",
    );
}

fn theme_part(theme: &Theme) -> String {
    let colour = |name: &str, colour: &str| {
        format!("<a:{name}><a:srgbClr val=\"{}\"/></a:{name}>", hex(colour))
    };
    let colours = [
        colour("dk1", theme.ink),
        colour("lt1", theme.paper),
        colour("dk2", theme.muted),
        colour("lt2", theme.grid),
        colour("accent1", theme.explicit),
        colour("accent2", theme.tacit),
        colour("accent3", theme.variants[0]),
        colour("accent4", theme.variants[1]),
        colour("accent5", theme.variants[2]),
        colour("accent6", theme.baseline),
        colour("hlink", theme.explicit),
        colour("folHlink", theme.muted),
    ]
    .concat();
    let font = format!(
        "<a:latin typeface=\"{}\"/><a:ea typeface=\"\"/><a:cs typeface=\"\"/>",
        escape(&theme.font)
    );
    let line = "<a:ln w=\"6350\"><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill></a:ln>";
    let fill = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>";
    let effect = "<a:effectStyle><a:effectLst/></a:effectStyle>";
    format!(
        "<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" name=\"seci\"><a:themeElements>\
         <a:clrScheme name=\"seci\">{colours}</a:clrScheme>\
         <a:fontScheme name=\"seci\"><a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont></a:fontScheme>\
         <a:fmtScheme name=\"seci\"><a:fillStyleLst>{fill}{fill}{fill}</a:fillStyleLst><a:lnStyleLst>{line}{line}{line}</a:lnStyleLst>\
         <a:effectStyleLst>{effect}{effect}{effect}</a:effectStyleLst><a:bgFillStyleLst>{fill}{fill}{fill}</a:bgFillStyleLst></a:fmtScheme>\
         </a:themeElements></a:theme>"
    )
}

const TREE: &str = "<p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>\
                    <a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/><a:chOff x=\"0\" y=\"0\"/><a:chExt cx=\"0\" cy=\"0\"/></a:xfrm></p:grpSpPr>";

/// The shapes of a slide in the tree that holds them.
pub fn tree(shapes: &str) -> String {
    format!("<p:cSld><p:spTree>{TREE}{shapes}</p:spTree></p:cSld>")
}

fn placeholder(id: u32, name: &str, kind: &str, place: Place, anchor: &str, text: &str) -> String {
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{name}\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr>{kind}</p:nvPr></p:nvSpPr>\
         <p:spPr><a:xfrm>{}</a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr>\
         <p:txBody><a:bodyPr lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" anchor=\"{anchor}\"><a:normAutofit/></a:bodyPr><a:lstStyle/>{text}</p:txBody></p:sp>",
        transform(place)
    )
}

/// The logo as large as its box allows, at the box's right.
fn logo(theme: &Theme) -> String {
    theme.logo.as_ref().map_or_else(String::new, |logo| {
        let [width, height] = within(logo, LOGO);
        let place = [LOGO[0] + LOGO[2] - width, LOGO[1], width, height];
        super::shapes::picture("rId4", place, "Logo").replace(super::shapes::ID, "6")
    })
}

/// The size of a logo within a box.
pub fn within(logo: &Logo, [_, _, width, height]: Place) -> [f64; 2] {
    let size = [f64::from(logo.width), f64::from(logo.height)];
    let factor = (width / size[0]).min(height / size[1]);
    size.map(|length| length * factor)
}

fn rule(theme: &Theme, id: u32) -> String {
    format!(
        "<p:cxnSp><p:nvCxnSpPr><p:cNvPr id=\"{id}\" name=\"Rule\"/><p:cNvCxnSpPr/><p:nvPr userDrawn=\"1\"/></p:nvCxnSpPr>\
         <p:spPr><a:xfrm>{}</a:xfrm><a:prstGeom prst=\"line\"><a:avLst/></a:prstGeom><a:ln w=\"12700\"><a:solidFill><a:srgbClr val=\"{}\"/></a:solidFill></a:ln></p:spPr></p:cxnSp>",
        transform([80.0, 926.0, 1760.0, 0.0]),
        hex(theme.grid)
    )
}

fn slots(theme: &Theme) -> String {
    let mut footer = FOOTER;
    if theme.logo.is_some() {
        footer[2] = LOGO[0] - 40.0 - footer[0];
    }
    [
        placeholder(2, "Title", "<p:ph type=\"title\"/>", TITLE, "b", "<a:p><a:r><a:rPr lang=\"en-GB\"/><a:t>Title</a:t></a:r></a:p>"),
        placeholder(3, "Footer", "<p:ph type=\"ftr\" sz=\"quarter\" idx=\"3\"/>", footer, "t", "<a:p><a:endParaRPr lang=\"en-GB\"/></a:p>"),
        placeholder(
            4,
            "Number",
            "<p:ph type=\"sldNum\" sz=\"quarter\" idx=\"4\"/>",
            NUMBER,
            "b",
            "<a:p><a:pPr algn=\"r\"/><a:fld id=\"{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}\" type=\"slidenum\"><a:rPr lang=\"en-GB\" sz=\"1200\"/><a:t>‹#›</a:t></a:fld></a:p>",
        ),
    ]
    .concat()
}

fn master(theme: &Theme) -> String {
    let level = |size: u32, bold: &str, colour: &str| {
        format!(
            "<a:defRPr sz=\"{size}\" b=\"{bold}\"><a:solidFill><a:schemeClr val=\"{colour}\"/></a:solidFill><a:latin typeface=\"+mn-lt\"/></a:defRPr>"
        )
    };
    let others: String = (1..=9)
        .map(|number| {
            format!(
                "<a:lvl{number}pPr algn=\"l\">{}</a:lvl{number}pPr>",
                level(1200, "0", "tx2")
            )
        })
        .collect();
    let body: String = (1..=9)
        .map(|number| format!("<a:lvl{number}pPr marL=\"0\" indent=\"0\" algn=\"l\"><a:buNone/>{}</a:lvl{number}pPr>", level(1800, "0", "tx1")))
        .collect();
    format!(
        "<p:sldMaster {NAMES}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val=\"bg1\"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>\
         <p:spTree>{TREE}{}</p:spTree></p:cSld>\
         <p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\" accent2=\"accent2\" accent3=\"accent3\" accent4=\"accent4\" accent5=\"accent5\" accent6=\"accent6\" hlink=\"hlink\" folHlink=\"folHlink\"/>\
         <p:sldLayoutIdLst><p:sldLayoutId id=\"2147483649\" r:id=\"rId1\"/><p:sldLayoutId id=\"2147483650\" r:id=\"rId2\"/></p:sldLayoutIdLst>\
         <p:hf hdr=\"0\" dt=\"0\"/>\
         <p:txStyles><p:titleStyle><a:lvl1pPr algn=\"l\"><a:lnSpc><a:spcPct val=\"95000\"/></a:lnSpc>{}</a:lvl1pPr></p:titleStyle>\
         <p:bodyStyle>{body}</p:bodyStyle><p:otherStyle>{others}</p:otherStyle></p:txStyles></p:sldMaster>",
        slots(theme) + &rule(theme, 5) + &logo(theme),
        level(2400, "1", "tx1")
    )
}

fn layout(theme: &Theme, name: &str, kind: &str) -> String {
    let shapes = if kind == "title" {
        placeholder(
            2,
            "Title",
            "<p:ph type=\"ctrTitle\"/>",
            [140.0, 330.0, 1640.0, 260.0],
            "b",
            "<a:p><a:r><a:rPr lang=\"en-GB\"/><a:t>Title</a:t></a:r></a:p>",
        ) + &placeholder(
            3,
            "Subtitle",
            "<p:ph type=\"subTitle\" idx=\"1\"/>",
            [140.0, 620.0, 1640.0, 200.0],
            "t",
            "<a:p><a:endParaRPr lang=\"en-GB\"/></a:p>",
        )
    } else {
        slots(theme)
    };
    let shows = if kind == "title" {
        " showMasterSp=\"0\""
    } else {
        ""
    };
    format!(
        "<p:sldLayout {NAMES} type=\"{kind}\" preserve=\"1\"{shows}>{}<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>",
        tree(&shapes).replacen("<p:cSld>", &format!("<p:cSld name=\"{name}\">"), 1)
    )
}

fn notes_master() -> String {
    let shapes = "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Slide\"/><p:cNvSpPr><a:spLocks noGrp=\"1\" noRot=\"1\" noChangeAspect=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"sldImg\" idx=\"2\"/></p:nvPr></p:nvSpPr>\
        <p:spPr><a:xfrm><a:off x=\"685800\" y=\"685800\"/><a:ext cx=\"5486400\" cy=\"3086100\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr></p:sp>\
        <p:sp><p:nvSpPr><p:cNvPr id=\"3\" name=\"Notes\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"body\" sz=\"quarter\" idx=\"3\"/></p:nvPr></p:nvSpPr>\
        <p:spPr><a:xfrm><a:off x=\"685800\" y=\"4000500\"/><a:ext cx=\"5486400\" cy=\"4457700\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr>\
        <p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang=\"en-GB\"/></a:p></p:txBody></p:sp>";
    format!(
        "<p:notesMaster {NAMES}>{}<p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\" accent2=\"accent2\" accent3=\"accent3\" accent4=\"accent4\" accent5=\"accent5\" accent6=\"accent6\" hlink=\"hlink\" folHlink=\"folHlink\"/>\
         <p:notesStyle><a:lvl1pPr><a:defRPr sz=\"1200\"><a:latin typeface=\"+mn-lt\"/></a:defRPr></a:lvl1pPr></p:notesStyle></p:notesMaster>",
        tree(shapes)
    )
}
