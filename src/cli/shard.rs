//! `--shard`: which part of all runs a call makes, said outright or taken from the variables of an array of tasks.
//!
//! Owns the names of these variables and what each engine means by them. Reads nothing but what it is handed.

use crate::plan::Shard;

/// A part, and where its number comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Chosen {
    pub shard: Shard,
    /// The variable that says the number.
    pub from: Option<&'static str>,
}

/// How an engine numbers the tasks of an array.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Base {
    /// From 0, always.
    Zero,
    /// From where the user says: 0 or 1.
    Chosen,
}

/// An engine that runs arrays of tasks.
struct Engine {
    name: &'static str,
    index: &'static str,
    /// How many tasks there are; not every engine says so.
    count: Option<&'static str>,
    base: Base,
}

const SLURM: &str = "SLURM_ARRAY_TASK_ID";

/// The innermost first: a worker of one engine may itself be a task of another, and hands its variables on.
const ENGINES: [Engine; 5] = [
    Engine {
        name: "Open MPI",
        index: "OMPI_COMM_WORLD_RANK",
        count: Some("OMPI_COMM_WORLD_SIZE"),
        base: Base::Zero,
    },
    Engine {
        name: "HyperQueue",
        index: "HQ_TASK_ID",
        count: None,
        base: Base::Chosen,
    },
    Engine {
        name: "Kubernetes",
        index: "JOB_COMPLETION_INDEX",
        count: None,
        base: Base::Zero,
    },
    Engine {
        name: "AWS Batch",
        index: "AWS_BATCH_JOB_ARRAY_INDEX",
        count: Some("AWS_BATCH_JOB_ARRAY_SIZE"),
        base: Base::Zero,
    },
    Engine {
        name: "Slurm",
        index: SLURM,
        count: Some("SLURM_ARRAY_TASK_COUNT"),
        base: Base::Chosen,
    },
];

/// Reads `3/8`, `auto/8` or `auto`, the latter two with the help of the environment.
pub(super) fn choose(
    text: &str,
    variable: &dyn Fn(&str) -> Option<String>,
) -> Result<Chosen, String> {
    let (number, of) = match text.split_once('/') {
        Some((number, of)) => (number.trim(), Some(count(of.trim(), text)?)),
        None => (text.trim(), None),
    };
    if number == "auto" {
        return automatic(of, variable);
    }
    let Some(of) = of else {
        return Err(format!(
            "--shard {text} says no number of parts; write it as --shard 3/8, or as --shard auto/8 in an array of tasks"
        ));
    };
    let wrong = || {
        format!(
            "--shard {text}: there is no part {number} of {of}; parts count from 1 to {of}, and in an array of tasks \
             --shard auto/{of} finds the right one"
        )
    };
    let number: u32 = number.parse().map_err(|_| wrong())?;
    let shard = Shard::new(number, of).ok_or_else(wrong)?;
    Ok(Chosen { shard, from: None })
}

/// The part that the environment names when nobody asked for one, so that it can be said.
pub(super) fn unused(variable: &dyn Fn(&str) -> Option<String>) -> Option<&'static str> {
    let engine = ENGINES
        .iter()
        .find(|engine| variable(engine.index).is_some())?;
    Some(engine.index)
}

fn count(of: &str, text: &str) -> Result<u32, String> {
    match of.parse() {
        Ok(of) if of >= 1 => Ok(of),
        _ => Err(format!(
            "--shard {text}: the number of parts is a whole number from 1 on, as in --shard 3/8"
        )),
    }
}

fn automatic(of: Option<u32>, variable: &dyn Fn(&str) -> Option<String>) -> Result<Chosen, String> {
    let found = ENGINES
        .iter()
        .find_map(|engine| Some((engine, variable(engine.index)?)));
    let Some((engine, index)) = found else {
        let names: Vec<&str> = ENGINES.iter().map(|engine| engine.index).collect();
        return Err(format!(
            "--shard auto: this is no array of tasks, since none of these variables is set: {}; or say the part yourself: \
             --shard 3/8",
            names.join(", ")
        ));
    };
    let number = |name: &str, text: &str| {
        text.trim()
            .parse::<u32>()
            .map_err(|_| format!("--shard auto: {name} is \"{text}\", not a whole number"))
    };
    let index = number(engine.index, &index)?;
    let from = Some(engine.index);
    if let Some(of) = of {
        let shard = part(engine, index, of)?;
        return Ok(Chosen { shard, from });
    }
    let unknown = |why: &str| {
        let name = engine.name;
        format!("--shard auto: {why}; say the number of parts: --shard auto/8 ({name} array)")
    };
    let read = |name: &str| -> Result<u32, String> {
        let text = variable(name).ok_or_else(|| unknown(&format!("{name} is not set")))?;
        number(name, &text)
    };
    let Some(counted) = engine.count else {
        return Err(unknown(&format!(
            "{} does not say how many tasks there are",
            engine.name
        )));
    };
    let of = read(counted)?;
    if engine.index == SLURM {
        let [low, high] = [read("SLURM_ARRAY_TASK_MIN")?, read("SLURM_ARRAY_TASK_MAX")?];
        if of < 2 || low > 1 || high.checked_sub(low).map(|span| span + 1) != Some(of) {
            return Err(unknown(&format!(
                "this array has {of} of the tasks {low} to {high}, so it looks like tasks submitted again, and the number of \
                 parts is not known"
            )));
        }
    }
    let shard = part(engine, index, of)?;
    Ok(Chosen { shard, from })
}

