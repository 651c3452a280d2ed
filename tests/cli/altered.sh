#!/bin/bash
# 200 altered or truncated files through the programs: none accepted.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
w=$scratch/office
make_office "$w" && cp -r "$w/log" "$scratch/log.fresh" && make_session "$w" ca-1 && office "$w" simulate ca-1 --candidates 1 -o "$scratch/one" >/dev/null
answers=$(ls "$scratch"/one/*.answers | head -n 1)
RANDOM=7
accepted=0 crashed=0 n=0
try() { # FILE COMMAND…
    local rc
    shift
    "$@" >/dev/null 2>"$scratch/err"; rc=$?
    n=$((n + 1))
    [ $rc -eq 0 ] && accepted=$((accepted + 1)) && echo "# accepted: $*"
    { [ $rc -ge 126 ] || grep -q Sanitizer "$scratch/err"; } && crashed=$((crashed + 1)) && echo "# crashed $rc: $*"
}
for i in $(seq 1 67); do
    for kind in "$w/banks/mau.bank" "$w/sessions/ca-1/ca-1.session" "$answers"; do
        size=$(stat -c %s "$kind")
        at=$(((RANDOM * 32768 + RANDOM) % size))
        cp "$kind" "$scratch/x"
        if [ $((i % 3)) -eq 0 ]; then
            truncate -s "$at" "$scratch/x"
        else
            flip "$scratch/x" "$at" $((RANDOM % 8))
        fi
        case "$kind" in
        *.answers) mv "$scratch/x" "$scratch/x.answers"
            try x "$ctl" -C "$w" --pass office="$scratch/pass.office" collect "$scratch/x.answers" ;;
        *) try x "$ctl" -C "$w" verify "$scratch/x" ;;
        esac
    done
done
[ $n -ge 200 ] && ok "$n altered files tried" || not_ok "$n altered files tried"
[ $accepted -eq 0 ] && ok "none accepted" || not_ok "none accepted" "$accepted were"
[ $crashed -eq 0 ] && ok "no crash" || not_ok "no crash" "$crashed"

# an insider re-seals and re-signs one ticket with another question: every signature holds, the audit names the paper
check "the audit is content before" 0 "all 7 papers are the drawn ones" office "$w" audit ca-1
"$build/forge-ticket" "$w/keys/office.key" "$scratch/pass.office" "$w/sessions/ca-1/ca-1.session" 3 4 5 && ok "a ticket forged with the office's key" ||
    not_ok "a ticket forged with the office's key"
check "the log tells it from the one that was made" 13 "ca-1.session: line [0-9]+ of the log.*not what was made" office "$w" audit ca-1
rm -rf "$w/log" && cp -r "$scratch/log.fresh" "$w/log" # the insider begins the log anew as well
check "its signature holds" 0 "" "$ctl" -C "$w" verify "$w/sessions/ca-1/ca-1.session"
office "$w" grade ca-1 >/dev/null 2>&1
check "the audit names the paper" 11 "^paper 0003 .*does not hold the drawn paper" office "$w" audit ca-1
check "and no other" 11 "1 of 7 papers" office "$w" audit ca-1
finish
