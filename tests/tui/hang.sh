#!/bin/bash
# An exchange folder that hangs, a real one: a FUSE folder whose server reads no request any more, under the first of two and under
# both; and the data folder, at a log-in and when the seat is left. The screen goes on as without, and the program ends all the same.
# In a name space of its own, where mounting is allowed.
. "$(dirname "$0")/../lib/lib.sh"
define=()
while IFS= read -r line; do define+=(-D "$line"); done < <("$build/tui-seat" --print-codes)
apart=(unshare -m)
[ "$(id -u)" -eq 0 ] || apart=(unshare -rm)
# FOLDERS WHERE COMMAND…: within the name space, with so many folders mounted, of which each must have hung; 77 when mounting is not
# allowed. WHERE: what hang-folder is told besides
within='
folders=$1 where=$2; shift 2
mount --make-rprivate / 2>/dev/null
for n in $(seq "$folders"); do
    "$build/hang-folder" "$scratch/drop-$n" "$scratch/hung-$n" $where >"$scratch/mounted-$n" & servers="$servers $!"
    until [ -s "$scratch/mounted-$n" ] || ! kill -0 $! 2>/dev/null; do sleep 0.1; done
    [ -s "$scratch/mounted-$n" ] || { wait $!; exit 77; }
done
"$@"; rc=$?
for n in $(seq "$folders"); do [ -e "$scratch/hung-$n" ] || { echo "folder $n never hung"; rc=1; }; done
kill $servers; wait; exit $rc'
export scratch build
hangs() { # NAME FOLDERS SCRIPT WHERE
    local rc
    rm -rf "$scratch"/hung-* "$scratch"/mounted-* "$scratch"/drop-* "$scratch/over"
    mkdir "$scratch/drop-1" "$scratch/drop-2"
    "${apart[@]}" bash -c "$within" within "$2" "${4:-}" timeout 300 "$build/tui-run" "${define[@]}" -D DESK="$build/tui-seat" -D SIZE=24x80 \
        -D FIRST="$scratch/drop-1" -D SECOND="$scratch/drop-2" -D OVER="$scratch/over" -E LANG=C.UTF-8 "tests/tui/$3" >"$scratch/log" 2>&1
    rc=$?
    case $rc in
    0) ok "$1" ;;
    77) skip "$1" "the kernel lets us mount no FUSE folder" ;;
    *) not_ok "$1" "$(cat "$scratch/log")" ;;
    esac
}
if "${apart[@]}" true 2>/dev/null; then
    hangs "the first of two exchange folders hangs" 1 hang.tui
    [ -n "$(find "$scratch/drop-2" -name '*.answers')" ] && ok "the second has the answers" || not_ok "the second has the answers" "$(ls -la "$scratch/drop-2")"
    hangs "both hang" 2 hang.tui
    # the paper is looked for when the seat is unlocked, and when it is to be opened
    hangs "the data folder hangs at a log-in" 1 hang_data.tui ".0001.attempt 2 $scratch/over"
    hangs "the same line by line" 1 hang_data_lines.tui ".0001.attempt 2 $scratch/over"
    hangs "it hangs when the seat is left" 1 hang_leave.tui ".0001.attempt 2 $scratch/over"
else
    skip "folders that hang" "no name space of its own is allowed here"
fi
finish
