#!/bin/sh
# Makes docs/report.png, the picture in the README: the report on the example submissions, as a browser shows it.
# Needs zhunsheng and chromium on PATH (another browser of that family: BROWSER=…), and a Chinese font.
# Run from the root of the repository: uv run docs/picture.sh
set -eu

browser=${BROWSER:-chromium}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# `check` ends with 1 where it finds violations, as it does here.
zhunsheng check examples/jianghai-urbanization-14fyp --quiet -o "html=$work/report.html" || [ $? -eq 1 ]

# Three windows on that one report: its beginning, a violation, and an indicator; `only` hides what lies between.
only() { sed "s|</head>|<style>.top, main > section, .card, .panel, section h3, .legend { display: none } $1 { display: block }</style></head>|" "$work/report.html"; }
only 'main > section.violation, .violation > .card:first-of-type' > "$work/violation.html"
only 'main > section[aria-labelledby=indicators], #i-sewage-collection-rate' > "$work/indicator.html"
cat > "$work/picture.html" <<'HTML'
<!DOCTYPE html><meta charset="utf-8"><style>
body { margin: 0; background: #fff; width: 1400px; overflow: hidden }
iframe { display: block; border: 0; width: 1400px }
.summary { height: 960px } .violation { height: 420px } .indicator { height: 500px }
</style>
<iframe class="summary" scrolling="no" src="report.html"></iframe>
<iframe class="violation" scrolling="no" src="violation.html"></iframe>
<iframe class="indicator" scrolling="no" src="indicator.html"></iframe>
HTML

# Root in a container may not start the browser's sandbox; the page is our own file.
[ "$(id -u)" -ne 0 ] || set -- --no-sandbox
"$browser" --headless --disable-gpu --hide-scrollbars --disable-background-networking --no-first-run \
  --user-data-dir="$work/profile" --virtual-time-budget=3000 --window-size=1400,1880 \
  --screenshot="$work/report.png" "$@" "file://$work/picture.html"
mv "$work/report.png" docs/report.png
