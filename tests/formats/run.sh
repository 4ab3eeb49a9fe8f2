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
check() { python3 "$here/check.py" "$@"; }

say 'folders to read'
command -v python3 > /dev/null || { echo 'skipped altogether: there is no python3'; exit 0; }
python3 -m venv "$work/tools" 2> /dev/null || echo '   no virtual environment can be made (Debian: apt install python3-venv)'
typed=
"$seci" run "$here/sweep.toml" --out "$work/typed" --no-charts --parquet > /dev/null 2>&1 && typed=$work/typed
cd "$work"
"$seci" run "$here/sweep.toml" --out sweep --no-charts

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
if [ -z "$typed" ]; then
  skip 'Parquet: this seci is built without it'
elif has polars; then
  python "$here/twins.py" "$typed"
  ran="$ran; Parquet"
else skip 'Parquet: polars cannot be installed'; fi

say 'SALib'
if has SALib pandas; then
  cp "$examples/salib.toml" .
  python "$examples/salib_example.py" sample
  "$seci" run salib.toml --no-charts
  check sample output/salib points.csv
  python "$examples/salib_example.py" analyse output/salib
  echo '   the same by seci:'
  "$seci" run "$here/saltelli.toml" --no-charts
  python "$examples/salib_example.py" analyse output/saltelli > salib.csv
  check indices output/saltelli salib.csv
  ran="$ran; SALib"
else skip 'SALib cannot be installed'; fi

say 'EMA Workbench'
if has ema_workbench; then
  cp "$examples/ema.toml" .
  python "$examples/ema_example.py" sample 2> /dev/null
  "$seci" run ema.toml --no-charts
  check sample output/ema experiments.csv
  python "$examples/ema_example.py" analyse output/ema
  ran="$ran; EMA Workbench"
else skip 'the EMA Workbench cannot be installed'; fi

say 'done'
echo "agree: ${ran:2}"
echo "skipped: ${skipped:2}"
