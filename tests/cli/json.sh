#!/bin/bash
# An answer in JSON is JSON, whatever a name holds that stands in it.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
w=$scratch/office file="$scratch/a \"copy\" \\ of it"
make_office "$w" && make_session "$w" ca-1 && ok "an office with a session" || not_ok "an office with a session"
office "$w" simulate ca-1 --candidates 6 -o "$scratch/room" >/dev/null
# answers NAME SQL WANT COMMAND…: runs it with --json; a value of the one object it answers.
answers() {
    local name=$1 sql=$2 want=$3 said
    shift 3
    "$@" >"$scratch/said.json" 2>"$scratch/said.err"
    said=$(sqlite3 :memory: "SELECT json_valid(said), $sql FROM (SELECT CAST(readfile('$scratch/said.json') AS TEXT) AS said)" 2>&1)
    [ "$said" = "1|$want" ] && ok "$name" || not_ok "$name" "wanted 1|$want, got $said of: $(cat "$scratch/said.json" "$scratch/said.err")"
}
value() { printf "json_extract(said, '$.%s')" "$1"; }
answers "collect" "$(value files) || ' ' || $(value new) || ' ' || $(value missing)" "7 7 0" office "$w" --json collect "$scratch/room"
answers "grade" "$(value session) || ' ' || $(value papers) || ' ' || length($(value basis))" "ca-1 7 64" office "$w" --json grade ca-1
answers "audit" "$(value papers) || ' ' || $(value drawn) || ' ' || $(value graded)" "7 1 1" office "$w" --json audit ca-1
answers "rebuild" "$(value sessions)" 1 office "$w" --json rebuild
answers "backup" "$(value file)" "$file" office "$w" --json backup "$file"
answers "restore" "$(value folder)" "$file.d" "$ctl" -C "$file.d" --pass office="$scratch/pass.office" --json restore "$file"
finish
