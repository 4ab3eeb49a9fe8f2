#!/usr/bin/env bash
# The documents in the programs that people open them with. LibreOffice turns deck and workbook into pages, Chromium opens the report in light
# and dark and prints it; a console message of the report or a page that is missing is a fault. Pages are left as PNG in a folder, to be looked at.
# Where a program is missing this says so and goes on: what it would have shown is then not shown.
#
#   bash tests/office/run.sh target/release/seci [FOLDER FOR THE PAGES]
set -euo pipefail
seci=$(realpath "${1:?the program}")
cd "$(dirname "$0")/../.."
pages=${2:-$(mktemp -d)}
mkdir -p "$pages"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
faults=0
fault() { echo "FAULT: $*"; faults=$((faults + 1)); }
first() { for name in "$@"; do command -v "$name" && return 0; done; return 1; }

office=$(first soffice libreoffice) || { office=; echo 'LibreOffice is not installed: deck and workbook are not opened'; }
browser=$(first chromium chromium-browser google-chrome) || { browser=; echo 'Chromium is not installed: the report is not opened'; }
paint=$(first pdftoppm) || { paint=; echo 'pdftoppm is not installed: no pictures of pages'; }

"$seci" run scenarios/over-investment.toml --replicates 40 --out "$work/over-investment" > /dev/null
"$seci" run scenarios/reality-shift.toml --replicates 40 --out "$work/reality-shift" > /dev/null
"$seci" run scenarios/sweeps/explicit-share.toml --replicates 10 --out "$work/explicit-share" > /dev/null
"$seci" run scenarios/consulting-firm.toml --replicates 10 --out "$work/consulting-firm" > /dev/null

painted() { [ -z "$paint" ] || "$paint" -r "$3" -png "$1" "$2"; }

for name in over-investment reality-shift explicit-share consulting-firm; do
  folder="$work/$name"
  if [ -n "$office" ]; then
    for file in deck.pptx workbook.xlsx; do
      "$office" -env:UserInstallation="file://$work/profile" --headless --convert-to pdf "$folder/$file" --outdir "$folder" > /dev/null 2>&1 || true
      made="$folder/${file%.*}.pdf"
      if [ -s "$made" ]; then
        cp "$made" "$pages/$name-${file%.*}.pdf"
      else
        fault "LibreOffice does not open $name/$file"
      fi
    done
    if [ -s "$folder/deck.pdf" ]; then
      painted "$folder/deck.pdf" "$pages/$name-deck" 72
      slides=$(unzip -l "$folder/deck.pptx" | grep -c 'ppt/slides/slide') || true
      if [ -n "$paint" ] && [ "$(find "$pages" -name "$name-deck-*.png" | wc -l)" != "$slides" ]; then
        fault "$name: $slides slides, but another number of pages"
      fi
    fi
  fi
  if [ -n "$browser" ]; then
    for theme in light dark; do
      timeout 120 "$browser" --headless --no-sandbox --disable-gpu --hide-scrollbars --enable-logging=stderr --window-size=1280,5600 \
        --virtual-time-budget=5000 --screenshot="$pages/$name-$theme.png" "file://$folder/report.html#theme=$theme" 2> "$work/log" || fault "$name: Chromium ended badly"
      if grep CONSOLE "$work/log"; then
        fault "$name, $theme: the report writes to the console"
      fi
      [ -s "$pages/$name-$theme.png" ] || fault "$name: no picture of the report"
    done
    timeout 120 "$browser" --headless --no-sandbox --disable-gpu --no-pdf-header-footer --virtual-time-budget=5000 \
      --print-to-pdf="$pages/$name-print.pdf" "file://$folder/report.html#theme=dark" > /dev/null 2>&1 || fault "$name: the report does not print"
    # What the script has drawn is in the page: the interactive chart and its numbers.
    timeout 120 "$browser" --headless --no-sandbox --disable-gpu --virtual-time-budget=5000 --dump-dom "file://$folder/report.html" > "$work/dom" 2> /dev/null
    grep -q '<canvas' "$work/dom" || fault "$name: no interactive chart"
  fi
done
echo "pages in $pages"
if [ "$faults" -gt 0 ]; then
  echo "$faults faults"
  exit 1
fi
echo 'no faults'
