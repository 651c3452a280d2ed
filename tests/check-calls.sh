#!/bin/sh
# No circle among modules in what they call, as the compiled objects have it: the names each defines and the names it wants.
#   tests/check-calls.sh BUILD
set -eu
objects=$(cd "$1/obj" && pwd)
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# of the sources there are now: a build folder may hold objects of files that are gone
find app tools -name '*.c' | sort | sed "s#\(.*\)\.c\$#$objects/\1.o#" | while read -r o; do [ ! -e "$o" ] || echo "$o"; done >"$work/objects"
[ "$(wc -l <"$work/objects")" -gt 100 ] || { echo "$objects: not the objects of the whole build" >&2; exit 1; }
xargs nm -A -g <"$work/objects" | sed "s#^$objects/##" | awk '
    { split($1, part, ":"); file = part[1]; kind = $(NF - 1); name = $NF }
    kind == "U" { want[++n] = file " " name; next }
    { at[name] = file }
    END { for (i = 1; i <= n; i++) { split(want[i], w, " "); if (w[2] in at && at[w[2]] != w[1]) print w[1], at[w[2]] } }' >"$work/calls"
{ find app tools -name '*.[ch]' | sort; cat "$work/calls"; } | awk -f tests/lib/modules.awk >"$work/pairs"
[ -s "$work/pairs" ] || { echo "no call between modules found" >&2; exit 1; }
if ! tsort <"$work/pairs" >/dev/null 2>"$work/loops"; then
    echo "modules call each other in a circle:" >&2
    sed 's/^tsort: //' "$work/loops" >&2
    exit 1
fi
echo "calls go one way: $(sort -u "$work/pairs" | wc -l) between modules"
