//! The words of a scenario file that are neither parameters nor keys of `[run]`: its headings and the keys at its top.

/// A word that structures a scenario file.
pub(super) struct Word {
    pub name: &'static str,
    /// What it is, for the first line.
    pub what: &'static str,
    pub meaning: &'static str,
    pub example: &'static [&'static str],
}

/// All of them, in the order in which they stand in a file.
pub(super) const WORDS: [Word; 20] = [
    Word {
        name: "extends",
        what: "a key at the top of the file",
        meaning: "Another scenario file, relative to this one, whose settings hold unless this file changes them. \
                  Variants, events, teams and persons are replaced as a whole; name and title are never taken over.",
        example: &["extends = \"baseline.toml\""],
    },
    Word {
        name: "model",
        what: "a key at the top of the file",
        meaning: "The model that is run. A file that names none gets that of the file it extends, or else the usual one.",
        example: &["model = \"two-loop\""],
    },
    Word {
        name: "name",
        what: "a key at the top of the file, or of a variant",
        meaning: "Names the scenario and its output folder; without it the scenario is called like its file. Every \
                  [[variant]] needs a name of its own: it stands for the variant in tables. Letters, digits, - and _.",
        example: &["name = \"our-question\""],
    },
    Word {
        name: "title",
        what: "a key at the top of the file",
        meaning: "The question that the scenario asks, or its headline. Without it the name stands in its place; a title \
                  is not taken over from a file that this one extends.",
        example: &["title = \"Does more practice pay?\""],
    },
    Word {
        name: "run",
        what: "a heading",
        meaning: "How long each run lasts, how many there are, from which seed, and what is kept; equal for all \
                  variants. `seci explain` lists its keys.",
        example: &["[run]", "weeks = 156"],
    },
    Word {
        name: "set",
        what: "a heading, or what a policy sets",
        meaning: "Below the heading [set], any parameters by their names alone, whatever their group. In an event of \
                  kind \"policy\", the parameters that it changes, in braces.",
        example: &["[set]", "turnover = 0.3"],
    },
    Word {
        name: "sweep",
        what: "a heading",
        meaning: "Runs every variant at many points, at which some parameters have other values. `design` says how the \
                  points are laid out, [sweep.parameters] which parameters move and how far.",
        example: &[
            "[sweep]",
            "design = \"grid\"",
            "",
            "[sweep.parameters]",
            "explicit_share = { from = 0, to = 1, steps = 21 }",
            "turnover = [0, 0.2]",
        ],
    },
    Word {
        name: "variant",
        what: "a heading, once for each variant",
        meaning: "What is compared: each variant is the file with some parameters changed. Without any there is one, \
                  called base. Events of one variant only stand below it, under [[variant.event]].",
        example: &[
            "[[variant]]",
            "name = \"high\"",
            "label = \"High turnover\"",
            "turnover = 0.4",
        ],
    },
    Word {
        name: "label",
        what: "a key of a variant",
        meaning: "What charts call the variant: any text of at most 80 characters. Without it, its name.",
        example: &["label = \"High turnover\""],
    },
    Word {
        name: "event",
        what: "a heading, once for each event",
        meaning: "What happens during a run: in every variant, or under [[variant.event]] in the variant above it only. \
                  It has a week, a kind, and what the kind needs; `seci explain` lists the kinds.",
        example: &["[[event]]", "week = 52", "kind = \"shock\"", "size = 0.4"],
    },
    Word {
        name: "who_matters",
        what: "a heading",
        meaning: "Whose leaving is tried: for each of these people of the roster a variant `without-ID` is run in which that \
                  person leaves in that week (default: half-way) and all else is as in the reference. Who: `people`, or \
                  the `count` (20) with the highest sum of trust. The chart who-matters shows what it does to capability.",
        example: &["[who_matters]", "week = 52", "count = 20"],
    },
    Word {
        name: "chart",
        what: "a heading, once for each chart",
        meaning: "Which charts are drawn, in this order; without any, all that there are. Each has a kind (scissors, \
                  phase, fan, paired, pressure, spiral, loops, shock, storyline, network, who-matters, bridge, dose-response, regime-map, tornado, \
                  sensitivity, convergence), and may have a title and a note of your own; some take a metric, variants \
                  or marks. A bridge goes from one variant to another and shows what each lever between them contributes; \
                  keys that are moved together stand below it under [[chart.lever]]. docs/charts.md has the rest.",
        example: &[
            "[[chart]]",
            "kind = \"bridge\"",
            "from = \"explicit-heavy-uncoupled\"",
            "to = \"balanced\"",
            "",
            "[[chart.lever]]",
            "name = \"hours\"",
            "keys = [\"explicit_share\"]",
        ],
    },
    Word {
        name: "week",
        what: "a key of an event",
        meaning: "The week at whose start the event happens. The first week is 0.",
        example: &["week = 52"],
    },
    Word {
        name: "kind",
        what: "a key of an event or a chart",
        meaning: "What kind of event it is; `seci explain` lists the kinds. Of a chart, which chart.",
        example: &["kind = \"shock\""],
    },
    Word {
        name: "people",
        what: "a key of [organisation], or of an event",
        meaning: "In [organisation], the CSV file of the people of a real organisation, relative to this one: a column \
                  `id`, and as you like `name`, `team`, `role`, `joined`, and keys that a person may have of their own. \
                  In an event, who takes part, by id or name.",
        example: &["[organisation]", "people = \"people.csv\""],
    },
    Word {
        name: "ties",
        what: "a key of [organisation]",
        meaning: "The CSV file of the ties between the people, relative to this one: a list with the columns `from`, `to` \
                  and `score`, or a square with the ids in its first line and column. Two people's trust is the mean of \
                  their answers. Without `people` the people are those whom it names.",
        example: &[
            "[organisation]",
            "ties = \"ties.csv\"",
            "tie_scale = [0, 5]",
        ],
    },
    Word {
        name: "tie_scale",
        what: "a key of [organisation]",
        meaning: "The lowest and the highest point of the scale on which people answered about their ties: no trust, and \
                  full trust.",
        example: &["tie_scale = [0, 5]"],
    },
    Word {
        name: "team",
        what: "a heading, once for each team with settings of its own",
        meaning: "What a team of the roster does differently from everybody: its `name`, and keys of investment and \
                  coupling or `initial_skill`. Under [[variant.team]] it holds in the variant above it only.",
        example: &["[[team]]", "name = \"sales\"", "explicit_share = 0.5"],
    },
    Word {
        name: "person",
        what: "a heading, once for each person with settings of their own",
        meaning: "What a person of the roster does differently: the `id` (or the name, if only one has it), and the same \
                  keys as a team. A person's settings fall on those of the team; under [[variant.person]] they hold in \
                  the variant above it only.",
        example: &["[[person]]", "id = \"bruno\"", "internalisation = 0.2"],
    },
    Word {
        name: "metric",
        what: "a key of precision, in [run]",
        meaning: "The metric whose mean is to be known to a wanted precision; `seci explain` lists the metrics.",
        example: &["precision = { metric = \"capability\", half_width = 0.01 }"],
    },
];
