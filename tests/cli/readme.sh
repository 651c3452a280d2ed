#!/bin/bash
# What the README says of the tree is so: each path of "Where is what" exists, each of its links leads to a file, each command it has a newcomer type is a target of the Makefile; and no
# test makes files of its own in a folder that all share.
. "$(dirname "$0")/../lib/lib.sh"
rows=0 missing=
while IFS= read -r path; do
    rows=$((rows + 1))
    [ -e "$path" ] || missing="$missing $path"
done < <(sed -n '/^| What | Where it is |/,/^$/p' README.md | grep -oE '`[^`]+`' | tr -d '`')
[ -z "$missing" ] && [ $rows -gt 30 ] && ok "Where is what: $rows paths" || not_ok "Where is what ($rows paths)" "not there:$missing"
missing=
for target in $(grep -oE '(^|[^a-z-])make [a-z][a-z-]*' README.md | sed 's/.*make //' | sort -u); do
    grep -qE "^([a-z-]+ )*$target( [a-z-]+)*:" Makefile || missing="$missing $target"
done
[ -z "$missing" ] && ok "each make target of the README" || not_ok "make targets of the README" "unknown:$missing"
missing= rows=0
for path in $(grep -oE '\]\([^)#]+' README.md | cut -c3- | grep -v '^http'); do
    rows=$((rows + 1))
    [ -e "$path" ] || missing="$missing $path"
done
[ -z "$missing" ] && [ $rows -ge 5 ] && ok "each link of the README" || not_ok "links of the README ($rows)" "not there:$missing"
shared=$(grep -rnE '"?/(tmp|dev/shm|var/tmp)(/|")' tests --include='*.c' --include='*.h' --include='*.sh' | grep -vE '^tests/(lib/(lib\.sh|scratch\.[ch])|run\.sh|cli/readme\.sh):')
[ -z "$shared" ] && ok "no test has a folder that all share" || not_ok "folders that all share" "$shared"
finish
