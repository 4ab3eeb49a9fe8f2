//! Why a variant is run: because the file asks what if, or because a chart or a study needs its runs.
//!
//! Owns the kinds of purpose and nothing that follows from them: what is left out of a picture is for charts to say.

/// Why a variant is run.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Purpose {
    /// The file asks for it.
    #[default]
    WhatIf,
    /// Some of the levers between two variants are moved and the others are not, for a bridge from one to the other.
    Coalition {
        from: String,
        to: String,
        /// The names of the levers that are moved, in the order of the bridge.
        moved: Vec<String>,
    },
    /// One person leaves who else would have stayed.
    Departure { seat: u32 },
}

impl Purpose {
    /// Whether the file asks for the variant by name, so that charts and summaries show it.
    #[must_use]
    pub fn is_what_if(&self) -> bool {
        matches!(self, Purpose::WhatIf)
    }
}
