//! The package that a deck is: parts in a zip archive, with the types and relations that tie them together.
//!
//! Owns the archive. Entries are sorted but for the list of types, which readers want first, and all have the same time,
//! so that the same parts give the same bytes. It must not know what a part says.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::chart::escape;
use crate::report::ReportError;

const TYPES: &str = "[Content_Types].xml";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The parts so far.
#[derive(Debug, Default)]
pub struct Package {
    parts: BTreeMap<String, Vec<u8>>,
    /// The type of each part that is not told by its ending.
    types: BTreeMap<String, &'static str>,
    /// The relations of each part, in the order of their numbers.
    relations: BTreeMap<String, Vec<(&'static str, String)>>,
}

impl Package {
    /// Adds an XML part without its first line.
    pub fn xml(&mut self, path: &str, kind: &'static str, body: &str) {
        self.types.insert(path.to_owned(), kind);
        self.parts
            .insert(path.to_owned(), format!("{HEAD}{body}").into_bytes());
    }

    /// Adds a part whose type its ending tells.
    pub fn bytes(&mut self, path: &str, bytes: Vec<u8>) {
        self.parts.insert(path.to_owned(), bytes);
    }

    /// Relates a part (empty: the package) to another, by its path from there; returns the relation's name.
    pub fn relate(&mut self, from: &str, kind: &'static str, target: &str) -> String {
        let list = self.relations.entry(from.to_owned()).or_default();
        list.push((kind, target.to_owned()));
        format!("rId{}", list.len())
    }

    /// The archive.
    pub fn file(mut self) -> Result<Vec<u8>, ReportError> {
        for (from, list) in std::mem::take(&mut self.relations) {
            let path = relations_of(&from);
            self.parts.insert(path, relations(&list).into_bytes());
        }
        let types = self.content_types();
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        // Pictures are compressed already.
        let stored = options.compression_method(CompressionMethod::Stored);
        archive.start_file(TYPES, options)?;
        archive.write_all(types.as_bytes())?;
        for (path, bytes) in &self.parts {
            let is_compressed = [".png", ".xlsx"].iter().any(|end| path.ends_with(end));
            archive.start_file(path.as_str(), if is_compressed { stored } else { options })?;
            archive.write_all(bytes)?;
        }
        Ok(archive.finish()?.into_inner())
    }

    fn content_types(&self) -> String {
        let mut text = format!(
            "{HEAD}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
             <Default Extension=\"png\" ContentType=\"image/png\"/>\
             <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
             <Default Extension=\"xlsx\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet\"/>\
             <Default Extension=\"xml\" ContentType=\"application/xml\"/>"
        );
        for (path, kind) in &self.types {
            let part = format!(
                "<Override PartName=\"/{path}\" ContentType=\"application/vnd.{kind}+xml\"/>"
            );
            text.push_str(&part);
        }
        text + "</Types>"
    }
}

/// `ppt/slides/slide1.xml` keeps its relations in `ppt/slides/_rels/slide1.xml.rels`.
fn relations_of(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, name)) => format!("{folder}/_rels/{name}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}

fn relations(list: &[(&'static str, String)]) -> String {
    let mut text = format!(
        "{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    );
    for (number, (kind, target)) in (1..).zip(list) {
        let kind = if kind.starts_with("http") {
            (*kind).to_owned()
        } else {
            format!("{RELATIONS}/{kind}")
        };
        let relation = format!(
            "<Relationship Id=\"rId{number}\" Type=\"{kind}\" Target=\"{}\"/>",
            escape(target)
        );
        text.push_str(&relation);
    }
    text + "</Relationships>"
}
