//! Makes each fault a diagnostic that the command line can draw. The only file of the library that knows `miette` in
//! matters of scenarios; prints nothing itself.

use std::fmt::{self, Write as _};

use miette::{
    Diagnostic, LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents,
};

use super::super::source::Page;
use super::{Fault, Location, line_around, line_of};

/// A line longer than this is not drawn.
const LONGEST_LINE: usize = 400;

impl Diagnostic for Fault {
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        let mut help = self.help.clone().unwrap_or_default();
        if !self.is_drawable()
            && let Some((page, span)) = self.first()
        {
            let line = line_of(&page.shown, span.start);
            let quote = page.quote(span);
            let _ = write!(help, " (In {}, line {line}: `{quote}`)", page.name);
        }
        (!help.is_empty()).then(|| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        match &self.location {
            Location::Page(page) if self.is_drawable() => Some(page.as_ref()),
            _ => None,
        }
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        if !self.is_drawable() {
            return None;
        }
        Some(Box::new(self.labels.iter().map(|(span, label)| {
            let label = (!label.is_empty()).then(|| label.clone());
            LabeledSpan::new(label, span.start, span.end.saturating_sub(span.start))
        })))
    }
}

impl SourceCode for Page {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let inner = self.shown.as_ref().read_span(span, before, after)?;
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.to_string(),
            inner.data(),
            *inner.span(),
            inner.line(),
            inner.column(),
            inner.line_count(),
        )))
    }
}

impl Fault {
    /// Whether all its lines are short enough to draw.
    fn is_drawable(&self) -> bool {
        self.first().is_some_and(|(page, _)| {
            self.labels
                .iter()
                .all(|(span, _)| line_around(&page.shown, span.start).len() <= LONGEST_LINE)
        })
    }
}
