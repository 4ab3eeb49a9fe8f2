//! Why a variant was run, as the manifest says it; and the manifest of those that somebody asked for.

use serde::{Deserialize, Serialize};

use super::Manifest;

/// Why a variant was run.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// The scenario asks for it by name.
    #[default]
    WhatIf,
    /// Some of the levers between two variants are moved and the others are not.
    Coalition {
        from: String,
        to: String,
        /// The names of the levers that are moved.
        moved: Vec<String>,
    },
    /// One person leaves who else would have stayed.
    Departure { seat: u32 },
}

impl Purpose {
    /// Whether charts and summaries show the variant among the others.
    #[must_use]
    pub fn is_what_if(&self) -> bool {
        matches!(self, Purpose::WhatIf)
    }
}

impl Manifest {
    /// The manifest with the variants alone that the scenario asks for, and their share of the planned runs: what charts
    /// and summaries speak of.
    #[must_use]
    pub fn of_what_ifs(&self) -> Manifest {
        let mut manifest = self.clone();
        manifest
            .variants
            .retain(|variant| variant.purpose.is_what_if());
        let (kept, all) = (manifest.variants.len() as u64, self.variants.len() as u64);
        // Every variant is planned alike.
        manifest.runs.planned = self.runs.planned / all.max(1) * kept;
        manifest
    }
}
