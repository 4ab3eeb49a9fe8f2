use super::*;
pub const CHART: Chart = Chart { id: "pressure", questions: |_| Vec::new(), draw: |_, _, _| None };
