use super::*;
pub const CHART: Chart = Chart { id: "fan", questions: |_| Vec::new(), draw: |_, _, _| None };
