use super::*;
pub const CHART: Chart = Chart { id: "phase", questions: |_| Vec::new(), draw: |_, _, _| None };
