#!/usr/bin/env bash
# Do other programs read our folders, and do they agree with us? Runs the examples of docs/examples against real folders.
#
#     tests/formats/run.sh [SECI]      the program to test; target/release/seci if none is given
#
# Tools are installed by pip into a folder that is removed at the end. What cannot be installed is skipped, and said so;
# the exit code is 1 only where a tool that runs disagrees.
set -euo pipefail
cd "$(dirname "$0")/../.."

seci=$(realpath "${1:-target/release/seci}")
here=$PWD/tests/formats
examples=$PWD/docs/examples
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
ran=
skipped=

say() { printf '\n== %s\n' "$1"; }
skip() {
  printf '   skipped: %s\n' "$1"
  skipped="$skipped; $1"
}
# Whether these packages are there, or can be had.
has() {
  [ -x "$work/tools/bin/pip" ] \
    && "$work/tools/bin/pip" install --quiet --disable-pip-version-check --retries 1 --timeout 20 "$@" > "$work/pip.log" 2>&1
}
python() { "$work/tools/bin/python" -W ignore "$@"; }
# The last line of a run, or why there is none.
run() { "$seci" run "$@" --no-charts 2> run.log | tail -n 1 || { cat run.log; exit 1; }; }
check() { python3 "$here/check.py" "$@"; }

say 'folders to read'
command -v python3 > /dev/null || { echo 'skipped altogether: there is no python3'; exit 0; }
python3 -m venv "$work/tools" 2> /dev/null || echo '   no virtual environment can be made (Debian: apt install python3-venv)'
cd "$work"
run "$here/sweep.toml" --out sweep
# Bad input, code 2, is what a program says that was built without Parquet.
code=0
"$seci" run "$here/sweep.toml" --out typed --no-charts --parquet > /dev/null 2> run.log || code=$?
[ "$code" = 0 ] || [ "$code" = 2 ] || { cat run.log; exit 1; }

say 'pandas'
if has pandas scipy; then
  python "$examples/pandas_example.py" sweep > pandas.csv
  check reading sweep pandas.csv
  ran="$ran; pandas"
else skip 'pandas cannot be installed'; fi

say 'polars'
if has polars; then
  python "$examples/polars_example.py" sweep > polars.csv
  check reading sweep polars.csv
  ran="$ran; polars"
else skip 'polars cannot be installed'; fi

say 'DuckDB'
if has duckdb-cli; then
  tools/bin/duckdb -csv -cmd "SET VARIABLE folder = 'sweep'" -f "$examples/duckdb_example.sql" > duckdb.csv
  check reading sweep duckdb.csv
  ran="$ran; DuckDB"
else skip 'DuckDB cannot be installed'; fi

say 'R'
if command -v Rscript > /dev/null; then
  Rscript "$examples/r_example.R" sweep > r.csv
  check reading sweep r.csv
  ran="$ran; R"
else skip 'R is not on this machine'; fi

say 'Parquet'
if [ "$code" = 2 ]; then
  skip 'Parquet: this seci is built without it'
elif has polars; then
  python "$here/twins.py" typed
  ran="$ran; Parquet"
else skip 'Parquet: polars cannot be installed'; fi

say 'SALib'
if has SALib pandas; then
  cp "$examples/salib.toml" .
  python "$examples/salib_example.py" sample
  run salib.toml
  check sample output/salib points.csv
  python "$examples/salib_example.py" analyse output/salib
  echo '   the same by seci:'
  run "$here/saltelli.toml"
  python "$examples/salib_example.py" analyse output/saltelli > salib.csv
  check indices output/saltelli salib.csv
  cp output/saltelli/design.csv points.csv
  run salib.toml
  cmp output/saltelli/points.csv output/salib/points.csv
  echo '   and its design read as a sample gives the same points.csv'
  ran="$ran; SALib"
else skip 'SALib cannot be installed'; fi

say 'EMA Workbench'
if has ema_workbench; then
  cp "$examples/ema.toml" .
  python "$examples/ema_example.py" sample 2> /dev/null
  run ema.toml
  check sample output/ema experiments.csv
  python "$examples/ema_example.py" analyse output/ema
  ran="$ran; EMA Workbench"
else skip 'the EMA Workbench cannot be installed'; fi

say 'done'
echo "agree: ${ran:2}"
echo "skipped: ${skipped:2}"
