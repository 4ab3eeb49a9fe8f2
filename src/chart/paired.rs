use super::*;
pub const CHART: Chart = Chart { id: "paired", questions: |_| Vec::new(), draw: |_, _, _| None };
