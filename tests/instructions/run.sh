#!/usr/bin/env bash
# Counts the instructions of three fixed runs of the two-loop model (benches/instructions.rs) with callgrind and compares them with
# counts.txt, so that a change which makes the model slower is seen at once, whatever else the machine is doing.
#
#   bash tests/instructions/run.sh            compare; more than 3 % above or below is an error
#   bash tests/instructions/run.sh --accept   write the counts of this compiler into counts.txt: for a deliberate change, or a new compiler
#
# A count belongs to a version of the compiler and to a kind of processor. Where there is none for them, or no valgrind, nothing is compared
# and the script says so.
set -euo pipefail
cd "$(dirname "$0")/../.."
counts=tests/instructions/counts.txt

if [ ! -f "$counts" ] && [ "${1:-}" != --accept ]; then
  echo "$counts is missing; bash tests/instructions/run.sh --accept writes it anew" >&2
  exit 1
fi
if ! command -v valgrind >/dev/null; then
  echo 'valgrind is not installed: instructions are not counted'
  exit 0
fi
binary=$(cargo bench --locked --bench instructions --no-run --message-format=json 2>/dev/null |
  sed -n 's/.*"name":"instructions".*"executable":"\([^"]*\)".*/\1/p' | tail -n 1)
if [ -z "$binary" ]; then
  echo 'the runs do not compile: cargo bench --bench instructions --no-run' >&2
  exit 1
fi
vectors=portable
if grep -qsw avx2 /proc/cpuinfo; then vectors=avx2; fi
key="$(rustc --version | cut -d ' ' -f 2) $(uname -m)-$vectors"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

bad=0
known=1
: >"$scratch/new"
for level in best portable; do
  for run in weekly short complex; do
    SECI_LEVEL=$level valgrind --tool=callgrind --callgrind-out-file=/dev/null "$binary" "$run" >"$scratch/out" 2>"$scratch/err" || {
      cat "$scratch/err" >&2
      exit 1
    }
    count=$(sed -n 's/.*Collected *: *\([0-9]*\).*/\1/p' "$scratch/err")
    echo "$key $level $run $count" >>"$scratch/new"
    before=$(grep -sF "$key $level $run " "$counts" | cut -d ' ' -f 5 || true)
    if [ -z "$before" ]; then
      known=0
      printf '%-9s %-9s %12s\n' "$level" "$run" "$count"
      continue
    fi
    verdict=$(awk -v now="$count" -v before="$before" 'BEGIN {
      change = 100 * (now / before - 1)
      printf "%+.2f %% %s", change, (change > 3 || change < -3) ? "CHANGED" : "" }')
    printf '%-9s %-9s %12s, before %12s: %s\n' "$level" "$run" "$count" "$before" "$verdict"
    case $verdict in *CHANGED) bad=1 ;; esac
  done
done

if [ "${1:-}" = --accept ]; then
  { grep -svF "$key " "$counts" || true; cat "$scratch/new"; } | sort >"$scratch/all"
  mv "$scratch/all" "$counts"
  echo "accepted for $key"
elif [ "$known" = 0 ]; then
  echo "no counts for $key: not compared; bash tests/instructions/run.sh --accept writes them down"
elif [ "$bad" = 1 ]; then
  echo 'the number of instructions has changed by more than 3 %; if that is meant: bash tests/instructions/run.sh --accept' >&2
  exit 1
fi
