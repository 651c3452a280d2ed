# An exam line by line from a shell: say types a line, hear waits for one that matches. Wants $w (the office's folder) and session "ca-1".
#   . tests/lib/lib.sh; . tests/lib/office.sh; . tests/lib/lines.sh
slip() { sqlite3 :memory: "SELECT value->>'$2' FROM json_each(readfile('$scratch/slips.json')) WHERE value->>'paper'='$1'"; } # PAPER COLUMN
voucher() { sed -n "s/^ *$1  \([0-9A-Z]* [0-9A-Z]*\)  .*/\1/p" "$w/reports/ca-1/tap-duot-vouchers.txt"; } # NUMBER
use_voucher() { # NUMBER ACTION [NAME]: in the invigilator's box, for reason 9; NAME where the box asks for one
    say i; say "$(voucher "$1")"
    hear "^[1-9]: $2\$" || return 1
    say "$(tail -n 1 "$scratch/heard" | cut -c 1)"
    hear 'Why' || return 1
    say 9
    [ $# -lt 3 ] || { hear 'once more' && say "$3"; } || return 1
    [ "$2" != 'copy and leave' ] || { confirm_leave && hear_out; }
}
# Enter where a copy stands somewhere, the word where none does.
confirm_leave() {
    hear 'All was copied and read back|There is no whole copy' || return 1
    case "$(tail -n 1 "$scratch/heard")" in
    *'All was copied'*) say "" ;;
    *) say 'KHONG CHEP' ;;
    esac
}
sit_down() { # SEAT FOLDER [OPTIONS…]
    local seat=$1 folder=$2
    shift 2
    coproc EXAM { exec ${before_client:-} "$client" --bank "$w/banks/mau.bank" --session "$w/sessions/ca-1/ca-1.session" --data "$folder" \
        --trust "$w/keys/office.pub" --seat "$seat" --lang en --linear --pass session="$scratch/pass.ca-1" "$@" 2>&1; }
    exam=$EXAM_PID
    exec {to}>&"${EXAM[1]}"- {from}<&"${EXAM[0]}"-
}
# Several seats at once: what is said and heard from here on is at this one.
declare -A to_of from_of exam_of
at() { # NAME
    [ -z "${here:-}" ] || to_of[$here]=${to:-} from_of[$here]=${from:-} exam_of[$here]=${exam:-}
    here=$1 to=${to_of[$1]:-} from=${from_of[$1]:-} exam=${exam_of[$1]:-}
}
log_in() { say "$(slip "$1" sbd)"; say "$(slip "$1" access_code)"; hear 'Press Enter'; } # PAPER
say() { printf '%s\n' "$1" >&"$to"; }
hear() {
    local line
    while IFS= read -r -t 30 line <&"$from"; do
        printf '%s\n' "$line" >>"$scratch/heard"
        grep -qE -- "$1" <<<"$line" && return 0
    done
    echo "# never heard: $1"
    return 1
}
# Until the program has left: a line that is closed meanwhile would be an end of its own.
hear_out() {
    local line
    while IFS= read -r -t 60 line <&"$from"; do printf '%s\n' "$line" >>"$scratch/heard"; done
}
end() { # [SIGNAL]
    [ $# -gt 0 ] && kill -"$1" "$exam"
    exec {to}>&- 2>/dev/null
    cat <&"$from" >/dev/null
    wait "$exam" 2>/dev/null
    exec {from}<&-
}
# That a question came on the screen stands in the attempt (asked of a copy: the client alone may open the file itself).
is_viewed() { # FOLDER QUESTION
    rm -rf "$scratch/looked-at" && cp -r "$1" "$scratch/looked-at" 2>/dev/null &&
        [ "$(sqlite3 "$scratch/looked-at"/*.attempt "SELECT count(*) > 0 FROM event WHERE hex(substr(body, 5, 4)) = '0580$(printf %02X $(($2 - 1)))00'" 2>/dev/null)" = 1 ]
}
