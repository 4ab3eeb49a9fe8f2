//! From what people answered about one another to the ties between them.
//!
//! Owns the rules of MODEL.md, section 8: a pair's trust is the mean of the answers present; an answer at the lowest point
//! of the scale counts as 0, and a pair with nothing above it has no tie. Knows no files.

use super::{Answers, Tie};

/// More lines than these are only counted.
const LINES: usize = 5;

/// What one person says of another.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Answer {
    pub from: u32,
    pub to: u32,
    pub score: f64,
    pub line: u64,
    /// The byte at which its row begins.
    pub at: usize,
}

/// Rows of a file that are set aside, or that somebody may want to look at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Odd {
    pub count: usize,
    /// The first few, from 1.
    pub first_lines: Vec<u64>,
}

impl Odd {
    pub(super) fn add(&mut self, line: u64) {
        self.count += 1;
        if self.first_lines.len() < LINES {
            self.first_lines.push(line);
        }
    }
}

/// The answers of a pair.
struct Pair {
    seats: [u32; 2],
    /// Of the smaller seat about the larger, and the other way round.
    answers: [Option<(f64, u64)>; 2],
}

/// The ties, in the order of their seats; and what the answers were like. There is one answer at most of one person about
/// another.
pub(super) fn ties(answers: &[Answer], scale: [f64; 2]) -> (Vec<Tie>, Answers) {
    let [low, high] = scale;
    let mut ordered: Vec<&Answer> = answers.iter().collect();
    let pair = |answer: &Answer| [answer.from.min(answer.to), answer.from.max(answer.to)];
    ordered.sort_by_key(|answer| (pair(answer), answer.from > answer.to));
    let mut pairs: Vec<Pair> = Vec::new();
    for answer in ordered {
        let seats = pair(answer);
        if pairs.last().is_none_or(|last| last.seats != seats) {
            pairs.push(Pair {
                seats,
                answers: [None; 2],
            });
        }
        if let Some(last) = pairs.last_mut() {
            last.answers[usize::from(answer.from > answer.to)] = Some((answer.score, answer.line));
        }
    }
    let mut found = Answers {
        scale,
        present: answers.len(),
        pairs: pairs.len(),
        ..Answers::default()
    };
    let mut lowest: Vec<u64> = Vec::new();
    let mut one_sided: Vec<u64> = Vec::new();
    let mut apart = 0.0;
    let mut ties = Vec::with_capacity(pairs.len());
    for Pair { seats, answers } in &pairs {
        let present: Vec<(f64, u64)> = answers.iter().flatten().copied().collect();
        lowest.extend(
            present
                .iter()
                .filter(|(score, _)| *score <= low)
                .map(|(_, line)| *line),
        );
        match present[..] {
            [(one, _), (other, _)] => {
                found.answered_by_both += 1;
                found.agree += usize::from(one.to_bits() == other.to_bits());
                apart += (one - other).abs();
            }
            [(_, line)] => one_sided.push(line),
            _ => {}
        }
        let sum: f64 = present
            .iter()
            .map(|(score, _)| (score - low) / (high - low))
            .sum();
        #[expect(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            reason = "one or two answers; trust is held in single precision"
        )]
        let trust = (sum / present.len() as f64) as f32;
        if trust > 0.0 {
            ties.push(Tie {
                seats: *seats,
                trust: trust.min(1.0),
            });
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "a number of pairs")]
    if found.answered_by_both > 0 {
        found.mean_apart = apart / found.answered_by_both as f64;
    }
    found.lowest = odd(lowest);
    found.one_sided = odd(one_sided);
    (ties, found)
}

fn odd(mut lines: Vec<u64>) -> Odd {
    lines.sort_unstable();
    let mut odd = Odd::default();
    for line in lines {
        odd.add(line);
    }
    odd
}
