#!/bin/sh
# Holds the house: which room may include which, in what order core's modules stand, and that nothing goes round in a circle.
#   tests/check-layers.sh ROOT
set -eu
cd "${1:-.}"
found=$(mktemp)
trap 'rm -f "$found" "$found.pairs" "$found.loop"' EXIT
complain() { # MESSAGE, then lines on stdin; into a file, for a pipe's end cannot set a variable
    lines=$(cat)
    [ -z "$lines" ] || printf 'layer broken: %s\n%s\n' "$1" "$lines" >>"$found"
}
sources() { find "$@" -name '*.[ch]' 2>/dev/null | sort; }

# FILE INCLUDED, a line each, of everything in app and tools
sources app tools | xargs awk 'match($0, /^ *# *include *"[^"]*"/) {
    split($0, part, "\""); print FILENAME, part[2] }' >"$found.pairs"
[ -s "$found.pairs" ] || echo "no include found in app and tools" | complain "nothing to look at"

# ---- rooms: a room, and all the rooms it may include besides itself ----
rooms="
app/core:
app/tui: app/core
app/tui/term: app/core app/tui
app/client: app/core app/tui app/tui/term
app/room: app/core app/tui app/tui/term
app/main.c: app/core app/tui app/tui/term app/client app/room
tools/table: app/core
tools/import: app/core tools/table
tools/bank: app/core tools/table tools/import
tools/office: app/core tools/table
tools/report: app/core tools/table tools/office
tools/seat: app/core app/tui
tools/guide: app/core tools/report
tools/shared: app/core tools/table tools/office
tools/work: app/core tools/table tools/import tools/bank tools/office tools/report tools/shared
tools/ctl.h: app/core tools/table tools/work
tools/ctl.c: app/core tools/ctl.h
tools/cmd: app/core tools/table tools/import tools/bank tools/office tools/report tools/work tools/ctl.h
tools/desk: app/core app/tui app/tui/term tools/work
tools: app/core tools/ctl.h tools/table tools/import tools/bank tools/office tools/report tools/work tools/cmd tools/desk
"
printf '%s' "$rooms" | awk '
function room_of(path,   best, r) { # the longest room that path lies in
    best = ""
    for (r in may)
        if ((path == r || index(path, r "/") == 1) && length(r) > length(best)) best = r
    return best
}
FNR == NR { if (NF) { name = substr($1, 1, length($1) - 1); may[name] = " " name " "; for (i = 2; i <= NF; i++) may[name] = may[name] $i " " }; next }
{
    own = room_of($1); other = room_of($2)
    if (own == "") print $1 " lies in no room of the house"
    else if (other == "" || index(may[own], " " other " ") == 0) print $1 " includes " $2
}' - "$found.pairs" | complain "a room includes one that is not below it"

# ---- the terminal layer knows of core only texts, errors and clocks ----
awk '$1 ~ /^app\/tui\// && $2 ~ /^app\/core\// && $2 !~ /\/(clock|err|i18n|text|utf8)\.h$/ { print $1 " includes " $2 }' "$found.pairs" |
    complain "the terminal layer knows more of core than texts, errors and clocks"

# ---- the modules of a room, lowest first: each includes only what stands before it. Parts (bank_seal.c, session_layout.h) belong to
# their module; names that end in / are folders of modules that include none of each other but the folder's own header ----
ordered() { # ROOM MODULE…
    room=$1; shift
    awk -v room="$room/" -v order="$*" '
    function folder(path) { return match(path, /^[^\/]*\//) ? substr(path, 1, RLENGTH) : "" }
    function module(path,   m) {
        path = substr(path, length(room) + 1); sub(/\.[ch]$/, "", path)
        if (path in rank) return path
        for (m = path; sub(/_[^_\/]*$/, "", m); ) if (m in rank) return m
        if (folder(path) in rank) return folder(path)
        print room path " has no place in the order of " room " (tests/check-layers.sh)"
        return ""
    }
    BEGIN { n = split(order, name, " "); for (i = 1; i <= n; i++) rank[name[i]] = i }
    index($1, room) == 1 && index($2, room) == 1 {
        own = module($1); other = module($2)
        if (own != "" && other != "" && rank[other] > rank[own]) print $1 " includes " $2
    }' "$found.pairs" | complain "${room#*/} includes against its order"
}
ordered app/core confine utf8 i18n reason err buf wire text block characters file ballast crypt clock code package profile textfile sticks keys minisign \
    room_action voucher bank pool_title session commitment paper order roomlog session_build journal ack answers claim attempt room_record build manifest status session_key worker errand disk_trial outbox
ordered app/tui keypress canvas decoder action field input list filter table paragraph beside pager meter word form picker frame lang loop line_terminal term/
ordered app/client state message actions reading environment kiosk_console room_record_file room_record_writer attempt_holder unfinished_export attempt_delivery attempt_writer attempt_opening exam disk_trouble model bank_title flow time_left record_wait \
    grid_rows arrival exchange delivery save_state seat_status seat_trouble vouchers first_start papers seat_manifest unlock stick_copy leaving invigilator_box intervention orders questions practice states/ client screens/ speaker linear_say frontend screen_mode linear purge sandbox selftest options supervisor

# ---- no circle among modules: whoever includes stands above what it includes ----
{ sources app tools; echo; cat "$found.pairs"; } | awk -f tests/lib/modules.awk >"$found.loop"
tsort <"$found.loop" 2>&1 >/dev/null | sed "s/^tsort: //" | complain "modules include each other in a circle"

grep -nE '#include *[<"](n?curses|ncursesw/|term\.h|panel)' $(sources app tools | grep -v '^app/tui/term/') /dev/null |
    complain "curses outside app/tui/term"
grep -nE '(^|[^a-zA-Z_])(printf|vprintf|puts|putchar|perror|exit|_exit|abort)[ ]*\(|std(out|err)' $(sources app/core) /dev/null |
    complain "core prints or exits"
grep -nE '(^|[^a-zA-Z_])(printf|vprintf|puts|putchar|perror|exit|_exit|abort)[ ]*\(|std(out|err)' $(sources tools/work tools/desk app/room) /dev/null |
    complain "what others show is printed where it is done"
grep -nE '#include *<sodium' $(sources app tools | grep -vE '^app/core/(crypt|crypt_cost|keys|minisign|textfile|code|voucher|journal)\.c$') /dev/null |
    complain "libsodium outside crypt, keys, minisign, textfile, code, voucher, journal"
grep -nE '#include *<(glib|pango|cairo|csv\.h|utf8proc)' $(sources app) /dev/null |
    complain "the client links more than ncurses, sqlite3, libsodium"

if [ -s "$found" ]; then
    cat "$found" >&2
    exit 1
fi
echo "layers hold"