/// The part of a task. Where the user chooses the first number, task 0 is the last part, so that 0 to 7 are all parts of 8
/// as well as 1 to 8 are, and a task that is submitted again alone is the part that it was.
fn part(engine: &Engine, index: u32, of: u32) -> Result<Shard, String> {
    let number = match engine.base {
        Base::Zero => index.saturating_add(1),
        Base::Chosen if index == 0 => of,
        Base::Chosen => index,
    };
    Shard::new(number, of).ok_or_else(|| {
        let range = match engine.base {
            Base::Zero => format!("0 to {}", of - 1),
            Base::Chosen => format!("1 to {of}"),
        };
        format!(
            "--shard auto: {} is {index}, but there are {of} parts, which are tasks {range}; make the array as large as the \
             number of parts",
            engine.index
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(text: &str, variables: &[(&str, &str)]) -> Result<(u32, u32), String> {
        let variable = |name: &str| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        choose(text, &variable).map(|chosen| (chosen.shard.number(), chosen.shard.of()))
    }

    fn slurm<'a>(
        id: &'a str,
        low: &'a str,
        high: &'a str,
        count: &'a str,
    ) -> [(&'a str, &'a str); 4] {
        [
            (SLURM, id),
            ("SLURM_ARRAY_TASK_MIN", low),
            ("SLURM_ARRAY_TASK_MAX", high),
            ("SLURM_ARRAY_TASK_COUNT", count),
        ]
    }

    #[test]
    fn a_part_can_be_said_outright() {
        assert_eq!(chosen("3/8", &[]), Ok((3, 8)));
        assert_eq!(chosen(" 1 / 1 ", &[]), Ok((1, 1)));
        for wrong in [
            "0/8", "9/8", "-1/8", "3", "3/0", "3/x", "x/8", "", "/", "1.5/3",
        ] {
            assert!(chosen(wrong, &[]).is_err(), "{wrong}");
        }
        let zero = chosen("0/8", &[]).unwrap_err();
        assert!(zero.contains("count from 1"), "{zero}");
    }

    /// As Slurm 22.05 sets them for sbatch --array=1-8 and --array=0-7.
    #[test]
    fn a_slurm_array_from_one_or_from_zero_covers_every_part_once() {
        let from_one: Vec<_> = (1..=8)
            .map(|id| {
                chosen("auto", &slurm(&id.to_string(), "1", "8", "8"))
                    .unwrap()
                    .0
            })
            .collect();
        assert_eq!(from_one, [1, 2, 3, 4, 5, 6, 7, 8]);
        let mut from_zero: Vec<_> = (0..8)
            .map(|id| {
                chosen("auto", &slurm(&id.to_string(), "0", "7", "8"))
                    .unwrap()
                    .0
            })
            .collect();
        from_zero.sort_unstable();
        assert_eq!(from_zero, [1, 2, 3, 4, 5, 6, 7, 8]);
    }

    /// sbatch --array=5 says that there is one task: taken at its word, it would make all runs.
    #[test]
    fn a_task_submitted_again_needs_the_number_of_parts() {
        assert!(chosen("auto", &slurm("5", "5", "5", "1")).is_err());
        assert!(chosen("auto", &slurm("6", "3", "6", "2")).is_err());
        assert!(chosen("auto", &slurm("3", "1", "7", "4")).is_err());
        assert_eq!(chosen("auto/8", &slurm("5", "5", "5", "1")), Ok((5, 8)));
        assert!(chosen("auto/8", &slurm("9", "9", "9", "1")).is_err());
    }

    #[test]
    fn engines_that_count_from_zero() {
        for (index, count) in [
            ("OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE"),
            ("AWS_BATCH_JOB_ARRAY_INDEX", "AWS_BATCH_JOB_ARRAY_SIZE"),
        ] {
            assert_eq!(chosen("auto", &[(index, "0"), (count, "8")]), Ok((1, 8)));
            assert_eq!(chosen("auto", &[(index, "7"), (count, "8")]), Ok((8, 8)));
            assert!(chosen("auto", &[(index, "0")]).is_err());
        }
        let kubernetes = [("JOB_COMPLETION_INDEX", "7")];
        assert_eq!(chosen("auto/8", &kubernetes), Ok((8, 8)));
        assert!(chosen("auto", &kubernetes).is_err(), "no count is known");
        assert!(
            chosen("auto/7", &kubernetes).is_err(),
            "beyond the last part"
        );
    }

    #[test]
    fn the_innermost_engine_decides() {
        let mut variables = slurm("2", "1", "4", "4").to_vec();
        variables.push(("HQ_TASK_ID", "3"));
        assert_eq!(chosen("auto/8", &variables), Ok((3, 8)));
    }

    #[test]
    fn without_an_array_it_says_what_was_looked_for() {
        let text = chosen("auto/8", &[]).unwrap_err();
        assert!(
            text.contains("SLURM_ARRAY_TASK_ID") && text.contains("--shard 3/8"),
            "{text}"
        );
        assert!(chosen("auto", &[(SLURM, "two")]).is_err());
    }
}
