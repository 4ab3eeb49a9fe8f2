#!/usr/bin/env bash
# What the proofs on real engines share: the program, a folder of their own, the single machine's result, what to compare.
# It knows nothing of any engine. To be sourced.

set -euo pipefail

repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
documentation=$repository/docs/clusters.md
folder=$(mktemp -d)

say() { printf '%4s s  %s\n' "$SECONDS" "$*"; }

# Says what went wrong and ends the proof; the engine's `on_failure` prints its logs.
fail() {
    say "FAIL: $*" >&2
    on_failure >&2 || true
    exit 1
}
on_failure() { :; }

# The engine is not to be had here: no proof, and no fault.
skip() {
    say "SKIPPED: $*"
    exit 0
}

# wait_until SECONDS WHAT COMMAND…: asks again and again, never for ever.
wait_until() {
    local limit=$((SECONDS + $1)) what=$2
    shift 2
    until "$@"; do
        ((SECONDS < limit)) || fail "waited in vain until $what"
        sleep 0.3
    done
}

# Ends the processes that the proof started, by their numbers.
end_processes() {
    local process
    for process in "$@"; do kill "$process" 2>/dev/null || true; done
    for process in "$@"; do wait "$process" 2>/dev/null || true; done
}

# from_documentation FILE: writes the block of docs/clusters.md below the line `<!-- FILE -->`, so that what is proven is what is
# written.
from_documentation() {
    awk -v mark="<!-- $1 -->" '
        /^```/ && block { exit }
        block { print }
        /^```/ && marked { block = 1 }
        $0 == mark { marked = 1 }
    ' "$documentation" >"$1"
    [[ -s $1 ]] || fail "docs/clusters.md has no block after <!-- $1 -->"
    sed 's/^/        | /' "$1"
}

# documented LINE: runs a command line that docs/clusters.md gives, and no other.
documented() {
    grep -qF -- "$1" "$documentation" || fail "docs/clusters.md does not say: $1"
    bash -c "$1"
}

# Builds the program (or takes the one that SECI names), puts it on PATH and goes into an empty folder beside the sweep.
prepare() {
    local program=${SECI:-}
    if [[ -z $program ]]; then
        (cd "$repository" && cargo build --locked --release --quiet)
        program=$(cd "$repository" && realpath "${CARGO_TARGET_DIR:-target}")/release/seci
    fi
    mkdir "$folder/bin" "$folder/work"
    ln -s "$program" "$folder/bin/seci"
    PATH=$folder/bin:$PATH
    cp "$repository/tests/clusters/sweep.toml" "$folder/work/"
    cd "$folder/work"
}

# The result that the merged one has to equal.
single_machine() {
    say 'the sweep on this machine alone'
    seci run sweep.toml --out single >single.txt 2>&1 || fail "$(tail -n 5 single.txt)"
    say 'done'
}

# at_work PART: part PART of 8 has written some runs (a run takes less than 1 kB), so that a kill leaves a half-finished part.
at_work() { [[ $(find "output/sweep.part-$1-of-8/runs.ledger" -size +16k 2>/dev/null) ]]; }

# process_of PART: the number of the process that computes part PART of 8, by the lock that it holds.
process_of() {
    local process
    for process in /proc/[0-9]*; do
        if [[ $(readlink "$process/fd/"* 2>/dev/null) == *"$folder/work/output/sweep.part-$1-of-8/"* ]]; then
            basename "$process"
            return
        fi
    done
}

# merge: joins the parts as documented; prints what a user has to know of it, and fails as the program does.
merge() {
    local ended=0
    documented 'seci merge output/sweep.part-*-of-8' >merge.txt 2>&1 || ended=$?
    grep -E '^(note|error|joined)' merge.txt | sed 's/^/        /'
    return "$ended"
}

# expect_missing PART…: merging must fail, name these parts with the option that computes each, and no other part.
expect_missing() {
    local part
    say "merge, while runs of parts $* are missing"
    if merge; then fail 'seci merge found nothing missing'; fi
    for part in 1 2 3 4 5 6 7 8; do
        if [[ " $* " == *" $part "* ]]; then
            grep -q -- "--shard $part/8" merge.txt || fail "seci merge does not say how to compute part $part"
        elif grep -q -- "--shard $part/8" merge.txt; then
            fail "seci merge calls part $part incomplete, which is whole"
        fi
    done
}

# Merges what is complete now, and compares with the single machine's result.
merge_and_compare() {
    local same
    say 'merge'
    merge || fail 'seci merge says that something is missing'
    for same in runs.csv points.csv optimum.csv charts; do
        [[ -e single/$same ]] || fail "the single machine wrote no $same: nothing to compare"
    done
    diff -r --exclude=manifest.json --exclude=runs.ledger --exclude=.seci-lock single output/sweep ||
        fail 'the merged result differs from that of a single machine'
    say "$(find single -type f ! -name manifest.json ! -name runs.ledger ! -name .seci-lock | wc -l) files of tables and charts: the same bytes"
}
