#!/bin/bash
# The client and the room console as they are shipped, taken over by somebody (tests/lib/preload/escape.c): what is tried in their loop and in the thread of
# an exchange folder fails. Each way out by itself: unit/test_sandbox.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
. tests/lib/lines.sh
w=$scratch/office
room=$scratch/room # the folders around those of the seat are open, too
mkdir -p "$scratch/data" "$room/share"
check "the self-test names it" 0 "^sandbox  +good +" "$client" --selftest --lang en --data "$scratch/data" --drop "$room/share"
detail=$("$client" --selftest --lang en --data "$scratch/data" --drop "$room/share" | sed -n 's/^sandbox  *good  *//p')
if ! [[ $detail =~ ^Landlock\ [0-9]+,\ seccomp$ ]]; then
    check "where it cannot be had, --sandbox makes the seat unfit" 1 "^sandbox  +BAD" "$client" --selftest --sandbox --lang en --data "$scratch/data"
    skip "attempts from within the client" "the sandbox here: $detail"
    finish
    exit
fi
ok "it is whole here: $detail"
make_office "$w" && make_session "$w" ca-1 && ok "an office with a session" || not_ok "an office with a session"

# escape WAY…: a seat that tries it, unlocked; what came of it stands in $told, its exit code in $left
escape() {
    rm -rf "$room/seat"
    mkdir "$room/seat"
    told=$room/seat/told
    before_client="env LD_PRELOAD=$build/escape.so ESCAPE=$1 ESCAPE_TOLD=$told"
    "${who:-at_seat}"
    # a wrong log-in is recorded, by a thread: the first status may be written before the loop begins
    [ "$2" != thread ] || [ -n "${who:-}" ] || { await tried_by loop; say 999; say 22222-22222; }
    await tried_by "$2" # the way in is open until then
    exec {to}>&-
    cat <&"$from" >/dev/null
    wait "$exam" 2>/dev/null
    left=$?
    exec {from}<&-
}
at_seat() { sit_down MAY-01 "$room/seat" --drop "$room/share" --sandbox; }
at_console() {
    coproc EXAM { exec $before_client "$client" --room --session "$w/sessions/ca-1/ca-1.session" --trust "$w/keys/office.pub" --drop "$room/share" \
        --data "$room/seat" --pass session="$scratch/pass.ca-1" --lang en --linear --sandbox 2>&1; }
    exam=$EXAM_PID
    exec {to}>&"${EXAM[1]}"- {from}<&"${EXAM[0]}"-
}
tried_by() { grep -q "^$1 tries" "$told" 2>/dev/null; } # loop|thread
outcome() { sed -n "s/^$1 .* \([^ ]*\)\$/\1/p" "$told" | grep -vx tries | sort -u; } # loop|thread
refused() { # NAME WAY ERRNO
    escape "$2" thread
    [ "$(outcome loop)" = "$3" ] && ok "$1, in the loop: refused" || not_ok "$1, in the loop" "$(cat "$told")"
    [ "$(outcome thread)" = "$3" ] && ok "$1, in an exchange folder's thread: refused" || not_ok "$1, in the thread" "$(cat "$told")"
    [ "$left" -eq 0 ] && ok "… and the client goes on" || not_ok "$1: the client goes on" "exit $left"
}
killed() { # NAME WAY
    escape "$2" loop
    [ "$left" -eq 159 ] && [ -z "$(outcome loop)" ] && ok "$1: stopped at once" || not_ok "$1: stopped at once" "exit $left: $(cat "$told")"
}
refused "a foreign file" open=/etc/passwd 13
refused "a file of the office's" "open=$w/office.ini" 13
refused "a connection" socket 1
killed "another program" exec=/bin/true
killed "another process" fork
killed "looking into processes" ptrace
escape "open=$room/seat" loop
[ "$(outcome loop)" = done ] && ok "its own folder it reads: the attempts are real" || not_ok "its own folder it reads" "$(cat "$told")"

# the console of the room, which reads what many can write
who=at_console
refused_there() { # NAME WAY ERRNO
    escape "$2" loop
    [ "$(outcome loop)" = "$3" ] && [ "$left" -eq 0 ] && ok "$1, at the console: refused, and it goes on" || not_ok "$1, at the console" "exit $left: $(cat "$told")"
}
refused_there "a foreign file" open=/etc/passwd 13
refused_there "a file of the office's" "open=$w/office.ini" 13
refused_there "a connection" socket 1
killed "another program, at the console" exec=/bin/true
killed "another process, at the console" fork
killed "looking into processes, at the console" ptrace
escape "open=$room/seat" loop
[ "$(outcome loop)" = done ] && ok "its own folder the console reads" || not_ok "its own folder the console reads" "$(cat "$told")"
who=at_seat

# a share whose server no longer answers is looked at by nobody before the exam's own threads
begins_beside() { # COMMAND…: in a name space where $room/hung hangs; 77 when none can be mounted
    "$build/hang-folder" "$room/hung" "$room/touched" >"$room/mounted" &
    server=$!
    for _ in $(seq 100); do [ -s "$room/mounted" ] || ! kill -0 $server 2>/dev/null && break; sleep 0.1; done
    [ -s "$room/mounted" ] || return 77
    kill -STOP $server # from here on nobody reads a request
    timeout -k 1 60 "$@"
    rc=$?
    kill $server
    kill -CONT $server
    wait
    return $rc
}
apart=(unshare -m)
[ "$(id -u)" -eq 0 ] || apart=(unshare -rm)
mkdir -p "$room/hung" "$scratch/beside"
export room build
export -f begins_beside
said=$("${apart[@]}" bash -c 'mount --make-rprivate / 2>/dev/null; begins_beside "$@"' bash "$client" --bank "$w/banks/mau.bank" \
    --session "$w/sessions/ca-1/ca-1.session" --trust "$w/keys/office.pub" --seat M1 --lang en --linear --sandbox --data "$scratch/beside" --drop "$room/hung" </dev/null 2>&1)
case $? in
0) [[ $said == *"(SBD)"* ]] && ok "a share that hangs: the seat begins, locked in" || not_ok "a share that hangs: the seat begins, locked in" "$said" ;;
1 | 77) skip "a share that hangs" "the kernel lets us mount no FUSE folder" ;;
*) not_ok "a share that hangs: the seat begins, locked in" "$said" ;;
esac

# what cannot be had is told, and fatal where it is asked for
mkdir "$scratch/other"
unfit=(--bank "$w/banks/mau.bank" --session "$w/sessions/ca-1/ca-1.session" --trust "$w/keys/office.pub" --seat M1 --lang en --linear --data "$scratch/other" \
    --drop /sathach-no-such-share)
check "with --sandbox it does not begin" 13 "not locked in: no Landlock: /sathach-no-such-share" "$client" "${unfit[@]}" --sandbox
check "a kiosk's idle screen says where it stands" 20 "i says what this seat lacks" "$client" "${unfit[@]}" --kiosk
check "and the invigilator's box names it" 20 "! Self-test: sandbox: no Landlock" bash -c 'echo i | "$@"' bash "$client" "${unfit[@]}" --kiosk
check "so does the self-test" 1 "^sandbox +BAD +no Landlock: /sathach-no-such-share" "$client" --selftest --lang en --data "$scratch/other" --sandbox \
    --drop /sathach-no-such-share
finish
